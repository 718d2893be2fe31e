"""What was observed of others with such a score is told beside the probability, and whether the two agree."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.applicant import observed_words
from app.applicant.assessment import Assessment
from app.paper.content import PaperContent
from core.catalogue import Language
from core.evaluation.observed import Observed
from core.evaluation.uncertainty import Interval
from core.scorecard import ObservedRange
from tests.app.applicant.applicants import RATED, assess
from tests.app.paper.papers import DAY
from tests.core.factories import linear_scorecard

ENGLISH, HINDI = Language.ENGLISH, Language.HINDI
DIFFERS = "The program goes by this applicant's own probability, which lies outside that interval."
BANDS = "These scores belong to more than one band."


def seen(borrowers: int, defaults: int, utilization: str = "40") -> Assessment:
    """An assessment by a model that saw so many borrowers, and defaults among them, in every range of scores."""
    ranges = tuple(ObservedRange(minimum, borrowers, defaults) for minimum in range(300, 900, 10))
    texts = RATED | {"credit_utilization_ratio": utilization}
    return assess(texts, replace(linear_scorecard(), observed=ranges))


def test_the_sentence_about_others_is_the_published_shape() -> None:
    said = observed_words.sentence(Observed(640, 660, 1_243, 41))
    assert said == "Of 1,243 held-out borrowers scored 640–660, 41 defaulted (3.3 %, 2.4–4.4)."
    in_hindi = observed_words.sentence(Observed(640, 660, 1_243, 41), HINDI)
    assert in_hindi == (
        "परीक्षण के लिए अलग रखे गए 1,243 उधारकर्ताओं में से, जिनका स्कोर 640–660 था, 41 ने चूक की (3.3 %, 2.4–4.4)।"
    )


@pytest.mark.parametrize(
    ("defaults", "said"), [(0, "0 %, 0–0.1"), (1, "< 0.1 %, < 0.1–0.2"), (3_345, "100 %, 99.9–100")], ids=str
)
def test_a_share_is_nothing_or_all_only_where_it_is(defaults: int, said: str) -> None:
    assert observed_words.share(Observed(640, 660, 3_345, defaults)) == said


@pytest.mark.parametrize(
    ("pd", "limits", "said"),
    [
        (0.0009, (0.0002, 0.004), "Probability of default 0.1 % (95 % interval < 0.1–0.4)"),
        (0.0004, (0.00003, 0.0007), "Probability of default < 0.1 % (95 % interval < 0.01–0.07)"),
    ],
)
def test_an_interval_of_the_probability_begins_at_no_zero_that_is_none(
    pd: float, limits: tuple[float, float], said: str
) -> None:
    found = assess(RATED)
    assert found.scores is not None
    sure = Interval(*(np.array([limit]) for limit in limits))
    found = replace(found, scores=found.scores._replace(default_probability=np.array([pd])), interval=sure)
    assert observed_words.default_probability(found) == said


@pytest.mark.parametrize("language", Language)
def test_no_score_beyond_the_highest_is_named(language: Language) -> None:
    assert "880–900" in observed_words.sentence(Observed(880, 901, 1_000, 0), language)


@pytest.mark.parametrize(("defaults", "differs"), [(0, False), (400, True)])
def test_a_probability_outside_the_interval_is_explained(defaults: int, differs: bool) -> None:
    """Somebody who reads 0.6 % beside an observed 40 % must know which of them counts, and why."""
    found = seen(1_000, defaults)
    assert found.default_probability is not None
    assert found.default_probability < 0.01
    said = observed_words.observation(found)
    assert (DIFFERS in said) is differs
    assert (
        "कार्यक्रम इसी आवेदक की अपनी संभावना को मानता है, जो इस अंतराल से बाहर है।" in observed_words.observation(found, HINDI)
    ) is differs
    assert observed_words.about(found).endswith(said)


def test_a_probability_above_the_interval_is_explained_too() -> None:
    found = seen(100_000, 1, utilization="99")
    assert found.default_probability is not None
    assert found.default_probability > 0.02
    assert DIFFERS in observed_words.observation(found)


@pytest.mark.parametrize(
    ("pd", "borrowers", "defaults", "differs"),
    [
        (0.0003, 70_000, 35, False),
        (0.0003, 8_000, 8, False),
        (0.0003, 8_000, 32, True),
        (0.0454, 1_243, 41, False),
        (0.069, 1_243, 41, True),
        (0.017, 1_243, 41, False),
        (0.015, 1_243, 41, True),
        (0.0008, 100_000, 0, False),
        (0.9999, 1_000, 970, False),
    ],
    ids=str,
)
def test_only_a_difference_that_can_be_seen_and_matters_is_told(
    pd: float, borrowers: int, defaults: int, differs: bool
) -> None:
    """As shown: < 0.1 % beside < 0.1–0.1 or 0.1–0.2 agrees, 4.5 % beside 2.4–4.4 nearly; 6.9 % beside it does not."""
    found = seen(borrowers, defaults)
    assert found.scores is not None
    other = found.scores._replace(default_probability=np.array([pd]))
    assert (DIFFERS in observed_words.observation(replace(found, scores=other))) is differs


def test_scores_of_more_than_one_band_are_said_to_be_so() -> None:
    assert BANDS not in observed_words.observation(seen(1_000, 8))
    alone = seen(1, 0)
    assert BANDS in observed_words.observation(alone)
    assert "ये स्कोर एक से अधिक श्रेणियों के हैं।" in observed_words.observation(alone, HINDI)


def test_a_model_that_saw_nobody_says_nothing() -> None:
    assert observed_words.observation(assess(RATED, linear_scorecard())) == ""
    assert observed_words.observation(seen(0, 0)) == ""


@given(st.integers(1, 10**8), st.floats(0, 1), st.sampled_from(Language))
def test_whatever_was_observed_fits_a_paper(borrowers: int, share: float, language: Language) -> None:
    said = observed_words.observation(seen(borrowers, int(share * borrowers)), language)
    assert PaperContent(DAY, "v1.0", observed=said).observed == said
