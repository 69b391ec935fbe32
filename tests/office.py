"""LibreOffice as a bench: opens a workbook as a second spreadsheet program would, recalculates, prints, saves.

`libreoffice()` starts one headless soffice for the test session, on a profile of its own; every call loads its file
anew and closes it unsaved. A call that takes too long ends that soffice, and the next call starts a fresh one.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.tools import missing, need

PYTHON = os.environ.get("RINGBIND_UNO_PYTHON", "/usr/bin/python3")
"""The Python that has UNO: with Debian's python3-uno the system's; elsewhere the variable says which."""
DRIVER = Path(__file__).with_name("office_driver.py")
PATIENCE = 180.0
"""Seconds that one call may take, the start of LibreOffice with the first one."""


class OfficeFailed(AssertionError):
    """LibreOffice could not do what a test asked of it."""


class Office:
    """One soffice and the driver that speaks to it."""

    def __init__(self) -> None:
        self._driver: subprocess.Popen[bytes] | None = None
        self._home: Path | None = None

    def recalculate(
        self,
        path: Path,
        cells: Iterable[str] = (),
        given: Mapping[str, Any] | None = None,
        *,
        prefix: str = "tal_",
    ) -> dict[str, Any]:
        """Return cells after a full recalculation: every name that starts with `prefix`, and `cells` ("Overblik!B5").

        `given` is written first, by name or address. Values are floats, texts, dates, None, or {"error": number}.
        """
        return self._read(path, cells, given, prefix, recalculate=True)

    def cached(self, path: Path, cells: Iterable[str] = (), *, prefix: str = "tal_") -> dict[str, Any]:
        """Return cells as the file holds them (formulas on TODAY() are computed by LibreOffice all the same)."""
        return self._read(path, cells, None, prefix, recalculate=False)

    def formula_errors(self, path: Path) -> list[str]:
        """Return the addresses of formulas that give an error after a full recalculation."""
        return list(self._ask("errors", path, recalculate=True))

    def resave(self, path: Path, out: Path) -> Path:
        """Save the workbook as LibreOffice writes it; `out` ends in .xlsx, .xlsm, .xls, .ods or .csv."""
        self._ask("store", path, out=str(out.absolute()), sheet="")
        return out

    def to_pdf(self, path: Path, out: Path, sheet: str = "", given: Mapping[str, Any] | None = None) -> Path:
        """Print all visible sheets, or one, after a full recalculation."""
        self._ask("store", path, given=given, recalculate=True, out=str(out.absolute()), sheet=sheet)
        return out

    def letter_to_pdf(self, path: Path, out: Path) -> Path:
        """Print a text document, as a Word file is."""
        self._ask("print", path, out=str(out.absolute()))
        return out

    def to_png(
        self, path: Path, folder: Path, sheet: str = "", given: Mapping[str, Any] | None = None, *, dpi: int = 80
    ) -> list[Path]:
        """Print all visible sheets, or one, and return a picture of each page."""
        folder.mkdir(parents=True, exist_ok=True)
        stem = sheet or path.stem
        pdf = self.to_pdf(path, folder / f"{stem}.pdf", sheet, given)
        subprocess.run(
            [need("pdftoppm"), "-r", str(dpi), "-png", str(pdf), str(folder / stem)], check=True, timeout=PATIENCE
        )
        return sorted(folder.glob(f"{stem}-*.png"))

    def stop(self) -> None:
        """End soffice and its driver, and take their profile away."""
        if self._driver:
            with suppress(ProcessLookupError):
                os.killpg(self._driver.pid, signal.SIGKILL)
            self._driver.communicate()
        if self._home:
            shutil.rmtree(self._home, ignore_errors=True)
        self._driver = self._home = None

    def _read(
        self, path: Path, cells: Iterable[str], given: Mapping[str, Any] | None, prefix: str, *, recalculate: bool
    ) -> dict[str, Any]:
        found = self._ask("read", path, given=given, recalculate=recalculate, cells=list(cells), prefix=prefix)
        return {
            name: date.fromisoformat(value["date"]) if isinstance(value, dict) and "date" in value else value
            for name, value in found.items()
        }

    def _ask(
        self, verb: str, path: Path, *, given: Mapping[str, Any] | None = None, recalculate: bool = False, **more: Any
    ) -> Any:
        plain = {
            name: {"date": value.isoformat()} if isinstance(value, date) else value
            for name, value in (given or {}).items()
        }
        request = {"verb": verb, "path": str(path.absolute()), "given": plain, "recalculate": recalculate, **more}
        reply = self._exchange(json.dumps(request))
        if "failed" in reply:
            raise OfficeFailed(f"{verb} {path.name}: {reply['failed']}")
        return reply["done"]

    def _exchange(self, line: str) -> dict[str, Any]:
        driver = self._running()
        assert driver.stdin
        assert driver.stdout
        driver.stdin.write(line.encode() + b"\n")
        driver.stdin.flush()
        with selectors.DefaultSelector() as waiting:
            waiting.register(driver.stdout, selectors.EVENT_READ)
            if not waiting.select(PATIENCE):
                self.stop()
                raise OfficeFailed(f"no answer from LibreOffice within {PATIENCE:.0f} s")
        answer = driver.stdout.readline()
        if not answer:
            self.stop()
            raise OfficeFailed("LibreOffice or its driver stopped")
        return dict(json.loads(answer))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._driver is None or self._driver.poll() is not None:
            self.stop()
            self._home = Path(tempfile.mkdtemp(prefix="soffice"))
            self._driver = subprocess.Popen(
                [PYTHON, str(DRIVER), str(self._home / "profile" / self._home.name)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
        return self._driver


@cache
def libreoffice() -> Office:
    """Return the session's LibreOffice; skips (or in CI fails) the test where it is not installed."""
    need("soffice")
    need("pdftoppm")
    if subprocess.run([need(PYTHON), "-c", "import uno"], capture_output=True, check=False).returncode:
        missing(f"UNO for {PYTHON}")
    office = Office()
    atexit.register(office.stop)
    return office
