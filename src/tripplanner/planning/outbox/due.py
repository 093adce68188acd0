"""What a release has to tell whom: everybody whose own programme is not the one they were sent last.

Not the release before counts but the one each person was *sent*: who never got version 2 gets version 3 as compared
with version 1, and who never got any gets the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import clock
from tripplanner.i18n import Message, msg, msgn
from tripplanner.model.outbox import OutboxMessage
from tripplanner.planning.outbox.addresses import problem_of
from tripplanner.planning.outbox.receiving import Key, Receiver, former, former_hosts, key_of, receivers
from tripplanner.planning.releases import (
    Facts,
    ItemChange,
    Version,
    content_of,
    facts_of,
    latest,
    record_of,
    thawed,
    version_of,
)
from tripplanner.planning.releases.comparing import KINDS, changes_between
from tripplanner.planning.releases.facts import ItemFacts
from tripplanner.planning.releases.freezing import Content
from tripplanner.text import EMPTY, Text

#: Drafts in these languages wait for somebody who speaks them; the office reads the others itself.
NATIVE_ONLY = frozenset({"zh"})
_TOLD = 3  # changes that are told one by one
_RELEASED = ("programme", "changes")

Items = Mapping[str, ItemFacts]


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is due.

    ``since`` is the number of the version that the receiver was sent last, ``None`` before the first; ``changes`` are
    those of their own programme since then. ``unreachable`` says why no mail can go to them, ``message_id`` is the
    message that was prepared for this already.
    """

    receiver: Receiver
    version: Version
    since: int | None
    changes: tuple[ItemChange, ...]
    why: tuple[Message, ...]
    doubts: tuple[Message, ...]
    unreachable: Message | None = None
    message_id: int | None = None

    @property
    def purpose(self) -> str:
        """What the message is for."""
        return "programme" if self.since is None else "changes"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a version calls its trip."""

    uuid: str
    title: Text
    first_day: date
    last_day: date

    @classmethod
    def of(cls, rows: Content) -> Heading:
        """That of frozen rows."""
        trip = rows["trip"][0]
        values = trip["values"]
        return cls(
            trip["uuid"],
            Text.from_json(values["title"]) if values["title"] else EMPTY,
            date.fromisoformat(values["first_day"]),
            date.fromisoformat(values["last_day"]),
        )


@dataclass(frozen=True, slots=True)
class Round:
    """Who hears of a version, and who need not, because nothing of theirs changed since what they have."""

    version: Version
    trip: Heading
    due: tuple[Due, ...]
    unchanged: tuple[Receiver, ...]

    @property
    def unreachable(self) -> tuple[Due, ...]:
        """Those that no mail reaches: they get files instead."""
        return tuple(one for one in self.due if one.unreachable is not None)


def due(session: Session, trip_id: int, number: int | None = None) -> Round | None:
    """What release ``number`` (otherwise the last one) has to tell whom; ``None`` before the first release.

    Raises :class:`NotFound`.
    """
    version = latest(session, trip_id) if number is None else version_of(session, trip_id, number)
    return _Telling(session, trip_id, version).round() if version is not None else None


class _Telling:
    """Compares, per receiver, what they were sent last with what the version says."""

    def __init__(self, session: Session, trip_id: int, version: Version) -> None:
        self._session, self._trip, self._version = session, trip_id, version
        self._facts: dict[int, Facts] = {}
        self._prepared, self._sent = _known(session, trip_id, version.number)

    def round(self) -> Round:
        """Everybody, in order."""
        frozen = record_of(self._session, self._version)
        with thawed(self._session, frozen) as source:
            found = receivers(self._session, source, self._trip, frozen.content["rows"]["trip"][0]["id"])
        there = {one.key for one in found}
        left = {person: last.language for (person, of), last in self._sent.items() if of is None and person}
        found += former(self._session, {id: code for id, code in left.items() if (id, None) not in there})
        hosts = {of: last.language for (_, of), last in self._sent.items() if of is not None}
        gone = {id: code for id, code in hosts.items() if (None, id) not in there}
        found += former_hosts(self._session, self._trip, gone)
        told = [(one, self._due(one)) for one in found]
        return Round(
            self._version,
            Heading.of(frozen.content["rows"]),
            tuple(due for _, due in told if due is not None),
            tuple(one for one, due in told if due is None),
        )

    def _due(self, receiver: Receiver) -> Due | None:
        last = self._sent.get(receiver.key)
        after = _own(self._of(self._version.number), receiver)
        changes: tuple[ItemChange, ...] = ()
        if last is not None:
            changes = own_changes(_own(self._of(last.number), receiver), after, receiver.language)
            if not changes:
                return None
        since = last.number if last is not None else None
        return Due(
            receiver, self._version, since, changes, tuple(_why(self._version, since, changes)),
            tuple(doubts(after.values(), receiver)), problem_of(receiver.address), self._prepared.get(receiver.key),
        )  # fmt: skip

    def _of(self, number: int) -> Facts:
        if number not in self._facts:
            version = version_of(self._session, self._trip, number)
            self._facts[number] = facts_of(content_of(self._session, version)["rows"])
        return self._facts[number]


@dataclass(frozen=True, slots=True)
class _Last:
    """The version that somebody was sent last, and in which language."""

    number: int
    language: str


def _known(session: Session, trip_id: int, number: int) -> tuple[dict[Key, int], dict[Key, _Last]]:
    """The messages prepared for this version, and the version that each receiver was sent last before it or with it."""
    columns = (
        OutboxMessage.id, OutboxMessage.person_id, OutboxMessage.organisation_id, OutboxMessage.release_number,
        OutboxMessage.state, OutboxMessage.language,
    )  # fmt: skip
    wanted = sa.select(*columns).where(OutboxMessage.trip_id == trip_id, OutboxMessage.purpose.in_(_RELEASED))
    prepared: dict[Key, int] = {}
    last: dict[Key, _Last] = {}
    for id, person, organisation, release, state, language in session.execute(wanted.order_by(OutboxMessage.id)):
        key = key_of(person, organisation)
        if release == number:
            prepared[key] = id
        if state == "sent" and release is not None and release <= number:
            last[key] = max(_Last(release, language), last.get(key, _Last(0, "")), key=lambda one: one.number)
    return prepared, last


def _own(facts: Facts, receiver: Receiver) -> Items:
    """The items as the receiver sees them: without what concerns others."""
    if not receiver.is_host:
        return facts.of(receiver.uuid)
    return facts.at(receiver.uuid)


def own_changes(before: Items, after: Items, *languages: str) -> tuple[ItemChange, ...]:
    """What happened to these items for somebody who reads these languages: words in others change nothing for them."""
    found = changes_between(_read(before, languages), _read(after, languages))
    return tuple(replace(one, before=before.get(one.uuid), after=after.get(one.uuid)) for one in found)


def shown_to(changes: Iterable[ItemChange], *languages: str) -> tuple[ItemChange, ...]:
    """What somebody who reads these languages finds changed, of what changed for them."""
    each = ([{one.uuid: side} if side else {} for side in (one.before, one.after)] for one in changes)
    return tuple(found for before, after in each for found in own_changes(before, after, *languages))


def _read(items: Items, languages: tuple[str, ...]) -> dict[str, ItemFacts]:
    def read(text: Text) -> Text:
        return Text({code: text.best(code) for code in languages}, languages[0])

    return {
        uuid: replace(
            item,
            title=read(item.title),
            place=tuple(map(read, item.place)),
            way=tuple(map(read, item.way)),
            words={name: read(text) for name, text in item.words.items()},
            presences={who: replace(part, note=read(part.note)) for who, part in item.presences.items()},
        )
        for uuid, item in items.items()
    }


def doubts(items: Iterable[ItemFacts], receiver: Receiver) -> Iterator[Message]:
    """What a human has to look at before this leaves: texts that nobody reviewed, somebody who left the trip."""
    if receiver.gone:
        yield msg("They are no longer in the trip: read what they are told.")
    states = Counter(text.state(receiver.language) for text in set(_texts(items)))
    if states["missing"]:
        yield msgn("{n} text is not translated for them.", "{n} texts are not translated for them.", states["missing"])
    if states["stale"]:
        yield msgn("{n} translation is out of date.", "{n} translations are out of date.", states["stale"])
    if states["draft"] and receiver.language in NATIVE_ONLY:
        yield msgn(
            "{n} text in their language was reviewed by nobody.",
            "{n} texts in their language were reviewed by nobody.",
            states["draft"],
        )


def _texts(items: Iterable[ItemFacts]) -> Iterator[Text]:
    for item in items:
        notes = (part.note for part in item.presences.values())
        yield from (text for text in (item.title, *item.place, *item.way, *item.words.values(), *notes) if text)


def _why(version: Version, since: int | None, changes: tuple[ItemChange, ...]) -> Iterator[Message]:
    if since is None:
        yield msg("The programme was not sent to them yet.")
        return
    for change in changes[:_TOLD]:
        yield told(change)
    if len(changes) > _TOLD:
        yield msgn("{n} more change", "{n} more changes", len(changes) - _TOLD)
    if since < version.number - 1:
        yield msg("They were sent version {number} last.", number=since)


def told(change: ItemChange) -> Message:
    """What happened to an item, in a sentence for the office."""
    item = change.item
    what = KINDS[change.kinds[0]]
    for kind in change.kinds[1:]:
        what = msg("{first}, {second}", first=what, second=KINDS[kind])
    before, after = change.before, change.after
    if "moved" in change.kinds and before is not None and after is not None:
        if before.start.date() == after.start.date():
            what = msg("{what} ({before} → {after})", what=what, before=clock(before.start), after=clock(after.start))
        else:
            what = msg("{what} (from {day})", what=what, day=before.start.date())
    return msg("{day}, “{title}”: {what}", day=item.start.date(), title=item.title, what=what)
