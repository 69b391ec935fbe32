"""Which letter goes to whom, which fields it may see, and its way to paper: Jinja → blocks → JSON → Typst → PDF.

What walks in: tables, settings, the day, and the folders where templates are looked for. What walks out: a Change
with the rows of Breve and the PDF files, or a PDF's bytes. `files` finds templates, `values` cleans what cells hold,
`wording` turns staff's text into blocks, `typeset` turns data into pages, `papers` says what each paper may show;
`citizen`, `call_sheet` and, as reports, `interpreter_order`, `handover` and `case_page` are the papers. `scripts` are
what callers say, and `quiet` what they may not say too early.
"""

from workbook.letters.call_sheet import call_sheet_pdf
from workbook.letters.case_page import case_page_pdf
from workbook.letters.citizen import citizen_letters, letter_worthy
from workbook.letters.files import template_folders
from workbook.letters.handover import handover_pdf
from workbook.letters.interpreter_order import order_interpreters
from workbook.letters.previews import check_templates
from workbook.letters.scripts import script, script_sheet

__all__ = [
    "call_sheet_pdf",
    "case_page_pdf",
    "check_templates",
    "citizen_letters",
    "handover_pdf",
    "letter_worthy",
    "order_interpreters",
    "script",
    "script_sheet",
    "template_folders",
]
