"""People: delegates, contacts, staff, interpreters and drivers are all persons, each once."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.provenance import Sourced
from tripplanner.model.types import CivilDate, JsonColumn, TextColumn
from tripplanner.text import EMPTY, Text


class Person(Sourced, Record, Base):
    """A person and the parts of their name; any part may be missing (a mononym has one).

    ``family_name`` and ``given_name`` are in Latin letters (the romanisation, without tones);
    ``native_family`` and ``native_given`` in the person's own script. ``preferred_latin`` replaces the
    composed Latin form where the person signs differently.
    """

    __tablename__ = "person"

    family_name: Mapped[str] = mapped_column(default="")
    second_family_name: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str] = mapped_column(default="")
    native_family: Mapped[str] = mapped_column(default="")
    native_given: Mapped[str] = mapped_column(default="")
    native_script: Mapped[str] = mapped_column(String(4), default="")  # ISO 15924: Hans, Cyrl, Arab …
    romanisation: Mapped[str] = mapped_column(default="")  # with tones, for those who read it aloud
    preferred_latin: Mapped[str] = mapped_column(default="")
    name_order: Mapped[str] = mapped_column(String(12), default="family_first")  # or given_first
    address: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)  # form of address: Mme, 女士
    gender: Mapped[str] = mapped_column(String(1), default="")  # f, m or unknown: agreement of forms of address
    nationality: Mapped[str] = mapped_column(String(2), default="")  # ISO 3166
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    languages: Mapped[list[str] | None] = mapped_column(JsonColumn)
    notes: Mapped[str] = mapped_column(default="")
    photo_id: Mapped[int | None] = link("file", optional=True)

    sensitive: Mapped[list[SensitiveValue]] = relationship(back_populates="person", cascade="all, delete-orphan")
    consents: Mapped[list[Consent]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="Consent.id"
    )


class SensitiveValue(Record, Base):
    """One protected value of a person: its own table, so that it is encrypted value by value.

    ``kind``: passport, birth_date, diet, health, mobility, emergency_contact. ``value`` is ciphertext, ``key_id``
    names the data key, ``blind`` is a keyed hash by which equal values are found without being read.
    """

    __tablename__ = "sensitive_value"
    __table_args__ = (UniqueConstraint("person_id", "kind"), Index(None, "kind", "blind"), TABLE)

    person_id: Mapped[int] = link("person")
    kind: Mapped[str] = mapped_column(String(30))
    value: Mapped[str] = mapped_column(default="")
    key_id: Mapped[str] = mapped_column(String(36), default="")
    blind: Mapped[str] = mapped_column(String(64), default="")
    keep_until: Mapped[date | None] = mapped_column(CivilDate)

    person: Mapped[Person] = relationship(back_populates="sensitive")


class Consent(Record, Base):
    """What a person agreed to: the wording they saw, in which language, when. Withdrawn, it stays as a fact.

    ``purpose``: personal_data, photos, contact.
    """

    __tablename__ = "consent"

    person_id: Mapped[int] = link("person")
    purpose: Mapped[str] = mapped_column(String(20))
    wording: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(12), default="")
    asked_on: Mapped[date | None] = mapped_column(CivilDate)
    given_on: Mapped[date | None] = mapped_column(CivilDate)
    withdrawn_on: Mapped[date | None] = mapped_column(CivilDate)

    person: Mapped[Person] = relationship(back_populates="consents")
