"""A theme's manifest: what `theme.yaml` says of it."""

from typing import ClassVar, Literal

import msgspec

from dossierpress.model.record import Count, Id, Record

API_VERSION = 1


class SettingSpec(Record, frozen=True):
    """A setting of a theme: its type, its default, and what it is about."""

    PLAIN: ClassVar[str] = "default"
    type: Literal["text", "number", "switch", "colour", "choice"] = "text"
    default: str = ""
    about: str = ""
    choices: tuple[str, ...] = ()


class ThemeManifest(Record, frozen=True):
    """The manifest of a theme; `api` is the version of the theme contract that it was written for."""

    name: Id
    version: str
    api: Count
    extends: Id = ""
    settings: dict[str, SettingSpec] = msgspec.field(default_factory=dict)
