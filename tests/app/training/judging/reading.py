"""Reads tables about a judgement as a person would."""

from app.training.judging.content import Sheet


def cells(sheet: Sheet) -> list[list[str]]:
    """The texts of all rows, each with as many as there are headers."""
    assert all(len(row) == len(sheet.headers) for row in sheet.rows), sheet.title
    return [[cell.text for cell in row] for row in sheet.rows]


def columns(sheet: Sheet, name: str) -> list[str]:
    """The texts of a column by its header."""
    place = sheet.headers.index(name)
    return [row[place] for row in cells(sheet)]
