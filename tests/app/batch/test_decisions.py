"""What was decided about a file holds for the next one with the same columns."""

from pathlib import Path

import pytest

from app.batch.decisions import Decisions, lasting
from app.services.settings import Settings
from core.batch.choices import ReadingChoices
from core.batch.inspection import Inspection
from core.parsing import Decimal, Percent

HEADER = ("Alter", "Einkommen; €", "")
CHOICES = ReadingChoices(
    sheet="März", columns={"age": "Alter", "income": ""}, decimal=Decimal.COMMA, percent=Percent.SHARE
)


def test_decisions_hold_for_the_same_columns_only(settings: Settings) -> None:
    Decisions(settings).put(HEADER, CHOICES)
    settings.save()
    again = Decisions(settings)
    assert again.find(HEADER) == CHOICES
    assert again.find(HEADER[:2]) is None
    assert again.find(tuple(reversed(HEADER))) is None


def test_another_decision_replaces_the_one_before_and_none_forgets_it(settings: Settings) -> None:
    decisions = Decisions(settings)
    decisions.put(HEADER, CHOICES)
    decisions.put(HEADER, ReadingChoices(sheet="April"))
    assert decisions.find(HEADER) == ReadingChoices(sheet="April")
    decisions.put(HEADER, ReadingChoices())
    assert decisions.find(HEADER) is None


def test_what_each_file_shows_by_itself_is_not_remembered(settings: Settings) -> None:
    """A file in UTF-8 would else be garbled because another one was not."""
    decisions = Decisions(settings)
    decisions.put(HEADER, ReadingChoices(separator="|", encoding="windows-1252", sheet="March"))
    assert decisions.find(HEADER) == ReadingChoices(sheet="March")
    decisions.put(HEADER, ReadingChoices(encoding="windows-1252"))
    assert decisions.find(HEADER) is None


def test_decisions_about_some_columns_are_forgotten_and_about_others_are_not(settings: Settings) -> None:
    decisions = Decisions(settings)
    decisions.put(HEADER, CHOICES)
    decisions.put(("age",), CHOICES)
    decisions.forget(HEADER)
    assert decisions.find(HEADER) is None
    assert decisions.find(("age",)) == CHOICES


def test_the_oldest_of_many_are_forgotten(settings: Settings) -> None:
    decisions = Decisions(settings)
    for number in range(200):
        decisions.put((str(number),), CHOICES)
    assert decisions.find(("199",)) == CHOICES
    assert decisions.find(("0",)) is None


@pytest.mark.parametrize("damage", ["", "no JSON", "[]", '{"columns": 3}', '{"columns": {}}', "null"])
def test_damaged_decisions_are_none(settings: Settings, damage: str) -> None:
    decisions = Decisions(settings)
    decisions.put(HEADER, CHOICES)
    key, _ = settings.texts("batch/readings")
    settings.put("batch/readings", [key, damage])
    assert decisions.find(HEADER) is None
    decisions.put(HEADER, CHOICES)
    assert decisions.find(HEADER) == CHOICES


def test_a_sheet_holds_for_workbooks_that_have_it_and_an_answer_about_numbers_for_none() -> None:
    assert lasting(CHOICES, Inspection(Path("in.csv"))) == ReadingChoices(columns=CHOICES.columns)
    workbook = Inspection(Path("in.xlsx"), sheets=("April", "März"))
    assert lasting(CHOICES, workbook) == ReadingChoices(sheet="März", columns=CHOICES.columns)
    assert lasting(None, workbook) == ReadingChoices()
