"""The templates of papers: a bank's own copies, else the program's, made into HTML.

A bank edits its copies in ``letters/<language>`` of the data folder.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.paper import words
from app.services import paths
from core import files
from core.catalogue import Language
from core.errors import FileError

if TYPE_CHECKING:
    from app.paper.sandbox import Sandbox

FOLDER = "letters"
"""Of a bank's own templates in the data folder, and of the program's among the resources."""


class Kind(StrEnum):
    """The papers there are."""

    ASSESSMENT = "assessment"
    DECLINE = "decline"
    APPROVAL = "approval"


def render(kind: Kind, language: Language, data_folder: Path, values: Mapping[str, object]) -> str:
    """The HTML of a paper.

    Args:
        kind: which paper.
        language: of the paper.
        data_folder: where a bank's own templates may be.
        values: what the template may name.

    Raises:
        PaperError: the template has an error, or names something that is not there.
    """
    return _sandbox(data_folder, language, frozenset(values)).render(f"{kind}.html", values)


@lru_cache(maxsize=4)
def _sandbox(data_folder: Path, language: Language, known: frozenset[str]) -> "Sandbox":
    """Kept, so that the templates of many letters are read once."""
    from app.paper.sandbox import Sandbox  # imports Jinja, which the window does not need to open

    own, shipped = data_folder / FOLDER, paths.resources_folder() / FOLDER
    filters = {"money": partial(words.money, language=language), "day": partial(words.day, language=language)}
    folders = (own / language, own, shipped / language, shipped)
    return Sandbox(folders, filters | {"number": words.number}, known)


def copy_for_editing(data_folder: Path) -> Path:
    """Put copies of the program's templates into the data folder, beside those a bank has already; gives the folder.

    Raises:
        FileError: the folder cannot be written.
    """
    shipped, own = paths.resources_folder() / FOLDER, data_folder / FOLDER
    for source in sorted(shipped.rglob("*.html")):
        target = own / source.relative_to(shipped)
        if not target.exists():
            _make_folder(target.parent)
            files.write_text(target, files.read_text(source))
    return own


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"{folder} cannot be made ({error.strerror}). Take away what is in its place.") from error
