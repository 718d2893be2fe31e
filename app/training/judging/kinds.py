"""The kinds of pages about a judgement, in their order."""

from collections.abc import Callable
from dataclasses import dataclass

from app.training.judging import (
    against,
    bands,
    calibration,
    cut_off,
    deciles,
    discrimination,
    factors,
    fairness,
    overview,
    scores,
    segments,
    stability,
)
from app.training.judging.content import Content
from app.training.judging.cut_off_page import CutOffPage
from app.training.judging.evidence import Evidence
from app.training.judging.factors_page import FactorsPage
from app.training.judging.overview_page import OverviewPage
from app.training.judging.page import Page
from app.training.judging.stability_page import StabilityPage


@dataclass(frozen=True)
class Kind:
    """A kind of page: what stands on it, and the widget that shows it."""

    title: str
    content: Callable[[Evidence], Content]
    page: type[Page] = Page


KINDS = {
    "overview": Kind("Overview", overview.content, OverviewPage),
    "discrimination": Kind("Discrimination", discrimination.content),
    "calibration": Kind("Calibration", calibration.content),
    "scores": Kind("Scores", scores.content),
    "deciles": Kind("Deciles", deciles.content),
    "cut_off": Kind("Cut-off", cut_off.content, CutOffPage),
    "factors": Kind("Factors", factors.content, FactorsPage),
    "stability": Kind("Stability", stability.content, StabilityPage),
    "bands": Kind("Back-test by band", bands.content),
    "segments": Kind("Segments", segments.content),
    "fairness": Kind("Fairness", fairness.content),
    "against": Kind("Against active", against.content),
}
"""The pages by their names, in their order."""


def text(evidence: Evidence) -> str:
    """All pages as text, with tabs between the cells of tables."""
    return "\n\n\n".join(f"{kind.title.upper()}\n\n{kind.content(evidence).text}" for kind in KINDS.values())
