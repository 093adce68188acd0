"""What all content shares: references, the edition, pictures, the office, places, organisations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tripplanner.i18n import Message, printed
from tripplanner.names import PersonName
from tripplanner.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Ref:
    """The record a piece of content came from: its table and its UUID."""

    table: str
    uuid: str


NOWHERE = Ref("", "")


_LETTERS = {"approved": "A", "snapshot": "S"}


@dataclass(frozen=True, slots=True)
class Edition:
    """Which version this is. ``number`` counts releases; a draft has the number its release will get.

    ``edited_at`` is the last edit of anything the document says (UTC): the document's date, never the clock's.
    ``approved`` is when the programme was last approved, ``None`` before the first time. ``sort`` is *release* (also of
    the draft of one), *approved* or *snapshot*: those two count by themselves and are drafts to every reader. What is
    made of the *library* has no versions, nor has a *report* made after the trip: their date alone tells them apart.
    """

    number: int
    draft: bool
    edited_at: datetime
    approved: datetime | None = None
    released_at: datetime | None = None
    sort: str = "release"

    @property
    def label(self) -> str:
        """``v3``; ``A1`` and ``S2`` of an approved version and a snapshot, which are no releases."""
        if self.sort in ("library", "report"):
            return ""
        return f"{_LETTERS.get(self.sort, 'v')}{self.number}"

    @property
    def warning(self) -> Message:
        """What stands on every page of a draft, and of what is no release."""
        if self.sort == "approved":
            return printed("APPROVED VERSION {number}, not released", number=self.number)
        if self.sort == "snapshot":
            return printed("SNAPSHOT {number}, for the office only", number=self.number)
        if self.sort == "report":
            return printed("DRAFT, do not circulate")
        return printed("DRAFT v{number}, do not circulate", number=self.number)

    @property
    def standing(self) -> Message:
        """What it is called beside its date, where it is no release."""
        if self.sort == "approved":
            return printed("approved version {number}", number=self.number)
        if self.sort == "snapshot":
            return printed("snapshot {number}", number=self.number)
        if self.sort == "report":
            return printed("draft")
        return printed("v{number} draft", number=self.number)

    @property
    def moment(self) -> datetime:
        """The instant printed and written into metadata: when the version was made, else that of the last edit."""
        return self.released_at or self.edited_at


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture ready to print: JPEG or PNG bytes, size in pixels."""

    ref: Ref
    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int
    caption: Text = EMPTY
    credit: str = ""


@dataclass(frozen=True, slots=True)
class OfficeIdentity:
    """Who publishes the document. ``accent`` is ``#rrggbb`` or empty."""

    ref: Ref = NOWHERE
    name: Text = EMPTY
    short_name: str = ""
    address: Text = EMPTY
    email: str = ""
    phone: str = ""
    emergency_phone: str = ""
    website: str = ""
    signatory: Text = EMPTY
    accent: str = ""
    logo: Photo | None = None


@dataclass(frozen=True, slots=True)
class StandardText:
    """A text of the office printed in many documents, found by its ``key`` (``practical.water`` …)."""

    ref: Ref
    key: str
    title: Text
    body: Text


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place; ``town`` is the name of the place it lies in. Degrees WGS 84, metres; ``None`` is unknown."""

    ref: Ref
    code: str
    name: Text
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    altitude_m: int | None
    zone: str
    address: str
    phone: str
    town: Text = EMPTY
    town_ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation as documents name it. ``email`` and ``phone`` are the organisation's, not a person's."""

    ref: Ref
    code: str
    acronym: str
    name: Text
    kind: Text
    role: Text
    country: str
    city: str
    address: str
    website: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where somebody subscribes to their own calendar: an https address, which only they are told.

    ``webcal``: what they read it on opens ``webcal://`` addresses, as far as anybody knows.
    """

    address: str
    webcal: bool = False

    @property
    def webcal_address(self) -> str:
        """The same address as calendar programs open it."""
        return "webcal://" + self.address.partition("://")[2]


@dataclass(frozen=True, slots=True)
class ReaderOfCopy:
    """Whose own copy this is: their UUID, name and sub-group marks."""

    person: str
    name: PersonName
    subgroups: tuple[str, ...]


class Head(Protocol):
    """What stands around a document whatever it is of: its name, who publishes it, which version it is, and of when."""

    @property
    def heading(self) -> Text: ...

    @property
    def office(self) -> OfficeIdentity: ...

    @property
    def edition(self) -> Edition: ...

    @property
    def zone(self) -> str: ...

    def when(self, language: str) -> str:
        """The days, or the day, that it speaks of."""
        ...
