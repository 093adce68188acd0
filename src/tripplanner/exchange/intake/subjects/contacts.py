"""Contacts: the people who answer for partner organisations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from tripplanner.exchange.intake import linked, people, vaulted, wording
from tripplanner.exchange.intake.kinds.dates import PAST_DATE
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Match, Subject, Target, Told, Values, heads
from tripplanner.i18n import msg
from tripplanner.model.partners import Contact

FIELDS = (
    Field(
        "organisation", msg("Organisation"),
        heads("structure | organisme | organisation | société | entreprise | institution | 单位 | 机构 | 公司",
              "organization",
              "company | employer | 工作单位 | association | org | organization name | organisation name | 单位名称",
              "organization 1 - name"),
        also=heads("部门 | service"), rest="notes",
    ),
    *people.NAME_FIELDS,
    *people.ADDRESS_FIELDS,
    *wording.text_fields(
        "post", msg("Post"),
        heads("fonction | poste | titre | title | 职务 | 职位 | 职称 | position | post | job title | function",
              "rôle | role | organization title | organization 1 - title"),
    ),
    *people.PERSON_FIELDS,
    Field("availability", msg("Availability"), heads("disponibilité | disponibilités | 可用时间 | availability")),
    Field("last_contacted", msg("Last contact"),
          heads("dernier contact | dernier échange | 最近联系 | last contact | last contacted"), PAST_DATE),
    *(field for field in vaulted.PROTECTED_FIELDS if field.protected == "birth_date"),
    Field("uuid", msg("Identifier"), heads("uuid | identifiant"), stored=False),
)  # fmt: skip
_PLAIN = ("organisation", "availability", "last_contacted", "uuid", *(field.key for field in people.PERSON_FIELDS))
OWN = ("email", "phone", "languages", "availability", "last_contacted", "notes")


def compose(values: Values, target: Target) -> Composed:
    """A row’s values as the fields that are kept."""
    found = Composed({key: values[key] for key in _PLAIN if key in values}, {})
    found.sources.update({key: (key,) for key in found.values})
    people.put_name(values, found)
    people.put_address(values, found, target)
    wording.put_texts(values, found, ("post",), target)
    return found


class KnownContacts:
    """Every contact, and the organisations that rows may name."""

    def __init__(self, session: Session, target: Target) -> None:
        self._organisations = linked.organisations(session)
        query = (
            sa.select(Contact).options(joinedload(Contact.person)).order_by(Contact.organisation_id, Contact.position)
        )
        self.held: Sequence[Held] = tuple(
            Held(one.id, one.uuid, self._values(one), one.person_id) for one in session.scalars(query)
        )
        self._names = people.Names(self.held)
        self._index = linked.Index(self.held)

    def canonical(self, values: dict[str, Any]) -> None:
        """The organisation by the name it is shown by."""
        if "organisation" in values:
            values["organisation"] = self._organisations.canonical(values["organisation"])

    def find(self, values: Values) -> Match:
        """By identifier, else by name and organisation, else by name and e-mail address."""
        if (known := self._index.of_uuid(values)) is not None:
            return known
        named = self._names.find(values)
        where = values.get("organisation")
        same = tuple(one for one in named.records if not where or one.values.get("organisation") == where)
        email = str(values.get("email", "")).casefold()
        return Match(same or tuple(
            one for one in named.records if email and str(one.values.get("email", "")).casefold() == email
        ), named.how)  # fmt: skip

    def look(self, values: Values, record: Held | None) -> Iterable[Told]:
        """An organisation that will be made."""
        name = values.get("organisation")
        if name and self._organisations.find(name) is None:
            yield Told("organisation", linked.new_organisation(name), fatal=False)

    def _values(self, one: Contact) -> dict[str, Any]:
        found: dict[str, Any] = {
            **people.person_values(one.person), **wording.words_of(one.post, "post"), "uuid": one.uuid,
            "organisation": self._organisations.name(one.organisation_id),
            **{key: getattr(one, key) for key in OWN},
        }  # fmt: skip
        return {key: value for key, value in found.items() if value not in (None, "", [])}


def _identity(values: Values) -> object:
    keys = people.name_keys(values)
    return (keys[0], linked.normalised(values.get("organisation", ""))) if keys else None


def _writer(session: Session, target: Target) -> Any:
    from tripplanner.exchange.intake.writing.contacts import ContactWriter

    return ContactWriter(session, target)


SUBJECT = Subject(
    key="contacts",
    title=msg("Contacts"),
    one=msg("contact"),
    fields=FIELDS,
    known=KnownContacts,
    compose=compose,
    label=people.label,
    writer=_writer,
    needs=(("family_name", "given_name", "native_given", "native_family", "preferred_latin"), ("organisation",)),
    naming=("name", "native_name", "latin_name", "family_name", "given_name", "native_given", "uuid"),
    identity=_identity,
    settle=people.settle_name,
    position=20,
)
