"""Documents of an approved version and of a snapshot: what was frozen, marked, and never taken for a release."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.editions import read
from tripplanner.documents.naming import file_name
from tripplanner.documents.registry import Kept, Request
from tripplanner.errors import TripPlannerError
from tripplanner.model.programme import Item
from tripplanner.planning import releases
from tripplanner.planning.items import move_item
from tripplanner.planning.trips import trip_row

APPROVED, SNAPSHOT = Kept("approved", 1), Kept("snapshot", 1)


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    """Approved and kept, then moved by an hour, then released."""
    with sample_session() as opened:
        releases.approve(opened, 1, by="anna")
        releases.snapshot(opened, 1, by="anna")
        item = opened.scalars(sa.select(Item).where(Item.trip_id == 1, Item.code == "D4-02")).one()
        assert item.start is not None
        move_item(opened, item.id, None, item.start + timedelta(hours=1))
        releases.release(opened, 1, by="anna", anyway="test")
        yield opened


def pages(session: Session, key: str, request: Request, target: Path) -> list[str]:
    kind = registry.kind(key)
    registry.write(kind, read(session, kind, 1, request), target / "made.pdf")
    with pypdfium2.PdfDocument(target / "made.pdf") as pdf:
        return [page.get_textpage().get_text_range().replace("\r\n", " ") for page in pdf]


@pytest.mark.parametrize(
    ("kept", "warning", "standing"),
    [
        (APPROVED, "VERSION APPROUVÉE 1, non diffusée", "version approuvée 1"),
        (SNAPSHOT, "INSTANTANÉ 1, réservé au bureau", "instantané 1"),
    ],
)
def test_every_page_says_what_it_is_and_none_that_it_is_a_release(
    session: Session, tmp_path: Path, kept: Kept, warning: str, standing: str
) -> None:
    for key in ("itinerary", "attendance"):
        said = pages(session, key, Request("fr", release=kept), tmp_path)
        assert all(warning in page for page in said)
        assert all(standing in page for page in said)
        assert [page for page in said if "v1" in page or "Version 1" in page or "BROUILLON" in page] == []
    frozen = " ".join(pages(session, "itinerary", Request("fr", release=kept), tmp_path))
    assert "08:45" in frozen, "as it was before the visit moved"


@pytest.mark.parametrize("key", ["badges", "table_cards", "emergency_card"])
def test_sheets_that_are_cut_up_say_it_above_what_is_cut_out(session: Session, tmp_path: Path, key: str) -> None:
    for release, mark in ((APPROVED, "VERSION APPROUVÉE 1, non diffusée"), (1, "v1"), (None, "BROUILLON v2")):
        said = pages(session, key, Request("fr", release=release), tmp_path)
        assert all(mark in page for page in said)


@pytest.mark.parametrize("key", ["invitation", "itinerary", "brief"])
def test_a_file_for_word_says_it_at_the_head_of_its_pages(session: Session, tmp_path: Path, key: str) -> None:
    kind, request = registry.kind(key), Request("fr", release=APPROVED, options={"format": "docx"})
    target = registry.write(kind, read(session, kind, 1, request), tmp_path / "made.docx")
    parts = zipfile.ZipFile(target)
    said = {name: parts.read(name).decode() for name in parts.namelist() if re.match(r"word/(header|footer)", name)}
    assert any("VERSION APPROUVÉE 1, non diffusée" in words for words in said.values())
    assert any("version approuvée 1" in words for words in said.values())


def test_a_workbook_says_it_under_its_title_in_both_languages(session: Session, tmp_path: Path) -> None:
    kind, request = registry.kind("rooms"), Request("fr", "zh", release=APPROVED, options={"format": "xlsx"})
    book = load_workbook(registry.write(kind, read(session, kind, 1, request), tmp_path / "made.xlsx"))
    assert all(str(page["A3"].value) == "VERSION APPROUVÉE 1, non diffusée · 第1份批准稿，尚未发布" for page in book)
    assert str(book.worksheets[0]["A2"].value).endswith("· 2027年6月13日至20日")


def test_files_are_named_after_what_they_are(session: Session) -> None:
    kind, trip = registry.kind("itinerary"), trip_row(session, 1)
    names = [file_name(trip, kind, Request("fr", release=one), "fr") for one in (1, APPROVED, SNAPSHOT, None)]
    assert [name.rpartition("Itinéraire_")[2] for name in names] == [
        "v1_fr.pdf", "version-approuvée-1_fr.pdf", "instantané-1_fr.pdf", "brouillon_fr.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["calendar", "changes"])
def test_what_updates_what_somebody_has_is_refused(session: Session, key: str) -> None:
    with pytest.raises(TripPlannerError, match="is made from a release or from the draft"):
        read(session, registry.kind(key), 1, Request("fr", release=SNAPSHOT))
