"""`dossier diff`: what readers found before and find now, page by page, and why."""

from collections.abc import Iterable
from pathlib import Path

import click

from dossierpress.cli.editions import edition_of
from dossierpress.cli.options import fail, form_option, root_option
from dossierpress.cli.show import counted, show_data
from dossierpress.cli.work import config_of
from dossierpress.memo.reasons import TEMPLATES, called
from dossierpress.plan.addresses import address_of
from dossierpress.publish.editions import NOW, Difference, Edition, differences, edition_in, kept, named
from dossierpress.read.locate import located
from dossierpress.write.ledger import MANIFEST_FILE, Manifest, load

_VERBS = {"+": "added", "~": "changed", "-": "removed"}


@click.command(name="diff", short_help="Show which pages differ between two publications, and why.")
@click.argument("before", metavar="[A]", default="last")
@click.argument("after", metavar="[B]", default=NOW)
@click.option("--target", help="Look among publications to this target only.")
@form_option
@root_option
def command(before: str, after: str, target: str | None, form: str, root: Path) -> None:
    """List pages that were added, changed and removed from A to B.

    A and B are publications (the day, such as 2026-11-27, or the time with it), `last`, or `now`, which is
    the site as it was built last. Without them: what the next publish would change for readers.
    """
    old, new = _edition(root, before, target, form), _edition(root, after, target, form)
    found = tuple(differences(old, new))
    pages = [each for each in found if each.is_page]
    if form == "json":
        show_data((), _facts(old, new, found))
        return
    for each in pages:
        click.echo(f"{each.sign} {address_of(each.path)}")
        for why in _said(each):
            click.echo(f"    {why}")
    click.echo(f"from {old.at} ({old.target}) to {new.at} ({new.target})")
    click.echo(
        f"{counted(len(pages), 'page')}: {_counts(pages)}; {counted(len(found) - len(pages), 'other file')}"
    )


def _edition(root: Path, name: str, target: str | None, form: str) -> Edition:
    if name == NOW:
        return _built(root, form)
    wanted = named(root, name, target)
    if not wanted:
        there = ", ".join(kept(root)[-5:]) or "none yet: `dossier publish` keeps one each time"
        raise click.BadParameter(f"there is no publication `{name}`; the last: {there}", param_hint="A or B")
    edition, problems = edition_in(root, wanted)
    if edition is None:
        fail(located(problems, root), form, "nothing was compared")
    return edition


def _built(root: Path, form: str) -> Edition:
    config = config_of(root, form)
    manifest = load(root / config.output / MANIFEST_FILE, Manifest)
    if manifest is None:
        raise click.UsageError("the site is not built; run `dossier build` first")
    return edition_of(root, config, "built", dict(manifest.files))


def _said(each: Difference) -> Iterable[str]:
    if each.sign != "~":
        return each.why
    words = [called(name) for name in each.why if name != TEMPLATES]
    if words:
        return (f"changed: {', '.join(words)}",)
    if TEMPLATES in each.why:
        return ("a template that it uses, or a setting or asset of the theme, changed",)
    return ("Dossierpress itself, Python or a library changed",)


def _counts(pages: Iterable[Difference]) -> str:
    signs = [each.sign for each in pages]
    return ", ".join(f"{signs.count(sign)} {verb}" for sign, verb in _VERBS.items())


def _facts(old: Edition, new: Edition, found: Iterable[Difference]) -> dict[str, object]:
    listed = [
        {"change": _VERBS[each.sign], "path": each.path, "page": each.is_page, "why": list(_said(each))}
        for each in found
    ]
    ends = {
        name: {"at": each.at, "target": each.target, "files": len(each.files)}
        for name, each in (("from", old), ("to", new))
    }
    return {**ends, "differences": listed}
