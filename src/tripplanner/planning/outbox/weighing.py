"""How much a message weighs as mail, and what mail servers take."""

from __future__ import annotations

from collections.abc import Iterable

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg

MEGABYTE = 1_000_000
#: Megabytes of a whole message that nearly every mail server takes.
USUAL_MB = 20
_LINE, _HEADS = 57, 600  # octets that a line of base64 holds; what stands around each part, at most


def carried(sizes: Iterable[int], words: int = 0) -> int:
    """Octets of a mail with files of these sizes and a text of so many octets, written as base64 (RFC 2045)."""
    parts = [words, *sizes]
    return sum(78 * -(-size // _LINE) + _HEADS for size in parts)


def check_weight(name: str, octets: int, most_mb: int) -> None:
    """Raises :class:`TripPlannerError` where a message to ``name`` is larger than ``most_mb`` megabytes."""
    if octets > most_mb * MEGABYTE:
        raise TripPlannerError(
            msg("The message to {name} weighs {size} MB as mail, more than the {most} MB that mail servers take.",
                name=name, size=-(-octets // MEGABYTE), most=most_mb),
            msg("Nothing was sent."),
            msg("Take files out, make them smaller, or hand them over otherwise. Settings › Outgoing mail says how "
                "much your server takes."),
        )  # fmt: skip
