"""Backups and differences in words."""

from __future__ import annotations

from collections.abc import Iterable

from tripplanner.dates import clock, long_date, number
from tripplanner.i18n import Message, msg, msgn, say
from tripplanner.store.backup import Backup
from tripplanner.store.restoring import Difference

REASONS: dict[str, Message] = {
    "scheduled": msg("scheduled"),
    "asked": msg("asked for"),
    "upgrade": msg("before an upgrade"),
    "restore": msg("before a restore"),
    "import": msg("before an import"),
}

#: Tables a person knows; the others are counted together.
_TABLES: dict[str, Message] = {
    "trip": msg("Trips"),
    "item": msg("Programme items"),
    "delegate": msg("Delegates"),
    "person": msg("People"),
    "organisation": msg("Organisations"),
    "contact": msg("Contacts"),
    "site": msg("Sites"),
    "case_study": msg("Case studies"),
    "term": msg("Glossary terms"),
    "theme": msg("Themes"),
    "place": msg("Places"),
}


def when(backup: Backup, language: str) -> str:
    """``22 novembre 2026 17:05`` in the time of this computer."""
    local = backup.made_at.astimezone()
    return f"{long_date(local.date(), language)} {clock(local)}"


def reason(backup: Backup, language: str) -> str:
    """Why it was made."""
    return say(REASONS.get(backup.reason, REASONS["asked"]), language)


def size(backup: Backup, language: str) -> Message:
    """In kilobytes or megabytes."""
    kilo = max(1, round(backup.size / 1024))
    return msg("{size} kB", size=kilo) if kilo < 1024 else msg("{size} MB", size=number(kilo / 1024, language, 1))


def differences(found: Iterable[Difference]) -> list[Message]:
    """What the backup holds and what is there now, for the tables a person knows; one line for the rest."""
    lines: list[Message] = []
    others = 0
    for one in found:
        title = _TABLES.get(one.table)
        if title is None:
            others += 1
        elif one.present is None:
            lines.append(msg("{what}: {backup} in the backup", what=title, backup=one.backup))
        else:
            both = msg("{what}: {now} now, {backup} in the backup", what=title, now=one.present, backup=one.backup)
            lines.append(both)
    if others:
        lines.append(msgn("{n} other table differs", "{n} other tables differ", others))
    return lines or [msg("The same number of records everywhere.")]
