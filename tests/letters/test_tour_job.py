"""From Kørsel to the drivers' and escorts' papers: who is on them, what they replace, and what nobody finds there."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from functools import partial
from typing import Any

import openpyxl
import pandas as pd
import pytest

from macros.commands import button_of
from macros.desk import Desk
from tests.letters.day_of_rides import DAY, RIDDEN, TABLES
from tests.letters.paper import facts_of, text_of
from tests.letters.test_tours import SETTINGS
from tests.pictures import ids, reader, rows
from workbook.book import MemoryBook
from workbook.build.ride_order import ride_order_xlsx
from workbook.change import Change, settle
from workbook.letters.files import template_folders
from workbook.letters.tour_job import make_ride_order, print_driver_letters, print_escort_plans
from workbook.letters.tour_rows import day_rides, days_with_rides, escorts, in_two_places, stops_of, visits_of
from workbook.problems import Ask, AskKind
from workbook.tables import BOOKINGS, LETTERS_SENT, RIDES
from workbook.words import RideResult, YesNo

NOW = datetime(2021, 5, 4, 8, 5)
CANARIES = ("31025012", "310250", "Kanarie", "7777", "1950", "vaccin", "B-000", "P-000")


def printed(press=print_driver_letters, now=NOW, day=DAY, **tables):
    return press(reader(**{**TABLES, **tables}), SETTINGS, template_folders(), now, "ABC", ids, day)


def ordered(**more):
    return printed(partial(make_ride_order, sheet=ride_order_xlsx), **more)


def sheet_of(change) -> Any:
    return openpyxl.load_workbook(io.BytesIO(change.files[0].content)).active


def ridden(**tables):
    return day_rides(reader(**{**TABLES, **tables}), DAY)


def sent_after(change) -> pd.DataFrame:
    return settle(LETTERS_SENT, LETTERS_SENT.frame(), change.of(LETTERS_SENT))[0]


def test_a_drivers_stops_stand_in_the_order_of_the_day_with_the_load_after_each():
    stops = stops_of(ridden().by_vehicle["Bus 1"], SETTINGS, DAY)
    assert [(stop["order"], stop["clock"], stop["what"], stop["name"], stop["load"]) for stop in stops] == [
        (1, time(9, 40), "Hent", "Åse Ørsted", 2),
        (2, time(9, 50), "Hent", "Bo Ek", 3),
        (3, time(10, 15), "Sæt af", "Åse Ørsted", 1),
        (4, time(10, 15), "Sæt af", "Bo Ek", 0),
        (5, time(11, 5), "Hent", "Åse Ørsted", 2),
        (6, time(11, 30), "Sæt af", "Åse Ørsted", 0),
        (7, None, "Hent", "Bo Ek", 1),
        (8, None, "Sæt af", "Bo Ek", 0),
    ]


def test_a_stop_says_what_the_driver_must_know_of_the_door_and_when_it_is_too_late():
    stops = stops_of(ridden().by_vehicle["Bus 1"], SETTINGS, DAY)
    assert [stop.get("latest") for stop in stops][2:4] == [time(10, 20), time(10, 30)]
    assert [stop.get("stairs") for stop in stops] == ["Ja", None, None, None, None, "Ja", None, None]
    assert [stop.get("protected") for stop in stops] == [None, "Ja", None, None, None, None, None, "Ja"]
    assert stops[0]["door_note"] == "ring på nr. 12"


def test_who_is_fetched_elsewhere_is_fetched_there():
    rides = RIDDEN.copy()
    rides.loc["K-0001", "pick_at"], rides.loc["K-0002", "pick_at"] = "B-0002", "Biblioteket, Ishøj"
    stops = stops_of(ridden(rides=rides).by_vehicle["Bus 1"], SETTINGS, DAY)
    assert [stops[0]["address"], stops[4]["address"]] == ["Gildbrovej 12, 2635 Ishøj", "Biblioteket, Ishøj"]


def test_a_ride_that_is_neither_out_nor_home_is_on_no_paper():
    rides = RIDDEN.copy()
    rides.loc["K-0001", "leg"], rides.loc["K-0002", "leg"] = "begge veje", None
    assert [ride.id for ride in ridden(rides=rides).by_vehicle["Bus 1"]] == ["K-0003", "K-0004"]


@pytest.mark.bench
def test_each_vehicle_has_a_letter_and_the_office_a_plan_of_the_day():
    change = printed()
    assert [file.path for file in change.files] == [
        "Ud/Kørsel 2021-05-04/2021-05-04 08.05 Chaufførbrev Bus 1.pdf",
        "Ud/Kørsel 2021-05-04/2021-05-04 08.05 Chaufførbrev Liftbus 2.pdf",
        "Ud/Kørsel 2021-05-04/2021-05-04 08.05 Dagsplan.pdf",
    ]
    bus, lift, plan = (text_of(file.content) for file in change.files)
    assert "Hent: Åse Ørsted" in bus
    assert "Gudrun" not in bus
    assert "Kørestol: spænd stol og" in lift
    assert "Åse" not in lift
    for said in (
        "Bus 1 · KLM",
        "ud 9.40-10.15, hjem 11.05-11.30",
        "Uden vogn",
        "Zeynep Yıldız (ud)",
        "Mangler en ledsager",
    ):
        assert said in plan
    assert "Ib Ask" not in bus + plan
    assert "1 tur har ingen vogn eller tid og er ikke med." in change.message


@pytest.mark.bench
@pytest.mark.parametrize("press", [print_driver_letters, print_escort_plans])
def test_no_paper_of_a_day_tells_what_it_may_not(press):
    change = printed(press)
    assert len(change.files) > 1
    for file in change.files:
        shown = text_of(file.content) + str(facts_of(file.content)) + file.path
        assert [canary for canary in CANARIES if canary in shown] == []
        assert facts_of(file.content)["Tagged"] == "yes"
        assert "Ørsted" not in str(facts_of(file.content)) + file.path
    kept = change.of(LETTERS_SENT).inserts.values()
    assert [canary for canary in ("Ørsted", "Vejlebrovej", *CANARIES) if canary in str(list(kept))] == []


@pytest.mark.bench
@pytest.mark.parametrize(
    ("again", "said"),
    [
        (datetime(2021, 5, 4, 10, 40), "Udskrevet 4/5 kl. 10.40, erstatter kl. 8.05"),
        (datetime(2021, 5, 5, 7, 0), "Udskrevet 5/5 kl. 7.00, erstatter 4/5 kl. 8.05"),
    ],
)
def test_a_paper_that_is_made_again_says_which_it_replaces_and_so_does_breve(again, said):
    first = printed()
    second = printed(now=again, letters_sent=sent_after(first))
    assert said in text_of(second.files[0].content)
    assert [row.get("replaces") for row in second.of(LETTERS_SENT).inserts.values()] == ["BR-9001", "BR-9002"]
    assert "De erstatter dem fra før (Bus 1 og Liftbus 2), som I skal smide ud." in second.message
    assert "erstatter" not in text_of(first.files[0].content)


@pytest.mark.bench
def test_what_was_taken_back_is_not_replaced_and_another_day_is_another_paper():
    sent = sent_after(printed())
    voids = rows(LETTERS_SENT, "id  letter  about  voids", "BR-0009  Chaufførbrev  04-05-2021 Bus 1  BR-9001")
    change = printed(letters_sent=pd.concat([sent, voids]))
    assert [row.get("replaces") for row in change.of(LETTERS_SENT).inserts.values()] == [None, "BR-9002"]
    tomorrow = RIDDEN.assign(date=date(2021, 5, 5))
    change = printed(day=date(2021, 5, 5), rides=tomorrow, letters_sent=sent)
    assert {row.get("replaces") for row in change.of(LETTERS_SENT).inserts.values()} == {None}


@pytest.mark.bench
def test_a_vehicle_whose_rides_are_gone_must_throw_its_letter_away():
    sent = sent_after(printed())
    rides = RIDDEN[RIDDEN["vehicle"] != "Liftbus 2"]
    change = printed(now=datetime(2021, 5, 4, 10, 40), rides=rides, letters_sent=sent)
    assert "Liftbus 2 har ikke længere ture, så smid det gamle papir ud." in change.message


@pytest.mark.bench
def test_who_has_no_address_is_told_to_the_driver_and_to_the_office():
    people = TABLES["citizens"].copy()
    people.loc["B-0002", ["address", "postcode", "city"]] = None
    change = printed(citizens=people)
    assert text_of(change.files[0].content).count("Adressen mangler: ring til") == 2
    assert "1 borger mangler adresse på arket Borgere: B-0002." in change.message


@pytest.mark.bench
def test_whose_time_was_cancelled_is_on_no_paper_but_gets_home_when_driven_out():
    times = rows(BOOKINGS, "id  citizen  state", "BK-0001  B-0001  Aflyst", "BK-0002  B-0002  Aflyst").assign(date=DAY)
    rides = RIDDEN.copy()
    rides.loc["K-0003", "result"] = RideResult.DONE
    change = printed(rides=rides, bookings=times)
    assert "2 ture er ikke med, da tiden på arket Booking er flyttet, aflyst eller forpasset: B-0001." in change.message
    assert ("Ørsted" in text_of(change.files[0].content), "Bo Ek" in text_of(change.files[0].content)) == (False, True)
    assert "B-0001." in ordered(rides=rides, bookings=times).message


def test_a_day_without_rides_says_what_to_do():
    change = printed(rides=RIDES.frame())
    assert (change.files, bool(change)) == ([], False)
    assert change.message.endswith("Tryk på Planlæg kørsel først.")


@pytest.mark.bench
def test_vehicles_with_odd_or_like_names_each_have_a_file():
    rides = RIDDEN.copy()
    rides["vehicle"] = rides["vehicle"].replace({"Bus 1": "Bus 1/2", "Liftbus 2": "Bus 1-2"})
    paths = [file.path.partition("Chaufførbrev ")[2] for file in printed(rides=rides).files]
    assert paths == ["Bus 1-2.pdf", "Bus 1-2 2.pdf", ""]


def test_an_escort_is_there_before_the_vehicle_and_follows_home_from_the_site():
    plans = escorts(ridden().rides)
    assert list(plans) == ["NN", "mangler ledsager"]
    visits = visits_of(plans["NN"], SETTINGS)
    assert [(visit["be_there"], visit["pick_up"], visit["appointment"], visit["what"]) for visit in visits] == [
        (time(9, 10), time(9, 40), time(10, 30), "Gør klar, og følg med ud"),
        (time(11, 5), time(11, 5), None, "Følg med hjem"),
    ]
    assert visits[1]["address"].startswith("Brøndby Hallen")
    assert visits[1]["goes_to"] == "Vejlebrovej 45, 3. th., 2635 Ishøj"


@pytest.mark.bench
def test_the_escorts_plans_tell_who_is_not_chosen():
    change = printed(print_escort_plans)
    assert [file.path.partition("08.05 ")[2] for file in change.files] == [
        "Ledsagerplan NN.pdf",
        "Ledsagerplan mangler ledsager.pdf",
    ]
    assert "1 ledsagerplan for" in change.message
    assert "2 ture mangler en ledsager" in change.message
    nobody = printed(print_escort_plans, rides=RIDDEN.assign(escort=YesNo.YES))
    assert nobody.message.startswith("Ingen ledsager er valgt til turene den 04-05-2021. De står i Ud/")
    text = text_of(change.files[0].content)
    for said in ("9.10", "Gør klar", "Hentes kl. 9.40", "Aftale kl. 10.30", "20 00 00 09", "Bus 1"):
        assert said in text


@pytest.mark.parametrize(
    ("address", "up", "down", "clashes"),
    [
        ("Gildbrovej 12", "09:50", "10:15", ["hjælper hjemme med B-0002 kl. 9.20-9.50", "er i vognen med B-0001"]),
        ("Gildbrovej 12", "11:00", "11:15", ["venter på stedet med B-0001 kl. 10.15-11.05"]),
        ("Gildbrovej 12", "12:30", "12:50", []),
        ("Vejlebrovej 45, 3. th.", "09:42", "10:15", []),
    ],
    ids=["while another gets ready", "while another waits", "later", "who lives there too"],
)
def test_an_escort_in_two_places_is_told_with_the_times(address, up, down, clashes):
    people = TABLES["citizens"].copy()
    people.loc["B-0002", "address"] = address
    rides = rows(
        RIDES,
        "id  citizen  leg  date  site  escort  vehicle  pick_up  arrive",
        "K-0001  B-0001  Ud  2021-05-04  Brøndby Hallen  NN  Bus 1  09:40  10:15",
        "K-0002  B-0001  Hjem  2021-05-04  Brøndby Hallen  NN  Bus 1  11:05  11:30",
        f"K-0003  B-0002  Ud  2021-05-04  Brøndby Hallen  nn  Bus 1  {up}  {down}",
    )
    problems = list(in_two_places(ridden(citizens=people, rides=rides).rides, SETTINGS))
    assert bool(problems) == bool(clashes)
    assert [clash for clash in clashes if clash not in " ".join(problem.message for problem in problems)] == []
    assert {(problem.table, problem.column) for problem in problems} <= {("rides", "escort")}


@pytest.mark.bench
def test_a_citizen_whose_name_has_no_shape_is_told_to_be_looked_up_on_every_paper():
    people = TABLES["citizens"].copy()
    people.loc["B-0001", "name"] = "Åse 😀"
    for press in (print_driver_letters, print_escort_plans):
        change = printed(press, citizens=people)
        assert "(se arket Kørsel)" in text_of(change.files[0].content)
    assert "Vejlebrovej 45" in text_of(change.files[0].content)


def test_an_order_has_every_ride_of_the_day_with_what_a_transport_office_needs_and_no_more():
    change = ordered()
    (file,) = change.files
    assert file.path == "Ud/Kørsel 2021-05-04/2021-05-04 08.05 Kørselsordre alle ture.xlsx"
    lines = [[cell.value for cell in row] for row in sheet_of(change).iter_rows(min_row=3)]
    assert lines[0][:5] == ["Ordrenr.", "Dato", "Tur", "Navn", "Telefon"]
    told = {line[0]: dict(zip(lines[0], line, strict=True)) for line in lines[1:]}
    assert list(told) == ["K-0001", "K-0002", "K-0003", "K-0004", "K-0005", "K-0006", "K-0007"]
    assert [
        told["K-0001"][name] for name in ("Fremme senest kl.", "Klar fra kl.", "Oplyst tid kl.", "Hjælpemiddel")
    ] == [
        "10.20",
        None,
        "09.40",
        "Rollator",
    ]
    assert [told["K-0002"][name] for name in ("Fremme senest kl.", "Klar fra kl.", "Køres til")] == [
        None,
        "10.55",
        "Vejlebrovej 45, 3. th., 2635 Ishøj",
    ]
    assert "send den med sikker post" in change.message
    shown = str(lines) + str(change.of(LETTERS_SENT).inserts)
    assert [canary for canary in CANARIES if canary in shown] == []


def test_what_is_typed_in_an_order_stays_text_and_the_same_day_gives_the_same_bytes():
    people = TABLES["citizens"].copy()
    people.loc["B-0001", "name"] = "=HYPERLINK(1)"
    people.loc["B-0002", "phone"] = "00112233"
    first, again = ordered(citizens=people), ordered(citizens=people)
    assert first.files == again.files
    cells = {cell.value: cell.data_type for row in sheet_of(first) for cell in row}
    assert (cells["=HYPERLINK(1)"], cells["00 11 22 33"]) == ("s", "s")


def test_an_order_that_is_made_again_says_what_it_replaces():
    sent = sent_after(ordered())
    change = ordered(now=datetime(2021, 5, 4, 10, 40), letters_sent=sent)
    assert sheet_of(change)["A2"].value.endswith("Udskrevet 4/5 kl. 10.40, erstatter kl. 8.05.")
    assert "Sig til kørselskontoret, at den gamle ikke gælder." in change.message


def test_the_day_is_asked_for_when_there_are_several_to_come():
    more = RIDDEN.rename(index=lambda row_id: row_id.replace("K-0", "K-1")).assign(date=date(2021, 5, 7))
    past = RIDDEN.rename(index=lambda row_id: row_id.replace("K-0", "K-2")).assign(date=date(2021, 5, 3))
    rides = pd.concat([RIDDEN, more, past])
    assert days_with_rides(rides, DAY) == [DAY, date(2021, 5, 7)]
    for button in ("driver-letters", "escort-plan", "ride-order"):
        asked = button_of(button).run(Desk(MemoryBook(rides=rides), NOW, "ABC"))
        assert isinstance(asked, Ask)
        assert (asked.key, asked.kind, asked.unasked) == ("day", AskKind.DATE, "2021-05-04")


@pytest.mark.bench
def test_the_only_day_to_come_is_not_asked_for():
    book = MemoryBook(**TABLES)
    change = button_of("driver-letters").run(Desk(book, NOW, "ABC"))
    assert isinstance(change, Change)
    assert len(change.files) == 3
