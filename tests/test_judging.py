"""Til vurdering: two people side by side, a choice, and what it leads to; nobody is asked the same twice."""

from datetime import datetime, timedelta

import pytest

from macros.commands import lists
from macros.press import press
from workbook.book import MemoryBook
from workbook.change import Change
from workbook.journal.checkpoint import checkpoint_rows
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.starting import starting_tables
from workbook.tables import BOOKINGS, CALLS, CITIZENS, DECISIONS, LIST_ROWS, LISTS, LOOKUPS, RELATIVES, REVIEW, TABLES
from workbook.words import Bucket, Choice

NOW = datetime(2021, 4, 20, 10, 30)
AASE, BO = "020250-1234", "030350-1234"
CASE = ["CPR", "Navn", "Adresse", "Telefon", "Indsatser", "Målgruppe"]
CONTACTS = ["CPR", "Navn", "Fødselsdato", "Telefon", "Dato", "Svar"]


class Office:
    """A workbook in memory, lists in memory, and somebody who presses."""

    def __init__(self, monkeypatch):
        tables = {table.name: table.frame() for table in TABLES} | starting_tables()
        self.book = MemoryBook(**{**tables, "checkpoint": checkpoint_rows(tables)})
        self.minute = 0
        monkeypatch.setattr(lists, "open_list", lambda *_: self.file)

    def press(self, button, **answers):
        self.minute += 1
        now = NOW + timedelta(minutes=self.minute)
        outcome = press(button, self.book, now=now, user="AB", answers=answers)
        assert outcome.code == 0, outcome.message
        return outcome.message

    def take(self, heading, *rows, name="liste.csv"):
        self.file = recognise(name, [Sheet("", [heading, *map(list, rows)])], NOW.date())
        return self.press("import-list", file=name)

    def choose(self, *choices):
        before = self.book.read(REVIEW)
        change = Change()
        change.update(REVIEW, before, before.assign(choice=list(choices)))
        self.book.apply(change)
        return self.press("resolve")

    def cells(self, table, *names):
        return self.book.read(table)[list(names)].to_numpy().tolist()

    @property
    def latest_bucket(self):
        return self.cells(LIST_ROWS, "bucket", "citizen")[-1]


@pytest.fixture
def office(monkeypatch):
    office = Office(monkeypatch)
    office.take(CASE, [AASE, "Åse Holm", "Engvej 1", "68123456", "Pleje", 2], name="udtræk.csv")
    return office


DOUBTFUL = [None, "Holm, Aase", "02-02-1950", "68123457", "01-04-2021", "nej tak"]


def test_both_people_stand_side_by_side_with_the_reason(office):
    office.take(CONTACTS, DOUBTFUL, name="kontakter.csv")
    ((message, listed, known),) = office.cells(REVIEW, "message", "on_list", "in_register")
    assert "kontakter.csv, række 2: er det borger B-0001?" in message
    assert listed == "Aase Holm\nFødt 02-02-1950\n68123457"
    assert known == "Åse Holm\nCPR 020250-1234\nFødt 02-02-1950\nEngvej 1\n68123456"


def test_a_protected_address_is_not_shown_beside_another(office):
    person = office.book.read(CITIZENS)
    change = Change()
    change.update(CITIZENS, person, person.assign(protected="Ja"))
    office.book.apply(change)
    office.take(CONTACTS, DOUBTFUL)
    ((known,),) = office.cells(REVIEW, "in_register")
    assert "Beskyttet adresse" in known
    assert "Engvej" not in known


def test_the_same_takes_the_row_over_to_the_citizen(office):
    office.take(CONTACTS, DOUBTFUL)
    assert office.latest_bucket == [Bucket.ASK, None]
    office.choose(Choice.SAME)
    assert office.latest_bucket == [Bucket.ANSWERED, "B-0001"]
    assert office.cells(CALLS, "citizen", "outcome") == [["B-0001", "Ønsker ikke vaccination"]]
    assert office.cells(CITIZENS, "name", "phone", "phone2") == [["Åse Holm", "68123456", "68123457"]]
    assert office.book.read(REVIEW).empty


def test_not_the_same_makes_a_new_citizen_of_a_row_with_a_number(office):
    office.take(CONTACTS, ["020250-1235", "Holm", None, None, None, "nej tak"])
    assert office.latest_bucket == [Bucket.ASK, None]
    office.choose(Choice.NOT_SAME)
    assert office.latest_bucket == [Bucket.NEW, "B-0002"]
    assert office.cells(CITIZENS, "cpr") == [["0202501234"], ["0202501235"]]


def test_not_the_same_leaves_a_row_without_a_number_refused(office):
    office.take(CONTACTS, DOUBTFUL)
    office.choose(Choice.NOT_SAME)
    assert office.latest_bucket == [Bucket.REFUSED, None]
    assert len(office.book.read(CITIZENS)) == 1
    assert office.book.read(CALLS).empty


def test_a_number_that_belongs_to_somebody_else_makes_no_second_citizen_of_that_number(office):
    office.take(CONTACTS, [AASE, "Ib Friis", None, None, None, "nej tak"])
    assert office.latest_bucket == [Bucket.ASK, "B-0001"]
    office.choose(Choice.NOT_SAME)
    assert office.latest_bucket == [Bucket.REFUSED, None]
    assert office.cells(CITIZENS, "name") == [["Åse Holm"]]


@pytest.mark.parametrize("choice", [Choice.SAME, Choice.NOT_SAME])
def test_what_was_decided_is_never_asked_again_in_whatever_file_it_comes(office, choice):
    office.take(CONTACTS, DOUBTFUL)
    office.choose(choice)
    office.take(CONTACTS, [*DOUBTFUL[:4], "12-04-2021", "ved ikke"], [BO, "Bo", None, None, None, None], name="ny.csv")
    assert "Muligt match" not in [kind for (kind,) in office.cells(REVIEW, "kind")]
    calls = [["B-0001", "Ønsker ikke vaccination"], ["B-0001", "Uafklaret"]]
    assert office.cells(CALLS, "citizen", "outcome") == (calls if choice is Choice.SAME else [])


def test_two_rows_about_one_person_are_decided_together(office):
    office.take(CONTACTS, DOUBTFUL, [*DOUBTFUL[:4], "12-04-2021", "ved ikke"])
    office.choose(Choice.SAME, None)
    assert len(office.book.read(CALLS)) == 2
    assert office.book.read(REVIEW).empty
    assert [bucket for bucket, _ in office.cells(LIST_ROWS, "bucket", "citizen")][1:] == [Bucket.ANSWERED] * 2


def test_a_question_that_waits_is_not_put_twice(office):
    office.take(CONTACTS, DOUBTFUL, name="a.csv")
    office.take(CONTACTS, DOUBTFUL, name="b.csv")
    assert len(office.book.read(REVIEW)) == 1


def test_wait_and_a_choice_that_does_not_fit_leave_the_row(office):
    office.take(CONTACTS, DOUBTFUL)
    assert office.choose(Choice.WAIT) == "Der er ingen valg at gemme."
    assert office.choose(Choice.RESTORE) == "1 valg passer ikke til rækken og står der endnu."
    assert len(office.book.read(REVIEW)) == 1


@pytest.mark.parametrize("pasted", ["x", "[]"])
def test_a_row_whose_hidden_cell_was_pasted_over_stays_and_stops_nobody(office, pasted):
    office.take(CONTACTS, DOUBTFUL)
    review, change = office.book.read(REVIEW), Change()
    change.update(REVIEW, review, review.assign(payload=pasted, subject=review["subject"].str.split().str[0]))
    office.book.apply(change)
    assert office.choose(Choice.SAME) == "1 valg passer ikke til rækken og står der endnu."


def test_of_two_it_may_be_one_no_leaves_the_other_question_and_one_yes_settles_both(office):
    office.take(CASE, [BO, "Åse Holm", "Skovvej 9", "68123499", "Pleje", 2], name="udtræk 2.csv")
    office.take(CONTACTS, [None, "Åse Holm", None, "68123456 / 68123499", None, "nej tak"])
    assert [row_id for (row_id,) in office.cells(REVIEW, "row_id")] == ["B-0001", "B-0002"]
    assert "Én række kan ikke være to borgere" in office.choose(Choice.SAME, Choice.SAME)
    office.choose(Choice.NOT_SAME, None)
    assert (office.latest_bucket, len(office.book.read(REVIEW))) == ([Bucket.ASK, None], 1)
    office.choose(Choice.SAME)
    assert (office.latest_bucket, len(office.book.read(REVIEW))) == ([Bucket.ANSWERED, "B-0002"], 0)


def test_undo_of_a_decision_brings_the_question_back(office):
    office.take(CONTACTS, DOUBTFUL)
    before = office.book.read(REVIEW)
    office.choose(Choice.SAME)
    office.press("undo")
    assert office.book.read(REVIEW).drop(columns="choice").equals(before.drop(columns="choice"))
    assert office.book.read(DECISIONS).empty
    assert office.latest_bucket == [Bucket.ASK, None]
    office.choose(Choice.SAME)
    assert office.latest_bucket == [Bucket.ANSWERED, "B-0001"]


def moved(office, address, name):
    office.take(CASE, [AASE, "Åse Holm", address, "68123456", "Pleje", 2], name=name)


@pytest.fixture
def corrected(office):
    """An office that wrote another address by hand, and got a list that says a third."""
    people = office.book.read(CITIZENS)
    change = Change()
    change.update(CITIZENS, people, people.assign(address="Skovvej 9"))
    office.book.apply(change)
    moved(office, "Engvej 7", "udtræk 2.csv")
    return office


def test_a_difference_shows_both_values_and_the_correction_can_be_kept(corrected):
    assert corrected.cells(REVIEW, "kind", "on_list", "in_register") == [
        ["Afviger fra rettelse", "Adresse: Engvej 7", "Åse Holm\nAdresse: Skovvej 9"]
    ]
    corrected.choose(Choice.KEEP)
    moved(corrected, "Engvej 7", "udtræk 3.csv")
    assert corrected.cells(CITIZENS, "address") == [["Skovvej 9"]]
    assert corrected.book.read(REVIEW).empty
    moved(corrected, "Engvej 8", "udtræk 4.csv")
    assert corrected.cells(REVIEW, "on_list") == [["Adresse: Engvej 8"]]


def test_the_lists_value_can_be_chosen_and_then_counts_like_any_other(corrected):
    corrected.choose(Choice.USE)
    assert corrected.cells(CITIZENS, "address") == [["Engvej 7"]]
    moved(corrected, "Engvej 8", "udtræk 3.csv")
    assert (corrected.cells(CITIZENS, "address"), len(corrected.book.read(REVIEW))) == ([["Engvej 8"]], 0)


def test_undo_of_the_lists_value_brings_the_correction_and_the_question_back(corrected):
    corrected.choose(Choice.USE)
    corrected.press("undo")
    assert corrected.cells(CITIZENS, "address") == [["Skovvej 9"]]
    assert corrected.cells(REVIEW, "kind") == [["Afviger fra rettelse"]]
    moved(corrected, "Engvej 8", "udtræk 3.csv")
    assert corrected.cells(CITIZENS, "address") == [["Skovvej 9"]]


WITH_RELATIVE = ["CPR", "Navn", "Svar", "Pårørende", "Relation", "Pårørendes telefon"]
OTHER = "020250-1235"


def test_the_same_takes_relatives_and_calls_over_and_both_numbers_are_the_citizens(office):
    office.take(WITH_RELATIVE, [OTHER, "Holm", "nej tak", "Ida Holm", "datter", "68123458"])
    before = {table.name: office.book.read(table) for table in (CITIZENS, RELATIVES, LISTS)}
    office.choose(Choice.SAME)
    assert office.cells(CITIZENS, "cpr", "other_cpr") == [["0202501234", "0202501235"]]
    assert office.cells(RELATIVES, "citizen", "name", "phone") == [["B-0001", "Ida Holm", "68123458"]]
    assert office.cells(CALLS, "citizen", "outcome") == [["B-0001", "Ønsker ikke vaccination"]]
    assert office.cells(LISTS, "buckets")[-1] == ["Kendt svar 1"]
    office.take(["CPR"], [OTHER], name="SSI.csv")
    assert office.latest_bucket == [Bucket.ANSWERED, "B-0001"]
    office.press("undo")
    office.press("undo")
    for table in (CITIZENS, RELATIVES, LISTS):
        assert office.book.read(table).equals(before[table.name]), table.name
    office.take(["CPR"], [OTHER], name="SSI.csv")
    assert office.latest_bucket[0] == Bucket.ASK


def test_the_same_takes_all_relatives_of_a_row_over(office):
    heading = [*WITH_RELATIVE, "Pårørende 2", "Pårørende 2 tlf."]
    office.take(heading, [OTHER, "Holm", "nej tak", "Ida Holm", "datter", "68123458", "Per Holm", "68123459, 68123460"])
    office.choose(Choice.SAME)
    assert office.cells(RELATIVES, "citizen", "name", "phone", "note") == [
        ["B-0001", "Ida Holm", "68123458", None],
        ["B-0001", "Per Holm", "68123459", "Også telefon 68123460."],
    ]


def test_the_same_takes_a_time_over(office):
    office.take(["CPR", "Navn", "Booket den"], [OTHER, "Holm", "06-05-2021"])
    assert office.book.read(BOOKINGS).empty
    office.choose(Choice.SAME)
    assert office.cells(BOOKINGS, "citizen", "dose") == [["B-0001", 1]]


def test_a_number_for_life_takes_the_place_of_a_replacement_number(office):
    office.take(CASE, ["630350-3333", "Cy Dam", "Engvej 5", "68123477", "Pleje", 2], name="udtræk 2.csv")
    office.take(CONTACTS, [BO, "Cy Dam", None, "68123477", None, "nej tak"])
    assert office.latest_bucket == [Bucket.ASK, None]
    office.choose(Choice.SAME)
    assert office.cells(CITIZENS, "cpr", "cpr_kind", "other_cpr")[1] == [
        "0303501234",
        "Modulus 11 passer ikke",
        "6303503333",
    ]
    office.take(["CPR"], ["630350-3333"], name="SSI.csv")
    assert office.latest_bucket == [Bucket.ANSWERED, "B-0002"]


def test_another_number_with_a_wholly_other_name_is_asked_about(office):
    office.take(WITH_RELATIVE, [OTHER, "Holm", "nej tak", None, None, None])
    office.choose(Choice.SAME)
    office.take(["CPR", "Navn"], [OTHER, "Ib Friis"], name="SSI.csv")
    assert office.latest_bucket == [Bucket.ASK, "B-0001"]


@pytest.mark.parametrize("rows", [(0, 1), (1, 0)])
@pytest.mark.parametrize("choice", [Choice.SAME, Choice.NOT_SAME])
def test_one_number_twice_with_two_names_is_asked_about(office, rows, choice):
    two = [[BO, "Ada Beck", None, "68123471", None, None], [BO, "Per Dam", None, "68123472", None, "nej tak"]]
    office.take(CONTACTS, *(two[at] for at in rows))
    assert office.cells(CITIZENS, "name", "phone")[1:] == [["Ada Beck", "68123471"]]
    assert {bucket for bucket, _ in office.cells(LIST_ROWS, "bucket", "citizen")[1:]} == {Bucket.NEW, Bucket.ASK}
    ((message, listed, known),) = office.cells(REVIEW, "message", "on_list", "in_register")
    assert message.endswith("er det borger B-0002? (samme CPR-nummer, men et andet navn)")
    assert ("Per Dam" in listed, "Ada Beck" in known) == (True, True)
    office.choose(choice)
    assert len(office.book.read(CALLS)) == (choice is Choice.SAME)
    assert len(office.book.read(CITIZENS)) == 2


def test_the_second_row_of_one_list_that_is_the_same_person_is_not_on_the_list_again(office):
    office.take(["CPR", "Navn"], [BO, "Ada Beck"], [BO, "Per Dam"], name="SSI 2021-04-20.csv")
    office.choose(Choice.SAME)
    assert office.latest_bucket == [Bucket.DOUBLED, "B-0002"]


IBS, KARENS = "011014-5050", "110145-0503"
KARENS_NINE = "110145050"
"""Karen's number without its last digit is Ib's without the zero in front."""


def test_nine_digits_beside_another_name_are_asked_about_and_go_where_a_person_says(office):
    office.take(CASE, [IBS, "Ib Holm Dam", "Engvej 2", "68123451", "Pleje", 2], name="udtræk 2.csv")
    row = [KARENS_NINE, "Karen Holm Friis", None, "68123458", "01-04-2021", "nej tak"]
    office.take(CONTACTS, row, name="kontakter.csv")
    assert office.latest_bucket == [Bucket.ASK, "B-0002"]
    ((listed, known),) = office.cells(REVIEW, "on_list", "in_register")
    assert listed.startswith("Karen Holm Friis\nCPR 110145050\n")
    assert known.startswith("Ib Holm Dam\nCPR 011014-5050\n")
    assert office.cells(CALLS, "citizen") == []
    assert office.choose(Choice.NOT_SAME) == (
        "1 valg gemt. Fra “kontakter.csv”: Afvist 1. En afvist række er ikke taget ind: find det rigtige nummer, "
        "ret filen, og læs den ind igen."
    )
    assert office.latest_bucket == [Bucket.REFUSED, None]
    office.take(CONTACTS, row, name="kontakter igen.csv")
    assert office.cells(REVIEW, "message") == []


def test_nine_digits_are_the_number_of_the_one_whose_name_stands_beside_them(office):
    office.take(CASE, [KARENS, "Karen Holm Friis", "Engvej 2", "68123451", "Pleje", 2], name="udtræk 2.csv")
    office.take(CONTACTS, [KARENS_NINE, "Karen Holm Friis", None, None, "01-04-2021", "nej tak"])
    assert office.latest_bucket == [Bucket.ANSWERED, "B-0002"]
    assert office.cells(CITIZENS, "cpr", "other_cpr") == [["0202501234", None], ["1101450503", None]]


def test_a_number_with_a_digit_too_many_is_held_against_those_one_slip_away(office):
    office.take(["CPR"], ["02025012345"], ["0303501234"], name="SSI 2021-04-20.csv")
    ((message, listed),) = office.cells(REVIEW, "message", "on_list")
    assert "et ciffer for meget, intet navn at holde det op imod" in message
    assert listed == "CPR 02025012345"
    office.choose(Choice.SAME)
    assert office.cells(LIST_ROWS, "bucket", "citizen")[1] == [Bucket.KNOWN, "B-0001"]
    assert office.cells(CITIZENS, "cpr", "other_cpr")[0] == ["0202501234", None]


def test_two_unread_numbers_without_names_are_two_questions(office):
    office.take(CASE, [BO, "Bo Friis", "Engvej 2", "68123451", "Pleje", 2], name="udtræk 2.csv")
    office.take(["CPR"], ["02025012345"], ["03035012345"], ["0404501234"], name="SSI 2021-04-20.csv")
    office.choose(Choice.NOT_SAME, Choice.WAIT)
    assert office.cells(LIST_ROWS, "bucket")[2:4] == [[Bucket.REFUSED], [Bucket.ASK]]


def test_a_row_that_was_said_to_be_nobody_is_not_told_of_again(office):
    office.take(CONTACTS, DOUBTFUL, name="kontakter.csv")
    office.choose(Choice.NOT_SAME)
    message = office.take(CONTACTS, DOUBTFUL, [AASE, None, None, None, "02-04-2021", "ved ikke"], name="igen.csv")
    assert "Afvist 1" in message
    assert "venter" not in message
    assert office.cells(REVIEW, "message") == []


def test_a_message_counts_only_what_nobody_was_asked_before(office):
    person = office.book.read(CITIZENS)
    change = Change()
    change.update(CITIZENS, person, person.assign(name="Åse Holmgård"))
    office.book.apply(change)
    told = [office.take(CASE, [AASE, "Åse Holm", *address], name=f"udtræk {address[0]}.csv") for address in MOVES]
    assert ["1 ting venter" in message for message in told] == [True, False]
    assert len(office.cells(REVIEW, "message")) == 1


MOVES = [["Engvej 2", "68123456", "Pleje", 2], ["Engvej 3", "68123456", "Pleje", 2]]


def test_an_address_that_somebody_found_is_a_correction(office):
    office.take(["CPR"], [AASE], [BO], name="SSI 2021-04-20.csv")
    office.press("lookups")
    sheet = office.book.read(LOOKUPS)
    change = Change()
    change.update(LOOKUPS, sheet, sheet.assign(found_address="Fundvej 3", found_place="2635 Ishøj"))
    office.book.apply(change)
    office.press("lookups")
    office.take(CASE, [BO, "Bo Friis", "Engvej 9", "68123451", "Pleje", 2], name="udtræk 2.csv")
    assert office.cells(CITIZENS, "address")[1] == ["Fundvej 3"]
    ((message, listed),) = office.cells(REVIEW, "message", "on_list")
    assert "Feltet “Adresse” hos borger B-0002" in message
    assert listed == "Adresse: Engvej 9"
    office.choose(Choice.USE)
    office.take(CASE, [BO, "Bo Friis", "Engvej 10", "68123451", "Pleje", 2], name="udtræk 3.csv")
    assert office.cells(CITIZENS, "address")[1] == ["Engvej 10"]
