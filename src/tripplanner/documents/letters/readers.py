"""For whom a letter can be asked."""

from __future__ import annotations

from tripplanner.documents.content import TripContent
from tripplanner.documents.letters.content import Letter
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg


def only_delegates(trip: TripContent, person: str | None) -> None:
    """Raises :class:`NotFound` where somebody is meant (a person’s UUID) who is no delegate of the trip."""
    guests = {line.person for delegation in trip.delegations for line in delegation.delegates}
    if person and person not in guests:
        raise NotFound(msg("This letter is written for delegates only."), None, msg("Choose a delegate of the trip."))


def nobody_in_particular(person: str | None) -> None:
    """Raises where a letter to hosts is asked for one person."""
    if person:
        raise TripPlannerError(
            msg("This document is written for hosts, not for one person."),
            msg("Nothing was written."),
            msg("Choose an organisation that hosts, or leave the choice open for all of them."),
        )


def somebody(letter: Letter, host: str | None = None) -> Letter:
    """The letter; raises :class:`NotFound` where there is nobody to write to, rather than make an empty file.

    ``host`` is the organisation (a UUID) that was asked for, where one was.
    """
    if host and not letter.blocks:
        raise NotFound(
            msg("Nothing takes place with this host any more: what it was to receive is cancelled."),
            msg("Nothing was written."),
            msg("Choose a host that still receives the guests, or bring its visit back."),
        )
    if not letter.blocks:
        raise NotFound(
            msg("There is nobody to write to in this trip yet."),
            msg("Nothing was written."),
            msg("Add a delegation with its delegates, or hosts to the programme."),
        )
    return letter
