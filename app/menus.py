"""The menus of the window: what they offer, and what needs no tab to be done."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from app.services import theme
from app.services.desk import Desk
from app.settings_menu import SettingsMenu
from app.version import VERSION

_ABOUT = """<h3>Credit Desk {version}</h3>
<p>Scores loan applicants, explains each score, scores whole files and retrains on a bank's own data. No network.</p>
<p>Models and settings are kept in {folder}.</p><p>MIT licence.</p>"""


class Menus(QObject):
    """Fills the menu bar of a window.

    Signals:
        new_asked: the form is to be emptied for the next applicant.
        sample_asked: an invented applicant is to be filled in.
        file_asked: a file is to be chosen and scored.
        policy_changed: another policy of lending was saved.

    Attributes:
        edit: what stands for the menu of the steps that can be taken back.
    """

    new_asked = Signal()
    sample_asked = Signal()
    file_asked = Signal()
    policy_changed = Signal()

    def __init__(self, window: QMainWindow, desk: Desk, steps: list[QAction], papers: QAction) -> None:
        """Fill the menus; ``steps`` are those of the Edit menu, ``papers`` asks for one about the applicant."""
        super().__init__(window)
        self._desk, bar = desk, window.menuBar()
        self._fill_file(bar.addMenu("&File"), window, papers)
        edit = bar.addMenu("&Edit")
        edit.addActions(steps)
        self.edit = edit.menuAction()
        self._add_looks(bar.addMenu("&View").addMenu("&Look"))
        help_menu = bar.addMenu("&Help")
        _add(help_menu, "Open the &data folder", self._open_data_folder)
        _add(help_menu, "&About Credit Desk", self._about)

    def _fill_file(self, file: QMenu, window: QMainWindow, papers: QAction) -> None:
        _add(file, "&New applicant", self.new_asked, QKeySequence.StandardKey.New)
        _add(file, "&Sample applicant", self.sample_asked)
        file.addAction(papers)
        file.addSeparator()
        _add(file, "Score a &file…", self.file_asked, QKeySequence.StandardKey.Open)
        file.addSeparator()
        settings = SettingsMenu(file.addMenu("Se&ttings"), self._desk, window)
        settings.policy_changed.connect(self.policy_changed)
        file.addSeparator()
        _add(file, "&Quit", window.close, QKeySequence.StandardKey.Quit)

    def _add_looks(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for choice, text in zip(theme.Choice, ("Follow the &system", "&Light", "&Dark", "&High contrast"), strict=True):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(choice is theme.notifier().choice)
            action.setData(choice.value)
            group.addAction(action)
        group.triggered.connect(self._choose_look)

    @Slot(QAction)
    def _choose_look(self, action: QAction) -> None:
        choice = theme.Choice(action.data())
        self._desk.settings.put("window/look", choice.value)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, choice)

    @Slot()
    def _open_data_folder(self) -> None:
        from PySide6.QtCore import QUrl

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.data_folder)))

    @Slot()
    def _about(self) -> None:
        self._desk.dialogs.about("About Credit Desk", _ABOUT.format(version=VERSION, folder=self._desk.data_folder))


def _add(menu: QMenu, text: str, slot: object, shortcut: QKeySequence.StandardKey | None = None) -> None:
    action = menu.addAction(text)
    action.triggered.connect(slot)
    if shortcut is not None:
        action.setShortcuts(shortcut)
