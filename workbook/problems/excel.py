"""The open workbook: Excel does not do what it was told."""

from __future__ import annotations

from workbook.problems.kinds import UserError


class ExcelBusy(UserError):
    """Excel takes no orders: a cell is being edited, or a dialog is open."""

    def __init__(self) -> None:
        super().__init__("Afslut den celle, du er i gang med (tryk Enter eller Esc), og tryk på knappen igen.")


class OpenedReadOnly(UserError):
    """The workbook is open in Excel for reading only; `who` has it and `since` when, as texts, where it is known."""

    def __init__(self, name: str, who: str = "", since: str = "") -> None:
        by = f", fordi {who} har den åben (siden {since})" if who else ""
        when = f", når {who} er færdig" if who else " uden at vælge skrivebeskyttet"
        super().__init__(
            f"Projektmappen “{name}” er åbnet skrivebeskyttet i Excel{by}. "
            f"Luk den uden at gemme, og åbn den igen{when}. Der er ikke ændret noget."
        )


class NotShown(UserError):
    """Excel took the cells, but does not show what was written."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"Excel skrev ikke det hele på arket “{sheet}”. "
            "Fjern filtre og beskyttelse på arket, og tryk på knappen igen."
        )


class NotSaved(UserError):
    """Excel could not save the open workbook."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Excel kunne ikke gemme “{name}”. Ændringerne står i den åbne projektmappe: "
            "gem den selv (Ctrl+S), og bed it-afdelingen om hjælp, hvis det ikke går."
        )


class NotOnDisk(UserError):
    """The open workbook lies in a cloud, and its folder is not known on this machine."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Projektmappen “{name}” er åbnet fra skyen, så Ringbind ikke kan finde dens mappe. "
            "Åbn den fra et netværksdrev eller en mappe på computeren, og tryk på knappen igen."
        )
