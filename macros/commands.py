"""The buttons: one short story each. Ribbon, command line and the README's table read the same lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from macros.button import BUTTONS, Wants, button, button_of
from macros.desk import Desk
from macros.handing import carry_out, outside, share, take
from macros.mailing import unsent
from workbook.calls.answers import take_answers
from workbook.calls.callers import ringers
from workbook.calls.card import is_answered, show_found, typed_on
from workbook.calls.card_answer import take_card
from workbook.calls.find import find, is_too_short
from workbook.calls.reopening import reopen
from workbook.calls.sheet import EVERYBODY, call_sheet
from workbook.change import Change, OutFile
from workbook.checking import check_tables
from workbook.journal.chain import broken_links
from workbook.journal.undo import UNDO, changed_since, last_press, steps_of, take_back
from workbook.letters import call_sheet_pdf, script_sheet
from workbook.lists.recognise import open_list
from workbook.lookups import look_up
from workbook.problems import AnswerUnsaved, Ask, AskKind, NothingToUndo, SearchTooShort, WrongWords
from workbook.register import Known, explained, import_file, judge, waiting_rows
from workbook.review import RESOLVE, resolve
from workbook.settings import read_settings
from workbook.summary import figures, newest_list, update_history
from workbook.tables import (
    CALL_SHEET,
    CALLS,
    CARD,
    CITIZENS,
    COLLEAGUES,
    DECISIONS,
    HISTORY,
    JOURNAL,
    LISTS,
    LOOKUPS,
    OUTCOMES,
    RELATIVES,
    REVIEW,
    SCRIPTS,
    SETTINGS,
    TABLES,
    TRACKED,
)
from workbook.words import TakeIn, UndoReach

__all__ = ["BUTTONS", "button_of"]


@button(
    "import-list",
    label="Indlæs liste",
    tip="Læg en liste ind i registret",
    more="Læser SSI's lister og tal, udtræk fra fagsystemet, kontaktlister, pårørende, vaccinerede og FLIS. Hver række "
    "ender ét sted, og det, der er i tvivl, står på arket Til vurdering.",
    group="Lister",
    icon="ImportTextFile",
    wants=Wants.FILE,
    question="Vælg den liste, der skal læses ind",
    large=True,
)
def import_list(desk: Desk) -> Change | Ask:
    """Take in a list file; every row ends in exactly one bucket, and the counts are asked about before the writing."""
    if not desk.answers.get(Wants.FILE):
        raise WrongWords
    memory = explained(desk.read(DECISIONS))
    file = open_list(Path(desk.answers[Wants.FILE]), desk.today, desk.answers, memory)
    if isinstance(file, Ask):
        return file
    change = import_file(
        file, desk.read, today=desk.today, user=desk.user, new_ids=desk.new_ids, corrected=desk.corrected
    )
    question = f"{change.message} Skal listen læses ind?"
    first = Ask("take-in", question, choices=tuple(TakeIn), unasked=None if change.first else TakeIn.GO)
    return replace(change, first=first if change else None)


@button(
    UNDO,
    label="Fortryd seneste knap",
    tip="Tag det seneste tryk tilbage",
    more="Arkene bliver, som de var før knappen. Opkald og breve slettes ikke, men får en række, der annullerer dem.",
    group="Lister",
    icon="Undo",
)
def undo(desk: Desk) -> Change | Ask:
    """Take the latest press back; rows that were changed since are asked about."""
    press = last_press(desk.read(JOURNAL))
    if press is None:
        raise NothingToUndo
    steps = steps_of(desk.read(JOURNAL), press)
    tables = {step.table.name: desk.read(step.table) for step in steps}
    moved = changed_since(steps, tables)
    reach = desk.answers.get("undo")
    if moved and reach is None:
        changed, them = ("1 række er", "den") if len(moved) == 1 else (f"{len(moved)} rækker er", "de")
        question = f"{changed} ændret, siden knappen blev brugt. Skal {them} også sættes tilbage?"
        return Ask("undo", question, choices=tuple(UndoReach))
    change = take_back(steps, tables, desk.new_ids, voiding=True, force=reach == UndoReach.ALL)
    rows = "1 række er sat, som den var." if len(steps) == 1 else f"{len(steps)} rækker er sat, som de var."
    change.message = f"Tryk nr. {press} er taget tilbage ({_label(desk.read(JOURNAL), press)}). {rows}"
    change.message += unsent(steps) + outside(steps)
    return change


def _label(journal: pd.DataFrame, press: int) -> str:
    """Return what stands on the button that was pressed."""
    return button_of(journal.loc[journal["press"] == press, "command"].iloc[0]).label


@button(
    RESOLVE,
    label="Gem valg",
    tip="Gem valgene på arket Til vurdering",
    more="Hvert valg føres ud i livet og gemmes på arket Afgjort, så der ikke spørges igen.",
    group="Lister",
    icon="MarkTaskComplete",
)
def resolve_review(desk: Desk) -> Change:
    """Carry out what was chosen on Til vurdering."""
    review, tables = desk.read(REVIEW), {table.name: desk.read(table) for table in TRACKED}
    change = resolve(review, tables, desk.new_ids, desk.today, desk.user)
    corrected = desk.corrected(CITIZENS)
    for list_id, file in waiting_rows(review.loc[list(change.of(REVIEW).deletes)], review):
        then = desk.after(change)
        known, left = Known.of(then.read), then.read(REVIEW)
        change = change.then(
            judge(list_id, file, known, left, today=desk.today, new_ids=then.new_ids, corrected=corrected)
        )
    return change.then(carry_out(desk.after(change), review.loc[list(change.of(REVIEW).deletes)]))


@button(
    "call-sheet",
    label="Lav ringeliste",
    tip="Find dem, der skal ringes op i dag",
    more="Lægger dagens opkald på arket Ringeliste, vigtigste først. Svar, der ikke er gemt, bliver stående.",
    group="Opkald",
    icon="AutoDial",
    large=True,
)
def make_call_sheet(desk: Desk) -> Change | Ask:
    """Put today's calls on Ringeliste, for all callers or one, and what to say on Manuskripter."""
    settings = read_settings(desk.read(SETTINGS))
    callers = ringers(desk.read(COLLEAGUES), desk.today)
    if callers and "caller" not in desk.answers:
        return Ask("caller", "Hvem skal ringelisten være til?", choices=(EVERYBODY, *callers), unasked=EVERYBODY)
    caller = desk.answers.get("caller", EVERYBODY)
    change = call_sheet(desk.read(CITIZENS), desk.read, settings, desk.now, desk.new_ids, caller)
    return change.then(script_sheet(desk.read(SCRIPTS), desk.templates, settings, desk.new_ids))


@button(
    "share-calls",
    label="Fordel ringelister",
    tip="Giv hver ringer sin del af dagens opkald som en fil",
    more="Deler dagens opkald mellem de kolleger, der har rollen “ringer”. Hver får en fil med adgangskode i mappen "
    "Ringelister, og ingen andre ringer til dem, før listen er tilbage eller udløbet.",
    group="Opkald",
    icon="ExportExcel",
)
def share_calls(desk: Desk) -> Change | Ask:
    """Share today's calls out among the callers."""
    return share(desk)


@button(
    "find",
    label="Find borger",
    tip="Find en borger, og se alt på arket Opkaldskort",
    more="Søger på det, der står ved Søg: en del af et navn eller et telefonnummer, også en pårørendes, eller et "
    "borgernr. Er feltet tomt, spørges der.",
    group="Opkald",
    icon="FindDialog",
    large=True,
)
def find_citizen(desk: Desk) -> Change | Ask:
    """Put a citizen on Opkaldskort, or those who may be meant."""
    card, citizens = desk.read(CARD), desk.read(CITIZENS)
    if is_answered(card):
        raise AnswerUnsaved
    query = (desk.answers.get("find") or typed_on(card).get("search", "")).strip()
    if not query:
        question = "Hvem vil du finde? Skriv en del af et navn eller telefonnummer, eller et borgernr."
        return Ask("find", question, AskKind.TEXT)
    if is_too_short(query):
        raise SearchTooShort
    return show_found(card, find(query, citizens, desk.read(RELATIVES)), citizens, query)


@button(
    "take-answers",
    label="Gem svar",
    tip="Gem svarene fra Ringeliste, Opkaldskort og ringernes filer",
    more="Hvert svar bliver en række på arket Opkald, og borgerens næste skridt regnes ud. Filer i mappen "
    "Ringelister/Retur tages med og slettes, når alt i dem er gemt.",
    group="Opkald",
    icon="RecordsSaveRecord",
    large=True,
    takes=Wants.FILE,
)
def save_answers(desk: Desk) -> Change | Ask:
    """Take the answers typed on Ringeliste, the one on Opkaldskort, and those that callers sent back."""
    return take(desk, _typed(desk))


def _typed(desk: Desk) -> Change:
    listed = take_answers(desk.read, desk.problems(CALL_SHEET), desk.now, desk.user, desk.new_ids)
    then = desk.after(listed)
    carded = take_card(then.read, desk.now, desk.user, then.new_ids)
    if carded.message and not listed and not listed.problems:
        listed.message = ""
    return listed.then(carded)


@button(
    "reopen",
    label="Genåbn",
    tip="Ring igen til en borger, der har ombestemt sig",
    more="Skriv borgernummeret og hvorfor. Borgeren kommer på ringelisten igen, og intet gammelt svar slettes.",
    group="Opkald",
    icon="AcceptInvitation",
)
def reopen_cases(desk: Desk) -> Change | Ask:
    """Open the cases of people who regret."""
    if not desk.answers.get("whom"):
        return Ask("whom", "Hvem skal genåbnes? Skriv ét eller flere borgernumre, fx B-0012.", AskKind.TEXT)
    if not desk.answers.get("reason"):
        return Ask("reason", "Hvorfor? Skriv kort og sagligt, og ingen diagnoser.", AskKind.TEXT)
    return reopen(
        desk.answers["whom"],
        desk.answers["reason"],
        desk.read(CITIZENS),
        desk.read(OUTCOMES),
        desk.now,
        desk.user,
        desk.new_ids,
    )


@button(
    "print-calls",
    label="Udskriv ringeliste",
    tip="Lav ringelisten som PDF med plads til at skrive",
    more="Filen lægges i mappen Ud. Den har ingen CPR-numre, svarkoderne står nederst, og manuskripterne bagest. "
    "Skriv svarene ind ved rækkens nummer; koden er nok.",
    group="Opkald",
    icon="FilePrint",
)
def print_calls(desk: Desk) -> Change:
    """Print Ringeliste."""
    printed = call_sheet_pdf(
        desk.read(CALL_SHEET),
        desk.read(CITIZENS),
        desk.read(OUTCOMES),
        read_settings(desk.read(SETTINGS)),
        desk.templates,
        desk.now,
        desk.user,
    )
    path = f"Ud/{desk.now:%Y-%m-%d %H.%M} Ringeliste.pdf"
    told = f"Ringelisten med {printed.calls} opkald ligger i {path}."
    if printed.refused:
        told += f" Ikke skrevet ud, fordi borgeren ikke må ringes op eller er ukendt: {', '.join(printed.refused)}."
    return Change(message=told, files=[OutFile(path, printed.pdf)])


@button(
    "lookups",
    label="Opslagsliste",
    tip="Find numre og adresser på dem, der mangler dem",
    more="Tager det, der er skrevet på arket Opslagsliste, over på borgerne, og viser, hvem der så mangler. "
    "Kan en borger ikke findes, er næste skridt et brev eller et hjemmebesøg.",
    group="Opkald",
    icon="LookUp",
)
def make_lookups(desk: Desk) -> Change:
    """Take over what was found, and list who still lacks a phone or an address."""
    newest = newest_list(desk.read(LISTS))
    return look_up(
        desk.read(LOOKUPS),
        desk.read(CITIZENS),
        desk.read(CALLS),
        desk.read(OUTCOMES),
        newest.id if newest else None,
        desk.today,
        desk.new_ids,
    )


@button(
    "update-summary",
    label="Opdatér overblik",
    tip="Gem dagens tal på arket Historik",
    more="Overblik viser altid de nyeste tal. Denne knap gemmer dem, så I kan se udviklingen.",
    group="Overblik",
    icon="RefreshAll",
)
def update_summary(desk: Desk) -> Change:
    """Keep the day's figures."""
    today = figures({table.name: desk.read(table) for table in TABLES}, desk.today)
    return update_history(today, desk.read(HISTORY), desk.today, desk.new_ids)


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


from macros import reports  # noqa: E402, F401  the ribbon shows buttons in the order they are declared: these come last
