"""A person's name as our faces can print it: ``李娜 LI Na``, in Latin letters where its script needs shaping."""

from __future__ import annotations

from tripplanner.glyphs import uncovered
from tripplanner.names import PersonName


def forms(name: PersonName) -> tuple[str, str]:
    """The native and the Latin form, each empty where it is not printed.

    A script that the faces cannot print is left to its Latin form, else to how the name is read; where there is
    neither, it stands with a mark for each character, because nobody may be left out of a list.
    """
    latin = name.latin
    if name.romanisation and (not latin or uncovered([latin])) and uncovered([name.native or latin]):
        latin = name.romanisation.strip()
    if name.native == latin or (latin and uncovered([name.native])):
        return "", latin
    return name.native, latin


def printable(name: PersonName) -> str:
    """Both forms in one line; empty when there is none."""
    return " ".join(filter(None, forms(name)))
