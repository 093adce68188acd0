"""The sentences of letters and messages that an office may put in its own words, found where they are used.

A module of :data:`PACKAGES` that writes such sentences names them in ``WORDINGS``; no list names the module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tripplanner import discovery
from tripplanner.i18n import Message, languages, say
from tripplanner.text import Text

PACKAGES = (
    "tripplanner.documents.letters", "tripplanner.documents.outbox", "tripplanner.documents.invitations",
    "tripplanner.documents.wallet",
)  # fmt: skip

IN_EVERY_TEXT = ("trip", "dates", "first_day", "last_day", "office", "signatory")
"""Placeholders that stand for something everywhere."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said where the office has no standard text under ``key``.

    ``name`` says where it stands; ``body`` is ``None`` where we have nothing to say and the office may; ``title`` is
    the subject, where there is one; ``fields`` are its placeholders
    besides :data:`IN_EVERY_TEXT`.
    """

    key: str
    name: Message
    body: Message | None
    title: Message | None = None
    fields: tuple[str, ...] = ()


@cache
def wordings() -> Mapping[str, Wording]:
    """Every wording by its key: those of letters before those of messages, each in the order of its module."""
    found: list[Sequence[Wording]] = [one for package in PACKAGES for one in discovery.found(package, "WORDINGS")]
    return {wording.key: wording for several in found for wording in several}


def name_of(key: str) -> Message | str:
    """What the office knows a standard text by; its key where none of ours has it."""
    return wordings()[key].name if key in wordings() else key


def ours(message: Message | None, source: str) -> Text:
    """A sentence of ours in every language, as a text whose source is ``source``."""
    if message is None:
        return Text()
    return Text.of(source, **{code: say(message, code) for code in languages()})
