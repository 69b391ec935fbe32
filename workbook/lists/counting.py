"""Rows counted a second time, by another way than the reader's: no row of a list may be lost without a word.

The same walk over xlsx and ods sees what is hidden; the rows of a csv are counted in `lists.lines`.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import reduce
from posixpath import dirname, join, normpath
from typing import IO, Any

from lxml import etree

from workbook.lists import binary
from workbook.lists.binary import Beside, Merge, Place
from workbook.lists.guard import MOST_ROWS, Cause, Refused, check_reach

_NO_VALUE = re.compile(rb'<c (?:(?!t="str")[^>])*><f[^>]*>[^<]*(?:</f>)?(?:<v></v>|<v ?/>)?</c>')
OURS = {"Borgere", "Til vurdering", "Checkpoint"}
"""Sheets that only a workbook of Ringbind has together."""

_CELL = re.compile(r"([A-Z]{1,7})(\d{1,10})", re.ASCII)
_STUMBLES = (struct.error, IndexError, KeyError, ValueError, TypeError, AttributeError, RecursionError, OSError)
"""What olefile and we stumble into over files that are broken."""


@dataclass
class Count:
    """What a sheet holds: rows that are not blank, how many of those are hidden, hidden columns, merged areas, errors.

    `rows` is None where nobody counted; `uncalculated` are cells with a formula whose value the file does not have.
    """

    rows: int | None = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    merges: list[Merge] = field(default_factory=list)
    uncalculated: int = 0
    errors: list[Place] = field(default_factory=list)


class Told:
    """What is known of each sheet by its name, beside what the reader saw."""

    def __init__(self, told: dict[str, Count]) -> None:
        self._told = told

    def of(self, sheet: str, seen: int, columns: int) -> Count | None:
        """Return the count of a sheet of which the reader saw `seen` rows and `columns`; raises Refused if they differ.

        None for a sheet of which nothing is known.
        """
        count = self._count(sheet, seen)
        if count is None:
            return None
        if count.rows not in {None, seen}:
            raise Refused(Cause.MISCOUNTED, f"arket “{sheet}”")
        count.hidden_columns = min(count.hidden_columns, columns)
        return count

    def formulas(self, sheet: str) -> list[str]:  # noqa: ARG002  a format that does not tell
        """Return the cells ("B5") whose value a formula gives."""
        return []

    def find_far_cell(self, most: int) -> None:
        """Refuse a file with a sheet of more cells than `most`; a format that does not tell is let be."""

    def _count(self, sheet: str, seen: int) -> Count | None:  # noqa: ARG002  counted before
        return self._told.get(sheet)


class Counts(Told):
    """The sheets of an xlsx, xlsm or ods archive, counted by lxml; in an xlsb only hidden and merged cells are seen."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        super().__init__({})
        self._archive = archive
        self._names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        self._parts: dict[str, str] = {}
        try:
            if "content.xml" in self._names:
                self._told = _ods(archive, self._names["content.xml"])
            else:
                self._parts = self._sheet_parts()
        except (etree.XMLSyntaxError, KeyError):
            raise Refused(Cause.BROKEN) from None

    def _count(self, sheet: str, seen: int) -> Count | None:
        if not self._parts:
            return super()._count(sheet, seen)
        try:
            return self._xlsx(self._parts[sheet], seen)
        except (etree.XMLSyntaxError, KeyError):
            raise Refused(Cause.BROKEN) from None

    def formulas(self, sheet: str) -> list[str]:
        """Return the cells ("B5") of a sheet of an xlsx whose value a formula gives; raises Refused."""
        try:
            with self._open(self._parts[sheet]) as stream:
                return [cell.get("r", "") for _, cell in walk(stream, "c") if cell.find("{*}f") is not None]
        except (etree.XMLSyntaxError, KeyError):
            raise Refused(Cause.BROKEN) from None

    def find_far_cell(self, most: int) -> None:
        """Refuse an xlsx with a cell so far away that its sheet has more cells than `most`, or is no grid any more."""
        for sheet, part in self._parts.items():
            with suppress(etree.XMLSyntaxError, KeyError), self._open(part) as stream:
                cells = [_CELL.fullmatch(cell.get("r", "")) for _, cell in walk(stream, "c")]
                rows = max((int(cell[2]) for cell in cells if cell), default=0)
                check_reach(sheet, rows, max((_column(cell[1]) for cell in cells if cell), default=0), most)

    def _sheet_parts(self) -> dict[str, str]:
        """Return the part of each sheet by its name, as the package's relations tell."""
        book = next((target for kind, target in self._relations("") if kind == "officeDocument"), "")
        if book.lower().endswith(".bin"):
            self._told = dict(self._xlsb(book))
        if not book.lower().endswith(".xml"):
            return {}
        targets = dict(self._relations(book, by_id=True))
        with self._open(book) as stream:
            named = [(sheet.get("name"), _local(sheet, "id")) for _, sheet in walk(stream, "sheet")]
        if {name for name, _ in named} >= OURS:
            raise Refused(Cause.OURS)
        return {name: targets[relation] for name, relation in named if relation}

    def _xlsb(self, book: str) -> Iterator[tuple[str, Count]]:
        """Yield what the sheets of an xlsb say beside their cells; what cannot be read is left to the reader."""
        targets = dict(self._relations(book, by_id=True))
        with suppress(struct.error, IndexError, KeyError):
            for name, relation in binary.xlsb_sheets(self._open(book).read()).items():
                yield name, _beside(binary.xlsb_sheet(self._open(targets[relation]).read()))

    def _relations(self, part: str, *, by_id: bool = False) -> Iterator[tuple[str, str]]:
        with self._open(join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")) as stream:
            for _, relation in walk(stream, "Relationship"):
                kind, target = relation.get("Type", ""), relation.get("Target", "").replace("\\", "/")
                path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
                yield (relation.get("Id") if by_id else kind.rpartition("/")[2]), path

    def _open(self, part: str) -> IO[bytes]:
        return self._archive.open(self._names[part.lower()])

    def _xlsx(self, part: str, seen: int) -> Count:
        if part.lower() not in self._names:
            return Count()
        with self._open(part) as stream:
            if _plain_rows(stream) == seen:
                return Count(seen)
        with self._open(part) as stream:
            return _sheet(stream, self._empty_texts())

    def _empty_texts(self) -> frozenset[str]:
        texts = next((name for name in self._names if name.endswith("sharedstrings.xml")), None)
        if texts is None:
            return frozenset()
        with self._open(texts) as stream:
            items = (item for _, item in walk(stream, "si"))
            return frozenset(str(at) for at, item in enumerate(items) if not _text(item))


def _plain_rows(stream: IO[bytes]) -> int | None:
    """Return how many rows hold a value, counted in the bytes; None where something is hidden or told another way.

    Quick, and right for what most programs write; where it differs, the elements are walked.
    """
    count, rest = 0, b""
    while block := stream.read(1_000_000):
        read = rest + block
        *rows, rest = read.split(b"<row ")
        if b"hidden=" in read or b't="e"' in read or (b"<f" in read and any(map(_NO_VALUE.search, rows))):
            return None
        count += sum(b"</v>" in row or b"</is>" in row for row in rows)
    return None if b"hidden=" in rest or _NO_VALUE.search(rest) else count + (b"</v>" in rest or b"</is>" in rest)


def _sheet(stream: IO[bytes], empty: frozenset[str]) -> Count:
    count = Count()
    for name, element in walk(stream, "row", "col"):
        if name == "col":
            count.hidden_columns += _true(element.get("hidden")) and _span(element)
            continue
        count.errors += filter(None, map(_error_place, element))
        without = sum(map(_has_no_value, element))
        if any(_filled(cell, empty) for cell in element):
            count.rows = (count.rows or 0) + 1
            count.hidden_rows += _true(element.get("hidden"))
            count.uncalculated += without
        elif without:
            raise Refused(Cause.UNCALCULATED, f"række {element.get('r', count.rows)}")
    return count


def _error_place(cell: Any) -> Place | None:
    """Return where a cell with an error stands, None for any other."""
    found = _CELL.fullmatch(cell.get("r", "")) if cell.get("t") == "e" else None
    return (int(found[2]) - 1, _column(found[1]) - 1) if found else None


def _has_no_value(cell: Any) -> bool:
    """Whether nobody has calculated a cell's formula yet; one that gives an empty text says that it is a text."""
    return cell.get("t") != "str" and cell.find("{*}f") is not None and not cell.findtext("{*}v")


def _filled(cell: Any, empty: frozenset[str]) -> bool:
    """Whether a cell holds something; an error does not."""
    kind = cell.get("t")
    for child in cell:
        name = child.tag.rpartition("}")[2]
        if name == "is":
            return bool(_text(child))
        if name == "v":
            value = (child.text or "").strip()
            return bool(value) and kind != "e" and not (kind == "s" and value in empty)
    return False


def _text(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter("{*}t")).strip()


def xls_told(raw: bytes) -> Told:
    """Return what an xls says of its sheets beside their cells; what cannot be read is left to the reader."""
    from olefile import OleFileIO  # type: ignore[import-untyped]  # noqa: PLC0415  old files come seldom

    with suppress(*_STUMBLES), OleFileIO(io.BytesIO(raw)) as ole:
        stream = ole.openstream("Workbook").read()
        return Told({name: _beside(beside) for name, beside in binary.xls_sheets(stream).items()})
    return Told({})


def _beside(beside: Beside) -> Count:
    return Count(None, beside.hidden_rows, beside.hidden_columns, beside.merges, errors=beside.errors)


def _ods(archive: zipfile.ZipFile, part: str) -> dict[str, Count]:
    counts: dict[str, Count] = {}
    with archive.open(part) as stream:
        count, at = Count(), 0
        for name, element in walk(stream, "table-row", "table-column", starts=("table",)):
            if name == "table":
                count, at = counts.setdefault(_local(element, "name"), Count(0)), 0
                continue
            hidden = _local(element, "visibility") in {"collapse", "filter"}
            if name == "table-column":
                count.hidden_columns += hidden and _repeats(element, "number-columns-repeated")
                continue
            repeats = _repeats(element, "number-rows-repeated")
            count.merges += _ods_merges(element, at)
            count.errors += ((at, column) for column, cell in _ods_cells(element) if _is_ods_error(cell))
            at += repeats
            if any(_ods_filled(cell) for cell in element):
                count.rows = (count.rows or 0) + repeats
                count.hidden_rows += hidden and repeats
    return counts


def _ods_merges(row: Any, at: int) -> Iterator[Merge]:
    for column, cell in _ods_cells(row):
        down, across = (_repeats(cell, f"number-{way}-spanned") for way in ("rows", "columns"))
        if down > 1 or across > 1:
            yield (at, column), (at + down - 1, column + across - 1)


def _ods_cells(row: Any) -> Iterator[tuple[int, Any]]:
    column = 0
    for cell in row:
        yield column, cell
        column += _repeats(cell, "number-columns-repeated")


def _is_ods_error(cell: Any) -> bool:
    return any(key.endswith("}value-type") and value == "error" for key, value in cell.items())


def _ods_filled(cell: Any) -> bool:
    if _is_ods_error(cell):
        return False
    if any(_local(cell, name) for name in ("value", "date-value", "time-value", "boolean-value", "string-value")):
        return True
    return any("".join(line.itertext()).strip() for line in cell.iterchildren("{*}p"))


def walk(stream: IO[bytes], *names: str, starts: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield the elements of those names as they end (or begin), keeping nothing of what was passed."""
    found = etree.iterparse(
        stream,
        events=("start", "end") if starts else ("end",),
        tag=[f"{{*}}{name}" for name in (*names, *starts)],
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
    )
    for event, element in found:
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name in starts:
                yield name, element
        elif name in names:
            yield name, element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _column(letters: str) -> int:
    """Return a column's number by its letters ("A" is 1)."""
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters, 0)


def _local(element: Any, name: str) -> str:
    return next((value for key, value in element.items() if key == name or key.endswith(f"}}{name}")), "")


def _true(value: str | None) -> bool:
    return value in {"1", "true"}


def _span(column: Any) -> int:
    return int(column.get("max", "0")) - int(column.get("min", "0")) + 1


def _repeats(element: Any, name: str) -> int:
    return min(int(_local(element, name) or 1), MOST_ROWS)
