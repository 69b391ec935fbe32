"""The simulated fortnight ends with everyone accounted for, the same on the command line and on the ribbon."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import dataclass, field
from unittest.mock import patch

import openpyxl
import pytest

from tests.fortnight import fortnight
from tests.fortnight_office import FIRST_DAY, LAST_DAY, Office, unlocked
from tests.laws import all_laws, left_alone, open_calls
from tests.letters.paper import text_of
from tests.person import opened
from tests.ways import USER, CommandLine, Ribbon
from workbook.book_file import FileBook
from workbook.change import records
from workbook.handouts.reserving import still_out
from workbook.journal.chain import entries_of
from workbook.summary import STATES, figures, on_list_figure
from workbook.tables import JOURNAL, TABLES, TRACKED
from workbook.words import ReviewKind
from workbook.xlsx.disk import encrypt

pytestmark = pytest.mark.bench


@dataclass
class Watch:
    """Somebody who looks at everything after every press.

    `papers` are the files that people read, each with the names and ids of those who were to be left alone just then.
    """

    ever: set[str] = field(default_factory=set)
    papers: dict[str, tuple[bytes, set[str]]] = field(default_factory=dict)

    def __call__(self, office: Office) -> None:
        all_laws(office.tables, office.before["calls"], office.now.date())
        people, review = office.tables["citizens"], office.tables["review"]
        self.ever |= set(people.index)
        assert self.ever - set(people.index) <= set(review.loc[review["kind"] == ReviewKind.VANISHED, "row_id"])
        stopped = people.loc[sorted(left_alone(people))]
        others = " · ".join(people["name"].drop(index=stopped.index).dropna())  # two may be called alike, or nearly
        words = {*stopped.index, *(name for name in stopped["name"].dropna() if name not in others)}
        for path in [*(office.folder / "Ringelister").glob("*.xlsx"), *(office.folder / "Ud").rglob("*.pdf")]:
            if path.name not in self.papers:
                self.papers[path.name] = path.read_bytes(), words


def locked_on_the_first_day(content, password, name):
    """Lock the first callers' files only: a password's key takes a quarter of a second each time."""
    return encrypt(content, password, name) if name.startswith(f"{FIRST_DAY}") else content


def live_through(folder, way, watch):
    with patch("macros.handing.encrypt", locked_on_the_first_day):
        office = Office(folder, way, watch)
        fortnight(office)
    return office


@pytest.fixture(scope="module")
def watch():
    return Watch()


@pytest.fixture(scope="module")
def typed(tmp_path_factory, watch):
    """The fortnight as it was pressed on the command line; its last press is a program of its own."""
    office = live_through(tmp_path_factory.mktemp("linje") / "kontor", CommandLine, watch)
    words = ["update-summary", str(office.workbook), "--user", USER, f"--today={LAST_DAY}"]
    done = subprocess.run([sys.executable, "-m", "macros", *words], capture_output=True, text=True, check=True)
    office.said.append(("update-summary", done.stdout.strip()))
    return office


@pytest.fixture(scope="module")
def clicked(tmp_path_factory):
    """The fortnight as it was pressed on the ribbon."""
    office = live_through(tmp_path_factory.mktemp("bånd") / "kontor", Ribbon, lambda _: None)
    office.press("update-summary")
    return office


def tables_of(office, tables=TABLES):
    with FileBook(office.workbook, read_only=True) as book:
        return {table.name: book.read(table) for table in tables}


def test_the_ribbon_gives_the_same_fortnight_as_the_command_line(typed, clicked):
    assert clicked.said == typed.said
    ours, theirs = tables_of(clicked, TRACKED), tables_of(typed, TRACKED)
    for name in ours:
        assert records(ours[name]) == records(theirs[name]), name
    assert papers_of(clicked) == papers_of(typed)


def papers_of(office):
    return sorted(
        path.relative_to(office.folder) for kind in ("pdf", "xlsx") for path in office.folder.rglob(f"*.{kind}")
    )


def test_everyone_of_both_lists_is_one_citizen_in_one_state_and_in_one_place(typed):
    tables = tables_of(typed)
    people = tables["citizens"]
    listed = {person.cpr for person in (*typed.first, *typed.second)}
    assert len(listed) == 538
    assert listed <= set(people["cpr"])
    assert people["cpr"].dropna().is_unique
    out = still_out(tables["handouts"], LAST_DAY)["citizen"].tolist()
    assert not set(out) & set(open_calls(tables["call_sheet"]))
    assert len(people["state"].value_counts()) > 12  # the story comes by most of the states
    assert people["why_now"].notna().all()


def test_overblik_counts_those_people_and_no_others(typed):
    tables = tables_of(typed)
    told, book = figures(tables, LAST_DAY), opened(typed.workbook, results=True)
    newest = tables["citizens"]["latest_list"] == told["list_id"]
    assert newest.sum() == 526
    for standing, states in STATES.items():
        name = on_list_figure(standing)
        sheet, place = next(book.defined_names[f"tal_{name}"].destinations)
        assert book[sheet][place].value == told[name] == (newest & tables["citizens"]["state"].isin(states)).sum()
    assert sum(told[on_list_figure(standing)] for standing in STATES) == told["not_reacted"] == newest.sum()


def test_answers_are_all_in_opkald_and_stand_as_the_journal_has_them(typed):
    tables = tables_of(typed)
    journal = entries_of(tables[JOURNAL.name])
    written = journal[(journal["table"] == "calls") & (journal["mark"] == "ny")]["row_id"]
    assert set(written) == set(tables["calls"].index)
    assert set(tables["calls"]["citizen"]) <= set(tables["citizens"].index)


@pytest.mark.usefixtures("typed")
def test_who_must_be_left_alone_is_on_no_file_and_no_page_of_the_fortnight(watch):
    kinds = {name.rpartition(".")[2] for name in watch.papers}
    assert kinds == {"xlsx", "pdf"}
    for name, (content, stopped) in watch.papers.items():
        text = " ".join(words_of(name, content).split())
        assert [word for word in stopped if word in text] == [], name
    assert sum(len(stopped) > 10 for _, stopped in watch.papers.values()) > 10


def words_of(name, content):
    if name.endswith(".pdf"):
        return text_of(content)
    book = openpyxl.load_workbook(io.BytesIO(unlocked(content)), read_only=True)
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
