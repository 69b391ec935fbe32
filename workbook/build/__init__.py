"""Tables, pages, a ribbon and VBA modules in; the bytes of a macro-enabled workbook out. Built, never hand-made.

    tables ─► sheets ─┐
    pages  ─► pages  ─┼─► XlsxWriter ─► package (ribbon, content type, VBA project) ─► .xlsm
    words  ─► choices ┘

Only this room knows XlsxWriter. The same arguments give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter

from workbook.build.card import add_card
from workbook.build.choices import add_choices
from workbook.build.config import add_config
from workbook.build.package import finish
from workbook.build.pages import add_page, today_of
from workbook.build.sheets import add_table
from workbook.build.styles import Styles
from workbook.build.timeline import draw_tours
from workbook.pages import Page
from workbook.tables import TABLES, TOURS


def build(
    tables: Mapping[str, pd.DataFrame],
    pages: Sequence[Page],
    figures: Mapping[str, Any],
    ribbon_xml: str,
    vba: Mapping[str, str],
    *,
    created: datetime,
    interpreter: str = "",
) -> bytes:
    """Return a new workbook: the pages first, then every table of `workbook.tables`.

    `tables` are frames by English name (a table that is left out stands empty); `figures` are the values of the
    pages' formulas; `vba` is source text by module name. `interpreter` is the full path of the Python that
    the ribbon starts; without it the ribbon looks in `xlwings.conf` beside the workbook. Raises ValueError for VBA
    that does not fit cp1252.
    """
    sheets = io.BytesIO()
    book = xlsxwriter.Workbook(sheets, {"in_memory": True, "use_future_functions": True})
    book.set_properties({"title": "Ringbind", "author": "Ringbind", "created": created})
    book.set_size(28_800, 16_200)
    styles = Styles(book)
    for page in pages:
        add_page(book, styles, page, figures)
    for table in TABLES:
        frame = tables.get(table.name, table.frame())
        if table.form:
            add_card(book, styles, table, frame)
        else:
            sheet = add_table(book, styles, table, frame, today_of(pages))
            if table is TOURS:
                draw_tours(book, sheet)
    add_choices(book, styles)
    add_config(book, interpreter)
    book.worksheets()[0].activate()
    book.close()
    return finish(sheets.getvalue(), ribbon_xml, vba)
