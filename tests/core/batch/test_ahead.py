"""Work of polars beside the program's own."""

import polars as pl
import pytest

from core.batch.ahead import Ahead


def test_the_result_is_that_of_the_query() -> None:
    assert Ahead(pl.LazyFrame({"age": [30, 40]}).select(pl.col("age").sum())).result().item() == 70


def test_what_the_query_raises_reaches_who_waits() -> None:
    ahead = Ahead(pl.LazyFrame({"age": ["thirty"]}).select(pl.col("age").cast(pl.Float64)))
    with pytest.raises(pl.exceptions.InvalidOperationError):
        ahead.result()


def test_a_forgotten_query_does_no_harm() -> None:
    """Without a listener polars would end the whole program, this test and all others with it."""
    numbers = pl.LazyFrame({"income": range(200_000, 0, -1)})
    for _ in range(20):
        Ahead(numbers.with_columns(pl.col("income").sort().alias("sorted")))
    Ahead(pl.LazyFrame({"age": ["thirty"]}).select(pl.col("age").cast(pl.Float64)))
    assert Ahead(numbers.select(pl.len())).result().item() == 200_000
