"""The golden workbook of a release: a small office that has lived, made once and then kept as it was.

`python -m tests.golden_workbook` writes tests/golden/ringbind-VERSION.xlsm where there is none yet; a released one is
never written again. Everybody in it is made up.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from macros.__main__ import main as ringbind
from macros.office import new_office
from tests.pictures import rows
from workbook.starting import starting_tables
from workbook.tables import CALLS, CITIZENS, LIST_ROWS, LISTS, RELATIVES

GOLDEN = Path(__file__).parent / "golden"
PEOPLE = rows(
    CITIZENS,
    "id  cpr  name  phone  address  postcode  city  invited_on",
    "B-0001  0202301234  Ada Lund  01111111  Engvej 1  2635  Ishøj  2021-03-01",
    "B-0002  0302305678  Bo Beck  02222222  Engvej 3  2635  Ishøj  2021-03-01",
    "B-0003  0402301111  Cy Dam  -  -  -  -  2021-03-01",
)
TABLES = {
    "citizens": PEOPLE,
    "calls": rows(CALLS, "id  citizen  date  outcome", "O-0001  B-0001  2021-04-12  Ikke svar"),
    "relatives": rows(RELATIVES, "id  citizen  name  phone", "P-0001  B-0003  Eva Dam  03333333"),
    "lists": rows(LISTS, "id  kind  extracted_on", "L-0001  SSI: ikke reageret  2021-04-19"),
    "list_rows": rows(LIST_ROWS, "id  list  citizen", *(f"LR-{n:04d}  L-0001  B-{n:04d}" for n in (1, 2, 3))),
}


def main() -> None:
    """Write this version's workbook, unless it stands."""
    target = GOLDEN / f"ringbind-{version('ringbind')}.xlsm"
    if target.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        path = new_office(Path(folder), datetime(2021, 4, 20, 8), starting_tables(office="a11ce0de") | TABLES)
        for button in ("call-sheet", "update-summary"):
            ringbind([button, str(path), "--today", "2021-04-20", "--user", "ABC"])
        shutil.copy(path, target)


if __name__ == "__main__":
    main()
