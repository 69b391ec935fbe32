"""Files with a password: Office's own lock in memory, and the parts of a locked zip; nothing is written anywhere."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

from workbook.lists.guard import Cause, Refused

if TYPE_CHECKING:
    import zipfile

_EXCELS_OWN = "VelvetSweatshop"
"""What Excel locks a workbook with that is only meant to be read; no secret (MS-OFFCRYPTO 2.4.2.3)."""
_UNKNOWN = (OSError, ValueError, KeyError, AttributeError, AssertionError, TypeError, struct.error)
"""What msoffcrypto stumbles into over files that are broken or of a kind it does not know."""


def unlocked(raw: bytes, password: str) -> bytes:
    """Return the workbook inside an Office file; one that has no lock comes back as it is.

    Excel's own password is tried first. Raises Refused for a password that is missing or wrong, and for a file that was
    changed after it was locked.
    """
    from msoffcrypto import OfficeFile, exceptions  # noqa: PLC0415  slow to import and seldom needed

    try:
        office = OfficeFile(io.BytesIO(raw))
        if not office.is_encrypted():
            return raw
    except (exceptions.FileFormatError, exceptions.ParseError, *_UNKNOWN):
        return raw  # the reader says what is wrong with it
    for word in filter(None, (_EXCELS_OWN, password)):
        try:
            _load(office, word)
        except (exceptions.InvalidKeyError, exceptions.DecryptionError):
            continue
        try:
            return _opened(office)
        except (exceptions.InvalidKeyError, exceptions.DecryptionError, *_UNKNOWN):
            raise Refused(Cause.TAMPERED) from None
    raise Refused(Cause.WRONG_PASSWORD if password else Cause.PASSWORD)


def _load(office: Any, password: str) -> None:
    if office.format == "ooxml":
        office.load_key(password=password, verify_password=True)
    else:
        office.load_key(password=password)


def _opened(office: Any) -> bytes:
    out = io.BytesIO()
    if office.format == "ooxml":
        office.decrypt(out, verify_integrity=True)
    else:
        office.decrypt(out)
    return out.getvalue()


def unlocked_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, password: str) -> bytes:
    """Return a part of a locked zip, AES or the old kind; raises Refused."""
    import pyzipper  # noqa: PLC0415  seldom needed

    if not password:
        raise Refused(Cause.PASSWORD)
    with pyzipper.AESZipFile(archive.fp) as locked:
        for encoding in ("utf-8", "cp1252", "cp850"):  # a zip does not say how its password was written
            try:
                return bytes(locked.read(part.filename, password.encode(encoding, "replace")))
            except (RuntimeError, pyzipper.BadZipFile, zlib.error):
                continue
    raise Refused(Cause.WRONG_PASSWORD)
