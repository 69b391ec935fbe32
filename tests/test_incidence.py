"""A file of incidences: each day lands on Smittetal once, and files that only count cases are refused."""

from datetime import date

import pytest

from tests.register.lists import take_any as take
from workbook.book import MemoryBook
from workbook.lists.read import Sheet
from workbook.lists.recognise import open_list, recognise
from workbook.problems import AreaMissing, CasesOnly
from workbook.starting import starting_tables
from workbook.summary.incidence import incidence
from workbook.tables import INCIDENCE, LISTS
from workbook.words import ListKind, ReviewKind

TODAY = date(2021, 4, 20)
DAYS = [["Dato", "Incidens"], ["18-04-2021", "198,5"], ["19-04-2021", "186"], ["20-04-2021", "179"]]
MAP = [
    ["Kommune", "Kommunenavn", "Bekræftede tilfælde i alt", "Incidens", "Incidens de seneste 7 dage", "Antal borgere"],
    ["183", "Ishøj", "2705", "11766", "191,4", "22989"],
    ["187", "Vallensbæk", "1427", "8579", "140,2", "16633"],
]
"""As SSI's read-me tells of its open file 10_Kommune_kort; no such file with its rows was seen."""

# The first columns and the last day of SSI's open files of 20 April 2021, as kept in ktbaek/COVID-19-Danmark.
CASES = "SampleDate;Roskilde;Copenhagen;Aarhus;Frederiksberg\n2021-04-18;9;108;41;17\n2021-04-19;3;35;7;2\n"
SINCE_EVER = """\
Kommune_(id);Kommune_(navn);Antal_testede;Antal_bekræftede_COVID-19;Befolkningstal;Kumulativ_incidens_(per_100000)
183;Ishøj;  20.050;   2.705;  22.989;  11.766
"""
# As the open file of another day has it (vbrunsch/rankings).
BY_DAY = '"Kommune";"Kommunenavn";"Dato";"Bekræftede tilfælde i alt"\n183;Ishøj;2020-03-12;1\n'


@pytest.fixture
def book():
    return MemoryBook(**starting_tables(ssi_area="Ishøj"))


def a_file(rows, name="smittetal 2021-04-20.csv"):
    return recognise(name, [Sheet("", [list(row) for row in rows])], TODAY)


def on_the_sheet(book):
    return book.read(INCIDENCE)[["date", "incidence"]].to_numpy().tolist()


def test_days_and_figures_land_on_the_sheet_and_in_the_figures_of_overblik(book):
    change = take(book, a_file(DAYS))
    assert on_the_sheet(book) == [[date(2021, 4, 18), 198.5], [date(2021, 4, 19), 186], [date(2021, 4, 20), 179]]
    assert change.message == (
        "Smittetal: 3 rækker med tal fra “smittetal 2021-04-20.csv”, opgjort 20-04-2021, står på arket Smittetal. "
        "3 nye dage, 0 ændrede dage."
    )
    found = incidence(book.read(INCIDENCE), 200)
    assert (found["incidence_on"], found["incidence"], found["incidence_days"]) == (TODAY, 179, 3)


def test_a_file_taken_in_twice_says_so_and_changes_nothing(book):
    take(book, a_file(DAYS))
    again = take(book, a_file(DAYS))
    assert again.message == "“smittetal 2021-04-20.csv” er læst ind før. Der er ikke noget nyt i den."
    assert (len(on_the_sheet(book)), len(book.read(LISTS))) == (3, 1)


def test_a_figure_that_changed_is_updated_and_told(book):
    take(book, a_file(DAYS))
    change = take(book, a_file([DAYS[0], ["19-04-2021", "190"], ["17-04-2021", "201"]]))
    assert dict(on_the_sheet(book))[date(2021, 4, 19)] == 190
    assert change.message.endswith("1 ny dag, 1 ændret dag.")


def test_what_staff_typed_stands_and_is_asked_about(book):
    take(book, a_file(DAYS))
    change = take(book, a_file([DAYS[0], ["19-04-2021", "190"]]), corrected={("SM-0002", "incidence")})
    assert dict(on_the_sheet(book))[date(2021, 4, 19)] == 186
    assert [problem.kind for problem in change.problems] == [ReviewKind.DIFFERENCE]


def test_of_all_municipalities_only_our_own_seven_days_are_taken(book):
    change = take(book, a_file(MAP))
    assert on_the_sheet(book) == [[TODAY, 191.4]]
    assert "1 ny dag, 0 ændrede dage. 1 række om andre kommuner er ikke brugt." in change.message


@pytest.mark.parametrize(
    ("area", "rows"),
    [("", MAP), ("Ishoj", MAP), ("Ishøj", [["Kommune", "Incidens"], ["183", "191"], ["187", "140"]])],
)
def test_a_file_of_others_asks_for_the_municipalitys_name(area, rows):
    with pytest.raises(AreaMissing, match="Kommunens navn hos SSI"):
        take(MemoryBook(**starting_tables(ssi_area=area)), a_file(rows))


def test_a_day_to_come_and_a_day_with_two_figures_are_looked_at(book):
    change = take(book, a_file([*DAYS, ["20-04-2021", "12"], ["21-04-2021", "170"], ["17-04-2021", "mange"]]))
    assert [day for day, _ in on_the_sheet(book)] == [date(2021, 4, 18), date(2021, 4, 19), TODAY]
    assert [problem.kind for problem in change.problems] == [ReviewKind.BAD_CELL] * 3


@pytest.mark.parametrize("heading", [["Dato", "Smittetal"], ["Kommune", "Dato", "Incidens (7 dage)"]])
def test_a_file_of_incidences_is_known_by_its_headings(heading):
    assert a_file([heading]).kind.list_kind is ListKind.INCIDENCE


@pytest.mark.parametrize("text", [CASES, SINCE_EVER, BY_DAY])
def test_files_that_count_cases_are_refused_with_what_to_do(tmp_path, text):
    path = tmp_path / "Municipality.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(CasesOnly, match="Skriv incidensen på arket Smittetal"):
        open_list(path, TODAY)
