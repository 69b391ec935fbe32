"""Lists beside SSI's, the case system's and contacts: relatives, the vaccinated, coverage, FLIS; and target groups."""

from datetime import date
from pathlib import Path

import pytest

from tests.register.lists import take_any as take
from workbook.book import MemoryBook
from workbook.lists.read import Sheet
from workbook.lists.recognise import open_list, recognise
from workbook.register.groups import earliest, in_force
from workbook.register.importing import explained
from workbook.starting import starting_tables
from workbook.tables import BOOKINGS, CITIZENS, COVERAGE, DECISIONS, LIST_ROWS, LISTS, RELATIVES, TARGET_GROUPS
from workbook.words import Bucket, ReviewKind

TODAY = date(2021, 4, 20)
AASE, BO, IB = "020250-1234", "030350-1234", "040450-1234"
SSI = Path(__file__).parent / "data" / "ssi"


@pytest.fixture
def book():
    return MemoryBook(**starting_tables())


def a_list(*rows, name="liste.csv", **answers):
    return recognise(name, [Sheet("", [list(row) for row in rows])], TODAY, answers)


def cells(book, table, *names):
    return book.read(table)[list(names)].to_numpy().tolist()


@pytest.fixture
def with_aase(book):
    take(book, a_list(["CPR"], [AASE], name="SSI 2021-04-12.csv"))
    return book


def test_relatives_are_noted_once_and_only_of_people_who_are_followed(with_aase):
    heading = ["CPR", "Navn", "Pårørende", "Relation", "Telefon"]
    rows = [
        [AASE, "Åse", "Ida Holm", "datter", "68123456"],
        [AASE, "Åse", "Per Holm", "søn", None],
        [BO, "", "Eva", "", ""],
    ]
    take(with_aase, a_list(heading, *rows))
    noted = [["B-0001", 1, "Ida Holm", "datter", "68123456"], ["B-0001", 2, "Per Holm", "søn", None]]
    assert cells(with_aase, RELATIVES, "citizen", "order", "name", "relation", "phone") == noted
    assert cells(with_aase, LIST_ROWS, "bucket")[1:] == [[Bucket.NEW], [Bucket.NEW], [Bucket.NOT_FOLLOWED]]
    assert not take(with_aase, a_list(heading, *reversed(rows)))


def test_a_relative_who_stands_there_gets_what_was_missing_and_keeps_what_staff_wrote(with_aase):
    take(with_aase, a_list(["CPR", "Pårørende", "Relation"], [AASE, "Ida Holm", "datter"]))
    take(with_aase, a_list(["CPR", "Pårørende", "Relation", "Tlf"], [AASE, "IDA HOLM", "steddatter", "68 12 34 56"]))
    assert cells(with_aase, RELATIVES, "name", "relation", "phone") == [["Ida Holm", "datter", "68123456"]]


def test_a_list_of_relatives_alone_says_their_names_under_name(with_aase):
    take(with_aase, a_list(["CPR", "Navn", "Relation"], [AASE, "Ida Holm", "datter"]))
    assert cells(with_aase, RELATIVES, "name") == [["Ida Holm"]]
    assert cells(with_aase, CITIZENS, "name") == [[None]]


def test_relatives_in_the_case_systems_export_are_noted_too(with_aase):
    heading = ["CPR", "Navn", "Adresse", "Indsatser", "Pårørende", "Pårørendes telefon"]
    take(with_aase, a_list(heading, [AASE, "Åse", "Vej 1", "Madservice", "Ida Holm", "68123456"]))
    assert cells(with_aase, RELATIVES, "citizen", "name", "phone") == [["B-0001", "Ida Holm", "68123456"]]
    assert cells(with_aase, CITIZENS, "relative_mark") == [["Ja"]]


@pytest.mark.parametrize(
    "heading",
    [
        "Pårørende 1;Pårørende 1 tlf.;Relation 1;Pårørende 2;Pårørende 2 tlf.;Relation 2",
        "Pårørende;Pårørendes telefon;Relation;Pårørende;Pårørendes telefon;Relation",
        "1. pårørende navn;1. pårørende telefon;Relation 1;2. pårørende navn;2. pårørende telefon;Relation 2",
        "Kontaktperson 1;Tlf.;Relation 1;Kontaktperson 2;Tlf.;Relation 2",
    ],
)
def test_a_row_may_tell_of_several_relatives(with_aase, heading):
    heads = ["CPR", "Navn", "Adresse", "Indsatser", "Telefon", *heading.split(";")]
    rows = [AASE, "Åse", "Vej 1", "Madservice", "68111111", "Ida", "68123456", "datter", "Per", "68123457", "søn"]
    for _ in range(2):
        change = take(with_aase, a_list(heads, rows))
        assert "ikke bruges" not in change.message
    assert cells(with_aase, RELATIVES, "name", "phone", "relation", "order") == [
        ["Ida", "68123456", "datter", 1],
        ["Per", "68123457", "søn", 2],
    ]
    assert cells(with_aase, CITIZENS, "phone", "phone2") == [["68111111", None]]


def test_a_relative_without_a_number_is_not_lost_beside_one_who_has_one(with_aase):
    heads = ["CPR", "Adresse", "Indsatser", "Pårørende 1", "Pårørende 1 tlf.", "Pårørende 2", "Pårørende 2 tlf."]
    take(with_aase, a_list(heads, [AASE, "Vej 1", "Madservice", "Ida", None, "Per", "68123457"]))
    assert cells(with_aase, RELATIVES, "name", "phone") == [["Ida", None], ["Per", "68123457"]]


def test_a_relatives_second_number_in_a_column_of_its_own_is_theirs(with_aase):
    heads = ["CPR", "Adresse", "Indsatser", "Pårørende", "Pårørendes telefon 1", "Pårørendes telefon 2"]
    take(with_aase, a_list(heads, [AASE, "Vej 1", "Madservice", "Ida", "68123456", "68123457"]))
    assert cells(with_aase, RELATIVES, "name", "phone", "note") == [["Ida", "68123456", "Også telefon 68123457."]]


def test_jabs_and_times_reach_the_people_who_are_followed_and_nobody_else(with_aase):
    take(
        with_aase,
        a_list(["CPR", "1. stik", "Booket den"], [AASE, "01-04-2021", "06-05-2021"], [BO, "01-04-2021", None]),
    )
    assert cells(with_aase, CITIZENS, "cpr", "jab1_on") == [["0202501234", date(2021, 4, 1)]]
    assert cells(with_aase, BOOKINGS, "citizen", "dose", "date", "state") == [
        ["B-0001", 2, date(2021, 5, 6), "Meddelt"]
    ]
    assert cells(with_aase, LIST_ROWS, "bucket")[1:] == [[Bucket.VACCINATED], [Bucket.NOT_FOLLOWED]]


def test_a_time_that_is_known_is_not_booked_again(with_aase):
    for name in ("uge 16.csv", "uge 17.csv"):
        take(with_aase, a_list(["CPR", "Booket den", "Navn"], [AASE, "06-05-2021", name]))
    assert len(with_aase.read(BOOKINGS)) == 1
    assert cells(with_aase, LIST_ROWS, "bucket", "why")[1:] == [[Bucket.VACCINATED, "Har tid den 06-05-2021."]] * 2


def test_a_relatives_second_number_and_a_number_that_cannot_be_read_are_told(with_aase):
    heading = ["CPR", "Pårørende", "Relation", "Telefon"]
    rows = [[AASE, "Ida Holm", "datter", "68 12 34 56 / 68123457"], [AASE, "Per Holm", "søn", "6812345"]]
    for name in ("uge 16.csv", "uge 17.csv"):
        change = take(with_aase, a_list(heading, *rows, [AASE, "Ida Holm", "datter", name[4:6] + "123458"], name=name))
    assert cells(with_aase, RELATIVES, "name", "phone", "note") == [
        ["Ida Holm", "68123456", "Også telefon 68123457.\nOgså telefon 16123458.\nOgså telefon 17123458."],
        ["Per Holm", None, None],
    ]
    assert [problem.message for problem in change.problems] == [
        "uge 17.csv, række 3: cellen under “Telefon” kan ikke læses og er ikke taget med. Ret den på borgeren."
    ]
    assert change.message.endswith("1 ting venter på arket Til vurdering.")


def test_a_relative_of_nobody_known_is_shown_on_til_vurdering(with_aase):
    heading = ["CPR", "Pårørende", "Relation", "Telefon"]
    (problem,) = take(with_aase, a_list(heading, ["1,01E+08", "Ida Holm", "datter", "68123456"])).problems
    assert problem.sides == ("Pårørende Ida Holm\n68123456", "")


def test_ssis_open_figures_are_kept_by_day_and_area(book):
    for name in ("Vaccinationsdaekning_kommune.csv", "Vaccinationsdaekning_nationalt.csv"):
        take(book, open_list(SSI / name, TODAY))
    kept = book.read(COVERAGE).set_index("area")
    assert len(kept) == 99
    assert kept.loc["Ishøj", ["first_share", "done_share"]].tolist() == [18.0, 7.5]
    assert kept.loc["Hele landet", ["first_share", "done_share", "people"]].tolist() == [18.8, 8.9, 5_844_435]
    assert {"Aarhus", "Høje-Taastrup", "Nordfyns"} <= set(kept.index)
    assert kept["people"].sum() == 2 * kept.loc["Hele landet", "people"]


LATER = """\
"Kommunenavn";"Antal første vacc.";"Antal faerdigvacc.";"Antal 1. revacc.";"Vacc.dækning foerste vacc. (%)";\
"Vacc.dækning faerdigvacc. (%)";"Vacc.dækning 1. revacc. (%)";"Antal borgere"
Århus;295812;290469;219541;83,2;81,7;61,7;355646
Ishøj;16.200;15716;10706;69.7;67.6;46.0;23252
"""


def test_ssis_later_layout_with_semicolons_in_latin_1_is_the_same_figures(book, tmp_path):
    path = tmp_path / "Vaccinationsdaekning_kommune 2021-04-19.csv"
    path.write_bytes(LATER.encode("latin-1"))
    assert take(book, open_list(path, TODAY)).problems == []
    assert cells(book, COVERAGE, "date", "area", "first", "first_share") == [
        [date(2021, 4, 19), "Aarhus", 295_812, 83.2],
        [date(2021, 4, 19), "Ishøj", 16_200, 69.7],
    ]
    assert not take(book, open_list(path, TODAY))


def test_flis_fills_the_target_groups_and_a_correction_by_hand_stands(book):
    file = a_list(["Målgruppe", "Antal borgere", "Antal inviterede"], ["7", "383", "383"], ["8", "1.041", "1041"])
    change = take(book, file, corrected={("G-0008", "population")})
    kept = book.read(TARGET_GROUPS).set_index("number")
    assert kept.loc[[7, 8], ["population", "invited"]].to_numpy().tolist() == [[383, 383], [None, 1041]]
    assert [problem.kind for problem in change.problems] == [ReviewKind.DIFFERENCE]
    assert cells(book, LISTS, "kind", "rows") == [["FLIS: befolkning", 2]]


def test_what_headings_mean_is_kept_in_afgjort(book):
    take(book, a_list(["Nr", "Hvem"], [AASE, "Åse"], mapping="Nr=cpr; Hvem=navn"))
    assert explained(book.read(DECISIONS)) == {"nr | hvem": "nr=cpr; hvem=navn"}
    assert cells(book, CITIZENS, "cpr", "name") == [["0202501234", "Åse"]]


@pytest.mark.parametrize(
    ("born", "services", "group"),
    [
        (date(1960, 5, 1), "Plejebolig", 1),
        (date(1950, 5, 1), "Personlig pleje; Praktisk hjælp", 2),
        (date(1960, 5, 1), "Personlig pleje; Praktisk hjælp", 10),
        (date(1935, 5, 1), None, 3),
        (date(1935, 12, 28), None, 7),
        (date(1945, 5, 1), "Madservice", 8),
        (date(1955, 5, 1), None, 9),
        (date(2015, 5, 1), None, None),
        (None, "Madservice", None),
        (None, "Plejebolig", 1),
    ],
)
def test_the_target_group_is_the_earliest_that_fits_by_age_on_its_day_and_services(book, born, services, group):
    assert earliest(in_force(book.read(TARGET_GROUPS), TODAY), born, services) == group


def test_of_two_definitions_of_a_group_the_latest_that_has_begun_holds(book):
    groups = book.read(TARGET_GROUPS)
    later = groups.loc[["G-0003"]].assign(valid_from=date(2021, 5, 1), age_from=80).set_axis(["G-0013"])
    book = MemoryBook(target_groups=TARGET_GROUPS.frame([*_rows(groups), *_rows(later)]))
    born = date(1940, 1, 2)
    assert earliest(in_force(book.read(TARGET_GROUPS), date(2021, 4, 30)), born, None) == 7
    assert earliest(in_force(book.read(TARGET_GROUPS), date(2021, 5, 1)), born, None) == 3


def _rows(frame):
    return [{"id": row_id, **row} for row_id, row in frame.to_dict("index").items()]


def test_an_export_without_groups_keeps_the_people_of_followed_groups(book):
    rows = [[AASE, "Vej 1", "Pleje, praktisk hjælp"], [BO, "Vej 2", "Madservice"], ["050530-1234", "Vej 3", None]]
    take(book, a_list(["CPR", "Adresse", "Indsatser"], *rows))
    assert cells(book, CITIZENS, "cpr", "target_group") == [["0202501234", 2], ["0505301234", 3]]


def test_a_group_that_ssi_says_and_the_definitions_do_not_is_shown_and_stands(book):
    rows = [[AASE, "9"], ["050530-1234", "9"], [BO, "5"], [IB, "7"]]
    change = take(book, a_list(["CPR", "Målgruppe"], *rows))
    told = [problem.message.split(": ")[1].split(". ")[0] for problem in change.problems]
    assert told == [
        "SSI siger målgruppe 9, men efter alder og indsatser hører borgeren til målgruppe 3",
        "SSI siger målgruppe 7, men efter alder og indsatser hører borgeren til målgruppe 9",
    ]
    assert cells(book, CITIZENS, "target_group") == [[9], [9], [5], [7]]
