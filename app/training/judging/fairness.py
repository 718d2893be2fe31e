"""An internal check whether groups of people fare alike: approval rates and equal opportunity."""

from typing import TYPE_CHECKING

from app.training.judging import figures
from app.training.judging.content import Content, Sheet
from app.training.judging.evidence import Evidence, Model
from app.widgets.figure_model import Cell

if TYPE_CHECKING:
    from core.evaluation.fairness import Fairness, GroupFairness

_HEADERS = (
    "Group",
    "n",
    "Approval rate",
    "Ratio",
    "Four\nfifths",
    "Repaid:\napproved",
    "Repaid:\nratio",
    "Default\nrate",
)
_INTERNAL = (
    "An internal check, not a legal opinion. Gender and marital status are barred: no model sees these columns, they "
    "are read for this page alone."
)
_AGE = "Age is a factor of the model, so its groups are expected to differ where their risk does."
_TOLD = (
    "The first ratio compares the approval rate of a group with the highest one (four-fifths rule: below 0.80 is taken "
    "for adverse impact if it is more than chance), the second does so among those who repaid (equal opportunity)."
    " The mouse tells the interval of a default rate."
)
_TITLES = {"age": "Age band"}


def content(evidence: Evidence) -> Content:
    """The page."""
    first = evidence.models[0].judged
    is_below = any(group.is_below_four_fifths for one in first.fairness for group in one.groups)
    with_age = [_AGE] if any(one.factor == "age" for one in first.points) else []
    sheets = tuple(_sheet(model, one) for model in evidence.models for one in model.judged.fairness)
    return Content(evidence.basis, (" ".join([_INTERNAL, *with_age]), _TOLD), (), sheets, "warning" if is_below else "")


def _sheet(model: Model, found: "Fairness") -> Sheet:
    title = _TITLES.get(found.name) or figures.factor_name(found.name)
    note = f"Hidden, with fewer than 30 loans each: {', '.join(found.hidden)}." if found.hidden else ""
    return Sheet(f"{model.name}: {title}", _HEADERS, [_row(group) for group in found.groups], words=(4,), note=note)


def _row(group: "GroupFairness") -> list[Cell]:
    approved = (
        group.label,
        f"{group.rows:,}",
        figures.share(group.approval_rate, 0),
        figures.estimate(group.approval_ratio, 2),
    )
    repaid = (figures.share(group.payers_approved, 0), figures.estimate(group.opportunity_ratio, 2))
    rate = Cell(figures.percent(group.default_rate.value), tip=figures.share(group.default_rate))
    return [*map(Cell, approved), _four_fifths(group), *map(Cell, repaid), rate]


def _four_fifths(group: "GroupFairness") -> Cell:
    if group.is_below_four_fifths:
        return Cell("below", "warning")
    value = group.approval_ratio.value
    if value is not None and value < 0.8:
        return Cell("below, may be chance", "info")
    return Cell("met" if value is not None else figures.NOTHING)
