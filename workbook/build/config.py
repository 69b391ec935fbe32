"""The very hidden sheet that tells xlwings' RunPython which Python to start."""

from __future__ import annotations

from xlsxwriter import Workbook

SHEET = "xlwings.conf"
"""The name that `GetConfigFromSheet` of xlwings.bas looks for: names in column A, values in B, no heading."""


def add_config(book: Workbook, interpreter: str) -> None:
    """Write the settings that xlwings.bas reads (GetConfig).

    ADD_WORKBOOK_TO_PYTHONPATH false keeps files beside the workbook from being imported, and avoids the hunt for its
    OneDrive folder. Values are texts: a Danish Excel would hand VBA the word "Falsk" for a true FALSE. A setting that
    stands here hides the one in the file xlwings.conf beside the workbook, so an unknown interpreter is left out.
    """
    settings = {"ADD_WORKBOOK_TO_PYTHONPATH": "false"}
    if interpreter:
        settings["INTERPRETER_WIN"] = interpreter
    sheet = book.add_worksheet(SHEET)
    sheet.very_hidden()
    sheet.set_column(0, 1, 40)
    for row, (name, value) in enumerate(settings.items()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
