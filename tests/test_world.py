"""The made-up Ishøj: its figures are the memo's, its people are nobody, its files are the same each time."""

from collections import Counter
from datetime import date

import pytest

from macros.demo import names
from macros.demo.files import CASE_EXPORT, CONTACT_LIST, SSI_LIST, write_lists
from macros.demo.world import EARLIER, GROUPS, NOT_REACTED, TODAY, ishoej
from workbook import cpr
from workbook.book import MemoryBook, next_ids
from workbook.lists.kinds import ListFile
from workbook.lists.recognise import open_list
from workbook.register.known import Known
from workbook.register.seen import seen_on
from workbook.register.taking_in import take_in
from workbook.starting import starting_tables
from workbook.tables import CITIZENS, LIST_ROWS, LISTS
from workbook.words import Bucket, CprKind, Effect, ListKind, ReviewKind, YesNo


def opened(path) -> ListFile:
    """Return the list in a file that nothing has to be asked about."""
    found = open_list(path, TODAY)
    assert isinstance(found, ListFile)
    return found


@pytest.fixture(scope="module")
def people():
    return ishoej()


@pytest.fixture(scope="module")
def folder(people, tmp_path_factory):
    folder = tmp_path_factory.mktemp("Lister")
    write_lists(people, folder)
    return folder


def press(book, path):
    def new_ids(table, count):
        return next_ids(table, book.read(table).index, count)

    change = take_in(opened(path), Known.of(book.read), today=TODAY, user="MHN", new_ids=new_ids)
    assert book.apply(change) == []
    return change


@pytest.fixture(scope="module")
def imported(folder):
    book = MemoryBook(**starting_tables())
    changes = [press(book, folder / name) for name in (CASE_EXPORT, CONTACT_LIST, SSI_LIST, CASE_EXPORT)]
    return book, changes


def test_the_figures_of_the_groups_are_the_memos():
    assert [GROUPS[group].population for group in (1, 2, 3, 7, 8, 9)] == [89, 325, 143, 383, 1041, 2055]
    assert sum(figures.invited for group, figures in GROUPS.items() if group < 9) == 2015
    assert sum(NOT_REACTED.values()) == 138
    assert round(138 / 2015 * 100) == 7
    assert [sum(counts.get(word, 0) for counts in EARLIER.values()) for word in ("declined", "undecided")] == [27, 11]


def test_more_than_22_days_have_passed_for_every_group_on_the_list_and_for_no_other():
    waited = {group for group, figures in GROUPS.items() if (TODAY - figures.invited_on).days > 22}
    assert set(NOT_REACTED) <= waited
    assert 9 not in waited


def test_the_made_up_people_are_nobody(people):
    kinds = {cpr.parse(person.cpr).kind for person in people}
    assert kinds == {CprKind.UNCHECKED}
    assert not any((person.born.month, person.born.day) == (1, 1) for person in people)
    assert len({person.cpr for person in people}) == len(people)
    assert all(number.startswith(names.SPARE_RANGES) for person in people for number in person.phones)


def test_everyone_is_of_their_groups_age_and_their_number_says_so(people):
    for person in people:
        assert cpr.parse(person.cpr).born == person.born
        had_birthday = (TODAY.month, TODAY.day) >= (person.born.month, person.born.day)
        age = TODAY.year - person.born.year - (not had_birthday)
        assert GROUPS[person.group].youngest <= age <= GROUPS[person.group].oldest


def test_the_files_are_the_same_bytes_each_time(folder, tmp_path):
    for again in write_lists(ishoej(), tmp_path):
        assert again.read_bytes() == (folder / again.name).read_bytes()


def test_the_contact_list_has_the_mess_of_real_lists(folder):
    found = opened(folder / CONTACT_LIST)
    assert (found.kind.list_kind, found.extracted_on, found.skipped_rows) == (ListKind.CONTACTS, date(2021, 4, 16), 2)
    assert found.rows["cpr"].isna().sum() == 4
    assert found.unused == ("Lb.nr.",)


def test_the_register_holds_the_memos_people(imported):
    book, _ = imported
    citizens = book.read(CITIZENS)
    of_group = citizens.groupby("target_group").size().to_dict()
    jabbed = citizens[citizens["jab2_on"].notna()].groupby("target_group").size().to_dict()
    assert of_group == {1: 89, 2: 325, 3: 143, **{group: NOT_REACTED[group] for group in (4, 6, 7, 8)}}
    assert jabbed == {1: 86, 2: 300, 3: 136}
    assert citizens["cpr"].is_unique


def on_ssi_list(book):
    seen = seen_on(book.read(CITIZENS), book.read(LISTS), book.read(LIST_ROWS))
    return book.read(CITIZENS)[seen["latest_list"].notna()]


def test_138_stand_on_ssis_list_and_earlier_contact_knows_27_who_declined_and_11_who_are_undecided(imported):
    book, _ = imported
    listed = on_ssi_list(book)
    known = Known.of(book.read)
    answers = Counter(known.effects[known.answers[citizen][1]] for citizen in listed.index if citizen in known.answers)
    assert len(listed) == 138
    assert (answers[Effect.DECLINES], answers[Effect.UNDECIDED]) == (27, 11)
    assert listed.groupby("target_group").size().to_dict() == NOT_REACTED


def test_of_the_103_outside_the_followed_groups_about_60_have_an_address_and_a_few_are_protected(imported):
    book, _ = imported
    others = on_ssi_list(book).query("target_group > 3")
    assert len(others) == 103
    assert 50 < others["address"].notna().sum() < 65
    assert 0 < (others["protected"] == YesNo.YES).sum() < 10
    assert others["phone"].isna().sum() > 30


def test_rows_that_nobody_can_be_sure_of_become_questions(imported):
    _, (_, contacts, *_) = imported
    assert Counter(problem.kind for problem in contacts.problems) == {ReviewKind.MATCH: 3, ReviewKind.REFUSED: 2}


def test_the_case_systems_other_people_are_not_kept(imported):
    book, _ = imported
    rows = book.read(LIST_ROWS)
    again = rows[rows["list"] == book.read(LISTS).index[-1]]
    assert (again["bucket"] == Bucket.NOT_FOLLOWED).sum() == 45
    assert again.loc[again["bucket"] == Bucket.NOT_FOLLOWED, "citizen"].isna().all()


def test_pressing_each_file_once_more_changes_nothing(imported, folder):
    book, _ = imported
    for name in (SSI_LIST, CONTACT_LIST, CASE_EXPORT):
        assert not press(book, folder / name)
