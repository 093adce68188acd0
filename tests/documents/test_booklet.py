"""The field booklet: measured on every page, read back by other programs, with good data and with hostile data."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf
import pypdfium2
import pytest
import sqlalchemy as sa
from PIL import Image
from sqlalchemy.orm import Session

from databases import SampleSession
from documents.measure import check_pages
from tripplanner.documents.booklet.content import SECTIONS, BookletContent
from tripplanner.documents.booklet.emergency import numbers_in
from tripplanner.documents.booklet.layout import Laid
from tripplanner.documents.booklet.practical import advice
from tripplanner.documents.booklet.writing import booklet_bytes, laid_out, typesetter
from tripplanner.documents.content import DayContent, ItemContent, Photo, Ref, TripContent
from tripplanner.documents.imposition import Imposition
from tripplanner.documents.reading import read_trip
from tripplanner.documents.registry import Request, kind, write
from tripplanner.documents.typesetting.marks import anchors, boxes
from tripplanner.documents.voices import ALONE, TO_COME
from tripplanner.errors import Cancelled
from tripplanner.i18n import say
from tripplanner.model.trips import Trip
from tripplanner.progress import Progress
from tripplanner.text import EMPTY, Text

LANGUAGES = [("fr", "zh"), ("zh", "fr"), ("fr",), ("zh",), ("en",), ("en", "zh")]
EDITED = datetime(2027, 5, 14, 16, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture(scope="module")
def trip(session: Session) -> TripContent:
    number = session.scalars(sa.select(Trip.id)).one()
    content = read_trip(session, number, Request("fr"), "delegates", library_too=True)
    return replace(content, edition=replace(content.edition, edited_at=EDITED))


def booklet(trip: TripContent, *languages: str, **more: Any) -> BookletContent:
    return BookletContent(trip, languages or ("fr", "zh"), **more)


def pages_of(laid: Laid, key: str) -> list[int]:
    """Numbers of the pages that hold rows whose name begins with ``key``."""
    return sorted({box.page for box in boxes(laid.pages) if (box.row or "").startswith(key)})


def flat(text: str) -> str:
    """Letters and figures alone: line ends and the spaces of typography do not matter."""
    return "".join(char for char in text if char.isalnum())


def extracted(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


# --- the sample -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
def test_every_page_measures_well(trip: TripContent, languages: tuple[str, ...]) -> None:
    laid = laid_out(booklet(trip, *languages))
    check_pages(laid.pages)
    assert typesetter().unprintable == {}


def test_facing_pages_measure_well_and_their_rows_stand_at_the_same_height(trip: TripContent) -> None:
    laid = laid_out(booklet(trip, facing=True))
    check_pages(laid.pages)
    heights: dict[str, dict[str, tuple[int, float]]] = {}
    for page in laid.pages:
        for placed in page.placed:
            if match := re.fullmatch(r"(item .*) (fr|zh)", placed.block.row or ""):
                heights.setdefault(match[1], {})[match[2]] = (page.number, placed.y)
    assert len(heights) == len(trip.items)
    for sides in heights.values():
        assert sides["zh"] == (sides["fr"][0] + 1, sides["fr"][1])
        assert sides["fr"][0] % 2 == 0


def test_a_day_begins_on_a_left_page_a_site_on_a_spread_the_emergency_page_is_last(trip: TripContent) -> None:
    laid = laid_out(booklet(trip))
    places = {key: page for key, (page, _, _) in anchors(laid.pages).items()}
    assert len(laid.pages) % 4 == 0
    assert all(places[f"day-{day.date}"] % 2 == 0 for day in trip.days)
    sites = [places[f"site-{sheet.ref.uuid}"] for sheet in trip.sites]
    assert [page % 2 for page in sites] == [0] * len(trip.sites)
    assert sites == sorted(sites)
    assert places["emergency"] == len(laid.pages)
    assert (places["contents"] % 2, places["map"]) == (0, places["contents"] + 2)


@pytest.mark.parametrize("languages", [("fr", "zh"), ("zh",), ("en", "fr")], ids="+".join)
def test_the_last_page_says_where_the_hospitals_are(trip: TripContent, languages: tuple[str, ...]) -> None:
    pages = laid_out(booklet(trip, *languages)).pages
    hospital, last = trip.texts["hospital"], "".join(box.text for box in boxes(pages) if box.page == len(pages))
    found = [code for code in languages if f"{hospital.title.get(code)}\u2002" in last]
    assert found == [languages[0]]  # two languages have no room beside so many numbers
    everywhere = [box.page for box in boxes(pages) if box.text.startswith(trip.texts["hospital"].body.get("zh")[:4])]
    assert set(everywhere) <= {len(pages)}


@pytest.mark.parametrize(
    ("languages", "order"), [(("zh",), ["fr", "zh"]), (("en",), ["fr", "en"]), (("fr", "zh"), ["fr", "zh"])]
)
def test_a_passer_by_reads_the_last_page(trip: TripContent, languages: tuple[str, ...], order: list[str]) -> None:
    """The trip is in France: who holds a booklet in Chinese alone still has a sentence in French to show."""
    pages = laid_out(booklet(trip, *languages)).pages
    begins = {"«\u202fJe": "fr", "“我是考": "zh", "“I a": "en"}
    last = [box.text for box in boxes(pages) if box.page == len(pages)]
    assert [begins[text[:4]] for text in last if text[:4] in begins] == order


@pytest.mark.parametrize("languages", [("fr", "zh"), ("fr", "en"), ("en",)], ids="+".join)
def test_the_practical_texts_take_a_spread(trip: TripContent, languages: tuple[str, ...]) -> None:
    found = {box.row: box.page for box in boxes(laid_out(booklet(trip, *languages)).pages)}
    pages = {row: page for row, page in found.items() if (row or "").startswith("advice ")}
    assert set(pages.values()) <= {2, 3}
    assert set(pages) == {f"advice {text.key}" for text in advice(trip)}


PAIRS = [("fr", "zh"), ("fr", "en"), ("en", "fr"), ("en", "zh"), ("zh",), ("fr",)]


@pytest.mark.parametrize("languages", PAIRS, ids="+".join)
def test_every_day_and_site_of_the_sample_is_a_spread_and_no_line_touches_the_foot(
    trip: TripContent, languages: tuple[str, ...]
) -> None:
    pages = laid_out(booklet(trip, *languages)).pages
    starts = [page for key, (page, _, _) in anchors(pages).items() if key.startswith(("day-", "site-", "glossary"))]
    starts.sort()
    assert {after - before for before, after in itertools.pairwise(starts)} == {2}
    below = [(a, b) for page in pages for a, b in itertools.pairwise(page.placed)]
    feet = [(last, foot) for last, foot in below if (foot.block.row or "").startswith("reading")]
    assert len(feet) == len(trip.sites)
    assert all(foot.y - last.y - last.block.height >= 9 for last, foot in feet)


def test_the_contents_name_the_pages(trip: TripContent) -> None:
    laid = laid_out(booklet(trip))
    places = {key: str(page) for key, (page, _, _) in anchors(laid.pages).items()}
    listed = {box.row: box.text for box in boxes(laid.pages) if (box.row or "").startswith("contents ")}
    assert len(listed) == len(trip.days)
    for day in trip.days:
        row = [box.text for box in boxes(laid.pages) if box.row == f"contents {day.date}"]
        wanted = [places[f"day-{day.date}"]]
        wanted += [places[f"site-{s.ref.uuid}"] for s in trip.sites if s.days[0] == day.number]
        assert set(wanted) <= set(row)


@pytest.mark.parametrize("languages", [("fr", "zh"), ("zh", "fr"), ("en",)], ids="+".join)
def test_every_title_is_in_the_file_in_each_language(trip: TripContent, languages: tuple[str, ...]) -> None:
    said = flat(extracted(booklet_bytes(booklet(trip, *languages))))
    titles = [item.title for item in trip.items] + [sheet.name for sheet in trip.sites]
    titles += [question.text for sheet in trip.sites for question in sheet.questions]
    titles += [term.term for term in trip.terms] + [day.title for day in trip.days]
    missing = [text.get(code) for text in titles for code in languages if flat(text.get(code)) not in said]
    assert missing == []


def test_nobody_elses_secrets_are_in_it(session: Session, trip: TripContent) -> None:
    said = extracted(booklet_bytes(booklet(trip)))
    emails = [row[0] for row in session.execute(sa.text("SELECT email FROM person WHERE email <> ''"))]
    numbers = session.execute(
        sa.text("SELECT phone FROM person WHERE phone <> '' AND id IN (SELECT person_id FROM delegate)")
    )
    assert emails
    assert [secret for secret in (*emails, *(row[0] for row in numbers)) if secret in said] == []


def test_other_programs_open_it_and_find_outline_and_links(trip: TripContent) -> None:
    data = booklet_bytes(booklet(trip))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        size = [round(float(n) / 72 * 25.4, 1) for n in pdf.pages[0].mediabox[2:]]
        assert size == [148.0, 210.0]
        assert str(pdf.Root.Lang) == "fr"
        assert str(pdf.docinfo["/ModDate"]) == "D:20270514162000Z"
        with pdf.open_outline() as outline:
            days = [entry for entry in outline.root if re.match(r"\d+ · ", entry.title)]
            assert len(days) == len(trip.days)
            assert sum(len(day.children) for day in days) == len(trip.sites)
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        addresses = [str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A]
    assert any(address.startswith("https://") for address in addresses)
    assert any(address.startswith("tel:+") for address in addresses)
    assert len(links) - len(addresses) >= len(trip.days) + len(trip.sites)


def test_the_same_content_gives_the_same_bytes(trip: TripContent) -> None:
    assert booklet_bytes(booklet(trip)) == booklet_bytes(booklet(trip))


def test_a_draft_says_so_on_every_page_and_a_release_does_not(trip: TripContent) -> None:
    draft = [box for box in boxes(laid_out(booklet(trip)).pages) if "ne pas diffuser" in box.text]
    assert len(draft) == len(laid_out(booklet(trip)).pages) - 2, "all but the covers"
    released = replace(trip, edition=replace(trip.edition, draft=False, released_at=EDITED, number=3))
    texts = [box.text for box in boxes(laid_out(booklet(released)).pages)]
    assert not [text for text in texts if "ne pas diffuser" in text or "v1 brouillon" in text]
    assert "v3 · 14.05.2027" in texts


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_can_be_left_out(trip: TripContent, section: str) -> None:
    rows = {
        "group": "person ", "contents": "contents ", "map": "map ", "sites": "fact ", "glossary": "term ",
        "partners": "organisation ", "days": "heading day", "practical": "advice ",
    }  # fmt: skip
    laid = laid_out(booklet(trip, sections=tuple(key for key in SECTIONS if key != section)))
    check_pages(laid.pages)
    assert len(laid.pages) % 4 == 0
    if section in rows:
        assert pages_of(laid_out(booklet(trip)), rows[section])
        assert pages_of(laid, rows[section]) == []


def test_imposed_sheets_hold_every_page(trip: TripContent) -> None:
    count = len(laid_out(booklet(trip)).pages)
    data = booklet_bytes(booklet(trip, imposition=Imposition(creep=0.1, margin=2.0)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == count // 2
        assert [round(float(n) / 72 * 25.4) for n in pdf.pages[0].mediabox[2:]] == [297, 210]
    plain = flat(extracted(booklet_bytes(booklet(trip))))
    said = flat(extracted(data))
    assert flat(trip.items[0].title.get("zh")) in said
    assert f"第1张共{count // 4}张正面第{count}页第1页沿标记" in said
    assert len(said) >= len(plain)
    assert data == booklet_bytes(booklet(trip, imposition=Imposition(creep=0.1, margin=2.0)))


def test_it_is_registered_and_written_from_the_database(session: Session, tmp_path: Path) -> None:
    number = session.scalars(sa.select(Trip.id)).one()
    booklet_kind = kind("booklet")
    request = Request(
        "fr", "zh", options={"imposed": "yes", "paper": "letter", "sections": "days,practical", "layout": "facing"}
    )
    content = booklet_kind.read(session, number, request)
    assert (content.facing, content.imposition) == (True, Imposition(0.1, 0.0, "letter"))
    assert content.sections == ("days", "practical")
    target = write(booklet_kind, content, tmp_path / "booklet.pdf")
    with pikepdf.open(target) as pdf:
        assert [round(float(n)) for n in pdf.pages[0].mediabox[2:]] == [792, 612]


def test_a_cancelled_booklet_leaves_the_old_file(trip: TripContent, tmp_path: Path) -> None:
    target = tmp_path / "booklet.pdf"
    target.write_bytes(b"old")
    progress = Progress(lambda done, _total, _message: progress.cancel() if done == 3 else None)
    with pytest.raises(Cancelled):
        write(kind("booklet"), booklet(trip), target, progress)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_one_persons_copy_holds_their_items(session: Session) -> None:
    number = session.scalars(sa.select(Trip.id)).one()
    official = session.execute(
        sa.text(
            "SELECT person.uuid FROM person JOIN delegate ON delegate.person_id = person.id JOIN delegate_subgroup d"
            " ON d.delegate_id = delegate.id JOIN subgroup ON subgroup.id = d.subgroup_id WHERE subgroup.code = 'B'"
        )
    ).scalar()
    content = kind("booklet").read(session, number, Request("fr", "zh", person=official))
    laid = laid_out(content)
    check_pages(laid.pages)
    codes = {item.code for item in content.trip.items}
    assert "D7-04" in codes
    assert not {"D7-03", "D7-05", "D8-02"} & codes
    assert "D8-01" in codes, "they join it online"
    assert pages_of(laid, "fork ") == []


# --- unfinished translations ------------------------------------------------------------------------------


def with_titles(trip: TripContent, *titles: Text) -> TripContent:
    """The trip with the titles of its first items replaced."""
    days = list(trip.days)
    items = list(days[0].items)
    for n, title in enumerate(titles):
        items[n] = replace(items[n], title=title)
    days[0] = replace(days[0], items=tuple(items))
    return replace(trip, days=tuple(days))


def in_languages(value: Any, kept: tuple[str, ...]) -> Any:
    """The content with its texts in some languages only."""
    if isinstance(value, Text):
        return Text.of(kept[0], [], **{code: words for code, words in value.words.items() if code in kept})
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: in_languages(getattr(value, f.name), kept) for f in dataclasses.fields(value)}
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(in_languages(part, kept) for part in value)
    if isinstance(value, Mapping):
        return MappingProxyType({key: in_languages(part, kept) for key, part in value.items()})
    return value


@pytest.mark.parametrize(
    ("kept", "languages"), [("fr", ("fr", "zh")), ("zh", ("fr", "zh")), ("en", ("fr", "zh")), ("fr", ("zh",))]
)
def test_a_trip_in_one_language_prints_in_any(trip: TripContent, kept: str, languages: tuple[str, ...]) -> None:
    content = in_languages(trip, (kept,))
    laid = laid_out(booklet(content, *languages))
    check_pages(laid.pages)
    texts = [box.text for box in boxes(laid.pages)]
    said = flat("".join(texts))
    assert [item.code for item in content.items if flat(item.title.get(kept)) not in said] == []
    assert say(TO_COME, "zh" if kept != "zh" else "fr") in texts
    assert (say(ALONE, "fr") in texts) is (kept == "fr" and languages == ("fr", "zh"))


def test_missing_and_stale_translations_are_marked_and_listed(trip: TripContent) -> None:
    stale = Text.of("fr", [], fr="Accueil", zh="欢迎").with_words("fr", "Accueil au port")
    content = with_titles(
        trip, Text.of("fr", [], fr="Seulement en français"), stale, Text.of("en", [], en="Only English")
    )
    laid = laid_out(booklet(content))
    check_pages(laid.pages)
    first = pages_of(laid, "item ")[0]
    day = [box.text for box in boxes(laid.pages) if box.page == first]
    assert "中文待译" in day
    assert "texte français seul" in day
    assert "欢迎" in day
    assert "译文待更新" in day
    assert "Only English" in day
    listed = [box.text for box in boxes(laid.pages) if (box.row or "").startswith("unfinished ")]
    assert {"Seulement en français", "Accueil au port", "Only English"} <= set(listed)
    released = replace(content, edition=replace(content.edition, draft=False, released_at=EDITED))
    assert pages_of(laid_out(booklet(released)), "unfinished ") == []


# --- hostile data -----------------------------------------------------------------------------------------

HOSTILE = [
    "<b>bold</b> & <img src='/etc/passwd'/> </para>",
    "Emoji 🏔️🐺 and 👩‍🔬",
    "罕见字𠮷𡈽㐂喆垚堃玥祎 OUYANG",
    "مرحبا بالعالم שלום नमस्ते བཀྲ་ཤིས་",
    "A\x00B\x07C\u202eD\u200bE\ufeff",
    "Pneumonoultramicroscopicsilicovolcanoconiosis" * 20,
    "长" * 800,
    "Ligne\nautre ligne\r\nencore\u2028fin",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_printed_as_words(trip: TripContent, words: str, tmp_path: Path) -> None:
    text = Text.of("fr", [], fr=words, zh=words)
    days = tuple(
        replace(
            day,
            title=text,
            bring=text,
            items=tuple(replace(i, title=text, notes=text, fallback=text) for i in day.items),
        )
        for day in trip.days[:1]
    )
    sheets = tuple(replace(s, name=text, summary=text, facts=(text, text)) for s in trip.sites[:1])
    content = replace(trip, title=text, short_title=text, route=text, days=days, sites=sheets, terms=trip.terms[:2])
    laid = laid_out(booklet(content))
    check_pages(laid.pages)
    data = booklet_bytes(booklet(content))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
    if words.startswith("<b>"):
        assert "<b>bold</b>" in extracted(data).replace("\r\n", "")


def test_ten_thousand_characters_are_all_printed(trip: TripContent) -> None:
    long = Text.of(
        "fr", [], fr="Une phrase assez longue pour tourner la page. " * 220, zh="一句很长的话需要翻页。" * 900
    )
    day = replace(trip.days[0], bring=long, items=(replace(trip.days[0].items[0], notes=long),))
    sheet = replace(trip.sites[0], summary=long)
    content = replace(trip, days=(day,), sites=(sheet,))
    laid = laid_out(booklet(content))
    check_pages(laid.pages)
    said = flat("".join(box.text for box in boxes(laid.pages)))
    assert said.count("tourner") >= 3 * 220
    assert said.count("翻") >= 3 * 900


def test_a_trip_with_nothing_in_it_is_a_booklet(trip: TripContent) -> None:
    empty = TripContent(
        Ref("trip", "x"), "", EMPTY, EMPTY, EMPTY, "idea", trip.first_day, trip.first_day - timedelta(days=1),
        "Europe/Paris", "", EMPTY, "delegates", trip.edition, trip.office,
    )  # fmt: skip
    laid = laid_out(booklet(empty))
    check_pages(laid.pages)
    assert len(laid.pages) % 4 == 0


@pytest.mark.parametrize("languages", [("fr", "zh"), ("en",)], ids="+".join)
def test_four_hundred_items_in_a_day(trip: TripContent, languages: tuple[str, ...]) -> None:
    item = trip.days[1].items[0]
    items = tuple(replace(item, ref=Ref("item", f"n{n}"), code=f"N{n}") for n in range(400))
    content = replace(trip, days=(replace(trip.days[1], items=items),), sites=())
    laid = laid_out(booklet(content, *languages))
    check_pages(laid.pages)
    printed_items = {box.row for box in boxes(laid.pages) if (box.row or "").startswith("item n")}
    assert len(printed_items) == 400


def test_sixty_days_and_a_day_without_items(trip: TripContent) -> None:
    day = DayContent(Ref("day", ""), 1, trip.first_day, EMPTY, EMPTY, EMPTY, (), ())
    days = tuple(replace(day, number=n + 1, date=trip.first_day + timedelta(days=n)) for n in range(60))
    laid = laid_out(booklet(replace(trip, days=days, sites=(), last_day=days[-1].date)))
    check_pages(laid.pages)
    assert len([entry for entry in laid.outline if re.match(r"\d+ · ", entry.title)]) == 60


def test_three_zones_and_midnight_are_said(trip: TripContent) -> None:
    first = trip.days[0].items[0]
    night = shifted(first, "Asia/Shanghai", "Europe/Paris", hours=12)
    content = replace(trip, days=(replace(trip.days[0], items=(night,)),), sites=())
    texts = [box.text for box in boxes(laid_out(booklet(content)).pages) if (box.row or "").startswith("item ")]
    assert "UTC+8 ›" in texts
    assert "UTC+2" in texts
    assert any(text.endswith("+1") for text in texts)


def shifted(item: ItemContent, start_zone: str, end_zone: str, *, hours: int) -> ItemContent:
    start = item.start.replace(hour=23, minute=0)
    starts_at = start.replace(tzinfo=UTC) - timedelta(hours=8)
    end = (starts_at + timedelta(hours=hours + 2)).replace(tzinfo=None)
    return replace(item, start=start, start_zone=start_zone, end=end, end_zone=end_zone, starts_at=starts_at,
                   ends_at=starts_at + timedelta(hours=hours))  # fmt: skip


def test_photos_stand_beside_the_maps(trip: TripContent) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(buffer, "JPEG", quality=80)
    caption = Text.of("fr", [], fr="L’écopont & ses abords", zh="生态天桥")
    photo = Photo(Ref("file", "p"), buffer.getvalue(), "image/jpeg", 900, 600, caption, "Jean Photo")
    content = replace(trip, sites=tuple(replace(sheet, photo=photo) for sheet in trip.sites))
    laid = laid_out(booklet(content))
    check_pages(laid.pages)
    assert len([box for box in boxes(laid.pages) if box.kind == "picture"]) == len(trip.sites)
    with pikepdf.open(io.BytesIO(booklet_bytes(booklet(content)))) as pdf:
        assert sum(len(page.get_images()) for page in pdf.pages) == len(trip.sites)


def test_emergency_numbers_are_read_from_the_offices_text() -> None:
    body = Text.of(
        "en", [], en="112: all emergencies. 15: medical, France.", fr="112 : toutes urgences. 15 : SAMU.",
        zh="112：欧洲通用急救。15：法国医疗急救。",
    )  # fmt: skip
    found = numbers_in(body)
    assert [(n.number, n.meaning.get("fr"), n.meaning.get("zh")) for n in found] == [
        ("112", "toutes urgences", "欧洲通用急救"),
        ("15", "SAMU", "法国医疗急救"),
    ]
    assert numbers_in(Text.of("en", [], en="Ask at the desk.")) == []


def test_translations_nobody_reviewed_are_counted_and_said_at_the_foot_of_a_draft(trip: TripContent) -> None:
    french = laid_out(booklet(trip, "fr"))
    feet = ["".join(b.text for b in boxes([page]) if b.row == "margin foot") for page in french.pages]
    assert [foot for foot in feet[1:-1] if "brouillon, non relu" not in foot] == []
    drafts = french.translations.count_unreviewed("fr")
    assert drafts == len(french.translations.unreviewed) > len(trip.items)
    english = laid_out(booklet(trip, "en"))
    assert english.translations.unreviewed == set(), "English is the source"
    feet = [box.text for box in boxes(english.pages) if box.row == "margin foot"]
    assert not [foot for foot in feet if "not reviewed" in foot]
    released = replace(trip, edition=replace(trip.edition, draft=False, released_at=EDITED))
    feet = [box.text for box in boxes(laid_out(booklet(released, "fr")).pages) if box.row == "margin foot"]
    assert not [foot for foot in feet if "non relu" in foot]
