"""The scorecard as readable JSON: opening one runs no code, and an altered or cut file is refused.

The file carries a checksum of its content. It protects against accidents and careless edits; the golden rows
(``core.scoring.verify``) catch a program that computes otherwise.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from core.distribution import TrainingDistribution
from core.errors import ModelError
from core.features import FEATURES
from core.scorecard import Scorecard
from core.sealed import is_unaltered, parsed, sealed
from core.strict_reading import misfit, read

FORMAT = "credit-desk-scorecard"
FORMAT_VERSION = 3
_SINCE_3: dict[str, Any] = {"training_distribution": json.loads(json.dumps(asdict(TrainingDistribution())))}
_SINCE_2: dict[str, Any] = {"reference_above_cutoff": {}, "covariance": [], "observed": []} | _SINCE_3
_LATER_PARTS = {1: _SINCE_2, 2: _SINCE_3, FORMAT_VERSION: {}}
"""What the versions of the format that can be read do not have yet, as empty as where it is unknown."""
_AROUND = {"format", "format_version", "checksum"}


def to_json(scorecard: Scorecard) -> str:
    """Write the scorecard as JSON text; reading it back gives an equal scorecard, to the last digit."""
    body = {"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(scorecard)}
    return json.dumps(sealed(body), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def from_json(text: str) -> Scorecard:
    """Read a scorecard from JSON text.

    Raises:
        ModelError: the text is no scorecard, is cut short, was altered, comes from a newer program, or holds parts
            that do not fit together.
    """
    body = _parse(text)
    if body.get("format") != FORMAT:
        raise ModelError("This is not a Credit Desk scorecard. Choose a scorecard.json, or import the notebook's file.")
    version = body.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise ModelError("This scorecard was made by a newer version of the program. Update the program to use it.")
    if not is_unaltered(body):
        raise ModelError("This scorecard was altered after it was made. Use the original file or another version.")
    if type(version) is not int or version not in _LATER_PARTS:
        raise misfit(f"there is no format_version {version}")
    parts = {name: part for name, part in body.items() if name not in _AROUND}
    scorecard = read(Scorecard, _LATER_PARTS[version] | parts)
    _check_names(scorecard)
    for problem in _misfits(scorecard):
        raise misfit(problem)
    return scorecard


def _parse(text: str) -> dict[str, Any]:
    try:
        body = parsed(text)
    except (ValueError, RecursionError) as error:
        raise ModelError(
            "The model file is damaged or cut short: it is not complete JSON. Use the original file."
        ) from error
    if not isinstance(body, dict):
        raise ModelError("The model file holds no scorecard. Choose a scorecard.json.")
    return body


def _check_names(scorecard: Scorecard) -> None:
    """Refuse factors and categories of a newer program."""
    for name in scorecard.factors:
        if name not in FEATURES:
            raise ModelError(f"The model uses a factor this program does not know: {name}. Update the program.")
    for name, table in scorecard.tables.items():
        for category in table.keys() - set(FEATURES[name].categories):
            raise ModelError(
                f"The model uses a category this program does not know: {name} {category}. Update the program."
            )


def _misfits(scorecard: Scorecard) -> Iterator[str]:
    """What is wrong with parts of which each is right alone."""
    yield from (f"{name} is no number, and has a curve" for name in scorecard.curves if FEATURES[name].categories)
    yield from _miscounted(scorecard)
    for pair in scorecard.unseen_pairs:
        for name, category in ((pair.first, pair.first_category), (pair.second, pair.second_category)):
            if category not in scorecard.tables.get(name, {}):
                yield f"{name} {category} is in no table"
    kinds = {name: name in scorecard.tables for name in scorecard.factors}
    for number, row in enumerate(scorecard.golden_rows, start=1):
        if {name: isinstance(value, str) for name, value in row.factors.items()} != kinds:
            yield f"test row {number} has other factors"


def _miscounted(scorecard: Scorecard) -> Iterator[str]:
    """What is wrong with the picture of the training data."""
    spread = scorecard.training_distribution
    other = (spread.numbers.keys() ^ scorecard.curves.keys()) | (spread.categories.keys() ^ scorecard.tables.keys())
    if spread.rows and other:
        yield "the training data was counted by other factors"
    for name, bins in spread.categories.items():
        if not bins.counts.keys() <= set(FEATURES[name].categories):
            yield f"the training data has categories of {name} that there are not"
