"""Statusnotat: the figures of Overblik as a note for the political committee, as PDF and for Word.

What walks in: `summary.figures`, the settings and the folders where templates are looked for. What walks out: files.
`exhibits` turn figures into tables and charts, `hiding` leaves small numbers out, `writing` puts them among staff's
words, `paper` makes the PDF and `word` the docx. It stands above `letters`, whose wording and pages it uses.
"""
