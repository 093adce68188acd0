"""When a site can be visited on a day: what is known counts, what is unknown is only hoped for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planning.checks.trips import ANNECY
from tripplanner.planning.checks.frozen import SiteRules
from tripplanner.planning.planner.openings import closed, opening
from tripplanner.planning.planner.problem import Opening
from tripplanner.text import Text

MONDAY, SUNDAY, WINTER = date(2027, 6, 14), date(2027, 6, 20), date(2027, 12, 20)
ALWAYS = {"open_months": tuple(range(1, 13)), "open_weekdays": tuple(range(1, 8)), "open_hours": (("00:00", "24:00"),)}


def site(**rules: Any) -> SiteRules:
    return SiteRules(1, "uuid", "S1", Text.of(en="Site"), **rules)


def windows(day: date = MONDAY, **rules: Any) -> Opening:
    return opening(site(**rules), day, (510, 1035), "Europe/Paris")


def test_known_rules_are_verified_and_kept_within_the_hours_of_the_day() -> None:
    assert windows(**ALWAYS) == Opening(((510, 1035),))
    hours = (("08:00", "12:00"), ("13:32", "16:58"), ("18:00", "20:00"))
    assert windows(**{**ALWAYS, "open_hours": hours}) == Opening(((510, 720), (815, 1015)))


@pytest.mark.parametrize("unknown", sorted(ALWAYS))
def test_what_is_unknown_is_open_but_not_verified(unknown: str) -> None:
    assert windows(**{**ALWAYS, unknown: None}) == Opening(((510, 1035),), verified=False)


@pytest.mark.parametrize(
    ("rules", "day", "shut"),
    [
        ({}, MONDAY, False),
        ({"open_months": (5, 7)}, MONDAY, True),
        ({"open_weekdays": (1, 2)}, MONDAY, False),
        ({"open_weekdays": (1, 2)}, SUNDAY, True),
        ({"open_hours": ()}, MONDAY, True),
        ({"closures": ((MONDAY, MONDAY),)}, MONDAY, True),
        ({"closures": ((None, MONDAY),)}, SUNDAY, False),
        ({"closures": ((MONDAY, None),)}, SUNDAY, True),
    ],
)
def test_what_is_known_to_be_closed_is_closed(rules: dict[str, Any], day: date, shut: bool) -> None:
    assert closed(site(**rules), day) is shut
    assert (windows(day, **rules).windows == ()) is shut


def test_outdoor_sites_need_daylight() -> None:
    ((first, last),) = windows(WINTER, **ALWAYS, outdoor=True, spot=ANNECY).windows
    assert first == 510
    assert 16 * 60 + 30 < last < 17 * 60
    assert windows(WINTER, **ALWAYS, outdoor=False, spot=ANNECY).windows == ((510, 1035),)
    assert windows(**ALWAYS, outdoor=True, spot=ANNECY).windows == ((510, 1035),)
