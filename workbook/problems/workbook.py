"""The workbook's sheets and tables are not as they were built, or it holds what cannot stand there."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.problems.kinds import UserError


class SheetMissing(UserError):
    """A sheet of the workbook is gone or has another name."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"Arket “{sheet}” findes ikke i projektmappen. "
            "Tryk på Reparér ark. Er arket slettet, så luk projektmappen, og bed it-afdelingen om at køre "
            "ringbind repair."
        )


class TableMissing(UserError):
    """A sheet stands, but its Excel table is gone."""

    def __init__(self, sheet: str, table: str) -> None:
        super().__init__(
            f"Tabellen “{table}” på arket “{sheet}” findes ikke. "
            "Fortryd i Excel (Ctrl+Z), eller luk projektmappen, og bed it-afdelingen om at køre ringbind repair."
        )


class ColumnMissing(UserError):
    """A heading of a table was changed or its column deleted."""

    def __init__(self, sheet: str, label: str) -> None:
        super().__init__(
            f"Kolonnen “{label}” mangler på arket “{sheet}”. "
            "Tryk på Reparér ark, eller skriv overskriften igen, præcis som den står her, og tryk på knappen en "
            "gang til."
        )


class SortedAlone(UserError):
    """Columns of a table were sorted without the rest of their rows; nothing is written on top of that."""

    def __init__(self, sheet: str, labels: Sequence[str]) -> None:
        told = ", ".join(f"“{label}”" for label in labels)
        super().__init__(
            f"På arket “{sheet}” er {told} sorteret uden resten af rækken. Fortryd i Excel (Ctrl+Z), eller tryk på "
            "Reparér ark. Der er ikke ændret noget."
        )


class Renumbered(UserError):
    """Somebody wrote over a row's id; all that hangs on it would be lost, so nothing is written on top of that."""

    def __init__(self, sheet: str, label: str, was: str, now: str, others: int) -> None:
        more = " Det samme gælder én række til." if others == 1 else f" Det samme gælder {others} andre rækker."
        super().__init__(
            f"Rækken {was} på arket “{sheet}” har fået et andet nummer ({now}), og alt om den hænger ved det gamle. "
            f"Fortryd i Excel (Ctrl+Z), eller skriv {was} igen i kolonnen {label}, og tryk på knappen igen."
            f"{more if others else ''} Der er ikke ændret noget."
        )


class NewerWorkbook(UserError):
    """The workbook was made or migrated by a later version of Ringbind; it is only read."""

    def __init__(self, schema: int, ours: int) -> None:
        super().__init__(
            f"Projektmappen hører til en nyere udgave af Ringbind (form {schema}; denne udgave kender form {ours}). "
            "Den kan ses, men ikke ændres herfra. Bed it-afdelingen om at opdatere Ringbind."
        )


class NotCounted(UserError):
    """A workbook brought to a new form does not have as many rows as before; nothing was written."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"Arket “{sheet}” ville ikke få lige så mange rækker, som det har nu, så projektmappen er ikke opdateret. "
            "Bed it-afdelingen om at melde det som en fejl."
        )


class NotAWorkbook(UserError):
    """The file is no Ringbind workbook, or cannot be read as one."""

    def __init__(self, name: str, why: str = "den er ikke lavet af Ringbind") -> None:
        super().__init__(f"Filen “{name}” kan ikke bruges som projektmappe: {why}. Vælg filen Ringbind.xlsm.")


class BadSetting(UserError):
    """A setting is not of its kind."""

    def __init__(self, label: str, kind: str) -> None:
        super().__init__(f"Indstillingen “{label}” på arket Indstillinger skal være {kind}. Ret den, og tryk igen.")


class TextTooLong(UserError):
    """A text is longer than a cell can hold."""

    def __init__(self, sheet: str, label: str) -> None:
        super().__init__(
            f"En tekst til kolonnen “{label}” på arket “{sheet}” er længere end de 32.767 tegn, en celle kan rumme. "
            "Gør den kortere, og prøv igen."
        )


class NothingWritten(UserError):
    """A press that was refused before its first cell was written."""


class BelowTable(NothingWritten):
    """Something stands right under a table that has to grow."""

    def __init__(self, sheet: str, row: int) -> None:
        super().__init__(
            f"Der står noget under tabellen på arket “{sheet}”, i række {row}. "
            "Flyt det til siden, så tabellen kan vokse, og tryk igen."
        )
