"""The way from the list to the jab, the course of the lists, coverage, and the work week by week."""

from __future__ import annotations

from workbook.note.parts import (
    Chart,
    Grid,
    chart,
    day,
    hours,
    kroner,
    line,
    number,
    percent,
    precise_percent,
    with_percent,
)
from workbook.summary import AREAS, COURSE, COVERAGE_NOTE, DASH, STAGES, WEEKS, Figures

COURSE_HEADS = {
    "Inviteret": "invited",
    "Ej reageret": "not_reacted",
    "Skal ringes op": "list_to_call",
    "Ønsker ikke": "list_declined",
    "Uafklaret": "list_undecided",
}
"""The columns of the course, each with its figure."""


def funnel(found: Figures) -> Grid:
    """Return how many of all who ever stood on a list have come how far."""
    rows = [
        (stage.words, number(found[stage.figure]), percent(found[f"{stage.figure}_share"]))
        for stage in STAGES
        if found["funnel_listed"]
    ]
    return Grid("Fra liste til stik: alle, der har stået på en liste", ("Trin", "Borgere", "Andel"), tuple(rows))


def funnel_chart(found: Figures) -> Chart:
    """Return the same as bars."""
    lines = [
        (
            stage.words,
            (found[stage.figure],),
            (with_percent(found[stage.figure], found[f"{stage.figure}_share"]),),
        )
        for stage in STAGES
        if found["funnel_listed"]
    ]
    return chart("Fra liste til stik", (), lines)


def course(found: Figures) -> Grid:
    """Return the figures of each list from SSI that Historik has kept, the oldest first; empty for one alone."""
    rows = [
        (
            day(found[f"course_{at}_on"]),
            *(number(found[f"course_{at}_{figure}"]) for figure in COURSE_HEADS.values()),
        )
        for at in reversed(COURSE)
        if found[f"course_{at}_on"] != DASH
    ]
    return Grid("Udviklingen fra liste til liste", ("Liste pr.", *COURSE_HEADS), tuple(rows) if len(rows) > 1 else ())


def coverage(found: Figures) -> Grid:
    """Return the municipality's share of vaccinated beside the country's and its neighbours'."""
    rows = [
        (
            found[f"coverage_area_{at}"],
            precise_percent(found[f"coverage_first_{at}"]),
            precise_percent(found[f"coverage_done_{at}"]),
        )
        for at in _areas(found)
    ]
    notes = (f"Statens Serum Instituts åbne tal pr. {day(found['coverage_on'])}. {COVERAGE_NOTE}",)
    return Grid("Andel af borgerne, der er vaccineret", ("Område", "1. stik", "Færdigvaccineret"), tuple(rows), notes)


def coverage_chart(found: Figures) -> Chart:
    """Return the same as bars."""
    lines = [
        line(
            found[f"coverage_area_{at}"], [found[f"coverage_{jab}_{at}"] for jab in ("first", "done")], precise_percent
        )
        for at in _areas(found)
    ]
    return chart("Andel af borgerne, der er vaccineret", ("1. stik", "Færdigvaccineret"), lines)


def work(found: Figures) -> Grid:
    """Return the weeks, from the first of those shown with a call or an hour, and what all work came to."""
    rows = [
        (
            _week(found, at),
            number(found[f"week_{at}_calls"]),
            number(found[f"week_{at}_reached"]),
            hours(found[f"week_{at}_hours"]),
            kroner(found[f"week_{at}_cost"]),
        )
        for at in _weeks(found)
    ]
    shown = sum(found[f"week_{at}_{name}"] for at in WEEKS for name in ("calls", "hours"))
    before = found["work_calls"] + found["work_hours"] > shown
    total = (
        "I alt med tidligere uger" if before else "I alt",
        number(found["work_calls"]),
        number(found["work_reached"]),
    )
    money = (hours(found["work_hours"]), kroner(found["work_cost"]))
    return Grid(
        "Arbejdet uge for uge",
        ("Uge", "Opkald", "Fik fat i nogen", "Timer", "Kr."),
        (*rows, (*total, *money)) if rows else (),
        ("Timer og kroner er dem, medarbejderne har noteret.",),
        sums=True,
    )


def work_chart(found: Figures) -> Chart:
    """Return calls, and those that reached somebody, week by week as bars."""
    lines = [
        line(_week(found, at), [found[f"week_{at}_{count}"] for count in ("calls", "reached")], number)
        for at in _weeks(found)
    ]
    return chart("Opkald uge for uge", ("Opkald", "Fik fat i nogen"), lines)


def budget(found: Figures) -> Grid:
    """Return what was allotted, what is spent and left, and what will be left on the last day, where that is known."""
    amounts = {
        "Bevilling": "budget",
        "Brugt": "work_cost",
        "Tilbage": "budget_left",
        "Forbrug pr. uge": "pace",
        f"Tilbage den {day(found['ends_on'])} med samme forbrug": "forecast_left",
    }
    rows = [(words, kroner(found[name])) for words, name in amounts.items() if found[name] != DASH]
    foreseen = () if found["forecast_left"] == DASH else (found["forecast"],)
    return Grid("Bevillingen", ("Post", "Kr."), tuple(rows), foreseen)


def _areas(found: Figures) -> list[int]:
    return [at for at in AREAS if found[f"coverage_first_{at}"] != DASH]


def _weeks(found: Figures) -> list[int]:
    busy = [at for at in WEEKS if any(found[f"week_{at}_{name}"] for name in ("calls", "hours"))]
    return list(range(busy[0], WEEKS[-1] + 1)) if busy else []


def _week(found: Figures, at: int) -> str:
    first = found[f"week_{at}_on"]
    return f"Uge {first.isocalendar().week} (fra {first:%d-%m})"
