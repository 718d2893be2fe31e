"""The decile table, laid out as in the reference's notebook."""

from typing import TYPE_CHECKING

from app.training.judging import figures
from app.training.judging.content import Content, Sheet, cells
from app.training.judging.evidence import Evidence, Model
from app.widgets.figure_model import Cell

if TYPE_CHECKING:
    from core.evaluation.deciles import Decile

_HEADERS = (
    "Decile",
    "Minimum PD",
    "Maximum PD",
    "Events",
    "Non-events",
    "Event rate",
    "Non-event rate",
    "Cum events",
    "Cum non-events",
    "Cum event rate",
    "Cum non-event rate",
    "KS",
)
_TOLD = (
    "A tenth of the loans in each row, the riskiest in decile 9; events are defaults, cumulated (cum) from the "
    "riskiest on. The largest KS is about that of the model."
)


def content(evidence: Evidence) -> Content:
    """The page."""
    return Content(evidence.basis, (_TOLD,), (), tuple(_sheet(model) for model in evidence.models))


def _sheet(model: Model) -> Sheet:
    best = max(one.ks for one in model.judged.deciles)
    return Sheet(f"{model.name}: deciles", _HEADERS, [_row(one, best) for one in model.judged.deciles])


def _row(one: "Decile", best: float) -> list[Cell]:
    told = cells(
        str(one.decile),
        figures.percent(one.minimum, 2),
        figures.percent(one.maximum, 2),
        f"{one.events:,}",
        f"{one.non_events:,}",
        figures.share(one.event_rate),
        figures.percent(one.non_event_rate),
        f"{one.cumulative_events:,}",
        f"{one.cumulative_non_events:,}",
        figures.percent(one.cumulative_event_rate),
        figures.percent(one.cumulative_non_event_rate),
    )
    return [*told, Cell(figures.percent(one.ks), heavy=one.ks == best)]
