from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest
from openpyxl.comments import Comment

from macros.__main__ import main
from macros.office import new_workbook
from macros.updating import counts, updated
from tests.person import Person, opened
from tests.pictures import rows
from workbook import SCHEMA
from workbook.book_file import FileBook
from workbook.build.package import RIBBON
from workbook.change import Change
from workbook.journal.chain import broken_links
from workbook.migrations import STEPS, Step, migrate
from workbook.problems import NewerWorkbook, NotCounted
from workbook.settings import names
from workbook.starting import starting_tables
from workbook.tables import CITIZENS, HOURS, JOURNAL, SETTINGS, TABLES
from workbook.xlsx.parts import Parts

GOLDEN = Path(__file__).parent / "golden"


def test_steps_are_numbered_from_one_and_end_at_todays_form():
    assert [step.form for step in STEPS] == list(range(1, SCHEMA + 1))


def test_the_shape_is_the_one_that_this_form_promises():
    """When this fails after a release, raise SCHEMA, add a step, and keep the old golden file."""
    told = "".join(f"{table.sheet}: {' · '.join(table.labels)}\n" for table in TABLES)
    assert told == (GOLDEN / f"form-{SCHEMA}.txt").read_text("utf-8")


def test_a_workbook_takes_only_the_steps_ahead_of_it_in_order():
    def more(text):
        return lambda sheets: {"Ark": sheets["Ark"].assign(**{text: len(sheets["Ark"].columns)})}

    steps = (*STEPS, Step(2, "to", more("b")), Step(3, "tre", more("c")))
    sheets, told = migrate({"Ark": pd.DataFrame({"a": [0]})}, 1, steps)
    assert sheets["Ark"].iloc[0].to_dict() == {"a": 0, "b": 1, "c": 2}
    assert told == ["to", "tre"]


WORKBOOKS = sorted(GOLDEN.glob("ringbind-*.xlsm"))
"""One for each version that was released, and for this one (`python -m tests.golden_workbook`)."""
NOW = datetime(2021, 5, 1, 8)
PEOPLE = {"citizens": rows(CITIZENS, "id  name", "B-0001  Ada Lund", "B-0002  Bo Beck")}


def test_there_is_a_workbook_of_every_version():
    assert "ringbind-0.1.0" in [path.stem for path in WORKBOOKS]


@pytest.fixture(params=WORKBOOKS, ids=lambda path: path.stem)
def office(request, tmp_path):
    return Path(shutil.copy(request.param, tmp_path / "Ringbind.xlsm"))


def read(path, table):
    with FileBook(path, read_only=True) as book:
        return book.read(table)


def aged(path):
    """Let the workbook have a ribbon with another button and lack a setting, as if it were older."""
    with FileBook(path) as book:
        change, rows = Change(), book.read(SETTINGS)
        change.delete(SETTINGS, rows[rows["name"] == names()["keep_quiet"]])
        book.apply(change)
        book.save()
    parts = Parts(path.read_bytes())
    parts.replace(RIBBON, parts.read(RIBBON).replace(b'id="undo"', b'id="undo-it"'))
    path.write_bytes(parts.to_bytes())
    return path.read_bytes()


def test_an_older_workbook_is_brought_up_to_date_on_a_copy_with_equal_counts(office, capsys):
    Person(office).own_column(CITIZENS, "Nøgleboks", {"B-0002": "rød"})
    old = aged(office)
    assert main(["update", str(office)]) == 0
    told = capsys.readouterr().out
    assert "rækker er talt og er der" in told
    now = counts(office.read_bytes())
    assert {sheet: now[sheet] for sheet in counts(old)} == counts(old) | {"Indstillinger": now["Indstillinger"]}
    assert b'id="undo"' in Parts(office.read_bytes()).read(RIBBON)
    assert Person(office).own_cells(CITIZENS, "Nøgleboks") == {"B-0002": "rød"}
    assert names()["keep_quiet"] in set(read(office, SETTINGS)["name"])
    assert broken_links(read(office, JOURNAL)) == []
    (kept,) = (office.parent / "Sikkerhedskopier").iterdir()
    assert kept.read_bytes() == old
    assert main(["check", str(office), "--today", "2021-04-21"]) == 0
    assert main(["update", str(office)]) == 0
    assert "allerede i denne udgaves form" in capsys.readouterr().out


NEW = ("Timer", "Booking")
"""Sheets that a workbook of before they were thought of does not have."""


def test_a_sheet_that_is_new_is_put_in_and_all_that_staff_added_stays(tmp_path):
    path = tmp_path / "Ringbind.xlsm"
    with patch("workbook.build.TABLES", tuple(table for table in TABLES if table.sheet not in NEW)):
        path.write_bytes(new_workbook(starting_tables() | PEOPLE, NOW))
    Person(path).own_column(CITIZENS, "Nøgleboks", {"B-0002": "rød"})
    book = opened(path)
    book.create_sheet("Vores egne noter")["B2"] = "Kaffe kl. 10"
    book["Borgere"]["E4"].comment = Comment("Ring efter kl. 10", "xx")
    book["Borgere"].column_dimensions["E"].width = 61
    book.save(path)
    before = Parts(path.read_bytes())
    assert main(["update", str(path)]) == 0
    now = opened(path)
    assert [sheet in now.sheetnames for sheet in (*NEW, "Vores egne noter")] == [True] * 3
    assert (now["Vores egne noter"]["B2"].value, now["Borgere"]["E4"].comment.text) == (
        "Kaffe kl. 10",
        "Ring efter kl. 10",
    )
    assert now["Borgere"].column_dimensions["E"].width == 61
    assert Person(path).own_cells(CITIZENS, "Nøgleboks") == {"B-0002": "rød"}
    after_ = Parts(path.read_bytes())
    stands = [name for name in before.names() if name.startswith(("xl/comments", "xl/drawings", "xl/charts"))]
    assert [name for name in stands if after_.read(name) != before.read(name)] == []
    fresh = opened(new_workbook(starting_tables(), NOW))
    for sheet in NEW:
        look, wanted = now[sheet]["B2"], fresh[sheet]["B2"]
        assert (look.value, look.font.b, look.fill.fgColor.rgb) == (
            wanted.value,
            wanted.font.b,
            wanted.fill.fgColor.rgb,
        )
    Person(path).type_row(HOURS, {"Dato": date(2021, 4, 20), "Timer": 3})
    assert main(["check", str(path), "--today", "2021-04-21"]) == 0
    assert read(path, HOURS)["hours"].tolist() == [3]


def after(turn):
    return (
        *STEPS,
        Step(SCHEMA + 1, "Navne er trimmet.", lambda sheets: {**sheets, "Borgere": turn(sheets["Borgere"])}),
    )


def test_a_workbook_of_an_older_form_is_built_anew_with_every_row(office):
    content = office.read_bytes()
    fresh, told = updated(content, NOW, after(lambda rows: rows.assign(Navn=rows["Navn"].str.upper())))
    assert told == ["Navne er trimmet."]
    ours = {table.sheet for table in TABLES}
    assert {sheet: counts(fresh)[sheet] for sheet in ours} == {sheet: counts(content).get(sheet, 0) for sheet in ours}
    office.write_bytes(fresh)
    people = read(office, CITIZENS)
    assert people["name"].tolist() == ["ADA LUND", "BO BECK", "CY DAM"]
    assert people["phone"].tolist() == ["01111111", "02222222", None]


def test_what_staff_added_and_an_older_form_cannot_bring_along_is_told(office):
    Person(office).own_column(CITIZENS, "Nøgleboks", {"B-0002": "rød"})
    book = opened(office)
    book.create_sheet("Vores egne noter")
    book.save(office)
    _, told = updated(office.read_bytes(), NOW, after(lambda rows: rows))
    assert told[1] == (
        "Af jeres eget er arket “Vores egne noter” og kolonnen “Nøgleboks” på arket “Borgere” ikke med. Det, noter og "
        "egne bredder står i den gamle projektmappe i mappen Sikkerhedskopier."
    )


def test_what_cannot_come_along_is_asked_about_before_anything_is_written(office, capsys):
    Person(office).own_column(CITIZENS, "Nøgleboks", {"B-0002": "rød"})
    before = office.read_bytes()
    with patch("macros.updating.updated", lambda content, now: updated(content, now, after(lambda rows: rows))):
        assert main(["update", str(office)]) == 2
        told = capsys.readouterr().err
        assert "Af jeres eget kan kolonnen “Nøgleboks” på arket “Borgere” ikke komme med" in told
        assert main(["update", str(office), "--answer", "own=Lad den stå"]) == 2
        assert office.read_bytes() == before
        assert not (office.parent / "Sikkerhedskopier").exists()
        assert main(["update", str(office), "--answer", "own=Byg den på ny"]) == 0
    (kept,) = (office.parent / "Sikkerhedskopier").iterdir()
    assert kept.read_bytes() == before
    assert read(office, CITIZENS)["name"].tolist() == ["Ada Lund", "Bo Beck", "Cy Dam"]


def test_a_step_that_loses_a_row_stops_the_update(office):
    with pytest.raises(NotCounted, match="Borgere"):
        updated(office.read_bytes(), NOW, after(lambda rows: rows.iloc[1:]))


def test_a_workbook_of_a_newer_ringbind_is_not_brought_back(office):
    with pytest.raises(NewerWorkbook):
        updated(office.read_bytes(), NOW, STEPS[:-1] or (Step(0, "Ældre.", dict),))
