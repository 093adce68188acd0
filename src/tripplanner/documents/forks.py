"""When sub-groups part: which items of a day are shared, which run side by side.

Pure: items in, stretches out. A *fork* is a stretch of the day in which at least two tracks (sets of sub-groups)
are under way; what one group does alone before or after it is an ordinary row with a badge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tripplanner.documents.content import ItemContent


@dataclass(frozen=True, slots=True)
class Track:
    """What some sub-groups (their marks) do while others do something else."""

    subgroups: tuple[str, ...]
    items: tuple[ItemContent, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Items one after the other, for everyone or for one sub-group alone."""

    items: tuple[ItemContent, ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """At least two tracks side by side, in the order of their marks."""

    tracks: tuple[Track, ...]

    @property
    def first(self) -> ItemContent:
        """The item it opens with."""
        return min((track.items[0] for track in self.tracks), key=lambda item: item.starts_at)


Stretch = Together | Fork


def stretches(items: Iterable[ItemContent]) -> tuple[Stretch, ...]:
    """The day cut into what is done together and what is done apart; every item once, in order."""
    found: list[Stretch] = []
    apart: list[ItemContent] = []
    for item in items:
        if item.subgroups and not item.cancelled:
            apart.append(item)
        else:
            found += _parted(apart)
            apart = []
            found.append(Together((item,)))
    found += _parted(apart)
    return tuple(_joined(found))


def _parted(items: Sequence[ItemContent]) -> list[Stretch]:
    """Items of sub-groups only: a lone track before and after, the fork between."""
    start, end = 0, len(items)
    while start < end and _alone(items[start], items[start + 1 : end], before=True):
        start += 1
    while end > start and _alone(items[end - 1], items[start : end - 1], before=False):
        end -= 1
    parts: list[Stretch] = [Together((item,)) for item in items[:start]]
    if start < end:
        parts.append(Fork(_tracks(items[start:end])))
    return parts + [Together((item,)) for item in items[end:]]


def _alone(item: ItemContent, others: Sequence[ItemContent], *, before: bool) -> bool:
    """Whether no other track is under way during the item, seen from one end of the stretch."""
    rivals = [other for other in others if other.subgroups != item.subgroups]
    if before:
        return all(item.ends_at <= rival.starts_at for rival in rivals)
    return all(rival.ends_at <= item.starts_at for rival in rivals)


def _tracks(items: Sequence[ItemContent]) -> tuple[Track, ...]:
    by_marks: dict[tuple[str, ...], list[ItemContent]] = {}
    for item in items:
        by_marks.setdefault(item.subgroups, []).append(item)
    return tuple(Track(marks, tuple(by_marks[marks])) for marks in sorted(by_marks))


def _joined(parts: Iterable[Stretch]) -> Iterable[Stretch]:
    """Neighbouring shared items as one stretch."""
    waiting: list[ItemContent] = []
    for part in parts:
        if isinstance(part, Together):
            waiting += part.items
            continue
        if waiting:
            yield Together(tuple(waiting))
            waiting = []
        yield part
    if waiting:
        yield Together(tuple(waiting))
