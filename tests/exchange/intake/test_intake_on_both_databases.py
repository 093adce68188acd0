"""Imports on each kind of database: in as one step, out as one undo, again without a change, an edit between shown."""

from __future__ import annotations

from typing import Any

import pytest
from rosters import make_trip, mended, planned, roster_rows, workbook

from tripplanner.errors import Cancelled
from tripplanner.exchange.intake.applying import apply, label
from tripplanner.exchange.intake.opening import look
from tripplanner.exchange.intake.plan import Difference
from tripplanner.exchange.intake.readers import Options, read_bytes
from tripplanner.exchange.intake.subjects import Target
from tripplanner.i18n import Message, msg, say
from tripplanner.model.trips import Delegate
from tripplanner.planning.edits import edit
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.progress import Progress
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

TWICE = b"BEGIN:VCALENDAR\r\n" + b"".join(
    b"BEGIN:VEVENT\r\nUID:same\r\nDTSTART:20270614T0%d0000\r\nSUMMARY:%s\r\nEND:VEVENT\r\n" % (hour, title)
    for hour, title in ((8, b"First"), (9, b"Second"))
) + b"END:VCALENDAR\r\n"  # fmt: skip


def test_a_roster_goes_in_and_out_as_one_step_and_an_edit_in_between_stays(workspace: Workspace) -> None:
    trip = make_trip(workspace)
    data = workbook(roster_rows())
    scope = "trip"
    plan = mended(planned(workspace, data, trip))
    assert len(workspace.do(label(plan), apply, plan, scope=scope).created) == 18
    assert workspace.undo(scope) is not None
    assert workspace.get(list_delegates, trip) == []
    workspace.redo(scope)
    first = workspace.get(list_delegates, trip)[0]
    workspace.do(msg("Edit"), edit, Delegate, first.id, None, msg("delegate"), post=Text.of("zh", zh="副局长"))
    again = mended(planned(workspace, data, trip))
    assert again.counts == {"new": 0, "update": 0, "mend": 0, "skipped": 0, "unchanged": 18}
    (row,) = (row for row in again.rows if row.differences)
    title = row.differences[0].title
    assert row.differences == (Difference("post.zh", title, "副局长", "处长", here=True, taken=False),)
    theirs = again.choosing(row.number, "post.zh", True)
    assert len(workspace.do(label(theirs), apply, theirs, scope=scope).updated) == 1
    assert workspace.get(list_delegates, trip)[0].post.get("zh") == "处长"
    assert mended(planned(workspace, data, trip)).counts["unchanged"] == 18
    assert not any(row.differences for row in mended(planned(workspace, data, trip)).rows)


def test_two_records_of_one_identifier_are_said(workspace: Workspace) -> None:
    trip = make_trip(workspace)

    def plans() -> Any:
        seen = workspace.get(look, read_bytes(TWICE, "a.ics", Options()), subject_key="programme")
        return workspace.get(seen.plan, Target(trip))

    plan = plans()
    assert [row.state for row in plan.rows] == ["new", "mend"]
    assert say(plan.problems[0].what, "en") == "“Second” is already in row 1, with other values."
    both = plan.about(2, "")
    assert len(workspace.do(label(both), apply, both).created) == 2


class Stopping(Progress):
    """Somebody who cancels at the first sign of life."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        self.seen = max(self.seen, done)
        self.cancel()
        super().step(done, total, what)


def test_a_preview_is_cancelled_at_once(sqlite_url: str) -> None:
    rows = [["姓名", "职务"], *(["李娜", f"处长{number}"] for number in range(2_000))]
    with Workspace.open(sqlite_url) as workspace:
        trip = make_trip(workspace)
        seen = workspace.get(look, read_bytes(workbook(rows), "名单.xlsx"), subject_key="delegates")
        progress = Stopping()
        with pytest.raises(Cancelled):
            workspace.get(seen.plan, Target(trip), progress=progress)
        assert progress.seen == 0
