"""Overblik's part about SSI's newest list beside the one before: what became of its rows, and who is off it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.overview.formulas import NONE, count, ref, text
from workbook.overview.section import Section
from workbook.pages import Look, PageCell
from workbook.summary import CHANGES, ON_LIST, change_figure
from workbook.tables import LIST_ROWS, LISTS
from workbook.words import Bucket, ListKind

MEANINGS: dict[Bucket, str] = {
    Bucket.NEW: "Kendtes ikke i forvejen",
    Bucket.AGAIN: "Stod også på en tidligere liste, og der er intet svar endnu",
    Bucket.KNOWN: "Stod i registret, men har ikke stået på en liste fra SSI",
    Bucket.ANSWERED: "Har svaret før, at listen blev trukket",
    Bucket.HANDLED: "Har svaret, efter at listen blev trukket; ringes ikke op igen",
    Bucket.REOPENED: "Må spørges igen",
    Bucket.VACCINATED: "Er vaccineret eller har fået tid i mellemtiden",
    Bucket.GONE: "Ringes ikke op",
    Bucket.PROTECTED: "Har navne- og adressebeskyttelse",
    Bucket.DOUBLED: "Stod mere end én gang på listen",
    Bucket.ASK: "Venter på arket Til vurdering",
    Bucket.REFUSED: "Har intet CPR-nummer, der kan læses",
    Bucket.EXPLAINED: "Stod på listen før: vaccineret, har tid, har sagt ja, død eller fraflyttet",
    Bucket.UNEXPLAINED: "Stod på listen før, og vi ved ikke hvorfor; find dem på arket Listerækker",
}

_LIST, _DAY = ref(LISTS, "id"), ref(LISTS, "extracted_on")
_KIND = (ref(LISTS, "kind"), text(ListKind.SSI))


def _changes(top: int) -> Iterator[PageCell]:
    """Yield a line per bucket; the lines above the total make up the newest list's rows."""
    before = f'MAXIFS({_DAY},{",".join(_KIND)},{_DAY},"<"&tal_list_on)'
    yield PageCell(f"B{top}", "Hvad der blev af rækkerne", Look.HEAD_CELL, across=2)
    yield PageCell(f"D{top}", "Denne liste", Look.HEAD_NUMBER)
    yield PageCell(f"E{top}", "Listen før", Look.HEAD_NUMBER)
    yield PageCell(f"F{top}", "", Look.HEAD_CELL, across=8)
    for row, bucket in enumerate(ON_LIST, start=top + 1):
        yield from _line(row, bucket)
    total = top + len(ON_LIST) + 1
    yield PageCell(f"B{total}", "Rækker på listen", Look.TOTAL_LABEL, across=2)
    yield PageCell(f"D{total}", f"=SUM(D{top + 1}:D{total - 1})", Look.TOTAL, "changes_rows")
    summed = f"=IF(ISNUMBER(tal_changes_before_on),SUM(E{top + 1}:E{total - 1}),{NONE})"
    yield PageCell(f"E{total}", summed, Look.TOTAL, "changes_rows_before")
    yield PageCell(f"F{total}", "", Look.TOTAL_LABEL, across=8)
    for row, bucket in enumerate(CHANGES[len(ON_LIST) :], start=total + 1):
        yield from _line(row, bucket)
    last = top + len(CHANGES) + 2
    yield PageCell(f"B{last}", "Listen før er udtrukket den", Look.LABEL, across=2)
    yield PageCell(f"D{last}", f"=IF({before}>0,{before},{NONE})", Look.DATE_CELL, "changes_before_on")


def _line(row: int, bucket: Bucket) -> Iterator[PageCell]:
    figure = change_figure(bucket)
    there = f"=IF(ISNUMBER(tal_changes_before_on),{_of_day('tal_changes_before_on', bucket)},{NONE})"
    yield PageCell(f"B{row}", bucket, Look.LABEL, across=2)
    yield PageCell(f"D{row}", f"={_of_day('tal_list_on', bucket)}", Look.COUNT, figure)
    yield PageCell(f"E{row}", there, Look.COUNT, f"{figure}_before")
    yield PageCell(f"F{row}", MEANINGS[bucket], Look.NOTE_LINE, across=8)


def _of_day(day: str, bucket: Bucket) -> str:
    """Return the rows in a bucket of all of SSI's files of a day."""
    rows = count(ref(LIST_ROWS, "list"), _LIST, ref(LIST_ROWS, "bucket"), text(bucket))
    return f"SUMPRODUCT(({_KIND[0]}={_KIND[1]})*({_DAY}={day})*{rows})"


CHANGE_SECTION = Section("Hvad er anderledes end på listen før", len(CHANGES) + 3, _changes, heights={0: 24})
