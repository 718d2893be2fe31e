"""A version out into files: its model card, its validation pack, or a folder with all that others need."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.services.jobs import Job, Task
from app.services.libraries import loading
from app.training import wording
from app.training.versions.importer import PURPOSE
from app.widgets.notice import NoticeKind
from core.progress import Report
from core.registry.listing import Version
from core.registry.versions import Registry

_CARD_HELP = "Write one page by which a stranger can judge the selected version, as HTML or PDF."
_EXPORT_HELP = "Write the selected version into a folder, for another computer or the notebook."
_PACK_HELP = (
    "Write all that was told of the selected version when it was judged, as PDF to sign or Excel to compute with."
)
_PACKS = ("PDF document (*.pdf)", "Excel workbook (*.xlsx)")
_CACHE = "cache"
_CARDS = ("Web page (*.html)", "PDF document (*.pdf)")
_NOTHING_WRITTEN = "Nothing was written."


class Exporter(QObject):
    """Asks where, and writes; one file or folder at a time.

    Signals:
        told: what came of it: the kind of a notice, and its words.
        wrote: the file or folder that was written, and the words about it.

    Attributes:
        card: writes the model card of the selected version.
        pack: writes its validation pack.
        take: writes the selected version into a folder.
    """

    told = Signal(str, str)
    wrote = Signal(Path, str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._version: Version | None = None
        self._job: Job | None = None
        self.card, self.take = QAction("Model card…", self), QAction("Export folder…", self)
        self.pack = QAction("Validation pack…", self)
        self.pack.triggered.connect(self._ask_for_pack)
        self.card.triggered.connect(self._ask_for_card)
        self.take.triggered.connect(self._ask_for_folder)
        self._enable()

    def offer(self, version: Version | None) -> None:
        """Offer to write a version; None while not exactly one is selected."""
        self._version = version
        self._enable()

    @Slot()
    def _enable(self) -> None:
        obstacle = (self._version.problem or "") if self._version else wording.SELECT_FIRST
        for action, tip in ((self.card, _CARD_HELP), (self.pack, _PACK_HELP), (self.take, _EXPORT_HELP)):
            action.setEnabled(not obstacle and self._job is None)
            action.setToolTip(obstacle or tip)

    @Slot()
    def _ask_for_card(self) -> None:
        if self._version is not None:
            name = self._version.name
            title, suggested = f"Save the model card of {name}", f"model_card_{name}.html"
            target = self._desk.dialogs.save_file(PURPOSE, title, _CARDS, suggested)
            if target is not None:
                self._start(partial(_save_card, self._desk.model.registry, name, target))

    @Slot()
    def _ask_for_pack(self) -> None:
        if self._version is not None:
            name = self._version.name
            title, suggested = f"Save the validation pack of {name}", f"validation_pack_{name}.pdf"
            target = self._desk.dialogs.save_file(PURPOSE, title, _PACKS, suggested)
            if target is not None:
                task = partial(_save_pack, self._desk.model.registry, name, self._desk.data_folder / _CACHE, target)
                self._start(task, f"Writing the validation pack of {name}")

    @Slot()
    def _ask_for_folder(self) -> None:
        if self._version is not None:
            name = self._version.name
            folder = self._desk.dialogs.choose_folder(PURPOSE, f"Choose the folder to export {name} to")
            if folder is not None:
                task = partial(_export, self._desk.model.registry, name, self._desk.data_folder / _CACHE, folder)
                self._start(task, f"Exporting {name}")

    def _start(self, task: Task, title: str = "") -> None:
        self._job = self._desk.jobs.start(task, name=title)
        self._job.succeeded.connect(self._tell_written)
        self._job.failed.connect(self._tell_failed)
        self._job.finished.connect(self._rest)
        self._enable()

    @Slot(object)
    def _tell_written(self, written: tuple[Path, str]) -> None:
        self.wrote.emit(*written)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self.told.emit(NoticeKind.ERROR, wording.problem(error, _NOTHING_WRITTEN))

    @Slot()
    def _rest(self) -> None:
        self._job = None
        self._enable()


def _save_card(registry: Registry, name: str, target: Path, _report: Report) -> tuple[Path, str]:
    from app.paper import model_card

    model_card.save(model_card.told(registry, registry.load(name)), target)
    return target, f"The model card of {name} was written to {target}."


def _save_pack(registry: Registry, name: str, cache: Path, target: Path, report: Report) -> tuple[Path, str]:
    from app.paper import validation_pack
    from core.registry.pack.contents import pack_of

    validation_pack.save(pack_of(registry, name), target, cache, report)
    return target, f"The validation pack of {name} was written to {target}."


def _export(registry: Registry, name: str, cache: Path, folder: Path, report: Report) -> tuple[Path, str]:
    """Write a version into a folder; tells what was written and what was left out."""
    from app.paper import exports
    from core.registry.notebook import export_notes, export_version

    scorecard = registry.load(name)
    beside, left_out = exports.beside(registry, scorecard, cache, report)
    with loading("sklearn"):
        written = ", ".join(path.name for path in export_version(scorecard, folder, beside))
    return folder, " ".join([f"Exported {name} to {folder}: {written}.", *export_notes(scorecard), *left_out])
