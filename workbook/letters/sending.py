"""Breve til borgere, Breve til pårørende: what was proofed is printed, and noted on Breve as sent.

Nothing goes out that was not in the proof as it is now. Letters are found by key, so the order of a sheet is nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from workbook.calls.facts import by_citizen
from workbook.calls.fetched import promises
from workbook.change import Change, OutFile, Row, records
from workbook.letters.pile import NAMES, channel_of, fingerprint, of_kinds, stationery, write
from workbook.letters.printing import print_bundles, print_one
from workbook.letters.receivers import NO_SHAPE, Hindrance, Key, Read, Receiver, key_of, receivers
from workbook.letters.typeset import Unprintable
from workbook.letters.values import clean
from workbook.letters.writing import Letter, Stationery, copy_note
from workbook.problems import ChangedSinceProof, JobTakenBack, NotProofed, ReleasedByProofer, TemplateFault
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import LETTERS_READY, LETTERS_SENT, RIDES
from workbook.words import Channel, Field, Language, LetterKind, YesNo, counted, listed

DIGITAL_FOLDER = "Digital Post"


@dataclass
class _Sent:
    """The letters of a press by the ids they have on Breve."""

    receivers: dict[str, Receiver]
    letters: dict[str, Letter]
    rows: dict[str, Row]
    files: list[OutFile] = field(default_factory=list)
    file_of: dict[str, str] = field(default_factory=dict)


def send_letters(
    read: Read,
    settings: Settings,
    templates: Sequence[Path],
    folder: Path,
    today: date,
    user: str,
    new_ids: Callable[[Table, int], list[str]],
    kinds: Collection[LetterKind],
) -> Change:
    """Return the print job: files for paper and Digital Post, a row of Breve per letter, none left on Prøveudskrift.

    Raises NotProofed, ReleasedByProofer, JobTakenBack and ChangedSinceProof, and then nothing is printed.
    """
    ready = of_kinds(read(LETTERS_READY), kinds)
    rows = records(ready)
    due = receivers(read, settings, today)
    _refuse(rows, read(LETTERS_SENT), settings, user)
    written_on = cache(lambda day: stationery(settings, templates, folder, day))
    letter = cache(lambda key, line, day: write(due[key], line, written_on(day)[0]))
    _compare(rows, due, lambda day: written_on(day)[0], letter)
    paper, no_logo = written_on(today)
    wanted = sorted(rows.values(), key=key_of)
    ids = dict(zip(new_ids(LETTERS_SENT, len(wanted)), wanted, strict=True))
    sent = _Sent({row_id: due[key_of(row)] for row_id, row in ids.items()}, {}, ids)
    sent.letters = {row_id: letter(key_of(row), clean(row.get("line")), today) for row_id, row in ids.items()}
    for job, kind in sorted({(row["job"], row["letter"]) for row in wanted}):
        _print(sent, job, LetterKind(kind), paper)
    _tell_channels(sent, paper)
    unproofed = len([key for key, one in due.items() if one.hindrance is None and key.letter in kinds]) - len(rows)
    change = Change(" ".join(filter(None, (*_told(sent, unproofed), no_logo))), files=sent.files)
    change.problems = [
        replace(one, hindrance=Hindrance("name", NO_SHAPE)).problem
        for row_id, one in sent.receivers.items()
        if row_id not in sent.file_of
    ]
    change.delete(LETTERS_READY, ready)
    change.insert(LETTERS_SENT, _rows(sent, today, user))
    return change.then(promises(by_citizen(read(RIDES)), _rides_told(sent), settings))


def _rides_told(sent: _Sent) -> Iterator[tuple[str, date]]:
    """Yield whose ride on which day a letter told the time of."""
    for one in (sent.receivers[row_id] for row_id in sent.file_of):
        if Field.PICK_UP_FROM in one.paper.fields and one.says.get(Field.PICK_UP_FROM):
            yield one.key.citizen, one.says[Field.DAY]


def _refuse(rows: Mapping[str, Row], sent: pd.DataFrame, settings: Settings, user: str) -> None:
    if not rows:
        raise NotProofed
    makers = {clean(row.get("made_by")).casefold() for row in rows.values()}
    if settings.second_person == YesNo.YES and clean(user).casefold() in makers:
        raise ReleasedByProofer
    voided = {row.get("job") for row in records(sent[sent["voids"].notna()]).values()}
    if taken := sorted({row.get("job", "") for row in rows.values()} & voided):
        raise JobTakenBack(taken[0])


def _compare(
    rows: Mapping[str, Row],
    due: Mapping[Key, Receiver],
    paper_of: Callable[[date], Stationery],
    letter: Callable[[Key, str, date], Letter],
) -> None:
    """Hold each letter against its proof: raises ChangedSinceProof, which names what changed and no value."""
    changed: set[str] = set()
    seen: set[Key] = set()
    for row_id, row in rows.items():
        one = due.get(key_of(row))
        if one is None or one.hindrance or "made_on" not in row or one.key in seen:
            changed.add(row.get("relative") or row.get("citizen") or row_id)
            continue
        seen.add(one.key)
        if told := _difference(one, row, paper_of(row["made_on"]), letter):
            changed.add(told)
    if changed:
        causes = [cause for cause in (_TEMPLATES, _SETTINGS) if cause in changed]
        ids = sorted(changed - {*causes})
        raise ChangedSinceProof([*causes, *([listed(ids)] if ids else [])])


_TEMPLATES, _SETTINGS = "skabelonerne", "arket Indstillinger"


def _difference(one: Receiver, row: Row, paper: Stationery, written: Callable[[Key, str, date], Letter]) -> str:
    """Return what changed of a letter since its proof, "" when it is the same."""
    try:
        letter = written(one.key, clean(row.get("line")), paper.today)
    except TemplateFault:
        return _TEMPLATES
    now = fingerprint(one, letter, paper, row.get("job", ""), row.get("made_by", "")).split(" ")
    was = row.get("fingerprint", "").split(" ")
    if now == was and letter.version == row.get("template_version"):
        return ""
    if now[0] == was[0] and letter.version != row.get("template_version"):
        return _TEMPLATES
    if len(was) == len(now) and now[1] != was[1]:
        return _SETTINGS
    return one.key.relative or one.key.citizen


def _print(sent: _Sent, job: str, kind: LetterKind, paper: Stationery) -> None:
    """Print the letters of one kind of a job: bundles for paper, a file each for Digital Post, copies for the case."""
    mine = [row_id for row_id, row in sent.rows.items() if (row["job"], row["letter"]) == (job, kind)]
    digital = {i for i in mine if channel_of(sent.receivers[i], paper.settings) is Channel.DIGITAL}
    folder, title = f"{paper.today} {job}", f"{NAMES[kind]} {job}"
    _bundles(sent, f"{folder}/{title}", title, {i: sent.letters[i] for i in mine if i not in digital}, paper)
    for row_id in (row_id for row_id in mine if row_id in digital):
        try:
            pdf = print_one(sent.letters[row_id], paper)
        except Unprintable:
            continue
        sent.file_of[row_id] = f"{folder}/{DIGITAL_FOLDER}/{row_id}.pdf"
        sent.files.append(OutFile(f"Ud/{sent.file_of[row_id]}", pdf))
    copies = {row_id: _copy(sent, row_id, paper) for row_id in mine if _needs_copy(sent, row_id)}
    for name, pdf, _ in _parts(f"{folder}/Kopi til sagen, {title}", f"Kopier til sagen {job}", copies, paper):
        sent.files.append(OutFile(f"Ud/{name}", pdf))


def _bundles(sent: _Sent, stem: str, title: str, letters: Mapping[str, Letter], paper: Stationery) -> None:
    for name, pdf, ids in _parts(stem, title, letters, paper):
        sent.files.append(OutFile(f"Ud/{name}", pdf))
        sent.file_of |= dict.fromkeys(ids, name)


def _parts(
    stem: str, title: str, letters: Mapping[str, Letter], paper: Stationery
) -> Iterator[tuple[str, bytes, list[str]]]:
    """Yield each bundle's path below Ud, its PDF and the ids of the letters in it."""
    bundles = print_bundles(title, letters, paper).bundles if letters else []
    for part, bundle in enumerate(bundles, start=1):
        yield f"{stem}{f' del {part}' if len(bundles) > 1 else ''}.pdf", bundle.pdf, bundle.letters


def _needs_copy(sent: _Sent, row_id: str) -> bool:
    return row_id in sent.file_of and sent.letters[row_id].language is not Language.DANISH


def _copy(sent: _Sent, row_id: str, paper: Stationery) -> Letter:
    """Return the Danish letter that is kept for the case of somebody who got it in another language."""
    line, note = clean(sent.rows[row_id].get("line")), copy_note(sent.letters[row_id].language)
    return write(sent.receivers[row_id], line, paper, note, Language.DANISH)


def _tell_channels(sent: _Sent, paper: Stationery) -> None:
    """Add to each job with Digital Post the list of which file goes which way; it holds ids only."""
    by_job: dict[str, list[str]] = {}
    for row_id in sent.file_of:
        by_job.setdefault(sent.rows[row_id]["job"], []).append(row_id)
    for job, ids in by_job.items():
        ways = {row_id: channel_of(sent.receivers[row_id], paper.settings) for row_id in ids}
        if Channel.DIGITAL in ways.values():
            text = io.StringIO()
            table = csv.writer(text, delimiter=";", lineterminator="\r\n")
            table.writerow(("Brev", "Borgernr.", "Fil", "Kanal"))
            table.writerows(
                (i, sent.rows[i]["citizen"], sent.file_of[i].partition("/")[2], ways[i]) for i in sorted(ids)
            )
            sent.files.append(OutFile(f"Ud/{paper.today} {job}/Fordeling.csv", text.getvalue().encode("utf-8-sig")))


def _rows(sent: _Sent, today: date, user: str) -> pd.DataFrame:
    kept = ("job", "citizen", "relative", "letter", "about", "line", "language", "channel", "template_version")
    return LETTERS_SENT.frame(
        {
            "id": row_id,
            **{name: sent.rows[row_id].get(name) for name in kept},
            "printed_on": today,
            "printed_by": sent.rows[row_id].get("made_by"),
            "released_by": user,
            "file": name,
            "replaces": sent.receivers[row_id].replaces or None,
        }
        for row_id, name in sent.file_of.items()
    )


def _told(sent: _Sent, unproofed: int) -> Iterator[str]:
    count, jobs = len(sent.file_of), sorted({row["job"] for row in sent.rows.values()})
    folders = sorted({file.path.split("/")[1] for file in sent.files})
    yield f"{counted(count, 'brev', 'breve')} er klar i mappen Ud/{', '.join(folders)} som udskrift {', '.join(jobs)}."
    digital = sum(DIGITAL_FOLDER in name for name in sent.file_of.values())
    if digital:
        yield f"{digital} af dem er til Digital Post; filen Fordeling.csv siger hvilke."
    if refused := len(sent.rows) - count:
        yield f"{refused} kunne ikke skrives ud; se hvorfor på arket Til vurdering."
    if unproofed > 0:
        yield f"{unproofed} til kan få brev. Tryk på Prøveudskrift for at få dem med."
