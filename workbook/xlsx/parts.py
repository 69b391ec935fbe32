"""The parts of a workbook's zip file: found by name or relation, replaced one by one, all others kept byte for byte."""

from __future__ import annotations

import copy
import io
import posixpath
import struct
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORKBOOK = "xl/workbook.xml"
CALC_CHAIN = "xl/calcChain.xml"
CONTENT_TYPES = "[Content_Types].xml"

Element = etree._Element  # noqa: SLF001  lxml has no other name for it
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_FLAG_SIZES_FOLLOW = 0x08


def q(name: str, namespace: str = MAIN) -> str:
    """Return a tag as lxml writes it, `name` in the namespace of sheets."""
    return f"{{{namespace}}}{name}"


def parse(content: bytes) -> Element:
    """Return the root of a part; entities are left alone and nothing is fetched. Raises lxml's XMLSyntaxError."""
    return etree.fromstring(content, _PARSER)


def serialize(root: etree._Element) -> bytes:
    """Return a part's bytes, with the declaration that Excel writes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


_LEVEL = 3
"""A new part is packed in half the time that the usual level takes, and is an eighth larger."""


class Parts:
    """A workbook's bytes, opened: what stands in each part, and what is to stand there instead."""

    def __init__(self, content: bytes) -> None:
        """Open the zip; raises BadZipFile."""
        self._zip = ZipFile(io.BytesIO(content))
        self._changed: dict[str, bytes | None] = {}
        self._added: dict[str, bytes] = {}

    @property
    def changed(self) -> bool:
        """Whether any part is to hold something else."""
        return bool(self._changed or self._added)

    def names(self) -> list[str]:
        """Return the parts' names, in the file's order."""
        stand = [name for name in self._zip.namelist() if self._changed.get(name, b"") is not None]
        return [*stand, *self._added]

    def read(self, name: str) -> bytes:
        """Return a part's content as it is to be; raises KeyError for a part that is not there."""
        if name in self._added:
            return self._added[name]
        changed = self._changed.get(name)
        return self._zip.read(name) if changed is None else changed

    def add(self, name: str, content: bytes) -> None:
        """Put in a part that is not there; `[Content_Types].xml` and relations are the caller's."""
        self._added[name] = content

    def replace(self, name: str, content: bytes) -> None:
        """Let a part hold something else; nothing happens when it already does."""
        if name in self._added:
            self._added[name] = content
        elif not self._holds(name, content):
            self._changed[name] = content

    def _holds(self, name: str, content: bytes) -> bool:
        """Whether a part holds this already; one of another length does not, and need not be unpacked."""
        same_length = name in self._changed or self._zip.getinfo(name).file_size == len(content)
        return same_length and content == self.read(name)

    def drop_calc_chain(self) -> None:
        """Take out the order of calculation, which names cells that may be gone; Excel makes it anew."""
        if CALC_CHAIN not in self.names():
            return
        self._changed[CALC_CHAIN] = None
        self._edit(CONTENT_TYPES, lambda item: item.get("PartName") == f"/{CALC_CHAIN}")
        self._edit(relations_name(WORKBOOK), lambda item: item.get("Type", "").endswith("/calcChain"))

    def _edit(self, name: str, unwanted: Callable[[Element], bool]) -> None:
        root = parse(self.read(name))
        for item in [item for item in root if unwanted(item)]:
            root.remove(item)
        self.replace(name, serialize(root))

    def related(self, name: str, kind: str) -> dict[str, str]:
        """Return the parts that a part points to, by relation id; `kind` ends the relation's type ("/table")."""
        relations = relations_name(name)
        if relations not in self.names():
            return {}
        return {
            item.get("Id", ""): _resolve(name, item.get("Target", ""))
            for item in parse(self.read(relations))
            if item.get("Type", "").endswith(kind) and item.get("TargetMode") != "External"
        }

    def sheets(self) -> dict[str, str]:
        """Return the parts of the worksheets by the sheet's name, in the order of the tabs."""
        targets = self.related(WORKBOOK, "/worksheet")
        found = parse(self.read(WORKBOOK)).iterfind(f"{q('sheets')}/{q('sheet')}")
        ids = {str(sheet.get("name")): str(sheet.get(q("id", DOCUMENT))) for sheet in found}
        return {name: targets[relation] for name, relation in ids.items() if relation in targets}

    def to_bytes(self) -> bytes:
        """Return the whole file: changed parts compressed anew, all others with the very bytes they had."""
        out = io.BytesIO()
        with ZipFile(out, "w") as target:
            for info in self._zip.infolist():
                content = self._changed.get(info.filename, b"")
                if content is None:
                    continue
                if info.filename in self._changed:
                    target.writestr(_same_place(info), content, compress_type=info.compress_type, compresslevel=_LEVEL)
                else:
                    _copy(self._zip, info, target)
            for name, content in self._added.items():
                target.writestr(ZipInfo(name), content, compress_type=ZIP_DEFLATED, compresslevel=_LEVEL)
        return out.getvalue()


def relations_name(name: str) -> str:
    """Return the part that holds another part's relations."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _resolve(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")


def _same_place(info: ZipInfo) -> ZipInfo:
    fresh = ZipInfo(info.filename, info.date_time)
    fresh.create_system, fresh.external_attr = info.create_system, info.external_attr
    return fresh


def _copy(source: ZipFile, info: ZipInfo, target: ZipFile) -> None:
    """Copy a part without unpacking it: zipfile has no such verb, so its own bookkeeping is done here."""
    if source.fp is None or target.fp is None:
        raise ValueError("the zip file is closed")
    source.fp.seek(info.header_offset + 26)
    name_length, extra_length = struct.unpack("<HH", source.fp.read(4))
    source.fp.seek(name_length + extra_length, io.SEEK_CUR)
    packed = source.fp.read(info.compress_size)
    moved = copy.copy(info)
    moved.header_offset = target.fp.tell()
    moved.flag_bits &= ~_FLAG_SIZES_FOLLOW
    target.fp.write(moved.FileHeader(zip64=False))
    target.fp.write(packed)
    target.filelist.append(moved)
    target.NameToInfo[moved.filename] = moved
    target.start_dir = target.fp.tell()
