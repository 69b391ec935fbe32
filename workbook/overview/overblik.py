"""Overblik: the memo's tables, who is on the list, how far the work has come; one part under the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from workbook.overview.changes import CHANGE_SECTION
from workbook.overview.formulas import NONE, count, known, ref, text, whole_setting
from workbook.overview.groups import GROUP_SECTION, LATEST, LINES, invited
from workbook.overview.outside import COURSE_SECTION, COVERAGE_SECTION, INCIDENCE_SECTION
from workbook.overview.section import LINE, WIDTHS, Section
from workbook.overview.standing import FUNNEL_SECTION, SPREAD_SECTION, STANDING_SECTION
from workbook.overview.work import WORK_SECTION
from workbook.pages import Look, Page, PageCell
from workbook.tables import LISTS
from workbook.words import ListKind

FIRST = 8
"""The row under the first part's heading."""


def _facts() -> Iterator[PageCell]:
    """Yield what the memo begins with: invited, not reacted, and the share."""
    listed = f"=IF(ISNUMBER(tal_list_on),{count(LATEST, 'tal_list_id')},{NONE})"
    as_of = "=IF(ISNUMBER(tal_list_on),tal_list_on,tal_today)"
    facts = (
        ("B", 2, "Opgjort pr.", as_of, Look.FACT_DATE, "as_of"),
        ("D", 3, "Inviteret", invited(FIRST + 1), Look.FACT, "invited"),
        ("G", 3, "Ej reageret", listed, Look.FACT, "not_reacted"),
        ("J", 4, "Andel af inviterede", known("tal_not_reacted/tal_invited"), Look.FACT_SHARE, "not_reacted_share"),
    )
    lead = "Hvor langt er opfølgningen på borgere, der er inviteret til vaccination?"
    yield PageCell("B1", "Overblik", Look.TITLE, across=12)
    yield PageCell("B2", lead, Look.LEAD, across=12)
    for letter, across, words, formula, look, figure in facts:
        yield PageCell(f"{letter}4", words, Look.FACT_LABEL, across=across)
        yield PageCell(f"{letter}5", formula, look, figure, across=across)


def _basis(top: int) -> Iterator[PageCell]:
    """Yield which list the figures stand on, and the deadline."""
    newest = f"MAXIFS({ref(LISTS, 'extracted_on')},{ref(LISTS, 'kind')},{text(ListKind.SSI)})"
    mine = f"({ref(LISTS, 'kind')}={text(ListKind.SSI)})*({ref(LISTS, 'extracted_on')}=tal_list_on)"
    number = f"SUMPRODUCT(MAX({mine}*MID({ref(LISTS, 'id')},{len(LISTS.prefix) + 2},9)))"
    latest = f'IF(ISNUMBER(tal_list_on),"{LISTS.prefix}-"&TEXT({number},"0000"),{NONE})'
    lines = (
        ("Seneste liste fra SSI, udtrukket den", f"=IF({newest}>0,{newest},{NONE})", Look.DATE_CELL, "list_on"),
        ("Listens id på arket Indlæste filer", known(latest), Look.COUNT, "list_id"),
        ("Frist efter invitationen i dage", whole_setting("deadline_days"), Look.COUNT, "deadline_days"),
        (
            "Fristen er udløbet for målgrupper, der er inviteret senest",
            known("tal_list_on-tal_deadline_days"),
            Look.DATE_CELL,
            "invited_by",
        ),
    )
    for row, (words, formula, look, figure) in enumerate(lines, start=top):
        yield PageCell(f"B{row}", words, Look.LABEL, across=2)
        yield PageCell(f"D{row}", formula, look, figure)


BASIS_SECTION = Section("Det er tallene regnet ud fra", 4, _basis)

SECTIONS = (
    GROUP_SECTION,
    STANDING_SECTION,
    CHANGE_SECTION,
    FUNNEL_SECTION,
    COVERAGE_SECTION,
    SPREAD_SECTION,
    WORK_SECTION,
    COURSE_SECTION,
    INCIDENCE_SECTION,
    BASIS_SECTION,
)
"""The parts in their order; a heading stands above each, and a blank row below."""

TOPS = tuple(accumulate((section.rows + 2 for section in SECTIONS[:-1]), initial=FIRST))
"""The first row under each part's heading."""


def _cells() -> Iterator[PageCell]:
    yield from _facts()
    for top, section in zip(TOPS, SECTIONS, strict=True):
        yield PageCell(f"B{top - 1}", section.title, Look.HEADING, across=12)
        yield from section.cells(top)


def _heights() -> dict[int, int]:
    found = {1: 40, 2: 24, 4: 20, 5: 30}
    for top, section in zip(TOPS, SECTIONS, strict=True):
        found[top - 1] = 26
        found |= {top + row: section.heights.get(row, LINE) for row in range(section.rows)}
    return found


OVERBLIK = Page(
    "Overblik",
    tuple(_cells()),
    charts=tuple(chart for top, section in zip(TOPS, SECTIONS, strict=True) for chart in section.charts(top)),
    breaks=tuple(top - 2 for top, section in zip(TOPS, SECTIONS, strict=True) if section.on_new_page),
    scale=55,
    widths={**WIDTHS, LINES: 0},
    heights=_heights(),
)
