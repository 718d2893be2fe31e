"""Names of files of papers are taken by every system, and no two of a folder are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paper.naming import file_name, free_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("LN/2026/118", "LN-2026-118"),
        ('a<b>c:d"e\\f|g?h*i', "a-b-c-d-e-f-g-h-i"),
        (" LN 7. ", "LN 7"),
        ("..", ""),
        ("", ""),
        ("A\nB\x00C", "A-B-C"),
        ("आशा", "आशा"),
    ],
)
def test_what_cannot_stand_in_a_name_is_replaced(words: str, name: str) -> None:
    assert file_name(words) == name


@given(st.text() | st.text().map(lambda text: text * 200))
def test_any_words_make_a_name_that_fits(words: str) -> None:
    """Windows forbids nine characters, controls, and a blank or point at the end; most systems 256 bytes."""
    name = file_name(words)
    assert not set(name) & set('\\/:*?"<>|')
    assert all(ord(letter) >= 32 for letter in name)
    assert name == name.strip(" .")
    assert len(f"approval {name} (1000000).pdf".encode()) <= 255


@given(st.lists(st.sampled_from(["a", "A", "b", "a (2)", "A (2)"]), max_size=12))
def test_no_two_names_are_the_same_in_whatever_case(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        free = free_name(name, taken)
        assert free.casefold() not in taken
        assert free == name or free.startswith(f"{name} (")
        taken.append(free.casefold())
