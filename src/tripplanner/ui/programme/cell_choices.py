"""What a cell of the list offers to choose from: days, fixed words, sub-groups, hosts, where an item is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from tripplanner.i18n import Message, msg
from tripplanner.planning import arranging, item_parts
from tripplanner.planning.arranging.placing import move_civil
from tripplanner.planning.item_parts import Part
from tripplanner.planning.items import edit_item_fields
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.planning.words import INTERPRETING, ITEM_STATUS, ITEM_TYPE
from tripplanner.ui.dialogs import ask
from tripplanner.ui.dialogs.picker import Choice, Picker
from tripplanner.ui.programme.part_choices import TITLES, choices, words_of

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

Verb = Callable[..., Any]
#: Words, whether it is so now, and what choosing it does.
Offered = tuple[Message | str, bool, Callable[[], object]]
#: Columns with a fixed choice of words.
_WORDS: Mapping[str, tuple[Message, Mapping[str, Message]]] = {
    "type": (msg("Type"), ITEM_TYPE),
    "status": (msg("Status"), ITEM_STATUS),
    "interpreting": (msg("Interpreting"), INTERPRETING),
}


class CellChoices:
    """Offers for an item of a programme screen. ``pick`` may be replaced to answer a picker without a person."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        self._screen = screen
        self.pick: Callable[[Picker], bool] = ask

    def offers(self, column: str, item: ItemRow) -> list[Offered]:
        """What a menu over the cell offers."""
        found = {"day": self._days, "groups": self._groups, "hosts": self._hosts, "where": self._ends}.get(column)
        return list(found(item) if found is not None else self._words(column, item))

    # -- fixed words and days

    def _words(self, column: str, item: ItemRow) -> Iterator[Offered]:
        now = getattr(item, column)
        offered: list[tuple[str | None, Message | str]] = [(None, "–")] if column == "interpreting" else []
        for code, said in [*offered, *_WORDS[column][1].items()]:
            yield said, code == now, partial(self._set_word, item, column, code)

    def _set_word(self, item: ItemRow, column: str, code: str | None) -> None:
        if code != getattr(item, column):
            self.do(self._changing(item, _WORDS[column][0]), edit_item_fields, item, None, **{column: code})

    def _days(self, item: ItemRow) -> Iterator[Offered]:
        board, own = self._screen.board, item.start.date() if item.start is not None else None
        days: set[date] = {*board.days()} if own is None else {*board.days(), own}
        for day in sorted(days):
            yield board.day_words(day), day == own, partial(self._set_day, item, day)
        yield msg("to place"), own is None, partial(self._set_day, item, None)

    def _set_day(self, item: ItemRow, day: date | None) -> None:
        if day == (item.start.date() if item.start is not None else None):
            return
        if day is None:
            self._screen.hands.take_off(item)
        elif item.start is None:
            self._screen.hands.to_gap(item, day)
        else:
            label = msg("move “{title}”", title=self._screen.board.title_of(item.uuid))
            self.do(label, move_civil, item, None, datetime.combine(day, item.start.time()))

    # -- who

    def _groups(self, item: ItemRow) -> Iterator[Offered]:
        """Everyone, then each sub-group to add or to leave out."""
        groups = self._screen.board.groups()
        everyone = not item.subgroup_ids or set(item.subgroup_ids) >= {id for id, _name in groups}
        yield msg("all"), everyone, partial(self._set_groups, item, ())
        own = set[int]() if everyone else set(item.subgroup_ids)
        for id, name in groups:
            chosen = tuple(one for one, _name in groups if one in own ^ {id})
            yield name, id in own, partial(self._set_groups, item, () if len(chosen) == len(groups) else chosen)

    def _set_groups(self, item: ItemRow, groups: tuple[int, ...]) -> None:
        if groups != item.subgroup_ids:
            self.do(self._changing(item, TITLES["groups"]), arranging.set_groups, item, None, groups)

    def _hosts(self, item: ItemRow) -> Iterator[Offered]:
        """Each host to take off, then one more."""
        for host in self._screen.context.workspace.get(item_parts.parts, item.id).hosts:
            yield words_of(self._screen, host.name), True, partial(self._remove_host, item, host)
        yield msg("Add a host…"), False, partial(self._add_host, item)

    def _remove_host(self, item: ItemRow, host: Part) -> None:
        self.do(self._changing(item, TITLES["hosts"]), item_parts.remove_part, item, "hosts", host.id)

    def _add_host(self, item: ItemRow) -> None:
        chosen = self._ask(TITLES["hosts"], choices(self._screen, "hosts"), None)
        if chosen is not None:
            self.do(self._changing(item, TITLES["hosts"]), item_parts.add_host, item, chosen.id)

    # -- where

    def _ends(self, item: ItemRow) -> Iterator[Offered]:
        """Where a transfer begins and ends."""
        for name, now in (("from_place", item.from_name), ("to_place", item.to_name)):
            words = self._screen.board.words_of(now) or "–"
            said = self._screen.context.language.say(msg("{field}: {value}", field=TITLES[name], value=words))
            yield said, False, partial(self._choose_end, item, name)

    def _choose_end(self, item: ItemRow, name: str) -> None:
        now = getattr(item, f"{name}_id")
        chosen = self._ask(TITLES[name], [self._none(), *choices(self._screen, name)], now)
        if chosen is not None and chosen.id != now:
            self.do(self._changing(item, TITLES[name]), item_parts.set_link, item, None, name, chosen.id)

    def choose_where(self, item: ItemRow) -> None:
        """Ask for a site of the library or a place; in the picker places have negative numbers."""
        now = item.site_id if item.site_id is not None else -item.place_id if item.place_id is not None else None
        chosen = self._ask(msg("Where"), [self._none(), *choices(self._screen, "site"), *self._places()], now)
        if chosen is None or chosen.id == now:
            return
        site = chosen.id if chosen.id is not None and chosen.id > 0 else None
        place = -chosen.id if chosen.id is not None and chosen.id < 0 else None
        self.do(self._changing(item, msg("Where")), item_parts.set_where, item, None, site, place)

    def _places(self) -> Iterator[Choice]:
        say = self._screen.context.language.say
        for one in choices(self._screen, "place"):
            if one.id is not None:
                yield Choice(-one.id, say(msg("{name} (place)", name=one.words)), one.searched)

    # -- asking and doing

    def _none(self) -> Choice:
        return Choice(None, self._screen.context.language.say(msg("none")))

    def _ask(self, title: Message, offered: list[Choice], now: int | None) -> Choice | None:
        picker = Picker(self._screen.context, title, offered, now, self._screen)
        return picker.chosen if self.pick(picker) else None

    def do(self, label: Message, verb: Verb, item: ItemRow, *arguments: object, **fields: object) -> None:
        """One step; the item stays chosen."""
        self._screen.hands.do(label, verb, item.id, *arguments, **fields)
        self._screen.choose(item.uuid)

    def _changing(self, item: ItemRow, field: Message) -> Message:
        return msg("change “{field}” of “{title}”", field=field, title=self._screen.board.title_of(item.uuid))
