"""What can go wrong, told to people: a Problem is a row to look at, an Ask a question, a UserError stops a press.

Every sentence is Danish, says what, where and what to do, and holds no value of a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Problem:
    """A row that a person must look at; it ends on the sheet "Til vurdering" while good rows go on.

    `kind` is one of `words.ReviewKind`; `table` and `row_id` point at the row, `column` (English name) at its cell.
    """

    kind: str
    message: str
    table: str = ""
    row_id: str = ""
    column: str = ""
    source: str = ""


class AskKind(StrEnum):
    """What an answer to an Ask is."""

    CHOICE = "choice"
    FILE = "file"
    TEXT = "text"
    PASSWORD = "password"  # noqa: S105  a kind of question, no secret


@dataclass(frozen=True)
class Ask:
    """A question that a press needs answered before it can go on; it is then called again with the answer.

    On the ribbon it is a dialog; on the command line the answer is the option `--answer KEY=VALUE`.
    """

    key: str
    question: str
    kind: AskKind = AskKind.CHOICE
    choices: Sequence[str] = ()


class UserError(Exception):
    """A press that cannot go on; the text is one Danish sentence for the person at the workbook."""


class SheetMissing(UserError):
    """A sheet of the workbook is gone or has another name."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"Arket “{sheet}” findes ikke i projektmappen. "
            "Giv arket dets navn igen, eller hent den seneste kopi i mappen Sikkerhedskopier."
        )


class TableMissing(UserError):
    """A sheet stands, but its Excel table is gone."""

    def __init__(self, sheet: str, table: str) -> None:
        super().__init__(
            f"Tabellen “{table}” på arket “{sheet}” findes ikke. "
            "Fortryd i Excel (Ctrl+Z), eller hent den seneste kopi i mappen Sikkerhedskopier."
        )


class ColumnMissing(UserError):
    """A heading of a table was changed or its column deleted."""

    def __init__(self, sheet: str, label: str) -> None:
        super().__init__(
            f"Kolonnen “{label}” mangler på arket “{sheet}”. "
            "Skriv overskriften igen, præcis som den står her, og tryk på knappen en gang til."
        )


class NewerWorkbook(UserError):
    """The workbook was made or migrated by a later version of Ringbind; it is only read."""

    def __init__(self, schema: int, ours: int) -> None:
        super().__init__(
            f"Projektmappen hører til en nyere udgave af Ringbind (form {schema}; denne udgave kender form {ours}). "
            "Den kan ses, men ikke ændres herfra. Bed it-afdelingen om at opdatere Ringbind."
        )


class NotAWorkbook(UserError):
    """The file is no Ringbind workbook, or cannot be read as one."""

    def __init__(self, name: str, why: str = "den er ikke lavet af Ringbind") -> None:
        super().__init__(f"Filen “{name}” kan ikke bruges som projektmappe: {why}. Vælg filen Ringbind.xlsm.")


class WorkbookOpen(UserError):
    """Somebody has the workbook open, or another press is running on it."""

    def __init__(self, name: str, who: str = "") -> None:
        by = f" af {who}" if who else ""
        super().__init__(
            f"Projektmappen “{name}” er åben et andet sted{by}. Luk den der, og prøv igen. Der er ikke ændret noget."
        )


class WorkbookReadOnly(UserError):
    """The file or its folder may not be written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Projektmappen “{name}” er skrivebeskyttet. "
            "Fjern skrivebeskyttelsen, eller bed it-afdelingen om adgang til mappen. Der er ikke ændret noget."
        )


class DiskFull(UserError):
    """There is no room for the file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Der er ikke plads på drevet til at gemme “{name}”. Ryd op på drevet, og prøv igen. "
            "Der er ikke ændret noget."
        )


class WriteFailed(UserError):
    """What was written did not read back as it should, or the system refused to write it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” kunne ikke gemmes rigtigt. Der er ikke ændret noget. Prøv igen, og bed it-afdelingen om hjælp, "
            "hvis det sker igen."
        )


class WrongPassword(UserError):
    """The password does not open the file."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Adgangskoden til “{name}” passer ikke. Prøv igen med den rigtige adgangskode.")


class PasswordNeeded(UserError):
    """The file has a password and none was given."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” er beskyttet med adgangskode. Skriv den i en tekstfil, og peg på den med --password-file."
        )


class FileMissing(UserError):
    """A file that was named does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Filen “{name}” findes ikke. Kontrollér navnet, og prøv igen.")


class UnknownButton(UserError):
    """No button has that id."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"Der er ingen knap, der hedder “{name}”. Knapperne er: {', '.join(known)}.")


class NoDate(UserError):
    """A date was asked for and something else was given."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” er ikke en dato. Skriv den som 2021-04-20 eller 20-04-2021.")


class TextTooLong(UserError):
    """A text is longer than a cell can hold."""

    def __init__(self, sheet: str, label: str) -> None:
        super().__init__(
            f"En tekst til kolonnen “{label}” på arket “{sheet}” er længere end de 32.767 tegn, en celle kan rumme. "
            "Gør den kortere, og prøv igen."
        )


class BelowTable(UserError):
    """Something stands right under a table that has to grow."""

    def __init__(self, sheet: str, row: int) -> None:
        super().__init__(
            f"Der står noget under tabellen på arket “{sheet}”, i række {row}. "
            "Flyt det til siden, så tabellen kan vokse, og tryk igen."
        )


class BadSetting(UserError):
    """A setting is not of its kind."""

    def __init__(self, label: str, kind: str) -> None:
        super().__init__(f"Indstillingen “{label}” på arket Indstillinger skal være {kind}. Ret den, og tryk igen.")
