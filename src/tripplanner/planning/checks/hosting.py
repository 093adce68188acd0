"""Hosts: confirmed in time, booked in time, and somebody of rank to receive the head of the delegation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks.access import site_row, visited
from tripplanner.planning.checks.frozen import ATTENDED, CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import named

SURE_DAYS = 7  # before an item, by when its hosts have confirmed
SURE = ("confirmed", "done")
RECEIVED = ("meeting", "ceremony")


def _unconfirmed(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        left = days_left(trip, item)
        if left is not None and left <= SURE_DAYS and item.status not in SURE and (what := _open(item, left)):
            asked = item.status == "requested" and all(host.state != "to_contact" for host in item.hosts)
            yield UNCONFIRMED.found(what, (item,), level="informs" if asked else "warns", day=item.day)


def days_left(trip: CheckedTrip, item: CheckedItem) -> int | None:
    """Days until the item takes place; ``None`` for what is past, and where nobody asks for a day."""
    if trip.today is None or item.day is None or item.day < trip.today:
        return None
    return (item.day - trip.today).days


def _open(item: CheckedItem, left: int) -> Message | None:
    waiting = [host for host in item.hosts if host.state != "confirmed"]
    if item.type not in ATTENDED or (item.hosts and not waiting) or (not item.hosts and item.type == "debrief"):
        return None
    if not waiting:
        return msgn("Nobody has confirmed {item}, and {n} day is left.",
                    "Nobody has confirmed {item}, and {n} days are left.", left, item=named(item))  # fmt: skip
    return msgn("{host} has not confirmed {item}, and {n} day is left.",
                "{host} has not confirmed {item}, and {n} days are left.", left, item=named(item),
                host=waiting[0].organisation)  # fmt: skip


def _late(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        left = days_left(trip, item)
        if not site.lead_days or left is None or item.day is None or left >= site.lead_days:
            continue
        if item.status not in SURE and item.permit_status is None:
            by = item.day - timedelta(days=site.lead_days)
            what = msg("{site} asks to be booked {days} days ahead: for {item} that was {date}.", site=site.name,
                       days=site.lead_days, item=named(item), date=by)  # fmt: skip
            yield LEAD.found(what, (item,), day=item.day, rows=site_row(site))


def _head(trip: CheckedTrip) -> Iterator[Finding]:
    heads = [one for one in trip.travellers if one.role == "head"]
    for item in trip.placed if heads else ():
        if item.type not in RECEIVED or any(host.contact for host in item.hosts):
            continue
        present = next((one for one in heads if _present(one.uuid, one.groups, item)), None)
        if present:
            what = msg("Nobody is named who receives the head of the delegation, {name}, at {item}.",
                       name=present.name.printed, item=named(item))  # fmt: skip
            yield HEAD.found(what, (item,), day=item.day)


def _present(person: str, groups: frozenset[int], item: CheckedItem) -> bool:
    part = next((part for part in item.parts if part.person == person), None)
    return part.mode == "present" if part else bool(groups & item.groups)


UNCONFIRMED = Rule("people.host_unconfirmed", "warns", msg("A host has not confirmed"),
                   msg("A week before, whoever receives the guests has said yes."), _unconfirmed,
                   scope="item")  # fmt: skip
LEAD = Rule("site.lead_time_passed", "warns", msg("Too late to book"),
            msg("Sites say how many days ahead a visit must be booked."), _late, scope="item")  # fmt: skip
HEAD = Rule("people.head_without_counterpart", "warns", msg("The head of the delegation has no counterpart"),
            msg("Rank matters: the head is received by somebody who is named."), _head, scope="item")  # fmt: skip
RULES = (UNCONFIRMED, LEAD, HEAD)
