"""However a bank writes the outcome of its loans, the report tells what each way of writing it was taken for."""

from core.portfolio.data_report_lines import lines
from core.portfolio.survey import survey
from core.portfolio.target_values import Meaning, TargetValue, target_values
from core.portfolio.text_frame import text_column
from tests.core.portfolio.bank import borrowers


def test_each_text_is_told_with_its_meaning_the_most_frequent_first() -> None:
    found = target_values(text_column(["No", "No", "No", "yes", "yes", None, "written off"]))
    assert found == (
        TargetValue("No", Meaning.PAID, 3),
        TargetValue("yes", Meaning.DEFAULT, 2),
        TargetValue("", Meaning.NOTHING, 1),
        TargetValue("written off", Meaning.NOTHING, 1),
    )


def test_of_many_texts_the_rest_is_told_together() -> None:
    texts = ["1"] * 3 + ["0"] * 2 + [f"state {number}" for number in range(20)]
    found = target_values(text_column(texts))
    assert len(found) == 11
    assert found[-1] == TargetValue("12 other texts", Meaning.MIXED, 12)
    assert sum(value.rows for value in found) == len(texts)


def test_the_report_tells_it_to_people_and_to_scripts() -> None:
    report = survey(borrowers({"default": "Y"}, {"default": "N"}, {"default": None}))
    told = [" ".join(line.split()) for line in lines(report)]
    assert {"Y 1 loans: a default", "N 1 loans: paid back", "(blank) 1 loans: no outcome, left out"} <= set(told)
    assert report.to_dict()["target_values"][0] == {"text": "Y", "meaning": "a default", "rows": 1}
