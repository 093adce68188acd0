"""Who was given an item by a release and has it no longer: their calendars have to take it back.

Importing a calendar never deletes what is missing from it. So what a person no longer takes part in (another sub-group,
another day of departure), or an organisation no longer hosts, stays in their own calendars as a cancelled item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from tripplanner.planning.releases.facts import Facts

#: The UUIDs of the items that each reader (a person or an organisation, by UUID) once had and has no longer.
Left = Mapping[str, frozenset[str]]
#: When those left (UTC) who have nothing of the trip any more.
Gone = Mapping[str, datetime]
_NOTHING: frozenset[str] = frozenset()


def left(before: Left, earlier: Facts, now: Facts) -> dict[str, frozenset[str]]:
    """Those after ``now``, where ``before`` were those after ``earlier``, the release before it."""
    had, have = readers(earlier), readers(now)
    known = before.keys() | had.keys()
    found = {who: (before.get(who, _NOTHING) | had.get(who, _NOTHING)) - have.get(who, _NOTHING) for who in known}
    return {who: items for who, items in sorted(found.items()) if items}


def disturbed(before: Left, after: Left, gone: Iterable[str]) -> frozenset[str]:
    """The items that somebody left or came back to: their SEQUENCE rises, or a calendar would not believe it.

    What those had who are ``gone`` from the trip altogether disturbs nobody else.
    """
    concerned = (before.keys() | after.keys()) - set(gone)
    return _NOTHING.union(*(before.get(who, _NOTHING) ^ after.get(who, _NOTHING) for who in concerned))


def regained(before: Left, earlier: Facts, now: Facts) -> frozenset[str]:
    """The items that somebody has again who was no longer in the trip at all: the calendar that took them back from
    them, and from nobody else, was one SEQUENCE ahead."""
    had, have = readers(earlier), readers(now)
    back = (before.keys() & have.keys()) - had.keys() - earlier.people.keys()
    return _NOTHING.union(*(before[who] & have[who] for who in back))


def gone(before: Gone, after: Left, now: Facts, moment: datetime) -> dict[str, datetime]:
    """Who has nothing of the trip any more and since which release, where ``moment`` is that of the present one."""
    staying = now.people.keys() | readers(now).keys()
    return {who: before.get(who, moment) for who in after if who not in staying}


def readers(facts: Facts) -> dict[str, frozenset[str]]:
    """The items of each person of the trip and of each organisation that it meets."""
    found: dict[str, set[str]] = {}
    for who, item in _each(facts):
        found.setdefault(who, set()).add(item)
    return {who: frozenset(items) for who, items in found.items()}


def _each(facts: Facts) -> Iterator[tuple[str, str]]:
    for person in facts.people:
        yield from ((person, item) for item in facts.those_of(person))
    for item in facts.items.values():
        yield from ((organisation, item.uuid) for organisation in item.met)


def stored(known: Left) -> dict[str, list[str]]:
    """As it lies in a release."""
    return {who: sorted(items) for who, items in known.items()}


def gone_of(content: Mapping[str, Mapping[str, str]]) -> dict[str, datetime]:
    """What :func:`gone` gave, out of the content of a release; nothing of one that was made before it was kept."""
    return {who: datetime.fromisoformat(moment) for who, moment in content.get("gone", {}).items()}


def of_release(content: Mapping[str, Mapping[str, list[str]]]) -> dict[str, frozenset[str]]:
    """What :func:`stored` gave, out of the content of a release; nothing of one that was made before it was kept."""
    return {who: frozenset(items) for who, items in content.get("left", {}).items()}
