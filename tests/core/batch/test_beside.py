"""Work in threads beside the program's own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

import pytest

from core.batch.beside import Behind, ahead
from core.errors import FileError


def test_items_come_in_their_order() -> None:
    with ThreadPoolExecutor(1) as threads:
        assert list(ahead(threads, range(1, 100))) == list(range(1, 100))


def test_the_next_item_is_made_while_one_is_worked_on() -> None:
    made = Event()

    def items() -> Iterator[str]:
        yield "first"
        made.set()
        yield "second"

    with ThreadPoolExecutor(1) as threads:
        found = ahead(threads, items())
        assert next(found) == "first"
        assert made.wait(60)
        assert list(found) == ["second"]


def test_what_making_an_item_raises_reaches_who_wants_it() -> None:
    def items() -> Iterator[str]:
        yield "first"
        raise FileError("gone")

    with ThreadPoolExecutor(1) as threads:
        found = ahead(threads, items())
        assert next(found) == "first"
        with pytest.raises(FileError, match="gone"):
            next(found)


def test_one_thing_is_done_after_the_other() -> None:
    done: list[int] = []
    with ThreadPoolExecutor(2) as threads:
        behind = Behind(threads)
        for number in range(100):
            behind.do(partial(done.append, number))
        behind.wait()
        assert done == list(range(100))


def test_what_the_work_raises_comes_before_the_next_is_begun() -> None:
    def full() -> None:
        raise OSError("disk full")

    done: list[str] = []
    with ThreadPoolExecutor(1) as threads:
        behind = Behind(threads)
        behind.do(full)
        with pytest.raises(OSError, match="disk full"):
            behind.do(lambda: done.append("next"))
    assert not done


def test_what_the_last_work_raises_comes_with_waiting_for_it() -> None:
    def full() -> None:
        raise OSError("disk full")

    with ThreadPoolExecutor(1) as threads:
        behind = Behind(threads)
        behind.do(full)
        with pytest.raises(OSError, match="disk full"):
            behind.wait()
