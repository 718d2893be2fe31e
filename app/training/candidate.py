"""Trains a candidate; runs in the thread of a job."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.libraries import loading
from app.training.journal import Journal
from app.training.source import Source
from core.progress import Report, part_of
from core.scorecard import Scorecard
from core.training.options import TrainingOptions

if TYPE_CHECKING:
    from core.training.result import TrainingResult

_LOADED, _READ = 0.04, 0.1


@dataclass(frozen=True)
class Candidate:
    """A trained model that nobody uses yet, beside the model it was compared with.

    Attributes:
        result: of the training.
        rival: version of the model that was in use when it was trained.
    """

    result: "TrainingResult"
    rival: str


def train_candidate(
    source: Source,
    options: TrainingOptions,
    active: Scorecard,
    journal: Journal,
    report: Report,
    study: Path | None = None,
) -> Candidate:
    """Read the tables, train, and draw up the comparison; changes nothing on the disk but the study.

    Args:
        source: of the tables.
        options: what to train.
        active: the model in use.
        journal: told of all that happens; may end the search.
        report: told the progress.
        study: the file that keeps the trials of a search until it ends; None to keep them nowhere.

    Raises:
        CreditDeskError: the tables cannot be read, or cannot make a model.
        Cancelled: through ``report``.
    """
    heard = journal.listening(report)
    with loading("sklearn"):
        _load_libraries(part_of(heard, 0.0, _LOADED))
    from core.training.train import train

    tables = source.read(part_of(heard, _LOADED, _READ))
    result = train(tables, options, active, part_of(heard, _READ, 1.0), journal, study)
    return Candidate(result, active.version)


def _load_libraries(report: Report) -> None:
    """Import what training needs one by one, so that a cancel is heard between."""
    report(0.0, "Loading the learning libraries")
    import core.portfolio.sources

    report(0.2, "Loading the learning libraries")
    import core.training.resampling

    report(0.7, "Loading the learning libraries")
    import app.training.judging.pages  # noqa: F401 - here, so that the window need not wait for the pages of the result
    import core.training.search  # noqa: F401 - all others for their own imports

    report(1.0, "Loading the learning libraries")
