"""The buttons for calls: whom to ring, who is who, and the answers back."""

from __future__ import annotations

from macros.button import Wants, button
from macros.desk import Desk
from macros.handing import share, take
from workbook.calls.answers import take_answers
from workbook.calls.callers import ringers
from workbook.calls.card import is_answered, show_found, typed_on
from workbook.calls.card_answer import take_card
from workbook.calls.find import find, is_too_short
from workbook.calls.reopening import reopen
from workbook.calls.sheet import EVERYBODY, call_sheet
from workbook.change import Change, OutFile
from workbook.letters.call_sheet import call_sheet_pdf
from workbook.letters.script_sheet import script_sheet
from workbook.lookups import look_up
from workbook.problems import AnswerUnsaved, Ask, AskKind, SearchTooShort
from workbook.summary import newest_list
from workbook.tables import (
    CALL_SHEET,
    CALLS,
    CARD,
    CITIZENS,
    COLLEAGUES,
    LISTS,
    LOOKUPS,
    OUTCOMES,
    RELATIVES,
    SCRIPTS,
)


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
    settings = desk.settings
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
        desk.settings,
        desk.templates,
        desk.now,
        desk.user,
    )
    if not printed.calls and not printed.refused:
        why = "er tom. Tryk på Lav ringeliste" if desk.read(CALL_SHEET).empty else "har svar overalt. Tryk på Gem svar"
        return Change(message=f"Der er ingen opkald at udskrive: ringelisten {why}.")
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
