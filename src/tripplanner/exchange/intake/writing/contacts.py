"""Writing contacts: the person, and the post in which they answer for an organisation."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake import linked, people, wording
from tripplanner.exchange.intake.subjects import Held, Target, Values
from tripplanner.exchange.intake.writing import identity, new, put
from tripplanner.model.partners import Contact
from tripplanner.model.people import Person

_OWN = ("email", "phone", "languages", "availability", "last_contacted", "notes")


class ContactWriter:
    """Writes contacts of the library."""

    def __init__(self, session: Session, target: Target) -> None:
        self._session, self._target = session, target
        self._organisations = linked.organisations(session)
        query = sa.select(Contact.organisation_id, sa.func.max(Contact.position)).group_by(Contact.organisation_id)
        self._last: dict[int, int] = dict(session.execute(query).all())  # type: ignore[arg-type]

    def write(self, record: Held | None, changes: Values, values: Values) -> Contact:
        """Gives a contact (a new one: ``None``) these changes."""
        found = self._session.get_one(Contact, record.id) if record is not None else self._new(changes, values)
        if "organisation" in changes and record is not None:
            found.organisation_id = self._organisation(changes)
        people.put_person(found.person, {key: value for key, value in changes.items() if key not in _OWN})
        wording.put_words(found, ("post",), changes)
        put(found, _OWN, changes)
        people.put_photo(self._session, found.person, changes)
        return found

    def _new(self, changes: Values, values: Values) -> Contact:
        organisation = self._organisation(changes)
        position = self._last[organisation] = self._last.get(organisation, -1) + 1
        order = "family_first" if changes.get("native_family") or changes.get("native_given") else "given_first"
        person = new(Person, name_order=changes.get("name_order") or order)
        found = new(Contact, organisation_id=organisation, person=person, position=position,
                    **identity(self._session, Contact, values))  # fmt: skip
        self._session.add(found)
        return found

    def _organisation(self, changes: Values) -> int:
        return linked.make_organisation(
            self._session, self._organisations, changes["organisation"], self._target.language
        )
