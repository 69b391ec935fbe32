"""Files and folders: the workbook is taken, locked or full, or a file is not there."""

from __future__ import annotations

from workbook.problems.kinds import UserError


class WorkbookOpen(UserError):
    """Somebody has the workbook open; `since` is when they opened it, as a text."""

    def __init__(self, name: str, who: str = "", since: str = "") -> None:
        by = f" af {who}" if who else ""
        when = f" (siden {since})" if since else ""
        super().__init__(
            f"Projektmappen “{name}” er åben et andet sted{by}{when}. Luk den der, og prøv igen. "
            "Der er ikke ændret noget."
        )


class WorkbookBusy(UserError):
    """Another press is running on the workbook; `since` is when it began, as a text."""

    def __init__(self, name: str, who: str = "", since: str = "") -> None:
        by = f" ({who}, siden {since})" if who and since else ""
        super().__init__(
            f"En anden knap{by} arbejder lige nu på projektmappen “{name}”. Vent et øjeblik, og prøv igen. "
            "Der er ikke ændret noget."
        )


class WorkbookChanged(UserError):
    """The file was changed by somebody else after the press had read it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Projektmappen “{name}” blev ændret af en anden, mens knappen arbejdede. "
            "Der er ikke gemt noget herfra. Tryk på knappen igen."
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


class NotPublished(UserError):
    """A press is done, but a file it made could not be put in its place; the next press tries again."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Ændringerne er gemt, men filen “{name}” kunne ikke lægges på plads. "
            "Luk den, hvis den er åben i et andet program, og tryk på en knap igen, så kommer den."
        )


class BadCopy(UserError):
    """A copy of the workbook does not open as one, or its journal is not whole."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Kopien “{name}” er ikke i orden: den kan ikke åbnes, eller dens journal er ikke hel. Vælg en anden kopi. "
            "Der er ikke ændret noget."
        )


class NoCopies(UserError):
    """There is no copy of the workbook to choose."""

    def __init__(self) -> None:
        super().__init__(
            "Der er ingen kopi i mappen Sikkerhedskopier, som kan åbnes. Bed it-afdelingen om at finde en på "
            "deres egen sikkerhedskopi af drevet, og læg den i mappen."
        )


class NotForgotten(UserError):
    """People are deleted from the workbook, but a copy that holds them could not be cleaned or deleted."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Borgerne er slettet her, men de står endnu i kopien “{name}”. Luk den, hvis den er åben, og slet den "
            "selv, eller tryk på knappen igen."
        )


class FileMissing(UserError):
    """A file that was named does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Filen “{name}” findes ikke. Kontrollér navnet, og prøv igen.")


class FolderTaken(UserError):
    """A new office folder was asked for where a workbook lies already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Der ligger allerede en projektmappe i “{name}”. Vælg en anden mappe. Der er ikke ændret noget."
        )


class NotAFolder(UserError):
    """A folder was asked for where a file lies."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” er en fil, ikke en mappe. Vælg en mappe. Der er ikke ændret noget.")
