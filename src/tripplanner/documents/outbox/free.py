"""Messages of one’s own: written once, one to each receiver, with what stands in braces filled in for each."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from tripplanner.documents.outbox.wording import Writer
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.archived import open_trip
from tripplanner.planning.offices import office
from tripplanner.planning.outbox import Prepared, add_message, addressees, check_line
from tripplanner.planning.outbox.due import Heading
from tripplanner.planning.trips import trip_row

#: What may stand in braces.
PLACEHOLDERS = ("greeted", "addressed", "person", "trip", "dates", "first_day", "last_day", "office", "signatory")


def blank(session: Session, trip_id: int, language: str) -> str:
    """What a message in ``language`` begins and ends with, in the office’s words, its placeholders not yet filled."""
    return _writer(session, trip_id).blank(language)


def write_free(
    session: Session, trip_id: int, to: Collection[str], language: str, subject: str, body: str, key: str
) -> tuple[int, ...]:
    """Adds a message to review to each of these people and organisations of the trip (UUIDs); returns their numbers.

    ``key`` is new for each text: the same one writes nothing twice. A writing verb. Raises :class:`TripPlannerError`
    for a text without words or subject, or without anybody to send it to, and
    :class:`~tripplanner.planning.archived.Archived`.
    """
    open_trip(session, trip_id)
    _check(to, subject, body)
    writer, wanted = _writer(session, trip_id), set(to)
    added: list[int] = []
    for one in addressees(session, trip_id):
        if one.uuid in wanted:
            said = writer.free(one, language, " ".join(subject.split()), body.strip() + "\n")
            added.append(add_message(session, trip_id, Prepared(
                key=f"free:{key}:{one.uuid}", purpose="free", name=one.name, address=one.address, language=language,
                subject=said[0], body=said[1] + "\n", doubts=said[2], person_id=one.person_id,
                organisation_id=one.organisation_id,
            )))  # fmt: skip
    return tuple(added)


def _writer(session: Session, trip_id: int) -> Writer:
    trip = trip_row(session, trip_id)
    return Writer(session, Heading(trip.uuid, trip.title, trip.first_day, trip.last_day), office(session))


def _check(to: Collection[str], subject: str, body: str) -> None:
    check_line(subject, msg("the subject"))
    lacking = msg("The message is to nobody.") if not to else msg("The message has no subject.")
    if to and subject.strip():
        lacking = msg("The message says nothing.")
    if not to or not subject.strip() or not body.strip():
        raise TripPlannerError(lacking, msg("It was not written."), msg("Fill that in."))
