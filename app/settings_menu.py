"""The menu of what an admin sets once: whom reasons compare with, their words, the letterhead, the policy."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.services.desk import Desk
from app.services.reasons import POPULATION, reason_texts
from core.explanation import Population

_POPULATIONS = {
    Population.ALL: "&All borrowers",
    Population.ABOVE_CUTOFF: "Those &just above the cut-off",
}


class SettingsMenu(QObject):
    """Fills a menu; each dialog is built when it is asked for.

    Signals:
        policy_changed: another policy of lending was saved.
    """

    policy_changed = Signal()

    def __init__(self, menu: QMenu, desk: Desk, window: QWidget) -> None:
        super().__init__(menu)
        self._desk, self._window = desk, window
        self._add_populations(menu.addMenu("Reasons &compare with"))
        for text, slot in (
            ("&Reasons in words…", self._reword),
            ("&Letterhead and language…", self._ask_letterhead),
            ("&Policy limits…", self._ask_policy),
        ):
            menu.addAction(text).triggered.connect(slot)

    def _add_populations(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for population, text in _POPULATIONS.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(population is self._desk.model.population)
            action.setData(population.value)
            group.addAction(action)
        group.triggered.connect(self._compare_with)

    @Slot(QAction)
    def _compare_with(self, action: QAction) -> None:
        population = Population(action.data())
        self._desk.settings.put(POPULATION, population.value)
        self._desk.model.compare_with(population)

    @Slot()
    def _reword(self) -> None:
        from app.paper.catalogue_dialog import CatalogueDialog

        dialog = CatalogueDialog(self._desk.data_folder, self._window)
        dialog.accepted.connect(self._take_words)
        dialog.open()

    @Slot()
    def _take_words(self) -> None:
        self._desk.model.reword(reason_texts(self._desk.data_folder))

    @Slot()
    def _ask_letterhead(self) -> None:
        from app.paper.letterhead_dialog import LetterheadDialog

        LetterheadDialog(self._desk.settings, self._desk.dialogs, self._desk.data_folder, self._window).open()

    @Slot()
    def _ask_policy(self) -> None:
        from app.applicant.policy_dialog import PolicyDialog

        dialog = PolicyDialog(self._desk.settings, self._window)
        dialog.accepted.connect(self.policy_changed)
        dialog.open()
