"""From an assessment to what its papers say, in the language of the letterhead."""

from dataclasses import dataclass
from datetime import date

from app.applicant import flags, observed_words, wording
from app.applicant.affordability_page import AffordabilityPage
from app.applicant.assessment import Assessment
from app.applicant.ways import Way, ways
from app.paper import words
from app.paper.content import BandRow, Line, LoanTerms, PaperContent
from app.paper.doubt import doubt
from app.paper.templates import Kind
from app.services.active_model import ReadyModel
from app.services.bands import gauge_bands
from core.catalogue import Catalogue, Language
from core.origin import BandMeaning, band_meanings

_HINDI = {
    "Interest rate": "ब्याज दर",
    "Existing obligations": "मौजूदा देनदारियाँ",
    "Instalment": "किस्त",
    "Total interest": "कुल ब्याज",
    "Obligations to income (FOIR)": "आय की तुलना में देनदारियाँ (FOIR)",
    "Largest loan the income carries": "आय के अनुसार अधिकतम ऋण",
    "Expected loss": "अपेक्षित हानि",
}
_UNITS = {Language.ENGLISH: "a month", Language.HINDI: "प्रति माह"}


@dataclass(frozen=True)
class Addressee:
    """Whom a paper is about, as the officer names them; kept nowhere."""

    name: str = ""
    reference: str = ""


class ContentMaker:
    """Makes the content of papers about one assessment.

    Attributes:
        assessment: what the model says.
        costs: the page of affordability, showing the same applicant.
    """

    def __init__(self, assessment: Assessment, model: ReadyModel, costs: AffordabilityPage) -> None:
        self.assessment, self.costs = assessment, costs
        self._model = model

    def content(self, addressee: Addressee, catalogue: Catalogue, language: Language, today: date) -> PaperContent:
        """Everything that a template may name."""
        found, band = self.assessment, self.assessment.band
        interval = observed_words.interval(found)
        return PaperContent(
            date=today,
            model=found.scorecard.version,
            name=addressee.name,
            reference=addressee.reference,
            inputs=words.lines(found.given, language),
            score=found.credit_score,
            rating=words.verdict(band.rating, language) if band else "",
            decision=words.verdict(band.decision, language) if band else "",
            no_score=found.headline,
            pd=wording.probability(found.default_probability) if found.default_probability is not None else "",
            pd_interval=f"{interval} %" if interval else "",
            observed=observed_words.observation(found, language),
            bands=self._bands(language),
            reasons=tuple(catalogue.text(reason.sentence, language) for reason in found.adverse),
            policy=tuple(words.policy(one, language) for one in self.costs.breaches),
            improvements=self._improvements(language),
            stays=tuple(words.policy_stays(one, language) for one in self.costs.breaches),
            affordability=self._affordability(language),
            remarks=_remarks(found, language),
            loan=self._terms(),
        )

    def doubt(self, kind: Kind) -> str:
        """Why a letter may not be what was decided, a sentence a line; empty where it goes with score and policy."""
        found, band = self.assessment, self.assessment.band
        verdict = f"{band.rating}, {band.decision}" if band else ""
        return doubt(
            kind, found.credit_score or 0, self.costs.breaches, self._rate(), band=verdict, remarks=found.refer
        )

    def _rate(self) -> str:
        return f"{wording.number(self.costs.loan.annual_rate, 6)} %" if self.costs.loan is not None else "no"

    def _bands(self, language: Language) -> tuple[BandRow, ...]:
        if self.assessment.scores is None:
            return ()
        meanings = band_meanings(self.assessment.scorecard)[::-1]
        roles = [band.role for band in gauge_bands(self.assessment.scorecard)]
        above = [meaning.below for meaning in meanings[1:]] + [0.0]
        decisions = [band.decision for band in self.assessment.scorecard.bands]
        return tuple(
            _band_row(meaning, low, role, decision, language)
            for meaning, low, role, decision in zip(meanings, above, roles, decisions, strict=True)
        )

    def _improvements(self, language: Language) -> tuple[str, ...]:
        """The ways to the next band, if there is one."""
        found, band = self.assessment, self.assessment.band
        better = [one for one in found.scorecard.bands if band is not None and one.minimum > band.minimum]
        if not better:
            return ()
        return tuple(
            self._improvement(one, language) for one in ways(found, self._model, self.costs, better[0].minimum)
        )

    def _improvement(self, way: Way, language: Language) -> str:
        score, about_policy = (
            way.change.credit_score,
            words.policy_of_change(self.costs.breaches, way.breaches, language),
        )
        rating = self.assessment.scorecard.band_of(score).rating
        return words.improvement(way.change.changes, score, rating, language, about_policy)

    def _affordability(self, language: Language) -> tuple[Line, ...]:
        labels = _HINDI if language is Language.HINDI else {}
        return tuple(Line(labels.get(name, name), value) for name, value in self.costs.lines_in_words(_UNITS[language]))

    def _terms(self) -> LoanTerms | None:
        loan = self.costs.loan
        return None if loan is None or not self.costs.figures else LoanTerms.of(loan)


def _remarks(found: Assessment, language: Language) -> tuple[str, ...]:
    """What a person should look at; whoever has a score has nothing else than what training has not seen."""
    if language is Language.ENGLISH:
        return found.refer
    values = (words.beyond(*one[:3], is_above=one.is_above) for one in flags.beyond(found))
    return (*values, *map(words.unseen, flags.unseen(found)))


def _band_row(meaning: BandMeaning, low: float, role: str, decision: str, language: Language) -> BandRow:
    limits = f"{100 * low:.1f}–{100 * meaning.below:.1f} %"
    limits = f"above {100 * low:.1f} %" if meaning.below == 1.0 else limits
    limits = f"below {100 * meaning.below:.1f} %" if low == 0.0 else limits
    observed = meaning.observed
    return BandRow(
        meaning.minimum,
        meaning.maximum,
        words.verdict(meaning.rating, language),
        words.verdict(decision, language),
        role,
        limits if language is Language.ENGLISH else limits.replace("above", ">").replace("below", "<"),
        f"{wording.percent(observed.rate)} %" if observed is not None and observed.borrowers else "",
    )
