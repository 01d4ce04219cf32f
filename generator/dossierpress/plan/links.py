"""Where the links of a text lead, and what is wrong with those that lead nowhere."""

from dossierpress.model.document import Target
from dossierpress.model.references import place_of
from dossierpress.plan.desk import NOTHING_THERE, Desk, unknown
from dossierpress.plan.routes import media_address, with_fragment
from dossierpress.problems import Problem


def link(desk: Desk, target: Target, path: str) -> str:
    """The address of a link in a body; `#` when it is broken (and then there is a problem)."""
    if target.kind == "reference":
        return _reference_link(desk, target, path)
    if target.kind == "article-file":
        return _file_link(desk, target, path)
    if target.kind == "media":
        media = desk.media(target.value)
        if media is None:
            return "#"  # the missing file is already reported by READ
        return with_fragment(media_address(desk.config, target.value, media), target.fragment)
    address = (
        target.value
        if target.value.endswith("/") or "." in target.value.rsplit("/")[-1]
        else target.value + "/"
    )
    problem = unknown(path, target.written, NOTHING_THERE, text=target.written)
    desk.to_check.append((address, problem))
    return desk.place(address, target.fragment)


def _reference_link(desk: Desk, target: Target, path: str) -> str:
    found = desk.found(target.value)
    if found.view is not None:
        return found.view.address
    if found.why == "held":
        desk.problems.append(
            Problem(
                path=path,
                code="private-link",
                message=f"`{target.written}` leads to something that is not published yet or any more",
                hint="take the link out, or publish what it leads to",
                text=target.written,
            )
        )
    elif found.why != "broken":
        hint = found.hint or "ref:article, ref:article#quote, ref:dossier:id"
        desk.problems.append(unknown(path, target.written, hint, text=target.written))
    return "#"


def _file_link(desk: Desk, target: Target, path: str) -> str:
    found = desk.file(target.value)
    if found is None:
        if not desk.is_broken(target.value):
            hint = "no published file lies there"
            desk.problems.append(unknown(path, target.written, hint, text=target.written))
        return "#"
    address, ids = found
    here, place = desk.place(address, target.fragment), place_of(target.fragment)
    if place and here != address and place not in ids:
        hint = f"{target.value} has no heading with that id"
        desk.problems.append(unknown(path, target.written, hint, text=target.written))
    return here
