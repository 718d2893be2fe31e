"""How good the models are in each part of the portfolio: by purpose, residence and income."""

from typing import TYPE_CHECKING

from app.training.judging import figures
from app.training.judging.content import Content, Sheet, cells
from app.training.judging.evidence import Evidence
from app.widgets.figure_model import Cell

if TYPE_CHECKING:
    from core.evaluation.segments import Segment

_TITLES = {"income": "Income band"}


def content(evidence: Evidence) -> Content:
    """The page."""
    parts = evidence.judgement.candidate.segments
    return Content(evidence.basis, (), (), tuple(_sheet(evidence, name) for name in parts))


def _sheet(evidence: Evidence, name: str) -> Sheet:
    models = evidence.models
    title = _TITLES.get(name) or figures.factor_name(name)
    rows = zip(*(model.judged.segments.get(name, ()) for model in models), strict=True)
    areas, risks = ([f"{part}:\n{model.name}" for model in models] for part in ("AUC", "PD"))
    return Sheet(title, (title, "n", "Defaults", *areas, "Default rate", *risks), [_row(row) for row in rows])


def _row(row: "tuple[Segment, ...]") -> tuple[Cell, ...]:
    first = row[0]
    return cells(
        first.label,
        f"{first.rows:,}",
        f"{first.defaults:,}",
        *(figures.estimate(one.auc, 3) for one in row),
        figures.share(first.default_rate),
        *(figures.percent(one.mean_pd.value) for one in row),
    )
