"""What comes before a training: the tables are read, named where need be, and reported on."""

from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.services.jobs import Job
from app.training.portfolio.looking import Looked, look, look_again
from app.training.portfolio.looking_page import LookingPage
from app.training.portfolio.names_page import NamesPage
from app.training.portfolio.report_page import DataReportPage
from app.training.source import Names, NamesNeededError, Place

_NAME = "Reading the data"


class DataCheck(QObject):
    """Runs the pages that come before a training.

    Signals:
        turned: this page is to be seen, with the focus on the widget; None where the check is over.
        named: for this place, these names of columns were chosen.
        passed: train on the tables of this ``Looked``.
        begun: this ``Job`` looks at the tables once more.
        added: this page was built.

    Attributes:
        looking: while tables are read.
        names: asks which columns are meant.
    """

    turned = Signal(object, object)
    named = Signal(object, dict)
    passed = Signal(object)
    begun = Signal(object)
    added = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place: Place | None = None
        self._kept: Names = ()
        self._factors: tuple[str, ...] = ()
        self._key = ""
        self.looking, self.names = LookingPage(), NamesPage()
        self.names.accepted.connect(self._take_names)
        self.names.left.connect(self._leave_names)

    @cached_property
    def report(self) -> DataReportPage:
        """What the tables hold; built when there is something to report, or when nothing else is to be done."""
        report = DataReportPage(self._desk)
        self.added.emit(report)
        report.continued.connect(self.passed)
        report.left.connect(self._leave)
        report.names_requested.connect(self._ask_again)
        report.order_requested.connect(self._turn_dates)
        return report

    def pages(self) -> tuple[QWidget, ...]:
        """Those that are built."""
        return (self.looking, self.names, *([self.report] if self._has_report else []))

    @property
    def looked(self) -> Looked | None:
        """What is reported on."""
        return self.report.looked if self._has_report else None

    def forget(self) -> None:
        """Let go what was reported on."""
        if self._has_report:
            self.report.forget()

    @property
    def _has_report(self) -> bool:
        return "report" in self.__dict__

    def start(self, place: Place, factors: tuple[str, ...], key: str) -> Job:
        """Read the tables for a model with these factors in a job that excludes others with this key."""
        self.forget()
        self._factors, self._key = factors, key
        job = self._desk.jobs.start(partial(look, place, factors), name=_NAME, key=key)
        job.succeeded.connect(self._show)
        self.looking.follow(job)
        self.turned.emit(self.looking, self.looking.cancel)
        return job

    def ask(self, needed: NamesNeededError, place: Place) -> None:
        """Ask which columns of a place are meant."""
        self._place, self._kept = place, needed.kept
        self.names.ask(needed.asking, needed.gone)
        self._turn_to_names()

    def _turn_to_names(self) -> None:
        self.turned.emit(self.names, self.names.first())

    @Slot(object)
    def _show(self, looked: Looked) -> None:
        self.report.show_looked(looked)
        self.turned.emit(self.report, self.report.go_on)

    @Slot(object)
    def _ask_again(self, looked: Looked) -> None:
        from core.portfolio.asking import ask

        self._place, self._kept = looked.place, ()
        self.names.ask(ask(looked.tables))
        self.names.show_all()
        self._turn_to_names()

    @Slot(object)
    def _turn_dates(self, looked: Looked) -> None:
        """Look at the same tables with day and month of their dates read the other way."""
        from core.portfolio.dates import DateOrder

        order = DateOrder.DAY if looked.tables.date_order is DateOrder.MONTH else DateOrder.MONTH
        task = partial(look_again, looked, order, self._factors)
        job = self._desk.jobs.start(task, name=_NAME, key=self._key)
        job.succeeded.connect(self.report.show_looked)
        job.finished.connect(self._show_months)
        self.looking.follow(job)
        self.turned.emit(self.looking, self.looking.cancel)
        self.begun.emit(job)

    @Slot()
    def _show_months(self) -> None:
        """However the reading ended, there is a report."""
        self.report.pages.setCurrentWidget(self.report.months)
        self.turned.emit(self.report, self.report.months.order)

    @Slot(dict)
    def _take_names(self, names: dict[str, str]) -> None:
        self.forget()
        self.named.emit(self._place, {**dict(self._kept), **names})

    @Slot()
    def _leave_names(self) -> None:
        """Go back to the report, if it was there that somebody wanted to say something."""
        if self.looked is not None:
            self.turned.emit(self.report, self.report.columns.names)
        else:
            self._leave()

    @Slot()
    def _leave(self) -> None:
        self.turned.emit(None, None)
