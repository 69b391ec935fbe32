"""Which letter goes to whom, which fields it may see, and its way to paper: Jinja → blocks → JSON → Typst → PDF.

What walks in: tables, settings, the day, and the folders where templates are looked for. What walks out: a Change
with the rows of Breve and the PDF files, or a PDF's bytes. `files` finds templates, `values` cleans what cells hold,
`wording` turns staff's text into blocks, `typeset` turns data into pages, `papers` says what each paper may show;
`citizen` and `call_sheet` are the papers. `scripts` are what callers say, and `quiet` what they may not say too early.
"""

from workbook.letters.call_sheet import call_sheet_pdf
from workbook.letters.citizen import citizen_letters, letter_worthy
from workbook.letters.files import template_folders
from workbook.letters.scripts import script, script_sheet

__all__ = ["call_sheet_pdf", "citizen_letters", "letter_worthy", "script", "script_sheet", "template_folders"]
