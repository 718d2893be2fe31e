"""Work that polars does in its own threads while the program goes on."""

from contextlib import suppress

import polars as pl


class Ahead:
    """A query on its way.

    Polars ends the whole program when the result of such a query finds nobody who waits for it; so this always waits,
    at the latest when it is forgotten, as it is after an error or ``Cancelled``.
    """

    _is_waiting = False

    def __init__(self, query: pl.LazyFrame) -> None:
        self._query = query.collect(background=True)
        self._is_waiting = True

    def result(self) -> pl.DataFrame:
        """Wait for the result; may be called once. Raises what the query raises."""
        self._is_waiting = False
        return self._query.fetch_blocking()

    def __del__(self) -> None:
        if self._is_waiting:
            with suppress(pl.exceptions.PolarsError, OSError):
                self.result()
