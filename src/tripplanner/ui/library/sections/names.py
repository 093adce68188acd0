"""How the name is printed, live while its parts are edited."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.names import PersonName, addressed
from tripplanner.planning.owning import owner
from tripplanner.text import Text
from tripplanner.ui.language import short_name
from tripplanner.ui.library.section import About, Section


@dataclass(frozen=True, slots=True)
class _Forms:
    name: PersonName
    address: Text


class NamesSection(Section):
    key = "names"
    title = msg("As it is printed")
    kinds = ("delegates", "contacts", "members")
    position = 15
    opened = True
    above = True

    def read(self, session: Session, about: About) -> _Forms:
        person = owner(session, about.table, about.id).person
        return _Forms(PersonName.of(person), person.address)

    def build(self, content: _Forms, about: About) -> None:
        name = content.name
        if not name:
            self.lines.addWidget(self.note(self.say(msg("Nobody knows the name yet.")), "warn"))
            return
        self.lines.addWidget(self.head(name.printed))
        for language in about.languages[:2]:
            form = content.address.get(language)
            if form:  # nobody knows otherwise how to address them
                words = addressed(name, form, language)
                line = msg("In a letter ({language}): {name}", language=short_name(language), name=words)
                self.lines.addWidget(self.note(self.say(line), "text2"))
        if name.native and not name.latin:
            self.lines.addWidget(self.note(self.say(msg("Without Latin letters hosts cannot read the name.")), "warn"))


SECTION = NamesSection
