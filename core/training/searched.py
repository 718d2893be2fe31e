"""What a search has come to: its trials, what stopped it, and how much each parameter decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from core.training.trial import Trial

Stopped = Literal["", "asked", "time"]
"""What ended a search before its last trial: nothing, somebody who had enough, or its time."""
_WHY = {"asked": "because the best so far was enough", "time": "because its time was up"}


@dataclass(frozen=True, slots=True)
class Searched:
    """A search that has ended.

    Attributes:
        trials: in their order; none for the reference preset.
        planned: how many there were to be.
        stopped: what ended it before.
        importance: how much each parameter decides how good a trial is, together 1; empty with too few trials.
        notes: what became of the file that keeps trials, as sentences.
        started_from: the parameters of the active model, which were tried first; empty where there were none.
    """

    trials: tuple[Trial, ...] = ()
    planned: int = 0
    stopped: Stopped = ""
    importance: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    started_from: Mapping[str, Any] = field(default_factory=dict)

    @property
    def best(self) -> Trial:
        """The best of its trials; there is one wherever anything was searched."""
        return best(self.trials)

    @property
    def pruned(self) -> int:
        """How many trials were given up before their last fold."""
        return sum(trial.pruned for trial in self.trials)

    def provenance(self) -> dict[str, Any]:
        """What is kept with the model: the same for a search that was killed and went on."""
        return {
            "trials": len(self.trials),
            "planned": self.planned,
            "pruned": self.pruned,
            "stopped": self.stopped or None,
            "started_from": dict(self.started_from) or None,
        }

    def to_dict(self) -> dict[str, Any]:
        """The answer of ``train --json``: the same with each trial, and how much each parameter decides."""
        return {
            **self.provenance(),
            "trials": [_told(trial) for trial in self.trials],
            "importance": dict(self.importance),
        }

    def lines(self) -> list[str]:
        """The same for a person, a sentence each; nothing where nothing was searched."""
        if not self.trials:
            return []
        leader = self.best
        found = f"Best of {len(self.trials)} trials ({self.pruned} pruned): trial {leader.number}, {leader.told}."
        shares = sorted(self.importance.items(), key=lambda item: -item[1])
        decided = ", ".join(f"{name} {share:.0%}" for name, share in shares)
        return [found, *([f"What decides: {decided}."] if decided else [])]

    def data_notes(self) -> list[str]:
        """What is to be known of the model: that its search was stopped."""
        return [*filter(None, [self._stop()]), *self.notes]

    def _stop(self) -> str:
        if not self.stopped:
            return ""
        return (
            f"The search was stopped after {len(self.trials)} of {self.planned} trials {_WHY[self.stopped]}; "
            "another run may stop elsewhere and find another model."
        )


def best(trials: Sequence[Trial]) -> Trial:
    """The trial with the smallest log loss of those that were not pruned, the earliest among equals."""
    return min((trial for trial in trials if not trial.pruned), key=_log_loss)


def _log_loss(trial: Trial) -> float:
    return trial.log_loss


def _told(trial: Trial) -> dict[str, Any]:
    return {
        "number": trial.number,
        "settings": trial.settings.to_dict(),
        "log_loss": trial.log_loss,
        "auc": trial.auc,
        "pruned": trial.pruned,
        "resumed": trial.resumed,
        "seconds": round(trial.seconds, 2),
    }
