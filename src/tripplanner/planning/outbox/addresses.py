"""Addresses and lines of a mail's head: refused where they could be more than one line, or no address at all."""

from __future__ import annotations

import re
import unicodedata

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.mailboxes import ascii_mailbox

# One mailbox as every server takes it (RFC 5321 without quoted local parts); longer ones exist on no server.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_BETWEEN = re.compile(r"[\s,;]+")
_TODO = msg("Correct it on the card of the person or organisation, then prepare the message again.")


def problem_of(address: str) -> Message | None:
    """Why no mail can go to ``address``; ``None`` where one can."""
    plain = ascii_mailbox(address)
    if not plain:
        return msg("There is no e-mail address.")
    if _breaks(address):
        return msg("The e-mail address contains a line break or an invisible character.")
    if not plain.isascii():
        return msg("The e-mail address contains a character that many servers do not take.")
    local, at, domain = plain.rpartition("@")
    labels = domain.split(".")
    fits = at and len(local) <= 64 and len(domain) <= 253 and len(labels) > 1
    if fits and _LOCAL.fullmatch(local) and all(map(_LABEL.fullmatch, labels)):
        return None
    several = [one for one in _BETWEEN.split(plain) if one]
    if len(several) > 1 and not any(map(problem_of, several)):
        return msg("There are several e-mail addresses. Leave the one to write to.")
    return msg("“{address}” is no e-mail address.", address=plain)


def check_address(address: str, name: str) -> None:
    """Raises :class:`TripPlannerError` where no mail can go to ``address``."""
    problem = problem_of(address)
    if problem is not None:
        raise TripPlannerError(
            msg("No mail can go to {name}: {problem}", name=_shown(name), problem=problem),
            msg("Nothing was sent."), _TODO,
        )  # fmt: skip


def check_line(words: str, what: Message) -> None:
    """Raises :class:`TripPlannerError` where what stands in the head of a mail has a line break in it."""
    if _breaks(words):
        raise TripPlannerError(
            msg("There is a line break or an invisible character in {what}: “{words}”", what=what, words=_shown(words)),
            msg("Nothing was sent."),
            msg("Take it out."),
        )


def _breaks(words: str) -> bool:
    """Controls and line separators end a header, or begin another one."""
    return any(unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") for c in words)


def _shown(words: str) -> str:
    return "".join(" " if _breaks(c) else c for c in words)[:80]
