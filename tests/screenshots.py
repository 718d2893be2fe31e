"""``python -m tests.screenshots DIR``: every tab in its states and in every look, as pictures; no display is needed.

``--readme`` paints the three pictures of the README into resources/screenshots instead.
"""

import argparse
import csv
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer  # after the platform is chosen
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QSplitter

from app.applicant.handover_dialog import HandoverDialog
from app.batch.file_queue import FileState
from app.main_window import MainWindow
from app.running import end_work, open_desk
from app.services import paths, theme
from app.services.desk import Desk
from core.portfolio.demo import write_demo
from core.progress import silent

_USUAL, _SMALLEST = QSize(1280, 800), QSize(1024, 700)
_README = {"applicant": "applicant_good", "batch": "batch_done", "training": "training_done"}
_SETTLE_MS = 300


class Studio:
    """A window over a data folder of its own, brought into one state after the other.

    Attributes:
        states: what brings the window into a state, by name.
    """

    def __init__(self, folder: Path, desk: Desk) -> None:
        self._folder, self._desk = folder, desk
        self.window = MainWindow(desk)
        self.window.applicant.answer.gauge.set_reduced_motion(reduced=True)
        self.states: dict[str, Callable[[], None]] = {
            "applicant_empty": self._applicant_empty,
            "applicant_good": self._applicant_good,
            "applicant_what_if": self._applicant_what_if,
            "applicant_next_band": self._applicant_next_band,
            "applicant_affordability": self._applicant_affordability,
            "applicant_compare": self._applicant_compare,
            "applicant_poor": self._applicant_poor,
            "applicant_error": self._applicant_error,
            "applicant_flagged": self._applicant_flagged,
            "applicant_counts": self._applicant_counts,
            "applicant_refer": self._applicant_refer,
            "applicant_excellent": self._applicant_excellent,
            "applicant_papers": self._applicant_papers,
            "applicant_two_fields": self._applicant_two_fields,
            "batch_empty": self._batch_empty,
            "batch_error": self._batch_error,
            "batch_mapping": self._batch_mapping,
            "batch_question": self._batch_question,
            "batch_queue": self._batch_queue,
            "batch_paused": self._batch_paused,
            "batch_running": self._batch_running,
            "batch_done": self._batch_done,
            "batch_cutoff": self._batch_cutoff,
            "batch_risk": self._batch_risk,
            "batch_stability": self._batch_stability,
            "batch_problems": self._batch_problems,
            "batch_shifted": self._batch_shifted,
            "batch_how_read": self._batch_how_read,
            "batch_written": self._batch_written,
            "batch_sorted": self._batch_sorted,
            "batch_nothing_found": self._batch_nothing_found,
            "applicant_of_file": self._applicant_of_file,
            "batch_export": self._batch_export,
            "batch_letters": self._batch_letters,
            "batch_recent": self._batch_recent,
            "training_empty": self._training_empty,
            "training_error": self._training_error,
            "training_running": self._training_running,
            "training_done": self._training_done,
        }

    def paint(self, name: str, target: Path) -> None:
        """Bring the window into a state and save what it looks like."""
        self.states[name]()
        settle()
        picture = self.window.grab()
        for dialog in (one for one in self.window.findChildren(QDialog) if one.isVisible()):
            _put_on(picture, dialog)
            dialog.reject()
        picture.save(str(target))

    def finish(self) -> None:
        """Stop what a state left running."""
        self._desk.jobs.cancel_all()
        self._wait()

    def _wait(self) -> None:
        while self._desk.jobs.jobs:
            settle()

    def _applicant_empty(self) -> None:
        self.window.go_to("applicant")
        self.window.applicant.clear()

    def _applicant_good(self) -> None:
        self.window.go_to("applicant")
        self.window.applicant.notice.clear()
        self.window.applicant.fill_sample()

    def _applicant_what_if(self) -> None:
        pages = self.window.applicant.answer.pages
        pages.go_to("what_if")
        slider = pages.what_if.sliders["loan_amount"]
        slider.setValue(slider.value() * 9 // 10)

    def _applicant_next_band(self) -> None:
        self.window.applicant.answer.pages.go_to("next_band")

    def _applicant_two_fields(self) -> None:
        """Somebody whom one change alone takes to the next band, and two smaller ones as well."""
        self._applicant_good()
        person = {"age": "55", "income": "25,00,000", "residence_type": "Mortgage", "number_of_open_accounts": "1"}
        asked = {"loan_amount": "90,00,000", "loan_tenure_months": "48", "loan_purpose": "Auto"}
        history = {"credit_utilization_ratio": "62", "delinquency_ratio": "30", "avg_dpd_per_delinquency": "6"}
        self.window.applicant.form.put(self.window.applicant.form.texts() | person | asked | history)
        self._applicant_next_band()

    def _applicant_affordability(self) -> None:
        pages = self.window.applicant.answer.pages
        pages.go_to("affordability")
        pages.affordability.formulas.setChecked(True)

    def _applicant_compare(self) -> None:
        tab, pages = self.window.applicant, self.window.applicant.answer.pages
        pages.go_to("compare")
        pages.compare.keep.click()
        for change in ({"loan_amount": "45,00,000"}, {"loan_tenure_months": "24"}, {"credit_utilization_ratio": "40"}):
            tab.form.put(tab.form.state() | change)
            pages.compare.keep.click()

    def _applicant_poor(self) -> None:
        self.window.applicant.answer.pages.go_to("reasons")
        self.window.applicant.fill_sample(2)

    def _applicant_error(self) -> None:
        wrong = {"age": "forty", "income": "0", "loan_amount": "12.400,50"}
        self.window.applicant.form.put(self.window.applicant.form.state() | wrong)

    def _applicant_flagged(self) -> None:
        self.window.applicant.fill_sample(1)
        form = self.window.applicant.form
        form.put(
            form.state() | {"loan_amount": "58,00,000", "loan_type": "Unsecured", "credit_utilization_ratio": "112"}
        )

    def _applicant_counts(self) -> None:
        self.window.applicant.fill_sample(1)

    def _applicant_refer(self) -> None:
        form = self.window.applicant.form
        self.window.applicant.fill_sample(1)
        form.put(form.state() | {"history_by": "counts", "total_loan_months": "0", "delinquent_months": "",
                                 "total_dpd": "", "delinquency_ratio": "", "avg_dpd_per_delinquency": ""})  # fmt: skip

    def _applicant_excellent(self) -> None:
        """So near the end of the scale that the score hardly moves."""
        self.window.applicant.answer.pages.go_to("reasons")
        self.window.applicant.fill_sample(0)
        form = self.window.applicant.form
        form.put(form.state() | {"loan_amount": "9,00,000", "credit_utilization_ratio": "15"})

    def _applicant_papers(self) -> None:
        """For somebody whose name has a letter that no font has."""
        self.window.applicant.fill_sample(2)
        self.window.applicant.papers.trigger()
        (papers,) = self.window.findChildren(HandoverDialog)
        papers.name.setText("A. Applicant \U00012000")
        papers.reference.setText("LN/2026/118")

    def _batch_empty(self) -> None:
        self.window.go_to("batch")

    def _batch_error(self) -> None:
        self.window.batch.open_file(self._folder / "there is no such file.csv")
        self._wait()

    def _batch_mapping(self) -> None:
        """Names that nobody knows, one that only looks like an input, and points between the digits."""
        names = {"income": "Gross salary", "loan_amount": "Loan Amount (Rs)", "age": "Applicants Age"}
        rows = self._applicants()
        for row in rows:
            row["income"] = f"{int(row['income']):,}".replace(",", ".")
        self._ask([{names.get(name, name): text for name, text in row.items()} for row in rows])

    def _batch_question(self) -> None:
        self.window.batch.reading.cancel.click()
        rows = self._applicants()
        for row in rows:
            row["loan_amount"] = f"{int(row['loan_amount']) % 900_000 + 1_000:,}".replace(",", ".")
            row["credit_utilization_ratio"] = f"{float(row['credit_utilization_ratio']) / 100:.2f}"
        self._ask([row for row in rows if row["loan_amount"].count(".") == 1])

    def _ask(self, rows: list[dict[str, str]]) -> None:
        """Give a file that leaves something open."""
        path = self._folder / "branch_7.csv"
        path.with_name("branch_7_scored.csv").unlink(missing_ok=True)
        path.write_text("\n".join(";".join(row) for row in [list(rows[0]), *map(dict.values, rows)]), encoding="utf-8")
        self.window.batch.open_file(path)
        self._wait()

    def _applicants(self) -> list[dict[str, str]]:
        with (paths.resources_folder() / "sample_applicants.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))[:200]

    def _batch_queue(self) -> None:
        """One scored, one that cannot be read, one that waits for its turn after one that is being scored."""
        batch = self.window.batch
        batch.reading.cancel.click()
        files = [self._folder / name for name in ("january.csv", "february.pdf", "march.csv", "april.csv")]
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

    def _batch_paused(self) -> None:
        self.window.batch.progress.pause.click()

    def _write_many(self, path: Path) -> None:
        header, *rows = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8").splitlines()
        path.write_text("\n".join([header, *rows * 800]), encoding="utf-8")

    def _batch_running(self) -> None:
        self.finish()
        self._write_many(self._folder / "many.csv")
        self.window.batch.open_file(self._folder / "many.csv")
        settle(1_000)

    def _batch_done(self) -> None:
        self.window.go_to("batch")
        self.finish()
        path = self._folder / "applicants.csv"
        text = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8")
        path.write_text(text.replace("Rented", "Rentd", 1).replace(",Auto,", ",Boat,", 1), encoding="utf-8")
        path.with_name("applicants_scored.csv").unlink(missing_ok=True)
        self.window.batch.open_file(path)
        self._wait()

    def _batch_cutoff(self) -> None:
        self.window.batch.result.summary.overview.histogram.setValue(720)
        self.window.batch.result.summary.overview.histogram.setFocus()

    def _batch_risk(self) -> None:
        self.window.batch.result.summary.go_to("risk")

    def _batch_stability(self) -> None:
        self.window.batch.result.summary.go_to("stability")

    def _batch_problems(self) -> None:
        path = self._folder / "problems.csv"
        header, *rows = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8").splitlines()
        wrong = {"Rented": "Castle", ",Auto,": ",Boat,", "Mortgage": "Mortgag", "A00": "A00,", ",Home,": ",Hut,"}
        for place, (right, other) in enumerate(wrong.items()):
            rows[place * 90 : place * 90 + 60] = [row.replace(right, other, 1) for row in rows[place * 90 :][:60]]
        rows[500:540] = [",".join([*row.split(",")[:1], str(90 + place), *row.split(",")[2:]]) for place, row in
                         enumerate(rows[500:540])]  # fmt: skip
        path.write_text("\n".join([header, *rows]), encoding="utf-8")
        self._score(path)
        self.window.batch.result.summary.go_to("problems")

    def _batch_shifted(self) -> None:
        """The applicants of another town: fewer homes, nobody over fifty."""
        path = self._folder / "shifted.csv"
        header, *rows = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8").splitlines()
        place = header.split(",").index("age")
        others = [row for row in rows if int(row.split(",")[place]) < 50 and ",Home," not in row]
        path.write_text("\n".join([header, *others]), encoding="utf-8")
        self._score(path)
        self.window.batch.result.summary.go_to("stability")

    def _batch_how_read(self) -> None:
        """A workbook of two months, with a hidden row and another name for an input."""
        book = openpyxl.Workbook()
        book.worksheets[0].title = "Jan"
        book.create_sheet("Feb")
        for sheet in book.worksheets:
            sheet.append(["Loan Amt" if name == "loan_amount" else name for name in self._applicants()[0]])
            for row in self._applicants():
                sheet.append(list(row.values()))
        book["Jan"].row_dimensions[7].hidden = True
        book.save(self._folder / "winter.xlsx")
        self._score(self._folder / "winter.xlsx")
        self.window.batch.result.summary.go_to("overview")

    def _batch_written(self) -> None:
        path = self._folder / "winter_problems.xlsx"
        self.window.batch.outcome.tell_written(f"12 rows written to {path}.", path)

    def _score(self, path: Path) -> None:
        path.with_name(f"{path.stem}_scored.csv").unlink(missing_ok=True)
        self.window.batch.open_file(path)
        self._wait()

    def _batch_sorted(self) -> None:
        """Loans of one purpose from some score on, the best first, with more room for the rows."""
        self._batch_done()
        rows = self.window.batch.result.rows
        rows.filter.text.setText("personal")
        rows.filter.lowest.setText("400")
        rows.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
        self._wait()
        self._give_room_to_rows()

    def _batch_nothing_found(self) -> None:
        self.window.batch.result.rows.filter.text.setText("nowhere")
        self.window.batch.result.rows.filter.changed.emit()
        self._wait()

    def _applicant_of_file(self) -> None:
        self.window.batch.result.rows.filter.show_everything()
        self._wait()
        self.window.batch.result.rows.open_next(1)

    def _batch_recent(self) -> None:
        self.window.go_to("batch")
        (found,) = [one for one in self.window.batch.findChildren(QPushButton) if "All results" in one.text()]
        found.click()
        self._wait()

    def _give_room_to_rows(self) -> None:
        (splitter,) = self.window.batch.result.findChildren(QSplitter)
        splitter.setSizes([1, 10_000])

    def _batch_export(self) -> None:
        self._batch_done()
        self.window.batch.result.buttons.export_requested.emit()

    def _batch_letters(self) -> None:
        self._batch_done()
        self.window.batch.result.buttons.letters_requested.emit()

    def _training_empty(self) -> None:
        self.window.go_to("training")
        self._wait()

    def _training_error(self) -> None:
        broken = self._folder / "broken"
        shutil.copytree(self._folder / "demo", broken, dirs_exist_ok=True)
        (broken / "loans.csv").write_text("cust_id,amount\n1,2\n", encoding="utf-8")
        self._train(broken)
        self._wait()

    def _training_running(self) -> None:
        self._train(self._folder / "demo")
        settle(800)

    def _training_done(self) -> None:
        self.finish()
        self.window.go_to("training")
        self._train(self._folder / "demo")
        self._wait()

    def _train(self, folder: Path) -> None:
        training = self.window.training
        training.data.take([folder / f"{table}.csv" for table in ("customers", "loans", "bureau")])
        training.options.counts["trials"].setValue(4)
        training.options.counts["folds"].setValue(3)
        training.retrain.click()


def _put_on(picture: QPixmap, dialog: QDialog) -> None:
    """Paint a dialog over the middle of a window."""
    painted = dialog.grab()
    with QPainter(picture) as painter:
        painter.drawPixmap((picture.rect().center() - painted.rect().center()), painted)


def settle(milliseconds: int = _SETTLE_MS) -> None:
    """Let the window do what it has to do."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def studio(rows: int, size: QSize = _USUAL) -> Iterator[Studio]:
    """A window with files to work on, closed at the end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_demo(folder / "demo", rows, report=silent)
        desk = open_desk(folder / "home")
        opened = Studio(folder, desk)
        opened.window.resize(size)
        opened.window.show()
        yield opened
        opened.window.hide()  # closing would ask what becomes of the candidate
        end_work(desk)


def paint_all(folder: Path, rows: int) -> None:
    """Every state in every look, and in the smallest window there may be with the system's text doubled."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for choice in (theme.Choice.DARK, theme.Choice.CONTRAST, theme.Choice.LIGHT):
        theme.apply(app, choice)
        paint_states(folder, rows, choice, _USUAL)
    font = app.font()
    font.setPointSizeF(2 * font.pointSizeF())
    app.setFont(font)
    paint_states(folder, rows, "large", _SMALLEST)


def paint_states(folder: Path, rows: int, kind: str, size: QSize) -> None:
    """Every state as it looks now."""
    with studio(rows, size) as opened:
        for name in opened.states:
            opened.paint(name, folder / f"{name}_{kind}.png")


def paint_readme(folder: Path, rows: int) -> None:
    """The pictures of the README, in the light look."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    theme.apply(app, theme.Choice.LIGHT)
    with studio(rows) as opened:
        for name, state in _README.items():
            opened.paint(state, folder / f"{name}.png")


def main() -> None:
    """Read the call and paint."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--readme", action="store_true", help="paint the README's pictures")
    parser.add_argument("--rows", type=int, default=20_000, help="borrowers of the portfolio that is trained on")
    options = parser.parse_args()
    _application = QApplication([])
    if options.readme:
        paint_readme(paths.resources_folder() / "screenshots", options.rows)
    else:
        paint_all(options.folder, options.rows)


if __name__ == "__main__":
    main()
