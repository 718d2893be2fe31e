"""The tables of a comparison of two versions, as cells."""

from typing import TYPE_CHECKING, Any

from app.widgets.figure_model import Cell
from app.widgets.figures import MINUS
from core.registry.card_figures import LABELS

if TYPE_CHECKING:
    from core.registry.comparison import Comparison, Difference

_UNKNOWN = "–"
_COUNTS = {"rows": "Loans held out", "defaults": "Defaults among them"}
_MOST_LETTERS = 28


def figure_rows(found: "Comparison") -> list[list[Cell]]:
    """The figures that either version has, in the order of a validation report, and how they differ."""
    known = {one.name: one for one in found.metrics}
    rows = [_figures(label, known[name], places) for name, (label, places) in LABELS.items() if name in known]
    return rows + [_figures(label, known[name], 0) for name, label in _COUNTS.items() if name in known]


def making_rows(found: "Comparison") -> list[list[Cell]]:
    """What was done otherwise."""
    return [[Cell(one.name.capitalize()), _value(one.first), _value(one.second)] for one in found.making]


def _figures(label: str, one: "Difference", places: int) -> list[Cell]:
    texts = [_figure(value, places) for value in (one.first, one.second)]
    if one.first is None or one.second is None:
        return [Cell(label), *map(Cell, texts), Cell(_UNKNOWN)]
    difference = f"{one.second - one.first:+,.{places}f}"
    return [Cell(label), *map(Cell, texts), Cell(difference.replace("-", MINUS))]


def _figure(value: float | None, places: int) -> str:
    return _UNKNOWN if value is None else f"{value:,.{places}f}".replace("-", MINUS)


def _value(value: Any) -> Cell:  # noqa: ANN401 - whatever was written down
    text = _UNKNOWN if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
    return Cell(text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…", tip=text)
