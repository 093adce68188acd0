"""What can be chosen of a booklet: its sections in any order, where days begin, room to write, a name, no colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from databases import SampleSession
from documents.measure import check_pages
from examples import many
from tripplanner.documents.booklet.content import SECTIONS, BookletContent
from tripplanner.documents.booklet.day import day_anchor
from tripplanner.documents.booklet.keeping import Keeping
from tripplanner.documents.booklet.layout import Laid, lay_out
from tripplanner.documents.booklet.writing import laid_out, typesetter
from tripplanner.documents.content import TripContent
from tripplanner.documents.kinds.booklet import KIND
from tripplanner.documents.narrowing import narrowed, people
from tripplanner.documents.reading import read_trip
from tripplanner.documents.registry import Request
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting.grey import in_grey, lightness
from tripplanner.documents.typesetting.marks import Block, IconMark, Page, Rect, Rule, Shape, TextLine, anchors, boxes
from tripplanner.model.trips import Trip
from tripplanner.text import Text


@pytest.fixture(scope="module")
def trip(sample_session: SampleSession) -> Iterator[TripContent]:
    with sample_session() as session:
        yield read_trip(session, number(session), Request("fr"), "delegates", library_too=True)


def number(session: Session) -> int:
    return session.scalars(sa.select(Trip.id)).one()


def laid(trip: TripContent, *languages: str, **choices: Any) -> Laid:
    found = laid_out(BookletContent(trip, languages or ("fr", "zh"), **choices))
    check_pages(found.pages)
    assert len(found.pages) % 4 == 0
    return found


def places(found: Laid) -> dict[str, int]:
    return {key: page for key, (page, _, _) in anchors(found.pages).items()}


def test_a_copy_has_no_day_before_its_reader_comes_or_after_they_left(trip: TripContent) -> None:
    """*Nothing is planned yet* would be said of days that somebody else plans."""
    delegation = trip.delegations[0]
    first, *others = delegation.delegates
    late = replace(first, first_day=trip.days[1].date, last_day=trip.days[5].date)
    group = replace(trip, delegations=(replace(delegation, delegates=(late, *others)),))
    own = narrowed(group, late.person)
    afar = [day.number for day in own.days if day.date > trip.days[5].date]
    assert [day.number for day in own.days] == [2, 3, 4, 5, 6, *afar]
    assert all(item.presences for day in own.days[5:] for item in day.items), "later days are those they join from afar"
    found = laid(own, "fr", sections=("contents", "days"))
    assert day_anchor(trip.days[0]) not in places(found)
    assert "Rien n’est encore prévu." not in {box.text for box in boxes(found.pages)}


def test_sections_stand_in_the_order_chosen_and_the_contents_say_so(trip: TripContent) -> None:
    order = ("partners", "glossary", "contents", "days", "practical")
    found = laid(trip, sections=order)
    at = places(found)
    days = [at[day_anchor(day)] for day in trip.days]
    assert at["partners"] < at["glossary"] < at["contents"] < days[0] < days[-1] < at["practical"]
    assert not any(key.startswith(("site-", "map", "group")) for key in at)
    listed = [box for box in boxes(found.pages) if (box.row or "").startswith(("chapter ", "contents "))]
    rows = list(dict.fromkeys(box.row for box in listed))
    assert rows[:2] == ["chapter partners", "chapter glossary"]
    assert rows[2:10] == [f"contents {day.date}" for day in trip.days]
    said = {box.row: box.text for box in listed if box.text.isdigit()}
    assert said["chapter glossary"] == str(at["glossary"])
    assert [entry.anchor for entry in found.outline][:4] == ["cover", "partners", "glossary", "contents"]


def test_days_follow_each_other_and_the_sites_are_a_chapter(trip: TripContent) -> None:
    found, usual = laid(trip, day_start="run", day_notes=1), laid(trip)
    at = places(found)
    days = [at[day_anchor(day)] for day in trip.days]
    assert days == sorted(days)
    assert len(set(days)) < len(days) or days[-1] - days[0] < places(usual)[day_anchor(trip.days[-1])]
    sites = [at[f"site-{sheet.ref.uuid}"] for sheet in trip.sites]
    assert days[-1] < min(sites)
    assert all(page % 2 == 0 for page in sites)
    rows = {box.row for box in boxes(found.pages)}
    assert {f"question {day.date}" for day in trip.days if any(i.questions for i in day.items)} <= rows
    tabs = [(box.page, box.text) for box in boxes(found.pages) if box.row == "margin tab" and box.text]
    assert tabs[0] == (days[0], "1")
    assert [int(day) for _, day in tabs] == sorted(int(day) for _, day in tabs)


def test_days_on_new_pages_with_pages_for_notes_and_sites_apart(trip: TripContent) -> None:
    found = laid(trip, "fr", day_start="page", day_notes=1, apart=True, notes=8)
    at = places(found)
    days = [at[day_anchor(day)] for day in trip.days]
    assert any(page % 2 for page in days), "not only left pages"
    heads = [box.text for box in boxes(found.pages) if box.text.startswith("Notes, jour")]
    assert heads == [f"Notes, jour {day.number}" for day in trip.days]
    assert max(days) < min(at[f"site-{sheet.ref.uuid}"] for sheet in trip.sites)
    assert at["emergency"] - at["notes"] in range(8, 12)


def test_the_cover_says_whose_copy_it_is_and_copies_differ(trip: TripContent) -> None:
    reader = next(iter(people(trip)))
    own = BookletContent(narrowed(trip, reader.person), ("fr", "zh"), named=True)
    named = [box.text for box in boxes(laid_out(own).pages[:1])]
    assert any(reader.name.latin in words for words in named)
    assert KIND.said is not None
    assert KIND.said(own) != KIND.said(replace(own, trip=replace(own.trip, reader=None)))
    assert KIND.said(replace(own, named=False)).trip.reader is None
    assert not any(reader.name.latin in box.text for box in boxes(laid_out(replace(own, named=False)).pages[:1]))


def colours(block: Block) -> Iterator[tuple[str, str]]:
    for mark in block.marks:
        match mark:
            case TextLine() | IconMark():
                yield "words", mark.colour
            case Rule():
                yield "line", mark.colour
            case Rect() | Shape():
                yield from (("area", colour) for colour in (mark.fill, mark.stroke) if colour)
            case _:
                pass
    for _, _, child in block.children:
        yield from colours(child)


def used(pages: list[Page]) -> set[tuple[str, str]]:
    return {found for page in pages for placed in page.placed for found in colours(placed.block)}


def test_in_black_and_white_nothing_has_a_colour_and_words_are_dark_or_white(trip: TripContent) -> None:
    grey = used(laid(trip, grey=True).pages)
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for _, colour in grey)
    for kind, colour in grey:
        light = lightness(colour)
        if kind == "words":
            assert light <= 0x55 or light == 0xFF, "7:1 on paper, white on what is dark"
        if kind == "line":
            assert light <= 0x8C or light == 0xFF
    assert any(colour not in ("#FFFFFF",) for kind, colour in grey if kind == "area")
    coloured = laid(trip).pages
    assert used(coloured) != used(in_grey(coloured))


@settings(max_examples=many(20, least=6), deadline=None)
@given(data=st.data())
def test_what_is_kept_of_other_booklets_changes_nothing(trip: TripContent, data: st.DataObject) -> None:
    """An edited trip gives the pages that it would give if nothing had been laid out before."""
    day = data.draw(st.sampled_from(trip.days))
    item = data.draw(st.sampled_from(day.items))
    words = data.draw(st.sampled_from(["Court", "Un titre bien plus long " * 8, "短"]))
    place = data.draw(st.sampled_from([i.place for i in trip.items if i.place]))
    edit = data.draw(
        st.sampled_from([{"title": Text.of("fr", fr=words)}, {"place": place}, {"status": "cancelled"}, {"site": None}])
    )
    items = tuple(replace(one, **edit) if one is item else one for one in day.items)
    sheets = trip.sites[:-1] if data.draw(st.booleans()) else trip.sites
    changed = replace(trip, days=tuple(replace(d, items=items) if d is day else d for d in trip.days), sites=sheets)
    content = BookletContent(changed, ("fr", "zh"), day_start=data.draw(st.sampled_from(["left", "page"])))
    kept = lay_out(Setter(content, typesetter()), keeping=KEPT)
    fresh = lay_out(Setter(content, typesetter()))
    assert boxes(kept.pages) == boxes(fresh.pages)
    assert kept.outline == fresh.outline
    assert kept.translations == fresh.translations


KEPT = Keeping()


def test_what_is_asked_for_is_what_the_content_says() -> None:
    (sections, *_), options = KIND.options, {option.key: option for option in KIND.options}
    assert sections.default == ",".join(SECTIONS)
    assert sections.allows("days,map")
    assert sections.allows("")
    assert not sections.allows("days,days")
    assert not sections.allows("days,nowhere")
    assert sections.chosen("map,nowhere,days") == ("map", "days")
    assert all(option.allows(option.default) for option in options.values())
