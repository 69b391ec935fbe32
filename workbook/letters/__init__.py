"""Which letter goes to whom, which fields it may see, and its way to paper: Jinja → blocks → JSON → Typst → PDF.

What walks in: tables, settings, the day, and the folders where templates are looked for. What walks out: a Change
with the rows of Breve and the PDF files, or a PDF's bytes. `files` finds templates, `values` cleans what cells hold,
`wording` turns staff's text into blocks, `typeset` turns data into pages, `papers` says what each paper may show;
`receivers` say who is due a letter, `writing` makes one of any kind and language, `proof` shows it, `sending` sends it
and `printing` puts letters into files. `tours` are the papers of a day's rides; `call_sheet` and, as reports,
`interpreter_order`, `handover` and `case_page` are the other papers. `scripts` are what callers say, and `quiet` what
they may not say too early.
"""
