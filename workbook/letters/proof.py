"""Prøveudskrift: the letters that would go out, shown to people before they do.

The proof is a PDF: a list of all letters, at least three of them as they will look, and drafts in languages that
nobody stands by yet. What it shows is kept on the sheet Prøveudskrift, a row per letter, until it is sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.change import Change, OutFile, records
from workbook.letters.examples import example_letter
from workbook.letters.papers import LANGUAGES, shown
from workbook.letters.pile import NAMES, channel_of, fingerprint, language_of, of_kinds, stationery, write
from workbook.letters.printing import is_printable, printed_data, prove
from workbook.letters.receivers import NO_ADDRESS, NO_SHAPE, Hindrance, Key, Read, Receiver, key_of, receivers
from workbook.letters.typeset import Unprintable, typeset
from workbook.letters.values import clean, danish_date
from workbook.letters.writing import Letter, Stationery
from workbook.problems import Ask, Problem, TemplateFault, TemplateMissing
from workbook.schema import Table
from workbook.settings import Settings, unfilled
from workbook.tables import LETTERS_READY, LETTERS_SENT
from workbook.words import Language, LetterKind, ReviewKind, YesNo, counted, joined

ALL = "Alle"
"""The answer that wants every kind of letter."""

SHOWN = 3
"""So many letters a proof shows at least, where there are as many."""

STAMP = "PRØVE: brevet er ikke sendt."


@dataclass
class _Proof:
    """The letters of a proof by key, the lines that only they have, drafts, and what is said about those left out."""

    paper: Stationery
    lines: Mapping[Key, str]
    receivers: dict[Key, Receiver]
    letters: dict[Key, Letter] = field(default_factory=dict)
    drafts: list[Letter] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def make_proof(
    read: Read,
    settings: Settings,
    templates: Sequence[Path],
    folder: Path,
    now: datetime,
    user: str,
    new_ids: Callable[[Table, int], list[str]],
    answer: str | None = None,
) -> Change | Ask:
    """Return the proof: its PDF, and the rows of Prøveudskrift; an Ask where there are several kinds of letters.

    `templates` are the folders of `files.template_folders`, `folder` is where the workbook lies. A line of its own that
    a letter was given on the sheet is kept, and shown. A fault in a template stops only the letters made of it.
    """
    due = receivers(read, settings, now.date())
    kinds = list(dict.fromkeys(key.letter for key, one in due.items() if one.hindrance is None))
    if len(kinds) > 1 and answer is None:
        names = [NAMES[LetterKind(kind)] for kind in kinds]
        return Ask("letters", "Hvilke breve skal der laves en prøve af?", choices=[ALL, *names], unasked=ALL)
    wanted = {kind for kind in NAMES if answer in {None, ALL, NAMES[kind]}}
    ready = read(LETTERS_READY)
    before = of_kinds(ready, wanted)
    lines = {key_of(row): clean(row["line"]) for row in records(before).values() if "line" in row}
    paper, no_logo = stationery(settings, templates, folder, now.date())
    proof = _written({key: one for key, one in due.items() if key.letter in wanted}, lines, paper)
    job = _next_job(ready, read(LETTERS_SENT))
    path = f"Ud/{now:%Y-%m-%d %H.%M} Prøveudskrift {job}.pdf"
    pdf = _pdf(proof, job, user)
    unknown = sum(one.hindrance is not None and one.hindrance.why == NO_ADDRESS for one in due.values())
    change = Change(
        " ".join(filter(None, (*_told(proof, job, path, unknown), no_logo, _unfilled(settings)))),
        problems=proof.problems,
    )
    change.files = [OutFile(path, pdf)] if pdf else []
    change.replace(LETTERS_READY, before, _rows(proof, job, path, user, before, new_ids))
    return change


def _written(due: Mapping[Key, Receiver], lines: Mapping[Key, str], paper: Stationery) -> _Proof:
    """Write every letter that can be written; a fault of a template stops those made of it, and is told once."""
    proof = _Proof(paper, lines, {key: one for key, one in due.items() if one.hindrance is None})
    proof.problems += [one.problem for one in due.values() if one.hindrance and one.hindrance.why != NO_ADDRESS]
    sound: dict[tuple[str, str | None], bool] = {}
    for key, one in proof.receivers.items():
        made_of = (one.paper.stem, one.row.get("language"))
        if made_of not in sound:
            sound[made_of] = _is_sound(one, proof)
        if sound[made_of]:
            proof.letters[key] = write(one, lines.get(key, ""), paper)
    unsaid = [key for key, letter in proof.letters.items() if lines.get(key, "") not in _text(letter)]
    proof.problems += [proof.receivers[key].told("", _UNSAID) for key in unsaid]
    _add_drafts(proof)
    return proof


def _is_sound(one: Receiver, proof: _Proof) -> bool:
    try:
        prove(one.paper, language_of(one, proof.paper), proof.paper)
    except (TemplateFault, TemplateMissing) as fault:
        proof.problems.append(Problem(ReviewKind.LETTER, f"De breve, der bruger en skabelon, er ikke lavet. {fault}"))
        return False
    return True


def _text(letter: Letter) -> str:
    return "\n".join("".join(run.text for run in line) for block in letter.page["blocks"] for line in block.lines)


_UNSAID = (
    "får et brev uden sin egen linje: skabelonen har ikke {{ egne_ord }}, måske fordi brevet ikke må røbe, hvad det "
    "drejer sig om. Slet linjen på arket Prøveudskrift, eller ret skabelonen."
)


def _pdf(proof: _Proof, job: str, user: str) -> bytes:
    """Return the proof's PDF, after taking out the letters that cannot be printed; b"" when none is left."""
    try:
        return _set(proof, job, user)
    except Unprintable:
        for key in [key for key, letter in proof.letters.items() if not is_printable(letter, proof.paper)]:
            del proof.letters[key]
            proof.problems.append(replace(proof.receivers[key], hindrance=Hindrance("name", NO_SHAPE)).problem)
        return _set(proof, job, user)


def _set(proof: _Proof, job: str, user: str) -> bytes:
    if not proof.letters:
        return b""
    paper, samples = proof.paper, samples_of(proof.letters, proof.lines)
    data = {
        **printed_data(f"Prøveudskrift {job}", [*(_stamped(key, proof) for key in samples), *proof.drafts], paper),
        "job": job,
        "date": danish_date(paper.today),
        "user": clean(user),
        "municipality": clean(paper.settings.municipality),
        "second": paper.settings.second_person == YesNo.YES,
        "samples": len(samples),
        "drafts": [str(draft.language) for draft in proof.drafts],
        "rows": [_line(key, proof, key in samples) for key in proof.letters],
    }
    return typeset("proof", data, paper.today)


def _stamped(key: Key, proof: _Proof) -> Letter:
    return write(proof.receivers[key], proof.lines.get(key, ""), proof.paper, STAMP)


def _line(key: Key, proof: _Proof, is_shown: bool) -> dict[str, Any]:
    one, letter = proof.receivers[key], proof.letters[key]
    to = shown(one.paper, one.row)
    return {
        "id": clean(key.relative or key.citizen),
        "name": to["name"],
        "address": f"{to['address']}, {to['postcode']} {to['city']}",
        "letter": key.letter,
        "about": clean(key.about.partition(": ")[2]),
        "language": str(letter.language),
        "channel": str(channel_of(one, proof.paper.settings)),
        "line": proof.lines.get(key, ""),
        "shown": is_shown,
    }


def samples_of(letters: Mapping[Key, Letter], lines: Mapping[Key, str]) -> list[Key]:
    """Return the letters to show, in the order of the list: those in which a fault would be seen.

    The longest address, each kind of letter in each language, the first with a line of its own; at least three.
    """
    longest = max(letters, key=lambda key: sum(map(len, letters[key].page["address"])))
    alike = {(letter.version, letter.language): key for key, letter in reversed(list(letters.items()))}
    own = [key for key in letters if lines.get(key)][:1]
    wanted = dict.fromkeys([longest, *alike.values(), *own])
    more = [key for key in letters if key not in wanted][: max(0, SHOWN - len(wanted))]
    return [key for key in letters if key in wanted or key in more]


def _add_drafts(proof: _Proof) -> None:
    """Add made-up letters in the languages that somebody would have, and nobody stands by yet.

    A draft with a fault is told about and left out: the letters themselves are Danish, and go.
    """
    wanted = dict.fromkeys(
        (one.paper, one.row.get("language"))
        for key, one in proof.receivers.items()
        if key in proof.letters and one.row.get("language") in LANGUAGES
        if one.row.get("language") != proof.letters[key].language
    )
    for kind, name in wanted:
        language = Language(str(name))
        try:
            prove(kind, language, proof.paper)
            proof.drafts.append(example_letter(kind, language, proof.paper))
        except TemplateMissing:
            continue
        except TemplateFault as fault:
            told = f"Udkastet på {language.lower()} er ikke med i prøven, og brevene er på dansk. {fault}"
            proof.problems.append(Problem(ReviewKind.LETTER, told))


def _rows(
    proof: _Proof, job: str, path: str, user: str, before: pd.DataFrame, new_ids: Callable[[Table, int], list[str]]
) -> pd.DataFrame:
    """Return the rows of Prøveudskrift: a letter that stood there keeps its row."""
    standing = {key_of(row): row_id for row_id, row in reversed(records(before).items())}
    fresh = iter(new_ids(LETTERS_READY, len(proof.letters.keys() - standing.keys())))
    return LETTERS_READY.frame(
        {
            "id": standing[key] if key in standing else next(fresh),
            "job": job,
            **{name: value or None for name, value in key._asdict().items()},
            "name": proof.receivers[key].row.get("name"),
            "line": proof.lines.get(key),
            "language": letter.language,
            "channel": channel_of(proof.receivers[key], proof.paper.settings),
            "made_on": proof.paper.today,
            "made_by": user,
            "file": path.removeprefix("Ud/"),
            "template_version": letter.version,
            "fingerprint": fingerprint(proof.receivers[key], letter, proof.paper, job, user),
        }
        for key, letter in proof.letters.items()
    )


def _unfilled(settings: Settings) -> str:
    names = unfilled(settings)
    return f"Brevene kan ikke sendes, før {joined(names)} er udfyldt på arket Indstillinger." if names else ""


def _next_job(*tables: pd.DataFrame) -> str:
    found = (re.fullmatch(r"U-(\d{1,9})", job or "") for table in tables for job in table["job"])
    return f"U-{max((int(number[1]) for number in found if number), default=0) + 1:04d}"


def _told(proof: _Proof, job: str, path: str, unknown: int) -> Iterator[str]:
    count = len(proof.letters)
    if count:
        letters = counted(count, "brev", "breve")
        them = "det" if count == 1 else "dem"
        send = f"En anden end dig sender {them}" if proof.paper.settings.second_person == YesNo.YES else f"Send {them}"
        yield f"Prøveudskrift {job} med {letters} ligger i {path}. Se den igennem. {send} med {_buttons(proof)}."
    else:
        yield "Ingen skal have brev i dag."
    if lost := len([key for key in proof.lines if key not in proof.letters]):
        yield f"{lost} med egen linje skal ikke længere have brev, og linjen er fjernet."
    if proof.problems:
        yield f"{len(proof.problems)} ting om brevene står på arket Til vurdering."
    if unknown:
        yield f"{unknown} mangler navn eller adresse. Tryk på Opslagsliste for borgerne, eller se arket Pårørende."


def _buttons(proof: _Proof) -> str:
    names = ("Breve til borgere", "Breve til pårørende")
    return " og ".join(name for to, name in enumerate(names) if any(bool(key.relative) == to for key in proof.letters))
