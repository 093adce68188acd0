"""What a slot of the grid shows, in the languages chosen: frozen rows in, plain values out. No Qt, no database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tripplanner.dates import zone
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.trip_rows import HostRow, ItemRow
from tripplanner.planning.words import INTERPRETING, ITEM_STATUS, ITEM_TYPE, word
from tripplanner.text import Text
from tripplanner.ui.programme.findings import Clashes
from tripplanner.ui.programme.layout import Span
from tripplanner.ui.programme.times import Clock

Say = Callable[[Message], str]

#: The palette's kind and the icon of each type of item; a visit takes the kind of its site's theme.
KINDS: Mapping[str, tuple[str, str]] = {
    "arrival": ("transfer", "plane-landing"),
    "departure": ("transfer", "plane-takeoff"),
    "transfer": ("transfer", "bus"),
    "visit": ("nature", "footprints"),
    "meeting": ("urban", "presentation"),
    "ceremony": ("urban", "star"),
    "debrief": ("lodging", "message-square"),
    "free_time": ("lodging", "coffee"),
    "lodging": ("lodging", "bed"),
    "meal": ("meal", "utensils"),
}
#: The icon of a visit by the kind of its theme.
VISIT_ICONS: Mapping[str, str] = {
    "nature": "tree-pine",
    "water": "droplets",
    "alpine": "mountain-snow",
    "farm": "wheat",
    "urban": "building-2",
}
STATUS_ICONS: Mapping[str, str] = {
    "idea": "circle-dashed",
    "requested": "circle-question-mark",
    "cancelled": "x",
    "done": "circle-check",
}
TROUBLE_ICONS: Mapping[str, str] = {"blocks": "circle-x", "warns": "triangle-alert", "informs": "info"}
TROUBLE_TONES: Mapping[str, str] = {"blocks": "error", "warns": "warn", "informs": "info"}


@dataclass(frozen=True, slots=True)
class Slot:
    """An item as drawn and as read aloud.

    ``title`` and ``second`` are in ``languages``; ``details`` are further lines for wide slots; ``signs`` are
    icons; ``groups`` is empty when everybody comes; ``trouble`` is the worst level of its findings. A transfer
    has a ``caption`` (where to) and a ``span`` (how long).
    """

    key: str
    tone: str
    icon: str
    title: str
    second: str = ""
    languages: tuple[str, str] = ("fr", "zh")
    caption: str = ""
    span: str = ""
    details: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    status: str = "confirmed"
    travel: bool = False
    locked: bool = False
    private: bool = False
    trouble: str = ""
    odd: bool = False
    when: str = ""
    name: str = ""
    tip: str = ""

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """Small signs that are never dropped before words: (icon, tone), the most important first."""
        found: list[tuple[str, str]] = []
        if self.trouble:
            found.append((TROUBLE_ICONS[self.trouble], TROUBLE_TONES[self.trouble]))
        elif self.odd:
            found.append((TROUBLE_ICONS["warns"], TROUBLE_TONES["warns"]))
        if self.status in STATUS_ICONS:
            found.append((STATUS_ICONS[self.status], self.tone))
        if self.locked:
            found.append(("pin", self.tone))
        return tuple(found)


def span_of(item: ItemRow) -> Span:
    """What the layout needs to know of an item."""
    groups = frozenset(item.subgroups)
    return Span(item.uuid, item.start, item.end, item.start_zone, item.end_zone, groups, item.duration_min)


@dataclass(frozen=True, slots=True)
class Reader:
    """How items are read: the languages of their content, the words of the window, the sub-groups of the trip.

    ``tones`` gives the palette's kind per site; ``troubles`` the worst level per item; ``clashes`` what
    an item is in conflict with; ``dates`` the first and last day of the trip.
    """

    first: str
    second: str
    say: Say
    clock: Clock
    groups: Collection[str] = ()
    tones: Mapping[int, str] | None = None
    troubles: Mapping[str, str] | None = None
    clashes: Clashes | None = None
    dates: tuple[date, date] | None = None

    def slot(self, item: ItemRow) -> Slot:
        """The slot of one item."""
        tone, icon = self._kind(item)
        title, second = self._titles(item)
        part = bool(item.subgroups) and not set(self.groups) <= set(item.subgroups)
        return Slot(
            key=item.uuid,
            tone=tone,
            icon=icon,
            title=title,
            second=second,
            languages=(self.first, self.second),
            caption=self.words(item.to_name) if item.type == "transfer" else "",
            span=self.clock.duration(item.drive_min) if item.drive_min is not None else "",
            details=self._details(item),
            signs=self._signs(item, icon),
            groups=item.subgroups if part else (),
            status=item.status,
            travel=item.type == "transfer",
            locked=item.locked,
            private=item.private,
            trouble=(self.troubles or {}).get(item.uuid, ""),
            odd=any(True for _ in oddities(item, self.dates)),
            when=self._when(item),
            name=self.name(item),
            tip=self._tip(item),
        )

    def words(self, text: Text) -> str:
        """A text in the first language that has it."""
        return text.best(self.first, self.second)

    def word(self, group: Mapping[str, Message], code: str) -> str:
        """The word for a code, the code itself where there is none."""
        found = word(group, code)
        return self.say(found) if isinstance(found, Message) else found

    def name(self, item: ItemRow) -> str:
        """A slot as a screen reader says it: when, what, and what is wrong."""
        return self.clock.comma.join((self.state(item), *self._wrong(item)))

    def state(self, item: ItemRow) -> str:
        """When, what and how it stands, without what the checks say: they may not have been asked again yet."""
        parts = [self._when(item), self._titles(item)[0]]
        if item.subgroups and not set(self.groups) <= set(item.subgroups):
            parts.append(self.say(msg("group {codes}", codes=tuple(item.subgroups))))
        if item.status != "confirmed":
            parts.append(self.word(ITEM_STATUS, item.status))
        if item.locked:
            parts.append(self.say(msg("locked")))
        parts += [self.say(odd) for odd in oddities(item, self.dates)]
        return self.clock.comma.join(parts)

    def _wrong(self, item: ItemRow) -> list[str]:
        parts = [self.say(TROUBLES[level]) for level in [(self.troubles or {}).get(item.uuid, "")] if level]
        others, more = self.clashes.of(item.uuid) if self.clashes is not None else ((), 0)
        parts += [self.say(msg("in conflict with {other}", other=other)) for other in others]
        if more:
            parts.append(self.say(msgn("in conflict with {n} more", "in conflict with {n} more", more)))
        return parts

    def _when(self, item: ItemRow) -> str:
        if item.start is None:
            return self.say(msg("not placed yet"))
        return self.clock.span(item.start, item.end)

    def _kind(self, item: ItemRow) -> tuple[str, str]:
        tone, icon = KINDS.get(item.type, ("nature", "map-pin"))
        if item.type == "visit" and item.site_id is not None:
            tone = (self.tones or {}).get(item.site_id, tone)
            icon = VISIT_ICONS.get(tone, icon)
        return tone, icon

    def _titles(self, item: ItemRow) -> tuple[str, str]:
        first = self.words(item.title) or self.words(item.where) or self.word(ITEM_TYPE, item.type)
        second = item.title.get(self.second)
        return first, "" if second == first else second

    def _details(self, item: ItemRow) -> tuple[str, ...]:
        parts = [self._zones(item), self._road(item), self._place(item)]
        return tuple(part for part in parts if part)

    def _zones(self, item: ItemRow) -> str:
        """Local times, where an item begins or ends in another zone than the grid's."""
        if item.start is None or item.end is None or {item.start_zone, item.end_zone} <= {self.clock.zone}:
            return ""
        return self.clock.zoned(item.start, item.start_zone, item.end, item.end_zone)

    def _road(self, item: ItemRow) -> str:
        kilometres = "" if item.distance_km is None else self.clock.distance(item.distance_km)
        drive = "" if item.drive_min is None else self.clock.duration(item.drive_min)
        return " · ".join(part for part in (kilometres, drive) if part)

    def _place(self, item: ItemRow) -> str:
        if item.type == "transfer":
            return ""
        parts = [self.words(item.where), *(self.host(host) for host in item.hosts)]
        if item.interpreting and item.interpreting != "none":
            parts.append(self.word(INTERPRETING, item.interpreting))
        return " · ".join(dict.fromkeys(part for part in parts if part))

    def host(self, host: HostRow) -> str:
        """A host by its acronym, else its name."""
        return host.acronym or self.words(host.name)

    def _signs(self, item: ItemRow, icon: str) -> tuple[str, ...]:
        signs = [icon]
        if item.interpreting and item.interpreting != "none":
            signs.append("languages")
        if item.fallback:
            signs.append("cloud-sun")
        return tuple(signs)

    def _tip(self, item: ItemRow) -> str:
        title, second = self._titles(item)
        when = self._when(item)
        status = self.word(ITEM_STATUS, item.status)
        odd = [self.say(one) for one in oddities(item, self.dates)]
        return "\n".join(part for part in (title, second, when, *self._details(item), status, *odd) if part)


def oddities(item: ItemRow, dates: tuple[date, date] | None) -> Iterator[Message]:
    """What is strange about the times of an item; it is drawn all the same."""
    if item.start is None:
        return
    if item.end is not None and not _in_order(item.start, item.start_zone, item.end, item.end_zone):
        yield msg("ends before it starts")
    if _skipped(item.start, item.start_zone) or (item.end is not None and _skipped(item.end, item.end_zone)):
        yield msg("the clocks skip this time")
    if dates is not None and not dates[0] <= item.start.date() <= dates[1]:
        yield msg("outside the dates of the trip")


def _in_order(start: datetime, start_zone: str, end: datetime, end_zone: str) -> bool:
    if start_zone == end_zone:
        return end > start
    return end.replace(tzinfo=zone(end_zone)).timestamp() > start.replace(tzinfo=zone(start_zone)).timestamp()


def _skipped(moment: datetime, name: str) -> bool:
    """Whether daylight saving leaves this civil time out."""
    if moment.hour > 4 or not name:  # nowhere are clocks put on later in the day
        return False
    here = zone(name)
    back = moment.replace(tzinfo=here).astimezone(UTC).astimezone(here)
    return back.replace(tzinfo=None) != moment


TROUBLES: Mapping[str, Message] = {
    "blocks": msg("blocks publishing"),
    "warns": msg("with a warning"),
    "informs": msg("with a remark"),
}
