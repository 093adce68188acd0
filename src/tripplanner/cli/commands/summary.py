"""``summary TRIP``: what the trip taught, paragraph by paragraph; ``--draft`` drafts it, or drafts it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.learning.summary.sheet import BlockRow, SummarySheet

KINDS = ("learning", "outline")


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add("--draft", action="store_true", help=msg("draft it, or draft it again: what was written stays"))
    either = msg("the learning summary, or the outline for home")
    arguments.add("--kind", choices=KINDS, default="learning", help=either)
    arguments.add("--language", metavar="L", help=msg("the language of what is said, and of a first draft"))
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.cli.making import known_language

    asked = context.get("language")
    language = known_language(asked) if asked else context.language
    sheet = _drafted(context, language, bool(asked)) if context.get("draft") else _read(context)
    if context.get("json"):
        from tripplanner.cli.output import write_json

        write_json([_plain(block) for block in sheet.blocks], context.out)
    else:
        _write(context, sheet, language)
    return 0


def _read(context: Context) -> SummarySheet:
    from tripplanner.planning.learning.summary.sheet import read_sheet
    from tripplanner.planning.trips import find_trip

    with context.reading() as workspace:
        return workspace.get(read_sheet, workspace.get(find_trip, context.get("trip")), context.get("kind"))


def _drafted(context: Context, language: str, asked: bool) -> SummarySheet:
    """The draft is written in the language asked for; a later one in that of the first, where none is asked for."""
    from tripplanner.planning.learning.summary.blocks import refresh
    from tripplanner.planning.learning.summary.sheet import read_sheet
    from tripplanner.planning.trips import find_trip, trip_identity

    with context.writing() as workspace:
        trip, kind = workspace.get(find_trip, context.get("trip")), context.get("kind")
        there = workspace.get(read_sheet, trip, kind).drafted
        scope = workspace.get(trip_identity, trip)
        written = language if asked or not there else ""
        workspace.do(msg("Draft the summary"), refresh, trip, kind, written, scope=scope)
        return workspace.get(read_sheet, trip, kind)


def _write(context: Context, sheet: SummarySheet, language: str) -> None:
    from tripplanner.dates import listed
    from tripplanner.i18n import say
    from tripplanner.planning.learning.summary.drafting import SECTIONS

    section, theme = "", None
    for block in sheet.blocks:
        if block.section != section:
            section, theme = block.section, None
            context.out.write(f"\n{say(SECTIONS[sheet.kind][section], language)}\n")
        if section == "themes" and block.theme != theme:
            theme, known = block.theme, sheet.evidence.theme.get(block.theme)
            context.out.write(f"  – {known.name.best(language) if known else say(NO_THEME, language)}\n")
        flags = listed((context.say(flag) for flag in _flags(block)), context.language)
        words = block.text.best(language)
        context.out.write(f"  {words} [{flags}]\n" if flags else f"  {words}\n")
    if not sheet.drafted:
        context.tell(msg("Nothing has been drafted yet: use --draft."))
    elif sheet.stale:
        context.note(msgn("{n} paragraph to look at again.", "{n} paragraphs to look at again.", sheet.stale))


def _flags(block: BlockRow) -> list[Any]:
    told = (
        (block.edited, msg("written by hand")),
        (block.hidden, msg("hidden")),
        (block.stale, msg("its evidence has changed")),
        (block.gone, msg("its evidence is gone")),
    )
    return [message for holds, message in told if holds]


def _plain(block: BlockRow) -> dict[str, Any]:
    return {
        "uuid": block.uuid, "section": block.section, "theme": block.theme,
        "text": dict(block.text.words), "edited": block.edited, "hidden": block.hidden,
        "stale": block.stale, "gone": block.gone,
        "observations": block.grounds.observations, "voices": block.grounds.voices,
        "cases": list(block.grounds.cases), "evidence": [piece.uuid for piece in block.pieces],
        "quotes": [piece.uuid for piece in block.quotes],
    }  # fmt: skip


NO_THEME = msg("Without a theme")
COMMAND = Command("summary", msg("what a trip taught, drafted from what was noted"), _arguments, _run, 85)
