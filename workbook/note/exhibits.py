"""The tables and charts of the note, each by the mark that stands for it in the wording file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbook.note import progress, spreads
from workbook.note.parts import Chart, Grid, chart, line, number, percent, with_percent
from workbook.summary import DASH, GROUPS, Figures, on_list_figure
from workbook.words import Exhibit, OnList, counted

NOT_KNOWN = (
    "“–” betyder, at tallet ikke kendes, eller at fristen efter invitationen ikke er udløbet. Inviteret i alt er de "
    "målgrupper, hvis frist er udløbet. Hvor kun antallet af borgere kendes, er det fra FLIS, fratrukket borgere i "
    "tidligere målgrupper."
)
WHO_WAITS = (
    "Afventer er borgere, hvor vi venter på pårørende, tolk eller besked om vaccinationen, eller som ikke kan afklares "
    "nu. Ringes ikke op er døde, fraflyttede og borgere, der ikke må kontaktes."
)

_COUNTS = ("vaccinated", "done", "not_reacted")


def known_groups(found: Figures) -> list[int]:
    """Return the groups with people, or of whom some are invited or have not reacted."""
    told = ("people", "invited", "not_reacted")
    return [at for at in GROUPS if {found[f"{name}_{at}"] for name in told} - {DASH, 0}]


def groups(found: Figures) -> Grid:
    """Return the memo's table: a line per target group that has people, and the sums."""
    rows = [
        (
            _group(found, at),
            number(found[f"people_{at}"]),
            number(found[f"invited_{at}"]),
            *(with_percent(found[f"{name}_{at}"], found[f"{name}_share_{at}"]) for name in _COUNTS),
        )
        for at in known_groups(found)
    ]
    sums = ("people", "invited", "vaccinated", "done", "not_reacted_in_groups")
    total = ("I alt", *(number(found[name]) for name in sums))
    notes = (NOT_KNOWN, _not_counted(found), found["memo_note"])
    return Grid(
        "Målgrupperne: borgere, vaccinerede og ej reageret",
        ("Målgruppe", "Borgere", "Inviteret", "1. stik", "2. stik", "Ej reageret"),
        (*rows, total) if rows else (),
        tuple(filter(None, notes)),
        sums=True,
    )


def groups_chart(found: Figures) -> Chart:
    """Return how many of each target group have not reacted, as bars; groups of whom it is not known are left out."""
    known = [at for at in GROUPS if found[f"not_reacted_{at}"] != DASH]
    lines = [line(f"Målgruppe {at}", [found[f"not_reacted_{at}"]], number) for at in known]
    return chart("Borgere, der ikke har reageret, efter målgruppe", (), lines)


def status(found: Figures) -> Grid:
    """Return how the people on the newest list stand."""
    rows = [(str(standing), number(found[name]), percent(found[f"{name}_share"])) for standing, name in _standings()]
    untold = [("Ikke beregnet endnu", number(found["list_untold"]), "")] if found["list_untold"] else []
    total = ("I alt", number(found["list_whole"]), percent(1) if found["list_whole"] else "")
    return Grid(
        "Borgere på den seneste liste fra Statens Serum Institut",
        ("Status", "Borgere", "Andel"),
        (*rows, *untold, total),
        (WHO_WAITS,),
        sums=True,
    )


def status_chart(found: Figures) -> Chart:
    """Return the same as bars, without what is nobody's."""
    lines = [
        (str(standing), (found[name],), (with_percent(found[name], found[f"{name}_share"]),))
        for standing, name in _standings()
        if found[name]
    ]
    return chart("Sådan står borgerne på listen", (), lines)


EXHIBITS: Mapping[Exhibit, Callable[[Figures], Grid | Chart]] = {
    Exhibit.GROUPS: groups,
    Exhibit.GROUPS_CHART: groups_chart,
    Exhibit.STATUS: status,
    Exhibit.STATUS_CHART: status_chart,
    Exhibit.AGES: spreads.ages,
    Exhibit.LANGUAGES: spreads.languages,
    Exhibit.REASONS: spreads.reasons,
    Exhibit.FUNNEL: progress.funnel,
    Exhibit.FUNNEL_CHART: progress.funnel_chart,
    Exhibit.COURSE: progress.course,
    Exhibit.COVERAGE: progress.coverage,
    Exhibit.COVERAGE_CHART: progress.coverage_chart,
    Exhibit.WORK: progress.work,
    Exhibit.WORK_CHART: progress.work_chart,
    Exhibit.BUDGET: progress.budget,
}
"""What each mark stands for; what has nothing to show is left out of the note."""


def _not_counted(found: Figures) -> str:
    """Return how many of the list the lines leave out, and why."""
    whole, lines = found["not_reacted"], found["not_reacted_in_groups"]
    if whole in (DASH, lines):
        return ""
    people = counted(whole - lines, "borger", "borgere")
    return f"{people} på listen er ikke talt med: målgruppen kendes ikke, eller dens frist er ikke udløbet."


def _group(found: Figures, at: int) -> str:
    text = found[f"group_{at}"]
    return f"{at}. {text}" if text != DASH else f"Målgruppe {at}"


def _standings() -> list[tuple[OnList, str]]:
    return [(standing, on_list_figure(standing)) for standing in OnList]
