"""Forms of address: ``M.``, ``Mme``, ``Dr``, 女士. A column called *Titre* or *Title* may hold them, or posts."""

from __future__ import annotations

import re

from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.i18n import msg

_FORMS = {
    ("fr", "m"): "M. | Monsieur | MM.",
    ("fr", "f"): "Mme | Madame | Mlle | Mademoiselle",
    ("fr", ""): "Pr | Docteur | Dre | Professeur | Professeure | Me | Maître",
    ("en", "m"): "Mr | Mister | Sir",
    ("en", "f"): "Mrs | Ms | Miss | Lady | Madam",
    ("en", ""): "Mx | Prof | Professor | Doctor | Rev | Hon",
    ("zh", "m"): "先生 | 男士",
    ("zh", "f"): "女士 | 小姐 | 夫人 | 太太",
    ("zh", ""): "博士 | 教授 | 老师 | 阁下 | 医生",
    ("", ""): "Dr | Ph.D.",
}
_KNOWN = {normalised(form): key for key, forms in _FORMS.items() for form in forms.split(" | ")}
_BETWEEN = re.compile(r"[\s.,/]+")


class AddressKind(Kind):
    """A form of address, or several that are used together: ``Mme le Dr``."""

    def read(self, cell: Cell, reading: Reading) -> str:
        words = plain(cell)
        if not is_form(words):
            raise Refused(
                msg("“{value}” is not a form of address.", value=said(cell)), msg("Write it like M., Ms or 女士.")
            )
        return words


ADDRESS = AddressKind()


def is_form(words: str) -> bool:
    """Whether words are a form of address."""
    return bool(_keys(words))


def language_of_form(words: str) -> str:
    """The language a form of address is in; nothing where it may be in several."""
    return next((language for language, _ in _keys(words) if language), "")


def gender_of_form(words: str) -> str:
    """Whether a form of address is that of a woman or a man (``f``, ``m``), where it says so."""
    return next((gender for _, gender in _keys(words) if gender), "")


def _keys(words: str) -> list[tuple[str, str]]:
    """What is known of the forms; nothing where a word is none."""
    if whole := _KNOWN.get(normalised(words)):
        return [whole]
    parts = [part for part in _BETWEEN.split(words.casefold()) if part not in ("", "le", "la", "et")]
    found = [_KNOWN.get(normalised(part)) for part in parts]
    return [one for one in found if one is not None] if all(found) else []
