"""The drivers' and the escorts' papers, as they are read."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tests.letters.paper import facts_of, text_of
from workbook.letters.files import template_folders
from workbook.letters.papers import DRIVER, ESCORT
from workbook.letters.tours import NO_SHAPE, Office, driver_letter, escort_plan
from workbook.problems import TemplateFault
from workbook.settings import Settings

pytestmark = pytest.mark.bench

SETTINGS = Settings(municipality="Ishøj Kommune", department="Center for Voksne og Velfærd", office_phone="43577000")
DAY = date(2021, 5, 4)
OFFICE = Office(SETTINGS, template_folders(), datetime(2021, 5, 4, 11, 5))
BUS = {
    "name": "Bus 1",
    "date": DAY,
    "driver": "KLM",
    "phone": "20000001",
    "escorts": [("NN", "20000002")],
    "shift_from": time(8),
    "shift_to": time(15),
    "depot": "Rådhuset",
}
DRAWN = {"hours": [9, 10, 11], "lanes": [{"name": "Åse Ørsted", "said": "ud 9.40-10.20", "bars": [[0.3, 0.6, False]]}]}
CANARY = {
    "cpr": "310250-1234",
    "born_on": date(1950, 2, 28),
    "answer": "Ja, vil have hjælp",
    "reason": "Allergi",
    "target_group": 7777,
    "note": "Kanarienote",
}


def stop(order, clock, what="Hent", **more):
    usual = {"name": "Åse Ørsted", "address": "Vejlebrovej 45, 3. th.", "phone": "20112233", "load": 1}
    blank = dict.fromkeys(DRIVER.columns)
    return {**blank, **usual, "order": order, "clock": clock, "what": what, **CANARY, **more}


def visit(be_there, **more):
    usual = {"name": "Åse Ørsted", "address": "Vejlebrovej 45", "phone": "20112233", "vehicle": "Bus 1"}
    blank = dict.fromkeys(ESCORT.columns)
    return {**blank, **usual, "be_there": be_there, "goes_to": "Brøndby Hallen", **CANARY, **more}


STOPS = [
    stop(10, time(10, 20), "Sæt af", address="Brøndby Hallen", load=0),
    stop(1, time(9, 40), aid="Kørestol", stairs="Ja", escort="NN"),
    stop(11, None, name="Bo Ek", aid="Rollator", others="1 hund", address="Brøndby Hallen"),
]


def test_a_driver_reads_the_stops_in_order_with_the_load_and_what_to_do():
    text = text_of(driver_letter(BUS, STOPS, DRAWN, OFFICE))
    assert text.index("9.40") < text.index("10.20") < text.index("Hjem: ring når")
    for said in (
        "Kørselsliste Bus 1",
        "4. maj 2021 · KLM · vagt 8.00-15.00 · garage Rådhuset",
        "Hent: Åse Ørsted",
        "Kørestol: spænd stol og",
        "Trapper: hjælp op og ned",
        "Ledsager med: NN",
        "Skal med: 1 hund",
        "Rollator: fold den",
        "20 11 22 33",
        "43 57 70 00",
        "20 00 00 01",
        "Når ingen åbner:",
    ):
        assert said in text


def test_the_paper_says_which_print_it_takes_the_place_of():
    assert "Udskrevet 4/5 kl. 11.05\n" in text_of(driver_letter(BUS, STOPS, DRAWN, OFFICE))
    again = OFFICE._replace(replaces=datetime(2021, 5, 4, 10, 40))
    assert "Udskrevet 4/5 kl. 11.05, erstatter kl. 10.40" in text_of(driver_letter(BUS, STOPS, DRAWN, again))


def test_an_escort_reads_whom_to_help_when_where_and_in_which_vehicle():
    visits = [visit(time(9, 10), pick_up=time(9, 40), appointment=time(10, 30)), visit(time(10, 5), name="Bo Ek")]
    text = text_of(escort_plan({"name": "NN", "date": DAY, "phone": "20000002"}, visits, OFFICE))
    assert text.index("9.10") < text.index("10.05")
    for said in ("Ledsagerplan NN", "Bus 1", "Hentes kl. 9.40", "Aftale kl. 10.30", "Brøndby Hallen", "Hjem: ring når"):
        assert said in text


@pytest.mark.parametrize("paper", [DRIVER, ESCORT], ids=lambda paper: paper.stem)
def test_nothing_but_what_the_ride_needs_is_on_the_paper(paper):
    pdf = (
        driver_letter(BUS, STOPS, DRAWN, OFFICE)
        if paper is DRIVER
        else escort_plan({"name": "NN", "date": DAY}, [visit(time(9, 10))], OFFICE)
    )
    shown = text_of(pdf) + str(facts_of(pdf))
    hidden = ["310250", "1234", "1950", "Ja, vil", "Allergi", "7777", "Kanarie", "vaccin"]
    assert [value for value in hidden if value in shown] == []
    assert not set(CANARY) & set(paper.columns)


def test_a_name_without_a_shape_is_told_to_be_looked_up_and_the_stop_stays():
    text = text_of(
        driver_letter(BUS, [stop(1, time(9, 40), name="Bo 😀"), stop(2, time(9, 50), name="Ib Ask")], DRAWN, OFFICE)
    )
    assert NO_SHAPE in text
    assert "Hent: Ib Ask" in text
    assert text.count("Vejlebrovej 45, 3. th.") == 2


def test_a_sign_without_a_shape_in_the_frame_is_a_fault_of_the_words():
    with pytest.raises(TemplateFault, match=r"^chauffør.da.txt: et tegn her, i vognens"):
        driver_letter({**BUS, "name": "Bus 😀"}, STOPS, DRAWN, OFFICE)


def test_a_long_day_goes_on_and_the_heads_stand_on_every_page():
    stops = [stop(number, time(8 + number // 12, number % 12 * 5), name=f"Person{number}") for number in range(1, 41)]
    pdf = driver_letter(BUS, stops, DRAWN, OFFICE)
    text = text_of(pdf)
    pages = int(facts_of(pdf)["Pages"])
    assert pages > 1
    assert text.count("Kørt kl.") == pages
    assert all(f"Hent: Person{number}\n" in text or f"Hent: Person{number} " in text for number in range(1, 41))
    assert facts_of(pdf)["Tagged"] == "yes"
