"""Zones written by rule give the instants of the zone data, read back by parsers with arithmetic of their own."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
import vobject

from tripplanner.documents.calendars.lines import joined
from tripplanner.documents.calendars.zones import changes, instant, needs_utc, vtimezone, zone
from tripplanner.errors import TripPlannerError

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

PARIS = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""
SHANGHAI = """\
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
DTSTART:19700101T000000
END:STANDARD
END:VTIMEZONE"""
# Half an hour of summer time, the southern hemisphere, Ramadan, a rule counted from the end, none, negative
# offsets with minutes, a winter time that the data calls the exception, two zones of quarters of an hour.
DIFFICULT = [
    "Europe/Paris",
    "Europe/Zurich",
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "America/Santiago",
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Europe/Dublin",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Africa/Cairo",
    "America/New_York",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Beirut",
    "America/Nuuk",
    "Europe/Chisinau",
    "Atlantic/Azores",
    "Pacific/Apia",
    "Asia/Kolkata",
    "America/Havana",
    "America/Asuncion",
]


def moments_of(year: int) -> tuple[datetime, datetime]:
    return datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, tzinfo=UTC)


def test_paris_has_two_rules_and_shanghai_one_fixed_offset() -> None:
    assert vtimezone("Europe/Paris", *moments_of(2027)) == PARIS.splitlines()
    assert vtimezone("Asia/Shanghai", *moments_of(2027)) == SHANGHAI.splitlines()


def file_with(name: str, civil: list[datetime], lines: list[str]) -> str:
    events = [
        line
        for number, moment in enumerate(civil)
        for line in ("BEGIN:VEVENT", f"UID:{number}", f"DTSTART;TZID={name}:{moment:%Y%m%dT%H%M%S}", "END:VEVENT")
    ]
    return joined(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, *events, "END:VCALENDAR"]).decode()


def wall_times(name: str, year: int) -> list[datetime]:
    """Noon of every fifth day, and the hours around each change of the clock that exist once."""
    noons = [datetime(year, 1, 1, 12) + timedelta(days=n) for n in range(0, 365, 5)]
    around = [
        change.local + timedelta(hours=hours)
        for change in changes(name, year, year)
        for hours in (-26, -3, 3, 26)
        if (change.local + timedelta(hours=hours)).year == year
    ]
    return noons + around


@pytest.mark.parametrize("name", DIFFICULT)
@pytest.mark.parametrize("year", [2026, 2027, 2030])
def test_parsers_that_know_nothing_of_the_zone_find_the_same_moments_by_our_rules(name: str, year: int) -> None:
    """Under a name of no database, a parser has nothing but our rules."""
    invented = f"Trip/{year}-" + name.replace("/", "-")
    lines = [line.replace(f"TZID:{name}", f"TZID:{invented}") for line in vtimezone(name, *moments_of(year))]
    civil = wall_times(name, year)
    text = file_with(invented, civil, lines)
    expected = [instant(moment, name) for moment in civil]
    assert [event.dtstart.value.astimezone(UTC) for event in vobject.readOne(text).vevent_list] == expected
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [event["DTSTART"].dt.astimezone(UTC) for event in events] == expected


def test_every_zone_of_the_database_can_be_written() -> None:
    names = sorted(available_timezones() - {"localtime"})
    assert len(names) > 400
    for name in names:
        lines = vtimezone(name, *moments_of(2027))
        assert lines[1] == f"TZID:{name}"
        assert any(line.startswith("TZOFFSETTO:") for line in lines)
        assert len(lines) <= 60, name


def test_a_time_the_clock_skips_counts_with_the_offset_before_the_gap() -> None:
    skipped = datetime(2027, 3, 28, 2, 30)
    assert instant(skipped, "Europe/Paris") == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert instant(datetime(2027, 10, 31, 2, 30), "Europe/Paris") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("civil", "name", "needed"),
    [
        (datetime(2027, 10, 31, 1, 59), "Europe/Paris", False), (datetime(2027, 10, 31, 2), "Europe/Paris", True),
        (datetime(2027, 10, 31, 2, 59), "Europe/Paris", True), (datetime(2027, 10, 31, 3), "Europe/Paris", False),
        (datetime(2027, 3, 28, 2), "Europe/Paris", True), (datetime(2027, 3, 28, 3), "Europe/Paris", False),
        (datetime(2027, 10, 31, 2, 30), "Asia/Shanghai", False), (datetime(2027, 6, 1), "UTC", True),
    ],
)  # fmt: skip
def test_hours_that_are_skipped_or_come_twice_need_utc(civil: datetime, name: str, needed: bool) -> None:
    assert needs_utc(civil, name) is needed


def test_changes_are_exact_to_the_second() -> None:
    moments = [change.moment for change in changes("Europe/Paris", 2027, 2027)]
    assert moments == [datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)]


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Europe/Paris\n"])
def test_an_unknown_zone_is_said_in_a_sentence(name: str) -> None:
    with pytest.raises(TripPlannerError, match="time zone"):
        zone(name)


def test_zone_data_is_that_of_python() -> None:
    assert zone("Europe/Paris") is not None
    assert isinstance(zone("Asia/Shanghai"), ZoneInfo)
