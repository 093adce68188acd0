"""Sending as a job: ten seconds in which it can be taken back, then message by message."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tripplanner.i18n import Message, msg, msgn
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from tripplanner.exchange.mailing import Report
    from tripplanner.planning.outbox.server import MailServer
    from tripplanner.store.vault.secret import Secret
    from tripplanner.store.workspace import Workspace

SENDING = msg("Sending messages")
SECONDS = 10
_NAP = 0.2


def leave(
    workspace: Workspace,
    ids: Sequence[int],
    server: MailServer,
    password: Secret[str] | None,
    progress: Progress,
    nap: Callable[[float], None] = time.sleep,
) -> Report:
    """Waits, then sends; raises :class:`Cancelled` while nothing has left. Any thread."""
    from tripplanner.exchange.mailing import send

    naps = round(1 / _NAP)
    for left in range(SECONDS, 0, -1):
        progress.step(SECONDS - left, SECONDS, msgn("Leaves in {n} second", "Leaves in {n} seconds", left))
        for _ in range(naps):
            progress.check()
            nap(_NAP)
    progress.check()
    return send(workspace, ids, server, password=password, progress=progress)


def outcome(report: Report) -> tuple[Message, str]:
    """What became of it, in a sentence, and its tone."""
    sent = msgn("{n} message was sent.", "{n} messages were sent.", len(report.sent))
    kept_back = len(report.failed) + len(report.doubtful)
    if not kept_back and not report.later and report.stopped is None:
        return sent, "ok"
    if kept_back:
        others = msgn("{n} needs you.", "{n} need you.", kept_back)
        return msg("{sent} {others}", sent=sent, others=others), "warn"
    if report.stopped is None:
        ready = msgn("{n} stays ready: the server asks to try again later.",
                     "{n} stay ready: the server asks to try again later.", len(report.later))  # fmt: skip
    else:
        ready = msgn("{n} stays ready.", "{n} stay ready.", len(report.left) + len(report.later))
    return msg("{sent} {others}", sent=sent, others=ready), "warn"


def where(report: Report) -> str:
    """The list of the page that needs somebody now; where none does, what was sent."""
    if report.failed or report.doubtful:
        return "failed"
    return "ready" if report.left or report.later else "sent"
