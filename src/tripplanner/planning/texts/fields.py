"""Which columns hold texts, found by walking the mapped classes: a new one appears by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tripplanner.i18n import Message, msg
from tripplanner.model import Base
from tripplanner.model.types import TextColumn, TextsColumn

# What a line of the list calls a record, in the order the lists have them: what belongs to a trip first.
RECORDS: Mapping[str, Message] = {
    "trip": msg("Trip"), "objective": msg("Objective"), "compliance_note": msg("Rule of the delegation"),
    "delegation": msg("Delegation"), "subgroup": msg("Sub-group"), "delegate": msg("Delegate"),
    "trip_member": msg("Team"), "vehicle": msg("Vehicle"), "lodging": msg("Lodging"), "day": msg("Day"),
    "item": msg("Programme"), "question": msg("Question"), "participation": msg("Participation"),
    "observation": msg("Observation"), "commitment": msg("Commitment"), "commitment_step": msg("Commitment"),
    "summary": msg("Summary"), "summary_block": msg("Summary"),
    "cost": msg("Cost"), "site": msg("Site"), "site_closure": msg("Closure"), "place": msg("Place"),
    "leg_closure": msg("Road closure"), "organisation": msg("Organisation"),
    "contact": msg("Contact"), "person": msg("Person"), "case_study": msg("Case study"),
    "case_result": msg("Result of a case study"), "building_block": msg("Building block"), "term": msg("Term"),
    "theme": msg("Theme"), "theme_question": msg("Question of a theme"),
    "axis_code": msg("Benchmark word"), "file": msg("File"), "standard_text": msg("Standard text"),
    "office": msg("Office"),
}  # fmt: skip
_FIELDS: Mapping[str, Message] = {
    "title": msg("title"), "short_title": msg("short title"), "route": msg("route"), "name": msg("name"),
    "purpose": msg("purpose"), "notes": msg("notes"), "note": msg("note"), "bring": msg("what to bring"),
    "participation_note": msg("who takes part"), "fallback": msg("plan for bad weather"), "text": msg("text"),
    "post": msg("post"), "summary": msg("summary"), "facts": msg("facts"), "access_note": msg("access"),
    "team_notes": msg("notes for the team"), "season_note": msg("season"), "permit_note": msg("permit"),
    "group_note": msg("group size"), "kind": msg("kind"), "managing_body": msg("managing body"),
    "origin": msg("origin"), "role": msg("role"), "reason": msg("reason"), "label": msg("label"),
    "body": msg("text"), "address": msg("address"), "signatory": msg("signatory"), "caption": msg("caption"),
    "term": msg("term"), "period": msg("period"), "target_species": msg("target species"),
    "stakeholders": msg("stakeholders"), "funding": msg("funding"), "context": msg("context"),
    "ecological_stakes": msg("ecological stakes"), "economic_stakes": msg("economic stakes"),
    "challenge": msg("challenge"), "actions": msg("actions"), "governance": msg("governance"),
    "evidence": msg("evidence"), "lessons": msg("lessons"), "failures": msg("what failed"),
    "trade_offs": msg("trade-offs"), "anchors": msg("scale"),
    "transferability": msg("transferability"),
    "enabling_factors": msg("enabling factors"),
}  # fmt: skip
_OF_PERSON = msg("form of address")


@dataclass(frozen=True, slots=True)
class TextField:
    """A column of texts; ``many`` when it holds a list of them."""

    table: str
    attribute: str
    many: bool
    model: Any

    @property
    def column(self) -> Any:
        """The column in its table."""
        return self.model.__mapper__.column_attrs[self.attribute].columns[0]

    @property
    def record(self) -> Message:
        """What kind of record it belongs to, in words."""
        return RECORDS.get(self.table) or msg("{name}", name=self.table.replace("_", " "))

    @property
    def words(self) -> Message:
        """What the field is called."""
        if (self.table, self.attribute) == ("person", "address"):
            return _OF_PERSON
        return _FIELDS.get(self.attribute) or msg("{name}", name=self.attribute.replace("_", " "))


@cache
def text_fields() -> Mapping[str, tuple[TextField, ...]]:
    """Every column of texts by its table, in the order lists have them."""
    found: dict[str, tuple[TextField, ...]] = {}
    for mapper in Base.registry.mappers:
        fields = tuple(_fields(mapper))
        if fields:
            found[fields[0].table] = fields
    order = list(RECORDS)
    ranked = sorted(found, key=lambda table: (order.index(table) if table in order else len(order), table))
    return {table: found[table] for table in ranked}


def _fields(mapper: Any) -> list[TextField]:
    found: list[TextField] = []
    for attribute in mapper.column_attrs:
        sort = attribute.columns[0].type
        if isinstance(sort, (TextColumn, TextsColumn)):
            many = isinstance(sort, TextsColumn)
            found.append(TextField(mapper.local_table.name, attribute.key, many, mapper.class_))
    return found


@cache
def field_of(table: str, attribute: str) -> TextField | None:
    """The field under these names, or ``None``."""
    return next((field for field in text_fields().get(table, ()) if field.attribute == attribute), None)
