"""What ``doctor`` looks at. Each look gives findings; none changes anything."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tripplanner import __version__
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import DOMAINS, Message, languages, msg, msgn
from tripplanner.settings import config_dir, data_dir

State = Literal["fine", "note", "broken"]
_LIBRARIES = ("SQLAlchemy", "alembic", "reportlab", "pikepdf", "pypdfium2", "psycopg", "PySide6-Essentials", "Babel")
_ZONES = ("Europe/Paris", "Europe/Zurich", "Asia/Shanghai")
_SECONDS = 60
_QT = "import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtPrintSupport"


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the diagnosis. ``what`` is a key for programs, ``text`` a sentence."""

    what: str
    state: State
    text: Message


def diagnosis(location: str, *, chosen: bool) -> Iterator[Look]:
    """Everything, in order. ``chosen``: the database was asked for, so it must exist."""
    looks: tuple[Callable[[], Iterator[Look]], ...] = (_versions, _fonts, _catalogues, _zones, _folders, _window)
    for look in looks:
        yield from look()
    yield from _database(location, chosen)


def _versions() -> Iterator[Look]:
    yield Look(
        "version",
        "fine",
        msg(
            "tripplanner {version}, Python {python}, SQLite {sqlite}, {system}",
            version=__version__, python=platform.python_version(), sqlite=sqlite3.sqlite_version,
            system=platform.platform(),
        ),
    )  # fmt: skip
    found = {name: _version(name) for name in _LIBRARIES}
    missing = [name for name, version in found.items() if version is None]
    listed = ", ".join(f"{name} {version}" for name, version in found.items() if version)
    yield Look("libraries", "fine", msg("libraries: {names}", names=listed))
    if missing:
        yield Look("libraries", "broken", msg("libraries are missing: {names}", names=tuple(missing)))


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _fonts() -> Iterator[Look]:
    from tripplanner.glyphs import FACE_NAMES, font_path

    missing = [name for name in FACE_NAMES if not font_path(name).is_file()]
    if missing:
        yield Look("fonts", "broken", msg("fonts are missing: {names}", names=tuple(missing)))
    else:
        yield Look("fonts", "fine", msgn("{n} font found", "{n} fonts found", len(FACE_NAMES)))


def _catalogues() -> Iterator[Look]:
    from tripplanner.resources import data_root

    folder = data_root() / "i18n"
    lacking = [
        f"{language}/{domain}"
        for language in languages()
        for domain in DOMAINS
        if not any((folder / language / "LC_MESSAGES" / f"{domain}{end}").is_file() for end in (".mo", ".po"))
    ]
    if lacking or not languages():
        yield Look("languages", "broken", msg("catalogues are missing: {names}", names=tuple(lacking) or "i18n"))
    else:
        yield Look("languages", "fine", msg("languages: {names}", names=tuple(languages())))


def _zones() -> Iterator[Look]:
    try:
        for name in _ZONES:
            ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        yield Look("zones", "broken", msg("time zone data is missing: {reason}", reason=str(error)))
        return
    yield Look("zones", "fine", msg("time zone data found"))


def _folders() -> Iterator[Look]:
    for what, folder in (("settings", config_dir()), ("data", data_dir()), ("temporary", Path(tempfile.gettempdir()))):
        if _can_write(folder):
            yield Look(what, "fine", msg("can be written: {path}", path=str(folder)))
        else:
            yield Look(what, "broken", msg("cannot be written: {path}", path=str(folder)))


def _can_write(folder: Path) -> bool:
    """Tried, not asked: on network drives and for root, what the rights say is not what happens."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _window() -> Iterator[Look]:
    """In a process of its own: Qt may end the one that loads it, and nothing else here needs it."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _QT],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        yield Look("window", "broken", msg("the window’s libraries cannot be loaded: {reason}", reason=str(error)))
        return
    if done.returncode == 0:
        yield Look("window", "fine", msg("the window’s libraries can be loaded"))
        if not _has_display():
            yield Look("display", "note", msg("there is no display here: the window cannot open, all else works"))
    else:
        reason = (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
        yield Look("window", "broken", msg("the window’s libraries cannot be loaded: {reason}", reason=reason))


def _has_display() -> bool:
    from tripplanner.cli.commands.gui import has_display

    return has_display()


def _database(location: str, chosen: bool) -> Iterator[Look]:
    from tripplanner.store.workspace import Workspace

    try:
        with Workspace.open(location, read_only=True) as workspace:
            name = workspace.location.name
            trips = workspace.get(_count_trips)
            path = workspace.location.path
    except NotFound as error:
        yield Look("database", "broken" if chosen else "note", _sentence(error))
        return
    except TripPlannerError as error:
        yield Look("database", "broken", _sentence(error))
        return
    yield Look("database", "fine", msgn("{name}: {n} trip", "{name}: {n} trips", trips, name=name))
    if path is not None:
        yield from _file(path)


def _count_trips(session: object) -> int:
    from tripplanner.planning.trips import list_trips

    return len(list_trips(session))  # type: ignore[arg-type]


def _file(path: Path) -> Iterator[Look]:
    """Whether the file is whole, who writes to it, and how old its last backup is."""
    from tripplanner.store.backup import backups_of
    from tripplanner.store.checking import quick_check

    problems = quick_check(path)
    if problems:
        yield Look("check", "broken", msg("the database is damaged: {reason}", reason=problems[0]))
    else:
        yield Look("check", "fine", msg("the database is whole"))
    if not os.access(path, os.W_OK):
        yield Look("rights", "note", msg("the database can be read, not written"))
    latest = next(iter(backups_of(path)), None)
    if latest is None:
        yield Look("backup", "note", msg("there is no backup yet"))
    else:
        yield Look("backup", "fine", msg("last backup: {when}", when=f"{latest.made_at:%Y-%m-%d %H:%M} UTC"))


def _sentence(error: TripPlannerError) -> Message:
    """An error as one message: what happened and what to do."""
    if error.todo is None:
        return error.what
    return msg("{what} {todo}", what=error.what, todo=error.todo)
