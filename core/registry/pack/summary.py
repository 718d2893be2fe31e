"""The first sections of a pack: what the model is, what it was made of, its gates, and what people wrote of it."""

from collections.abc import Iterator, Sequence

from core.registry.card_words import data_lines, making
from core.registry.notes import Note
from core.registry.pack.subject import Subject
from core.registry.pack.tables import Cell, Column, Section

_COLUMNS = (Column("What"), Column("Said"))


def summary(subject: Subject, status: str) -> Section:
    """What the model is and was made of."""
    rows = tuple(_lines(subject, status))
    tells = "Which model this is, of which data it was made, and how."
    return Section("summary", "Summary", tells, subject.basis, _COLUMNS, rows)


def _lines(subject: Subject, status: str) -> Iterator[tuple[Cell, ...]]:
    card = subject.scorecard
    told = {"Model": subject.name, "Made": card.created[:10], "Author": card.provenance.get("author"), "Status": status}
    yield from ((words, str(value)) for words, value in told.items() if value)
    yield from ((line.label, line.value) for line in (*data_lines(card), *making(card)))
    yield "Held-out loans", f"{subject.rows:,}, of which {subject.defaults:,} defaulted"
    yield from _rival(subject)


def _rival(subject: Subject) -> Iterator[tuple[Cell, ...]]:
    names = [name for name, _ in subject.models[1:]]
    yield "Compared with", names[0] if names else "no model"


def gates(subject: Subject, notes: Sequence[Note]) -> Section:
    """What the model must pass before it is used, and why it is used all the same."""
    rows = tuple((gate.name, gate.verdict, gate.sentence) for gate in subject.judgement.gates)
    reason = subject.scorecard.provenance.get("reason")
    told = [f"It was put into use all the same, because: {reason}"] if reason else []
    written = [f"{note.at[:10]} {note.author}: {note.text}" for note in notes]
    tells = "Whether the model may be used without a written reason."
    columns = (Column("Gate"), Column("Verdict"), Column("What was found"))
    return Section("gates", "Gates", tells, subject.basis, columns, rows, (*told, *written))
