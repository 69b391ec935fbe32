"""Overblik's parts about people: the newest list, who is on it, and the way from list to jab."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook.overview.formulas import BLANK, FILLED, any_of, count, known, ref, text
from workbook.overview.section import FIGURES, Section, across, headings, points
from workbook.pages import Chart, ChartKind, Look, PageCell
from workbook.summary import (
    AGES,
    ALL_COLUMNS,
    LANGUAGE_LINES,
    REASON_LINES,
    RIDERS,
    SPREAD_COLUMNS,
    SPREAD_LEAVES_OUT,
    SPREAD_TIES,
    SPREADS,
    STAGES,
    STATES,
    on_list_figure,
    states_of,
)
from workbook.tables import CITIZENS
from workbook.words import OnList, Transport

LATEST, STATE, BORN = ref(CITIZENS, "latest_list"), ref(CITIZENS, "state"), ref(CITIZENS, "born")
RIDES = (ref(CITIZENS, "transport"), text(Transport.MUNICIPAL), STATE, any_of(RIDERS))

MEANINGS: dict[OnList, str] = {
    OnList.TO_CALL: "Nye, nye forsøg og aftalte opkald",
    OnList.WANTS: "Booker selv, vælger dag senere, eller vil have hjælp",
    OnList.BOOKED: "Har en tid, også når den ikke er meddelt endnu",
    OnList.DECLINED: "Kan fortryde og blive spurgt igen",
    OnList.UNDECIDED: "Spørges igen efter en pause",
    OnList.WAITING: "Tolk, pårørende, eller kan ikke afklares nu",
    OnList.NO_PHONE: "Skal slås op eller have et brev",
    OnList.NOT_REACHED: "Tager ikke telefonen; skal have et brev",
    OnList.VACCINATED: "Har fået 1. stik eller er færdigvaccineret",
    OnList.STOPPED: "Døde, fraflyttede, eller må ikke kontaktes",
}
UNTOLD = "Beregnes ved næste tryk på en knap"
DRIVEN = "Af dem, der vil vaccineres eller har en tid"


def listed(*pairs: str) -> str:
    """Return how many on the newest list fit pairs of a column and a criterion; an array of states is summed up."""
    counted = count(LATEST, "tal_list_id", *pairs)
    return f"SUMPRODUCT({counted})" if any(pair.startswith("{") for pair in pairs) else counted


def _standing(top: int) -> Iterator[PageCell]:
    """Yield how the people on the newest list stand; the lines make up the whole list."""
    yield PageCell(f"B{top}", "Status", Look.HEAD_CELL, across=2)
    yield PageCell(f"D{top}", "Borgere", Look.HEAD_NUMBER)
    yield PageCell(f"E{top}", "Andel", Look.HEAD_NUMBER)
    yield PageCell(f"F{top}", "", Look.HEAD_CELL, across=8)
    for row, standing in enumerate(OnList, start=top + 1):
        figure = on_list_figure(standing)
        share = known(f"tal_{figure}/tal_list_whole")
        yield PageCell(f"B{row}", standing, Look.LABEL, across=2)
        yield PageCell(f"D{row}", f"={listed(STATE, any_of(STATES[standing]))}", Look.COUNT, figure)
        yield PageCell(f"E{row}", share, Look.SHARE, f"{figure}_share")
        yield PageCell(f"F{row}", MEANINGS[standing], Look.NOTE_LINE, across=8)
    row = top + len(OnList) + 1
    yield from _plain(row, "Ikke beregnet endnu", f"={listed(STATE, BLANK)}", "list_untold", UNTOLD)
    row += 1
    yield PageCell(f"B{row}", "I alt", Look.TOTAL_LABEL, across=2)
    yield PageCell(f"D{row}", f"=SUM(D{top + 1}:D{row - 1})", Look.TOTAL, "list_whole")
    yield PageCell(f"E{row}", "", Look.TOTAL)
    yield PageCell(f"F{row}", "", Look.TOTAL_LABEL, across=8)
    yield from _plain(row + 1, "Heraf skal køres af kommunen", f"={listed(*RIDES)}", "list_transport", DRIVEN)


def _plain(row: int, words: str, formula: str, figure: str, meaning: str) -> Iterator[PageCell]:
    yield PageCell(f"B{row}", words, Look.LABEL, across=2)
    yield PageCell(f"D{row}", formula, Look.COUNT, figure)
    yield PageCell(f"E{row}", "", Look.SHARE)
    yield PageCell(f"F{row}", meaning, Look.NOTE_LINE, across=8)


STANDING_SECTION = Section(
    "Borgere på den seneste liste fra SSI", len(OnList) + 4, _standing, heights={0: 24}, on_new_page=True
)


def _funnel(top: int) -> Iterator[PageCell]:
    """Yield how many of all who ever stood on a list have come so far or further."""
    yield PageCell(f"B{top}", "Så langt er de kommet", Look.HEAD_CELL, across=2)
    yield from headings(top, {}, {"D": "Borgere", "E": "Andel"})
    was = (ref(CITIZENS, "first_list"), FILLED)
    for row, stage in enumerate(STAGES, start=top + 1):
        so_far = count(*was, STATE, any_of(stage.states))
        formula = f"={count(*was)}" if stage is STAGES[0] else f"=SUMPRODUCT({so_far})"
        share = known(f"tal_{stage.figure}/tal_{STAGES[0].figure}")
        yield PageCell(f"B{row}", stage.words, Look.LABEL, across=2)
        yield PageCell(f"D{row}", formula, Look.COUNT, stage.figure)
        yield PageCell(f"E{row}", share, Look.SHARE, f"{stage.figure}_share")


def _funnel_chart(top: int) -> Sequence[Chart]:
    first, last = top + 1, top + len(STAGES)
    return (
        Chart(
            f"G{top}",
            ChartKind.BARS,
            "Fra liste til stik",
            f"B{first}:B{last}",
            {"Borgere": f"D{first}:D{last}"},
            across("G", "M"),
            points(_FUNNEL_HEIGHTS, len(STAGES) + 1),
        ),
    )


_FUNNEL_HEIGHTS = dict.fromkeys(range(len(STAGES) + 1), 30)
FUNNEL_SECTION = Section("Fra liste til stik", len(STAGES) + 1, _funnel, _funnel_chart, _FUNNEL_HEIGHTS)

SPREAD_HEADINGS = {
    "age": "Alder den dag, listen er fra",
    "language": "Sprog, borgeren har brug for",
    "reason": "Seneste årsag til ikke at have reageret",
}
COLUMN_HEADINGS = {
    "whole": "På listen",
    "to_call": "Skal ringes op",
    "wants": "Mangler tid",
    "booked": "Har tid",
    "declined": "Ønsker ikke",
    "undecided": "Uafklaret",
    "waiting": "Afventer",
    "unreached": "Ikke nået",
    "other": "Øvrige",
    "transport": "Heraf kørsel",
}
SPREAD_NOTE = (
    "Mangler tid er borgere, der vil vaccineres og ikke har fået en tid endnu. Ikke nået er borgere uden telefon og "
    "borgere, der ikke er truffet. Øvrige er vaccineret, ringes ikke op eller er ikke beregnet endnu. Heraf kørsel er "
    "dem, der vil vaccineres eller har en tid og skal køres af kommunen. Vis ikke tal under 5 uden for kontoret."
)
_AT = dict(zip(ALL_COLUMNS, FIGURES, strict=True))


def _spread(top: int) -> Iterator[PageCell]:
    """Yield the three tables, each with its sums, and whether they all make up the list."""
    row = top
    for table, lines in SPREADS.items():
        yield PageCell(f"B{row}", SPREAD_HEADINGS[table], Look.HEAD_CELL, across=2)
        yield from headings(row, {}, {_AT[column]: words for column, words in COLUMN_HEADINGS.items()})
        for at, (line, words) in enumerate(lines.items(), start=row + 1):
            yield PageCell(f"B{at}", words, Look.LABEL, across=2)
            yield from _counts(at, line)
        row += len(lines) + 1
        yield PageCell(f"B{row}", "I alt", Look.TOTAL_LABEL, across=2)
        for column, letter in _AT.items():
            total = f"=SUM({letter}{row - len(lines)}:{letter}{row - 1})"
            yield PageCell(f"{letter}{row}", total, Look.TOTAL, f"{table}_sum_{column}")
        row += 2
    sums = ",".join(f"tal_{table}_sum_whole={count(LATEST, 'tal_list_id')}" for table in SPREADS)
    verdict = f"=IF(AND({sums}),{text(SPREAD_TIES)},{text(SPREAD_LEAVES_OUT)})"
    yield PageCell(f"B{row - 1}", verdict, Look.STRONG, "spread_ties", across=12)
    yield PageCell(f"B{row}", SPREAD_NOTE, Look.NOTE, across=12)


def _counts(row: int, line: str) -> Iterator[PageCell]:
    """Yield a line's counts; one that nobody fits is not counted further, which saves Excel half of the work."""
    fits, nobody = CRITERIA[line], f"tal_{line}_whole=0"
    formulas = {
        column: f"IF({nobody},0,{listed(*fits, STATE, any_of(states_of(column)))})" for column in SPREAD_COLUMNS
    }
    rest = "-".join(f"tal_{line}_{column}" for column in ("whole", *SPREAD_COLUMNS))
    formulas |= {"whole": listed(*fits), "other": rest, "transport": f"IF({nobody},0,{listed(*fits, *RIDES)})"}
    for column, letter in _AT.items():
        yield PageCell(f"{letter}{row}", f"={formulas[column]}", Look.COUNT, f"{line}_{column}")


def _criteria() -> dict[str, tuple[str, ...]]:
    """Return each line's pairs of a column and what it must hold."""
    since = {age: f"DATE(YEAR(tal_as_of)-{age},MONTH(tal_as_of),DAY(tal_as_of))" for age in AGES}
    older = {age: (BORN, f'"<="&{day}') for age, day in since.items()}
    younger = {age: (BORN, f'">"&{day}') for age, day in since.items()}
    found: dict[str, tuple[str, ...]] = {"age_0": younger[AGES[0]], "age_none": (BORN, BLANK)}
    for age, above in zip(AGES, (*AGES[1:], None), strict=True):
        found[f"age_{age}"] = older[age] + (younger[above] if above else ())
    for name, lines in (("language", LANGUAGE_LINES), ("reason", REASON_LINES)):
        found |= {line: (ref(CITIZENS, name), text(words)) for line, words in lines.items()}
        found[f"{name}_none"] = (ref(CITIZENS, name), BLANK)
    return found


CRITERIA = _criteria()
_SPREAD_ROWS = sum(len(lines) + 3 for lines in SPREADS.values()) + 1
_SPREAD_HEADS = [sum(len(lines) + 3 for lines in list(SPREADS.values())[:at]) for at in range(len(SPREADS))]
SPREAD_SECTION = Section(
    "Hvem er på listen?",
    _SPREAD_ROWS,
    _spread,
    heights={**dict.fromkeys(_SPREAD_HEADS, 32), _SPREAD_ROWS - 1: 40},
    on_new_page=True,
)
