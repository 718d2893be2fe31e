"""What every tab is given: the one set of services of a running window."""

from pathlib import Path
from typing import NamedTuple

from app.services.active_model import ActiveModel
from app.services.dialogs import Dialogs
from app.services.jobs import JobRunner
from app.services.settings import Settings


class Desk(NamedTuple):
    """Services of a window.

    Attributes:
        data_folder: the user's.
        settings: what is remembered.
        dialogs: every question that interrupts.
        jobs: every slow work.
        model: the active model.
    """

    data_folder: Path
    settings: Settings
    dialogs: Dialogs
    jobs: JobRunner
    model: ActiveModel
