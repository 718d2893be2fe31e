"""What became of tables and loans, with what to look at on top."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.theme import GRID
from app.training.column import Column
from app.training.portfolio import report_rows
from app.training.portfolio.figure_box import FigureBox, Plan
from app.widgets.figures import percent
from app.widgets.labels import RoleLabel, breakable
from app.widgets.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from core.portfolio.data_report import DataReport

_TABLES = Plan(
    "Tables",
    ("Table", "Rows", "Used", "Unmatched", "Repeated", "Conflicting", "No cust_id"),
    most_rows=3,
)
_EXCLUDED = Plan(
    "Loans left out", ("Why", "Loans", "As it is written"), (2,), "No loan that was joined had to be left out."
)
_MENDED = Plan("Mended", ("Column", "As it is written → read as", "Loans"), (1,), "Nothing had to be mended.")
_OUTCOMES = Plan("Outcome as it is written", ("Text in default", "Taken for", "Loans", "Share"), (1,))
_FINE = "Nothing stands out."


class Overview(Column):
    """The first page of the data report.

    Attributes:
        headline: from where, how many loans, how many of them defaults.
        warnings: what to look at before training.
        tables: the rows of each table.
        excluded: loans left out.
        mended: categories that were written wrongly.
        outcomes: how the outcome is written.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Overview of the data", parent)
        self.headline, self.warnings, self._joined = RoleLabel(), Notice(), RoleLabel()
        self._joined.set_state("muted")
        self.tables, self.excluded = FigureBox(_TABLES), FigureBox(_EXCLUDED)
        self.mended, self.outcomes = FigureBox(_MENDED), FigureBox(_OUTCOMES)
        self.lines.setSpacing(2 * GRID)
        boxes = (self.tables, self._joined, self.excluded, self.mended, self.outcomes)
        for widget in (self.headline, self.warnings, *boxes):
            self.lines.addWidget(widget)
        self.lines.addStretch()

    def show_report(self, report: "DataReport") -> None:
        """Show a report."""
        join, cleaning, found = report.join, report.cleaning, report.warnings()
        places = breakable(", ".join((join.customers.source, join.loans.source, join.bureau.source)))
        self.headline.setText(
            f"{places}: {cleaning.used:,} of {join.loans.rows:,} loans can be used, {cleaning.defaults:,} "
            f"({percent(cleaning.defaults / cleaning.used)}) of them defaults. Nothing is trained yet."
        )
        kind = NoticeKind.WARNING if found else NoticeKind.SUCCESS
        self.warnings.show_notice(kind, "\n".join(f"• {sentence}" for sentence in found) or _FINE, closable=False)
        self.tables.show_rows(report_rows.tables(report))
        self.excluded.show_rows(report_rows.excluded(report))
        self.mended.show_rows(report_rows.mended(report))
        self.outcomes.show_rows(report_rows.outcomes(report))
        absent = f" No table has {', '.join(map(report_rows.label, join.absent))}." if join.absent else ""
        self._joined.setText(f"Joined on cust_id: {join.matched:,} loans of {join.borrowers:,} borrowers.{absent}")
