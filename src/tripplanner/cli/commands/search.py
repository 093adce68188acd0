"""``search WORDS``: records by their names and words in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.cli.context import Context


def _arguments(arguments: Arguments) -> None:
    arguments.add("words", metavar="WORDS", nargs="+", help=msg("names or words in any language, or pinyin"))
    arguments.add("--kind", metavar="KIND", help=msg("only this kind: sites, contacts, delegates, items …"))
    json_switch(arguments)


def _run(context: Context) -> int:
    from dataclasses import asdict

    from tripplanner.cli.output import write_json, write_table
    from tripplanner.planning.searching import search

    kinds = _kinds(context.get("kind"))
    _take_in(context)
    with context.reading() as workspace:
        hits = workspace.get(search, " ".join(context.get("words")), context.language, 100, kinds)
    if context.get("json"):
        write_json([_plain(asdict(hit)) for hit in hits], context.out)
        return 0
    if not hits:
        context.tell(msg("Nothing was found."))
        return 0
    titles = [
        context.say(title) for title in (msg("Kind"), msg("No."), msg("Name"), msg("Other name"), msg("Found in"))
    ]
    write_table(titles, [_cells(context, hit) for hit in hits], context.out)
    return 0


def _take_in(context: Context) -> None:
    """What was written past the program is not in the index yet, unless somebody has the database open: they do it."""
    from tripplanner.store.locking import InUse

    with context.reading() as workspace:
        if not workspace.get(_is_dirty):
            return
    try:
        with context.writing() as workspace:
            workspace.mend_side(context.progress())
    except InUse:
        context.note(msg("Some records were changed elsewhere and are not in the search yet."))


def _is_dirty(session: Session) -> bool:
    from tripplanner.store import side

    return side.is_dirty(session.connection())


def _kinds(asked: str | None) -> tuple[str, ...]:
    """The kind asked for, which may be said in the singular.

    :raises NotFound: there is none of that name.
    """
    from tripplanner.errors import NotFound
    from tripplanner.planning.searching import KINDS

    if asked is None:
        return ()
    found = next((kind for kind in KINDS if kind in (asked, f"{asked}s")), None)
    if found is None:
        raise NotFound(
            msg("There is no kind of record “{key}”.", key=asked),
            None,
            msg("Choose one of: {kinds}.", kinds=tuple(KINDS)),
        )
    return (found,)


def _cells(context: Context, hit: Any) -> list[str]:
    from tripplanner.planning.searching.names import KIND_NAMES

    return [context.say(KIND_NAMES[hit.kind]), str(hit.id), hit.title, hit.second, hit.snippet or hit.about or hit.trip]


def _plain(hit: dict[str, Any]) -> dict[str, Any]:
    return {**hit, "when": hit["when"].isoformat() if hit["when"] else None}


COMMAND = Command("search", msg("find records by names and words in every language"), _arguments, _run, 32)
