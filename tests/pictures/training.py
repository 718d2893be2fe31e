"""The states of the Retrain tab."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.pictures.stage import Stage, settle


class TrainingStates:
    """Brings the window into them.

    Attributes:
        states: what brings the window into a state, by name, in the order in which they follow from each other.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.states: dict[str, Callable[[], None]] = {
            "training_empty": self._empty,
            "training_error": self._error,
            "training_running": self._running,
            "training_done": self._done,
        }

    def _empty(self) -> None:
        self._stage.window.go_to("training")
        self._stage.wait()

    def _error(self) -> None:
        broken = self._stage.folder / "broken"
        shutil.copytree(self._stage.folder / "demo", broken, dirs_exist_ok=True)
        (broken / "loans.csv").write_bytes(b"PK\x03\x04")
        self._train(broken)
        self._stage.wait()

    def _running(self) -> None:
        self._train(self._stage.folder / "demo")
        settle(800)

    def _done(self) -> None:
        self._stage.finish()
        self._stage.window.go_to("training")
        self._train(self._stage.folder / "demo")
        self._stage.wait()

    def _train(self, folder: Path) -> None:
        training = self._stage.window.training
        training.data.check.setChecked(False)
        training.data.take([folder / f"{table}.csv" for table in ("customers", "loans", "bureau")])
        training.options.counts["trials"].setValue(4)
        training.options.counts["folds"].setValue(3)
        training.retrain.click()
