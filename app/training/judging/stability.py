"""Whether held-out loans look like those of training: PSI of score and factors, and month by month."""

from typing import TYPE_CHECKING

from app.training.judging import figures
from app.training.judging.content import Content, Sheet, cells, graver
from app.training.judging.evidence import Evidence, Model
from app.widgets.figure_model import Cell

if TYPE_CHECKING:
    from core.evaluation.segments import Segment
    from core.evaluation.stability import Shift

_HEADERS = ("Characteristic", "PSI", "Verdict", "Chance limit", "p", "n")
_MONTHS = ("Month", "n", "Defaults", "Default rate", "Mean PD", "AUC", "PSI of the score", "Verdict")
_TOLD = (
    "PSI compares held-out loans with those that trained the model: from 0.10 on a moderate shift, above 0.25 a large "
    "one, if it passes its limit of chance."
)
_UNKNOWN = "How the training rows of {name} spread is not known, so no shift can be told."
_ICONS = {
    "no more than chance": "success",
    "too few rows to tell": "info",
    "small shift": "info",
    "moderate shift": "warning",
    "large shift": "error",
}


def content(evidence: Evidence) -> Content:
    """The page."""
    own = evidence.models[0].judged
    mark = graver(_ICONS[shift.verdict] for shift in (*own.shifts, *own.month_shifts))
    unknown = [_UNKNOWN.format(name=model.name) for model in evidence.models if not model.judged.shifts]
    return Content(evidence.basis, (_TOLD, *unknown), (), tuple(_sheets(evidence.models)), mark)


def shifts(model: Model) -> Sheet:
    """The score and the factors of a model."""
    return Sheet(f"{model.name}: score and factors", _HEADERS, [_row(one) for one in model.judged.shifts], words=(2,))


def bins(shift: "Shift") -> Sheet:
    """One of them, value by value."""
    earlier, now = max(sum(one.expected for one in shift.bins), 1), max(shift.rows, 1)
    rows = [
        cells(one.label, figures.percent(one.expected / earlier), figures.percent(one.actual / now), f"{one.actual:,}")
        for one in shift.bins
        if one.expected or one.actual
    ]
    return Sheet(f"{figures.factor_name(shift.name)}: shares", ("Values", "Training", "Held out", "n"), rows)


def months(model: Model) -> Sheet:
    """The score of each month, and how good the model was in it."""
    by_label = {one.name: one for one in model.judged.month_shifts}
    rows = [_month(one, by_label.get(one.label)) for one in model.judged.months]
    return Sheet(f"{model.name}: by month", _MONTHS, rows, words=(7,))


def _sheets(models: list[Model]) -> list[Sheet]:
    found = [shifts(model) for model in models if model.judged.shifts]
    return found + [months(model) for model in models if model.judged.months]


def _row(one: "Shift") -> list[Cell]:
    told = figures.number(one.limit, 3), figures.p_value(one.p_value), f"{one.rows:,}"
    name = Cell(figures.factor_name(one.name))
    return [name, Cell(figures.number(one.psi, 3)), _verdict(one), *map(Cell, told)]


def _month(one: "Segment", shift: "Shift | None") -> list[Cell]:
    told = (
        f"{one.rows:,}",
        f"{one.defaults:,}",
        figures.share(one.default_rate),
        figures.percent(one.mean_pd.value),
        figures.estimate(one.auc, 3),
        figures.number(shift.psi if shift else None, 3),
    )
    return [Cell(one.label), *map(Cell, told), _verdict(shift) if shift else Cell(figures.NOTHING)]


def _verdict(shift: "Shift") -> Cell:
    return Cell(shift.verdict, _ICONS[shift.verdict])
