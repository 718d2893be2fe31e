"""Which version was chosen, and those before it: the file ``active.json``."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from core import files
from core.errors import ModelError


class Choice(NamedTuple):
    """Which version is active, and which were before.

    Attributes:
        active: the version that scores now.
        previous: those before it that one can go back to, oldest first.
        left: those that were active and that somebody went back from, or passed over in doing so.
    """

    active: str
    previous: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def used(self) -> frozenset[str]:
        """All that were active once, whether one can go back to them or not."""
        return frozenset((*self.previous, *self.left))

    def then(self, name: str) -> "Choice":
        """The choice of another version after this one."""
        return self._replace(active=name, previous=(*self.previous, self.active))


def read(path: Path) -> Choice | None:
    """What the file says; None where there is no file, since nobody has chosen yet.

    Raises:
        ModelError: it cannot be read.
    """
    try:
        with files.open_file(path) as file:
            body = json.loads(file.read())
        # Earlier programs wrote no "left", and read over it.
        return Choice(str(body["active"]), _names(body["previous"]), _names(body.get("left", ())))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ModelError(
            f"{path} does not say which model is active: activate one from the list of versions."
        ) from error


def before(choice: Choice, is_usable: Callable[[str], bool]) -> Choice | None:
    """The choice before this one, passing over versions that cannot be used; None where there is none."""
    for place in reversed(range(len(choice.previous))):
        name = choice.previous[place]
        if is_usable(name):
            gone = (*choice.left, *choice.previous[place + 1 :], choice.active)
            return Choice(name, choice.previous[:place], tuple(dict.fromkeys(gone)))
    return None


def first_of(shipped: Sequence[str]) -> Choice:
    """The newest of the shipped models, active until somebody chooses another; ``ModelError`` where there is none."""
    if not shipped:
        raise ModelError("No model has been activated yet.")
    return Choice(shipped[-1])


def write(path: Path, choice: Choice) -> None:
    """Replace the file as a whole; ``FileError`` where that cannot be done."""
    files.write_text(path, json.dumps(choice._asdict(), indent=1) + "\n")


def _names(told: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, told))
