"""Overblik's part about the work: calls, hours and kroner week by week, and how far the money reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook.overview.formulas import BLANK, FILLED, NONE, count, date_setting, known, ref, text, whole_setting
from workbook.overview.section import Section, across, headings, points
from workbook.pages import Chart, ChartKind, Look, PageCell
from workbook.summary import ENOUGH, IN_VAIN, NO_FRAME, NO_PACE, PACE_DAYS, TOO_LITTLE, WEEKS
from workbook.tables import CALLS, HOURS, OUTCOMES

_CALLED, _ANSWER, _VOIDS = (ref(CALLS, name) for name in ("date", "outcome", "voids"))
_WORKED, _HOURS, _RATE = (ref(HOURS, name) for name in ("date", "hours", "rate"))

SUM_ROW = 1 + len(WEEKS)
CHART_ROW = SUM_ROW + 3
WORK_NOTE = (
    "Truffet er opkald, hvor nogen svarede. Timer og timeløn skrives på arket Timer. Forbruget pr. uge er det, de "
    f"seneste {PACE_DAYS} dage har kostet, regnet om til en uge."
)


def _standing(*pairs: str) -> str:
    """Return how many calls fit, less those that were voided: a voiding row is like the voided one."""
    return f"{count(*pairs, _VOIDS, BLANK)}-{count(*pairs, _VOIDS, FILLED)}"


def _reached(calls: str, *days: str) -> str:
    """Return the calls less those whose answer says that nobody was reached."""
    effect = ref(OUTCOMES, "effect")
    in_vain = "+".join(f"({effect}={text(word)})" for word in IN_VAIN)
    return f"={calls}-SUMPRODUCT(({_standing(*days, _ANSWER, ref(OUTCOMES, 'text'))})*({in_vain}))"


def _cells(top: int) -> Iterator[PageCell]:
    yield from headings(top, {"B": "Uge", "C": "Fra mandag"}, dict(zip("DEFGH", HEADINGS, strict=True)))
    for week in WEEKS:
        yield from _week(top + week, week)
    yield from _sums(top + SUM_ROW)
    yield from _money(top)
    yield PageCell(f"B{top + SUM_ROW + 1}", WORK_NOTE, Look.NOTE, across=12)


HEADINGS = ("Opkald", "Truffet", "Andel", "Timer", "Kroner")


def _week(row: int, week: int) -> Iterator[PageCell]:
    on, calls = f"tal_week_{week}_on", f"tal_week_{week}_calls"
    days, worked = ((day, f'">="&{on}', day, f'"<"&{on}+7') for day in (_CALLED, _WORKED))
    monday = f"=tal_today-WEEKDAY(tal_today,2)+1-{7 * (len(WEEKS) - week)}"
    cost = f"=SUMPRODUCT(({_WORKED}>={on})*({_WORKED}<{on}+7),{_HOURS},{_RATE})"
    yield PageCell(f"B{row}", f"=ISOWEEKNUM({on})", Look.WEEK, f"week_{week}_number")
    yield PageCell(f"C{row}", monday, Look.DAY_LABEL, f"week_{week}_on")
    yield PageCell(f"D{row}", f"={_standing(*days, _ANSWER, FILLED)}", Look.COUNT, f"week_{week}_calls")
    yield PageCell(f"E{row}", _reached(calls, *days), Look.COUNT, f"week_{week}_reached")
    yield PageCell(f"F{row}", known(f"tal_week_{week}_reached/{calls}"), Look.SHARE, f"week_{week}_reached_share")
    yield PageCell(f"G{row}", f"=SUMIFS({_HOURS},{','.join(worked)})", Look.HOURS, f"week_{week}_hours")
    yield PageCell(f"H{row}", cost, Look.COUNT, f"week_{week}_cost")


def _sums(row: int) -> Iterator[PageCell]:
    yield PageCell(f"B{row}", "Siden begyndelsen", Look.TOTAL_LABEL, across=2)
    yield PageCell(f"D{row}", f"={_standing(_ANSWER, FILLED)}", Look.TOTAL, "work_calls")
    yield PageCell(f"E{row}", _reached("tal_work_calls"), Look.TOTAL, "work_reached")
    yield PageCell(f"F{row}", known("tal_work_reached/tal_work_calls"), Look.TOTAL_SHARE, "work_reached_share")
    yield PageCell(f"G{row}", f"=SUM({_HOURS})", Look.TOTAL_HOURS, "work_hours")
    yield PageCell(f"H{row}", f"=SUMPRODUCT({_HOURS},{_RATE})", Look.TOTAL, "work_cost")


def _money(top: int) -> Iterator[PageCell]:
    """Yield the allotted money, what is left of it, and how far it reaches at the pace of late."""
    budget = whole_setting("budget").removeprefix("=")
    days = f"MIN({PACE_DAYS},tal_today-MIN({_WORKED})+1)"
    lately = f"SUMPRODUCT(({_WORKED}>tal_today-{PACE_DAYS})*({_WORKED}<=tal_today),{_HOURS},{_RATE})/{days}*7"
    unknown = f"OR(COUNT({_WORKED})=0,MIN({_WORKED})>tal_today)"
    last_day = f"IF(tal_pace>0,tal_today+MAX(0,INT(tal_budget_left/(tal_pace/7))),{NONE})"
    lines = (
        ("Bevilling i kr.", f"=IF({budget}=0,{NONE},{budget})", Look.COUNT, "budget"),
        ("Tilbage i kr.", known("tal_budget-tal_work_cost"), Look.COUNT, "budget_left"),
        ("Tilbage af bevillingen", known("tal_budget_left/tal_budget"), Look.SHARE, "budget_left_share"),
        ("Opgaven slutter", f"={date_setting('ends_on', NONE)}", Look.DATE_CELL, "ends_on"),
        ("Dage til da", known("MAX(0,tal_ends_on-tal_today)"), Look.COUNT, "days_left"),
        ("Forbrug pr. uge i kr.", f"=IF({unknown},{NONE},{lately})", Look.COUNT, "pace"),
        (
            "Ventes tilbage i kr., når opgaven slutter",
            known("tal_budget_left-tal_pace/7*tal_days_left"),
            Look.COUNT,
            "forecast_left",
        ),
        ("Bevillingen ventes brugt den", f"=IF(N(tal_forecast_left)<0,{last_day},{NONE})", Look.DATE_CELL, "spent_on"),
    )
    yield PageCell(f"J{top}", "Bevillingen", Look.HEAD_CELL, across=4)
    for row, (words, formula, look, figure) in enumerate(lines, start=top + 1):
        yield PageCell(f"J{row}", words, Look.LABEL, across=3)
        yield PageCell(f"M{row}", formula, look, figure)
    reach = f"IF(tal_forecast_left<0,{text(TOO_LITTLE)},{text(ENOUGH)})"
    words = f"IF(ISNUMBER(tal_forecast_left),{reach},{text(NO_FRAME)})"
    verdict = f"=IF(ISNUMBER(tal_pace),{words},{text(NO_PACE)})"
    yield PageCell(f"J{top + len(lines) + 1}", verdict, Look.STRONG, "forecast", across=4)


def _charts(top: int) -> Sequence[Chart]:
    first, last = top + 1, top + len(WEEKS)
    return (
        Chart(
            f"B{top + CHART_ROW}",
            ChartKind.COLUMNS,
            "Opkald uge for uge",
            f"B{first}:B{last}",
            {"Opkald": f"D{first}:D{last}", "Truffet": f"E{first}:E{last}"},
            across("B", "M"),
            points({}, 11),
        ),
    )


_HEIGHTS = {0: 24, **dict.fromkeys(range(1, SUM_ROW + 1), 22), 7: 30, 9: 30, SUM_ROW + 1: 27}
WORK_SECTION = Section("Indsatsen uge for uge", CHART_ROW + 11, _cells, _charts, _HEIGHTS, on_new_page=True)
