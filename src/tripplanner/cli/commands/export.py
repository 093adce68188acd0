"""``export KIND FILE``: the records of a kind as a table that the import reads back unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.cli import texts
from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context


def _arguments(arguments: Arguments) -> None:
    arguments.add("kind", metavar="KIND", help=msg("delegates, contacts, sites, programme, legs or texts"))
    arguments.add("file", metavar="FILE", help=msg("the file to write: .xlsx or .csv; texts as .xlsx or .xlf"))
    arguments.add("--trip", metavar="TRIP", help=msg("of this trip: its number or short code"))
    arguments.add("--language", metavar="L", help=msg("the language of the headings (default: that of the interface)"))
    texts.add_export_arguments(arguments)


def _run(context: Context) -> int:
    if context.get("kind") == "texts":
        return texts.export(context)
    from tripplanner.cli.typed import path_of
    from tripplanner.exchange.intake.subjects import Target
    from tripplanner.exchange.outgoing.tables import read_export, write_export
    from tripplanner.planning.trips import find_trip

    trip, language = context.get("trip"), context.get("language") or context.language
    path = path_of(context.get("file"))
    with context.reading() as workspace:
        trip_id = workspace.get(find_trip, trip) if trip is not None else None
        export = workspace.get(read_export, context.get("kind"), Target(trip_id, language))
    write_export(export, path, context.progress())
    context.tell(
        msgn("{n} record written to {path}", "{n} records written to {path}", len(export.rows), path=str(path))
    )
    return 0


COMMAND = Command("export", msg("write records as a table, without what is protected"), _arguments, _run, 95)
