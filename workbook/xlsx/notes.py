"""Notes and comments on a sheet's cells: they follow the row that they were written on, and go with it."""

from __future__ import annotations

import re
from typing import Any

from workbook.xlsx.moves import Moves
from workbook.xlsx.parts import Parts, parse, q, serialize

_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_SHAPE = re.compile(rb"<v:shape [^>]*>.*?</v:shape>", re.DOTALL)
_ROW = re.compile(rb"(<x:Row>)\s*(\d+)\s*(</x:Row>)")
_COLUMN = re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")


def move_notes(parts: Parts, sheet: str, moves: Moves) -> None:
    """Let the notes of a sheet's table follow its rows; the notes of rows that are gone go too."""
    if not moves:
        return
    for place in parts.related(sheet, "/comments").values():
        _move_listed(parts, place, f"{q('commentList')}/{q('comment')}", moves)
    for place in parts.related(sheet, "/threadedComment").values():
        _move_listed(parts, place, q("threadedComment", _THREADED), moves)
    for place in parts.related(sheet, "/vmlDrawing").values():
        parts.replace(place, _SHAPE.sub(lambda shape: _moved_shape(shape[0], moves), parts.read(place)))


def _move_listed(parts: Parts, place: str, path: str, moves: Moves) -> None:
    root = parse(parts.read(place))
    notes: list[Any] = root.findall(path)
    moved = {note: moves.of(note.get("ref")) for note in notes}
    if all(note.get("ref") == new for note, new in moved.items()):
        return
    for note, new in moved.items():
        if new is None:
            note.getparent().remove(note)
        else:
            note.set("ref", new)
    parts.replace(place, serialize(root))


def _moved_shape(shape: bytes, moves: Moves) -> bytes:
    """Return a note's frame at its cell's new row, nothing for a row that is gone; other shapes stay."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if not row or not column or b'ObjectType="Note"' not in shape:
        return shape
    old, across = int(row[2]) + 1, int(column[1]) + 1
    if not moves.holds(across, old):
        return shape
    if old not in moves.rows:
        return b""
    by = moves.rows[old] - old
    shape = _ROW.sub(lambda found: b"%b%d%b" % (found[1], old - 1 + by, found[3]), shape)
    return _ANCHOR.sub(lambda found: found[1] + _moved_anchor(found[2], by) + found[3], shape)


def _moved_anchor(anchor: bytes, by: int) -> bytes:
    """Move an anchor (left, its offset, top, its offset, right, its offset, bottom, its offset) down by rows."""
    sides = [int(side) for side in anchor.split(b",")]
    sides[2], sides[6] = max(sides[2] + by, 0), max(sides[6] + by, 0)
    return b", ".join(b"%d" % side for side in sides)
