"""Which buttons of the page *Outbox* can be pressed; one that cannot says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from tripplanner.i18n import Message, msg

if TYPE_CHECKING:
    from tripplanner.ui.outbox.screen import OutboxScreen

_NO_SERVER = msg("No mail server is set up: export .eml files instead.")
_BEING_MADE = msg("Its files are being made.")


def allow(page: OutboxScreen) -> None:
    """Buttons of the list, of the message and of the hosts, as things stand."""
    why = _refusal(page)
    _allow_sending(page, why)
    _allow_lists(page, why)
    _allow_message(page, why)


def _refusal(page: OutboxScreen) -> Message | None:
    """Why nothing can be changed at all; ``None`` where it can."""
    if page.context.workspace.read_only:
        return msg("This database is open read-only.")
    archived = page.trip is not None and page.trip.stage == "archived"
    return msg("The trip is archived.") if archived else None


def _allow_sending(page: OutboxScreen, why: Message | None) -> None:
    ready = len(page.hands.ready())
    page.words.control(page.send, msg("Send {n}…", n=ready) if ready else msg("Send…"))
    page.send.setVisible(page.lists.current() in ("review", "ready"))
    if page.server is None:
        why = why or _NO_SERVER
    elif not ready:
        why = why or msg("Nothing is ready: review messages first.")
    elif page.hands.leaving() is not None:
        why = why or msg("Messages are being sent already.")
    _enable(page, page.send, why)


def _allow_lists(page: OutboxScreen, why: Message | None) -> None:
    which = page.lists.current()
    page.all_reviewed.setVisible(which == "review")
    page.export.setVisible(which in ("ready", "failed"))
    page.again.setVisible(which in ("aside", "failed", "ready"))
    page.plan.setVisible(which in ("ready", "scheduled"))
    page.unplan.setVisible(which == "scheduled")
    _enable(page, page.unplan, why)
    _enable(page, page.plan, why or (_NO_SERVER if page.server is None else None))
    for one in (
        page.hosts.ask,
        *page.nothing.ask,
        page.hosts.answers,
        page.all_reviewed,
        page.again,
        page.write,
        page.detail.attach,
    ):
        _enable(page, one, why)
    for one in (page.prepare, page.nothing.prepare):
        _enable(page, one, why or (None if page.released else msg("Release the programme first.")))


def _allow_message(page: OutboxScreen, why: Message | None) -> None:
    one = page.detail.message
    page.reviewed.setVisible(one is not None and one.state in ("review", "failed"))
    page.aside.setVisible(one is not None and one.state in ("review", "ready", "failed"))
    unmade = None if one is not None and one.is_made else _BEING_MADE
    _enable(page, page.reviewed, why or unmade)
    _enable(page, page.aside, why)
    _enable(page, page.test, (_NO_SERVER if page.server is None else None) or (unmade and (why or unmade)))


def _enable(page: OutboxScreen, one: QPushButton, why: Message | None) -> None:
    one.setEnabled(why is None)
    one.setToolTip("" if why is None else page.words.say(why))
