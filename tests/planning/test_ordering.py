"""Rows in windows, in the order of a language, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegate
from tripplanner.planning.ordering import ORDERS, Order, after, numbers, ordered, place_of, sortable, window
from tripplanner.spelling.sortkeys import STROKES
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

LABEL = msg("Edit")
PEOPLE = (("李", "娜", "Li", "Na"), ("王", "伟", "Wang", "Wei"), ("单", "雄信", "Shan", "Xiongxin"),
          ("", "", "Élie", "Anne"), ("", "", "elie", "Zoé"), ("", "", "", ""))  # fmt: skip


def add_people(session: Session) -> None:
    for native_family, native_given, family, given in PEOPLE:
        session.add(
            Person(native_family=native_family, native_given=native_given, family_name=family, given_name=given)
        )


def names(session: Session, order: Order) -> list[str]:
    statement = ordered(sa.select(Person.native_family, Person.family_name), Person, order)
    return [native or latin for native, latin in session.connection().execute(statement)]


def test_each_language_has_its_order(workspace: Workspace) -> None:
    workspace.do(LABEL, add_people)
    latin_last = ["Élie", "elie"]
    assert workspace.get(names, Order("name", "zh")) == [*latin_last, "李", "单", "王", ""]
    assert workspace.get(names, Order("name", STROKES)) == [*latin_last, "王", "李", "单", ""]
    assert workspace.get(names, Order("name", "fr")) == ["Élie", "elie", "李", "单", "王", ""]
    assert workspace.get(names, Order("name", "fr", descending=True)) == ["", "王", "单", "李", "elie", "Élie"]


def test_windows_neither_repeat_nor_miss_a_row(sample_workspace: Workspace) -> None:
    def check(session: Session, model: Any, order: Order) -> None:
        every = list(numbers(session, model, order))
        assert len(every) == session.scalar(sa.select(sa.func.count()).select_from(model))
        rows = session.connection()
        plain = sa.select(model.id)
        assert rows.execute(ordered(plain, model, order)).scalars().all() == every
        found = [rows.execute(window(plain, model, order, at, 7)).scalars().all() for at in range(0, len(every), 7)]
        assert [one for part in found for one in part] == every
        for place, id in enumerate(every):
            assert place_of(session, model, order, id) == place
            following = rows.execute(after(ordered(plain, model, order), model, order, id).limit(3)).scalars().all()
            assert following == every[place + 1 : place + 4]

    for descending in (False, True):
        sample_workspace.get(check, Theme, Order("name", "zh", descending))


def test_links_are_ordered_by_what_they_lead_to(sample_session: Any) -> None:
    with sample_session() as session:
        order = Order("name", "fr")
        statement = ordered(sa.select(Delegate.person_id), Person, order, id=Delegate.person_id)
        found = session.connection().execute(statement).scalars().all()
        assert list(found) == [one for one in numbers(session, Person, order) if one in set(found)]


def rename(session: Session, code: str, words: str) -> None:
    theme = session.scalars(sa.select(Theme).where(Theme.code == code)).one()
    theme.name = theme.name.with_words("fr", words)


def test_a_key_follows_its_record(workspace: Workspace) -> None:
    def codes(session: Session) -> list[str]:
        return list(session.connection().execute(ordered(sa.select(Theme.code), Theme, Order("name", "fr"))).scalars())

    def add(session: Session) -> None:
        session.add_all(Theme(code=code, name=Text.of("fr", fr=words)) for code, words in (("a", "Eau"), ("b", "île")))

    workspace.do(LABEL, add)
    assert workspace.get(codes) == ["a", "b"]
    workspace.do(LABEL, rename, "a", "Zone humide")
    assert workspace.get(codes) == ["b", "a"]
    workspace.undo()
    assert workspace.get(codes) == ["a", "b"]
    workspace.undo()
    assert workspace.get(codes) == []


@pytest.mark.parametrize("table", ["person", "site", "term", "journey"])
def test_a_table_says_what_it_is_sorted_by(table: str) -> None:
    assert set(ORDERS) == {"fr", "en", "zh", STROKES}
    assert bool(sortable(table)) == (table != "journey")
