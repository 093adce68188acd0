"""Calendar files from content made here, judged by values that other parsers read back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.documents.calendars.content import CalendarContent, Event, Organiser, Spot
from tripplanner.documents.calendars.lines import clean
from tripplanner.documents.calendars.writing import calendar, one_per_event
from tripplanner.text import EMPTY, Text

EDITED = datetime(2027, 2, 1, 10, 30, tzinfo=UTC)
NASTY = "Visite, avec « guillemets » ; \\n barre \\ ligne\r\nsuite\rfin\x07 🏔 冰海，𠀋"


def event(**changes: Any) -> Event:
    """A visit on a summer morning in Paris."""
    plain = Event(
        uid="0c8f7f4e-0000-4000-8000-000000000001",
        sequence=0,
        stamp=EDITED,
        created=EDITED - timedelta(days=3),
        changed=EDITED,
        type="visit",
        status="confirmed",
        start=datetime(2027, 6, 15, 9, 30),
        start_zone="Europe/Paris",
        end=datetime(2027, 6, 15, 11, 0),
        end_zone="Europe/Paris",
        title=Text.of("fr", fr="Mer de Glace", zh="冰海冰川", en="Mer de Glace"),
    )
    return replace(plain, **changes)


def content(*events: Event, **changes: Any) -> CalendarContent:
    office = Organiser(Text.of("fr", fr="NatureXpairs", zh="法国自然"), "NX", "office@example.org", "u-1")
    return replace(CalendarContent("fr", office, events or (event(),)), **changes)


def read(made: CalendarContent) -> list[Any]:
    parsed = icalendar.Calendar.from_ical(calendar(made))
    assert not any(component.errors for component in parsed.walk())
    return parsed.walk("VEVENT")


def text_of(made: CalendarContent) -> str:
    return calendar(made).replace(b"\r\n ", b"").decode()


# Bytes


def test_the_bytes_are_utf8_with_crlf_and_no_mark_and_the_same_each_time() -> None:
    data = calendar(content(event(title=Text.of("fr", fr=NASTY * 20))))
    assert data == calendar(content(event(title=Text.of("fr", fr=NASTY * 20))))
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    data.decode()


# Time


@pytest.mark.parametrize(
    ("start", "zone", "moment"),
    [
        (datetime(2027, 6, 15, 9, 30), "Europe/Paris", datetime(2027, 6, 15, 7, 30, tzinfo=UTC)),
        (datetime(2027, 1, 15, 9, 30), "Europe/Paris", datetime(2027, 1, 15, 8, 30, tzinfo=UTC)),
        (datetime(2027, 7, 1, 8, 0), "Asia/Shanghai", datetime(2027, 7, 1, 0, 0, tzinfo=UTC)),
        (datetime(2027, 1, 1, 8, 0), "Australia/Lord_Howe", datetime(2026, 12, 31, 21, 0, tzinfo=UTC)),
        (datetime(2027, 7, 1, 8, 0), "Australia/Lord_Howe", datetime(2027, 6, 30, 21, 30, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("flavour", ["standard", "phone", "feed"])
def test_instants_in_summer_and_winter(start: datetime, zone: str, moment: datetime, flavour: str) -> None:
    made = content(event(start=start, start_zone=zone, end=start + timedelta(hours=1), end_zone=zone), flavour=flavour)
    (found,) = read(made)
    assert found["DTSTART"].dt.astimezone(UTC) == moment
    assert found["DTEND"].dt.astimezone(UTC) == moment + timedelta(hours=1)
    (other,) = vobject.readOne(calendar(made).decode()).vevent_list
    assert other.dtstart.value.astimezone(UTC) == moment


@pytest.mark.parametrize(
    ("start", "moment"),
    [
        (datetime(2027, 10, 31, 2, 15), datetime(2027, 10, 31, 0, 15, tzinfo=UTC)),
        (datetime(2027, 3, 28, 2, 15), datetime(2027, 3, 28, 1, 15, tzinfo=UTC)),
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice_is_one_moment_in_every_program(
    start: datetime, moment: datetime
) -> None:
    made = content(event(start=start, end=start + timedelta(hours=3)))
    (found,) = read(made)
    (other,) = vobject.readOne(calendar(made).decode()).vevent_list
    assert (found["DTSTART"].dt, other.dtstart.value) == (moment, moment)
    assert f"DTSTART:{moment:%Y%m%dT%H%M%SZ}" in calendar(made).decode()
    assert str(found["DESCRIPTION"]).splitlines()[0] == "02:15–05:15 (heure de Paris)"
    assert found["DTEND"].params["TZID"] == "Europe/Paris"


def test_a_flight_starts_and_ends_in_different_zones() -> None:
    flight = event(
        type="departure",
        start=datetime(2027, 6, 20, 13, 30),
        end=datetime(2027, 6, 21, 7, 10),
        end_zone="Asia/Shanghai",
    )
    (found,) = read(content(flight))
    assert found["DTSTART"].params["TZID"] == "Europe/Paris"
    assert found["DTEND"].params["TZID"] == "Asia/Shanghai"
    assert found["DTEND"].dt - found["DTSTART"].dt == timedelta(hours=11, minutes=40)
    first_line = str(found["DESCRIPTION"]).splitlines()[0]
    assert first_line == "13:30 (heure de Paris) → lun. 21\u00a0juin 07:10 (heure de Pékin)"


def test_zones_stand_first_once_each_and_only_those_used() -> None:
    text = text_of(content(event(), event(uid="b", end_zone="Asia/Shanghai", end=datetime(2027, 6, 16, 3))))
    assert [line for line in text.splitlines() if line.startswith("TZID:")] == [
        "TZID:Asia/Shanghai",
        "TZID:Europe/Paris",
    ]
    assert text.index("END:VTIMEZONE") < text.index("BEGIN:VEVENT")
    assert len(text[: text.index("BEGIN:VEVENT")].splitlines()) < 40
    assert "RDATE" not in text


@pytest.mark.parametrize(
    ("end", "after"),
    [
        (datetime(2027, 6, 16), date(2027, 6, 16)),
        (datetime(2027, 6, 15, 23, 59), date(2027, 6, 16)),
        (datetime(2027, 6, 18), date(2027, 6, 18)),
    ],
)
def test_whole_days_are_dates_and_the_end_is_exclusive(end: datetime, after: date) -> None:
    made = content(event(start=datetime(2027, 6, 15), end=end))
    (found,) = read(made)
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2027, 6, 15), after)
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert "VTIMEZONE" not in text_of(made)
    assert str(found["DESCRIPTION"]).splitlines()[0] == "Toute la journée"


def test_an_end_that_is_not_after_the_start_is_left_out() -> None:
    (found,) = read(content(event(end=datetime(2027, 6, 15, 9, 30))))
    assert "DTEND" not in found


def test_edit_times_are_true_and_in_utc() -> None:
    (found,) = read(content())
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == EDITED
    assert found["CREATED"].dt == EDITED - timedelta(days=3)
    assert found["SEQUENCE"] == 0


# Words


@given(st.text(st.characters(), min_size=1, max_size=200), st.text(st.characters(), max_size=500))
def test_any_text_comes_back(title: str, notes: str) -> None:
    made = content(event(title=Text({"fr": title}, "fr"), notes=Text({"fr": notes}, "fr")))
    (found,) = read(made)
    (other,) = vobject.readOne(calendar(made).decode()).vevent_list
    assert str(found["SUMMARY"]) == other.summary.value
    assert str(found["SUMMARY"]).split() == clean(" ".join(title.split())).split() or not clean(title).split()
    assert str(found["DESCRIPTION"]) == other.description.value
    assert str(found["DESCRIPTION"]).endswith(clean(notes))


def test_ten_thousand_characters_come_back() -> None:
    long = ("冰川与生态连通性，" * 1_112)[:10_000]
    (found,) = read(content(event(notes=Text.of("fr", fr=long))))
    assert str(found["DESCRIPTION"]).splitlines()[-1] == long


@pytest.mark.parametrize(
    ("language", "line"), [("fr", "09:30–11:00 (heure de Paris)"), ("en", "09:30–11:00 (Paris time)"),
                           ("zh", "09:30–11:00（巴黎时间）")],
)  # fmt: skip
def test_the_first_line_says_the_local_hour(language: str, line: str) -> None:
    (found,) = read(content(language=language))
    assert str(found["DESCRIPTION"]).splitlines()[0] == line


def test_a_zone_without_a_name_of_ours_is_called_by_its_city() -> None:
    (found,) = read(content(event(start_zone="Europe/Rome", end_zone="Europe/Rome"), language="zh"))
    assert str(found["DESCRIPTION"]).splitlines()[0] == "09:30–11:00（罗马时间）"


def test_a_missing_translation_is_shown_marked_and_said() -> None:
    made = content(event(title=Text.of("fr", fr="Marais")), language="zh")
    (found,) = read(made)
    assert str(found["SUMMARY"]) == "Marais [fr]"
    assert str(found["DESCRIPTION"]).splitlines()[-1] == "尚无译文，以法文显示。"
    assert made.untranslated() == (Text.of("fr", fr="Marais"),)


def test_a_stale_translation_is_shown_and_said() -> None:
    stale = Text.of("fr", fr="Marais", zh="沼泽").with_words("fr", "Marais restauré")
    (found,) = read(content(event(title=stale), language="zh"))
    assert str(found["SUMMARY"]) == "沼泽"
    assert str(found["DESCRIPTION"]).splitlines()[-1] == "译文待核：原文已有改动。"


@pytest.mark.parametrize(
    ("language", "summary"),
    [("fr", "ANNULÉ\u00a0: Mer de Glace"), ("en", "CANCELLED: Mer de Glace"), ("zh", "已取消：冰海冰川")],
)
def test_a_cancelled_item_stays_with_its_uid(language: str, summary: str) -> None:
    (found,) = read(content(event(status="cancelled"), language=language))
    assert str(found["SUMMARY"]) == summary
    assert (str(found["STATUS"]), str(found["TRANSP"])) == ("CANCELLED", "TRANSPARENT")
    assert str(found["UID"]) == event().uid


# Places


def spot(**changes: Any) -> Spot:
    plain = Spot(Text.of("fr", fr='Refuge "Le Montenvers", gare'), Text.of("fr", fr="Chamonix"), "", 45.932, 6.918)
    return replace(plain, **changes)


def test_the_location_equals_the_structured_one() -> None:
    made = content(event(spot=spot(address="35 place, Montenvers\n74400")))
    (found,) = read(made)
    (other,) = vobject.readOne(calendar(made).decode()).vevent_list
    expected = "Refuge ”Le Montenvers”, gare, Chamonix, 35 place, Montenvers 74400"
    assert str(found["LOCATION"]) == other.location.value == expected
    assert found["X-APPLE-STRUCTURED-LOCATION"].params["X-TITLE"] == expected
    assert str(found["X-APPLE-STRUCTURED-LOCATION"]) == "geo:45.932000,6.918000"
    assert found["GEO"].to_ical() == "45.932;6.918"


def test_a_town_already_in_the_name_is_not_said_twice() -> None:
    (found,) = read(content(event(spot=spot(name=Text.of("fr", fr="Chamonix, gare")))))
    assert str(found["LOCATION"]) == "Chamonix, gare"


def test_a_place_without_coordinates_has_no_map() -> None:
    text = text_of(content(event(spot=spot(latitude=None, longitude=None))))
    assert "LOCATION:" in text
    assert "GEO" not in text
    assert "STRUCTURED" not in text


def test_the_drive_is_travel_time() -> None:
    assert "X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT1H15M\r\n" in text_of(content(event(travel_min=75)))


# Kinds of file


def test_a_file_is_published_by_the_office_and_invites_nobody() -> None:
    (parsed,) = [icalendar.Calendar.from_ical(calendar(content()))]
    assert (parsed["METHOD"], parsed["VERSION"]) == ("PUBLISH", "2.0")
    (found,) = parsed.walk("VEVENT")
    assert str(found["ORGANIZER"]) == "mailto:office@example.org"
    assert found["ORGANIZER"].params["CN"] == "NatureXpairs"
    assert "ATTENDEE" not in text_of(content())


def test_an_office_without_address_is_still_an_organiser() -> None:
    nobody = replace(content(), organiser=Organiser())
    assert 'ORGANIZER;CN="tripplanner":urn:uuid:00000000-' in text_of(nobody)


def test_only_the_whole_trip_has_a_name_and_only_a_feed_says_when_to_come_back() -> None:
    named = content(name=Text.of("fr", fr="Alpes, 2027"))
    assert "NAME:Alpes\\, 2027\r\nX-WR-CALNAME:Alpes\\, 2027\r\n" in text_of(named)
    assert "NAME" not in text_of(content())
    assert "REFRESH-INTERVAL" not in text_of(named)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text_of(replace(named, flavour="feed"))


def test_a_simple_phone_gets_no_extensions_and_a_nameless_file_per_event() -> None:
    made = content(
        event(spot=spot(), travel_min=30),
        event(uid="second"),
        name=Text.of("fr", fr="Alpes"),
        flavour="phone",
    )
    assert "X-" not in text_of(made).replace("PRODID:-//", "")
    assert "TZID" not in text_of(made)
    singles = [data for _, data in one_per_event(made)]
    assert [str(icalendar.Calendar.from_ical(d).walk("VEVENT")[0]["UID"]) for d in singles] == [event().uid, "second"]
    assert not any(b"NAME" in data for data in singles)


def test_an_alarm_is_a_display_and_only_when_asked_for() -> None:
    assert "VALARM" not in text_of(content())
    (found,) = read(content(alarm_min=30))
    (alarm,) = found.walk("VALARM")
    assert (str(alarm["ACTION"]), alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(minutes=-30))
    assert "VALARM" not in text_of(content(event(type="free_time"), alarm_min=30))


@pytest.mark.parametrize(
    ("status", "said"),
    [("requested", "TENTATIVE"), ("confirmed", "CONFIRMED"), ("done", "CONFIRMED"), ("cancelled", "CANCELLED")],
)
def test_status(status: str, said: str) -> None:
    (found,) = read(content(event(status=status)))
    assert str(found["STATUS"]) == said


@pytest.mark.parametrize(("kind", "free"), [("free_time", True), ("lodging", True), ("visit", False)])
def test_nights_and_free_time_leave_the_hours_free(kind: str, free: bool) -> None:
    (found,) = read(content(event(type=kind)))
    assert (str(found["TRANSP"]) == "TRANSPARENT") is free


def test_an_empty_calendar_is_still_a_calendar() -> None:
    made = CalendarContent("fr", Organiser(), ())
    assert icalendar.Calendar.from_ical(calendar(made)).walk("VEVENT") == []


@pytest.mark.parametrize(
    "title", [EMPTY, Text.of("en", en="    "), Text.of("fr", fr=" \x0b "), Text.of("en", en="\ufffe")]
)
def test_an_item_without_title_is_not_an_empty_line(title: Text) -> None:
    (found,) = read(content(event(title=title), language="en"))
    assert str(found["SUMMARY"]) == "Programme item"
