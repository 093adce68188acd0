"""Messages of a release: in each one’s language, with their own files and nobody else’s, kept as they were seen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from letterbox import one_item
from tripplanner.documents import outbox as compose
from tripplanner.documents.calendars.phones import phone
from tripplanner.documents.outbox.filling import Words
from tripplanner.documents.outbox.wording import listed
from tripplanner.errors import Cancelled, NotFound, TripPlannerError
from tripplanner.i18n import msg, say
from tripplanner.model.journeys import Journey
from tripplanner.model.offices import StandardText
from tripplanner.model.people import Person
from tripplanner.model.programme import Item, ItemHost, Participation
from tripplanner.model.trips import Delegate, TripMember
from tripplanner.planning import feeds, outbox, releases
from tripplanner.planning.outbox import Enclosure, MessageRow
from tripplanner.planning.outbox.due import own_changes
from tripplanner.planning.privacy.contents import Diet, Health, Passport
from tripplanner.planning.privacy.values import set_value
from tripplanner.progress import Progress
from tripplanner.store.vault.vault import Vault
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text
from vaults import make_vault

LABEL = msg("Edit")
LIGHT = ("calendar",)
# Of one delegate, protected; in the vault, which is open.
PROTECTED = ("CANARY-passport", "CANARY-diet", "CANARY-health")
# Of one delegate: what no message to anybody else may hold, and what none may hold at all.
OWN, NOWHERE = (
    ("canary-part", "CANARY123"),
    ("canary-notes", "canary-phone", "canary-address@example.org", *PROTECTED),
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("outbox") / "sample.db"
    shutil.copyfile(request.getfixturevalue("_sqlite_sample"), path)
    with Workspace.open(path, actor="anna", station="desk") as opened:
        make_vault(opened)
        opened.do(LABEL, with_canaries, opened.vault)
        with pytest.raises(NotFound, match="Nothing was released yet"):
            opened.do(LABEL, compose.prepare, 1)
        opened.do(LABEL, releases.release, 1, by="anna", anyway="test", vault=opened.vault)
        yield opened


def with_canaries(session: Session, vault: Vault) -> None:
    person = delegate(session)
    kept = {"passport": Passport(PROTECTED[0]), "diet": Diet(words=PROTECTED[1]), "health": Health(PROTECTED[2])}
    for kind, content in kept.items():
        set_value(session, vault, person.id, kind, content)
    person.notes, person.phone, person.email = NOWHERE[:3]
    item = session.scalars(sa.select(Item).where(Item.trip_id == 1, Item.type == "visit").order_by(Item.start)).first()
    assert item is not None
    session.add(Participation(item_id=item.id, person_id=person.id, mode="present", note=Text.of("zh", zh=OWN[0])))
    session.add(Journey(trip_id=1, person_id=person.id, direction="arrival", carrier=OWN[1], note=OWN[1]))


def driver(session: Session) -> str:
    """The UUID of whoever drives."""
    drivers = sa.select(Person.uuid).join(TripMember, TripMember.person_id == Person.id)
    return session.scalars(drivers.where(TripMember.role == "driver").order_by(Person.id)).first() or ""


def delegate(session: Session, number: int = 0) -> Person:
    found = session.scalars(sa.select(Delegate).order_by(Delegate.rank, Delegate.id)).all()[number]
    return found.person


def member(session: Session) -> Person:
    return session.scalars(sa.select(TripMember).where(TripMember.trip_id == 1)).all()[0].person


def host(session: Session) -> str:
    found = outbox.due(session, 1, 1)
    assert found is not None
    return next(one.receiver.uuid for one in found.due if one.receiver.is_host)


def words_of(data: bytes, media_type: str) -> str:
    """What a file says."""
    if media_type == "application/pdf":
        with pypdfium2.PdfDocument(data) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return data.replace(b"\r\n ", b"").decode()


def everything_in(workspace: Workspace, row: MessageRow) -> str:
    files = [words_of(workspace.get(outbox.bytes_of, one.id), one.media_type) for one in row.attachments]
    return "\n".join([row.subject, row.body, *(one.name for one in row.attachments), *files])


def prepared(workspace: Workspace, *uuids: str, **more: Any) -> list[MessageRow]:
    made = workspace.do(LABEL, compose.prepare, 1, only=uuids, **more)
    return [compose.look_at(workspace, id) for id in made.messages]


def test_each_gets_their_own_and_nothing_of_others(workspace: Workspace) -> None:
    people = workspace.get(
        lambda s: [one.uuid for one in (delegate(s), delegate(s, 3), member(s))] + [host(s), driver(s)]
    )
    rows = {row.person_uuid if not row.organisation_id else row.organisation_uuid: row
            for row in prepared(workspace, *people)}  # fmt: skip
    own, other, team, hosted, drives = (rows[uuid] for uuid in people)
    assert [(row.language, [one.kind for one in row.attachments]) for row in (own, other, team, hosted, drives)] == [
        ("zh", ["calendar", "itinerary"]), ("zh", ["calendar", "itinerary"]), ("fr", ["calendar", "itinerary"]),
        ("fr", ["calendar", "brief"]), ("fr", ["calendar", "drivers"]),
    ]  # fmt: skip
    said = {uuid: everything_in(workspace, row) for uuid, row in rows.items()}
    assert OWN[0] in said[people[0]]
    assert [(uuid, word) for uuid in people[1:] for word in OWN if word in said[uuid]] == []
    assert [(uuid, word) for uuid in people for word in NOWHERE if word in said[uuid]] == []
    assert (other.subject[:5], team.subject[:15]) == ("您的行程：", "Votre programme")
    assert "随信附上您参加考察交流" in other.body
    assert "Vous trouverez ci-joint votre programme du voyage d’étude" in team.body
    assert (other.needs_human, team.needs_human) == (True, False)
    kept = compose.review(workspace, [row.id for row in rows.values()])
    assert kept.keys() == {own.id, other.id}
    assert compose.review(workspace, [other.id], looked_at=True) == {}


def test_what_was_looked_at_is_what_leaves_and_preparing_again_adds_nothing(workspace: Workspace) -> None:
    uuid = workspace.get(lambda s: member(s).uuid)
    (row,) = prepared(workspace, uuid, people=LIGHT)
    bytes_before = [workspace.get(outbox.bytes_of, one.id) for one in row.attachments]

    def rename(session: Session) -> None:
        item = session.scalars(sa.select(Item).where(Item.trip_id == 1).order_by(Item.start)).first()
        assert item is not None
        item.title = Text.of("fr", fr="Tout autre chose")

    progress = Progress()
    progress.cancel()
    other = workspace.do(LABEL, compose.prepare, 1, only=[workspace.get(lambda s: delegate(s, 12).uuid)], people=LIGHT)
    with pytest.raises(Cancelled):
        compose.review(workspace, other.messages, looked_at=True, progress=progress)
    half = workspace.get(outbox.message_row, other.messages[0])
    assert (half.state, half.is_made) == ("review", False)

    workspace.do(LABEL, rename)
    assert [again.id for again in prepared(workspace, uuid, people=LIGHT)] == [row.id]
    assert [workspace.get(outbox.bytes_of, one.id) for one in row.attachments] == bytes_before
    workspace.undo()


def test_a_release_replaces_what_did_not_leave_and_tells_the_difference(workspace: Workspace) -> None:
    team, away = workspace.get(lambda s: (member(s).uuid, delegate(s, 5).uuid))
    first = {row.person_uuid: row for row in prepared(workspace, team, away, people=("calendar", "changes"))}
    workspace.do(LABEL, outbox.hand_over, [first[team].id])

    def move(session: Session) -> None:
        item = session.scalars(
            sa.select(Item).where(Item.trip_id == 1, Item.type == "visit").order_by(Item.start)
        ).all()[2]
        item.start, item.end = item.start + timedelta(minutes=90), item.end + timedelta(minutes=90)  # type: ignore[operator]

    workspace.do(LABEL, move)
    workspace.do(LABEL, releases.release, 1, by="anna", anyway="test")
    second = {row.person_uuid: row for row in prepared(workspace, team, away, people=("calendar", "changes"))}
    assert (second[team].purpose, second[away].purpose) == ("changes", "programme")
    assert [one.kind for one in second[team].attachments] == ["calendar", "changes"]
    assert "déplacé" in second[team].body
    assert "SEQUENCE:1" in words_of(workspace.get(outbox.bytes_of, second[team].attachments[0].id), "text/calendar")
    aside = workspace.get(outbox.message_row, first[away].id)
    assert (aside.state, aside.problem[0]) == ("aside", msg("Version {number} replaces it.", number=2))


def test_the_offices_own_words_are_taken_and_what_they_lack_is_told(workspace: Workspace) -> None:
    def write(session: Session) -> None:
        body = Text.of("fr", ["zh"], fr="Bonjour {addressed}, voici {trip}.\n\nÀ {nowhere} !", zh="你好{person}")
        session.add(StandardText(key="mail.programme", title=Text.of("fr", fr="Votre\nvoyage {version}"), body=body))

    workspace.do(LABEL, write)
    french, chinese = prepared(
        workspace, *workspace.get(lambda s: (_nth(s, 2).uuid, delegate(s, 7).uuid)), people=LIGHT
    )[::-1]
    workspace.undo()
    if french.language == "zh":
        french, chinese = chinese, french
    assert french.subject == "Votre voyage 2"
    assert "Relier les aires protégées" in french.body
    assert [one.params.get("name") for one in french.doubts] == ["nowhere"]
    assert chinese.subject.startswith("您的行程")  # its title has no Chinese words: ours
    assert chinese.body.count("你好") == 1
    assert [one.id for one in chinese.doubts[-2:]] == [
        "The standard text “{key}” was not reviewed in their language.",
        "The standard text “{key}” has no words in their language: ours are taken.",
    ]


def _nth(session: Session, number: int) -> Person:
    return session.scalars(sa.select(TripMember).where(TripMember.trip_id == 1)).all()[number].person


def test_the_calendar_fits_the_phone_and_the_message_says_how_it_is_opened(workspace: Workspace) -> None:
    iphone, unknown = workspace.get(lambda s: (delegate(s, 10), delegate(s, 11)))
    workspace.do(LABEL, feeds.set_phone, 1, iphone.id, "iphone")
    rows = {row.person_uuid: row for row in prepared(workspace, iphone.uuid, unknown.uuid, people=LIGHT)}
    said = [everything_in(workspace, rows[one.uuid]) for one in (iphone, unknown)]
    assert ["X-APPLE" in words for words in said] == [True, False]
    opened = say(phone("iphone").opening, "zh")
    assert [opened in rows[one.uuid].body for one in (iphone, unknown)] == [True, False]


def test_nobody_gets_a_document_that_is_for_others(workspace: Workspace) -> None:
    with pytest.raises(TripPlannerError, match="“Host brief” is not for"):
        workspace.do(LABEL, compose.prepare, 1, people=["brief"])
    assert {"care", "brief", "runsheet", "badges", "day_card"} & {kind.key for kind in compose.offered()} == set()
    assert {kind.key for kind in compose.offered(hosts=True)} >= {"calendar", "brief"}
    row = workspace.get(outbox.list_messages, 1)[0]
    drives = next(one for one in workspace.get(outbox.list_messages, 1) if one.person_uuid == workspace.get(driver))
    for key in ("itinerary", "emergency_card"):
        with pytest.raises(TripPlannerError, match="is not for"):
            workspace.do(LABEL, compose.attach, [drives.id], key)
    assert workspace.do(LABEL, compose.attach, [drives.id], "field_pack") == 1
    workspace.do(LABEL, outbox.take_out, workspace.get(outbox.message_row, drives.id).attachments[-1].id)
    other = workspace.get(lambda s: delegate(s, 9).uuid)
    asked = {"language": "zh", "person": other, "release": 1}
    id = workspace.do(LABEL, outbox.enclose, row.id, Enclosure("x.ics", "text/calendar", "calendar", asked))
    with pytest.raises(TripPlannerError, match="is not for"):
        compose.look_at(workspace, row.id)
    workspace.do(LABEL, outbox.take_out, id)


def test_a_message_of_ones_own_is_filled_in_for_each_and_written_once(workspace: Workspace) -> None:
    uuids = workspace.get(lambda s: [delegate(s, 13).uuid, member(s).uuid, host(s)])
    words = workspace.get(compose.blank, 1, "fr")
    body = words.replace("\n\n\n\n", "\n\nRendez-vous {tomorrow}.\n\n")
    wanted = (1, uuids, "fr", "Rappel : {trip}", body, "k")
    ids = workspace.do(LABEL, compose.write_free, *wanted)
    assert workspace.do(LABEL, compose.write_free, *wanted) == ids
    found = [workspace.get(outbox.message_row, id) for id in ids]
    rows = {one.organisation_uuid or one.person_uuid: one for one in found}
    chinese, team, hosted = (rows[uuid] for uuid in uuids)
    assert chinese.body.startswith(("Madame,\n", "Monsieur,\n"))
    assert hosted.organisation_uuid == uuids[2]
    assert {(one.language, one.purpose, one.state) for one in rows.values()} == {("fr", "free", "review")}
    assert team.subject.startswith("Rappel\u00a0: Relier les aires protégées")
    assert [one.params for one in team.doubts] == [{"name": "tomorrow"}]
    assert "{tomorrow}" in team.body
    for lacking in (([], "fr", "s", "b"), (uuids, "fr", " ", "b"), (uuids, "fr", "s", "\n")):
        with pytest.raises(TripPlannerError, match=r"nobody|no subject|says nothing"):
            workspace.do(LABEL, compose.write_free, 1, *lacking, "x")


def test_files_are_added_to_what_waits_and_taken_out(workspace: Workspace, tmp_path: Path) -> None:
    uuids = workspace.get(lambda s: [delegate(s, 12).uuid, member(s).uuid])
    ids = workspace.do(LABEL, compose.write_free, 1, uuids, "fr", "s", "b", "files")
    rows = [workspace.get(outbox.message_row, id) for id in ids]
    assert "emergency_card" in {kind.key for kind in compose.offered_for(rows)}
    assert "brief" not in {kind.key for kind in compose.offered_for(rows)}
    assert workspace.do(LABEL, compose.attach, ids, "emergency_card") == 2
    assert workspace.do(LABEL, compose.attach, ids, "emergency_card") == 0
    with pytest.raises(TripPlannerError, match="is not for"):
        workspace.do(LABEL, compose.attach, ids, "brief")
    own = tmp_path / "地图.pdf"
    own.write_bytes(b"%PDF-1.4 map")
    workspace.do(LABEL, compose.attach_file, ids, *compose.own_file(own))
    for spoilt in (tmp_path, tmp_path / "none", tmp_path / "empty"):
        (tmp_path / "empty").write_bytes(b"")
        with pytest.raises(TripPlannerError, match="It was not attached"):
            compose.own_file(spoilt)
    workspace.do(LABEL, outbox.set_mail_server, outbox.MailServer("smtp.example.org", "office@example.org", most_mb=1))
    with pytest.raises(TripPlannerError, match="weighs 2 MB as mail, more than the 1 MB"):
        workspace.do(LABEL, compose.attach_file, ids, "large.bin", bytes(750_000))  # a third more as mail
    assert [one.name for one in workspace.get(outbox.message_row, ids[1]).attachments if not one.kind] == ["地图.pdf"]
    assert compose.review(workspace, ids) == {}
    first = workspace.get(outbox.message_row, ids[0])
    assert [(one.kind, one.media_type) for one in first.attachments] == [
        ("emergency_card", "application/pdf"), ("", "application/pdf")]  # fmt: skip
    assert [one.asked["person"] for one in first.attachments if one.kind] == [first.person_uuid]
    assert workspace.get(outbox.bytes_of, first.attachments[1].id) == b"%PDF-1.4 map"
    workspace.do(LABEL, outbox.take_out, first.attachments[0].id)
    now = workspace.get(outbox.message_row, ids[0])
    assert (now.state, [one.name for one in now.attachments]) == ("review", ["地图.pdf"])


def test_changes_are_told_line_by_line() -> None:
    before, after = (
        one_item(Text.of("fr", fr="Visite", zh="参观")),
        one_item(Text.of("fr", fr="Visite guidée", zh="参观")),
    )
    after = {uuid: replace(item, start=item.start.replace(hour=11)) for uuid, item in after.items()}
    assert listed(own_changes(before, after, "fr"), "fr") == (
        "– mer. 16\xa0juin 11:30, Visite guidée\n  déplacé, texte modifié\u00a0: 09:30 → 11:30"
    )
    assert listed(own_changes(before, after, "zh"), "zh") == "– 6月16日 周三11:30，参观\n  时间调整：09:30 → 11:30"


def test_what_was_pasted_leaves_no_control_character_in_a_message() -> None:
    words = Words({}, "en", {"trip": lambda _: "Alps\x00\x08 and\ufffe Jura"})
    assert words.filled("Your trip\x1f {trip}\x0bsee you soon") == "Your trip Alps and Jura\nsee you soon"


def test_spaces_alone_stand_for_nothing_in_a_message() -> None:
    words = Words({}, "en", {"trip": lambda _: " \x00 "})
    assert words.filled("Your trip {trip}") == "Your trip ………"
    assert [say(doubt, "en") for doubt in words.doubts()] == ["Nothing stands for “trip” in the text."]


def test_what_a_file_lacks_is_told_beside_its_message(workspace: Workspace) -> None:
    uuid = workspace.get(host)

    def spoil(session: Session) -> None:
        found = session.scalars(sa.select(Item).where(Item.trip_id == 1, Item.type == "visit")).all()
        for item in found:
            item.title = Text.of("en", en="See it")

    workspace.do(LABEL, spoil)
    workspace.do(LABEL, releases.release, 1, by="anna", anyway="test")
    (row,) = prepared(workspace, uuid, hosts=("brief",))
    workspace.undo()
    assert (row.language, row.needs_human) == ("fr", True)
    assert [message.params["file"] for message in row.doubts if "file" in message.params] == [row.attachments[0].name]


def test_a_host_whose_visit_moves_gets_a_new_brief_and_one_whose_visit_falls_away_none(workspace: Workspace) -> None:
    """The one they hold says the old hours; where nothing is left to receive, the sheet alone says so."""

    def alone(session: Session, code: str) -> tuple[str, int]:
        link = session.scalars(sa.select(ItemHost).join(Item).where(Item.code == code)).one()
        return link.organisation.uuid, link.item_id

    (moved, moved_item), (gone, gone_item) = (workspace.get(alone, code) for code in ("D3-02", "D5-02"))
    assert [[one.kind for one in row.attachments] for row in prepared(workspace, moved, gone)] == [
        ["calendar", "brief"], ["calendar", "brief"],
    ]  # fmt: skip
    found = workspace.get(outbox.list_messages, 1)
    workspace.do(LABEL, outbox.hand_over, [row.id for row in found if row.organisation_uuid in (moved, gone)])

    def change(session: Session) -> None:
        item = session.get_one(Item, moved_item)
        item.start, item.end = item.start + timedelta(minutes=40), item.end + timedelta(minutes=40)  # type: ignore[operator]
        session.get_one(Item, gone_item).status = "cancelled"

    workspace.do(LABEL, change)
    workspace.do(LABEL, releases.release, 1, by="anna", anyway="test")
    rows = {row.organisation_uuid: row for row in prepared(workspace, moved, gone)}
    assert [[one.kind for one in rows[uuid].attachments] for uuid in (moved, gone)] == [
        ["calendar", "changes", "brief"], ["calendar", "changes"],
    ]  # fmt: skip
    brief = words_of(workspace.get(outbox.bytes_of, rows[moved].attachments[-1].id), "application/pdf")
    assert "10:10–12:10" in brief
