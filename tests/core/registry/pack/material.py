"""Packs to look at."""

from dataclasses import replace
from functools import cache

from core.evaluation.judgement import Judgement
from core.registry.pack.contents import validation_pack
from core.registry.pack.tables import Pack, Section
from core.scorecard import Scorecard
from tests.core.factories import curve_scorecard
from tests.core.judged import judgement

ROWS = 3_000
MODEL = replace(curve_scorecard(), version="v2.0", provenance={"rows": {"train": 9_000}, "author": "Model owner"})


@cache
def pack() -> Pack:
    """That of a model which was compared with v1.0 on 3,000 loans."""
    return validation_pack(MODEL, judgement(ROWS), status="not used yet")


def section(key: str, judged: Judgement | None = None, scorecard: Scorecard = MODEL) -> Section:
    """A section of that pack, or of the pack of another judgement or model."""
    is_usual = judged is None and scorecard is MODEL
    of = pack() if is_usual else validation_pack(scorecard, judged or judgement(ROWS))
    (found,) = [one for one in of.sections if one.key == key]
    return found
