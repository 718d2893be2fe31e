"""The figures of a scored file in words: for the window, and as text to copy."""

import math
from collections.abc import Iterator

from app.batch.reading_words import with_labels
from core.affordability import Policy
from core.batch.figures import PROBABILITY_EDGES, SCORE, Approved, Driver
from core.batch.likeness import likeness
from core.batch.problem_groups import ProblemGroup
from core.batch.report import BatchReport, lgd_words, money
from core.evaluation.stability import Shift
from core.features import FEATURES

NOTHING = "–"
_REFERENCES = {
    "all": "those of all borrowers in training",
    "above_cutoff": "those of borrowers just above the cut-off",
}
_FEWEST = 0.0005


def figures(report: BatchReport, policy: Policy) -> list[tuple[str, str]]:
    """The figures of a file, each with its name."""
    mean, word = report.mean_default_probability, "Mean PD" if report.calibrated else "Mean PD, uncalibrated"
    loss = report.figures.loss(policy)
    return [
        ("Rows", f"{report.rows:,}"),
        *(
            (f"{name} · {share(count, report.rows)}", f"{count:,}")
            for name, count in (("Scored", report.scored), ("To look at", report.refer), ("Rejected", report.rejected))
        ),
        ("Mended", f"{report.mended:,}"),
        (word, NOTHING if mean is None else f"{100 * mean:.2f} %"),
        ("Expected defaults", NOTHING if mean is None else f"{report.expected_defaults:,.1f}"),
        ("Expected loss", NOTHING if loss is None or mean is None else money(loss)),
    ]


def reading(report: BatchReport) -> str:
    """How the file was read, where that is not plain; else empty."""
    return f"How it was read: {' '.join(map(with_labels, report.reading))}" if report.reading else ""


def share(count: float, total: float) -> str:
    """A count as a share of all: ``12.5 %``, ``< 0.1 %`` for few."""
    part = count / total if total else 0.0
    if part in (0, 1):
        return f"{100 * part:.0f} %"
    if part < _FEWEST:
        return "< 0.1 %"
    return "> 99.9 %" if part > 1 - _FEWEST else f"{100 * part:.1f} %"


def assumption(policy: Policy) -> str:
    """How the expected loss comes about."""
    return f"Expected loss: PD × {lgd_words(policy)} × loan amount."


def outcome(approved: Approved, total: int) -> str:
    """What comes of a cut-off."""
    words = f"{share(approved.rows, total)} approved, {approved.rows:,} of {total:,}"
    expected = f"{approved.expected_defaults:,.1f} defaults"
    if approved.expected_loss is not None:
        expected += f" and a loss of {money(approved.expected_loss)}"
    return f"Cut-off {approved.cutoff}: {words}; {expected} to be expected among them."


def outcomes(approved: Approved, total: int) -> list[tuple[str, str]]:
    """The same as figures with their names."""
    loss = approved.expected_loss
    return [
        (f"Approved · {approved.rows:,}", share(approved.rows, total)),
        ("Defaults among them", f"{approved.expected_defaults:,.1f}"),
        ("Loss among them", NOTHING if loss is None else money(loss)),
    ]


def probability_steps() -> list[str]:
    """The edges of the bins of PD."""
    return [f"{100 * edge:g} %" for edge in PROBABILITY_EDGES]


def reference(population: str) -> str:
    """Whom the drivers compare with."""
    return _REFERENCES.get(population, _REFERENCES["all"])


def odds(log_odds: float) -> str:
    """How many times higher the odds are: ``× 2.45``."""
    times = math.exp(min(log_odds, 700.0))
    if times < 0.005:
        return "< × 0.01"
    return f"× {times:,.2f}" if times < 10 else f"× {times:,.0f}"


def label(name: str) -> str:
    """The name of a factor or of the score for people."""
    return "Score" if name == SCORE else FEATURES[name].label


def index(value: float) -> str:
    """A stability index."""
    return f"{value:.3f}" if value == 0 or value >= _FEWEST else "< 0.001"


def problem(group: ProblemGroup) -> str:
    """A problem in words, with its value where there is no other."""
    return group.sentence(group.values[0].value) if one_value(group) else group.words


def one_value(group: ProblemGroup) -> bool:
    """Whether all rows of a group have the same value."""
    return len(group.values) == 1 and group.values[0].rows == group.rows and group.template.count("…") == 1


def text(report: BatchReport, policy: Policy, cutoff: int) -> str:
    """All figures as text, tables with tabs between their columns."""
    parts = (_head(report, policy, cutoff), _drivers(report), _shifts(report), _problems(report))
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines) + "\n"


def _head(report: BatchReport, policy: Policy, cutoff: int) -> Iterator[str]:
    counts = report.figures.scores
    yield f"{report.source.name}, scored with model {report.model}"
    if report.reading:
        yield reading(report)
    yield from (f"{name}\t{figure}" for name, figure in figures(report, policy))
    scored = sum(report.ratings.values())
    yield from (f"{rating}\t{count:,}\t{share(count, scored)}" for rating, count in report.ratings.items())
    yield outcome(counts.approved(cutoff, policy), sum(counts.rows))
    yield assumption(policy)
    yield likeness(report.figures).sentence


def _drivers(report: BatchReport) -> Iterator[str]:
    if report.figures.drivers:
        yield f"Odds of default against {reference(report.figures.population)}"
        yield "Factor\tAmong the defaults to expect\tIn all rows\tFirst reason in"
        yield from ("\t".join(driver_cells(driver, report)) for driver in report.figures.drivers)


def driver_cells(driver: Driver, report: BatchReport) -> tuple[str, str, str, str]:
    """A factor, what it does among defaults and in all rows, and how often it is the first reason."""
    first = share(driver.leading, sum(report.ratings.values()))
    return label(driver.factor), odds(driver.among_defaults), odds(driver.mean), first


def _shifts(report: BatchReport) -> Iterator[str]:
    if report.figures.shifts:
        yield "Stability\tPSI\tBy chance up to\tVerdict"
        yield from ("\t".join(shift_cells(shift)) for shift in report.figures.shifts)


def shift_cells(shift: Shift) -> tuple[str, str, str, str]:
    """A characteristic, its stability index, what chance makes of it at most, and the verdict."""
    return label(shift.name), index(shift.psi), index(shift.limit), str(shift.verdict).capitalize()


def _problems(report: BatchReport) -> Iterator[str]:
    if report.problems:
        yield "Rows\tColumn\tProblem"
    for group in report.problems:
        yield f"{group.rows:,}\t{group.column}\t{problem(group)}"
        if not one_value(group):
            yield from (f"{value.rows:,}\t{group.column}\t  {value.value}" for value in group.values)
