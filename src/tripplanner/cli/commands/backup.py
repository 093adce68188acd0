"""``backup [FILE]``: a checked copy of the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from sqlalchemy import URL

    from tripplanner.cli.context import Context


def _arguments(arguments: Arguments) -> None:
    arguments.add("file", metavar="FILE", nargs="?", help=msg("the file to write; otherwise one among the backups"))


def _run(context: Context) -> int:
    from tripplanner.cli.typed import path_of
    from tripplanner.store import backup
    from tripplanner.store.location import parse

    url = parse(context.location).url
    if url is not None:
        return _dump(context, url)
    database = file_of(context)
    context.reading().close()  # missing, newer, damaged or not ours is said before anything is copied
    target = path_of(context.get("file")) if context.get("file") else None
    if target is not None and target.is_dir():
        made = backup.make(database, folder=target, progress=context.progress())
    else:
        made = backup.make(database, target=target, progress=context.progress())
    context.tell(msg("Backed up and checked: {path}", path=str(made.path)))
    return 0


def _dump(context: Context, url: URL) -> int:
    """A database on a server, by PostgreSQL's own program."""
    from tripplanner.cli.typed import path_of
    from tripplanner.settings import data_dir
    from tripplanner.store import backup, server

    name = server.dump_name(url, backup.ASKED)
    target = path_of(context.get("file")) if context.get("file") else data_dir() / "backups"
    made = server.dump(url, target / name if target.is_dir() or not context.get("file") else target)
    context.tell(msg("Backed up and checked: {path}", path=str(made)))
    return 0


def file_of(context: Context, dump: Path = Path("FILE")) -> Path:
    """The file of the database; where it is on a server, the error says how ``dump`` is restored there."""
    from tripplanner.errors import TripPlannerError
    from tripplanner.store.location import parse
    from tripplanner.store.server import restoring_command

    location = parse(context.location)
    if location.url is not None:
        raise TripPlannerError(
            msg("{name} is on a server: backups are restored there.", name=location.name),
            msg("Nothing was changed."),
            msg("Ask whoever runs the server, or type: {command}", command=restoring_command(location.url, dump)),
        )
    return location.file


COMMAND = Command("backup", msg("make a backup"), _arguments, _run, 100)
