"""What people typed: paths, and words that must be text."""

from __future__ import annotations

import argparse
import errno
import os
from pathlib import Path

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg

_SHOWN = 60  # characters of a name that no file can have
_PATHS = ("database", "file", "folder", "target")


def path_of(text: str) -> Path:
    """The path, ``~`` being the home folder; raises :class:`TripPlannerError` when no file can have this name."""
    found = os.path.expanduser(text)  # noqa: PTH111 - Path.expanduser raises where there is no such person
    try:
        os.lstat(found)
    except ValueError:  # a NUL
        raise _no_name(text) from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise _no_name(text) from None
    return Path(found)


def make_text(arguments: argparse.Namespace) -> None:
    """Mends words that the system's locale could not read, but UTF-8 can; paths stay as the system gave them.

    :raises TripPlannerError: a word is no text in any case.
    """
    for name, value in vars(arguments).items():
        if isinstance(value, str) and name not in _PATHS:
            setattr(arguments, name, _text(value))


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(value).decode()
        except UnicodeError:
            shown = value.encode(errors="replace").decode()
            raise TripPlannerError(msg("“{text}” is no text.", text=shown), None, msg("Write it in UTF-8.")) from None
    return value


def _no_name(text: str) -> TripPlannerError:
    shown = text.replace("\0", "�")
    return TripPlannerError(
        msg("No file can be called “{name}”.", name=shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"),
        msg("Nothing was changed."),
        msg("Choose another name."),
    )
