"""What a kind of document may hold, line by line, taken from the rules that the reading keeps."""

from __future__ import annotations

from dataclasses import dataclass

from tripplanner.documents.reading import policy_for
from tripplanner.documents.registry import DocumentKind
from tripplanner.i18n import Message, msg

CARE = frozenset({"diet", "health", "mobility", "emergency_contact"})


@dataclass(frozen=True, slots=True)
class Share:
    """Something about people or the office, and whether documents of this kind may say it."""

    what: Message
    told: bool


def shares(kind: DocumentKind, audience: str = "") -> tuple[Share, ...]:
    """The lines of the table; for a copy that is read for another ``audience`` than the kind, those of that one."""
    policy, values = policy_for(audience or kind.audience), set(kind.values)
    return (
        Share(msg("Names and posts"), policy.names),
        Share(msg("Telephones of the team on duty"), policy.duty_phones),
        Share(msg("Telephones and addresses of others"), policy.private_contacts),
        Share(msg("Notes for the team"), policy.team_notes),
        Share(msg("Notes of the office"), policy.internal_notes),
        Share(msg("Who sleeps where"), policy.rooms),
        Share(msg("How each person travels"), policy.journeys),
        Share(msg("What it costs"), policy.money),
        Share(msg("Diet and health"), bool(values & CARE)),
        Share(msg("Passports"), "passport" in values),
    )
