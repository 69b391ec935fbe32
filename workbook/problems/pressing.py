"""A press was called with the wrong words, or its question was not answered."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.problems.kinds import Ask, AskKind, UserError
from workbook.words import ListKind, counted


class UnknownButton(UserError):
    """No button has that id."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"Der er ingen knap, der hedder “{name}”. Knapperne er: {', '.join(known)}.")


class WrongWords(UserError):
    """The command line was called with words it does not know; `line` is how the command is written, where known."""

    def __init__(self, line: str | None = None) -> None:
        how = f"Skriv sådan: “{line}”." if line else "Skriv “ringbind --help” for at se hvordan."
        super().__init__(f"Kommandoen mangler noget eller har et ord for meget. {how}")


class NoSuchSheet(UserError):
    """A sheet was asked for that no workbook has."""

    def __init__(self, sheet: str, known: Sequence[str]) -> None:
        super().__init__(f"Der er intet ark, der hedder “{sheet}”. Arkene er: {', '.join(known)}.")


class NoDate(UserError):
    """A date was asked for and something else was given."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” er ikke en dato. Skriv den som 2021-04-20 eller 20-04-2021.")


class NeedsAnswer(UserError):
    """A press asked something that nobody could be asked, as on the command line."""

    def __init__(self, question: Ask, given: str | None = None) -> None:
        unfit = f"“{given}” er ikke et af svarene. " if given and question.kind is AskKind.CHOICE else ""
        super().__init__(f"{unfit}{question.question} {_how(question)}")


MOST_IN_A_LINE = 3
"""More choices than these stand under each other."""


def _how(question: Ask) -> str:
    """Return how a question is answered on the command line."""
    match question.kind:
        case AskKind.PASSWORD | AskKind.NEW_PASSWORD:
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
            kind = f'--answer "kind={ListKind.CONTACTS}"'
            return (
                f'Overskrifterne er: {told}. Svar fx med --answer "{question.key}={example}", og siger felterne ikke, '
                f"hvad det er for en liste, så også med {kind}. Felterne er: {fields}."
            )
    choices = [f'--answer "{question.key}={choice}"' for choice in question.choices]
    if len(choices) > MOST_IN_A_LINE:
        return "\n  ".join(["Svar med en af disse:", *choices])
    return f"Svar med {' eller '.join(choices) or f'--answer {question.key}=…'}."


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

    def __init__(self, deletion: str = "") -> None:
        """Take the sentence on what was deleted for good since; "" where nothing was."""
        super().__init__(f"{deletion} Der er ikke andet at fortryde." if deletion else "Der er ikke noget at fortryde.")


class NotArchived(UserError):
    """Citizens were to be deleted of whom no archive file was made, or something changed since."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"Der er {counted(count, 'borger', 'borgere')}, som ikke står i en arkivfil, eller som er ændret, siden "
            "den blev lavet. Vælg “Lav arkivfil” først, og læg filen i kommunens journalsystem. Der er ikke slettet "
            "noget."
        )


class ExtraMissing(UserError):
    """Something was asked for that needs packages an office does without."""

    def __init__(self, extra: str) -> None:
        super().__init__(
            f"Det kræver en tilføjelse til Ringbind, som ikke er installeret. Skriv: pip install 'ringbind[{extra}]'."
        )
