"""Taking in lists: what the register learns of a citizen, and which list is believed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.register.lists import AASE, BO, IB, TODAY, a_list, buckets, case, cells, contacts, decide, seen, ssi, take
from workbook.book import MemoryBook
from workbook.starting import starting_tables
from workbook.tables import CALLS, CITIZENS, RELATIVES
from workbook.words import Bucket, ReviewKind


def test_of_the_case_system_only_people_on_a_list_or_in_a_followed_group_are_kept(book):
    take(book, ssi(AASE))
    take(book, case({"CPR": AASE, "Målgruppe": "8"}, {"CPR": BO, "Målgruppe": "8"}, {"CPR": IB, "Målgruppe": "3"}))
    assert cells(book, "cpr", "target_group") == [["0202501234", 8], ["0404501234", 3]]
    assert buckets(book) == [Bucket.KNOWN, Bucket.NOT_FOLLOWED, Bucket.NEW]


def test_an_export_from_before_is_worth_taking_in_again_when_a_list_brought_new_people(book):
    export = case({"CPR": AASE, "Målgruppe": "8", "Telefon": "68123456"})
    take(book, export)
    change = take(book, ssi(AASE))
    assert "Indlæs udtrækket fra fagsystemet igen" in change.message
    take(book, export)
    assert cells(book, "phone") == [["68123456"]]
    assert not decide(book, export)


def test_the_case_system_fills_gaps_and_updates_while_other_lists_only_fill(book):
    take(book, a_list(["CPR", "Navn"], [AASE, "Aase Holm"]))
    take(book, case({"CPR": AASE, "Navn": "Holm, Åse", "Telefon": "68 12 34 56"}))
    take(book, contacts([AASE, "Fru Holm", None, "68123457", None, None]))
    assert cells(book, "name", "phone", "phone2", "phone_source") == [["Åse Holm", "68123456", "68123457", "Fagsystem"]]


@pytest.mark.parametrize("names", [("ULLA QVIST", "Ulla Qvist"), ("Ulla Qvist", "ULLA QVIST")])
def test_a_name_in_capitals_gives_way_to_the_same_name_in_small_letters(book, names):
    for at, name in enumerate(names):
        take(book, case({"CPR": AASE, "Navn": name}, name=f"udtræk 2021-04-1{at}.csv"))
    assert cells(book, "name") == [["Ulla Qvist"]]


def test_an_older_export_does_not_bring_old_facts_back(book):
    take(book, case({"CPR": AASE, "Adresse": "Ny Vej 1"}, name="udtræk 2021-04-19.csv"))
    take(book, case({"CPR": AASE, "Adresse": "Gammel Vej 2", "Telefon": "68123456"}, name="udtræk 2021-04-12.csv"))
    assert cells(book, "address", "phone") == [["Ny Vej 1", "68123456"]]


def test_a_number_typed_with_spaces_is_the_same_number(book):
    register = CITIZENS.frame([{"id": "B-0001", "cpr": "020250-1234", "phone": "68 12 34 56"}])
    book = MemoryBook(**starting_tables(), citizens=register)
    take(book, case({"CPR": AASE, "Telefon": "68123456"}))
    assert cells(book, "phone", "phone2") == [["68 12 34 56", None]]


def test_a_daughters_number_on_an_offices_own_list_is_hers_and_stands_on_paaroerende(book):
    take(book, case({"CPR": AASE, "Telefon": "83 11 09 08 (datter)"}))
    assert cells(book, "phone") == [[None]]
    assert book.read(RELATIVES)[["relation", "phone"]].to_numpy().tolist() == [["datter", "83110908"]]


def test_a_correction_by_hand_wins_and_the_difference_is_asked_about(book):
    take(book, case({"CPR": AASE, "Adresse": "Vej 1", "Telefon": "68123456"}, name="a 2021-04-12.csv"))
    moved = case({"CPR": AASE, "Adresse": "Vej 2", "Telefon": "68123457"}, name="a 2021-04-19.csv")
    change = take(book, moved, corrected={("B-0001", "address")})
    assert cells(book, "address", "phone", "phone2") == [["Vej 1", "68123457", "68123456"]]
    (problem,) = change.problems
    assert (problem.kind, problem.row_id, problem.column) == (ReviewKind.DIFFERENCE, "B-0001", "address")
    assert "Vej" not in problem.message


def test_a_list_that_agrees_with_the_correction_is_no_difference(book):
    take(book, case({"CPR": AASE, "Adresse": "Vej 1"}))
    assert decide(book, case({"CPR": AASE, "Adresse": "Vej 1"}), corrected={("B-0001", "address")}).problems == []


def test_the_earliest_target_group_counts(book):
    take(book, a_list(["CPR", "Målgruppe"], [AASE, 7]))
    take(book, case({"CPR": AASE, "Målgruppe": "3"}))
    take(book, a_list(["CPR", "Målgruppe"], [AASE, 8]))
    assert cells(book, "target_group") == [[3]]


def test_answers_in_free_words_become_calls_with_the_words_kept(book):
    take(
        book,
        contacts([AASE, "Åse", None, "68123456", "01-04-2021", "Nej tak"], [AASE, "Åse", None, None, None, "ved ikke"]),
    )
    calls = book.read(CALLS)[["citizen", "date", "phone", "outcome", "remark"]].to_numpy().tolist()
    assert calls == [
        ["B-0001", date(2021, 4, 1), "68123456", "Ønsker ikke vaccination", "Nej tak"],
        ["B-0001", TODAY, None, "Uafklaret", "ved ikke"],
    ]


def test_an_answer_that_staff_named_themselves_is_taken_as_it_stands(book):
    take(book, contacts([AASE, "Åse", None, None, None, "telefonsvarer, besked lagt"]))
    assert book.read(CALLS)["outcome"].tolist() == ["Telefonsvarer, besked lagt"]


def test_words_that_can_mean_two_things_are_put_to_a_person(book):
    change = take(book, contacts([AASE, "Åse", None, None, None, "nej, har fået tid"]))
    assert buckets(book) == [Bucket.ASK]
    assert book.read(CALLS).empty
    assert [problem.kind for problem in change.problems] == [ReviewKind.ANSWER]


def test_an_answer_taken_in_before_is_not_noted_twice_when_the_list_has_grown(book):
    row = [AASE, "Åse", None, None, "01-04-2021", "nej tak"]
    take(book, contacts(row))
    take(book, contacts(row, [BO, "Bo", None, None, "02-04-2021", "ja"]))
    assert len(book.read(CALLS)) == 2


def test_a_row_without_a_number_that_looks_like_somebody_is_asked_about(book):
    take(book, case({"CPR": AASE, "Navn": "Åse Holm"}))
    change = take(book, contacts([None, "Holm, Aase", "02-02-1950", None, None, "nej tak"]))
    assert (buckets(book), cells(book, "cpr")) == ([Bucket.ASK], [["0202501234"]])
    (problem,) = change.problems
    assert problem.message.endswith("er det borger B-0001? (samme fødselsdato og navn)")
    assert book.read(CALLS).empty
    assert problem.sides == ("Aase Holm\nFødt 02-02-1950", "Åse Holm\nCPR 020250-1234\nFødt 02-02-1950")


def test_a_number_with_a_wholly_other_name_is_on_the_list_but_believed_in_nothing_else(book):
    take(book, case({"CPR": AASE, "Navn": "Åse Holm"}))
    take(book, a_list(["CPR", "Navn", "Målgruppe"], [AASE, "Ib Friis", 1]))
    assert cells(book, "name", "target_group") == [["Åse Holm", 2]]
    assert (buckets(book), seen(book)) == ([Bucket.ASK], [["L-0002", "L-0002"]])


def test_bad_cells_are_named_and_no_message_holds_a_persons_value(book):
    file = a_list(["CPR", "Navn", "Inviteret"], [AASE, "Åse Holm", "snart"], ["12", "Ib Friis", None])
    change = take(book, file)
    assert [problem.kind for problem in change.problems] == [ReviewKind.BAD_CELL, ReviewKind.REFUSED]
    told = change.message + "".join(problem.message for problem in change.problems)
    assert not any(value in told for value in ("020250", "Åse", "Friis", "snart"))


def test_nine_digits_of_a_list_without_names_are_the_citizen_by_any_of_their_numbers(book):
    register = CITIZENS.frame([{"id": "B-0001", "cpr": AASE, "other_cpr": "0303501234"}])
    book = MemoryBook(**starting_tables(), citizens=register)
    take(book, ssi("202501234", "303501234"))
    assert buckets(book) == [Bucket.KNOWN, Bucket.DOUBLED]


def test_of_nine_digits_the_birth_date_of_another_column_counts_before_theirs(book):
    take(book, case({"CPR": "0110450500", "Navn": "Ib Dam"}))
    take(book, contacts(["110450500", "Ib Dam", "11-01-1945", None, "01-04-2021", "nej tak"]))
    assert buckets(book) == [Bucket.ASK]
    take(book, contacts(["110450500", "Ib Dam", "01-10-1945", None, "01-04-2021", "nej tak"], name="b.csv"))
    assert buckets(book) == [Bucket.ANSWERED]


@pytest.mark.parametrize("typed", ["68990000", "68 99 00 00"])
def test_a_corrected_phone_is_asked_about_and_does_not_stand_twice(book, typed):
    register = CITIZENS.frame([{"id": "B-0001", "cpr": AASE, "phone": typed, "phone_source": "Fagsystem"}])
    book = MemoryBook(**starting_tables(), citizens=register)
    file = case({"CPR": AASE, "Telefon": "68123457"})
    change = take(book, file, corrected={("B-0001", "phone")})
    assert cells(book, "phone", "phone2") == [[typed, None]]
    assert [problem.column for problem in change.problems] == ["phone"]


def test_an_answer_without_a_date_is_noted_once_however_often_its_list_is_taken_in(book):
    take(book, ssi(AASE, BO))
    rows = [[AASE, "Åse", None, None, None, "ved ikke"], [AASE, "Åse", None, None, None, "tænker over det"]]
    for day in ("12", "19"):
        file = a_list(
            ["CPR", "Navn", "Fødselsdato", "Telefon", "Dato", "Svar"],
            *rows,
            [BO, "Bo", None, None, None, "nej tak"],
            name=f"liste 2021-04-{day}.csv",
        )
        rows.append([BO, "Bo", None, None, "14-04-2021", "ved ikke"])
        take(book, file)
    told = [[date(2021, 4, 12), "nej tak"], [date(2021, 4, 12), "tænker over det"], [date(2021, 4, 12), "ved ikke"]]
    assert sorted(book.read(CALLS)[["date", "remark"]].to_numpy().tolist()) == [*told, [date(2021, 4, 14), "ved ikke"]]


def test_an_answer_whose_day_cannot_be_read_is_kept_on_the_lists_day_and_said(book):
    change = take(book, contacts([AASE, "Åse", None, None, "for nylig", "nej"], [BO, "Bo", None, None, "31/2", None]))
    assert book.read(CALLS)[["date", "outcome"]].to_numpy().tolist() == [[TODAY, "Ønsker ikke vaccination"]]
    assert {problem.kind for problem in change.problems} == {ReviewKind.BAD_CELL}
    day, cell = (problem.message for problem in change.problems)
    assert day == (
        "kontakter.csv, række 2: datoen under “Dato” kan ikke læses, så svaret regnes fra listens dag "
        "(20-04-2021). Var det en anden dag, så ret den på arket Opkald."
    )
    assert (
        cell == "kontakter.csv, række 3: cellen under “Dato” kan ikke læses og er ikke taget med. Ret den på borgeren."
    )


def test_a_refused_row_shows_who_it_is_about_on_til_vurdering_alone(book):
    rows = [["1,01E+08", "Ada Lund", "Engvej 1", "68123456", "X"], ["1,02E+08", "Bo Beck", "Engvej 2", None, None]]
    change = take(book, a_list(["CPR", "Navn", "Adresse", "Telefon", "Beskyttet", "Indsatser"], *rows))
    assert [problem.sides for problem in change.problems] == [
        ("Ada Lund\nBeskyttet adresse\n68123456", ""),
        ("Bo Beck\nEngvej 2", ""),
    ]
    assert "Lund" not in change.message + "".join(problem.message for problem in change.problems)
