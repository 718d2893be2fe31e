"""Dates are read in the ways that banks write them; day and month are told apart by their column, not by a cell."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.portfolio.dates import DateOrder, Dates, read_dates
from core.portfolio.months import rates_by_month
from core.portfolio.text_frame import text_column
from core.progress import Cancelled
from tests.core.portfolio.watching import Watcher

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
FORMATS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%m/%d/%Y", "%d-%b-%Y", "%d %B %Y", "%Y-%m-%d %H:%M:%S")


def read(*texts: str | None) -> Dates:
    return read_dates(text_column(texts))


def told(dates: Dates) -> list[str]:
    return [str(day) for day in dates.days]


@given(st.sampled_from(FORMATS), st.lists(DAYS, max_size=20))
def test_what_a_bank_writes_is_read_back(form: str, days: list[date]) -> None:
    """Wherever one day of the column lies behind the twelfth."""
    days = [*days, date(2024, 7, 22)]
    found = read(*(day.strftime(form) for day in days))
    assert found.days.tolist() == days
    assert (found.blank, found.unreadable, found.is_assumed) == (0, 0, False)


def test_the_column_says_which_number_is_the_day() -> None:
    assert told(read("03-04-2024", "22-04-2024")) == ["2024-04-03", "2024-04-22"]
    assert told(read("03-04-2024", "04-22-2024")) == ["2024-03-04", "2024-04-22"]
    for text in ("13-04-2024", "04-13-2024"):
        assert (told(read(text)), read(text).is_assumed) == (["2024-04-13"], False)


def test_where_the_column_does_not_say_the_day_is_first_and_that_is_told() -> None:
    found = read("01-02-2024", "01-03-2024")
    assert told(found) == ["2024-02-01", "2024-03-01"]
    assert found.is_assumed
    assert not read("05-05-2024").is_assumed  # both ways the same day


def test_a_person_may_say_which_number_is_the_day() -> None:
    month_first = read_dates(text_column(["01-02-2024", "01-13-2024", "22-04-2024"]), order=DateOrder.MONTH)
    assert told(month_first) == ["2024-01-02", "2024-01-13", "NaT"]
    day_first = read_dates(text_column(["01-02-2024", "04-22-2024"]), order=DateOrder.DAY)
    assert told(day_first) == ["2024-02-01", "NaT"]
    assert not read_dates(text_column(["01-02-2024"]), order=DateOrder.DAY).is_assumed


@given(st.lists(DAYS, min_size=1, max_size=20))
def test_what_is_written_in_the_order_that_a_person_says_is_read_back(days: list[date]) -> None:
    for order, form in ((DateOrder.DAY, "%d/%m/%Y"), (DateOrder.MONTH, "%m/%d/%Y")):
        found = read_dates(text_column([day.strftime(form) for day in days]), order=order)
        assert found.days.tolist() == days


def test_a_column_that_contradicts_itself_is_read_day_first_and_the_rest_counted() -> None:
    found = read("22-04-2024", "04-22-2024")
    assert told(found) == ["2024-04-22", "NaT"]
    assert found.unreadable == 1


def test_what_is_no_date_is_counted_and_a_blank_apart_from_it() -> None:
    found = read("2024-07-22", None, "N/A", "soon", "31-06-2024", "22-07-24", "45000", "22-Juk-2024")
    assert told(found) == ["2024-07-22", *["NaT"] * 7]
    assert (found.blank, found.unreadable) == (2, 5)


def test_the_usual_form_of_what_is_no_date_is_told_without_its_text() -> None:
    assert read("43670", "43671", "N/A", "soon").form == "99999"
    assert read("Früh 2024", None).form == "aaaa 9999"
    assert read("2024-07-22", None, "N/A").form == ""


def test_no_dates_at_all_are_none() -> None:
    assert told(read(None, None)) == ["NaT", "NaT"]
    assert len(read().days) == 0


def test_reading_many_dates_can_be_cancelled() -> None:
    texts = [str(np.datetime64("1990-01-01") + number) for number in range(12_000)]
    watcher = Watcher()
    read_dates(text_column(texts), watcher)
    watcher.assert_rising()
    with pytest.raises(Cancelled):
        read_dates(text_column(texts), Watcher(cancel_after=1))


# By month


def test_each_month_has_its_rate_and_the_limits_of_that() -> None:
    """Wilson (1927): 15 of 148 lie between .0624 and .1605, 0 of 20 between 0 and .1611."""
    days = np.array(["2024-02-29"] * 20 + ["2024-01-01"] * 100 + ["2024-01-31"] * 48 + ["NaT"], dtype="datetime64[D]")
    y = np.array([0] * 20 + [1] * 15 + [0] * 133 + [1])
    first, second = rates_by_month(days, y)
    assert (first.month, first.rows, first.defaults, first.rate) == ("2024-01", 148, 15, 15 / 148)
    assert (first.low, first.high) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert (second.month, second.rows, second.defaults) == ("2024-02", 20, 0)
    assert (second.low, second.high) == pytest.approx((0.0, 0.1611), abs=5e-5)


def test_loans_without_dates_have_no_months() -> None:
    assert rates_by_month(np.array(["NaT"], dtype="datetime64[D]"), np.array([1])) == ()
