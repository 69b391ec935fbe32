"""The memo's table: a line per target group, their sums, and whether they make up the whole list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from workbook.change import Row, records
from workbook.summary.newest import NewestList
from workbook.summary.values import DASH, Figures, share, total
from workbook.tables import CITIZENS, TARGET_GROUPS
from workbook.words import YesNo

GROUPS = range(1, 13)
"""The target groups of Sundhedsstyrelsen's plan of spring 2021."""

NO_LIST = "Der er endnu ikke læst en liste fra SSI ind."
TIED_OUT = "Målgrupperne giver tilsammen hele listen."
UNTIED = "på listen er ikke talt med: målgruppen mangler, eller dens frist er ikke udløbet. Se Borgere og Målgrupper."
LINES_TIE = "Vaccineret, ej reageret og øvrige er tilsammen alle borgere i hver målgruppe."
LINES_OVERLAP = "målgrupper har flere vaccinerede og ej reagerede end borgere: nogle på listen er vaccineret siden."


def groups(
    tables: Mapping[str, pd.DataFrame], listed: pd.DataFrame, newest: NewestList | None, deadline_days: int, today: date
) -> Figures:
    """Return the table's figures, each with the group's number behind it, its sums, and the verdicts.

    `line` is the row of Målgrupper in force, `people` the population less those counted earlier, `vaccinated` who has
    had the 1st jab, `done` who has had both, `others` who is neither vaccinated nor on the list. Shares are of people
    (`vaccinated_share` …). A group's jabs are known only where everybody in it stands on Borgere; not reacted only
    after the deadline.
    """
    citizens = tables[CITIZENS.name]
    known = Counter(citizens["target_group"].tolist())
    jabbed, done = (Counter(citizens.loc[citizens[jab].notna(), "target_group"]) for jab in ("jab1_on", "jab2_on"))
    missing = Counter(listed["target_group"].tolist())
    definitions = list(records(tables[TARGET_GROUPS.name]).values())
    told: Figures = {}
    for number in GROUPS:
        line, group = _in_force(definitions, number, newest.on if newest else today)
        followed = group.get("followed") == YesNo.YES
        is_due = newest is not None and _deadline_passed(group, newest.on, deadline_days)
        counts = {
            "people": known[number] if followed else group.get("population") or DASH,
            "vaccinated": jabbed[number] if followed else DASH,
            "done": done[number] if followed else DASH,
            "not_reacted": missing[number] if is_due else DASH,
        }
        shares = {
            f"{name}_share": share(counts[name], counts["people"]) if followed else DASH
            for name in ("vaccinated", "done", "not_reacted")
        }
        words = {"line": line, "group": group.get("text", DASH), "invited": group.get("invited") or DASH}
        others = _others(counts)
        whole = {**words, **counts, **shares, "others": others, "others_share": share(others, counts["people"])}
        told |= {f"{name}_{number}": value for name, value in whole.items()}
    return told | _whole(told, len(listed) if newest else DASH)


def _others(counts: Mapping[str, Any]) -> Any:
    known = [counts[name] for name in ("people", "vaccinated", "not_reacted")]
    return DASH if DASH in known else known[0] - known[1] - known[2]


def _whole(told: Figures, not_reacted: Any) -> Figures:
    """Return the sums of the lines, and the list as a whole beside them."""

    def column(name: str) -> list[Any]:
        return [told[f"{name}_{number}"] for number in GROUPS]

    sums = {name: total(column(name)) for name in ("people", "vaccinated", "done", "others")}
    in_groups = total(column("not_reacted"))
    due = zip(column("invited"), column("not_reacted"), strict=True)
    invited = total(count for count, missing in due if missing != DASH)
    if not_reacted == DASH:
        verdict = NO_LIST
    else:
        verdict = TIED_OUT if in_groups == not_reacted else f"{not_reacted - in_groups} {UNTIED}"
    overlaps = sum(others != DASH and others < 0 for others in column("others"))
    return {
        **sums,
        "not_reacted_in_groups": in_groups,
        "invited": invited,
        "not_reacted": not_reacted,
        "not_reacted_share": share(not_reacted, invited),
        "tied_out": verdict,
        "lines_tie": f"{overlaps} {LINES_OVERLAP}" if overlaps else LINES_TIE,
    }


def _in_force(definitions: list[Row], number: int, on: date) -> tuple[Any, Row]:
    """Return the group's latest definition that held on that day, and its place among the rows of Målgrupper.

    An undated definition holds until a dated one does; of two that begin on one day the lower one holds.
    """
    mine = [
        (row.get("valid_from", date.min), line, row)
        for line, row in enumerate(definitions, start=1)
        if row.get("number") == number and row.get("valid_from", date.min) <= on
    ]
    _, line, row = max(mine, key=lambda found: found[:2], default=(None, DASH, {}))
    return line, row


def _deadline_passed(group: Row, on: date, days: int) -> bool:
    return "invited_on" in group and (on - group["invited_on"]).days >= days
