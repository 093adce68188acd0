"""The checks of a programme: pure rules over a frozen trip, one file per subject.

A module of this folder that has ``RULES`` joins by being there. :func:`check_trip` reads a trip and asks them
all; :func:`findings` is the pure part, for a programme that is only being tried.
"""

from tripplanner.planning.checks.asking import check_trip, checking, findings, rule, rules
from tripplanner.planning.checks.checking import Checking
from tripplanner.planning.checks.reading import read_trip
from tripplanner.planning.checks.rule import LEVELS, Finding, Fix, Level, RowRef, Rule

__all__ = [
    "LEVELS", "Checking", "Finding", "Fix", "Level", "RowRef", "Rule", "check_trip", "checking", "findings",
    "read_trip", "rule", "rules",
]  # fmt: skip
