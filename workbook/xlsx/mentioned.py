"""Where in a workbook's parts somebody is named: every text of every part, and where it is seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from lxml.etree import XMLSyntaxError

from workbook.mentions import Mentions
from workbook.tables import TABLES
from workbook.xlsx.parts import WORKBOOK, Element, Parts, parse, q

CELL, RESULT = q("c"), q("v")
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
IN_RUNS = (q("si"), q("is"), q("text"), q("p", _DRAWN))
"""Elements whose text may stand in several runs."""

_PLACES = {
    "pivotTables": "i pivottabellen på",
    "pivotCache": "i pivottabellen på",
    "comments": "i noterne på",
    "threadedComments": "i noterne på",
    "drawings": "i figurer, tekstfelter og noter på",
    "charts": "i et diagram på",
    "embeddings": "i et indlejret objekt på",
    "media": "i et billede på",
    "printerSettings": "i printerindstillingerne for",
    "tables": "på",
}
"""Where the parts that hang on a sheet are seen, by their folder."""

_ELSEWHERE = {
    "docProps": "i projektmappens egenskaber",
    "customXml": "i projektmappens egenskaber",
    "xl/externalLinks": "i en kæde til en anden projektmappe",
    "xl/persons": "i listen over dem, der har skrevet noter",
    "xl/workbook.xml": "i navnet på et ark eller et område",
    "xl/pivotCache": "i en pivottabel",
    "xl/vbaProject.bin": "i makroerne",
}


_NO_LETTER = re.compile("[^ -~\u00a0-\u024f]")
"""What bytes look like that are no text: no letter of a Danish name."""

HIDDEN = tuple(table.sheet for table in TABLES if not table.tracked)
"""Our own memory, which the tables' own ways clean."""


def mentioned(content: bytes, mentions: Mentions) -> list[str]:
    """Return the places of a workbook that name anybody, in Danish, our hidden sheets left out. Raises BadZipFile."""
    parts = Parts(content)
    sheets, called, shared = parts.sheets(), places(parts), shared_texts(parts)
    hidden = {*map(sheets.get, HIDDEN), *shared_parts(parts)}
    said = {name: texts_of(parts.read(name)) for name in parts.names() if name not in hidden}
    for place in sheets.values():
        if place in said:
            said[place] += [shared[at] for at in uses(parse(parts.read(place)))]
    return once(called(name) for name, texts in said.items() if any(map(mentions.found, texts)))


def whole(item: Element) -> str:
    """Return an element's text, also where it stands in runs of different looks."""
    return "".join(map(str, item.itertext()))


def once(places_: Iterable[str]) -> list[str]:
    """Return each place once, in order."""
    return list(dict.fromkeys(places_))


def texts_of(content: bytes) -> list[str]:
    """Return all that a part says: texts and attributes of XML, else its bytes read in three ways."""
    try:
        root = parse(content)
    except XMLSyntaxError:
        wide = (content[at:].decode("utf-16-le", "replace") for at in (0, 1))
        return [_NO_LETTER.sub(" ", text) for text in (content.decode("utf-8", "replace"), *wide)]
    texts = [text for item in root.iter() for text in (item.text, item.tail, *item.attrib.values()) if text]
    return [*texts, *(whole(item) for item in root.iter(*IN_RUNS))]


def shared_parts(parts: Parts) -> list[str]:
    """Return the part with the texts that cells share, if there is one."""
    return list(parts.related(WORKBOOK, "/sharedStrings").values())


def shared_texts(parts: Parts) -> list[str]:
    """Return the texts that cells share."""
    return list(map(whole, shared_items(parts)))


def shared_items(parts: Parts) -> list[Element]:
    """Return the texts that cells share as they stand, with runs of different looks."""
    roots = (parse(parts.read(place)) for place in shared_parts(parts))
    return [item for root in roots for item in root.findall(q("si"))]


def uses(root: Element) -> set[int]:
    """Return the places of the shared texts that a sheet's cells show."""
    return {int(cell.findtext(RESULT) or 0) for cell in root.iter(CELL) if cell.get("t") == "s"}


def places(parts: Parts) -> Callable[[str], str]:
    """Return what tells in Danish where a part's texts are seen: “på arket …”, “i noterne på arket …”."""
    told = {place: f"på arket “{sheet}”" for sheet, place in parts.sheets().items()}
    for sheet, place in parts.sheets().items():
        for part in _reached(parts, place, set(told)):
            told.setdefault(part, _PLACES.get(_folder(part), "på") + f" arket “{sheet}”")
    return lambda name: (
        told.get(name)
        or next(
            (words for start, words in _ELSEWHERE.items() if name.startswith(start)), "i projektmappens skjulte dele"
        )
    )


def _reached(parts: Parts, start: str, known: set[str]) -> Iterator[str]:
    waiting = [start]
    while waiting:
        for part in parts.related(waiting.pop(), "").values():
            if part not in known:
                known.add(part)
                waiting.append(part)
                yield part


def _folder(part: str) -> str:
    return part.removeprefix("xl/").partition("/")[0].rstrip("0123456789.xml")
