"""What a sheet without a table is made of: words, links and figures in named cells, told once.

Forside and Overblik are pages. A figure is a live formula whose cell has a defined name (`tal_` + figure), so that a
closed press finds it wherever people moved it and writes the value that `summary` computed beside the formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Look(StrEnum):
    """How a cell of a page looks; `build` turns each into a format."""

    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    HEAD_CELL = "head cell"
    LABEL = "label"
    COUNT = "count"
    SHARE = "share"
    SHARE_1 = "share with a decimal"
    HOURS = "hours"
    DATE = "date"
    TEXT = "text"
    LINK = "link"
    NOTE = "note"
    STRONG = "strong"
    HEAD_NUMBER = "head number"
    TOTAL_LABEL = "total label"
    TOTAL = "total"
    TOTAL_SHARE = "total share"
    TOTAL_HOURS = "total hours"
    NOTE_LINE = "note line"
    DATE_CELL = "date cell"
    DAY_LABEL = "day label"
    WEEK = "week"
    BIG_COUNT = "big count"
    BIG_SHARE = "big share"
    FACT_LABEL = "fact label"
    FACT = "fact"
    FACT_SHARE = "fact share"
    FACT_DATE = "fact date"


@dataclass(frozen=True)
class PageCell:
    """One cell: `at` ("B5"), a text or a formula (starts with "="), and the figure whose value the formula gives.

    `link` is the sheet that a LINK cell jumps to.
    """

    at: str
    content: str
    look: Look = Look.TEXT
    figure: str = ""
    link: str = ""
    across: int = 1

    @property
    def defined_name(self) -> str:
        """Return the workbook's name for a figure's cell."""
        return f"tal_{self.figure}"


class ChartKind(StrEnum):
    """How a chart draws its series; `build` turns each into one of Excel's own."""

    COLUMNS = "columns"
    STACKED = "stacked columns"
    BARS = "bars, the first on top"


@dataclass(frozen=True)
class Chart:
    """A chart of the page's own cells, laid over the cells from `at`; `width` and `height` are pixels.

    `categories` is a column of cells ("C9:C20"); `series` are columns of figures by the name they have in the legend.
    Without an `axis` the numbers stand at the columns only, and a chart that has none yet shows no scale.
    """

    at: str
    kind: ChartKind
    title: str
    categories: str
    series: Mapping[str, str]
    width: int
    height: int
    number_format: str = "#,##0"
    axis: bool = True


@dataclass(frozen=True)
class Page:
    """A sheet made of cells: column widths by letter (0 hides the column), row heights by number.

    It is printed on one sheet of paper; with `breaks` (rows below which a new one begins) on several, at `scale` per
    cent of its size: Excel forgets breaks where a sheet is to fit the paper.
    """

    sheet: str
    cells: tuple[PageCell, ...]
    charts: tuple[Chart, ...] = ()
    breaks: tuple[int, ...] = ()
    scale: int = 100
    widths: Mapping[str, int] = field(default_factory=dict)
    heights: Mapping[int, int] = field(default_factory=dict)
    landscape: bool = False
