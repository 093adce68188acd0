"""After an erasure nothing the person was known by is anywhere in the database; everything else is."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import OpenWorkspace
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.files import Attachment, Blob, File
from tripplanner.model.hosting import Exchange, TripHost
from tripplanner.model.journeys import Journey
from tripplanner.model.observations import Observation
from tripplanner.model.outbox import OutboxAttachment, OutboxMessage
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.people import Consent, Person, SensitiveValue
from tripplanner.model.programme import Item, ItemHost, Participation
from tripplanner.model.releases import Release
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegate, Delegation, Trip
from tripplanner.model.vault import Tombstone
from tripplanner.planning.visits import remove_observation
from tripplanner.store import blobs, server
from tripplanner.store.capture import recorder_of
from tripplanner.store.erasing.person import Erasure, erase, look
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

LABEL = msg("Edit")
MOMENT = datetime(2027, 6, 1, 18, tzinfo=UTC)
#: What no byte of the database may hold afterwards.
CANARIES = (
    "Kanarienvogel", "金丝雀", "canary@example.org", "+86 139 0000 7777", "kanaríjn", "CIPHERTEXT-canary",
    "wording-canary", "note-canary", "AF-canary", "jpeg-canary", "post-canary", "letter-canary",
)  # fmt: skip


def fill(session: Session) -> str:
    """A trip with somebody in every place a person can have; returns their UUID."""
    trip = Trip(code="T1", title=Text.of("fr", fr="Voyage"), first_day=date(2027, 6, 13), last_day=date(2027, 6, 20))
    organisation = Organisation(code="ORG", name=Text.of("fr", fr="Parc"))
    person = Person(
        family_name="Kanarienvogel", given_name="Ni", native_family="金", native_given="丝雀", romanisation="kanaríjn",
        email="canary@example.org", phone="+86 139 0000 7777", notes="note-canary",
    )  # fmt: skip
    other = Person(family_name="Martin", given_name="Anne")
    photo = File(sha256=blobs.put(session, b"jpeg-canary"), name="photo-canary.jpg")
    session.add_all([trip, organisation, person, other, photo])
    session.flush()
    person.photo_id = photo.id
    person.sensitive = [SensitiveValue(kind="passport", value="CIPHERTEXT-canary")]
    person.consents = [Consent(purpose="photos", wording="wording-canary", language="zh")]
    contact = Contact(organisation=organisation, person=person, post=Text.of("fr", fr="post-canary"))
    delegation = Delegation(trip=trip, name=Text.of("fr", fr="Délégation"))
    delegates = [Delegate(delegation=delegation, person=one, rank=n) for n, one in enumerate((person, other), 1)]
    item = Item(
        trip_id=trip.id, code="D1-01", type="visit", status="idea",
        title=Text.of("fr", fr="Déjeuner avec Ni Kanarienvogel", zh="与金丝雀共进午餐"),
    )  # fmt: skip
    session.add_all([contact, *delegates, item])
    session.flush()
    attached = File(sha256=blobs.put(session, b"jpeg-canary 2"), name="cv-canary.pdf")
    session.add(attached)
    session.flush()
    session.add_all(
        [
            Attachment(owner_uuid=delegates[0].uuid, file_id=attached.id),
            ItemHost(item_id=item.id, organisation_id=organisation.id, contact_id=contact.id),
            Participation(item_id=item.id, person_id=person.id, mode="guest"),
            TripHost(trip=trip, organisation=organisation, contact=contact),
            Exchange(organisation=organisation, contact=contact, summary="Appelé KANARIENVOGEL Ni, d’accord"),
            Journey(trip=trip, person=person, direction="arrival", carrier="AF-canary"),
            Observation(trip=trip, item=item, person=person, text=Text.of("zh", zh="很好")),
        ]
    )
    session.flush()
    mail(session, trip, person, "itinerary", "letter-canary")
    mail(session, trip, other, "itinerary", "pages that name them: letter-canary")
    mail(session, trip, other, "", "an invitation to somebody else")
    return person.uuid


def mail(session: Session, trip: Trip, to: Person, kind: str, data: str) -> None:
    """A message that was made ready, with a file made from the trip, or given."""
    bytes = data.encode()
    file = OutboxAttachment(kind=kind, name="a.pdf", sha256=blobs.put(session, bytes), size=len(bytes))
    made = OutboxMessage(
        trip_id=trip.id, person_id=to.id, key=f"{to.id} {kind}", name=to.family_name, address=to.email, state="ready",
        scheduled_at=MOMENT,
        body="Avec Ni Kanarienvogel" if to.given_name == "Ni" else "Bonjour", attachments=[file],
    )  # fmt: skip
    session.add(made)
    session.flush()


@pytest.fixture
def filled(open_workspace: OpenWorkspace) -> tuple[Workspace, str]:
    workspace = open_workspace(actor="anne")
    uuid = workspace.do(msg("Add {name}", name="Ni Kanarienvogel"), fill)
    workspace.do(LABEL, rename_person, uuid, "Nina-canary", merge_key="x")
    workspace.do(LABEL, rename_person, uuid, "Ni")
    workspace.do(LABEL, release, uuid)
    return workspace, uuid


def rename_person(session: Session, uuid: str, given: str) -> None:
    session.scalars(sa.select(Person).where(Person.uuid == uuid)).one().given_name = given


def release(session: Session, uuid: str) -> None:
    people = [{"uuid": uuid, "name": "金丝雀 KANARIENVOGEL Ni"}, {"uuid": "other", "name": "Anne MARTIN"}]
    content = {"people": people, "head": uuid, "note": "Accueil de Ni Kanarienvogel"}
    with recorder_of(session).own_writes() as connection:
        table: Any = Release.__table__
        connection.execute(
            sa.insert(table).values(
                uuid="r1", trip_uuid="t", number=1, kind="release", name="v1", note="", made_by="anne",
                made_at=datetime(2027, 1, 1, tzinfo=UTC), content=content,
            )
        )  # fmt: skip


def everything(workspace: Workspace) -> str:
    """Every value of every table, as one string."""

    def read(session: Session) -> str:
        connection = session.connection()
        parts: list[str] = []
        for name in sa.inspect(connection).get_table_names():
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):
                parts.append(repr(tuple(row)))
        return "\n".join(parts)

    return workspace.get(read)


def erased(workspace: Workspace, uuid: str, **options: Any) -> Erasure:
    return workspace.forever(msg("Erase a person"), erase, uuid, actor="anne", **options)


def test_nothing_of_the_person_is_left_and_the_rest_is(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled
    before = everything(workspace)
    assert [canary for canary in CANARIES if canary not in before] == []
    done = erased(workspace, uuid)
    after = everything(workspace).casefold()
    assert [canary for canary in CANARIES if canary.casefold() in after] == []
    assert dict(done.rows) == {
        "person": 1, "delegate": 1, "contact": 1, "participation": 1, "sensitive_value": 1, "consent": 1, "journey": 1,
        "attachment": 1, "file": 2, "outbox_message": 1, "outbox_attachment": 1,
    }  # fmt: skip
    assert workspace.get(what_is_left) == (
        "Déjeuner avec …", "与…共进午餐", "Appelé …, d’accord", [None, None, None], ["很好"], 1, ["Anne"],
    )  # fmt: skip
    assert workspace.get(messages_left) == [("review", "itinerary", 0, None), ("ready", "", 30, MOMENT)]


def test_photos_of_others_records_are_named_and_go_where_they_say_so(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled
    files = workspace.do(LABEL, hang_photos)
    seen = workspace.get(lambda session: look(session.connection(), uuid)).pictures
    assert [(one.why, one.table, one.name) for one in seen] == [
        ("named", "item", "shows.jpg"), ("said", "observation", "note.jpg"), ("seen", "item", "group.jpg"),
    ]  # fmt: skip
    done = erased(workspace, uuid)
    assert ([one.name for one in done.pictures], workspace.get(bytes_of, files)) == (
        ["note.jpg", "group.jpg"], [None, b"note", b"group"],
    )  # fmt: skip
    assert workspace.get(lambda session: session.scalars(sa.select(Site.photo_id)).one()) == files[2]


def test_photos_that_were_looked_at_and_chosen_go_and_no_other(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled
    files = workspace.do(LABEL, hang_photos)
    seen = workspace.get(lambda session: look(session.connection(), uuid)).pictures
    erased(workspace, uuid, pictures={one.uuid for one in seen if one.why == "said"})
    assert workspace.get(bytes_of, files) == [b"named", None, b"group"]
    stone = workspace.get(lambda session: session.scalars(sa.select(Tombstone)).one())
    assert [one.uuid in (stone.records or []) for one in seen] == [False, True, False]


def test_photos_of_a_note_in_the_bin_are_named_and_go_when_chosen(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled
    workspace.do(LABEL, hang_photos)
    workspace.do(LABEL, lambda session: remove_observation(session, session.scalars(sa.select(Observation.id)).one()))
    seen = workspace.get(lambda session: look(session.connection(), uuid)).pictures
    assert [(one.why, one.name, one.binned) for one in seen] == [
        ("named", "shows.jpg", False), ("said", "note.jpg", True), ("seen", "group.jpg", False),
    ]  # fmt: skip
    erased(workspace, uuid, pictures={seen[1].uuid})
    assert workspace.get(lambda session: set(session.scalars(sa.select(Blob.data)))) == {
        b"named", b"group", b"an invitation to somebody else",
    }  # fmt: skip


def hang_photos(session: Session) -> list[int]:
    """A photo whose caption names them, first of a site too; one on their note; one of the group; returns the files."""
    item, said = session.scalars(sa.select(Item)).one(), session.scalars(sa.select(Observation)).one()
    made = [
        File(sha256=blobs.put(session, data), name=name, media_type="image/jpeg", caption=caption)
        for data, name, caption in (
            (b"named", "shows.jpg", Text.of("fr", fr="Ni Kanarienvogel sur le pont")),
            (b"note", "note.jpg", Text()), (b"group", "group.jpg", Text()),
        )
    ]  # fmt: skip
    site = Site(code="S1", name=Text.of("fr", fr="Pont"))
    session.add_all([*made, site])
    session.flush()
    hung = zip((item, said, item), made, strict=True)
    session.add_all(Attachment(owner_uuid=owner.uuid, file_id=file.id, role="photo") for owner, file in hung)
    for at in (0, 2):
        session.add(Attachment(owner_uuid=site.uuid, file_id=made[at].id, role="photo", position=at))
    site.photo_id = made[0].id
    session.flush()
    return [file.id for file in made]


def bytes_of(session: Session, files: list[int]) -> list[bytes | None]:
    found = [session.get(File, id) for id in files]
    return [session.scalar(sa.select(Blob.data).where(Blob.sha256 == one.sha256)) if one else None for one in found]


def messages_left(session: Session) -> list[tuple[str, str, int, datetime | None]]:
    """What was made from the trip could name the person on any page, and does not leave by itself any more; what was
    given does not."""
    messages = session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id))
    return [(one.state, file.kind, file.size, one.scheduled_at) for one in messages for file in one.attachments]


def what_is_left(session: Session) -> tuple[Any, ...]:
    item = session.scalars(sa.select(Item)).one()
    links = [
        session.scalars(sa.select(ItemHost.contact_id)).one(),
        session.scalars(sa.select(TripHost.contact_id)).one(),
        session.scalars(sa.select(Observation.person_id)).one(),
    ]
    said = [text.get("zh") for text in session.scalars(sa.select(Observation.text))]
    count = session.scalar(sa.text("SELECT count(*) FROM blob"))
    names = list(session.scalars(sa.select(Person.given_name)))
    summary = session.scalars(sa.select(Exchange.summary)).one()
    return item.title.get("fr"), item.title.get("zh"), summary, links, said, count, names


def test_no_byte_of_the_file_or_its_log_holds_the_person(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled
    if workspace.location.path is None:
        return
    path = workspace.location.file
    erased(workspace, uuid)
    content = b"".join(part.read_bytes() for part in sorted(path.parent.glob(path.name + "*")))
    assert [canary for canary in CANARIES if canary.encode() in content] == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_dump_of_a_server_does_not_hold_the_person(postgres_url: str, tmp_path: Path) -> None:
    with Workspace.open(postgres_url, actor="anne") as workspace:
        uuid = workspace.do(LABEL, fill)
        erased(workspace, uuid)
        assert workspace.location.url is not None
        made = server.dump(workspace.location.url, tmp_path / "office.dump")
    plain = subprocess.run(["pg_restore", "-f", "-", str(made)], capture_output=True, check=True).stdout.decode()
    assert "Parc" in plain
    assert [canary for canary in CANARIES if canary in plain] == []


def test_undoing_stops_at_the_steps_that_held_the_person(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled
    erased(workspace, uuid)
    workspace.do(LABEL, add_organisation, "NEW")
    assert workspace.undo() is not None
    with pytest.raises(TripPlannerError, match="Undoing stops here"):
        workspace.undo()
    assert workspace.redo() is not None


def add_organisation(session: Session, code: str) -> None:
    session.add(Organisation(code=code))


def test_a_translation_that_fitted_still_fits_and_another_stays_stale(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled

    def translate(session: Session) -> None:
        organisation = session.scalars(sa.select(Organisation)).one()
        old = Text.of("fr", fr="Parc de Ni Kanarienvogel", zh="公园", en="park")
        organisation.role = old.with_words("fr", "Parc neuf de Ni Kanarienvogel").without_effect("zh")

    workspace.do(LABEL, translate)
    erased(workspace, uuid)
    role = workspace.get(lambda session: session.scalars(sa.select(Organisation.role)).one())
    assert (role.get("fr"), role.state("zh"), role.state("en")) == ("Parc neuf de …", "reviewed", "stale")


def test_mentions_are_shown_first_and_stay_where_that_is_asked(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled
    seen = workspace.get(lambda session: look(session.connection(), uuid))
    assert {(one.table, one.column) for one in seen.mentions} == {("item", "title"), ("exchange", "summary")}
    erased(workspace, uuid, texts=False)
    title = workspace.get(lambda session: session.scalars(sa.select(Item.title)).one())
    assert title.get("fr") == "Déjeuner avec Ni Kanarienvogel"


def test_somebody_who_lies_in_the_bin_is_erased_there_too(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled

    def drop(session: Session) -> None:
        person = session.scalars(sa.select(Person).where(Person.uuid == uuid)).one()
        for kind in (Participation, Delegate, Journey, Observation, OutboxMessage):
            for row in session.scalars(sa.select(kind).where(kind.person_id == person.id)):
                session.delete(row)
        for contact in session.scalars(sa.select(Contact).where(Contact.person_id == person.id)):
            contact.exchanges.clear()
            contact.trip_links.clear()
            for host in session.scalars(sa.select(ItemHost).where(ItemHost.contact_id == contact.id)):
                host.contact_id = None
            session.delete(contact)
        session.flush()
        session.delete(person)

    workspace.do(LABEL, drop)
    erased(workspace, uuid)
    after = everything(workspace)
    left = [canary for canary in CANARIES if canary in after]
    assert left == []


def test_a_namesake_keeps_everything(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled
    twin = workspace.do(LABEL, add_twin)
    erased(workspace, uuid)
    families = sa.select(Person.uuid, Person.family_name).where(Person.family_name == "Kanarienvogel")
    assert workspace.get(lambda session: [tuple(row) for row in session.execute(families)]) == [(twin, "Kanarienvogel")]


def add_twin(session: Session) -> str:
    twin = Person(family_name="Kanarienvogel", given_name="Ni")
    session.add(twin)
    session.flush()
    return twin.uuid


def test_a_tombstone_remembers_identities_and_nothing_else(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled
    erased(workspace, uuid)
    stone = workspace.get(lambda session: session.scalars(sa.select(Tombstone)).one())
    assert stone.person == uuid
    assert uuid in (stone.records or [])
    assert len(stone.records or []) == 12


def test_nobody_is_said_in_a_sentence(filled: tuple[Workspace, str]) -> None:
    workspace, _ = filled
    before = everything(workspace)
    with pytest.raises(NotFound, match="Nobody with this identity"):
        erased(workspace, "no-such-person")
    assert everything(workspace) == before


def test_screens_hear_of_what_went(filled: tuple[Workspace, str]) -> None:
    workspace, uuid = filled
    heard: list[set[str]] = []
    end: Callable[[], None] = workspace.subscribe(lambda changes: heard.append(set(changes.tables)))
    erased(workspace, uuid)
    end()
    assert {"person", "delegate", "contact", "item", "exchange", "item_host"} <= heard[0]


def test_erasing_does_not_stand_in_the_way_of_the_file(filled: tuple[Workspace, str], tmp_path: Path) -> None:
    """A reader that is open keeps the log; the erasure itself is done."""
    workspace, uuid = filled
    if workspace.location.path is None:
        return
    with closing(sqlite3.connect(workspace.location.file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        erased(workspace, uuid)
    assert "Kanarienvogel" not in everything(workspace)
