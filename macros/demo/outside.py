"""What the made-up office has from outside and has typed by hand: SSI's real coverage, made-up hours and incidence.

The coverage is an excerpt of Statens Serum Institut's open figures of 20 April 2021 (public data), as kept in
ktbaek/COVID-19-Danmark; the whole files are in tests/data/ssi. Everything else here is made up.
"""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from macros.demo.world import TODAY
from workbook.tables import COVERAGE, HOURS, INCIDENCE
from workbook.words import COUNTRY

SSI_AREA = "Ishøj"
NEIGHBOURS = ("Albertslund", "Brøndby", "Greve", "Høje-Taastrup", "Vallensbæk")

# area: people with the 1st jab, done, people, SSI's own percentages
SSI: dict[str, tuple[int, int, int, float, float]] = {
    COUNTRY: (1_097_436, 519_119, 5_844_435, 18.8, 8.9),
    "Ishøj": (4_145, 1_732, 23_072, 18.0, 7.5),
    "Albertslund": (5_527, 2_412, 27_218, 20.3, 8.9),
    "Brøndby": (7_344, 3_393, 35_384, 20.8, 9.6),
    "Greve": (10_052, 4_340, 50_604, 19.9, 8.6),
    "Høje-Taastrup": (10_069, 4_536, 52_188, 19.3, 8.7),
    "Vallensbæk": (3_563, 1_618, 16_550, 21.5, 9.8),
}

WORKED = (("MHN", 12, 262), ("LKS", 4.5, 248), ("AYD", 5, 248), ("PTR", 3.5, 248))
"""What each colleague's week looks like: hours, and kroner per hour."""
WEEKS = 6

INCIDENCES = (241, 233, 226, 219, 212, 207, 203, 196, 188, 181, 186, 179, 172, 168)
"""Day by day up to today: the last seven are under 200, as the memo says of Ishøj."""


def outside() -> dict[str, pd.DataFrame]:
    """Return the rows of Dækning, Timer and Smittetal by table name."""
    names = ("first", "done", "people", "first_share", "done_share")
    fridays = [TODAY - timedelta(days=4, weeks=week) for week in reversed(range(WEEKS))]
    worked = [(day, *hours) for day in fridays for hours in WORKED]
    return {
        COVERAGE.name: COVERAGE.frame(
            {"id": f"D-{at:04d}", "date": TODAY, "area": area, **dict(zip(names, told, strict=True))}
            for at, (area, told) in enumerate(SSI.items(), start=1)
        ),
        HOURS.name: HOURS.frame(
            {"id": f"H-{at:04d}", "date": day, "who": who, "hours": hours, "rate": rate, "note": "Opkald"}
            for at, (day, who, hours, rate) in enumerate(worked, start=1)
        ),
        INCIDENCE.name: INCIDENCE.frame(
            {"id": f"SM-{at + 1:04d}", "date": TODAY - timedelta(days=ago), "incidence": told, "note": "Opdigtet"}
            for at, told in enumerate(INCIDENCES)
            for ago in [len(INCIDENCES) - 1 - at]
        ),
    }
