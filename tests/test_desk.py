"""What a desk remembers: tables as they were read, and what was made of them while they are the same."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from macros.desk import Desk
from tests.pictures import rows
from workbook.book import MemoryBook
from workbook.change import Change
from workbook.tables import CALLS, CITIZENS

ADA = rows(CITIZENS, "id  name", "B-0001  Ada Lund")
CY = rows(CITIZENS, "id  name", "B-0002  Cy Dam")
RUNG = rows(CALLS, "id  citizen", "O-0001  B-0001")


def test_what_was_made_of_the_tables_is_made_anew_only_where_one_that_was_read_changed():
    made: list[int] = []

    def people(desk: Desk) -> pd.Index:
        made.append(len(desk.read(CITIZENS)))
        return desk.read(CITIZENS).index

    desk = Desk(MemoryBook(citizens=ADA), datetime(2021, 4, 20, 9, 0), "ABC")
    rung, more = Change(), Change()
    rung.insert(CALLS, RUNG)
    more.insert(CITIZENS, CY)
    assert list(desk.once(people)) == list(desk.after(rung).once(people)) == ["B-0001"]
    assert list(desk.after(rung).after(more).once(people)) == ["B-0001", "B-0002"]
    assert list(desk.once(people)) == ["B-0001"]
    assert made == [1, 2, 1]
