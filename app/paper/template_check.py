"""What is wrong with a template, as far as that can be seen before it is filled in."""

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

NO_TEXT = "this placeholder is no text or number by itself; name a part of it, or go through it with for"
_STYLE = re.compile(r"<style.*?</style>", re.DOTALL | re.IGNORECASE)
_NOT_A_LINE_END = re.compile(r"[^\n]")
_BRACE = re.compile(r"[{}]")


class Problem(NamedTuple):
    """A mistake and the line it is in."""

    line: int
    words: str


def problems(
    environment: Environment, source: str, known: Collection[str], exists: Callable[[str], bool]
) -> Iterator[Problem]:
    """The mistakes of a template, also in parts that one paper or another leaves out.

    Args:
        environment: that it will run in.
        source: its text.
        known: the placeholders there are.
        exists: whether there is a template of a name, to be included.
    """
    try:
        tree = environment.parse(source)
        unknown = meta.find_undeclared_variables(tree) - set(known)
    except TemplateSyntaxError as error:
        yield Problem(error.lineno, (error.message or "it is no template").rstrip("."))
        return
    for name in tree.find_all(nodes.Name):
        if name.name in unknown:
            yield Problem(name.lineno, f"there is no placeholder {name.name}; there are {', '.join(sorted(known))}")
    yield from _missing(tree, exists)
    yield from _constants_that_are_no_text(tree)
    yield from _left_over(environment, source)


def _missing(tree: nodes.Template, exists: Callable[[str], bool]) -> Iterator[Problem]:
    for node in tree.find_all(nodes.Include):
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if isinstance(name, str) and not exists(name):
            yield Problem(node.lineno, f"there is no template {name}")


def _constants_that_are_no_text(tree: nodes.Template) -> Iterator[Problem]:
    for output in tree.find_all(nodes.Output):
        for printed in output.nodes:
            if isinstance(printed, nodes.Const) and (printed.value is None or isinstance(printed.value, bool)):
                yield Problem(printed.lineno, NO_TEXT)


def _left_over(environment: Environment, source: str) -> Iterator[Problem]:
    """Braces in what is printed as it stands: a placeholder that was not written as one."""
    text = ""
    for line, kind, part in environment.lex(source):
        if kind == "data":
            text += "\n" * (line - 1 - text.count("\n")) + part
    text = _STYLE.sub(lambda style: _NOT_A_LINE_END.sub("", style[0]), text)
    for number, line_of_text in enumerate(text.split("\n"), start=1):
        if _BRACE.search(line_of_text):
            yield Problem(number, "a brace stands alone; a placeholder is written as {{ name }}")
