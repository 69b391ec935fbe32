"""What a table is: columns with a kind, an owner and a help text. Nothing else lives here.

A table is told once (in `workbook.tables`); building, reading, writing, checking and the documents ask it.
In memory a table is a pandas frame: the index is the row id, the columns have English names, every cell is a plain
Python value of the column's kind or None, and every dtype is object, so that nothing is rounded or turned into NaN.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

LONGEST_TEXT = 32_767
"""The most characters that Excel keeps in one cell."""


class Kind(StrEnum):
    """What a cell holds: str, date, time, int, float, one of a StrEnum's values, or a formula, which is never read."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    WHOLE = "whole"
    NUMBER = "number"
    CHOICE = "choice"
    FORMULA = "formula"


class Owner(StrEnum):
    """Who writes a column: lists taken in, staff by hand, or presses of a button."""

    SOURCE = "source"
    STAFF = "staff"
    DERIVED = "derived"


class Shown(StrEnum):
    """How a sheet is seen: as a tab, hidden (a person may unhide it), or not from Excel's menus."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very hidden"


@dataclass(frozen=True)
class Column:
    """One column: English `name`, Danish `label` (the heading) and `help` (the input message).

    `choices` is a StrEnum of the allowed texts; `choices_from` names another table's column ("outcomes.text")
    whose cells are the choices. `narrowed` gives those that fit a row by the text in its column `narrowed_by`;
    under "" stand those for any other text. `mark` names a conditional format of `build`: "overdue", "protected",
    "look" or "link". A `width` of 0 hides the column.
    """

    name: str
    label: str
    help: str
    kind: Kind = Kind.TEXT
    owner: Owner = Owner.SOURCE
    choices: type[StrEnum] | None = None
    choices_from: str = ""
    narrowed_by: str = ""
    narrowed: Mapping[str, tuple[StrEnum, ...]] = field(default_factory=dict, hash=False)
    formula: str = ""
    width: int = 14
    wrap: bool = False
    required: bool = False
    mark: str = ""

    def __post_init__(self) -> None:
        """Refuse a column that could not stand in Excel."""
        if not self.name.isidentifier():
            raise ValueError(f"{self.name!r} is no name for a column")
        if not self.label or re.search(r"[\[\]#'@\n]", self.label):
            raise ValueError(f"{self.label!r} cannot be a heading of an Excel table")
        if not 0 < len(self.help) <= 255:  # noqa: PLR2004  Excel's limit for an input message
            raise ValueError(f"{self.name}: the help text must have 1 to 255 characters")
        if (self.kind is Kind.CHOICE) != bool(self.choices or self.choices_from):
            raise ValueError(f"{self.name}: choices and kind do not fit")
        if (self.kind is Kind.FORMULA) != bool(self.formula):
            raise ValueError(f"{self.name}: formula and kind do not fit")

    @property
    def is_text(self) -> bool:
        """Whether the cells are kept as text ('@'), so that no leading zero is lost."""
        return self.kind in {Kind.TEXT, Kind.CHOICE}


@dataclass(frozen=True)
class Table:
    """One sheet's table: English `name`, Danish `sheet`, and `row`, what one row is.

    `prefix` starts the row ids ("B" gives B-0001). Rows of an `append_only` table are never changed or deleted (but
    for whose they are, when two citizens turn out to be one): what is taken back gains a row whose `voids` names the
    row that no longer counts. `tracked` tables are journaled and have a checkpoint; rows of a `passing` table come and
    go, so that nobody is asked about lost ones. A table with a `form` shows one thing at a time: the last cell of its
    n-th row is the form's n-th field, a text.
    """

    name: str
    sheet: str
    row: str
    prefix: str
    columns: tuple[Column, ...]
    id_label: str = "Id"
    id_width: int = 9
    append_only: bool = False
    tracked: bool = True
    passing: bool = False
    shown: Shown = Shown.VISIBLE
    group: str = ""
    form: tuple[Column, ...] = ()

    def __post_init__(self) -> None:
        """Refuse doubled names and headings, and an append-only table without `voids`."""
        for words in (self.names, self.labels):
            folded = [word.casefold() for word in words]
            if len(set(folded)) != len(folded):
                raise ValueError(f"{self.name}: a name or heading stands twice")
        if self.append_only and self.tracked and "voids" not in self.names:
            raise ValueError(f"{self.name}: an append-only table needs the column `voids`")

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Return the columns by their English name."""
        return {column.name: column for column in self.columns}

    @property
    def names(self) -> list[str]:
        """Return the English names, id first."""
        return ["id", *(column.name for column in self.columns)]

    @property
    def labels(self) -> list[str]:
        """Return the Danish headings in the order of a new sheet, id first."""
        return [self.id_label, *(column.label for column in self.columns)]

    @cached_property
    def excel_name(self) -> str:
        """Return the name of the Excel table: the sheet's name with underscores for spaces."""
        return self.sheet.replace(" ", "_")

    def owned_by(self, owner: Owner) -> list[str]:
        """Return the English names of the columns that `owner` writes."""
        return [column.name for column in self.columns if column.owner is owner]

    def frame(self, records: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
        """Return a frame of this table's shape; each record has "id" and any of the columns.

        Raises KeyError for a column that the table does not have.
        """
        import pandas as pd  # noqa: PLC0415  a second to load, and letters need tables but no frames

        rows = list(records)
        index = pd.Index([row["id"] for row in rows], name="id", dtype=object)
        return pd.DataFrame(self.cells_of(rows), index=index, dtype=object)

    def cells_of(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
        """Return the rows' cells by column, None where a row has none, as in most columns none has.

        Raises KeyError for a column that the table does not have.
        """
        held = set().union(*rows)
        if strange := held - set(self.names):
            raise KeyError(f"{self.name} has no column {sorted(strange)}")
        blank = [None] * len(rows)
        return {name: [row.get(name) for row in rows] if name in held else blank for name in self.names[1:]}
