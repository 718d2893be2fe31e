"""What each factor does: its test, its points beside those of the active model, its coefficients."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.training.judging import figures
from app.training.judging.content import Content, Sheet, cells
from app.training.judging.evidence import Evidence, Model
from app.widgets.chart_rendering import Chart
from app.widgets.figure_model import Cell
from app.widgets.figures import places_for, signed
from app.widgets.points_chart import PointsLine, points_chart

if TYPE_CHECKING:
    from core.evaluation.coefficients import Coefficient
    from core.evaluation.points import FactorPoints

_TESTS = ("Factor", "Points", "χ² (df)", "p")
_POINTS = ("Value", "Points", "Log-odds", "Std. error")
_AGAINST = (
    "Points are against the typical borrower; log-odds of default and their standard error against the first value."
)
_COEFFICIENTS = ("Factor", "Term", "Against", "Log-odds", "Std. error", "95 % interval", "z", "p")
_TOLD = (
    "Points move the score of a borrower who is typical in all else; the higher, the safer. p is the chance of such a "
    "test value if the factor did not matter (Wald)."
)
_OF_LOG_ODDS = "Of the log-odds of default: the rise from one knot of a curve to the next, or against a category."


def content(evidence: Evidence) -> Content:
    """The page, with the points of all factors."""
    own = evidence.models[0]
    return Content(
        evidence.basis,
        words(evidence),
        sheets=(tests(own), *(points(evidence, one.factor) for one in own.judged.points), coefficients(own)),
    )


def words(evidence: Evidence) -> tuple[str, ...]:
    """What is said before the tables."""
    return (_TOLD, *_dropped(evidence))


def tests(model: Model) -> Sheet:
    """Every factor: how far it can move the score, and whether it matters."""
    found = {one.factor: one for one in model.judged.factor_tests}
    rows = []
    for one in model.judged.points:
        test = found.get(one.factor)
        told = (f"{test.wald:.1f} ({test.freedom})", figures.p_value(test.p_value)) if test else ("–", "–")
        rows.append(cells(figures.factor_name(one.factor), _span(one), *told))
    return Sheet(f"{model.name}: factors", _TESTS, rows)


def points(evidence: Evidence, factor: str) -> Sheet:
    """The points of each value of a factor in the candidate."""
    one = next(each for each in evidence.models[0].judged.points if each.factor == factor)
    values: Sequence[float | str] = one.values
    rows = [
        cells(_value(value), signed(moved, 1), figures.number(log_odds, 3), figures.number(error, 3))
        for value, moved, log_odds, error in zip(values, one.points, one.against_first, one.errors, strict=True)
    ]
    title = f"{evidence.models[0].name}: points of {figures.factor_name(factor)}"
    return Sheet(title, _POINTS, rows, note=_AGAINST)


def chart(evidence: Evidence, factor: str) -> Chart:
    """The curve of a factor in the candidate, beside that in the active model where it has the factor."""
    lines = [_line(model, one) for model in evidence.models for one in model.judged.points if one.factor == factor]
    return points_chart(figures.factor_name(factor), _unit(factor), lines, _said)


def coefficients(model: Model) -> Sheet:
    """All coefficients with how sure they are."""
    rows = [_coefficient(one) for one in model.judged.coefficients]
    return Sheet(f"{model.name}: coefficients", _COEFFICIENTS, rows, words=(1, 2), note=_OF_LOG_ODDS)


def _coefficient(one: "Coefficient") -> list[Cell]:
    limits = "" if one.low is None or one.high is None else f"{one.low:.3f} to {one.high:.3f}".replace("-", "−")
    told = (
        figures.number(one.value, 3),
        figures.number(one.standard_error, 3),
        limits or figures.NOTHING,
        figures.number(one.z, 2),
        figures.p_value(one.p_value),
    )
    return [Cell(figures.factor_name(one.factor)), Cell(one.term), Cell(one.against), *map(Cell, told)]


def _dropped(evidence: Evidence) -> list[str]:
    """Factors of the active model that the candidate has not."""
    own, *others = [{one.factor for one in model.judged.points} for model in evidence.models]
    gone = sorted(figures.factor_name(name) for found in others for name in found - own)
    return [f"{evidence.models[-1].name} also uses: {', '.join(gone)}."] if gone else []


def _line(model: Model, one: "FactorPoints") -> PointsLine:
    return PointsLine(model.name, model.role, one.values, one.points)


def _span(one: "FactorPoints") -> str:
    places = places_for(one.points)
    return f"{signed(min(one.points), places)} to {signed(max(one.points), places)}"


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else _said(value)


def _said(value: float) -> str:
    from core.grouping import in_short

    return in_short(value)


def _unit(factor: str) -> str:
    from core.features import FEATURES

    return FEATURES[factor].unit if factor in FEATURES else ""
