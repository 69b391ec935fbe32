"""A small transport day: two in wheelchairs and three with walkers, two lift buses and a car, one hall."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime
from functools import cache

import pandas as pd

from tests.pictures import rows
from tests.press.office import do, office
from workbook.tables import BOOKINGS, CALLS, CITIZENS, RIDES, SITES, VEHICLES

DAY = date(2021, 5, 4)
THE_DAY_BEFORE = datetime(2021, 5, 3, 14, 0)

PEOPLE = rows(
    CITIZENS,
    "id  name  phone  address  postcode  city  east  north",
    "B-0001  Asta Testrup  11111111  Engvej 1  2635  Ishøj  711000  6168000",
    "B-0002  Bo Testrup  22222222  Engvej 9  2635  Ishøj  711300  6168400",
    "B-0003  Cilla Testrup  33333333  Strandvej 3  2635  Ishøj  712500  6167200",
    "B-0004  Dan Testrup  44444444  Vejlebrovej 8  2635  Ishøj  710200  6168900",
    "B-0005  Eva Testrup  55555555  Tranegilde 4  2635  Ishøj  709800  6167100",
    "B-0006  Finn Testrup  66666666  Engvej 3  2635  Ishøj  711050  6168050",
)
SAID = rows(
    CALLS,
    "id  citizen  date  outcome  transport  aid  stairs  escort",
    "O-0001  B-0001  2021-04-20  Ja, vil have hjælp til booking  Kommunal kørsel  Kørestol  -  Ja",
    "O-0002  B-0002  2021-04-20  Ja, vil have hjælp til booking  Kommunal kørsel  Kørestol  -  -",
    "O-0003  B-0003  2021-04-20  Ja, vil have hjælp til booking  Kommunal kørsel  Rollator  Ja  -",
    "O-0004  B-0004  2021-04-20  Ja, vil have hjælp til booking  Kommunal kørsel  Rollator  -  -",
    "O-0005  B-0005  2021-04-20  Ja, vil have hjælp til booking  Kommunal kørsel  Rollator  -  -",
    "O-0006  B-0006  2021-04-20  Ja, vil have hjælp til booking  Pårørende  -  -  -",
)
TIMES = rows(
    BOOKINGS,
    "id  citizen  dose  kind  site  date  time  state",
    "T-0001  B-0001  1  Vaccinationssted  Hallen  2021-05-04  10:00  Meddelt",
    "T-0002  B-0002  1  Vaccinationssted  Hallen  2021-05-04  14:00  Meddelt",
    "T-0003  B-0003  1  Vaccinationssted  Hallen  2021-05-04  10:20  Meddelt",
    "T-0004  B-0004  1  Vaccinationssted  Hallen  2021-05-04  13:50  Meddelt",
    "T-0005  B-0005  1  Vaccinationssted  Hallen  2021-05-04  14:10  Tid fået",
    "T-0006  B-0006  1  Vaccinationssted  Hallen  2021-05-04  10:00  Meddelt",
)
HALL = rows(
    SITES,
    "id  name  address  postcode  city  open_from  open_to  east  north",
    "ST-0001  Hallen  Stadion 10  2605  Brøndby  09:00  16:00  714000  6170000",
)
CARS = rows(
    VEHICLES,
    "id  name  driver  phone  shift_from  shift_to  depot  east  north  seats  wheelchairs  walkers  lift",
    "VO-0001  Bus 1  AB  20202020  08:00  17:00  Vej 1  711500  6168500  8  2  2  Ja",
    "VO-0002  Bus 2  CD  30303030  08:00  17:00  Vej 1  711500  6168500  6  1  2  Ja",
    "VO-0003  Bil 3  EF  40404040  08:00  17:00  Vej 1  711500  6168500  3  -  1  Nej",
)


def but(table, **cells):
    """Return a table with other cells: a column's list, or one value for all its rows."""
    return table.assign(**{name: pd.Series(value, table.index, dtype=object) for name, value in cells.items()})


TABLES = {"citizens": PEOPLE, "calls": SAID, "bookings": TIMES, "sites": HALL, "vehicles": CARS}
"""The day's tables by name."""


def transport_office(**tables):
    """Return a workbook in memory with this day; `tables` stand in for its own."""
    return office(**{**TABLES, **tables})


def planned_office(**tables):
    """Return the same with the day planned the day before."""
    return planned(transport_office(**tables)) if tables else deepcopy(usual_plan())


@cache
def usual_plan():
    return planned(transport_office())


def planned(book):
    assert do(book, "plan-rides", now=THE_DAY_BEFORE, day=DAY.isoformat()).code == 0
    return book


def rides(book):
    """Return the rows of Kørsel by citizen and way."""
    frame = book.read(RIDES)
    return {(row["citizen"], row["leg"]): row for _, row in frame.iterrows()}
