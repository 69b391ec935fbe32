"""The call sheet on paper: whom to ring, why now, and room to write what they answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.change import records
from workbook.letters.files import find_wording
from workbook.letters.papers import CALL_SHEET, field_values, sender, shown
from workbook.letters.typeset import Unprintable, typeset
from workbook.letters.values import clean, danish_date
from workbook.letters.wording import Wording, read_wording
from workbook.problems import TemplateFault
from workbook.settings import Settings


def call_sheet_pdf(
    call_sheet: pd.DataFrame,
    outcomes: pd.DataFrame,
    settings: Settings,
    templates: Sequence[Path],
    today: date,
    user: str,
) -> bytes:
    """Return today's calls as a PDF (A4, landscape), in the order of the sheet; rows with an answer are left out.

    A person whose row holds a character without a shape stands there with the id and "se arket Ringeliste".
    Raises TemplateMissing, TemplateFault.
    """
    wording = read_wording(find_wording(templates, CALL_SHEET.wording), CALL_SHEET.fields)
    frame = _frame(wording, outcomes, settings, today, user)
    if not _is_printable(frame, [], today):
        what = "et tegn her eller på arkene Indstillinger og Svarkoder kan ikke vises med listens skrifttype."
        raise TemplateFault(wording.file, 0, what)
    calls = [shown(CALL_SHEET, row) for row in records(call_sheet[call_sheet["outcome"].isna()]).values()]
    try:
        return typeset("call_sheet", {**frame, "calls": calls}, today)
    except Unprintable:
        told = [call if _is_printable(frame, [call], today) else _pointer(call) for call in calls]
        return typeset("call_sheet", {**frame, "calls": told}, today)


def _frame(wording: Wording, outcomes: pd.DataFrame, settings: Settings, today: date, user: str) -> dict[str, Any]:
    codes = zip(outcomes["code"], outcomes["text"], strict=True)
    return {
        "language": "da",
        "date": danish_date(today),
        "user": clean(user),
        "sender": sender(settings),
        "words": wording.words(field_values(CALL_SHEET, settings, today))._asdict(),
        "codes": [{"code": clean(code), "text": clean(text)} for code, text in codes],
    }


def _is_printable(frame: Mapping[str, Any], calls: Sequence[Mapping[str, str]], today: date) -> bool:
    try:
        typeset("call_sheet", {**frame, "calls": list(calls)}, today)
    except Unprintable:
        return False
    return True


def _pointer(call: Mapping[str, str]) -> dict[str, str]:
    return dict.fromkeys(call, "") | {"citizen": call["citizen"], "name": "se arket Ringeliste"}
