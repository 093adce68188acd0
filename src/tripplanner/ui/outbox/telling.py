"""The notice above the lists: what is leaving and how it is stopped, or why nothing can leave by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6

from tripplanner.i18n import msg
from tripplanner.ui.jobs import Job
from tripplanner.ui.outbox.detail import Notice

if TYPE_CHECKING:
    from tripplanner.ui.outbox.screen import OutboxScreen


class Telling:
    """Keeps the notice of ``page`` up to date."""

    def __init__(self, page: OutboxScreen) -> None:
        self._page = page
        self.notice = Notice(page.context, page.words)
        self._told: Job | None = None
        page.context.jobs.stepped.connect(self._stepped)

    def tell(self) -> None:
        """While something leaves: for how long it can be stopped; where nothing can leave by mail: the way out."""
        page = self._page
        job = page.hands.leaving()
        if job is not None:
            self._say_leaving(job)
            return
        self._told = None
        if page.server is None and page.messages:
            instead = msg("Messages leave as .eml files, which any mail program opens.")
            said = (msg("No mail server is set up."), instead)
            self.notice.show_notice(said, "info", "wifi-off", ((msg("Mail server…"), page.hands.set_up),))
        else:
            self.notice.show_notice((), "info", "info")

    def _say_leaving(self, job: Job) -> None:
        done, total, step = job.step
        said = step or job.label
        if step is not None and total and done >= total:
            said = job.label
        if job.progress.cancelled:
            self.notice.show_notice((msg("It stops after the message that is leaving now."),), "info", "send")
        elif self._told is job:
            self.notice.retell(said)
        else:
            self.notice.show_notice((said,), "info", "send", ((msg("Stop"), lambda: self._stop(job)),))
        self._told = job

    def _stop(self, job: Job) -> None:
        job.cancel()
        self.tell()

    def _stepped(self, job: Job) -> None:
        if shiboken6.isValid(self.notice) and job is self._page.hands.leaving():
            self._say_leaving(job)
