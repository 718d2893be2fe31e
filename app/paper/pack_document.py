"""A validation pack as documents to be put on pages: its tables, and its charts as pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QTextDocument

from app.paper import fonts, making
from app.paper.pack_charts import charts
from app.services import paths, theme
from app.services.colours import LIGHT
from app.widgets.chart_rendering import Chart, Paper, render_image
from core.evaluation.stability import Verdict
from core.progress import Report
from core.registry.pack.tables import Cell, Column, Kind, Pack, Section, text

if TYPE_CHECKING:
    from app.paper.sandbox import Sandbox

_FOLDER, _TEMPLATE = "cards", "validation_pack.html"
_BESIDE, _ABOVE = (430, 400), (234, 184)
"""Width and height of a chart beside its table, and of one of many above it, in pixels of 1/96 inch."""
_SHARPNESS = 3.0
_POINTS = 8.0
_DOTS_PER_INCH = 96.0
_ROLES = {
    "passed": "success", "not passed": "error", "green": "success", "yellow": "warning", "red": "error",
    str(Verdict.MODERATE): "warning", str(Verdict.LARGE): "error",
}  # fmt: skip
"""The colours of verdicts."""
_WIDE = 4
"""A table with more columns takes the whole width of the page."""
_DENSE = 7
"""A table with more columns has smaller letters."""
_SHORT = 20
"""A text with no more letters is never broken."""


@dataclass(frozen=True)
class _Picture:
    """A chart on paper; its size in pixels of 1/96 inch."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class _Cell:
    """A cell or a header, and its look as classes of the template."""

    text: str
    look: str


@dataclass(frozen=True)
class _Shown:
    """A section as the template names it."""

    title: str
    tells: str
    basis: str
    columns: tuple[_Cell, ...]
    rows: tuple[tuple[_Cell, ...], ...]
    notes: tuple[str, ...]
    look: str
    is_wide: bool
    beside: _Picture | None
    above: tuple[_Picture, ...]


def documents(pack: Pack, cache_folder: Path, report: Report) -> list[QTextDocument]:
    """All of it, a document for each section.

    Args:
        pack: what it says.
        cache_folder: where matplotlib may keep its list of fonts.
        report: told of each chart; may cancel.
    """
    family, drawn = fonts.system_fonts(), charts(pack)
    pictures = {section.key: _pictures(section, drawn.get(section.key, ())) for section in pack.sections}
    wanted = [
        (picture, chart) for key, found in drawn.items() for picture, chart in zip(pictures[key], found, strict=True)
    ]
    images = _images(wanted, family.latin, cache_folder, report)
    made: list[QTextDocument] = []
    for section in pack.sections:
        shown, own = _shown(section, pictures[section.key]), pictures[section.key]
        told = {"title": pack.title, "is_first": not made, "section": shown, "colours": theme.names(LIGHT)}
        html = _sandbox().render(_TEMPLATE, told)
        made.append(making.english(html, family, {picture.name: images[picture.name] for picture in own}))
        report(1.0, f"Laying out {section.title}")
    return made


def _pictures(section: Section, drawn: tuple[Chart, ...]) -> tuple[_Picture, ...]:
    size = _ABOVE if len(drawn) > 1 else _BESIDE
    return tuple(_Picture(f"{section.key}-{place}", *size) for place in range(len(drawn)))


def _images(
    wanted: list[tuple[_Picture, Chart]], family: str, cache_folder: Path, report: Report
) -> Mapping[str, QImage]:
    images = {}
    for place, (picture, chart) in enumerate(wanted):
        report(place / len(wanted), f"Drawing {chart.title}")
        images[picture.name] = _image(picture, chart, family, cache_folder)
    return images


def _image(picture: _Picture, chart: Chart, family: str, cache_folder: Path) -> QImage:
    paper = Paper(picture.width, picture.height, _SHARPNESS, _DOTS_PER_INCH, theme.names(LIGHT), family, _POINTS)
    return render_image(chart, paper, cache_folder).convertToFormat(QImage.Format.Format_ARGB32)


def _shown(section: Section, pictures: tuple[_Picture, ...]) -> _Shown:
    is_beside = len(pictures) == 1
    return _Shown(
        section.title,
        section.tells,
        section.basis,
        tuple(_Cell(column.label, _look(column.label, is_number=_is_number(column))) for column in section.columns),
        tuple(tuple(_cells(section, row)) for row in section.rows),
        section.notes,
        look="dense" if len(section.columns) > _DENSE else "",
        is_wide=is_beside or len(section.columns) > _WIDE,
        beside=pictures[0] if is_beside else None,
        above=() if is_beside else pictures,
    )


def _cells(section: Section, row: tuple[Cell, ...]) -> Iterator[_Cell]:
    for column, cell in zip(section.columns, row, strict=True):
        told, is_number = text(column.kind, cell), _is_number(column)
        yield _Cell(told, f"{_look(told, is_number=is_number, longest=_SHORT)} {_ROLES.get(told, '')}")


def _look(told: str, *, is_number: bool, longest: int = 0) -> str:
    """Numbers to the right; what is short, or has no blank to break at, on one line."""
    is_unbroken = " " not in told or len(told) <= longest or (is_number and longest)
    return f"{'number' if is_number else ''} {'unbroken' if is_unbroken else ''}"


def _is_number(column: Column) -> bool:
    return column.kind is not Kind.TEXT


@lru_cache(maxsize=1)
def _sandbox() -> "Sandbox":
    from app.paper.sandbox import Sandbox  # imports Jinja, which the window does not need to open

    return Sandbox([paths.resources_folder() / _FOLDER], {}, ["title", "is_first", "section", "colours"])
