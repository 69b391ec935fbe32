"""The sheet Manuskripter: what the files of scripts say now, a row per talk and language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

import pandas as pd

from workbook.change import Change, Row, records
from workbook.letters.files import find_wording
from workbook.letters.scripts import file_name, script
from workbook.problems import TemplateFault, TemplateMissing
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import SCRIPTS
from workbook.words import LANGUAGE_CODES, Situation, talk_in


def script_sheet(
    sheet: pd.DataFrame, templates: Sequence[Path], settings: Settings, new_ids: Callable[[Table, int], list[str]]
) -> Change:
    """Return the change that makes Manuskripter say what the files say now: a row per talk and language.

    Nobody's name stands there. A file that is refused stands with what is wrong with it.
    """
    ids = {row.get("call", ""): row_id for row_id, row in records(sheet).items()}
    wanted = list(script_rows(templates, settings))
    fresh = iter(new_ids(SCRIPTS, sum(row["call"] not in ids for row in wanted)))
    change = Change()
    rows = ({"id": ids.get(row["call"]) or next(fresh), **row} for row in wanted)
    change.replace(SCRIPTS, sheet, SCRIPTS.frame(rows))
    return change


def script_rows(templates: Sequence[Path], settings: Settings) -> Iterator[Row]:
    """Yield what Manuskripter says: a row per talk and language, without ids."""
    for situation, language in product(Situation, LANGUAGE_CODES):
        file = file_name(situation, language)
        try:
            find_wording(templates, file)
            found = script(situation, language, {}, templates, settings)
            words = {"said": found.said, "draft": found.draft or None}
        except TemplateMissing:
            continue
        except TemplateFault as fault:
            words = {"said": f"Manuskriptet kan ikke bruges: {fault}"}
        yield {"call": talk_in(situation, language), **words, "file": file}
