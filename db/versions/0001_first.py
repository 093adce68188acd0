"""The whole schema of the first release.

It never imports the model: what a database of this revision looks like does
not change when the model does.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def columns(kind: Any, names: str, *, null: bool = False) -> list[sa.Column[Any]]:
    """Columns of one type; ``names`` are separated by spaces."""
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def table(name: str, *parts: Any, key: str = "id", **indexes: str) -> None:
    """A table; ``indexes`` maps the end of an index's name to its columns, separated by spaces."""
    numbered = [sa.Column("id", sa.Integer, nullable=False)] if key == "id" else []
    options = {"sqlite_autoincrement": True} if key == "id" else {}
    rows = [part for group in parts for part in (group if isinstance(group, list) else [group])]
    op.create_table(name, *numbered, *rows, sa.PrimaryKeyConstraint(key, name=f"pk_{name}"), **options)
    for end, names in indexes.items():
        op.create_index(f"ix_{name}_{end}", name, names.split())


def record(name: str, *parts: Any, **indexes: str) -> None:
    """A table of records: identity, version, times, and the mark of the sample."""
    table(
        name,
        columns(sa.String(36), "uuid"),
        columns(sa.Integer, "version"),
        columns(sa.String(27), "created_at updated_at"),
        columns(sa.String(80), "sample_key", null=True),
        *parts,
        unique(name, "uuid"),
        sample_key="sample_key",
        **indexes,
    )


def unique(name: str, *names: str) -> sa.UniqueConstraint:
    """A uniqueness that holds for these columns together."""
    return sa.UniqueConstraint(*names, name=f"uq_{name}_{'_'.join(names)}")


def refers(name: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A link; deletions cascade in the program alone, where each row is seen."""
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{name}_{column}", ondelete="RESTRICT")


def upgrade() -> None:
    for create in TABLES:
        create()


def downgrade() -> None:
    raise NotImplementedError("a backup is restored instead")


def axis_code() -> None:
    record(
        "axis_code",
        columns(sa.String(40), "axis"),
        columns(sa.String(60), "code"),
        columns(sa.Text, "label"),
        columns(sa.Integer, "position"),
        columns(sa.Text, "provenance", null=True),
        unique("axis_code", "axis", "code"),
    )


def bin_entry() -> None:
    table(
        "bin_entry",
        columns(sa.String(36), "uuid scope"),
        columns(sa.String(27), "at"),
        columns(sa.String(120), "actor station"),
        columns(sa.Text, "label roots images"),
        unique("bin_entry", "uuid"),
        at="at",
    )


def blob() -> None:
    table(
        "blob",
        columns(sa.String(64), "sha256"),
        columns(sa.LargeBinary, "data", null=True),
        key="sha256",
    )


def case_study() -> None:
    record(
        "case_study",
        columns(sa.String(20), "code"),
        columns(sa.Text, "title period target_species stakeholders funding ecological_stakes"),
        columns(sa.Text, "economic_stakes context challenge actions governance results lessons"),
        columns(sa.Text, "transferability"),
        columns(sa.Text, "countries provenance", null=True),
        columns(sa.String, "biogeographical_region scale"),
        columns(sa.String(40), "scale_code"),
        columns(sa.String(60), "region_code"),
        code="code",
    )


def file() -> None:
    record(
        "file",
        columns(sa.String(64), "sha256"),
        columns(sa.String, "name credit"),
        columns(sa.String(100), "media_type"),
        columns(sa.Integer, "size"),
        columns(sa.Integer, "width height", null=True),
        columns(sa.Text, "caption"),
        sha256="sha256",
    )


def history_entry() -> None:
    table(
        "history_entry",
        columns(sa.String(36), "change record"),
        columns(sa.String(27), "at"),
        columns(sa.String(120), "actor station"),
        columns(sa.Text, "label"),
        columns(sa.String(10), "action"),
        columns(sa.String(63), "table_name"),
        columns(sa.Text, "fields", null=True),
        change="change",
        record="record",
    )


def place() -> None:
    record(
        "place",
        columns(sa.String(60), "code"),
        columns(sa.Text, "name"),
        columns(sa.String(30), "kind"),
        columns(sa.String(2), "country"),
        columns(sa.Double, "latitude longitude", null=True),
        columns(sa.Integer, "altitude_m parent_id", null=True),
        columns(sa.String(40), "zone"),
        columns(sa.String, "address phone"),
        columns(sa.Text, "provenance", null=True),
        refers("place", "parent_id", "place"),
        code="code",
        parent_id="parent_id",
    )


def reference() -> None:
    record(
        "reference",
        columns(sa.String(36), "owner_uuid"),
        columns(sa.Integer, "position"),
        columns(sa.String(20), "kind"),
        columns(sa.String, "citation url"),
        owner_uuid_position="owner_uuid position",
    )


def release() -> None:
    table(
        "release",
        columns(sa.String(36), "uuid trip_uuid"),
        columns(sa.Integer, "number"),
        columns(sa.String(10), "kind"),
        columns(sa.String, "name note made_by"),
        columns(sa.String(27), "made_at"),
        columns(sa.Text, "content"),
        unique("release", "trip_uuid", "number"),
        unique("release", "uuid"),
        trip_uuid="trip_uuid",
    )


def setting() -> None:
    record(
        "setting",
        columns(sa.String(80), "key"),
        columns(sa.Text, "value"),
        unique("setting", "key"),
    )


def standard_text() -> None:
    record(
        "standard_text",
        columns(sa.String(80), "key"),
        columns(sa.Text, "title body"),
        unique("standard_text", "key"),
    )


def store_fact() -> None:
    table(
        "store_fact",
        columns(sa.String(60), "key"),
        columns(sa.Text, "value"),
        unique("store_fact", "key"),
    )


def term() -> None:
    record(
        "term",
        columns(sa.String(20), "code status"),
        columns(sa.Text, "term note"),
        columns(sa.String(40), "category"),
        columns(sa.Text, "forbidden provenance", null=True),
        code="code",
    )


def theme() -> None:
    record(
        "theme",
        columns(sa.String(60), "code"),
        columns(sa.Text, "name"),
        columns(sa.String(20), "colour"),
        columns(sa.Integer, "position"),
        columns(sa.Integer, "parent_id", null=True),
        columns(sa.Text, "provenance", null=True),
        refers("theme", "parent_id", "theme"),
        unique("theme", "code"),
        parent_id="parent_id",
    )


def trip() -> None:
    record(
        "trip",
        columns(sa.String(20), "code stage"),
        columns(sa.Text, "title short_title route note"),
        columns(sa.String(10), "first_day last_day"),
        columns(sa.String(40), "zone"),
        columns(sa.String, "calendar_url internal_notes"),
        columns(sa.Text, "provenance", null=True),
        code="code",
    )


def undo_step() -> None:
    table(
        "undo_step",
        columns(sa.String(36), "uuid scope"),
        columns(sa.String(27), "at"),
        columns(sa.String(120), "actor station"),
        columns(sa.Text, "label images"),
        columns(sa.Boolean, "undone"),
        columns(sa.Integer, "replays"),
        unique("undo_step", "uuid"),
        actor_scope_id="actor scope id",
    )


def verify_mark() -> None:
    record(
        "verify_mark",
        columns(sa.String(36), "owner_uuid"),
        columns(sa.Integer, "position"),
        columns(sa.String, "what settled_by"),
        columns(sa.String(27), "settled_at", null=True),
        owner_uuid_position="owner_uuid position",
    )


def attachment() -> None:
    record(
        "attachment",
        columns(sa.String(36), "owner_uuid"),
        columns(sa.Integer, "file_id position"),
        columns(sa.String(20), "role"),
        refers("attachment", "file_id", "file"),
        file_id="file_id",
        owner_uuid="owner_uuid",
    )


def building_block() -> None:
    record(
        "building_block",
        columns(sa.Integer, "case_id position"),
        columns(sa.Text, "title enabling_factors lessons"),
        columns(sa.Integer, "category_id", null=True),
        columns(sa.Text, "provenance", null=True),
        refers("building_block", "case_id", "case_study"),
        refers("building_block", "category_id", "axis_code"),
        case_id="case_id",
        category_id="category_id",
    )


def case_axis() -> None:
    record(
        "case_axis",
        columns(sa.Integer, "case_id axis_code_id position"),
        refers("case_axis", "axis_code_id", "axis_code"),
        refers("case_axis", "case_id", "case_study"),
        axis_code_id="axis_code_id",
        case_id="case_id",
    )


def case_theme() -> None:
    record(
        "case_theme",
        columns(sa.Integer, "case_id theme_id position"),
        refers("case_theme", "case_id", "case_study"),
        refers("case_theme", "theme_id", "theme"),
        case_id="case_id",
        theme_id="theme_id",
    )


def compliance_note() -> None:
    record(
        "compliance_note",
        columns(sa.Integer, "trip_id position"),
        columns(sa.Text, "text"),
        columns(sa.Text, "provenance", null=True),
        refers("compliance_note", "trip_id", "trip"),
        trip_id="trip_id",
    )


def day() -> None:
    record(
        "day",
        columns(sa.Integer, "trip_id"),
        columns(sa.String(10), "date"),
        columns(sa.Text, "title bring note"),
        refers("day", "trip_id", "trip"),
        unique("day", "trip_id", "date"),
        trip_id="trip_id",
    )


def leg() -> None:
    record(
        "leg",
        columns(sa.String(20), "code"),
        columns(sa.Integer, "from_place_id to_place_id"),
        columns(sa.Double, "distance_km", null=True),
        columns(sa.Integer, "drive_min margin_percent", null=True),
        columns(sa.Boolean, "both_ways"),
        columns(sa.Text, "provenance", null=True),
        refers("leg", "from_place_id", "place"),
        refers("leg", "to_place_id", "place"),
        code="code",
        from_place_id="from_place_id",
        to_place_id="to_place_id",
    )


def lodging() -> None:
    record(
        "lodging",
        columns(sa.Integer, "trip_id position"),
        columns(sa.Integer, "place_id", null=True),
        columns(sa.Text, "name note"),
        columns(sa.String, "address phone"),
        columns(sa.Text, "provenance", null=True),
        refers("lodging", "place_id", "place"),
        refers("lodging", "trip_id", "trip"),
        place_id="place_id",
        trip_id="trip_id",
    )


def objective() -> None:
    record(
        "objective",
        columns(sa.Integer, "trip_id position"),
        columns(sa.Text, "text"),
        refers("objective", "trip_id", "trip"),
        trip_id="trip_id",
    )


def office() -> None:
    record(
        "office",
        columns(sa.Text, "name address signatory"),
        columns(sa.String, "short_name email phone emergency_phone website"),
        columns(sa.String(7), "accent"),
        columns(sa.Integer, "logo_id", null=True),
        refers("office", "logo_id", "file"),
        logo_id="logo_id",
    )


def organisation() -> None:
    record(
        "organisation",
        columns(sa.String(20), "code"),
        columns(sa.String, "acronym city address website email phone notes"),
        columns(sa.Text, "name kind role"),
        columns(sa.String(2), "country"),
        columns(sa.Integer, "logo_id", null=True),
        columns(sa.Text, "provenance", null=True),
        refers("organisation", "logo_id", "file"),
        code="code",
        logo_id="logo_id",
    )


def person() -> None:
    record(
        "person",
        columns(sa.String, "family_name second_family_name given_name native_family native_given"),
        columns(sa.String, "romanisation preferred_latin email phone notes"),
        columns(sa.String(4), "native_script"),
        columns(sa.String(12), "name_order"),
        columns(sa.Text, "address"),
        columns(sa.String(1), "gender"),
        columns(sa.String(2), "nationality"),
        columns(sa.Text, "languages provenance", null=True),
        columns(sa.Integer, "photo_id", null=True),
        refers("person", "photo_id", "file"),
        photo_id="photo_id",
    )


def release_item() -> None:
    table(
        "release_item",
        columns(sa.Integer, "release_id sequence"),
        columns(sa.String(36), "item_uuid"),
        columns(sa.String(20), "status"),
        columns(sa.String(64), "content_hash"),
        columns(sa.String(27), "changed_at"),
        refers("release_item", "release_id", "release"),
        unique("release_item", "release_id", "item_uuid"),
        item_uuid="item_uuid",
        release_id="release_id",
    )


def site() -> None:
    record(
        "site",
        columns(sa.String(20), "code"),
        columns(sa.Text, "name kind managing_body summary facts season_note permit_note group_note"),
        columns(sa.Text, "access_note fallback"),
        columns(sa.String(2), "country"),
        columns(sa.String, "area massif website notes"),
        columns(sa.Double, "latitude longitude", null=True),
        columns(sa.Integer, "altitude_m typical_visit_min place_id photo_id group_cap walk_min ascent_m", null=True),
        columns(sa.Integer, "max_vehicle_seats lead_days", null=True),
        columns(sa.Text, "open_months open_weekdays open_hours provenance", null=True),
        columns(sa.Boolean, "permit_needed step_free outdoor", null=True),
        refers("site", "photo_id", "file"),
        refers("site", "place_id", "place"),
        code="code",
        photo_id="photo_id",
        place_id="place_id",
    )


def trip_language() -> None:
    record(
        "trip_language",
        columns(sa.Integer, "trip_id position"),
        columns(sa.String(12), "language"),
        refers("trip_language", "trip_id", "trip"),
        trip_id="trip_id",
    )


def case_organisation() -> None:
    record(
        "case_organisation",
        columns(sa.Integer, "case_id organisation_id position"),
        refers("case_organisation", "case_id", "case_study"),
        refers("case_organisation", "organisation_id", "organisation"),
        case_id="case_id",
        organisation_id="organisation_id",
    )


def case_site() -> None:
    record(
        "case_site",
        columns(sa.Integer, "case_id site_id position"),
        refers("case_site", "case_id", "case_study"),
        refers("case_site", "site_id", "site"),
        case_id="case_id",
        site_id="site_id",
    )


def contact() -> None:
    record(
        "contact",
        columns(sa.Integer, "organisation_id person_id position"),
        columns(sa.Text, "post"),
        columns(sa.String, "email phone notes"),
        columns(sa.Text, "languages provenance", null=True),
        columns(sa.String(10), "last_contacted", null=True),
        refers("contact", "organisation_id", "organisation"),
        refers("contact", "person_id", "person"),
        organisation_id="organisation_id",
        person_id="person_id",
    )


def delegation() -> None:
    record(
        "delegation",
        columns(sa.Integer, "trip_id position"),
        columns(sa.Text, "name note"),
        columns(sa.String(2), "country"),
        columns(sa.Integer, "organisation_id expected_size", null=True),
        columns(sa.Text, "provenance", null=True),
        refers("delegation", "organisation_id", "organisation"),
        refers("delegation", "trip_id", "trip"),
        organisation_id="organisation_id",
        trip_id="trip_id",
    )


def leg_closure() -> None:
    record(
        "leg_closure",
        columns(sa.Integer, "leg_id"),
        columns(sa.String(10), "first_day last_day", null=True),
        columns(sa.Text, "reason"),
        columns(sa.Double, "detour_km", null=True),
        columns(sa.Integer, "detour_min", null=True),
        columns(sa.Text, "provenance", null=True),
        refers("leg_closure", "leg_id", "leg"),
        leg_id="leg_id",
    )


def organisation_alias() -> None:
    record(
        "organisation_alias",
        columns(sa.Integer, "organisation_id"),
        columns(sa.String, "name"),
        columns(sa.String(12), "language"),
        refers("organisation_alias", "organisation_id", "organisation"),
        organisation_id="organisation_id",
    )


def organisation_theme() -> None:
    record(
        "organisation_theme",
        columns(sa.Integer, "organisation_id theme_id position"),
        refers("organisation_theme", "organisation_id", "organisation"),
        refers("organisation_theme", "theme_id", "theme"),
        organisation_id="organisation_id",
        theme_id="theme_id",
    )


def room() -> None:
    record(
        "room",
        columns(sa.Integer, "lodging_id"),
        columns(sa.String(20), "number"),
        columns(sa.Integer, "beds", null=True),
        refers("room", "lodging_id", "lodging"),
        lodging_id="lodging_id",
    )


def sensitive_value() -> None:
    record(
        "sensitive_value",
        columns(sa.Integer, "person_id"),
        columns(sa.String(30), "kind"),
        columns(sa.String, "value"),
        columns(sa.String(36), "key_id"),
        columns(sa.String(10), "keep_until", null=True),
        refers("sensitive_value", "person_id", "person"),
        unique("sensitive_value", "person_id", "kind"),
        person_id="person_id",
    )


def site_closure() -> None:
    record(
        "site_closure",
        columns(sa.Integer, "site_id"),
        columns(sa.String(10), "first_day last_day", null=True),
        columns(sa.Text, "reason"),
        columns(sa.Text, "provenance", null=True),
        refers("site_closure", "site_id", "site"),
        site_id="site_id",
    )


def site_organisation() -> None:
    record(
        "site_organisation",
        columns(sa.Integer, "site_id organisation_id position"),
        columns(sa.String(30), "role"),
        refers("site_organisation", "organisation_id", "organisation"),
        refers("site_organisation", "site_id", "site"),
        organisation_id="organisation_id",
        site_id="site_id",
    )


def site_theme() -> None:
    record(
        "site_theme",
        columns(sa.Integer, "site_id theme_id position"),
        refers("site_theme", "site_id", "site"),
        refers("site_theme", "theme_id", "theme"),
        site_id="site_id",
        theme_id="theme_id",
    )


def trip_member() -> None:
    record(
        "trip_member",
        columns(sa.Integer, "trip_id person_id position"),
        columns(sa.String(20), "role"),
        columns(sa.Text, "post"),
        columns(sa.Integer, "organisation_id", null=True),
        columns(sa.Text, "working_languages provenance", null=True),
        columns(sa.String(10), "from_day to_day", null=True),
        refers("trip_member", "organisation_id", "organisation"),
        refers("trip_member", "person_id", "person"),
        refers("trip_member", "trip_id", "trip"),
        organisation_id="organisation_id",
        person_id="person_id",
        trip_id="trip_id",
    )


def delegate() -> None:
    record(
        "delegate",
        columns(sa.Integer, "delegation_id person_id rank"),
        columns(sa.String(20), "role"),
        columns(sa.Text, "post"),
        columns(sa.Integer, "organisation_id", null=True),
        columns(sa.String(12), "language"),
        columns(sa.String(10), "arrives_on leaves_on", null=True),
        columns(sa.Text, "provenance", null=True),
        refers("delegate", "delegation_id", "delegation"),
        refers("delegate", "organisation_id", "organisation"),
        refers("delegate", "person_id", "person"),
        unique("delegate", "delegation_id", "person_id"),
        delegation_id="delegation_id",
        organisation_id="organisation_id",
        person_id="person_id",
    )


def room_guest() -> None:
    record(
        "room_guest",
        columns(sa.Integer, "room_id person_id"),
        refers("room_guest", "person_id", "person"),
        refers("room_guest", "room_id", "room"),
        person_id="person_id",
        room_id="room_id",
    )


def subgroup() -> None:
    record(
        "subgroup",
        columns(sa.Integer, "delegation_id position"),
        columns(sa.String(10), "code"),
        columns(sa.Text, "name origin"),
        columns(sa.Integer, "organisation_id expected_size", null=True),
        columns(sa.String(40), "compliance_profile"),
        columns(sa.Text, "provenance", null=True),
        refers("subgroup", "delegation_id", "delegation"),
        refers("subgroup", "organisation_id", "organisation"),
        delegation_id="delegation_id",
        organisation_id="organisation_id",
    )


def vehicle() -> None:
    record(
        "vehicle",
        columns(sa.Integer, "trip_id"),
        columns(sa.String(30), "code"),
        columns(sa.Text, "name"),
        columns(sa.Integer, "seats driver_id company_id", null=True),
        columns(sa.Text, "provenance", null=True),
        refers("vehicle", "company_id", "organisation"),
        refers("vehicle", "driver_id", "trip_member"),
        refers("vehicle", "trip_id", "trip"),
        company_id="company_id",
        driver_id="driver_id",
        trip_id="trip_id",
    )


def delegate_subgroup() -> None:
    record(
        "delegate_subgroup",
        columns(sa.Integer, "delegate_id subgroup_id"),
        refers("delegate_subgroup", "delegate_id", "delegate"),
        refers("delegate_subgroup", "subgroup_id", "subgroup"),
        unique("delegate_subgroup", "delegate_id", "subgroup_id"),
        delegate_id="delegate_id",
        subgroup_id="subgroup_id",
    )


def item() -> None:
    record(
        "item",
        columns(sa.Integer, "trip_id position"),
        columns(sa.String(20), "code type status"),
        columns(sa.String(16), "start end", null=True),
        columns(sa.String(40), "start_zone end_zone"),
        columns(
            sa.Integer, "duration_min fallback_site_id site_id place_id from_place_id to_place_id leg_id", null=True
        ),
        columns(sa.Integer, "drive_min vehicle_id", null=True),
        columns(sa.Boolean, "locked private passport_needed"),
        columns(sa.Text, "title purpose notes team_notes participation_note fallback"),
        columns(sa.String, "internal_notes"),
        columns(sa.String(20), "interpreting permit_status", null=True),
        columns(sa.Double, "distance_km", null=True),
        columns(sa.Text, "provenance", null=True),
        refers("item", "fallback_site_id", "site"),
        refers("item", "from_place_id", "place"),
        refers("item", "leg_id", "leg"),
        refers("item", "place_id", "place"),
        refers("item", "site_id", "site"),
        refers("item", "to_place_id", "place"),
        refers("item", "trip_id", "trip"),
        refers("item", "vehicle_id", "vehicle"),
        fallback_site_id="fallback_site_id",
        from_place_id="from_place_id",
        leg_id="leg_id",
        place_id="place_id",
        site_id="site_id",
        to_place_id="to_place_id",
        trip_id="trip_id",
        trip_id_start="trip_id start",
        vehicle_id="vehicle_id",
    )


def night() -> None:
    record(
        "night",
        columns(sa.Integer, "day_id"),
        columns(sa.Integer, "lodging_id subgroup_id", null=True),
        refers("night", "day_id", "day"),
        refers("night", "lodging_id", "lodging"),
        refers("night", "subgroup_id", "subgroup"),
        day_id="day_id",
        lodging_id="lodging_id",
        subgroup_id="subgroup_id",
    )


def cost() -> None:
    record(
        "cost",
        columns(sa.Integer, "trip_id amount_minor"),
        columns(sa.Integer, "item_id", null=True),
        columns(sa.Text, "label"),
        columns(sa.String(30), "category"),
        columns(sa.String(3), "currency"),
        columns(sa.String, "payer"),
        columns(sa.Boolean, "actual"),
        refers("cost", "item_id", "item"),
        refers("cost", "trip_id", "trip"),
        item_id="item_id",
        trip_id="trip_id",
    )


def item_break() -> None:
    record(
        "item_break",
        columns(sa.Integer, "item_id position"),
        columns(sa.String(16), "start end", null=True),
        refers("item_break", "item_id", "item"),
        item_id="item_id",
    )


def item_case() -> None:
    record(
        "item_case",
        columns(sa.Integer, "item_id case_id position"),
        refers("item_case", "case_id", "case_study"),
        refers("item_case", "item_id", "item"),
        case_id="case_id",
        item_id="item_id",
    )


def item_host() -> None:
    record(
        "item_host",
        columns(sa.Integer, "item_id organisation_id position"),
        columns(sa.Integer, "contact_id", null=True),
        columns(sa.String(20), "state"),
        refers("item_host", "contact_id", "contact"),
        refers("item_host", "item_id", "item"),
        refers("item_host", "organisation_id", "organisation"),
        contact_id="contact_id",
        item_id="item_id",
        organisation_id="organisation_id",
    )


def item_subgroup() -> None:
    record(
        "item_subgroup",
        columns(sa.Integer, "item_id subgroup_id"),
        refers("item_subgroup", "item_id", "item"),
        refers("item_subgroup", "subgroup_id", "subgroup"),
        unique("item_subgroup", "item_id", "subgroup_id"),
        item_id="item_id",
        subgroup_id="subgroup_id",
    )


def participation() -> None:
    record(
        "participation",
        columns(sa.Integer, "item_id person_id"),
        columns(sa.String(10), "mode"),
        columns(sa.String(16), "from_time to_time", null=True),
        columns(sa.Text, "note"),
        refers("participation", "item_id", "item"),
        refers("participation", "person_id", "person"),
        unique("participation", "item_id", "person_id"),
        item_id="item_id",
        person_id="person_id",
    )


def question() -> None:
    record(
        "question",
        columns(sa.Integer, "item_id position"),
        columns(sa.Text, "text"),
        refers("question", "item_id", "item"),
        item_id="item_id",
    )


TABLES = (
    axis_code,
    bin_entry,
    blob,
    case_study,
    file,
    history_entry,
    place,
    reference,
    release,
    setting,
    standard_text,
    store_fact,
    term,
    theme,
    trip,
    undo_step,
    verify_mark,
    attachment,
    building_block,
    case_axis,
    case_theme,
    compliance_note,
    day,
    leg,
    lodging,
    objective,
    office,
    organisation,
    person,
    release_item,
    site,
    trip_language,
    case_organisation,
    case_site,
    contact,
    delegation,
    leg_closure,
    organisation_alias,
    organisation_theme,
    room,
    sensitive_value,
    site_closure,
    site_organisation,
    site_theme,
    trip_member,
    delegate,
    room_guest,
    subgroup,
    vehicle,
    delegate_subgroup,
    item,
    night,
    cost,
    item_break,
    item_case,
    item_host,
    item_subgroup,
    participation,
    question,
)
