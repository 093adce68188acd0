"""The progress bar: on a terminal only, on one line, gone when the work is done."""

from __future__ import annotations

import shutil
from typing import TextIO

from tripplanner.cli.output import cut
from tripplanner.i18n import Message, say
from tripplanner.progress import Listener

_CELLS = 24
_CLEAR = "\r\x1b[K"


def bar(stream: TextIO | None, language: str) -> Listener | None:
    """A listener that draws on ``stream``; ``None`` where nobody watches."""
    if stream is None or not stream.isatty():
        return None

    def draw(done: int, total: int, message: Message | None) -> None:
        if total and done >= total:
            stream.write(_CLEAR)
        else:
            stream.write(_CLEAR + _line(done, total, say(message, language) if message else ""))
        stream.flush()

    return draw


def _line(done: int, total: int, text: str) -> str:
    full = _CELLS * done // total if total else 0
    count = f"{done}/{total} " if total else ""
    line = f"[{'█' * full}{'░' * (_CELLS - full)}] {count}{text}"
    return cut(line, shutil.get_terminal_size().columns - 1)
