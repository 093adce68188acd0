"""What the record leads to: organisation, place, themes, other names. Chosen, changed, taken off where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.linking import (
    LINKS,
    ROLES,
    Linked,
    Many,
    One,
    add_alias,
    add_link,
    aliases,
    candidates,
    linked,
    remove_alias,
    remove_link,
    set_link,
    set_role,
)
from tripplanner.text import Text
from tripplanner.ui.dialogs import ask
from tripplanner.ui.dialogs.picker import Choice, Picker
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import words_field

_KINDS = ("sites", "organisations", "cases", "delegates", "members", "contacts", "lodgings", "places", "themes", "legs")


@dataclass(frozen=True, slots=True)
class _Links:
    found: tuple[tuple[str, tuple[Linked, ...]], ...]
    aliases: tuple[tuple[int, str, str], ...]


class LinksSection(Section):
    key = "links"
    title = msg("Links")
    kinds = _KINDS
    position = 40

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.pick: Callable[[Picker], bool] = ask

    def read(self, session: Session, about: About) -> _Links:
        names = aliases(session, about.id) if about.table == "organisation" else ()
        return _Links(tuple(linked(session, about.table, about.id).items()), names)

    def build(self, content: _Links, about: About) -> None:
        links = {link.key: link for link in LINKS.get(about.table, ())}
        for key, found in content.found:
            if getattr(links[key], "apart", False):
                continue
            self.lines.addWidget(self.head(self.say(links[key].title)))
            if isinstance(link := links[key], One):
                self._one(link, found, about)
            else:
                self._many(link, found, about)
        if about.table == "organisation":
            self._aliases(content.aliases, about)

    def _one(self, link: One, found: tuple[Linked, ...], about: About) -> None:
        words = self._words(found[0].name, about) if found else "–"
        if not self.may_write:
            self.lines.addWidget(self.note(words, ""))
            return
        said = f"{self.say(link.title)}, {words}"
        current = found[0].target if found else None
        self.lines.addWidget(self.link(words, lambda: self._choose_one(link, current, about), said))

    def _many(self, link: Many, found: tuple[Linked, ...], about: About) -> None:
        for one in found:
            words = self._words(one.name, about)
            remove = lambda one=one: self._remove(link, one, about)  # noqa: E731
            if not link.role:
                self.lines.addLayout(self.entry(words, remove=remove))
                continue
            roles = [(key, self.say(word)) for key, word in ROLES.items()]
            chosen = lambda role, one=one: self._set_role(link, one, role, about)  # noqa: E731
            part = msg("Part")
            name = f"{words}, {self.say(part)}"
            self.lines.addLayout(self.entry(words, remove=remove))
            self.lines.addWidget(self.choice(name, roles, one.role, chosen))
        self.add_link(msg("Add…"), lambda: self._choose_more(link, about))

    def _aliases(self, found: tuple[tuple[int, str, str], ...], about: About) -> None:
        self.lines.addWidget(self.head(self.say(msg("Also called"))))
        for id, words, language in found:
            second = language if language else ""
            remove = lambda id=id: self.do(msg("take off “{name}”", name=""), remove_alias, about.id, id)  # noqa: E731
            self.lines.addLayout(self.entry(words, second, remove=remove))
        self.add_link(msg("Add another name…"), lambda: self._add_alias(about))

    # -- edits

    def _choose_one(self, link: One, current: int | None, about: About) -> None:
        none = [Choice(None, self.say(msg("none")))] if link.may_lack else []
        chosen = self._picked(link, none, current, about)
        if chosen is not None and chosen.id != current:
            self.do(msg("change “{field}”", field=link.title), set_link, about.table, about.id, link.key, chosen.id)

    def _choose_more(self, link: Many, about: About) -> None:
        chosen = self._picked(link, [], None, about)
        if chosen is not None and chosen.id is not None:
            self.do(msg("change “{field}”", field=link.title), add_link, about.table, about.id, link.key, chosen.id)

    def _picked(self, link: One | Many, first: list[Choice], current: int | None, about: About) -> Choice | None:
        rows = self.context.workspace.get(candidates, about.table, link.key, about.id)
        choices = [*first, *(Choice(id, about.words(name), tuple(name.words.values())) for id, name in rows)]
        picker = Picker(self.context, link.title, choices, current, self.window())
        return picker.chosen if self.pick(picker) else None

    def _remove(self, link: Many, one: Linked, about: About) -> None:
        self.do(msg("change “{field}”", field=link.title), remove_link, about.table, about.id, link.key, one.id)

    def _set_role(self, link: Many, one: Linked, role: str, about: About) -> None:
        if role != one.role:
            self.do(msg("change “{field}”", field=link.title), set_role, about.table, about.id, link.key, one.id, role)

    def _add_alias(self, about: About) -> None:
        fields = [words_field("name", msg("Name")), words_field("language", msg("Language (fr, en, zh …)"))]
        write = lambda session, values: add_alias(session, about.id, values["name"], values["language"][:12])  # noqa: E731
        self.ask_for(msg("Another name"), fields, msg("add another name"), write)

    def _words(self, name: Text | str, about: About) -> str:
        return about.words(name) if isinstance(name, Text) else name


SECTION = LinksSection
