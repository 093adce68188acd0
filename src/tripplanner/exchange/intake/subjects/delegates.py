"""The delegates of a trip: who they are, what they do at home, when they come and go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from tripplanner.exchange.intake import housing, linked, people, vaulted, wording
from tripplanner.exchange.intake.kinds.choices import ROLE
from tripplanner.exchange.intake.kinds.lists import GROUPS
from tripplanner.exchange.intake.kinds.numbers import WHOLE
from tripplanner.exchange.intake.kinds.times import MOMENT, TIME
from tripplanner.exchange.intake.kinds.world import LANGUAGE
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Match, Subject, Target, Told, Values, heads
from tripplanner.i18n import Message, msg, say
from tripplanner.model.journeys import Journey
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, Room, RoomGuest
from tripplanner.planning.rows import execute

_DIRECTIONS = {"arrival": "arrives_on", "departure": "leaves_on"}
# What columns right of those of arrival and departure are called, without saying again which of the two they are of.
_HOUR = heads("heure | horaire | time | hour | 时间 | 时刻")
_CARRIER = heads(
    "vol | n° de vol | vol n° | n° vol | numéro de vol | train | flight | flight no | flight number",
    "航班 | 航班号 | 车次",
)
_STATION = heads("lieu | aéroport | gare | place | airport | station | 地点 | 机场")
FIELDS = (
    Field("rank", msg("Rank"), heads("序号 | 编号 | 排序 | n° | no | rang | ordre",
                                     "number | 序 | num"), WHOLE(0, 100_000)),
    *people.NAME_FIELDS,
    *people.ADDRESS_FIELDS,
    *people.PERSON_FIELDS,
    Field(
        "organisation", msg("Organisation"),
        heads("单位 | 工作单位 | 所在单位 | 单位名称 | 机构 | structure | organisme | organisation",
              "institution | employeur",
              "organization | company | work unit | établissement | affiliation"),
        also=heads("部门 | 处室 | service"), rest="notes",
    ),
    *wording.text_fields(
        "post", msg("Post"),
        heads("职务 | 职位 | 职称 | 职务/职称 | 职务职称 | fonction | poste | titre | title | position | post",
              "job title | function | designation | 岗位 | 单位及职务 | 工作单位及职务 | 单位职务 | 单位及职称",
              "工作单位及职称"),
    ),
    Field("role", msg("Role"), heads("角色 | 团内职务 | 团内身份 | 身份 | rôle | role | rôle dans la délégation",
                                     "role in delegation",
                "role in the delegation"), ROLE),
    Field("subgroups", msg("Sub-groups"),
          heads("组别 | 分组 | 小组 | 组 | groupe | groupes | sous-groupe | group | gr. | sub-group"), GROUPS),
    Field("delegation", msg("Delegation"), heads("代表团 | délégation | delegation | 团组 | nom de la délégation",
                                                 "delegation name")),
    Field("language", msg("Language of documents"),
          heads("langue des documents | 文件语言 | 资料语言 | document language"), LANGUAGE),
    Field(
        "arrives_on", msg("Arrives on"),
        heads("抵达 | 抵达日期 | 到达 | 到达日期 | 抵达时间 | 入境日期 | arrivée | date d’arrivée | arrival",
              "arrival date",
              "arrive le | jour d’arrivée | date et heure d’arrivée | arrivée (date et heure) | arrival date and time",
              "date and time of arrival | 抵达日期及时间 | 到达日期及时间 | 抵达日期时间"),
        MOMENT,
    ),
    Field("arrival_time", msg("Arrival time"),
          heads("heure d’arrivée | heure arrivée | eta | 到达时间 | arrival time | 抵达时刻",
                "抵达时间"), TIME, also=_HOUR,
          follows="arrives_on"),
    Field("arrival_carrier", msg("Arrival flight or train"),
          heads("航班 | 航班号 | 抵达航班 | 到达航班 | 来程航班 | vol | vol arrivée | vol d’arrivée | flight",
                "arrival flight",
                "train | n° de vol | vol aller | 车次 | 去程航班 | flight no | flight number",
                "vol n° | n° vol | numéro de vol")),
    Field("arrival_where", msg("Arrival place"),
          heads("抵达地点 | 到达地点 | 抵达机场 | lieu d’arrivée | aéroport d’arrivée | arrival place",
                "arrival airport"),
          also=_STATION, follows="arrives_on"),
    Field(
        "leaves_on", msg("Leaves on"),
        heads("离开 | 离开日期 | 离境日期 | 返程日期 | 离开时间 | départ | date de départ | departure",
              "departure date",
              "part le | 返回日期 | date et heure de départ | départ (date et heure) | departure date and time",
              "date and time of departure | 离开日期及时间 | 返程时间"),
        MOMENT,
    ),
    Field("departure_time", msg("Departure time"),
          heads("heure de départ | heure départ | etd | departure time | 起飞时间",
                "离开时间"), TIME, also=_HOUR, follows="leaves_on"),
    Field("departure_carrier", msg("Departure flight or train"),
          heads("离开航班 | 返程航班 | 回程航班 | vol départ | vol de départ | departure flight | vol retour",
                "离境航班 | return flight"),
          also=_CARRIER, follows="leaves_on"),
    Field("departure_where", msg("Departure place"),
          heads("离开地点 | 离境机场 | lieu de départ | aéroport de départ | departure place | departure airport"),
          also=_STATION, follows="leaves_on"),
    Field("room", msg("Room"),
          heads("房间 | 房间号 | 房号 | chambre | n° de chambre | room | room number | 房间安排 | chambre n°")),
    Field("lodging", msg("Lodging"),
          heads("酒店 | 宾馆 | 住宿 | 入住酒店 | 住宿酒店 | hôtel | hotel | logement | gîte | accommodation",
                "lieu d’hébergement"),
          stored=False),
    Field("room_type", msg("Kind of room"),
          heads("房型 | 房间类型 | 住宿要求 | 住宿安排 | 用房要求 | type de chambre | room type",
                "hébergement"), stored=False),
    Field("roommate", msg("Shares the room with"),
          heads("同住人 | 同屋 | 室友 | 同住 | 拼房人 | 合住人 | 同房人员 | 同房 | rooming with | sharing with",
                "chambre partagée avec | partage avec | partage la chambre avec | colocataire | roommate",
                "shares with"),
          stored=False),
    *vaulted.PROTECTED_FIELDS,
    Field("uuid", msg("Identifier"), heads("uuid | identifiant"), stored=False),
)  # fmt: skip
HOUSED = "rooms"
"""Beside the field *room*, which is that of the lodging that is meant: the number of each room, by its lodging."""
_NOTED = ("room_type", "roommate")  # what a roster says of rooms in words: notes that say what they are about
_PLAIN = ("room", "lodging", "rank", "organisation", "role", "subgroups", "delegation", "language", "uuid",
          "arrival_time", "arrival_carrier", "arrival_where", "departure_time", "departure_carrier",
          "departure_where")  # fmt: skip


def compose(values: Values, target: Target) -> Composed:
    """A row’s values as the fields that are kept: names apart, days and times apart, words under their language."""
    found = Composed({}, {})
    for key in (*_PLAIN, *(field.key for field in people.PERSON_FIELDS)):
        if key in values:
            found.values[key], found.sources[key] = values[key], (key,)
    people.put_name(values, found)
    people.put_address(values, found, target)
    wording.put_texts(values, found, ("post",), target)
    for key in _NOTED:
        if key in values:
            _note(found, key, values[key], target)
    for direction, key in _DIRECTIONS.items():
        moment = values.get(key)
        if moment is None:
            continue
        found.values[key] = moment.date() if isinstance(moment, datetime) else moment
        found.sources[key] = (key,)
        if isinstance(moment, datetime):
            found.values.setdefault(f"{direction}_time", moment.time())
            found.sources.setdefault(f"{direction}_time", (key,))
    return found


def _note(found: Composed, key: str, words: str, target: Target) -> None:
    """Adds a line to the notes that says what it is about."""
    title = next(one.title for one in FIELDS if one.key == key)
    line = f"{say(title, target.language)}: {words}"
    before = found.values.get("notes")
    found.values["notes"] = f"{before}\n{line}" if before else line
    found.sources["notes"] = (*found.sources.get("notes", ()), key)


class KnownDelegates:
    """The delegates of a trip, and the sub-groups, delegations and organisations that rows may name."""

    def __init__(self, session: Session, target: Target) -> None:
        self.organisations = linked.organisations(session)
        delegations = _delegations(session, target)
        self._groups = {name: group.code for one in delegations for group in one.subgroups
                        for name in _group_names(group)}  # fmt: skip
        self._delegations = linked.Lookup((one.id, tuple(one.name.words.values())) for one in delegations)
        self._named = any(one.name.words for one in delegations)
        self._others = people.reachable(session)
        self._lodgings = housing.lodging_names(session, target.trip_id)
        self._meant = housing.meant(session, target)
        self._rooms = rooms_of(session, target)
        self._target = target
        self.held: Sequence[Held] = tuple(self._held(session, delegations, target))
        self._names = people.Names(self.held)
        self._by_uuid = {one.uuid: one for one in self.held}

    def canonical(self, values: dict[str, Any]) -> Iterable[Told]:
        """The organisation and the delegation by the names they are shown by, the lodging that a room is of."""
        for key, known in (("organisation", self.organisations), ("delegation", self._delegations)):
            if key in values:
                values[key] = known.canonical(values[key])
        if "subgroups" in values:
            names: tuple[str, ...] = values["subgroups"]
            codes = [self._groups.get(linked.normalised(name), name) for name in names]
            values["subgroups"] = tuple(sorted(dict.fromkeys(codes)))
        return list(self._housed(values))

    def _housed(self, values: dict[str, Any]) -> Iterable[Told]:
        """The lodging of a room: the one the row names, or the one that is meant; a room of none of them is a note."""
        named, room = values.get("lodging"), values.get("room")
        found = self._lodgings.find(named) if named else self._meant.id if self._meant is not None else None
        if named and found is None and self._rooms:
            yield linked.unknown("lodging", msg("No lodging of this trip is called “{name}”.", name=named))
            return
        if room and found is not None:
            values["lodging"] = self._lodgings.name(found)
            return
        for key in ("lodging", "room"):
            if key in values:
                _note(Composed(values, {}), key, values.pop(key), self._target)
        if room and not named:
            yield Told("room", _without_lodging(room, len(self._rooms), self._target.lodging), fatal=False)

    def find(self, values: Values) -> Match:
        """By identifier, else by name, e-mail address and organisation."""
        known = self._by_uuid.get(str(values.get("uuid", "")).strip().lower())
        return Match((known,), msg("by identifier")) if known is not None else self._names.find(values)

    def look(self, values: Values, record: Held | None) -> Iterable[Told]:
        """Organisations and sub-groups to be made, a delegation nobody knows, days the wrong way round."""
        if record is None and people.same_person(self._others, values) is not None:
            what = msg("Somebody of this name and e-mail address is known already: it is the same person.")
            yield Told("email", what, fatal=False)
        name = values.get("organisation")
        if name and self.organisations.find(name) is None:
            yield Told("organisation", linked.new_organisation(name), fatal=False)
        for code in values.get("subgroups", ()):
            if linked.normalised(code) not in self._groups:
                yield Told("subgroups", msg("The sub-group “{name}” is new: it will be made.", name=code), fatal=False)
        if (called := values.get("delegation")) and self._named and self._delegations.find(called) is None:
            yield Told("delegation", msg("No delegation of this trip is called “{name}”.", name=called))
        days = {**(record.values if record is not None else {}), **values}
        if (first := days.get("arrives_on")) and (last := days.get("leaves_on")) and last < first:
            key = "leaves_on" if "leaves_on" in values else "arrives_on"
            yield Told(key, msg("The departure ({last}) lies before the arrival ({first}).",
                                first=first.isoformat(), last=last.isoformat()))  # fmt: skip

    def _held(self, session: Session, delegations: Sequence[Delegation], target: Target) -> Iterable[Held]:
        journeys = journeys_of(session, target)
        for delegation in delegations:
            for one in delegation.delegates:
                values = self._values(one, journeys.get(one.person_id, {}))
                if delegation.name.words:
                    values["delegation"] = self._delegations.name(delegation.id)
                yield Held(one.id, one.uuid, values, one.person_id)

    def _values(self, one: Delegate, journeys: dict[str, Journey]) -> dict[str, Any]:
        found: dict[str, Any] = {
            **people.person_values(one.person), **wording.words_of(one.post, "post"),
            "uuid": one.uuid, "rank": one.rank, "role": one.role, "language": one.language,
            "organisation": self.organisations.name(one.organisation_id), "arrives_on": one.arrives_on,
            "leaves_on": one.leaves_on, "subgroups": tuple(sorted(link.subgroup.code for link in one.subgroup_links)),
        }  # fmt: skip
        found[HOUSED] = {self._lodgings.name(id): guests[one.person_id] for id, guests in self._rooms.items()
                         if one.person_id in guests}  # fmt: skip
        if self._meant is not None:  # what a file of ours says, which comes in for the same lodging
            found["room"] = found[HOUSED].get(self._meant.name, "")
        for direction, journey in journeys.items():
            found[f"{direction}_time"] = journey.at.time() if journey.at is not None else None
            found[f"{direction}_carrier"], found[f"{direction}_where"] = journey.carrier, journey.where
        return {key: value for key, value in found.items() if value not in (None, "", (), {})}


def _without_lodging(room: str, count: int, chosen: int | None) -> Message:
    if chosen == housing.NOTES:
        return msg("Room {room} goes into the notes, as chosen.", room=room)
    if not count:
        return msg("Room {room} goes into the notes: the trip has no lodging yet.", room=room)
    return msg("Room {room} goes into the notes: the trip has {count} lodgings, and no column says which one it is in.",
               room=room, count=count)  # fmt: skip


def _kept_as(key: str, values: Values) -> str:
    """A room is one of a lodging."""
    return f"{HOUSED}.{values.get('lodging', '')}" if key == "room" else key


def _delegations(session: Session, target: Target) -> Sequence[Delegation]:
    statement = (
        sa.select(Delegation)
        .where(Delegation.trip_id == target.trip_id)
        .options(
            selectinload(Delegation.subgroups),
            selectinload(Delegation.delegates).options(
                joinedload(Delegate.person), selectinload(Delegate.subgroup_links).joinedload(DelegateSubGroup.subgroup)
            ),
        )
        .order_by(Delegation.position, Delegation.id)
    )
    return session.scalars(statement).unique().all()


def rooms_of(session: Session, target: Target) -> dict[int, dict[int, str]]:
    """For each lodging of a trip (number) the number of the room of each person who sleeps there."""
    found: dict[int, dict[int, str]] = {one.id: {} for one in housing.lodgings_of(session, target.trip_id)}
    query = sa.select(Room.lodging_id, RoomGuest.person_id, Room.number).join(RoomGuest, RoomGuest.room_id == Room.id)
    for row in execute(session, query.where(Room.lodging_id.in_(found)).order_by(Room.id)):
        found[row[0]].setdefault(row[1], row[2])
    return found


def delegates_of(session: Session, target: Target) -> list[Delegate]:
    """The delegates of a trip, by delegation and rank."""
    return [one for delegation in _delegations(session, target) for one in delegation.delegates]


def journeys_of(session: Session, target: Target) -> dict[int, dict[str, Journey]]:
    """The journeys of a trip by person (number) and direction."""
    found: dict[int, dict[str, Journey]] = {}
    for one in session.scalars(sa.select(Journey).where(Journey.trip_id == target.trip_id).order_by(Journey.id)):
        found.setdefault(one.person_id, {}).setdefault(one.direction, one)
    return found


def _group_names(group: Any) -> Iterable[str]:
    return (linked.normalised(name) for name in (group.code, *group.name.words.values()) if name)


def _identity(values: Values) -> object:
    keys = people.name_keys(values)
    return (keys[0], linked.normalised(values.get("organisation", ""))) if keys else None


def _writer(session: Session, target: Target) -> Any:
    from tripplanner.exchange.intake.writing.delegates import DelegateWriter

    return DelegateWriter(session, target)


SUBJECT = Subject(
    key="delegates",
    title=msg("Delegates"),
    one=msg("delegate"),
    fields=FIELDS,
    known=KnownDelegates,
    compose=compose,
    label=people.label,
    writer=_writer,
    needs=(("native_given", "native_family", "family_name", "given_name", "preferred_latin"),),
    naming=("name", "native_name", "latin_name", "native_given", "family_name", "given_name", "uuid"),
    identity=_identity,
    settle=people.settle_name,
    kept_as=_kept_as,
    of_trip=True,
    position=10,
)
