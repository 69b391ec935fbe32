"""A file's sheets into one list of a known kind; what cannot be told from the headings is asked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from workbook.circles import without_circles
from workbook.lists.asking import ask_mapping
from workbook.lists.by_cells import (
    answers_beside,
    call_dates,
    crossed,
    in_one_column,
    numbers_beside,
    own_words,
    unnamed_numbers,
)
from workbook.lists.cards import in_rows
from workbook.lists.clean import dates_in, dates_in_name
from workbook.lists.couples import each_person
from workbook.lists.extract import Errors, clean_rows
from workbook.lists.guard import Cause
from workbook.lists.headings import (
    CALLED,
    CALLS,
    COUNTED,
    JABS,
    NAME_AND_ADDRESS,
    SAMPLES,
    TESTED,
    VACCINES,
    Own,
    fields_of,
    layout,
    tells_of,
)
from workbook.lists.headless import with_headings
from workbook.lists.kin import with_their_phones
from workbook.lists.kinds import JABBED, KINDS, Kind, ListFile
from workbook.lists.mapping import (
    KIND,
    MAPPING,
    Explained,
    NotAMapping,
    explained_row,
    headings_in,
    parse,
    remembered,
    written,
)
from workbook.lists.read import Sheet, read_file
from workbook.lists.services import gather_services
from workbook.lists.tables_below import tables
from workbook.lists.two_rows import in_one_row
from workbook.problems import Ask, CasesOnly, LetBe, ListUnreadable
from workbook.tables import TABLES
from workbook.words import ListKind, TakeIn, counted

_BARE = (
    "“{name}” har ingen overskrifter, kun CPR-numre i en kolonne. "
    "Er det SSI's liste over dem, der er inviteret og ikke har reageret?"
)
Words = Mapping[str, str]
NOTHING: Words = MappingProxyType({})


@dataclass(frozen=True)
class _Headed:
    """A sheet, where its headings stand, what was said of them, the kinds that claim it, whether it has CPR numbers.

    `bare` is a sheet that has no headings but ours; `seen` are fields that the cells tell, by folded heading; `joined`
    says that the CPR numbers stood in two columns.
    """

    sheet: Sheet
    at: int
    said: Explained
    kinds: tuple[Kind, ...]
    numbered: bool
    bare: bool = False
    seen: Own = field(default_factory=dict)
    joined: bool = False

    @property
    def own(self) -> Own:
        """Return the fields by heading that somebody explained, or that the cells tell."""
        return {**self.said.own, **self.seen}

    @property
    def headings(self) -> Sequence[object]:
        """Return the row of headings."""
        return self.sheet.rows[self.at]


def open_list(path: Path, today: date, answers: Words = NOTHING, memory: Words = NOTHING) -> ListFile | Ask:
    """Read a file and recognise it, or return what must be asked first.

    Raises FileMissing, ListUnreadable, ListUnknown and CasesOnly. `answers` are what was answered in this press,
    `memory` what was said of layouts before (as `ListFile.learned`). "Extracted on" is the latest date above the
    headings, else in the file's name, else `today`.
    """
    with without_circles():
        sheets = read_file(path, answers)
        return sheets if isinstance(sheets, Ask) else _opened(path, sheets, today, answers, memory)


def _opened(path: Path, sheets: Sequence[Sheet], today: date, answers: Words, memory: Words) -> ListFile | Ask:
    if {table.sheet for table in TABLES} <= {sheet.name for sheet in sheets}:
        raise ListUnreadable(path.name, Cause.OURS)
    if all(cell is None for sheet in sheets for row in sheet.rows for cell in row):
        raise ListUnreadable(path.name, Cause.BLANK)
    file = recognise(path.name, sheets, today, answers, memory)
    if isinstance(file, ListFile) and file.rows.empty:
        raise ListUnreadable(path.name, "der er ingen rækker under overskrifterne")
    return file


def recognise(
    name: str, sheets: Sequence[Sheet], today: date, answers: Words = NOTHING, memory: Words = NOTHING
) -> ListFile | Ask:
    """Return the list that the sheets hold, or a question; sheets that nobody claims are left out and named."""
    sheets = [table for sheet in sheets for table in tables(in_rows(sheet))]
    said = Explained()
    if answers.get(MAPPING):
        try:
            said = parse(answers[MAPPING], headings_in(sheets))
        except NotAMapping as wrong:
            return ask_mapping(name, sheets, said.own, f"{wrong.why} ")
    whole = [replace(sheet, rows=in_one_row(sheet.rows)) for sheet in sheets]
    headed = [found for sheet in whole if (found := _headed(sheet, said, memory) or _headless(sheet))]
    claimed = [_anybodys(found) for found in headed if found.kinds or found.numbered]
    if claimed:
        others = [sheet for sheet in whole if all(sheet.name != found.sheet.name for found in claimed)]
        claimed += [_anybodys(found) for sheet in others if (found := _unnamed(sheet))]
    kinds = list(dict.fromkeys(kind for found in claimed for kind in found.kinds))
    if not kinds:
        if COUNTED & headings_in(sheets):
            raise CasesOnly(name)
        return ask_mapping(name, sheets, said.own, "Felterne passer ikke til nogen slags liste. " if said.own else "")
    if len(kinds) > 1:
        chosen = [kind for kind in kinds if kind.list_kind == answers.get(KIND)]
        if not chosen:
            explain = any(map(_may_be_explained, headed))
            return ask_mapping(name, sheets, said.own) if explain else _ask_kind(name, kinds, said)
        kinds = chosen
        claimed = [_of_kind(found, chosen[0].list_kind) for found in claimed if chosen[0] in found.kinds]
    elif any(found.bare for found in claimed) and answers.get(KIND) != kinds[0].list_kind:
        if answers.get(KIND) == TakeIn.STOP:
            raise LetBe
        return Ask(KIND, _BARE.format(name=name), choices=[kinds[0].list_kind, TakeIn.STOP])
    return _list_file(name, kinds[0], claimed, sheets, today, memory)


def _of_kind(found: _Headed, kind: ListKind) -> _Headed:
    return replace(found, said=Explained(found.said.own, kind))


def _headed(sheet: Sheet, said: Explained, memory: Words) -> _Headed | None:
    before = remembered(sheet, memory)
    at, now = before or explained_row(sheet, said)
    if at is None:
        return None
    return _claimed(_Headed(sheet, at, now, (), numbered=False))


def _claimed(found: _Headed) -> _Headed:
    """Say which kinds claim a sheet by its headings, and by what its cells add to them."""
    fields = fields_of(found.headings, found.own)
    if one := in_one_column(found.sheet.rows, found.at, fields):
        found = replace(found, sheet=replace(found.sheet, rows=one[0]), seen={**found.seen, **one[1]}, joined=True)
    asked = (found.sheet.rows, found.at, fields)
    words = own_words(*asked) | call_dates(*asked) | crossed(*asked)
    found = replace(found, seen={**words, **found.said.own, **found.seen} if words else found.seen)
    known = fields_of(found.headings, found.own)
    told = set(known) - {""}
    if NAME_AND_ADDRESS in told:
        told = told - {NAME_AND_ADDRESS} | {"name", "address"}
    if tells_of(CALLED, found.headings, found.own) or answers_beside(found.sheet.rows, found.at, known):
        told.add(CALLS)
    if "jab_on" in told and "dose" not in told:
        told = told - {"jab_on"} | {VACCINES}
    if not found.said.own and tells_of(TESTED, found.headings):
        told.add(SAMPLES)
    if not told & JABBED and tells_of(JABS, found.headings, found.own):
        told.add(VACCINES)
    kind = found.said.kind
    claimants = tuple(one for one in KINDS if one.list_kind == kind or (not kind and one.claims(told)))
    if claimants and "cpr" not in told and (numbers := numbers_beside(found.sheet.rows, found.headings)):
        return replace(found, kinds=claimants, numbered=True, seen={**found.seen, **numbers})
    return replace(found, kinds=claimants, numbered="cpr" in told)


def _unnamed(sheet: Sheet) -> _Headed | None:
    """Take the people of a sheet whose headings nobody knows, beside sheets that are known."""
    found = unnamed_numbers(sheet.rows)
    return found and _claimed(_Headed(sheet, found[0], Explained(), (), numbered=True, seen=found[1]))


def _headless(sheet: Sheet) -> _Headed | None:
    """Take a sheet of nothing but CPR numbers for SSI's list."""
    found = with_headings(sheet)
    return found and _Headed(
        *found, Explained(), tuple(kind for kind in KINDS if kind.claims({"cpr"})), True, bare=True
    )


def _ask_kind(name: str, kinds: Sequence[Kind], said: Explained) -> Ask:
    told = "Felterne findes i flere slags lister. " if said.own else ""
    return Ask(KIND, f"{told}Hvad er “{name}” for en liste?", choices=[kind.list_kind for kind in kinds])


def _may_be_explained(found: _Headed) -> bool:
    """Whether nobody claims a sheet or explained its headings, and one is unknown: its meaning may tell whose it is."""
    pairs = zip(found.headings, fields_of(found.headings), strict=True)
    return not found.kinds and not found.own and any(head and not field for head, field in pairs)


def _anybodys(found: _Headed) -> _Headed:
    """Let any kind about people claim a sheet with CPR numbers that none does: somebody must say what it is."""
    if found.kinds:
        return found
    return replace(found, kinds=tuple(kind for kind in KINDS if "cpr" in kind.columns))


def _list_file(
    name: str, kind: Kind, claimed: Sequence[_Headed], sheets: Sequence[Sheet], today: date, memory: Words
) -> ListFile:
    claimed = [replace(found, seen={**kind.means, **found.own}) for found in claimed]
    heads = [_heads(found, kind) for found in claimed]
    told_on = _extracted_on(name, claimed, today)
    until = (told_on or today) if kind.by_hand else None
    taken = [
        clean_rows(sheet, found.at, own, found.own, titled=kind.titled, until=until)
        for found, fields in zip(claimed, heads, strict=True)
        for sheet, own in each_person(found.sheet, found.at, fields)
    ]
    parts = [kind.arranged(one.columns) for one in taken]
    rows = {column: _below_one_another([part[column] for part in parts]) for column in kind.columns}
    _refuse_unborn(rows, today)
    if "services" in rows:
        gather_services(rows)
    used = {found.sheet.name for found in claimed}
    explained = {layout(found.headings): written(found.said) for found in claimed}
    return ListFile(
        kind,
        name,
        told_on or today,
        _frame(rows),
        sum(one.skipped for one in taken),
        tuple(sheet.name for sheet in sheets if sheet.name not in used and sheet.rows),
        tuple(label for found, fields in zip(claimed, heads, strict=True) for label in _unused(found.headings, fields)),
        tuple(told for found in claimed for told in _hidden(found.sheet)),
        {key: text for key, text in explained.items() if text and memory.get(key) != text},
        told_on is not None,
        sum(found.sheet.uncalculated for found in claimed),
        tuple(title for one in taken for title in one.titles),
        sum(one.yearless for one in taken),
        tuple(name for sheet in sheets[:1] for name in sheet.left_out),
        tuple(_errors(chain.from_iterable(one.errors for one in taken))),
        frozenset(chain.from_iterable(map(_days, (found.headings for found in claimed), heads))),
    )


def _frame(rows: Mapping[str, list[Any]]) -> pd.DataFrame:
    """Return the rows, each column where it lies: stacked they would be copied, most of them blank."""
    columns = {name: np.fromiter(cells, object, len(cells)) for name, cells in rows.items()}
    return pd.DataFrame(columns, dtype=object, copy=False)


def _errors(found: Iterable[Errors]) -> Iterator[Errors]:
    """Return each column once, however many people its rows are about."""
    rows: dict[tuple[str, str], set[int]] = {}
    for one in found:
        rows.setdefault((one.sheet, one.heading), set()).update(one.rows)
    return (Errors(*where, sorted(numbers)) for where, numbers in rows.items())


def _below_one_another(columns: Sequence[list[Any]]) -> list[Any]:
    return [*chain.from_iterable(columns)] if len(columns) > 1 else columns[0]


def _refuse_unborn(rows: Mapping[str, list[Any]], today: date) -> None:
    """Take the CPR numbers out that tell a birth date after today."""
    births = rows.get("birth_date", [])
    if max(filter(None, births), default=today) <= today:
        return
    for at, born in enumerate(births):
        if born and born > today and rows["cpr"][at]:
            rows["cpr"][at] = rows["cpr_kind"][at] = rows["birth_date"][at] = None
            rows["no_cpr"][at] = "CPR-nummeret hører til en, der ikke er født endnu; der må være en tastefejl"


def _heads(found: _Headed, kind: Kind) -> list[str]:
    ignored = kind.ignored if found.joined else kind.ignored | {"cpr_end"}
    fields = with_their_phones(fields_of(found.headings, found.own), [str(cell or "") for cell in found.headings])
    return ["" if name in ignored else name for name in fields]


def _unused(headings: Sequence[object], fields: Sequence[str]) -> list[str]:
    return _labels(headings, fields, "")


def _days(headings: Sequence[object], fields: Sequence[str]) -> list[str]:
    return _labels(headings, fields, "called_on")


def _labels(headings: Sequence[object], fields: Sequence[str], field_: str) -> list[str]:
    pairs = zip(headings, fields, strict=True)
    return [" ".join(str(cell).split()) for cell, name in pairs if cell and name == field_]


def _hidden(sheet: Sheet) -> list[str]:
    told = []
    if sheet.hidden:
        told.append(f"arket “{sheet.name}”")
    if sheet.hidden_rows:
        told.append(counted(sheet.hidden_rows, "række", "rækker"))
    if sheet.hidden_columns:
        told.append(counted(sheet.hidden_columns, "kolonne", "kolonner"))
    return told


def _extracted_on(name: str, claimed: Sequence[_Headed], today: date) -> date | None:
    above = [cell for found in claimed for row in found.sheet.rows[: found.at] for cell in row if cell]
    told = [cell.date() if isinstance(cell, datetime) else cell for cell in above if isinstance(cell, date)]
    told += [day for cell in above if isinstance(cell, str) for day in dates_in(cell)]
    for days in (told, dates_in_name(name)):
        if past := [day for day in days if day <= today]:
            return max(past)
    return None
