"""How sure a probability of default is and what was observed, in words."""

from app.applicant import wording
from app.applicant.assessment import Assessment
from core.catalogue import Language
from core.evaluation.observed import Observed, band_limits
from core.scorecard import ScoreScale

_LEAST, _MOST = 0.0005, 0.9995
"""Shares beyond which no decimals are told; see ``wording.probability``."""
_HARDLY_ANY = 0.001
"""An interval below it is told to another decimal."""
_HIGHEST = ScoreScale().maximum
_OBSERVED = {
    Language.ENGLISH: "Of {one.borrowers:,} held-out borrowers scored {scores}, {one.defaults:,} defaulted ({share}).",
    Language.HINDI: "परीक्षण के लिए अलग रखे गए {one.borrowers:,} उधारकर्ताओं में से, जिनका स्कोर {scores} था, "
    "{one.defaults:,} ने चूक की ({share})।",
}
_OTHER_BANDS = {
    Language.ENGLISH: "These scores belong to more than one band.",
    Language.HINDI: "ये स्कोर एक से अधिक श्रेणियों के हैं।",
}
_DIFFERS = {
    Language.ENGLISH: "The program goes by this applicant's own probability, which lies outside that interval.",
    Language.HINDI: "कार्यक्रम इसी आवेदक की अपनी संभावना को मानता है, जो इस अंतराल से बाहर है।",
}
_FAR = 1.5
"""So many times a limit, or so much less, lies a probability that is far outside an interval."""


def default_probability(assessment: Assessment) -> str:
    """``Probability of default 4.5 % (95 % interval 3.6–5.6)``, the interval where the model knows it."""
    pd, limits = assessment.default_probability, interval(assessment)
    if pd is None:
        return ""
    sure = f" (95 % interval {limits})" if limits else ""
    calibrated = "" if assessment.scorecard.calibration.calibrated else " (uncalibrated)"
    return f"Probability of default {wording.probability(pd)}{sure}{calibrated}"


def about(assessment: Assessment) -> str:
    """What stands beneath: how many that is, the balanced probability, the model, and what was observed."""
    pd, scores = assessment.default_probability, assessment.scores
    if pd is None or scores is None:
        return ""
    balanced = wording.probability(float(scores.balanced_probability[0]))
    first = f"{wording.one_in(pd)} · balanced probability {balanced} · model {assessment.scorecard.version}"
    return "\n".join(filter(None, (first, observation(assessment))))


def observation(assessment: Assessment, language: Language = Language.ENGLISH) -> str:
    """What held-out borrowers with about this score did, and which counts where that is not what the model expects."""
    observed, pd = assessment.observed, assessment.default_probability
    if observed is None or pd is None or not observed.borrowers:
        return ""
    more = _OTHER_BANDS[language] if band_limits(assessment.scorecard, observed) else ""
    other = _DIFFERS[language] if _is_far(pd, observed) else ""
    return " ".join(filter(None, (sentence(observed, language), more, other)))


def sentence(observed: Observed, language: Language = Language.ENGLISH) -> str:
    """One sentence: ``Of 1,243 held-out borrowers scored 640–660, 41 defaulted (3.3 %, 2.4–4.4).``."""
    scores = f"{observed.minimum}–{min(observed.end, _HIGHEST)}"
    return _OBSERVED[language].format(one=observed, scores=scores, share=share(observed))


def share(observed: Observed) -> str:
    """``3.3 %, 2.4–4.4``: the share that defaulted and its 95 % interval."""
    return f"{wording.percent(observed.rate)} %, {wording.interval(*observed.interval)}"


def _is_far(pd: float, observed: Observed) -> bool:
    """Whether somebody who reads the two sees that they differ, by more than a range of scores explains."""
    shown, low, high = (min(max(round(100 * each, 1), 0.1), 99.9) for each in (pd, *observed.interval))
    return shown > _FAR * high or _FAR * shown < low


def interval(assessment: Assessment) -> str:
    """The 95 % interval of PD in per cent, ``3.6–5.6``; empty where it is not known."""
    if assessment.interval is None:
        return ""
    low, high = (float(limit[0]) for limit in assessment.interval)
    if low >= _MOST or high < _LEAST:  # as close to certain as the probability itself is told
        return ""
    return wording.interval(low, high, 1 if high >= _HARDLY_ANY else 2)
