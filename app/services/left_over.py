"""Removes what a run of the program that was killed left unfinished in the folders that the program has of its own."""

import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path

from app.services import paths
from app.services.jobs import Task
from core import unfinished
from core.progress import Report
from core.registry.versions import Registry


def sweeping(data_folder: Path) -> Task:
    """The task of it, for what was left may be large: the data folder, its models and rows, that of temporary files."""
    models = Registry(data_folder, paths.models_folder()).folder
    return partial(_sweep, [data_folder, models, paths.shelf(data_folder), paths.backups(data_folder)])


def _sweep(folders: list[Path], report: Report) -> None:
    with suppress(OSError):  # there is no folder for temporary files
        folders = [*folders, Path(tempfile.gettempdir())]
    for place, folder in enumerate(folders):
        report(place / len(folders), "Tidying up")
        unfinished.sweep(folder)
