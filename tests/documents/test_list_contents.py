"""What each list says of the sample, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.editions import read
from tripplanner.documents.registry import Request
from tripplanner.documents.sheets import Sheet
from tripplanner.documents.sheets.content import on_one_line
from tripplanner.model.people import Person
from tripplanner.model.trips import RoomGuest

TRIP = 1


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture
def own_session(sample_session: SampleSession) -> Iterator[Session]:
    """To write in."""
    with sample_session() as opened:
        yield opened


def sheet_of(session: Session, key: str, *languages: str) -> Sheet:
    return read(session, registry.kind(key), TRIP, Request(*(languages or ("fr",))))


def rows_of(sheet: Sheet, section: int = 0) -> list[list[str]]:
    """The words of each row; a box to tick is ☐."""
    found = sheet.sections[section].rows
    return [
        ["☐" if cell.tick else "\n".join(on_one_line(line.words, sheet.languages) for line in cell.lines)
         for cell in row]
        for row in found
    ]  # fmt: skip


def headings_of(sheet: Sheet) -> list[str]:
    return [on_one_line(section.heading[0], sheet.languages[:1]) for section in sheet.sections]


def notes_of(sheet: Sheet, section: int = 0) -> list[str]:
    return [on_one_line(words, sheet.languages) for words in sheet.sections[section].notes]


def add(session: Session, *rows: Any) -> None:
    session.add_all(rows)
    session.flush()


def test_rooms_say_who_shares_them_and_for_which_nights(own_session: Session) -> None:
    sheet = sheet_of(own_session, "rooms")
    assert headings_of(sheet) == ["Annecy, hôtel", "Les Houches, hôtel", "Chambéry, hôtel", "Grenoble, hôtel"]
    assert [section.own_page for section in sheet.sections] == [False, True, True, True]
    assert notes_of(sheet) == ["13 chambres · 18 occupants"]
    assert rows_of(sheet)[0] == ["201", "1", "郑远山 ZHENG Yuanshan", "dim. 13\xa0juin", "mar. 15\xa0juin", "2", ""]
    assert rows_of(sheet)[4][:3] == ["205", "2", "许朵 XU Duo\n央金 Yangjin"]
    # In Grenoble the officials leave a day earlier than the researchers and the team.
    nights = [row[5] for row in rows_of(sheet, 3)]
    guests = [row[2].count("\n") + 1 for row in rows_of(sheet, 3)]
    assert sum(n for n, own in zip(guests, nights, strict=True) if own == "1") == 6
    assert sum(n for n, own in zip(guests, nights, strict=True) if own == "2") == 12
    yangjin = own_session.scalars(sa.select(Person.id).where(Person.given_name == "Yangjin")).one()
    own_session.execute(sa.delete(RoomGuest).where(RoomGuest.person_id == yangjin, RoomGuest.room_id < 14))
    last = rows_of(sheet_of(own_session, "rooms"))[-1]
    assert last == ["à attribuer", "", "央金 Yangjin", "dim. 13\xa0juin", "mar. 15\xa0juin", "2", ""]
