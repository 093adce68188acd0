"""The kinds of record of the library and of a programme: which fields each has in a file."""

from __future__ import annotations

from tripplanner.model import cases, glossary, offices, partners, people, places, programme, provenance, sites, themes
from tripplanner.model import trips as trip_model
from tripplanner.planning.records.rows import Kind, Link, Parts
from tripplanner.planning.records.values import (
    ByLanguage,
    Day,
    Field,
    Flag,
    ListOf,
    Moment,
    Notes,
    Number,
    Sentence,
    Sentences,
    Whole,
    Words,
    Zone,
)

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


def _join(name: str, cls: type, to: str, attribute: str = "", *, ordered: bool = True) -> Kind:
    """A link table row that is written as the bare key of the record it leads to."""
    return Kind(name, cls, links=(Link(to, to, attribute, needed=True),), ordered=ordered)


THEME = Kind(
    "theme",
    themes.Theme,
    (Field("name", Sentence(), required=True), Field("colour", Words(longest=20, empty="nature")), PROVENANCE),
    (Link("parent", "theme"),),
    SOURCED,
    section="themes",
    code="code",
)
AXIS = Kind(
    "axis",
    themes.AxisCode,
    (
        Field("axis", Words(longest=40), required=True),
        Field("code", Words(longest=60), required=True),
        Field("label", Sentence(), required=True),
        PROVENANCE,
    ),
    (),
    SOURCED,
    section="axes",
)
PLACE = Kind(
    "place",
    places.Place,
    (
        Field("name", Sentence(), required=True),
        Field("kind", Words(longest=30)),
        Field("country", COUNTRY),
        Field("latitude", LATITUDE),
        Field("longitude", LONGITUDE),
        Field("altitude_m", ALTITUDE),
        Field("zone", Zone()),
        Field("address", Words()),
        Field("phone", Words()),
        PROVENANCE,
    ),
    (Link("parent", "place"),),
    SOURCED,
    section="places",
    code="code",
)
LEG = Kind(
    "leg",
    places.Leg,
    (
        Field("distance_km", Number()),
        Field("drive_min", Whole()),
        Field("margin_percent", Whole(0, 1000)),
        Field("both_ways", Flag(empty=True)),
        PROVENANCE,
    ),
    (Link("from", "place", "from_place", needed=True), Link("to", "place", "to_place", needed=True)),
    SOURCED,
    section="legs",
    code="code",
)
ALIAS = Kind(
    "alias",
    partners.OrganisationAlias,
    (Field("name", Words(), required=True), Field("language", Words(longest=12))),
    ordered=False,
)
ORGANISATION = Kind(
    "organisation",
    partners.Organisation,
    (
        Field("acronym", Words()),
        Field("name", Sentence(), required=True),
        Field("kind", Sentence()),
        Field("role", Sentence()),
        Field("country", COUNTRY),
        Field("city", Words()),
        Field("address", Words()),
        Field("website", Words()),
        Field("email", Words()),
        Field("phone", Words()),
        Field("notes", Words()),
        PROVENANCE,
    ),
    (),
    (
        Parts("aliases", ALIAS),
        Parts("themes", _join("organisation_theme", partners.OrganisationTheme, "theme"), "theme_links"),
        *SOURCED,
    ),
    section="organisations",
    code="code",
)
SITE_ORGANISATION = Kind(
    "site_organisation",
    sites.SiteOrganisation,
    (Field("role", Words(longest=30, empty="host")),),
    (Link("organisation", "organisation", needed=True),),
)
SITE_CLOSURE = Kind(
    "site_closure",
    sites.SiteClosure,
    (Field("first_day", Day()), Field("last_day", Day()), Field("reason", Sentence()), PROVENANCE),
    (),
    SOURCED,
    ordered=False,
)
SITE = Kind(
    "site",
    sites.Site,
    (
        Field("name", Sentence(), required=True),
        Field("kind", Sentence()),
        Field("country", COUNTRY),
        Field("area", Words()),
        Field("massif", Words()),
        Field("latitude", LATITUDE),
        Field("longitude", LONGITUDE),
        Field("altitude_m", ALTITUDE),
        Field("managing_body", Sentence()),
        Field("summary", Sentence()),
        Field("facts", Sentences()),
        Field("typical_visit_min", Whole()),
        Field("website", Words()),
        Field("notes", Words()),
        Field("open_months", ListOf(Whole(1, 12))),
        Field("open_weekdays", ListOf(Whole(1, 7))),
        Field("open_hours", ListOf(ListOf(HOUR))),
        Field("group_cap", Whole()),
        Field("permit_needed", Flag()),
        Field("walk_min", Whole()),
        Field("ascent_m", Whole()),
        Field("step_free", Flag()),
        Field("outdoor", Flag()),
        Field("max_vehicle_seats", Whole()),
        Field("lead_days", Whole()),
        Field("season_note", Sentence()),
        Field("permit_note", Sentence()),
        Field("group_note", Sentence()),
        Field("access_note", Sentence()),
        Field("fallback", Sentence()),
        PROVENANCE,
    ),
    (Link("place", "place"),),
    (
        Parts("themes", _join("site_theme", sites.SiteTheme, "theme"), "theme_links"),
        Parts("organisations", SITE_ORGANISATION, "organisation_links"),
        Parts("closures", SITE_CLOSURE),
        *SOURCED,
    ),
    section="sites",
    code="code",
)
BLOCK = Kind(
    "block",
    cases.BuildingBlock,
    (
        Field("title", Sentence(), required=True),
        Field("enabling_factors", Sentences()),
        Field("lessons", Sentences()),
        PROVENANCE,
    ),
    (Link("category", "axis"),),
    SOURCED,
)
CASE = Kind(
    "case",
    cases.CaseStudy,
    (
        Field("title", Sentence(), required=True),
        Field("countries", ListOf(COUNTRY)),
        Field("biogeographical_region", Words()),
        Field("scale", Words()),
        Field("scale_code", Words(longest=40)),
        Field("region_code", Words(longest=60)),
        Field("period", Sentence()),
        Field("target_species", Sentences()),
        Field("stakeholders", Sentences()),
        Field("funding", Sentence()),
        Field("ecological_stakes", Sentence()),
        Field("economic_stakes", Sentence()),
        Field("context", Sentence()),
        Field("challenge", Sentence()),
        Field("actions", Sentences()),
        Field("governance", Sentence()),
        Field("results", Sentences()),
        Field("lessons", Sentences()),
        Field("transferability", Sentence()),
        PROVENANCE,
    ),
    (),
    (
        Parts("blocks", BLOCK),
        Parts("axes", _join("case_axis", cases.CaseAxis, "axis", "axis_code"), "axis_links"),
        Parts("themes", _join("case_theme", cases.CaseTheme, "theme"), "theme_links"),
        Parts("sites", _join("case_site", cases.CaseSite, "site"), "site_links"),
        Parts(
            "organisations", _join("case_organisation", cases.CaseOrganisation, "organisation"), "organisation_links"
        ),
        *SOURCED,
    ),
    section="cases",
    code="code",
)
TERM = Kind(
    "term",
    glossary.Term,
    (
        Field("term", Sentence(), required=True),
        Field("category", Words(longest=40)),
        Field("note", Sentence()),
        Field("status", Words(longest=20, empty="draft")),
        Field("forbidden", ByLanguage()),
        PROVENANCE,
    ),
    (),
    SOURCED,
    section="terms",
    code="code",
)
STANDARD_TEXT = Kind(
    "standard_text",
    offices.StandardText,
    (Field("title", Sentence(), required=True), Field("body", Sentence(), required=True)),
    section="standard_texts",
    code="key",
)
OFFICE = Kind(
    "office",
    offices.Office,
    (
        Field("name", Sentence(), required=True),
        Field("short_name", Words()),
        Field("address", Sentence()),
        Field("email", Words()),
        Field("phone", Words()),
        Field("emergency_phone", Words()),
        Field("website", Words()),
        Field("signatory", Sentence()),
        Field("accent", Words(longest=7)),
    ),
    section="offices",
)

LIBRARY: tuple[Kind, ...] = (THEME, AXIS, PLACE, LEG, ORGANISATION, SITE, CASE, TERM, STANDARD_TEXT, OFFICE)

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
        Field("notes", Words()),
        PROVENANCE,
    ),
    (Link("organisation", "organisation", needed=True), Link("person", "person", needed=True)),
    SOURCED,
    section="contacts",
    owner="trip",
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
        Parts("objectives", Kind("objective", trip_model.Objective, (Field("text", Sentence(), required=True),))),
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
            _join("delegate_subgroup", trip_model.DelegateSubGroup, "subgroup", ordered=False),
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
    (Parts("guests", _join("room_guest", trip_model.RoomGuest, "person", ordered=False)),),
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
        Parts("subgroups", _join("item_subgroup", programme.ItemSubGroup, "subgroup", ordered=False), "subgroup_links"),
        Parts("hosts", HOST, "host_links"),
        Parts("participants", PARTICIPANT),
        Parts("cases", _join("item_case", programme.ItemCase, "case"), "case_links"),
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
KINDS: dict[str, Kind] = {kind.name: kind for kind in (*LIBRARY, *PROGRAMME)}
