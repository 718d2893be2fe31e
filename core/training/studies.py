"""Keeps the trials of searches in SQLite until they end, so that a killed search goes on where it was.

Optuna's own storage holds them: parameters, how each trial was judged, when. No borrower's data is in it. Only trials
that have ended are written, so one that was under way is simply run again. Nothing that is wrong with the file stops
a search: it goes on without, and says so.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import optuna
from optuna.exceptions import OptunaError
from optuna.trial import FrozenTrial, TrialState

if TYPE_CHECKING:
    from optuna.storages import RDBStorage

TOLD = "trial"
"""The attribute that holds what ``Trial`` says of a trial, beside its parameters; one of five takes five times as long
to write as one."""
_KEPT = 8
"""Searches whose trials are kept; one that nobody goes on with is dropped when so many newer ones have begun."""
_PATIENCE = 0.5
"""Seconds to wait for another process that writes; a cancel is not heard meanwhile."""


def study_name(told: Mapping[str, Any]) -> str:
    """The name of a search: the same only where all that decides its trials is the same."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class KeptStudy:
    """The trials of one search on disk.

    Attributes:
        notes: what became of the file, as sentences.
    """

    def __init__(self, path: Path | None = None, name: str = "") -> None:
        """Open the study of that name, or begin it; without a path nothing is kept."""
        optuna.logging.set_verbosity(optuna.logging.WARNING)  # else a terminal is told of each study that is begun
        self.notes: list[str] = []
        self._study: optuna.Study | None = None
        if path is not None:
            self._path = path
            with self._going_on_without():
                self._storage = self._opened(path)
                self._study = _begin(self._storage, name)

    def trials(self) -> list[FrozenTrial]:
        """The trials kept before, from the first on without a gap; two searches at once write some twice."""
        found: list[FrozenTrial] = []
        if self._study is not None:
            with self._going_on_without():
                kept = {trial.user_attrs[TOLD]["number"]: trial for trial in self._study.trials if _is_whole(trial)}
                while len(found) + 1 in kept:
                    found.append(kept[len(found) + 1])
        return found

    def keep(self, trial: FrozenTrial) -> None:
        """Write a trial that has ended."""
        if self._study is not None:
            with self._going_on_without():
                _refuse_if_locked(self._path)
                self._study.add_trial(trial)

    def forget(self) -> None:
        """Remove the trials; the search has given its model."""
        if self._study is not None:
            with self._going_on_without():
                optuna.delete_study(study_name=self._study.study_name, storage=self._storage)
                self._study = None

    @contextmanager
    def _going_on_without(self) -> Iterator[None]:
        from sqlalchemy.exc import SQLAlchemyError

        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OptunaError, OSError, LookupError, ValueError, RuntimeError) as error:
            self._study = None
            self.notes.append(f"The trials of this search are not kept on disk ({_told(error)}).")

    def _opened(self, path: Path) -> "RDBStorage":
        if _is_damaged(path):
            self._set_aside(path)
        try:
            return _storage(path)
        except RuntimeError:  # of another version of Optuna
            self._set_aside(path)
            return _storage(path)

    def _set_aside(self, path: Path) -> None:
        aside = path.with_name(f"{path.name}.damaged")
        path.replace(aside)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        self.notes.append(f"The file of unfinished searches cannot be read and is now {aside}; a new one was begun.")


def _storage(path: Path) -> "RDBStorage":
    """Connected by a function, for an address could not hold every path; nothing stays open between calls."""
    from optuna.storages import RDBStorage  # half a second, with SQLAlchemy, for those alone who keep something
    from sqlalchemy.pool import NullPool

    return RDBStorage("sqlite://", {"creator": partial(_connected, path), "poolclass": NullPool})


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)


def _refuse_if_locked(path: Path) -> None:
    """Optuna would try for seconds, in which a cancel is not heard."""
    with closing(_connected(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")


def _begin(storage: "RDBStorage", name: str) -> optuna.Study:
    """Find a study or begin it, dropping the oldest of too many."""
    others = [other for other in optuna.get_all_study_names(storage) if other != name]
    for other in others[: -_KEPT + 1]:
        optuna.delete_study(study_name=other, storage=storage)
    return optuna.create_study(storage=storage, study_name=name, load_if_exists=True)


def _is_damaged(path: Path) -> bool:
    """Whether SQLite can make nothing of the file; that it is locked or cannot be opened is another matter."""
    if not path.exists():
        return False
    try:
        with closing(_connected(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] != "ok")
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True


def _is_whole(trial: FrozenTrial) -> bool:
    """Whether it says all that a search goes on with."""
    return trial.state in (TrialState.COMPLETE, TrialState.PRUNED) and "number" in trial.user_attrs.get(TOLD, {})


def _told(error: Exception) -> str:
    """What SQLite says, without what Optuna and SQLAlchemy add."""
    cause = error.__cause__ if isinstance(error.__cause__, Exception) else error
    text = str(getattr(cause, "orig", cause))
    return text.splitlines()[0].rstrip(".") if text else type(cause).__name__
