"""Names of files: ``2027-06_Alpes_Itinéraire_brouillon_fr-zh.pdf``, for any file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from tripplanner.documents.registry import DocumentKind, Kept, Request
from tripplanner.i18n import Message, msg, say

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]')
_OCTETS = 60  # of a part: four parts stay below the 255 octets of every file system
_FEW_OCTETS = 32  # of a title that stands for the code of a trip
_DRAFT = msg("draft")


class Named(Protocol):
    """What names the files of a trip: a row of the list of trips, or the record itself; titles are texts."""

    @property
    def id(self) -> int: ...

    @property
    def code(self) -> str: ...

    @property
    def title(self) -> Any: ...

    @property
    def short_title(self) -> Any: ...

    @property
    def first_day(self) -> date: ...


def file_name(trip: Named, kind: DocumentKind, request: Request, language: str, person: str = "") -> str:
    """The name a document gets unless somebody chooses another.

    :param language: of the person who makes the document: they must recognise it.
    :param person: whose copy it is, in Latin letters where possible.
    """
    version = say(_version(request.release), language)
    parts = [month(trip), short(trip, language), say(kind.title, language), version, "-".join(request.languages)]
    return joined([*parts, person or _which(kind, request)]) + kind.suffix_for(request)


def _version(release: int | Kept | None) -> Message:
    """Of what is no release, a word that nobody takes for one."""
    if isinstance(release, Kept) and release.sort == "approved":
        return msg("approved version {number}", number=release.number)
    if isinstance(release, Kept):
        return msg("snapshot {number}", number=release.number)
    return Message(f"v{release}") if release else _DRAFT


def _which(kind: DocumentKind, request: Request) -> str:
    """Which of the several files of a kind it is: the values that were chosen."""
    return "-".join(request.options.values()) if kind.series else ""


def joined(parts: Sequence[str]) -> str:
    """The parts that are left once made safe, joined by ``_``."""
    return "_".join(safe for part in parts if (safe := safe_part(part)))


def safe_part(text: str) -> str:
    """The text as a part of a file name: no separators, no spaces, at most 60 octets, in any script."""
    plain = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    words = "-".join(plain.replace("_", " ").split()).strip(".-")
    return words.encode()[:_OCTETS].decode(errors="ignore").rstrip(".-")


def distinct(names: Iterable[str]) -> list[str]:
    """The same names, those that would make the same file numbered: file systems do not tell capitals apart."""
    taken: set[str] = set()
    found: list[str] = []
    for name in names:
        one, number = safe_part(name), 2
        while one.casefold() in taken:
            end = f"-{number}"
            one, number = f"{safe_part(name).encode()[: _OCTETS - len(end)].decode(errors='ignore')}{end}", number + 1
        taken.add(one.casefold())
        found.append(one)
    return found


def trip_folder(trip: Named, language: str) -> str:
    """The name of a folder for everything of a trip."""
    return joined([month(trip), short(trip, language)])


def month(trip: Named) -> str:
    """The month it begins in, by which files sort."""
    return f"{trip.first_day:%Y-%m}"


def called(trip: Named, language: str) -> str:
    """Its code, else all of what it is called: for names that must stay as they are, people subscribed to them."""
    return trip.code or trip.short_title.best(language) or trip.title.best(language) or str(trip.id)


def short(trip: Named, language: str) -> str:
    """The shortest name a trip has: its code, else the first words of what it is called.

    It stands in a folder and again in each file of it, and Windows opens no path of more than 259 characters.
    """
    if safe_part(trip.code):
        return trip.code
    titles = (trip.short_title.best(language), trip.title.best(language))
    return next((words for title in titles if (words := _first_words(safe_part(title)))), str(trip.id))


def _first_words(name: str) -> str:
    """As many words of a safe part as have room; a single one is cut, as are languages that part none."""
    if len(name.encode()) <= _FEW_OCTETS:
        return name
    cut = name.encode()[: _FEW_OCTETS + 1].decode(errors="ignore")
    words = cut.rpartition("-")[0] or cut.encode()[:_FEW_OCTETS].decode(errors="ignore")
    return words.rstrip(".-")
