"""An assessment as plain text in aligned columns, to paste into a mail or a file note."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from app.applicant import observed_words, wording
from app.applicant.affordability_page import AffordabilityPage
from app.applicant.assessment import Assessment
from app.paper import words
from app.paper.content import plain
from app.widgets.figures import places_for, signed
from core import catalogue
from core.catalogue import Language

_WIDTH = 78
_INDENT, _GAP = "  ", 3
_TITLE, _ENGLISH = "Credit assessment", Language.ENGLISH

_Row = tuple[str, str]


def as_text(assessment: Assessment, costs: AffordabilityPage) -> str:
    """What was typed, what the model says with its reasons, and what the loan costs; about a page.

    Args:
        assessment: of the applicant.
        costs: the page of affordability, showing the same applicant.
    """
    tables = {"": list(_result(assessment)), "Applicant": list(_inputs(assessment))}
    tables |= {"Affordability": list(costs.lines_in_words())}
    column = max((len(label) for rows in tables.values() for label, _ in rows), default=0) + _GAP
    lists = {
        _heading(assessment): list(_reasons(assessment)),
        "Policy, apart from the score": [f"- {one.sentence}" for one in costs.breaches],
        "A person should look at": [f"- {sentence}" for sentence in _remarks(assessment)],
    }
    result, *others = (_section(title, _table(rows, column)) for title, rows in tables.items())
    parts = [_TITLE, result, *(_section(title, _list(lines)) for title, lines in lists.items()), *others]
    return "\n\n".join(filter(None, parts)) + "\n"


def _result(assessment: Assessment) -> Iterator[_Row]:
    band, pd = assessment.band, assessment.default_probability
    if band is None or pd is None:
        yield "Credit score", f"none. {assessment.headline}"
        yield "Model", assessment.scorecard.version
        return
    yield "Credit score", f"{assessment.credit_score}: {band.rating}, {band.decision}"
    yield "Probability of default", _probability(assessment, pd)
    observed = observed_words.observation(assessment)
    if observed:
        yield "Observed", observed
    yield "Model", assessment.scorecard.version


def _probability(assessment: Assessment, pd: float) -> str:
    interval = observed_words.interval(assessment)
    sure = f", 95 % interval {interval} %" if interval else ""
    calibrated = "" if assessment.scorecard.calibration.calibrated else ", uncalibrated"
    return f"{wording.probability(pd)}{sure}{calibrated}"


def _heading(assessment: Assessment) -> str:
    return catalogue.heading(assessment.credit_score or 0)


def _reasons(assessment: Assessment) -> Iterator[str]:
    """The reasons behind their points, which stand in a column."""
    if assessment.scores is None:
        return
    places = places_for(reason.points for reason in assessment.reasons)
    for place, reason in enumerate(assessment.adverse, start=1):
        yield f"{place}. {signed(reason.points, places):>4} points   {reason.text}"
    if not assessment.adverse:
        yield "Nothing counts against this applicant."


def _remarks(assessment: Assessment) -> tuple[str, ...]:
    """As on the tab: nobody is asked to look at what is not finished."""
    return () if assessment.wrong or assessment.missing else assessment.refer


def _inputs(assessment: Assessment) -> Iterator[_Row]:
    """What was typed, with its unit; as it was typed where it cannot be read."""
    for name, text in assessment.texts.items():
        if text.strip():
            given = assessment.given.get(name)
            yield wording.label(name), plain(text) if given is None else words.value(name, given, _ENGLISH)


def _section(title: str, lines: Iterable[str]) -> str:
    body = "\n".join(lines)
    return f"{title}\n{body}" if title and body else body


def _table(rows: Iterable[_Row], column: int) -> Iterator[str]:
    for label, value in rows:
        first, *more = wrap(value, _WIDTH - column - len(_INDENT)) or [""]
        yield f"{_INDENT}{label:{column}}{first}"
        yield from (f"{_INDENT}{'':{column}}{line}" for line in more)


def _list(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from wrap(line, _WIDTH, initial_indent=_INDENT, subsequent_indent=2 * _INDENT)
