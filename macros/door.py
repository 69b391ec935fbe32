"""The one door for errors: a UserError is shown as it stands, anything else becomes a line in the log.

The log gets type, file and line, never what an error says: that may hold values, and values are people's.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from workbook.problems import UserError

log = logging.getLogger("ringbind")

OOPS = (
    "Noget gik galt, og knappen blev ikke færdig. Prøv igen, "
    "og send filen ringbind.log til it-afdelingen, hvis det sker igen."
)


@dataclass(frozen=True)
class Outcome:
    """How it ended: an exit code (0 done, 2 a UserError, 1 anything unexpected), one message in Danish, files made.

    `told` says that the user has seen the message in the workbook.
    """

    code: int
    message: str
    files: list[str] = field(default_factory=list)
    told: bool = False


def door(story: Callable[[], Outcome]) -> Outcome:
    """Let the story end well, or tell why not; no exception passes."""
    try:
        return story()
    except UserError as error:
        return Outcome(2, str(error))
    except Exception as error:  # noqa: BLE001  the one door for everything unexpected
        with suppress(OSError):  # a log that cannot be written is done without
            log.error(where(error))  # noqa: TRY400  a traceback may hold values of people
        return Outcome(1, OOPS)


def where(error: BaseException) -> str:
    """Return type, number, file and line of an error, and nothing that it says."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    number = getattr(error, "errno", None)
    return f"{type(error).__name__}{f' {number}' if number else ''} in {Path(last.filename).name}:{last.lineno}"


def log_to(folder: Path) -> None:
    """Send the log to the file ringbind.log in the folder, made when something is logged."""
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
    handler = logging.FileHandler(folder / "ringbind.log", encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    log.propagate = False
