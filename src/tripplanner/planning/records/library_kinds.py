"""The kinds of record of the library: which fields each has in a file."""

from __future__ import annotations

from tripplanner.model import aims, cases, glossary, offices, partners, places, sites, themes
from tripplanner.planning.records.common import (
    ALTITUDE,
    COUNTRY,
    HOUR,
    LATITUDE,
    LONGITUDE,
    PROVENANCE,
    SOURCED,
    join,
)
from tripplanner.planning.records.rows import Kind, Link, Parts
from tripplanner.planning.records.values import (
    ByLanguage,
    Day,
    Field,
    Flag,
    ListOf,
    Number,
    Sentence,
    Sentences,
    Whole,
    Words,
    Zone,
)

THEME_QUESTION = Kind(
    "theme_question",
    aims.ThemeQuestion,
    (Field("text", Sentence(), required=True), PROVENANCE),
    (),
    SOURCED,
    shorthand="text",
)
THEME = Kind(
    "theme",
    themes.Theme,
    (Field("name", Sentence(), required=True), Field("colour", Words(longest=20, empty="nature")), PROVENANCE),
    (Link("parent", "theme"),),
    (Parts("questions", THEME_QUESTION), *SOURCED),
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
        Parts("themes", join("organisation_theme", partners.OrganisationTheme, "theme"), "theme_links"),
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
        Field("open_hours", ListOf(ListOf(HOUR, length=2))),
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
        Parts("themes", join("site_theme", sites.SiteTheme, "theme"), "theme_links"),
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
RESULT = Kind(
    "case_result",
    cases.CaseResult,
    (
        Field("text", Sentence(), required=True),
        Field("evidence", Sentence()),
        Field("dated", Words(longest=10)),
        Field("url", Words()),
    ),
    shorthand="text",
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
        Field("lessons", Sentences()),
        Field("failures", Sentences()),
        Field("trade_offs", Sentences()),
        Field("transferability", Sentence()),
        Field("original_language", Words(longest=12)),
        Field("validation", Words(cases.VALIDATIONS, empty="draft")),
        Field("author", Words(longest=120)),
        Field("reviewer", Words(longest=120)),
        PROVENANCE,
    ),
    (),
    (
        Parts("results", RESULT),
        Parts("blocks", BLOCK),
        Parts("axes", join("case_axis", cases.CaseAxis, "axis", "axis_code"), "axis_links"),
        Parts("themes", join("case_theme", cases.CaseTheme, "theme"), "theme_links"),
        Parts("sites", join("case_site", cases.CaseSite, "site"), "site_links"),
        Parts("organisations", join("case_organisation", cases.CaseOrganisation, "organisation"), "organisation_links"),
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
