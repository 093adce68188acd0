"""What each audience may read. What is not allowed never enters the content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """The rights of an audience.

    ``names``: who takes part; ``team_notes``: notes for staff, hosts and drivers; ``internal_notes``: notes of the
    office; ``duty_phones``: numbers of the staff and interpreters of the trip, whom the guests may have to call;
    ``private_contacts``: telephone and e-mail of everybody else; ``rooms``: who sleeps where; ``journeys``: how each
    person comes and goes; ``money``: what the trip costs.
    """

    names: bool = True
    team_notes: bool = False
    internal_notes: bool = False
    duty_phones: bool = False
    private_contacts: bool = False
    rooms: bool = False
    journeys: bool = False
    money: bool = False


POLICIES = {
    "delegates": Policy(duty_phones=True),
    "hosts": Policy(team_notes=True, duty_phones=True, rooms=True),
    "drivers": Policy(team_notes=True, duty_phones=True),
    "staff": Policy(
        team_notes=True,
        internal_notes=True,
        duty_phones=True,
        private_contacts=True,
        rooms=True,
        journeys=True,
        money=True,
    ),
    "authorities": Policy(),
    "public": Policy(names=False),
}

DUTY_ROLES = frozenset({"staff", "interpreter"})


def policy_for(audience: str) -> Policy:
    """The rights of ``audience``; an unknown one has those of the public."""
    return POLICIES.get(audience, POLICIES["public"])
