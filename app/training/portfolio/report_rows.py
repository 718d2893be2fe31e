"""The data report as rows of small tables: what became of tables, loans, columns, months and factors."""

import math
from typing import TYPE_CHECKING

from app.widgets.figure_model import Cell
from app.widgets.figures import percent
from core.features import FEATURES
from core.parsing import shorten
from core.schema import field, is_field

if TYPE_CHECKING:
    from core.evaluation.information import Information
    from core.portfolio.data_report import DataReport
    from core.portfolio.profiles import ColumnProfile

Rows = list[list[Cell]]
_TABLES = ("customers", "loans", "bureau")
_LABELS = {
    "default": "Default, the outcome",
    "disbursal_date": "Disbursal date",
    "gender": "Gender",
    "marital_status": "Marital status",
    "processing_fee": "Processing fee",
}


def tables(report: "DataReport") -> Rows:
    """What became of the rows of each table: read, then used, without a partner and left out, which add up to it.

    A loan whose customer or bureau rows contradict each other counts as contradictory too.
    """
    join = report.join
    lone = {
        "customers": join.customers_without_loan,
        "loans": join.loans_without_customer + join.loans_without_bureau,
        "bureau": join.bureau_without_loan,
    }
    doubtful = {"customers": 0, "loans": join.loans_of_contradictory, "bureau": 0}
    parts = {"customers": join.customers, "loans": join.loans, "bureau": join.bureau}
    return [
        [
            Cell(parts[name].source),
            _count(parts[name].rows),
            _count(parts[name].usable - lone[name] - doubtful[name]),
            _count(lone[name]),
            _count(parts[name].repeated),
            _count(parts[name].contradictory + doubtful[name]),
            _count(parts[name].without_id),
        ]
        for name in _TABLES
    ]


def excluded(report: "DataReport") -> Rows:
    """Loans left out, by reason."""
    return [
        [Cell(f"{label(one.column)} {one.reason}"), _count(one.rows), Cell(_examples(one.examples))]
        for one in report.cleaning.excluded
    ]


def mended(report: "DataReport") -> Rows:
    """Categories that were written wrongly, as ``Personaal → Personal``."""
    return [
        [Cell(label(one.column)), Cell(f"{shorten(one.text)} → {one.value}"), _count(one.rows)]
        for one in report.cleaning.mended
    ]


def outcomes(report: "DataReport") -> Rows:
    """The texts of the outcome and what they were taken for."""
    total = sum(value.rows for value in report.targets) or 1
    return [
        [Cell(value.text or "(blank)"), Cell(str(value.meaning)), _count(value.rows), _share(value.rows / total)]
        for value in report.targets
    ]


def columns(report: "DataReport") -> Rows:
    """Every column of every table; what is to be looked at or is barred has its reason beside it."""
    return [
        [
            Cell(one.name),
            Cell(one.table),
            Cell(_with_share(one.missing, one.rows), rank=one.missing / one.rows),
            _count(one.distinct),
            Cell(str(one.use)),
            _remark(one),
        ]
        for one in report.columns
    ]


def factors(report: "DataReport") -> Rows:
    """Each factor that the tables can give and what it tells, the most telling first."""
    return [
        [
            Cell(label(one.name)),
            Cell(f"{one.value:.3f}", rank=one.value),
            Cell(str(one.strength), heavy=str(one.strength) == "very strong", rank=one.value),
        ]
        for one in report.information
    ]


def bins(one: "Information") -> Rows:
    """The bins of a factor in their order."""
    return [
        [
            Cell(each.label, rank=place),
            _count(each.goods + each.bads),
            _count(each.bads),
            _share(each.bads / (each.goods + each.bads)),
            Cell(_signed(each.woe, 3) + ("*" if each.is_mended else ""), rank=each.woe),
            Cell(f"{each.information:.3f}", rank=each.information),
        ]
        for place, each in enumerate(one.bins)
    ]


def sameness(report: "DataReport") -> Rows:
    """How much each number among the factors says what others say."""
    same = report.collinearity
    rows = []
    for place, name in enumerate(same.names):
        others = [(abs(value), at) for at, value in enumerate(same.correlation[place].tolist()) if at != place]
        nearest = max(others)[1] if others else place
        value = float(same.inflation[place])
        rows.append(
            [
                Cell(label(name)),
                Cell(f"{value:.2f}" if math.isfinite(value) else "infinite", rank=value),
                Cell(label(same.names[nearest]) if others else ""),
                Cell(_signed(same.correlation[place, nearest], 2), rank=float(abs(same.correlation[place, nearest]))),
            ]
        )
    return rows


def label(name: str) -> str:
    """What people read for a column; its own name where it has no other."""
    if name in FEATURES:
        return FEATURES[name].label
    return field(name).label if is_field(name) else _LABELS.get(name, name)


def _remark(one: "ColumnProfile") -> Cell:
    if one.is_empty:
        return Cell("no value at all", "warning")
    if one.is_constant:
        return Cell("the same value everywhere", "warning")
    if one.is_near_unique and not one.reason:
        return Cell("another text in nearly every row", "warning")
    return Cell(one.reason)


def _examples(examples: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"“{shorten(text)}” in {count:,}" for text, count in examples)


def _count(number: int) -> Cell:
    return Cell(f"{number:,}", rank=number)


def _with_share(count: int, total: int) -> str:
    return f"{count:,} ({percent(count / total)})" if count else "0"


def _signed(number: float, decimals: int) -> str:
    return f"{number:+.{decimals}f}".replace("-", "−")


def _share(share: float) -> Cell:
    return Cell(percent(share), rank=share)
