from __future__ import annotations

from pathlib import Path

import pandas as pd

from workbook import SCHEMA
from workbook.migrations import STEPS, Step, migrate
from workbook.tables import TABLES

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
