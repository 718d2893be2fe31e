"""What tells two versions of a model apart: figures, factors, making, and whom they would score otherwise."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from core.features import FEATURES, Columns
from core.scorecard import GoldenRow, Scorecard
from core.scoring import Scorer, encode

_UNLIKE = (
    "Their figures were measured on different rows, so that a difference may come from the rows. To see both on the "
    "same rows, train with one of them in use."
)
_ALIKE = "Their figures were measured on the same held-out rows."
_NO_FIGURES = "At least one has no figures, so they cannot be compared by them."
_MOST_LETTERS = 60
_SPLIT = {"seed": None, "split": "random", "held_out": 0.25, "since": None}
"""The options that decide which rows are held out, and what they are in models that do not tell."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that both versions have, and not alike; None where one has none."""

    name: str
    first: Any
    second: Any


@dataclass(frozen=True, slots=True)
class Moved:
    """How made-up applicants are scored by both.

    Attributes:
        applicants: how many; those with known answers of both models that both can score.
        mean: of the second score less the first.
        mean_size: of the same without its sign.
        largest: of the same without its sign.
        other_band: how many come into another band.
    """

    applicants: int
    mean: float
    mean_size: float
    largest: int
    other_band: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side.

    Attributes:
        first: name of one.
        second: name of the other.
        metrics: all that either has, also where they are equal.
        note: whether the metrics can be compared, as a sentence.
        only_first: factors that the second lacks.
        only_second: factors that the first lacks.
        making: what was done otherwise: options, settings, calibration, scale, bands, data.
        moved: scores of made-up applicants; None where no applicant can be scored by both.
    """

    first: str
    second: str
    metrics: tuple[Difference, ...]
    note: str
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    making: tuple[Difference, ...]
    moved: Moved | None

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    def lines(self) -> list[str]:
        """The same for a person."""
        heading = f"{'':<24}{self.first:>14}{self.second:>14}{'difference':>14}"
        told = [heading, *map(_figures, self.metrics)] if self.metrics else []
        return [*told, self.note, *self._factors(), *map(_sentence, self.making), *self._scores()]

    def _factors(self) -> Iterator[str]:
        for name, factors in ((self.first, self.only_first), (self.second, self.only_second)):
            if factors:
                yield f"Factors of {name} alone: {', '.join(FEATURES[factor].label for factor in factors)}"

    def _scores(self) -> Iterator[str]:
        moved = self.moved
        if moved is not None:
            yield (
                f"{moved.applicants} made-up applicants: {self.second} gives {moved.mean:+.1f} points on average, "
                f"at most {moved.largest} points otherwise than {self.first}; {moved.other_band} come into another "
                "band."
            )


def compare(first: Scorecard, second: Scorecard) -> Comparison:
    """Put two models side by side; either may be of any kind, age and origin."""
    return Comparison(
        first=first.version,
        second=second.version,
        metrics=tuple(_pairs(first.metrics, second.metrics)),
        note=_note(first, second),
        only_first=tuple(name for name in first.factors if name not in second.factors),
        only_second=tuple(name for name in second.factors if name not in first.factors),
        making=tuple(pair for pair in _pairs(_making(first), _making(second)) if pair.first != pair.second),
        moved=_moved(first, second),
    )


def _pairs(first: Mapping[str, Any], second: Mapping[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys([*first, *second]):
        yield Difference(name, first.get(name), second.get(name))


def _note(first: Scorecard, second: Scorecard) -> str:
    if not (first.metrics and second.metrics):
        return _NO_FIGURES
    return _ALIKE if _rows_of(first) == _rows_of(second) is not None else _UNLIKE


def _rows_of(scorecard: Scorecard) -> tuple[str, str] | None:
    """What decides which rows were held out: the data, and how they were split; None where unknown."""
    provenance = scorecard.provenance
    options = provenance.get("options")
    if not (provenance.get("data_hash") and isinstance(options, dict)):
        return None
    deciding = {name: options.get(name, usual) for name, usual in _SPLIT.items()}
    return str(provenance["data_hash"]), json.dumps(deciding, sort_keys=True, default=str)


def _making(scorecard: Scorecard) -> dict[str, Any]:
    """How a model was made, by names that a person reads."""
    provenance, calibration = scorecard.provenance, scorecard.calibration
    told: dict[str, Any] = {"origin": provenance.get("origin"), "data": provenance.get("data_hash")}
    for part in ("options", "settings", "rows", "libraries"):
        found = provenance.get(part)
        told |= (
            {f"{part}: {name}": value for name, value in found.items()} if isinstance(found, dict) else {part: found}
        )
    told |= {f"calibration: {name}": value for name, value in asdict(calibration).items()}
    told["scale"] = json.dumps(asdict(scorecard.scale))
    told["bands"] = ", ".join(f"{band.rating} from {band.minimum}" for band in scorecard.bands)
    return told


def _moved(first: Scorecard, second: Scorecard) -> Moved | None:
    rows = [row for row in (*first.golden_rows, *second.golden_rows) if _fits(row, first) and _fits(row, second)]
    if not rows:
        return None
    scores = [Scorer(model).score(_columns(model, rows)).credit_score for model in (first, second)]
    difference = scores[1] - scores[0]
    bands = [
        [model.band_of(score).rating for score in of.tolist()]
        for model, of in zip((first, second), scores, strict=True)
    ]
    return Moved(
        applicants=len(rows),
        mean=float(difference.mean()),
        mean_size=float(np.abs(difference).mean()),
        largest=int(np.abs(difference).max()),
        other_band=sum(one != other for one, other in zip(*bands, strict=True)),
    )


def _fits(row: GoldenRow, scorecard: Scorecard) -> bool:
    """Whether a model can score an applicant: has all its factors, in categories it knows."""
    known = all(row.factors.get(name) in table for name, table in scorecard.tables.items())
    return known and all(isinstance(row.factors.get(name), int | float) for name in scorecard.curves)


def _columns(scorecard: Scorecard, rows: Iterable[GoldenRow]) -> Columns:
    found = {name: [row.factors[name] for row in rows] for name in scorecard.factors}
    return {
        name: encode(name, list(map(str, values))) if name in scorecard.tables else np.array(values, dtype=float)
        for name, values in found.items()
    }


def _figures(pair: Difference) -> str:
    both = isinstance(pair.first, int | float) and isinstance(pair.second, int | float)
    difference = f"{pair.second - pair.first:+.4g}" if both else "–"
    return f"{pair.name:<24}{_figure(pair.first):>14}{_figure(pair.second):>14}{difference:>14}"


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.4f}"


def _sentence(pair: Difference) -> str:
    return f"{pair.name}: {_short(pair.first)} → {_short(pair.second)}"


def _short(value: object) -> str:
    text = "–" if value is None else str(value)
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"
