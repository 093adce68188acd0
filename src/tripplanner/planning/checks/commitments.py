"""What was promised on a trip: somebody answers for it, by a day, and is asked after six months."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedTrip, Promise
from tripplanner.planning.checks.rule import Finding, RowRef, Rule


def _ref(one: Promise) -> RowRef:
    return RowRef("commitment", one.uuid)


def _owner(trip: CheckedTrip) -> Iterator[Finding]:
    for one in trip.promises:
        if not one.owned and not one.ended:
            what = msg("Nobody answers for the commitment “{text}”.", text=one.text)
            yield OWNER.found(what, rows=(_ref(one),))


def _date(trip: CheckedTrip) -> Iterator[Finding]:
    for one in trip.promises:
        if one.due is None and not one.ended:
            what = msg("The commitment “{text}” has no date by which it is to be done.", text=one.text)
            yield DATE.found(what, rows=(_ref(one),))


def _late(trip: CheckedTrip) -> Iterator[Finding]:
    for one in trip.promises:
        if trip.today and one.due and one.due < trip.today and not one.ended:
            what = msg("The commitment “{text}” was to be done by {day}.", text=one.text, day=one.due)
            yield LATE.found(what, rows=(_ref(one),))


def _news(trip: CheckedTrip) -> Iterator[Finding]:
    for one in trip.promises:
        if trip.today and one.asked <= trip.today and not one.ended and not one.heard:
            what = msg("Six months after the trip nobody has asked what became of “{text}”.", text=one.text)
            yield NEWS.found(what, rows=(_ref(one),))


OWNER = Rule("learning.commitment_without_owner", "warns", msg("A commitment that nobody answers for"),
             msg("What everybody promised, nobody does."), _owner, scope="frame")  # fmt: skip
DATE = Rule("learning.commitment_without_date", "warns", msg("A commitment without a date"),
            msg("Without a date nobody is late."), _date, scope="frame")  # fmt: skip
LATE = Rule("learning.commitment_late", "informs", msg("A commitment that is late"),
            msg("Its own date has passed."), _late, scope="frame")  # fmt: skip
NEWS = Rule("learning.no_follow_up", "warns", msg("No follow-up after six months"),
            msg("What a trip changed is seen six months later, by whoever asks."), _news, scope="frame")  # fmt: skip
RULES = (OWNER, DATE, LATE, NEWS)
