"""The page of versions: which there are, what is known of the selected one, and what can be done with it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID, TextRole
from app.training.column import Column
from app.training.keeper import Keeper
from app.training.versions.calibrator import Calibrator
from app.training.versions.changes import Changes
from app.training.versions.exporter import Exporter
from app.training.versions.importer import Importer
from app.training.versions.outcome import Outcome
from app.training.versions.reading import Reading
from app.training.versions.story import story
from app.training.versions.table import VersionsTable
from app.widgets.action_button import ActionButton
from app.widgets.labels import RoleLabel, breakable
from app.widgets.wrapping import WrappingRow
from core.progress import Report
from core.registry.listing import Version
from core.registry.versions import Registry

if TYPE_CHECKING:
    from app.training.source import Source


class VersionsPage(QWidget):
    """Lists the versions; the list is read when it is seen.

    Signals:
        closed: the page may go from view.

    Attributes:
        table: the versions.
        told: what is known of the selected one, in sentences.
        outcome: what came of the last that was done.
        changes, importer, exporter, calibrator, reading: what can be done.
        more: has a menu of what is done seldom.
        close_: leaves the page.
    """

    closed = Signal()

    def __init__(
        self, desk: Desk, keeper: Keeper, source: "Callable[[], Source | None]", parent: QWidget | None = None
    ) -> None:
        """Show the versions of a desk; ``source`` gives the tables to calibrate on, or None."""
        super().__init__(parent)
        self._desk = desk
        self._is_reading = self._is_stale = False
        self._awaited = ""
        self.table, self.told, self.outcome = VersionsTable(), RoleLabel(), Outcome()
        self.changes, self.importer = Changes(desk, keeper, self), Importer(desk, keeper, self)
        self.exporter, self.calibrator = Exporter(desk, self), Calibrator(desk, keeper, source, self)
        self.reading, self.close_, self.more = Reading(desk, self), QPushButton("Close"), QPushButton("More")
        self._lay_out()
        self._connect(keeper)
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list whenever it comes into view; the command line may have changed it meanwhile."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the list again; once more after a reading that is under way."""
        self._is_stale = True
        if not self._is_reading:
            self._read()

    def _lay_out(self) -> None:
        body, heading, page, foot = Column("Versions"), WrappingRow(), QVBoxLayout(self), QHBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(body)
        foot.setContentsMargins(2 * GRID, 0, 2 * GRID, 2 * GRID)
        foot.addWidget(self.outcome)  # beneath all else, so that it moves nothing under the mouse
        page.addLayout(foot)
        heading.addWidget(RoleLabel("Versions", TextRole.HEADING))
        heading.addStretch()
        heading.addWidget(self.close_)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        body.lines.addLayout(heading)
        body.lines.addLayout(self._buttons())
        for widget in (self.table, self.told):
            body.lines.addWidget(widget)
        body.lines.setStretchFactor(self.table, 1)

    def _buttons(self) -> WrappingRow:
        """Buttons for what is done often, a menu for the rest; the context menu of the table has it all."""
        often = (
            self.changes.use, self.changes.back, self.reading.compare, self.reading.judgement, self.reading.notes,
            self.importer.bring,
        )  # fmt: skip
        seldom = (
            self.exporter.card, self.exporter.pack, self.exporter.take, self.calibrator.calibrate, self.changes.delete,
        )  # fmt: skip
        row, menu = WrappingRow(), QMenu(self.more)
        for action in often:
            row.addWidget(ActionButton(action))
        row.addWidget(self.more)
        menu.addActions(seldom)
        menu.setToolTipsVisible(True)
        self.more.setMenu(menu)
        self.table.addActions([*often, *seldom])
        return row

    def _connect(self, keeper: Keeper) -> None:
        for part in (self.changes, self.importer, self.exporter, self.calibrator, self.reading):
            part.told.connect(self.outcome.tell)
        self.exporter.wrote.connect(self.outcome.tell_written)
        self.changes.begun.connect(self.outcome.clear)
        self.importer.imported.connect(self._await)
        self.calibrator.calibrated.connect(self._await)
        self.reading.changed.connect(self.refresh)
        self.close_.clicked.connect(self.closed)
        self.table.chosen_changed.connect(self._offer)
        keeper.saved.connect(self.refresh)
        keeper.deleted.connect(self.refresh)
        self._desk.model.changed.connect(self.refresh)
        self._desk.model.versions_changed.connect(self._refresh_if_seen)

    @Slot()
    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot(str)
    def _await(self, name: str) -> None:
        """Select a version as soon as it is in the list."""
        self._awaited = name
        self.refresh()

    def _read(self) -> None:
        self._is_reading, self._is_stale = True, False
        job = self._desk.jobs.start(partial(_versions, self._desk.model.registry))
        job.succeeded.connect(self._show)
        job.failed.connect(self.outcome.tell_failed)
        job.finished.connect(self._go_on)

    @Slot()
    def _go_on(self) -> None:
        self._is_reading = False
        if self._is_stale:
            self._read()

    @Slot(object)
    def _show(self, listed: "_Listed") -> None:
        self.changes.offer_way_back(listed.earlier)
        self.table.show_versions(listed.versions)
        if self._awaited in {version.name for version in listed.versions}:
            self.table.choose([self._awaited])
            self._awaited = ""

    @Slot()
    def _offer(self) -> None:
        """Say what is known of the selected version, and offer what can be done with it, or with two."""
        chosen = self.table.chosen()
        only = chosen[0] if len(chosen) == 1 else None
        for part in (self.changes, self.exporter, self.calibrator):
            part.offer(only)
        self.reading.offer(chosen)
        self.told.setText(breakable(story(only)) if only else "")
        self.told.setVisible(only is not None)


class _Listed(NamedTuple):
    """What was read: the versions, and that to which the way back leads."""

    versions: list[Version]
    earlier: str


def _versions(registry: Registry, _report: Report) -> _Listed:
    return _Listed(registry.versions(), registry.earlier())
