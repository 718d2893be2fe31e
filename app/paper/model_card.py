"""Model cards as files: HTML for a browser, one page of PDF for a binder."""

import sys
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.paper import fonts, making
from app.paper.printing import Sheet, save_pdf
from app.services import paths, theme
from app.services.colours import LIGHT
from core import files
from core.errors import InputError
from core.registry.card import ModelCard, model_card
from core.registry.versions import Registry
from core.scorecard import Scorecard

if TYPE_CHECKING:
    from app.paper.sandbox import Sandbox

FOLDER = "cards"
"""Of the template among the resources."""
_TEMPLATE = "model_card.html"


def told(registry: Registry, scorecard: Scorecard) -> ModelCard:
    """The card of a version, with what the registry knows of it."""
    (version,) = [version for version in registry.versions() if version.name == scorecard.version]
    return model_card(scorecard, version.notes, version.status)


def html(card: ModelCard) -> str:
    """The card as a page of its own; whatever people wrote in it is text and no HTML."""
    return _sandbox().render(_TEMPLATE, {"card": card, "colours": theme.names(LIGHT)})


def writers(card: ModelCard) -> dict[str, Callable[[Path], object]]:
    """What writes the card beside an export, by the names of the files."""
    return {"model_card.html": partial(_save_html, card), "model_card.pdf": partial(_save_pdf, card)}


def save(card: ModelCard, target: Path) -> None:
    """Write the card as the name of the file asks for.

    Raises:
        InputError: the name ends neither in .html nor in .pdf.
        FileError: the file cannot be written.
    """
    kinds = {".html": _save_html, ".htm": _save_html, ".pdf": _save_pdf}
    if target.suffix.lower() not in kinds:
        raise InputError(f"{target.name} is no name for a model card. End it in .html or .pdf.")
    kinds[target.suffix.lower()](card, target)


def without_window() -> QGuiApplication | None:
    """What Qt needs to set text where no window is open; keep it until the card is written. None where it has it."""
    if QGuiApplication.instance() is not None:
        return None
    platform = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
    return QGuiApplication(["card", *platform])


def _save_html(card: ModelCard, target: Path) -> None:
    files.write_text(target, html(card))


def _save_pdf(card: ModelCard, target: Path) -> None:
    document = making.english(html(card), fonts.system_fonts())
    save_pdf(Sheet(f"Model card {card.title}", document, is_one_page=True), target)


@lru_cache(maxsize=1)
def _sandbox() -> "Sandbox":
    from app.paper.sandbox import Sandbox  # imports Jinja, which the window does not need to open

    return Sandbox([paths.resources_folder() / FOLDER], {}, ["card", "colours"])
