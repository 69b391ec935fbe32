"""What Excel's errors mean: it is busy, or it said no; each becomes a sentence for the user."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ContextDecorator
from types import TracebackType

from workbook.problems import ExcelBusy, UserError

_REJECTED = {-2147418111, -2147417846}  # RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER
_REFUSED = -2147352567  # DISP_E_EXCEPTION: Excel's own "no", to writing on a protected sheet, to saving on a full disk
_EDITING = -2146777998  # VBA_E_IGNORE: the same "no" while a cell is being edited


class Says(ContextDecorator):
    """Turns an error of Excel's into a sentence for the user, where `meant` knows the error."""

    def __init__(self, meant: Callable[[object], bool], sentence: Callable[[], UserError]) -> None:
        self._meant = meant
        self._sentence = sentence

    def __enter__(self) -> None:
        """Nothing to make ready."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._meant(error):
            raise self._sentence()


def is_busy(error: object) -> bool:
    """Whether Excel could not listen: a dialog is open, or a cell is being edited."""
    details = getattr(error, "excepinfo", None) or (None,)
    code = getattr(error, "hresult", None)
    return code in _REJECTED or details[-1] == _EDITING or type(error).__name__ == "ExcelBusyError"


def is_refusal(error: object) -> bool:
    """Whether Excel listened and said no."""
    return getattr(error, "hresult", None) == _REFUSED and not is_busy(error)


says_when_busy = Says(is_busy, ExcelBusy)
