"""Trains by the command line, killed at one message after the other and then not at all; tells what each left.

``python -m tests.app.killed_training DATA HOME``, with a line of JSON for each training: where it was killed, with
which code it ended, which model is in use and which there are.
"""

import importlib
import io
import json
import os
import signal
import sys
from contextlib import redirect_stdout
from pathlib import Path

from app import console
from app.cli import main
from app.services import paths
from core.registry.versions import Registry

CAN_KILL = sys.platform != "win32"
"""Whether processes are killed, and started again, as POSIX systems do it."""
PLACES = ("Reading loans", "Trial 2 of", "Fitting the final model", "Judging candidate")
TRAIN = ("train", "--preset", "tuned", "--trials", "2", "--folds", "2", "--author", "Model owner", "--json")


class _Deadly:
    """A report that kills its process when it is told of a place."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __call__(self, _fraction: float, message: str) -> None:
        if message.startswith(self._place):
            os.kill(os.getpid(), signal.SIGKILL)


def _train(data: Path, home: Path) -> int:
    with redirect_stdout(io.StringIO()):
        return main([*TRAIN, "--data", str(data), "--home", str(home)])


def _killed(place: str, data: Path, home: Path) -> int:
    """The code with which a training ends, negative where a signal has ended it; without a place it is not killed."""
    if not CAN_KILL:
        return _train(data, home)
    child = os.fork()
    if child == 0:
        if place:
            vars(console)["_Lines"] = lambda: _Deadly(place)
        os._exit(_train(data, home))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _told(place: str, data: Path, home: Path) -> dict[str, object]:
    code = _killed(place, data, home)
    registry = Registry(home, paths.models_folder())
    active = registry.active()
    versions = [version.name for version in registry.versions()]
    return {"place": place, "code": code, "active": active.scorecard.version, "versions": versions}


if __name__ == "__main__":
    importlib.import_module("core.training.train")  # once, not in each process
    for name in (*(PLACES if CAN_KILL else ()), ""):
        print(json.dumps(_told(name, *map(Path, sys.argv[1:]))), flush=True)  # noqa: T201 - the test reads it
