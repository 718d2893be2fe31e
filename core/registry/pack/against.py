"""Sections on what changes with a model: its AUC against that of the active one, and whom they treat differently."""

from core.evaluation.estimate import normal
from core.evaluation.swap_set import Swapped
from core.registry.pack.subject import Subject
from core.registry.pack.tables import Cell, Column, Kind, Section, text

_ALONE = "No active model could score the held-out loans, so there is nothing to compare with."


def areas(subject: Subject) -> Section:
    """DeLong's test of the difference in AUC."""
    columns = (Column(""), Column("AUC", Kind.NUMBER), Column("p", Kind.CHANCE), Column("n", Kind.COUNT))
    test = subject.judgement.auc_difference
    rows: list[tuple[Cell, ...]] = [
        (name, judged.measures["auc"], None, subject.rows) for name, judged in subject.models
    ]
    if test is not None:
        difference = normal(test.difference, test.standard_error, subject.rows)
        rows.append(("Difference", difference, test.p_value, subject.rows))
    note = (
        _ALONE if test is None else "p is two-sided, of DeLong's test (1988): the chance of such a difference if none."
    )
    tells = "Whether the model ranks better or worse than the active one, on the very same loans."
    return Section("areas", "Against active", tells, subject.basis, columns, tuple(rows), (note,))


def swap_set(subject: Subject) -> Section:
    """Who would be approved by one of the models and not by the other."""
    found, (name, *others) = subject.judgement.swap_set, [name for name, _ in subject.models]
    rival = others[0] if others else "active"
    columns = (
        Column("Loans"),
        Column("n", Kind.COUNT),
        Column("Defaults", Kind.COUNT),
        Column("Default rate", Kind.SHARE),
        Column(f"Mean PD: {name}", Kind.SHARE),
        Column(f"Mean PD: {rival}", Kind.SHARE),
    )
    tells = "Who would now be approved, and who no longer, if the model takes the place of the active one."
    if found is None:
        return Section("swap_set", "Swap set", tells, subject.basis, columns, (), (_ALONE,))
    ways = {
        f"Newly approved: by {name} alone": found.newly_approved,
        f"No longer approved: by {rival} alone": found.no_longer_approved,
        "Approved by both": found.both_approve,
        "Declined by both": found.both_decline,
    }
    own, other = (text(Kind.SHARE, one) for one in (found.candidate_approval_rate, found.active_approval_rate))
    note = f"Approved is who reaches the score of low risk: {own} by {name}, {other} by {rival}."
    rows = tuple((words, *_counted(one)) for words, one in ways.items())
    return Section("swap_set", "Swap set", tells, subject.basis, columns, rows, (note,))


def _counted(one: Swapped) -> tuple[Cell, ...]:
    return one.rows, one.defaults, one.default_rate, one.candidate_pd, one.active_pd
