"""What Qt asks while it paints and measures must not raise: in PySide6 6.11 that ends the process.

An override that returns something and raises leaves Qt with a value that is none, and one that raises with a painter
at work leaves it painting on what is gone. Odd data is then reported as any other fault, once, and the window goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from types import FunctionType, TracebackType
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt

C = TypeVar("C", bound=type)

_SIDE = 24  # pixels of what could not say how large it is
#: What Qt is told instead, by method.
DEFAULTS: dict[str, Callable[[], object]] = {
    "paint": lambda: None,
    "paintEvent": lambda: None,
    "paintSection": lambda: None,
    "sizeHint": lambda: QSize(_SIDE, _SIDE),
    "minimumSizeHint": lambda: QSize(_SIDE, _SIDE),
    "minimumSize": lambda: QSize(_SIDE, _SIDE),
    "heightForWidth": lambda: _SIDE,
    "rowCount": lambda: 0,
    "columnCount": lambda: 0,
    "data": lambda: None,
    "headerData": lambda: None,
    "flags": lambda: Qt.ItemFlag.NoItemFlags,
    "helpEvent": lambda: False,
}
_reported: set[tuple[str, str, int]] = set()


def unfailing(made: C) -> C:
    """A widget, delegate, model or layout whose own methods of :data:`DEFAULTS` report what they raise."""
    for name, default in DEFAULTS.items():
        method = vars(made).get(name)
        if isinstance(method, FunctionType):
            setattr(made, name, _guarded(method, default))
    return made


def _guarded(method: Callable[..., object], default: Callable[[], object]) -> Callable[..., object]:
    @wraps(method)
    def guarded(*arguments: Any, **named: Any) -> object:
        try:
            return method(*arguments, **named)
        except Exception as error:  # noqa: BLE001 - whatever it is, Qt cannot be given it
            _report(method.__qualname__, error)
            return default()

    return guarded


def _report(method: str, error: Exception) -> None:
    """Tell of a fault once: it comes again with every frame. Its frames let go of painters that are at work."""
    where = (method, *_innermost(error.__traceback__))
    if where not in _reported:
        _reported.add(where)
        sys.excepthook(type(error), error, error.__traceback__)
    _let_go(error.__traceback__)


def _innermost(trace: TracebackType | None) -> tuple[str, int]:
    where = ("", 0)
    while trace is not None:
        where = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return where


def _let_go(trace: TracebackType | None) -> None:
    """Clear the frames that have ended: a painter lives as long as one of them knows it."""
    while trace is not None:
        with suppress(RuntimeError):  # still running: the guard itself
            trace.tb_frame.clear()
        trace = trace.tb_next
