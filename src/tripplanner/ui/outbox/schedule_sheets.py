"""Giving messages a moment to leave, and asking about those that missed theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QWidget

from tripplanner.dates import moment_here
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning import outbox
from tripplanner.planning.outbox import Appointment, MessageRow
from tripplanner.ui.dialogs import fit
from tripplanner.ui.plain import one_line
from tripplanner.ui.records.sheet import Sheet as Form
from tripplanner.ui.records.sheet import Values, day_field, time_field
from tripplanner.ui.versions.sheets import Sheet

if TYPE_CHECKING:
    from tripplanner.ui.context import Context

_MORNING = time(8)
_HONESTLY = msg(
    "The program has to run on this computer then. What was due while it was closed does not leave by itself: you are"
    " asked at the next start. Before they leave you can stop them for ten seconds."
)


def schedule_sheet(context: Context, messages: Sequence[MessageRow], scope: str, parent: QWidget | None) -> Form:
    """Asks for day and hour, those of this computer; accepting means that the messages have this moment."""
    first = next((one.scheduled_at for one in messages if one.scheduled_at is not None), None)
    usual = datetime.combine(date.today() + timedelta(days=1), _MORNING)  # noqa: DTZ011 - the person's own day
    shown = first.astimezone() if first is not None else usual
    fields = [
        day_field("day", msg("Day"), shown.date(), context.language.code),
        time_field("time", msg("Hour on this computer"), shown.time()),
    ]
    workspace = context.workspace

    def run(values: Values) -> None:
        if values["day"] is None or values["time"] is None:
            raise TripPlannerError(msg("Which day, and at which hour?"), msg("Nothing was scheduled."))
        at = datetime.combine(values["day"], values["time"]).astimezone(UTC)
        ids = [one.id for one in messages]
        workspace.do(msg("schedule messages"), outbox.schedule, ids, at, workspace.station, scope=scope)

    title = msgn("When does {n} message leave?", "When do {n} messages leave?", len(messages))
    made = Form(context, title, fields, run, parent)
    made.hint(_HONESTLY)
    fit(made, context.theme.px(460), made.sizeHint().height())
    return made


class MissedSheet(Sheet):
    """Accepted when the person wants them sent now; otherwise they stay ready and have no moment any more."""

    def __init__(
        self, context: Context, found: Sequence[Appointment], why: Message | None, parent: QWidget | None
    ) -> None:
        title = msgn("{n} message did not leave at its moment", "{n} messages did not leave at their moment",
                     len(found))  # fmt: skip
        super().__init__(context, title, _reason(found, why), msg("Send now"), "send", parent)
        self.whom = QListWidget()
        self.words.put(self.whom, msg("Receivers"), "setAccessibleName")
        code = context.language.code
        self.whom.addItems([one_line(f"{one.name} · {moment_here(one.at, code)}") for one in found])
        self.body.addWidget(self.whom, 1)
        self.words.control(self.no, msg("Leave them ready"))
        fit(self, context.theme.px(480), context.theme.px(360))


def _reason(found: Sequence[Appointment], why: Message | None) -> Message:
    stay = msg("Nothing was sent. Left ready, they wait until somebody sends them.")
    if why is None:
        overtaken = any(one.overtaken for one in found)
        why = msg("A later version was released since.") if overtaken else msg("The program was not running then.")
    return msg("{why} {stay}", why=why, stay=stay)
