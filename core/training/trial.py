"""One trial of the search and how it was judged; plain, so that a window can tell of it before anything heavy loads."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.training.fitting import Settings


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial of the search and how it was judged.

    Attributes:
        number: from 1.
        settings: what was fitted.
        log_loss: of the calibrated PD on out-of-fold rows; of a pruned trial on those of the folds it came to.
        auc: mean over the same folds.
        pruned: given up before its last fold, since it was worse than most; never the best.
        resumed: taken over from a search that was killed or cancelled.
        seconds: how long it took, when it was run.
    """

    number: int
    settings: "Settings"
    log_loss: float
    auc: float
    pruned: bool = False
    resumed: bool = False
    seconds: float = 0.0

    @property
    def told(self) -> str:
        """What was fitted, in words."""
        settings = self.settings
        return f"{settings.knots} knots, C {settings.regularisation:.3g}, {settings.resampling}"
