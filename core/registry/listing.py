"""One version of a model as a list of versions shows it."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.evaluation import gates
from core.registry.notes import Note
from core.scorecard import Scorecard


class Status(StrEnum):
    """What a version is to the people who score with it."""

    IN_USE = "in use"
    USED_BEFORE = "used before"
    SHIPPED = "shipped"
    NOT_USED = "not used yet"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Version:
    """One model as a list shows it.

    Attributes:
        name: such as ``v2.0``.
        path: its scorecard.json.
        shipped: whether it came with the program.
        active: whether applicants are scored with it now.
        status: the same, and whether it was used before, in words.
        created: ISO date and time in UTC; empty when it cannot be read.
        origin: where it came from, in words; empty when nobody wrote it down.
        author: who made it or took it in; empty when nobody said.
        rows: borrowers it was trained and judged on; None when unknown.
        data_hash: of the tables it was trained on; empty when unknown.
        calibrated: whether its PD was fitted to a real default rate.
        metrics: on the held-out rows of its training; empty for an imported model.
        failed: what each gate that it did not pass has found, as sentences; it is used only for a written reason.
        notes: what people wrote about it, oldest first.
        problem: why it cannot be used, as a sentence; None for a sound one.
    """

    name: str
    path: Path
    shipped: bool
    active: bool
    status: Status = Status.NOT_USED
    created: str = ""
    origin: str = ""
    author: str = ""
    rows: int | None = None
    data_hash: str = ""
    calibrated: bool = False
    metrics: dict[str, float] = field(default_factory=dict)
    failed: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    problem: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON; ``path`` as text."""
        return {**asdict(self), "path": str(self.path), "notes": [asdict(note) for note in self.notes]}


def told(scorecard: Scorecard) -> dict[str, Any]:
    """What a scorecard tells of itself, as fields of a ``Version``."""
    provenance = scorecard.provenance
    rows = provenance.get("rows")
    used = rows.get("used") if isinstance(rows, dict) else rows
    return {
        "created": scorecard.created,
        "origin": str(provenance.get("origin", "")),
        "author": str(provenance.get("author", "")),
        "rows": used if isinstance(used, int) else None,
        "data_hash": str(provenance.get("data_hash", "")),
        "calibrated": scorecard.calibration.calibrated,
        "metrics": scorecard.metrics,
        "failed": tuple(gate.sentence for gate in gates.blocking(scorecard)),
    }


def status(name: str, active: str, before: Collection[str], *, shipped: bool) -> Status:
    """What a version is, from those in use now and before."""
    if name == active:
        return Status.IN_USE
    if name in before:
        return Status.USED_BEFORE
    return Status.SHIPPED if shipped else Status.NOT_USED
