"""Every word of the domain is a mapped class with identity, version and undoable links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Mapper, Session, configure_mappers
from sqlalchemy.orm.exc import StaleDataError

from tripplanner.model import Base
from tripplanner.model.base import Bookkeeping, Record
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.programme import Item, Question
from tripplanner.model.provenance import Reference, VerifyMark
from tripplanner.model.sites import Site
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Trip
from tripplanner.text import EMPTY, Text

configure_mappers()
MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)


@pytest.fixture
def session() -> Iterator[Session]:
    engine = sa.create_engine("sqlite://")
    sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
    Base.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def a_trip() -> Trip:
    return Trip(title=Text.of(en="Trip"), first_day=date(2027, 6, 13), last_day=date(2027, 6, 20))


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_a_record_has_identity_and_version(mapper: Mapper[Base]) -> None:
    if issubclass(mapper.class_, Record):
        assert mapper.version_id_col is mapper.local_table.c.version
        assert mapper.local_table.c.uuid.unique
    else:
        assert issubclass(mapper.class_, Bookkeeping) or mapper.class_.__name__ == "Blob"


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_links_are_classes_and_nothing_is_deleted_behind_the_session(mapper: Mapper[Base]) -> None:
    assert [r.key for r in mapper.relationships if r.secondary is not None] == []
    assert [k.target_fullname for k in mapper.local_table.foreign_keys if k.ondelete != "RESTRICT"] == []


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_row_numbers_are_never_given_twice(table: sa.Table) -> None:
    assert table.name == "blob" or table.dialect_options["sqlite"]["autoincrement"] is True


def test_no_language_is_a_column() -> None:
    suffixes = tuple(f"_{language}" for language in ("fr", "en", "zh", "es"))
    assert [c.name for t in Base.metadata.sorted_tables for c in t.columns if c.name.endswith(suffixes)] == []


def test_what_is_protected_lies_in_a_table_of_its_own() -> None:
    names = {column.name for column in Person.__table__.columns}
    assert names.isdisjoint({"passport", "birth_date", "diet", "health", "mobility", "emergency_contact"})
    assert SensitiveValue.__table__.c.value.type.python_type is str


def test_a_record_keeps_what_it_was_given(session: Session) -> None:
    session.add(
        Site(
            name=Text.of("fr", ["zh"], fr="Marais", zh="沼泽"),
            facts=(Text.of(en="one"), Text.of(en="two")),
            open_months=[4, 5],
            open_weekdays=None,
            permit_needed=None,
        )
    )
    session.commit()
    site = session.scalars(sa.select(Site)).one()
    assert (site.name.state("zh"), [fact.get("en") for fact in site.facts]) == ("draft", ["one", "two"])
    assert (site.open_months, site.open_weekdays, site.permit_needed, site.summary) == ([4, 5], None, None, EMPTY)


def test_times_are_civil_and_moments_are_utc(session: Session) -> None:
    item = Item(trip=a_trip(), start=datetime(2027, 6, 13, 6, 45), end=datetime(2027, 6, 13, 8))
    item.created_at = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=8)))
    session.add(item)
    session.commit()
    raw = session.execute(sa.text("SELECT start, created_at FROM item")).one()
    assert tuple(raw) == ("2027-06-13T06:45", "2026-01-01T01:00:00.000000Z")
    assert item.created_at == datetime(2026, 1, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value"),
    [("start", datetime(2027, 6, 13, tzinfo=UTC)), ("created_at", datetime(2027, 6, 13))],
)
def test_a_civil_time_has_no_zone_and_a_moment_has_one(session: Session, field: str, value: datetime) -> None:
    item = Item(trip=a_trip())
    setattr(item, field, value)
    session.add(item)
    with pytest.raises(StatementError):
        session.flush()


def test_sources_and_marks_go_with_their_record(session: Session) -> None:
    theme = Theme(code="water", references=[Reference(citation="b", position=1), Reference(citation="a")])
    theme.verify_marks.append(VerifyMark(what="the name"))
    session.add(theme)
    session.commit()
    session.expire_all()
    assert [reference.citation for reference in theme.references] == ["a", "b"]
    session.delete(theme)
    session.commit()
    assert session.scalars(sa.select(Reference)).all() == []
    assert session.scalars(sa.select(VerifyMark)).all() == []


def test_a_parent_takes_its_parts_along_and_nothing_else(session: Session) -> None:
    trip = a_trip()
    item = Item(trip=trip, questions=[Question(text=Text.of(en="Why?"))])
    session.add(item)
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(sa.delete(Trip))
    session.rollback()
    session.delete(item)
    session.commit()
    assert (session.scalars(sa.select(Question)).all(), session.scalars(sa.select(Trip)).all()) == ([], [trip])


def test_nobody_overwrites_silently(session: Session) -> None:
    theme = Theme(code="water")
    session.add(theme)
    session.commit()
    with Session(session.get_bind()) as other:
        other.get_one(Theme, theme.id).code = "river"
        theme.code = "sea"
        other.commit()
    with pytest.raises(StaleDataError):
        session.commit()
