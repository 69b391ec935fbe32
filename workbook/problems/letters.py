"""The words of a letter or a script."""

from __future__ import annotations

from workbook.problems.kinds import UserError


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
