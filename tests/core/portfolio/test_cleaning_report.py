"""What cleaning did is told in sentences, and kept without anybody's cells."""

import json
from dataclasses import replace

from core.portfolio.cells import Mended
from core.portfolio.cleaning_report import CleaningReport
from core.portfolio.exclusion import Excluded

REPORT = CleaningReport(
    rows=50_000,
    used=49_985,
    defaults=4_299,
    excluded=(
        Excluded("income", "is 0, so nothing can be compared with it", 8, (("0", 8),)),
        Excluded("age", "is not a number", 7, (("thirty\nfive", 6), ("x" * 50, 1))),
        Excluded("default", "is empty", 1_200, ()),
    ),
    mended=(Mended("loan_purpose", "Personaal", "Personal", 22),),
    missing={"residence_type": 1_062, "age": 1},
    without_values=("enquiry_count",),
)
PERFECT = replace(REPORT, excluded=(), mended=(), missing={}, without_values=())


def test_everything_that_was_done_is_told() -> None:
    assert REPORT.lines() == [
        "49,985 of 50,000 loans are used, 4,299 (8.6%) of them defaults.",
        "8 left out: income is 0, so nothing can be compared with it ('0' in 8).",
        f"7 left out: age is not a number ('thirty five' in 6, '{'x' * 39}…' in 1).",
        "1,200 left out: default is empty.",
        "Mended: 22 loan_purpose 'Personaal' → Personal.",
        "Missing, filled by what the training part says: residence_type 1,062, age 1.",
        "Without a single value, so not used: enquiry_count.",
    ]


def test_where_nothing_was_done_only_the_counts_are_told() -> None:
    assert PERFECT.lines() == ["49,985 of 50,000 loans are used, 4,299 (8.6%) of them defaults."]


def test_what_is_kept_with_the_model_has_counts_and_no_cells_of_loans_left_out() -> None:
    told = json.loads(json.dumps(REPORT.to_dict()))
    assert told["excluded"][1] == {"column": "age", "reason": "is not a number", "rows": 7}
    assert "thirty" not in json.dumps(told)
    assert told["mended"] == [{"column": "loan_purpose", "text": "Personaal", "value": "Personal", "rows": 22}]
    assert (told["rows"], told["used"], told["defaults"]) == (50_000, 49_985, 4_299)
    assert told["missing"] == {"residence_type": 1_062, "age": 1}
    assert told["without_values"] == ["enquiry_count"]
