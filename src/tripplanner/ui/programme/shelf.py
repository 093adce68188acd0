"""Beside the grid: what waits to be placed, and the sites of the library, each a list one drags or places from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from tripplanner.i18n import msg
from tripplanner.ui.language import Words
from tripplanner.ui.library.finder import Finder
from tripplanner.ui.programme.cards import Cards
from tripplanner.ui.programme.slots import VISIT_ICONS, Reader, Slot
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import column, search_field, text_label
from tripplanner.ui.widgets.fitted_tabs import FittedTabs

if TYPE_CHECKING:
    from tripplanner.planning.listings.sites import SiteRow

SITE = "site:"
#: The least width, which grows with the letters up to another one.
_LEAST, _WIDEST = 150, 190


def site_key(id: int) -> str:
    """The key of a site's card."""
    return f"{SITE}{id}"


def site_of(key: str) -> int | None:
    """The number of the site whose card has this key; ``None`` for an item's."""
    return int(key.removeprefix(SITE)) if key.startswith(SITE) else None


class Shelf(QFrame):
    """A card with two tabs and a field that filters both.

    :param library: reads the sites, when they are first wanted.
    """

    def __init__(self, theme: Theme, words: Words, library: Callable[[], Sequence[SiteRow]]) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._theme = theme
        self._grow()
        theme.changed.connect(self._grow)
        self._words, self._read = words, library
        self._waiting: Sequence[Slot] = ()
        self._sites: Sequence[SiteRow] | None = None
        self._finder, self._site_finder = Finder(_of_slot), Finder(_of_site)
        self._reader: Reader | None = None
        self.tabs = FittedTabs()
        for _tab in range(2):
            self.tabs.add("")
        words.put(self.tabs, msg("What can be placed"), "setAccessibleName")
        self.filter = search_field(words, msg("Filter…"), theme)
        self.unplaced, self.sites = Cards(theme), Cards(theme)
        words.put(self.unplaced, msg("Items to place"), "setAccessibleName")
        words.put(self.sites, msg("Sites of the library"), "setAccessibleName")
        self.none = text_label(ink="text3", size="dense", wrap=True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.unplaced)
        self.stack.addWidget(self.sites)
        lines = column(self, (8, 6, 6, 8), 6)
        for widget in (self.tabs, self.filter, self.none):
            lines.addWidget(widget)
        lines.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._turned)
        self.filter.textChanged.connect(lambda _text: self._fill())
        words.also(self._title)

    def _grow(self) -> None:
        self.setMinimumWidth(min(_WIDEST, self._theme.px(_LEAST)))

    def show_waiting(self, slots: Sequence[Slot], reader: Reader) -> None:
        """Show these items; sites are written with the same reader."""
        self._waiting, self._reader = slots, reader
        self._title()
        self._fill()

    def open(self, tab: str) -> None:
        """Bring *items* or *sites* to the front."""
        self.tabs.setCurrentIndex(1 if tab == "sites" else 0)

    def shown(self) -> Cards:
        """The list that is in front."""
        return self.sites if self.tabs.currentIndex() == 1 else self.unplaced

    def site(self, id: int) -> SiteRow | None:
        """A site of the library by its number."""
        return next((site for site in self._library() if site.id == id), None)

    def _library(self) -> Sequence[SiteRow]:
        """The sites, read when they are first wanted."""
        if self._sites is None:
            self._sites = self._read()
            self._site_finder.forget()
        return self._sites

    def notice(self, changes: object) -> None:
        """Something changed in the database: sites are read again where they did."""
        tables: frozenset[str] = getattr(changes, "tables", frozenset())
        if tables & {"site", "site_theme", "theme"}:
            self._sites = None
            self._fill()

    def _turned(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self._fill()

    def _title(self) -> None:
        count = len(self._waiting)
        first = self._words.say(msg("To place"))
        self.tabs.say(0, f"{first} {count}" if count else first)
        self.tabs.say(1, self._words.say(msg("Sites")))

    def _fill(self) -> None:
        question = self.filter.text()
        if self._reader is None:
            return
        if self.tabs.currentIndex() == 1:
            fitting = [site for site in self._library() if not question or self._site_finder.holds(site, question)]
            self.sites.put([site_slot(site, self._reader) for site in fitting])
            count = len(fitting)
        else:
            found = [slot for slot in self._waiting if _fits(slot, question, self._finder)]
            self.unplaced.put(found)
            count = len(found)
        self._say_none(count, bool(question))

    def _say_none(self, count: int, filtered: bool) -> None:
        """An empty list says why it is empty."""
        empty = msg("Everything has its place.") if self.tabs.currentIndex() == 0 else msg("The library has no sites.")
        self.none.setText(self._words.say(msg("Nothing fits the filter.") if filtered else empty))
        self.none.setVisible(not count)


def site_slot(site: SiteRow, reader: Reader) -> Slot:
    """A site as a card."""
    tone = (reader.tones or {}).get(site.id, "nature")
    title, second = reader.words(site.name), site.name.get(reader.second)
    minutes = site.typical_visit_min
    span = reader.clock.duration(minutes) if minutes else ""
    comma = reader.clock.comma
    return Slot(
        key=site_key(site.id), tone=tone, icon=VISIT_ICONS.get(tone, "map-pin"), title=title,
        second="" if second == title else second, languages=(reader.first, reader.second), span=span,
        name=comma.join(part for part in (title, span, site.area) if part),
        tip="\n".join(part for part in (title, second, span, site.area) if part),
    )  # fmt: skip


def _of_site(row: SiteRow) -> Sequence[str]:
    return (*row.name.words.values(), row.code, row.area, row.massif)


def _of_slot(row: _Named) -> Sequence[str]:
    return row.title, row.second


class _Named:
    """A slot as the finder wants it."""

    def __init__(self, slot: Slot) -> None:
        self.uuid, self.title, self.second = f"{slot.key}{slot.title}{slot.second}", slot.title, slot.second


def _fits(slot: Slot, question: str, finder: Finder) -> bool:
    return not question or finder.holds(_Named(slot), question)


def beside(card: QWidget, sheet: QWidget) -> QSplitter:
    """The card at the left of the programme, with a seventh of the width."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(12)
    for widget in (card, sheet):
        made.addWidget(widget)
    made.setStretchFactor(0, 1)
    made.setStretchFactor(1, 6)
    made.setSizes([156, 936])
    return made
