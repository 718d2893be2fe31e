"""How papers say amounts, dates, inputs, bands and limits, in English and in Hindi.

Figures are 0–9 in both languages, as for official purposes of the Union (Constitution of India, article 343).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale

from app.paper import hindi
from app.paper.content import Line
from core import grouping, schema
from core.breaches import Breach, Limit
from core.catalogue import Language
from core.schema import Kind
from core.scorecard import UnseenPair

_LOCALES = {
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.India),
    Language.HINDI: QLocale(QLocale.Language.Hindi, QLocale.Country.India),
}
_COUNTED = ("persons", "accounts", "enquiries")
"""Units that the label says already."""
_MONEY_UNITS = {"₹": "{}", "₹ a year": "{} a year"}


_POLICY = {
    Limit.FOIR: "Obligations and instalment would take {value} of the monthly income; our policy allows {limit}.",
    Limit.LOAN_TO_INCOME: "The loan would be {value} times the annual income; our policy allows {limit} times.",
    Limit.TENURE: "The loan would run for {value} months; our policy allows {limit} months.",
    Limit.LOSS: "The expected loss would be {value} of the loan; our policy allows {limit}.",
}
_SLIGHTLY = "slightly more than {value}"
_BY_NAME = {
    Limit.FOIR: "The FOIR limit of {limit}",
    Limit.LOAN_TO_INCOME: "The limit of {limit} annual incomes for a loan",
    Limit.TENURE: "The limit of {limit} months for a loan",
    Limit.LOSS: "The limit of {limit} for the expected loss",
}
_STAYS = "{name} is a policy of its own: reaching a band does not lift it."
_BREACHED = {
    Limit.FOIR: "FOIR {value}, at most {limit}",
    Limit.LOAN_TO_INCOME: "loan {value} annual incomes, at most {limit}",
    Limit.TENURE: "tenure {value} months, at most {limit}",
    Limit.LOSS: "expected loss {value} of the loan, at most {limit}",
}
_AGAINST, _WITHIN = "against policy: {breached}", "within the policy"
_IMPROVEMENT = "{changes}: score {score}, {rating}{policy}."


def money(amount: float, language: Language = Language.ENGLISH) -> str:
    """Rupees in lakh/crore grouping, with paise where there are some: ``₹12,40,000`` and ``₹11,714.19``."""
    rounded = float(round(amount, 2))
    text = _LOCALES[language].toString(abs(rounded), "f", 0 if rounded == int(rounded) else 2)
    return f"−₹{text}" if rounded < 0 else f"₹{text}"


def day(value: date, language: Language) -> str:
    """A date in words: ``5 March 2026``, ``5 मार्च 2026``."""
    return _LOCALES[language].toString(QDate(value.year, value.month, value.day), "d MMMM yyyy")


def number(value: float, decimals: int = 2) -> str:
    """A number with as many decimals as it needs, at most so many: ``36``, ``42.5``."""
    return grouping.rounded(value, decimals)


def label(name: str, language: Language) -> str:
    """What people read for a field of the schema."""
    return hindi.LABELS[name] if language is Language.HINDI else schema.field(name).label


def value(name: str, given: float | str, language: Language) -> str:
    """The value of a field with its unit, or a category."""
    if isinstance(given, str):
        return hindi.CATEGORIES.get(given, given) if language is Language.HINDI else given
    field = schema.field(name)
    if field.kind is Kind.MONEY:
        pattern = (hindi.UNITS if language is Language.HINDI else _MONEY_UNITS)[field.unit]
        return pattern.format(money(given, language))
    if field.unit in _COUNTED:
        return number(given)
    unit = hindi.UNITS.get(field.unit, field.unit) if language is Language.HINDI else field.unit
    return f"{number(given)} {unit.removesuffix('s') if given == 1 else unit}"


def lines(inputs: Mapping[str, float | str], language: Language) -> tuple[Line, ...]:
    """Label and value of each field given, in the order given."""
    return tuple(Line(label(name, language), value(name, given, language)) for name, given in inputs.items())


def verdict(word: str, language: Language) -> str:
    """A rating or a decision in a language; words of a bank's own bands stay as they are."""
    return hindi.VERDICTS.get(word, word) if language is Language.HINDI else word


def policy(breach: Breach, language: Language) -> str:
    """The sentence about a breached limit."""
    sentences = hindi.POLICY if language is Language.HINDI else _POLICY
    return sentences[breach.limit].format(value=_found(breach, language), limit=breach.said_allowed)


def policy_stays(breach: Breach, language: Language) -> str:
    """That a breached limit is not lifted by a better score, naming the limit."""
    names, pattern = (hindi.LIMITS, hindi.STAYS) if language is Language.HINDI else (_BY_NAME, _STAYS)
    return pattern.format(name=names[breach.limit].format(limit=breach.said_allowed))


def policy_of_change(now: Sequence[Breach], then: Sequence[Breach], language: Language) -> str:
    """What a change does to the breaches, to be added to a sentence; empty where there are none before and after."""
    in_hindi = language is Language.HINDI
    breached, against, within = (
        (hindi.BREACHED, hindi.AGAINST, hindi.WITHIN) if in_hindi else (_BREACHED, _AGAINST, _WITHIN)
    )
    if not then:
        return f"; {within}" if now else ""
    told = (breached[one.limit].format(value=_found(one, language), limit=one.said_allowed) for one in then)
    return f"; {against.format(breached='; '.join(told))}"


def _found(breach: Breach, language: Language) -> str:
    if not breach.is_slight:
        return breach.said
    return (hindi.SLIGHTLY if language is Language.HINDI else _SLIGHTLY).format(value=breach.said)


def beyond(factor: str, given: float, limit: float, *, is_above: bool) -> str:
    """In Hindi: the value of a factor lies beyond the smallest or largest that training has seen."""
    pattern = hindi.ABOVE if is_above else hindi.BELOW
    return pattern.format(label=_factor(factor), value=_factor_value(factor, given), limit=_factor_value(factor, limit))


def unseen(pair: UnseenPair) -> str:
    """In Hindi: nobody in training had two categories together."""
    first, second = (
        f"{label(name, Language.HINDI)} {value(name, category, Language.HINDI)}"
        for name, category in ((pair.first, pair.first_category), (pair.second, pair.second_category))
    )
    return hindi.UNSEEN.format(first=first, second=second)


def _factor(name: str) -> str:
    return hindi.RATIOS[name] if name in hindi.RATIOS else label(name, Language.HINDI)


def _factor_value(name: str, given: float) -> str:
    return f"{number(given)} {hindi.UNITS['×']}" if name in hindi.RATIOS else value(name, given, Language.HINDI)


def improvement(
    changes: Mapping[str, float | str], score: int, rating: str, language: Language, about_policy: str = ""
) -> str:
    """What would it take: the fields that would change with their new values, and the score that follows.

    ``about_policy`` is what ``policy_of_change`` says of it.
    """
    pattern = hindi.IMPROVEMENT if language is Language.HINDI else _IMPROVEMENT
    said = ", ".join(f"{line.label} {line.value}" for line in lines(changes, language))
    return pattern.format(changes=said, score=score, rating=verdict(rating, language), policy=about_policy)
