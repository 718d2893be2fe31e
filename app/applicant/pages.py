"""The pages beneath the score: reasons, what if, what would it take, affordability, comparison.

A page is built when it is first looked at, and only the one on show follows every key.
"""

from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QToolButton, QVBoxLayout, QWidget

from app.applicant.assessment import Assessment
from app.applicant.case import Case
from app.applicant.history import KEY
from app.applicant.reasons_page import ReasonsPage
from app.services.active_model import ReadyModel
from app.services.settings import Settings

if TYPE_CHECKING:
    from app.applicant.affordability_page import AffordabilityPage
    from app.applicant.compare_page import ComparePage
    from app.applicant.next_band_page import NextBandPage
    from app.applicant.what_if_page import WhatIfPage

_Page = TypeVar("_Page", bound=QWidget)
_PAGES = {
    "reasons": "Reasons",
    "what_if": "What if",
    "next_band": "Next band",
    "affordability": "Affordability",
    "compare": "Compare",
}
"""Titles of the pages by the attributes that hold them. The fields of the form have the letters, the pages Alt+1 …"""


class AnswerPages(QTabWidget):
    """All that is said and done about one score.

    Signals:
        tried: texts of the form, by field, that somebody tries out; empty when that is over.
        typed: texts of the form, by field, that are to be typed into it.
        keep_asked: the form is to be kept as a scenario.
    """

    tried = Signal(dict)
    typed = Signal(dict)
    keep_asked = Signal()

    def __init__(self, settings: Settings, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setObjectName("answer_pages")
        self.tabBar().setAccessibleName("Pages about this score")
        for button in self.tabBar().findChildren(QToolButton):  # the arrow keys scroll as well
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settings, self._case = settings, case
        self._shown: dict[str, Assessment] = {}
        self._holders = {name: self._holder(title) for name, title in _PAGES.items()}
        for place in range(self.count()):
            self._add_shortcut(place)
        self.reasons = self._put("reasons", ReasonsPage())
        self.currentChanged.connect(self._turn)

    @cached_property
    def what_if(self) -> "WhatIfPage":
        """Sliders to try things out."""
        from app.applicant.what_if_page import WhatIfPage

        page = self._put("what_if", WhatIfPage())
        page.tried.connect(self.tried)
        page.applied.connect(self.typed)
        return page

    @cached_property
    def next_band(self) -> "NextBandPage":
        """What would it take."""
        from app.applicant.next_band_page import NextBandPage

        page = self._put("next_band", NextBandPage(self.costs))
        page.tried.connect(self._try)
        return page

    @cached_property
    def affordability(self) -> "AffordabilityPage":
        """What the loan costs and whether the income carries it."""
        from app.applicant.affordability_page import AffordabilityPage

        page = self._put("affordability", AffordabilityPage(self._settings, self._case))
        page.terms_changed.connect(self._take_terms)
        return page

    @cached_property
    def compare(self) -> "ComparePage":
        """Scenarios side by side."""
        from app.applicant.compare_page import ComparePage

        page = self._put("compare", ComparePage(self._case))
        page.keep_asked.connect(self.keep_asked)
        page.loaded.connect(self.typed)
        return page

    @property
    def shown(self) -> str:
        """The page at the front, by the name of its attribute."""
        return list(_PAGES)[self.currentIndex()]

    def go_to(self, name: str) -> None:
        """Bring a page to the front by the name of its attribute."""
        self.setCurrentIndex(list(_PAGES).index(name))

    def show_assessment(self, assessment: Assessment, model: ReadyModel) -> None:
        """Take an applicant; what was being tried is over."""
        self._assessment, self._model = assessment, model
        self._refresh(self.shown)

    def expect_another(self) -> None:
        """Let go what was chosen for the applicant on show."""
        if "next_band" in self.__dict__:
            self.next_band.forget_target()

    def keep(self, way: str) -> None:
        """Keep the applicant as a scenario, with the answer; the history is given by that way."""
        from app.applicant.scenarios import scenario

        texts = {**self._assessment.texts, **self._case.terms(), KEY: way}
        self.compare.add(scenario(texts, self._assessment, self.costs().results()))

    def costs(self) -> "AffordabilityPage":
        """The page of affordability with the applicant of now."""
        self._refresh("affordability")
        return self.affordability

    @Slot()
    def take_policy(self) -> None:
        """Work out anew what depends on the bank's policy."""
        self._work_out_anew("affordability")
        self._work_out_anew("next_band")

    @Slot()
    def _take_terms(self) -> None:
        """Let the ways to a band follow what is assumed beside the form."""
        self._work_out_anew("next_band")

    def _work_out_anew(self, name: str) -> None:
        """Show the applicant anew on a page: at once where it is on show."""
        self._shown.pop(name, None)
        if self.shown == name:
            self._refresh(name)

    def show_trial(self, trial: Assessment | None) -> None:
        """Say on the sliders' page what a change does."""
        if "what_if" in self.__dict__:
            self.what_if.show_trial(trial)

    def _holder(self, title: str) -> QVBoxLayout:
        holder, layout = _Holder(), _Column()
        holder.setLayout(layout)
        layout.setContentsMargins(0, 0, 0, 0)
        self.addTab(holder, title)
        return layout

    def _add_shortcut(self, place: int) -> None:
        """Turn to a page by Alt and its number; the next stop of the keyboard is on it."""
        keys = QKeySequence(f"Alt+{place + 1}")
        self.setTabToolTip(place, keys.toString(QKeySequence.SequenceFormat.NativeText))
        shortcut = QShortcut(keys, self)
        shortcut.activated.connect(partial(self.setCurrentIndex, place))
        shortcut.activated.connect(self._stop_at_bar)

    @Slot()
    def _stop_at_bar(self) -> None:
        self.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _put(self, name: str, page: _Page) -> _Page:
        self._holders[name].addWidget(page)
        page.show()  # at once where the holder is on show already
        return page

    def _refresh(self, name: str) -> None:
        """Show the applicant on a page that shows another one, or none yet."""
        if self._shown.get(name) is self._assessment:
            return
        self._shown[name] = self._assessment
        getattr(self, name).show_assessment(self._assessment, self._model)

    @Slot(int)
    def _turn(self, place: int) -> None:
        """What is tried holds as long as the sliders are on show."""
        name = list(_PAGES)[place]
        self._refresh(name)
        if name == "what_if":
            self.what_if.tell()
        else:
            self.tried.emit({})

    @Slot(dict)
    def _try(self, texts: dict[str, str]) -> None:
        """Show an alternative on the sliders."""
        self.go_to("what_if")
        self.what_if.put(texts)


class _Holder(QWidget):
    """Asks for room only while it is on show, so that nothing scrolls into the blank beneath a short page."""

    def heightForWidth(self, width: int) -> int:
        """That of its page; nothing while it is hidden."""
        return 0 if self.isHidden() else super().heightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        """That of its page; nothing while it is hidden."""
        return QSize(0, 0) if self.isHidden() else super().minimumSizeHint()


class _Column(QVBoxLayout):
    """Works out a height once for each width: Qt, which asks for several by turns, keeps the last one alone."""

    def __init__(self) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}

    def heightForWidth(self, width: int) -> int:
        """The height that the page needs."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights: something on the page has changed."""
        self._heights.clear()
        super().invalidate()
