"""Runs templates that a bank may have edited: in Jinja's sandbox, with nothing unknown and nothing left to fill in."""

import re
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, meta, nodes
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.paper.content import PaperError

_STYLE = re.compile(r"<style.*?</style>", re.DOTALL | re.IGNORECASE)
_NOT_A_LINE_END = re.compile(r"[^\n]")
_BRACE = re.compile(r"[{}]")
_MEND = "Mend it, or take it away to use the program's own."


class Sandbox:
    """The templates found in some folders; the first folder that has a name wins."""

    def __init__(self, folders: Sequence[Path], filters: Mapping[str, Callable[..., str]]) -> None:
        """Look in these folders; ``filters`` are the functions that templates may call."""
        self._folders = folders
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(folders), undefined=StrictUndefined, autoescape=True, finalize=_printable
        )
        self._environment.globals.clear()
        self._environment.filters.update(filters)

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The text of a template.

        Raises:
            PaperError: the template, or one that it includes, has an error or names something that is not there.
        """
        place = (name, 0)
        try:
            for place, problem in self._problems(name, values.keys()):
                raise _refusal(*place, problem)
            return self._environment.get_template(name).render(values)
        except PaperError:
            raise
        except TemplateSyntaxError as error:
            raise _refusal(error.filename or name, error.lineno, error.message or "it is no template") from error
        except TemplateNotFound as error:
            raise _refusal(*_place(error, name), f"there is no template {error.name}") from error
        except Exception as error:  # whatever an edited template raises is for the bank to mend
            raise _refusal(*_place(error, name), str(error)) from error

    def _problems(self, name: str, known: Collection[str]) -> Iterator[tuple[tuple[str, int], str]]:
        """What is wrong with a template and those it includes, also in parts that this paper would leave out."""
        waiting, seen = [name], set[str]()
        while waiting:
            name = waiting.pop()
            seen.add(name)
            source, path = self._source(name)
            tree = self._environment.parse(source, name, path)
            for line, problem in (*_unknown(tree, known), *self._left_over(source)):
                yield (path or name, line), problem
            included = [other for other in meta.find_referenced_templates(tree) if other]
            waiting.extend(other for other in included if other not in seen)

    def _source(self, name: str) -> tuple[str, str]:
        """The text of a template and its path."""
        path = next((folder / name for folder in self._folders if (folder / name).is_file()), None)
        if path is None:
            raise TemplateNotFound(name)
        try:
            return path.read_text(encoding="utf-8"), str(path)
        except UnicodeDecodeError as error:
            raise _refusal(str(path), 0, "it is not UTF-8 text") from error
        except OSError as error:
            raise _refusal(str(path), 0, f"it cannot be read, {error.strerror}") from error

    def _left_over(self, source: str) -> Iterator[tuple[int, str]]:
        """Braces in what is printed as it stands: a placeholder that was not written as one."""
        text = ""
        for line, kind, part in self._environment.lex(source):
            if kind == "data":
                text += "\n" * (line - 1 - text.count("\n")) + part
        text = _STYLE.sub(lambda style: _NOT_A_LINE_END.sub("", style[0]), text)
        for number, line_of_text in enumerate(text.split("\n"), start=1):
            if _BRACE.search(line_of_text):
                yield number, "a brace stands alone; a placeholder is written as {{ name }}"


def _unknown(tree: nodes.Template, known: Collection[str]) -> Iterator[tuple[int, str]]:
    unknown = meta.find_undeclared_variables(tree) - set(known)
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            yield node.lineno, f"there is no placeholder {node.name}; there are {', '.join(sorted(known))}"


def _printable(value: object) -> object:
    """What ``{{ … }}`` may print; anything else would come out as the program writes it to itself."""
    if isinstance(value, str | int | float | Undefined) and not isinstance(value, bool):
        return value
    raise TypeError("this placeholder is no text or number by itself; name a part of it, or go through it with for")


def _place(error: BaseException, name: str) -> tuple[str, int]:
    """The file and line of the innermost template in a traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else (name, 0)


def _refusal(path: str, line: int, problem: str) -> PaperError:
    file = Path(path)
    folder = f" in {file.parent}" if file.is_absolute() else ""
    where = f"line {line}: " if line else ""
    return PaperError(f"The template {file.name}{folder} cannot be used ({where}{problem}). {_MEND}")
