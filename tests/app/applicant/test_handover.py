"""Papers handed over: an assessment and letters about the applicant in the form, as PDF files."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.applicant import wording
from app.applicant.handover_dialog import HandoverDialog
from app.applicant.paper_content import ContentMaker
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.paper import fonts, letterhead
from app.paper.content import plain
from app.paper.fonts import system_fonts
from app.paper.letterhead import Letterhead
from app.paper.letterhead_dialog import LetterheadDialog
from app.paper.making import NO_LETTERHEAD
from app.paper.templates import Kind
from app.services import theme
from app.services.desk import Desk
from app.services.settings import Settings
from app.widgets.notice import NoticeKind
from core import catalogue
from core.catalogue import Catalogue, Language
from tests.app.applicant.bad_texts import BAD, BLANK
from tests.app.applicant.officer import press, retype
from tests.app.fakes import FakeDialogs
from tests.app.paper.pdf import Pdf, squeezed
from tests.app.room import SMALL_SCREEN, clipped, fits


@pytest.fixture
def asked(tab: ApplicantTab, settings: Settings) -> HandoverDialog:
    """The dialog about the poor sample, for a bank with a letterhead."""
    letterhead.write(settings, Letterhead("Gramin Bank", ("12 Station Road",), "", "Branch manager", Language.ENGLISH))
    tab.form.put(SAMPLES[2])
    press(tab, "Papers…")
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HandoverDialog)]
    return found


def choose(asked: HandoverDialog, kind: Kind) -> None:
    asked.paper.setCurrentIndex(asked.paper.findData(kind))


def text_of(asked: HandoverDialog) -> str:
    return asked.sheet().document.toPlainText()


def test_the_assessment_says_what_the_tab_says(tab: ApplicantTab, asked: HandoverDialog) -> None:
    asked.name.setText("Asha Devi")
    asked.reference.setText("LN/2026/118")
    text = text_of(asked)
    for said in (
        "Asha Devi", wording.probability(tab.assessment.default_probability or 0.0),
        "LN/2026/118", "Gramin Bank", "₹6,20,000",
        *(reason.text for reason in tab.assessment.adverse),
    ):  # fmt: skip
        assert said in text
    assert "{{" not in text
    assert "None" not in text


def test_a_decline_names_the_principal_reasons(tab: ApplicantTab, asked: HandoverDialog) -> None:
    choose(asked, Kind.DECLINE)
    text = text_of(asked)
    assert all(reason.text in text for reason in tab.assessment.adverse)
    assert "Gramin Bank" in text


def test_an_approval_names_the_instalment(tab: ApplicantTab, asked: HandoverDialog) -> None:
    choose(asked, Kind.APPROVAL)
    figure = tab.answer.pages.affordability.figures["instalment"]
    assert f"{figure.value:,.2f}"[-6:] in text_of(asked)


def test_it_is_saved_where_it_is_asked_for_and_opened(
    asked: HandoverDialog, dialogs: FakeDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    target = tmp_path / "assessment.pdf"
    dialogs.answers.append(target)
    asked.save.click()
    assert target.read_bytes().startswith(b"%PDF")
    assert str(target) in asked.notice.text
    asked.notice.action_requested.emit()
    assert [Path(url.toLocalFile()) for url in shown] == [target]


@pytest.mark.parametrize(
    "reference", ["LN/2026:118?", "x" * 10_000, "ऋण" * 5_000, "😀" * 500, "\u202egnp.exe", "..", "1\n2"]
)
def test_the_file_that_is_proposed_has_a_name_every_system_takes(
    tab: ApplicantTab, desk: Desk, tmp_path: Path, reference: str
) -> None:
    proposed: list[str] = []

    class Proposed(FakeDialogs):
        def save_file(self, purpose: str, title: str, filters: Sequence[str], suggested: Path | str) -> Path | None:
            proposed.append(str(suggested))
            return tmp_path / suggested

    tab.form.put(SAMPLES[2])
    maker = ContentMaker(tab.assessment, desk.model.ready, tab.answer.pages.costs())
    papers = HandoverDialog(maker, desk._replace(dialogs=Proposed()), tab)
    papers.reference.setText(reference)
    papers.save.click()
    (name,) = proposed
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 255
    assert not set(name) & set('\\/:*?"<>|\n\u202e')
    assert (tmp_path / name).read_bytes().startswith(b"%PDF")


def test_a_letter_against_the_decision_asks_first(
    tab: ApplicantTab, asked: HandoverDialog, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    choose(asked, Kind.APPROVAL)
    dialogs.answers.append("Go back")
    asked.save.click()
    assert "the policy allows at most 50 %" in dialogs.asked[-1]
    assert asked.notice.text == ""
    target = tmp_path / "approval.pdf"
    dialogs.answers += ["Write it all the same", target]
    asked.save.click()
    assert target.exists()


def test_a_decline_of_a_good_applicant_asks_first(tab: ApplicantTab, dialogs: FakeDialogs) -> None:
    tab.form.put(SAMPLES[0] | {"loan_amount": "9,00,000"})
    press(tab, "Papers…")
    (asked,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HandoverDialog)]
    choose(asked, Kind.DECLINE)
    dialogs.answers.append("Go back")
    asked.save.click()
    assert "at or above 650" in dialogs.asked[-1]


def test_a_reference_with_strokes_gives_a_name_of_a_file(
    asked: HandoverDialog, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested: list[str] = []
    monkeypatch.setattr(dialogs, "save_file", lambda *call: suggested.append(str(call[3])))
    asked.reference.setText("LN/2026/118")
    asked.save.click()
    assert suggested == ["Credit assessment LN-2026-118.pdf"]


def test_the_rate_that_was_assumed_stands_on_the_paper(asked: HandoverDialog) -> None:
    text = text_of(asked)
    assert "Interest rate" in text
    assert "11 %" in text
    assert "Existing obligations" in text


def test_nothing_is_written_when_nobody_chooses_where(asked: HandoverDialog, dialogs: FakeDialogs) -> None:
    dialogs.answers.append(None)
    asked.save.click()
    assert asked.notice.text == ""


def test_a_target_that_cannot_be_written_is_said_here(
    asked: HandoverDialog, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.answers.append(tmp_path)
    asked.save.click()
    assert asked.notice.kind is NoticeKind.ERROR
    assert f"{tmp_path.name} could not be written" in asked.notice.text


def test_a_template_with_a_mistake_is_said_here(asked: HandoverDialog, desk: Desk) -> None:
    folder = desk.data_folder / "letters" / "en"
    folder.mkdir(parents=True)
    (folder / "assessment.html").write_text("<p>{{ nobody_knows }}</p>", encoding="utf-8")
    asked.save.click()
    assert asked.notice.kind is NoticeKind.ERROR
    assert "nobody_knows" in asked.notice.text


def test_the_words_of_the_catalogue_are_used_everywhere(tab: ApplicantTab, desk: Desk, asked: HandoverDialog) -> None:
    factor = tab.assessment.adverse[0].factor
    words = "A bank's own words for it"
    catalogue.write(desk.data_folder, Catalogue().with_text(factor, Language.ENGLISH, words))
    desk.model.reword({factor: words})
    assert tab.assessment.adverse[0].text == words
    assert f"1. {words}" in [label.text() for label in tab.answer.pages.reasons.principal]
    assert words in text_of(asked)


def test_a_breach_of_policy_is_named_as_such(tab: ApplicantTab, asked: HandoverDialog) -> None:
    tab.answer.pages.affordability.means.edits["obligations"].setText("1,00,000")
    choose(asked, Kind.DECLINE)
    text = text_of(asked)
    assert "our policy allows 50 %" in text


def test_without_a_score_there_is_nothing_to_hand_over(tab: ApplicantTab, qtbot: QtBot) -> None:
    retype(tab, "age", "")
    button = next(one for one in tab.findChildren(type(tab._hand_over)) if one.text() == "&Papers…")
    assert not button.isEnabled()


# What the dialog looks like and where it is


def test_it_grows_with_what_it_has_to_say(asked: HandoverDialog, qtbot: QtBot) -> None:
    heights = [one.height() for one in (asked.paper, asked.language, asked.name, asked.reference)]
    asked.notice.show_notice(NoticeKind.WARNING, "Written to a folder with a long name. " * 8, "Open it")
    qtbot.waitUntil(lambda: asked.notice.height() >= asked.notice.sizeHint().height() > 0)
    qtbot.waitUntil(lambda: clipped(asked) == [])
    assert [one.height() for one in (asked.paper, asked.language, asked.name, asked.reference)] == heights


def test_it_fits_the_smallest_screen_with_text_twice_as_large(
    tab: ApplicantTab, qtbot: QtBot, twice_the_text: Callable[[], None]
) -> None:
    theme.notifier().refresh()
    twice_the_text()
    press(tab, "Papers…")
    (asked,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HandoverDialog)]
    asked.notice.show_notice(
        NoticeKind.WARNING, f"Written to /home/somebody/Documents/a.pdf. {NO_LETTERHEAD}", "Open it"
    )
    qtbot.waitUntil(lambda: clipped(asked) == [])
    assert fits(asked, SMALL_SCREEN)
    assert asked.width() <= SMALL_SCREEN.width()
    assert asked.height() <= SMALL_SCREEN.height()
    fields = (asked.paper, asked.language, asked.name, asked.reference)
    qtbot.waitUntil(lambda: all(one.height() >= one.minimumSizeHint().height() for one in fields))


def test_its_list_shows_every_paper(asked: HandoverDialog, qtbot: QtBot) -> None:
    asked.paper.showPopup()
    view = asked.paper.view()
    qtbot.waitUntil(view.isVisible)
    last = view.visualRect(view.model().index(len(Kind) - 1, 0))
    qtbot.waitUntil(lambda: view.viewport().height() > last.bottom())
    asked.paper.hidePopup()


def test_the_language_is_that_of_the_letterhead_until_another_is_chosen_for_this_paper(
    asked: HandoverDialog, settings: Settings
) -> None:
    assert asked.language.currentData() == Language.ENGLISH
    choose(asked, Kind.DECLINE)
    if not system_fonts().devanagari:
        pytest.skip("no font with Devanagari letters; Debian: apt install fonts-noto-core")
    asked.language.setCurrentIndex(asked.language.findData(Language.HINDI))
    assert "भवदीय" in text_of(asked)
    assert letterhead.read(settings).language is Language.ENGLISH, "a setting of the bank, not of one customer"


def test_a_missing_letterhead_is_told_before_anything_is_written(tab: ApplicantTab) -> None:
    press(tab, "Papers…")
    (asked,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HandoverDialog)]
    assert asked.windowTitle() == "Papers"
    assert (asked.notice.kind, asked.notice.text) == (NoticeKind.WARNING, NO_LETTERHEAD)
    asked.letterhead.click()
    (opened,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, LetterheadDialog)]
    opened.bank.setText("Nagar Bank")
    opened.language.setCurrentIndex(opened.language.findData(Language.HINDI.value))
    opened.accept()
    assert asked.notice.text == ""
    assert asked.language.currentData() == Language.HINDI


# On paper


def print_dialog() -> QPrintDialog | None:
    """The system's dialog of a printer, where one is open."""
    open_ones = (one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintDialog) and one.isVisible())
    return next(open_ones, None)


def confirm(target: Path) -> None:
    """Choose a file in the place of a printer, as one may on every system, and confirm."""
    chosen = print_dialog()
    assert chosen is not None
    chosen.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    chosen.printer().setOutputFileName(str(target))
    chosen.done(QDialog.DialogCode.Accepted.value)


def test_it_is_printed_as_it_is_saved(asked: HandoverDialog, dialogs: FakeDialogs, tmp_path: Path) -> None:
    asked.name.setText("Asha Devi")
    asked.print.click()
    confirm(tmp_path / "printed.pdf")
    assert (asked.notice.kind, asked.notice.text) == (NoticeKind.SUCCESS, "Sent to the printer.")
    dialogs.answers.append(tmp_path / "saved.pdf")
    asked.save.click()
    printed, saved = Pdf(tmp_path / "printed.pdf"), Pdf(tmp_path / "saved.pdf")
    assert printed.page_count == saved.page_count == 1
    assert printed.text == saved.text
    assert squeezed("Asha Devi") in printed.text


def test_nothing_is_printed_when_the_printer_is_not_confirmed(
    asked: HandoverDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[object] = []
    monkeypatch.setattr("app.paper.printing.print_document", lambda *job: printed.append(job))
    asked.print.click()
    chosen = print_dialog()
    assert chosen is not None
    chosen.reject()
    assert printed == []
    assert asked.notice.text == ""


def test_a_printer_that_takes_no_job_is_said_here(
    asked: HandoverDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.paper.printing.QPainter.begin", lambda *_: False)
    asked.print.click()
    confirm(tmp_path / "printed.pdf")
    assert asked.notice.kind is NoticeKind.ERROR
    assert "could not be printed" in asked.notice.text


def test_a_paper_that_cannot_be_made_asks_for_no_printer(asked: HandoverDialog, desk: Desk) -> None:
    folder = desk.data_folder / "letters" / "en"
    folder.mkdir(parents=True)
    (folder / "assessment.html").write_text("<p>{{ nobody_knows }}</p>", encoding="utf-8")
    asked.print.click()
    assert print_dialog() is None
    assert "nobody_knows" in asked.notice.text


def test_a_letter_against_the_decision_asks_before_it_is_printed(
    asked: HandoverDialog, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    choose(asked, Kind.APPROVAL)
    dialogs.answers.append("Go back")
    asked.print.click()
    assert print_dialog() is None
    dialogs.answers.append("Write it all the same")
    asked.print.click()
    confirm(tmp_path / "approval.pdf")
    assert squeezed("Approval of your loan") in Pdf(tmp_path / "approval.pdf").text


# The letterhead


def test_the_letterhead_is_a_button_away_and_holds_at_once(
    asked: HandoverDialog, settings: Settings, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    asked.letterhead.click()
    (opened,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, LetterheadDialog)]
    opened.bank.setText("Nagar Bank")
    opened.accept()
    assert letterhead.read(settings).bank == "Nagar Bank"
    assert "Nagar Bank" in text_of(asked)


def test_a_paper_without_a_letterhead_is_written_with_a_warning(
    asked: HandoverDialog, settings: Settings, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    letterhead.write(settings, Letterhead())
    dialogs.answers.append(tmp_path / "assessment.pdf")
    asked.save.click()
    assert (tmp_path / "assessment.pdf").exists()
    assert asked.notice.kind is NoticeKind.WARNING
    assert "The letterhead is empty" in asked.notice.text
    asked.notice.clear()
    asked.print.click()
    confirm(tmp_path / "printed.pdf")
    assert asked.notice.kind is NoticeKind.WARNING
    assert "The letterhead is empty" in asked.notice.text


def test_nothing_is_opened_before_anything_was_written(asked: HandoverDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    asked.notice.action_requested.emit()
    assert shown == []


def test_letters_that_no_font_has_are_said_beside_the_line_before_anything_is_written(asked: HandoverDialog) -> None:
    name, reference = asked.rows
    asked.name.setText("Asha \U00012000")
    assert name.flag == "No font of this computer has \U00012000; the paper shows boxes in its place."
    assert name.words.isVisible()
    assert reference.flag == ""
    asked.reference.setText("\U00012001/7")
    assert "has \U00012001;" in reference.flag
    asked.name.setText("आशा देवी")
    assert name.flag == ""


def test_hindi_on_a_computer_without_its_letters_is_said_beside_the_line(
    tab: ApplicantTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = replace(system_fonts(), devanagari="")
    monkeypatch.setattr(fonts, "system_fonts", lambda: without)
    press(tab, "Papers…")
    (asked,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HandoverDialog)]
    asked.name.setText("आशा")
    assert "Hindi cannot be printed" in asked.rows[0].flag


def test_a_letterhead_with_letters_that_no_font_has_is_told_when_the_papers_open(
    tab: ApplicantTab, settings: Settings
) -> None:
    head = Letterhead("Bank \U00012000", ("12 Station Road",), "", "", Language.ENGLISH)
    letterhead.write(settings, head)
    press(tab, "Papers…")
    (asked,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HandoverDialog)]
    assert asked.notice.text == "No font of this computer has \U00012000; the paper shows boxes in its place."
    asked.letterhead.click()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, LetterheadDialog)]
    dialog.bank.setText("Bank")
    dialog.accept()
    assert asked.notice.text == ""


@pytest.mark.parametrize(
    ("text", "marks"), [("{{name}}", "{{"), ("Asha {% x %}", "{%"), ("{# none #}", "{#"), ("Asha }}", "}}")]
)
@pytest.mark.parametrize("field", ["name", "reference"])
def test_what_looks_like_a_placeholder_is_refused_beside_the_line(
    asked: HandoverDialog, dialogs: FakeDialogs, tmp_path: Path, field: str, text: str, marks: str
) -> None:
    """On a letter it would stand like a mistake of the bank; there is no dialog of files before it is mended."""
    line, row = {"name": (asked.name, asked.rows[0]), "reference": (asked.reference, asked.rows[1])}[field]
    line.setText(text)
    assert row.error == f"{marks} would stand on the paper like a placeholder that was left over. Type it without."
    asked.save.click()
    asked.print.click()
    assert print_dialog() is None
    assert asked.focusWidget() is line
    line.setText("Asha {Devi} 100 %")
    assert row.error == ""
    dialogs.answers.append(tmp_path / "paper.pdf")
    asked.save.click()
    assert (tmp_path / "paper.pdf").exists()


def test_what_went_wrong_is_put_away_when_a_paper_is_asked_for_again(
    tab: ApplicantTab, asked: HandoverDialog, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.answers += [tmp_path, None]
    asked.save.click()
    assert "could not be written" in asked.notice.text
    asked.save.click()
    assert asked.notice.text == "", "although no file was chosen"
    dialogs.answers += [tmp_path, tmp_path / "paper.pdf"]
    asked.save.click()
    asked.save.click()
    assert asked.notice.text == f"Written to {tmp_path / 'paper.pdf'}."
    dialogs.answers.append(tmp_path)
    asked.save.click()
    asked.reject()
    press(tab, "Papers…")
    again = [one for one in QApplication.topLevelWidgets() if isinstance(one, HandoverDialog) and one.isVisible()]
    assert [one.notice.text for one in again] == [""]


# Whatever is typed, chosen and taken away


@pytest.mark.parametrize("text", [*BAD.values(), *BLANK.values()], ids=[*BAD, *(f"blank: {name}" for name in BLANK)])
def test_a_paper_may_be_for_anybody(qtbot: QtBot, asked: HandoverDialog, text: str) -> None:
    """On one page, with a title, and nothing of the dialog cut off."""
    asked.name.setText(text)
    asked.reference.setText(text)
    sheet = asked.sheet()
    assert sheet.title.startswith("Credit assessment")
    assert plain(text, 20).rstrip("…")[:10] in sheet.document.toPlainText().replace("\n", " ")
    qtbot.waitUntil(lambda: clipped(asked) == [])


@pytest.mark.parametrize(
    "content", [None, b"", b"\x89PNG\r\n\x1a\n", b"no picture"], ids=["gone", "empty", "half", "text"]
)
def test_a_paper_goes_without_a_logo_that_is_gone_or_corrupt_and_says_so(
    asked: HandoverDialog, settings: Settings, dialogs: FakeDialogs, tmp_path: Path, content: bytes | None
) -> None:
    logo = tmp_path / "logo.png"
    if content is not None:
        logo.write_bytes(content)
    letterhead.write(settings, replace(letterhead.read(settings), logo=str(logo)))
    dialogs.answers.append(tmp_path / "paper.pdf")
    asked.save.click()
    assert Pdf(tmp_path / "paper.pdf").page_count == 1
    assert asked.notice.kind is NoticeKind.WARNING
    assert "logo.png" in asked.notice.text
    assert "the paper goes without it" in asked.notice.text
