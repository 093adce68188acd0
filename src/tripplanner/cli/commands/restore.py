"""``restore FILE``: a backup takes the place of the database; the present one is kept beside it."""

from __future__ import annotations

import getpass
import platform
from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments, Command
from tripplanner.cli.commands.backup import file_of
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context


def _arguments(arguments: Arguments) -> None:
    arguments.add("file", metavar="FILE", help=msg("the backup"))


def _run(context: Context) -> int:
    from tripplanner.cli.typed import path_of
    from tripplanner.store import restoring

    source = path_of(context.get("file"))
    database = file_of(context, source)
    done = restoring.restore(
        database, source, actor=_actor(), station=platform.node() or "?", progress=context.progress()
    )
    for found in done.differences:
        present = context.say(msg("unknown")) if found.present is None else found.present
        context.out.write(f"{found.table}: {present} → {found.backup}\n")
    context.tell(msg("Restored: {path}", path=str(database)))
    if done.kept is not None:
        context.tell(msg("What was there before is kept in {path}", path=str(done.kept)))
    return 0


def _actor() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "?"


COMMAND = Command("restore", msg("restore a backup"), _arguments, _run, 110)
