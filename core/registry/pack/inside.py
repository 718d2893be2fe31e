"""Sections on what is in a model: the points of each factor, its coefficients, and whether each factor matters."""

from collections.abc import Iterator

from core.evaluation.coefficients import INTERCEPT
from core.evaluation.estimate import Estimate
from core.evaluation.points import FactorPoints
from core.registry.pack.subject import Subject, label
from core.registry.pack.tables import Cell, Column, Kind, Section

_NO_ERRORS = "The model keeps no covariance, so there are no standard errors: train it again to have them."


def points(subject: Subject) -> Section:
    """The points of each value of each factor."""
    columns = (
        Column("Factor"),
        Column("Value"),
        Column("Points", Kind.POINTS),
        Column("Log-odds against first value", Kind.NUMBER),
        Column("SE", Kind.NUMBER),
    )
    note = (
        "Points are those of a borrower who is typical in all else; more are safer. Log-odds, riskier where higher, "
        "and their SE are against the factor's first value. Between the values of a number the curve is straight."
    )
    rows = tuple(row for one in subject.judged.points for row in _valued(one))
    tells = "How far each value of each factor moves score and log-odds."
    return Section("points", "Points", tells, subject.trained, columns, rows, (note,))


def _valued(one: FactorPoints) -> Iterator[tuple[Cell, ...]]:
    values: tuple[float | str, ...] = one.values
    for value, log_odds, moved, error in zip(values, one.against_first, one.points, one.errors, strict=True):
        yield label(one.factor), value, moved, log_odds, error


def coefficients(subject: Subject) -> Section:
    """The coefficients of logit(PD)."""
    found = subject.judged.coefficients
    columns = (
        Column("Factor"),
        Column("Term"),
        Column("Against"),
        Column("Coefficient", Kind.NUMBER),
        Column("SE", Kind.NUMBER),
        Column("z", Kind.SHORT),
        Column("p", Kind.CHANCE),
    )
    rows = tuple(
        (
            "Intercept" if one.factor == INTERCEPT else label(one.factor), one.term, one.against,
            Estimate(one.value, one.low, one.high, subject.rows), one.standard_error, one.z, one.p_value,
        )
        for one in found
    )  # fmt: skip
    note = "Standard errors are those of a penalised fit (Laplace); intervals are normal, p is Wald's."
    known = any(one.standard_error is not None for one in found)
    tells = "The coefficients of logit(PD): for a number the rise between two knots, for a category the difference."
    return Section(
        "coefficients", "Coefficients", tells, subject.trained, columns, rows, (note if known else _NO_ERRORS,)
    )


def factor_tests(subject: Subject) -> Section:
    """Whether each factor matters at all."""
    rows = tuple((label(one.factor), one.wald, one.freedom, one.p_value) for one in subject.judged.factor_tests)
    columns = (
        Column("Factor"),
        Column("Wald χ²", Kind.SHORT),
        Column("Coefficients", Kind.COUNT),
        Column("p", Kind.CHANCE),
    )
    tells = "Whether a factor matters: all its coefficients together against none."
    return Section("factor_tests", "Factor tests", tells, subject.trained, columns, rows, () if rows else (_NO_ERRORS,))
