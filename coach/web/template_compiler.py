"""How templates are compiled: what is the same on every page is worked out at that time, once."""

from collections.abc import Iterable, MutableMapping
from typing import Any

from flask.templating import Environment
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

MARKUP = {"icon", "mark", "glyph", "tag"}  # give markup, which is written as it is
CONSTANT = {"asset", *MARKUP}  # the same answer for the same arguments


class OnePiece(CodeGenerator):
    """Compile a template, and each block of it, to give its text once and not bit by bit.

    A page is sent whole; each bit of it would be handed on by every template around it.
    """

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write the code for the body of a template, a block, a macro, a loop or a branch."""
        if frame.buffer is not None or not (frame.rootlevel or frame.block_frame):
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Begin the code around an expression that is written: nearly all is escaped."""
        if isinstance(node, nodes.Filter) and node.name in MARKUP:
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Filters(NodeTransformer):
    """Turn calls such as ``icon("next")`` into filters, ``"next" | icon``.

    Jinja works out a filter while it compiles where all that goes in stands in the template, and
    calls it with less ado where not.
    """

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802  Jinja's name
        """Return a filter for a call of something constant, any other call as it is."""
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name in CONSTANT and node.args):
            return node
        first, *rest = node.args
        more = (node.kwargs, node.dyn_args, node.dyn_kwargs)
        return nodes.Filter(first, node.node.name, rest, *more, lineno=node.lineno)


class Pages(Environment):
    """Flask's templates, compiled as above, each with the globals as they are at its first use."""

    code_generator_class = OnePiece

    def _generate(self, source: nodes.Template, *where: Any, **more: Any) -> str:
        """Return Python for a template; while the drawings are loaded there are no filters yet."""
        if self.filters.keys() >= CONSTANT:
            source = Filters().visit(source)
        code: str = super()._generate(source, *where, **more)
        return code

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return one dict: Jinja's chain of two is gone through at every import of every page."""
        return {**self.globals, **(d or {})}
