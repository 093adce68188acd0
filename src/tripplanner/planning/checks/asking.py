"""Finds the rules and asks them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from sqlalchemy.orm import Session

from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.reading import read_trip
from tripplanner.planning.checks.rule import LEVELS, Finding, Rule


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its key: the ``RULES`` of the modules of this folder."""
    package = importlib.import_module("tripplanner.planning.checks")
    modules = (importlib.import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    found: list[Rule] = [rule for module in modules for rule in getattr(module, "RULES", ())]
    return {rule.key: rule for rule in sorted(found, key=lambda rule: rule.key)}


def findings(trip: CheckedTrip) -> tuple[Finding, ...]:
    """What all rules say of a trip: those that block first, then in the order of the programme."""
    place = {item.uuid: number for number, item in enumerate(trip.items)}
    found = [finding for rule in rules().values() for finding in rule.find(trip)]

    def order(finding: Finding) -> tuple[int, int, str]:
        first = min((place[row.uuid] for row in finding.rows if row.uuid in place), default=len(place))
        return LEVELS.index(finding.level), first, finding.rule

    return tuple(sorted(found, key=order))


def check_trip(session: Session, trip_id: int) -> tuple[Finding, ...]:
    """What the rules say of a trip in the database; raises :class:`tripplanner.errors.NotFound`."""
    return findings(read_trip(session, trip_id))
