"""The charts of a workbook, drawn by the program that opens it from the numbers beside them."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from core.registry.pack.tables import Kind, Section

_KINDS: dict[str, dict[str, Any]] = {
    "line": {"type": "scatter", "subtype": "straight"},
    "points": {"type": "scatter"},
    "columns": {"type": "column", "subtype": "stacked"},
}
_COLOURS = ("#b3480a", "#4a5a70")
"""Of the first and the second series: the candidate's and the active model's in the window."""
_DASHES = ("solid", "dash")
_SIZE = {"width": 620, "height": 420}
_FORMATS = {Kind.SHARE: "0%", Kind.COUNT: "0"}


def insert_chart(book: Workbook, sheet: Worksheet, section: Section, places: Sequence[int], header: int) -> None:
    """Draw a section beside its table, as far as it says how.

    Args:
        book: that the sheet is in.
        sheet: of the section.
        section: what is drawn.
        places: the first column of the sheet for each column of the section, and the one after the last.
        header: the row of the sheet with the header of the table.
    """
    plot = section.plot
    if plot is None or not section.rows:
        return
    chart = book.add_chart(_KINDS[plot.kind])
    last = header + len(section.rows)
    for number, place in enumerate(plot.y):
        chart.add_series({
            "name": [sheet.name, header, places[place]],
            "categories": [sheet.name, header + 1, places[plot.x], last, places[plot.x]],
            "values": [sheet.name, header + 1, places[place], last, places[place]],
            **_look(plot.kind, number),
        })  # fmt: skip
    chart.set_title({"name": section.title, "name_font": {"size": 12}})
    chart.set_x_axis(_axis(section, plot.x))
    chart.set_y_axis(_axis(section, plot.y[0], is_shared=len(plot.y) > 1))
    chart.set_legend({"position": "bottom"})
    chart.set_size(_SIZE)
    sheet.insert_chart(header, places[-1] + 1, chart, {"description": f"{section.title}: {section.tells}"})


def _look(kind: str, number: int) -> dict[str, Any]:
    colour = _COLOURS[number % len(_COLOURS)]
    if kind == "columns":
        return {"fill": {"color": colour}, "gap": 20}
    if kind == "points" and number == 0:
        return {"marker": {"type": "circle", "size": 7, "fill": {"color": colour}}, "line": {"none": True}}
    return {"line": {"color": colour, "width": 2, "dash_type": _DASHES[number % 2]}, "marker": {"type": "none"}}


def _axis(section: Section, place: int, *, is_shared: bool = False) -> dict[str, Any]:
    column = section.columns[place]
    name = column.label.partition(":")[0] if is_shared else column.label
    return {"name": name, "num_format": _FORMATS.get(column.kind, "General"), **_limits(section, place)}


def _limits(section: Section, place: int) -> dict[str, float]:
    """From 0 to 1 for a share, from the first to the last for the steps of a line."""
    first, last = section.rows[0][place], section.rows[-1][place]
    if section.columns[place].kind is Kind.SHARE:
        return {"min": 0.0, "max": 1.0}
    if section.plot and section.plot.kind == "line" and isinstance(first, float) and isinstance(last, float):
        return {"min": first, "max": last}
    return {}
