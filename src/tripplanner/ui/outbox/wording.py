"""How messages are said in lists: whom, what for, in which language, with which files, and how they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tripplanner.dates import moment_here, number
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.outbox import PURPOSES, AttachmentRow, MessageRow
from tripplanner.ui.language import short_name

#: The lists of the page.
LISTS = ("review", "ready", "scheduled", "failed", "sent", "aside")
_LIST_OF = {"sending": "ready", "doubtful": "failed"}
HOSTS = "hosts"
_TITLES: Mapping[str, Message] = {
    "review": msg("To review"),
    "ready": msg("Ready"),
    "scheduled": msg("Scheduled"),
    "failed": msg("Failed"),
    "sent": msg("Sent"),
    "aside": msg("Set aside"),
    HOSTS: msg("Hosts"),
}
_ICONS: Mapping[str, str] = {
    "programme": "calendar-days", "changes": "git-compare-arrows", "request": "handshake", "cancel": "ban",
    "free": "mail",
}  # fmt: skip
#: States in which what kept a message back is told; what is ready has it where the server asked to try again later.
KEPT_BACK = ("ready", "failed", "doubtful", "aside")
_OF_ITS_OWN = ("request", "cancel", "free")
_KILO = 1000


def title(which: str, count: int) -> Message:
    """A list with how many there are in it."""
    return msg("{list} {count}", list=_TITLES[which], count=count) if count else _TITLES[which]


def list_of(one: MessageRow) -> str:
    """The list that a message stands in."""
    return "scheduled" if one.waits else _LIST_OF.get(one.state, one.state)


def icon(one: MessageRow) -> str:
    """The sign of what it is for."""
    return _ICONS.get(one.purpose, "mail")


def what(one: MessageRow) -> Message:
    """What it is for, and of which version."""
    purpose = PURPOSES[one.purpose]
    if one.release_number is None:
        return purpose
    return msg("{purpose}, version {number}", purpose=purpose, number=one.release_number)


def below(one: MessageRow, say: Callable[[Message], str], language: str, here: str) -> str:
    """Why it goes, of what is written about one thing alone its subject; of what left or is to leave, when and how; of
    what did not, what kept it back.
    """
    if one.state == "sent" and one.ended_at is not None:
        when = moment_here(one.ended_at, language)
        how = msg("handed over, {moment}", moment=when) if one.way == "hand" else msg("sent, {moment}", moment=when)
        return say(how)
    if leaving := leaves(one, language, here):
        return say(leaving)
    if one.state in KEPT_BACK and one.problem:
        return say(one.problem[0])
    if one.purpose in _OF_ITS_OWN:  # one person may be sent several: who and why would be the same in each
        return one.subject
    return " · ".join(say(why) for why in one.why)


def leaves(one: MessageRow, language: str, here: str) -> Message | None:
    """When it leaves by itself, and from which computer where that is not ``here``; ``None`` where it does not."""
    if not one.waits or one.scheduled_at is None:
        return None
    when = moment_here(one.scheduled_at, language)
    if one.station == here:
        return msg("leaves {moment}", moment=when)
    return msg("leaves {moment}, from {computer}", moment=when, computer=one.station)


def language(one: MessageRow) -> str:
    """The language it is written in."""
    return short_name(one.language) if one.language else ""


def files(one: MessageRow) -> Message | str:
    """How many files go with it: an invitation and its copy count once."""
    shown = enclosed(one)
    return msgn("{n} file", "{n} files", len(shown)) if shown else ""


def enclosed(one: MessageRow) -> list[AttachmentRow]:
    """The files as their receiver sees them: the calendar part of an invitation and its file are one."""
    seen: set[str] = set()
    found: list[AttachmentRow] = []
    for file in one.attachments:
        key = file.sha256 or f"{file.kind}{file.id}"
        if key not in seen:
            seen.add(key)
            found.append(file)
    return found


def size(bytes_: int, language: str) -> Message:
    """``210 kB``, ``4.2 MB``."""
    if bytes_ < _KILO * _KILO:
        return msg("{size} kB", size=number(max(1, round(bytes_ / _KILO)), language))
    return msg("{size} MB", size=number(bytes_ / _KILO / _KILO, language, 1))


def tone(one: MessageRow) -> str:
    """The tone of what did not leave."""
    return {"failed": "error", "doubtful": "warn"}.get(one.state, "")


def language_tone(one: MessageRow) -> str:
    """Words that somebody has to look at, while something can be done about them."""
    return "stale" if one.needs_human and one.state in ("review", "failed", "aside") else ""


def language_icon(one: MessageRow) -> str:
    """Its sign: colour is never the only one."""
    return "triangle-alert" if language_tone(one) else "languages"
