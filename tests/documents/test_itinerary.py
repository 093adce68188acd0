"""The itinerary of the sample, in one language and in two: measured, read back, and with everything that goes wrong."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from documents.measure import check_pages
from tripplanner.documents.content import TripContent
from tripplanner.documents.itinerary.content import ItineraryContent
from tripplanner.documents.itinerary.days import journeys
from tripplanner.documents.itinerary.document import Laid, laid_out, pdf
from tripplanner.documents.itinerary.overview import half_days
from tripplanner.documents.reading import read_trip
from tripplanner.documents.registry import Request, kinds, write
from tripplanner.documents.typesetting.marks import boxes
from tripplanner.documents.voices import TO_COME
from tripplanner.i18n import say
from tripplanner.model.trips import Trip
from tripplanner.names import PersonName
from tripplanner.text import EMPTY, Text

LANGUAGES = [("fr",), ("zh",), ("en",), ("fr", "zh"), ("zh", "fr"), ("en", "zh"), ("fr", "en")]


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture(scope="module")
def trip(session: Session) -> TripContent:
    number = session.scalars(sa.select(Trip.id)).one()
    content = read_trip(session, number, Request("fr"), "delegates")
    edited = datetime(2027, 5, 12, 16, 20, tzinfo=UTC)
    return replace(content, edition=replace(content.edition, edited_at=edited))


def released(trip: TripContent, **changes: Any) -> TripContent:
    moment = datetime(2027, 5, 12, 9, 0, tzinfo=UTC)
    return replace(
        trip, edition=replace(trip.edition, number=3, draft=False, approved=moment, released_at=moment, **changes)
    )


def words(laid: Laid) -> list[str]:
    return [box.text for box in boxes(laid.pages) if box.kind == "text"]


def flat(text: str) -> str:
    """Letters and figures alone: how lines are broken and which spaces stand between does not matter."""
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@pytest.mark.parametrize("approval", [False, True], ids=["delegates", "approval"])
@pytest.mark.parametrize("draft", [False, True], ids=["release", "draft"])
def test_every_page_measures_well(trip: TripContent, languages: tuple[str, ...], approval: bool, draft: bool) -> None:
    content = ItineraryContent(trip if draft else released(trip), languages, approval)
    check_pages(laid_out(content).pages)


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
def test_every_item_stands_in_every_language(trip: TripContent, languages: tuple[str, ...]) -> None:
    found = boxes(laid_out(ItineraryContent(trip, languages)).pages)
    for item in trip.items:
        for language in languages:
            row = [box.text for box in found if box.row == f"item {item.ref.uuid}" and box.language == language]
            assert flat(item.title.get(language)) in flat("".join(row))
            assert flat(item.purpose.get(language)) in flat("".join(row))
    times = {(box.row, box.text) for box in found if box.x < 110}
    for item in trip.items:
        assert (f"item {item.ref.uuid}", f"{item.start:%H:%M}") in times


def test_the_rows_of_two_languages_share_their_first_baseline(trip: TripContent) -> None:
    found = boxes(laid_out(ItineraryContent(trip, ("fr", "zh"))).pages)
    for item in trip.items:
        sources = [box for box in found if box.source == (item.ref.table, item.ref.uuid, "title") and box.row]
        firsts = {}
        for box in sources:
            if box.row == f"item {item.ref.uuid}":
                firsts.setdefault(box.language, box)
        assert abs((firsts["fr"].y + firsts["fr"].h) - (firsts["zh"].y + firsts["zh"].h)) < 0.01
        assert firsts["fr"].page == firsts["zh"].page
        assert firsts["fr"].x < firsts["zh"].x


def test_a_reader_of_pdf_finds_the_titles_in_both_languages(trip: TripContent) -> None:
    document = pypdfium2.PdfDocument(pdf(ItineraryContent(trip, ("fr", "zh"))))
    text = flat("".join(page.get_textpage().get_text_bounded() for page in document))
    for item in trip.items:
        assert flat(item.title.get("fr")) in text
        assert flat(item.title.get("zh")) in text


def test_the_file_says_what_it_is_and_has_bookmarks_for_its_days(trip: TripContent) -> None:
    with pikepdf.open(io.BytesIO(pdf(ItineraryContent(released(trip), ("fr", "zh"))))) as file:
        assert str(file.docinfo["/CreationDate"]) == "D:20270512090000Z"
        assert str(file.docinfo["/Title"]).startswith("Relier les aires protégées 2027")
        with file.open_outline() as outline:
            days = [child.title for entry in outline.root for child in entry.children]
    assert days[0] == "Jour 1 dimanche 13\u00a0juin · 第1天 6月13日 星期日"
    assert len(days) == len(trip.days)


def test_the_same_content_gives_the_same_bytes(trip: TripContent) -> None:
    content = ItineraryContent(trip, ("fr", "zh"))
    assert pdf(content) == pdf(content)


def test_a_draft_says_so_on_every_page_and_a_release_gives_its_version(trip: TripContent) -> None:
    laid = laid_out(ItineraryContent(trip, ("fr", "zh")))
    strips = [box for box in boxes(laid.pages) if box.row == "margin draft" and box.language == "fr"]
    assert [box.page for box in strips] == [page.number for page in laid.pages]
    feet = words(laid_out(ItineraryContent(released(trip), ("fr",))))
    assert "12.05.2027" in "".join(feet)
    assert any("version approuvée" in text for text in feet)
    assert not any("BROUILLON" in text for text in feet)
    chinese = "".join(words(laid_out(ItineraryContent(released(trip), ("zh", "fr")))))
    assert ("2027年5月12日" in chinese, "12.05.2027" in chinese) == (True, False)
    total = len(laid.pages)
    assert [f"{n} / {total}" in words(laid) for n in range(1, total + 1)] == [True] * total


def test_sub_groups_part_under_one_row_and_their_badges_stand_by_their_items(trip: TripContent) -> None:
    laid = laid_out(ItineraryContent(trip, ("fr", "zh")))
    found = boxes(laid.pages)
    opening = [box for box in found if (box.row or "").startswith("heading fork")]
    assert {box.text for box in opening if box.kind == "text"} == {"10:30", "Deux groupes", "分两组"}
    for item in trip.items:
        marks = [box.text for box in found if box.row == f"item {item.ref.uuid}" and box.text in ("A", "B")]
        assert marks == list(item.subgroups)


def test_a_transfer_gives_its_distance_and_time(trip: TripContent) -> None:
    found = boxes(laid_out(ItineraryContent(trip, ("fr",))).pages)
    moves = [item for item in trip.items if item.type == "transfer"]
    row = {i.ref.uuid: " ".join(b.text for b in found if b.row == f"item {i.ref.uuid}") for i in moves}
    assert "45\u00a0km · 50\u00a0min" in row[moves[0].ref.uuid]
    assert all("km" in text for text in row.values())


def test_the_delegation_stands_in_order_of_rank(trip: TripContent) -> None:
    found = boxes(laid_out(ItineraryContent(trip, ("fr", "zh"))).pages)
    [delegation] = trip.delegations
    rows = [box.row for box in found if (box.row or "").startswith("person ")]
    order = [f"person {person.ref.uuid}" for person in (*delegation.delegates, *trip.members)]
    assert list(dict.fromkeys(rows)) == order
    names = "".join(box.text for box in found if box.row == order[0])
    assert "郑远山 ZHENG Yuanshan" in names


def test_each_half_day_has_its_official_activity(trip: TripContent) -> None:
    titles = [[item.title.get("en") for item in half] for day in trip.days for half in half_days(day)]
    assert all(titles)
    morning, afternoon = half_days(trip.days[6])
    assert [item.subgroups for item in morning] == [(), ("B",)]
    assert [item.subgroups for item in afternoon] == [("A",)]


def test_a_day_on_which_groups_part_has_two_journeys(trip: TripContent) -> None:
    found = journeys(trip.days[6])
    assert [(marks, journey.kilometres) for marks, journey in found] == [(("A",), 102.0), (("B",), 210.0)]
    assert [marks for marks, _ in journeys(trip.days[0])] == [()]


# --- what goes wrong -------------------------------------------------------------------------------------


def changed(trip: TripContent, **changes: Any) -> TripContent:
    """The trip with the third item of its first day changed."""
    first, *days = trip.days
    items = list(first.items)
    items[2] = replace(items[2], **changes)
    return replace(trip, days=(replace(first, items=tuple(items)), *days))


def test_a_missing_translation_is_marked_in_its_place_and_listed(trip: TripContent) -> None:
    laid = laid_out(ItineraryContent(changed(trip, title=Text.of("fr", fr="Repos au lac")), ("fr", "zh")))
    check_pages(laid.pages)
    uuid = trip.days[0].items[2].ref.uuid
    row = [box.text for box in boxes(laid.pages) if box.row == f"item {uuid}"]
    assert say(TO_COME, "zh") in row
    listed = " ".join(box.text for box in boxes(laid.pages) if box.row == "unfinished 0")
    assert "Repos au lac" in listed
    assert "Jour 1" in listed
    assert [entry[1] for entry in laid.outline][-1] == "unfinished"


def test_a_stale_translation_keeps_its_words_and_is_marked(trip: TripContent) -> None:
    stale = trip.days[0].items[2].title.with_words("en", "Hotel, quite another plan")
    laid = laid_out(ItineraryContent(changed(trip, title=stale), ("fr", "zh")))
    uuid = trip.days[0].items[2].ref.uuid
    row = [box for box in boxes(laid.pages) if box.row == f"item {uuid}"]
    assert flat(stale.get("zh")) in flat("".join(box.text for box in row))
    assert sum(box.kind == "bar" for box in row) == 2
    assert sum((box.row or "").startswith("unfinished") for box in boxes(laid.pages)) > 0


def test_a_release_prints_no_list(trip: TripContent) -> None:
    content = ItineraryContent(changed(released(trip), title=Text.of("fr", fr="Repos")), ("fr", "zh"))
    assert not [box for box in boxes(laid_out(content).pages) if (box.row or "").startswith("unfinished")]


@pytest.mark.parametrize(
    "title",
    [
        "<b>R&D</b> & </para> <img src='x'/>",
        "Repos 😀🏔️",
        "𠮷野家 𪚥",
        "استراحة في الفندق",
        "mot" * 200,
        "Un très long titre " * 40,
        "a\u0000b\tc\u200bd\r\ne",
        " ",
    ],
)
def test_no_title_breaks_a_page(trip: TripContent, title: str) -> None:
    laid = laid_out(ItineraryContent(changed(trip, title=Text.of("fr", fr=title, zh=title)), ("fr", "zh")))
    check_pages(laid.pages)
    assert len(laid.pages) >= 9


def test_a_character_that_cannot_be_printed_is_named_in_the_draft(trip: TripContent) -> None:
    laid = laid_out(ItineraryContent(changed(trip, title=Text.of("fr", fr="Repos 𓀀", zh="休息")), ("fr", "zh")))
    assert "U+13000 EGYPTIAN HIEROGLYPH A001" in words(laid)
    check_pages(laid.pages)


def test_a_text_longer_than_a_page_goes_on_over_the_next(trip: TripContent) -> None:
    notes = " ".join(f"mot{n}" for n in range(4000))
    laid = laid_out(ItineraryContent(changed(trip, notes=Text.of("fr", fr=notes, zh="备注")), ("fr", "zh")))
    uuid = trip.days[0].items[2].ref.uuid
    printed = [box.text for box in boxes(laid.pages) if box.source == ("item", uuid, "notes") and box.language == "fr"]
    assert " ".join(printed) == notes


def test_names_without_parts_and_in_other_scripts_print_in_latin(trip: TripContent) -> None:
    [delegation] = trip.delegations
    first, second, *others = delegation.delegates
    mononym = replace(first, name=PersonName(family="Suharto"))
    arab = replace(second, name=PersonName("Hassan", "Layla", native_family="حسن", native_given="ليلى"))
    odd = replace(trip, delegations=(replace(delegation, delegates=(mononym, arab, *others)),))
    laid = laid_out(ItineraryContent(odd, ("fr", "zh")))
    assert "SUHARTO" in words(laid)
    assert "HASSAN Layla" in words(laid)
    assert not any("ح" in text for text in words(laid))


def test_a_cancelled_item_is_struck_and_says_so(trip: TripContent) -> None:
    laid = laid_out(ItineraryContent(changed(trip, status="cancelled"), ("fr", "zh")))
    uuid = trip.days[0].items[2].ref.uuid
    row = "".join(box.text for box in boxes(laid.pages) if box.row == f"item {uuid}")
    assert "annulé" in row
    assert "取消" in row


def test_a_trip_with_nothing_in_it_still_makes_a_page(trip: TripContent) -> None:
    bare = replace(
        trip,
        days=(),
        delegations=(),
        members=(),
        objectives=(),
        compliance_notes=(),
        route=EMPTY,
        note=EMPTY,
        lodgings=(),
    )
    laid = laid_out(ItineraryContent(bare, ("fr", "zh")))
    assert len(laid.pages) == 1
    check_pages(laid.pages)


def test_the_kind_writes_a_personal_copy(session: Session, trip: TripContent, tmp_path: Path) -> None:
    kind = kinds()["itinerary"]
    number = session.scalars(sa.select(Trip.id)).one()
    person = trip.delegations[0].delegates[0]
    content = kind.read(session, number, Request("fr", "zh", person=person.person, options={"purpose": "approval"}))
    target = write(kind, content, tmp_path / "itinerary.pdf")
    with pikepdf.open(target) as file:
        assert file.check_pdf_syntax() == []
    assert content.approval
    alone = [item.type for item in content.trip.items if item.subgroups == ("A",)]
    assert alone == ["meeting"], "only the workshop that the officials join online"


def test_an_arrival_on_the_next_day_in_another_zone_says_so(trip: TripContent) -> None:
    item = trip.days[0].items[2]
    later = replace(
        item, end=item.end + timedelta(days=1), ends_at=item.ends_at + timedelta(days=1), end_zone="Asia/Shanghai"
    )
    laid = laid_out(
        ItineraryContent(changed(trip, end=later.end, ends_at=later.ends_at, end_zone=later.end_zone), ("fr",))
    )
    row = [box.text for box in boxes(laid.pages) if box.row == f"item {item.ref.uuid}"]
    assert f"{item.end:%H:%M} +1" in row
    assert any("heure locale" in text for text in row)


def test_a_language_nobody_wrote_in_borrows_the_source_and_says_so(trip: TripContent) -> None:
    laid = laid_out(ItineraryContent(changed(trip, title=Text.of("en", en="Rest by the lake")), ("fr",)))
    check_pages(laid.pages)
    uuid = trip.days[0].items[2].ref.uuid
    row = [box.text for box in boxes(laid.pages) if box.row == f"item {uuid}"]
    assert "Rest by the lake" in row
    assert say(TO_COME, "fr") in row


def test_a_large_party_in_three_sub_groups_over_three_weeks(trip: TripContent) -> None:
    [delegation] = trip.delegations
    third = replace(delegation.subgroups[0], ref=replace(delegation.subgroups[0].ref, uuid="third"), mark="C")
    many = tuple(
        replace(person, ref=replace(person.ref, uuid=f"{n}-{person.ref.uuid}"), subgroups=("C",))
        for n in range(5)
        for person in delegation.delegates
    )
    party = replace(delegation, subgroups=(*delegation.subgroups, third), delegates=many, size=70)
    days = tuple(
        replace(
            day,
            number=day.number + 8 * week,
            ref=replace(day.ref, uuid=f"{week}-{day.ref.uuid}"),
            items=tuple(
                replace(
                    i, ref=replace(i.ref, uuid=f"{week}-{i.ref.uuid}"), subgroups=i.subgroups and (*i.subgroups, "C")
                )
                for i in day.items
            ),
            nights=tuple(replace(n, ref=replace(n.ref, uuid=f"{week}-{n.ref.uuid}")) for n in day.nights),
        )
        for week in range(3)
        for day in trip.days
    )
    laid = laid_out(ItineraryContent(replace(trip, delegations=(party,), days=days), ("zh", "fr"), approval=True))
    check_pages(laid.pages)
    assert sum((box.row or "").startswith("heading day") and box.text.isdigit() for box in boxes(laid.pages)) == 24
