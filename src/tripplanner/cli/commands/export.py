"""``export KIND FILE``: the records of a kind as a table that the import reads back unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.cli import texts
from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from pathlib import Path

    from tripplanner.cli.context import Context
    from tripplanner.exchange.outgoing.records import Shipment


def _arguments(arguments: Arguments) -> None:
    arguments.add("kind", metavar="KIND", help=msg("delegates, contacts, sites, places, programme, legs or texts"))
    file = msg("the file to write: .xlsx or .csv; people also as .vcf, places as .gpx, .kml, .geojson, texts as .xlf")
    arguments.add("file", metavar="FILE", help=file)
    arguments.add("--vcard", choices=("3", "4"), default="4", help=msg("people: the version of the cards"))
    arguments.add("--trip", metavar="TRIP", help=msg("of this trip: its number or short code"))
    arguments.add("--language", metavar="L", help=msg("the language of the headings (default: that of the interface)"))
    texts.add_export_arguments(arguments)


def _run(context: Context) -> int:
    if context.get("kind") == "texts":
        return texts.export(context)
    from tripplanner.cli.typed import path_of
    from tripplanner.exchange.intake.subjects import Target
    from tripplanner.exchange.outgoing.records import read_shipment, writer_of
    from tripplanner.exchange.outgoing.tables import read_export, write_export
    from tripplanner.planning.trips import find_trip

    trip, language = context.get("trip"), texts.language_of(context.get("language") or context.language, "--language")
    path = path_of(context.get("file"))
    with context.reading() as workspace:
        trip_id = workspace.get(find_trip, trip) if trip is not None else None
        target = Target(trip_id, language)
        if writer_of(path) is not None:
            return _ship(context, workspace.get(read_shipment, context.get("kind"), target, context.get("vcard")), path)
        export = workspace.get(read_export, context.get("kind"), target)
    write_export(export, path, context.progress())
    _tell(context, len(export.rows), path)
    return 0


def _ship(context: Context, shipment: Shipment, path: Path) -> int:
    """Writes cards or points, and says how many records the format cannot hold."""
    from tripplanner.exchange.outgoing.records import write_shipment

    left = write_shipment(shipment, path)
    _tell(context, len(shipment.records) - left, path)
    if left:
        context.tell(msgn("{n} record without a position was left out", "{n} records without a position were left out",
                          left))  # fmt: skip
    return 0


def _tell(context: Context, count: int, path: Path) -> None:
    context.tell(msgn("{n} record written to {path}", "{n} records written to {path}", count, path=str(path)))


COMMAND = Command("export", msg("write records as a table, without what is protected"), _arguments, _run, 95)
