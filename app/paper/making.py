"""Makes a paper: a template filled with what is known of an applicant, set in the fonts of this computer."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QImage, QTextCharFormat, QTextCursor, QTextDocument

from app.paper import fonts as paper_fonts
from app.paper import pictures, templates
from app.paper.content import PaperContent, PaperError, plain
from app.paper.fonts import RUPEE, PaperFonts
from app.paper.letterhead import Letterhead, Logo, read_logo
from app.paper.printing import Sheet
from app.paper.templates import Kind
from app.services import theme
from app.services.colours import LIGHT
from core import catalogue
from core.catalogue import Language
from core.scorecard import CUTOFF

_POINTS = 9.5
_INDENT = 18.0
_RUPEE_IN_LETTERS = "Rs.\u00a0"
_DEVANAGARI = re.compile("[\u0900-\u097f\ua8e0-\ua8ff]")
_TITLES = {
    Kind.ASSESSMENT: {Language.ENGLISH: "Credit assessment", Language.HINDI: "ऋण मूल्यांकन"},
    Kind.DECLINE: {Language.ENGLISH: "Decision on your application", Language.HINDI: "आपके आवेदन पर निर्णय"},
    Kind.APPROVAL: {Language.ENGLISH: "Approval of your loan", Language.HINDI: "आपके ऋण की स्वीकृति"},
}
NO_LETTERHEAD = "The letterhead is empty, so the paper names no bank. Fill in the letterhead."
_BOXES = "No font of this computer has {}; the paper shows boxes in its place."


def make(
    kind: Kind,
    content: PaperContent,
    letterhead: Letterhead,
    data_folder: Path,
    fonts: PaperFonts | None = None,
    logo: Logo | None = None,
) -> Sheet:
    """A paper in the language of the letterhead; the texts of the content must be in it too.

    Args:
        kind: which paper.
        content: what it says.
        letterhead: whose paper it is.
        data_folder: where a bank's own templates may be.
        fonts: None for the best of this computer.
        logo: as ``read_logo`` gave it, for whoever makes many; None to read it.

    Raises:
        PaperError: a decline without a reason, an approval without terms, a faulty template, or no font for
            Devanagari.
        InputError: a principal reason that is none.
    """
    _check(kind, content)
    content = _without_excuses(kind, content)
    image, complaint = logo or read_logo(letterhead.logo)
    html = templates.render(kind, letterhead.language, data_folder, _values(content, letterhead, image))
    fonts = fonts or paper_fonts.system_fonts()
    if _DEVANAGARI.search(html) and not fonts.devanagari:
        raise paper_fonts.no_devanagari()
    gauge = pictures.gauge(content) if content.bands else None
    document = _document(html, fonts, letterhead.language, {"logo": image, "gauge": gauge})
    title = " ".join(part for part in (_TITLES[kind][letterhead.language], content.reference) if part)
    boxes = _boxes(document.toPlainText(), document.defaultFont())
    notices = (complaint, "" if letterhead.bank else NO_LETTERHEAD, boxes)
    return Sheet(title, document, kind is Kind.ASSESSMENT, tuple(notice for notice in notices if notice))


def unprintable(text: str, language: Language, fonts: PaperFonts) -> str:
    """What becomes of letters of a text that a paper cannot show, as a sentence; nothing where it shows them all."""
    if _DEVANAGARI.search(text) and not fonts.devanagari:
        return str(paper_fonts.no_devanagari())
    return _boxes(plain(text), _font(fonts, language))


def english(html: str, fonts: PaperFonts, images: Mapping[str, QImage] = MappingProxyType({})) -> QTextDocument:
    """A document in English with its pictures by name, set as papers are."""
    return _document(html, fonts, Language.ENGLISH, images)


def _boxes(text: str, font: QFont) -> str:
    lacking = paper_fonts.lacking(text, font)
    return _BOXES.format(lacking) if lacking else ""


def _check(kind: Kind, content: PaperContent) -> None:
    for reason in content.reasons:
        catalogue.checked(reason)
    if kind is Kind.DECLINE and not (content.reasons or content.policy):
        raise PaperError(
            "A decline letter needs a reason, and nothing counts against this applicant: no factor of the score and no "
            "limit of the policy. Look at the decision again."
        )
    if kind is Kind.APPROVAL and content.loan is None:
        raise PaperError("An approval letter needs the instalment. Fill in amount, tenure and rate of interest first.")


def _without_excuses(kind: Kind, content: PaperContent) -> PaperContent:
    """A decline by policy alone, where the score is high enough, names the policy alone."""
    by_policy = bool(content.policy) and content.score is not None and content.score >= CUTOFF
    return replace(content, reasons=()) if kind is Kind.DECLINE and by_policy else content


def _values(content: PaperContent, letterhead: Letterhead, logo: QImage | None) -> dict[str, object]:
    """What templates may name."""
    return {item.name: getattr(content, item.name) for item in fields(content)} | {
        "bank": {"name": letterhead.bank, "address": letterhead.address, "signatory": letterhead.signatory},
        "reasons_heading": catalogue.heading(content.score or 0, letterhead.language),
        "logo": None if logo is None else pictures.logo_room(logo),
        "gauge": pictures.gauge_room() if content.bands else None,
        "colours": theme.names(LIGHT),
    }


def _document(html: str, fonts: PaperFonts, language: Language, images: Mapping[str, QImage | None]) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT)
    document.setDefaultFont(_font(fonts, language))
    for name, image in images.items():
        if image is not None:
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
    html = html.replace(" %", "\u00a0%")  # a line never begins with the sign
    document.setHtml(html if fonts.has_rupee else html.replace(RUPEE, _RUPEE_IN_LETTERS))
    _set_devanagari(document, fonts)
    return document


def _font(fonts: PaperFonts, language: Language) -> QFont:
    font = QFont()
    font.setFamilies(fonts.mixed if language is Language.HINDI else [fonts.latin])
    font.setPointSizeF(_POINTS)
    if language is Language.ENGLISH:
        for joined in ("liga", "clig"):  # a glyph for two letters is found by neither when a file is searched
            font.setFeature(QFont.Tag(joined), 0)
    return font


def _set_devanagari(document: QTextDocument, fonts: PaperFonts) -> None:
    """Set each paragraph with Devanagari in its font first; Qt shapes also the blanks between words by that script."""
    style = QTextCharFormat()
    style.setFontFamilies(fonts.mixed)
    block = document.begin()
    while block.isValid():
        if _DEVANAGARI.search(block.text()):
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(style)
        block = block.next()
