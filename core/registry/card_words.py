"""The sentences of a model card: what the model is for, how it was made, where it ends, how groups fare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.grouping import counted
from core.scorecard import Scorecard

_TELLS = (
    "Tells from what is known on the day of application how likely a borrower is to default on a loan to a private "
    "person. Higher scores are safer."
)
_MADE_FOR = (
    "Made to help a loan officer decide; a person takes the decision. Not made for other products, for businesses, for "
    "collection, or for prices without a validation of their own."
)
PURPOSE = (_TELLS, _MADE_FOR)
_BARRED = (
    "Gender, marital status and where people live are no inputs, and no column recorded after the loan was granted."
)
_GRANTED = "It has learnt from loans that were granted; of applicants who were refused it knows nothing."
_UNCALIBRATED = (
    "It is uncalibrated: the default rate of its borrowers is unknown, so its PD is the balanced probability, the "
    "chance of default as if half of all borrowers defaulted, and far above the true one."
)
_RECALIBRATED = (
    "It was calibrated after it was made; whether it had learnt from some of the borrowers held out then is unknown, "
    "and its figures may flatter it."
)
_NO_FIGURES = "No figures on held-out rows are known, so nothing tells how good it is."
_BY_CHANCE = (
    "Held-out rows were drawn at random among the others; later borrowers may differ more from those in training."
)
_BEYOND = "Values beyond what it was trained on are scored all the same, and flagged."
NO_FAIRNESS = (
    "Not measured when this model was trained. Compare approval rates of groups on decisions of your own before it is "
    "used."
)
_MOST_PAIRS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what is said of it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How a group of people fares among held-out borrowers, against the group that fares best."""

    attribute: str
    group: str
    rows: str
    approval_ratio: str
    opportunity_ratio: str


def data_lines(scorecard: Scorecard) -> tuple[Line, ...]:
    """What the model was made of, as far as it was written down."""
    provenance = scorecard.provenance
    rows = _part(provenance, "rows")
    told = {
        "Origin": provenance.get("origin"),
        "Borrowers": _counts(rows),
        "Calibrated on": _calibrated_on(_part(provenance, "calibrated_on")),
        "Left out": _excluded(_part(provenance, "preparation")),
        "Default rate": _rate(scorecard),
        "Data (SHA-256)": str(provenance.get("data_hash", ""))[:16],
    }
    return tuple(Line(label, str(value)) for label, value in told.items() if value)


def making(scorecard: Scorecard) -> tuple[Line, ...]:
    """How the model was made, as far as it was written down."""
    options, settings = _part(scorecard.provenance, "options"), _part(scorecard.provenance, "settings")
    libraries = _part(scorecard.provenance, "libraries")
    told = {
        "Kind": _kind(scorecard),
        "Preset": ", ".join(str(options[name]) for name in ("preset", "features") if options.get(name)),
        "Resampling": settings.get("resampling"),
        "Held out": options.get("split", "random") if options else None,
        "Seed": options.get("seed"),
        "Libraries": ", ".join(f"{name} {libraries[name]}" for name in ("scikit-learn", "numpy") if name in libraries),
    }
    return tuple(Line(label, str(value)) for label, value in told.items() if value not in (None, ""))


def limits(scorecard: Scorecard) -> tuple[str, ...]:
    """Where the model ends, the gravest first."""
    return tuple(_limits(scorecard))


def fairness_lines(scorecard: Scorecard) -> tuple[GroupLine, ...]:
    """How groups fare, where that was kept with the model; groups with few rows are not among them."""
    kept = scorecard.provenance.get("fairness")
    return tuple(
        GroupLine(
            str(attribute["name"]).replace("_", " "),
            str(group["label"]),
            f"{group['rows']:,}",
            _estimate(group["approval_ratio"]),
            _estimate(group["opportunity_ratio"]),
        )
        for attribute in (kept if isinstance(kept, list) else [])
        for group in attribute["groups"]
    )


def _limits(scorecard: Scorecard) -> Iterator[str]:
    if not scorecard.calibration.calibrated:
        yield _UNCALIBRATED
    if not scorecard.metrics:
        yield _NO_FIGURES
    if "calibrated_on" in scorecard.provenance:
        yield _RECALIBRATED
    yield from _gates(scorecard.provenance)
    if scorecard.metrics and _part(scorecard.provenance, "options").get("split", "random") == "random":
        yield _BY_CHANCE
    yield _GRANTED
    yield _BEYOND
    yield from _unseen(scorecard)
    yield _BARRED


def _gates(provenance: Mapping[str, Any]) -> Iterator[str]:
    gates = provenance.get("gates")
    for gate in gates if isinstance(gates, list) else []:
        if not gate["passed"]:
            yield f"It does not pass a gate, {gate['name']}: {gate['sentence']}"
    if provenance.get("reason"):
        yield f"It was put into use all the same, because: {provenance['reason']}"


def _unseen(scorecard: Scorecard) -> Iterator[str]:
    pairs = [f"{pair.first_category} with {pair.second_category}" for pair in scorecard.unseen_pairs]
    others = len(pairs) - _MOST_PAIRS
    more = f" and {others} more" if others > 0 else ""
    if pairs:
        yield f"Nobody in training had together: {', '.join(pairs[:_MOST_PAIRS])}{more}."


def _kind(scorecard: Scorecard) -> str:
    knots = max((len(curve.knots) for curve in scorecard.curves.values()), default=0)
    shape = "straight lines" if knots <= 2 else f"curves of up to {knots} knots"
    return f"Logistic regression on {len(scorecard.factors)} factors, numbers as {shape}"


def _counts(rows: Mapping[str, Any]) -> str:
    names = {"used": "used", "train": "trained on", "held_out": "held out"}
    return ", ".join(f"{rows[name]:,} {words}" for name, words in names.items() if isinstance(rows.get(name), int))


def _calibrated_on(told: Mapping[str, Any]) -> str:
    return f"{told['rows']:,} borrowers of {told['origin']}" if told else ""


def _excluded(preparation: Mapping[str, Any]) -> str:
    found = preparation.get("excluded", [])
    return "; ".join(f"{counted(item['rows'], 'row')}: {item['column']} {item['reason']}" for item in found)


def _rate(scorecard: Scorecard) -> str:
    """The default rate of each part of the borrowers, and of them all where these are its parts."""
    if not scorecard.calibration.calibrated:
        return "unknown"
    told = _part(scorecard.provenance, "calibrated_on")
    fitted = told.get("rows") if told else _part(scorecard.provenance, "rows").get("train")
    rate, held_out = scorecard.calibration.base_rate, scorecard.metrics.get("rows", 0)
    found = [_rate_of(rate, fitted, "calibrated on" if told else "trained on")]
    if held_out and "defaults" in scorecard.metrics:
        defaults = scorecard.metrics["defaults"]
        found.append(_rate_of(defaults / held_out, int(held_out), "held out"))
        if isinstance(fitted, int):
            both = fitted + int(held_out)
            found.append(_rate_of((round(rate * fitted) + defaults) / both, both, "in all"))
    return ", ".join(found)


def _rate_of(rate: float, rows: int | None, words: str) -> str:
    return (
        f"{100 * rate:.2f} % of {rows:,} {words}" if isinstance(rows, int) else f"{100 * rate:.2f} % of those {words}"
    )


def _part(provenance: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = provenance.get(name)
    return found if isinstance(found, dict) else {}


def _estimate(told: Mapping[str, Any]) -> str:
    if told["value"] is None:
        return "–"
    limits_known = told["low"] is not None and told["high"] is not None
    interval = f" ({told['low']:.2f} to {told['high']:.2f})" if limits_known else ""
    return f"{told['value']:.2f}{interval}"
