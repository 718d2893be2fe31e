"""Watchers of slow work: one that remembers what it was told, one that cancels."""

from dataclasses import dataclass, field

from core.progress import Cancelled


@dataclass
class Watcher:
    """Remembers each share and message; cancels after so many reports, if any."""

    cancel_after: int | None = None
    shares: list[float] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def __call__(self, fraction: float, message: str) -> None:
        if self.cancel_after == len(self.shares):
            raise Cancelled
        self.shares.append(fraction)
        self.messages.append(message)

    def assert_rising(self) -> None:
        """Shares lie between 0 and 1 and never fall."""
        assert self.shares
        assert self.shares == sorted(self.shares)
        assert 0.0 <= self.shares[0] <= self.shares[-1] <= 1.0
