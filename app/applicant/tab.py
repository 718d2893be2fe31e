"""The Applicant tab: the form at the left, the answer at the right, which follows every edit."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.applicant.answer import AnswerPanel
from app.applicant.assessment import Assessment, assess
from app.applicant.case import NOTHING_BESIDE, SCENARIOS, Case
from app.applicant.form import ApplicantForm
from app.applicant.form_buttons import FormButtons
from app.applicant.from_row import state_of
from app.applicant.history import KEY, Way
from app.applicant.rescored import rescored
from app.applicant.row_bar import RowBar
from app.applicant.samples import SAMPLES
from app.applicant.scrolling import Scrolling, ScrollingAnswer, beneath_each_other
from app.applicant.terms import TERMS
from app.applicant.undo import FormUndo
from app.services.desk import Desk
from app.services.theme import GRID, TextRole
from app.widgets.labels import TwoLineLabel
from app.widgets.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from app.services.opened_row import OpenedRow

_FORM, _SPLIT = "applicant/form", "applicant/splitter"
_HELP = "Type an applicant: the score follows every edit. Enter goes to the next field."
_EMPTIED, _BACK = "The form was emptied.", "Bring it back"
_PAGES = {SCENARIOS: "compare"} | dict.fromkeys((item.name for item in TERMS), "affordability")
"""Where that is seen which stands beside the form."""
_PUT_AWAY = "The scenarios kept of it were put away too."


class ApplicantTab(QWidget):
    """One applicant, typed and scored at once.

    Attributes:
        form: the inputs.
        case: the same with what stands beside them.
        answer: what the model says.
        notice: that something took the place of what was typed, with a way back, or that another model did.
        row_bar: which row of a file the form was filled from, if it was.
        undo: the steps that can be taken back.
        papers: asks for a paper about the applicant; off while there is no score.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._replaced: dict[str, str] = {}
        self._opened: dict[str, str] = {}
        self._offer = ""
        self.form = ApplicantForm(desk.model.scorecard)
        self.case = Case(self.form)
        self.answer = AnswerPanel(desk.settings, self.case)
        self.notice, self.row_bar, self._help = Notice(), RowBar(), TwoLineLabel(_HELP, TextRole.SMALL)
        self._help.set_state("muted")
        self._buttons = FormButtons()
        self._hand_over, self.papers = self._buttons.hand_over, self._buttons.papers
        self._scrolling_form = Scrolling(beneath_each_other(self.row_bar, self.notice, self.form))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self.case.put(self._remembered())
        self.undo = FormUndo(self.case)
        self.undo.applied.connect(self.notice.clear)
        self.undo.applied.connect(self.row_bar.clear)
        self.addActions([self.undo.undo, self.undo.redo])
        self._splitter.restoreState(desk.settings.data(_SPLIT))

    @property
    def assessment(self) -> Assessment:
        """What is on show."""
        return self._assessment

    @Slot()
    def clear(self) -> None:
        """Empty the form for the next applicant; what was typed can be brought back."""
        self.form.focus_first()  # before: the field that is left by this is a field of the former applicant
        self._replace(NOTHING_BESIDE, _EMPTIED)

    @Slot()
    @Slot(int)
    def fill_sample(self, number: int = 0) -> None:
        """Fill in an invented applicant; what was typed can be brought back."""
        self._replace(SAMPLES[number] | NOTHING_BESIDE, "A sample took the place of what was typed.")

    def open_row(self, row: "OpenedRow") -> None:
        """Fill in an applicant of a file; what was typed can be brought back."""
        self.form.focus_first()
        self._replace(state_of(row) | NOTHING_BESIDE, f"{row.name} took the place of what was typed.")
        self._opened = self.form.state()
        self.row_bar.show_row(row)
        self._scrolling_form.show_top()

    def _lay_out(self) -> None:
        self._splitter.addWidget(self._left())
        self._splitter.addWidget(ScrollingAnswer(self.answer))
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)

    def _left(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * GRID, 2 * GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._buttons)
        column.addWidget(self._scrolling_form, 1)
        column.addWidget(self._help)
        return page

    def _connect(self) -> None:
        self.form.changed.connect(self._assess)
        self.case.changed.connect(self._remember)
        self.form.help_changed.connect(self._help.setText)
        self.form.help_changed.connect(self._follow_focus)
        self.form.paused.connect(self._end_offer)
        self.notice.action_requested.connect(self._bring_back)
        self._buttons.new_asked.connect(self.clear)
        self._buttons.sample_asked.connect(self.fill_sample)
        self._buttons.copy_asked.connect(self._copy_text)
        self.papers.triggered.connect(self._ask_paper)
        self._splitter.splitterMoved.connect(self._remember_splitter)
        self._desk.model.changed.connect(self._take_model)
        pages = self.answer.pages
        pages.typed.connect(self._type)
        pages.keep_asked.connect(self._keep)
        self.case.wanted.connect(self._show_beside)
        pages.reasons.origin_asked.connect(self._show_origin)
        pages.reasons.curve_asked.connect(self._show_curve)

    @Slot()
    def _assess(self) -> None:
        self._assessment = assess(self.form.texts(), self._desk.model.ready)
        self.form.mark(self._assessment)
        self.answer.show_assessment(self._assessment, self._desk.model.ready)
        self._buttons.allow(copy=not self.form.is_empty(), papers=self._assessment.scores is not None)
        self._end_offer()

    @Slot()
    def _end_offer(self) -> None:
        """Offer a former applicant no more once the next one has a score; not while somebody types, for lines move."""
        is_new = self.notice.text == self._offer and self._offer.startswith(_EMPTIED)
        if is_new and self._assessment.scores is not None and not self.form.is_being_edited():
            self.notice.clear()

    @Slot()
    def _remember(self) -> None:
        self._desk.settings.put(_FORM, json.dumps(self.case.state()))

    @Slot()
    def _take_model(self) -> None:
        before = self._assessment
        self.form.show_fields(self._desk.model.scorecard)
        said = rescored(before, self._assessment)
        if said:
            offered = self._offer if self._offer and self.notice.text.startswith(self._offer) else ""
            self.notice.show_notice(NoticeKind.INFO, f"{offered} {said}".strip(), _BACK if offered else "")

    @Slot()
    def _follow_focus(self) -> None:
        """Scroll to the field that was reached by its mnemonic or by New; Qt does so for the tabulator only."""
        focus = self.focusWidget()
        if focus is not None:
            self._scrolling_form.ensureWidgetVisible(focus, 0, 6 * GRID)

    @Slot()
    def _bring_back(self) -> None:
        self.notice.clear()
        self._replace(self._replaced, "What was typed since made way for it.")

    def _replace(self, state: Mapping[str, str], said: str) -> None:
        """Fill the form anew, with a way back to what somebody typed or kept; none for a sample or a row."""
        before, is_another = self.case.state(), SCENARIOS in state
        if not is_another:  # whose scenarios stay
            del before[SCENARIOS]
        is_kept = is_another and self.case.beside(SCENARIOS)
        is_typed = not self.form.is_empty() and self.form.state() not in (*SAMPLES, self._opened)
        if is_kept or is_typed or any(self.case.terms().values()):
            self._replaced, self._offer = before, f"{said} {_PUT_AWAY}" if is_kept else said
            self.notice.show_notice(NoticeKind.INFO, self._offer, _BACK)
            self._scrolling_form.show_top()
        if is_another:
            self.row_bar.clear()
            self.answer.pages.expect_another()
        self.case.put(state)

    @Slot(dict)
    def _type(self, texts: dict[str, str]) -> None:
        """Type what was tried, or a kept scenario, into the form."""
        self._replace(self.form.own_state() | texts, "Other values took the place of what was typed.")

    @Slot()
    def _keep(self) -> None:
        self.answer.pages.keep(self.form.state().get(KEY, Way.RATIOS))

    @Slot(str)
    def _show_beside(self, name: str) -> None:
        self.answer.pages.go_to(_PAGES[name])

    @Slot()
    def _show_origin(self) -> None:
        from app.applicant.detail_dialogs import origin_dialog  # charts are not needed to open the window

        origin_dialog(self._assessment, self).open()

    @Slot(str)
    def _show_curve(self, factor: str) -> None:
        from app.applicant.detail_dialogs import CurveDialog

        CurveDialog(self._assessment, self._desk.model.ready, factor, self._desk, self).open()

    @Slot()
    def _ask_paper(self) -> None:
        from app.applicant.handover_dialog import HandoverDialog  # nor are papers
        from app.applicant.paper_content import ContentMaker

        maker = ContentMaker(self._assessment, self._desk.model.ready, self.answer.pages.costs())
        HandoverDialog(maker, self._desk, self).open()

    @Slot()
    def _copy_text(self) -> None:
        from app.applicant.summary import as_text  # nor what copies them

        QGuiApplication.clipboard().setText(as_text(self._assessment, self.answer.pages.costs()))

    @Slot()
    def _remember_splitter(self) -> None:
        self._desk.settings.put(_SPLIT, self._splitter.saveState())

    def _remembered(self) -> dict[str, str]:
        """What stood in the form when the program ended; a sample on the very first start."""
        try:
            state = json.loads(self._desk.settings.text(_FORM))
        except ValueError:
            return SAMPLES[0]
        if not isinstance(state, dict):
            return SAMPLES[0]
        return {name: text for name, text in state.items() if isinstance(text, str)}
