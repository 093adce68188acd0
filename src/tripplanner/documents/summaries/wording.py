"""The small words of summaries: on what a statement rests, how a commitment stands, what signs of charts mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tripplanner.dates import number, short_day
from tripplanner.i18n import Message, languages, printed, printedn
from tripplanner.planning.learning.summary.sheet import BlockRow, Grounds
from tripplanner.text import Text

STATES: Mapping[str, Message] = {
    "done": printed("done"),
    "under_way": printed("under way"),
    "open": printed("to do"),
    "stuck": printed("stuck"),
    "dropped": printed("given up"),
}
CELLS: Mapping[str, Message] = {
    "crossed": printed("noted by several"),
    "single": printed("noted by one"),
    "planned": printed("on the programme, nothing noted"),
}
SHORT_CELLS: Mapping[str, Message] = {
    "crossed": printed("several: {visits}"),
    "single": printed("one: {visits}"),
    "planned": printed("nothing noted: {visits}"),
}
TO_LOOK_AT = printed("What this rests on has changed since it was written.")
_PLACES = 2


def tells_itself(row: BlockRow) -> bool:
    """Whether the words of a draft say already on what they rest."""
    kind, _, rest = row.key.partition(":")
    overview = kind == "theme" and row.section == "themes" and ":" not in rest
    counted = kind in ("trip", "noted", "aim", "change", "case", "commitments", "host", "members", "day", "spent",
                       "estimated", "spending", "photos") or row.section == "result"  # fmt: skip
    return not row.edited and not row.own and (overview or counted)


def grounds_of(grounds: Grounds) -> tuple[Message, ...]:
    """Where and when, how many observations and voices, which sub-groups, which cases."""
    found: list[Message] = []
    if len(grounds.visits) > _PLACES:
        found.append(printedn("{n} visit", "{n} visits", len(grounds.visits)))
    else:
        found += [_place(name, day) for name, day, _ in grounds.visits]
    if grounds.observations:
        found.append(printedn("{n} observation", "{n} observations", grounds.observations))
        found.append(printedn("{n} voice", "{n} voices", grounds.voices))
    if grounds.groups:
        found.append(printedn("group {groups}", "groups {groups}", len(grounds.groups), groups=grounds.groups))
    if grounds.cases:
        found.append(printedn("case {cases}", "cases {cases}", len(grounds.cases), cases=grounds.cases))
    return tuple(found)


def _place(name: Text, day: date | None) -> Message:
    if day is None:
        return printed("{place}", place=name)
    return printed(
        "{place}, {day}", place=name, day=Text.of("en", **{code: short_day(day, code) for code in languages()})
    )


def decimal(value: float, language: str) -> str:
    """A mean with one decimal, also where that is a nought: means stand below each other."""
    return number(value, language, 1, fixed=True)
