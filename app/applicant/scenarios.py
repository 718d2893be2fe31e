"""Scenarios kept side by side: what was typed, by whom it was judged, and what came out."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.applicant import wording
from app.applicant.assessment import Assessment
from app.applicant.terms import TERMS
from app.widgets.figures import MINUS
from core import parsing
from core.errors import InputError
from core.schema import FIELDS, Field, Kind

MOST = 4
_FIELDS = {item.name: item for item in (*FIELDS, *TERMS)}
_LETTERS = "ABCD"
_MODEL = "Model"
_MOST_NAMED = 2
_UNLIKE = "≠"
_SHORT = ("loan_amount", "loan_tenure_months")
"""What a name says without its label, and all it says where nothing differs."""
_NUMBER = re.compile(r"(₹?)([\d,]+(?:\.\d+)?)(\D*)")


@dataclass(frozen=True)
class Scenario:
    """One scenario.

    Attributes:
        name: what it is called; empty for nothing in particular.
        texts: what was typed, by field, with the way of the history.
        results: what came out, by line of the table.
    """

    name: str
    texts: Mapping[str, str]
    results: Mapping[str, str]

    def is_like(self, other: "Scenario") -> bool:
        """Whether the other says the same, whatever it is called."""
        return (self.texts, self.results) == (other.texts, other.results)


def scenario(texts: Mapping[str, str], assessment: Assessment, costs: Mapping[str, str]) -> Scenario:
    """What was typed, with its answer and what the loan costs; it has no name yet."""
    band, pd = assessment.band, assessment.default_probability
    results = {
        "Score": str(assessment.credit_score),
        "Rating": f"{band.rating}, {band.decision}" if band else "",
        "Probability of default": "" if pd is None else wording.probability(pd),
        **costs,
        _MODEL: assessment.scorecard.version,
    }
    return Scenario("", dict(texts), {name: text for name, text in results.items() if text})


def named(one: Scenario, others: Sequence[Scenario]) -> Scenario:
    """A scenario with a free letter and what sets it apart from the first: ``B: 45 lakh, Rented``."""
    taken = [other.name.partition(":")[0] for other in others]
    letter = next(letter for letter in _LETTERS if letter not in taken)
    said = _apart(one, others[0]) if others else []
    said = said or [_in_name(name, one) for name in _SHORT if one.texts.get(name)]
    return replace(one, name=": ".join(filter(None, (letter, ", ".join(said)))))


def table(scenarios: Sequence[Scenario]) -> list[tuple[str, list[str]]]:
    """Lines of a comparison: the results, then the fields that differ; a text for each scenario.

    All but the first are marked where they say something else than the first.
    """
    names = dict.fromkeys(name for one in scenarios for name in one.results)
    lines = [(name, [one.results.get(name, "–") for one in scenarios]) for name in names]
    for item in _FIELDS.values():
        texts = [_shown(item, one) for one in scenarios]
        if len(set(texts)) > 1 and item.label not in names:
            lines.append((item.label, texts))
    return [(name, [text if place == 0 else marked(text, texts[0]) for place, text in enumerate(texts)])
            for name, texts in lines]  # fmt: skip


def marked(text: str, first: str) -> str:
    """A text with what sets it apart from that of the first scenario: ``752 (+52)``, ``Rented (≠)``."""
    if text == first:
        return text
    here, there = _NUMBER.fullmatch(text), _NUMBER.fullmatch(first)
    if here is None or there is None or (here[1], here[3]) != (there[1], there[3]):
        return f"{text} ({_UNLIKE})"
    more = round(_amount(here) - _amount(there), 6)
    return f"{text} ({MINUS if more < 0 else '+'}{here[1]}{wording.grouped(abs(more))})"


def to_text(scenarios: Sequence[Scenario]) -> str:
    """As it is remembered; empty for none."""
    kept = [{"name": one.name, "texts": dict(one.texts), "results": dict(one.results)} for one in scenarios]
    return json.dumps(kept) if kept else ""


def from_text(text: str) -> list[Scenario]:
    """As ``to_text`` wrote them; none where the text is damaged."""
    try:
        kept = json.loads(text or "[]")[:MOST]
        return [Scenario(str(one["name"]), _words(one["texts"]), _words(one["results"])) for one in kept]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _words(part: Mapping[str, str]) -> dict[str, str]:
    return {str(name): str(text) for name, text in part.items()}


def _apart(one: Scenario, first: Scenario) -> list[str]:
    """The first few fields in which two scenarios differ, else the model; none where nothing does."""
    names = [item.name for item in _FIELDS.values() if _shown(item, one) != _shown(item, first)]
    said = [_in_name(name, one) for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        said[-1] += " and more"
    if not said and one.results.get(_MODEL) != first.results.get(_MODEL):
        return [f"{_MODEL} {one.results.get(_MODEL)}"]
    return said


def _in_name(name: str, one: Scenario) -> str:
    """The value of a field as a name says it: 45 lakh, 36 months, Rented, Credit utilization 30 %."""
    item = _FIELDS[name]
    number = _number(item, one)
    in_words = wording.in_words(number) if item.kind is Kind.MONEY and number is not None else ""
    said = in_words or _shown(item, one)
    return said if item.is_category or name in _SHORT else f"{item.label} {said}"


def _shown(item: Field, one: Scenario) -> str:
    """The value of a field with its unit, however it was typed."""
    text, number = one.texts.get(item.name, ""), _number(item, one)
    if not text:
        return "–"
    return wording.with_unit(item, text if number is None else wording.grouped(number))


def _number(item: Field, one: Scenario) -> float | None:
    """The value of a field; None for a category, and where there is none."""
    try:
        return None if item.is_category else parsing.parse_number(one.texts.get(item.name, ""), item)
    except InputError:
        return None


def _amount(found: re.Match[str]) -> float:
    return float(found[2].replace(",", ""))
