"""The corpus: nasty files, each with what must become of it."""

from tests.core.batch.corpus import (
    delimiters,
    encodings,
    foreign,
    headers,
    hostile,
    names,
    numbers,
    packed,
    parquet,
    ragged,
    values,
    workbook_parts,
    workbooks,
)
from tests.core.batch.corpus.case import Case

CASES: tuple[Case, ...] = (
    *encodings.CASES,
    *delimiters.CASES,
    *headers.CASES,
    *numbers.CASES,
    *names.CASES,
    *ragged.CASES,
    *values.CASES,
    *packed.CASES,
    *foreign.CASES,
    *workbooks.CASES,
    *workbook_parts.CASES,
    *parquet.CASES,
    *hostile.CASES,
)
