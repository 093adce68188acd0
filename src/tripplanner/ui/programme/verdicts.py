"""What a drop would mean, in words: one short line per matter, each with the tone of its weight. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tripplanner.i18n import Message, msg
from tripplanner.planning.arranging.trial import Verdict
from tripplanner.planning.checks.rule import Level
from tripplanner.planning.opening_hours import Opening
from tripplanner.planning.travel.legs import Travel
from tripplanner.text import Text
from tripplanner.ui.programme.times import Clock

Line = tuple[str, str]

OPENINGS: Mapping[Opening, tuple[Message, str]] = {
    "open": (msg("open"), "accent"),
    "closed": (msg("closed"), "error"),
    "unverified": (msg("opening unverified"), "warn"),
}


def lines(verdict: Verdict, say: Callable[[Message], str], clock: Clock, words: Callable[[Text], str]) -> list[Line]:
    """The verdict as (words, tone): opening, ways, who is double-booked."""
    return [*_opening(verdict, say), *_ways(verdict, say, clock), *_taken(verdict, say, words)]


def counted(change: Mapping[Level, int], say: Callable[[Message], str]) -> list[Line]:
    """What the rules would say more, or less."""
    words: dict[Level, tuple[Message, Message, str]] = {
        "blocks": (msg("blocking: {count} more"), msg("blocking: {count} less"), "error"),
        "warns": (msg("warnings: {count} more"), msg("warnings: {count} less"), "warn"),
    }
    found: list[Line] = []
    for level, (more, less, tone) in words.items():
        n = change.get(level, 0)
        if n:
            found.append((say(Message((more if n > 0 else less).id, {"count": abs(n)})), tone if n > 0 else "accent"))
    return found


def _opening(verdict: Verdict, say: Callable[[Message], str]) -> Iterator[Line]:
    if verdict.opening is not None:
        words, tone = OPENINGS[verdict.opening]
        yield say(words), tone


def _ways(verdict: Verdict, say: Callable[[Message], str], clock: Clock) -> Iterator[Line]:
    tone = "error" if verdict.short else "text2"
    ways = (
        (verdict.before, msg("+{time} of travel before"), msg("+{time} of travel before (estimate)")),
        (verdict.after, msg("+{time} of travel after"), msg("+{time} of travel after (estimate)")),
    )
    for travel, known, guessed in ways:
        if travel is not None:
            form = guessed if _estimate(travel) else known
            yield say(Message(form.id, {"time": clock.duration(travel.needed)})), tone
    if verdict.unverified:
        yield say(msg("travel unverified")), "warn"


def _estimate(travel: Travel) -> bool:
    return travel.source == "estimate"


def _taken(verdict: Verdict, say: Callable[[Message], str], words: Callable[[Text], str]) -> Iterator[Line]:
    for who, item in verdict.taken[:3]:
        title = words(item.title) or item.code
        if who:
            yield say(msg("{who}: already at “{title}”", who=who, title=title)), "error"
        else:
            yield say(msg("everyone is already at “{title}”", title=title)), "error"
