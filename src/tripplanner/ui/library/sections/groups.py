"""The sub-groups of a delegate, and the rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox
from sqlalchemy.orm import Session

from tripplanner.i18n import msg, msgn
from tripplanner.model.trips import Delegate
from tripplanner.planning import finding
from tripplanner.planning.delegations.grouping import (
    GroupRow,
    add_subgroup,
    edit_delegation,
    recode_subgroup,
    remove_subgroup,
    rename_subgroup,
    set_subgroup,
    subgroups_for,
)
from tripplanner.planning.delegations.ranking import move_rank, place_in_rank
from tripplanner.text import EMPTY, Text
from tripplanner.ui.language import short_name
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records import parsing
from tripplanner.ui.records.sheet import number_field, words_field
from tripplanner.ui.theme.tokens import TARGET
from tripplanner.ui.widgets.basics import row


@dataclass(frozen=True, slots=True)
class _Groups:
    delegation: int
    name: Text
    country: str
    expected: int | None
    rank: int
    last: int
    groups: tuple[GroupRow, ...]


class GroupsSection(Section):
    key = "groups"
    title = msg("Delegation, rank, sub-groups")
    kinds = ("delegates",)
    position = 22
    opened = True

    def read(self, session: Session, about: About) -> _Groups:
        delegate = finding.get(session, Delegate, about.id, msg("delegate"))
        place, last = place_in_rank(session, delegate)
        whole = delegate.delegation
        own = (whole.id, whole.name, whole.country, whole.expected_size)
        return _Groups(*own, place, last, subgroups_for(session, delegate))

    def build(self, content: _Groups, about: About) -> None:
        name = about.words(content.name) or self.say(msg("Delegation without a name"))
        self.lines.addLayout(self.entry(name, self._size(content), edit=lambda: self.edit_delegation(content, about)))
        self._rank(content, about)
        for group in content.groups:
            self._group(group, about)
        self.add_link(msg("New sub-group…"), lambda: self.make(content, about))

    def _size(self, content: _Groups) -> str:
        there = self.say(msgn("{n} person", "{n} people", content.last))
        if content.expected is None or content.expected == content.last:
            return there
        return self.say(msg("{there}, {count} expected", there=there, count=content.expected))

    def _rank(self, content: _Groups, about: About) -> None:
        words = self.say(msg("Rank {rank} of {count}", rank=content.rank, count=content.last))
        tools = []
        if self.may_write and content.rank > 1:
            tools.append(self.icon("arrow-up", msg("Higher in rank (Alt+Up)"), lambda: self.move_rank(about, -1)))
        if self.may_write and content.rank < content.last:
            tools.append(self.icon("arrow-down", msg("Lower in rank (Alt+Down)"), lambda: self.move_rank(about, 1)))
        self.lines.addLayout(self.entry(words, more=tools))

    def _group(self, group: GroupRow, about: About) -> None:
        name = f"{group.code} · {about.words(group.name)}"
        box = QCheckBox()
        box.setMinimumWidth(TARGET)
        box.setAccessibleName(name)
        box.setChecked(group.inside)
        box.setEnabled(self.may_write)
        box.clicked.connect(lambda on: self._set(group, about, on))
        line = row(gap=2)
        line.addWidget(box)
        line.addWidget(self.note(f"{name} ({group.size})", ""), 1)
        if self.may_write:
            line.addWidget(self.icon("pencil", msg("Edit: {title}", title=name), lambda: self.rename(group, about)))
            line.addWidget(self.icon("x", msg("Take off: {title}", title=name), lambda: self._remove(group)))
        self.lines.addLayout(line)

    # -- edits

    def move_rank(self, about: About, by: int) -> None:
        """One place up or down."""
        self.do(msg("change the rank"), move_rank, about.id, by)

    def edit_delegation(self, content: _Groups, about: About) -> None:
        """Its name in each language, its country, how many are expected."""
        codes = about.languages[:3]
        fields = [
            words_field(code, msg("Name, {language}", language=short_name(code)), content.name.get(code), code)
            for code in codes
        ]
        country = words_field("country", msg("Country (FR, CN …)"), content.country)
        size = number_field("size", msg("Expected"), content.expected)

        def write(session: Session, values: dict[str, Any]) -> None:
            names = {code: values[code] for code in codes}
            code = parsing.country(values["country"])
            edit_delegation(session, content.delegation, names=names, country=code, expected_size=values["size"])

        self.ask_for(msg("Delegation"), [*fields, country, size], msg("change the delegation"), write)

    def make(self, content: _Groups, about: About) -> None:
        """A new sub-group with this delegate in it."""
        code = about.languages[0]
        fields = [words_field("name", msg("Name, {language}", language=short_name(code)), "", code)]

        def write(session: Session, values: dict[str, Any]) -> object:
            return add_subgroup(session, content.delegation, EMPTY.with_words(code, values["name"]), [about.id])

        self.ask_for(msg("New sub-group"), fields, msg("make a sub-group"), write)

    def rename(self, group: GroupRow, about: About) -> None:
        """Its code, and its name in each language."""
        codes = about.languages[:3]
        fields = [words_field("code", msg("Code"), group.code)]
        fields += [
            words_field(code, msg("Name, {language}", language=short_name(code)), group.name.get(code), code)
            for code in codes
        ]

        def write(session: Session, values: dict[str, Any]) -> None:
            if values["code"] != group.code:
                recode_subgroup(session, group.id, values["code"])
            for code in sorted(codes, key=lambda one: one != group.name.source):
                if values[code] != group.name.get(code):
                    rename_subgroup(session, group.id, code, values[code])

        self.ask_for(msg("Sub-group"), fields, msg("rename a sub-group"), write)

    def _set(self, group: GroupRow, about: About, on: bool) -> None:
        if not self.do(msg("change “{field}”", field=msg("Sub-groups")), set_subgroup, [about.id], group.id, on):
            self._shown = ()
            self.show_about(about)

    def _remove(self, group: GroupRow) -> None:
        self.do(msg("take off a sub-group"), remove_subgroup, group.id)


SECTION = GroupsSection
