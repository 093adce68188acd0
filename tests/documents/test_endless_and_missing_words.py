"""Every kind of document of a trip whose words have no end, and of one that has none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from documents.measure import check_pages
from tripplanner.documents import registry
from tripplanner.documents.pdf import surface
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting.marks import Page
from tripplanner.model.offices import Office
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegation, Trip
from tripplanner.text import EMPTY, Text

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

ENDLESS = Text.of(
    "en", (), en="Connectivity " * 60, fr="réserve\n" * 40 + "a" * 300, zh="自然保护地连通性专题考察交流，" * 40
)
PAGED = [
    kind.key for kind in registry.kinds().values() if kind.suffix == ".pdf" and not kind.protected and not kind.compares
]
WORD = [kind.key for kind in registry.kinds().values() if "docx" in "".join(kind.formats)]


@pytest.fixture(scope="module", params=[ENDLESS, EMPTY], ids=["endless", "none"])
def session(request: pytest.FixtureRequest, sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        for kind, fields in {
            Trip: ("title", "short_title", "route"), Office: ("name",), Delegation: ("name",),
            Item: ("title", "purpose"), Site: ("name",),
        }.items():  # fmt: skip
            for row in opened.scalars(sa.select(kind)):
                for field in fields:
                    setattr(row, field, request.param)
        for office in opened.scalars(sa.select(Office)):
            office.short_name = ""
        opened.flush()
        yield opened


@pytest.mark.parametrize("key", PAGED)
@pytest.mark.parametrize("languages", [("fr", "zh"), ("en", None)], ids=["fr+zh", "en"])
def test_every_page_measures_well(
    session: Session, key: str, languages: tuple[str, str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, written = registry.kind(key), list[Page]()

    draw = surface._Surface.draw

    def seen(own: surface._Surface, page: Page, *more: Any) -> None:
        written.append(page)
        draw(own, page, *more)

    monkeypatch.setattr(surface._Surface, "draw", seen)
    registry.write(kind, kind.read(session, 1, Request(*languages)), tmp_path / "document.pdf")
    assert written
    check_pages(written)


@pytest.mark.parametrize("key", WORD)
def test_word_opens_it(session: Session, key: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    kind = registry.kind(key)
    target = tmp_path_factory.mktemp("word") / "document.docx"
    registry.write(kind, kind.read(session, 1, Request("fr", "zh", options={"format": "docx"})), target)
    about = docx.Document(str(target)).core_properties
    assert max(map(len, (about.title, about.author))) <= 255
