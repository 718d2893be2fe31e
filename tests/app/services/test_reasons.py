"""How reasons are told is chosen once, in the window, and holds wherever reasons are told."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from app.services import paths
from app.services.reasons import POPULATION, chosen_population, reason_texts
from app.services.settings import Settings
from core import catalogue
from core.catalogue import Catalogue, Language
from core.explanation import Population

ROOT = Path(__file__).resolve().parents[3]


def test_all_borrowers_and_no_words_of_its_own_where_nothing_was_chosen(home: Path) -> None:
    assert chosen_population(home) is Population.ALL
    assert reason_texts(home) == {}


@pytest.mark.parametrize("population", Population)
def test_what_the_window_keeps_is_found_among_its_other_settings(home: Path, population: Population) -> None:
    settings = Settings(home)
    settings.put("applicant/form", '{"age": "50 %", "note": "a = b;\\n[reasons]"}')
    settings.put("window/geometry", QByteArray(b"\x00\xff[%\x01"))
    settings.put("applicant/means/rate", "11")
    settings.put("above", ["a, b", "ä"])
    settings.put(POPULATION, population.value)
    settings.save()
    assert chosen_population(home) is population


@pytest.mark.parametrize(
    "text",
    [
        b"[reasons]\npopulation=nobody\n",
        b"[reasons]\n",
        b"no section\n",
        b"[reasons]\npopulation=\xff\n",
        b"[reasons\npopulation=above_cutoff\n",
    ],
)
def test_settings_that_are_damaged_do_no_harm(home: Path, text: bytes) -> None:
    (home / paths.SETTINGS_FILE).write_bytes(text)
    assert chosen_population(home) is Population.ALL


def test_a_folder_in_the_place_of_the_settings_does_no_harm(home: Path) -> None:
    (home / paths.SETTINGS_FILE).mkdir()
    assert chosen_population(home) is Population.ALL


def test_the_banks_words_are_those_of_its_catalogue(home: Path) -> None:
    catalogue.write(home, Catalogue().with_text("age", Language.ENGLISH, "Our own words"))
    texts = reason_texts(home)
    assert texts["age"] == "Our own words"
    assert texts["income"] == Catalogue().text("income", Language.ENGLISH)


def test_no_qt_is_needed(home: Path) -> None:
    """The command line runs on servers that lack what Qt needs."""
    code = "import sys; sys.modules['PySide6'] = None; from pathlib import Path; from app.services import reasons; "
    code += "print(reasons.chosen_population(Path(sys.argv[1])), reasons.reason_texts(Path(sys.argv[1])))"
    done = subprocess.run([sys.executable, "-c", code, str(home)], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split() == ["all", "{}"]
