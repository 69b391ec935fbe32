"""Statusnotat: the figures of Overblik as a note for the political committee, as PDF and for Word.

What walks in: `summary.figures`, the settings and the folders where templates are looked for. What walks out: files.
`exhibits` turn figures into tables and charts, `hiding` leaves small numbers out, `writing` puts them among staff's
words, `paper` makes the PDF and `word` the docx. It stands above `letters`, whose wording and pages it uses.
"""

from workbook.note.paper import note_pdf
from workbook.note.writing import Note, write_note

__all__ = ["Note", "note_pdf", "write_note"]
