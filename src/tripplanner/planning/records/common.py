"""What the kinds of record have in common: values that many fields share, provenance, rows that only link."""

from __future__ import annotations

from tripplanner.model import provenance
from tripplanner.planning.records.rows import Kind, Link, Parts
from tripplanner.planning.records.values import Field, ListOf, Notes, Number, Whole, Words

COUNTRY = Words(pattern=r"[A-Z]{2}|", longest=2)
LANGUAGE = Words(pattern=r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", longest=12)
LANGUAGES = ListOf(LANGUAGE)
HOUR = Words(pattern=r"([01]\d|2[0-3]):[0-5]\d|24:00", longest=5)
LATITUDE, LONGITUDE = Number(-90, 90), Number(-180, 180)
ALTITUDE = Whole(-500, 9000)

REFERENCE = Kind(
    "reference",
    provenance.Reference,
    (
        Field("kind", Words(("source", "more", "reference"), empty="source")),
        Field("citation", Words()),
        Field("url", Words()),
    ),
)
VERIFY = Kind("verify", provenance.VerifyMark, (Field("what", Words(), required=True),))
SOURCED = (Parts("references", REFERENCE), Parts("to_verify", VERIFY, "verify_marks"))
PROVENANCE = Field("provenance", Notes())
OF_TRIP = Link("trip", "trip", needed=True, implied=True)


def join(name: str, cls: type, to: str, attribute: str = "", *, ordered: bool = True) -> Kind:
    """A link table row that is written as the bare key of the record it leads to."""
    return Kind(name, cls, links=(Link(to, to, attribute, needed=True),), ordered=ordered)
