"""Names of people as rows show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from tripplanner.model.people import Person
from tripplanner.planning.rows import execute

R = TypeVar("R")

# A given name written in Latin letters inside the native parts still needs its space.
_HAN = range(0x3400, 0xA000)


@dataclass(frozen=True, slots=True)
class NameRow:
    """The parts of a person's name; any may be empty."""

    family_name: str
    second_family_name: str
    given_name: str
    native_family: str
    native_given: str
    preferred_latin: str
    name_order: str

    @property
    def latin(self) -> str:
        """``LI Na``: the preferred form, else family name in capitals, in the order the person uses."""
        if self.preferred_latin:
            return self.preferred_latin
        family = " ".join(part for part in (self.family_name, self.second_family_name) if part).upper()
        parts = (family, self.given_name) if self.name_order == "family_first" else (self.given_name, family)
        return " ".join(part for part in parts if part)

    @property
    def native(self) -> str:
        """``李娜``: family name first in Han, with a space in other scripts."""
        parts = [part for part in (self.native_family, self.native_given) if part]
        han = all(ord(part[0]) in _HAN for part in parts)
        return ("" if han else " ").join(parts)

    @property
    def full(self) -> str:
        """``李娜 LI Na``; whatever there is when a part is missing."""
        return " ".join(part for part in (self.native, self.latin) if part)


NAME_COLUMNS: tuple[Any, ...] = (
    Person.family_name,
    Person.second_family_name,
    Person.given_name,
    Person.native_family,
    Person.native_given,
    Person.preferred_latin,
    Person.name_order,
)


def name_of(person: Person) -> NameRow:
    """The name of a mapped person."""
    return NameRow(*(getattr(person, column.key) for column in NAME_COLUMNS))


def named(session: Session, row_type: Callable[..., R], statement: Any, own: int) -> list[R]:
    """Rows whose first ``own`` columns are followed by those of a name."""
    return [row_type(*row[:own], NameRow(*row[own:])) for row in execute(session, statement)]
