"""The words of a letter: a plain text file that staff edit, read, checked, and turned into blocks.

    Emne: …              what the letter is about; lines like this stand above the first blank line
    Godkendt af: …       who stands by the words
    (a blank line)       begins a new paragraph; a line break is a line break
    ## Overskrift        a heading
    - punkt              an item of a list
    **fed**              bold, begun and ended on the same line
    [[hvem]]             on a line of its own: a mark, whose meaning the paper knows
    {{ navn }}           a field; {% if telefon %} … {% endif %} leaves words out

Nothing else of Jinja may be used: without loops and sums a file cannot run long or grow large, and as every field is
known and holds text, nothing can fail once the file was read. Values are fenced while the blocks are parsed, so that a
name such as "**" or "- x" comes out as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from workbook.letters.files import fingerprint, read_text, readable_part
from workbook.problems import TemplateFault

HEADERS = ("Emne", "Godkendt af")
"""What may stand above the first blank line; Emne must."""

_FENCE, _STAR = "\ue000", "\ue001"
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Filter,
)
_GAP = re.compile(r"(?<=\d) (?=[\d%]|kr\b)")
"""A space in a number, or before what it counts, which is kept: from right to left its parts would change places."""
_MARK = re.compile(r"\[\[(\w+)\]\]")
_FILTERS = {"upper", "lower", "capitalize", "trim"}

SEEN = 256
"""So many texts are remembered as they were checked and compiled: a press reads a file once for each who gets it."""

MOST_FIELDS = 100
"""The most fields and choices of a file; ours have about 20."""

DEEPEST = 20
"""So deep may parentheses and choices stand inside each other."""


class Fault(NamedTuple):
    """What is wrong, as a Danish sentence, and the line it is wrong on (from 1; 0 is the file as a whole)."""

    line: int
    what: str


class Run(NamedTuple):
    """Letters in a row that look alike."""

    text: str
    bold: bool


class Block(NamedTuple):
    """A paragraph, a heading (one line), a list (one line per item) or a mark (one line: its word)."""

    kind: str
    lines: list[list[Run]]


class Words(NamedTuple):
    """What one person's letter says."""

    subject: str
    blocks: list[Block]


@dataclass(frozen=True)
class Wording:
    """A file that was read and found good."""

    file: str
    version: str
    approved_by: str
    subject: Template
    body: Template

    def words(self, values: Mapping[str, str]) -> Words:
        """Return the words for one person; `values` holds a text for each field the file may use."""
        subject = self.subject.render(values).replace(_FENCE, "").replace(_STAR, "*")
        return Words(subject, parse_blocks(self.body.render(values)))


def read_wording(path: Path, fields: Collection[str]) -> Wording:
    """Read a file that may use `fields`; raises TemplateFault with the line where something is wrong."""
    text = read_text(path)
    for fault in wording_faults(text, fields):
        raise TemplateFault(path.name, *fault)
    head, body = _halves(text)
    said = _said_above(head)
    version = fingerprint(path)[:8]
    return Wording(path.name, version, said.get("Godkendt af", ""), _compiled(said["Emne"]), _compiled(body))


@lru_cache(SEEN)
def _compiled(text: str) -> Template:
    return _environment().from_string(text)


def approved_by(path: Path) -> str:
    """Return who stands by a file of words, whatever is wrong with it; raises TemplateFault if it is locked."""
    return _said_above(_halves(readable_part(path))[0]).get("Godkendt af", "")


def _said_above(head: str) -> dict[str, str]:
    return {name.strip(): text.strip() for name, _, text in (line.partition(":") for line in head.splitlines())}


def parse_blocks(text: str) -> list[Block]:
    """Return the blocks of a text whose fields are filled in."""
    blocks: list[Block] = []
    fresh = True
    for line in text.splitlines():
        kind, said = _kind(line)
        if said and (fresh or kind in {"heading", "mark"} or blocks[-1].kind != kind):
            blocks.append(Block(kind, []))
        if said:
            blocks[-1].lines.append(_runs(said))
        fresh = not said
    return blocks


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_fenced, autoescape=False
    )


def _fenced(value: str) -> str:
    return _FENCE + str(value).replace("*", _STAR) if value else ""


def _halves(text: str) -> tuple[str, str]:
    head, *body = re.split(r"\n[ \t]*\n", text, maxsplit=1)
    return head, "".join(body)


def _kind(line: str) -> tuple[str, str]:
    for mark, kind in (("## ", "heading"), ("- ", "list")):
        if line.startswith(mark):
            return kind, line.removeprefix(mark).strip()
    if found := _MARK.fullmatch(line.strip()):
        return "mark", found[1]
    return "paragraph", line.strip()


def _runs(line: str) -> list[Run]:
    whole = _GAP.sub("\u00a0", line)
    parts = (part.replace(_FENCE, "").replace(_STAR, "*") for part in whole.split("**"))
    return [Run(part, at % 2 == 1) for at, part in enumerate(parts) if part]


def wording_faults(text: str, fields: Collection[str]) -> Iterator[Fault]:
    """Yield all that is wrong with a file's text: first its shape, then Jinja, then the fields."""
    yield from _all_faults(text, tuple(fields))


@lru_cache(SEEN)
def _all_faults(text: str, fields: tuple[str, ...]) -> tuple[Fault, ...]:
    return tuple(Fault(*fault) for fault in _faults(text, fields))


def mark_faults(text: str, marks: Collection[str]) -> Iterator[Fault]:
    """Yield the marks of a file's text that its paper does not know; scripts have rules of their own."""
    for number, line in enumerate(text.splitlines(), start=1):
        found = _MARK.fullmatch(line.strip())
        if found and found[1] not in marks:
            told = _meant(found[1], marks, "Mærkerne er") if marks else ""
            yield Fault(number, f"mærket “[[{found[1]}]]” findes ikke.{told}")


def _faults(text: str, fields: Collection[str]) -> Iterator[tuple[int, str]]:
    head, body = _halves(text)
    for number, line in enumerate(head.splitlines(), start=1):
        if ":" not in line or line.partition(":")[0].strip() not in HEADERS:
            yield number, "over den første tomme linje må der kun stå “Emne: …” og “Godkendt af: …”."
    if not re.search(r"^Emne *: *\S", head, re.MULTILINE):
        yield 1, "linjen “Emne: …” mangler øverst i filen."
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count("**") % 2:
            yield number, "der mangler en “**”. Fed skrift begynder og slutter med to stjerner på samme linje."
        if re.match(r"#(?!# )", line):
            yield number, "en overskrift skrives med “## ” foran."
        if any(unicodedata.category(sign) in {"Cc", "Co"} and sign not in "\t\r" for sign in line):
            yield number, "her står et usynligt tegn, som ikke kan skrives ud. Slet linjen, og skriv den igen."
    if sum(map(text.count, ("{{", "{%"))) > MOST_FIELDS:
        yield 0, f"der er mere end {MOST_FIELDS} felter og valg i filen."
        return
    yield from _jinja_faults(head, fields)
    above = head.count("\n") + 2
    yield from ((number + above, what) for number, what in _jinja_faults(body, fields))


def _jinja_faults(text: str, fields: Collection[str]) -> Iterator[tuple[int, str]]:
    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        yield error.lineno, "et felt skal skrives som {{ navn }} og et valg som {% if navn %} … {% endif %}."
        return
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        yield 1, _TOO_DEEP
        return
    if line := _too_deep(tree):
        yield line, _TOO_DEEP
        return
    for node in tree.find_all(nodes.Node):
        if not _is_allowed(node):
            yield node.lineno, "her kan kun stå et felt som {{ navn }} eller et valg som {% if navn %} … {% endif %}."
    for name in tree.find_all(nodes.Name):
        if name.name not in fields:
            yield name.lineno, f"feltet “{name.name}” findes ikke.{_meant(name.name, fields)}"


def _too_deep(tree: nodes.Template) -> int:
    """Return the line where things stand inside each other so deep that Python would not compile them, 0 if none do."""
    layer: list[nodes.Node] = [tree]
    for _ in range(DEEPEST):
        layer = [child for node in layer for child in node.iter_child_nodes()]
    return layer[0].lineno if layer else 0


_TOO_DEEP = "der er for mange parenteser eller valg inde i hinanden."


def _is_allowed(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name in _FILTERS and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
    if isinstance(node, nodes.Compare):
        return all(operand.op in {"eq", "ne"} for operand in node.ops)
    return isinstance(node, _ALLOWED)


def _meant(name: str, known: Collection[str], they_are: str = "Felterne er") -> str:
    near = get_close_matches(name, known, n=1)
    return f" Mente du “{near[0]}”?" if near else f" {they_are}: {', '.join(known)}."
