"""A made-up day on Kørsel: two vehicles, five citizens, an escort; with canaries in all that papers may not show."""

from __future__ import annotations

from datetime import date

from tests.pictures import rows
from workbook.tables import CITIZENS, COLLEAGUES, RIDES, SITES, VEHICLES

DAY = date(2021, 5, 4)

PEOPLE = rows(
    CITIZENS,
    "id  cpr  name  address  postcode  city  phone  protected  answer  target_group  note",
    "B-0001  3102501234  Åse Ørsted  Vejlebrovej 45, 3. th.  2635  Ishøj  20112233  -  Kanariesvar  7777  Kanarienote",
    "B-0002  3102501235  Bo Ek  Gildbrovej 12  2635  Ishøj  20112234  Ja  Kanariesvar  7777  Kanarienote",
    "B-0003  3102501236  Gudrun Sørensen Bæk-Hansen  Ishøj Stationsvej 101, st. tv.  2635  Ishøj  -  -  -  -  -",
    "B-0004  3102501237  Zeynep Yıldız  Strandvangen 40  2635  Ishøj  20112236  -  -  -  -",
    "B-0005  3102501238  Ib Ask  Tranegilde Strandvej 8  2635  Ishøj  20112237  -  -  -  -",
)
HALL = rows(
    SITES,
    "id  name  address  postcode  city",
    "ST-0001  Brøndby Hallen  Brøndby Stadion 10  2605  Brøndby",
)
VANS = rows(
    VEHICLES,
    "id  name  driver  phone  shift_from  shift_to  depot",
    "VO-0001  Bus 1  KLM  20000001  08:00  15:00  Rådhuset",
    "VO-0002  Liftbus 2  OPQ  20000002  08:00  15:00  Rådhuset",
    "VO-0003  Bil 3  -  -  08:00  15:00  -",
)
STAFF = rows(
    COLLEAGUES, "id  initials  name  phone", "M-0001  NN  Nina Navn  20000009", "M-0002  KLM  Kaj Lim  20000008"
)
RIDDEN = rows(
    RIDES,
    "id  citizen  leg  appointment  aid  stairs  escort  door_note  vehicle  pick_up_stop  pick_up  drop_stop  arrive",
    "K-0001  B-0001  Ud  10:30  Rollator  Ja  NN  ring på nr. 12  Bus 1  1  09:40  3  10:15",
    "K-0002  B-0001  Hjem  10:30  Rollator  Ja  NN  -  Bus 1  5  11:05  6  11:30",
    "K-0003  B-0002  Ud  10:40  -  -  -  -  Bus 1  2  09:50  4  10:15",
    "K-0004  B-0002  Hjem  10:40  -  -  -  -  Bus 1  -  -  -  -",
    "K-0005  B-0003  Ud  11:00  Kørestol  -  Ja  -  Liftbus 2  1  10:05  2  10:40",
    "K-0006  B-0003  Hjem  11:00  Kørestol  -  Ja  -  Liftbus 2  3  11:40  4  12:15",
    "K-0007  B-0004  Ud  12:00  -  -  -  -  -  -  -  -  -",
    "K-0008  B-0005  Ud  10:30  -  -  -  -  Bus 1  9  09:45  9  10:15",
).assign(date=DAY, site="Brøndby Hallen")
RIDDEN.loc["K-0008", "result"] = "Aflyst"

TABLES = {"citizens": PEOPLE, "sites": HALL, "vehicles": VANS, "staff": STAFF, "rides": RIDDEN}
"""The day's tables by name."""
