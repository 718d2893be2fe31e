"""Takes files one after the other: looks at each, leaves to a person what it does not tell, and has it scored."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.batch.decisions import Decisions, lasting, with_last_answers
from app.batch.file_queue import FileQueue, FileState, QueuedFile
from app.batch.looker import Looker
from app.batch.scorer import FileScorer
from app.batch.work import Scored
from app.services.desk import Desk
from core.batch.choices import ReadingChoices

if TYPE_CHECKING:
    from core.batch.inspection import Inspection

_STOPPED = "{name} was not scored: looking at it was stopped."
_GIVEN_UP = "{name} was not scored, as you wished."
_STAYS = "Nothing changes: the result of {name} stays as it is."
_COUNTS = "{scored:,} scored, {refer:,} to look at, {rejected:,} rejected"


class Intake(QObject):
    """Works through a queue; a file that fails, or that waits for a person, holds up no other.

    Signals:
        begun: the ``Job`` that is being done from now on, and the ``QueuedFile`` that it is about.
        asking: a ``QueuedFile`` waits for a person.
        ended: a ``QueuedFile`` of which nothing more will become.

    Attributes:
        queue: the files.
        again: looks anew at the file about which a person is deciding.
    """

    begun = Signal(object, object)
    asking = Signal(object)
    ended = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._decisions = Decisions(desk.settings)
        self.queue, self.again = FileQueue(self), Looker(desk, self)
        self._looker, self._scorer = Looker(desk, self), FileScorer(desk, self)
        self._file: QueuedFile | None = None
        self._looker.looked.connect(self._take_look)
        self._looker.failed.connect(self._take_problem)
        self._looker.stopped.connect(self._take_stop)
        self._scorer.scored.connect(self._take_result)
        self._scorer.failed.connect(self._take_failure)
        self._scorer.stopped.connect(self._take_stopped)

    @property
    def is_busy(self) -> bool:
        """Whether a file is looked at or scored."""
        return self._file is not None

    def add(self, file: QueuedFile) -> None:
        """Take a file."""
        self.queue.add(file)
        self._go_on()

    def accept(self, file: QueuedFile, choices: ReadingChoices) -> None:
        """Have a file scored as a person decided, and remember that for others like it."""
        self._decisions.put(file.key, choices)
        file.choices, file.is_decided, file.was_remembered = choices, True, False
        self.queue.set_state(file, FileState.WAITING)
        self._go_on()

    def is_known(self, file: QueuedFile) -> bool:
        """Whether something was decided about files like this one."""
        return self._decisions.find(file.key) is not None

    def forget(self, file: QueuedFile) -> None:
        """Forget what was decided about files like this one."""
        self._decisions.forget(file.key)

    def give_up(self, file: QueuedFile) -> None:
        """Leave a file about which a person does not want to decide."""
        self.again.forget()
        self._stop(file, _GIVEN_UP)

    @Slot()
    def cancel(self) -> None:
        """Stop what is being done; the files after it have their turn."""
        self._looker.cancel()
        self._scorer.cancel()

    def _go_on(self) -> None:
        if self._file is not None:
            return
        self._file = self.queue.first(FileState.WAITING)
        if self._file is not None and self._file.is_decided:
            self._score(self._file)
        elif self._file is not None:
            self._look_at(self._file, replace(self._file.choices, decimal=None, percent=None))

    def _look_at(self, file: QueuedFile, choices: ReadingChoices) -> None:
        self.queue.set_state(file, FileState.LOOKING)
        self.begun.emit(self._looker.start(file.source, choices), file)

    def _score(self, file: QueuedFile) -> None:
        self.queue.set_state(file, FileState.SCORING)
        self.begun.emit(self._scorer.start(file.source, file.target, file.choices), file)

    @Slot(object)
    def _take_look(self, inspection: "Inspection") -> None:
        """Score the file if it can be read in one way only, also by what its columns are known to mean; else ask."""
        file = self._file
        if file is None:
            return
        file.inspection, file.key = inspection, file.key or inspection.kinship
        known = self._decisions.find(file.key)
        meant = lasting(known, inspection)
        if meant != ReadingChoices() and not (file.must_ask or file.was_remembered):
            file.choices, file.was_remembered = meant, True
            self._look_at(file, meant)
        elif inspection.is_settled and not file.must_ask:
            self._score(file)
        else:
            begun = meant if file.choices == ReadingChoices() else file.choices
            file.choices = with_last_answers(begun, known, inspection)
            self._ask(file)

    def _ask(self, file: QueuedFile) -> None:
        self.queue.set_state(file, FileState.ASKING)
        self._file = None
        self.asking.emit(file)
        self._go_on()

    @Slot(str, bool)
    def _take_problem(self, words: str, may_be_windows: bool) -> None:  # noqa: FBT001 - as the signal gives it
        """The file cannot be read; where that is so only as was decided for such files, a person decides anew."""
        if self._file is not None and self._file.was_remembered:
            self._file.choices, self._file.was_remembered = ReadingChoices(), False
            self._ask(self._file)
        elif self._file is not None:
            self._file.may_be_windows = may_be_windows
            self._end(self._file, FileState.FAILED, words)

    @Slot()
    def _take_stop(self) -> None:
        if self._file is not None:
            self._stop(self._file, _STOPPED)

    @Slot(object)
    def _take_result(self, scored: Scored) -> None:
        if self._file is not None:
            self._file.scored, report = scored, scored.report
            words = _COUNTS.format(scored=report.scored, refer=report.refer, rejected=report.rejected)
            self._end(self._file, FileState.SCORED, words)

    @Slot(str, bool)
    def _take_failure(self, words: str, elsewhere: bool) -> None:  # noqa: FBT001 - as the signal gives it
        if self._file is not None:
            self._file.may_go_elsewhere = elsewhere
            self._end(self._file, FileState.FAILED, words)

    @Slot(str)
    def _take_stopped(self, words: str) -> None:
        self._end(self._file, FileState.STOPPED, words)

    def _stop(self, file: QueuedFile, words: str) -> None:
        """End with a file that nothing was done with."""
        self._end(file, FileState.STOPPED, (_STAYS if file.has_result else words).format(name=file.source.name))

    def _end(self, file: QueuedFile | None, state: FileState, words: str) -> None:
        if file is None:
            return
        self.queue.set_state(file, state, words)
        if file is self._file:
            self._file = None
        self.ended.emit(file)
        self._go_on()
