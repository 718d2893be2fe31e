"""How the tab says things: sentences with the labels of the form, amounts, values and probabilities."""

import re
from collections.abc import Collection

from PySide6.QtCore import QLocale

from core import grouping, schema
from core.features import FEATURES
from core.schema import Field, Kind

_INDIAN = QLocale(QLocale.Language.English, QLocale.Country.India)
_LABELS = {name: feature.label for name, feature in FEATURES.items()} | {f.name: f.label for f in schema.FIELDS}
_COLUMN = re.compile("|".join(rf"\b{name}\b" for name in _LABELS if "_" in name))
_CLOSE_UP = {"%": " %", "×": " ×"}


def label(name: str) -> str:
    """What people read for a field or a factor."""
    return _LABELS[name]


def with_labels(sentence: str, name: str) -> str:
    """A sentence of the checks about a field or factor, with labels in place of the names of columns."""
    if sentence.startswith(name):
        sentence = _LABELS[name] + sentence.removeprefix(name)
    return _COLUMN.sub(lambda found: _LABELS[found[0]], sentence)


def grouped(amount: float) -> str:
    """An amount in lakh/crore grouping: 12,40,000."""
    return _INDIAN.toString(float(amount), "f", QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value)


def in_words(amount: float) -> str:
    """An amount of a thousand or more as people say it: 12.4 lakh, 1.86 crore; nothing for a smaller one."""
    return grouping.in_words(amount)


def number(value: float, decimals: int = 2) -> str:
    """A number with as many decimals as it needs, at most so many."""
    return grouping.rounded(value, decimals)


def factor_value(name: str, value: float) -> str:
    """The value of a numeric factor with its unit, or of a category by its code."""
    feature = FEATURES[name]
    if feature.categories:
        return feature.categories[int(value)]
    if schema.is_field(name) and schema.field(name).kind is Kind.MONEY:
        return f"₹{grouped(round(value))}"
    return number(value) + _CLOSE_UP.get(feature.unit, f" {feature.unit}")


def in_sentence(name: str) -> str:
    """The label of a field or factor within a sentence."""
    return lowered(label(name))


def lowered(text: str) -> str:
    """A label within a sentence."""
    return text[0].lower() + text[1:]


def as_typed(name: str, value: float) -> str:
    """The value of a field as somebody would type it."""
    return grouped(value) if schema.field(name).kind is Kind.MONEY else f"{round(value, 6):.15g}"


def with_unit(item: Field, text: str) -> str:
    """The value of a field, as it was typed, with its unit: ``₹51,00,000``, ``36 months``, ``70 %``."""
    return f"₹{text}" if item.kind is Kind.MONEY else f"{text} {item.unit}".strip()


def limit(name: str, value: float) -> str:
    """The value of a numeric factor beside its name, which may say the unit already."""
    unit = FEATURES[name].unit
    return number(value) if unit and unit in label(name).lower() else factor_value(name, value)


def help_of(item: Field) -> str:
    """What to enter, and between which limits."""
    if item.is_category:
        return item.help
    if item.kind is Kind.MONEY:
        return f"{item.help} ₹{grouped(item.minimum)} to {in_words(item.maximum)}; 12.4 lakh works too."
    return f"{item.help} {number(item.minimum)} to {number(item.maximum)} {item.unit}."


def probability(value: float) -> str:
    """A probability in per cent with one decimal; never 0 or 100, which nobody can promise."""
    if value < 0.0005:
        return "< 0.1 %"
    return "> 99.9 %" if value >= 0.9995 else f"{100 * value:.1f} %"


def percent(value: float, decimals: int = 1) -> str:
    """A share in per cent without the sign: ``3.3``, ``< 0.1``; 0 and 100 only where it is neither more nor less."""
    if value in (0, 1):
        return f"{100 * value:.0f}"
    text = f"{100 * value:.{decimals}f}"
    least, most = (f"{end:.{decimals}f}" for end in (0.0, 100.0))
    step = 10.0**-decimals
    if text == least:
        return f"< {step:.{decimals}f}"
    return f"> {100 - step:.{decimals}f}" if text == most else text


def interval(low: float, high: float, decimals: int = 1) -> str:
    """The limits of a share in per cent: ``2.4–4.4``, ``< 0.1–0.4``; one where both are told the same."""
    ends = percent(low, decimals), percent(high, decimals)
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def listed(names: Collection[str], most: int = 3) -> str:
    """Labels of fields, the first few by name: ``Age, Annual income, Residence and 4 more``."""
    labels, more = [label(name) for name in names], len(names) - most
    return ", ".join(labels) if more <= 0 else f"{', '.join(labels[:most])} and {more} more"


def one_in(probability: float) -> str:
    """A probability as a count of people, as far as that helps: ``about 1 in 24``."""
    if probability >= 0.95:
        return "more than 9 in 10"
    if probability >= 0.5:
        return f"about {min(round(10 * probability), 9)} in 10"
    return f"about 1 in {round(1 / probability):,}" if probability >= 0.0005 else "fewer than 1 in 2,000"
