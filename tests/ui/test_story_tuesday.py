"""Tuesday, 23:00: the host moves Wednesday’s visit by 90 minutes. One drag, one release, and whom it concerns hears."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import sqlalchemy as sa
from icalendar import Calendar
from programmes import key_of, page_of, times
from PySide6.QtCore import QPoint
from sqlalchemy.orm import Session
from test_dragging import Mouse

import seeing
from tripplanner.documents import outbox as compose
from tripplanner.i18n import msg
from tripplanner.model.partners import Organisation
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegate, DelegateSubGroup, SubGroup, TripMember
from tripplanner.planning import outbox, releases
from tripplanner.planning.items import set_item_subgroups
from tripplanner.planning.outbox import MessageRow
from tripplanner.ui.outbox.screen import OutboxScreen
from tripplanner.ui.programme.screen import ProgrammeScreen
from tripplanner.ui.versions.release_sheet import ReleaseSheet
from tripplanner.ui.versions.screen import VersionsScreen
from windows import Opened, OpenWindow

TRIP, VISIT, HOST = 1, "D4-02", "Asters – CEN 74"


def everybody_has_the_first_version(session: Session) -> None:
    """The visit is for the researchers alone, and all were sent version 1."""
    item = session.scalars(sa.select(Item).where(Item.trip_id == TRIP, Item.code == VISIT)).one()
    group = next(one for one in session.scalars(sa.select(SubGroup)) if one.name.get("fr") == "Chercheurs")
    set_item_subgroups(session, item.id, None, (group.id,))
    releases.release(session, TRIP, by="anna", anyway="first")
    outbox.hand_over(session, list(compose.prepare(session, TRIP, people=(), hosts=()).messages))


def concerned(session: Session) -> set[str]:
    """The researchers, the team, and the host: read from the tables, not from what the release says."""
    links = session.scalars(sa.select(DelegateSubGroup))
    researchers = {one.delegate.person.uuid for one in links if one.subgroup.name.get("fr") == "Chercheurs"}
    team = {one.person.uuid for one in session.scalars(sa.select(TripMember).where(TripMember.trip_id == TRIP))}
    return (
        researchers | team | {session.scalars(sa.select(Organisation.uuid).where(Organisation.acronym == HOST)).one()}
    )


def delegates(session: Session) -> set[str]:
    return {one.person.uuid for one in session.scalars(sa.select(Delegate))}


def drag(opened: Opened, minutes: int) -> None:
    page = page_of(opened)
    mouse, key = Mouse(opened, page), key_of(page, VISIT)
    start = mouse.middle(key)
    mouse.drag(start, start + QPoint(0, round(minutes / 60 * page.grid.hour_height())))


def release(opened: Opened) -> None:
    """Ctrl+Shift+R, the reason, Release."""

    def answer(sheet: ReleaseSheet) -> bool:
        opened.settle()
        assert [line.change.item.code for line in sheet.changes.items.rows()] == [VISIT]
        sheet.reason.setText("l’hôte le demande")
        sheet.ok.click()
        sheet.deleteLater()
        return bool(sheet.result())

    page = opened.show("versions")
    assert isinstance(page, VersionsScreen)
    page.answer = answer
    opened.context.actions.run("release")
    opened.settle()


def prepare(opened: Opened) -> OutboxScreen:
    page = opened.show("outbox")
    assert isinstance(page, OutboxScreen)
    page.prepare.click()
    opened.settle()
    return page


def messages(opened: Opened) -> dict[str, MessageRow]:
    """Those of version 2, by the UUID of whom they are to."""
    rows = opened.workspace.get(outbox.list_messages, TRIP)
    return {one.organisation_uuid or one.person_uuid or "": one for one in rows if one.release_number == 2}


def bytes_of(opened: Opened, row: MessageRow, kind: str) -> bytes:
    file = next(one for one in row.attachments if one.kind == kind)
    return opened.workspace.get(outbox.bytes_of, file.id)


def visit_in(opened: Opened, data: bytes) -> Any:
    uuid = opened.workspace.get(lambda s: s.scalars(sa.select(Item.uuid).where(Item.code == VISIT)).one())
    (event,) = (one for one in Calendar.from_ical(data).walk("VEVENT") if uuid in one["UID"])
    return event


def words_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def test_one_drag_one_release_and_exactly_those_concerned_hear_of_it(open_window: OpenWindow) -> None:
    opened = open_window()
    opened.workspace.do(msg("release"), everybody_has_the_first_version)
    drag(opened, 91)
    page = opened.desk.page()
    assert isinstance(page, ProgrammeScreen)
    assert times(page, key_of(page, VISIT)) == "16 10:15–13:00"
    release(opened)
    assert opened.workspace.get(releases.latest, TRIP).number == 2

    screen = prepare(opened)
    told, group = messages(opened), opened.workspace.get(delegates)
    assert told.keys() == opened.workspace.get(concerned)
    assert {uuid: row.language for uuid, row in told.items()} == {u: "zh" if u in group else "fr" for u in told}
    assert {uuid for uuid, row in told.items() if row.needs_human} == told.keys() & group
    assert "08:45 → 10:15" in screen.detail.why.text()
    assert seeing.clipped(opened.window) == []
    assert all("08:45" in row.body and "10:15" in row.body for row in told.values())

    screen.hands.review_all()
    opened.settle()
    told = messages(opened)
    assert {row.state for uuid, row in told.items() if uuid in group} == {"review"}, "the Chinese waits for a human"
    ready = [row for uuid, row in told.items() if uuid not in group]
    assert {row.state for row in ready} == {"ready"}
    for row in ready:
        _holds_the_new_time(opened, row)
    chinese = next(row for uuid, row in told.items() if uuid in group)
    compose.review(opened.workspace, [chinese.id], looked_at=True)
    _holds_the_new_time(opened, messages(opened)[chinese.person_uuid or ""], "6月16日")


def _holds_the_new_time(opened: Opened, row: MessageRow, *said: str) -> None:
    """The calendar moves the item in place; the sheet of changes says it in the reader’s language."""
    event = visit_in(opened, bytes_of(opened, row, "calendar"))
    start = event.decoded("DTSTART").astimezone(ZoneInfo("Europe/Paris"))
    assert (f"{start:%d %H:%M}", int(event["SEQUENCE"])) == ("16 10:15", 1)
    if any(one.kind == "changes" for one in row.attachments):
        words = words_of(bytes_of(opened, row, "changes"))
        assert all(one in words for one in (*(said or ("Mercredi 16\u00a0juin",)), "08:45", "10:15", "13:00"))
