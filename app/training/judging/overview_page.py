"""The first page: the comparison in words, the gates in a line each, the measures, what was done with the data."""

from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.services.theme import TextRole
from app.training.judging import overview
from app.training.judging.content import Content
from app.training.judging.evidence import Evidence
from app.training.judging.page import Page
from app.widgets.labels import RoleLabel
from app.widgets.marked_line import MarkedLine
from app.widgets.notice import Notice, NoticeKind

_BLOCKED = "To use the model all the same, somebody must write down why."
_DATA = "What was done with the data"


class OverviewPage(Page):
    """What most people look at.

    Attributes:
        notice: what makes the comparison unfair.
        gates: a line for each.
    """

    def __init__(self, title: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(title, desk, parent)
        self.notice, self.gates = Notice(), list[MarkedLine]()
        self._gates_title, self._blocked = RoleLabel(role=TextRole.HEADING), RoleLabel(_BLOCKED)
        self._data_title, self._notes = RoleLabel(_DATA, TextRole.HEADING), RoleLabel(role=TextRole.SMALL)
        self._top.addWidget(self.notice)
        self._top.addWidget(self._gates_title)
        self._top.addWidget(self._blocked)
        for widget in (self._data_title, self._notes):
            self.lines.insertWidget(self.lines.count() - 1, widget)

    @property
    def words(self) -> str:
        """The sentences, and what was done with the data."""
        return f"{super().words}\n\n{self._notes.text()}"

    def show_evidence(self, evidence: Evidence, content: Content) -> None:
        """Show a judgement."""
        self.show_words(content.words, content.basis)
        self._show_gates(evidence)
        self.show_sheets([overview.measures(evidence)])
        self._notes.setText("\n".join(evidence.notes))
        self._data_title.setVisible(bool(evidence.notes))

    def warn(self, text: str) -> None:
        """Say what makes the comparison unfair; nothing where the text is empty."""
        if text:
            self.notice.show_notice(NoticeKind.WARNING, text, closable=False)
        else:
            self.notice.clear()

    def _show_gates(self, evidence: Evidence) -> None:
        found = evidence.judgement.gates
        self._gates_title.setText(overview.gates_headline(found))
        self._blocked.setVisible(bool(evidence.judgement.blocked_by))
        for line in self.gates:
            line.deleteLater()
        self.gates = [
            MarkedLine("success" if gate.passed else "error", f"{gate.name}, {overview.verdict(gate)}: {gate.sentence}")
            for gate in found
        ]
        for line in self.gates:
            self._top.addWidget(line)
