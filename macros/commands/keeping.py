"""The buttons that keep the workbook sound."""

from __future__ import annotations

from macros.button import Wants, button
from macros.copies import COPIES, unlocked
from macros.desk import Desk
from macros.forgetting import RETENTION, forget
from macros.repairing import repair
from macros.restoring import RESTORE, put_back
from workbook.change import Change
from workbook.checking import check_tables
from workbook.journal.chain import broken_links
from workbook.journal.checkpoint import REPAIR
from workbook.problems import Ask
from workbook.settings import unfilled
from workbook.tables import CALLS, CITIZENS, JOURNAL, TRACKED
from workbook.words import joined


@button(
    "check",
    label="Kontrollér projektmappe",
    tip="Se efter, om noget er kommet i stykker",
    more="Efterser journalen, felter, der ikke kan læses, borgere, der kan være den samme, og henvisninger til "
    "ukendte. Siger, om projektmappen eller kopier af den kan læses uden adgangskode.",
    group="Vedligehold",
    icon="ErrorChecking",
)
def check(desk: Desk) -> Change:
    """Look for what is broken, and show it on Til vurdering."""
    tables = {table.name: desk.read(table) for table in TRACKED}
    problems = [problem for table in TRACKED for problem in desk.problems(table)] + check_tables(tables)
    broken = broken_links(desk.read(JOURNAL))
    count = len(problems) + len(desk.by_hand.answer().problems)
    told = f"{count} ting skal ses på; de står på arket Til vurdering." if count else "Alt hænger sammen."
    if pages := desk.book.broken_pages():
        told = f"{' '.join(pages)} Tryk på Reparér ark. {told if count else ''}".rstrip()
    chain = f" Journalen er brudt ved {broken[0]}." if broken else " Journalen er hel."
    locks = f" {unlocked(desk.book.path)}".rstrip() if desk.book.path else ""
    names = unfilled(desk.settings)
    letters = f" Før der kan sendes breve, skal arket Indstillinger udfyldes: {joined(names)}." if names else ""
    return Change(message=f"{told}{chain}{locks}{letters}", problems=problems)


@button(
    REPAIR,
    label="Reparér ark",
    tip="Ret det, der er kommet i stykker",
    more="Giver ark og kolonner deres navne igen, sætter rullelister og formler på, henter slettede ark og retter "
    "kolonner, der er sorteret for sig. Siger, hvad der er gjort, og sletter intet.",
    group="Vedligehold",
    icon="FileDocumentInspect",
)
def repair_sheets(desk: Desk) -> Change:
    """Mend what people broke."""
    return repair(desk)


@button(
    "backup",
    label="Sikkerhedskopi",
    tip="Læg en kopi i mappen Sikkerhedskopier",
    more="Kopien bliver liggende i 30 dage. Der lægges også en kopi før hvert tryk: de 20 nyeste bliver liggende, den "
    "sidste fra hver dag i 30 dage og den sidste fra hver måned i et år.",
    group="Vedligehold",
    icon="FileSaveACopy",
)
def backup(desk: Desk) -> Change:
    """Keep a copy of the workbook as it stands, every cell typed since the latest press included."""
    people, calls = len(desk.read(CITIZENS)), len(desk.read(CALLS))
    whole = "" if broken_links(desk.read(JOURNAL)) else " Journalen er hel."
    return Change(
        message=f"Der ligger en kopi i mappen {COPIES} med {people} borgere og {calls} opkald.{whole}", copied=True
    )


@button(
    RESTORE,
    label="Gendan",
    tip="Hent arkene, som de var i en sikkerhedskopi",
    more="Vælg en af de kopier, der er i orden. Det, der står nu, gemmes først som en kopi, journalen fortsætter, og "
    "Fortryd seneste knap tager det tilbage.",
    group="Vedligehold",
    icon="RecoverDeletedItems",
    takes=Wants.FILE,
)
def restore(desk: Desk) -> Change | Ask:
    """Put the tables' rows back as a copy has them."""
    return put_back(desk)


@button(
    RETENTION,
    label="Slet udløbne",
    tip="Slet borgere og filer, der ikke længere må gemmes",
    more="Fristerne står på arket Indstillinger. Der laves først en arkivfil til journalisering. Derefter slettes "
    "borgerne for altid i ark, journal, kopier og filer. Tallene på Historik bliver.",
    group="Vedligehold",
    icon="AccessRecycleBin",
)
def delete_due(desk: Desk) -> Change | Ask:
    """Delete for good whoever and whatever is due."""
    return forget(desk)
