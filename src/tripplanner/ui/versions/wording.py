"""How versions and what differs between them are said in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tripplanner.dates import clock, listed, long_date
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.releases import Comparison, ItemChange, Version
from tripplanner.planning.releases.comparing import KINDS
from tripplanner.planning.releases.wording import details

DRAFT = msg("Draft")
_ICONS = {"release": "send", "approved": "shield-check", "snapshot": "archive"}
_TONES = {"release": "ok", "approved": "alpine", "snapshot": "transfer"}
#: Icon and tone of each kind of change.
_SIGNS: Mapping[str, tuple[str, str]] = {
    "new": ("plus", "nature"), "cancelled": ("ban", "error"), "removed": ("x", "error"),
    "restored": ("rotate-ccw", "nature"), "moved": ("clock", "warn"), "place": ("map-pin", "warn"),
    "who": ("users", "info"), "hosts": ("handshake", "info"), "travel": ("bus", "info"),
    "confirmed": ("check", "nature"), "tentative": ("circle-question-mark", "warn"), "text": ("languages", "stale"),
}  # fmt: skip
Say = Callable[[Message], str]


def title(version: Version | None) -> Message:
    """``Version 3``, or the draft."""
    return version.title if version is not None else DRAFT


def whole_title(version: Version | None) -> Message:
    """The title, with the name it was given."""
    if version is None or not version.name:
        return title(version)
    return msg("{title}: {name}", title=version.title, name=version.name)


def icon(version: Version | None) -> str:
    """The icon of a sort of version."""
    return _ICONS[version.kind] if version is not None else "pencil-line"


def tone(version: Version | None) -> str:
    """The tone of a sort of version."""
    return _TONES[version.kind] if version is not None else "stale"


def made(version: Version, language: str) -> str:
    """The day and the hour, on the clock of the desk, and who made it."""
    here = version.made_at.astimezone()
    moment = f"{long_date(here.date(), language)} {clock(here)}"
    return f"{moment} · {version.made_by}" if version.made_by else moment


def kinds(change: ItemChange, say: Say, language: str) -> str:
    """``moved, other place``."""
    return listed((say(KINDS[kind]) for kind in change.kinds), language)


def sign(change: ItemChange) -> tuple[str, str]:
    """The icon and the tone of what is said first of a change."""
    return _SIGNS[change.kinds[0]]


def told(change: ItemChange, language: str) -> str:
    """What it was and what it is now, where that can be put in a few words."""
    return " · ".join(f"{before or '–'} → {after or '–'}" for before, after in details(change, language))


def summary(changes: Comparison, say: Say) -> str:
    """How many items and people, and what sorts of change: ``3 items · moved 2 · new 1 · 5 people``."""
    if not changes:
        return say(msg("Nothing differs in what readers see."))
    items = msgn("{n} item differs", "{n} items differ", len(changes.items))
    each = (f"{say(KINDS[kind])} {number}" for kind, number in changes.counts().items())
    people = msgn("{n} person concerned", "{n} people concerned", len(changes.people))
    return " · ".join((say(items), *each, say(people)))
