"""The what-changed sheet: what it says to whom, and how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from measure import check_pages
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import editions, registry
from tripplanner.documents.changes.content import ChangesContent
from tripplanner.documents.changes.document import pages
from tripplanner.documents.publishing import plan
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting.marks import boxes
from tripplanner.errors import NotFound
from tripplanner.model.programme import Item
from tripplanner.planning import releases
from tripplanner.planning.items import delete_item, edit_item_fields, move_item
from tripplanner.planning.receivers import list_hosts

KIND = registry.kind("changes")


def _item(session: Session, code: str) -> Item:
    return session.scalars(sa.select(Item).where(Item.trip_id == 1, Item.code == code)).one()


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    """An approved programme, released twice; between the releases one visit moved to another day and a meal went."""
    with sample_session() as opened:
        releases.approve(opened, 1, by="anna")
        releases.release(opened, 1, by="anna", anyway="x", today=None)
        visit = _item(opened, "D7-02")
        assert visit.start is not None
        move_item(opened, visit.id, None, visit.start - timedelta(days=1))
        delete_item(opened, _item(opened, "D3-03").id, None)
        releases.release(opened, 1, by="anna", anyway="x", today=None)
        with editions.kept_open():
            yield opened


def _read(session: Session, request: Request) -> ChangesContent:
    return editions.read(session, KIND, 1, request)


def _copies(session: Session, first: Request) -> Callable[[Request], ChangesContent]:
    """Makes the sheet of each reader from what is read once for all, as publishing does."""
    assert KIND.copy
    return partial(KIND.copy, editions.read_shared(session, KIND, 1, first))


@pytest.mark.parametrize("pair", [("fr", None), ("zh", None), ("en", None), ("fr", "zh")], ids=str)
def test_every_page_measures_well(session: Session, pair: tuple[str, str | None]) -> None:
    check_pages(pages(_read(session, Request(*pair, release=2))))


def test_it_says_what_was_and_what_is(session: Session) -> None:
    content = _read(session, Request("fr", release=2))
    assert [(change.item.code, change.kinds) for change in content.changes] == [
        ("D3-03", ("removed",)), ("D7-02", ("moved",)),
    ]  # fmt: skip
    said = [box.text for box in boxes(pages(content))]
    assert "De la v1 à la v2" in said
    assert any(words.startswith("était le samedi") for words in said)
    assert "Diffère de la version approuvée" in said


def test_a_reader_sees_what_concerns_them(session: Session) -> None:
    everybody = releases.facts_of(releases.content_of(session, releases.version_of(session, 1, 1))["rows"])
    own_sheet = _copies(session, Request("zh", release=2))
    for person in everybody.people:
        own = {change.uuid for change in own_sheet(Request("zh", person=person, release=2)).changes}
        assert own <= everybody.of(person).keys() | {_item(session, "D7-02").uuid}


def test_words_that_a_reader_is_not_given_change_nothing_for_them(sample_session: SampleSession) -> None:
    with sample_session() as opened:
        releases.release(opened, 1, by="anna", anyway="x", today=None)
        for code, minutes in (("D2-03", 0), ("D4-02", 30)):
            item = _item(opened, code)
            title = item.title.with_words("fr", "Un autre titre")
            edit_item_fields(opened, item.id, None, title=title)
            assert item.start is not None
            move_item(opened, item.id, None, item.start + timedelta(minutes=minutes))
        releases.release(opened, 1, by="anna", anyway="x", today=None)
        who = next(iter(releases.facts_of(releases.freeze(opened, 1)).people))
        told = {
            languages: [(one.item.code, one.kinds) for one in _read(opened, Request(*languages, who, 2)).changes]
            for languages in (("zh", None), ("fr", "zh"))
        }
        assert told == {
            ("zh", None): [("D4-02", ("moved",))],
            ("fr", "zh"): [("D2-03", ("text",)), ("D4-02", ("moved", "text"))],
        }
        assert [one.item.code for one in _read(opened, Request("zh", release=2)).changes] == ["D2-03", "D4-02"]


def test_a_host_sees_what_happens_there_alone(session: Session) -> None:
    visit = _item(session, "D7-02")
    own = list_hosts(session, 1)
    here = [host.uuid for host in own if visit.uuid in host.items]
    sheet = _copies(session, Request("fr", organisation=here[0], release=2))
    found = {host.uuid: sheet(Request("fr", organisation=host.uuid, release=2)) for host in own}
    assert {uuid: [change.uuid for change in one.changes] for uuid, one in found.items() if one.changes} == {
        uuid: [visit.uuid] for uuid in here
    }
    content = found[here[0]]
    said = "".join(box.text for box in boxes(pages(content)))
    names = {host.uuid: host.name.best("fr") for host in own}
    assert all(one.host.best("fr") == names[uuid] for uuid, one in found.items())
    assert f"Exemplaire pour\u00a0\u00a0{names[here[0]]}" in said
    assert content.differs == ()
    assert "D3-03" not in said
    check_pages(pages(content))
    with pytest.raises(NotFound, match="does not meet"):
        _read(session, Request("fr", organisation="none", release=2))


def test_without_an_earlier_version_there_is_none(session: Session) -> None:
    with pytest.raises(NotFound):
        _read(session, Request("fr", release=1))
    planned = [{piece.kind.key for piece in plan(session, 1, "fr", number)} for number in (1, 2)]
    assert planned[1] - planned[0] == {"changes"}
