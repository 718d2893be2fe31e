"""The states of the Retrain tab before a training: the data report, and the question which columns are meant."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from tests.pictures.stage import Stage, settle

_PAGES = ("overview", "columns", "months", "factors", "sameness")


class DataStates:
    """Brings the window into them.

    Attributes:
        states: what brings the window into a state, by name, in the order in which they follow from each other.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.states: dict[str, Callable[[], None]] = {
            "training_database": self._database,
            "training_reading": self._reading,
            **{f"training_report_{page}": partial(self._report, page) for page in _PAGES},
            "training_report_old": self._old,
            "training_report_doubtful": self._doubtful,
            "training_names": self._names,
            "training_names_settled": self._settled,
            "training_names_all": self._all,
        }

    def _database(self) -> None:
        data = self._stage.window.training.data
        self._stage.window.go_to("training")
        data.kind.setCurrentIndex(data.kind.findData("database"))
        data.database.address.setText("postgresql+psycopg://analyst@db.bank/risk")
        data.database.tables["customers"].setText("risk.borrowers")

    def _reading(self) -> None:
        self._look(self._stage.folder / "demo")
        settle(50)

    def _report(self, page: str) -> None:
        self._stage.wait()
        report = self._stage.window.training.check.report
        if report.looked is None:
            self._look(self._stage.folder / "demo")
            self._stage.wait()
        report.pages.setCurrentIndex(_PAGES.index(page))
        settle()
        self._stage.wait()  # for its chart

    def _old(self) -> None:
        self._report("overview")
        self._stage.window.training.data.kind.setCurrentIndex(2)

    def _doubtful(self) -> None:
        folder = self._stage.folder / "doubtful"
        shutil.copytree(self._stage.folder / "demo", folder, dirs_exist_ok=True)
        loans = pd.read_csv(folder / "loans.csv", dtype=str)
        day = (loans.index % 12 + 1).astype(str)
        loans.assign(disbursal_date="0" + (loans.index % 5 + 1).astype(str) + "/" + day + "/2024").to_csv(
            folder / "loans.csv", index=False
        )
        self._look(folder)
        self._stage.wait()
        self._report("months")

    def _names(self) -> None:
        folder = self._stage.folder / "renamed"
        shutil.copytree(self._stage.folder / "demo", folder, dirs_exist_ok=True)
        _rename(folder / "customers.csv", income="anual_incom", employment_status="employ_status")
        _rename(folder / "loans.csv", loan_tenure_months="how long", default="went bad")
        self._look(folder)
        self._stage.wait()

    def _settled(self) -> None:
        choices = self._stage.window.training.check.names.choices
        for key, name in (("loan_tenure_months", "how_long"), ("default", "went_bad")):
            choices[key].setCurrentIndex(choices[key].findText(f"{name} · loans"))

    def _all(self) -> None:
        self._stage.window.training.check.names.show_all()

    def _look(self, folder: Path) -> None:
        training = self._stage.window.training
        self._stage.window.go_to("training")
        training.data.check.setChecked(True)
        training.data.take([folder / f"{table}.csv" for table in ("customers", "loans", "bureau")])
        training.retrain.click()


def _rename(path: Path, **names: str) -> None:
    pd.read_csv(path, dtype=str).rename(columns=names).to_csv(path, index=False)
