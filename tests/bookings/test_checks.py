"""Kontrol on Booking: each way a row can be wrong, and the sentence that says so."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.pictures import reader, rows
from workbook.bookings.checks import faults
from workbook.change import records
from workbook.settings import Settings
from workbook.tables import BOOKINGS, SITES

TODAY = date(2021, 4, 20)
HEADING = "id  citizen  dose  kind  site  date  time  got_on  goes_with  state"
SITE = rows(SITES, "id  name  open_from  open_to", "ST-0001  Hallen  08:00  16:00", "ST-0002  Bussen  -  -")
ADA, BO = {"name": "Ada", "cpr": "0102401234", "state": "Har tid"}, {"name": "Bo", "cpr": "0202401235"}
CENTRE = "Vaccinationssted"
PAST = "Dagen er gået: vælg Gennemført, Udeblevet eller Aflyst."
GOT = "2021-04-19  -  Tid fået"
FIRST = f"T-0001  B-0001  1  {CENTRE}  Hallen  2021-05-03  10:00  {GOT}"


def told(*lines, people=None, settings=None):
    found = records(rows(BOOKINGS, HEADING, *lines))
    known = people or {"B-0001": ADA, "B-0002": BO}
    return faults(found, known, reader(sites=SITE), settings or Settings(), TODAY)


PICTURES = [
    ("B-0009  1  Vaccinationssted  -  -  -  -  -  Ønsket", "Borgernummeret står ikke på arket Borgere: ret det."),
    ("B-0001  3  Vaccinationssted  -  -  -  -  -  Ønsket", "Stik nr. skal være 1 eller 2."),
    ("B-0001  1  Andetsteds  -  -  -  -  -  Ønsket", "Slags er ikke en af dem på listen: vælg en."),
    ("B-0001  1  Vaccinationssted  -  -  -  -  -  Måske", "Status er ikke en af dem på listen: vælg en."),
    (
        "B-0001  1  Vaccinationssted  Hallen  2021-05-03  -  -  -  Bestilt",
        "Der står en dato, men intet klokkeslæt: skriv det, eller slet datoen.",
    ),
    (f"B-0001  1  Vaccinationssted  Hallen  -  10:00  {GOT}", "Datoen mangler."),
    (f"B-0001  1  Vaccinationssted  Hallen  2021-05-03  -  {GOT}", "Klokkeslættet mangler."),
    (f"B-0001  1  Vaccinationssted  -  2021-05-03  10:00  {GOT}", "Stedet mangler."),
    (
        f"B-0001  1  Vaccinationssted  Halen  2021-05-03  10:00  {GOT}",
        "Stedet “Halen” står ikke på arket Steder: ret navnet, eller skriv stedet dér.",
    ),
    (
        f"B-0001  1  Vaccinationssted  Hallen  2021-05-03  16:00  {GOT}",
        "Kl. 16.00 er uden for stedets åbningstid (08.00 til 16.00).",
    ),
    (
        f"B-0001  1  Vaccinationssted  Hallen  2021-05-03  07:59  {GOT}",
        "Kl. 07.59 er uden for stedets åbningstid (08.00 til 16.00).",
    ),
    (
        "B-0001  1  Vaccinationssted  Hallen  2021-04-19  10:00  2021-04-13  -  Meddelt",
        PAST,
    ),
    (
        f"B-0001  1  Vaccinationssted  Hallen  2021-04-18  10:00  {GOT}",
        f"{PAST} Datoen ligger før den dag, tiden blev fået: ret den ene.",
    ),
    (
        "B-0001  1  Vaccinationssted  Hallen  2021-05-03  10:00  2021-04-19  B-0001  Tid fået",
        "Borgeren følges med sig selv: skriv den andens borgernr.",
    ),
    (
        "B-0001  1  Vaccinationssted  Hallen  2021-05-03  10:00  2021-04-19  B-0002  Tid fået",
        "Følges med B-0002, som ikke har nogen booking til samme stik.",
    ),
]


@pytest.mark.parametrize(("line", "said"), PICTURES)
def test_each_fault_has_its_sentence(line, said):
    assert told(f"T-0001  {line}") == {"T-0001": said}


@pytest.mark.parametrize(
    "line",
    [
        "B-0001  1  Vaccinationssted  -  -  -  -  -  Ønsket",
        "B-0001  1  Hjemme ved Regionen  -  2021-05-03  10:00  2021-04-19  -  Tid fået",
        "B-0001  1  Pop-up  Bussen  2021-05-03  23:00  2021-04-19  -  Tid fået",
        "B-0001  1  Vaccinationssted  Hallen  2021-05-03  08:00  2021-04-19  -  Meddelt",
        "B-0001  1  Vaccinationssted  -  2021-05-03  -  -  -  Meddelt",
        "B-0009  9  Andetsteds  Halen  2021-04-01  23:00  2021-04-19  B-0001  Aflyst",
    ],
)
def test_a_row_in_order_and_one_that_is_over_are_not_spoken_of(line):
    assert told(f"T-0001  {line}") == {}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2021-05-03", "2. stik er ikke efter 1. stik (3/5); der skal gå mindst 21 dage."),
        ("2021-05-23", "2. stik er 20 dage efter 1. stik (3/5); der skal gå mindst 21 dage."),
        ("2021-05-24", None),
        ("2021-06-14", None),
        ("2021-06-15", "2. stik er 43 dage efter 1. stik (3/5); der må højst gå 42 dage."),
    ],
)
def test_the_second_jab_keeps_its_distance_from_the_first(day, said):
    second = f"T-0002  B-0001  2  Vaccinationssted  Hallen  {day}  10:00  {GOT}"
    found = told(FIRST, second).get("T-0002", "")
    assert (found.split(" Borgeren har")[0] or None) == said
    given = told(second, people={"B-0001": ADA | {"jab1_on": date(2021, 5, 3)}})
    assert given.get("T-0002") == said


def test_two_rows_for_one_jab_and_two_times_on_one_day_are_told_on_both():
    again = f"T-0002  B-0001  1  {CENTRE}  Hallen  2021-05-04  10:00  {GOT}"
    assert told(FIRST, again) == {
        "T-0001": "Borgeren har også T-0002 til 1. stik: vælg Aflyst på den ene.",
        "T-0002": "Borgeren har også T-0001 til 1. stik: vælg Aflyst på den ene.",
    }
    second = f"T-0002  B-0001  2  {CENTRE}  Hallen  2021-05-03  11:00  {GOT}"
    assert told(FIRST, second)["T-0001"] == "Borgeren har også T-0002 samme dag."


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        ("Hallen  2021-05-03  10:30", None),
        ("Hallen  2021-05-03  10:31", "tid 3/5 kl. 10.31, Hallen"),
        ("Bussen  2021-05-03  10:00", "tid 3/5 kl. 10.00, Bussen"),
        ("Hallen  2021-05-04  10:00", "tid 4/5 kl. 10.00, Hallen"),
    ],
)
def test_a_couple_has_times_together(theirs, said):
    mine = FIRST.replace("-  Tid fået", "B-0002  Tid fået")
    found = told(mine, f"T-0002  B-0002  1  {CENTRE}  {theirs}  {GOT}").get("T-0001")
    told_so = f"Følges med B-0002, som har {said}: bed Regionen om tider sammen, eller slet “Følges med”."
    assert found == (told_so if said else None)


@pytest.mark.parametrize(
    ("person", "state", "said"),
    [
        ({"state": "Ønsker ikke"}, "Ønsket", "Borgerens tilstand er “Ønsker ikke”. Vælg Aflyst."),
        (
            {"state": "Ønsker ikke"},
            "Meddelt",
            "Borgerens tilstand er “Ønsker ikke”. Aflys tiden hos Regionen, og vælg Aflyst.",
        ),
        (
            {"cpr": None},
            "Ønsket",
            "Borgeren har intet CPR-nummer på arket Borgere, og uden det kan Regionen ikke booke: skriv det dér.",
        ),
        ({"jab1_on": date(2021, 4, 1)}, "Ønsket", "1. stik er givet 1/4 efter arket Borgere. Vælg Aflyst."),
    ],
)
def test_a_row_says_what_has_become_of_its_citizen(person, state, said):
    time_of = "2021-05-03  10:00  2021-04-19" if state == "Meddelt" else "-  -  -"
    known = {name: value for name, value in (ADA | person).items() if value}
    line = f"T-0001  B-0001  1  {CENTRE}  {'Hallen' if state == 'Meddelt' else '-'}  {time_of}  -  {state}"
    assert told(line, people={"B-0001": known})["T-0001"] == said


def test_a_time_to_come_for_a_jab_that_was_given_elsewhere_is_to_be_cancelled():
    person = ADA | {"jab1_on": date(2021, 4, 19)}
    said = "1. stik er givet 19/4 efter arket Borgere. Aflys tiden hos Regionen, og vælg Aflyst."
    assert told(FIRST, people={"B-0001": person})["T-0001"] == said


def test_times_of_day_are_compared_within_the_day():
    late = records(rows(BOOKINGS, HEADING, FIRST))["T-0001"] | {"time": time(15, 59)}
    assert faults({"T-0001": late}, {"B-0001": ADA}, reader(sites=SITE), Settings(), TODAY) == {}
