"""What the pages say of parts of the portfolio: bands, segments, groups of people, months."""

from dataclasses import replace

import pytest

from app.training.judging import (
    bands,
    fairness,
    segments,
    stability,
)
from app.training.judging.evidence import Evidence
from core.evaluation.backtest import Light
from core.evaluation.estimate import Estimate
from core.evaluation.fairness import Fairness
from tests.app.training.judging.reading import cells, columns


def test_a_band_has_a_light_with_a_shape_and_words(evidence: Evidence) -> None:
    own = evidence.judgement.candidate
    lit = replace(
        own, bands=tuple(replace(one, light=light) for one, light in zip(own.bands, [*Light, None], strict=False))
    )
    found = bands.content(replace(evidence, judgement=replace(evidence.judgement, candidate=lit)))
    told = [(row[-1].text, row[-1].icon) for row in found.sheets[0].rows]
    assert told == [
        ("green: not too low", "success"),
        ("yellow: probably too low", "warning"),
        ("red: too low", "error"),
        ("nobody in it", ""),
    ]
    assert found.mark == "error"


def test_segments_have_both_models_beside_each_other(evidence: Evidence) -> None:
    (sheet,) = segments.content(evidence).sheets
    assert sheet.headers[3:5] == ("AUC:\nCandidate", "AUC:\nv1.0")
    assert sheet.headers[6:] == ("PD:\nCandidate", "PD:\nv1.0")
    assert "\tAUC: Candidate\tAUC: v1.0\t" in sheet.text
    assert sum(int(count) for count in columns(sheet, "n")) == 1_000


def test_fairness_says_what_it_is_and_hides_small_groups(evidence: Evidence) -> None:
    own = evidence.judgement.candidate
    (gender,) = own.fairness
    some = replace(own, fairness=(Fairness(gender.name, gender.groups, ("X",)),))
    found = fairness.content(replace(evidence, judgement=replace(evidence.judgement, candidate=some)))
    assert "An internal check" in found.words[0]
    assert "no model sees these columns" in found.words[0]
    assert "Age is a factor of the model" in found.words[0]
    assert found.sheets[0].note == "Hidden, with fewer than 30 loans each: X."
    assert [row[0] for row in cells(found.sheets[0])] == ["F", "M"]


@pytest.mark.parametrize(
    ("ratio", "told", "mark"),
    [
        (Estimate(0.6, 0.5, 0.7, 100), "below", "warning"),
        (Estimate(0.7, 0.4, 1.2, 100), "below, may be chance", ""),
        (Estimate(0.9, 0.8, 1.0, 100), "met", ""),
        (Estimate(None, None, None, 100), "–", ""),
    ],
)
def test_four_fifths_are_told_in_words(evidence: Evidence, ratio: Estimate, told: str, mark: str) -> None:
    """Four-fifths rule (29 CFR 1607.4 D), where the ratio is below 1 by more than chance."""
    own = evidence.judgement.candidate
    (gender,) = own.fairness
    groups = (replace(gender.groups[0], approval_ratio=ratio),)
    some = replace(own, fairness=(replace(gender, groups=groups),))
    found = fairness.content(replace(evidence, judgement=replace(evidence.judgement, candidate=some)))
    assert columns(found.sheets[0], "Four\nfifths") == [told]
    assert found.mark == mark


def test_shifts_are_told_with_their_limits_and_month_by_month(evidence: Evidence) -> None:
    found = stability.content(evidence)
    own = evidence.judgement.candidate
    by_month = next(sheet for sheet in found.sheets if sheet.title == "Candidate: by month")
    assert [row[0] for row in cells(by_month)] == [one.label for one in own.months]
    assert found.sheets[0].title == "Candidate: score and factors"
    assert columns(found.sheets[0], "PSI") == [f"{one.psi:.3f}" for one in own.shifts]
    assert [(row[2].text, row[2].icon) for row in found.sheets[0].rows] == [
        ("large shift", "error"),
        ("no more than chance", "success"),
    ]
    assert found.mark == "error"
    assert found.words[-1] == "How the training rows of v1.0 spread is not known, so no shift can be told."
