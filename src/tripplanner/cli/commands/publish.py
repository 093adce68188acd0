"""``publish TRIP -o FOLDER``: every document and calendar, for everybody, by person and by host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.documents.voices import TranslationList


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add("--release", metavar="N", type=int, help=msg("a release instead of the draft"))
    arguments.add("-o", metavar="FOLDER", dest="folder", required=True, help=msg("the folder to write into"))


def _run(context: Context) -> int:
    from tripplanner.cli.making import folder, note_unfinished
    from tripplanner.documents.publishing import plan, write_all
    from tripplanner.planning.trips import find_trip

    release = context.get("release")
    unfinished: list[TranslationList] = []
    with context.reading() as workspace:
        trip_id = workspace.get(find_trip, context.get("trip"))
        pieces = workspace.get(plan, trip_id, context.language, release)
        target = folder(context.get("folder"))
        files = write_all(workspace.get, pieces, target, context.progress(), unfinished.append)
    codes = dict.fromkeys(code for piece in pieces for code in piece.request.languages)
    for found in unfinished:
        note_unfinished(context, found, list(codes))
    context.tell(msgn("{n} file written to {path}", "{n} files written to {path}", len(files), path=str(target)))
    if release is None:
        context.tell(msg("These are drafts, and marked so: name a release with --release for what may be given out."))
    return 0


COMMAND = Command(
    "publish", msg("write every document and calendar of a trip, by person and by host"), _arguments, _run, 80
)
