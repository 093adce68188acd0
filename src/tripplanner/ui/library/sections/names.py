"""How the name is printed, live while its parts are edited."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.names import PersonName
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
            words = addressed(name, content.address.get(language), language)
            if words:
                line = msg("In a letter ({language}): {name}", language=short_name(language), name=words)
                self.lines.addWidget(self.note(self.say(line), "text2"))
        if name.native and not name.latin:
            self.lines.addWidget(self.note(self.say(msg("Without Latin letters hosts cannot read the name.")), "warn"))


def addressed(name: PersonName, address: str, language: str) -> str:
    """``M. ZHENG Yuanshan``, ``郑远山先生``; empty where nobody knows how to address them."""
    if not address:
        return ""
    if language == "zh":
        return f"{name.native or name.latin}{address}"
    return f"{address} {name.latin or name.native}"


SECTION = NamesSection
