"""Puts two versions side by side; runs in the thread of a job."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.widgets.chart_rendering import Chart
from app.widgets.figures import signed
from app.widgets.points_chart import PointsLine, points_chart
from core.features import FEATURES
from core.grouping import in_short
from core.progress import Report
from core.registry.versions import Registry

if TYPE_CHECKING:
    from core.evaluation.points import FactorPoints
    from core.registry.comparison import Comparison

_ROLES = ("active", "candidate")


@dataclass(frozen=True)
class Compared:
    """Two versions, the older one first.

    Attributes:
        comparison: what tells them apart.
        charts: the points of each factor that either has, by the factor's name.
    """

    comparison: "Comparison"
    charts: dict[str, Chart]


def compare_versions(registry: Registry, first: str, second: str, _report: Report) -> Compared:
    """Read two versions and compare them; errors as of ``Registry.load``."""
    from core.evaluation.points import points
    from core.registry.comparison import compare

    scorecards = [registry.load(name) for name in (first, second)]
    lines = dict[str, list[PointsLine]]()
    for scorecard, role in zip(scorecards, _ROLES, strict=True):
        for one in points(scorecard):
            lines.setdefault(one.factor, []).append(_line(scorecard.version, role, one))
    charts = {
        factor: points_chart(FEATURES[factor].label, FEATURES[factor].unit, of, in_short)
        for factor, of in lines.items()
    }
    return Compared(compare(*scorecards), charts)


def factor_words(compared: Compared) -> str:
    """Which factors only one of them has, and how far the scores of made-up applicants differ."""
    return "\n".join(_factor_words(compared.comparison))


def _factor_words(found: "Comparison") -> Iterator[str]:
    for name, factors in ((found.first, found.only_first), (found.second, found.only_second)):
        if factors:
            yield f"{name} alone uses {', '.join(FEATURES[factor].label for factor in factors)}."
    if not (found.only_first or found.only_second):
        yield "Both use the same factors."
    moved = found.moved
    if moved is not None:
        yield (
            f"{found.second} gives {moved.applicants} made-up applicants {signed(moved.mean, 1)} points on average, at "
            f"most {moved.largest} otherwise than {found.first}; {moved.other_band} come into another band."
        )


def _line(name: str, role: str, one: "FactorPoints") -> PointsLine:
    return PointsLine(name, role, one.values, one.points)
