"""Ringbind beside its peers, on the same work (see README.md); started as `python -m benchmarks.NAME`.

Byte code is kept, as on an office's machine: one that is told to forget it compiles pandas at every start.
"""

import os

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
