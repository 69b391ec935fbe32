"""The VBA modules of a new workbook: our one callback, and xlwings' own RunPython of the installed version."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

RIBBON_BAS = Path(__file__).with_name("Ribbon.bas")


def modules() -> dict[str, str]:
    """Return the source of each module by its name; VBA's line ends and code page are for `build` to see to."""
    xlwings_bas = Path(str(distribution("xlwings").locate_file("xlwings/xlwings.bas")))
    return {"Ringbind": RIBBON_BAS.read_text("utf-8"), "xlwings": xlwings_bas.read_text("cp1252")}
