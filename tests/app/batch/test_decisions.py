"""What was decided about a file holds for the next one with the same columns."""

import pytest

from app.batch.decisions import Decisions
from app.services.settings import Settings
from core.batch.choices import ReadingChoices
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
    decisions.put(HEADER, ReadingChoices(separator="|", encoding="utf-16"))
    assert decisions.find(HEADER) == ReadingChoices(separator="|", encoding="utf-16")
    decisions.put(HEADER, ReadingChoices())
    assert decisions.find(HEADER) is None


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
