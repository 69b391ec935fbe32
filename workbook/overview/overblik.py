"""Overblik: the memo's table of target groups, and how the people on the newest list stand."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.overview.formulas import (
    BLANK,
    NONE,
    any_of,
    count,
    known,
    line_of_group,
    of_group,
    ref,
    text,
    whole_setting,
)
from workbook.pages import Look, Page, PageCell
from workbook.summary import (
    GROUPS,
    MEMO_DAY,
    MEMO_LIST,
    MEMO_NOTE,
    NO_LIST,
    STATES,
    TIED_OUT,
    UNTIED,
    on_list_figure,
)
from workbook.tables import CITIZENS, LISTS
from workbook.words import ListKind, OnList, YesNo

GROUP, LATEST, STATE = ref(CITIZENS, "target_group"), ref(CITIZENS, "latest_list"), ref(CITIZENS, "state")

LINES = "K"
"""A column out of sight: which row of Målgrupper tells about the group."""

FIRST_GROUP = 9
GROUP_SUMS = FIRST_GROUP + len(GROUPS)
FIRST_STATUS = GROUP_SUMS + 8
STATUS_SUMS = FIRST_STATUS + len(OnList) + 1
BASIS = STATUS_SUMS + 2

JAB_NOTE = (
    "Vaccineret: borgere, der har fået mindst 1. stik. Kendes kun for målgrupper, der står på arket Borgere; de andre "
    "målgruppers antal er fra FLIS, fratrukket borgere i tidligere målgrupper."
)
LIST_NOTE = (
    "Ej reageret: borgere på den seneste liste fra SSI. “–” betyder, at fristen efter invitationen ikke er gået, eller "
    "at tallet ikke kendes. Inviteret øverst er summen for de målgrupper, hvis frist er gået."
)

MEANINGS: dict[OnList, str] = {
    OnList.TO_CALL: "Nye, nye forsøg og aftalte opkald",
    OnList.WANTS: "Booker selv, vælger dag senere, eller vil have hjælp",
    OnList.BOOKED: "Har en tid, også når den ikke er meddelt endnu",
    OnList.DECLINED: "Kan fortryde og blive spurgt igen",
    OnList.UNDECIDED: "Spørges igen efter en pause",
    OnList.WAITING: "Tolk, pårørende, eller kan ikke afklares nu",
    OnList.NO_PHONE: "Skal slås op eller have et brev",
    OnList.NOT_REACHED: "Tager ikke telefonen; skal have et brev",
    OnList.VACCINATED: "Har fået 1. stik eller er færdigvaccineret",
    OnList.STOPPED: "Døde, fraflyttede, eller må ikke kontaktes",
}


def _cells() -> Iterator[PageCell]:
    yield PageCell("B1", "Overblik", Look.TITLE, across=8)
    yield PageCell(
        "B2", "Hvor langt er opfølgningen på borgere, der er inviteret til vaccination?", Look.LEAD, across=8
    )
    yield from _facts()
    yield PageCell(f"B{FIRST_GROUP - 2}", "Målgrupper", Look.HEADING, across=8)
    yield from _group_table()
    yield PageCell(f"B{FIRST_STATUS - 2}", "Borgere på den seneste liste fra SSI", Look.HEADING, across=8)
    yield from _status_table()
    yield PageCell(f"B{BASIS}", "Det er tallene regnet ud fra", Look.HEADING, across=8)
    yield from _basis()


def _facts() -> Iterator[PageCell]:
    """Yield what the memo begins with: invited, not reacted, and the share."""
    invited = f'=SUMIFS({_lines("E")},{_lines("H")},">=0")'
    listed = f"=IF(ISNUMBER(tal_list_on),{count(LATEST, 'tal_list_id')},{NONE})"
    yield PageCell("B4", "Opgjort pr.", Look.FACT_LABEL, across=2)
    yield PageCell("B5", "=IF(ISNUMBER(tal_list_on),tal_list_on,tal_today)", Look.FACT_DATE, "as_of", across=2)
    yield PageCell("D4", "Inviteret", Look.FACT_LABEL, across=2)
    yield PageCell("D5", invited, Look.FACT, "invited", across=2)
    yield PageCell("F4", "Ej reageret", Look.FACT_LABEL, across=2)
    yield PageCell("F5", listed, Look.FACT, "not_reacted", across=2)
    yield PageCell("H4", "Andel af inviterede", Look.FACT_LABEL, across=2)
    yield PageCell("H5", known("tal_not_reacted/tal_invited"), Look.FACT_SHARE, "not_reacted_share", across=2)


def _group_table() -> Iterator[PageCell]:
    """Yield the memo's table: a line per target group, the sums, and whether they make up the whole list."""
    head = FIRST_GROUP - 1
    yield PageCell(f"B{head}", "Nr.", Look.HEAD_CELL)
    yield PageCell(f"C{head}", "Målgruppe", Look.HEAD_CELL)
    for letter, words in zip(
        "DEFGHI", ("Borgere", "Inviteret", "Vaccineret", "Andel", "Ej reageret", "Andel"), strict=True
    ):
        yield PageCell(f"{letter}{head}", words, Look.HEAD_NUMBER)
    for number in GROUPS:
        yield from _group_line(FIRST_GROUP + number - 1, number)
    yield PageCell(f"B{GROUP_SUMS}", "I alt", Look.TOTAL_LABEL, across=2)
    for letter, figure in (
        ("D", "people"),
        ("E", ""),
        ("F", "vaccinated"),
        ("G", ""),
        ("H", "not_reacted_in_groups"),
        ("I", ""),
    ):
        total = f"=SUM({_lines(letter)})" if figure else ""
        yield PageCell(f"{letter}{GROUP_SUMS}", total, Look.TOTAL, figure)
    yield PageCell(f"B{GROUP_SUMS + 1}", _verdict(), Look.STRONG, "tied_out", across=8)
    yield PageCell(f"B{GROUP_SUMS + 2}", JAB_NOTE, Look.NOTE, across=8)
    yield PageCell(f"B{GROUP_SUMS + 3}", LIST_NOTE, Look.NOTE, across=8)
    yield PageCell(f"B{GROUP_SUMS + 4}", _memo_note(), Look.NOTE, "memo_note", across=8)


def _lines(letter: str) -> str:
    return f"{letter}{FIRST_GROUP}:{letter}{GROUP_SUMS - 1}"


def _group_line(row: int, number: int) -> Iterator[PageCell]:
    followed = f"{of_group('followed', number)}={text(YesNo.YES)}"
    words, population, invited = (of_group(name, number) for name in ("text", "population", "invited"))
    invited_on = f"N({of_group('invited_on', number)})"
    people = f"IF({followed},{count(GROUP, str(number))},IF(N({population})>0,{population},{NONE}))"
    vaccinated = f"IF({followed},{count(GROUP, str(number), ref(CITIZENS, 'jab1_on'), text('>0'))},{NONE})"
    missing = count(LATEST, "tal_list_id", GROUP, str(number))
    not_reacted = f"IF(AND({invited_on}>0,{invited_on}<=N(tal_invited_by)),{missing},{NONE})"
    lacking = f"IF({followed},tal_not_reacted_{number}/tal_people_{number},{NONE})"
    yield PageCell(f"B{row}", f"{number}.", Look.LABEL)
    yield PageCell(f"C{row}", known(f"IF({words}={BLANK},{NONE},{words})"), Look.LABEL, f"group_{number}")
    yield PageCell(f"D{row}", known(people), Look.COUNT, f"people_{number}")
    yield PageCell(f"E{row}", known(f"IF(N({invited})>0,{invited},{NONE})"), Look.COUNT, f"invited_{number}")
    yield PageCell(f"F{row}", known(vaccinated), Look.COUNT, f"vaccinated_{number}")
    share = known(f"tal_vaccinated_{number}/tal_people_{number}")
    yield PageCell(f"G{row}", share, Look.SHARE, f"vaccinated_share_{number}")
    yield PageCell(f"H{row}", known(not_reacted), Look.COUNT, f"not_reacted_{number}")
    yield PageCell(f"I{row}", known(lacking), Look.SHARE, f"not_reacted_share_{number}")
    yield PageCell(f"{LINES}{row}", known(line_of_group(number)), Look.NOTE, f"line_{number}")


def _verdict() -> str:
    left = "tal_not_reacted-tal_not_reacted_in_groups"
    return f"=IF(ISNUMBER(tal_not_reacted),IF({left}=0,{text(TIED_OUT)},({left})&{text(' ' + UNTIED)}),{text(NO_LIST)})"


def _memo_note() -> str:
    day = f"DATE({MEMO_DAY.year},{MEMO_DAY.month},{MEMO_DAY.day})"
    return f"=IF(AND(tal_as_of={day},tal_not_reacted={MEMO_LIST}),{text(MEMO_NOTE)},{BLANK})"


def _status_table() -> Iterator[PageCell]:
    """Yield how the people on the newest list stand; the lines make up the whole list."""
    head = FIRST_STATUS - 1
    yield PageCell(f"B{head}", "Status", Look.HEAD_CELL, across=2)
    yield PageCell(f"D{head}", "Borgere", Look.HEAD_NUMBER)
    yield PageCell(f"E{head}", "Andel", Look.HEAD_NUMBER)
    yield PageCell(f"F{head}", "", Look.HEAD_CELL, across=4)
    for row, standing in enumerate(OnList, start=FIRST_STATUS):
        figure = on_list_figure(standing)
        counted = f"=SUMPRODUCT({count(LATEST, 'tal_list_id', STATE, any_of(STATES[standing]))})"
        yield PageCell(f"B{row}", standing, Look.LABEL, across=2)
        yield PageCell(f"D{row}", counted, Look.COUNT, figure)
        yield PageCell(f"E{row}", known(f"tal_{figure}/tal_list_whole"), Look.SHARE, f"{figure}_share")
        yield PageCell(f"F{row}", MEANINGS[standing], Look.NOTE_LINE, across=4)
    row = STATUS_SUMS - 1
    yield PageCell(f"B{row}", "Ikke beregnet endnu", Look.LABEL, across=2)
    yield PageCell(f"D{row}", f"={count(LATEST, 'tal_list_id', STATE, BLANK)}", Look.COUNT, "list_untold")
    yield PageCell(f"E{row}", "", Look.SHARE)
    yield PageCell(f"F{row}", "Beregnes ved næste tryk på en knap", Look.NOTE_LINE, across=4)
    yield PageCell(f"B{STATUS_SUMS}", "I alt", Look.TOTAL_LABEL, across=2)
    yield PageCell(f"D{STATUS_SUMS}", f"=SUM(D{FIRST_STATUS}:D{row})", Look.TOTAL, "list_whole")
    yield PageCell(f"E{STATUS_SUMS}", "", Look.TOTAL)
    yield PageCell(f"F{STATUS_SUMS}", "", Look.TOTAL_LABEL, across=4)


def _basis() -> Iterator[PageCell]:
    """Yield which list the figures stand on, and the deadline."""
    newest = f"MAXIFS({ref(LISTS, 'extracted_on')},{ref(LISTS, 'kind')},{text(ListKind.SSI)})"
    mine = f"({ref(LISTS, 'kind')}={text(ListKind.SSI)})*({ref(LISTS, 'extracted_on')}=tal_list_on)"
    number = f"SUMPRODUCT(MAX({mine}*MID({ref(LISTS, 'id')},{len(LISTS.prefix) + 2},9)))"
    latest = f'IF(ISNUMBER(tal_list_on),"{LISTS.prefix}-"&TEXT({number},"0000"),{NONE})'
    by = known("tal_list_on-tal_deadline_days")
    lines = (
        ("Seneste liste fra SSI, udtrukket den", f"=IF({newest}>0,{newest},{NONE})", Look.DATE_CELL, "list_on"),
        ("Listens id på arket Indlæste filer", known(latest), Look.COUNT, "list_id"),
        ("Frist efter invitationen i dage", whole_setting("deadline_days"), Look.COUNT, "deadline_days"),
        ("Fristen er gået for målgrupper, der er inviteret senest", by, Look.DATE_CELL, "invited_by"),
    )
    for row, (words, formula, look, figure) in enumerate(lines, start=BASIS + 1):
        yield PageCell(f"B{row}", words, Look.LABEL, across=2)
        yield PageCell(f"D{row}", formula, look, figure)


OVERBLIK = Page(
    "Overblik",
    tuple(_cells()),
    widths={"A": 2, "B": 6, "C": 58, "D": 12, "E": 12, "F": 13, "G": 10, "H": 13, "I": 10, LINES: 0},
    heights={
        **dict.fromkeys(range(FIRST_GROUP - 1, BASIS + 5), 20),
        **dict.fromkeys((FIRST_GROUP - 2, FIRST_STATUS - 2, BASIS), 26),
        **dict.fromkeys((FIRST_GROUP - 1, FIRST_STATUS - 1, GROUP_SUMS + 1), 24),
        **dict.fromkeys(range(GROUP_SUMS + 2, GROUP_SUMS + 5), 27),
        1: 40,
        2: 24,
        4: 20,
        5: 30,
    },
)
