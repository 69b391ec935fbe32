"""Three papers about the calls: interpreters to order, a handover, one citizen's case."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from macros.press import press
from tests.letters.paper import facts_of, text_of
from tests.pictures import ids, rows
from tests.well_known import ADA, CANARY, OTHERS, PEOPLE, TODAY, tables
from workbook.book import MemoryBook
from workbook.calls.handover import handover, latest_handover
from workbook.calls.interpreters import needed
from workbook.change import Change, records
from workbook.journal.checkpoint import checkpoint_rows
from workbook.letters.case_page import case_page_pdf
from workbook.letters.files import template_folders
from workbook.letters.handover import handover_pdf
from workbook.letters.interpreter_order import order_interpreters
from workbook.settings import Settings
from workbook.tables import BOOKINGS, CALLS, CITIZENS, INTERPRETERS, JOURNAL

NOW = datetime(2021, 4, 20, 11, 3)
SETTINGS = Settings(municipality="Ishøj Kommune", department="Center for Voksne og Velfærd")
NO_ORDERS = {INTERPRETERS.name: INTERPRETERS.frame()}
NO_DANISH = {
    CALLS.name: rows(
        CALLS,
        "id  citizen  date  caller  outcome",
        "O-0001  B-0004  2021-04-19  LKS  Sprog: tolk eller pårørende nødvendig",
    )
}


def orders(found) -> tuple[Change, dict[str, dict[str, object]]]:
    change = order_interpreters(lambda table: found[table.name], SETTINGS, template_folders(), NOW, "ABC", ids)
    book = MemoryBook(**found)
    assert book.apply(change) == []
    return change, records(book.read(INTERPRETERS))


def case(found=None, *, whole_cpr: bool = False) -> str:
    pdf = case_page_pdf(ADA, found or tables(), SETTINGS, template_folders(), TODAY, "ABC", whole_cpr=whole_cpr)
    assert facts_of(pdf)["Tagged"] == "yes"
    assert facts_of(pdf)["Title"] == "Borgerens sag B-0001"
    return text_of(pdf)


def page(found, since: date = TODAY - timedelta(days=7)) -> bytes:
    told = handover(lambda table: found[table.name], since, TODAY)
    return handover_pdf(told, records(found["citizens"]), since, SETTINGS, template_folders(), TODAY, "ABC")


def test_who_cannot_be_spoken_with_and_who_has_a_time_needs_an_interpreter():
    found = tables(**NO_ORDERS, **NO_DANISH)
    told = [
        (row["citizen"], row["purpose"], row.get("date"), row["place"])
        for row in needed(lambda t: found[t.name], TODAY)
    ]
    assert told == [
        ("B-0004", "Opkald", None, "Telefon"),
        (ADA, "Vaccination", date(2021, 4, 27), "Ishøj Kulturium"),
    ]


def test_what_is_complete_is_ordered_and_the_rest_waits_on_the_sheet():
    change, now = orders(tables(**NO_ORDERS, **NO_DANISH))
    assert [(row["citizen"], row["state"], row.get("ordered_by")) for row in now.values()] == [
        ("B-0004", "Skal bestilles", None),
        (ADA, "Bestilt", "ABC"),
    ]
    assert [file.path for file in change.files] == ["Ud/2021-04-20 11.03 Tolkebestilling Tyrkisk.pdf"]
    assert change.message == (
        "2 nye på arket Tolke. 1 bestilling er klar i mappen Ud og noteret som Bestilt. 1 bestilling mangler sprog, "
        "dato, klokkeslæt eller sted, eller dagen er gået. Skriv det på arket Tolke, og tryk igen."
    )


def test_nobody_is_ordered_for_twice():
    found = tables(**NO_ORDERS, **NO_DANISH)
    book = MemoryBook(**found)
    book.apply(orders(found)[0])
    change, now = orders({**found, INTERPRETERS.name: book.read(INTERPRETERS)})
    assert (len(now), change.files) == (2, [])


@pytest.mark.parametrize("cells", [{"no_contact": "Ja"}, {"gone": "Ja"}, {"interpreter": "Nej"}])
def test_nobody_is_ordered_for_who_must_be_left_alone_or_needs_none(cells):
    found = tables(PEOPLE.assign(**cells), **NO_ORDERS)
    assert needed(lambda table: found[table.name], TODAY) == []


@pytest.mark.parametrize("state", ["Aflyst", "Udeblevet", "Gennemført", "Ændret"])
def test_a_booking_that_is_over_needs_no_interpreter(state):
    found = tables(**NO_ORDERS, bookings=OTHERS[BOOKINGS.name].assign(state=state))
    assert [row["purpose"] for row in needed(lambda table: found[table.name], TODAY)] in ([], ["Opkald"])


@pytest.mark.bench
def test_an_order_tells_the_agency_what_it_needs_and_nothing_of_the_citizen():
    change, _ = orders(tables(**NO_ORDERS, **NO_DANISH))
    text = text_of(change.files[0].content)
    assert "Bestilling af tolk: Tyrkisk" in text
    assert "TK-9002 27-04-2021 11.20 60 minutter Fremmøde Ishøj Kulturium" in text
    for secret in ("Ada", "Sørensen", CANARY, CANARY[:6], "B-0001", "68123456", "Vaccination", "vaccination mod"):
        assert secret not in text.replace("vaccination@kommunen.example", ""), secret


@pytest.mark.bench
def test_a_handover_tells_promises_what_is_stuck_whom_we_wait_for_and_what_happened():
    found = tables(**NO_DANISH | {CALLS.name: OTHERS[CALLS.name]})
    text = text_of(page(found))
    assert "Lovede opkald: 1" in text
    assert "B-0001 Ada Sørensen Ring som aftalt 20-04-2021 kl. 10.30" in text
    assert "Skal ringes op i dag: 1" in text
    assert "B-0004 Mehmet Yılmaz Ring op nu" in text
    assert "Sket siden 13-04-2021 Opkald og besøg 2" in " ".join(text.split())
    assert "Ørsted" not in text
    for secret in ("020250", "Engvej", "68123456"):
        assert secret not in text


def test_who_had_nothing_happen_for_more_than_two_weeks_is_stuck():
    old = OTHERS["lists"].assign(extracted_on=date(2021, 4, 5))
    found = tables(lists=old)
    assert handover(lambda table: found[table.name], TODAY, TODAY).stuck == {"B-0004": date(2021, 4, 5)}
    fresh = tables(lists=OTHERS["lists"].assign(extracted_on=date(2021, 4, 6)))
    assert handover(lambda table: fresh[table.name], TODAY, TODAY).stuck == {}


def test_whom_we_wait_for_is_told_and_no_figures_by_caller():
    found = tables(**NO_DANISH)
    told = handover(lambda table: found[table.name], TODAY, TODAY)
    assert told.waiting == {"En pårørende": [], "En tolk": ["B-0004"], "Regionen": [], "Borgeren": []}
    assert all("LKS" not in text for text, _ in (*told.answers, *told.happened))


@pytest.mark.bench
def test_a_handover_of_many_is_one_page():
    many = CITIZENS.frame(
        {"id": f"B-{n:04d}", "name": f"Bo Hansen {n}", "phone": f"68{n:06d}", "invited_on": TODAY}
        for n in range(1, 400)
    )
    waiting = CALLS.frame(
        {"id": f"O-{n:04d}", "citizen": f"B-{n:04d}", "date": date(2021, 3, 1 + n % 28), "outcome": outcome}
        for n, outcome in enumerate(
            ("Ja, vil have hjælp til booking", "Ja, booker selv", "Sprog: tolk eller pårørende nødvendig", "Ring igen")
            * 60,
            1,
        )
    )
    pdf = page(tables(many, calls=waiting))
    assert facts_of(pdf)["Pages"] == "1"
    assert "til; se arket Borgere." in text_of(pdf)


def test_the_latest_handover_is_where_the_next_begins():
    book = MemoryBook(**(found := tables()), checkpoint=checkpoint_rows(found))
    assert latest_handover(book.read(JOURNAL), "handover") is None
    outcome = press("handover", book, now=NOW, user="ABC")
    assert outcome.message.startswith("1 skal ringes op i dag, 1 er lovet et opkald, 0 har stået stille")
    assert latest_handover(book.read(JOURNAL), "handover") == TODAY
    assert press("handover", book, now=NOW, user="ABC", answers={"since": "snart"}).code == 2


@pytest.mark.bench
def test_a_case_holds_every_sheets_rows_about_the_citizen_and_no_whole_number():
    text = case()
    for told in (
        "CPR 020250-xxxx",
        "Navn Ada Sørensen",
        "O-0002 Retning: Ud · Dato: 16-04-2021 · Kl.: 09.40",
        "Navn: Mona Kaya · Relation: datter · Må kontaktes: Ja · Samtykke: Ringe",
        "T-0001 Stik nr.: 1",
        "K-0001 Tur: Ud",
        "BR-0001 Udskrift: U-0001",
        "LR-0001 Liste: SSI: ikke reageret, udtrukket 11-04-2021",
        "TK-0001 Sprog: Tyrkisk",
    ):
        assert told in text, told
    for secret in (CANARY, "68555555", "68444444", "Bo Sørensen", "B-0002", "Ørsted"):
        assert secret not in text, secret


@pytest.mark.bench
def test_a_number_in_a_remark_is_masked_too_and_stands_whole_only_when_it_is_asked_for():
    calls = OTHERS[CALLS.name].assign(remark=f"Oplyser {CANARY[:6]}-{CANARY[6:]}")
    assert CANARY[6:] not in case(tables(calls=calls)).replace("68123456", "").replace("68123457", "")
    whole = case(tables(calls=calls), whole_cpr=True)
    assert f"CPR {CANARY}" in whole
    assert f"Oplyser {CANARY[:6]}-{CANARY[6:]}" in whole


@pytest.mark.bench
@pytest.mark.parametrize("name", ["<b>Bo</b>", "{{ kommune }}", "#panic()", "*Bo* **Ek**", "$x$ [[Bo]]"])
def test_a_name_comes_out_as_it_is_written(name):
    assert name in case(tables(PEOPLE.assign(name=name)))
    assert name in text_of(page(tables(PEOPLE.assign(name=name))))


@pytest.mark.bench
def test_a_text_without_a_shape_is_pointed_to_and_the_rest_stands():
    text = case(tables(PEOPLE.assign(name="Ada 😀")))
    assert "Navn (kan ikke vises; se arket)" in text
    assert "Adresse Engvej 1, 2. tv" in text


def test_a_case_is_about_whom_the_card_shows_or_who_is_named():
    found = tables()
    book = MemoryBook(**found, checkpoint=checkpoint_rows(found))
    assert press("case-page", book, now=NOW, user="ABC").code == 2
    press("find", book, now=NOW, user="ABC", answers={"find": "ada"})
    assert press("case-page", book, now=NOW, user="ABC").files == ["Ud/2021-04-20 Sag B-0001.pdf"]
    assert press("case-page", book, now=NOW, user="ABC", answers={"citizen": "b4"}).files == [
        "Ud/2021-04-20 Sag B-0004.pdf"
    ]
    assert press("case-page", book, now=NOW, user="ABC", answers={"citizen": "b99"}).code == 2
