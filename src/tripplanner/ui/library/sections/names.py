"""How the name is printed, live while its parts are edited."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.names import PersonName
from tripplanner.planning.owning import owner
from tripplanner.ui.library.section import About, Section


@dataclass(frozen=True, slots=True)
class _Forms:
    name: PersonName
    address: str
    gender: str


class NamesSection(Section):
    key = "names"
    title = msg("As it is printed")
    kinds = ("delegates", "contacts", "members")
    position = 15
    opened = True
    above = True

    def read(self, session: Session, about: About) -> _Forms:
        person = owner(session, about.table, about.id).person
        return _Forms(PersonName.of(person), about.words(person.address), person.gender)

    def build(self, content: _Forms, about: About) -> None:
        name = content.name
        if not name:
            self.lines.addWidget(self.note(self.say(msg("Nobody knows the name yet.")), "warn"))
            return
        self.lines.addWidget(self.head(name.printed))
        addressed = " ".join(part for part in (content.address, name.latin or name.native) if part)
        if content.address and addressed != name.printed:
            self.lines.addWidget(self.note(self.say(msg("In a letter: {name}", name=addressed)), "text2"))
        if name.native and not name.latin:
            self.lines.addWidget(self.note(self.say(msg("Without Latin letters hosts cannot read the name.")), "warn"))


SECTION = NamesSection
