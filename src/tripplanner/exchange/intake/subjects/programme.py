"""The programme of a trip: its items, a row each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from tripplanner.exchange.intake import linked, wording
from tripplanner.exchange.intake.events import calendars
from tripplanner.exchange.intake.events.moments import moved
from tripplanner.exchange.intake.kinds.choices import INTERPRETING, ITEM_STATUS, ITEM_TYPE
from tripplanner.exchange.intake.kinds.lists import GROUPS, WORDLIST
from tripplanner.exchange.intake.kinds.notes import NOTES
from tripplanner.exchange.intake.kinds.numbers import NumberKind
from tripplanner.exchange.intake.kinds.occasions import OCCASION
from tripplanner.exchange.intake.kinds.times import LENGTH, MOMENT, SPAN, TIME
from tripplanner.exchange.intake.kinds.zones import ZONE
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Match, Subject, Target, Told, Values, heads
from tripplanner.i18n import Message, msg
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegation, SubGroup, Trip

TEXTS = ("title", "purpose", "notes", "team_notes", "fallback")
LINKS: Mapping[str, str] = {"site": "site_id", "place": "place_id", "from_place": "from_place_id",
                            "to_place": "to_place_id", "vehicle": "vehicle_id"}  # fmt: skip
COLUMNS = ("code", "type", "status", "interpreting", "duration_min", "distance_km", "drive_min", "internal_notes",
           "start", "end", "start_zone", "end_zone")  # fmt: skip
FIELDS = (
    Field("code", msg("Code"), heads("code | 编号 | n° | no | réf | 序号")),
    Field("day", msg("Day"), heads("jour | date | 日期 | 日 | day | 时间日期 | 行程日期 | 日期时间",
                                  "date et heure | date/heure | date and time | quand | when | 时间"),
          OCCASION, stored=False, carried=True),
    Field("hours", msg("Hours"), heads("horaire | horaires | 时间 | 时段 | time | hours | heures | schedule"), SPAN,
          stored=False),
    Field("from_time", msg("Starts at"),
          heads("début | heure de début | 开始 | 开始时间 | start time | heure | from time | de"), TIME, stored=False),
    Field("to_time", msg("Ends at"), heads("fin | heure de fin | 结束 | 结束时间 | end time"), TIME,
          stored=False),
    Field("start", msg("Start"), heads("start | 起 | 开始时间 | 开始 | 起始时间 | début"), MOMENT),
    Field("end", msg("End"), heads("end | 止 | 结束时间 | 结束 | fin"), MOMENT),
    Field("start_zone", msg("Time zone of the start"), heads("fuseau de début | 开始时区"), ZONE),
    Field("end_zone", msg("Time zone of the end"), heads("fuseau de fin | 结束时区"), ZONE),
    Field("duration_min", msg("Duration (minutes)"), heads("durée | 时长 | duration | length"), LENGTH),
    *wording.text_fields(
        "title", msg("Title"),
        heads("titre | intitulé | activité | objet | 内容 | 活动 | 活动内容 | 行程 | 行程安排 | title",
              "activity | 安排 | 标题",
              "programme | program | étape"),
    ),
    Field("type", msg("Type"), heads("type | 类型 | nature | kind"), ITEM_TYPE),
    Field("status", msg("Status"), heads("statut | état | 状态 | status"), ITEM_STATUS),
    Field("site", msg("Site"), heads("site | site visité | 考察点 | 参观点 | visit site")),
    Field("place", msg("Place"), heads("lieu | 地点 | place | location | endroit | 城市")),
    Field("from_place", msg("From"), heads("départ | 出发地 | from | lieu de départ | 起点")),
    Field("to_place", msg("To"), heads("destination | 目的地 | to | 终点 | lieu d’arrivée")),
    Field("hosts", msg("Hosts"), heads("hôte | hôtes | structure | 接待单位 | host | 接待方 | 会见单位"), WORDLIST),
    Field("subgroups", msg("Sub-groups"), heads("groupe | groupes | 组别 | 分组 | group | sous-groupe"), GROUPS),
    Field("vehicle", msg("Vehicle"), heads("véhicule | car | 车辆 | vehicle | 用车")),
    Field("distance_km", msg("Distance (km)"), heads("distance | km | 距离"), NumberKind(0, 20_000)),
    Field("drive_min", msg("Drive (minutes)"), heads("trajet | temps de route | 车程 | drive"), LENGTH),
    Field("interpreting", msg("Interpreting"), heads("interprétation | 翻译 | 口译 | 翻译方式"), INTERPRETING),
    *wording.text_fields("purpose", msg("Purpose"), heads("objectif | 目的 | purpose | but")),
    *wording.text_fields("notes", msg("Notes for everyone"), heads("à savoir | 注意事项 | notes publiques")),
    *wording.text_fields("team_notes", msg("Notes for the team"), heads("notes équipe | 工作备注")),
    *wording.text_fields("fallback", msg("Fallback"), heads("repli | plan b | 备选 | 备选方案 | fallback")),
    Field(
        "internal_notes", msg("Internal notes"),
        heads("备注 | 说明 | remarque | remarques | note | notes | commentaire | comments | remarks | notes internes"),
        NOTES, several=True,
    ),
    Field("location", msg("Location"), heads("LOCATION"), stored=False),
    Field("event", msg("Calendar event"), stored=False),
    Field("uuid", msg("Identifier"), heads("uuid | identifiant"), stored=False),
)  # fmt: skip
_PLAIN = ("code", "type", "status", "interpreting", "duration_min", "distance_km", "drive_min", "internal_notes",
          "hosts", "subgroups", "uuid", "start_zone", "end_zone", "location", "event", *LINKS)  # fmt: skip


def compose(values: Values, target: Target) -> Composed:
    """A row’s values as the fields that are kept: day and hours as a start and an end."""
    found = Composed({key: values[key] for key in _PLAIN if key in values}, {})
    found.sources.update({key: (key,) for key in found.values})
    wording.put_texts(values, found, TEXTS, target)
    start, end = _bounds(values, found)
    for key, moment in (("start", start), ("end", end)):
        if moment is not None:
            found.values[key] = moment
            found.sources.setdefault(key, ("day", "hours", "from_time", "to_time"))
    return found


def _bounds(values: Values, found: Composed) -> tuple[datetime | None, datetime | None]:
    """When a row begins and ends; an end before its start is on the next day."""
    start, end = (_moment(values.get(key), found, key) for key in ("start", "end"))
    day, first, last = _occasion(values)
    day = day or (start.date() if start is not None else None)
    first, last = values.get("from_time", first), values.get("to_time", last)
    if day is None:
        if first is not None and start is None:
            key = "from_time" if "from_time" in values else "hours"
            found.told.append(Told(key, msg("The time has no day."), msg("Fill in the day, or ignore the cell.")))
        return start, end
    start = _at(day, first) if start is None else start
    end = _at(day, last) if end is None else end
    if start is None and "day" in values and end is None:
        found.told.append(Told("day", msg("The day has no time."), msg("Fill in the time, or ignore the cell.")))
    if start is not None and end is None and (minutes := values.get("duration_min")):
        end = start + timedelta(minutes=minutes)
    if start is not None and end is not None and end < start and "end" not in values:
        end += timedelta(days=1)
    return start, end


def _occasion(values: Values) -> tuple[date | None, time | None, time | None]:
    """The day of a row and its times, which may stand beside the day or in a column of their own."""
    day, until = values.get("day", (None, None))
    first, last = values.get("hours", (None, None))
    if isinstance(day, datetime):
        return day.date(), first or day.time(), last or until
    return day, first, last


def _moment(value: date | None, found: Composed, key: str) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    found.told.append(Told(key, msg("The day has no time."), msg("Write a day and a time, like 2027-06-13 09:30.")))
    return None


def _at(day: date, clock: time | None) -> datetime | None:
    return None if clock is None else datetime.combine(day, clock)


class KnownItems:
    """The items of a trip, and whatever rows may name."""

    def __init__(self, session: Session, target: Target) -> None:
        assert target.trip_id is not None, "a programme belongs to a trip"
        self._trip = session.get_one(Trip, target.trip_id)
        self._days = self._trip.first_day, self._trip.last_day
        self._trip_zone = self._trip.zone
        self._lookups = {"site": linked.sites(session), "place": (places := linked.places(session)),
                         "from_place": places, "to_place": places,
                         "vehicle": linked.vehicles(session, target.trip_id)}  # fmt: skip
        self._organisations = linked.organisations(session)
        self._groups = linked.Lookup(
            (one.id, (one.code, one.name)) for one in session.scalars(
                sa.select(SubGroup).join(Delegation).where(Delegation.trip_id == target.trip_id).order_by(SubGroup.id)
            )
        )  # fmt: skip
        self._codes = {one.id: one.code for one in session.scalars(
            sa.select(SubGroup).join(Delegation).where(Delegation.trip_id == target.trip_id))}  # fmt: skip
        self.held: Sequence[Held] = tuple(Held(one.id, one.uuid, self._values(one)) for one in _items(session, target))
        self._index = linked.Index(self.held)
        for held in self.held:
            at_site = (held.values.get("start"), "site", held.values.get("site"))
            self._index.add(held, ("code", held.values.get("code")), *_keys(held.values), at_site)

    def canonical(self, values: dict[str, Any]) -> None:
        """Linked records by the names they are shown by, sub-groups by their codes."""
        for key, known in self._lookups.items():
            if key in values:
                values[key] = known.canonical(values[key])
        calendars.place_named(values, self._lookups["site"], self._lookups["place"])
        calendars.in_trip_zone(values, self._trip_zone)
        if "hosts" in values:
            values["hosts"] = tuple(self._organisations.canonical(name) for name in values["hosts"])
        if "subgroups" in values:
            values["subgroups"] = tuple(sorted(self._code(name) for name in values["subgroups"]))

    def find(self, values: Values) -> Match:
        """By identifier, else by code, else by start and title, else by title where only one item has it."""
        if (known := self._index.of_uuid(values)) is not None:
            return known
        if code := values.get("code"):
            found = self._index.of_keys(msg("by code"), ("code", code))
            if found.records:
                return found
        found = self._index.of_keys(msg("by title and time"), *_keys(values))
        free = tuple(one for one in found.records if not (values.get("code") and one.values.get("code")))
        return Match(free, found.how)

    def look(self, values: Values, record: Held | None) -> Iterable[Told]:
        """Names that nobody knows, days outside the trip, an end before its start; events that are none of it."""
        yield from calendars.none_of(values, record, self._days)
        for key, known in self._lookups.items():
            if (name := values.get(key)) and known.find(name) is None:
                yield linked.unknown(key, _nobody(key, name))
        for name in values.get("hosts", ()):
            if self._organisations.find(name) is None:
                yield Told("hosts", linked.new_organisation(name), fatal=False)
        for name in values.get("subgroups", ()):
            if self._groups.find(name) is None:
                yield linked.unknown("subgroups", msg("No sub-group of this trip is called “{name}”.", name=name))
        yield from self._times({**(record.values if record is not None else {}), **values}, values)

    def _times(self, both: Values, values: Values) -> Iterable[Told]:
        start, end = both.get("start"), both.get("end")
        zone, other = both.get("start_zone", ""), both.get("end_zone", "")
        if start is not None and end is not None and moved(end, other, zone) < start:
            yield Told("end" if "end" in values else "day", msg("An item cannot end before it starts."))
        if "start" in values and not self._days[0] <= values["start"].date() <= self._days[1]:
            yield Told("day", msg("{day} lies outside the trip.", day=values["start"].date()), fatal=False)

    def _code(self, name: str) -> str:
        found = self._groups.find(name)
        return name if found is None else self._codes[found] or self._groups.name(found)

    def _values(self, one: Item) -> dict[str, Any]:
        found: dict[str, Any] = {"uuid": one.uuid, **{key: getattr(one, key) for key in COLUMNS}}
        for key in TEXTS:
            found.update(wording.words_of(getattr(one, key), key))
        for key, column in LINKS.items():
            found[key] = self._lookups[key].name(getattr(one, column))
        found["hosts"] = tuple(self._organisations.name(link.organisation_id) for link in one.host_links)
        found["subgroups"] = tuple(sorted(self._codes[link.subgroup_id] for link in one.subgroup_links))
        return {key: value for key, value in found.items() if value not in (None, "", ())}


def _items(session: Session, target: Target) -> Sequence[Item]:
    statement = (
        sa.select(Item)
        .where(Item.trip_id == target.trip_id)
        .options(selectinload(Item.host_links), selectinload(Item.subgroup_links))
        .order_by(Item.start, Item.position, Item.id)
    )
    return session.scalars(statement).all()


def _nobody(key: str, name: str) -> Message:
    if key == "site":
        return msg("No site is called “{name}”.", name=name)
    if key == "vehicle":
        return msg("No vehicle of this trip is called “{name}”.", name=name)
    return msg("No place is called “{name}”.", name=name)


def _keys(values: Values) -> list[Any]:
    """Start and title in each language; an item without title by its site."""
    named = [(one, values.get(f"title.{one}")) for one in wording.LANGUAGES]
    names = [(language, linked.normalised(name) or name) for language, name in named if name]
    if not names and values.get("site"):
        names = [("site", values["site"])]
    else:  # its language may be a guess
        names += [("*", name) for _, name in names]
    return [(values.get("start"), *name) for name in names]


def _label(values: Values) -> str:
    title = next((values[f"title.{one}"] for one in wording.LANGUAGES if values.get(f"title.{one}")), "")
    return title or values.get("site", "") or " → ".join(filter(None, map(values.get, ("from_place", "to_place"))))


def _writer(session: Session, target: Target) -> Any:
    from tripplanner.exchange.intake.writing.programme import ItemWriter

    return ItemWriter(session, target)


SUBJECT = Subject(
    key="programme",
    title=msg("Programme"),
    one=msg("programme item"),
    fields=FIELDS,
    known=KnownItems,
    compose=compose,
    label=_label,
    writer=_writer,
    needs=(("title.fr", "title.en", "title.zh", "site", "to_place"),),
    naming=("title", "title.fr", "title.en", "title.zh", "site", "code", "uuid"),
    identity=lambda values: ("code", values["code"]) if values.get("code") else next(iter(_keys(values)), None),
    settle=calendars.settle,
    of_trip=True,
    position=40,
)
