"""Sections on how well a model ranks: measures, ROC, precision–recall, KS, scores of both outcomes, deciles."""

import numpy as np

from core.evaluation.estimate import Estimate, share
from core.evaluation.judgement import ModelJudgement
from core.evaluation.measures import newcombe_difference
from core.evaluation.names import EXPLAINED
from core.registry.pack.subject import Subject
from core.registry.pack.tables import Cell, Column, Kind, Plot, Section

_INTERVALS = (
    "Intervals: of AUC and Gini DeLong's, Newcombe's (2006) where those would go beyond 0 or 1 or have no width; of KS "
    "Newcombe's (1998), of PR AUC logit, of ECE by drawing the loans again, of shares Wilson's, of others normal."
)
_FLAGGED = (0.0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, *(step / 20 for step in range(2, 10)), *(0.5, 0.6, 0.7), 0.8,
            0.9, 1.0)  # fmt: skip
_RECALLS = (0.01, 0.02, *(step / 20 for step in range(1, 21)))
_STEPS = 25
"""Rows of the table of a KS curve, at even distances of the score."""


def measures(subject: Subject) -> Section:
    """All figures of the model, beside those of the active one."""
    columns = (Column("Measure"), *(Column(name, Kind.NUMBER) for name, _ in subject.models), Column("n", Kind.COUNT))
    rows = tuple(_measured(subject, key, words) for key, words in EXPLAINED.items() if key in subject.judged.measures)
    notes = (
        _INTERVALS,
        "The ECE is biased upward: right probabilities have one above 0, too, the more so, the fewer loans there are.",
        "b is the balanced probability, the chance of default as if half of all borrowers defaulted.",
    )
    tells = "How well the model ranks and how right its probabilities are, with 95 % intervals."
    return Section("measures", "Measures", tells, subject.basis, columns, rows, notes)


def _measured(subject: Subject, key: str, words: str) -> tuple[Cell, ...]:
    return words, *(judged.measures[key] for _, judged in subject.models), subject.judged.measures[key].rows


def roc(subject: Subject) -> Section:
    """Who is caught at which cost."""
    names = [Column(f"Defaulters caught: {name}", Kind.SHARE) for name, _ in subject.models]
    caught = [_caught(judged, subject.defaults) for _, judged in subject.models]
    rows = tuple((place, *cells) for place, *cells in zip(_FLAGGED, *caught, strict=True))
    return Section(
        "roc",
        "ROC",
        "Which share of the defaulters is caught when so many good borrowers are flagged with them.",
        subject.basis,
        (Column("Good borrowers flagged", Kind.SHARE), *names),
        rows,
        (f"Intervals are Wilson's, of {subject.defaults:,} defaulters at a fixed threshold.",),
        Plot("line", 0, tuple(range(1, len(names) + 1))),
    )


def _caught(judged: ModelJudgement, defaults: int) -> list[Estimate]:
    curve = judged.roc
    rates = np.interp(_FLAGGED, curve.false_positive_rate, curve.true_positive_rate)
    return [share(round(rate * defaults), defaults) for rate in rates.tolist()]


def precision_recall(subject: Subject) -> Section:
    """How many of the flagged default."""
    names = [Column(f"Precision: {name}", Kind.SHARE) for name, _ in subject.models]
    columns = [_precisions(judged, subject.defaults) for _, judged in subject.models]
    rows = tuple((recall, *cells) for recall, *cells in zip(_RECALLS, *columns, strict=True))
    return Section(
        "precision_recall",
        "Precision–recall",
        "Which share of the flagged defaults when so many of the defaulters are caught.",
        subject.basis,
        (Column("Recall: defaulters caught", Kind.SHARE), *names),
        rows,
        (f"A model that guesses has a precision of {100 * subject.defaults / subject.rows:.2f} %, the default rate.",),
        Plot("line", 0, tuple(range(1, len(names) + 1))),
    )


def _precisions(judged: ModelJudgement, defaults: int) -> list[Estimate]:
    """Precision at each recall with Wilson's interval of as many flagged as that takes."""
    curve = judged.precision_recall
    found = np.interp(_RECALLS, curve.recall[::-1], curve.precision[::-1]).tolist()
    caught = [max(round(recall * defaults), 1) for recall in _RECALLS]
    return [share(hit, max(round(hit / one), hit)) for hit, one in zip(caught, found, strict=True)]


def ks(subject: Subject) -> Section:
    """How both outcomes gather from the lowest score up."""
    curve = subject.judged.ks
    steps = np.unique(np.append(np.linspace(curve.scores[0], curve.scores[-1], _STEPS).round(), _widest(subject)))
    places = np.searchsorted(curve.scores, steps, side="right") - 1
    rows = tuple(_gathered(subject, float(step), int(place)) for step, place in zip(steps, places, strict=True))
    return Section(
        "ks",
        "KS",
        "Which shares of defaulters and of good borrowers have at most each score; KS is the largest gap.",
        subject.basis,
        (
            Column("Score", Kind.COUNT),
            Column("Defaulters at or below", Kind.SHARE),
            Column("Good borrowers at or below", Kind.SHARE),
            Column("Gap", Kind.SHARE),
        ),
        rows,
        (f"The gap is widest at score {_widest(subject):.0f}. Its interval is Newcombe's.",),
        Plot("line", 0, (1, 2)),
    )


def _widest(subject: Subject) -> float:
    curve = subject.judged.ks
    return float(curve.scores[int(np.argmax(np.abs(curve.defaulted - curve.paid)))])


def _gathered(subject: Subject, score: float, place: int) -> tuple[Cell, ...]:
    curve = subject.judged.ks
    bad, good = round(curve.defaulted[place] * subject.defaults), round(curve.paid[place] * subject.good)
    gap = newcombe_difference(bad, subject.defaults, good, subject.good)
    return score, share(bad, subject.defaults), share(good, subject.good), gap


def scores(subject: Subject) -> Section:
    """How the scores of both outcomes spread."""
    found = subject.judged.scores
    rows = tuple(
        (float(low), float(high), int(bad), int(paid), share(int(bad), int(bad + paid)))
        for low, high, bad, paid in zip(found.edges, found.edges[1:], found.defaulted, found.paid, strict=False)
    )
    columns = (
        Column("Score from", Kind.COUNT),
        Column("to below", Kind.COUNT),
        Column("Defaulters", Kind.COUNT),
        Column("Good borrowers", Kind.COUNT),
        Column("Default rate", Kind.SHARE),
    )
    tells = "How many defaulters and good borrowers have which score."
    return Section("scores", "Scores", tells, subject.basis, columns, rows, (), Plot("columns", 0, (2, 3)))


def deciles(subject: Subject) -> Section:
    """The decile table, as the notebook lays it out."""
    rows = tuple(
        (
            one.decile, one.minimum, one.maximum, one.events, one.non_events, one.event_rate, one.non_event_rate,
            one.cumulative_events, one.cumulative_non_events, one.cumulative_event_rate,
            one.cumulative_non_event_rate, one.ks,
        )
        for one in subject.judged.deciles
    )  # fmt: skip
    labels = {
        "Decile": Kind.COUNT, "Lowest PD": Kind.SHARE, "Highest PD": Kind.SHARE, "Events": Kind.COUNT,
        "Non-events": Kind.COUNT, "Event rate": Kind.SHARE, "Non-event rate": Kind.SHARE, "Cum. events": Kind.COUNT,
        "Cum. non-events": Kind.COUNT, "Cum. event rate": Kind.SHARE, "Cum. non-event rate": Kind.SHARE,
        "KS": Kind.SHARE,
    }  # fmt: skip
    return Section(
        "deciles",
        "Deciles",
        "Loans in ten equal groups by PD, the riskiest first, and what gathers from group to group.",
        subject.basis,
        tuple(Column(words, kind) for words, kind in labels.items()),
        rows,
        ("Events are defaults. Decile 9 is the riskiest; ties leave fewer groups. The largest KS is that of groups.",),
    )
