"""Files that lie among those to publish and are not meant to be: what editors leave behind, and keys."""

import re

from dossierpress.problems import Problem

# Drafts, backups and locks of editors and office programs, parts of downloads, what file managers keep.
_COPIES = r"~|\.(?:bak|backup|old|orig|save)"
_LEFTOVER = re.compile(
    rf".*(?:{_COPIES})|~\$.*|#.*#|\.#.*|\.~lock\..*#"
    r"|.*\.(?:rej|autosave|tmp|temp|part|crdownload|sw[l-p]|swpx|kate-swp|___jb_(?:tmp|old)___)"
    r"|thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)
# Private keys and their stores, and where programs keep passwords. Public halves (`.pub`) are no secret.
_KEY = re.compile(
    r"(?:(?:.*[._-])?id_(?:rsa|dsa|ecdsa|ed25519|xmss)(?:_sk)?"
    r"|.*\.(?:pem|key|ppk|p8|p12|pk8|pfx|pkcs12|jks|keystore|keytab|kdbx?|ovpn|tfstate|env)"
    r"|\.env\.(?!(?:example|sample|template|dist)$).*"
    r"|[._]netrc|\.?htpasswd|\.pgpass|\.my(?:login)?\.cnf|\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc"
    r"|\.git-credentials|\.s3cfg|\.boto|\.dockercfg|\.dockerconfigjson|\.vault-token|secring\.gpg"
    r"|(?:aws[_-])?credentials(?:\.(?:json|csv|ini|ya?ml|toml))?|(?:client[_-]secret|service[_-]account).*\.json"
    rf")(?:{_COPIES})*",
    re.IGNORECASE,
)

# What `dossier export` makes with `--complete` and `--bundle` (`packages/complete.py`, `bundle.py`).
_COMPLETE = re.compile(r".*-complete-private-bag.*\.zip|.*-private-bundle.*\.pdf", re.IGNORECASE)


def is_telling(name: str) -> bool:
    """Whether a file's name says that it is not to be published."""
    return any(each.fullmatch(name) is not None for each in (_KEY, _LEFTOVER, _COMPLETE))


def misfit(path: str, shown: str = "") -> Problem | None:
    """Why a file is not published, by its path; None when nothing speaks against it.

    A key is an error: whoever put it there should know. `shown` is how messages call the file.
    """
    *folders, name = path.split("/")
    if _KEY.fullmatch(name):
        return Problem(
            path=shown or path,
            code="key-file",
            message=f"`{name}` looks like a private key, or a file of passwords, and is not published",
            hint="keep it elsewhere; if it was ever public, change it where it was issued",
            line=1,
            column=1,
        )
    if _COMPLETE.fullmatch(name):
        return Problem(
            path=shown or path,
            code="complete-bag",
            message=f"`{name}` is for the curators alone: it holds private things, and is not published",
            hint="keep it elsewhere; `dossier export` without such an option makes one for readers",
            line=1,
            column=1,
        )
    if any(map(_LEFTOVER.fullmatch, (*folders, name))):
        return Problem(
            path=shown or path,
            code="leftover",
            message=f"`{name}` looks like what an editor left behind, and is not published",
            hint="delete it, or give it another name",
            severity="warning",
            line=1,
            column=1,
        )
    return None
