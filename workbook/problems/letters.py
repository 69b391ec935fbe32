"""The words of a letter or a script."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.problems.kinds import UserError
from workbook.words import joined


class TemplateMissing(UserError):
    """A file of the templates is neither in the office's folder nor in Ringbind's own."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Skabelonen “{name}” findes ikke. Bed it-afdelingen om at installere Ringbind igen.")


class TemplateFault(UserError):
    """The words of a letter cannot be used; names the file and, where it is known, the line."""

    def __init__(self, file: str, line: int, what: str) -> None:
        where = f"{file}, linje {line}" if line else file
        super().__init__(f"{where}: {what} Ret filen, og tryk på knappen igen.")
        self.file, self.line, self.what = file, line, what


class SettingsUnfilled(UserError):
    """Letters were to be sent that would tell nobody who writes."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"Brevene er ikke skrevet ud: {joined(names)} er ikke udfyldt på arket Indstillinger. "
            "Udfyld det, tryk på Prøveudskrift, og tryk så her igen."
        )


class NotProofed(UserError):
    """Letters were to be sent that nobody has seen in a proof."""

    def __init__(self) -> None:
        super().__init__(
            "Der er ingen prøveudskrift at sende. Tryk på Prøveudskrift, se den igennem, og tryk så her igen."
        )


class ReleasedByProofer(UserError):
    """Who made the proof may not be the one who sends the letters."""

    def __init__(self) -> None:
        super().__init__(
            "Brevene skal frigives af en anden end den, der lavede prøveudskriften (se arket Indstillinger). "
            "Bed en kollega om at se prøven igennem og trykke på knappen."
        )


class JobTakenBack(UserError):
    """The letters of a print job that was undone were to be sent again."""

    def __init__(self, job: str) -> None:
        super().__init__(
            f"Udskrift {job} er taget tilbage og sendes ikke igen. Tryk på Prøveudskrift, så får brevene et nyt nummer."
        )


class ChangedSinceProof(UserError):
    """Letters would not be as in the proof; `what` changed, people by the ids of their rows."""

    def __init__(self, what: Sequence[str]) -> None:
        super().__init__(
            f"Dette er ændret, siden prøveudskriften blev lavet: {'; '.join(what)}. Der er ikke skrevet noget ud. "
            "Tryk på Prøveudskrift, og se den nye igennem."
        )
