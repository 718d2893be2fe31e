"""Model files as they lie on disk, and how they come to harm."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.scorecard import Scorecard
from core.scorecard_json import to_json

Damage = Callable[[str], str]


def put(folder: Path, scorecard: Scorecard) -> Path:
    """Lay a scorecard into its place among the models of a folder; returns the file."""
    path = folder / scorecard.version / "scorecard.json"
    path.parent.mkdir(parents=True)
    path.write_text(to_json(scorecard), encoding="utf-8")
    return path


def harm(path: Path, damage: Damage) -> None:
    """Replace a file's text by what damage makes of it."""
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")


def signed(body: dict[str, Any]) -> str:
    """JSON text with the checksum that belongs to it, as only a forger would write it."""
    body = {key: value for key, value in body.items() if key != "checksum"}
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return json.dumps({**body, "checksum": hashlib.sha256(canonical.encode("utf-8", "replace")).hexdigest()})


def cut_in_half(text: str) -> str:
    return text[: len(text) // 2]


def altered(text: str) -> str:
    """One digit of the intercept changes; the checksum does not."""
    body = json.loads(text)
    body["intercept"] += 1.0
    return json.dumps(body)


def from_a_newer_program(text: str) -> str:
    return signed({**json.loads(text), "format_version": 99})


def with_another_golden_answer(text: str) -> str:
    body = json.loads(text)
    body["golden_rows"][3]["default_probability"] += 0.01
    return signed(body)


def with_a_golden_row_of_other_factors(text: str) -> str:
    body = json.loads(text)
    body["golden_rows"][0]["factors"]["age"] = ["not", "a", "number"]
    return signed(body)


def without_its_curves(text: str) -> str:
    return signed({key: value for key, value in json.loads(text).items() if key != "curves"})


def emptied(_text: str) -> str:
    return ""


def of_another_program(_text: str) -> str:
    return '{"name": "package", "dependencies": {}}'


def nested_without_end(_text: str) -> str:
    return "[" * 100_000


DAMAGES: dict[Damage, str] = {
    cut_in_half: "damaged or cut short",
    emptied: "damaged or cut short",
    nested_without_end: "damaged or cut short",
    altered: "altered after it was made",
    from_a_newer_program: "newer version of the program",
    with_another_golden_answer: "another answer than it promises for its test row 4",
    with_a_golden_row_of_other_factors: "do not fit together",
    without_its_curves: "incomplete",
    of_another_program: "not a Credit Desk scorecard",
}
"""Ways to harm a model file, with words of the sentence that a person must then read."""
