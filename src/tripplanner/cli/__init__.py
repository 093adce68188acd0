"""The command line. ``tripplanner --help`` and docs/command-line.md say what it does.

Exit codes: 0 done, 1 an error said in a sentence, 2 findings that block a release, 64 wrong usage, 70 a bug.
"""

from __future__ import annotations

import _thread
import atexit
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from tripplanner.cli.language import chosen_language
from tripplanner.cli.parser import parse
from tripplanner.cli.typed import make_text
from tripplanner.errors import Cancelled, TripPlannerError
from tripplanner.i18n import msg, say

DONE, SAID, BLOCKED, USAGE, BUG = 0, 1, 2, 64, 70
_MANY = 250_000
"""So many new objects make a search for cycles worth its time in a command: most have ended before."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``argv`` defaults to the words of the process, which then is ours.

    A process of ours ends here, unless it had a window or somebody still works in it.
    """
    if argv is not None:
        return _outcome(list(argv), alone=False)
    atexit.register(gc.freeze)  # what is left at the end goes back without a last search
    code = _outcome(sys.argv[1:], alone=True)
    if "PySide6" not in sys.modules and threading.active_count() == 1:
        _end_at_once(code)
    return code


def _outcome(words: list[str], *, alone: bool) -> int:
    """Run the command of these words; whatever goes wrong is said. Its exit code."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    language = chosen_language(words)
    try:
        return _flushed(_run(words, language, alone=alone))
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
        gc.set_threshold(_MANY)
    return command.run(Context(arguments, language))


def _end_at_once(code: int) -> None:
    """All that is left goes back to the system at once: object by object took a twentieth of a booklet’s time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command has ended: there is nothing to cancel any more
    atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage] - what the interpreter itself calls at its end
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()
    os._exit(code)


def _end_politely() -> None:
    """A shutdown or a closed terminal ends a command as Ctrl-C does: no half-written file stays behind."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no hang-up
            signal.signal(getattr(signal, name), signal.default_int_handler)
    sys.unraisablehook = _not_swallowed


def _not_swallowed(lost: sys.UnraisableHookArgs) -> None:
    """A Ctrl-C that comes while objects are taken away is said once more, where it can be heard, and not as a fault."""
    if lost.exc_type is KeyboardInterrupt:
        again = threading.Timer(0.01, _thread.interrupt_main)  # here it would be swallowed once more
        again.daemon = True
        again.start()
    else:
        sys.__unraisablehook__(lost)


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
    from tripplanner.store.targets import reason

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
