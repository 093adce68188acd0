"""``export texts``: for an outside translator; ``import texts`` takes the file back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import languages, msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context

_STATES = {
    "open": ("missing", "stale", "draft"), "missing": ("missing",), "stale": ("stale",), "draft": ("draft",),
    "all": ("missing", "stale", "draft", "reviewed"),
}  # fmt: skip


def add_export_arguments(arguments: Arguments) -> None:
    """What only texts take."""
    arguments.add("--from", dest="source", metavar="L", help=msg("texts: the language to translate from"))
    arguments.add("--to", dest="target", metavar="L", help=msg("texts: the language to translate into"))
    states = msg("texts: open (missing, stale, draft; the usual), missing, stale, draft, all")
    arguments.add("--state", choices=tuple(_STATES), default="open", help=states)


def export(context: Context) -> int:
    """Writes the texts of a trip and of what it uses, or of everything there is."""
    from tripplanner.cli.typed import path_of
    from tripplanner.exchange.translations.segments import segments
    from tripplanner.exchange.translations.writing import write_texts
    from tripplanner.planning.texts.reading import read_texts
    from tripplanner.planning.trips import find_trip

    source, target = language_of(context.get("source"), "--from"), language_of(context.get("target"), "--to")
    if source == target:
        what = msg("Texts are not translated into their own language.")
        raise TripPlannerError(what, msg("The file was not written."), msg("Let --from and --to differ."))
    path = path_of(context.get("file"))
    with context.reading() as workspace:
        trip = workspace.get(find_trip, context.get("trip")) if context.get("trip") is not None else None
        rows = workspace.get(read_texts, "all" if trip is None else "used", trip, context.progress())
    wanted = _STATES[context.get("state")]
    found = segments([row for row in rows if row.state(target) in wanted], source, target, context.language)
    write_texts(found, path, context.language, context.progress())
    context.tell(msgn("{n} text written to {path}", "{n} texts written to {path}", len(found), path=str(path)))
    return 0


def language_of(code: str | None, option: str) -> str:
    """A language of content, or an error with those there are."""
    if code in languages():
        return code
    raise TripPlannerError(
        msg("{option} needs a language; “{code}” is none.", option=option, code=code or ""),
        None,
        msg("Choose one of: {kinds}.", kinds=tuple(languages())),
    )
