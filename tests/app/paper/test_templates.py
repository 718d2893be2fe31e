"""A bank may edit the templates; whatever is wrong with one is said with its place, and nothing is left to fill in."""

import os
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.paper import templates
from app.paper.content import LoanTerms, PaperContent, PaperError
from app.paper.letterhead import Letterhead
from app.paper.pictures import Room
from app.paper.templates import FOLDER, Kind, copy_for_editing, render
from app.services import paths, theme
from app.services.colours import LIGHT
from core import catalogue
from core.affordability import Loan
from core.catalogue import Language
from core.errors import FileError
from tests.app.paper.papers import DEVANAGARI, LATIN, bare, content, contents, letterhead

SHIPPED = paths.resources_folder() / FOLDER
NO_HOME = Path("no such folder")


def values(said: PaperContent, head: Letterhead | None = None) -> Mapping[str, object]:
    head = head or letterhead()
    return {item.name: getattr(said, item.name) for item in fields(said)} | {
        "bank": {"name": head.bank, "address": head.address, "signatory": head.signatory},
        "reasons_heading": catalogue.heading(said.score or 0),
        "logo": Room(100, 40),
        "gauge": Room(300, 200),
        "colours": theme.names(LIGHT),
    }


def own(home: Path, text: str, name: str = "en/decline.html") -> Path:
    """A template of the bank's own."""
    path = home / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(home: Path, **given_values: object) -> str:
    with pytest.raises(PaperError) as raised:
        render(Kind.DECLINE, Language.ENGLISH, home, {**values(content()), **given_values})
    return str(raised.value)


# The program's own


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", Kind)
@settings(max_examples=40)
@given(said=contents(LATIN.replace("{", "").replace("}", "") + DEVANAGARI))
def test_whatever_a_content_holds_nothing_is_left_to_fill_in(
    language: Language, kind: Kind, said: PaperContent
) -> None:
    html = render(kind, language, NO_HOME, values(said))
    page = html.partition("</style>")[2]
    assert "{" not in page
    assert "}" not in page
    assert "None" not in page
    assert "Undefined" not in page
    assert "Markup" not in page


@settings(max_examples=40)
@given(said=contents("<>&\"'/script"))
def test_what_was_typed_is_never_taken_for_markup(said: PaperContent) -> None:
    for kind in Kind:
        page = render(kind, Language.ENGLISH, NO_HOME, values(said)).partition("</style>")[2]
        tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([^\s>/]+)", page)}
        assert tags <= {"head", "body", "html", "table", "tr", "td", "th", "p", "span", "br", "img", "ol", "ul", "li"}


def test_what_was_typed_is_never_taken_for_a_placeholder() -> None:
    said = bare(name="{{ score }}{% if %}", reasons=("Age",), score=612)
    assert "Dear {{ score }}{% if %}," in render(Kind.DECLINE, Language.ENGLISH, NO_HOME, values(said))


def test_a_decline_letter_names_the_reasons_and_apart_from_them_the_policy() -> None:
    html = render(Kind.DECLINE, Language.ENGLISH, NO_HOME, values(content()))
    reasons, _, policy = html.partition("lending policy")
    assert all(reason in reasons for reason in content().reasons)
    assert content().policy[0] in policy
    assert "Obligations" not in reasons
    assert "score" not in html.partition("</style>")[2].lower()


@pytest.mark.parametrize("language", Language)
def test_a_decline_letter_never_says_that_the_score_is_too_low(language: Language) -> None:
    page = render(Kind.DECLINE, language, NO_HOME, values(content(language))).partition("</style>")[2]
    assert not re.search(r"score|rating|612|स्कोर|श्रेणी", page, re.IGNORECASE)


def test_a_decline_for_policy_alone_lists_no_reasons() -> None:
    page = render(Kind.DECLINE, Language.ENGLISH, NO_HOME, values(bare(policy=("FOIR 62 %.",))))
    assert "principal reason" not in page
    assert "<li>FOIR 62 %.</li>" in page


def test_one_reason_is_told_in_the_singular() -> None:
    page = render(Kind.DECLINE, Language.ENGLISH, NO_HOME, values(bare(reasons=("Age",))))
    assert "The principal reason is:" in page
    assert "lending policy" not in page


@pytest.mark.parametrize("language", Language)
def test_an_approval_letter_has_the_instalment_in_lakh_and_crore(language: Language) -> None:
    page = render(Kind.APPROVAL, language, NO_HOME, values(content(language)))
    for amount in ("₹15,50,000<", "₹50,745<", "₹50,745.11<", "₹2,76,820.11<", "₹18,26,820.11<", ">36<", "11 %"):
        assert amount in page


@pytest.mark.parametrize(("language", "last"), [(Language.ENGLISH, "Last instalment"), (Language.HINDI, "अंतिम किस्त")])
def test_what_an_approval_letter_promises_multiplies(language: Language, last: str) -> None:
    """35 times 1,89,884.56 and the last instalment are the total; where all are alike, no last one is named."""
    page = render(Kind.APPROVAL, language, NO_HOME, values(bare(loan=LoanTerms.of(Loan(58e5, 11, 36)))))
    for said in ("₹1,89,884.56<", f">{last}<", "₹1,89,884.53<", "₹10,35,844.13<", "₹68,35,844.13<"):
        assert said in page
    assert last not in render(Kind.APPROVAL, language, NO_HOME, values(bare(loan=LoanTerms.of(Loan(12e5, 0, 12)))))


def test_an_assessment_without_a_score_says_why() -> None:
    said = bare(no_score="Refer: no credit history", bands=content().bands)
    page = render(Kind.ASSESSMENT, Language.ENGLISH, NO_HOME, values(said))
    assert "Refer: no credit history" in page
    assert "Probability of default </span>" not in page
    assert catalogue.heading(300) not in page


def test_a_letter_to_nobody_in_particular_greets_politely() -> None:
    said = bare(reasons=("Age",))
    assert "Dear Sir or Madam," in render(Kind.DECLINE, Language.ENGLISH, NO_HOME, values(said))
    assert "महोदय / महोदया," in render(Kind.DECLINE, Language.HINDI, NO_HOME, values(said))


@pytest.mark.parametrize("kind", [Kind.APPROVAL, Kind.DECLINE])
@pytest.mark.parametrize(("language", "signed"), [(Language.ENGLISH, "For the bank"), (Language.HINDI, "बैंक की ओर से")])
def test_a_letter_of_no_named_bank_ends_in_a_line_to_sign_on(kind: Kind, language: Language, signed: str) -> None:
    said, nameless = values(content(language)), values(content(language), Letterhead())
    assert re.search(f"_{{20,}}<br>{signed}</p>", render(kind, language, NO_HOME, nameless))
    assert signed not in render(kind, language, NO_HOME, said)


# A bank's own


def test_a_banks_own_template_wins_and_finds_the_programs_parts(tmp_path: Path) -> None:
    own(
        tmp_path,
        '{% include "head.html" %}<p>We regret, {{ name }}. {{ date|day }} {{ 1e7|money }} {{ 2.50|number }}</p>',
    )
    html = render(Kind.DECLINE, Language.ENGLISH, tmp_path, values(content()))
    assert "<p>We regret, A. Applicant. 5 March 2026 ₹1,00,00,000 2.5</p>" in html
    assert "12 Station Road" in html
    assert "We regret, A. Applicant" not in render(Kind.DECLINE, Language.HINDI, tmp_path, values(content()))


def test_a_banks_own_head_is_used_by_the_programs_letters(tmp_path: Path) -> None:
    own(tmp_path, "<p>Our own head</p>", "head.html")
    for language in Language:
        for kind in Kind:
            assert "<p>Our own head</p>" in render(kind, language, tmp_path, values(content()))


def test_a_template_counts_from_the_moment_it_is_saved_until_it_is_taken_away(tmp_path: Path) -> None:
    def page() -> str:
        return render(Kind.DECLINE, Language.ENGLISH, tmp_path, values(content()))

    shipped = page()
    path = own(tmp_path, "<p>Ours</p>")
    assert page() == "<p>Ours</p>"
    path.write_text("<p>Ours again</p>", encoding="utf-8")
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))  # also where the clock of the disk is coarse
    assert page() == "<p>Ours again</p>"
    path.unlink()
    assert page() == shipped


def test_copies_for_editing_make_the_same_papers_and_spare_what_is_there(tmp_path: Path) -> None:
    own(tmp_path, "<p>Ours</p>")
    folder = copy_for_editing(tmp_path)
    copied = {path.relative_to(folder) for path in folder.rglob("*.html")}
    assert copied == {path.relative_to(SHIPPED) for path in SHIPPED.rglob("*.html")}
    assert render(Kind.DECLINE, Language.ENGLISH, tmp_path, values(content())) == "<p>Ours</p>"
    for kind in (Kind.ASSESSMENT, Kind.APPROVAL):
        before = render(kind, Language.HINDI, NO_HOME, values(content()))
        assert render(kind, Language.HINDI, tmp_path, values(content())) == before


def test_where_copies_cannot_be_put_is_told(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("", encoding="utf-8")
    with pytest.raises(FileError, match=r"letters.* cannot be made"):
        copy_for_editing(tmp_path)


# What is wrong with one


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (
            "<p>\n{{ nmae }}</p>",
            2,
            "there is no placeholder nmae; there are affordability, bands, bank, colours, date,",
        ),
        ("{% if false %}\n\n{{ nmae }}{% endif %}", 3, "there is no placeholder nmae"),
        ("{{ name }}\n{{ bank.nmae }}", 2, "has no attribute 'nmae'"),
        ("\n{{ loan.emi }}", 2, "has no attribute 'emi'"),
        ("{{ name }", 1, "unexpected '}'"),
        ("\n\n{% if name %}", 3, "Unexpected end of template"),
        ("{% for %}", 1, "Expected an expression|expected token"),
        ("\n{{ name|shout }}", 2, "No filter named 'shout'"),
        ("{{ name\n|money }}", 2, ""),
        ("Dear {name},", 1, "a brace stands alone; a placeholder is written as {{ name }}"),
        ("\n{% raw %}{{ name }}{% endraw %}", 2, "a brace stands alone"),
        ("<style>p { }</style>\n<p>{% if name %}x{% endif %} }</p>", 2, "a brace stands alone"),
        ("<p>\n{% include 'foot.html' %}", 2, "there is no template foot.html"),
        ("<p>\n{% include name %}", 2, "there is no template A. Applicant"),
        ("{{ reasons }}", 1, "is no text or number by itself"),
        ("\n{{ loan }}", 2, "is no text or number by itself"),
        ("{{ none }}", 1, "is no text or number by itself"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("{{ name.__class__.__mro__ }}", 1, "unsafe|has no attribute"),
        ("{{ range(9) }}", 1, "there is no placeholder range"),
        ("{% include 'decline.html' %}", 1, "recursion"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, text: str, line: int, problem: str) -> None:
    path = own(tmp_path, text)
    said = refusal(tmp_path)
    start = f"The template decline.html in {path.parent} cannot be used (line {line}: "
    assert said.startswith(start)
    assert re.search(re.escape(problem) if "|" not in problem else problem, said)
    assert said.endswith(". Mend it, or take it away to use the program's own.".removeprefix("."))


def test_a_mistake_in_a_part_is_told_where_it_is(tmp_path: Path) -> None:
    own(tmp_path, "<p>\n\n{{ bank.nmae }}", "head.html")
    own(tmp_path, '<p>{% include "head.html" %}')
    assert refusal(tmp_path).startswith(f"The template head.html in {tmp_path / FOLDER} cannot be used (line 3: ")


def test_a_template_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = own(tmp_path, "")
    path.write_bytes(b"\xff\xfe\x00")
    assert f"decline.html in {path.parent} cannot be used (it is not UTF-8 text)" in refusal(tmp_path)


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own(tmp_path, "")

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    assert "cannot be used (it cannot be read, Permission denied)" in refusal(tmp_path)


def test_a_template_outside_the_folders_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    own(tmp_path, "{% include '../../secret.html' %}")
    assert "there is no template" in refusal(tmp_path)


def test_a_placeholder_without_a_value_is_refused_and_never_printed_as_none(tmp_path: Path) -> None:
    own(tmp_path, "<p>{{ score }}</p>")
    assert "is no text or number by itself" in refusal(tmp_path, score=None)


@given(text=st.text(st.sampled_from("{}%#ab \n|.-<>'\""), max_size=30))
def test_any_template_either_prints_or_is_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    home = tmp_path_factory.mktemp("home")
    own(home, text)
    try:
        said = render(Kind.DECLINE, Language.ENGLISH, home, {"a": "1", "b": "2"})
    except PaperError as error:
        said = str(error)
    refused = re.fullmatch(r"The template decline\.html in .* cannot be used \(.+\)\. Mend it.*", said, re.DOTALL)
    assert refused or not re.search(r"[{}]", said)


def test_each_language_has_each_paper() -> None:
    for language in Language:
        assert {path.stem for path in (SHIPPED / language).iterdir()} == set(templates.Kind)
