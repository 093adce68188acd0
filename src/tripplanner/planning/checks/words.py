"""How findings name items, sub-groups and durations."""

from __future__ import annotations

from collections.abc import Sequence

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.frozen import CheckedItem


def named(item: CheckedItem) -> Message:
    """The item by its code and title."""
    if not item.title:
        return msg("item {code}", code=item.code or item.uuid[:8])
    if not item.code:
        return msg("“{title}”", title=item.title)
    return msg("{code} “{title}”", code=item.code, title=item.title)


def lasting(minutes: int) -> Message:
    """A duration in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return msg("{minutes} min", minutes=rest)
    return msg("{hours} h {minutes:02d}", hours=hours, minutes=rest) if rest else msg("{hours} h", hours=hours)


def listed(codes: Sequence[str]) -> str:
    """Codes of sub-groups as they stand in a sentence."""
    return ", ".join(codes)
