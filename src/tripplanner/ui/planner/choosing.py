"""The first face of the planner: which sites and days, what stays, the pace, the themes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLayout, QSpinBox, QVBoxLayout, QWidget

from tripplanner.dates import clock
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.planner.choices import Choices, ItemChoice, SiteChoice
from tripplanner.planning.planner.wishes import Wishes
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.plain import one_line
from tripplanner.ui.planner.checklist import CheckList
from tripplanner.ui.planner.details import Nights, VisitLength
from tripplanner.ui.programme.change_sheet import Choice
from tripplanner.ui.programme.times import Clock
from tripplanner.ui.widgets.basics import Segments, button, column, frame, inset, row, search_field, text_label

PACES = (("calm", msg("Calm")), ("normal", msg("Normal")), ("full", msg("Full")))
MOST_PEOPLE = 500


class Choosing(QWidget):
    """Asks for :class:`Wishes`.

    ``people(groups)`` counts the sub-groups with those who accompany them, ``words_of`` writes a text in the
    language of the content.
    """

    def __init__(
        self,
        context: Context,
        words: Words,
        choices: Choices,
        people: Callable[[tuple[int, ...]], int],
        words_of: Callable[[Text], str],
    ) -> None:
        super().__init__()
        self._context, self.words, self._choices, self._words_of = context, words, choices, words_of
        self._clock = Clock(context.language.code, context.language.say)
        tall = context.theme.px(26)
        self.sites = CheckList(words, msg("Sites to visit"), tall)
        self.days = CheckList(words, msg("Days that may change"), tall)
        self.items = CheckList(words, msg("What stays where it is"), tall)
        self.themes = CheckList(words, msg("Themes to cover"), tall)
        self.sites.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # how long a visit takes stands at the end
        self.search = search_field(words, msg("Filter the sites"), context.theme)
        self.pace = Segments(words, PACES, msg("Pace"))
        self.pace.choose("normal")
        self.people = inset(QSpinBox())
        self.people.setRange(1, MOST_PEOPLE)
        self.people.setValue(max(1, people(())))
        self._count_people, self._important = people, set[int]()
        self.length = VisitLength(words, context.theme)
        self.nights = Nights(context, words, words_of, choices.lodgings, self._clock)
        everyone: list[tuple[object, str]] = [((), context.language.say(msg("everyone")))]
        named = [((one.id,), words_of(one.name) or one.code) for one in choices.groups]
        self.groups = Choice([*everyone, *named], ())
        self.count = text_label(ink="text2", size="dense")
        self._build()
        self._fill()
        self.search.textChanged.connect(self.sites.filter)
        self.sites.changed.connect(self._count)
        self.groups.currentIndexChanged.connect(self._for_others)
        self.sites.currentRowChanged.connect(self._offer_importance)
        self.length.changed.connect(self._say_length)
        self.days.currentRowChanged.connect(lambda _row: self.nights.offer(self._day()))
        self._count()
        self._offer_importance()
        self.nights.offer(self._day())

    def _groups(self) -> tuple[int, ...]:
        return cast("tuple[int, ...]", self.groups.value() or ())

    def wishes(self) -> Wishes:
        """What was chosen."""
        return Wishes(
            sites=_ids(self.sites), fixed=frozenset(_ids(self.items)), days=frozenset(cast(Any, self.days.chosen())),
            themes=frozenset(_ids(self.themes)), pace=self.pace.current() or "normal", people=self.people.value(),
            keep_nights=self.keep_nights.isChecked(), interpreted=self.interpreted.isChecked(),
            evenings=self.evenings.isChecked(), important=frozenset(self._important),
            groups=frozenset(self._groups()), minutes=self.length.chosen, nights=self.nights.chosen,
        )  # fmt: skip

    # -- building

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        grid.addWidget(self._card(msg("Sites to visit"), self.search, self.sites, self._site_buttons()), 0, 0, 2, 1)
        grid.addWidget(self._card(msg("What stays where it is"), self.items), 0, 1, 2, 1)
        grid.addWidget(self._card(msg("Days that may change"), self.days, self.nights), 0, 2)
        grid.addWidget(self._card(msg("Themes to cover"), self.themes), 1, 2)
        grid.addLayout(self._options(), 2, 0, 1, 3)
        for at, wide in enumerate((10, 10, 8)):
            grid.setColumnStretch(at, wide)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(1, 1)

    def _card(self, title: Message, *parts: QWidget | QLayout) -> QWidget:
        card = frame("card")
        lines = column(card, (12, 10, 12, 10), 6)
        lines.addWidget(self.words.put(text_label(strong=True, wrap=True), title))
        for part in parts:
            if isinstance(part, QWidget):
                lines.addWidget(part, 1 if isinstance(part, CheckList) else 0)
            else:
                lines.addLayout(part)
        return card

    def _site_buttons(self) -> QVBoxLayout:
        here = button(self.words, msg("Those of the trip"), "link")
        none = button(self.words, msg("None"), "link")
        here.clicked.connect(lambda: self.sites.choose(one.id for one in self._choices.sites if one.here))
        none.clicked.connect(lambda: self.sites.choose(()))
        self.important = button(self.words, msg("Important"), "link", self._context.theme, "star")
        self.important.clicked.connect(self.toggle_importance)
        lines = column(gap=0)
        lines.addWidget(self.length)
        for left, right in ((self.count, self.important), (here, none)):
            line = row(gap=12)
            line.addWidget(left)
            line.addStretch(1)
            line.addWidget(right)
            lines.addLayout(line)
        return lines

    def _options(self) -> QVBoxLayout:
        first, second = row(gap=14), row(gap=14)
        first.addWidget(self.words.put(text_label(ink="text2"), msg("Pace")))
        first.addWidget(self.pace)
        label = text_label(ink="text2")
        label.setBuddy(self.people)
        first.addWidget(self.words.put(label, msg("Group size")))
        self.words.put(self.people, msg("Group size"), "setAccessibleName")
        self.words.put(self.people, msg("Group size, with those who accompany it"), "setAccessibleDescription")
        first.addWidget(self.people)
        self.words.put(self.groups, msg("For whom"), "setAccessibleName")
        first.addWidget(self.groups)
        self.groups.setVisible(len(self._choices.groups) > 1)
        self.keep_nights = self._box(msg("Keep the lodgings"), True)
        self.interpreted = self._box(msg("Time for interpreting (× 1.6)"), False)
        self.evenings = self._box(msg("Add debriefs and dinners"), True)
        lines = column(gap=4)
        for line, boxes in ((first, ()), (second, (self.keep_nights, self.interpreted, self.evenings))):
            for box in boxes:
                line.addWidget(box)
            line.addStretch(1)
            lines.addLayout(line)
        return lines

    def _box(self, words: Message, on: bool) -> QCheckBox:
        box = QCheckBox()
        self.words.control(box, words)
        box.setChecked(on)
        return box

    # -- filling

    def _fill(self) -> None:
        choices = self._choices
        here = [one for one in choices.sites if one.here]
        others = [one for one in choices.sites if not one.here]
        self.sites.fill((one.id, self._site(one), one.here, True) for one in (*here, *others))
        self.days.fill((day, self._clock.day_title(day), True, True) for day in choices.days)
        self._fill_items(frozenset(one.id for one in choices.items if one.stays))
        self.themes.fill((one.id, self._words_of(one.name) or one.code, False, True) for one in choices.themes)

    def _fill_items(self, ticked: frozenset[int]) -> None:
        """What stays: what was ticked, and in any case what concerns others than those who are planned for."""
        entries = ((one, self._choices.may_move(one, self._groups())) for one in self._choices.items)
        self.items.fill((one.id, self._item(one), one.id in ticked or not free, free) for one, free in entries)

    def _for_others(self) -> None:
        """Other people are planned for: they are counted, and only what is theirs alone may move."""
        self.people.setValue(max(1, self._count_people(self._groups())))
        usual = {one.id for one in self._choices.items if one.stays and not one.groups}
        self._fill_items(frozenset(usual))

    def _site(self, site: SiteChoice) -> str:
        name = self._words_of(site.name) or site.code
        parts = [self._context.language.say(msg("important"))] if site.id in self._important else []
        minutes = self.length.chosen.get(site.id, site.minutes)
        parts += [name, self._clock.duration(minutes)] if minutes else [name]
        return " · ".join(parts)

    def toggle_importance(self, _checked: bool = False) -> None:
        """The site under the cursor weighs double, or no more; it is then chosen, too."""
        entry, id = self.sites.currentItem(), self._here()
        if entry is None:
            return
        self._important ^= {id}
        self._say_again()
        if id in self._important:
            entry.setCheckState(Qt.CheckState.Checked)
        self._offer_importance()

    def _offer_importance(self, _row: int = 0) -> None:
        id = self._here()
        self.important.setEnabled(id > 0)
        site = self._choice(id)
        self.length.offer(site.id if site else 0, site.minutes if site else None)
        said = msg("No longer important") if id in self._important else msg("Important")
        self.words.control(self.important, said)

    def _here(self) -> int:
        """The site under the cursor; 0 where there is none."""
        entry = self.sites.currentItem()
        return int(str(entry.data(Qt.ItemDataRole.UserRole))) if entry is not None else 0

    def _choice(self, id: int) -> SiteChoice | None:
        return next((one for one in self._choices.sites if one.id == id), None)

    def _say_again(self) -> None:
        entry, site = self.sites.currentItem(), self._choice(self._here())
        if entry is not None and site is not None:
            entry.setText(one_line(self._site(site)))

    def _say_length(self) -> None:
        """A site whose length somebody sets is meant to be visited."""
        self._say_again()
        entry = self.sites.currentItem()
        if entry is not None and self._here() in self.length.chosen:
            entry.setCheckState(Qt.CheckState.Checked)

    def _day(self) -> date | None:
        """The day under the cursor, where a night follows it."""
        entry = self.days.currentItem()
        day = entry.data(Qt.ItemDataRole.UserRole) if entry is not None else None
        return day if isinstance(day, date) and day != self._choices.last_day else None

    def _item(self, item: ItemChoice) -> str:
        return f"{self._clock.day(item.start.date())} {clock(item.start)} · {self._words_of(item.title)}"

    def _count(self) -> None:
        count = len(self.sites.chosen())
        self.words.put(self.count, msgn("{n} site chosen", "{n} sites chosen", count))


def _ids(entries: CheckList) -> tuple[int, ...]:
    return tuple(int(str(key)) for key in entries.chosen())
