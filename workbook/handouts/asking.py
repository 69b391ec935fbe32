"""What a caller's file leaves for people to decide: two answers side by side, who it was that rang in, and messages.

The answer goes along with its question; `decided` takes it out again when somebody has chosen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from workbook.calls.answers import Answer
from workbook.calls.sheet import ANSWER_COLUMNS
from workbook.change import Row
from workbook.problems import Problem
from workbook.review import SAVES, offer
from workbook.rowtext import row_text, text_row
from workbook.tables import CALLS, CITIZENS, HANDOUTS
from workbook.words import Choice, Direction, ReviewKind


@dataclass(frozen=True)
class Said:
    """An answer of a caller's file; `kept` are the cells that remember it on Uddelte ringelister, in row `kept_id`.

    Without a `kept_id` it gets a row of its own: somebody rang in.
    """

    answer: Answer
    kept: Row
    kept_id: str = ""


def two_answers(said: Said, where: str, why: str, in_register: str) -> Problem:
    """Return the question whether an answer is saved all the same; both sides are shown."""
    question = f"{why}. Skal svaret fra {said.answer.caller} også gemmes?"
    sides = (_told(said.answer), in_register)
    return _question(ReviewKind.TWO_ANSWERS, question, said, where, said.kept_id, (Choice.TAKE, Choice.LEAVE), sides)


def rang_in(said: Said, where: str, reason: str, introduced: str, in_register: str) -> Problem:
    """Return the question whether somebody who rang in is this citizen."""
    question = f"er det borger {said.answer.citizen}, der ringede? ({reason})"
    sides, choices = (f"{introduced}\n{_told(said.answer)}", in_register), (Choice.SAME, Choice.NOT_SAME)
    return _question(ReviewKind.RANG_IN, question, said, where, str(said.kept["handout"]), choices, sides)


def _question(
    kind: ReviewKind, asked: str, said: Said, where: str, about: str, choices: Sequence[Choice], sides: tuple[str, str]
) -> Problem:
    return Problem(
        kind,
        f"{where}: {asked}",
        CITIZENS.name,
        said.answer.citizen,
        source=where,
        payload=offer({choice: [] for choice in choices}, _packed(said)),
        subject=f"{said.kept['digest']} {said.answer.citizen} {about}",
        sides=sides,
    )


def stranger(said: Said, where: str, introduced: str) -> Problem:
    """Return what is shown of somebody who rang in and is not in the register, or whose answer is not said."""
    message = f"{where}: det er ikke til at se, hvem der ringede, eller hvad svaret var. Se, om der skal gøres noget."
    told = f"{introduced}\n{_told(said.answer)}"
    return Problem(ReviewKind.FROM_CALLER, message, source=where, subject=said.kept["digest"], sides=(told, ""))


def of_caller(caller: str, file: str, message: str) -> Problem:
    """Return a caller's message to the coordinator."""
    digest = hashlib.sha256(f"{file}\n{message}".encode()).hexdigest()[:16]
    return Problem(
        ReviewKind.FROM_CALLER,
        f"Besked fra {caller}: se den her ved siden af.",
        source=file,
        subject=digest,
        sides=(message, ""),
    )


def decided(rows: pd.DataFrame) -> list[Said]:
    """Return the answers that people chose to save, of rows that left Til vurdering."""
    return [
        _unpacked(json.loads(payload)["about"])
        for kind, choice, payload in zip(rows["kind"], rows["choice"], rows["payload"], strict=True)
        if (kind, choice) in SAVES
    ]


def _told(answer: Answer) -> str:
    """Return an answer as a person reads it: a line for each field."""
    cells = [(CALLS.by_name[name].label, answer.row[name]) for name in ANSWER_COLUMNS if name in answer.row]
    day = f"{answer.caller} {answer.date:%d-%m-%Y}"
    return "\n".join([day, *(f"{label}: {_plain(value)}" for label, value in cells)])


def _plain(value: Any) -> str:
    return f"{value:%d-%m-%Y}" if hasattr(value, "year") else f"{value:%H.%M}" if hasattr(value, "hour") else str(value)


def _packed(said: Said) -> Mapping[str, str]:
    answer = said.answer
    call = {
        **{name: answer.row[name] for name in ANSWER_COLUMNS if name in answer.row},
        **{name: getattr(answer, name) for name in ("citizen", "direction", "date", "time", "caller", "phone")},
    }
    return {"answer": row_text(call), "kept": row_text(said.kept), "kept_id": said.kept_id}


def _unpacked(about: Mapping[str, str]) -> Said:
    call = {name: value for name, value in text_row(CALLS, about["answer"]).items() if value is not None}
    answer = Answer(
        citizen=call["citizen"],
        row=call,
        date=call["date"],
        time=call.get("time"),
        caller=call["caller"],
        phone=call.get("phone"),
        direction=Direction(call["direction"]),
    )
    kept = {name: value for name, value in text_row(HANDOUTS, about["kept"]).items() if value is not None}
    return Said(answer, kept, about["kept_id"])


def of_citizen(said: Said, citizen: str) -> Said:
    """Return what somebody said, as this citizen's."""
    return replace(said, answer=replace(said.answer, citizen=citizen), kept={**said.kept, "citizen": citizen})
