"""`site.yaml` in, a frozen `Config` out; every key has a default but `title`."""

import zoneinfo
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

import msgspec
import yaml
from babel import Locale, UnknownLocaleError

from dossierpress.model.publishing import SECRET_KEY, AnyTarget, carries_secret
from dossierpress.model.record import Count, Free, LanguageTag, OldAddress, Percent, Record, WebAddress
from dossierpress.model.redaction import Redaction
from dossierpress.model.services import Timestamps, WebArchive
from dossierpress.problems import Problem
from dossierpress.schema.records import nearest, read_record
from dossierpress.schema.yamltext import compose, node_at

CONFIG_FILE = "site.yaml"


class Publisher(Record, frozen=True):
    """Who publishes the site; `logo` is a file beside `site.yaml`'s content."""

    PLAIN: ClassVar[str] = "name"
    name: str
    url: WebAddress = ""
    logo: str = ""


class ThemeChoice(Record, frozen=True):
    """A theme by name or folder, and the settings that its manifest types."""

    PLAIN: ClassVar[str] = "name"
    name: str = "broadsheet"
    settings: Free = Free()


class NavItem(Record, frozen=True):
    """An entry of the site's menu: `to` is an address on the site, a reference, or a web address."""

    title: str
    to: str


class Redirect(Record, frozen=True):
    """An old address of a page that no file stands for, such as a list, and where its readers are sent."""

    SPELLINGS: ClassVar[Mapping[str, str]] = {"from": "from_"}
    from_: OldAddress
    to: OldAddress


class MarkdownSettings(Record, frozen=True):
    """How bodies become HTML."""

    engine: Literal["python-markdown", "commonmark"] = "python-markdown"
    html: Literal["sanitised", "trusted"] = "sanitised"
    typography: bool = True
    extensions: tuple[str, ...] = ()


class Indexes(Record, frozen=True):
    """Which indexes are written, and how many articles a page of a list holds."""

    page_size: Count = 50
    tags: bool = True
    dates: bool = True
    sources: bool = True
    people: bool = True
    organisations: bool = True
    places: bool = True


class Feature(Record, frozen=True):
    """A part of the site that can be turned off."""

    PLAIN: ClassVar[str] = "on"
    on: bool = True


class LinkSettings(Record, frozen=True):
    """How `check --external` asks: hosts of the curator's own network that may be asked too."""

    private_hosts: tuple[str, ...] = ()


class Feeds(Record, frozen=True):
    """Feeds. `on` left open means: for a site that has a `url`, which feeds cannot do without.

    `full_text` says which carry the texts that rights allow, not only what stands above them.
    """

    PLAIN: ClassVar[str] = "on"
    on: bool | None = None
    full_text: Literal["none", "site", "all"] = "site"
    entries: Count = 50


class Cards(Feature, frozen=True):
    """Pictures that other sites show beside a link; `articles` have them only when it is wished."""

    articles: bool = False


class Exports(Record, frozen=True):
    """Which packages the build makes of each dossier; its page offers them."""

    epub: bool = False
    offline: bool = False
    dataset: bool = False
    bag: bool = False
    interchange: bool = False
    pdf: bool = False

    @property
    def is_any(self) -> bool:
        """Whether there are any."""
        return any(getattr(self, kind) for kind in self.__struct_fields__)


class Images(Feature, frozen=True):
    """In which widths pictures are made, in pixels, and how good: 1 is small, 100 is large."""

    widths: tuple[Count, ...] = (480, 800, 1200, 1600)
    quality: Percent = 80


class Config(Record, frozen=True):
    """The site's configuration, as `docs/content.md` explains it key by key."""

    title: str
    description: str = ""
    url: WebAddress = ""
    language: LanguageTag = "en"
    timezone: str = "UTC"
    publisher: Publisher | None = None
    content: str = "content"
    output: str = "site"
    theme: ThemeChoice = ThemeChoice()
    nav: tuple[NavItem, ...] = ()
    footer: str = ""
    redirects: tuple[Redirect, ...] = ()
    markdown: MarkdownSettings = MarkdownSettings()
    indexes: Indexes = Indexes()
    feeds: Feeds = Feeds()
    search: Feature = Feature()
    cards: Cards = Cards()
    api: Feature = Feature()
    images: Images = Images()
    exports: Exports = Exports()
    links: LinkSettings = LinkSettings()
    timestamps: Timestamps = Timestamps()
    archive: WebArchive = WebArchive()
    redactions: tuple[Redaction, ...] = ()
    strict: bool = False
    publish: dict[str, AnyTarget] = msgspec.field(default_factory=dict)
    extra: Free = Free()


def parse_config(text: str) -> tuple[Config | None, tuple[Problem, ...]]:
    """Read the text of `site.yaml`. None when it holds an error; the problems say which."""
    node, problems = compose(text, CONFIG_FILE)
    if node is None:
        return None, problems or (_empty(),)
    config, found = read_record(node, Config, CONFIG_FILE)
    secrets = {(each.line, each.column): each for each in _secrets(node_at(node, "publish"))}
    found = (
        *problems,
        *(each for each in found if (each.line, each.column) not in secrets),
        *secrets.values(),
    )
    if config is None or secrets:
        return None, found
    wrong = tuple(
        Problem(
            path=CONFIG_FILE,
            code=code,
            message=message,
            hint=hint,
            line=node_at(node, key).start_mark.line + 1,
            column=node_at(node, key).start_mark.column + 1,
        )
        for key, code, message, hint in _faults(config)
    )
    return (None if wrong else config), found + wrong


def is_site_url(url: str) -> bool:
    """Whether a text is the address of a site: scheme, host and perhaps a folder, nothing else."""
    try:
        port = (parts := urlsplit(url)).port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and (port is None or port > 0)
        and not (parts.query or parts.fragment or parts.username or set(url) & set(" \"'<>\\"))
    )


def _empty() -> Problem:
    return Problem(
        path=CONFIG_FILE,
        code="missing-key",
        message="`title` is missing",
        hint="add a line `title: …`",
        line=1,
    )


def _faults(config: Config) -> list[tuple[str, str, str, str]]:
    """What the types cannot say: key, code, message and hint of each fault."""
    faults: list[tuple[str, str, str, str]] = []
    try:
        Locale.parse(config.language, sep="-")
    except (UnknownLocaleError, ValueError):
        hint = "a language tag, such as en, ur or pt-BR"
        faults.append(("language", "unknown-language", f"no language `{config.language}` is known", hint))
    zones = zoneinfo.available_timezones()
    if config.timezone not in zones:
        hint = nearest(config.timezone, zones) or "a name such as Europe/Berlin or Asia/Karachi"
        faults.append(("timezone", "unknown-timezone", f"no time zone `{config.timezone}` is known", hint))
    if config.markdown.engine == "commonmark" and config.markdown.extensions:
        faults.append(
            (
                "markdown.extensions",
                "wrong-engine",
                "`extensions` are those of Python-Markdown: `engine: commonmark` has none",
                "take `extensions` out, or set `engine: python-markdown`",
            )
        )
    for key in ("content", "output"):
        folder = getattr(config, key)
        if key == "content" and _leads_out(folder):
            faults.append(
                (
                    key,
                    "bad-folder",
                    f"`{key}` must be a folder inside the site's own",
                    "a relative path without `..`, such as content",
                )
            )
    if config.url and not is_site_url(config.url):
        faults.append(
            (
                "url",
                "wrong-form",
                f"`url` is `{config.url}`",
                "only scheme, host and folder, such as https://press.example/reports/",
            )
        )
    return faults


def _secrets(node: Any) -> Iterable[Problem]:
    """Every place below `publish:` that holds what belongs in no file that is shared."""
    if isinstance(node, yaml.ScalarNode):
        if carries_secret(node.value):
            yield _secret(node, "this address holds a password or a signed key")
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _secrets(each)
    else:
        for label, value in node.value:
            if isinstance(label, yaml.ScalarNode) and SECRET_KEY.search(label.value):
                yield _secret(label, f"`{label.value}` is a secret, and this file is shared")
            else:
                yield from _secrets(value)


def _secret(node: Any, message: str) -> Problem:
    return Problem(
        path=CONFIG_FILE,
        code="secret-in-config",
        message=message,
        hint="take it out and change it where it was issued; docs/publishing.md says where each kind of"
        " target finds its credentials",
        line=node.start_mark.line + 1,
        column=node.start_mark.column + 1,
    )


def _leads_out(folder: str) -> bool:
    parts = folder.replace("\\", "/").split("/")
    return folder.startswith(("/", "~")) or ".." in parts or folder in ("", ".")


def line_of_key(text: str, key: str) -> tuple[int, int]:
    """Line and column, from 1, of a key in the text of `site.yaml`."""
    node, _ = compose(text, CONFIG_FILE)
    mark = node_at(node, key).start_mark if node is not None else yaml.Mark("", 0, 0, 0, None, 0)
    return mark.line + 1, mark.column + 1
