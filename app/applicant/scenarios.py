"""Scenarios kept side by side: what was typed, by whom it was judged, and what came out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.applicant import trial_fields, wording
from app.applicant.assessment import Assessment
from app.applicant.history import KEY
from core.schema import FIELDS

MOST = 4


@dataclass(frozen=True)
class Scenario:
    """One scenario.

    Attributes:
        texts: what the form said, by field, with the way of the history.
        results: what came out, by line of the table.
    """

    texts: Mapping[str, str]
    results: Mapping[str, str]


def scenario(way: str, assessment: Assessment, instalment: str) -> Scenario:
    """What was typed in the fields that count, by which way of the history, with its answer."""
    band, pd = assessment.band, assessment.default_probability
    results = {
        "Score": str(assessment.credit_score),
        "Rating": f"{band.rating}, {band.decision}" if band else "",
        "Probability of default": "" if pd is None else wording.probability(pd),
        "Instalment": instalment,
        "Model": assessment.scorecard.version,
    }
    return Scenario({**assessment.texts, KEY: way}, {name: text for name, text in results.items() if text})


def table(scenarios: Sequence[Scenario]) -> list[tuple[str, list[str]]]:
    """Lines of a comparison: the results, then the fields that differ; a text for each scenario."""
    names = list(dict.fromkeys(name for one in scenarios for name in one.results))
    lines = [(name, [one.results.get(name, "–") for one in scenarios]) for name in names]
    for item in FIELDS:
        texts = [one.texts.get(item.name, "") for one in scenarios]
        if len(set(texts)) > 1:
            lines.append((item.label, [trial_fields.said(item.name, text) if text else "–" for text in texts]))
    return lines


def to_text(scenarios: Sequence[Scenario]) -> str:
    """As kept in the settings."""
    return json.dumps([{"texts": dict(one.texts), "results": dict(one.results)} for one in scenarios])


def from_text(text: str) -> list[Scenario]:
    """As ``to_text`` wrote them; none where the text is damaged."""
    try:
        return [Scenario(_words(one["texts"]), _words(one["results"])) for one in json.loads(text)][:MOST]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _words(part: Mapping[str, str]) -> dict[str, str]:
    return {str(name): str(text) for name, text in part.items()}
