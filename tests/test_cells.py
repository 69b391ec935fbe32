"""What people type into a cell, and what is read from it; what could mean two things is not guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.cells import Unreadable, read_cell
from workbook.schema import Column, Kind
from workbook.words import YesNo


def read(kind, raw):
    return read_cell(Column("cell", "Celle", "En celle.", kind, choices=YesNo if kind is Kind.CHOICE else None), raw)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.WHOLE, "1.000", 1000),
        (Kind.WHOLE, " 12 ", 12),
        (Kind.WHOLE, 7.0, 7),
        (Kind.NUMBER, "1.234,5", 1234.5),
        (Kind.NUMBER, "12.5", 12.5),
        (Kind.NUMBER, "0,5", 0.5),
        (Kind.DATE, "20.4.2021", date(2021, 4, 20)),
        (Kind.DATE, "2021-04-20", date(2021, 4, 20)),
        (Kind.DATE, 44306, date(2021, 4, 20)),
        (Kind.DATE, 59, date(1900, 2, 28)),
        (Kind.DATE, 61, date(1900, 3, 1)),
        (Kind.TIME, "kl. 10.30", time(10, 30)),
        (Kind.TIME, 0.4375, time(10, 30)),
        (Kind.TEXT, 12345678.0, "12345678"),
        (Kind.TEXT, "0101501234", "0101501234"),
    ],
)
def test_a_cell_is_read_as_people_mean_it(kind, raw, value):
    assert read(kind, raw) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Kind.WHOLE, "tre"),
        (Kind.WHOLE, 2.5),
        (Kind.WHOLE, "1e999"),
        (Kind.NUMBER, "nan"),
        (Kind.NUMBER, "uendelig"),
        (Kind.NUMBER, True),
        (Kind.DATE, "i marts"),
        (Kind.DATE, "31-02-2021"),
        (Kind.DATE, "20-04-21"),
        (Kind.DATE, 20042021),
        (Kind.DATE, "01-01-0001"),
        (Kind.DATE, date(1899, 12, 31)),
        (Kind.TIME, "25:00"),
        (Kind.TIME, "halv ti"),
    ],
)
def test_what_is_not_of_its_kind_is_said_to_be_unreadable(kind, raw):
    with pytest.raises(Unreadable):
        read(kind, raw)


@given(st.sampled_from(list(Kind)), st.none() | st.text() | st.floats() | st.integers() | st.booleans() | st.dates())
def test_any_cell_is_read_or_unreadable_and_never_anything_else(kind, raw):
    if kind in {Kind.FORMULA, Kind.CHOICE}:
        kind = Kind.TEXT
    with suppress(Unreadable):
        read(kind, raw)
