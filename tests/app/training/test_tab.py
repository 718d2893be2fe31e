"""An admin retrains the model: chooses tables, watches, compares, uses the candidate; by mouse, wheel and keyboard."""

import re
import shutil
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenuBar, QSplitter, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.desk import Desk
from app.training.reason_dialog import ReasonDialog
from app.training.tab import TrainingTab
from app.widgets.folding import Folding
from tests.app.fakes import FakeDialogs
from tests.app.training.admin import SECONDS, choose_kind, start_demo, started, trainings
from tests.app.training.conftest import SlowTraining
from tests.core.factories import linear_scorecard


def test_an_admin_retrains_and_uses_the_candidate(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, dialogs: FakeDialogs, portfolio: Path
) -> None:
    """The whole way: a folder chosen, a real search, the result, the new model in use and in the list."""
    dialogs.answers.append(portfolio)
    tab.data.files.folder.click()
    job = started(tab, desk)
    assert tab.pages.currentWidget() is tab.running
    with qtbot.waitSignal(job.finished, timeout=SECONDS):
        pass
    assert tab.pages.currentWidget() is tab.result
    assert "against" in tab.result.words
    assert "Joined on cust_id: 1,500 loans of 1,500 borrowers." in tab.result.words
    tab.result.pages.go_to("discrimination")
    roc, _, ks = tab.result.pages.page.charts
    qtbot.waitUntil(lambda: not (roc.picture().isNull() or ks.picture().isNull()), timeout=SECONDS)
    assert desk.model.scorecard.version == "v1.0"
    assert desk.model.registry.active().scorecard.version == "v1.0"

    with qtbot.waitSignal(desk.model.changed):
        use_because(tab, "So few borrowers are enough for a test.")
    assert desk.model.scorecard.version == "v2.0"
    assert desk.model.registry.active().scorecard.version == "v2.0"
    qtbot.waitUntil(lambda: tab.versions.table.model().index(0, 1).data() == "✓ in use")
    assert "v2.0 is in use" in tab.result.decision.notice.text
    assert not tab.result.decision.use.isVisible()


def use_because(tab: TrainingTab, reason: str) -> None:
    """Use a candidate that does not pass its gates."""
    tab.result.decision.use.click()
    (dialog,) = tab.result.decision.findChildren(ReasonDialog)
    dialog.text.setPlainText(reason)
    dialog.use.click()


def empty_page(tab: TrainingTab) -> str:
    page = tab.pages.currentWidget()
    assert isinstance(page, QLabel)
    return page.text()


def test_the_empty_page_names_the_model_in_use(tab: TrainingTab, desk: Desk) -> None:
    assert "v1.0 stays in use until you decide" in empty_page(tab)
    registry = desk.model.registry
    registry.activate(registry.save(linear_scorecard()).version)
    desk.model.reload()
    assert "v2.0 stays in use until you decide" in empty_page(tab)


def test_the_keyboard_reaches_every_step(tab: TrainingTab) -> None:
    """From the choice of data, tab by tab, to the button that retrains, and no focus trap between."""
    tab.activateWindow()
    tab.data.kind.setFocus()
    reached = []
    for _ in range(40):
        reached.append(tab.focusWidget())
        QTest.keyClick(tab.focusWidget(), Qt.Key.Key_Tab)
    expected = [
        *tab.data.files.edits.values(),
        *tab.options.choices.values(),
        *tab.options.counts.values(),
        tab.retrain,
    ]
    assert set(expected) <= set(reached)


def turn_wheel(widget: QWidget) -> bool:
    """Turn the wheel up over a widget; returns whether the widget took it."""
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turned)
    return turned.isAccepted()


def test_scrolling_the_options_changes_no_number(tab: TrainingTab) -> None:
    """Unless the admin is in the box."""
    folds = tab.options.counts["folds"]
    tab.activateWindow()
    tab.options.counts["seed"].setFocus()
    assert not turn_wheel(folds)
    assert folds.value() == 2
    folds.setFocus()
    assert turn_wheel(folds)
    assert folds.value() == 3


def test_the_widths_are_remembered(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    (splitter,) = tab.findChildren(QSplitter)
    splitter.moveSplitter(splitter.sizes()[0] + 80, 1)
    again = TrainingTab(desk)
    qtbot.addWidget(again)
    again.resize(tab.size())
    with qtbot.waitExposed(again):
        again.show()
    (same,) = again.findChildren(QSplitter)
    assert same.sizes() == splitter.sizes()


def test_charts_fold_beneath_each_other_where_there_is_no_room_beside(qtbot: QtBot) -> None:
    """As with large text: the page gets no wider than its widest part."""
    page, wide, narrow = QWidget(), QLabel("a wide part of the page"), QLabel("a narrow one")
    row = Folding(wide, narrow, parent=page)
    qtbot.addWidget(page)
    page.show()
    row.resize(2 * row.minimumSizeHint().width(), 300)
    assert narrow.x() > wide.geometry().right()
    row.resize(row.minimumSizeHint().width(), 300)
    assert row.is_folded
    assert row.width() == wide.minimumSizeHint().width()
    qtbot.waitUntil(lambda: narrow.y() > wide.geometry().bottom())


def ambiguous(window: QWidget) -> dict[str, list[str]]:
    """By letter, the things on show between which Alt and the letter cannot tell."""
    texts = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    texts += [button.text() for button in window.findChildren(QAbstractButton) if button.isVisible()]
    texts += [action.text() for bar in window.findChildren(QMenuBar) for action in bar.actions()]
    shown = [tabs for tabs in window.findChildren(QTabWidget) if tabs.isVisible()]
    texts += [tabs.tabText(index) for tabs in shown for index in range(tabs.count())]
    reached: dict[str, list[str]] = {}
    for text in texts:
        for letter in re.findall(r"&([^&\s])", text):
            reached.setdefault(letter.upper(), []).append(text)
    assert len(reached) > 15, "they are found at all"
    return {letter: found for letter, found in reached.items() if len(found) > 1}


def test_alt_and_a_letter_reach_one_thing(qtbot: QtBot, desk: Desk, slow: SlowTraining) -> None:
    """In the window as a whole: before there is a candidate, while one is trained, beside one, and when it is saved."""
    desk.settings.put("window/tab", 2)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert ambiguous(window) == {}
    job = start_demo(window.training, desk)
    choose_kind(window.training, "files")
    assert ambiguous(window) == {}
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()
    assert ambiguous(window) == {}
    save = window.training.result.decision.save
    save.click()
    qtbot.waitUntil(lambda: not save.isVisible())
    assert ambiguous(window) == {}


def test_buttons_whose_time_has_not_come_do_nothing(tab: TrainingTab, desk: Desk, home: Path) -> None:
    """However they are reached: there is no training to cancel, no candidate to decide upon, no version selected."""
    QGuiApplication.clipboard().setText("of the user")
    decision, versions = tab.result.decision, tab.versions
    for button in (
        tab.running.cancel,
        decision.use,
        decision.save,
        decision.copy,
    ):
        button.clicked.emit()
    exporter = versions.exporter
    for action in (versions.changes.use, versions.changes.delete, exporter.take, exporter.card, exporter.pack):
        action.triggered.emit()
    assert not trainings(desk)
    assert not (home / "models").exists()
    assert QGuiApplication.clipboard().text() == "of the user"


def test_the_tables_are_sound_models(qtbot: QtBot, judged: TrainingTab) -> None:
    """By Qt's own test of what a view may ask, whose warnings fail: trials, measures and versions."""
    judged.summary.open.click()
    qtbot.waitUntil(lambda: judged.versions.table.model().rowCount() > 0)
    for table in (judged.running.search.trials, judged.result.pages.overview.sheets[0].table, judged.versions.table):
        model = table.model()
        assert model.rowCount() > 0
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        assert not model.headerData(0, Qt.Orientation.Vertical), "rows have no names"


def test_names_of_files_are_neither_markup_nor_too_wide(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, portfolio: Path, tmp_path: Path
) -> None:
    bank = shutil.copytree(portfolio, tmp_path / "bank")
    (bank / "customers.csv").rename(bank / f"customers <i>{' of the year' * 18}.csv")
    tab.data.take([bank])
    tab.options.choices["preset"].setCurrentIndex(1)
    seen = checked(tab)
    job = started(tab, desk)
    job.progressed.connect(lambda: seen.update(checked(tab)))
    with qtbot.waitSignal(job.finished, timeout=SECONDS):
        pass
    seen |= checked(tab)
    assert len(seen) >= 2, "when they are found, and in the result at the latest"


def checked(tab: TrainingTab) -> set[str]:
    """The texts that hold a name that looks like markup; none is taken for it, none asks for a larger screen."""
    assert tab.minimumSizeHint().width() <= 1_024
    labels = [label for label in tab.findChildren(QLabel) if "<i>" in label.text()]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    return {label.text() for label in labels}
