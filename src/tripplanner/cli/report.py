"""A bug, told in two sentences; the details go into a file that can be sent."""

from __future__ import annotations

import platform
import tempfile
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from tripplanner import __version__
from tripplanner.cli.command import commands
from tripplanner.cli.output import tell
from tripplanner.i18n import msg, say
from tripplanner.settings import data_dir

BUG = 70


def report(error: BaseException, words: Sequence[str], language: str, stream: TextIO | None) -> int:
    """Write the report, say where it is, and return the exit code of a bug."""
    path = _kept(_text(error, words))
    what = msg("This is a fault of tripplanner, not yours: {name}.", name=type(error).__name__)
    where = msg("The data is as it was before the command. The report is in {path}.", path=str(path))
    lost = msg("The data is as it was before the command. The report could not be written.")
    parts = [say(what, language), say(where if path else lost, language)]
    tell(("" if language == "zh" else " ").join(parts), stream)
    return BUG


def _text(error: BaseException, words: Sequence[str]) -> str:
    """Where it happened. The line of the error is left out of it: it may quote what somebody typed."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    system = f"tripplanner {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return (
        f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{system}\n{_command(words)}\n\n{frames}{_names(error)}\n"
    )


def _command(words: Sequence[str]) -> str:
    """The command's name only: arguments may hold names of people."""
    names = {command.name for command in commands()}
    return next((word for word in words if word in names), "")


def _names(error: BaseException) -> str:
    causes: list[str] = []
    current: BaseException | None = error
    while current is not None:
        causes.append(f"{type(current).__module__}.{type(current).__qualname__}")
        current = current.__cause__ or current.__context__
    return " <- ".join(causes)


def _kept(text: str) -> Path | None:
    name = f"report-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    for folder in (data_dir() / "reports", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return folder / name
    return None
