"""A fortnight in a made-up office, 20 April to 3 May 2021: four callers, 138 people and then 400 more.

The same story is pressed on the command line and on the ribbon (`tests.ways`). Lists come in; callers' files go out and
come back late, twice, damaged and with other headings; people ring back, regret, move and die; hands slip.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import openpyxl

from macros.demo.files import case_export, contact_list, ssi_list
from macros.demo.world import ishoej
from tests.callers import PASSWORD
from tests.fortnight_office import LAST_DAY, Office
from workbook.tables import BOOKINGS, CALL_SHEET, CALLS, CITIZENS, COLLEAGUES, INTERPRETERS, LOOKUPS, RELATIVES
from workbook.words import BookingState, Choice, Consent, InterpreterState, Language, ReviewKind, State, YesNo
from workbook.xlsx.disk import encrypt

LEFT = 12
"""So many of the first list are not on the second; the list of the vaccinated explains the first few."""
EXPLAINED = 5

STAFF = (
    {"initials": "MHN", "role": "ringer, koordinator", "languages": "Polsk"},
    {"initials": "LKS", "role": "ringer", "languages": "Tyrkisk, kurdisk"},
    {"initials": "AYD", "role": "ringer", "languages": "Urdu og arabisk"},
    {"initials": "PTR", "role": "ringer", "away_from": date(2021, 4, 26), "away_to": date(2021, 4, 28)},
)


def renamed(book: openpyxl.Workbook) -> None:
    """Change a heading, as somebody does who finds another word better."""
    heading = next(cell for cell in book["Ringeliste"][3] if cell.value == "Svar")
    heading.value = "Resultat"


def of_another_office(book: openpyxl.Workbook) -> None:
    """Make the file another municipality's."""
    book["ringbind"]["B1"] = "beef"


def fortnight(office: Office) -> None:
    """Tell the whole story."""
    tuesday_20(office)
    wednesday_21(office)
    thursday_22(office)
    friday_23(office)
    monday_26(office)
    tuesday_27(office)
    wednesday_28(office)
    thursday_29(office)
    friday_30(office)
    monday_3(office)


def tuesday_20(office: Office) -> None:
    """The first lists come; four callers get a file each, and three are back by night, one of them cut short."""
    office.add(COLLEAGUES, *STAFF)
    office.press("import-list", office.list_of("SSI ikke reageret 2021-04-20.csv", ssi_list(office.first)))
    office.press("import-list", office.list_of("Fagsystem 2021-04-20.xlsx", case_export(office.first)))
    strangers = [person for person in ishoej() if person.group == 2 and not person.contacts and person.phones][:3]
    office.press("import-list", office.list_of("Kontaktliste.xlsx", contact_list([*office.first, *strangers])))
    office.choose(ReviewKind.MATCH, Choice.SAME)
    office.press("resolve")
    office.press("share-calls")
    back = office.ring("MHN", message="Fru Holm vil gerne ringes op før middag")
    office.put_back("MHN", back)
    office.put_aside["MHN"] = back
    office.put_back("LKS", encrypt(office.ring("LKS", 4), PASSWORD, "LKS"))
    office.put_back("PTR", office.files()["PTR"].read_bytes()[:3000])
    office.press("take-answers")


def wednesday_21(office: Office) -> None:
    """A file comes a second time, the damaged one whole; numbers are found; somebody rings back."""
    office.morning(21)
    office.put_back("MHN", office.put_aside["MHN"], "Kopi.xlsx")
    office.put_back("PTR", office.ring("PTR", 12))
    office.press("take-answers")
    office.press("lookups")
    sheet = office.tables["lookups"]
    lacking = sheet.index[sheet["missing"].str.contains("telefon", case=False)][:2]
    office.type(LOOKUPS, {row_id: {"found_phone": f"2099000{at}"} for at, row_id in enumerate(lacking)})
    office.press("lookups")
    rings_back = office.those(State.TO_CALL)[0]
    office.type_on_card(search=dict(office.tables["citizens"]["name"])[rings_back][:3])
    office.press("find")
    office.press("find", find=rings_back)
    office.press("case-page", cpr=YesNo.NO)
    office.type_on_card(outcome="Ja, vil have hjælp til booking", transport="Kommunal kørsel", spoke_with="Borgeren")
    office.press("take-answers")
    office.press("share-calls")


def thursday_22(office: Office) -> None:
    """Three leave: by a code, by hand, and by the case system's list; relatives and interpreters are found."""
    office.morning(22)
    office.put_back("AYD", office.ring("AYD"))
    office.put_back("MHN", office.ring("MHN"))
    office.press("take-answers")
    moved, left_alone = office.those(State.TO_CALL)[0], office.those(State.DECLINED)[0]
    office.type(CITIZENS, {moved: {"gone": YesNo.YES}})
    office.type(CITIZENS, {left_alone: {"no_contact": YesNo.YES}})
    died = [replace(person, gone="Død") for person in office.first if person.in_case_system][-1:]
    office.press("import-list", office.list_of("Fagsystem 2021-04-22.xlsx", case_export(died)))
    silent = office.those(State.INTERPRETER)
    office.add(RELATIVES, {"citizen": silent[-1], "name": "Søn Holm", "phone": "20990011", "consent": Consent.CALL})
    office.press("interpreters")
    order = office.tables["interpreters"].index[0]
    told = {"date": date(2021, 4, 26), "time": time(10), "place": "Telefon", "language": Language.SOMALI}
    office.type(INTERPRETERS, {order: told})
    office.press("interpreters")


def friday_23(office: Office) -> None:
    """One file has another heading, one is another office's, one is none; somebody regrets; a press is undone."""
    office.morning(23)
    office.put_back("LKS", office.ring("LKS", 6, change=renamed))
    office.put_back("PTR", office.ring("PTR", 3, change=of_another_office), "fremmed.xlsx")
    office.put_back("PTR", b"ikke et regneark", "notat.xlsx")
    office.press("take-answers")
    office.take_out()
    office.put_back("LKS", office.ring("LKS", 6))
    office.press("take-answers")
    office.press("reopen", whom=office.those(State.DECLINED)[0], reason="Har talt med sin læge")
    office.press("call-sheet")
    rows = office.tables["call_sheet"].index
    codes = ("2", "9", "Måske", "13")
    office.type(CALL_SHEET, {row_id: {"outcome": code} for row_id, code in zip(rows, codes, strict=False)})
    office.press("take-answers")
    office.press("undo")
    office.press("print-calls")
    office.press("take-answers")


def monday_26(office: Office) -> None:
    """A new week: the interpreter is confirmed, three callers get a list; PTR is away."""
    office.morning(26)
    office.type(INTERPRETERS, {office.tables["interpreters"].index[0]: {"state": InterpreterState.CONFIRMED}})
    office.press("share-calls")


def tuesday_27(office: Office) -> None:
    """Times are got; somebody on a caller's list rings the office, and somebody else rings the caller."""
    office.morning(27)
    asked = {"dose": 1, "asked_on": date(2021, 4, 26), "got_on": date(2021, 4, 27), "state": BookingState.GOT}
    wants = office.those(State.WANTS_HELP)[:3]
    times = ({**asked, "citizen": who, "date": date(2021, 5, 2 + at), "time": time(9)} for at, who in enumerate(wants))
    office.add(BOOKINGS, *times)
    people = office.tables["citizens"]
    reserved = people.index[people["reserved_to"] == "MHN"][0]
    office.press("find", find=reserved)
    office.type_on_card(outcome="Ønsker ikke vaccination", reason="Vil vente")
    office.press("take-answers")
    guest = people.loc[office.those(State.UNDECIDED)[0]]
    rang = [
        ("Ind 1", "Navn", guest["name"]),
        ("Ind 1", "Telefon", guest["phone"]),
        ("Ind 1", "Svar", "Ja, booker selv"),
    ]
    office.put_back("MHN", office.ring("MHN"))
    office.put_back("LKS", office.ring("LKS", 15, *rang))
    office.press("take-answers")
    office.choose(ReviewKind.TWO_ANSWERS, Choice.TAKE)
    office.press("resolve")


def wednesday_28(office: Office) -> None:
    """Times are told; a row is deleted by a slip of the hand, and cells that presses write are typed over."""
    office.morning(28)
    office.press("call-sheet")
    sheet = office.tables["call_sheet"]
    to_tell = sheet.index[sheet["situation"] == "Oplys tid"]
    office.type(CALL_SHEET, {row_id: {"outcome": "Tiden er meddelt"} for row_id in to_tell})
    office.press("take-answers")
    slipped, other = office.those(State.DECLINED)[:2]
    office.delete(CITIZENS, slipped)
    office.type(CITIZENS, {other: {"state": State.DONE, "next_on": LAST_DAY}})
    office.type(CALLS, {office.tables["calls"].index[0]: {"outcome": "Død"}})
    office.press("check")
    office.choose(ReviewKind.VANISHED, Choice.RESTORE)
    office.press("resolve")
    office.press("handover")


def thursday_29(office: Office) -> None:
    """The second list brings 400 more; some have left it, and not all of them were vaccinated."""
    office.morning(29)
    jabbed = "".join(f"{person.cpr};24-04-2021\n" for person in office.first[:EXPLAINED])
    office.press("import-list", office.list_of("Vaccinerede.csv", f"CPR;1. stik\n{jabbed}".encode()))
    second = [*office.first[LEFT:], *office.second]
    office.press("import-list", office.list_of("SSI ikke reageret 2021-04-29.csv", ssi_list(second)))
    office.press("import-list", office.list_of("Fagsystem 2021-04-29.xlsx", case_export(office.second)))


def friday_30(office: Office) -> None:
    """A file comes back late, when others have its people; letters go out; a whole sharing out is undone."""
    office.morning(30)
    late = office.ring("AYD")
    office.press("share-calls")
    office.put_aside["PTR"] = office.ring("PTR", 2)
    office.press("undo")
    office.press("share-calls")
    office.put_back("AYD", late, "sent.xlsx")
    office.press("take-answers")
    office.press("citizen-letters")


def monday_3(office: Office) -> None:
    """All files are back; what waits is decided; the day's figures are kept."""
    office.morning(33)
    office.put_back("PTR", office.put_aside["PTR"], "fra en liste, der er taget tilbage.xlsx")
    for who in office.files():
        office.put_back(who, office.ring(who, 10))
    office.press("take-answers")
    office.choose(ReviewKind.TWO_ANSWERS, Choice.LEAVE)
    office.press("resolve")
    office.press("call-sheet")
    office.press("print-calls")
