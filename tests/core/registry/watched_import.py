"""Reads each file of a folder while the interpreter tells what it is made to do; prints that as JSON, by file.

Run as ``python watched_import.py FOLDER core|joblib``: by the importer, or by the library that it stands in for.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from core.errors import ModelError
from core.registry.notebook import import_artifact

_HARMLESS = {"object.__getattr__", "object.__setattr__", "object.__delattr__", "sys._getframe"}


def _joblib(path: Path) -> object:
    import joblib

    return joblib.load(path)


def _watch(folder: Path, read: Callable[[Path], object]) -> dict[str, list[str]]:
    events: list[str] = []
    own: set[str] = set()

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        is_own = event == "open" and (str(arguments[0]) in own or isinstance(arguments[0], int))
        if event not in _HARMLESS and not is_own:
            events.append(f"{event} {arguments!r}"[:200])

    sys.addaudithook(hear)
    seen = {}
    for path in sorted(folder.iterdir()):
        own, events[:] = {str(path)}, []
        _try(read, path)
        seen[path.name] = list(events)
    return seen


def _try(read: Callable[[Path], object], path: Path) -> None:
    try:
        read(path)
    except ModelError:
        return


def _warm(read: Callable[[Path], object]) -> None:
    """Read a sound model, so that what the reader itself needs is imported already."""
    b"{".decode("utf-8-sig")
    for path in (Path(__file__).parent / "artifacts").glob("*.joblib"):
        read(path)


if __name__ == "__main__":
    reader = {"core": import_artifact, "joblib": _joblib}[sys.argv[2]]
    if sys.argv[2] == "core":
        _warm(reader)
    sys.stdout.write(json.dumps(_watch(Path(sys.argv[1]), reader)))
