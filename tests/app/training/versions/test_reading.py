"""An admin reads and writes notes, reads what was found of a version, and puts two versions side by side."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.author import author
from app.services.desk import Desk
from app.training.versions.compare_dialog import CompareDialog
from app.training.versions.judgement_dialog import JudgementDialog
from app.training.versions.notes_dialog import NotesDialog
from app.widgets.labels import RoleLabel
from app.widgets.notice import NoticeKind
from app.widgets.numbers_dialog import NumbersDialog
from core.golden import with_golden_rows
from core.registry.comparison import compare
from tests.app.training.admin import SECONDS
from tests.app.training.versions.conftest import Page
from tests.core.factories import linear_scorecard
from tests.core.judged import judgement
from tests.core.registry.model_files import altered, cut_in_half, harm


@pytest.fixture
def notes(page: Page) -> NotesDialog:
    """The notes about v2.0, of which there are none yet."""
    page.select("v2.0")
    page.do(page.widget.reading.notes)
    (dialog,) = page.widget.findChildren(NotesDialog)
    return dialog


def compared(qtbot: QtBot, page: Page, *names: str) -> CompareDialog:
    """Compare selected versions."""
    page.select(*names)
    page.do(page.widget.reading.compare)
    qtbot.waitUntil(lambda: page.widget.findChildren(CompareDialog) != [], timeout=SECONDS)
    (dialog,) = page.widget.findChildren(CompareDialog)
    return dialog


def rows(dialog: CompareDialog, name: str) -> list[str]:
    """The row of a figure."""
    model = dialog.figures.model()
    found = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    return next(row for row in found if row[0] == name)


def said(dialog: CompareDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(RoleLabel))


# Notes


def test_a_note_is_written_and_read(qtbot: QtBot, page: Page, notes: NotesDialog, desk: Desk) -> None:
    assert notes.written_before.text() == "Nobody has written anything about v2.0 yet."
    assert not notes.add.isEnabled()
    notes.text.setText("For the spring campaign.")
    with qtbot.waitSignal(notes.written):
        notes.add.click()
    (note,) = desk.model.registry.notes("v2.0")
    assert (note.author, note.text) == (author(), "For the spring campaign.")
    when, words = notes.written_before.text().splitlines()
    assert when == f"{note.at[:16].replace('T', ' ')}, {author()}"
    assert words == "For the spring campaign."
    assert notes.text.text() == ""
    qtbot.waitUntil(lambda: page.cell("v2.0", "Last note") == "For the spring campaign.")


def test_a_note_that_cannot_be_kept_stays_to_be_mended(qtbot: QtBot, notes: NotesDialog, home: Path) -> None:
    (home / "models" / "notes").write_text("a file in the way", encoding="utf-8")
    notes.text.setText("For the spring campaign.")
    notes.add.click()
    qtbot.waitUntil(lambda: notes.notice.text.endswith("Nothing was written."))
    assert notes.text.text() == "For the spring campaign."
    assert notes.add.isEnabled()


def test_a_note_like_markup_is_shown_as_it_was_written(qtbot: QtBot, notes: NotesDialog) -> None:
    notes.text.setText("<b>x</b> & more")
    with qtbot.waitSignal(notes.written):
        notes.add.click()
    assert notes.written_before.text().endswith("<b>x</b> & more")


# The judgement


def test_the_judgement_kept_with_a_version_is_shown_again(qtbot: QtBot, page: Page, desk: Desk) -> None:
    desk.model.registry.save(linear_scorecard(), "Analyst", judgement())
    page.refresh("v3.0", "v2.0", "v1.0")
    page.select("v3.0")
    page.do(page.widget.reading.judgement)
    qtbot.waitUntil(lambda: page.widget.findChildren(JudgementDialog) != [], timeout=SECONDS)
    (dialog,) = page.widget.findChildren(JudgementDialog)
    assert dialog.windowTitle() == "Judgement of v3.0"
    dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "Made 2026-01-15 by Analyst" in text
    auc = judgement().candidate.measures["auc"].value
    assert f"{auc:.4f}" in text


def test_a_version_without_a_judgement_says_why(page: Page) -> None:
    page.select("v2.0")
    page.do(page.widget.reading.judgement)
    assert page.said(NoticeKind.INFO).startswith("No judgement is kept with v2.0: it was imported, or trained before")
    assert page.widget.findChildren(JudgementDialog) == []


def test_a_judgement_that_was_altered_is_not_shown(page: Page, desk: Desk, home: Path) -> None:
    desk.model.registry.save(linear_scorecard(), judgement=judgement())
    page.refresh("v3.0", "v2.0", "v1.0")
    harm(home / "models" / "v3.0" / "judgement.json", cut_in_half)
    page.select("v3.0")
    page.do(page.widget.reading.judgement)
    assert page.said(NoticeKind.ERROR).endswith("Nothing could be shown.")
    assert page.widget.findChildren(JudgementDialog) == []


# Comparing


def test_a_version_is_compared_with_the_one_in_use(qtbot: QtBot, page: Page, desk: Desk) -> None:
    desk.model.registry.save(
        replace(linear_scorecard(), metrics={"auc": 0.99, "calibration_slope": 1.1, "rows": 1_500})
    )
    page.refresh("v3.0", "v2.0", "v1.0")
    dialog = compared(qtbot, page, "v3.0")
    assert dialog.windowTitle() == "v1.0 and v3.0"
    assert rows(dialog, "AUC") == ["AUC", "0.9840", "0.9900", "+0.0060"]
    assert rows(dialog, "Calibration slope (1 is right)")[1:] == ["–", "1.100", "–"]
    assert rows(dialog, "Loans held out")[1:] == ["–", "1,500", "–"]


def test_the_older_of_two_selected_ones_comes_first(qtbot: QtBot, page: Page, desk: Desk) -> None:
    riskier = with_golden_rows(replace(linear_scorecard(), intercept=linear_scorecard().intercept + 1.0))
    desk.model.registry.save(riskier)
    page.refresh("v3.0", "v2.0", "v1.0")
    dialog = compared(qtbot, page, "v3.0", "v2.0")
    assert dialog.windowTitle() == "v2.0 and v3.0"
    assert "Both use the same factors." in said(dialog)
    assert "points on average" in said(dialog)


def test_the_points_of_every_factor_are_drawn_for_both(qtbot: QtBot, page: Page) -> None:
    dialog = compared(qtbot, page, "v2.0")
    labels = [dialog.factor.itemText(place) for place in range(dialog.factor.count())]
    assert {"Age", "Loan purpose", "Loan to income"} <= set(labels)
    dialog.factor.setCurrentIndex(labels.index("Loan purpose"))
    chart = dialog.chart.chart
    assert chart is not None
    assert chart.title == "Loan purpose: points of each value"
    assert chart.numbers is not None
    assert chart.numbers.headers[1:] == ("Points: v1.0", "Points: v2.0")
    (button,) = [one for one in dialog.findChildren(QPushButton) if one.text() == "Show the &numbers"]
    button.click()
    (shown,) = dialog.findChildren(NumbersDialog)
    assert shown.table.model().rowCount() == len(chart.numbers.rows)


def test_what_only_one_of_them_uses_is_said(qtbot: QtBot, page: Page, desk: Desk) -> None:
    curves = {name: curve for name, curve in linear_scorecard().curves.items() if name != "age"}
    without_age = replace(linear_scorecard(), curves=curves, covariance=(), golden_rows=())
    desk.model.registry.save(with_golden_rows(without_age))
    page.refresh("v3.0", "v2.0", "v1.0")
    dialog = compared(qtbot, page, "v2.0", "v3.0")
    assert "v2.0 alone uses Age." in said(dialog)


def test_a_comparison_is_copied_as_text(qtbot: QtBot, page: Page, desk: Desk) -> None:
    dialog = compared(qtbot, page, "v2.0")
    dialog.copy.click()
    found = compare(desk.model.registry.load("v1.0"), desk.model.registry.load("v2.0"))
    assert QGuiApplication.clipboard().text() == "\n".join(found.lines())


def test_what_was_done_otherwise_is_listed_and_long_values_are_told_in_full(
    qtbot: QtBot, page: Page, desk: Desk
) -> None:
    data = "c9d66a14301fd845e855f0cd48108196ee8e2f7a"
    provenance = {"data_hash": data, "settings": {"regularisation": 20.320305640829034}}
    desk.model.registry.save(replace(linear_scorecard(), provenance=provenance))
    page.refresh("v3.0", "v2.0", "v1.0")
    model = compared(qtbot, page, "v3.0").making.model()
    made = {model.index(row, 0).data(): model.index(row, 2) for row in range(model.rowCount())}
    assert made["Data"].data() == f"{data[:27]}…"
    assert made["Data"].data(Qt.ItemDataRole.ToolTipRole) == data
    assert made["Settings: regularisation"].data() == "20.3203"


@pytest.mark.parametrize("chosen", [(), ("v1.0",)], ids=["none", "the one in use"])
def test_there_must_be_two_to_compare(page: Page, chosen: tuple[str, ...]) -> None:
    page.select(*chosen)
    assert not page.widget.reading.compare.isEnabled()
    said = "Select two versions, or one that is not in use, to compare them."
    assert page.widget.reading.compare.toolTip() == said


def test_a_version_damaged_since_it_was_listed_is_not_compared(page: Page, file_of_v2: Path) -> None:
    harm(file_of_v2, altered)
    page.select("v2.0")
    page.do(page.widget.reading.compare)
    said = page.said(NoticeKind.ERROR)
    assert "altered after it was made" in said
    assert said.endswith("Nothing could be shown.")
    assert page.widget.reading.compare.isEnabled()
