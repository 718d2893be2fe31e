"""What comes of a cut-off: confusion matrix, approval rate, bad rate, precision, recall; the best one by cost."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.training.judging import figures
from app.training.judging.content import Content, Sheet, cells
from app.training.judging.evidence import Evidence, Model
from app.widgets.confusion import Confusion
from app.widgets.figure_model import Cell

if TYPE_CHECKING:
    from core.evaluation.cut_off import CutOff, CutOffs
    from core.evaluation.estimate import Estimate

_TOLD = (
    "Who has a PD above the cut-off is declined. The cost ratio is what an approved defaulter costs against a declined "
    "good borrower; where PDs are right, the cut-off that costs least is 1 / (1 + ratio)."
)
_HEADERS = (
    "Cost ratio",
    "Best cut-off",
    "Approved",
    "Bad rate of the approved",
    "Precision",
    "Recall",
    "Defaulters declined",
    "Defaulters approved",
    "Good declined",
    "Good approved",
)


def content(evidence: Evidence) -> Content:
    """The page, with the best cut-offs of some cost ratios."""
    return Content(evidence.basis, (_TOLD,), (), tuple(by_ratio(model) for model in evidence.models))


def by_ratio(model: Model) -> Sheet:
    """The best cut-offs of a model."""
    rows = [_row(ratio, found) for ratio, found in model.judged.cut_offs.items()]
    return Sheet(f"{model.name}: best cut-offs by cost", _HEADERS, rows)


def outcome(found: "dict[str, CutOff]", ratio: float) -> Sheet:
    """What comes of one cut-off with each model."""
    names = [part for name in found for part in (name, "n")]
    rows = {
        "Approval rate": [approved(one) for one in found.values()],
        "Bad rate of the approved": [one.default_rate_of_approved for one in found.values()],
        "Precision: defaulters among the declined": [one.precision for one in found.values()],
        "Recall: defaulters declined": [one.recall for one in found.values()],
        "Specificity: good borrowers approved": [one.specificity for one in found.values()],
    }
    told = [cells(label, *_each(estimates)) for label, estimates in rows.items()]
    costs = [text for one in found.values() for text in (f"{one.cost(1.0, ratio):,.0f}", "")]
    return Sheet(
        "At this cut-off",
        ("On held-out loans", *names),
        [*told, cells("Cost, in declined good borrowers", *costs)],
    )


def approved(one: "CutOff") -> "Estimate":
    """The approval rate: what is not declined."""
    found = one.declined
    value, low, high = (None if part is None else 1.0 - part for part in (found.value, found.high, found.low))
    return replace(found, value=value, low=low, high=high)


def in_words(one: "CutOff") -> str:
    """What comes of a cut-off, in a sentence to be spoken."""
    rate, bad = figures.percent(approved(one).value), figures.percent(one.default_rate_of_approved.value)
    return f"Cut-off {figures.percent(one.cut_off)}: {rate} approved, of whom {bad} default."


def counts(one: "CutOff") -> Confusion:
    """The counts of a confusion matrix whose columns are declined and approved."""
    found = one.confusion
    return Confusion(found.true_positive, found.false_negative, found.false_positive, found.true_negative)


def ready(evidence: Evidence) -> "dict[str, CutOffs]":
    """The rows of each model made ready for trying cut-offs; nothing where they are gone."""
    from core.evaluation.cut_off import CutOffs

    rows = evidence.rows
    if rows is None:
        return {}
    found = zip(evidence.models, (rows.candidate, rows.active), strict=False)
    return {model.name: CutOffs(rows.y, pd) for model, pd in found if pd is not None}


def _each(estimates: "list[Estimate]") -> list[str]:
    return [text for one in estimates for text in (figures.share(one), f"{one.rows:,}")]


def _row(ratio: float, one: "CutOff") -> tuple[Cell, ...]:
    return cells(
        f"{ratio:g} : 1",
        figures.percent(one.cut_off),
        figures.share(approved(one)),
        figures.share(one.default_rate_of_approved),
        figures.share(one.precision),
        figures.share(one.recall),
        *(f"{count:,}" for _, *row in counts(one).rows() for count in row),
    )
