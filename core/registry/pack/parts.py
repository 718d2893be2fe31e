"""Sections on parts of the portfolio: stability since training, months, segments, groups of people."""

from collections.abc import Iterator

from core.evaluation.fairness import FEWEST, GroupFairness
from core.evaluation.segments import Segment
from core.evaluation.stability import Shift
from core.registry.pack.subject import Subject, label
from core.registry.pack.tables import Cell, Column, Kind, Section

_SHIFT = (
    Column("PSI", Kind.NUMBER),
    Column("Chance makes at most", Kind.NUMBER),
    Column("p", Kind.CHANCE),
    Column("Verdict"),
)
_LIMITS = (
    "No shift is told that may be chance; beyond chance, PSI below 0.10 is a small shift, above 0.25 a large one. The "
    "chance of 5 % is shared out among all rows of the table."
)
_NO_SPREAD = "The model keeps no picture of the loans that trained it, so nothing can be compared."
_NO_MONTHS = "The loans have no dates of disbursal, so nothing is told by month."
_PART = (
    Column("n", Kind.COUNT),
    Column("Defaults", Kind.COUNT),
    Column("Default rate", Kind.SHARE),
    Column("Mean PD", Kind.SHARE),
    Column("AUC", Kind.NUMBER),
)


def stability(subject: Subject) -> Section:
    """From training to the held-out rows."""
    rows = tuple((label(one.name), one.rows, *_shift(one)) for one in subject.judged.shifts)
    tells = "How far score and factors of the held-out loans lie from those that trained the model (PSI)."
    columns = (Column("Characteristic"), Column("n", Kind.COUNT), *_SHIFT)
    return Section("stability", "Stability", tells, subject.basis, columns, rows, (_LIMITS if rows else _NO_SPREAD,))


def month_stability(subject: Subject) -> Section:
    """From training to each month."""
    rows = tuple((one.name, one.rows, *_shift(one)) for one in subject.judged.month_shifts)
    tells = "How far the score of each month lies from that of the loans that trained the model (PSI)."
    note = _LIMITS if rows else _NO_SPREAD if subject.judged.months else _NO_MONTHS
    columns = (Column("Month"), Column("n", Kind.COUNT), *_SHIFT)
    return Section("month_stability", "Stability by month", tells, subject.basis, columns, rows, (note,))


def _shift(one: Shift) -> tuple[Cell, ...]:
    return one.psi, one.limit, one.p_value, str(one.verdict)


def months(subject: Subject) -> Section:
    """How good the model is in each month."""
    rows = tuple((one.label, *_part(one)) for one in subject.judged.months)
    tells = "How well the model ranks, and how right its PDs are, month by month of disbursal."
    notes = () if rows else (_NO_MONTHS,)
    return Section("months", "Months", tells, subject.basis, (Column("Month"), *_PART), rows, notes)


def segments(subject: Subject) -> Section:
    """How good the model is in each segment."""
    found = subject.judged.segments.items()
    rows = tuple((label(name), one.label, *_part(one)) for name, parts in found for one in parts)
    tells = "How well the model ranks, and how right its PDs are, in each part of the portfolio."
    columns = (Column("By"), Column("Segment"), *_PART)
    return Section("segments", "Segments", tells, subject.basis, columns, rows)


def _part(one: Segment) -> tuple[Cell, ...]:
    return one.rows, one.defaults, one.default_rate, one.mean_pd, one.auc


def fairness(subject: Subject) -> Section:
    """How groups of people fare."""
    rows = tuple((label(one.name), *_group(group)) for one in subject.judged.fairness for group in one.groups)
    columns = (
        Column("Attribute"),
        Column("Group"),
        Column("n", Kind.COUNT),
        Column("Approval rate", Kind.SHARE),
        Column("Ratio to the highest", Kind.SHORT),
        Column("Approved of good", Kind.SHARE),
        Column("Equal opportunity: ratio", Kind.SHORT),
        Column("Default rate", Kind.SHARE),
        Column("Below four fifths"),
    )
    tells = "Whether groups of people are approved alike: an internal check, of which no model sees anything."
    return Section("fairness", "Fairness", tells, subject.basis, columns, rows, tuple(_on_groups(subject)))


def _group(one: GroupFairness) -> tuple[Cell, ...]:
    below = "yes" if one.is_below_four_fifths else "no"
    ratios = one.approval_rate, one.approval_ratio, one.payers_approved, one.opportunity_ratio
    return one.label, one.rows, *ratios, one.default_rate, below


def _on_groups(subject: Subject) -> Iterator[str]:
    if not subject.judged.fairness:
        yield "The tables name no group of people, so nothing could be compared."
        return
    yield (
        "A ratio compares with the group that is approved most; below 0.80, and by more than chance below 1, is taken "
        "for adverse impact (four-fifths rule). Equal opportunity compares those who repaid. Intervals are Katz's."
    )
    for one in subject.judged.fairness:
        if one.hidden:
            yield f"{label(one.name)}: hidden, with fewer than {FEWEST} loans each: {', '.join(one.hidden)}."
