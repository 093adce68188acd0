"""Where an item is, who receives and comes, what is asked: the part of the details that leads to other records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QCheckBox, QSizePolicy

from tripplanner.i18n import msg
from tripplanner.planning import arranging, item_hours, item_parts
from tripplanner.planning.item_parts import ItemParts, Part
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.planning.words import HOST_STATE
from tripplanner.text import Text
from tripplanner.typography import polished
from tripplanner.ui.dialogs import ask
from tripplanner.ui.dialogs.picker import Choice, Picker
from tripplanner.ui.plain import for_button, in_script
from tripplanner.ui.programme.hour_rows import HourRows
from tripplanner.ui.programme.part_choices import TITLES, as_choices, choices
from tripplanner.ui.programme.part_rows import PartRows
from tripplanner.ui.widgets.basics import clear, column, row, text_label

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

_TRANSFER = ("from_place", "to_place", "vehicle")
_ELSE = ("site", "place", "vehicle", "fallback_site")


class PartsView(PartRows):
    """Built anew when the parts change; what had the focus keeps it. ``pick`` may be replaced in tests."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        super().__init__(screen)
        self._shown: tuple[object, ...] = ()
        self.hours = HourRows(self, screen, lambda: self._choose_part("guests"))
        self.pick: Callable[[Picker], bool] = ask

    def show_item(self, item: ItemRow, parts: ItemParts, languages: tuple[str, ...]) -> None:
        """Show what belongs to an item."""
        self._item = item
        code = self._screen.context.language.code
        state = (item.uuid, item.type, item.start, item.end, item.subgroup_ids, parts, languages, code)
        if state == self._shown:
            return
        self._shown = state
        focused = next((name for name, widget in self.named.items() if widget.hasFocus()), "")
        self.named = {}
        clear(self.lines)
        for name in _TRANSFER if item.type == "transfer" else _ELSE:
            self._link(name, parts.links[name])
        self._groups(item)
        self._list("hosts", parts.hosts)
        self.hours.show_guests(item, parts.guests, languages)
        self.hours.show_breaks(item, parts.breaks)
        self._questions(parts.questions, languages)
        self._list("cases", parts.cases)
        if focused in self.named:
            self.named[focused].setFocus()

    # -- building

    def _link(self, name: str, part: Part | None) -> None:
        line = row(gap=8)
        caption = text_label(ink="text3", size="dense", wrap=True)
        caption.setText(self.say(TITLES[name]))
        self._screen.context.theme.keep_width(caption, 96)
        words = self.words(part.name) if part is not None else ""
        said = f"{self.say(TITLES[name])}, {words or '–'}"
        line.addWidget(caption, 0)
        line.addWidget(self.button(name, words or "–", said, lambda: self._choose_link(name, part)), 1)
        self.lines.addLayout(line)

    def _groups(self, item: ItemRow) -> None:
        groups = self._screen.board.groups()
        if len(groups) < 2:
            return
        made = text_label(ink="text3", size="dense")
        made.setText(self.say(TITLES["groups"]))
        self.lines.addWidget(made)
        for id, name in groups:
            box = QCheckBox(for_button(name))
            box.setAccessibleName(name)
            box.setChecked(not item.subgroup_ids or id in item.subgroup_ids)
            box.clicked.connect(lambda on, id=id: self._group_clicked(id, on))
            self.named[f"group:{id}"] = box
            self.lines.addWidget(box)

    def _list(self, what: str, parts: tuple[Part, ...]) -> None:
        self.caption(what)
        for part in parts:
            line, block = row(gap=4), column(gap=2)
            title = self.words(part.name)
            label = in_script(text_label(wrap=True), title)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            block.addWidget(label)
            if what == "hosts":
                self._host_fields(block, part, title)
            line.addLayout(block, 1)
            take_off = lambda part=part: self.remove(what, part.id)  # noqa: E731
            line.addWidget(self.remove_button(f"{what}:{part.id}-", title, take_off))
            self.lines.addLayout(line)
        self.add_button(what, lambda: self._choose_part(what))

    def _host_fields(self, block: QBoxLayout, part: Part, title: str) -> None:
        """How far one has come with a host, and who of it receives."""
        said, name = f"{title}, {self.say(msg('State'))}", f"hosts:{part.id}"
        today = date.today()  # noqa: DTZ011 - the person's own day
        chosen = lambda state: self.change("hosts", item_parts.set_host_state, part.id, state, today)  # noqa: E731
        block.addWidget(self.choice(f"{name}:state", said, HOST_STATE, part.state, chosen))
        who = part.contact or self.say(msg("nobody named"))
        named = f"{title}, {self.say(msg('Contact'))}, {who}"
        block.addWidget(self.button(f"{name}:contact", who, named, lambda: self._choose_contact(part)))

    def _questions(self, parts: tuple[Part, ...], languages: tuple[str, ...]) -> None:
        self.caption("questions")
        for part in parts:
            block = column(gap=2)
            for language in languages:
                block.addLayout(self._question_row(part, language))
            line = row(gap=4)
            line.addLayout(block, 1)
            title = self.words(part.name)
            take_off = lambda part=part: self.remove("questions", part.id)  # noqa: E731
            line.addWidget(self.remove_button(f"questions:{part.id}-", title, take_off))
            self.lines.addLayout(line)
        self.add_button("questions", self._add_question)

    def _question_row(self, part: Part, language: str) -> QBoxLayout:
        text = part.name if isinstance(part.name, Text) else Text()
        left = lambda words: self._question_left(part, language, words)  # noqa: E731
        return self.text_row(f"questions:{part.id}:{language}", self.say(TITLES["questions"]), text, language, left)

    # -- edits

    def _choose_link(self, name: str, part: Part | None) -> None:
        offered = [Choice(None, self.say(msg("(none)"))), *choices(self._screen, name)]
        picker = Picker(self._screen.context, TITLES[name], offered, part.id if part else None, self)
        if self.pick(picker) and picker.chosen is not None and picker.chosen.id != (part.id if part else None):
            self.change(name, item_parts.set_link, None, name, picker.chosen.id)

    def _choose_part(self, what: str) -> None:
        picker = Picker(self._screen.context, TITLES[what], choices(self._screen, what), None, self)
        if self.pick(picker) and picker.chosen is not None:
            self.change(what, item_parts.ADD[what], picker.chosen.id)

    def _choose_contact(self, part: Part) -> None:
        """Who of an organisation receives; nobody, where it is not known."""
        item = self._item
        if item is None:
            return
        people = self._screen.context.workspace.get(item_hours.contacts_of, item.id, part.id)
        now = next((one.id for one in people if one.name == part.contact), None)
        offered = [Choice(None, self.say(msg("nobody named"))), *as_choices(self._screen, people)]
        picker = Picker(self._screen.context, msg("Contact"), offered, now, self)
        if self.pick(picker) and picker.chosen is not None and picker.chosen.id != now:
            self.change("hosts", item_hours.set_host_contact, part.id, picker.chosen.id)

    def _group_clicked(self, id: int, on: bool) -> None:
        if self._item is None:
            return
        groups = [one for one, _name in self._screen.board.groups()]
        present = set(self._item.subgroup_ids or groups)
        present = present | {id} if on else present - {id}
        chosen = () if present == set(groups) or not present else tuple(one for one in groups if one in present)
        self.change("groups", arranging.set_groups, None, chosen)

    def _question_left(self, part: Part, language: str, words: str) -> None:
        text = part.name if isinstance(part.name, Text) else Text()
        clean = polished(words.strip(), language)
        if clean != text.get(language):
            self.change("questions", item_parts.edit_question, part.id, language, clean)

    def _add_question(self) -> None:
        view = self._screen.board.view
        if view is None or self._item is None:
            return
        before = set(self.named)
        self.change("questions", item_parts.add_question, view.reader.first, "")
        new = next((name for name in self.named if name not in before and name.endswith(f":{view.reader.first}")), "")
        if new:
            self.named[new].setFocus()
