"""The rows that somebody asks for are those that a plain look at each row of the scored file would choose."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batch.kept.rows import KeptRows
from core.batch.kept.view import Chooser, View
from core.batch.kept.wish import Sort, Wish
from core.progress import Cancelled
from tests.core.batch.files import applicants
from tests.core.batch.kept.making import kept_rows

ROWS = 80
_NOTES = ("", 'Zoë "Zo" O\'Neil', "a (b) [c] {d}", "1.5+2*3?", "^start$ | \\w", "two\nlines", "CASTLE", "ß # ~&-")
_RATINGS = ("Poor", "Average", "Good", "Excellent", "")
_STATUSES = ("scored", "refer", "rejected")
_NAMES = ("credit_score", "rating", "row_status", "row_problem", "decision")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptRows:
    """Every rating and status, and notes that are not easy to look for."""
    changes = [
        {
            "note": _NOTES[row % len(_NOTES)],
            "credit_utilization_ratio": str(row * 7 % 130),
            "delinquent_months": str(row * 3 % 40),
            "total_dpd": "90" if row * 3 % 40 else "0",
            "age": "" if row % 11 == 0 else str(20 + row % 40),
            "residence_type": "Castle" if row % 13 == 0 else "Rented",
        }
        for row in range(ROWS)
    ]
    return kept_rows(tmp_path_factory.mktemp("view"), applicants(*({"note": "", **change} for change in changes)))


@pytest.fixture(scope="module")
def page(kept: KeptRows) -> list[dict[str, str]]:
    return [dict(zip(kept.columns, row, strict=True)) for row in kept.page(range(ROWS))]


def _is_wanted(row: dict[str, str], wish: Wish) -> bool:
    score = int(row["credit_score"]) if row["credit_score"] else None
    return (
        (not wish.ratings or row["rating"] in wish.ratings)
        and (not wish.statuses or row["row_status"] in wish.statuses)
        and (wish.lowest is None or (score is not None and score >= wish.lowest))
        and (wish.highest is None or (score is not None and score <= wish.highest))
        and bool(re.search(wish.problem, row["row_problem"]))
        and _has(row, wish.text)
    )


def _has(row: dict[str, str], text: str) -> bool:
    """In a cell of the source or in words of scoring; numbers and status of scoring have filters of their own."""
    apart = ("default_probability", "balanced_probability", "credit_score", "default_prediction", "row_status")
    return not text or any(text.lower() in cell.lower() for name, cell in row.items() if name not in apart)


_SOUGHT = (
    "", "castle", "Zoë", "ZOË", '"zo"', 'ë "z', "(B)", "[c]", "{d}", "1.5", "*3?", "^", "$ |", "\\W", "o'neil", "poor",
    "share of", "is empty", "# ~&-", "nowhere", "35", "SS",
)  # fmt: skip
_limits = st.none() | st.integers(300, 900)
_wishes = st.builds(
    Wish,
    ratings=st.lists(st.sampled_from(_RATINGS), unique=True, max_size=3).map(tuple),
    statuses=st.lists(st.sampled_from(_STATUSES), unique=True, max_size=2).map(tuple),
    lowest=_limits,
    highest=_limits,
    text=st.sampled_from(_SOUGHT),
    problem=st.sampled_from(["", r"^age is empty", r"'Castle'", "nothing like it"]),
)


@given(wish=_wishes, descending=st.none() | st.booleans(), column=st.sampled_from(_NAMES))
def test_all_filters_together_choose_what_each_row_says(
    kept: KeptRows, page: list[dict[str, str]], wish: Wish, descending: bool | None, column: str
) -> None:
    sort = None if descending is None else Sort(kept.columns.index(column), descending)
    everything = Chooser(kept).choose(Wish(sort=sort))
    view = Chooser(kept).choose(replace(wish, sort=sort))
    assert list(view.rows) == [row for row in everything.rows if _is_wanted(page[row], wish)]


@pytest.mark.parametrize("text", _SOUGHT)
def test_a_text_is_found_as_it_stands_whatever_it_means_elsewhere(
    kept: KeptRows, page: list[dict[str, str]], text: str
) -> None:
    found = [row for row in range(ROWS) if _has(page[row], text)]
    assert list(Chooser(kept).choose(Wish(text=text)).rows) == found
    assert found or text in ("nowhere", "SS")


def test_without_a_wish_all_rows_are_there_in_their_order(kept: KeptRows) -> None:
    view = Chooser(kept).choose(Wish())
    assert view.rows == range(ROWS)
    assert Wish().is_everything
    assert Wish(sort=Sort(0)).is_everything
    assert not Wish(text="x").is_everything


def test_rows_of_a_view_are_read_in_its_order(kept: KeptRows, page: list[dict[str, str]]) -> None:
    view = Chooser(kept).choose(Wish(statuses=("scored",), sort=Sort(kept.columns.index("credit_score"), True)))
    scores = [int(row[kept.columns.index("credit_score")]) for row in view.page(0, len(view))]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == sum(row["row_status"] == "scored" for row in page)
    assert [row for frame in view.frames(at_once=7) for row in frame.rows()] == view.page(0, len(view))


def test_the_place_of_a_row_is_found_where_it_is_shown(kept: KeptRows) -> None:
    everything, rejected = (Chooser(kept).choose(Wish(statuses=statuses)) for statuses in ((), ("rejected",)))
    assert everything.place_of(5) == 5
    assert everything.place_of(ROWS) is None
    assert rejected.place_of(11) == list(rejected.rows).index(11)
    assert rejected.place_of(1) is None


def _walk(view: View, step: int) -> list[int]:
    """The rows of the file on the way from one end of the view to the other."""
    found, place = [], view.next_referred(-1 if step > 0 else len(view), step)
    while place is not None:
        found.append(int(view.rows[place]))
        place = view.next_referred(place, step)
    return found


@pytest.mark.parametrize("sort", [None, Sort(1), Sort(1, descending=True)])
def test_the_work_list_goes_from_one_row_to_look_at_to_the_next(
    kept: KeptRows, page: list[dict[str, str]], sort: Sort | None
) -> None:
    view = Chooser(kept).choose(Wish(sort=sort))
    expected = [int(row) for row in view.rows if page[row]["row_status"] == "refer"]
    assert len(expected) > 2
    assert _walk(view, 1) == expected
    assert _walk(view, -1) == expected[::-1]


def test_a_filter_that_changes_orders_nothing_anew(kept: KeptRows, monkeypatch: pytest.MonkeyPatch) -> None:
    chooser, sort = Chooser(kept), Sort(kept.columns.index("age"))
    chooser.choose(Wish(sort=sort))
    monkeypatch.setattr("core.batch.kept.view.arrange", None)
    assert len(chooser.choose(Wish(text="castle", sort=sort))) > 0


def test_choosing_stops_when_it_is_cancelled(kept: KeptRows) -> None:
    def stop() -> None:
        raise Cancelled

    for wish in (Wish(), Wish(text="x"), Wish(sort=Sort(0)), Wish(problem="x")):
        with pytest.raises(Cancelled):
            Chooser(kept).choose(wish, stop)


def test_lines_with_every_control_character_are_searched_too(tmp_path: Path) -> None:
    controls = "".join(map(chr, range(1, 9)))
    kept = kept_rows(tmp_path, applicants({"cust_id": f"A{controls}"}, {"cust_id": "B"}))
    assert _rows(kept, Wish(text="a\x01")) == [0]
    assert _rows(kept, Wish(text="b")) == [1]


def _rows(kept: KeptRows, wish: Wish) -> Sequence[int]:
    return np.asarray(Chooser(kept).choose(wish).rows).tolist()  # type: ignore[no-any-return]  # numpy says Any
