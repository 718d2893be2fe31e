"""What a scored file is called."""

from pathlib import Path

from core.batch.naming import scored_name


def test_a_scored_file_stands_beside_its_source_and_is_a_csv_file_too() -> None:
    assert scored_name(Path("data") / "june.2024.txt") == Path("data") / "june.2024_scored.csv"
