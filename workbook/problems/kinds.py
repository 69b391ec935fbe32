"""The three ways to say that something is not as it should be."""

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
    NEW_PASSWORD = "new password"  # noqa: S105  the same; typed twice, so that nobody is locked out by a slip
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
