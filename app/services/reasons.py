"""How reasons are told, as an admin chose it in the window: whom they compare with, in whose words.

Plain Python, so that the command line, which tells them in the same way, needs no Qt.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from core.explanation import Population

if TYPE_CHECKING:
    from core.catalogue import Catalogue

POPULATION = "reasons/population"
"""The key of the choice in the settings."""


def population(chosen: str) -> Population:
    """Whom reasons compare with, by the text that is remembered; all borrowers where it is none."""
    return Population(chosen) if chosen in set(Population) else Population.ALL


def chosen_population(data_folder: Path) -> Population:
    """Whom reasons compare with, for the command line; all borrowers where that cannot be read."""
    from app.services.kept_settings import KeptSettings  # the window opens without it, and has its own

    return population(KeptSettings(data_folder).text(POPULATION))


def reason_texts(data_folder: Path) -> dict[str, str]:
    """A bank's own words for reasons by factor; none where it has no catalogue of them."""
    from core import catalogue  # the window opens without it

    return in_english(catalogue.read(data_folder)) if (data_folder / catalogue.FILE_NAME).exists() else {}


def in_english(kept: "Catalogue") -> dict[str, str]:
    """The sentences that window and files tell, by factor."""
    from core.catalogue import Language

    return {name: kept.text(name, Language.ENGLISH) for name in kept.texts}
