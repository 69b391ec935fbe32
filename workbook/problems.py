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

    `kind` is one of `words.ReviewKind`; `table` and `row_id` point at the row, `column` (English name) at its cell,
    `source` names the file and row it came from. `payload` says what each choice leads to (`review.offer`).
    `subject` tells questions apart where the message does not: words, the first of them whom it is about. `sides` are
    two people to hold against each other, on the list and in the register.
    """

    kind: str
    message: str
    table: str = ""
    row_id: str = ""
    column: str = ""
    source: str = ""
    payload: str = ""
    subject: str = ""
    sides: tuple[str, str] = ("", "")


class AskKind(StrEnum):
    """What an answer to an Ask is."""

    CHOICE = "choice"
    FILE = "file"
    TEXT = "text"
    PASSWORD = "password"  # noqa: S105  a kind of question, no secret
    NUMBER = "number"  # whole; the answer is its digits
    DATE = "date"  # the answer is in ISO form
    MAPPING = "mapping"  # what each of `headings` means, as "Heading=choice; …"; the last choice says: nothing


@dataclass(frozen=True)
class Heading:
    """A column of a list that somebody explains: what stands above it, its first cells, and what it seems to be."""

    text: str
    cells: Sequence[str] = ()
    guess: str = ""


@dataclass(frozen=True)
class Ask:
    """A question that a press needs answered before it can go on; it is then called again with the answer.

    On the ribbon it is a dialog, on a terminal a prompt; where nobody sits the answer is the option
    `--answer KEY=VALUE`, or `unasked`.
    """

    key: str
    question: str
    kind: AskKind = AskKind.CHOICE
    choices: Sequence[str] = ()
    unasked: str | None = None
    headings: Sequence[Heading] = ()


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
    """Somebody has the workbook open; `since` is when they opened it, as a text."""

    def __init__(self, name: str, who: str = "", since: str = "") -> None:
        by = f" af {who}" if who else ""
        when = f" (siden {since})" if since else ""
        super().__init__(
            f"Projektmappen “{name}” er åben et andet sted{by}{when}. Luk den der, og prøv igen. "
            "Der er ikke ændret noget."
        )


class WorkbookBusy(UserError):
    """Another press is running on the workbook."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"En anden knap arbejder lige nu på projektmappen “{name}”. Vent et øjeblik, og prøv igen. "
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


class FileMissing(UserError):
    """A file that was named does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Filen “{name}” findes ikke. Kontrollér navnet, og prøv igen.")


class UnknownCaller(UserError):
    """A call sheet was asked for somebody who is not on Medarbejdere, or is away."""

    def __init__(self, caller: str, here: Sequence[str]) -> None:
        known = f"Her i dag er: {', '.join(here)}." if here else "Ingen på arket er her i dag."
        super().__init__(
            f"“{caller}” står ikke på arket Medarbejdere eller er væk i dag. {known} Vælg en af dem, eller “alle”."
        )


class UnknownCitizens(UserError):
    """Somebody was named who is not on Borgere, or nobody was."""

    def __init__(self, unknown: Sequence[str]) -> None:
        who = f"Arket Borgere har ikke {', '.join(unknown)}" if unknown else "Der er ikke skrevet et borgernummer"
        super().__init__(f"{who}. Skriv ét eller flere borgernumre, fx B-0012, B-0034.")


class NoOutcome(UserError):
    """No answer on Svarkoder has an effect that a press needs."""

    def __init__(self, effect: str) -> None:
        super().__init__(
            f"Intet svar på arket Svarkoder har virkningen “{effect}”. Skriv et dér, og tryk på knappen igen."
        )


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


class NothingWritten(UserError):
    """A press that was refused before its first cell was written."""


class BelowTable(NothingWritten):
    """Something stands right under a table that has to grow."""

    def __init__(self, sheet: str, row: int) -> None:
        super().__init__(
            f"Der står noget under tabellen på arket “{sheet}”, i række {row}. "
            "Flyt det til siden, så tabellen kan vokse, og tryk igen."
        )


class ExcelBusy(UserError):
    """Excel takes no orders: a cell is being edited, or a dialog is open."""

    def __init__(self) -> None:
        super().__init__("Afslut den celle, du er i gang med (tryk Enter eller Esc), og tryk på knappen igen.")


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


class BadSetting(UserError):
    """A setting is not of its kind."""

    def __init__(self, label: str, kind: str) -> None:
        super().__init__(f"Indstillingen “{label}” på arket Indstillinger skal være {kind}. Ret den, og tryk igen.")


class TemplateMissing(UserError):
    """A file of the templates is neither in the office's folder nor in Ringbind's own."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Skabelonen “{name}” findes ikke. Bed it-afdelingen om at installere Ringbind igen.")


class TemplateFault(UserError):
    """The words of a letter cannot be used; names the file and, where it is known, the line."""

    def __init__(self, file: str, line: int, what: str) -> None:
        where = f"{file}, linje {line}" if line else file
        super().__init__(f"{where}: {what} Ret filen, og tryk på knappen igen.")


class NeedsAnswer(UserError):
    """A press asked something that nobody could be asked, as on the command line."""

    def __init__(self, question: Ask) -> None:
        super().__init__(f"{question.question} {_how(question)}")


def _how(question: Ask) -> str:
    """Return how a question is answered on the command line."""
    match question.kind:
        case AskKind.PASSWORD:
            return f"Skriv den i en tekstfil, og peg på den med --{question.key}-file."
        case AskKind.MAPPING:
            heads = [heading.text[:60] for heading in question.headings[:20]]
            told = ", ".join(f"“{head}”" for head in heads)
            guessed = [(heading.text[:60], heading.guess) for heading in question.headings if heading.guess]
            others = [head for head in heads if head not in dict(guessed)]
            spare = (choice for choice in question.choices if choice not in dict(guessed).values())
            pairs = [*guessed, *zip(others, spare, strict=False)][: max(2, len(guessed))]
            example = "; ".join(f"{head}={choice}" for head, choice in pairs)
            fields = ", ".join(question.choices)
            return f'Overskrifterne er: {told}. Svar fx med --answer "{question.key}={example}". Felterne er: {fields}.'
    choices = " eller ".join(f'--answer "{question.key}={choice}"' for choice in question.choices)
    return f"Svar med {choices or f'--answer {question.key}=…'}."


class NoWindow(UserError):
    """A question came up on the open workbook, and there is no window to ask it in."""

    def __init__(self, question: Ask) -> None:
        super().__init__(
            f"{question.question} Ringbind kan ikke vise spørgsmålet, for Python på denne maskine mangler tkinter. "
            "Luk projektmappen, og brug kommandolinjen (ringbind --help), eller bed it-afdelingen om at installere det."
        )


class LetBe(UserError):
    """Somebody saw what a press would do, and chose not to."""

    def __init__(self) -> None:
        super().__init__("Knappen er stoppet, og der er ikke ændret noget.")


class NothingToUndo(UserError):
    """No press stands that could be taken back."""

    def __init__(self) -> None:
        super().__init__("Der er ikke noget at fortryde.")


class WrongWords(UserError):
    """The command line was called with words it does not know."""

    def __init__(self) -> None:
        super().__init__(
            "Kommandoen mangler noget eller har et ord for meget. Skriv “ringbind --help” for at se hvordan."
        )


class NoSuchSheet(UserError):
    """A sheet was asked for that no workbook has."""

    def __init__(self, sheet: str, known: Sequence[str]) -> None:
        super().__init__(f"Der er intet ark, der hedder “{sheet}”. Arkene er: {', '.join(known)}.")


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


class ListUnreadable(UserError):
    """A list file is broken, hostile, locked or no list at all; `why` is the rest of the sentence."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"Filen “{name}” kan ikke læses: {why}. Der er ikke ændret noget.")
        self.why = why


class ListUnknown(UserError):
    """No kind of list knows a file, and it has no headings that somebody could explain."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Filen “{name}” ligner ingen liste, som Ringbind kender. Den har ingen overskrifter over rækkerne. "
            "Kald kolonnerne fx CPR, Navn, Adresse, Telefon, Målgruppe eller Svar, og prøv igen."
        )


class ListWithoutPeople(UserError):
    """SSI's list has rows, but nobody in them: taken in, it would say that everyone is off the list."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Filen “{name}” har ingen borgere: ingen af rækkerne har et CPR-nummer, der kan læses. "
            "Hent listen igen fra kilden. Der er ikke ændret noget."
        )


class NoCallers(UserError):
    """Call sheets were to be shared out, and nobody is there to have one."""

    def __init__(self) -> None:
        super().__init__(
            "Der er ingen at fordele ringelister til. Skriv kolleger med rollen “ringer” på arket Medarbejdere, "
            "og se efter, at de ikke alle er væk i dag."
        )


class WeakPassword(UserError):
    """A file that leaves the house would have had a password that anybody guesses."""

    def __init__(self, shortest: int) -> None:
        super().__init__(
            f"Adgangskoden til ringelisterne skal have mindst {shortest} tegn. "
            "Tryk på knappen igen, og skriv en længere."
        )


class ExtraMissing(UserError):
    """Something was asked for that needs packages an office does without."""

    def __init__(self, extra: str) -> None:
        super().__init__(
            f"Det kræver en tilføjelse til Ringbind, som ikke er installeret. Skriv: pip install 'ringbind[{extra}]'."
        )


class AnswerUnsaved(UserError):
    """Another citizen was asked for while an answer stands on the card."""

    def __init__(self) -> None:
        super().__init__(
            "Der står et svar på arket Opkaldskort, som ikke er gemt. "
            "Tryk på Gem svar, eller ryd felterne, og søg så igen."
        )


class SearchTooShort(UserError):
    """So little was written that half the register would fit."""

    def __init__(self) -> None:
        super().__init__(
            "Der er skrevet for lidt at søge på. Skriv mindst to bogstaver, mindst tre cifre af et telefonnummer "
            "eller et helt borgernr."
        )
