"""What xlwings asks of the fake Excel is a call: counted by kind, and refused when it must be."""

from __future__ import annotations

from typing import Any

NO_CALL = {"options", "alert", "pid", "engine"}
"""What xlwings has on its own side: a box is shown by Windows, not by Excel."""


class Counted:
    """Every name that is asked for from outside is a call to Excel: counted, and refused when it must be."""

    _excel: Any  # tests.fake_excel.Excel

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name not in NO_CALL:
            object.__getattribute__(self, "_excel")._called(f"{type(self).__name__}.{name}")
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_") and name not in NO_CALL:
            self._excel._called(f"{type(self).__name__}.{name}=", writes=True)
        object.__setattr__(self, name, value)
