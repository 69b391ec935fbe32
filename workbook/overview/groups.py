"""Overblik's first part: the memo's table of target groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook.overview.formulas import BLANK, NONE, count, known, line_of_group, of_group, ref, text
from workbook.overview.section import Section, across, headings, points
from workbook.pages import Chart, ChartKind, Look, PageCell
from workbook.summary import (
    GROUPS,
    LINES_OVERLAP,
    LINES_TIE,
    MEMO_DAY,
    MEMO_LIST,
    MEMO_NOTE,
    NO_LIST,
    TIED_OUT,
    UNTIED,
)
from workbook.tables import CITIZENS
from workbook.words import YesNo

GROUP, LATEST = ref(CITIZENS, "target_group"), ref(CITIZENS, "latest_list")

LINES = "N"
"""A column out of sight: which row of Målgrupper tells about the group."""

JAB_NOTE = (
    "Vaccineret er borgere, der har fået mindst 1. stik. Det kendes kun for målgrupper, der står på arket Borgere; "
    "de andre målgruppers antal er fra FLIS, fratrukket borgere i tidligere målgrupper. Øvrige er hverken vaccineret "
    "eller på listen."
)
LIST_NOTE = (
    "Ej reageret er borgere på den seneste liste fra SSI. “–” betyder, at fristen efter invitationen ikke er udløbet, "
    "eller at tallet ikke kendes. Inviteret øverst er summen for de målgrupper, hvis frist er udløbet."
)

COLUMNS = {
    "D": ("people", "Borgere", Look.COUNT),
    "E": ("invited", "Inviteret", Look.COUNT),
    "F": ("vaccinated", "Vaccineret, 1. stik", Look.COUNT),
    "G": ("vaccinated_share", "Andel", Look.SHARE),
    "H": ("done", "Færdig- vaccineret", Look.COUNT),
    "I": ("done_share", "Andel", Look.SHARE),
    "J": ("not_reacted", "Ej reageret", Look.COUNT),
    "K": ("not_reacted_share", "Andel", Look.SHARE),
    "L": ("others", "Øvrige", Look.COUNT),
    "M": ("others_share", "Andel", Look.SHARE),
}
SUMS = {"D": "people", "F": "vaccinated", "H": "done", "J": "not_reacted_in_groups", "L": "others"}
SUM_ROW = 1 + len(GROUPS)
CHART_ROW = SUM_ROW + 7
HEIGHTS = {0: 32, **dict.fromkeys(range(1, SUM_ROW), 28), SUM_ROW + 3: 27, SUM_ROW + 4: 27, SUM_ROW + 5: 27}


def invited(first: int) -> str:
    """Return the sum of the invited of those groups whose deadline has passed; `first` is the table's first line."""
    last = first + len(GROUPS) - 1
    return f'=SUMIFS(E{first}:E{last},J{first}:J{last},">=0")'


def _cells(top: int) -> Iterator[PageCell]:
    """Yield a line per target group, the sums, and whether they make up the whole list."""
    yield from headings(
        top, {"B": "Nr.", "C": "Målgruppe"}, {letter: words for letter, (_, words, _) in COLUMNS.items()}
    )
    for number in GROUPS:
        yield from _line(top + number, number)
    sums = top + SUM_ROW
    yield PageCell(f"B{sums}", "I alt", Look.TOTAL_LABEL, across=2)
    for letter in COLUMNS:
        figure = SUMS.get(letter, "")
        yield PageCell(
            f"{letter}{sums}", f"=SUM({letter}{top + 1}:{letter}{sums - 1})" if figure else "", Look.TOTAL, figure
        )
    yield PageCell(f"B{sums + 1}", _verdict(), Look.STRONG, "tied_out", across=12)
    overlaps = f'COUNTIF(L{top + 1}:L{sums - 1},"<0")'
    tie = f"=IF({overlaps}=0,{text(LINES_TIE)},{overlaps}&{text(' ' + LINES_OVERLAP)})"
    yield PageCell(f"B{sums + 2}", tie, Look.STRONG, "lines_tie", across=12)
    for row, (note, figure) in enumerate(
        ((JAB_NOTE, ""), (LIST_NOTE, ""), (_memo_note(), "memo_note")), start=sums + 3
    ):
        yield PageCell(f"B{row}", note, Look.NOTE, figure, across=12)


def _line(row: int, number: int) -> Iterator[PageCell]:
    words = of_group("text", number)
    yield PageCell(f"B{row}", f"{number}.", Look.LABEL)
    yield PageCell(f"C{row}", known(f"IF({words}={BLANK},{NONE},{words})"), Look.LABEL, f"group_{number}")
    formulas = _formulas(number)
    for letter, (name, _, look) in COLUMNS.items():
        yield PageCell(f"{letter}{row}", known(formulas[name]), look, f"{name}_{number}")
    yield PageCell(f"{LINES}{row}", known(line_of_group(number)), Look.NOTE, f"line_{number}")


def _formulas(number: int) -> dict[str, str]:
    """Return the group's formulas by figure; shares are known where everybody in the group stands on Borgere."""
    followed = f"{of_group('followed', number)}={text(YesNo.YES)}"
    population, invited_on = of_group("population", number), f"N({of_group('invited_on', number)})"
    jabbed, done = (count(GROUP, str(number), ref(CITIZENS, jab), text(">0")) for jab in ("jab1_on", "jab2_on"))
    missing = count(LATEST, "tal_list_id", GROUP, str(number))
    counts = {
        "people": f"IF({followed},{count(GROUP, str(number))},IF(N({population})>0,{population},{NONE}))",
        "invited": f"IF(N({of_group('invited', number)})>0,{of_group('invited', number)},{NONE})",
        "vaccinated": f"IF({followed},{jabbed},{NONE})",
        "done": f"IF({followed},{done},{NONE})",
        "not_reacted": f"IF(AND({invited_on}>0,{invited_on}<=N(tal_invited_by)),{missing},{NONE})",
        "others": f"tal_people_{number}-tal_vaccinated_{number}-tal_not_reacted_{number}",
    }
    shares = {
        f"{name}_share": f"IF({followed},tal_{name}_{number}/tal_people_{number},{NONE})"
        for name in ("vaccinated", "done", "not_reacted", "others")
    }
    return counts | shares


def _verdict() -> str:
    left = "tal_not_reacted-tal_not_reacted_in_groups"
    return f"=IF(ISNUMBER(tal_not_reacted),IF({left}=0,{text(TIED_OUT)},({left})&{text(' ' + UNTIED)}),{text(NO_LIST)})"


def _memo_note() -> str:
    day = f"DATE({MEMO_DAY.year},{MEMO_DAY.month},{MEMO_DAY.day})"
    return f"=IF(AND(tal_as_of={day},tal_not_reacted={MEMO_LIST}),{text(MEMO_NOTE)},{BLANK})"


def _charts(top: int) -> Sequence[Chart]:
    lines = f"{top + 1}", f"{top + SUM_ROW - 1}"
    series = {"Vaccineret, 1. stik": "F", "Ej reageret": "J", "Øvrige": "L"}
    return (
        Chart(
            f"B{top + CHART_ROW}",
            ChartKind.STACKED,
            "Status i hver målgruppe, antal borgere",
            f"B{lines[0]}:B{lines[1]}",
            {name: f"{letter}{lines[0]}:{letter}{lines[1]}" for name, letter in series.items()},
            across("B", "M"),
            points({}, 12),
        ),
    )


GROUP_SECTION = Section("Målgrupper", CHART_ROW + 12, _cells, _charts, HEIGHTS)
