"""What is written beside an exported model: its card, and its judgement and validation pack where it has them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.paper import model_card, validation_pack
from core import files
from core.errors import ModelError
from core.progress import Report, silent
from core.registry import judgements
from core.registry.pack.contents import pack_of
from core.registry.versions import Registry
from core.scorecard import Scorecard

Writers = dict[str, Callable[[Path], object]]
"""By the name of a file, what writes it at a path."""


def beside(
    registry: Registry, scorecard: Scorecard, cache_folder: Path, report: Report = silent
) -> tuple[Writers, list[str]]:
    """What writes the other files of a version, and what had to be left out, as sentences.

    Args:
        registry: that the version is in.
        scorecard: of the version.
        cache_folder: where matplotlib may keep its list of fonts.
        report: told the progress while they are written; may cancel.

    Raises:
        ModelError: what the model tells of its making cannot be read.
        FileError: a file of the version cannot be read.
    """
    card = model_card.writers(model_card.told(registry, scorecard))
    try:
        judgement = registry.judgement(scorecard.version)
    except ModelError as error:
        return card, [f"Its judgement and validation pack were left out. {error}"]
    if judgement is None:
        return card, []
    told = partial(_write, judgements.text_of(judgement, scorecard.version))
    pack = validation_pack.writers(pack_of(registry, scorecard.version), cache_folder, report)
    return {**card, judgements.FILE: told, **pack}, []


def _write(text: str, path: Path) -> None:
    files.write_text(path, text)
