"""One function per ribbon button, the VBA shim, the ribbon and the command line."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Numpy's algebra, which no press uses, makes its threads when numpy is imported: a fifth of the start of a press."""
