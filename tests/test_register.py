"""Taking in lists: each person once, every row in one bucket, corrections by hand stand."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools import examples
from workbook.book import MemoryBook, next_ids
from workbook.change import Change
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.register import Known, seen_on, take_in
from workbook.starting import starting_tables
from workbook.tables import CALLS, CITIZENS, LIST_ROWS, LISTS, REVIEW
from workbook.words import OFF_LIST, Bucket, ReviewKind

TODAY = date(2021, 4, 20)
AASE, BO, IB = "020250-1234", "030350-1234", "040450-1234"
CASE = ["CPR", "Navn", "Adresse", "Telefon", "Indsatser", "Målgruppe", "1. stik", "Beskyttet", "Død/fraflyttet"]


@pytest.fixture
def book():
    return MemoryBook(**starting_tables())


def a_list(*rows, name="liste.csv"):
    return recognise(name, [Sheet("", [list(row) for row in rows])], TODAY)


def decide(book, file, corrected=frozenset()):
    def new_ids(table, count):
        return next_ids(table, book.read(table).index, count)

    return take_in(file, Known.of(book.read), today=TODAY, user="AB", new_ids=new_ids, corrected=corrected)


def take(book, file, corrected=frozenset()):
    change = decide(book, file, corrected)
    assert book.apply(change) == []
    return change


def ssi(*numbers, name="SSI 2021-04-20.csv"):
    return a_list(["CPR"], *([number] for number in numbers), name=name)


def case(*rows, name="udtræk.csv"):
    return a_list(CASE, *([{"Målgruppe": "2", **row}.get(label) for label in CASE] for row in rows), name=name)


def contacts(*rows, name="kontakter.csv"):
    return a_list(["CPR", "Navn", "Fødselsdato", "Telefon", "Dato", "Svar"], *rows, name=name)


def buckets(book, at=-1):
    rows = book.read(LIST_ROWS)
    return rows.loc[rows["list"] == book.read(LISTS).index[at], "bucket"].tolist()


def cells(book, *names):
    return book.read(CITIZENS)[list(names)].to_numpy().tolist()


def test_rows_of_one_number_wait_together_when_one_of_them_may_be_somebody_known(book):
    take(book, case({"CPR": AASE, "Navn": "Bo Friis", "Telefon": "68123456"}))
    twice = ({"CPR": "040450-1234", "Navn": "Bo Friis", "Telefon": phone} for phone in ("68123456", None))
    file = case(*twice, name="udtræk 2.csv")
    take(book, file)
    assert (buckets(book), cells(book, "cpr")) == ([Bucket.ASK, Bucket.ASK], [["0202501234"]])
    assert not decide(book, file)


def test_everyone_on_a_list_stands_in_the_register_once(book):
    change = take(book, ssi(AASE, BO, AASE, "202501234"))
    assert cells(book, "cpr") == [["0202501234"], ["0303501234"]]
    assert buckets(book) == [Bucket.NEW, Bucket.NEW, Bucket.DOUBLED, Bucket.DOUBLED]
    assert "Ny 2 · Gentaget på listen 2" in change.message


def test_a_row_without_a_number_is_refused_with_file_and_row_and_the_others_go_on(book):
    change = take(book, ssi(AASE, "1,01501E+08", BO))
    assert buckets(book) == [Bucket.NEW, Bucket.REFUSED, Bucket.NEW]
    (problem,) = change.problems
    assert (problem.kind, problem.source) == (ReviewKind.REFUSED, "SSI 2021-04-20.csv, række 3")


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
    assert "står ikke på denne" not in take(book, ssi(IB, name="SSI 2021-04-05.csv")).message


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


def seen(book):
    return seen_on(book.read(CITIZENS), book.read(LISTS), book.read(LIST_ROWS)).to_numpy().tolist()


def test_first_and_latest_list_go_by_the_day_of_ssis_lists_not_by_when_they_came(book):
    take(book, ssi(AASE, BO, name="SSI 2021-04-19.csv"))
    take(book, ssi(AASE, IB, name="SSI 2021-04-12.csv"))
    take(book, case({"CPR": AASE}))
    assert seen(book) == [["L-0002", "L-0001"], ["L-0001", "L-0001"], ["L-0002", "L-0002"]]


def test_bad_cells_are_named_and_no_message_holds_a_persons_value(book):
    file = a_list(["CPR", "Navn", "Inviteret"], [AASE, "Åse Holm", "snart"], ["12", "Ib Friis", None])
    change = take(book, file)
    assert [problem.kind for problem in change.problems] == [ReviewKind.BAD_CELL, ReviewKind.REFUSED]
    told = change.message + "".join(problem.message for problem in change.problems)
    assert not any(value in told for value in ("020250", "Åse", "Friis", "snart"))


# Laws: a few people, so that rows meet each other, in every kind of list.
NUMBERS = st.sampled_from([AASE, BO, IB, "1,01501E+08", "", "20250-1234"])
NAMES = st.sampled_from(["Åse Holm", "Bo Friis", None])
GROUPS = st.sampled_from(["2", "8", "x", None])
DAYS = st.sampled_from(["01-04-2021", "12-04-2021", None])
WORDS = st.sampled_from(["nej tak", "ved ikke", "ikke svar", "hm", None])
SSI_ROWS = st.lists(st.tuples(NUMBERS, NAMES, GROUPS), max_size=6)
CONTACT_ROWS = st.lists(st.tuples(NUMBERS, NAMES, st.none(), st.none(), DAYS, WORDS), max_size=6)
CASE_ROWS = st.lists(
    st.builds(
        lambda number, name, group, phone: {"CPR": number, "Navn": name, "Målgruppe": group, "Telefon": phone},
        NUMBERS,
        NAMES,
        GROUPS,
        st.sampled_from(["68123456", "68123457", None]),
    ),
    max_size=6,
)
A_FEW = settings(max_examples=examples(40), deadline=None)
FILES = st.one_of(
    SSI_ROWS.map(lambda rows: a_list(["CPR", "Navn", "Målgruppe"], *rows)),
    CONTACT_ROWS.map(lambda rows: contacts(*rows)),
    CASE_ROWS.map(lambda rows: case(*rows)),
)


@A_FEW
@given(st.lists(FILES, max_size=3), FILES)
def test_importing_twice_is_importing_once(before, file):
    book = MemoryBook(**starting_tables())
    for earlier in before:
        take(book, earlier)
    take(book, file)
    assert not decide(book, file)


@A_FEW
@given(st.lists(FILES, min_size=1, max_size=3))
def test_every_row_ends_in_exactly_one_bucket_with_a_reason_and_everyone_stands_once(files):
    book = MemoryBook(**starting_tables())
    for file in files:
        change = take(book, file)
        if change:
            rows = book.read(LIST_ROWS)
            ours = rows[rows["list"] == book.read(LISTS).index[-1]]
            assert ours["row"].dropna().tolist() == file.rows["row"].tolist()
            assert set(ours.loc[ours["row"].isna(), "bucket"]) <= OFF_LIST
            assert ours[["bucket", "why"]].notna().all(axis=None)
    numbers = book.read(CITIZENS)["cpr"]
    assert numbers.is_unique
    assert book.read(REVIEW).empty


@A_FEW
@given(st.lists(FILES, max_size=2), st.one_of(SSI_ROWS, CONTACT_ROWS), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(before, rows, random):
    shuffled = random.sample(rows, len(rows))
    kind = contacts if rows and len(rows[0]) == 6 else lambda *rows: a_list(["CPR", "Navn", "Målgruppe"], *rows)
    registers = []
    for order in (rows, shuffled):
        book = MemoryBook(**starting_tables())
        for earlier in before:
            take(book, earlier)
        take(book, kind(*order))
        registers.append(_by_cpr(book))
    assert registers[0] == registers[1]


def _by_cpr(book):
    people = book.read(CITIZENS)
    calls = book.read(CALLS)
    calls["citizen"] = people["cpr"].reindex(calls["citizen"]).tolist()
    return [
        sorted(map(repr, frame.astype(object).where(pd.notna(frame), None).to_numpy().tolist()))
        for frame in (people, calls)
    ]


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
