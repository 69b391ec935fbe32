"""A sheet with known headings into clean rows: one row for each person, where it stood, what is wrong with it.

Cells are cleaned column by column, and what stands in many rows (a date, a group, a town) is read once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain, repeat
from operator import or_
from typing import Any, NamedTuple, cast

from workbook import cpr
from workbook.cprs import not_plain, parse_all
from workbook.folding import fold
from workbook.lists import numbered_names
from workbook.lists.clean import CONVERTERS, POSTCODE, name, phones_beside, place, text, yes
from workbook.lists.converted import converted
from workbook.lists.errors import is_error, perhaps
from workbook.lists.full_addresses import name_and_address
from workbook.lists.headings import MARK, NAME_AND_ADDRESS, Own, fields_of
from workbook.lists.protection import take_protection_out
from workbook.lists.read import Cell, Sheet
from workbook.lists.titles import group_below, title_in
from workbook.lists.two_rows import is_units
from workbook.lists.whose import apart, tells_of_others
from workbook.lists.yearless import day_up_to, is_yearless
from workbook.schema import LONGEST_TEXT
from workbook.words import YesNo

ROW_COLUMNS = (
    "sheet",
    "row",
    "cpr",
    "cpr_kind",
    "typed",
    "name",
    "birth_date",
    "address",
    "postcode",
    "city",
    "phones",
    "services",
    "language",
    "target_group",
    "invited_on",
    "jab1_on",
    "jab2_on",
    "booked_on",
    "protected",
    "protected_until",
    "gone",
    "relative",
    "relative_name",
    "relation",
    "relative_phones",
    "relative_address",
    "answer",
    "called_on",
    "caller",
    "remark",
    "no_cpr",
    "unreadable",
)
"""The columns of a clean row. `row` is counted from 1 as in Excel; `no_cpr` says in Danish why there is no CPR number;
`typed` are the digits that stand for one where some may be wrong: nine that may lack a zero, or what is no number;
`unreadable` holds the headings of cells that could not be read; `phones` is a tuple of numbers."""

FIGURE_COLUMNS = (
    *("sheet", "row", "area", "area_number", "first", "done", "people", "first_share", "done_share"),
    *("target_group", "invited", "invited_on", "called_on", "incidence", "incidence_ever", "unreadable"),
)
"""The columns of a row of figures, as of SSI's coverage and of FLIS; `called_on` is what a column Dato says."""

POINT_COLUMNS = ("sheet", "row", "address", "postcode", "city", "east", "north", "unreadable")
"""The columns of an address and where it lies, as the file says it."""

Columns = dict[str, list[Any]]

_TOTALS = {"i alt", "ialt", "total", "sum", "antal", "antal borgere", "antal i alt", "subtotal", "optalt", "kilde"}
_PERHAPS_TOTAL = re.compile("alt|total|sum|antal|side|udskrevet|udtrukket|dannet|slut|rapport|kilde", re.IGNORECASE)
_FOOT = re.compile(
    r"(?:side \d+|(?:udskrevet|udtrukket|dannet)(?: den| d| af| kl)?(?: \d|$)|slut paa|antal (?:\w+ )?"
    r"(?:borgere|personer|raekker|poster|linjer|i alt)|(?:borgere|personer) i alt|i alt \d+)"
)
_STROKES = "-–—=_+:| "
_LONGEST_FOOT = 2
"""So many cells has the foot of a list: what is counted, and the figure."""
_NAME = ("first_name", "middle_name", "last_name")
TIME_COLUMNS = (
    *("sheet", "row", "booking", "cpr", "dose", "booked_on", "called_on", "clock", "site"),
    *("booking_state", "cancelled", "missed", "changed", "no_cpr", "unreadable"),
    *("typed", "name", "birth_date", "address", "postcode", "city", "phones", "protected"),
)
"""The columns of a time that the Region gave; `booking` is our reference, `booking_state` what became of the time, and
the last ones say whose it is where the number leaves a doubt."""

_ALL = tuple(dict.fromkeys((*ROW_COLUMNS, *FIGURE_COLUMNS, *POINT_COLUMNS, *TIME_COLUMNS, "jab_on")))
_HOUSE = ("house", "floor", "door")
_PAIRS = {
    "area": ("area", "area_number"),
    "postcode": ("postcode", "city"),
    NAME_AND_ADDRESS: ("name", "address", "postcode", "city"),
    "relative": ("relative", "relative_name"),
    "appointment": ("booked_on", "clock"),
}
_HERE: Mapping[str, Callable[[Any], Any]] = {"postcode": place, NAME_AND_ADDRESS: name_and_address}
_SAID_AGAIN = {"answer", "remark"}
_LISTS_OF = {"phone": "phones", "relative_phone": "relative_phones"}


class Errors(NamedTuple):
    """The rows of a column, by its heading, where the spreadsheet shows an error."""

    sheet: str
    heading: str
    rows: list[int]


class Cleaned(NamedTuple):
    """What stands below the headings: the rows as columns, how many others were skipped, titles between the rows.

    `yearless` counts the dates that were written without a year; `errors` are what the spreadsheet could not work out.
    """

    columns: Columns
    skipped: int
    titles: tuple[str, ...] = ()
    yearless: int = 0
    errors: tuple[Errors, ...] = ()


def clean_rows(
    sheet: Sheet, at: int, heads: Sequence[str], own: Own, *, titled: bool = False, until: date | None = None
) -> Cleaned:
    """Return what stands below the headings at position `at`.

    `heads` are the fields to read, column by column. The columns are those of all kinds:
    `ROW_COLUMNS`, `FIGURE_COLUMNS`, `POINT_COLUMNS` and `TIME_COLUMNS`.
    `titled` says that titles may stand between the rows; the target group that one names is that of the rows below
    it, where the list has no column for it. `until` is the last day that a day of contact without a year may be.
    Skipped are repeated headings (lists from printers repeat them on every page), a row of units under them, and
    totals; blank rows do not count.
    """
    below = sheet.columns_below(at)
    count = len(sheet.rows) - at - 1
    found = _take_errors_out(below, heads) if perhaps(sheet.rows) else {}
    groups: list[int | None] = [None] * count
    left_out, titles, skipped = set(), [], 0
    for row in _perhaps_nobody(below, heads, count):
        cells = [column[row] for column in below]
        if all(map(_is_blank, cells)):
            left_out.add(row)
        elif _repeats(cells, heads, own) or _is_total(cells, heads) or (not row and is_units(cells)):
            left_out.add(row)
            skipped += 1
        elif titled and (title := title_in(cells, heads)):
            left_out.add(row)
            titles.append(title)
            groups[row:] = [group_below(title, groups[row])] * (count - row)
    kept: Sequence[int] = range(count)
    if left_out:
        kept = [row for row in kept if row not in left_out]
        below = [[column[row] for row in kept] for column in below]
    labels, first = [" ".join(str(cell or "").split()) for cell in sheet.rows[at]], sheet.first + at + 1
    columns = _read(below, len(kept), heads, labels, until)
    columns |= {"sheet": [sheet.name] * len(kept), "row": [first + row for row in kept]}
    if "target_group" not in heads:
        columns["target_group"] = [groups[row] for row in kept]
    yearless = sum(columns["yearless"])
    wrong = tuple(Errors(sheet.name, labels[column], [first + row for row in rows]) for column, rows in found.items())
    blank = [None] * len(kept)  # one for all: nobody writes where nothing stands
    return Cleaned({name: columns.get(name, blank) for name in _ALL}, skipped, tuple(titles), yearless, wrong)


def _is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing; so do strokes, as under the headings of a table that was typed."""
    return cell is None or (isinstance(cell, str) and not cell.strip(_STROKES))


def _take_errors_out(below: list[Sequence[Cell]], heads: Sequence[str]) -> dict[int, list[int]]:
    """Make cells with an error blank in columns that are read; return the rows where they stand, by column."""
    found = {}
    for column, (cells, head) in enumerate(zip(below, heads, strict=False)):
        if head and (rows := [row for row, cell in enumerate(cells) if is_error(cell)]):
            found[column] = rows
            below[column] = [None if is_error(cell) else cell for cell in cells]
    return found


def _perhaps_nobody(below: Sequence[Sequence[Cell]], heads: Sequence[str], count: int) -> Sequence[int]:
    """Return the rows that may be headings, totals, titles or blank: those where no plain CPR number stands."""
    number = heads.index("cpr") if "cpr" in heads else len(below)
    return not_plain(below[number]) if number < len(below) else range(count)


def _repeats(cells: Sequence[Cell], heads: Sequence[str], own: Own) -> bool:
    """Whether a row says the headings again, all of them, or some where headings stand in two rows."""
    first = next((cell for cell, head in zip(cells, heads, strict=False) if head and cell), None)
    if not isinstance(first, str) or any(map(str.isdigit, first[:2])):  # a number, as most first cells are
        return False
    told = [(field, head) for field, head in zip(fields_of(cells, own), heads, strict=False) if head]
    some = [(field, head) for field, head in told if field]
    return all(field == head for field, head in (some if len(some) > 1 else told))


def _is_total(cells: Sequence[Cell], heads: Sequence[str]) -> bool:
    """Whether a row tells a total, or is a printed page's last line: "Side 1 af 2", "Antal rækker: 2"."""
    said = [str(cell) for cell in cells if cell not in (None, "")]
    if not _PERHAPS_TOTAL.search(said[0]):
        return False
    words = fold(said[0].split(":")[0]).strip("0123456789 ")
    foot = (len(said) <= _LONGEST_FOOT or all(map(str.isdecimal, said[1:]))) and _FOOT.match(fold(said[0]))
    numbers = [str(cell) for cell, head in zip(cells, heads, strict=False) if head == "cpr" and cell]
    return (words in _TOTALS or bool(foot)) and not any(_reads_as_cpr(number) for number in numbers)


def _reads_as_cpr(value: str) -> bool:
    try:
        cpr.parse(value)
    except cpr.NotACpr:
        return False
    return True


def _read(
    below: Sequence[Sequence[Cell]], count: int, heads: Sequence[str], labels: Sequence[str], until: date | None
) -> Columns:
    """Return the columns of clean rows, the leftmost cell of a field first; others are blank."""
    columns: Columns = defaultdict(lambda: [None] * count)
    columns["yearless"] = [False] * count
    across = chain(below, repeat((None,) * count))
    for head, label, cells in zip(heads, labels, across, strict=False):
        if not head or head == "cpr_end":
            continue
        if head == MARK:
            _read_marks(columns, cells, label)
            continue
        if head == "cpr":
            _read_cpr(columns, cells)
            continue
        _read_column(columns, _without_numbers(columns, cells) if head == "name" else cells, head, label, until)
    if "in_name" in columns:
        _read_cpr(columns, columns.pop("in_name"))
    _fill(columns, "birth_date", columns["guessed_born"])  # what another column says counts first
    _join_parts(columns)
    take_protection_out(columns)
    columns["typed"] = [
        digits if digits and number in {None, f"0{digits}"} else None
        for number, digits in zip(columns["cpr"], columns["typed"], strict=True)
    ]
    columns["no_cpr"] = [
        None if number else why or "CPR-nummeret mangler"
        for number, why in zip(columns["cpr"], columns["no_cpr"], strict=True)
    ]
    return columns


def _read_column(columns: Columns, cells: Sequence[Cell], head: str, label: str, until: date | None) -> None:
    if head == "phone" and tells_of_others(cells):
        cells = _own_numbers(columns, cells, label, until)
    by_hand = until if head == "called_on" else None
    if head == "relative":
        cells = _their_numbers(columns, cells)
    convert = _HERE.get(head) or CONVERTERS[head]
    values, unreadable = converted(cells, partial(day_up_to, until=by_hand) if by_hand else convert)
    if unreadable:
        _name_unreadable(columns["unreadable"], cells, unreadable, label)
    if by_hand:
        read = (cell not in unreadable and is_yearless(cell) for cell in cells)
        columns["yearless"] = list(map(or_, columns["yearless"], read))
    if head in _PAIRS:
        for part, name in enumerate(_PAIRS[head]):
            _fill(columns, name, [value and value[part] for value in values])
    elif head in _LISTS_OF:
        columns[_LISTS_OF[head]] = _both(columns[_LISTS_OF[head]], values)
    elif by_hand and any(columns[head]):
        pairs = zip(columns[head], values, strict=True)
        columns[head] = [max(filter(None, days), default=None) for days in pairs]
    elif head in _SAID_AGAIN and any(columns[head]):
        columns[head] = list(map(_joined, columns[head], values))
    else:
        _fill(columns, head, values)


def _joined(old: str | None, new: str | None) -> str | None:
    """Return both of two answers or remarks in one row: neither is dropped, and a person reads them."""
    return " · ".join(dict.fromkeys(filter(None, (old, new)))) or None


def _own_numbers(columns: Columns, cells: Sequence[Cell], label: str, until: date | None) -> list[Cell]:
    """Put what a column of phones tells of relatives where it belongs, and return the cells without it."""
    found = list(map(apart, cells))
    _fill(columns, "relation", [one and one.relation for one in found])
    _read_column(columns, [one and one.theirs for one in found], "relative_phone", label, until)
    return [one.own if one else cell for one, cell in zip(found, cells, strict=True)]


def _their_numbers(columns: Columns, cells: Sequence[Cell]) -> Sequence[Cell]:
    """Put the numbers that stand beside a relative's name where they belong, and return the cells without them."""
    if not any(isinstance(cell, str) and any(map(str.isdigit, cell)) for cell in set(cells)):
        return cells
    told = [phones_beside(cell) for cell in cells]
    columns["relative_phones"] = _both(columns["relative_phones"], [numbers for _, numbers in told])
    return [rest for rest, _ in told]


def _join_parts(columns: Columns) -> None:
    """Join names and addresses whose parts stand in columns of their own."""
    if any(columns["first_name"]) or any(columns["last_name"]):
        names = zip(*(columns[part] for part in _NAME), strict=True)
        _fill(columns, "name", [" ".join(filter(None, parts)) or None for parts in names])
    if any(columns["house"]):
        addresses = zip(columns["address"], *(columns[part] for part in _HOUSE), strict=True)
        columns["address"] = [_address(*parts) for parts in addresses]
    if any(columns["address2"]):
        _join_lines(columns)


def _join_lines(columns: Columns) -> None:
    """Join the second line of addresses to the first; a postcode with its town is no part of them."""
    places = [POSTCODE.fullmatch(line or "") for line in columns["address2"]]
    for part, field in enumerate(("postcode", "city"), start=1):
        _fill(columns, field, [found and found[part] for found in places])
    lines = zip(columns["address"], columns["address2"], places, strict=True)
    columns["address"] = [", ".join(filter(None, (one, None if found else two))) or None for one, two, found in lines]


def _address(street: str | None, house: str | None, floor: str | None, door: str | None) -> str | None:
    """Return an address whose parts stand in columns of their own: Engvej 12, 2. tv."""
    within = " ".join(filter(None, (f"{floor.rstrip('.')}." if floor else None, door)))
    return ", ".join(filter(None, (" ".join(filter(None, (street, house))), within))) or None


def _read_marks(columns: Columns, cells: Sequence[Cell], label: str) -> None:
    """Take a crossed heading for the answer; one that is crossed beside another makes an answer of both."""
    crossed = [yes(cell) is YesNo.YES for cell in cells]
    said = zip(columns["answer"], crossed, strict=True)
    columns["answer"] = [" · ".join(filter(None, (old, label))) if cross else old for old, cross in said]


def _fill(columns: Columns, name: str, values: list[Any]) -> None:
    """Put values where the column is blank."""
    if name in columns:
        values = [new if was is None else was for was, new in zip(columns[name], values, strict=True)]
    columns[name] = values


def _put(columns: Columns, name: str, values: list[Any]) -> None:
    """Put values into the column, over what stands there."""
    if name in columns:
        values = [new or was for new, was in zip(values, columns[name], strict=True)]
    columns[name] = values


def _spread(values: Mapping[int, Any], count: int) -> list[Any]:
    """Return a column that is blank but for values at their places."""
    column = [None] * count
    for at, value in values.items():
        column[at] = value
    return column


def _both(column: list[Any], more: list[Any]) -> list[Any]:
    """Return the numbers of both columns, none twice in a row."""
    if not any(column):
        return more
    pairs = zip(column, more, strict=True)
    return [old + new if old and new and new[0] not in old and not new[1:] else _union(old, new) for old, new in pairs]


def _union(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(old + new)) if old and new else old or new


def _name_unreadable(column: list[Any], cells: Sequence[Cell], unreadable: set[Cell], label: str) -> None:
    """Note the heading of each cell that could not be read, and of one that is too long, that it is."""
    for at, cell in enumerate(cells):
        if cell in unreadable:
            too_long = isinstance(cell, str) and len(cell) > LONGEST_TEXT
            column[at] = (*(column[at] or ()), f"{label} (over 32.767 tegn)" if too_long else label)


def _without_names(columns: Columns, cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return a column of CPR numbers without the names that stand beside them, which go where they belong."""
    if not numbered_names.hold_numbers(cells):
        return cells
    told = list(zip(*_apart(columns, cells), strict=True))
    _fill(columns, "name", [name(rest) if number else None for number, rest, _ in told])
    return [number or (None if why else rest) for number, rest, why in told]


def _without_numbers(columns: Columns, cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return a column of names without the CPR numbers that stand beside them; a column of its own is read before."""
    if not numbered_names.hold_numbers(cells):
        return cells
    columns["in_name"], rest, _ = _apart(columns, cells)
    return rest


def _apart(columns: Columns, cells: Sequence[Cell]) -> numbered_names.Apart:
    found = numbered_names.apart(cells)
    columns["no_cpr"] = [was or why for was, why in zip(columns["no_cpr"], found.why, strict=True)]
    return found


def _read_cpr(columns: Columns, cells: Sequence[Cell]) -> None:
    texts, odd = cast("Sequence[str]", cells), not_plain(cells)
    if odd:
        apart = _without_names(columns, cells)
        texts = [cell if isinstance(cell, str) else text(cell) or "" for cell in apart]
        odd = not_plain(texts)
    found = parse_all(texts, odd)
    typed = _in_doubt(texts, odd, found.numbers)
    firm = found.born
    if typed:
        firm = [None if at in typed else born for at, born in enumerate(found.born)]
        _fill(columns, "guessed_born", _spread({at: found.born[at] for at in typed}, len(texts)))
        _fill(columns, "typed", _spread(typed, len(texts)))
    if "cpr" in columns:
        firm = [None if number else born for number, born in zip(columns["cpr"], firm, strict=True)]
    _put(columns, "birth_date", firm)
    _put(columns, "no_cpr", found.why)
    _fill(columns, "cpr", found.numbers)
    _fill(columns, "cpr_kind", found.kinds)


def _in_doubt(texts: Sequence[str], odd: Sequence[int], numbers: Sequence[str | None]) -> dict[int, str]:
    """Return by place the digits that are no number as they stand: nine that were given a zero, or not read."""
    places = {*odd, *(at for at, number in enumerate(numbers) if not number)}
    return {at: digits for at in sorted(places) if (digits := cpr.typed(texts[at])) and digits != numbers[at]}
