"""How the workbook's shape changed over time: numbered steps, from the first version on.

A step turns the tables of the form before it, read by sheet and Danish heading, into its own form. Closed workbooks are
migrated on a copy; one from a newer Ringbind is only shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

Sheets = Mapping[str, pd.DataFrame]
"""Raw tables by sheet name, columns by Danish heading, as they stand in the file."""


@dataclass(frozen=True)
class Step:
    """One change of shape: the form it leads to, what changed (Danish), and how the tables are turned."""

    form: int
    what: str
    turn: Callable[[Sheets], Sheets]


STEPS: tuple[Step, ...] = (Step(1, "Den første form: alle ark, som docs/ark.md har dem.", lambda sheets: sheets),)
"""Every step there ever was; the last one's form is `workbook.SCHEMA`."""


def migrate(sheets: Sheets, form: int, steps: Sequence[Step] = STEPS) -> tuple[Sheets, list[str]]:
    """Return the tables in today's form, and what was changed on the way from `form`."""
    ahead = [step for step in steps if step.form > form]
    for step in ahead:
        sheets = step.turn(sheets)
    return sheets, [step.what for step in ahead]
