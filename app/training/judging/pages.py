"""All pages about a judgement, chosen from a list beside them, or above them where there is little room."""

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from app.services import theme
from app.services.desk import Desk
from app.services.theme import GRID
from app.training.judging.content import Content
from app.training.judging.evidence import Evidence
from app.training.judging.kinds import KINDS, text
from app.training.judging.overview_page import OverviewPage
from app.training.judging.page import Page
from app.widgets.editors import ChoiceBox
from app.widgets.shapes import shape_icon

_NAMES = tuple(KINDS)
_MARKED = "{title}: needs attention"
_WIDEST_LIST = 90
"""From which width in characters on the list stands beside the pages."""


class JudgementPages(QWidget):
    """Shows a judgement; a page is made when somebody first looks at it.

    Attributes:
        list: the pages, with a shape where something needs attention.
        choice: the same as a list that drops down.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._evidence: Evidence | None = None
        self._contents: dict[str, Content] = {}
        self._pages: dict[str, Page] = {}
        self._fresh: set[str] = set()
        self.list, self.choice, self._stack = QListWidget(), ChoiceBox(), QStackedWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay_out()
        self.list.currentRowChanged.connect(self._turn)
        self.choice.currentIndexChanged.connect(self.list.setCurrentRow)
        theme.notifier().changed.connect(self._mark)

    @property
    def shown(self) -> str:
        """The page on show, by its name."""
        return _NAMES[max(self.list.currentRow(), 0)]

    @property
    def text(self) -> str:
        """All pages as text; nothing before there is something to show."""
        return text(self._evidence) if self._evidence else ""

    @property
    def page(self) -> Page:
        """The page on show."""
        return self._pages[self.shown]

    @property
    def overview(self) -> OverviewPage:
        """The first page."""
        page = self._made("overview")
        assert isinstance(page, OverviewPage)
        return page

    def show_evidence(self, evidence: Evidence) -> None:
        """Show a judgement, its first page in front."""
        self._evidence, self._fresh = evidence, set()
        self._contents = {name: kind.content(evidence) for name, kind in KINDS.items()}
        self._mark()
        self.go_to("overview")
        self._turn(self.list.currentRow())

    def go_to(self, name: str) -> None:
        """Bring a page to the front by its name."""
        self.list.setCurrentRow(_NAMES.index(name))

    def minimumSizeHint(self) -> QSize:
        """As narrow as a page with the list above it."""
        size = self._stack.minimumSizeHint()
        return QSize(size.width(), size.height() + self.choice.sizeHint().height() + GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list where there is room for it."""
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_list()
            self._fold()

    def _lay_out(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for widget in (self.list, self.choice):
            self._row.addWidget(widget)
            widget.setAccessibleName("Pages of the judgement")
        self._row.addWidget(self._stack, 1)
        for kind in KINDS.values():
            self.list.addItem(QListWidgetItem(kind.title))
            self.choice.addItem(kind.title)
        self.list.setSpacing(GRID // 4)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit_list()
        self._fold()

    def _fit_list(self) -> None:
        line = self.fontMetrics().height()
        self.list.setIconSize(QSize(line, line))
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + line + 3 * GRID)

    def _fold(self) -> None:
        beside = self.width() >= _WIDEST_LIST * self.fontMetrics().averageCharWidth()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.list.setVisible(beside)
        self.choice.setVisible(not beside)

    @Slot(int)
    def _turn(self, row: int) -> None:
        """Show a page, and fill it if it has not been since the judgement came."""
        if row < 0:
            return
        self.choice.setCurrentIndex(row)
        if self._evidence is None:
            return
        name = _NAMES[row]
        page = self._made(name)
        if name not in self._fresh:
            self._fresh.add(name)
            page.show_evidence(self._evidence, self._contents[name])
            page.verticalScrollBar().setValue(0)
        self._stack.setCurrentWidget(page)

    def _made(self, name: str) -> Page:
        if name not in self._pages:
            page = self._pages[name] = KINDS[name].page(KINDS[name].title, self._desk)
            self._stack.addWidget(page)
        return self._pages[name]

    @Slot()
    def _mark(self) -> None:
        """Show at the titles which pages need attention."""
        look = theme.current()
        for place, (name, kind) in enumerate(KINDS.items()):
            mark = self._contents[name].mark if name in self._contents else ""
            icon = shape_icon(mark, getattr(look, mark), look.surface) if mark else _nothing()
            spoken = _MARKED.format(title=kind.title) if mark else kind.title
            item = self.list.item(place)
            item.setIcon(icon)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.choice.setItemIcon(place, icon)


def _nothing() -> QIcon:
    """An icon that is not seen, so that all titles begin in one line."""
    pixmap = QPixmap(16, 16)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)
