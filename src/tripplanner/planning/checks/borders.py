"""Borders: whoever crosses one carries a passport, and is told so."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import named


def _passport(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.passport_needed or not item.origin or not item.target:
            continue
        one, other = item.origin.country, item.target.country
        if one and other and one != other:
            what = msg("{item} crosses a border ({one}–{other}) and says nothing of passports.",
                       item=named(item), one=one, other=other)  # fmt: skip
            yield PASSPORT.found(what, (item,), day=item.day)


PASSPORT = Rule("site.border_without_passport_note", "warns", msg("A border, and no passport note"),
                msg("Controls happen inside the Schengen area too; a passport in the hotel stops the coach."),
                _passport, scope="item")  # fmt: skip
RULES = (PASSPORT,)
