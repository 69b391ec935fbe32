"""What a caller says: a script per situation, in Danish and, where there is one, in the language of the talk.

The files stand in manus/<situation>.<language>.txt, named after the talk. Each first makes sure who is speaking: what
stands above the line [[hvem]] never tells what the call is about, a message on an answering machine never does at all,
and a relative is told only with the citizen's consent. A file that breaks this is refused, also when staff wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbook.letters.files import find_wording, read_text
from workbook.letters.papers import OFFICE
from workbook.letters.quiet import told
from workbook.letters.values import clean, phone
from workbook.letters.wording import Block, Fault, Wording, Words, read_wording, wording_faults
from workbook.problems import TemplateFault, TemplateMissing
from workbook.settings import Settings
from workbook.words import LANGUAGE_CODES, RIGHT_TO_LEFT, Field, Language, Situation

WHO = "hvem"
"""The mark between making sure who is speaking, and what the call is about."""

STOP = (
    "STOP: Gå kun videre, når navn og adresse passer med listen. Står adressen ikke på listen, eller er du i tvivl, "
    "så sig pænt farvel, og lad kontoret ringe."
)
"""What the caller reads where the mark stands; in Danish in every script, as it is for the caller alone."""

STOP_RELATIVE = (
    "STOP: Gå kun videre, når det er den, der står på arket Pårørende. Er du i tvivl, så sig pænt farvel, "
    "og lad kontoret ringe."
)
"""The same for a relative, whose address is seldom known."""

_QUIET = (Field.MUNICIPALITY, Field.OFFICE_PHONE, Field.OFFICE_HOURS)
_CITIZEN = (*_QUIET, Field.NAME, Field.BOOKING_PHONE)

FIELDS: Mapping[Situation, tuple[Field, ...]] = dict.fromkeys(Situation, _CITIZEN) | {
    Situation.TELL_TIME: (*_CITIZEN, Field.APPOINTMENT),
    Situation.RELATIVE: (*_QUIET, Field.NAME, Field.RELATIVE, Field.CONSENT),
    Situation.CALLS_US: (*_QUIET, Field.BOOKING_PHONE),
    Situation.MACHINE: _QUIET,
}
"""The fields that each script may use. An answering machine hears no name, a relative no answer and no time."""

_UNKNOWN: Mapping[Field, str] = {
    Field.NAME: "[borgerens navn]",
    Field.RELATIVE: "[den pårørendes navn]",
    Field.APPOINTMENT: "[dagen, klokkeslættet og stedet]",
}
_ISOLATE = "\u2068{}\u2069"


@dataclass(frozen=True)
class Script:
    """The words of a call: always in Danish, and in another language as `own` where there is a file for it.

    A text that no translator has approved is a draft: it is shown beside the Danish one and never alone.
    """

    situation: Situation
    danish: Words
    language: Language = Language.DANISH
    own: Words | None = None
    approved: bool = False

    @property
    def text(self) -> str:
        """Return all that the caller reads, a draft below: plain text, a blank line between paragraphs."""
        return f"{self.said}\n\n{draft_heading(self.language)}\n\n{self.draft}" if self.draft else self.said

    @property
    def said(self) -> str:
        """Return the words that count: the ones in the talk's language when they are approved, else the Danish ones."""
        return plain(self.own if self.own and self.approved else self.danish, self.stop)

    @property
    def draft(self) -> str:
        """Return the words that nobody has approved yet, "" where there are none."""
        return plain(self.own, self.stop) if self.own and not self.approved else ""

    @property
    def stop(self) -> str:
        """Return what the caller reads where the mark stands."""
        return STOP_RELATIVE if self.situation is Situation.RELATIVE else STOP


def script(
    situation: Situation,
    language: str | None,
    facts: Mapping[Field, str | None],
    templates: Sequence[Path],
    settings: Settings,
) -> Script:
    """Return the script of a situation, for a talk in `language`; without a file for it the Danish one stands alone.

    `facts` are what is known of this call (Field.NAME, RELATIVE, CONSENT, APPOINTMENT); a script sees only those on
    its list, and what is unknown stands as "[borgerens navn]". Raises TemplateMissing, TemplateFault.
    """
    danish = _words(situation, Language.DANISH, facts, templates, settings)[1]
    spoken = Language(language) if language and language in LANGUAGE_CODES else Language.DANISH
    if spoken is Language.DANISH:
        return Script(situation, danish)
    try:
        wording, own = _words(situation, spoken, facts, templates, settings)
    except TemplateMissing:
        return Script(situation, danish)
    return Script(situation, danish, spoken, own, bool(wording.approved_by))


def draft_heading(language: Language) -> str:
    """Return what stands above a text that nobody has approved yet."""
    return f"UDKAST, som ingen oversætter har godkendt: {language.lower()}"


def plain(words: Words, stop: str) -> str:
    """Return words as plain text, the mark as what the caller must do there."""
    return "\n\n".join(stop if block.kind == "mark" else _plain_block(block) for block in words.blocks)


def _plain_block(block: Block) -> str:
    sign = "• " if block.kind == "list" else ""
    return "\n".join(sign + "".join(run.text for run in line) for line in block.lines)


def _words(
    situation: Situation,
    language: Language,
    facts: Mapping[Field, str | None],
    templates: Sequence[Path],
    settings: Settings,
) -> tuple[Wording, Words]:
    wording = read_script(find_wording(templates, file_name(situation, language)), situation)
    for _, word in told([getattr(settings, OFFICE[field]) for field in _QUIET]):
        raise TemplateFault(wording.file, 0, f"på arket Indstillinger står “{word}” i en værdi, som {_HEARD}")
    values = {field.value: _value(field, facts, settings) for field in FIELDS[situation]}
    shape = _ISOLATE if language in RIGHT_TO_LEFT else "{}"
    return wording, wording.words({field: shape.format(value) if value else "" for field, value in values.items()})


def _value(field: Field, facts: Mapping[Field, str | None], settings: Settings) -> str:
    if field in OFFICE:
        return phone(getattr(settings, OFFICE[field]))
    return clean(facts.get(field)) or _UNKNOWN.get(field, "")


def file_name(situation: Situation, language: Language) -> str:
    """Return where a script's words stand, below a folder of templates."""
    return f"manus/{situation.lower().replace(' ', '_')}.{LANGUAGE_CODES[language]}.txt"


def read_script(path: Path, situation: Situation) -> Wording:
    """Read a script's file; raises TemplateFault, also for words that are said too early."""
    for fault in script_faults(path, situation):
        raise TemplateFault(path.name, *fault)
    return read_wording(path, FIELDS[situation])


def script_faults(path: Path, situation: Situation) -> Iterator[Fault]:
    """Yield all that is wrong with a script's file; raises TemplateFault for one that cannot be read."""
    text = read_text(path)
    found = list(wording_faults(text, FIELDS[situation]))
    yield from found
    if not found:
        yield from (
            Fault(*fault) for fault in _faults(text.split("\n"), read_wording(path, FIELDS[situation]), situation)
        )


def _faults(lines: Sequence[str], wording: Wording, situation: Situation) -> Iterator[tuple[int, str]]:
    """Yield what a script says to somebody who may not hear it, and a mark that is missing, doubled or in a choice."""
    marks = [number for number, line in enumerate(lines) if line.strip() == f"[[{WHO}]]"]
    wanted = 0 if situation is Situation.MACHINE else 1
    above = lines[: marks[0]] if marks else lines
    silent = wording.words(dict.fromkeys(map(str, FIELDS[situation]), ""))
    if len(marks) != wanted or _is_open("\n".join(above)) or _marks(silent) != wanted:
        yield 0, _NO_MARK if wanted else _NO_WHO
    yield from ((number, f"her står “{word}”. {_TOO_EARLY}") for number, word in told(above))
    if situation is Situation.RELATIVE:
        yield from ((0, f"her står “{word}” uden for et {_CONSENT}") for _, word in told([plain(silent, "")]))


_NO_MARK = "linjen “[[hvem]]” skal stå for sig selv én gang, hvor I ved, hvem der taler, og ikke inde i et valg."
_NO_WHO = "en besked på en telefonsvarer har ingen linje “[[hvem]]”, for I ved ikke, hvem der hører den."
_HEARD = "siges, før I ved, hvem der hører det. Brug et navn og en telefontid, der ikke røber, hvad det drejer sig om."
_TOO_EARLY = "Hvad det drejer sig om, må først siges under linjen “[[hvem]]” og aldrig på en telefonsvarer."
_CONSENT = "valg som {% if samtykke %} … {% endif %}, men pårørende må kun høre det, når borgeren har sagt ja til det."


def _is_open(above: str) -> bool:
    """Whether a choice that begins above is not ended there."""
    return len(re.findall(r"\{%[-+]?\s*if\b", above)) != len(re.findall(r"\{%[-+]?\s*endif\b", above))


def _marks(words: Words) -> int:
    return sum(block.kind == "mark" for block in words.blocks)
