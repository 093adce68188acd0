"""Answers of hosts to invitations: each changes how the trip stands with the host of an item, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from tripplanner.exchange.intake import linked
from tripplanner.exchange.intake.events.moments import moved
from tripplanner.exchange.intake.kinds.choices import ChoiceKind
from tripplanner.exchange.intake.kinds.instants import INSTANT
from tripplanner.exchange.intake.kinds.numbers import WHOLE
from tripplanner.exchange.intake.kinds.times import MOMENT
from tripplanner.exchange.intake.kinds.zones import ZONE
from tripplanner.exchange.intake.sheets import Sheet
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Match, Subject, Target, Told, Values
from tripplanner.i18n import msg, say
from tripplanner.mailboxes import ascii_mailbox
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.programme import Item, ItemHost
from tripplanner.model.trips import Trip
from tripplanner.planning.requests import ANSWER, Answer, Known, Sent, outdated, same, sent_of
from tripplanner.planning.requests.answering import STATE_OF
from tripplanner.planning.words import HOST_STATE

FIELDS = (
    Field("uid", msg("UID of the invitation"), ("UID",), stored=False),
    Field("address", msg("Who answers"), ("ATTENDEE",), stored=False),
    Field("title", msg("Visit"), ("SUMMARY",), stored=False),
    Field("answer", msg("Answer"), ("PARTSTAT",), ChoiceKind(ANSWER)),
    Field("state", msg("State of the host"), (), ChoiceKind(HOST_STATE)),
    Field("answer_at", msg("Written"), ("DTSTAMP",), INSTANT),
    Field("answer_sequence", msg("Number of the invitation"), ("SEQUENCE",), WHOLE(0, 999_999_999)),
    Field("answer_note", msg("What was said with it"), ("COMMENT",)),
    Field("proposed_start", msg("Proposed start"), ("DTSTART",), MOMENT, stored=False),
    Field("proposed_zone", msg("Time zone of the proposal"), ("DTSTART TZID",), ZONE, stored=False),
    Field("proposed_end", msg("Proposed end"), ("DTEND",), MOMENT, stored=False),
)
KEPT = ("answer", "answer_at", "answer_sequence", "answer_note")


def compose(values: Values, target: Target) -> Composed:
    """What an answer says, and what it makes of the host."""
    found = Composed(dict(values), {key: (key,) for key in values})
    if "answer" in values:
        found.values["state"] = STATE_OF[values["answer"]]
        found.sources["state"] = ("answer",)
    return found


class KnownHosts:
    """The hosts of a trip’s items, with the addresses that may answer for them."""

    def __init__(self, session: Session, target: Target) -> None:
        assert target.trip_id is not None, "hosts belong to a trip"
        trip = session.get_one(Trip, target.trip_id)
        self._zone, self._language = trip.zone, target.language
        sent: dict[str, list[Sent]] = defaultdict(list)
        for one in sent_of(session, trip.uuid):
            sent[one.item_uuid].append(one)
        links = _links(session, trip.id)
        self.held: Sequence[Held] = tuple(Held(link.id, link.uuid, _values(link)) for link in links)
        self._items = {link.item.uuid for link in links} | set(sent)
        self._index = linked.Index(self.held)
        self._known = {link.id: _known(link, sent[link.item.uuid]) for link in links}
        for link, held in zip(links, self.held, strict=True):
            self._index.add(held, *((link.item.uuid, one) for one in _addresses(link, sent[link.item.uuid])))

    def canonical(self, values: dict[str, Any]) -> None:
        """A proposal of other hours goes into the words, in civil time of the trip."""
        values["uid"] = values.get("uid", "").strip().lower()
        values["address"] = ascii_mailbox(values.get("address", "")).casefold()
        start, end = values.pop("proposed_start", None), values.pop("proposed_end", None)
        zone = values.pop("proposed_zone", "")
        if values.get("answer") == "counter" and start is not None:
            hours = _hours(start, end, zone, self._zone)
            proposal = say(msg("Proposal: {hours}", hours=hours), self._language)
            values["answer_note"] = "\n".join(filter(None, (proposal, values.get("answer_note", ""))))

    def find(self, values: Values) -> Match:
        """By the UID of the invitation and the address that answers."""
        key = (values["uid"], values["address"])
        return self._index.of_keys(msg("by invitation and address"), key if all(key) else None)

    def look(self, values: Values, record: Held | None) -> Iterable[Told]:
        """Why an answer is left out: nobody was asked so, or it no longer counts."""
        if record is None:
            yield Told("uid", self._nobody(values), skip=True)
        elif "answer" in values and (why := outdated(_answer(values), self._known[record.id])):
            yield Told("answer", why, skip=True)

    def _nobody(self, values: Values) -> Any:
        if values["uid"] not in self._items:
            return msg("no item of this trip with a host has the identifier “{uid}”", uid=values["uid"][:60] or "–")
        address = values["address"][:80] or "–"
        return msg("“{address}” receives nobody there: the answer changes nothing", address=address)


def _hours(start: datetime, end: datetime | None, zone: str, there: str) -> str:
    """``2027-06-15 10:00 – 2027-06-15 11:30`` in the zone of the trip; of whole days, which float, the days alone."""
    if not zone and {one.time() for one in (start, end) if one} == {time()}:
        last = end - timedelta(days=1) if end else start
        return " – ".join(dict.fromkeys(f"{one:%Y-%m-%d}" for one in (start, last)))
    return " – ".join(f"{moved(one, zone, there):%Y-%m-%d %H:%M}" for one in (start, end) if one)


def _links(session: Session, trip_id: int) -> Sequence[ItemHost]:
    people = joinedload(ItemHost.organisation).joinedload(Organisation.contacts).joinedload(Contact.person)
    wanted = sa.select(ItemHost).join(Item, ItemHost.item_id == Item.id).where(Item.trip_id == trip_id)
    return session.scalars(wanted.options(joinedload(ItemHost.item), people).order_by(ItemHost.id)).unique().all()


def _values(link: ItemHost) -> dict[str, Any]:
    found = {key: getattr(link, key) for key in (*KEPT, "state")}
    found["title"] = link.item.title.best()
    return {key: value for key, value in found.items() if value not in (None, "")}


def _addresses(link: ItemHost, sent: Iterable[Sent]) -> Iterable[str]:
    """Who may answer for a host: whoever was asked, whoever works there, the organisation itself."""
    own = (one.address for one in sent if one.organisation_uuid == link.organisation.uuid)
    people = (address for one in link.organisation.contacts for address in (one.email, one.person.email))
    return dict.fromkeys(
        ascii_mailbox(one).casefold() for one in (*own, *people, link.organisation.email) if one.strip()
    )


def _known(link: ItemHost, of_item: Sequence[Sent]) -> Known:
    """What was answered and told before."""
    sent = [one for one in of_item if one.organisation_uuid == link.organisation.uuid]
    last = Answer(link.answer, link.answer_at, link.answer_sequence) if link.answer else None
    if not sent:
        return Known(last)
    if sent[-1].method == "CANCEL":
        return Known(last, off=True)
    asks = [one for one in sent if one.method == "REQUEST"]
    valid = min(one.sequence for one in asks if one.times == asks[-1].times)
    return Known(last, valid)


def _answer(values: Values) -> Answer:
    return Answer(values.get("answer", ""), values.get("answer_at"), values.get("answer_sequence"))


def settle(found: Composed, record: Held) -> None:
    """The same answer come twice changes nothing, whatever was decided since."""
    if "answer" in record.values and same(_answer(found.values), _answer(record.values)):
        for key in (*KEPT, "state"):
            found.values.pop(key, None)


def trip_of(session: Session, sheet: Sheet) -> int | None:
    """The trip of the first item that an answer is about."""
    uids = [line.cell(column) for column, key in enumerate(sheet.fields) if key == "uid" for line in sheet.lines[1:]]
    wanted = [one.strip().lower() for one in uids if isinstance(one, str)][:200]
    return session.scalar(sa.select(Item.trip_id).where(Item.uuid.in_(wanted)).order_by(Item.id).limit(1))


def _writer(session: Session, target: Target) -> Any:
    from tripplanner.exchange.intake.writing.answers import AnswerWriter

    return AnswerWriter(session, target)


SUBJECT = Subject(
    key="answers",
    title=msg("Answers of hosts"),
    one=msg("answer"),
    fields=FIELDS,
    known=KnownHosts,
    compose=compose,
    label=lambda values: " · ".join(filter(None, (values.get("title", ""), values.get("address", "")))),
    writer=_writer,
    needs=(("answer",),),
    naming=("uid", "address"),
    identity=lambda values: (values.get("uid"), values.get("address"), values.get("answer_at")),
    settle=settle,
    of_trip=True,
    marked=False,
    makes=False,
    position=70,
    trip_of=trip_of,
)
