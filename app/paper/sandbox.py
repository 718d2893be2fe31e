"""Runs templates that a bank may have edited: in Jinja's sandbox, with nothing unknown and nothing left to fill in."""

import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.paper.content import PaperError
from app.paper.template_check import NO_TEXT, problems

MEND = "Mend it, or take it away to use the program's own."


class Sandbox:
    """The templates found in some folders; they are read anew when their files change."""

    def __init__(
        self, folders: Sequence[Path], filters: Mapping[str, Callable[..., str]], known: Collection[str]
    ) -> None:
        """Look in these folders, in this order.

        Args:
            folders: of the templates and those that they include.
            filters: the functions that templates may call.
            known: the placeholders there are.
        """
        self._environment = ImmutableSandboxedEnvironment(
            loader=_Loader(folders, known), undefined=StrictUndefined, autoescape=True, finalize=_printable
        )
        self._environment.globals.clear()
        self._environment.filters.update(filters)

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The text of a template.

        Raises:
            PaperError: the template, or one that it includes, has an error or names something that is not there.
        """
        try:
            return self._environment.get_template(name).render(values)
        except PaperError:
            raise
        except TemplateNotFound as error:
            raise _refusal(*_place(error, name), f"there is no template {error.name}") from error
        except Exception as error:  # whatever an edited template raises is for the bank to mend
            raise _refusal(*_place(error, name), str(error)) from error


class _Loader(BaseLoader):
    """Finds a template in the first folder that has it, and refuses one with a mistake."""

    def __init__(self, folders: Sequence[Path], known: Collection[str]) -> None:
        self._folders, self._known = folders, known

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text, the path, and whether both are still those."""
        path = self._path(template)
        if path is None:
            raise TemplateNotFound(template)
        changed, source = path.stat().st_mtime_ns, _read(path)
        for line, problem in problems(environment, source, self._known, lambda name: self._path(name) is not None):
            raise _refusal(str(path), line, problem)
        return source, str(path), lambda: self._path(template) == path and path.stat().st_mtime_ns == changed

    def _path(self, name: str) -> Path | None:
        if Path(name).name != name:  # no template lies in a folder of its own, or outside
            return None
        return next((folder / name for folder in self._folders if (folder / name).is_file()), None)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal(str(path), 0, "it is not UTF-8 text") from error
    except OSError as error:
        raise _refusal(str(path), 0, f"it cannot be read, {error.strerror}") from error


def _printable(value: object) -> object:
    """What ``{{ … }}`` may print; anything else would come out as the program writes it to itself."""
    if isinstance(value, str | int | float | Undefined) and not isinstance(value, bool):
        return value
    raise TypeError(NO_TEXT)


def _place(error: BaseException, name: str) -> tuple[str, int]:
    """The file and line of the innermost template in a traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else (name, 0)


def _refusal(path: str, line: int, problem: str) -> PaperError:
    file = Path(path)
    folder = f" in {file.parent}" if file.is_absolute() else ""
    where = f"line {line}: " if line else ""
    return PaperError(f"The template {file.name}{folder} cannot be used ({where}{problem}). {MEND}")
