from __future__ import annotations

from tests.pictures import rows
from workbook.checking import check_tables
from workbook.starting import starting_tables
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, OUTCOMES, TRACKED

PEOPLE = rows(CITIZENS, "id  cpr  protected", "B-0001  0202501234  Ja", "B-0002  0302501234  -")


def found(**tables):
    every = {table.name: table.frame() for table in TRACKED} | starting_tables() | {"citizens": PEOPLE} | tables
    return [(problem.kind, problem.row_id) for problem in check_tables(every)]


def test_what_hangs_together_gives_no_problem():
    assert found(calls=rows(CALLS, "id  citizen  outcome", "O-0001  B-0001  Ikke svar")) == []


def test_a_call_to_nobody_is_found():
    calls = rows(CALLS, "id  citizen", "O-0001  B-0001", "O-0002  B-0009")
    assert found(calls=calls) == [("Ukendt borger", "O-0002")]


def test_a_call_to_nobody_that_was_taken_back_is_let_be():
    calls = rows(CALLS, "id  citizen  voids", "O-0001  B-0009  -", "O-0002  B-0009  O-0001")
    assert found(calls=calls) == []


def test_a_cpr_number_that_stands_twice_is_found_once_also_with_a_hyphen():
    people = rows(CITIZENS, "id  cpr", "B-0001  0202501234", "B-0002  020250-1234", "B-0003  0302501234")
    assert found(citizens=people) == [("Samme borger?", "B-0001")]


def test_a_value_that_nobody_can_choose_is_found():
    people = rows(CITIZENS, "id  protected", "B-0001  måske")
    calls = rows(CALLS, "id  citizen  outcome", "O-0001  B-0001  Noget andet")
    assert found(citizens=people, calls=calls) == [
        ("Celle kan ikke læses", "B-0001"),
        ("Celle kan ikke læses", "O-0001"),
    ]


def test_an_answer_on_the_call_sheet_is_told_by_gem_svar_alone_and_may_be_a_code():
    sheet = rows(CALL_SHEET, "id  citizen  outcome  books_by", "R-0001  B-0001  1  -", "R-0002  B-0002  Måske  Måske")
    assert found(call_sheet=sheet) == []


def test_a_doubled_code_a_doubled_answer_and_an_answer_that_does_nothing_are_told():
    outcomes = rows(
        OUTCOMES,
        "id  code  text  effect",
        "S-0001  1  Ikke svar  Prøv igen",
        "S-0002  1  Optaget  Prøv igen",
        "S-0003  2  ikke svar  Ønsker ikke",
        "S-0004  3  Måske  -",
        "S-0005  4  Kaffe  Kaffepause",
    )
    found = check_tables({table.name: table.frame() for table in TRACKED} | {"outcomes": outcomes})
    assert [(problem.row_id, problem.column) for problem in found] == [
        ("S-0005", "effect"),
        ("S-0002", "code"),
        ("S-0003", "text"),
        ("S-0004", "effect"),
    ]
