"""The pages about a trained candidate, and the reason that is asked for."""

from collections.abc import Callable
from functools import partial

from app.training.judging.kinds import KINDS
from tests.pictures.stage import Stage, settle


class ResultStates:
    """Brings the window into them, once a candidate is on show.

    Attributes:
        states: what brings the window into a state, by name, in the order in which they follow from each other.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.states: dict[str, Callable[[], None]] = {
            **{f"training_result_{name}": partial(self._page, name) for name in KINDS},
            "training_result_reason": self._reason,
        }

    def _page(self, name: str) -> None:
        """A page once its charts are drawn, which begins when it has been laid out."""
        self._stage.window.training.result.pages.go_to(name)
        settle()
        self._stage.wait()

    def _reason(self) -> None:
        """What is asked before a candidate is used that does not pass its gates; one that does is used."""
        self._stage.window.training.result.decision.use.click()
        settle()
        self._stage.wait()
