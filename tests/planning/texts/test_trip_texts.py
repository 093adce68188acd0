"""Every text of a trip and of the library: where it lies, how it stands, what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import Conflict, NotFound
from tripplanner.i18n import msg
from tripplanner.model.cases import BuildingBlock, CaseStudy
from tripplanner.model.files import Attachment, File
from tripplanner.model.programme import Day, Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Trip
from tripplanner.model.types import CivilDate, CivilTime, Instant, JsonColumn
from tripplanner.planning.archived import Archived
from tripplanner.planning.texts import writing
from tripplanner.planning.texts.counting import TextCount, count_library, count_rows, count_texts, may_change_counts
from tripplanner.planning.texts.fields import RECORDS, text_fields
from tripplanner.planning.texts.owners import tables
from tripplanner.planning.texts.reading import TextRow, read_texts
from tripplanner.planning.texts.writing import TextRef
from tripplanner.store.changes import Changes
from tripplanner.store.erasing.wording import Needles
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text


@pytest.fixture
def session(sample_session: SampleSession) -> Session:
    with sample_session() as opened:
        yield opened


def trip_of(session: Session) -> int:
    return session.scalars(sa.select(Trip.id)).one()


def one_row(rows: list[TextRow], table: str, attribute: str, words: str = "") -> TextRow:
    return next(
        row for row in rows
        if (row.field.table, row.field.attribute) == (table, attribute) and words in "".join(row.text.words.values())
    )  # fmt: skip


def test_every_column_of_texts_is_found_and_has_words() -> None:
    found = text_fields()
    assert set(found) == set(RECORDS)
    assert list(found) == [table for table in RECORDS if table in found]
    unnamed = [
        f"{one.table}.{one.attribute}" for fields in found.values() for one in fields if "name" in one.words.params
    ]
    assert unnamed == []


def test_all_texts_of_the_database_are_read_once(session: Session) -> None:
    rows = read_texts(session, "all")
    keys = [row.key for row in rows]
    assert len(set(keys)) == len(keys)
    stored = 0
    for fields in text_fields().values():
        for field in fields:
            for held in session.scalars(sa.select(getattr(field.model, field.attribute))):
                stored += len(held) if field.many else bool(held)
    assert len(rows) == stored


def test_scopes_hold_what_they_say(session: Session) -> None:
    trip = trip_of(session)
    own, used, library, everything = (
        {row.key for row in read_texts(session, scope, trip)} for scope in ("trip", "used", "library", "all")
    )
    assert own < used < everything
    assert own | library == everything
    assert not own & library
    sites = {row.uuid for row in read_texts(session, "used", trip) if row.field.table == "site"}
    items = sa.select(Site.uuid).join(Item, sa.or_(Item.site_id == Site.id, Item.fallback_site_id == Site.id))
    assert sites == set(session.scalars(items.where(Item.trip_id == trip)))


def test_another_trip_uses_nothing_of_this_one(session: Session) -> None:
    day = date(2028, 5, 1)
    other = Trip(code="P2", title=Text.of("fr", fr="Autre"), first_day=day, last_day=day)
    other_day = Day(trip=other, date=day, note=Text.of("fr", fr="Un mot"))
    session.add_all([other, other_day])
    session.flush()
    rows = read_texts(session, "used", other.id)
    tables = {row.field.table for row in rows}
    assert tables == {"trip", "day", "standard_text", "office"}
    assert one_row(rows, "day", "note").trip == other.id


def test_private_items_stay_with_the_office(session: Session) -> None:
    trip = trip_of(session)
    item = session.scalars(sa.select(Item).where(Item.questions.any())).first()
    assert item is not None
    before = read_texts(session, "trip", trip)
    item.private = True
    session.flush()
    gone = {row.key for row in before} - {row.key for row in read_texts(session, "trip", trip)}
    assert {key.split(".")[0] for key in gone} == {item.uuid, *(one.uuid for one in item.questions),
                                                   *(one.uuid for one in item.participants if one.note)}  # fmt: skip


def test_the_caption_of_an_attached_photo_is_a_text_of_the_trip_that_uses_its_site(session: Session) -> None:
    trip = trip_of(session)
    site = session.scalars(sa.select(Site).join(Item, Item.site_id == Site.id).where(Item.trip_id == trip)).first()
    assert site is not None
    photo = File(sha256="0" * 64, name="a.jpg", caption=Text.of("fr", fr="Une passerelle"))
    session.add(Attachment(owner_uuid=site.uuid, file=photo, role="photo"))
    session.flush()
    assert one_row(read_texts(session, "used", trip), "file", "caption").title("fr") == "a.jpg"


def test_rows_are_named_by_their_record(session: Session) -> None:
    rows = read_texts(session, "all")
    question = one_row(rows, "question", "text")
    assert question.title("fr") in {one.title.get("fr") for one in session.scalars(sa.select(Item))}
    post = one_row(rows, "contact", "post")
    assert post.title("zh") != ""
    assert all(row.title("fr") for row in rows if row.field.table not in ("office", "observation"))


def test_the_samples_chinese_is_marked_draft(session: Session) -> None:
    chinese = [row.state("zh") for row in read_texts(session, "all") if row.text.get("zh") and row.source != "zh"]
    assert len(chinese) > 1800
    assert set(chinese) == {"draft"}


def test_counts_are_those_of_the_rows(session: Session) -> None:
    trip = trip_of(session)
    item = session.scalars(sa.select(Item).where(Item.title != Text())).first()
    assert item is not None
    item.title = item.title.with_words(item.title.source, "Something else")
    site = session.scalars(sa.select(Site).where(Site.facts != ())).first()
    assert site is not None
    site.facts = (*site.facts, Text.of("fr", fr="Un fait"))
    session.flush()
    counts = count_texts(session)
    rows = {scope: read_texts(session, scope, trip) for scope in ("trip", "used", "library")}
    for language in ("fr", "en", "zh"):
        of_language = {scope: [row for row in found if row.source != language] for scope, found in rows.items()}
        assert counts[trip][language] == count_rows(of_language["used"], language)
        assert count_texts(session, [trip], used=False)[trip][language] == count_rows(of_language["trip"], language)
        assert count_library(session)[language] == count_rows(of_language["library"], language)
    assert counts[trip]["zh"].stale == 1
    assert TextCount(missing=1, stale=1, draft=4, reviewed=2).share == 75


def test_a_text_changed_in_its_source_is_stale_until_a_person_acts(session: Session) -> None:
    trip = trip_of(session)
    rows = read_texts(session, "trip", trip)
    row = one_row(rows, "item", "purpose")
    before, source = row.text, row.source
    writing.review_translation(session, TextRef.of(row), "zh")
    writing.finish_translation(session, TextRef.of(row), source, "Another purpose altogether")
    stale = writing.write_translation(session, TextRef("item", row.uuid, "purpose"), "zh", "目的,改写")
    assert (stale.state("zh"), stale.get("zh"), stale.earlier["zh"]) == ("stale", "目的，改写", before.get(source))
    ref = TextRef("item", row.uuid, "purpose")
    assert writing.no_effect(session, ref, "zh").state("zh") == "reviewed"
    assert writing.mark_draft(session, ref, "zh").state("zh") == "draft"
    assert writing.finish_translation(session, ref, "zh", "新目的").state("zh") == "reviewed"


def test_a_place_in_a_list_is_written_alone(session: Session) -> None:
    block = session.scalars(sa.select(BuildingBlock).where(BuildingBlock.lessons != ())).first()
    assert block is not None
    before = block.lessons
    number = len(before) - 1
    writing.finish_translation(session, TextRef("building_block", block.uuid, "lessons", number), "fr", "C'est appris")
    assert block.lessons[:number] == before[:number]
    assert block.lessons[number].get("fr") == "C’est appris"


@pytest.mark.parametrize(
    ("ref", "error"),
    [
        (lambda one: TextRef("case_study", one.uuid, "title", seen="0" * 16), Conflict),
        (lambda one: TextRef("case_study", one.uuid, "title", 1), NotFound),
        (lambda one: TextRef("case_study", "nobody", "title"), NotFound),
        (lambda one: TextRef("case_study", one.uuid, "code"), NotFound),
    ],
)
def test_what_is_no_longer_there_is_refused(
    session: Session, ref: Callable[[CaseStudy], TextRef], error: type[Exception]
) -> None:
    case = session.scalars(sa.select(CaseStudy)).first()
    assert case is not None
    with pytest.raises(error):
        writing.review_translation(session, ref(case), "zh")


def test_an_archived_trip_is_not_translated(session: Session) -> None:
    trip = session.scalars(sa.select(Trip)).one()
    trip.stage = "archived"
    session.flush()
    row = one_row(read_texts(session, "trip", trip.id), "question", "text")
    assert row.locked
    with pytest.raises(Archived):
        writing.review_translation(session, TextRef.of(row), "zh")


def test_the_source_a_translation_was_made_from_names_nobody_who_was_erased() -> None:
    needles = Needles({"native_family": "李", "native_given": "娜", "family_name": "Li", "given_name": "Na"})
    named = Text.of("fr", fr="Avec 李娜", zh="与她").with_words("fr", "Seul")
    unnamed = Text.of("fr", fr="Avec elle", zh="与她").with_words("fr", "Seul")
    assert "李娜" in named.to_json()
    assert dict(needles.taken_out_of(named).earlier) == {}
    assert needles.taken_out_of(unnamed) == unnamed


def test_one_step_per_field_through_the_workspace(sample_workspace: Workspace) -> None:
    trip = sample_workspace.get(trip_of)
    row = one_row(sample_workspace.get(read_texts, "trip", trip), "day", "title")
    for typed in ("山", "山和", "山和湖 (见 https://a.example/b,c)"):
        sample_workspace.do(
            msg("Translate"), writing.write_translation, TextRef.of(row), "zh", typed, merge_key=row.key
        )  # fmt: skip
    again = one_row(sample_workspace.get(read_texts, "trip", trip), "day", "title", "山和湖")
    assert again.text.get("zh") == "山和湖（见 https://a.example/b,c）"
    sample_workspace.undo()
    assert (
        one_row(sample_workspace.get(read_texts, "trip", trip), "day", "title", row.text.get("zh")).stored == row.stored
    )


def test_a_column_that_no_count_depends_on_changes_none(session: Session) -> None:
    """Everything else of the sample is scrambled, and the counts are as they were."""
    before, library = count_texts(session), count_library(session)
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    for name, table in tables().items():
        free = [column for column in table.columns if not may_change_counts(written(name, column.name))]
        turned = ", ".join(f'"{one.name}" = {another(one)}' for one in free if one.name not in ("id", "uuid"))
        connection.exec_driver_sql(f"UPDATE {name} SET {turned}")
    session.expire_all()
    assert (count_texts(session), count_library(session)) == (before, library)


def another(column: sa.Column[object]) -> str:
    """Another value of a column's kind, in the database's language."""
    kinds = {
        CivilDate: "DATE({0}, '+400 days')",
        CivilTime: "STRFTIME('%Y-%m-%dT%H:%M', {0}, '+400 days')",
        Instant: "'2001-02-03T04:05:06.000000Z'",
        JsonColumn: "'[]'",
        sa.Boolean: "1 - {0}",
    }
    words = next((words for kind, words in kinds.items() if isinstance(column.type, kind)), "COALESCE({0}, 1) || rowid")
    return words.format(f'"{column.name}"')


def written(table: str, column: str) -> Changes:
    """The notice of an edit of one column."""
    return Changes(frozenset(), frozenset({table}), columns=frozenset({(table, column)}))


def test_counts_may_change_with_a_text_and_with_what_is_used(sample_workspace: Workspace) -> None:
    heard: list[Changes] = []
    sample_workspace.subscribe(heard.append)
    edits: tuple[Callable[[Item], object], ...] = (
        lambda item: setattr(item, "locked", not item.locked),
        lambda item: setattr(item, "notes", Text.of("fr", fr="Une remarque")),
        lambda item: setattr(item, "site", None),
        lambda item: setattr(item, "status", "cancelled"),
        lambda item: item.questions.clear(),
    )

    def edit(session: Session, verb: Callable[[Item], object]) -> None:
        verb(session.scalars(sa.select(Item).where(Item.site_id.is_not(None), Item.questions.any())).first())  # type: ignore[arg-type]

    for one in edits:
        sample_workspace.do(msg("Edit"), edit, one)
    for _ in edits:
        sample_workspace.undo()
    expected = [False, True, True, False, True]
    assert [may_change_counts(notice) for notice in heard] == expected + expected[::-1]
    assert may_change_counts(Changes.of([("item", "uuid")], local=False))
