"""What is taken out of every output: names and passages, each under one label."""

from dossierpress.model.record import Record


class Redaction(Record, frozen=True):
    """Names and passages for which one label stands, wherever in the site they would stand."""

    label: str
    names: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    reason: str = ""
