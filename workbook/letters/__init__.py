"""Which letter goes to whom, which fields it may see, and its way to paper: Jinja → blocks → JSON → Typst → PDF.

What walks in: tables, settings, the day, and the folders where templates are looked for. What walks out: a Change
with the rows of Breve and the PDF files, or a PDF's bytes. `files` finds templates, `values` cleans what cells hold,
`wording` turns staff's text into blocks, `typeset` turns data into pages, `papers` says what each paper may show;
`receivers` say who is due a letter, `writing` makes one of any kind and language, `proof` shows it, `sending` sends it
and `printing` puts letters into files. `tours` are the papers of a day's rides; `call_sheet` and, as reports,
`interpreter_order`, `handover` and `case_page` are the other papers. `scripts` are what callers say, and `quiet` what
they may not say too early.
"""

from workbook.letters.call_sheet import call_sheet_pdf
from workbook.letters.case_page import case_page_pdf
from workbook.letters.files import template_folders
from workbook.letters.handover import handover_pdf
from workbook.letters.interpreter_order import order_interpreters
from workbook.letters.pile import TO_CITIZENS, TO_RELATIVES, overdue
from workbook.letters.previews import check_templates
from workbook.letters.proof import make_proof
from workbook.letters.scripts import script, script_sheet
from workbook.letters.sending import DIGITAL_FOLDER, send_letters
from workbook.letters.tours import driver_letter, escort_plan

__all__ = [
    "DIGITAL_FOLDER",
    "TO_CITIZENS",
    "TO_RELATIVES",
    "call_sheet_pdf",
    "case_page_pdf",
    "check_templates",
    "driver_letter",
    "escort_plan",
    "handover_pdf",
    "make_proof",
    "order_interpreters",
    "overdue",
    "script",
    "script_sheet",
    "send_letters",
    "template_folders",
]
