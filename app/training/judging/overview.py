"""The first page: how the candidate compares, its gates, the measures of both models, who is treated otherwise."""

from itertools import chain
from typing import TYPE_CHECKING

from app.training.judging import figures
from app.training.judging.content import Content, Sheet
from app.training.judging.evidence import Evidence
from app.training.judging.measures import Figure, Line, compare
from app.widgets.figure_model import Cell

if TYPE_CHECKING:
    from core.evaluation.gates import Gate

_TICK = "✓"
_FOR_EACH = ("", "95 % interval", "n")


def content(evidence: Evidence) -> Content:
    """The page."""
    judgement = evidence.judgement
    return Content(
        evidence.basis,
        (*evidence.words, *filter(None, [swap(evidence)])),
        sheets=(gates(judgement.gates), measures(evidence)),
        mark="error" if judgement.blocked_by else "",
    )


def gates_headline(found: "tuple[Gate, ...]") -> str:
    """Whether all gates are passed, and what that means."""
    missed = sum(not gate.passed for gate in found)
    if not missed:
        return f"Gates: all {len(found)} passed"
    return f"Gates: {missed} of {len(found)} not passed"


def verdict(gate: "Gate") -> str:
    """What came of a gate, in a word or two."""
    return "passed" if gate.passed else "not passed"


def gates(found: "tuple[Gate, ...]") -> Sheet:
    """The gates as a table to be copied; on the page each stands in a line of its own."""
    rows = [(Cell(gate.name), Cell(verdict(gate)), Cell(gate.sentence)) for gate in found]
    return Sheet(gates_headline(found), ("Gate", "Verdict", "What was found"), rows, (1, 2))


def measures(evidence: Evidence) -> Sheet:
    """The measures of both models; the better value has a tick and heavier figures."""
    judged = [model.judged.measures for model in evidence.models]
    lines = compare(judged[0], judged[1] if len(judged) > 1 else None)
    headers = [part or model.name for model in evidence.models for part in _FOR_EACH]
    return Sheet("Measures", ("Held-out loans", *headers), [_cells(line) for line in lines])


def swap(evidence: Evidence) -> str:
    """Who is treated otherwise, in a sentence; empty where there is nothing to compare with."""
    found = evidence.judgement.swap_set
    if found is None:
        return ""
    first, second = evidence.said, evidence.models[-1].name
    new, gone = found.newly_approved, found.no_longer_approved
    return (
        f"Approved by {first} alone: {new.rows:,} ({figures.percent(new.default_rate.value)} defaulted); by {second} "
        f"alone: {gone.rows:,} ({figures.percent(gone.default_rate.value)} defaulted)."
    )


def _cells(line: Line) -> list[Cell]:
    sides = [("candidate", line.candidate), ("active", line.active)]
    told = [_figure(figure, is_better=line.better == side) for side, figure in sides if figure]
    return [Cell(line.label, tip=line.help), *chain.from_iterable(told)]


def _figure(figure: Figure, *, is_better: bool) -> list[Cell]:
    value = f"{_TICK} {figure.value}" if is_better else figure.value
    return [Cell(value, heavy=is_better), Cell(figure.interval), Cell(figure.rows)]
