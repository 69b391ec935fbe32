"""Overblik's parts from outside: SSI's coverage beside the country, the incidence, the course from list to list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook.overview.formulas import BLANK, NONE, count, known, ref, setting, text, whole_setting
from workbook.overview.section import Section, across, headings, points
from workbook.pages import Chart, ChartKind, Look, PageCell
from workbook.summary import AREAS, COURSE, COURSE_FIGURES, COVERAGE_NOTE, history_words
from workbook.tables import COVERAGE, HISTORY, INCIDENCE
from workbook.words import COUNTRY

_DAY, _AREA = ref(COVERAGE, "date"), ref(COVERAGE, "area")
_WIDE = 200
"""More characters than any municipality's name has: so far apart the names are set, to be cut out one by one."""


def _coverage(top: int) -> Iterator[PageCell]:
    """Yield the shares of the municipality, the country and the neighbours; the footnote says what they divide by."""
    yield PageCell(f"B{top}", "SSI’s tal, opgjort den", Look.LABEL, across=2)
    yield PageCell(f"D{top}", _latest(_DAY), Look.DATE_CELL, "coverage_on", across=2)
    yield PageCell(f"B{top + 1}", "Område", Look.HEAD_CELL, across=2)
    yield from headings(top + 1, {}, {"D": "1. stik", "E": "Færdig"})
    for line in AREAS:
        row, mine = top + 2 + line, (_DAY, "tal_coverage_on", _AREA, f"tal_coverage_area_{line}")
        yield PageCell(f"B{row}", _named(line), Look.LABEL, f"coverage_area_{line}", across=2)
        for letter, name in (("D", "first"), ("E", "done")):
            part = f"{_sum(ref(COVERAGE, name), *mine)}/{_sum(ref(COVERAGE, 'people'), *mine)}"
            yield PageCell(f"{letter}{row}", known(part), Look.SHARE_1, f"coverage_{name}_{line}")
    yield PageCell(f"B{top + 2 + len(AREAS)}", COVERAGE_NOTE, Look.NOTE, across=12)


def _named(line: int) -> str:
    """Return the formula of a line's area: as set on Indstillinger, the country, or the names cut out at the commas."""
    if line == 1:
        return f"={text(COUNTRY)}"
    if line == 0:
        name = f"TRIM({setting('ssi_area')})"
    else:
        spread = f'SUBSTITUTE({setting("neighbours")},",",REPT(" ",{_WIDE}))'
        name = f"TRIM(MID({spread},{(line - 2) * _WIDE + 1},{_WIDE}))"
    return known(f"IF({name}={BLANK},{NONE},{name})")


def _sum(column: str, *pairs: str) -> str:
    return f"SUMIFS({column},{','.join(pairs)})"


def _latest(days: str) -> str:
    return f"=IF(MAX({days})>0,MAX({days}),{NONE})"


def _before(days: str, later: str) -> str:
    """Return the formula of the latest day before the one in a cell, DASH where there is none."""
    earlier = f'MAXIFS({days},{days},"<"&{later})'
    return f"=IF(ISNUMBER({later}),IF({earlier}>0,{earlier},{NONE}),{NONE})"


_COVERAGE_HEIGHTS = {**dict.fromkeys(range(2 + len(AREAS)), 24), 2 + len(AREAS): 27}


def _coverage_chart(top: int) -> Sequence[Chart]:
    first, last = top + 2, top + 1 + len(AREAS)
    return (
        Chart(
            f"G{top}",
            ChartKind.COLUMNS,
            "Andel af alle borgere, der er vaccineret",
            f"B{first}:B{last}",
            {"1. stik": f"D{first}:D{last}", "Færdigvaccineret": f"E{first}:E{last}"},
            across("G", "M"),
            points(_COVERAGE_HEIGHTS, 2 + len(AREAS)),
            "0.0 %",
            axis=False,
        ),
    )


COVERAGE_SECTION = Section(
    "Vaccineret i kommunen og i landet", 3 + len(AREAS), _coverage, _coverage_chart, _COVERAGE_HEIGHTS
)

_ON, _VALUE = ref(INCIDENCE, "date"), ref(INCIDENCE, "incidence")
_KNOWN = (_VALUE, text(">=0"))
_ABOVE = (_VALUE, '">="&tal_incidence_limit')


def _incidence(top: int) -> Iterator[PageCell]:
    newest = f"MAXIFS({_ON},{','.join(_KNOWN)})"
    above = count(*_ABOVE, _ON, text(">0"))
    since = f"IF({above}>0,MAXIFS({_ON},{','.join(_ABOVE)}),MINIFS({_ON},{','.join(_KNOWN)},{_ON},{text('>0')})-1)"
    lines = (
        ("Opgjort den", f"=IF({newest}>0,{newest},{NONE})", Look.DATE_CELL, "incidence_on"),
        (
            "Smittede pr. 100.000 borgere på syv dage",
            known(f"AVERAGEIFS({_VALUE},{_ON},tal_incidence_on,{','.join(_KNOWN)})"),
            Look.HOURS,
            "incidence",
        ),
        ("Grænsen på arket Indstillinger", whole_setting("incidence_limit"), Look.COUNT, "incidence_limit"),
        ("Dage i træk under grænsen", known(f"tal_incidence_on-{since}"), Look.COUNT, "incidence_days"),
    )
    for row, (words, formula, look, figure) in enumerate(lines, start=top):
        yield PageCell(f"B{row}", words, Look.LABEL, across=2)
        yield PageCell(f"D{row}", formula, look, figure)
    yield PageCell(f"E{top}", "Skrives på arket Smittetal eller læses ind fra en fil", Look.NOTE_LINE, across=9)


INCIDENCE_SECTION = Section("Smittetal i kommunen", 4, _incidence)


def _course(top: int) -> Iterator[PageCell]:
    """Yield what Historik holds of the newest days, as it was kept."""
    days, figures, values = (ref(HISTORY, name) for name in ("date", "figure", "value"))
    yield PageCell(f"B{top}", "Liste fra SSI af", Look.HEAD_CELL, across=2)
    yield from headings(top, {}, dict(zip("DEFGHIJ", COURSE_HEADINGS, strict=True)))
    for place in COURSE:
        row, on = top + place, _latest(days) if place == 1 else _before(days, f"tal_course_{place - 1}_on")
        yield PageCell(f"B{row}", on, Look.DAY_LABEL, f"course_{place}_on", across=2)
        for letter, name in zip("DEFGHIJ", COURSE_FIGURES, strict=True):
            mine = (days, f"tal_course_{place}_on", figures, text(history_words()[name]))
            kept = f"=IF({count(*mine)}=0,{NONE},{_sum(values, *mine)})"
            yield PageCell(f"{letter}{row}", kept, Look.COUNT, f"course_{place}_{name}")
    yield PageCell(f"B{top + len(COURSE) + 1}", COURSE_NOTE, Look.NOTE, across=12)


COURSE_HEADINGS = (
    "Inviteret",
    "Ej reageret",
    "Skal ringes op",
    "Mangler tid",
    "Har tid",
    "Ønsker ikke",
    "Uafklaret",
)
COURSE_NOTE = (
    "Knappen Opdatér overblik gemmer tallene for den seneste liste på arket Historik. Mangler tid er borgere, der vil "
    "vaccineres og ikke har fået en tid endnu."
)
COURSE_SECTION = Section("Udviklingen fra liste til liste", len(COURSE) + 2, _course, heights={0: 32})
