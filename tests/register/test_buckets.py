"""Taking in lists: every row ends in one bucket with a reason, and nobody who leaves a list is forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from tests.register.lists import (
    AASE,
    BO,
    IB,
    TODAY,
    a_list,
    buckets,
    case,
    cells,
    contacts,
    decide,
    seen,
    ssi,
    take,
    take_any,
)
from workbook.change import Change
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.register.seen import seen_on
from workbook.review import raise_problems
from workbook.tables import CALLS, CITIZENS, DECISIONS, LIST_ROWS, LISTS, REVIEW
from workbook.words import Bucket, ReviewKind


def test_rows_of_one_number_wait_together_when_one_of_them_may_be_somebody_known(book):
    take(book, case({"CPR": AASE, "Navn": "Bo Friis", "Telefon": "68123456"}))
    twice = ({"CPR": "040450-1234", "Navn": "Bo Friis", "Telefon": phone} for phone in ("68123456", None))
    file = case(*twice, name="udtræk 2.csv")
    take(book, file)
    assert (buckets(book), cells(book, "cpr")) == ([Bucket.ASK, Bucket.ASK], [["0202501234"]])
    assert not decide(book, file)


def test_a_row_about_a_couple_is_one_row_of_the_file_and_two_people(book):
    heads = ["Navn", "CPR", "Navn", "CPR", "Svar"]
    couple, alone = ["Bo Friis", BO, "Åse Friis", AASE, "nej tak"], ["Ib Dam", IB, None, None, "ja tak"]
    change = take(book, a_list(heads, couple, alone))
    assert "2 rækker, 3 personer, fra “liste.csv”. Ny 3." in change.message
    assert (book.read(LISTS)["rows"].tolist(), len(book.read(LIST_ROWS))) == ([2], 3)


def test_a_citizen_with_two_numbers_on_two_lines_of_the_cell_stops_no_list(book):
    take(book, ssi(AASE))
    change = Change()
    change.update(CITIZENS, book.read(CITIZENS), book.read(CITIZENS).assign(cpr=f"{AASE}\n{BO}"))
    book.apply(change)
    take(book, ssi(IB, f"{AASE}\n{BO}", name="SSI 2021-04-27.csv"))
    assert buckets(book)[-2:] == [Bucket.NEW, Bucket.REFUSED]


def test_everyone_on_a_list_stands_in_the_register_once(book):
    change = take(book, ssi(AASE, BO, AASE, "202501234"))
    assert cells(book, "cpr") == [["0202501234"], ["0303501234"]]
    assert buckets(book) == [Bucket.NEW, Bucket.NEW, Bucket.DOUBLED, Bucket.DOUBLED]
    assert "Ny 2 · Gentaget på listen 2" in change.message


def test_a_message_names_some_of_a_wide_lists_columns_and_counts_the_rest(book):
    wide = a_list(["CPR", *(f"Kolonne {at}" for at in range(300))], [AASE, *["x"] * 300], name="SSI 2021-04-20.csv")
    message = take_any(book, wide).message
    assert "“Kolonne 0”" in message
    assert "“Kolonne 9” og 290 andre." in message


def test_a_number_of_somebody_who_is_born_after_today_is_a_slip(book):
    change = take(book, ssi(AASE, "110240-5234", BO))
    assert buckets(book) == [Bucket.NEW, Bucket.REFUSED, Bucket.NEW]
    assert "ikke er født endnu" in change.problems[0].message


def test_a_case_systems_list_says_why_most_of_it_is_not_kept(book):
    nobody = {"Målgruppe": None}
    told = "Dem, der ikke følges op, står hverken på en liste fra SSI eller i en målgruppe, der følges"
    assert told not in take(book, case({"CPR": AASE}, {"CPR": BO, **nobody})).message
    most = case({"CPR": AASE}, {"CPR": BO, **nobody}, {"CPR": IB, **nobody}, name="udtræk 2.csv")
    assert told in take(book, most).message


def test_a_row_without_a_number_is_refused_with_file_and_row_and_the_others_go_on(book):
    change = take(book, ssi(AASE, "1,01501E+08", BO))
    assert buckets(book) == [Bucket.NEW, Bucket.REFUSED, Bucket.NEW]
    (problem,) = change.problems
    assert (problem.kind, problem.source) == (ReviewKind.REFUSED, "SSI 2021-04-20.csv, række 3")


def waits(book, change):
    told = raise_problems(change.problems, book.read(REVIEW), book.read(DECISIONS), lambda _, n: ["V-0001"] * n, TODAY)
    assert book.apply(told) == []
    return book.read(REVIEW)["source"].tolist()


def test_a_refused_row_waits_until_the_file_is_read_again_with_the_row_put_right(book):
    assert waits(book, take_any(book, ssi(AASE, "1,01501E+08"))) == ["SSI 2021-04-20.csv, række 3"]
    assert waits(book, take_any(book, ssi(AASE, BO, name="SSI 2021-04-19.csv"))) == ["SSI 2021-04-20.csv, række 3"]
    change = take_any(book, ssi(AASE, BO))
    assert waits(book, change) == []
    assert "1 afvist række fra før er nu i orden." in change.message


def test_the_list_itself_is_kept_with_its_day_its_buckets_and_its_rows(book):
    take(book, ssi(AASE, BO, name="SSI 2021-04-12.csv"))
    kept = book.read(LISTS).iloc[0]
    assert (kept["extracted_on"], kept["taken_in_on"], kept["taken_in_by"]) == (date(2021, 4, 12), TODAY, "AB")
    assert (kept["rows"], kept["buckets"]) == (2, "Ny 2")
    assert book.read(LIST_ROWS)[["row", "citizen"]].to_numpy().tolist() == [[2, "B-0001"], [3, "B-0002"]]


def test_the_same_list_again_in_another_order_and_form_changes_nothing(book):
    take(book, ssi(AASE, BO, IB))
    again = decide(book, ssi("404501234", " 020250–1234", "0303501234", name="liste.xlsx"))
    assert not again
    assert "er læst ind før (L-0001)" in again.message


def test_next_weeks_list_says_who_was_there_before_and_who_is_new(book):
    take(book, ssi(AASE, name="SSI 2021-04-12.csv"))
    take(book, ssi(AASE, BO, name="SSI 2021-04-19.csv"))
    assert buckets(book) == [Bucket.AGAIN, Bucket.NEW]
    assert book.read(LIST_ROWS)["why"].tolist()[1] == "Stod også på listen udtrukket den 12-04-2021."


@pytest.mark.parametrize(
    ("known", "bucket"),
    [
        ({}, Bucket.KNOWN),
        ({"Beskyttet": "Ja"}, Bucket.PROTECTED),
        ({"1. stik": "01-04-2021"}, Bucket.VACCINATED),
        ({"Død/fraflyttet": "Fraflyttet"}, Bucket.GONE),
    ],
)
def test_what_the_case_system_knows_decides_the_bucket_of_ssis_row(book, known, bucket):
    take(book, case({"CPR": AASE, **known}))
    take(book, ssi(AASE))
    assert buckets(book) == [bucket]


@pytest.mark.parametrize(("answered", "bucket"), [("01-04-2021", Bucket.ANSWERED), ("15-04-2021", Bucket.HANDLED)])
def test_an_answer_before_the_list_is_known_and_one_after_it_means_handled(book, answered, bucket):
    take(book, contacts([AASE, "Åse", None, None, answered, "nej tak"]))
    take(book, ssi(AASE, name="SSI 2021-04-12.csv"))
    assert buckets(book) == [bucket]


def ask_again_from(book, day):
    people = book.read(CITIZENS)
    change = Change()
    change.update(CITIZENS, people, people.assign(ask_again_from=day))
    book.apply(change)


@pytest.mark.parametrize(("day", "bucket"), [(12, Bucket.REOPENED), (30, Bucket.ANSWERED)])
def test_a_no_that_staff_let_be_asked_again_is_reopened_when_its_day_has_come(book, day, bucket):
    take(book, contacts([AASE, "Åse", None, None, "01-04-2021", "nej tak"]))
    ask_again_from(book, date(2021, 4, day))
    take(book, ssi(AASE))
    assert buckets(book) == [bucket]


def test_who_is_off_the_list_is_counted_and_stands_with_the_reason_we_know(book):
    take(book, contacts([BO, "Bo", None, None, "13-04-2021", "booker selv"]))
    take(book, ssi(AASE, BO, IB, name="SSI 2021-04-12.csv"))
    change = take(book, ssi(AASE, name="SSI 2021-04-19.csv"))
    assert "2 borgere stod på listen udtrukket den 12-04-2021, men står ikke på denne." in change.message
    assert "For 1 af dem er der ingen kendt forklaring" in change.message
    off = book.read(LIST_ROWS).iloc[-2:]
    assert off[["citizen", "bucket"]].to_numpy().tolist() == [
        ["B-0001", Bucket.EXPLAINED],
        ["B-0003", Bucket.UNEXPLAINED],
    ]
    assert "svarede “Ja, booker selv” den 13-04-2021" in off["why"].iloc[0]
    assert off["row"].tolist() == [None, None]
    assert (
        book.read(LISTS)["buckets"].tolist()[-1] == "På listen igen 1 · Ude af listen 1 · Ude af listen, uforklaret 1"
    )


def test_a_list_in_two_files_of_one_day_and_an_older_list_miss_nobody(book):
    take(book, ssi(AASE, BO, name="SSI 2021-04-12.csv"))
    take(book, ssi(AASE, name="SSI 2021-04-19 a.csv"))
    assert "1 borger stod" in take(book, ssi(BO, IB, name="SSI 2021-04-26 b.csv")).message
    assert "står ikke på denne" not in take(book, ssi(AASE, name="SSI 2021-04-26 a.csv")).message
    old = take(book, ssi(IB, name="SSI 2021-04-05.csv")).message
    assert "står ikke på denne" not in old
    assert "er ældre end den fra 20-04-2021: kun borgere på den nyeste ringes op." in old


def test_who_is_off_the_list_is_not_seen_on_it(book):
    take(book, ssi(AASE, BO, name="SSI 2021-04-12.csv"))
    take(book, ssi(AASE, name="SSI 2021-04-19.csv"))
    assert seen(book) == [["L-0001", "L-0002"], ["L-0001", "L-0001"]]
    take(book, ssi(IB, AASE, BO, name="SSI 2021-04-20.csv"))
    assert book.read(LIST_ROWS)["why"].iloc[-1] == "Stod også på listen udtrukket den 12-04-2021."


def test_a_row_whose_number_has_a_slip_is_known_when_the_matching_is_sure(book):
    take(book, case({"CPR": AASE, "Navn": "Åse Holm", "Telefon": "68123456"}))
    take(book, contacts(["020250-1235", "Åse Holm", None, "68123456", None, "nej tak"]))
    assert (buckets(book), cells(book, "cpr")) == ([Bucket.ANSWERED], [["0202501234"]])
    assert "Genkendt: samme CPR-nummer bortset fra ét ciffer" in book.read(LIST_ROWS)["why"].iloc[-1]


def test_a_call_that_nobody_answered_is_no_known_answer(book):
    take(book, contacts([AASE, "Åse", None, None, "01-04-2021", "ikke svar"]))
    take(book, ssi(AASE))
    assert buckets(book) == [Bucket.KNOWN]


def test_first_and_latest_list_go_by_the_day_of_ssis_lists_not_by_when_they_came(book):
    take(book, ssi(AASE, BO, name="SSI 2021-04-19.csv"))
    take(book, ssi(AASE, IB, name="SSI 2021-04-12.csv"))
    take(book, case({"CPR": AASE}))
    assert seen(book) == [["L-0002", "L-0001"], ["L-0001", "L-0001"], ["L-0002", "L-0002"]]


def test_a_list_without_a_day_counts_as_the_oldest():
    lists = LISTS.frame(
        [
            {"id": "L-0001", "kind": "SSI: ikke reageret", "extracted_on": TODAY},
            {"id": "L-0002", "kind": "SSI: ikke reageret"},
        ]
    )
    listed = LIST_ROWS.frame({"id": f"LR-{n}", "list": f"L-000{n}", "citizen": "B-0001"} for n in (1, 2))
    seen = seen_on(CITIZENS.frame([{"id": "B-0001"}]), lists, listed)
    assert seen.to_dict("index") == {"B-0001": {"first_list": "L-0002", "latest_list": "L-0001"}}


def test_a_list_whose_id_somebody_typed_over_is_still_seen():
    lists = LISTS.frame([{"id": "Uge 16", "kind": "SSI: ikke reageret", "extracted_on": TODAY}])
    listed = LIST_ROWS.frame([{"id": "LR-1", "list": "Uge 16", "citizen": "B-0001"}])
    seen = seen_on(CITIZENS.frame([{"id": "B-0001"}]), lists, listed)
    assert seen.to_dict("index") == {"B-0001": {"first_list": "Uge 16", "latest_list": "Uge 16"}}


def test_titles_and_days_without_a_year_are_told_of(book):
    rows = [["Målgruppe 3"], [AASE, "Åse Lund", None, None, "1/4", "nej tak"]]
    change = take_any(book, contacts(*rows, name="kontakter 2021-04-16.csv"))
    assert "1 titel mellem rækkerne er ikke talt med som borgere: “Målgruppe 3”." in change.message
    assert "1 dato uden årstal er læst som den seneste, der passer, til og med 16-04-2021." in change.message
    assert (book.read(CALLS)["date"].tolist(), cells(book, "target_group")) == ([date(2021, 4, 1)], [[3]])


def test_a_row_that_stands_on_two_sheets_says_on_which_it_was_first(book):
    sheets = [Sheet("Nord", [["CPR"], [AASE], [AASE]]), Sheet("Syd", [["CPR"], [AASE]])]
    take(book, recognise("SSI 2021-04-20.xlsx", sheets, TODAY))
    assert book.read(LIST_ROWS)["why"].tolist()[1:] == ["Stod også i række 2.", "Stod også i række 2 på arket “Nord”."]
