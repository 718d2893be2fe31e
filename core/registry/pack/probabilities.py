"""Sections on whether probabilities are right and what comes of decisions: calibration, back-test, cut-offs."""

from core.evaluation.cut_off import CutOff
from core.evaluation.estimate import Estimate
from core.registry.pack.subject import Subject
from core.registry.pack.tables import Cell, Column, Kind, Plot, Section, text


def calibration(subject: Subject) -> Section:
    """What was predicted and what came about, in ten groups by PD."""
    found = subject.judged.calibration
    groups = zip(found.rows, found.defaults, found.mean_pd, found.rate, found.low, found.high, strict=True)
    rows = tuple(
        (place, int(count), int(bad), float(pd), Estimate(float(rate), float(low), float(high), int(count)))
        for place, (count, bad, pd, rate, low, high) in enumerate(groups, start=1)
    )
    columns = (
        Column("Group, safest first", Kind.COUNT),
        Column("n", Kind.COUNT),
        Column("Defaults", Kind.COUNT),
        Column("Mean PD", Kind.SHARE),
        Column("Observed default rate", Kind.SHARE),
    )
    tells = "What was predicted and what came about, in groups of equal count by PD."
    return Section(
        "calibration", "Calibration", tells, subject.basis, columns, rows, (_line(subject),), Plot("points", 3, (4, 3))
    )


def _line(subject: Subject) -> str:
    told = [
        f"{name}: slope {_told(judged.measures['calibration_slope'])}, intercept "
        f"{_told(judged.measures['calibration_intercept'])}"
        for name, judged in subject.models
    ]
    return f"{'; '.join(told)}. A slope of 1 and an intercept of 0 are right."


def _told(one: Estimate) -> str:
    return text(Kind.NUMBER, one)


def bands(subject: Subject) -> Section:
    """The back-test of each band."""
    rows = tuple(
        (one.band, one.rows, one.defaults, one.mean_pd, one.default_rate, one.p_value, one.light and str(one.light))
        for one in subject.judged.bands
    )
    columns = (
        Column("Band"),
        Column("n", Kind.COUNT),
        Column("Defaults", Kind.COUNT),
        Column("Mean PD", Kind.SHARE),
        Column("Observed default rate", Kind.SHARE),
        Column("Jeffreys p", Kind.CHANCE),
        Column("Traffic light"),
    )
    tells = "Whether more of a band defaulted than its probabilities promised."
    note = (
        "p is the chance that the true rate is no higher than the mean PD (Jeffreys test, ECB 2019): green from 0.05 "
        "up, yellow below it, red below 0.001."
    )
    return Section("bands", "Back-test by band", tells, subject.basis, columns, rows, (note,))


_CUT_OFF = (Column("Cost ratio", Kind.SHORT), Column("Best cut-off: PD", Kind.SHARE))


_RATIO = (
    "The ratio is what an approved defaulter costs, in declined good borrowers; where PDs are right, the cut-off that "
    "costs least is 1 / (1 + ratio) (Elkan 2001)."
)


def cut_offs(subject: Subject) -> Section:
    """What comes of the best cut-off for each ratio of costs."""
    shares = ("Declined", "Defaulters declined", "Good approved", "Defaulters of the declined", "Bad rate of approved")
    rows = tuple((*_which(*one), *_shares(one[1])) for one in subject.judged.cut_offs.items())
    return Section(
        "cut_offs",
        "Cut-offs",
        "What comes of declining everybody above the PD that costs least, by what a wrong decision costs.",
        subject.basis,
        (*_CUT_OFF, *(Column(words, Kind.SHARE) for words in shares)),
        rows,
        (_RATIO,),
    )


def _shares(found: CutOff) -> tuple[Estimate, ...]:
    return found.declined, found.recall, found.specificity, found.precision, found.default_rate_of_approved


def _which(ratio: float, found: CutOff) -> tuple[Cell, ...]:
    return ratio, found.cut_off


def confusions(subject: Subject) -> Section:
    """The confusion matrix of each of these cut-offs."""
    counts = ("Defaulters declined", "Defaulters approved", "Good declined", "Good approved")
    rows = tuple((*_which(*one), *_counts(*one)) for one in subject.judged.cut_offs.items())
    return Section(
        "confusions",
        "Confusion matrices",
        "How many loans each of these cut-offs decides rightly and wrongly, and what that costs.",
        subject.basis,
        (*_CUT_OFF, *(Column(words, Kind.COUNT) for words in (*counts, "Cost, in declined good borrowers"))),
        rows,
    )


def _counts(ratio: float, found: CutOff) -> tuple[Cell, ...]:
    one = found.confusion
    cost = found.cost(1.0, ratio)
    return one.true_positive, one.false_negative, one.false_positive, one.true_negative, cost
