"""Whoever watches a search: is told of each trial, and may say that the best so far is enough."""

from collections.abc import Mapping
from typing import Protocol

from core.training.trial import Trial


class Follower(Protocol):
    """Called in the thread that trains."""

    def trial_ended(self, trial: Trial) -> None:
        """A trial has ended, was pruned, or was taken over from a search that was killed; told in their order."""

    def importance(self, shares: Mapping[str, float]) -> None:
        """How much each parameter decides, by its name, together 1; told anew as trials end, once enough are whole."""

    def is_enough(self) -> bool:
        """Whether to stop and keep the best; asked between trials and folds. The first trial is always finished."""


class _Nobody:
    def trial_ended(self, trial: Trial) -> None:
        pass

    def importance(self, shares: Mapping[str, float]) -> None:
        pass

    def is_enough(self) -> bool:
        return False


NOBODY: Follower = _Nobody()
"""For callers who do not watch."""
