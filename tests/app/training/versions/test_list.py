"""An admin looks at the versions: what each is worth, where it came from, what is to be minded."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.widgets.notice import NoticeKind
from app.widgets.table import NUMBERS
from core.golden import with_golden_rows
from core.registry.versions import Registry
from core.scorecard import Calibration
from tests.app.training.versions.conftest import Page
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import altered, harm

LINES = linear_scorecard()


def test_the_versions_are_listed_newest_first_with_their_figures(page: Page) -> None:
    assert page.names == ["v2.0", "v1.0"]
    assert page.cell("v1.0", "Status") == "✓ in use"
    assert page.cell("v2.0", "Status") == "not used yet"
    assert [page.cell("v2.0", heading) for heading in ("Made", "AUC (95 %)", "KS")] == [
        "2026-01-15",
        "0.9840",
        "0.8620",
    ]
    model = page.widget.table.model()
    assert model.index(0, 3).data(Qt.ItemDataRole.TextAlignmentRole) == NUMBERS


def test_an_auc_is_told_with_its_interval(page: Page, desk: Desk) -> None:
    desk.model.registry.save(replace(LINES, metrics={"auc": 0.9893, "auc_low": 0.98712, "auc_high": 0.9912}))
    page.refresh("v3.0", "v2.0", "v1.0")
    assert page.cell("v3.0", "AUC (95 %)") == "0.9893 (0.9871–0.9912)"
    assert page.cell("v3.0", "Slope") == "–", "nobody measured it"


def test_a_version_tells_its_data_its_author_and_the_last_note(page: Page, desk: Desk) -> None:
    desk.model.registry.save(replace(LINES, provenance={"origin": "loans.csv", "rows": {"used": 49_985}}), "Analyst")
    desk.model.registry.note("v3.0", "First.")
    desk.model.registry.note("v3.0", "For the spring campaign.", "Owner")
    page.refresh("v3.0", "v2.0", "v1.0")
    told = [page.cell("v3.0", heading) for heading in ("Rows", "Data", "Author", "Last note")]
    assert told == ["49,985", "loans.csv", "Analyst", "For the spring campaign."]
    page.select("v3.0")
    assert page.widget.told.text().splitlines()[0] == "v3.0: loans.csv, by Analyst."
    assert page.widget.told.text().endswith("Owner: For the spring campaign.")


def test_author_and_note_are_seen_in_a_window_of_the_usual_size(page: Page, desk: Desk) -> None:
    """Of 1280 pixels the forms at the left leave 916."""
    gates = [{"name": "Enough rows", "passed": False, "sentence": "It was judged on 12 defaults."}]
    measured = replace(LINES, provenance={"gates": gates}, metrics={"auc": 0.98, "auc_low": 0.97, "auc_high": 0.99})
    desk.model.registry.save(measured, "risk.analyst")
    desk.model.registry.note("v3.0", "Trained for the spring campaign; not to be used before the audit.", "Owner")
    page.refresh("v3.0", "v2.0", "v1.0")
    page.widget.resize(916, 640)
    table = page.widget.table
    note = page.column("Last note")
    assert table.columnViewportPosition(note) + table.columnWidth(note) <= table.viewport().width()


def test_what_is_to_be_minded_stands_in_the_list_and_beneath_it(page: Page, desk: Desk) -> None:
    gates = [{"name": "Enough rows", "passed": False, "sentence": "It was judged on 12 defaults."}]
    provenance = {"origin": "imported from old.joblib", "gates": gates}
    uncalibrated = replace(LINES, calibration=Calibration(), provenance=provenance, metrics={})
    desk.model.registry.save(with_golden_rows(uncalibrated))
    page.refresh("v3.0", "v2.0", "v1.0")
    assert page.cell("v3.0", "Status") == "not used yet, uncalibrated, gates not passed"
    page.select("v3.0")
    told = page.widget.told.text()
    assert "imported from old.joblib" in told
    assert "Uncalibrated: its PD is the balanced probability" in told
    assert "It was judged on 12 defaults." in told


def test_a_damaged_version_says_what_is_wrong_and_can_only_be_noted_or_deleted(page: Page, file_of_v2: Path) -> None:
    harm(file_of_v2, altered)
    page.select("v2.0")
    page.widget.refresh()
    page.said_of_selection("altered after it was made")
    assert page.cell("v2.0", "Status") == "damaged"
    assert page.on() == {"Notes…", "Delete…", "Import…"}
    assert "altered after it was made" in page.widget.changes.use.toolTip()


def test_figures_are_sorted_by_their_size_and_versions_by_their_number(page: Page, desk: Desk) -> None:
    for number in range(3, 12):
        desk.model.registry.save(replace(LINES, metrics={"auc": 0.9 + number / 1_000, "brier": 0.5 - number / 100}))
    page.widget.refresh()
    page.wait_for(*(f"v{number}.0" for number in range(11, 0, -1)))
    page.widget.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert page.names[:3] == ["v3.0", "v4.0", "v5.0"]
    page.widget.table.sortByColumn(page.column("Brier"), Qt.SortOrder.AscendingOrder)
    assert page.names[2:4] == ["v11.0", "v10.0"], "what has none comes first, then the smallest"


def test_a_version_without_a_figure_is_sorted_before_all_that_have_it(page: Page, desk: Desk) -> None:
    desk.model.registry.save(replace(LINES, metrics={}))
    page.refresh("v3.0", "v2.0", "v1.0")
    page.widget.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert page.names[0] == "v3.0"


def test_what_is_selected_stays_so_when_the_list_is_read_again(page: Page, desk: Desk) -> None:
    page.select("v2.0")
    desk.model.registry.save(LINES)
    page.refresh("v3.0", "v2.0", "v1.0")
    assert [version.name for version in page.widget.table.chosen()] == ["v2.0"]


def test_a_version_that_is_gone_is_selected_no_more(page: Page, desk: Desk) -> None:
    page.select("v2.0")
    desk.model.registry.delete("v2.0")
    page.refresh("v1.0")
    assert page.widget.table.chosen() == []
    assert page.widget.changes.use.toolTip() == "Select a version first."
    assert not page.widget.told.isVisible()


def test_what_was_saved_while_the_list_was_read_is_in_it(page: Page, desk: Desk) -> None:
    page.widget.refresh()
    desk.model.registry.save(LINES)
    page.widget.refresh()
    desk.model.registry.save(LINES)
    page.refresh("v4.0", "v3.0", "v2.0", "v1.0")


def test_what_the_command_line_did_is_there_when_the_admin_comes_back(page: Page, desk: Desk, shipped: Path) -> None:
    page.widget.hide()
    Registry(desk.data_folder, shipped).save(LINES)
    page.widget.show()
    page.wait_for("v3.0", "v2.0", "v1.0")


@pytest.mark.logs("failed unexpectedly")
def test_a_list_that_cannot_be_read_is_told(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_registry: Registry) -> None:
        raise RuntimeError

    monkeypatch.setattr(Registry, "versions", broken)
    page.widget.refresh()
    assert "its log tells which" in page.said(NoticeKind.ERROR)


def test_what_may_be_cut_short_and_what_a_figure_means_is_told_under_the_mouse(page: Page, desk: Desk) -> None:
    note = "For the spring campaign, " + "and for all that may come after it, " * 5
    desk.model.registry.note("v2.0", note)
    page.widget.refresh()
    page.select("v2.0")
    page.said_of_selection(note.strip())
    model, tip = page.widget.table.model(), Qt.ItemDataRole.ToolTipRole
    assert model.index(0, page.column("Last note")).data(tip) == note.strip()
    assert model.headerData(page.column("KS"), Qt.Orientation.Horizontal, tip).startswith(
        "The largest gap between the score curves"
    )


def test_every_action_has_a_button_or_is_under_more_and_stands_in_the_menu_of_the_table(page: Page) -> None:
    buttons = {button.text(): button for button in page.widget.findChildren(QPushButton) if button.isVisible()}
    more, all_of_them = page.widget.more.menu().actions(), page.widget.table.actions()
    assert {action.text() for action in all_of_them} <= buttons.keys() | {action.text() for action in more}
    page.select("v2.0")
    for action in all_of_them:
        button = buttons.get(action.text())
        assert (button is None) == (action in more)
        if button is not None:
            assert (button.isEnabled(), button.toolTip()) == (action.isEnabled(), action.toolTip())


def test_a_button_does_its_action(qtbot: QtBot, page: Page) -> None:
    page.select("v2.0")
    (button,) = [one for one in page.widget.findChildren(QPushButton) if one.text() == "Notes…"]
    with qtbot.waitSignal(page.widget.reading.notes.triggered):
        button.click()


def test_the_page_asks_to_be_left(qtbot: QtBot, page: Page) -> None:
    with qtbot.waitSignal(page.widget.closed):
        page.widget.close_.click()


def test_an_empty_list_says_what_to_do(page: Page) -> None:
    page.widget.table.show_versions([])
    assert page.widget.table.empty_text == "No version is on this computer. Import one, or train one."
