"""Does something to the models of a data folder again and again, killed at one point after the other.

``python -m tests.core.registry.killing SHIPPED BEFORE KILLED``: each time the folder BEFORE is copied into KILLED,
under the name of the action and the number of the point, and a process of its own acts on the copy until it is about to
touch the disk for that time; there it gets SIGKILL, which nothing can handle. The last one, not killed, is ``done``.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from core.registry.versions import Registry
from tests.core.factories import curve_scorecard
from tests.core.judged import judgement

_TOUCHING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}
JUDGED_ROWS = 400


def _save(registry: Registry) -> None:
    registry.save(replace(curve_scorecard(), version=""), "Model owner", judgement(JUDGED_ROWS))


def _activate(registry: Registry) -> None:
    registry.activate("v3.0")


def _roll_back(registry: Registry) -> None:
    registry.roll_back()


def _delete(registry: Registry) -> None:
    registry.delete("v3.0")


ACTIONS: dict[str, Callable[[Registry], None]] = {
    "save": _save,
    "activate": _activate,
    "roll_back": _roll_back,
    "delete": _delete,
}


def _die_at(point: int, home: Path) -> None:
    """Die before the disk is touched for the so manieth time within a folder."""
    touched = count(1)

    def die_in_turn() -> None:
        if next(touched) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if (event in _TOUCHING or (event == "open" and _is_writing(arguments))) and _is_within(arguments[0], home):
            die_in_turn()

    sync = os.fsync

    def dying_sync(handle: int) -> None:
        die_in_turn()
        sync(handle)

    vars(os)["fsync"] = dying_sync
    sys.addaudithook(hook)


def _is_writing(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def _is_within(path: object, home: Path) -> bool:
    return isinstance(path, str | os.PathLike) and str(path).startswith(str(home))


def _killed_at(point: int, act: Callable[[Registry], None], registry: Registry, home: Path) -> bool:
    child = os.fork()
    if child == 0:
        _die_at(point, home)
        act(registry)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def main(shipped: Path, before: Path, killed: Path) -> None:
    """Each action, until it is killed no more."""
    judgement(JUDGED_ROWS)  # once, not in each process
    for name, act in ACTIONS.items():
        for point in count(1):
            home = killed / name / f"{point:02d}"
            shutil.copytree(before, home)
            if not _killed_at(point, act, Registry(home, shipped), home):
                home.rename(killed / name / "done")
                break


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
