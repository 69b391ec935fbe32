"""Ada, about whom everything is known, and the few people around her: for the card and for papers about one citizen."""

from __future__ import annotations

from datetime import date

import pandas as pd

from tests.pictures import rows
from workbook.calls.refresh import refreshed
from workbook.settings import Settings
from workbook.starting import starting_tables
from workbook.tables import (
    BOOKINGS,
    CALLS,
    CITIZENS,
    INTERPRETERS,
    LETTERS_SENT,
    LIST_ROWS,
    LISTS,
    RELATIVES,
    RIDES,
    TRACKED,
)

TODAY = date(2021, 4, 20)
ADA = "B-0001"
CANARY = "0202501234"
"""Ada's number: made up, as it fails modulus 11."""

PEOPLE = rows(
    CITIZENS,
    "id  cpr  name  address  postcode  city  phone  phone2  target_group  invited_on  language  interpreter"
    "  no_contact",
    f"B-0001  {CANARY}  Ada Sørensen  Engvej 1, 2. tv  2635  Ishøj  68123456  68123457  8  2021-03-22  Tyrkisk  Ja  -",
    "B-0002  0303501234  Bo Sørensen  Engvej 1, 2. tv  2635  Ishøj  68123456  -  8  2021-03-22  Dansk  -  -",
    "B-0003  0404501234  Åge Ørsted  Skovvej 9  2635  Ishøj  68999999  -  7  2021-03-08  Dansk  -  Ja",
    "B-0004  0505501234  Mehmet Yılmaz  Havnevej 4  2635  Ishøj  68777777  -  7  2021-03-08  Tyrkisk  -  -",
)
OTHERS = {
    CALLS.name: rows(
        CALLS,
        "id  citizen  direction  date  time  caller  phone  outcome  spoke_with  reason  call_on  call_at  remark",
        "O-0001  B-0001  Ud  2021-04-12  10:15  LKS  68123456  Ikke svar  Ingen  -  -  -  -",
        "O-0002  B-0001  Ud  2021-04-16  09:40  MHN  68123456  Ring igen  Pårørende  Forstod ikke dansk  2021-04-20"
        "  10:30  Spørg efter datteren",
        "O-0003  B-0002  Ud  2021-04-16  09:41  MHN  68123456  Ønsker ikke vaccination  Borgeren  -  -  -  -",
    ),
    RELATIVES.name: rows(
        RELATIVES,
        "id  citizen  order  name  relation  phone  language  may_contact  consent  consent_on",
        "P-0001  B-0001  1  Mona Kaya  datter  68555555  Tyrkisk  Ja  Ringe  2021-04-16",
        "P-0002  B-0001  2  Per Sørensen  søn  68444444  Dansk  Nej  -  -",
    ),
    BOOKINGS.name: rows(
        BOOKINGS,
        "id  citizen  dose  kind  site  date  time  got_on  state",
        "T-0001  B-0001  1  Vaccinationssted  Ishøj Kulturium  2021-04-27  11:20  2021-04-15  Tid fået",
    ),
    RIDES.name: rows(
        RIDES,
        "id  citizen  leg  date  pick_up  promised  site",
        "K-0001  B-0001  Ud  2021-04-27  10:40  10:45  Ishøj Kulturium",
    ),
    INTERPRETERS.name: rows(
        INTERPRETERS,
        "id  citizen  language  purpose  date  time  minutes  place  state  ordered_on  ordered_by",
        "TK-0001  B-0001  Tyrkisk  Opkald  2021-04-20  10:30  30  Telefon  Bestilt  2021-04-16  MHN",
    ),
    LETTERS_SENT.name: rows(
        LETTERS_SENT,
        "id  job  citizen  letter  language  channel  printed_on  printed_by  file",
        "BR-0001  U-0001  B-0001  Brev til borger  Dansk  Papir  2021-04-14  LKS  2021-04-14 Breve U-0001.pdf",
    ),
    LISTS.name: rows(
        LISTS,
        "id  kind  file  extracted_on  taken_in_on  taken_in_by  rows  buckets",
        "L-0001  SSI: ikke reageret  uge 15.xlsx  2021-04-11  2021-04-12  MHN  4  Ny 4",
    ),
    LIST_ROWS.name: rows(
        LIST_ROWS,
        "id  list  sheet  row  citizen  bucket  why",
        *(f"LR-000{n}  L-0001  Ark1  {n + 1}  B-000{n}  Ny  Kendes ikke i forvejen." for n in range(1, 5)),
    ),
}


def tables(people: pd.DataFrame = PEOPLE, **others: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return all tables by name, Borgere as refreshed today."""
    found = {table.name: table.frame() for table in TRACKED} | starting_tables(fixed_today=TODAY) | OTHERS | others
    people = people.assign(first_list="L-0001", latest_list="L-0001")
    known = refreshed(people, lambda table: found[table.name], "L-0001", Settings(), TODAY)
    return {**found, CITIZENS.name: known}
