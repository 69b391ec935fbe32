"""A bench for the ribbon's VBA: pyOpenVBA runs the callback in pure Python, and RunPython only records.

Dialogs are answered beforehand. What it cannot show: characters outside the Basic Multilingual Plane, which it
holds as one character where VBA holds two.
"""

from __future__ import annotations

from pathlib import Path

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.excel import ExcelFile
from pyopenvba.interpreter._objects import MemberSpec, VBAObject, member

RECORDER = """
Public said As String
Public Function RunPython(PythonCommand As String)
    said = PythonCommand
End Function
Public Function Recorded()
    Recorded = said
End Function
"""


class Control(VBAObject):
    """The IRibbonControl that Office hands to a callback."""

    vba_type_name = "IRibbonControl"

    def __init__(self, name: str, tag: str) -> None:
        self._name = name
        self._tag = tag

    @member(name="Id")
    def name(self) -> str:
        return self._name

    @member(name="Tag")
    def tag(self) -> str:
        return self._tag


class Excel:
    """A built workbook whose ribbon can be pressed."""

    def __init__(self, path: Path) -> None:
        self._app = ExcelApplication.open(path, with_vba=False)
        with ExcelFile(path) as book:
            self._app.add_module(RECORDER, name="xlwings")
            self._app.add_module(book.get_module("Ringbind"), name="Ringbind")
        self.questions: list[str] = []

    def press(self, name: str, tag: str = "", *, file: str | None = None, text: str | None = None) -> str:
        """Return the command that pressing the button gives RunPython, "" when it presses nothing.

        `file` and `text` are what the user answers; None is Cancel.
        """
        self._answer_file_dialogs(file)
        if text is not None:
            self._app.answer_dialogs(text)
        self._app.run("Ringbind_Press", Control(name, tag))
        self.questions += [prompt for _, prompt, _, _ in self._app.dialogs]
        return str(self._app.run("Recorded"))

    def _answer_file_dialogs(self, file: str | None) -> None:
        def ask(_: object, FileFilter: str, Title: str) -> str | bool:  # noqa: N803  Excel's names
            self.questions += [FileFilter, Title]
            return False if file is None else file

        spec = MemberSpec(name="GetOpenFilename", kind="method", getter=ask, parameters=("FileFilter", "Title"))
        kind = type(self._app.application)
        kind._vba_members = {**kind._vba_members, "getopenfilename": spec}
