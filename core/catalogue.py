"""The catalogue of adverse reasons: a sentence for each factor, in English and in Hindi, that a bank may reword.

A category may have a sentence of its own, under a name such as ``residence_type=Rented``.

A reason names the factor that counts against an applicant. That the score is too low, or that a bank's own standards
are not met, is no reason (US Regulation B, 12 CFR 1002.9(b)(2)), so such a sentence is refused.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from core import files
from core.errors import FileError, InputError
from core.features import FEATURES
from core.scorecard import CUTOFF

FILE_NAME = "reasons.json"
SET_ASIDE = "reasons.damaged.json"
"""Where a file that could not be read at all is kept when another is written in its place."""
LONGEST = 200
"""Characters of a sentence."""
_KEY = "reasons"
_OWN = "the program's own sentences are used in their place"
_NO_REASON = re.compile(
    r"\b(scor(e|es|ed|ing|ecards?)|ratings?|points|cut-?off|(internal|our) (standards?|polic(y|ies)|criteria))\b"
    r"|स्कोर|रेटिंग|कट-?ऑफ|आंतरिक (मानक|नीति)",
    re.IGNORECASE,
)
_UNPRINTABLE = ("Cc", "Cs", "Co", "Cn")


class Language(StrEnum):
    """A language that letters are written in."""

    ENGLISH = "en"
    HINDI = "hi"


LANGUAGE_NAMES = {Language.ENGLISH: "English", Language.HINDI: "Hindi"}
_PRINCIPAL = {Language.ENGLISH: "Principal reasons", Language.HINDI: "मुख्य कारण"}
_NOT_HIGHER = {
    Language.ENGLISH: "What kept the score from being higher",
    Language.HINDI: "स्कोर इससे अधिक क्यों नहीं है",
}

_HINDI = {
    "age": "इस आयु के आवेदकों में जोखिम अधिक है",
    "loan_tenure_months": "इस अवधि के ऋणों में जोखिम अधिक है",
    "number_of_open_accounts": "चालू ऋण खातों की इस संख्या पर जोखिम अधिक है",
    "credit_utilization_ratio": "उपलब्ध ऋण सीमा का बड़ा भाग उपयोग में है",
    "loan_to_income": "आय की तुलना में ऋण की राशि अधिक है",
    "delinquency_ratio": "पिछले ऋणों के कई महीनों में भुगतान बकाया रहा",
    "avg_dpd_per_delinquency": "पिछले भुगतानों में लंबी देरी हुई",
    "residence_type": "अपने घर की तुलना में इस प्रकार के निवास में जोखिम अधिक है",
    "residence_type=Rented": "किराए के घर में रहने वाले आवेदकों में जोखिम अधिक है",
    "residence_type=Mortgage": "गिरवी रखे घर में रहने वाले आवेदकों में जोखिम अधिक है",
    "loan_purpose": "इस उद्देश्य के ऋणों में अन्य ऋणों से जोखिम अधिक है",
    "loan_type": "ऋण के लिए कोई प्रतिभूति नहीं दी गई है",
    "income": "आय के इस स्तर पर जोखिम अधिक है",
    "number_of_dependants": "आश्रितों की इस संख्या पर जोखिम अधिक है",
    "years_at_current_address": "वर्तमान पते पर निवास की इस अवधि में जोखिम अधिक है",
    "employment_status": "इस प्रकार के रोज़गार में जोखिम अधिक है",
    "balance_to_income": "आय की तुलना में बैंक खाते की इस शेष राशि पर जोखिम अधिक है",
    "number_of_closed_accounts": "अब तक चुकाए गए ऋणों की इस संख्या पर जोखिम अधिक है",
    "enquiry_count": "ऋणदाताओं की पूछताछ की इस संख्या पर जोखिम अधिक है",
    "total_loan_months": "इस अवधि के ऋण इतिहास पर जोखिम अधिक है",
}
_Texts = Mapping[str, Mapping[str, str]]
DEFAULTS: _Texts = {
    name: {Language.ENGLISH: text, Language.HINDI: _HINDI[name]}
    for feature in FEATURES.values()
    for name, text in feature.sentences.items()
}
"""The program's own sentences by name and language."""


class Catalogue(NamedTuple):
    """The sentences in use.

    Attributes:
        texts: by name and language; every sentence of the program in every language, and whatever else was found.
        notice: what of the file could not be used, as a sentence; empty where nothing was amiss.
        is_unreadable: whether there was a file, but nothing in it could be used.
    """

    texts: _Texts = DEFAULTS
    notice: str = ""
    is_unreadable: bool = False

    def text(self, name: str, language: Language) -> str:
        """A sentence by its name; ``KeyError`` for one that neither the program nor the file knows."""
        texts = self.texts[name]
        return next(texts[one] for one in (language, Language.ENGLISH, *texts) if one in texts)

    def with_text(self, name: str, language: Language, text: str) -> "Catalogue":
        """The catalogue with another sentence; raises ``InputError`` for one that cannot be a reason."""
        texts = dict(self.texts.get(name, {})) | {language: checked(text)}
        return Catalogue({**self.texts, name: texts}, self.notice, self.is_unreadable)


def label(name: str) -> str:
    """What people read for what a sentence is about: ``Age``, or ``Residence: Rented`` where a category has its own."""
    factor, _, category = name.partition("=")
    known = FEATURES[factor].label if factor in FEATURES else factor
    return f"{known}: {category}" if category else known


def heading(credit_score: int, language: Language = Language.ENGLISH) -> str:
    """What stands above the reasons of a score: they are principal reasons only of one below the cut-off."""
    return (_PRINCIPAL if credit_score < CUTOFF else _NOT_HIGHER)[language]


def checked(text: str) -> str:
    """A sentence on one line; raises ``InputError`` where it cannot be a principal reason."""
    plain = " ".join(text.split())
    if not plain:
        raise InputError("The reason is empty. Type a sentence, or go back to the program's own.")
    if len(plain) > LONGEST:
        raise InputError(f"The reason has {len(plain)} characters, and at most {LONGEST} fit a letter. Shorten it.")
    if any(unicodedata.category(letter) in _UNPRINTABLE for letter in plain):
        raise InputError("The reason has a character that cannot be printed. Type it anew.")
    if _NO_REASON.search(plain):
        raise InputError(
            f"“{plain}” is no reason: it names a score, a rating or the bank's standards. Name the factor behind it."
        )
    return plain


def read(folder: Path) -> Catalogue:
    """The catalogue of a data folder; the program's own sentences stand in for whatever is missing or unusable."""
    path = folder / FILE_NAME
    if not path.exists():
        return Catalogue()
    try:
        found = _reasons(files.read_text(path))
    except (FileError, ValueError, RecursionError):
        notice = f"{path} cannot be read as a catalogue of reasons; until it is mended or saved anew, {_OWN}."
        return Catalogue(notice=notice, is_unreadable=True)
    sound = {factor: dict(_sound(texts)) for factor, texts in found.items()}
    return Catalogue(_completed(sound), _what_is_amiss(path, found, sound))


def write(folder: Path, catalogue: Catalogue) -> None:
    """Write the catalogue whole or not at all; a file that could not be read is set aside, not lost.

    Raises:
        FileError: the folder cannot be written.
    """
    path = folder / FILE_NAME
    if catalogue.is_unreadable and path.is_file():
        _set_aside(path)
    files.write_text(path, json.dumps({_KEY: catalogue.texts}, ensure_ascii=False, indent=2) + "\n")


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_name(SET_ASIDE))
    except OSError as error:
        raise FileError(
            f"{path} cannot be set aside ({error.strerror}), so nothing was saved. Close it where it is open."
        ) from error


def _reasons(text: str) -> dict[str, object]:
    """The part of the file that holds the sentences; ``ValueError`` where there is none."""
    document = json.loads(text)
    reasons = document.get(_KEY) if isinstance(document, dict) else None
    if not isinstance(reasons, dict):
        raise ValueError(text[:LONGEST])
    return reasons


def _sound(texts: object) -> Iterator[tuple[str, str]]:
    """The sentences of a factor that can be used, by language."""
    for language, text in texts.items() if isinstance(texts, dict) else ():
        try:
            yield language, checked(text if isinstance(text, str) else "")
        except InputError:
            continue


def _completed(found: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    known = {name: {**DEFAULTS[name], **_of_factor(name, found), **found.get(name, {})} for name in DEFAULTS}
    others = {factor: dict(texts) for factor, texts in found.items() if factor not in known and texts}
    return known | others


def _of_factor(name: str, found: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What a bank says of a factor is said of its categories too where it has no words for them."""
    factor = name.partition("=")[0]
    return {key: text for key, text in found.get(factor, {}).items() if text != DEFAULTS[factor].get(key)}


def _what_is_amiss(path: Path, found: Mapping[str, object], sound: _Texts) -> str:
    """One sentence about the factors without a usable sentence in some language, and about sentences left out.

    Categories may do without.
    """
    lacking = [name for name in FEATURES if not DEFAULTS[name].keys() <= sound.get(name, {}).keys()]
    left_out = [name for name, texts in found.items() if not isinstance(texts, dict) or len(sound[name]) < len(texts)]
    labels = [label(name) for name in dict.fromkeys([*lacking, *left_out])]
    if not labels:
        return ""
    named = ", ".join(labels[:3]) + (f" and {len(labels) - 3} more" if len(labels) > 3 else "")
    return f"{path} has no usable sentence, or not in each language, for {named}; {_OWN}."
