"""Finding out how a file is laid out, and saying what it is when it is no CSV file."""

from pathlib import Path

import pytest

from core.batch.choices import ReadingChoices
from core.batch.layout import Layout, read_layout
from core.batch.source import HEAD_BYTES, Source
from core.errors import FileError, InputError


def layout_of(folder: Path, content: bytes, choices: ReadingChoices | None = None) -> Layout:
    path = folder / "in.csv"
    path.write_bytes(content)
    return read_layout(Source(path), choices or ReadingChoices())


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_names_known(tmp_path: Path, separator: str) -> None:
    header = ("age", "income, a year; gross | \t all", "loan_amount")
    text = separator.join(f'"{name}"' for name in header) + "\n1\n"
    layout = layout_of(tmp_path, text.encode())
    assert layout == Layout(separator.encode(), False, header, len(text) - 2, b"\n")


def test_a_separator_whose_quotation_marks_fit_goes_before_one_that_gives_more_names(tmp_path: Path) -> None:
    assert layout_of(tmp_path, b'"years, full";"a year, gross"\n').header == ("years, full", "a year, gross")


def test_a_byte_order_mark_and_windows_line_ends_are_noted(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, b"\xef\xbb\xbfage;income\r\n1;2\r\n")
    assert layout == Layout(b";", True, ("age", "income"), 15, b"\r\n")


def test_blank_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    assert layout_of(tmp_path, b"\r\n \nage,income\n").header == ("age", "income")


TITLED = (
    b"Applicants of the branch, first quarter;;\r\n;;\r\n"
    b'"Prepared by: branch; ""head"" office"\r\n\r\nage;income;note\r\n30;1;x\r\n'
)


def test_titles_above_the_header_are_left_out_and_said(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, TITLED)
    assert (layout.separator, layout.header) == (b";", ("age", "income", "note"))
    assert TITLED[layout.start :] == b"30;1;x\r\n"
    separated, left_out = layout.reading
    assert separated == "Its cells are separated by semicolons."
    assert left_out == (
        "2 lines above the header were left out: 'Applicants of the branch, first quarter', "
        "'Prepared by: branch; \"head\" office'."
    )


def test_of_many_titles_the_first_ones_are_shown(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, b"a\nb\nc\nd\nage,income\n")
    assert layout.reading == ("4 lines above the header were left out: 'a', 'b', 'c' and 1 more.",)
    assert layout_of(tmp_path, b"a\nage,income\n").reading == ("1 line above the header was left out: 'a'.",)


def test_a_header_of_names_that_nobody_knows_is_the_first_full_line(tmp_path: Path) -> None:
    content = "Anträge, Filiale 7;;\n\nAlter;Einkommen;Wohnung\n30;1,5;x\n31;2,5;y\n".encode()
    assert layout_of(tmp_path, content).header == ("Alter", "Einkommen", "Wohnung")


def test_a_word_in_a_row_that_is_also_a_name_makes_no_header(tmp_path: Path) -> None:
    assert layout_of(tmp_path, b"Alter,Zweck\n30,Housing\n31,Security\n").header == ("Alter", "Zweck")


def test_a_header_is_looked_for_among_the_first_lines_only(tmp_path: Path) -> None:
    below = b"x,y\n" * 60 + b"age,income\n"
    assert layout_of(tmp_path, below).header == ("x", "y")


@pytest.mark.parametrize(("blank", "header"), [(9_000, ("age", "income")), (200_000, ("x", "y"))])
def test_not_all_blank_lines_of_very_many_are_looked_through(
    tmp_path: Path, blank: int, header: tuple[str, ...]
) -> None:
    assert layout_of(tmp_path, b"x,y\n" + b",\n" * blank + b"age,income\n").header == header


def test_names_that_a_person_chose_make_a_header_known(tmp_path: Path) -> None:
    content = b"Liste,1\nAlter,Geld\n30,1\n"
    chosen = ReadingChoices(columns={"age": "Alter", "income": "Geld"})
    assert layout_of(tmp_path, content).header == ("Liste", "1")
    assert layout_of(tmp_path, content, chosen).header == ("Alter", "Geld")


@pytest.mark.parametrize(
    ("line", "separator"), [(b"sep=;\r\n", b";"), (b'"sep=|"\n', b"|"), (b"SEP=\t\n", b"\t"), (b"sep=:,,,\n", b":")]
)
def test_a_line_that_states_the_separator_is_taken_at_its_word(tmp_path: Path, line: bytes, separator: bytes) -> None:
    content = b"\xef\xbb\xbf" + line + separator.join([b"age", b"in,come;x\n"])
    layout = layout_of(tmp_path, content)
    assert (layout.separator, layout.bom, layout.header[0]) == (separator, True, "age")
    assert layout.start == len(content)
    said = line.strip().decode().strip(',"')
    assert f"'{said}'" in layout.reading[-1]


@pytest.mark.parametrize(
    ("chosen", "header"),
    [(",", ("age|note", "income;x")), ("Semicolon", ("age|note,income", "x")), ("pipe", ("age", "note,income;x"))],
)
def test_the_separator_may_be_chosen(tmp_path: Path, chosen: str, header: tuple[str, ...]) -> None:
    assert layout_of(tmp_path, b"age|note,income;x\n", ReadingChoices(separator=chosen)).header == header


@pytest.mark.parametrize("chosen", ["", "a", '"', "\n", ";;", "é", "9"])
def test_what_cannot_separate_is_refused(tmp_path: Path, chosen: str) -> None:
    with pytest.raises(InputError, match=r"cannot separate cells\. Give comma, semicolon, tab, bar or another"):
        layout_of(tmp_path, b"age,income\n", ReadingChoices(separator=chosen))


def test_a_header_may_have_line_breaks_in_quotes(tmp_path: Path) -> None:
    content = b'Report\r\n"age\n(years)","Loan\r\nAmount","say ""so"""\r\n1,2,3\r\n'
    layout = layout_of(tmp_path, content)
    assert layout.header == ("age\n(years)", "Loan\r\nAmount", 'say "so"')
    assert (content[layout.start :], layout.line_end) == (b"1,2,3\r\n", b"\r\n")


def test_among_very_wide_lines_few_are_looked_at(tmp_path: Path) -> None:
    """A header that far below is none; looking at each cell of so many would take long."""
    wide = ",".join("x" * 11_000)
    content = "\n".join([*[wide] * 20, wide + ",age,income", ""])
    assert layout_of(tmp_path, content.encode()).header == tuple("x" * 11_000)


def test_ten_thousand_columns_are_a_header(tmp_path: Path) -> None:
    names = [f"column {number}" for number in range(10_000)]
    content = ",".join([*names, "age", "income"]) + "\n" + "1," * 10_001 + "1\n"
    assert layout_of(tmp_path, content.encode()).header == (*names, "age", "income")


def test_a_header_without_a_line_end_is_a_header(tmp_path: Path) -> None:
    assert layout_of(tmp_path, b"age,income").header == ("age", "income")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"age,income\r1,2\r", "is not a CSV file but text with the line ends of an old Macintosh."),
        ("\n\nage,résidence\n1,2".encode("cp1252"), "in.csv is not UTF-8 text, as line 3 shows."),
    ],
)
def test_what_is_no_csv_file_is_refused_by_name(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(FileError) as refused:
        layout_of(tmp_path, content)
    assert sentence in str(refused.value)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"age\n1\n2\n")
    source = Source(path)
    source.check_unchanged()
    path.write_bytes(b"age\n")
    with pytest.raises(FileError, match=r"in\.csv was changed while it was read"):
        source.check_unchanged()
    with pytest.raises(FileError, match=r"in\.csv was changed while it was read"):
        list(source.pieces(0, 100))
    path.unlink()
    with pytest.raises(FileError, match=r"in\.csv was changed while it was read"):
        source.check_unchanged()
    with pytest.raises(FileError, match=r"There is no file"):
        list(source.pieces(0, 100))


def test_a_line_is_counted_over_all_pieces(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"x\n" * HEAD_BYTES)
    source = Source(path)
    half = HEAD_BYTES // 2
    assert [source.line_at(position) for position in (0, 1, 2, HEAD_BYTES + 2)] == [1, 1, 2, half + 2]
    assert [source.line_at(HEAD_BYTES + step) for step in (-1, 0, 1)] == [half, half + 1, half + 1]
    assert source.line_at(2 * HEAD_BYTES) == HEAD_BYTES + 1
