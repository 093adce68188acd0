"""How a person's name is written: native script first, family name in capitals in Latin letters.

``李娜 LI Na``. Any part may be missing (a mononym has one); a second surname follows the first; a name in
Han characters has no space inside, other scripts keep theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_UNSPACED = frozenset({"Hans", "Hant", "Hani", "Jpan", "Hrkt", "Kore", "Hang", "Bopo"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name; ``order`` is *family_first* or *given_first*, ``preferred_latin`` replaces the whole."""

    family: str = ""
    given: str = ""
    second_family: str = ""
    native_family: str = ""
    native_given: str = ""
    native_script: str = ""
    romanisation: str = ""
    preferred_latin: str = ""
    order: str = "family_first"

    @classmethod
    def of(cls, parts: Any) -> PersonName:
        """The name of a person of the model."""
        return cls(
            parts.family_name,
            parts.given_name,
            parts.second_family_name,
            parts.native_family,
            parts.native_given,
            parts.native_script,
            parts.romanisation,
            parts.preferred_latin,
            parts.name_order,
        )

    def __bool__(self) -> bool:
        return bool(self.printed)

    @property
    def native(self) -> str:
        """The name in the person's own script, ``李娜``; empty when unknown."""
        parts = _ordered(self.native_family.strip(), self.native_given.strip(), self.order)
        return ("" if self._unspaced else " ").join(parts)

    @property
    def _unspaced(self) -> bool:
        if self.native_script:
            return self.native_script in _UNSPACED
        return any(_is_han(character) for character in self.native_family + self.native_given)

    @property
    def latin(self) -> str:
        """The name in Latin letters, ``LI Na`` or ``Anne DUPONT``; empty when unknown."""
        if self.preferred_latin.strip():
            return self.preferred_latin.strip()
        surnames = " ".join(part.strip() for part in (self.family, self.second_family) if part.strip())
        return " ".join(_ordered(surnames.upper(), self.given.strip(), self.order))

    @property
    def printed(self) -> str:
        """Both forms, ``李娜 LI Na``; the one there is when the other is missing; empty when there is none."""
        native, latin = self.native, self.latin
        return native if native == latin else " ".join(part for part in (native, latin) if part)


_SPELT = {"M.": "Monsieur", "Mme": "Madame", "Mlle": "Mademoiselle", "Dr": "Docteur", "Pr": "Professeur"}
"""French abbreviates a title beside a name that is spoken of, not where somebody is spoken to."""


def addressed(name: PersonName | None, form: str, language: str, otherwise: str = "") -> str:
    """Somebody with their form of address in full: *Madame LI Na* (never *Mme*), *Ms LI Na*, *李娜女士*, *李娜处长*.

    ``form`` is their form of address in ``language``, a title or a post; ``otherwise`` stands where the name is not
    known.
    """
    if language == "zh":
        return f"{(name and (name.native or name.latin)) or otherwise}{form}"
    form = _SPELT.get(form, form) if language == "fr" else form
    return f"{form} {(name and (name.latin or name.native)) or otherwise}".strip()


def greeted(name: PersonName | None, form: str, language: str, otherwise: str = "") -> str:
    """Somebody as a letter greets them: as :func:`addressed`, but in French without the name: *Madame*."""
    return _SPELT.get(form, form) if language == "fr" and form else addressed(name, form, language, otherwise)


def _ordered(family: str, given: str, order: str) -> list[str]:
    parts = [given, family] if order == "given_first" else [family, given]
    return [part for part in parts if part]


def _is_han(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"
