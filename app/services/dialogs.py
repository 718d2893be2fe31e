"""Every question that interrupts the user goes through one ``Dialogs`` object, which tests replace."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox, QWidget

from app.services.settings import Settings

_Mode = QFileDialog.FileMode


class Dialogs(Protocol):
    """What may be asked. ``purpose`` names a folder to come back to, such as ``"applicants"``.

    The first time that is the folder of the user's documents.
    ``filters`` are Qt's: ``"Applicants (*.csv *.parquet)"``. Whoever closes a file dialog without choosing gets None,
    or an empty tuple.
    """

    def open_file(self, purpose: str, title: str, filters: Sequence[str]) -> Path | None:
        """Ask for one file that exists."""
        ...

    def open_files(self, purpose: str, title: str, filters: Sequence[str]) -> tuple[Path, ...]:
        """Ask for one file that exists, or several of one folder."""
        ...

    def save_file(self, purpose: str, title: str, filters: Sequence[str], suggested: Path | str) -> Path | None:
        """Ask where to write; an existing file only with consent.

        ``suggested`` is a file name, or a path whose folder wins over the remembered one while it is there. Its ending
        is added to a name typed without one.
        """
        ...

    def choose_folder(self, purpose: str, title: str, start: Path | None = None) -> Path | None:
        """Ask for a folder that exists; ``start`` wins over the remembered one while it is there."""
        ...

    def ask(self, title: str, question: str, answers: Sequence[str]) -> str:
        """Ask a question; returns one of ``answers``: the first is preferred, the last is meant by Escape."""
        ...

    def show_error(self, message: str, details: str = "") -> None:
        """Say what went wrong and what to do; ``details`` are shown on demand."""
        ...

    def about(self, title: str, text: str) -> None:
        """Tell about the program; ``text`` may be rich text."""
        ...


class QtDialogs:
    """The system's own dialogs, over the active window."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def open_file(self, purpose: str, title: str, filters: Sequence[str]) -> Path | None:
        """See ``Dialogs``."""
        return _only(self._choose(purpose, self._dialog(purpose, title, filters, _Mode.ExistingFile)))

    def open_files(self, purpose: str, title: str, filters: Sequence[str]) -> tuple[Path, ...]:
        """See ``Dialogs``."""
        return self._choose(purpose, self._dialog(purpose, title, filters, _Mode.ExistingFiles))

    def save_file(self, purpose: str, title: str, filters: Sequence[str], suggested: Path | str) -> Path | None:
        """See ``Dialogs``."""
        dialog, target = self._dialog(purpose, title, filters, _Mode.AnyFile), Path(suggested)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(target.suffix.removeprefix("."))
        _begin_in(dialog, target.parent)
        dialog.selectFile(target.name)
        return _only(self._choose(purpose, dialog))

    def choose_folder(self, purpose: str, title: str, start: Path | None = None) -> Path | None:
        """See ``Dialogs``."""
        dialog = self._dialog(purpose, title, (), _Mode.Directory)
        if start is not None:
            _begin_in(dialog, start)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return _only(self._choose(purpose, dialog))

    def ask(self, title: str, question: str, answers: Sequence[str]) -> str:
        """See ``Dialogs``."""
        box = _box(QMessageBox.Icon.Question, title, question)
        roles = [QMessageBox.ButtonRole.AcceptRole] * (len(answers) - 1) + [QMessageBox.ButtonRole.RejectRole]
        buttons = [box.addButton(answer, role) for answer, role in zip(answers, roles, strict=True)]
        box.setDefaultButton(buttons[0])
        box.setEscapeButton(buttons[-1])
        clicked = _run(box)
        return next(answer for answer, button in zip(answers, buttons, strict=True) if button is clicked)

    def show_error(self, message: str, details: str = "") -> None:
        """See ``Dialogs``."""
        box = _box(QMessageBox.Icon.Warning, QApplication.applicationDisplayName(), message)
        box.setDetailedText(details)
        _run(box)

    def about(self, title: str, text: str) -> None:
        """See ``Dialogs``."""
        box = _box(QMessageBox.Icon.Information, title, text)
        box.setTextFormat(Qt.TextFormat.RichText)
        _run(box)

    def _dialog(self, purpose: str, title: str, filters: Sequence[str], mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(_window(), title, str(_first_folder()))
        _begin_in(dialog, Path(self._settings.text(_folder_key(purpose))))
        dialog.setNameFilters(filters)
        dialog.setFileMode(mode)
        return dialog

    def _choose(self, purpose: str, dialog: QFileDialog) -> tuple[Path, ...]:
        """Run the dialog and remember where it ended."""
        chosen = tuple(Path(name) for name in dialog.selectedFiles()) if dialog.exec() else ()
        if chosen:
            is_folder = dialog.fileMode() is _Mode.Directory
            self._settings.put(_folder_key(purpose), str(chosen[0] if is_folder else chosen[0].parent))
        dialog.deleteLater()
        return chosen


def _folder_key(purpose: str) -> str:
    return f"folders/{purpose}"


def _first_folder() -> Path:
    """That of the user's documents; the home folder where there is none."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def _begin_in(dialog: QFileDialog, folder: Path) -> None:
    """Let a dialog begin in a folder, unless it is named only in part or gone."""
    if folder.is_absolute() and folder.is_dir():
        dialog.setDirectory(str(folder))


def _only(paths: tuple[Path, ...]) -> Path | None:
    return paths[0] if paths else None


def _window() -> QWidget | None:
    """The window in use; a dialog that was just closed may still count as active, but is about to be deleted."""
    active = QApplication.activeWindow()
    return active if active is not None and active.isVisible() else None


def _box(icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(icon, title, text, parent=_window())
    box.setTextFormat(Qt.TextFormat.PlainText)  # a file name may look like markup
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    return box


def _run(box: QMessageBox) -> QAbstractButton:
    box.exec()
    box.deleteLater()
    return box.clickedButton()
