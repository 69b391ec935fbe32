"""A small Excel for the real xlwings: an engine that is as unkind to cells as Excel is, and counts what it is asked.

Each class stands for one of Excel's objects and has only what xlwings and `book_excel` ask of it (`tests.fake_cells`
says what a cell does, `tests.fake_sheet` a sheet; `tests.live` opens a workbook). Where nobody here knows what Excel
does (a filter over a block that is written), it does the worst: hidden rows are not written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlwings as xw
from xlwings import base_classes

from tests.fake_calls import Counted
from tests.fake_cells import CALL_REJECTED, GENERAL_ERROR, SCODE_1004, ComError, handed_back, handed_over
from tests.fake_sheet import Sheet


class Excel:
    """The engine: counts calls by kind, refuses all while `busy`, and fails the `dies_at`-th that writes in a table."""

    name = "excel"
    type = "desktop"

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.calls: Counter[str] = Counter()
        self.busy = False
        self.dies_at = 0
        self.written = 0
        self.alerts: list[tuple[str, str]] = []
        self.answers: list[Any] = []
        self.told: list[Any] = []
        self.app = App(self)
        self.books: list[Book] = []

    @property
    def apps(self) -> Apps:
        return Apps(self)

    def _called(self, kind: str, *, writes: bool = False) -> None:
        self.calls[kind] += 1
        if self.busy:
            raise ComError(CALL_REJECTED)
        writes = writes and kind.startswith(("Range", "ListObject"))
        self.written += writes
        if writes and self.written == self.dies_at:
            raise ComError(GENERAL_ERROR, SCODE_1004)

    @contextmanager
    def counting(self) -> Iterator[Counter[str]]:
        """Count the calls made inside."""
        before = self.calls.copy()
        counted: Counter[str] = Counter()
        yield counted
        counted.update(self.calls - before)

    prepare_xl_data_element = staticmethod(handed_over)
    clean_value_data = staticmethod(handed_back)


class Apps(base_classes.Apps):
    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    def __iter__(self) -> Iterator[App]:
        yield self._excel.app


def _setting(name: str) -> Any:
    """Return a switch of the app's."""
    return property(
        lambda self: self._settings.get(name, True), lambda self, value: self._settings.update({name: value})
    )


class App(Counted):
    def __init__(self, excel: Excel) -> None:
        self._excel = excel
        self._status: Any = False
        self._settings: dict[str, Any] = {"screen_updating": True, "enable_events": True, "calculation": "automatic"}

    engine = property(lambda self: self._excel)
    pid = 1
    books = property(lambda self: Books(self._excel))
    screen_updating, enable_events, calculation = (
        _setting(n) for n in ("screen_updating", "enable_events", "calculation")
    )
    display_alerts = _setting("display_alerts")

    @property
    def status_bar(self) -> Any:
        return self._status

    @status_bar.setter
    def status_bar(self, value: Any) -> None:
        self._status = value
        self._excel.told.append(value)

    @property
    def api(self) -> AppApi:
        return AppApi(self._excel)

    def alert(self, prompt: str, title: str, buttons: Any, mode: Any, callback: Any) -> str:  # noqa: ARG002
        self._excel.alerts.append((prompt, buttons))
        return self._excel.answers.pop(0) if self._excel.answers else "ok"


class AppApi(Counted):
    """Excel's own boxes: what they say is kept among the alerts, answers are given beforehand; False is Annuller."""

    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    def InputBox(self, Prompt: str, Title: str, Type: int) -> Any:  # noqa: N802, N803  Excel's names
        assert (Title, Type, len(Prompt) <= 255) == ("Ringbind", 2, True)
        self._excel.alerts.append((Prompt, "input"))
        return self._excel.answers.pop(0)

    def GetOpenFilename(self, Title: str) -> Any:  # noqa: N802, N803  Excel's names
        self._excel.alerts.append((Title, "file"))
        return self._excel.answers.pop(0)


class Books(Counted):
    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    def __iter__(self) -> Iterator[Book]:
        return iter(self._excel.books)


class Book(Counted):
    def __init__(self, excel: Excel, fullname: str) -> None:
        self._excel = excel
        self._sheets: dict[str, Sheet] = {}
        self._fullname = fullname
        self._saved = 0
        self._read_only = False
        self._in_front = ""

    app = property(lambda self: self._excel.app)
    name = property(lambda self: self._fullname.rpartition("/")[2])

    @property
    def api(self) -> BookApi:
        return BookApi(self)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def fullname(self) -> str:
        if "://" in self._fullname:
            raise xw.XlwingsError("Couldn't find the local path")
        return self._fullname

    def save(self, path: str | None = None, password: str | None = None) -> None:  # noqa: ARG002
        if self._read_only:
            raise ComError(GENERAL_ERROR, SCODE_1004)
        self._saved += 1


class BookApi(Counted):
    def __init__(self, book: Book) -> None:
        self._excel = book._excel
        self._book = book

    ReadOnly = property(lambda self: self._book._read_only)


class Sheets(Counted):
    def __init__(self, book: Book) -> None:
        self._excel = book._excel
        self._book = book

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self._book._sheets.values())

    def __call__(self, name: str) -> Sheet:
        return self._book._sheets[name]
