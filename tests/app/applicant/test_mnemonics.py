"""Fields are reached by Alt and a letter of their label."""

import pytest

from app.applicant.history import Way, counting
from app.applicant.mnemonics import form_labels, letter, with_mnemonics
from app.services import paths
from core import validation
from core.scorecard import Scorecard
from core.scorecard_json import from_json
from tests.core.factories import curve_scorecard

MENUS_TABS_AND_BUTTONS = "abrfevhnsxp"


def shipped() -> Scorecard:
    """The model that comes with the program."""
    return from_json((paths.models_folder() / "v1.0" / "scorecard.json").read_text("utf-8"))


def test_no_two_labels_share_a_letter() -> None:
    assert with_mnemonics(["Age", "Amount", "Ae"], taken="m") == ["&Age", "Am&ount", "A&e"]
    assert with_mnemonics(["Aa", "Aa"], taken="") == ["&Aa", "Aa"]


@pytest.mark.parametrize("scorecard", [curve_scorecard(), shipped()], ids=["standard", "shipped"])
@pytest.mark.parametrize("way", Way)
def test_every_field_of_either_way_has_a_letter_of_its_own(scorecard: Scorecard, way: Way) -> None:
    fields = validation.required_inputs(scorecard)
    labels = form_labels(fields, scorecard, MENUS_TABS_AND_BUTTONS)
    found = [letter(labels[name]).casefold() for name in counting(fields, scorecard, way)]
    assert "" not in found
    assert len(set(found)) == len(found)
    assert not set(found) & set(MENUS_TABS_AND_BUTTONS)
