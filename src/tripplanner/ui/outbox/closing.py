"""Closing the window stops what is leaving: somebody who closes it too early is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.i18n import msg
from tripplanner.ui.outbox.departure import SENDING

if TYPE_CHECKING:
    from tripplanner.ui.desk import Desk


def may_close(desk: Desk) -> bool:
    """Whether nothing is leaving by mail, or somebody wants it stopped."""
    if desk.context is None or all(job.label != SENDING for job in desk.jobs.running()):
        return True
    from tripplanner.ui.dialogs import fit
    from tripplanner.ui.versions.sheets import Sheet

    sentence = msg("Closing the window stops it after the message that is leaving now. The others stay ready, and "
                   "leave when you send them again.")  # fmt: skip
    sheet = Sheet(desk.context, msg("Messages are still being sent"), sentence, msg("Stop and close"), "x", desk.window)
    sheet.words.control(sheet.no, msg("Go on sending"))
    sheet.no.setDefault(True)
    sheet.no.setFocus()
    fit(sheet, desk.theme.px(440), desk.theme.px(190))
    return desk.answer(sheet)
