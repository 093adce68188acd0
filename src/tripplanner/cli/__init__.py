"""The command line. ``tripplanner --help`` and docs/command-line.md say what it does.

Exit codes: 0 done, 1 an error said in a sentence, 2 findings that block a release, 64 wrong usage, 70 a bug.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from tripplanner.cli.language import chosen_language
from tripplanner.cli.parser import parse
from tripplanner.cli.typed import make_text
from tripplanner.errors import Cancelled, TripPlannerError
from tripplanner.i18n import msg, say

DONE, SAID, BLOCKED, USAGE, BUG = 0, 1, 2, 64, 70


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``argv`` defaults to the words of the process."""
    if argv is None:  # the whole process is ours: what is left at its end goes back at once, not object by object
        atexit.register(gc.freeze)
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    language = chosen_language(words)
    try:
        return _flushed(_run(words, language, alone=argv is None))
    except TripPlannerError as error:
        return _said(error.sentence(language))
    except KeyboardInterrupt:
        return _said(Cancelled(msg("Cancelled."), msg("What was finished before is kept.")).sentence(language))
    except BrokenPipeError:
        return _reader_left()
    except OSError as error:
        return _refused(error, language)
    except Exception as error:  # noqa: BLE001 - the outermost layer: anything else is a bug, and is reported as one
        from tripplanner.cli.report import report

        return report(error, words, language, sys.stderr)


def _run(words: list[str], language: str, *, alone: bool) -> int:
    parsed = parse(words, language)
    if isinstance(parsed, int):
        return parsed
    from tripplanner.cli.context import Context

    command, arguments = parsed
    make_text(arguments)
    if alone and command.name != "gui":
        _end_politely()
    return command.run(Context(arguments, language))


def _end_politely() -> None:
    """A shutdown or a closed terminal ends a command as Ctrl-C does: no half-written file stays behind."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no hang-up
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _flushed(code: int) -> int:
    """A reader that left is noticed at the latest here, not in the interpreter's last breath."""
    if sys.stdout is not None:  # pythonw has none
        sys.stdout.flush()
    return code


def _said(sentence: str) -> int:
    from tripplanner.cli.output import tell

    tell(sentence, sys.stderr)
    return SAID


def _reader_left() -> int:
    """``tripplanner list sites | head``: the reader has what it wanted, nothing went wrong."""
    with open(os.devnull, "w") as nowhere, suppress(AttributeError, io.UnsupportedOperation):  # noqa: PTH123
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return DONE


def _refused(error: OSError, language: str) -> int:
    """The system refuses something that no command expects: a full disk behind the output, a drive pulled out."""
    from tripplanner.documents.registry import reason

    try:
        _flushed(DONE)
    except OSError:
        _reader_left()
    where = str(error.filename or say(msg("the output"), language))
    what = msg("“{path}”: {reason}.", path=where, reason=reason(error))
    todo = msg("Look at the disk and the rights there, then try again.")
    return _said(TripPlannerError(what, msg("What was finished before is kept."), todo).sentence(language))


def _speak_utf8(stream: TextIO | None) -> None:
    """Names in three scripts reach a file or a pipe whole; a terminal that knows less shows ``?``."""
    reconfigure = getattr(stream, "reconfigure", None)
    if stream is None or reconfigure is None:
        return
    if sys.platform == "win32" or not stream.isatty():
        reconfigure(encoding="utf-8", errors="replace")
    else:
        reconfigure(errors="replace")
