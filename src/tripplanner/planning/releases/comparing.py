"""What differs between two versions of a programme, by item and by person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tripplanner.i18n import Message, msg
from tripplanner.planning.releases.facts import Facts, ItemFacts, everybody

#: What can have happened to an item, in the order in which it is said, with its name.
KINDS: Mapping[str, Message] = {
    "new": msg("new"),
    "cancelled": msg("cancelled"),
    "removed": msg("taken out"),
    "restored": msg("takes place after all"),
    "moved": msg("moved"),
    "place": msg("other place"),
    "who": msg("other people"),
    "hosts": msg("other hosts"),
    "travel": msg("other travel"),
    "confirmed": msg("confirmed"),
    "tentative": msg("to be confirmed"),
    "text": msg("changed text"),
}


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What happened to an item: ``kinds`` as in :data:`KINDS`; ``before`` or ``after`` is ``None`` where it is not."""

    uuid: str
    kinds: tuple[str, ...]
    before: ItemFacts | None
    after: ItemFacts | None

    @property
    def item(self) -> ItemFacts:
        """The item as it is now, or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes in order of time; ``people`` gives those that concern a person, by UUID, also of who left."""

    items: tuple[ItemChange, ...]
    people: Mapping[str, tuple[ItemChange, ...]]

    def __bool__(self) -> bool:
        return bool(self.items)

    def counts(self) -> dict[str, int]:
        """How many items had each kind of change, in the order of :data:`KINDS`; kinds without any are left out."""
        found = {kind: sum(kind in change.kinds for change in self.items) for kind in KINDS}
        return {kind: number for kind, number in found.items() if number}


def compare(before: Facts, after: Facts) -> Comparison:
    """What ``after`` changes. For a person an item that they newly take part in is new, one they left taken out."""
    people = {uuid: changes_between(before.of(uuid), after.of(uuid)) for uuid in everybody((after, before))}
    return Comparison(changes_between(before.items, after.items), {uuid: own for uuid, own in people.items() if own})


def changes_between(before: Mapping[str, ItemFacts], after: Mapping[str, ItemFacts]) -> tuple[ItemChange, ...]:
    """What happened to each of these items (by UUID), in order of time."""
    each = ((uuid, before.get(uuid), after.get(uuid)) for uuid in before.keys() | after.keys())
    found = [ItemChange(uuid, kinds, old, new) for uuid, old, new in each if (kinds := _kinds(old, new))]
    return tuple(sorted(found, key=lambda change: (change.item.start, change.item.code, change.uuid)))


def _kinds(old: ItemFacts | None, new: ItemFacts | None) -> tuple[str, ...]:
    if old is None or new is None:
        return _one_sided(old, new)
    if new.cancelled:
        return () if old.cancelled else ("cancelled",)
    found = {kind for kind, differs in _differences(old, new) if differs}
    return tuple(kind for kind in KINDS if kind in found)


def _one_sided(old: ItemFacts | None, new: ItemFacts | None) -> tuple[str, ...]:
    """What was never given out and is called off concerns nobody; what was called off can vanish."""
    item = new or old
    if item is None or item.cancelled:
        return ()
    return ("new",) if new else ("removed",)


def _differences(old: ItemFacts, new: ItemFacts) -> Iterator[tuple[str, bool]]:
    yield "restored", old.cancelled
    yield "moved", old.times != new.times
    spots = [[text.words for text in (*item.place, *item.way)] for item in (old, new)]
    yield "place", spots[0] != spots[1] or old.address != new.address
    yield "who", (old.groups, old.presences, old.guests) != (new.groups, new.presences, new.guests)
    yield "hosts", old.hosts != new.hosts
    yield "travel", old.travel != new.travel
    firm = ("confirmed", "done")
    yield "confirmed", new.status in firm and old.status not in firm and not old.cancelled
    yield "tentative", old.status in firm and new.status not in firm
    yield "text", _words(old) != _words(new)


def _words(item: ItemFacts) -> Mapping[str, object]:
    texts = {"title": item.title, **item.words}
    own = {"interpreting": item.interpreting, "passport": item.passport_needed, "type": item.type}
    return {name: dict(text.words) for name, text in texts.items()} | own
