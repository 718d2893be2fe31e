"""The states of the page of versions on the Retrain tab."""

from collections.abc import Callable
from dataclasses import replace

import joblib

from app.training.versions.compare_dialog import CompareDialog
from tests.core.factories import linear_scorecard
from tests.core.judged import judgement
from tests.core.registry.notebook_artifacts import model_data
from tests.pictures.stage import Stage, settle

_SLOPE = "The calibration slope is 1.310 (1.202 to 1.421), beyond the limits 0.9 to 1.1."


class VersionsStates:
    """Brings the window into them.

    Attributes:
        states: what brings the window into a state, by name, in the order in which they follow from each other.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._blocked = ""
        self.states: dict[str, Callable[[], None]] = {
            "training_versions": self._versions,
            "training_versions_reason": self._reason,
            "training_versions_notes": self._notes,
            "training_versions_compare": self._compare,
            "training_versions_factors": self._factors,
            "training_versions_making": self._making,
            "training_versions_judgement": self._judgement,
            "training_versions_mapping": self._mapping,
            "training_versions_imported": self._imported,
        }

    def _versions(self) -> None:
        """One that its gates block, with a note."""
        self._stage.window.go_to("training")
        registry = self._stage.desk.model.registry
        gates = [{"name": "Calibration slope", "passed": False, "sentence": _SLOPE}]
        told = {"origin": "customers.csv, loans.csv, bureau_data.csv", "rows": 49_985, "gates": gates}
        self._blocked = registry.save(replace(linear_scorecard(), provenance=told), "risk.analyst").version
        registry.note(self._blocked, "Trained for the spring campaign; not to be used before the audit.", "model.owner")
        self._open(self._blocked)

    def _open(self, *names: str) -> None:
        """Open the page with versions selected."""
        self._stage.window.training.summary.open.click()
        self._stage.window.training.versions.refresh()
        self._stage.wait()
        self._stage.window.training.versions.table.choose(names)

    def _reason(self) -> None:
        self._stage.window.training.versions.changes.use.trigger()

    def _notes(self) -> None:
        self._stage.window.training.versions.reading.notes.trigger()

    def _compare(self) -> None:
        self._stage.window.training.versions.reading.compare.trigger()
        self._stage.wait()

    def _factors(self) -> None:
        self._turn(1)

    def _making(self) -> None:
        self._turn(2)

    def _turn(self, page: int) -> None:
        """Compare once more, and turn to a page."""
        self._compare()
        dialog = [one for one in self._stage.window.findChildren(CompareDialog) if one.isVisible()][-1]
        dialog.pages.setCurrentIndex(page)
        settle()
        self._stage.wait()

    def _judgement(self) -> None:
        saved = self._stage.desk.model.registry.save(linear_scorecard(), "risk.analyst", judgement())
        self._open(saved.version)
        self._stage.window.training.versions.reading.judgement.trigger()
        self._stage.wait()

    def _mapping(self) -> None:
        path = self._stage.folder / "model_data.joblib"
        joblib.dump(model_data(400, lambda frame: frame.rename(columns={"loan_to_income": "lti", "age": "agee"})), path)
        self._stage.window.training.versions.importer.take(path)
        self._stage.wait()

    def _imported(self) -> None:
        path = self._stage.folder / "old_model.joblib"
        joblib.dump(model_data(400), path)
        self._stage.window.training.versions.importer.take(path)
        self._stage.wait()
