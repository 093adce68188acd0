"""Finds the rules and asks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy.orm import Session

from tripplanner import discovery
from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.planning.checks.checking import Checking
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.reading import TODAY, Today, read_trip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.store.vault.vault import Vault


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its key: the ``RULES`` of the modules of this folder."""
    found: list[Sequence[Rule]] = discovery.found("tripplanner.planning.checks", "RULES")
    return {rule.key: rule for rule in sorted((rule for rules in found for rule in rules), key=lambda rule: rule.key)}


def rule(key: str) -> Rule:
    """The rule under ``key``; raises :class:`NotFound`."""
    try:
        return rules()[key]
    except KeyError:
        raise NotFound(
            msg("There is no rule “{key}”.", key=key), None, msg("“tripplanner checks” lists the rules.")
        ) from None


def checking(trip: CheckedTrip, before: Checking | None = None) -> Checking:
    """What all rules say of a trip, with what of ``before`` still holds taken over."""
    return Checking(trip, rules(), before)


def findings(trip: CheckedTrip) -> tuple[Finding, ...]:
    """What all rules say of a trip: those that block first, then in the order of the programme; dismissed ones last."""
    return checking(trip).findings


def check_trip(session: Session, trip_id: int, today: Today = TODAY, vault: Vault | None = None) -> tuple[Finding, ...]:
    """What the rules say of a trip in the database; raises :class:`tripplanner.errors.NotFound`.

    :param today: the date from which days that are left are counted; ``None`` counts none.
    :param vault: where it is open, rules that need protected values decide; otherwise they say that they could not.
    """
    return findings(read_trip(session, trip_id, today, vault))
