"""What the guests are to learn: questions prepared, and time to interpret them."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import lasting, named

STRETCH = (16, 10)  # consecutive interpreting makes a talk take at least 1.6 times as long …
AT_EASE = 2  # … and twice as long at ease


def _questions(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.type == "visit" and not item.questions:
            yield QUESTION.found(msg("{item} has no prepared question.", item=named(item)), (item,), day=item.day)


def _interpreting(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        usual = item.site.typical_visit_min if item.site else None
        if item.interpreting != "consecutive" or not usual:
            continue
        needed = -(-usual * STRETCH[0] // STRETCH[1])
        if item.minutes < needed:
            what = msg("{item} lasts {planned}; a visit of {usual} takes {needed} to {ease} with consecutive "
                       "interpreting.", item=named(item), planned=lasting(item.minutes), usual=lasting(usual),
                       needed=lasting(needed), ease=lasting(usual * AT_EASE))  # fmt: skip
            yield STRETCHED.found(what, (item,), day=item.day)


QUESTION = Rule("learning.visit_without_question", "informs", msg("A visit without a question"),
                msg("A question prepared beforehand is what turns a visit into learning."), _questions,
                scope="item")  # fmt: skip
STRETCHED = Rule("time.interpreting_stretch", "informs", msg("Little time for interpreting"),
                 msg("Consecutive interpreting makes a talk take 1.6 to 2 times as long."), _interpreting,
                 scope="item")  # fmt: skip
RULES = (QUESTION, STRETCHED)
