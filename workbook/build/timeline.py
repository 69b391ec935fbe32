"""Køreplan's drawing: a bar for each vehicle through the day, darker the more are on board; Excel draws it."""

from __future__ import annotations

from typing import cast

from xlsxwriter import Workbook
from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from workbook.build.layout import FIRST_ROW
from workbook.build.styles import FAINT, INK, LINE
from workbook.rides.tours import ROUND
from workbook.tables import TOURS
from workbook.tables.transport import STRETCHES

MOST = 12
"""So many vehicles have a bar."""

COLOURS = ("#E9EDF0", "#9CC3CC", "#4F909E", "#12495A")
"""Nobody on board, one, two, three and more."""

NAMES = ("tom", "1 med", "2 med", "3 eller flere med")
TITLE = "Vognenes dag: grå er tom, og jo mørkere, jo flere er med"
FROM, TO = 6, 20
"""The hours that are drawn."""


def draw_tours(book: Workbook, sheet: Worksheet) -> None:
    """Put the drawing to the right of the table's columns that are seen."""
    chart = cast("ChartBar", book.add_chart({"type": "bar", "subtype": "stacked"}))
    names = _cells("vehicle")
    chart.add_series({"categories": names, "values": _cells("start"), "fill": {"none": True}, "border": {"none": True}})
    for at in range(STRETCHES):
        load = ROUND[at % len(ROUND)]
        look = {"fill": {"color": COLOURS[load]}, "border": {"none": True}, "gap": 45}
        chart.add_series({"name": NAMES[load], "categories": names, "values": _cells(f"part_{at + 1}"), **look})
    font = {"color": FAINT, "size": 9}
    hour = {"min": FROM / 24, "max": TO / 24, "major_unit": 1 / 24, "num_format": "hh:mm", "num_font": font}
    chart.set_x_axis({**hour, "major_gridlines": {"visible": True, "line": {"color": LINE}}, "line": {"none": True}})
    chart.set_y_axis(
        {"reverse": True, "num_font": {"color": INK, "size": 10}, "line": {"none": True}, "major_tick_mark": "none"}
    )
    chart.set_legend({"none": True})
    chart.set_title({"name": TITLE, "name_font": {"color": INK, "size": 12, "bold": False}, "overlay": False})
    chart.show_hidden_data()
    chart.set_size({"width": 980, "height": 430})
    chart.set_chartarea({"border": {"none": True}})
    place = {"x_offset": 12, "y_offset": 6, "description": "Hver vogns ture hen over dagen", "object_position": 3}
    sheet.insert_chart(FIRST_ROW - 1, len(TOURS.names), chart, place)


def _cells(name: str) -> str:
    column = TOURS.names.index(name)
    return f"='{TOURS.sheet}'!{xl_range_abs(FIRST_ROW, column, FIRST_ROW + MOST - 1, column)}"
