"""One function per ribbon button, the VBA shim, the ribbon and the command line."""

import gc

gc.set_threshold(1_000_000)
"""A press makes objects that live to its end: looking through them for circles ever anew, from the first import on,
is a tenth of a start (Python's own figure is 700). `workbook.circles` stops it altogether while cells are read."""
