"""Visit sites: what they show, where they are, what they ask of those who come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from tripplanner.exchange.intake import called, linked, wording
from tripplanner.exchange.intake.kinds.choices import YES_NO
from tripplanner.exchange.intake.kinds.lists import HOURS, MONTHS, WEEKDAYS, WORDLIST
from tripplanner.exchange.intake.kinds.notes import NOTES
from tripplanner.exchange.intake.kinds.numbers import WHOLE, DegreesKind
from tripplanner.exchange.intake.kinds.times import LENGTH
from tripplanner.exchange.intake.kinds.world import COUNTRY
from tripplanner.exchange.intake.near import Nearby
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Match, Subject, Target, Told, Values, heads
from tripplanner.i18n import msg
from tripplanner.model.sites import Site

TEXTS = (
    "name",
    "kind",
    "managing_body",
    "summary",
    "season_note",
    "permit_note",
    "group_note",
    "access_note",
    "fallback",
)
_MOST = 100_000
FIELDS = (
    Field("code", msg("Code"), heads("code | 编号 | 代码 | réf | référence | ref")),
    *wording.text_fields("name", msg("Name"), heads("nom | nom du site | site | 名称 | 名 | 地点 | 考察点 | 参观点",
                         "site name | lieu")),
    *wording.text_fields("kind", msg("Kind"), heads("type | catégorie | nature | 类型 | 类别 | category",
                         "type de site")),
    Field("country", msg("Country"), heads("pays | 国家 | country"), COUNTRY),
    Field("area", msg("Area"), heads("commune | ville | département | 地区 | 城市 | town | city | municipality",
          "secteur")),
    Field("massif", msg("Massif"), heads("massif | 山脉 | 山区 | range")),
    Field("latitude", msg("Latitude"), heads("lat | 纬度 | latitude | y"), DegreesKind(-90, 90)),
    Field("longitude", msg("Longitude"), heads("lon | lng | long | 经度 | longitude | x"), DegreesKind(-180, 180)),
    Field("altitude_m", msg("Altitude (m)"), heads("altitude | alt | 海拔 | elevation"), WHOLE(-500, 9000)),
    *wording.text_fields("managing_body", msg("Managing body"), heads("gestionnaire | 管理单位 | manager",
                         "managed by")),
    *wording.text_fields("summary", msg("Summary"), heads("résumé | description | 简介 | 介绍 | 描述 | 概况 | summary",
                         "présentation")),
    Field("themes", msg("Themes"), heads("thème | thèmes | 主题 | themes | theme"), WORDLIST),
    Field("typical_visit_min", msg("Usual visit (minutes)"),
          heads("durée | durée de visite | 时长 | 参观时长 | duration | visit length"), LENGTH),
    Field("open_months", msg("Open months"),
          heads("mois d’ouverture | saison | ouvert | ouverture | 开放月份 | season | open months"), MONTHS),
    Field("open_weekdays", msg("Open weekdays"), heads("jours d’ouverture | jours | 开放日 | open days"), WEEKDAYS),
    Field("open_hours", msg("Opening hours"), heads("horaires | heures d’ouverture | 开放时间 | opening hours"), HOURS),
    Field("group_cap", msg("Largest group"),
          heads("capacité | effectif maximal | 人数上限 | capacity | group size | taille du groupe | max group",
                "max group size | groupe maximal"), WHOLE(0, _MOST)),
    Field("permit_needed", msg("Permit needed"), heads("autorisation | permis | 许可 | 需许可 | permit"), YES_NO),
    Field("walk_min", msg("Walk (minutes)"), heads("marche | temps de marche | 步行 | 步行时间 | walk"), LENGTH),
    Field("ascent_m", msg("Ascent (m)"), heads("dénivelé | 爬升 | ascent | dénivelé positif"), WHOLE(0, 9000)),
    Field("step_free", msg("Step-free"), heads("accessible | accès pmr | pmr | 无障碍 | step free"), YES_NO),
    Field("outdoor", msg("Outdoors"), heads("extérieur | plein air | 户外 | outdoor"), YES_NO),
    Field("max_vehicle_seats", msg("Largest vehicle (seats)"),
          heads("car maximal | places du car | 最大车型 | max vehicle"), WHOLE(0, 500)),
    Field("lead_days", msg("Days of notice"), heads("délai | préavis | 提前天数 | lead time | notice"), WHOLE(0, 3650)),
    *wording.text_fields("season_note", msg("Note on the season"), heads("note de saison | 季节说明")),
    *wording.text_fields("permit_note", msg("Note on the permit"), heads("note d’autorisation | 许可说明")),
    *wording.text_fields("group_note", msg("Note on groups"), heads("note sur les groupes | 团组说明")),
    *wording.text_fields("access_note", msg("Note on access"), heads("accès | 交通 | access | note d’accès")),
    *wording.text_fields("fallback", msg("Fallback"), heads("repli | plan b | 备选 | fallback")),
    Field("website", msg("Website"), heads("site web | site internet | url | 网站 | 网址 | website | web")),
    Field(
        "notes", msg("Notes"), heads("备注 | 说明 | remarque | remarques | notes | commentaire | comments | remarks"),
        NOTES, several=True,
    ),
    Field("uuid", msg("Identifier"), heads("uuid | identifiant"), stored=False),
)  # fmt: skip
COLUMNS = (
    "code", "country", "area", "massif", "latitude", "longitude", "altitude_m", "typical_visit_min", "open_months",
    "open_weekdays", "open_hours", "group_cap", "permit_needed", "walk_min", "ascent_m", "step_free", "outdoor",
    "max_vehicle_seats", "lead_days", "website", "notes",
)  # fmt: skip


def compose(values: Values, target: Target) -> Composed:
    """A row’s values as the fields that are kept."""
    found = Composed({key: values[key] for key in (*COLUMNS, "themes", "uuid") if key in values}, {})
    found.sources.update({key: (key,) for key in found.values})
    wording.put_texts(values, found, TEXTS, target)
    return found


class KnownSites:
    """Every site, and the themes that rows may name."""

    def __init__(self, session: Session, target: Target) -> None:
        self._themes = linked.themes(session)
        query = sa.select(Site).options(selectinload(Site.theme_links)).order_by(Site.code, Site.id)
        self.held: Sequence[Held] = tuple(Held(one.id, one.uuid, self._values(one)) for one in session.scalars(query))
        self._near = Nearby(self.held)
        self._index = linked.Index(self.held)
        for held in self.held:
            self._index.add(held, ("code", held.values.get("code")), *called.names(held.values))

    def canonical(self, values: dict[str, Any]) -> None:
        """Themes by the names they are shown by."""
        if "themes" in values:
            values["themes"] = tuple(self._themes.canonical(name) for name in values["themes"])

    def find(self, values: Values) -> Match:
        """By identifier, code, name in a language unless it lies elsewhere, or position and nearly the same name."""
        if (known := self._index.of_uuid(values)) is not None:
            return known
        if code := values.get("code"):
            found = self._index.of_keys(msg("by code"), ("code", code))
            return found if found.records else self._without_code(values)
        named = self._near.namesakes_out(self._index.of_keys(msg("by name"), *called.names(values)), values)
        return named if named.records else self._near.find(values)

    def _without_code(self, values: Values) -> Match:
        """A row with a code nobody has can be about a site of its name that has none."""
        found = self._index.of_keys(msg("by name"), *called.names(values))
        return Match(tuple(one for one in found.records if not one.values.get("code")), found.how)

    def look(self, values: Values, record: Held | None) -> Iterable[Told]:
        """Themes that nobody knows, coordinates that are hardly right."""
        yield from self._near.doubts(values, record)
        for name in values.get("themes", ()):
            if self._themes.find(name) is None:
                yield linked.unknown("themes", msg("No theme is called “{name}”.", name=name))

    def _values(self, one: Site) -> dict[str, Any]:
        found: dict[str, Any] = {"uuid": one.uuid, **{key: getattr(one, key) for key in COLUMNS}}
        for key in TEXTS:
            found.update(wording.words_of(getattr(one, key), key))
        found["themes"] = tuple(self._themes.name(link.theme_id) for link in one.theme_links)
        return {key: value for key, value in found.items() if value not in (None, "", ())}


def _writer(session: Session, target: Target) -> Any:
    from tripplanner.exchange.intake.writing.sites import SiteWriter

    return SiteWriter(session, target)


SUBJECT = Subject(
    key="sites",
    title=msg("Sites"),
    one=msg("site"),
    fields=FIELDS,
    known=KnownSites,
    compose=compose,
    label=called.label,
    writer=_writer,
    needs=(called.IN_A_LANGUAGE,),
    naming=called.NAMING,
    identity=lambda values: ("code", values["code"]) if values.get("code") else next(iter(called.names(values)), None),
    position=30,
)
