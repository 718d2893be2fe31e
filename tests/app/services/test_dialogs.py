"""The real dialogs, answered by keys and clicks; folders are remembered by purpose."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.services.dialogs import Dialogs, QtDialogs
from app.services.settings import Settings
from tests.app.fakes import FakeDialogs

CSV = ("Applicants (*.csv)", "All files (*)")


@pytest.fixture
def real(settings: Settings, qtbot: QtBot) -> Dialogs:
    return QtDialogs(settings)


@pytest.fixture
def answer(qtbot: QtBot) -> Callable[[Callable[[QWidget], None]], None]:
    """Arrange what the user does with the next dialog that opens."""

    def arrange(act: Callable[[QWidget], None]) -> None:
        def act_on_dialog() -> None:
            dialog = QApplication.activeModalWidget()
            assert dialog is not None
            act(dialog)

        QTimer.singleShot(0, act_on_dialog)

    return arrange


Answer = Callable[[Callable[[QWidget], None]], None]


def type_name(*names: str) -> Callable[[QWidget], None]:
    """Type file names and press Enter."""

    def act(dialog: QWidget) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(" ".join(f'"{name}"' for name in names) if len(names) > 1 else names[0])
        QTest.keyClick(field, Qt.Key.Key_Return)

    return act


def press_escape() -> Callable[[QWidget], None]:
    return lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)


def click(label: str) -> Callable[[QWidget], None]:
    """Click the button of a message box that says so."""

    def act(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        button = next(button for button in box.buttons() if button.text().replace("&", "") == label)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    return act


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("age\n35\n")
    return tmp_path


def test_one_file_is_chosen_and_its_folder_remembered(
    real: Dialogs, settings: Settings, answer: Answer, qtbot: QtBot, folder: Path
) -> None:
    answer(type_name(str(folder / "a.csv")))
    assert real.open_file("applicants", "Choose applicants", CSV) == folder / "a.csv"

    seen: list[str] = []

    def look_and_leave(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        seen.extend([str(Path(dialog.directory().absolutePath())), dialog.windowTitle(), *dialog.nameFilters()])
        dialog.reject()

    answer(look_and_leave)
    assert real.open_file("applicants", "Choose applicants", CSV) is None
    assert seen == [str(folder), "Choose applicants", *CSV]


@pytest.fixture
def places(answer: Answer) -> Callable[[Callable[[], object]], list[str]]:
    """Open a file dialog by a call and leave it; the folders where such dialogs began so far."""
    seen: list[str] = []

    def look_and_leave(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        seen.append(str(Path(dialog.directory().absolutePath())))
        dialog.reject()

    def begin(ask: Callable[[], object]) -> list[str]:
        answer(look_and_leave)
        ask()
        return seen

    return begin


Places = Callable[[Callable[[], object]], list[str]]


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home folder of somebody whose other Qt programs were somewhere else last."""
    (tmp_path / "user").mkdir()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    qt = QSettings(QSettings.Scope.UserScope, "QtProject")
    qt.setValue("FileDialog/lastVisited", QUrl.fromLocalFile(str(tmp_path / "elsewhere")).toString())
    qt.sync()
    return tmp_path / "user"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no variable names the home folder")
def test_purposes_have_folders_of_their_own_and_the_first_is_that_of_the_users_documents(
    real: Dialogs, user: Path, places: Places, folder: Path, settings: Settings
) -> None:
    settings.put("folders/tables", str(folder / "gone since"))
    settings.put("folders/results", str(folder))
    for purpose in ("model", "tables", "results"):
        seen = places(partial(real.open_file, purpose, "Choose", CSV))
    assert seen == [str(user), str(user), str(folder)]
    (user / "Documents").mkdir()
    assert places(partial(real.open_file, "model", "Choose", CSV))[-1] == str(user / "Documents")


def test_a_folder_that_is_named_wins_over_the_remembered_one_while_it_is_there(
    real: Dialogs, user: Path, places: Places, folder: Path, settings: Settings
) -> None:
    settings.put("folders/letters", str(folder))
    places(partial(real.choose_folder, "letters", "Choose", user))
    places(partial(real.choose_folder, "letters", "Choose", user / "gone"))
    places(partial(real.save_file, "letters", "Choose", CSV, user / "in.csv"))
    seen = places(partial(real.save_file, "letters", "Choose", CSV, user / "gone" / "in.csv"))
    assert seen == [str(user), str(folder)] * 2


def test_several_files_are_chosen_together(real: Dialogs, answer: Answer, qtbot: QtBot, folder: Path) -> None:
    answer(type_name(str(folder / "a.csv"), str(folder / "b.csv")))
    assert real.open_files("tables", "Choose tables", CSV) == (folder / "a.csv", folder / "b.csv")
    answer(press_escape())
    assert real.open_files("tables", "Choose tables", CSV) == ()


def test_a_name_typed_without_its_ending_gets_it(
    real: Dialogs, answer: Answer, qtbot: QtBot, folder: Path, settings: Settings
) -> None:
    settings.put("folders/scored", str(folder))
    answer(type_name("mine"))
    assert real.save_file("scored", "Save", CSV, "scored.csv") == folder / "mine.csv"


def test_the_suggested_name_and_folder_stand_ready(real: Dialogs, answer: Answer, qtbot: QtBot, folder: Path) -> None:
    def accept(dialog: QWidget) -> None:
        buttons = dialog.findChild(QDialogButtonBox)
        assert buttons is not None
        QTest.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)

    answer(accept)
    assert real.save_file("scored", "Save", CSV, folder / "scored.csv") == folder / "scored.csv"


def test_a_folder_is_chosen_and_remembered_itself(
    real: Dialogs, answer: Answer, qtbot: QtBot, folder: Path, settings: Settings
) -> None:
    answer(type_name(str(folder)))
    assert real.choose_folder("demo", "Choose a folder") == folder
    assert settings.text("folders/demo") == str(folder)
    answer(press_escape())
    assert real.choose_folder("demo", "Choose a folder") is None


@pytest.mark.parametrize("choice", ["Use this model", "Compare again", "Keep the old one"])
def test_a_question_is_answered_by_the_name_of_its_button(
    real: Dialogs, answer: Answer, qtbot: QtBot, choice: str
) -> None:
    answer(click(choice))
    assert real.ask("Model", "Use it?", ("Use this model", "Compare again", "Keep the old one")) == choice


def test_enter_takes_the_first_answer_and_escape_the_last(real: Dialogs, answer: Answer, qtbot: QtBot) -> None:
    answer(lambda box: QTest.keyClick(box, Qt.Key.Key_Return))
    assert real.ask("Close", "A job is running.", ("Cancel it and close", "Go on working")) == "Cancel it and close"
    answer(press_escape())
    assert real.ask("Close", "A job is running.", ("Cancel it and close", "Go on working")) == "Go on working"


def test_an_error_is_shown_as_written_with_its_details_on_demand(real: Dialogs, answer: Answer, qtbot: QtBot) -> None:
    seen: list[object] = []

    def read_and_close(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        seen.extend([box.text(), box.textFormat(), box.detailedText()])
        box.close()

    answer(read_and_close)
    real.show_error("<b>.csv cannot be read.", "line 3")
    assert seen == ["<b>.csv cannot be read.", Qt.TextFormat.PlainText, "line 3"]


def test_about_may_be_rich_text(real: Dialogs, answer: Answer) -> None:
    seen: list[str] = []

    def read_and_close(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        seen.extend([box.windowTitle(), box.text()])
        box.close()

    answer(read_and_close)
    real.about("About", "<b>Credit Desk</b>")
    assert seen == ["About", "<b>Credit Desk</b>"]


def test_dialogs_stand_over_the_window_in_use_and_leave_nothing_behind(
    real: Dialogs, answer: Answer, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    parents: list[object] = []

    def read_and_close(box: QWidget) -> None:
        parents.append(box.parent())
        box.close()

    answer(read_and_close)
    real.show_error("Something is wrong.")
    assert parents == [window]


class TestTheScriptedDialogs:
    """The stand-in for tests fits the protocol and notices what was not expected."""

    def test_answers_come_in_order(self, tmp_path: Path) -> None:
        fake: Dialogs = FakeDialogs(tmp_path, None, (tmp_path,), "Yes", None)
        assert fake.open_file("a", "One", CSV) == tmp_path
        assert fake.save_file("a", "Two", CSV, "x.csv") is None
        assert fake.open_files("a", "Three", CSV) == (tmp_path,)
        assert fake.ask("Four", "Really?", ("Yes", "No")) == "Yes"
        assert fake.choose_folder("a", "Five") is None

    def test_what_is_said_is_kept(self) -> None:
        fake = FakeDialogs()
        fake.show_error("Wrong.", "line 3")
        fake.about("About", "Credit Desk")
        assert (fake.errors, fake.details, fake.told) == (["Wrong."], ["line 3"], ["Credit Desk"])

    def test_an_unexpected_question_fails_the_test(self) -> None:
        with pytest.raises(AssertionError, match="did not expect: Really"):
            FakeDialogs().ask("Close", "Really?", ("Yes", "No"))

    def test_an_answer_that_no_button_gives_fails_the_test(self) -> None:
        with pytest.raises(AssertionError, match="Maybe"):
            FakeDialogs("Maybe").ask("Close", "Really?", ("Yes", "No"))
