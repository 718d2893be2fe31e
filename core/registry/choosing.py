"""Which version was chosen, and those before it: the file ``active.json``."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core import files
from core.errors import ModelError


@dataclass(frozen=True, slots=True)
class Choice:
    """The active version, and those that were active before it, oldest first."""

    active: str
    previous: tuple[str, ...] = ()


def read(path: Path) -> Choice | None:
    """What the file says; None where there is no file, since nobody has chosen yet.

    Raises:
        ModelError: it cannot be read.
    """
    try:
        with files.open_file(path) as file:
            body = json.loads(file.read())
        return Choice(str(body["active"]), tuple(map(str, body["previous"])))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ModelError(
            f"{path} does not say which model is active: activate one from the list of versions."
        ) from error


def before(choice: Choice, is_usable: Callable[[str], bool]) -> Choice | None:
    """The choice before this one, passing over versions that cannot be used; None where there is none."""
    left = list(choice.previous)
    while left:
        name = left.pop()
        if is_usable(name):
            return Choice(name, tuple(left))
    return None


def first_of(shipped: Sequence[str]) -> Choice:
    """The newest of the shipped models, active until somebody chooses another; ``ModelError`` where there is none."""
    if not shipped:
        raise ModelError("No model has been activated yet.")
    return Choice(shipped[-1])


def write(path: Path, choice: Choice) -> None:
    """Replace the file as a whole; ``FileError`` where that cannot be done."""
    body = {"active": choice.active, "previous": choice.previous}
    files.write_text(path, json.dumps(body, indent=1) + "\n")
