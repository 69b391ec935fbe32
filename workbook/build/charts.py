"""A page's charts, drawn by Excel itself from the page's cells, in the workbook's colours."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_cell_to_rowcol, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from workbook.build.styles import FAINT, INK, LINE, PETROL, SERIES
from workbook.pages import Chart, ChartKind

KINDS: dict[ChartKind, dict[str, Any]] = {
    ChartKind.COLUMNS: {"type": "column"},
    ChartKind.STACKED: {"type": "column", "subtype": "stacked"},
    ChartKind.BARS: {"type": "bar"},
}
_WORDS = {"num_font": {"size": 9, "color": INK}, "line": {"color": LINE}, "major_tick_mark": "none"}
_GRID = {"visible": True, "line": {"color": LINE, "width": 0.75}}
_NUMBERS = {"num_font": {"size": 9, "color": FAINT}, "line": {"none": True}, "major_tick_mark": "none", "min": 0}


def add_chart(book: Workbook, sheet: Worksheet, title: str, chart: Chart) -> None:
    """Lay the chart over the sheet called `title`; its alternative text is what stands above it."""
    drawn: Any = book.add_chart(KINDS[chart.kind])
    for at, (name, values) in enumerate(chart.series.items()):
        drawn.add_series(
            {
                "name": name,
                "categories": _cells(title, chart.categories),
                "values": _cells(title, values),
                "fill": {"color": SERIES[at]},
                "gap": 60,
                "overlap": 100 if chart.kind is ChartKind.STACKED else 0,
                "data_labels": _labels(chart, at),
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {"size": 12, "bold": True, "color": PETROL}})
    if chart.kind is ChartKind.BARS:
        drawn.set_x_axis({**_NUMBERS, "visible": False, "major_gridlines": {"visible": False}})
        drawn.set_y_axis({**_WORDS, "reverse": True})
    else:
        drawn.set_x_axis({**_WORDS, "text_axis": True})
        lines = _GRID if chart.axis else {"visible": False}
        numbers = {**_NUMBERS, "visible": chart.axis, "num_format": chart.number_format}
        drawn.set_y_axis({**numbers, "major_gridlines": lines})
    alone = len(chart.series) == 1
    drawn.set_legend({"none": True} if alone else {"position": "bottom", "font": {"size": 9, "color": INK}})
    drawn.set_chartarea({"border": {"color": LINE}})
    drawn.set_size({"width": chart.width, "height": chart.height})
    sheet.insert_chart(chart.at, drawn, {"object_position": 2, "description": chart.title})


def _labels(chart: Chart, at: int) -> dict[str, Any]:
    """Return the labels of a series: no zeros, and light where they stand on the darkest colour."""
    on_dark = chart.kind is ChartKind.STACKED and at == 0
    font = {"size": 9, "color": "#FFFFFF" if on_dark else INK}
    return {"value": True, "num_format": f"{chart.number_format};;", "font": font}


def _cells(title: str, cells: str) -> str:
    first, last = (xl_cell_to_rowcol(corner) for corner in cells.split(":"))
    return f"='{title}'!{xl_range_abs(*first, *last)}"
