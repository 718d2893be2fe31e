"""Where the program finds its own files and keeps the user's; plain Python, so that the command line needs no Qt."""

import os
import sys
import tempfile
from pathlib import Path

from core.errors import FileError

HOME_VARIABLE = "CREDIT_DESK_HOME"
"""The environment variable that moves the user's data folder."""
SETTINGS_FILE = "settings.ini"
"""What the window remembers, in the user's data folder."""


def program_folder() -> Path:
    """The folder that holds ``models`` and ``resources``, from source and in a packaged build alike."""
    packaged = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's loader
    return Path(packaged) if packaged else Path(__file__).resolve().parents[2]


def command_line() -> str:
    """What somebody types to give a command: the executable of a packaged build, or the module."""
    return "credit-desk" if hasattr(sys, "frozen") else "python -m app"


def models_folder() -> Path:
    """The shipped models; read-only."""
    return program_folder() / "models"


def resources_folder() -> Path:
    """Icons, sample files and pictures; read-only."""
    return program_folder() / "resources"


def data_folder(home: str | Path | None = None) -> Path:
    """The user's data folder: ``home``, else CREDIT_DESK_HOME, else the system's place; it may not be there yet.

    Raises:
        FileError: it lies beneath a home or a current folder that there is not.
    """
    chosen = home or os.environ.get(HOME_VARIABLE)
    try:
        return Path(chosen).expanduser().absolute() if chosen else _system_folder()
    except (RuntimeError, FileNotFoundError) as error:
        reason = "no home folder is known" if isinstance(error, RuntimeError) else "the current folder is gone"
        raise FileError(
            f"Credit Desk does not know where its data folder is: {reason}. "
            f"Name a folder by its whole path with --home or {HOME_VARIABLE}."
        ) from error


def writable_data_folder(home: str | Path | None = None, room: int = 0) -> Path:
    """The user's data folder, made if it is not there, for whoever is going to keep something in it.

    Args:
        home: as ``data_folder`` takes it.
        room: bytes that must fit, so that nobody works for long on what cannot be kept.

    Raises:
        FileError: the folder cannot be made, nothing can be written in it, or it has no room.
    """
    folder = data_folder(home)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(room))
            file.flush()
    except OSError as error:
        raise FileError(
            f"Credit Desk cannot keep its data in {folder} ({error.strerror or error}). "
            f"Name a folder you can write in with --home or {HOME_VARIABLE}, or free some space."
        ) from error
    return folder


def shelf(data_folder: Path) -> Path:
    """Where the rows of scored files are kept for the window; it may not be there yet."""
    return data_folder / "batches"


def studies(data_folder: Path) -> Path:
    """The file that keeps the trials of searches until they end; it may not be there yet."""
    return data_folder / "searches.db"


def backups(data_folder: Path) -> Path:
    """Where an older data folder is kept as it was before it was brought up to date; it may not be there yet."""
    return data_folder / "backups"


def _system_folder() -> Path:
    if sys.platform == "win32":
        return _from_environment("LOCALAPPDATA", "AppData/Local") / "Credit Desk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Credit Desk"
    return _from_environment("XDG_DATA_HOME", ".local/share") / "credit-desk"


def _from_environment(variable: str, beneath_home: str) -> Path:
    """The folder a variable names; relative values are void, as the XDG base directory specification says."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / beneath_home
