"""The back-test of each band: whether more defaulted than its probabilities of default promised."""

from typing import TYPE_CHECKING

from app.training.judging import figures
from app.training.judging.content import Content, Sheet, graver
from app.training.judging.evidence import Evidence, Model
from app.widgets.figure_model import Cell

if TYPE_CHECKING:
    from core.evaluation.backtest import BandTest

_HEADERS = ("Band", "n", "Defaults", "Mean PD", "Observed rate", "Jeffreys p", "Traffic light: PD is")
_TOLD = (
    "p is the chance that the true rate is no higher than the mean PD (Jeffreys test, ECB 2019): green from 5 % up, "
    "yellow below it, red below 0.1 %."
)
_LIGHTS = {
    "green": ("success", "green: not too low"),
    "yellow": ("warning", "yellow: probably too low"),
    "red": ("error", "red: too low"),
}
_NOBODY = "nobody in it"
_MARKS = {"yellow": "warning", "red": "error"}


def content(evidence: Evidence) -> Content:
    """The page."""
    lights = [str(one.light) for one in evidence.judgement.candidate.bands]
    mark = graver(_MARKS.get(light, "") for light in lights)
    return Content(evidence.basis, (_TOLD,), (), tuple(_sheet(model) for model in evidence.models), mark)


def _sheet(model: Model) -> Sheet:
    return Sheet(f"{model.name}: back-test by band", _HEADERS, [_row(one) for one in model.judged.bands], words=(6,))


def _row(one: "BandTest") -> list[Cell]:
    icon, light = _LIGHTS[one.light] if one.light else ("", _NOBODY)
    told = (
        f"{one.rows:,}",
        f"{one.defaults:,}",
        figures.percent(one.mean_pd, 2),
        figures.share(one.default_rate),
        figures.p_value(one.p_value),
    )
    return [Cell(one.band), *map(Cell, told), Cell(light, icon)]
