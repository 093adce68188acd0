"""What a release, or the draft, says to those who travel: pure values out of frozen rows, to compare and to count.

Only what a reader can see is here: ideas, waiting and private items are not. Two contents with equal facts make equal
calendars, whatever was edited and taken back between them.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from tripplanner.planning.releases.freezing import Content, Row
from tripplanner.text import EMPTY, Text

WITHDRAWN = frozenset({"idea"})


@dataclass(frozen=True, slots=True)
class Presence:
    """One person's own part in an item: present, absent or online, at their own hours (civil times)."""

    mode: str
    start: datetime | None = None
    end: datetime | None = None
    note: Text = EMPTY


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item as its readers see it.

    ``start`` and ``end`` are civil times in their own IANA zones. ``place`` is where it is (site and place),
    ``way`` the two ends of a ride, ``words`` are its texts beside the title, by field. ``groups`` and ``hosts`` are
    UUIDs; no group means everyone. ``met`` are the hosts and whoever the site belongs to. ``address`` is where that
    place is, in words, ``spots`` in degrees (WGS 84); ``names`` are those of its groups and hosts. ``guests`` is how
    many delegates come, in what a host sees alone.
    """

    uuid: str
    code: str
    type: str
    status: str
    title: Text
    start: datetime
    start_zone: str
    end: datetime | None
    end_zone: str
    place: tuple[Text, ...] = ()
    way: tuple[Text, ...] = ()
    words: Mapping[str, Text] = field(default_factory=dict[str, Text])
    groups: frozenset[str] = frozenset()
    hosts: tuple[str, ...] = ()
    travel: tuple[float | None, int | None, str] = (None, None, "")  # km, minutes, vehicle
    interpreting: str = ""
    passport_needed: bool = False
    address: tuple[str, ...] = ()
    spots: tuple[tuple[float, float], ...] = ()
    names: tuple[Text, ...] = ()
    met: frozenset[str] = frozenset()
    presences: Mapping[str, Presence] = field(default_factory=dict[str, Presence])
    guests: int | None = None

    @property
    def cancelled(self) -> bool:
        """Is it called off?"""
        return self.status == "cancelled"

    def seen_by(self, person: str) -> ItemFacts:
        """The item in one person’s own papers: for which groups it is and what others do there is not said."""
        own = {uuid: part for uuid, part in self.presences.items() if uuid == person}
        hosts = self.names[len(self.groups) :]
        return replace(self, groups=frozenset(), names=hosts, presences=own)

    def online(self, person: str) -> bool:
        """Does this person take part from elsewhere?"""
        own = self.presences.get(person)
        return own is not None and own.mode == "online"

    @property
    def times(self) -> tuple[datetime, str, datetime | None, str]:
        """When it is."""
        return self.start, self.start_zone, self.end, self.end_zone


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Somebody of the trip. ``groups`` are UUIDs of a delegate’s sub-groups, ``None`` for the team."""

    uuid: str
    groups: frozenset[str] | None
    first: date | None = None
    last: date | None = None

    def takes_part(self, item: ItemFacts) -> bool:
        """Is the item one of theirs? Their own part decides, then their sub-groups, then their days."""
        own = item.presences.get(self.uuid)
        if own is not None:
            return own.mode != "absent"
        if item.groups and self.groups is not None and not self.groups & item.groups:
            return False
        last = (item.end or item.start).date()
        return not (self.first and last < self.first) and not (self.last and item.start.date() > self.last)


@dataclass(frozen=True, slots=True)
class Facts:
    """The items of a trip in order of time, and its people, delegates by rank first; both by UUID."""

    items: Mapping[str, ItemFacts]
    people: Mapping[str, PersonFacts]

    def of(self, person: str) -> dict[str, ItemFacts]:
        """The items that this person takes part in, as they see them; none for somebody who is not in the trip."""
        return {uuid: self.items[uuid].seen_by(person) for uuid in self.those_of(person)}

    def at(self, organisation: str) -> dict[str, ItemFacts]:
        """The items that this organisation hosts, or that are at a site of its own, as it sees them."""
        return {
            uuid: replace(item.seen_by(""), guests=self._guests(item))
            for uuid, item in self.items.items()
            if organisation in item.met
        }

    def _guests(self, item: ItemFacts) -> int:
        """How many delegates are to be received there."""
        delegates = (one for one in self.people.values() if one.groups is not None)
        return sum(one.takes_part(item) and not item.online(one.uuid) for one in delegates)

    def those_of(self, person: str) -> list[str]:
        """The UUIDs of these items."""
        known = self.people.get(person)
        return [uuid for uuid, item in self.items.items() if known and known.takes_part(item)]


def facts_of(content: Content) -> Facts:
    """The facts of what :func:`~tripplanner.planning.releases.freezing.freeze` gave."""
    return _Reading(content).facts()


def digest(item: ItemFacts) -> str:
    """Equal for items that every calendar shows alike: SHA-256, hexadecimal."""
    said = [
        item.type, item.status, _words(item.title), *map(str, item.times),
        [_words(text) for text in (*item.place, *item.way)],
        {name: _words(text) for name, text in item.words.items()}, sorted(item.groups), list(item.hosts),
        list(item.travel), item.interpreting, item.passport_needed,
        list(item.address), item.spots, [_words(text) for text in item.names],
        {uuid: [own.mode, str(own.start), str(own.end), _words(own.note)] for uuid, own in item.presences.items()},
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _words(text: Text) -> Any:
    """The words, and which of them are marked as out of date: that a translation was reviewed changes no calendar."""
    return dict(sorted(text.words.items())), sorted(code for code in text.words if text.state(code) == "stale")


class _Reading:
    """Follows the links of frozen rows."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._by_uuid = {row["uuid"]: row for rows in content.values() for row in rows}

    def facts(self) -> Facts:
        self._owners = self._led("site_organisation", "site_id")
        shown = [row for row in self._rows("item") if _is_shown(row["values"])]
        groups, hosts = self._led("item_subgroup", "item_id"), self._led("item_host", "item_id")
        own = self._led("participation", "item_id")
        items = (self._item(row, groups[row["uuid"]], hosts[row["uuid"]], own[row["uuid"]]) for row in shown)
        ordered = sorted(items, key=lambda item: (item.start, item.code, item.uuid))
        return Facts({item.uuid: item for item in ordered}, self._people())

    def _rows(self, table: str) -> list[Row]:
        return list(self._content.get(table, ()))

    def _led(self, table: str, column: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows(table):
            if column in row["links"]:
                found[row["links"][column]].append(row)
        return found

    def _item(self, row: Row, groups: list[Row], hosts: list[Row], own: list[Row]) -> ItemFacts:
        values, links = row["values"], row["links"]
        vehicle = self._by_uuid.get(links.get("vehicle_id", ""))
        ordered = sorted(hosts, key=lambda host: (host["values"]["position"], host["id"]))
        met = tuple(h["links"]["organisation_id"] for h in ordered if "organisation_id" in h["links"])
        inside = _led_to(groups, "subgroup_id")
        return ItemFacts(
            uuid=row["uuid"],
            code=values["code"],
            type=values["type"],
            status=values["status"],
            title=_text(values["title"]),
            start=datetime.fromisoformat(values["start"]),
            start_zone=values["start_zone"],
            end=_moment(values["end"]),
            end_zone=values["end_zone"],
            place=self._places(links, ("site_id", "place_id")),
            way=self._places(links, ("from_place_id", "to_place_id")),
            words={name: text for name in _SAID if (text := _text(values[name]))},
            groups=inside,
            hosts=met,
            travel=(values["distance_km"], values["drive_min"], vehicle["values"]["code"] if vehicle else ""),
            interpreting=values["interpreting"] or "",
            passport_needed=bool(values["passport_needed"]),
            address=tuple(self._addresses(links)),
            spots=tuple(self._spots(links)),
            names=tuple(self._named((*sorted(inside), *met))),
            met=frozenset(met) | _led_to(self._owners[links.get("site_id", "")], "organisation_id"),
            presences={part["links"]["person_id"]: _presence(part) for part in own if "person_id" in part["links"]},
        )

    def _places(self, links: Mapping[str, str], columns: tuple[str, ...]) -> tuple[Text, ...]:
        return tuple(_text(row["values"]["name"]) for row in self._led_rows(links, columns))

    def _addresses(self, links: Mapping[str, str]) -> Iterator[str]:
        """The address of each place and the town it is in."""
        for row in self._led_rows(links, ("place_id", "from_place_id")):
            town = self._by_uuid.get(row["links"].get("parent_id", ""))
            yield row["values"]["address"] or ""
            yield json.dumps(_words(_text(town["values"]["name"])) if town else {}, ensure_ascii=False)

    def _spots(self, links: Mapping[str, str]) -> Iterator[tuple[float, float]]:
        for row in self._led_rows(links, ("site_id", "place_id", "from_place_id")):
            at = row["values"]["latitude"], row["values"]["longitude"]
            if None not in at:
                yield at

    def _led_rows(self, links: Mapping[str, str], columns: tuple[str, ...]) -> Iterator[Row]:
        return (row for column in columns if (row := self._by_uuid.get(links.get(column, ""))) is not None)

    def _named(self, uuids: Iterable[str]) -> Iterator[Text]:
        for uuid in uuids:
            row = self._by_uuid.get(uuid)
            yield _text(row["values"]["name"]) if row else EMPTY

    def _people(self) -> dict[str, PersonFacts]:
        groups = self._led("delegate_subgroup", "delegate_id")
        found: dict[str, PersonFacts] = {}
        for row in sorted(self._rows("delegate"), key=_rank):
            self._add(found, row, _led_to(groups[row["uuid"]], "subgroup_id"), "arrives_on", "leaves_on")
        for row in sorted(self._rows("trip_member"), key=_position):
            self._add(found, row, None, "from_day", "to_day")
        return found

    def _add(
        self, found: dict[str, PersonFacts], row: Row, groups: frozenset[str] | None, first: str, last: str
    ) -> None:
        person = row["links"].get("person_id")
        if person is not None and person not in found:
            values = row["values"]
            found[person] = PersonFacts(person, groups, _day(values[first]), _day(values[last]))


_SAID = ("purpose", "notes", "participation_note")


def _led_to(rows: Iterable[Row], column: str) -> frozenset[str]:
    return frozenset(row["links"][column] for row in rows if column in row["links"])


def _is_shown(values: Mapping[str, Any]) -> bool:
    return bool(values["start"]) and values["status"] not in WITHDRAWN and not values["private"]


def _rank(row: Row) -> tuple[int, int]:
    rank = row["values"]["rank"]
    return (rank if rank is not None else 10**6, row["id"])


def _position(row: Row) -> tuple[int, int]:
    return row["values"]["position"], row["id"]


def _presence(part: Row) -> Presence:
    values = part["values"]
    return Presence(values["mode"], _moment(values["from_time"]), _moment(values["to_time"]), _text(values["note"]))


def _text(stored: str | None) -> Text:
    return Text.from_json(stored) if stored else EMPTY


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def everybody(facts: Iterable[Facts]) -> list[str]:
    """The people of several contents, in the order of the first that knows them."""
    return list(dict.fromkeys(uuid for found in facts for uuid in found.people))
