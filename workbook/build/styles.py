"""One calm style for the whole workbook: a petrol, an ochre and a grey on white, in Calibri."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from workbook.cells import NUMBER_FORMAT
from workbook.pages import Look
from workbook.schema import Column, Kind, Owner

INK = "#1F2933"
FAINT = "#64707D"
LINE = "#D9DEE3"
PALE = "#F3F6F8"
PETROL = "#1F4E5F"
SERIES = (PETROL, "#C98A2B", "#B8C2CC")
"""The colours of a chart's series, in order: the first is what matters most."""

OWNER_COLOUR = {Owner.SOURCE: PETROL, Owner.STAFF: "#8F5A12", Owner.DERIVED: "#66707A"}
"""The colour of a heading says who writes the column; white text on each has a contrast of 5 : 1 or more."""

ALIGNED: dict[Kind, dict[str, Any]] = {
    Kind.DATE: {"align": "left"},
    Kind.TIME: {"align": "left"},
    Kind.WHOLE: {"align": "right", "indent": 1},
    Kind.NUMBER: {"align": "right", "indent": 1},
}

TAB_COLOUR = {
    "Opkald": "#C98A2B",
    "Borgere": PETROL,
    "Breve": "#6D8A5A",
    "Booking og kørsel": "#3E7C8C",
    "Lister": "#7A8FA3",
    "Overblik": "#8C6D8A",
    "Opsætning": "#A9B1B9",
    "Teknik": "#C5CBD1",
}

_BIG = {
    "bold": True,
    "font_size": 14,
    "font_color": PETROL,
    "align": "right",
    "indent": 1,
    "bottom": 1,
    "bottom_color": LINE,
    "valign": "vcenter",
}
_TOTAL = {
    "bold": True,
    "align": "right",
    "indent": 1,
    "top": 1,
    "top_color": PETROL,
    "bg_color": PALE,
    "valign": "vcenter",
}
_FACT = {
    "bold": True,
    "font_size": 18,
    "font_color": PETROL,
    "bg_color": PALE,
    "align": "left",
    "indent": 1,
    "valign": "vcenter",
}

LOOKS: dict[Look, dict[str, Any]] = {
    Look.TITLE: {"bold": True, "font_size": 22, "font_color": PETROL, "valign": "vcenter"},
    Look.LEAD: {"font_size": 12, "font_color": FAINT, "text_wrap": True, "valign": "top"},
    Look.HEADING: {"bold": True, "font_size": 13, "font_color": PETROL, "bottom": 2, "bottom_color": PETROL},
    Look.HEAD_CELL: {"bold": True, "font_color": "#FFFFFF", "bg_color": PETROL, "text_wrap": True, "valign": "vcenter"},
    Look.LABEL: {"bottom": 1, "bottom_color": LINE, "text_wrap": True, "valign": "vcenter"},
    Look.COUNT: {
        "num_format": "#,##0",
        "align": "right",
        "indent": 1,
        "bottom": 1,
        "bottom_color": LINE,
        "valign": "vcenter",
    },
    Look.SHARE: {
        "num_format": "0 %",
        "align": "right",
        "indent": 1,
        "bottom": 1,
        "bottom_color": LINE,
        "valign": "vcenter",
    },
    Look.SHARE_1: {
        "num_format": "0.0 %",
        "align": "right",
        "indent": 1,
        "bottom": 1,
        "bottom_color": LINE,
        "valign": "vcenter",
    },
    Look.HOURS: {
        "num_format": "#,##0.0",
        "align": "right",
        "indent": 1,
        "bottom": 1,
        "bottom_color": LINE,
        "valign": "vcenter",
    },
    Look.DATE: {"num_format": "dd-mm-yyyy", "align": "left", "valign": "vcenter"},
    Look.TEXT: {"text_wrap": True, "valign": "top"},
    Look.LINK: {"font_color": "#0B6E8A", "underline": 1, "valign": "vcenter", "bottom": 1, "bottom_color": LINE},
    Look.NOTE: {"italic": True, "font_size": 10, "font_color": FAINT, "text_wrap": True, "valign": "top"},
    Look.STRONG: {"bold": True, "bottom": 1, "bottom_color": LINE, "text_wrap": True, "valign": "vcenter"},
    Look.NOTE_LINE: {
        "font_size": 10,
        "font_color": FAINT,
        "indent": 1,
        "bottom": 1,
        "bottom_color": LINE,
        "text_wrap": True,
        "valign": "vcenter",
    },
    Look.WEEK: {"num_format": "0", "align": "left", "bottom": 1, "bottom_color": LINE, "valign": "vcenter"},
    Look.DAY_LABEL: {
        "num_format": "dd-mm-yyyy",
        "align": "left",
        "bottom": 1,
        "bottom_color": LINE,
        "valign": "vcenter",
    },
    Look.DATE_CELL: {
        "num_format": "dd-mm-yyyy",
        "align": "right",
        "indent": 1,
        "bottom": 1,
        "bottom_color": LINE,
        "valign": "vcenter",
    },
    Look.HEAD_NUMBER: {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": PETROL,
        "text_wrap": True,
        "align": "right",
        "indent": 1,
        "valign": "vcenter",
    },
    Look.TOTAL_LABEL: {"bold": True, "top": 1, "top_color": PETROL, "bg_color": PALE, "valign": "vcenter"},
    Look.TOTAL: {**_TOTAL, "num_format": "#,##0"},
    Look.TOTAL_SHARE: {**_TOTAL, "num_format": "0 %"},
    Look.TOTAL_HOURS: {**_TOTAL, "num_format": "#,##0.0"},
    Look.BIG_COUNT: {**_BIG, "num_format": "#,##0"},
    Look.BIG_SHARE: {**_BIG, "num_format": "0 %"},
    Look.FACT_LABEL: {
        "font_size": 10,
        "font_color": FAINT,
        "bg_color": PALE,
        "align": "left",
        "indent": 1,
        "valign": "bottom",
    },
    Look.FACT: {**_FACT, "num_format": "#,##0"},
    Look.FACT_SHARE: {**_FACT, "num_format": "0 %"},
    Look.FACT_DATE: {**_FACT, "num_format": "dd-mm-yyyy"},
}

MARKS: dict[str, dict[str, Any]] = {
    "overdue": {"font_color": "#A61B1B", "bg_color": "#FBE3E1", "bold": True},
    "protected": {"font_color": "#5B2A86", "bg_color": "#EEE4F6"},
    "look": {"font_color": "#7A4A00", "bg_color": "#FDF0CF"},
    "link": {"font_color": "#0B6E8A", "underline": 1, "bottom": 1, "bottom_color": LINE},
}
"""What `Column.mark` looks like."""


class Styles:
    """The workbook's formats, each made once, so that a column and its cells share one style."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **features: Any) -> Format:
        """Return the format with these features."""
        key = tuple(sorted(features.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(features)
        return self._made[key]

    def cell(self, column: Column) -> Format:
        """Return the format of a column's cells."""
        wrap = {"text_wrap": True} if column.wrap else {}
        side = ALIGNED.get(column.kind, {})
        return self.of(
            num_format=NUMBER_FORMAT[column.kind],
            font_color=FAINT if column.name == "id" else INK,
            valign="top",
            **wrap,
            **side,
        )

    def line(self, column: Column, ground: str) -> Format:
        """Return the format of a cell in a caller's file: locked, or open on a ground of its own."""
        side = {} if column.kind is Kind.TEXT else {"align": "left"}
        look = {"bg_color": ground, "locked": False, "left": 4, "left_color": LINE} if ground else {}
        plain = {
            "num_format": NUMBER_FORMAT[column.kind],
            "font_color": FAINT if column.name in {"key", "citizen"} else INK,
            "valign": "top",
            "text_wrap": True,
            "bottom": 1,
            "bottom_color": LINE,
        }
        return self.of(**{**plain, **look, **side, **MARKS.get(column.mark, {})})

    def header(self, column: Column) -> Format:
        """Return the format of a heading; its colour says who writes the column, and it stands where its cells do."""
        return self.of(
            bold=True,
            font_color="#FFFFFF",
            bg_color=OWNER_COLOUR[column.owner],
            **ALIGNED.get(column.kind, {}),
            text_wrap=True,
            valign="vcenter",
            right=1,
            right_color=LINE,
        )

    def look(self, look: Look) -> Format:
        """Return the format of a page's cell."""
        return self.of(**{"font_color": INK, **LOOKS[look]})
