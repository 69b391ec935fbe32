"""The buttons that keep the workbook sound."""

from __future__ import annotations

from macros.button import button
from macros.desk import Desk
from workbook.change import Change
from workbook.checking import check_tables
from workbook.journal.chain import broken_links
from workbook.tables import (
    JOURNAL,
    TRACKED,
)


@button(
    "check",
    label="Kontrollér projektmappe",
    tip="Se efter, om noget er kommet i stykker",
    more="Efterser journalen, felter, der ikke kan læses, CPR-numre, der står to gange, og henvisninger til ukendte.",
    group="Vedligehold",
    icon="ErrorChecking",
)
def check(desk: Desk) -> Change:
    """Look for what is broken, and show it on Til vurdering."""
    tables = {table.name: desk.read(table) for table in TRACKED}
    problems = [problem for table in TRACKED for problem in desk.problems(table)] + check_tables(tables)
    broken = broken_links(desk.read(JOURNAL))
    told = (
        "Alt hænger sammen." if not problems else f"{len(problems)} ting skal ses på; de står på arket Til vurdering."
    )
    chain = f" Journalen er brudt ved {broken[0]}." if broken else " Journalen er hel."
    return Change(message=told + chain, problems=problems)


@button(
    "backup",
    label="Sikkerhedskopi",
    tip="Læg en kopi i mappen Sikkerhedskopier",
    more="Der lægges også en kopi før hvert tryk. De 20 nyeste bliver liggende.",
    group="Vedligehold",
    icon="FileSaveACopy",
)
def backup(desk: Desk) -> Change:  # noqa: ARG001  every press keeps a copy first; this one does nothing more
    """Keep a checked copy of the workbook."""
    return Change(message="Der ligger en kopi af projektmappen i mappen Sikkerhedskopier.")
