"""What becomes of a message: every step is a fact, nothing takes it back, and two stations do not send it twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import OpenWorkspace
from letterbox import LABEL, fill, row, states, waiting
from tripplanner.errors import Conflict, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.base import now
from tripplanner.model.outbox import OutboxMessage
from tripplanner.model.partners import Organisation
from tripplanner.model.programme import Item, ItemHost
from tripplanner.model.trips import Trip
from tripplanner.planning import outbox
from tripplanner.planning.outbox import Appointment, Enclosure
from tripplanner.store.workspace import Workspace


def rename(session: Session, code: str) -> None:
    session.scalars(sa.select(Trip)).one().code = code


def test_what_was_prepared_or_sent_is_no_undo_step_and_stays_when_others_are_undone(workspace: Workspace) -> None:
    workspace.do(LABEL, fill)
    (first, second, third) = workspace.get(lambda session: list(session.scalars(sa.select(OutboxMessage.id))))
    workspace.do(msg("Rename"), rename, "T2")
    assert workspace.do(LABEL, outbox.make_ready, [first, second], "anna") == {}
    workspace.do(LABEL, outbox.begin, first, "desk", "example.org")
    workspace.do(LABEL, outbox.sent, first)
    workspace.do(LABEL, outbox.set_aside, [third])
    assert workspace.undo_label() == msg("Rename")
    workspace.undo()
    assert states(workspace) == ["sent", "ready", "aside"]
    assert workspace.get(lambda session: session.scalars(sa.select(Trip.code)).one()) == "T1"


def test_a_trip_that_is_deleted_and_brought_back_remembers_what_was_sent(workspace: Workspace) -> None:
    ids = waiting(workspace)
    workspace.do(LABEL, outbox.hand_over, ids[:1])
    workspace.do(LABEL, lambda session: session.delete(session.scalars(sa.select(Trip)).one()))
    assert states(workspace) == []
    workspace.undo()
    assert states(workspace) == ["sent", "ready", "ready"]
    assert workspace.get(outbox.leaving, ids[1]).files == (b"BEGIN:VCALENDAR p1@example.org\r\n",)


def test_two_stations_never_both_send_a_message(open_workspace: OpenWorkspace) -> None:
    here = open_workspace("anna")
    ids = waiting(here)
    here.do(LABEL, outbox.begin, ids[0], "desk", "example.org")
    if here.location.path is None:  # a file has one writer anyway
        there = open_workspace("ben", station="laptop")
        assert there.do(LABEL, outbox.interrupted, "laptop") == 0  # what another station sends is its own affair
        with pytest.raises(Conflict, match="no longer ready: it is “being sent”"):
            there.do(LABEL, outbox.begin, ids[0], "laptop", "example.org")
    with pytest.raises(Conflict):
        here.do(LABEL, outbox.begin, ids[0], "desk", "example.org")
    here.do(LABEL, outbox.sent, ids[0])
    assert states(here) == ["sent", "ready", "ready"]


def test_what_may_have_arrived_is_asked_about_and_not_sent_again(workspace: Workspace) -> None:
    ids = waiting(workspace)
    for id in ids:
        workspace.do(LABEL, outbox.begin, id, "desk", "example.org")
    made = row(workspace, ids[0]).message_id
    assert workspace.get(outbox.count_stuck, "desk") == 3
    assert workspace.do(LABEL, outbox.interrupted, "desk", active={ids[2]}) == 2
    assert states(workspace) == ["doubtful", "doubtful", "sending"]
    assert "nobody knows whether" in str(row(workspace, ids[0]).problem[0].id)
    workspace.do(LABEL, outbox.settle, ids[0], arrived=False)
    workspace.do(LABEL, outbox.settle, ids[1], arrived=True)
    workspace.do(LABEL, outbox.not_sent, ids[2])
    assert states(workspace) == ["review", "sent", "ready"]
    workspace.do(LABEL, outbox.make_ready, ids[:1], "anna")
    again = workspace.do(LABEL, outbox.begin, ids[0], "desk", "elsewhere.example")
    assert again.message.message_id == made == f"<{again.message.uuid}@example.org>"


def test_what_was_reviewed_is_reviewed_again_when_it_changes_and_what_left_never_changes(workspace: Workspace) -> None:
    ids = waiting(workspace)
    before = row(workspace, ids[0])
    workspace.do(LABEL, outbox.edit_message, ids[0], before.version, body="autre chose")
    assert states(workspace) == ["review", "ready", "ready"]
    with pytest.raises(Conflict):
        workspace.do(LABEL, outbox.edit_message, ids[0], before.version, body="d’un autre écran")
    workspace.do(LABEL, outbox.enclose, ids[1], Enclosure("b.txt", "text/plain", data=b"b"))
    workspace.do(LABEL, outbox.take_out, row(workspace, ids[1]).attachments[0].id)
    assert [one.name for one in row(workspace, ids[1]).attachments] == ["b.txt"]
    workspace.do(LABEL, outbox.hand_over, ids)
    for change in (
        lambda: workspace.do(LABEL, outbox.edit_message, ids[0], None, subject="x"),
        lambda: workspace.do(LABEL, outbox.enclose, ids[0], Enclosure("c", "text/plain", data=b"c")),
    ):
        with pytest.raises(TripPlannerError, match="cannot be changed: it is “sent”"):
            change()
    assert workspace.do(LABEL, outbox.set_aside, ids) == 0
    assert workspace.do(LABEL, outbox.hand_over, ids) == 0


def test_what_cannot_leave_says_why_and_the_others_do(workspace: Workspace) -> None:
    _, ids = workspace.do(LABEL, fill, ("Anna", "Ben", "Chen", "Doubtful", "Eve"))
    workspace.do(LABEL, outbox.edit_message, ids[0], None, address="anna@example.org\nBcc: all@example.org")
    workspace.do(LABEL, outbox.edit_message, ids[1], None, subject=" ")
    for half in "ab":  # each leaves, both together do not
        file = Enclosure(f"{half}.zip", "application/zip", data=half.encode() * 8_000_000)
        workspace.do(LABEL, outbox.enclose, ids[4], file)
    workspace.do(LABEL, outbox.enclose, ids[2], Enclosure("later.pdf", "application/pdf", kind="itinerary"))

    def doubt(session: Session) -> None:
        session.get_one(OutboxMessage, ids[3]).doubts = [msg("Look at me").to_json()]

    workspace.do(LABEL, doubt)
    kept = workspace.do(LABEL, outbox.make_ready, ids, "anna")
    assert [str(kept[id]).split(".")[0] for id in ids] == [
        "No mail can go to Anna Li: The e-mail address contains a line break or an invisible character",
        "The message to Ben Li has no subject",
        "The files of the message to Chen Li are not made yet",
        "The message to Doubtful Li needs a human",
        "The message to Eve Li weighs 22 MB as mail, more than the 20 MB that mail servers take",
    ]
    assert workspace.do(LABEL, outbox.make_ready, ids, "anna", looked_at=True).keys() == {*ids[:3], ids[4]}
    assert workspace.get(outbox.count_states, 1)["ready"] == 1


def host_to_ask(session: Session) -> int:
    """A request to a host of an item, ready to leave."""
    trip, _ = fill(session, ())
    park = Organisation(code="PARK", email="park@example.org")
    session.add(park)
    session.flush()
    item = Item(trip_id=trip, type="visit", status="idea", host_links=[ItemHost(organisation_id=park.id)])
    session.add(item)
    session.flush()
    prepared = outbox.Prepared(
        "request", "request", "Park", "park@example.org", "fr", "Visite", "Bonjour", organisation_id=park.id,
        item_uuid=item.uuid,
    )  # fmt: skip
    id = outbox.add_message(session, trip, prepared)
    outbox.make_ready(session, [id], "anna")
    return id


def host_state(session: Session) -> str:
    return session.scalars(sa.select(ItemHost.state)).one()


def test_a_host_is_asked_once_the_request_has_left_and_undoing_that_unsends_nothing(workspace: Workspace) -> None:
    id = workspace.do(LABEL, host_to_ask)
    workspace.do(LABEL, outbox.begin, id, "desk", "example.org")
    assert workspace.get(host_state) == "to_contact"
    workspace.do(msg("Note"), outbox.sent, id)
    assert (workspace.get(host_state), states(workspace)) == ("asked", ["sent"])
    assert workspace.undo() == msg("Note")
    assert (workspace.get(host_state), states(workspace)) == ("to_contact", ["sent"])


def test_the_same_key_is_the_same_message(workspace: Workspace) -> None:
    trip, ids = workspace.do(LABEL, fill)
    again = outbox.Prepared(row(workspace, ids[0]).key, "free", "Somebody", "x@example.org", "fr", "s", "b")
    assert workspace.do(LABEL, outbox.add_message, trip, again) == ids[0]
    assert row(workspace, ids[0]).name == "Anna Li"


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org",
        "li.na+trip@mail.example.org",
        "x_y@xn--fiq228c.example",
        "anna@büro.example",
        "li@例子。中国",
        "a" * 64 + "@example.org",
    ],
)
def test_addresses_that_mail_can_have(address: str) -> None:
    assert outbox.problem_of(address) is None


@pytest.mark.parametrize(
    "address",
    ["", "anna", "a@b", "a@exa mple.org", "a b@example.org", "a@example.org,b@example.org", "<a@example.org>",
     "a..b@example.org", "a@-x.org", "a@example.org\r\nBcc: b@example.org", "娜@example.org", "a\u2028@example.org",
     "a@" + "x" * 260 + ".org", "a" * 65 + "@example.org", '"a b"@example.org',
     "anna@straße.example", "a@" + "é" * 80 + ".org"],
)  # fmt: skip
def test_addresses_that_mail_cannot_have(address: str) -> None:
    assert outbox.problem_of(address) is not None


def test_of_several_addresses_one_is_to_be_left() -> None:
    told = msg("There are several e-mail addresses. Leave the one to write to.")
    assert [outbox.problem_of(one) for one in ("a@example.org, b@example.org", "a@example.org;b@例子.中国")] == [
        told,
        told,
    ]
    assert outbox.problem_of("a@example.org, nobody") == msg(
        "“{address}” is no e-mail address.", address="a@example.org, nobody"
    )


def test_a_moment_is_kept_by_what_is_ready_alone_and_nobody_sends_it_before(workspace: Workspace) -> None:
    ids = waiting(workspace)
    soon = now() + timedelta(hours=2)
    for wrong, why in ((now(), "past"), (now() + timedelta(days=500), "a year away")):
        with pytest.raises(TripPlannerError, match=why):
            workspace.do(LABEL, outbox.schedule, ids, wrong, "desk")
    assert workspace.do(LABEL, outbox.schedule, ids, soon, "desk") == 3
    assert [one.message_id for one in workspace.get(outbox.appointments, station="desk")] == ids
    assert workspace.get(outbox.appointments, station="laptop") == []
    with pytest.raises(Conflict, match="is to leave later"):
        workspace.do(LABEL, outbox.begin, ids[0], "desk", "example.org")
    workspace.do(LABEL, outbox.edit_message, ids[0], None, body="x")  # to be reviewed again
    workspace.do(LABEL, outbox.set_aside, ids[1:2])
    with pytest.raises(TripPlannerError, match="is not ready"):
        workspace.do(LABEL, outbox.schedule, ids, soon, "desk")
    assert [row(workspace, id).scheduled_at for id in ids] == [None, None, soon]
    assert workspace.do(LABEL, outbox.unschedule, ids) == 1
    workspace.do(LABEL, outbox.begin, ids[2], "desk", "example.org")


def test_what_is_late_or_overtaken_is_asked_about() -> None:
    at = datetime(2027, 6, 1, 8, tzinfo=UTC)
    minutes = {"due": -1, "late": -6, "before it ran": -4, "later": 1}
    found = [Appointment(n, 1, name, at + timedelta(minutes=by)) for n, (name, by) in enumerate(minutes.items())]
    found.append(Appointment(9, 1, "overtaken", at - timedelta(minutes=1), overtaken=True))
    stands = outbox.standing(found, at, at - timedelta(minutes=3))
    assert [[one.name for one in part] for part in (stands.due, stands.asked, stands.later)] == [
        ["due"], ["late", "before it ran", "overtaken"], ["later"]]  # fmt: skip
