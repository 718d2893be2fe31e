"""The states of the Batch tab, and of an applicant who was opened from a file."""

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter

from app.batch.file_queue import FileState
from app.services import paths
from tests.pictures.stage import Stage, settle


class BatchStates:
    """Brings the window into them.

    Attributes:
        states: what brings the window into a state, by name, in the order in which they follow from each other.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.states: dict[str, Callable[[], None]] = {
            "batch_empty": self._empty,
            "batch_error": self._error,
            "batch_mapping": self._mapping,
            "batch_question": self._question,
            "batch_queue": self._queue,
            "batch_paused": self._paused,
            "batch_running": self._running,
            "batch_done": self._done,
            "batch_cutoff": self._cutoff,
            "batch_risk": self._risk,
            "batch_stability": self._stability,
            "batch_problems": self._problems,
            "batch_shifted": self._shifted,
            "batch_how_read": self._how_read,
            "batch_written": self._written,
            "batch_sorted": self._sorted,
            "batch_nothing_found": self._nothing_found,
            "applicant_of_file": self._applicant_of_file,
            "batch_export": self._export,
            "batch_letters": self._letters,
            "batch_recent": self._recent,
        }

    def _empty(self) -> None:
        self._stage.window.go_to("batch")

    def _error(self) -> None:
        self._stage.window.batch.open_file(self._stage.folder / "there is no such file.csv")
        self._stage.wait()

    def _mapping(self) -> None:
        """Names that nobody knows, one that only looks like an input, and points between the digits."""
        names = {"income": "Gross salary", "loan_amount": "Loan Amount (Rs)", "age": "Applicants Age"}
        rows = self._applicants()
        for row in rows:
            row["income"] = f"{int(row['income']):,}".replace(",", ".")
        self._ask([{names.get(name, name): text for name, text in row.items()} for row in rows])

    def _question(self) -> None:
        self._stage.window.batch.reading.cancel.click()
        rows = self._applicants()
        for row in rows:
            row["loan_amount"] = f"{int(row['loan_amount']) % 900_000 + 1_000:,}".replace(",", ".")
            row["credit_utilization_ratio"] = f"{float(row['credit_utilization_ratio']) / 100:.2f}"
        self._ask([row for row in rows if row["loan_amount"].count(".") == 1])

    def _ask(self, rows: list[dict[str, str]]) -> None:
        """Give a file that leaves something open."""
        path = self._stage.folder / "branch_7.csv"
        path.with_name("branch_7_scored.csv").unlink(missing_ok=True)
        path.write_text("\n".join(";".join(row) for row in [list(rows[0]), *map(dict.values, rows)]), encoding="utf-8")
        self._stage.window.batch.open_file(path)
        self._stage.wait()

    def _applicants(self) -> list[dict[str, str]]:
        with (paths.resources_folder() / "sample_applicants.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))[:200]

    def _queue(self) -> None:
        """One scored, one that cannot be read, one that waits for its turn after one that is being scored."""
        batch = self._stage.window.batch
        batch.reading.cancel.click()
        files = [self._stage.folder / name for name in ("january.csv", "february.pdf", "march.csv", "april.csv")]
        sample = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8")
        files[0].write_text(sample, encoding="utf-8")
        files[1].write_bytes(b"%PDF-1.7")
        self._write_many(files[2])
        files[3].write_text(sample, encoding="utf-8")
        batch.flow.take(files)
        while batch.flow.intake.queue.file(2).state is not FileState.SCORING:
            settle(20)
        settle(1_500)
        batch.panel.table.selectRow(0)

    def _paused(self) -> None:
        self._stage.window.batch.progress.pause.click()

    def _write_many(self, path: Path) -> None:
        header, *rows = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8").splitlines()
        path.write_text("\n".join([header, *rows * 800]), encoding="utf-8")

    def _running(self) -> None:
        self._stage.finish()
        self._write_many(self._stage.folder / "many.csv")
        self._stage.window.batch.open_file(self._stage.folder / "many.csv")
        settle(1_000)

    def _done(self) -> None:
        self._stage.window.go_to("batch")
        self._stage.finish()
        path = self._stage.folder / "applicants.csv"
        text = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8")
        path.write_text(text.replace("Rented", "Rentd", 1).replace(",Auto,", ",Boat,", 1), encoding="utf-8")
        path.with_name("applicants_scored.csv").unlink(missing_ok=True)
        self._stage.window.batch.open_file(path)
        self._stage.wait()

    def _cutoff(self) -> None:
        self._stage.window.batch.result.summary.overview.histogram.setValue(720)
        self._stage.window.batch.result.summary.overview.histogram.setFocus()

    def _risk(self) -> None:
        self._stage.window.batch.result.summary.go_to("risk")

    def _stability(self) -> None:
        self._stage.window.batch.result.summary.go_to("stability")

    def _problems(self) -> None:
        path = self._stage.folder / "problems.csv"
        header, *rows = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8").splitlines()
        wrong = {"Rented": "Castle", ",Auto,": ",Boat,", "Mortgage": "Mortgag", "A00": "A00,", ",Home,": ",Hut,"}
        for place, (right, other) in enumerate(wrong.items()):
            rows[place * 90 : place * 90 + 60] = [row.replace(right, other, 1) for row in rows[place * 90 :][:60]]
        rows[500:540] = [",".join([*row.split(",")[:1], str(90 + place), *row.split(",")[2:]]) for place, row in
                         enumerate(rows[500:540])]  # fmt: skip
        path.write_text("\n".join([header, *rows]), encoding="utf-8")
        self._score(path)
        self._stage.window.batch.result.summary.go_to("problems")

    def _shifted(self) -> None:
        """The applicants of another town: fewer homes, nobody over fifty."""
        path = self._stage.folder / "shifted.csv"
        header, *rows = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8").splitlines()
        place = header.split(",").index("age")
        others = [row for row in rows if int(row.split(",")[place]) < 50 and ",Home," not in row]
        path.write_text("\n".join([header, *others]), encoding="utf-8")
        self._score(path)
        self._stage.window.batch.result.summary.go_to("stability")

    def _how_read(self) -> None:
        """A workbook of two months, with a hidden row and another name for an input."""
        book = openpyxl.Workbook()
        book.worksheets[0].title = "Jan"
        book.create_sheet("Feb")
        for sheet in book.worksheets:
            sheet.append(["Loan Amt" if name == "loan_amount" else name for name in self._applicants()[0]])
            for row in self._applicants():
                sheet.append(list(row.values()))
        book["Jan"].row_dimensions[7].hidden = True
        book.save(self._stage.folder / "winter.xlsx")
        self._score(self._stage.folder / "winter.xlsx")
        self._stage.window.batch.result.summary.go_to("overview")

    def _written(self) -> None:
        path = self._stage.folder / "winter_problems.xlsx"
        self._stage.window.batch.outcome.tell_written(f"12 rows written to {path}.", path)

    def _score(self, path: Path) -> None:
        path.with_name(f"{path.stem}_scored.csv").unlink(missing_ok=True)
        self._stage.window.batch.open_file(path)
        self._stage.wait()

    def _sorted(self) -> None:
        """Loans of one purpose from some score on, the best first, with more room for the rows."""
        self._done()
        rows = self._stage.window.batch.result.rows
        rows.filter.text.setText("personal")
        rows.filter.lowest.setText("400")
        rows.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
        self._stage.wait()
        self._give_room_to_rows()

    def _nothing_found(self) -> None:
        self._stage.window.batch.result.rows.filter.text.setText("nowhere")
        self._stage.window.batch.result.rows.filter.changed.emit()
        self._stage.wait()

    def _applicant_of_file(self) -> None:
        self._stage.window.batch.result.rows.filter.show_everything()
        self._stage.wait()
        self._stage.window.batch.result.rows.open_next(1)

    def _recent(self) -> None:
        self._stage.window.go_to("batch")
        (found,) = [one for one in self._stage.window.batch.findChildren(QPushButton) if "All results" in one.text()]
        found.click()
        self._stage.wait()

    def _give_room_to_rows(self) -> None:
        (splitter,) = self._stage.window.batch.result.findChildren(QSplitter)
        splitter.setSizes([1, 10_000])

    def _export(self) -> None:
        self._done()
        self._stage.window.batch.result.buttons.export_requested.emit()

    def _letters(self) -> None:
        self._done()
        self._stage.window.batch.result.buttons.letters_requested.emit()
