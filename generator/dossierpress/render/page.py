"""RENDER's unit of work: one output and a theme in, its bytes and problems out."""

import traceback

import jinja2

from dossierpress.plan.outputs import Bodies, Output
from dossierpress.plan.views import View
from dossierpress.problems import Problem
from dossierpress.render.environment import BODIES, environment_of
from dossierpress.render.theme import Theme


def render_one(output: Output, theme: Theme, bodies: Bodies) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Make one file. None when the theme has an error; the problem names template and line."""
    if output.producer is not None:
        return output.producer(output.view, bodies), ()
    try:
        template = environment_of(theme).get_template(output.template)
        return template.render(_context(output.view, bodies)).encode(), ()
    except jinja2.TemplateSyntaxError as error:
        return None, (
            _problem(error.filename or error.name or output.template, error.lineno, error.message or ""),
        )
    except jinja2.TemplateNotFound as error:
        shown, line = _place(error, theme, output.template)
        return None, (_problem(shown, line, f"there is no template `{error.name}`"),)
    except Exception as error:  # noqa: BLE001  a template may call anything that its view's data can do
        shown, line = _place(error, theme, output.template)
        words = getattr(error, "message", None) or str(error) or type(error).__name__
        return None, (_problem(shown, line, words),)


def _context(view: View, bodies: Bodies) -> dict[str, object]:
    """The fields of the view by their names, and the whole as `view`."""
    fields = {name: getattr(view, name) for name in view.__struct_fields__}
    return fields | {"view": view, BODIES: bodies}


def _place(error: Exception, theme: Theme, fallback: str) -> tuple[str, int]:
    """The innermost template line that the error passed through."""
    known = {template.shown for template in theme.templates.values()}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in known]
    if frames:
        return frames[-1].filename, frames[-1].lineno or 1
    template = theme.templates.get(fallback)
    return (template.shown if template else f"templates/{fallback}"), 1


def _problem(shown: str, line: int, words: str) -> Problem:
    return Problem(
        path=shown,
        code="template",
        message=words,
        hint="docs/themes.md lists what each template receives",
        line=line,
        column=1,
    )
