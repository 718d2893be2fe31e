"""The data report for a person: one sentence or figure a line, under headings."""

from collections.abc import Iterator

import numpy as np

from core.evaluation.information import Information
from core.portfolio.data_report import DataReport
from core.portfolio.profiles import ColumnProfile

_NAME, _LABEL = 28, 30


def lines(report: DataReport) -> list[str]:
    """All of the report, what needs attention first."""
    parts = {
        "To look at before training": report.warnings() or ["Nothing stands out."],
        "Tables": report.join.lines(),
        "Loans": report.cleaning.lines(),
        "Outcomes as they are written": [
            f"{value.text or '(blank)':<{_NAME}}{value.rows:>10,} loans: {value.meaning}" for value in report.targets
        ],
        "Columns with gaps": list(_gaps(report)),
        "Columns that no model sees": _barred(report),
        "Default rate by month of disbursal_date, with 95 % limits": list(_months(report)),
        "Information value of each factor, over all loans used": list(_information(report)),
        "Weight of evidence of each bin": [line for one in report.information for line in _bins(one)],
        "Overlap: variance inflation of the numbers among the factors chosen": list(_inflation(report)),
    }
    told = [["", heading, *body] for heading, body in parts.items() if body]
    return [line for part in told for line in part][1:]


def _gaps(report: DataReport) -> Iterator[str]:
    for column in report.columns:
        if column.missing:
            share = column.missing / column.rows
            yield f"{_place(column):<{_NAME + 12}}{column.missing:>10,} missing of {column.rows:,} ({share:.1%})"


def _barred(report: DataReport) -> list[str]:
    reasons = {column.name: column.reason for column in report.barred}
    return [f"{name:<{_NAME}}{reason}" for name, reason in reasons.items()]


def _months(report: DataReport) -> Iterator[str]:
    for month in report.months:
        limits = f"({month.low:.1%} to {month.high:.1%})"
        yield f"{month.month:<10}{month.rows:>10,} loans{month.defaults:>9,} defaults{month.rate:>8.1%}  {limits}"


def _information(report: DataReport) -> Iterator[str]:
    for one in report.information:
        yield f"{one.name:<{_NAME}}{one.value:>8.3f}  {one.strength}"


def _bins(one: Information) -> Iterator[str]:
    yield f"{one.name:<{_LABEL}}{'paid back':>12}{'defaults':>10}{'rate':>8}{'WoE':>8}{'IV':>8}"
    for each in one.bins:
        rate = each.bads / (each.goods + each.bads)
        mark = "  half a row added to both" if each.is_mended else ""
        counts = f"{each.goods:>12,}{each.bads:>10,}{rate:>8.1%}{each.woe:>8.3f}{each.information:>8.3f}"
        yield f"  {each.label:<{_LABEL - 2}}{counts}{mark}"


def _inflation(report: DataReport) -> Iterator[str]:
    same = report.collinearity
    for name, value in zip(same.names, same.inflation.tolist(), strict=True):
        yield f"{name:<{_NAME}}{f'{value:.2f}' if np.isfinite(value) else 'infinite':>10}"


def _place(column: ColumnProfile) -> str:
    return f"{column.table}.{column.name}"
