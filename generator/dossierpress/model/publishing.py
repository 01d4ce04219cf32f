"""Where a site is published: one record for each kind of target, as `site.yaml` names them."""

import re
from typing import Annotated, Literal

import msgspec

from dossierpress.model.record import Record, WebAddress

# Keys that hold a secret wherever they are met, and addresses that carry one.
SECRET_KEY = re.compile(
    r"passw(or)?d|passphrase|secret|token|credential|(access|private|account|api|ssh)[_-]?key|^(key|pass|auth)$",
    re.IGNORECASE,
)
_SECRET_ADDRESS = re.compile(
    r"://[^/@\s:]*:[^/@\s]+@|https?://[^/@\s]+@|[?&](sig|signature|token|sv)=", re.IGNORECASE
)

# A folder's name may hold spaces, but for its two ends.
_PATH = r"/\S*(?: +\S+)*"
StoreAddress = Annotated[
    str,
    msgspec.Meta(
        pattern=rf"^[a-z][a-z0-9+.-]*://[^\s/]+({_PATH})?$",
        description="an address such as gs://bucket/folder",
    ),
]
S3Address = Annotated[
    str,
    msgspec.Meta(pattern=rf"^s3://[^\s/@:]+({_PATH})?$", description="an address such as s3://bucket/folder"),
]
SftpAddress = Annotated[
    str,
    msgspec.Meta(
        pattern=rf"^sftp://(?:[^\s/@:]+@)?[^\s/@:]+(?::[0-9]{{1,5}})?{_PATH}$",
        description="an address such as sftp://me@host.example/var/www/site",
    ),
]
Host = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(?:[A-Za-z0-9_.][\w.-]*@)?[A-Za-z0-9][\w.-]*$",
        description="a host, such as me@host.example",
    ),
]
Port = Annotated[int, msgspec.Meta(ge=1, le=65535, description="a port from 1 to 65535")]
Branch = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(?!.*(?:\.\.|//|@\{|\.lock$))[\w][\w./-]*(?<![./])$",
        description="a branch, such as gh-pages",
    ),
]
Remote = Annotated[
    str, msgspec.Meta(pattern=r"^[^-\s]\S*$", description="a remote, such as git@host.example:me/site.git")
]
Domain = Annotated[
    str, msgspec.Meta(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", description="a domain, such as press.example")
]


class PublishTarget(Record, frozen=True, kw_only=True):
    """What every target may say: `replaces` is the site that this one takes the place of."""

    replaces: str = ""


class FolderTarget(PublishTarget, frozen=True, kw_only=True):
    """A folder. With `switch`, `path` is a link that each publish turns to a new folder at once."""

    kind: Literal["folder"]
    path: str
    switch: bool = False


class ZipTarget(PublishTarget, frozen=True, kw_only=True):
    """One file to upload by hand."""

    kind: Literal["zip"]
    path: str


class GitTarget(PublishTarget, frozen=True, kw_only=True):
    """A branch of a git repository, as Pages of GitHub, GitLab and Codeberg serve it."""

    kind: Literal["git"]
    remote: Remote
    branch: Branch = "gh-pages"
    history: Literal["keep", "fresh"] = "keep"
    domain: Domain = ""


class S3Target(PublishTarget, frozen=True, kw_only=True):
    """A bucket of S3, or of any store that speaks its language (then with `endpoint`)."""

    kind: Literal["s3"]
    url: S3Address
    endpoint: WebAddress = ""
    region: str = ""
    compress: bool = False


class StoreTarget(PublishTarget, frozen=True, kw_only=True):
    """Any other store that fsspec has a driver for, such as gs:// or abfs://."""

    kind: Literal["fsspec"]
    url: StoreAddress


class SftpTarget(PublishTarget, frozen=True, kw_only=True):
    """A folder of a host that is reached by SFTP."""

    kind: Literal["sftp"]
    url: SftpAddress


class RsyncTarget(PublishTarget, frozen=True, kw_only=True):
    """A folder of a host that is reached by rsync over ssh; `switch` as for a folder."""

    kind: Literal["rsync"]
    host: Host
    path: str
    port: Port | None = None
    switch: bool = False


AnyTarget = FolderTarget | ZipTarget | GitTarget | S3Target | StoreTarget | SftpTarget | RsyncTarget


def carries_secret(text: str) -> bool:
    """Whether an address holds a password or a signature."""
    return _SECRET_ADDRESS.search(text) is not None
