"""The Region's answer as a file: each time lands on the right person's booking, or says why it does not."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest

from macros.commands import lists
from macros.door import Outcome
from tests.bookings.office import HELP, TODAY, TOLD, Office
from workbook.cells import Unreadable
from workbook.lists.clean import appointment, clock, dose
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.tables import BOOKINGS, CALL_SHEET, LIST_ROWS, REVIEW
from workbook.words import Bucket, State

HEADS = ["Reference", "CPR-nr.", "Stik nr.", "Sted", "Dato", "Kl."]
DAY = date(2021, 5, 3)


class Answered(Office):
    """An office where Navn 1 (T-0001, T-0002) and Navn 2 (T-0003, T-0004) are asked for, and the Region answers."""

    patch: pytest.MonkeyPatch

    def __init__(self) -> None:
        super().__init__({}, {}, {})
        self.answer("B-0001", HELP)
        self.answer("B-0002", HELP)
        self.press("booking-list")
        self.later(1)

    def take(self, *rows: list[Any], heads: list[Any] = HEADS, name: str = "Region 2021-04-20.xlsx") -> Outcome:
        """Take in a file with these rows."""
        sheet = Sheet("", [heads, *map(list, rows)])
        self.patch.setattr(lists, "open_list", lambda *_: recognise(name, [sheet], TODAY))
        return self.press("import-list", file=name)


@pytest.fixture(scope="module")
def asked():
    return Answered()


@pytest.fixture
def office(asked, monkeypatch):
    office = deepcopy(asked)
    office.patch = monkeypatch
    return office


def buckets(office):
    rows = office.book.read(LIST_ROWS)
    rows = rows[rows["row"].notna()]
    return list(zip(rows["bucket"], rows["why"], strict=True))


def test_a_time_lands_on_the_booking_it_refers_to_and_is_to_be_told(office):
    told = office.take(["T-0003", "020240-1234", 1, "hallen", DAY, time(10, 30)])
    assert told.message == (
        "Tider fra Regionen: 1 række fra “Region 2021-04-20.xlsx”. Tid fra Regionen 1. "
        "Tryk på Lav ringeliste, så kommer de, der skal have tiden at vide, på listen."
    )
    row = office.bookings["T-0003"]
    assert (row["site"], row["date"], row["time"], row["state"]) == ("Hallen", DAY, time(10, 30), "Tid fået")
    assert row["got_on"] == date(2021, 4, 21)
    assert office.person("B-0002")["state"] == State.TIME_NOT_TOLD
    office.press("call-sheet")
    sheet = office.book.read(CALL_SHEET).set_index("citizen")
    assert sheet.loc["B-0002", "why_now"] == "Tid skal meddeles: 3/5 kl. 10.30, Hallen"


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (["CPR", "Vaccinationssted", "Dato", "Klokkeslæt"], ["0202401234", "Hallen", "03-05-2021", "10.30"]),
        (["Personnr.", "Sted", "Tid"], ["020240-1234", "Hallen", datetime(2021, 5, 3, 10, 30)]),
        (["CPR", "Dosis", "Sted", "Dato og tid"], ["0202401234", "1. stik", "Hallen", "3/5 2021 kl. 10.30"]),
        (["Reference", "Sted", "Dato", "Kl."], ["t-0003", "Hallen", DAY, 0.4375]),
        (["Reference", "Vaccinationscenter", "Booket den", "Kl."], ["T-0003", "Hallen", DAY, "kl. 10:30"]),
    ],
)
def test_headings_and_cells_come_as_regions_write_them(office, heads, row):
    office.take(row, heads=heads)
    found = office.bookings["T-0003"]
    assert (found["site"], found["date"], found["time"], found["state"]) == ("Hallen", DAY, time(10, 30), "Tid fået")


def test_our_own_list_filled_in_comes_back(tmp_path):
    office = Office({}, doses=1)
    office.answer("B-0001", HELP)
    book = openpyxl.load_workbook(io.BytesIO(office.papers()["xlsx"]))
    sheet: Any = book.active
    for column, value in zip("LMN", ("Hallen", DAY, time(10, 30)), strict=True):
        sheet[f"{column}5"] = value
    path = tmp_path / "Bookingliste retur.xlsx"
    book.save(path)
    office.press("booking-list")
    told = office.press("import-list", file=str(path))
    assert "Tid fra Regionen 1" in told.message
    assert office.told("site", "date", "time", "state") == [("T-0001", "Hallen", DAY, time(10, 30), "Tid fået")]


def test_both_jabs_of_a_person_land_in_order_without_a_reference(office):
    rows = (["0102401234", "Hallen", DAY, "10.30"], ["0102401234", "Hallen", date(2021, 6, 7), "10.30"])
    office.take(*rows, heads=["CPR", "Sted", "Dato", "Kl."])
    assert office.told("date")[:2] == [("T-0001", DAY), ("T-0002", date(2021, 6, 7))]
    assert office.person()["why_now"] == "Tid skal meddeles: 3/5 kl. 10.30, Hallen; 7/6 kl. 10.30, Hallen"


def test_a_time_for_somebody_without_a_booking_makes_one(office):
    office.take(["0302401234", "Hallen", DAY, "10.30"], heads=["CPR", "Sted", "Dato", "Kl."])
    assert office.bookings["T-0005"]["citizen"] == "B-0003"
    assert office.person("B-0003")["state"] == State.TIME_NOT_TOLD


def test_a_new_time_for_a_time_that_was_told_is_to_be_told_again(office):
    office.take(["T-0001", None, 1, "Hallen", DAY, "10.30"])
    office.answer("B-0001", TOLD)
    assert office.person()["state"] == State.BOOKED
    office.later(1)
    office.take(["T-0001", None, 1, "Hallen", DAY, "11.30"], name="Region 2.xlsx")
    row = office.bookings["T-0001"]
    assert (row["state"], row["got_on"], row.get("told_on")) == ("Ændret", date(2021, 4, 22), None)
    assert office.person()["why_now"] == "Ny tid skal meddeles: 3/5 kl. 11.30, Hallen"
    office.answer("B-0001", TOLD)
    assert (office.bookings["T-0001"]["state"], office.person()["state"]) == ("Meddelt", State.BOOKED)


def test_the_same_file_again_adds_nothing(office):
    rows = ["T-0001", None, 1, "Hallen", DAY, "10.30"], ["T-0003", None, 1, None, None, None]
    office.take(*rows)
    before = office.bookings
    assert office.take(*rows).message == "“Region 2021-04-20.xlsx” er læst ind før. Der er ikke noget nyt i den."
    assert office.bookings == before


PICTURES = [
    (["T-0001", None, 1, None, None, None], Bucket.KNOWN, "Der står ingen tid endnu.", ""),
    (["T-0001", "0202401234", 1, "Hallen", DAY, "10.30"], Bucket.REFUSED, None,
     "Referencen og CPR-nummeret hører ikke til samme borger."),
    (["T-0099", None, 1, "Hallen", DAY, "10.30"], Bucket.REFUSED, None, "Referencen står ikke på arket Booking."),
    ([None, "1234", 1, "Hallen", DAY, "10.30"], Bucket.REFUSED, None, "CPR-nummeret har ikke ti cifre."),
    ([None, "090240-1234", 1, "Hallen", DAY, "10.30"], Bucket.NOT_FOLLOWED, None,
     "Borgeren står ikke på arket Borgere; tiden er ikke gemt."),
    (["T-0001", None, 1, "Hallen", date(2021, 4, 20), "10.30"], Bucket.REFUSED, None, "Dagen er gået."),
    (["T-0001", None, 1, "Hallen", "snarest", "10.30"], Bucket.REFUSED, None, "Feltet “Dato” kan ikke læses."),
    (["T-0001", None, 1, "Hallen", DAY, "25.30"], Bucket.REFUSED, None, "Feltet “Kl.” kan ikke læses."),
    (["T-0001", None, 3, "Hallen", DAY, "10.30"], Bucket.REFUSED, None, "Feltet “Stik nr.” kan ikke læses."),
]  # fmt: skip


@pytest.mark.parametrize(("row", "bucket", "why", "said"), PICTURES)
def test_a_row_that_cannot_be_used_says_why_and_leaves_the_booking(office, row, bucket, why, said):
    before = office.bookings
    office.take(row)
    assert office.bookings == before
    assert buckets(office) == [(bucket, why or said)]
    review = office.book.read(REVIEW)["message"].tolist()
    source = "Region 2021-04-20.xlsx, række 2"
    assert review == ([f"{source}: {said} Tiden er ikke brugt. Ret rækken, eller skriv tiden på arket Booking."]
                      if said else [])  # fmt: skip


ZERO_LOST = {
    "the same name": ([None, "202401234", "Navn 2"], Bucket.TIME),
    "no name": ([None, "202401234", None], Bucket.TIME),
    "our reference": (["T-0003", "202401234", "Ib Friis"], Bucket.TIME),
    "another name": ([None, "202401234", "Ib Friis"], Bucket.REFUSED),
}


@pytest.mark.parametrize(("row", "bucket"), ZERO_LOST.values(), ids=ZERO_LOST)
def test_nine_digits_are_a_number_without_its_zero_where_nothing_doubts_it(office, row, bucket):
    office.take([*row, "Hallen", DAY, "10.30"], heads=["Reference", "CPR-nr.", "Navn", "Sted", "Dato", "Kl."])
    assert buckets(office)[0][0] is bucket
    assert office.bookings["T-0003"].get("date") == (DAY if bucket is Bucket.TIME else None)
    review = office.book.read(REVIEW)
    assert review["on_list"].tolist() == ([] if bucket is Bucket.TIME else ["Ib Friis\nCPR 202401234\nFødt 02-02-1940"])


def test_a_time_for_a_cancelled_booking_is_asked_about(office):
    office.type("T-0001", state="Aflyst")
    office.take(["T-0001", None, 1, "Hallen", DAY, "10.30"])
    assert buckets(office) == [(Bucket.REFUSED, "Booking T-0001 har status “Aflyst”.")]


def test_two_times_for_one_booking_are_told_and_the_same_twice_is_one(office):
    first = ["T-0001", None, 1, "Hallen", DAY, "10.30"]
    office.take(first, first, ["T-0001", None, 1, "Hallen", DAY, "11.30"])
    assert [bucket for bucket, _ in buckets(office)] == [Bucket.TIME, Bucket.DOUBLED, Bucket.REFUSED]
    assert office.bookings["T-0001"]["time"] == time(10, 30)


def test_a_time_that_cannot_be_right_lands_and_kontrol_says_so(office):
    office.take(["T-0001", None, 1, "Ukendt sted", DAY, "10.30"], ["T-0003", None, 1, "Hallen", DAY, "19.00"])
    checks = dict(office.told("check"))
    assert checks["T-0001"].startswith("Stedet “Ukendt sted” står ikke på arket Steder")
    assert checks["T-0003"] == "Kl. 19.00 er uden for stedets åbningstid (08.00 til 16.00)."


STATED = [*HEADS, "Status"]


def ended(row_id, said, day=DAY):
    return [row_id, None, None, None, day, None, said]


@pytest.mark.parametrize(
    ("heads", "row", "state"),
    [
        (STATED, ended("T-0001", "Aflyst"), "Aflyst"),
        (STATED, ended("T-0001", "Aflyst af borgeren", None), "Aflyst"),
        (STATED, ended("T-0001", "UDEBLEVET"), "Udeblevet"),
        (STATED, ended("T-0001", "Mødte ikke op"), "Udeblevet"),
        (STATED, ended("T-0001", "Vaccineret"), "Gennemført"),
        (["CPR", "Dato", "Udeblevet"], ["0102401234", DAY, "x"], "Udeblevet"),
        (["CPR", "Stik nr.", "Aflyst den"], ["0102401234", 1, date(2021, 5, 2)], "Aflyst"),
        (["Reference", "Status"], ["T-0001", "afbud"], "Aflyst"),
    ],
)
def test_what_became_of_a_time_lands_on_the_booking_that_had_it(office, heads, row, state):
    times = (["T-0001", None, 1, "Hallen", DAY, "10.30"], ["T-0002", None, 2, "Hallen", date(2021, 6, 7), "10.30"])
    office.take(*times)
    office.later(13)
    told = office.take(row, heads=heads, name="Region 2.xlsx")
    words = {"Aflyst": "1 tid er aflyst.", "Udeblevet": "1 borger er udeblevet.", "Gennemført": "1 tid er gennemført."}
    assert words[state] in told.message
    assert office.told("state", "date")[:2] == [("T-0001", state, DAY), ("T-0002", "Tid fået", date(2021, 6, 7))]


def test_who_waits_for_a_time_that_the_region_cancelled_is_to_be_told(office):
    office.take(["T-0001", None, 1, "Hallen", DAY, "10.30"])
    office.answer("B-0001", TOLD)
    office.take(ended("T-0001", "Aflyst"), ended("T-0003", "Aflyst", None), heads=STATED, name="Region 2.xlsx")
    (told,) = office.book.read(REVIEW)["message"]
    assert told.startswith("Region 2.xlsx, række 2: booking T-0001 er aflyst, men borgeren B-0001 har fået tiden")
    again = [row for row in office.bookings.values() if row["state"] == "Ønsket"]
    assert [(row["citizen"], row["dose"]) for row in again] == [("B-0002", 1)]  # who was told nothing still wants one


def test_a_time_that_moved_without_a_reference_lands_on_the_one_that_had_a_time(office):
    office.take(["T-0001", None, 1, "Hallen", DAY, "10.30"])
    heads = ["CPR", "Dato", "Kl.", "Bookingstatus"]
    rows = [["0102401234", date(2021, 5, 5), "9.00", "Flyttet"], ["0202401234", DAY, "9.00", "Flyttet"]]
    office.take(*rows, heads=heads, name="Region 2.xlsx")
    assert office.told("date")[:2] == [("T-0001", date(2021, 5, 5)), ("T-0002", None)]
    assert buckets(office)[-1] == (Bucket.REFUSED, "Det er ikke til at se, hvilken tid der er “Ændret”.")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ended("T-0001", "Regnvejr"), "Feltet “Status” kan ikke læses."),
        (ended("T-0001", "Udeblevet"), "Tiden kan ikke være “Udeblevet” før dagen."),
        (ended("T-0001", "Aflyst", date(2021, 5, 4)), "Booking T-0001 har tid en anden dag."),
        (ended("T-0001", "Ændret", None), "Tiden er ændret, men den nye står der ikke."),
        (ended("T-0002", "Aflyst"), None),
        (ended("T-0003", "afventer", None), None),
    ],
)
def test_what_cannot_have_become_of_a_time_is_asked_about(office, row, said):
    office.take(["T-0001", None, 1, "Hallen", DAY, "10.30"])
    office.type("T-0002", state="Aflyst")
    before = office.told("state", "date")
    office.take(row, heads=STATED, name="Region 2.xlsx")
    assert office.told("state", "date") == before
    told = [f"Region 2.xlsx, række 2: {said} Tiden er ikke brugt. Ret rækken, eller skriv tiden på arket Booking."]
    assert office.book.read(REVIEW)["message"].tolist() == (told if said else [])


def test_taking_the_file_back_takes_the_times_back(office):
    before = office.bookings
    office.take(["T-0001", None, 1, "Hallen", DAY, "10.30"], [None, "030240-1234", 1, "Hallen", DAY, "10.40"])
    office.press("undo")
    assert office.bookings == before
    assert office.book.read(BOOKINGS).index.tolist() == list(before)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("03.05.2021", (DAY, None)),
        ("3.5.21", (DAY, None)),
        ("03-05-2021 kl. 9.05", (DAY, time(9, 5))),
        ("2021-05-03 10:30:00", (DAY, time(10, 30))),
        (datetime(2021, 5, 3), (DAY, None)),
        ("kl. 10.30", (None, time(10, 30))),
        (time(10, 30), (None, time(10, 30))),
    ],
)
def test_a_day_and_a_time_are_read_out_of_one_cell(raw, found):
    assert appointment(raw) == found


@pytest.mark.parametrize(
    ("read", "raw"), [(clock, "24.10"), (clock, "middag"), (dose, "12"), (dose, "to"), (appointment, "snart")]
)
def test_what_is_no_time_and_no_jab_is_not_guessed(read, raw):
    with pytest.raises(Unreadable):
        read(raw)
