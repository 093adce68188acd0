"""Puts the sections of a booklet in order, numbers the pages, and adds feet, tabs and draft strips.

A day begins on a left page, a site is a spread; pages that stay white to reach one are pages for notes. The whole
is a multiple of four pages, the emergency page last: the back cover, when it is stapled.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from tripplanner import dates
from tripplanner.documents.booklet import contents, cover, emergency, glossary, notes, people, practical, site
from tripplanner.documents.booklet.content import BookletContent
from tripplanner.documents.booklet.contents import Chapter
from tripplanner.documents.booklet.day import day_anchor, day_number, day_pages, running_pages
from tripplanner.documents.booklet.facing import facing_day_pages
from tripplanner.documents.booklet.furnishing import furnished
from tripplanner.documents.booklet.keeping import Keeping, surroundings
from tripplanner.documents.booklet.routes import map_pages
from tripplanner.documents.content import DayContent, Ref, SiteSheet
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting.grey import in_grey
from tripplanner.documents.typesetting.marks import Page, anchors
from tripplanner.documents.voices import TranslationList
from tripplanner.i18n import Message, printed
from tripplanner.progress import NO_PROGRESS, Progress

MOST_PASSES = 4
SHEET = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the PDF's outline."""

    title: str
    anchor: str
    level: int = 0


@dataclass
class Laid:
    """A finished booklet: pages from 1, the outline, the translations to finish."""

    pages: list[Page]
    outline: list[Entry]
    translations: TranslationList


@dataclass
class _Book:
    """The pages so far; ``sites``: where the days say the site sheets are; where the contents lie (from, to).

    ``numbers_before``: the pages of all anchors in the reckoning before this one.
    """

    setter: Setter
    sites: dict[Ref, int]
    numbers_before: dict[str, int]
    progress: Progress
    keeping: Keeping
    around: tuple[Any, ...]
    pages: list[Page] = field(default_factory=list[Page])
    tabs: dict[int, DayContent] = field(default_factory=dict[int, DayContent])
    contents: tuple[int, int] = (0, 0)

    @property
    def next(self) -> int:
        return len(self.pages) + 1

    def add(self, make: Callable[[Setter, int], Sequence[Page]]) -> None:
        self.pages += make(self.setter, self.next)

    def keep(self, key: Hashable, made_from: Sequence[Any], make: Callable[[Setter, int], Sequence[Page]]) -> None:
        """Add a section that is made from these values (and the page it begins on), or what was made of them before."""
        content, first = cast("BookletContent", self.setter.content), self.next
        choices = (content.languages, content.on_facing_pages, content.sections, content.margins)
        known = (first, choices, *made_from)
        self.pages += self.keeping.pages(self.setter, (key, content.languages), known, lambda own: make(own, first))

    def turn_left(self) -> None:
        """Have the next page on the left, with a page for notes where one stays white."""
        if self.next % 2:
            self.pages.append(notes.note_page(self.setter, self.next))

    def numbers(self) -> dict[str, int]:
        """The page of every anchor."""
        return {key: page for key, (page, _, _) in anchors(self.pages).items()}


def lay_out(setter: Setter, progress: Progress = NO_PROGRESS, keeping: Keeping | None = None) -> Laid:
    """The whole booklet; sections that ``keeping`` knows are not laid out again.

    The pages of the sites are foretold, and everything is laid out again only where that was wrong; the contents
    are set once more when all numbers are known.
    """
    numbers: dict[str, int] = {}
    sites: dict[Ref, int] = {}
    kept, around = keeping or Keeping(), surroundings(setter.content.trip)
    for _ in range(MOST_PASSES):
        book = _bound(_Book(setter, sites, numbers, progress, kept, around))
        found = book.numbers()
        sites = {s.ref: found[key] for s in setter.content.trip.sites if (key := f"site-{s.ref.uuid}") in found}
        if found == numbers or (sites == book.sites and _renewed(book, found)):
            break
        numbers = found
    pages = [furnished(setter, page, len(book.pages), book.tabs.get(page.number)) for page in book.pages]  # pyright: ignore[reportPossiblyUnboundVariable] - the loop runs
    if cast("BookletContent", setter.content).grey:
        pages = in_grey(pages)
    return Laid(pages, _outline(setter, found), setter.unfinished)  # pyright: ignore[reportPossiblyUnboundVariable] - the loop runs


def _renewed(book: _Book, numbers: dict[str, int]) -> bool:
    """Set the contents again with these numbers; false where they take another number of pages."""
    first, end = book.contents
    old = book.pages[first:end]
    if not old:
        return True
    new = contents.contents_pages(book.setter, _chapters(book.setter, numbers), numbers, old[0].number)
    if len(new) != len(old):
        return False
    book.pages[first:end] = new
    return True


def _bound(book: _Book) -> _Book:
    """One reckoning: every section after the other, in the order chosen."""
    content = cast("BookletContent", book.setter.content)
    book.pages.append(cover.cover_page(book.setter))
    parts = [key for key in content.sections if key != "sites" or not content.sites_with_days]
    for before, part, after in zip(["", *parts], parts, [*parts[1:], ""], strict=False):
        _SECTIONS[part](book, before, after)
    _ending(book)
    return book


def _practical(book: _Book, _before: str, _after: str) -> None:
    book.add(practical.practical_pages)


def _contents(book: _Book, _before: str, after: str) -> None:
    """The contents lie beside the map, where it follows them."""
    if after == "map":
        book.turn_left()
    start, numbers = len(book.pages), book.numbers_before
    chapters = _chapters(book.setter, numbers)
    book.add(lambda s, first: contents.contents_pages(s, chapters, numbers, first))
    book.contents = (start, len(book.pages))


def _map(book: _Book, _before: str, _after: str) -> None:
    book.add(map_pages)


def _glossary(book: _Book, _before: str, _after: str) -> None:
    terms = book.setter.content.trip.terms
    if terms:
        book.keep("glossary", [terms], glossary.glossary_pages)


def _group(book: _Book, _before: str, after: str) -> None:
    """The group, and below it the organisations where they follow."""
    trip = book.setter.content.trip
    group = bool(trip.objectives or trip.members or any(d.delegates for d in trip.delegations))
    partners = after == "partners" and bool(trip.organisations)
    book.keep(
        "group",
        [group, partners, trip.ref, trip.objectives, trip.delegations, trip.members, trip.organisations],
        lambda setter, first: people.people_pages(setter, first, group=group, partners=partners),
    )


def _partners(book: _Book, before: str, _after: str) -> None:
    met = book.setter.content.trip.organisations
    if before != "group" and met:
        book.keep("partners", [met], lambda setter, first: people.people_pages(setter, first, group=False))


def _sites(book: _Book, _before: str, _after: str) -> None:
    """All of them, as a chapter of their own."""
    for sheet in book.setter.content.trip.sites:
        _site(book, sheet)


def _site(book: _Book, sheet: SiteSheet) -> None:
    book.turn_left()
    book.keep(sheet.ref, [sheet, book.around], lambda setter, first: site.site_pages(setter, sheet, first))


def _days(book: _Book, _before: str, _after: str) -> None:
    content = cast("BookletContent", book.setter.content)
    if content.day_start == "run" and not content.on_facing_pages:
        _running_days(book)
        return
    days = content.trip.days
    for done, day in enumerate(days):
        book.progress.step(done, len(days) + 1)
        if content.day_start == "left" or content.on_facing_pages:
            book.turn_left()
        if done == 0:
            book.sites = _foretold(book, content)
        start = len(book.pages)
        _day(book, content, day)
        for page in book.pages[start:]:
            book.tabs[page.number] = day


def _day(book: _Book, content: BookletContent, day: DayContent) -> None:
    """Its programme, room for notes, its sites."""
    make = facing_day_pages if content.on_facing_pages else day_pages
    named = {item.site: book.sites.get(item.site) for item in day.items if item.site}
    book.keep(day.ref, [day, named, book.around], lambda setter, first: make(setter, day, book.sites, first))
    for _ in range(content.day_notes):
        book.pages.append(notes.note_page(book.setter, book.next, day=day.number))
    if content.sites_with_days:
        for sheet in contents.sites_of(content.trip.sites, day):
            _site(book, sheet)


def _running_days(book: _Book) -> None:
    """Days below each other; a page has the tab of the day that begins on it first, else of the one that goes on."""
    content = cast("BookletContent", book.setter.content)
    book.progress.step(0, 1)
    pages = running_pages(book.setter, content.trip.days, book.sites, book.next, content.day_notes)
    begins: dict[int, DayContent] = {}
    places = anchors(pages)
    for day in content.trip.days:
        begins.setdefault(places[day_anchor(day)][0], day)
    for page in pages:  # the first one has the first day on it
        day = begins.get(page.number) or book.tabs[page.number - 1]
        book.tabs[page.number] = day
    book.pages += pages


_SECTIONS: dict[str, Callable[[_Book, str, str], None]] = {
    "practical": _practical,
    "contents": _contents,
    "map": _map,
    "days": _days,
    "sites": _sites,
    "glossary": _glossary,
    "group": _group,
    "partners": _partners,
}
"""What adds a section; each is told which one stands before and which after it."""


def _foretold(book: _Book, content: BookletContent) -> dict[Ref, int]:
    """The pages of the sites if every day and every site takes two: nearly all do."""
    if book.sites or not content.sites_with_days:
        return book.sites
    page = book.next
    found: dict[Ref, int] = {}
    for day in content.trip.days:
        page += 2 + content.day_notes + content.day_notes % 2
        for sheet in contents.sites_of(content.trip.sites, day):
            found[sheet.ref] = page
            page += 2
    return found


def _ending(book: _Book) -> None:
    """What is still to translate, pages for notes up to a full sheet, the emergency page."""
    setter, content = book.setter, cast("BookletContent", book.setter.content)
    if content.trip.edition.draft:
        book.add(notes.unfinished_pages)
    last = emergency.back_cover(setter, 0)
    blank = -(len(book.pages) + len(last)) % SHEET
    blank += -(-max(0, content.notes - blank) // SHEET) * SHEET
    for n in range(blank):
        book.pages.append(notes.note_page(setter, book.next, anchor="" if n else "notes"))
    book.add(emergency.back_cover)


def _chapters(setter: Setter, numbers: dict[str, int]) -> list[Chapter]:
    """What the contents list beside the days, in the order of the booklet: in a first reckoning, all that may come."""
    wanted = cast("BookletContent", setter.content).sections
    chapters = [CHAPTERS[key] for key in wanted if key in CHAPTERS]
    possible = [*chapters, *_LAST]
    first_day = next((numbers[key] for key in map(day_anchor, setter.content.trip.days) if key in numbers), 0)
    return [
        replace(chapter, before_days=0 < numbers.get(chapter.anchor, 0) < first_day)
        for chapter in possible
        if not numbers or chapter.anchor in numbers
    ]


CHAPTERS = {
    "glossary": Chapter(printed("Glossary"), "glossary"),
    "group": Chapter(printed("The group"), "group"),
    "partners": Chapter(printed("Organisations met"), "partners"),
}
_LAST = (
    Chapter(printed("Translations to finish"), "unfinished"),
    Chapter(printed("Notes"), "notes"),
    Chapter(printed("Emergencies"), "emergency"),
)


# --- outline ----------------------------------------------------------------------------------------------


def _outline(setter: Setter, numbers: dict[str, int]) -> list[Entry]:
    """Cover, chapters, and every day with its sites, in the order of the pages."""
    named = {chapter.anchor: chapter.title for chapter in (*CHAPTERS.values(), *_LAST)} | _OPENING
    found = [Entry(_joined(setter, title), anchor) for anchor, title in named.items()]
    found += [Entry(_day_title(setter, day), day_anchor(day)) for day in setter.content.trip.days]
    for sheet in setter.content.trip.sites:
        names = [sheet.name.get(code) for code in setter.languages if sheet.name.get(code)]
        title = f"{sheet.number} · " + " ".join(names or [sheet.name.best()])
        found.append(Entry(title, f"site-{sheet.ref.uuid}", 1))
    there = [entry for entry in found if entry.anchor in numbers]
    return sorted(there, key=lambda entry: (numbers[entry.anchor], entry.level))


_OPENING = {
    "cover": printed("Cover"),
    "practical": printed("Practical"),
    "contents": printed("Contents"),
    "map": printed("Map"),
}


def _joined(setter: Setter, message: Message) -> str:
    return " ".join(words for words, _ in setter.both(message))


def _day_title(setter: Setter, day: DayContent) -> str:
    dated = [dates.short_date(day.date, code) for code in setter.languages]
    names = [day.title.get(code) for code in setter.languages if day.title.get(code)]
    return " · ".join([day_number(day), *dated, *names])
