"""How a value that a template prints is escaped: just as Jinja does it, without an object for each.

Jinja marks each printed value as safe, to join it with text at once. A text in which nothing needs
escaping is the same marked or not, and there is hardly another kind on a page.
"""

import re
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_find_special = re.compile("[&<>\"']").search


def printed(value: Any) -> str:
    """A value as it must stand in a page, where it is joined with text that is safe already."""
    kind = type(value)
    if kind is Markup or (kind is str and not _find_special(value)):
        return value  # type: ignore[no-any-return]
    return escape(value)


class PrintingGenerator(CodeGenerator):
    """Compiles templates so that they print through `printed`, wherever they are known to escape.

    Compiled code finds it as `environment.printed`.
    """

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        context = frame.eval_ctx
        if context.volatile or not context.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")
