"""What changes with the candidate: the difference in AUC, and who would be approved or no longer be."""

from typing import TYPE_CHECKING

from app.training.judging import figures
from app.training.judging.content import Content, Sheet, cells
from app.training.judging.evidence import Evidence
from app.widgets.figure_model import Cell

if TYPE_CHECKING:
    from core.evaluation.discrimination import DelongTest
    from core.evaluation.swap_set import Swapped, SwapSet

_ALONE = "There is no other model that could be compared on these rows."
_TOLD = "Approved is who reaches the score of low risk; both models are asked about the very same loans."


def content(evidence: Evidence) -> Content:
    """The page."""
    judgement = evidence.judgement
    if judgement.auc_difference is None or judgement.swap_set is None:
        return Content(evidence.basis, (_ALONE,))
    return Content(
        evidence.basis,
        (_TOLD,),
        sheets=(
            _areas(evidence, judgement.auc_difference),
            _swap_set(evidence, judgement.swap_set),
            _approval(evidence, judgement.swap_set),
        ),
    )


def _areas(evidence: Evidence, test: "DelongTest") -> Sheet:
    from core.evaluation.estimate import normal

    difference = normal(test.difference, test.standard_error, evidence.count)
    rows = [
        cells(f"AUC of {model.name}", figures.estimate(model.judged.measures["auc"]), "", f"{evidence.count:,}")
        for model in evidence.models
    ]
    told = figures.estimate(difference), figures.p_value(test.p_value)
    return Sheet(
        "Difference in AUC (DeLong's test)",
        ("", "Value", "p", "n"),
        [*rows, cells("Difference", *told, f"{evidence.count:,}")],
    )


def _swap_set(evidence: Evidence, found: "SwapSet") -> Sheet:
    first, second = (model.name for model in evidence.models)
    ways = {
        f"Newly approved, by {evidence.said} alone": found.newly_approved,
        f"No longer, by {second} alone": found.no_longer_approved,
        "Approved by both": found.both_approve,
        "Declined by both": found.both_decline,
    }
    headers = ("Loans", "n", "Share", "Defaults", "Default rate", f"PD: {first}", f"PD: {second}")
    return Sheet("Swap set", headers, [_row(way, one, found.rows) for way, one in ways.items()])


def _row(way: str, one: "Swapped", total: int) -> tuple[Cell, ...]:
    return cells(
        way,
        f"{one.rows:,}",
        figures.percent(one.rows / total),
        f"{one.defaults:,}",
        figures.share(one.default_rate),
        figures.percent(one.candidate_pd, 2),
        figures.percent(one.active_pd, 2),
    )


def _approval(evidence: Evidence, found: "SwapSet") -> Sheet:
    rates = (found.candidate_approval_rate, found.active_approval_rate)
    rows = [
        cells(model.name, figures.share(rate), f"{rate.rows:,}")
        for model, rate in zip(evidence.models, rates, strict=True)
    ]
    return Sheet("Approval rate", ("Model", "Approved", "n"), rows)
