"""The kinds of record of a programme: which fields each has in a file."""

from __future__ import annotations

from tripplanner.model import aims, partners, people, programme
from tripplanner.model import trips as trip_model
from tripplanner.planning.records.common import (
    COUNTRY,
    LANGUAGE,
    LANGUAGES,
    OF_TRIP,
    PROVENANCE,
    SOURCED,
    join,
)
from tripplanner.planning.records.rows import Kind, Link, Parts
from tripplanner.planning.records.values import (
    Day,
    Field,
    Flag,
    Moment,
    Number,
    Sentence,
    Sentences,
    Whole,
    Words,
    Zone,
)

PERSON = Kind(
    "person",
    people.Person,
    (
        Field("family_name", Words()),
        Field("second_family_name", Words()),
        Field("given_name", Words()),
        Field("native_family", Words()),
        Field("native_given", Words()),
        Field("native_script", Words(longest=4, pattern="[A-Z][a-z]{3}|")),
        Field("romanisation", Words()),
        Field("preferred_latin", Words()),
        Field("name_order", Words(("family_first", "given_first"), empty="family_first")),
        Field("address", Sentence()),
        Field("gender", Words(("", "f", "m"))),
        Field("nationality", COUNTRY),
        Field("email", Words()),
        Field("phone", Words()),
        Field("languages", LANGUAGES),
        Field("notes", Words()),
        PROVENANCE,
    ),
    parts=SOURCED,
    section="people",
    owner="trip",
)
CONTACT = Kind(
    "contact",
    partners.Contact,
    (
        Field("post", Sentence()),
        Field("email", Words()),
        Field("phone", Words()),
        Field("languages", LANGUAGES),
        Field("last_contacted", Day()),
        Field("availability", Words()),
        Field("notes", Words()),
        PROVENANCE,
    ),
    (Link("organisation", "organisation", needed=True), Link("person", "person", needed=True)),
    SOURCED,
    section="contacts",
    owner="trip",
)
OBJECTIVE = Kind(
    "objective",
    trip_model.Objective,
    (Field("text", Sentence(), required=True), Field("anchors", Sentences())),
    (),
    (Parts("themes", join("objective_theme", aims.ObjectiveTheme, "theme"), "theme_links"),),
    shorthand="text",
)
TRIP = Kind(
    "trip",
    trip_model.Trip,
    (
        Field("title", Sentence(), required=True),
        Field("short_title", Sentence()),
        Field("route", Sentence()),
        Field("stage", Words(trip_model.STAGES, empty="idea")),
        Field("first_day", Day(), required=True),
        Field("last_day", Day(), required=True),
        Field("zone", Zone(empty="Europe/Paris")),
        Field("calendar_url", Words()),
        Field("note", Sentence()),
        Field("internal_notes", Words()),
        PROVENANCE,
    ),
    (),
    (
        Parts("languages", Kind("language", trip_model.TripLanguage, (Field("language", LANGUAGE, required=True),))),
        Parts("themes", join("trip_theme", aims.TripTheme, "theme"), "theme_links"),
        Parts("objectives", OBJECTIVE),
        Parts(
            "compliance_notes",
            Kind(
                "compliance_note",
                trip_model.ComplianceNote,
                (Field("text", Sentence(), required=True), PROVENANCE),
                (),
                SOURCED,
            ),
        ),
        *SOURCED,
    ),
    section="trip",
    code="code",
)
DELEGATION = Kind(
    "delegation",
    trip_model.Delegation,
    (
        Field("name", Sentence(), required=True),
        Field("note", Sentence()),
        Field("country", COUNTRY),
        Field("expected_size", Whole(0, 10_000)),
        PROVENANCE,
    ),
    (OF_TRIP, Link("organisation", "organisation")),
    SOURCED,
    section="delegations",
    owner="trip",
)
SUBGROUP = Kind(
    "subgroup",
    trip_model.SubGroup,
    (
        Field("name", Sentence(), required=True),
        Field("origin", Sentence()),
        Field("expected_size", Whole(0, 10_000)),
        Field("compliance_profile", Words(("none", "officials", "academics"), empty="none")),
        PROVENANCE,
    ),
    (Link("delegation", "delegation", needed=True), Link("organisation", "organisation")),
    SOURCED,
    section="subgroups",
    owner="trip",
    code="code",
)
DELEGATE = Kind(
    "delegate",
    trip_model.Delegate,
    (
        Field("rank", Whole(0, 10_000, empty=0)),
        Field("role", Words(("head", "deputy", "member", "accompanying"), empty="member")),
        Field("post", Sentence()),
        Field("language", Words(longest=12, pattern=LANGUAGE.pattern, empty="zh")),
        Field("arrives_on", Day()),
        Field("leaves_on", Day()),
        PROVENANCE,
    ),
    (
        Link("delegation", "delegation", needed=True),
        Link("person", "person", needed=True),
        Link("organisation", "organisation"),
    ),
    (
        Parts(
            "subgroups",
            join("delegate_subgroup", trip_model.DelegateSubGroup, "subgroup", ordered=False),
            "subgroup_links",
        ),
        *SOURCED,
    ),
    section="delegates",
    owner="trip",
)
MEMBER = Kind(
    "member",
    trip_model.TripMember,
    (
        Field("role", Words(trip_model.MEMBER_ROLES, empty="staff")),
        Field("post", Sentence()),
        Field("working_languages", LANGUAGES),
        Field("from_day", Day()),
        Field("to_day", Day()),
        PROVENANCE,
    ),
    (OF_TRIP, Link("person", "person", needed=True), Link("organisation", "organisation")),
    SOURCED,
    section="members",
    owner="trip",
)
VEHICLE = Kind(
    "vehicle",
    trip_model.Vehicle,
    (Field("name", Sentence()), Field("seats", Whole(0, 1000)), PROVENANCE),
    (OF_TRIP, Link("driver", "member"), Link("company", "organisation")),
    SOURCED,
    section="vehicles",
    owner="trip",
    code="code",
)
ROOM = Kind(
    "room",
    trip_model.Room,
    (Field("number", Words(longest=20), required=True), Field("beds", Whole(0, 100))),
    (),
    (Parts("guests", join("room_guest", trip_model.RoomGuest, "person", ordered=False)),),
    ordered=False,
)
LODGING = Kind(
    "lodging",
    trip_model.Lodging,
    (
        Field("name", Sentence(), required=True),
        Field("address", Words()),
        Field("phone", Words()),
        Field("note", Sentence()),
        PROVENANCE,
    ),
    (OF_TRIP, Link("place", "place")),
    (Parts("rooms", ROOM), *SOURCED),
    section="lodgings",
    owner="trip",
)
NIGHT = Kind(
    "night",
    programme.Night,
    links=(Link("lodging", "lodging"), Link("subgroup", "subgroup")),
    ordered=False,
)
DAY = Kind(
    "day",
    programme.Day,
    (
        Field("date", Day(), required=True),
        Field("title", Sentence()),
        Field("bring", Sentence()),
        Field("note", Sentence()),
    ),
    (OF_TRIP,),
    (Parts("nights", NIGHT),),
    section="days",
    owner="trip",
    key_field="date",
)
HOST = Kind(
    "host",
    programme.ItemHost,
    (Field("state", Words(("to_contact", "asked", "confirmed", "refused"), empty="to_contact")),),
    (Link("organisation", "organisation", needed=True), Link("contact", "contact")),
)
PARTICIPANT = Kind(
    "participant",
    programme.Participation,
    (
        Field("mode", Words(("present", "absent", "online"), empty="present")),
        Field("from_time", Moment()),
        Field("to_time", Moment()),
        Field("note", Sentence()),
    ),
    (Link("person", "person", needed=True),),
    ordered=False,
)
SERVES = Kind(
    "item_objective",
    aims.ItemObjective,
    links=(Link("objective", "objective", needed=True, place="objectives"),),
    ordered=False,
)
ITEM = Kind(
    "item",
    programme.Item,
    (
        Field("type", Words(programme.ITEM_TYPES, empty="visit"), required=True),
        Field("status", Words(programme.ITEM_STATUSES, empty="idea")),
        Field("start", Moment()),
        Field("start_zone", Zone()),
        Field("end", Moment()),
        Field("end_zone", Zone()),
        Field("duration_min", Whole()),
        Field("actual_min", Whole()),
        Field("locked", Flag(empty=False)),
        Field("private", Flag(empty=False)),
        Field("title", Sentence(), required=True),
        Field("purpose", Sentence()),
        Field("notes", Sentence()),
        Field("team_notes", Sentence()),
        Field("internal_notes", Words()),
        Field("participation_note", Sentence()),
        Field("fallback", Sentence()),
        Field("interpreting", Words(programme.INTERPRETING, empty=None)),
        Field("permit_status", Words(("requested", "granted", "not_needed"), empty=None)),
        Field("passport_needed", Flag(empty=False)),
        Field("distance_km", Number()),
        Field("drive_min", Whole()),
        PROVENANCE,
    ),
    (
        OF_TRIP,
        Link("site", "site"),
        Link("fallback_site", "site"),
        Link("place", "place"),
        Link("from", "place", "from_place"),
        Link("to", "place", "to_place"),
        Link("leg", "leg"),
        Link("vehicle", "vehicle"),
    ),
    (
        Parts("subgroups", join("item_subgroup", programme.ItemSubGroup, "subgroup", ordered=False), "subgroup_links"),
        Parts("hosts", HOST, "host_links"),
        Parts("participants", PARTICIPANT),
        Parts("cases", join("item_case", programme.ItemCase, "case"), "case_links"),
        Parts("themes", join("item_theme", aims.ItemTheme, "theme"), "theme_links"),
        Parts("objectives", SERVES, "objective_links"),
        Parts("questions", Kind("question", programme.Question, (Field("text", Sentence(), required=True),))),
        Parts("breaks", Kind("break", programme.Break, (Field("start", Moment()), Field("end", Moment())))),
        *SOURCED,
    ),
    section="items",
    owner="trip",
    code="code",
)

# Records come after those they need.
PROGRAMME: tuple[Kind, ...] = (
    TRIP, PERSON, CONTACT, DELEGATION, SUBGROUP, DELEGATE, MEMBER, VEHICLE, LODGING, DAY, ITEM,
)  # fmt: skip
