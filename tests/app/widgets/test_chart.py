"""A chart is drawn beside the window, in its look and its pixels, and can be copied, saved and read as numbers."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.services import theme
from app.services.colours import DARK
from app.services.jobs import JobRunner
from app.widgets import chart as chart_module
from app.widgets.chart import ChartView
from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.numbers_dialog import NumbersDialog
from tests.app.fakes import FakeDialogs
from tests.app.widgets.pictures import count, picture

NUMBERS = Numbers(("Score", "Share"), (("300", "1 %"), ("400", "2 %")))


class Recorder:
    """Draws a line and keeps who asked for it, in which thread and with which colour."""

    def __init__(self, role: str = "candidate") -> None:
        self.role = role
        self.threads: list[int] = []
        self.colours: list[str] = []
        self.sizes: list[QSize] = []

    def __call__(self, figure: Figure, colours: Mapping[str, str]) -> None:
        self.threads.append(threading.get_ident())
        self.colours.append(colours[self.role])
        self.sizes.append(QSize(round(figure.bbox.width), round(figure.bbox.height)))
        axes = figure.add_subplot()
        axes.axhspan(0, 1, color=colours[self.role])


def _chart(draw: Callable[[Figure, Mapping[str, str]], None], numbers: Numbers | None = NUMBERS) -> Chart:
    return Chart("ROC", "Area under the curve: 0.99.", draw, numbers)


@pytest.fixture
def view(jobs: JobRunner, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot) -> ChartView:
    made = ChartView(jobs, dialogs, tmp_path / "matplotlib")
    qtbot.addWidget(made)
    made.resize(320, 240)
    return made


@pytest.fixture
def drawn(view: ChartView, qtbot: QtBot) -> Recorder:
    """A view with a chart that has been drawn; gives what draws it."""
    draw = Recorder()
    view.show()
    with qtbot.waitSignal(view.rendered, timeout=20_000):
        view.show_chart(_chart(draw))
    return draw


def test_a_chart_is_drawn_in_a_job_and_never_in_the_thread_of_the_window(view: ChartView, drawn: Recorder) -> None:
    assert drawn.threads
    assert threading.get_ident() not in drawn.threads
    assert view.message == ""
    assert count(picture(view), theme.current().candidate) > 10_000


def test_it_has_the_words_of_the_chart_for_those_who_cannot_see_it(view: ChartView, drawn: Recorder) -> None:
    assert view.accessibleName() == "ROC"
    assert view.accessibleDescription() == "Area under the curve: 0.99."


def test_it_is_drawn_in_the_pixels_of_the_screen(view: ChartView, drawn: Recorder) -> None:
    ratio = view.devicePixelRatioF()

    assert view.picture().size().toTuple() == (round(320 * ratio), round(240 * ratio))
    assert drawn.sizes[-1] == view.picture().size()


def test_another_size_is_drawn_again_and_the_last_picture_stays_meanwhile(
    view: ChartView, drawn: Recorder, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.rendered, timeout=20_000):
        view.resize(400, 300)
        assert count(picture(view), theme.current().candidate) > 10_000

    assert drawn.sizes[-1] == view.picture().size()
    assert view.picture().deviceIndependentSize().toSize() == view.size()


def test_many_sizes_in_a_row_are_drawn_once(view: ChartView, drawn: Recorder, qtbot: QtBot) -> None:
    before = len(drawn.sizes)

    with qtbot.waitSignal(view.rendered, timeout=20_000):
        for width in range(330, 400, 5):
            view.resize(width, 240)

    assert len(drawn.sizes) <= before + 2, "one while dragging at most, and one at the end"


def test_it_is_drawn_again_when_the_look_changes(
    view: ChartView, drawn: Recorder, qtbot: QtBot, qapp: QApplication
) -> None:
    with qtbot.waitSignal(view.rendered, timeout=20_000):
        theme.apply(qapp, theme.Choice.DARK)

    assert drawn.colours[-1] == DARK.candidate.name()
    with qtbot.waitSignal(view.rendered, timeout=20_000):
        theme.apply(qapp, theme.Choice.LIGHT)


def test_it_is_drawn_again_when_text_grows(
    view: ChartView, drawn: Recorder, qtbot: QtBot, twice_the_text: Callable[[], None]
) -> None:
    before, hint = len(drawn.sizes), view.minimumSizeHint()

    with qtbot.waitSignal(view.rendered, timeout=20_000):
        twice_the_text()

    assert len(drawn.sizes) > before
    assert view.minimumSizeHint().width() > 1.5 * hint.width()


def test_a_hidden_view_draws_nothing_until_it_is_shown(view: ChartView, qtbot: QtBot, jobs: JobRunner) -> None:
    draw = Recorder()
    view.show_chart(_chart(draw))
    assert not jobs.jobs

    with qtbot.waitSignal(view.rendered, timeout=20_000):
        view.show()
        assert not jobs.jobs, "the page around it is painted first"

    assert len(draw.sizes) == 1
    with qtbot.waitSignal(view.rendered):
        view.hide()
        view.show()
    assert len(draw.sizes) == 1, "the picture was still right"


def test_a_new_chart_never_shows_the_picture_of_the_old_one(view: ChartView, drawn: Recorder, qtbot: QtBot) -> None:
    late = Recorder("active")

    with qtbot.waitSignal(view.rendered, timeout=20_000):
        view.show_chart(_chart(Recorder("adverse")))
        view.show_chart(_chart(late))
        assert view.picture().isNull()
        assert view.message == "Drawing…"

    assert len(late.colours) == 1
    assert count(picture(view), theme.current().active) > 10_000
    assert count(picture(view), theme.current().adverse) == 0


def test_words_take_the_place_of_a_chart_even_while_it_is_drawn(
    view: ChartView, drawn: Recorder, qtbot: QtBot, jobs: JobRunner
) -> None:
    view.show_chart(_chart(Recorder()))

    view.show_message("Retrain to compare models.")

    qtbot.waitUntil(lambda: not jobs.jobs)
    assert view.message == "Retrain to compare models."
    assert view.accessibleName() == "Retrain to compare models."
    assert view.picture().isNull()
    assert view.chart is None


class Held(Recorder):
    """A drawing that takes until it may end."""

    def __init__(self, role: str = "candidate") -> None:
        super().__init__(role)
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, figure: Figure, colours: Mapping[str, str]) -> None:
        super().__call__(figure, colours)
        self.begun.set()
        self.may_end.wait(20)


def test_a_chart_that_grows_keeps_its_last_picture_until_the_next_is_drawn(
    view: ChartView, drawn: Recorder, qtbot: QtBot
) -> None:
    passed, late = Recorder("adverse"), Recorder("active")

    with qtbot.waitSignal(view.rendered, timeout=20_000):
        view.renew_chart(_chart(passed))
        view.renew_chart(_chart(late))
        assert view.message == ""
        assert count(picture(view), theme.current().candidate) > 10_000

    assert count(picture(view), theme.current().active) > 10_000
    assert (len(passed.sizes), len(late.sizes)) == (0, 1), "states that nobody had time to see are not drawn"


def test_a_state_that_took_long_to_draw_is_shown_though_there_is_a_later_one(view: ChartView, qtbot: QtBot) -> None:
    """Else a chart that grows faster than it is drawn would never be seen."""
    slow = Held()
    view.show()
    view.renew_chart(_chart(slow))
    qtbot.waitUntil(slow.begun.is_set, timeout=20_000)
    with qtbot.waitSignal(view.rendered, timeout=20_000):
        view.renew_chart(_chart(Recorder("active")))
        slow.may_end.set()
        qtbot.waitUntil(lambda: count(picture(view), theme.current().candidate) > 10_000)

    assert count(picture(view), theme.current().active) > 10_000


@pytest.fixture
def patient(
    jobs: JobRunner, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> ChartView:
    """A view on show whose later states wait longer than any test."""
    monkeypatch.setattr(chart_module, "_RENEWED_WITHIN_MS", 600_000)
    made = ChartView(jobs, dialogs, tmp_path / "matplotlib")
    qtbot.addWidget(made)
    made.resize(320, 240)
    made.show()
    return made


def test_the_next_state_waits_for_its_time_though_the_last_is_drawn(
    patient: ChartView, qtbot: QtBot, jobs: JobRunner
) -> None:
    """A search would be held up by a chart that is drawn without a pause."""
    slow, later = Held(), Recorder("active")
    patient.renew_chart(_chart(slow))
    qtbot.waitUntil(slow.begun.is_set, timeout=20_000)
    patient.renew_chart(_chart(later))
    slow.may_end.set()
    qtbot.waitUntil(lambda: not patient.picture().isNull(), timeout=20_000)
    assert not jobs.jobs
    assert not later.sizes


def test_a_chart_about_something_else_waits_for_no_time(patient: ChartView, qtbot: QtBot) -> None:
    slow, other = Held(), Recorder("active")
    patient.renew_chart(_chart(slow))
    qtbot.waitUntil(slow.begun.is_set, timeout=20_000)
    patient.renew_chart(_chart(Recorder()))
    with qtbot.waitSignal(patient.rendered, timeout=20_000):
        patient.show_chart(_chart(other))
        slow.may_end.set()
    assert count(picture(patient), theme.current().active) > 10_000


def test_words_stay_though_a_later_state_of_the_chart_was_due(
    view: ChartView, drawn: Recorder, qtbot: QtBot, jobs: JobRunner
) -> None:
    slow = Held()
    view.show_chart(_chart(slow))
    qtbot.waitUntil(slow.begun.is_set, timeout=20_000)
    view.renew_chart(_chart(Recorder()))
    view.show_message("There is no search.")
    slow.may_end.set()
    qtbot.waitUntil(lambda: not jobs.jobs)

    assert view.message == "There is no search."
    assert view.picture().isNull()


@pytest.mark.logs("A job failed unexpectedly")
def test_a_chart_that_cannot_be_drawn_says_so(view: ChartView, qtbot: QtBot) -> None:
    def draw(figure: Figure, colours: Mapping[str, str]) -> None:
        raise ValueError("no curve")

    view.show()
    with qtbot.waitSignal(view.rendered, timeout=20_000):
        view.show_chart(_chart(draw))

    assert "could not be drawn" in view.message
    assert not picture(view).isNull()


def test_a_tiny_view_can_be_drawn(view: ChartView, drawn: Recorder, qtbot: QtBot) -> None:
    view.setMinimumSize(1, 1)

    with qtbot.waitSignal(view.rendered, timeout=20_000):
        view.resize(3, 3)

    assert picture(view).size() == view.size()


def test_the_keyboard_reaches_it_and_sees_where_it_is(view: ChartView, drawn: Recorder, qtbot: QtBot) -> None:
    view.clearFocus()
    plain = count(picture(view), theme.current().focus)

    view.setFocus()
    qtbot.waitUntil(view.hasFocus)

    assert count(picture(view), theme.current().focus) > plain + 500


def test_the_picture_is_copied_on_a_solid_ground(view: ChartView, drawn: Recorder) -> None:
    view.setFocus()
    view.commands.copy.trigger()

    copied = QGuiApplication.clipboard().image()
    assert copied.size() == view.picture().size()
    assert copied.pixelColor(0, copied.height() - 1) == theme.current().surface


def test_without_a_chart_there_is_nothing_to_do(view: ChartView) -> None:
    actions: list[QAction] = view.actions()

    assert [action.text() for action in actions] == [
        "&Copy picture", "Save as &PNG…", "Save as &SVG…", "Show the &numbers"
    ]  # fmt: skip
    assert not any(action.isEnabled() for action in actions)
    assert view.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu


def test_copying_before_the_picture_is_there_leaves_the_clipboard_alone(view: ChartView) -> None:
    QGuiApplication.clipboard().setText("before")
    view.show_chart(_chart(Recorder()))

    view.commands.copy.trigger()

    assert QGuiApplication.clipboard().text() == "before"


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_it_is_saved_as_a_picture_or_a_drawing(
    view: ChartView, drawn: Recorder, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot, kind: str, start: bytes
) -> None:
    target = tmp_path / f"roc.{kind}"
    dialogs.answers.append(target)
    save = view.commands.save_png if kind == "png" else view.commands.save_svg

    with qtbot.waitSignal(view.commands.saved, timeout=20_000) as saved:
        save.trigger()

    assert saved.args == [target]
    assert target.read_bytes().startswith(start)
    assert dialogs.asked == ["Save the chart"]
    if kind == "png":
        assert QImage(str(target)).width() == 2 * 320


def test_saving_can_be_thought_better_of(
    view: ChartView, drawn: Recorder, dialogs: FakeDialogs, jobs: JobRunner
) -> None:
    dialogs.answers.append(None)

    view.commands.save_png.trigger()

    assert not jobs.jobs


def test_a_place_that_cannot_be_written_is_told(
    view: ChartView, drawn: Recorder, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    dialogs.answers.append(tmp_path / "not there" / "roc.png")

    view.commands.save_png.trigger()

    qtbot.waitUntil(lambda: bool(dialogs.errors))
    assert dialogs.errors[0].startswith("roc.png could not be written in ")
    assert dialogs.errors[0].endswith("Choose another folder.")


@pytest.mark.logs("A job failed unexpectedly")
def test_a_drawing_that_fails_while_saving_is_told(
    view: ChartView, drawn: Recorder, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    dialogs.answers.append(tmp_path / "roc.png")
    drawn.role = "no such colour"

    view.commands.save_png.trigger()

    qtbot.waitUntil(lambda: bool(dialogs.errors))
    assert dialogs.errors == ["The chart could not be drawn into a file."]
    assert not (tmp_path / "roc.png").exists()


def test_its_numbers_open_as_a_table_that_can_be_copied(view: ChartView, drawn: Recorder, qtbot: QtBot) -> None:
    view.commands.show_numbers.trigger()

    dialog = view.findChild(NumbersDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "ROC"
    copy = next(button for button in dialog.findChildren(QPushButton) if button.text() == "&Copy all")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3))
    assert QGuiApplication.clipboard().text() == "300\t1 %\n400\t2 %"

    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_chart_without_numbers_offers_none(view: ChartView) -> None:
    view.show_chart(_chart(Recorder(), numbers=None))

    assert not view.commands.show_numbers.isEnabled()
    assert view.commands.save_png.isEnabled()
