"""A follower of a search that writes down what it is told, and has enough when it is told to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.training.trial import Trial


@dataclass
class Listener:
    """Follows a search.

    Attributes:
        enough_after: trials after which the best so far is enough; None never.
        trials: in the order they were told.
        shares: the importance of the parameters, each time it was told.
    """

    enough_after: int | None = None
    trials: list[Trial] = field(default_factory=list)
    shares: list[Mapping[str, float]] = field(default_factory=list)

    def trial_ended(self, trial: Trial) -> None:
        self.trials.append(trial)

    def importance(self, shares: Mapping[str, float]) -> None:
        self.shares.append(shares)

    def is_enough(self) -> bool:
        return self.enough_after is not None and len(self.trials) >= self.enough_after
