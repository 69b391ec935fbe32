"""The child process that reads a foreign file: it may crash, hang or run out of memory without harm to the press.

Run as `child.main()` by `read.read_file`; the file's path comes by argument, what the user said of it (a password
among them) as JSON on standard input; sheets leave as a line of JSON on standard output, each grid as a line below.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from workbook.lists.guard import LARGEST_FILE, Cause, Refused, Several
from workbook.lists.opening import Wish, plain, sheets_of

MEMORY = 2_000_000_000
SECONDS = 20
LARGEST_ANSWER = 300_000_000


def cap(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Set the caps on memory and processor time; Windows has no such call, there the parent's clock is the only cap."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  exists on POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def main() -> None:
    """Read the file named by the first argument and print its sheets, or why it is refused, or what it holds."""
    cap()
    gc.disable()  # nothing here forms a circle, and looking for them among a million cells takes time
    sys.stdout.buffer.write(_told(Path(sys.argv[1]), Wish(**json.load(sys.stdin))))
    sys.stdout.buffer.flush()
    os._exit(0)  # the system takes a million cells back at once, Python one by one


def _told(path: Path, wish: Wish) -> bytes:
    try:
        with path.open("rb") as file:
            return _packed({"sheets": sheets_of(file.read(LARGEST_FILE + 1), wish)})
    except Several as several:
        return _packed({"parts": several.names})
    except Refused as refused:
        return _packed({"cause": refused.cause.name, "where": refused.where})
    except MemoryError:
        return _packed({"cause": Cause.TOO_LARGE.name})


def _packed(told: dict[str, Any]) -> bytes:
    texts: list[str] = []
    head = json.dumps(told, default=partial(plain, texts=texts), ensure_ascii=False)
    packed = "\n".join([head, *texts]).encode("utf-8", "surrogatepass")
    if len(packed) > LARGEST_ANSWER:
        raise Refused(Cause.TOO_LARGE)
    return packed
