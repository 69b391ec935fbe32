"""The buttons whose answer is a paper: interpreters to order, a handover, one citizen's case."""

from __future__ import annotations

from datetime import timedelta

from macros.button import button
from macros.desk import Desk
from workbook.calls.card import on_card
from workbook.calls.find import same_id
from workbook.calls.handover import USUAL_DAYS, handover, latest_handover
from workbook.change import Change, OutFile, records
from workbook.letters.case_page import case_page_pdf
from workbook.letters.handover import handover_pdf, told
from workbook.letters.interpreter_order import order_interpreters
from workbook.problems import Ask, AskKind, UnknownCitizens
from workbook.tables import CARD, CITIZENS, JOURNAL, TRACKED
from workbook.words import YesNo

HANDOVER = "handover"


@button(
    "interpreters",
    label="Tolkebestilling",
    tip="Se, hvem der skal have tolk, og lav bestillingerne",
    more="Skriver dem, der mangler en tolk, på arket Tolke. De rækker, der har dag, klokkeslæt og sted, bliver til en "
    "bestilling som PDF for hvert sprog, uden navn og CPR-nummer.",
    group="Opkald",
    icon="MeetingRequest",
)
def write_orders(desk: Desk) -> Change:
    """Order interpreters."""
    settings = desk.settings
    return order_interpreters(desk.read, settings, desk.templates, desk.now, desk.user, desk.new_ids)


@button(
    HANDOVER,
    label="Overlevering",
    tip="Én side til den, der tager over",
    more="Dagens opkald, løfter, det, der er gået i stå, hvem der ventes på, og hvad der er sket siden sidst. "
    "Filen lægges i mappen Ud. Den har ingen CPR-numre.",
    group="Opkald",
    icon="TasksUpdate",
)
def hand_over(desk: Desk) -> Change | Ask:
    """Tell whoever takes over what waits, and what happened since the latest handover."""
    usual = latest_handover(desk.read(JOURNAL), HANDOVER) or desk.today - timedelta(days=USUAL_DAYS)
    if "since" not in desk.answers:
        question = "Fra hvilken dag skal det, der er sket, tælles med?"
        return Ask("since", question, AskKind.DATE, unasked=usual.isoformat())
    since = desk.day("since")
    found = handover(desk.read, since, desk.today)
    settings, people = desk.settings, records(desk.read(CITIZENS))
    pdf = handover_pdf(found, people, since, settings, desk.templates, desk.today, desk.user)
    path = f"Ud/{desk.now:%Y-%m-%d %H.%M} Overlevering.pdf"
    return Change(f"{told(found)} Siden ligger i {path}.", files=[OutFile(path, pdf)])


@button(
    "case-page",
    label="Borgerens sag",
    tip="Alt, hvad der er noteret om én borger, som PDF",
    more="Til journalen, eller når en borger beder om indsigt. Handler om den, der står på arket Opkaldskort; er "
    "kortet tomt, spørges der. Filen lægges i mappen Ud.",
    group="Opkald",
    icon="AddressBook",
)
def write_case(desk: Desk) -> Change | Ask:
    """Put all that is kept about a citizen on paper; the CPR number stands whole only where that is chosen."""
    asked = desk.answers.get("citizen") or on_card(desk.read(CARD))
    if not asked:
        return Ask("citizen", "Hvilken borger? Skriv borgernummeret, fx B-0001.", AskKind.TEXT)
    citizen = next((who for who in desk.read(CITIZENS).index if same_id(asked, who)), None)
    if citizen is None:
        raise UnknownCitizens([asked])
    if "cpr" not in desk.answers:
        question = f"Skal CPR-nummeret stå helt i sagen om borger {citizen}?"
        return Ask("cpr", question, choices=(YesNo.YES, YesNo.NO), unasked=YesNo.NO)
    whole = desk.answers["cpr"].casefold() == YesNo.YES.casefold()
    settings, tables = desk.settings, {table.name: desk.read(table) for table in TRACKED}
    pdf = case_page_pdf(citizen, tables, settings, desk.templates, desk.today, desk.user, whole_cpr=whole)
    path = f"Ud/{desk.today} Sag {citizen}.pdf"
    return Change(f"Sagen om borger {citizen} ligger i {path}.", files=[OutFile(path, pdf)])
