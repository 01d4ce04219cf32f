"""What templates do most, compiled to do just as Jinja does it, in fewer steps: reading a field, printing.

Jinja marks each printed value as safe, to join it with text at once. A text in which nothing needs
escaping is the same marked or not, and there is hardly another kind on a page.
"""

from collections.abc import Callable
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_NUMBERS = frozenset((int, float))
# What `escape` does to a text, before it makes an object of it.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def printed(value: Any) -> str:
    """A value as it must stand in a page, where it is joined with text that is safe already."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return str(value) if kind in _NUMBERS else escape(value)


class PrintingGenerator(CodeGenerator):
    """Compiles templates so that they print through `printed`, wherever they are known to escape.

    Compiled code finds it as `environment.printed`, and the fields of views by their class as
    `environment.fields`.
    """

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        context = frame.eval_ctx
        if context.volatile or not context.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  Jinja's name
        """A field of a view is read on the spot, without a call; anything else as the environment does it."""
        value = self.temporary_identifier()
        name = repr(node.attr)
        self.write(f"({value}.{node.attr} if {name} in environment.fields[(({value} := ")
        self.visit(node.node, frame)
        self.write(f").__class__)] else environment.getattr({value}, {name}))")
