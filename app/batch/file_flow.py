"""Leads from files that were given to their results: what is shown meanwhile, asked, and said in the end."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.batch.file_queue import FileState, QueuedFile
from app.batch.intake import Intake
from app.batch.memory import Memory
from app.batch.offer import Offer
from app.batch.progress import ProgressPage
from app.batch.queue_panel import QueuePanel
from app.batch.reading_page import ReadingPage
from app.batch.reading_words import decided_words
from app.batch.targets import Targets
from app.batch.work import Scored
from app.services.desk import Desk
from app.services.jobs import Job
from app.widgets.notice import NoticeKind
from core import validation
from core.batch.choices import ReadingChoices
from core.schema import Field

_LOOKING, _WRITING = "Looking at its first rows", "Writing {target}"
_WINDOWS = "windows-1252"
_THERE = "{name} is on the list already."
_FAILED = "{failed} of {all} files {verb} not scored; the list says why."
_REMEMBERED = "{name} was read as you decided for files with the same columns: {decided}."


class FileFlow(QObject):
    """Shows what an ``Intake`` does.

    Signals:
        begun: files were given; what was said of those before is past.
        page_wanted: a page that should be shown, and the widget on it that should have the focus.
        scored: the ``Scored`` file whose result should be shown.
        resting: nothing is going on, and nothing asked.
        settled: a file has come to its end.

    Attributes:
        intake: does the work.
        reading: asks how a file is read.
        progress: shows how far a file is.
        panel: shows where each of several files stands.
    """

    begun = Signal()
    page_wanted = Signal(object, object)
    scored = Signal(object)
    resting = Signal()
    settled = Signal()

    def __init__(self, desk: Desk, memory: Memory, notice: Offer, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._memory, self._notice = desk, memory, notice
        self._targets = Targets(desk.dialogs, memory)
        self.intake = Intake(desk, self)
        self.reading, self.progress, self.panel = ReadingPage(), ProgressPage(), QueuePanel(self.intake.queue)
        self._deciding: QueuedFile | None = None
        self._newest: Scored | None = None
        self._looks_elsewhere = False
        self._connect()

    @property
    def is_busy(self) -> bool:
        """Whether a file is being looked at or scored."""
        return self.intake.is_busy

    def take(self, sources: Sequence[Path]) -> None:
        """Score files one after the other; each result goes beside its file, or where the user wants it."""
        self._begin()
        for source in sources:
            if any(file.source == source for file in self.intake.queue):
                self._notice.tell(NoticeKind.INFO, _THERE.format(name=source.name))
            else:
                self._add(source, self._targets.place(source, {file.target for file in self.intake.queue}))

    @Slot(object)
    def score_again(self, scored: Scored) -> None:
        """Score the file of a result once more, to the same place."""
        self._begin()
        self._add(scored.report.source, self._targets.again(scored.report.target))

    @Slot(object)
    def change(self, scored: Scored) -> None:
        """Let somebody decide anew how the file of a result is read."""
        target = self._targets.again(scored.report.target)
        if target is not None:
            again = QueuedFile(scored.report.source, target, scored=scored)
            file = next((file for file in self.intake.queue if file.scored is scored), again)
            file.target = target
            self._begin()
            self._ask_anew(file, file.choices)

    def show_current(self) -> None:
        """Show what is being asked or done, or say that nothing is."""
        self._looks_elsewhere = False
        asking = self._deciding or self.intake.queue.first(FileState.ASKING)
        if asking is not None:
            self._decide(asking)
        elif self.is_busy:
            self.page_wanted.emit(self.progress, self.progress.cancel)
        elif self.intake.queue.first(FileState.WAITING) is None:
            self._rest()

    def _connect(self) -> None:
        self.intake.begun.connect(self._follow)
        self.intake.asking.connect(self._take_asking)
        self.intake.ended.connect(self._take_ended)
        self.intake.again.looked.connect(self.reading.show_inspection)
        self.intake.again.failed.connect(self.reading.show_problem)
        self.reading.wished.connect(self._look_again)
        self.reading.accepted.connect(self._accept)
        self.reading.cancelled.connect(self._give_up)
        self.reading.forgotten.connect(self._forget)
        self.progress.cancel_requested.connect(self.intake.cancel)
        self.panel.opened.connect(self._open)
        self.panel.removed.connect(self._remove)
        self.panel.closed.connect(self.intake.queue.clear_over)
        self._desk.model.changed.connect(self._take_model)

    def _begin(self) -> None:
        """Make room for new files: the list of those before is not needed any more when all of them are over."""
        self._notice.clear()
        self.begun.emit()
        self._looks_elsewhere = False
        if all(file.state.is_over for file in self.intake.queue):
            self.intake.queue.clear_over()

    def _add(self, source: Path, target: Path | None) -> None:
        """Score a file, if there is a place for its result."""
        if target is not None:
            self.intake.add(QueuedFile(source, target))

    @Slot(object, object)
    def _follow(self, job: Job, file: QueuedFile) -> None:
        where = _LOOKING if file.state is FileState.LOOKING else _WRITING.format(target=file.target)
        self.progress.follow(job, where)
        if self._deciding is None and not self._looks_elsewhere:
            self.page_wanted.emit(self.progress, self.progress.cancel)

    @Slot(object)
    def _take_asking(self, file: QueuedFile) -> None:
        if self._deciding is None and not self._looks_elsewhere:
            self._decide(file)

    def _decide(self, file: QueuedFile) -> None:
        if file is not self._deciding and file.inspection is not None:
            self._deciding = file
            self.reading.ask(file.inspection, file.choices, self._fields(), is_known=self.intake.is_known(file))
        self.page_wanted.emit(self.reading, self.reading.table)

    def _fields(self) -> list[Field]:
        return validation.required_inputs(self._desk.model.scorecard)

    @Slot(object)
    def _look_again(self, choices: ReadingChoices) -> None:
        if self._deciding is not None:
            self.intake.again.start(self._deciding.source, choices)

    @Slot()
    def _take_model(self) -> None:
        if self._deciding is not None:
            self.reading.take_fields(self._fields())

    @Slot(object)
    def _accept(self, choices: ReadingChoices) -> None:
        file, self._deciding = self._deciding, None
        if file is not None:
            self.intake.accept(file, choices)
            self.show_current()

    @Slot()
    def _give_up(self) -> None:
        file, self._deciding = self._deciding, None
        if file is not None:
            self.intake.give_up(file)

    @Slot()
    def _forget(self) -> None:
        """Begin anew with the file, as if nothing had been decided about files like it."""
        file, self._deciding = self._deciding, None
        if file is not None:
            self.intake.forget(file)
            self.intake.again.forget()
            self._ask_anew(file, ReadingChoices(encoding=file.choices.encoding))

    @Slot(object)
    def _take_ended(self, file: QueuedFile) -> None:
        if file.scored is not None:
            self._memory.put_result(file.scored.report)
            self._newest = file.scored
        if self.intake.queue.first(FileState.WAITING) is None and not self._looks_elsewhere:
            self.show_current()
        self._tell(file)
        self.settled.emit()

    def _rest(self) -> None:
        if self._newest is not None:
            self.scored.emit(self._newest)
            self._newest = None
        else:
            self.resting.emit()

    def _tell(self, file: QueuedFile) -> None:
        """Say how a file ended, where that is not what anybody expects; of several the list tells."""
        if len(self.intake.queue) > 1:
            self._tell_of_all()
        elif file.state is FileState.FAILED and file.may_go_elsewhere:
            action = partial(self._score_elsewhere, file)
            self._notice.tell(NoticeKind.ERROR, file.words, "Save elsewhere…", action)
        elif file.may_be_windows:
            action = partial(self._ask_anew, file, ReadingChoices(encoding=_WINDOWS))
            self._notice.tell(NoticeKind.ERROR, file.words, "Read as Windows-1252", action)
        elif file.state is FileState.FAILED:
            self._notice.tell(NoticeKind.ERROR, file.words)
        elif file.state is FileState.STOPPED:
            self._notice.tell(NoticeKind.INFO, file.words)
        elif file.was_remembered:
            words = _REMEMBERED.format(name=file.source.name, decided=decided_words(file.choices))
            self._notice.tell(NoticeKind.INFO, words, "Change…", partial(self._ask_anew, file, file.choices))

    def _tell_of_all(self) -> None:
        queue = self.intake.queue
        failed = queue.count(FileState.FAILED)
        if failed and all(each.state.is_over for each in queue):
            words = _FAILED.format(failed=failed, all=len(queue), verb="was" if failed == 1 else "were")
            self._notice.tell(NoticeKind.WARNING, words)

    def _score_elsewhere(self, file: QueuedFile) -> None:
        target = self._targets.elsewhere(file.source)
        if target is not None:
            self._replace(file, QueuedFile(file.source, target, choices=file.choices, is_decided=file.is_decided))

    def _ask_anew(self, file: QueuedFile, choices: ReadingChoices) -> None:
        """Let somebody decide anew how a file is read, beginning with these choices."""
        self._replace(file, file.anew(choices))

    def _replace(self, file: QueuedFile, other: QueuedFile) -> None:
        self.intake.queue.remove(file)
        self._notice.clear()
        self._looks_elsewhere = False
        self.intake.add(other)

    @Slot(object)
    def _open(self, file: QueuedFile) -> None:
        """Go on with a file of the list: show its result, its questions or how far it is, or score it elsewhere."""
        if file.state is FileState.ASKING:
            self._decide(file)
        elif file.state is FileState.FAILED:
            self._score_elsewhere(file)
        elif file.scored is not None:
            self._looks_elsewhere = True
            self.scored.emit(file.scored)
        else:
            self._looks_elsewhere = False
            self.page_wanted.emit(self.progress, self.progress.cancel)

    @Slot(object)
    def _remove(self, file: QueuedFile) -> None:
        was_asking = file is self._deciding
        self.intake.queue.remove(file)
        if was_asking:
            self._deciding = None
            self.intake.again.forget()
            self.show_current()
