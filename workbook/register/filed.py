"""The row on Indlæste filer that every list leaves behind, and the mark by which the same list is known again."""

from __future__ import annotations

import hashlib
from datetime import date

from workbook.change import Row
from workbook.lists.kinds import ListFile


def fingerprint(file: ListFile) -> str:
    """Return a digest of the list's kind and clean rows that does not know their order or the file's format."""
    told = file.rows.drop(columns=["sheet", "row"])
    rows = sorted(repr(row) for row in zip(*(told[name].tolist() for name in told), strict=True))
    return hashlib.sha256(repr((str(file.kind.list_kind), rows)).encode()).hexdigest()[:16]


def filed(file: ListFile, list_id: str, buckets: str, today: date, user: str) -> Row:
    """Return the list's row: what it was, its day, who took it in when, how many rows went where."""
    return {
        "id": list_id,
        "kind": file.kind.list_kind,
        "file": file.name,
        "extracted_on": file.extracted_on,
        "taken_in_on": today,
        "taken_in_by": user,
        "rows": len(file.rows),
        "buckets": buckets,
        "hash": fingerprint(file),
    }
