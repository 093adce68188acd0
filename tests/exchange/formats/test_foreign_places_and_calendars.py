"""Points and events of other programs become places, sites and programme items."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from foreign_files import GEOJSON, GPX, ICS, KML, cells, changes, planned
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from rigs.counts import times
from tripplanner.exchange.intake.applying import apply
from tripplanner.exchange.intake.events.rules import days, parse
from tripplanner.exchange.intake.readers import read_bytes
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.text import Text

Open = Callable[[], AbstractContextManager[Session]]
WHERE = {"latitude": 45.8992, "longitude": 6.1294}


def packed(data: bytes, name: str = "doc.kml") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("files/../../x.png", b"x")
        archive.writestr(name, data)
    return held.getvalue()


def test_half_a_position_is_to_mend(sample_session: Open) -> None:
    half = b'<gpx version="1.1"><wpt lon="6.12"><name>Ponton sans latitude</name></wpt></gpx>'
    with sample_session() as session:
        (row,) = planned(session, half, "half.gpx", "sites").rows
        assert (row.state, [problem.field for problem in row.problems]) == ("mend", ["longitude"])


@pytest.mark.parametrize(("name", "data", "expected", "ignored"), [
    ("a.gpx", GPX, {"name.fr": "Marais d’essai", **WHERE, "altitude_m": 448, "summary.fr": "Roselière & ponton",
                    "kind.fr": "wetland", "website": "https://m.example"},
     {"time": "2026-05-01T08:00:00Z", "link (text)": "page", "color": "#ff0000"}),
    ("a.kml", KML, {"name.fr": "Marais d’essai", "name.zh": "试验沼泽", **WHERE, "area": "Crolles",
                    "summary.fr": "Roselière\nponton & tour"}, {"Folder": "Alpes", "styleUrl": "#s"}),
    ("a.kmz", packed(KML), {"name.fr": "Marais d’essai", "name.zh": "试验沼泽", **WHERE, "area": "Crolles",
                            "summary.fr": "Roselière\nponton & tour"}, {"Folder": "Alpes", "styleUrl": "#s"}),
    ("a.geojson", GEOJSON, {"name.fr": "Marais d’essai", "name.zh": "试验沼泽", **WHERE, "altitude_m": 448,
                            "area": "Crolles"}, {"id": "node/1", "tags": "a, b", "deep": '{"x": [1, null]}'}),
])  # fmt: skip
def test_points_become_sites(
    sample_session: Open, name: str, data: bytes, expected: dict[str, Any], ignored: dict[str, str]
) -> None:
    with sample_session() as session:
        plan = planned(session, data, name, "sites")
        assert changes(plan) == expected
        unread = {column.heading for column in plan.columns if column.field is None}
        assert {key: value for key, value in cells(plan)[0].items() if key in unread} == ignored
        assert [row.state for row in plan.rows[1:]] == ["skipped"] * (name != "a.gpx")
        apply(session, plan)
        assert planned(session, data, name, "sites").row(1).state == "unchanged"


def test_a_place_is_known_by_where_it_is_and_a_namesake_elsewhere_is_another(sample_session: Open) -> None:
    def file(name: str, longitude: float, latitude: float) -> bytes:
        shape = {"type": "Point", "coordinates": [longitude, latitude]}
        return json.dumps({"type": "Feature", "properties": {"name": name}, "geometry": shape}).encode()

    with sample_session() as session:
        session.add(Site(code="S90", name=Text.of("fr", fr="Église Saint-Maurice"), latitude=45.9, longitude=6.12))
        session.flush()
        for words, longitude, latitude, state in (
            ("Eglise St-Maurice", 6.1205, 45.9005, "update"),
            ("Église Saint-Maurice", 6.12, 45.9, "unchanged"),
            ("Église Saint-Maurice", 5.7, 45.2, "new"),
            ("Maison du Salève", 6.1205, 45.9005, "new"),
        ):
            row = planned(session, file(words, longitude, latitude), "x.geojson", "sites").row(1)
            assert (row.state, row.unmarked) == (state, state == "update")  # no import has marked it yet
        (remark,) = planned(session, file("Lac", 45.9, 6.12), "x.geojson", "sites").row(1).remarks
        assert (remark.params["latitude"], remark.params["longitude"]) == ("6.12", "45.9")
        (problem,) = planned(session, file("Lac", 6.12, 145.9), "x.geojson", "sites").problems
        assert (problem.row, problem.heading, problem.value) == (1, "latitude", "145.9")


def test_events_become_items_in_the_zone_they_are_in(sample_session: Open) -> None:
    with sample_session() as session:
        plan = planned(session, ICS, "a.ics", "programme")
        found = {
            row.label: (row.state, row.values.get("start"), row.values.get("end"), row.values.get("start_zone"))
            for row in plan.rows
        }
        paris = "Europe/Paris"
        assert found == {
            "En temps universel": ("new", datetime(2027, 6, 14, 9, 30), datetime(2027, 6, 14, 11), paris),
            "Dans la zone du fichier": ("new", datetime(2027, 6, 15, 9), datetime(2027, 6, 15, 10, 30), paris),
            "北京时间的会议": ("new", datetime(2027, 6, 16, 15), None, "Asia/Shanghai"),
            "Flottant": ("new", datetime(2027, 6, 17, 10), None, None),
            "Toute la journée": ("new", datetime(2027, 6, 18), datetime(2027, 6, 19), None),
            "Point d’équipe, plus tard": ("new", datetime(2027, 6, 16, 11, 30), None, paris),
            "Annulé": ("skipped", None, None, None),
            "Trop tôt": ("skipped", None, None, None),
            "Zone inconnue": ("mend", None, None, None),
        }
        assert [row.reason.params.get("day") for row in plan.rows if row.reason] == [None, "2026-06-15"]
        assert {column.heading for column in plan.columns if column.field is None} == {
            "VALARM TRIGGER", "VALARM DESCRIPTION", "RECURRENCE-ID"}  # fmt: skip
        first = plan.row(1)
        assert first.values["internal_notes"] == "Ordre du jour\nCafé\nLOCATION: Nulle part, ailleurs"
        assert plan.row(2).values["status"] == "confirmed"
        apply(session, plan)
        again = planned(session, ICS.replace(b"En temps universel", b"Autre titre"), "a.ics", "programme")
        assert [row.state for row in again.rows if row.state in ("new", "update")] == ["update"]
        item = session.scalars(select(Item).where(Item.title == Text.of("fr", fr="En temps universel"))).one()
        assert again.row(1).record is not None
        assert (again.row(1).record.uuid, again.row(1).differences[0].after) == (item.uuid, "Autre titre")


def test_an_event_repeats_within_the_trip_alone(sample_session: Open) -> None:
    series = ICS.replace(b"RECURRENCE-ID", b"X-RECURRENCE")
    with sample_session() as session:
        starts = [row.values["start"] for row in planned(session, series, "a.ics", "programme").rows
                  if row.label == "Point d’équipe" and row.state == "new"]  # fmt: skip
        assert starts == [datetime(2027, 6, 16, 8)]


def _rule(draw: st.DrawFn) -> str:
    every = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={every}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    names = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
    if every != "YEARLY" and draw(st.booleans()):
        numbers = st.sampled_from(["", "1", "2", "-1", "-2"] if every == "MONTHLY" else [""])
        parts.append(
            "BYDAY=" + ",".join(draw(st.lists(st.builds(str.__add__, numbers, names), min_size=1, max_size=3)))
        )
    if every in ("MONTHLY", "DAILY") and draw(st.booleans()):
        parts.append("BYMONTHDAY=" + ",".join(map(str, draw(st.lists(st.sampled_from([1, 13, 31, -1]), min_size=1)))))
    if draw(st.booleans()):
        parts.append("BYMONTH=" + ",".join(map(str, draw(st.lists(st.integers(1, 12), min_size=1, max_size=4)))))
    if every == "MONTHLY" and "BYDAY" in parts[-1] and draw(st.booleans()):
        parts.append("BYSETPOS=-1")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 30))}")
    if every == "WEEKLY":
        parts.append(f"WKST={draw(st.sampled_from(['MO', 'SU']))}")
    return ";".join(parts)


@settings(max_examples=times(50, 3_000))
@given(words=st.composite(_rule)(), start=st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)))
def test_days_are_those_another_library_finds(words: str, start: datetime) -> None:
    """Its own first day an event always has; a count counts it, in the rule of others only where it fits."""
    rule = parse(words)
    assert rule is not None
    last = start.date() + timedelta(days=500)
    oracle = rrulestr(words, dtstart=start.replace(microsecond=0, tzinfo=UTC)).between(
        datetime.combine(start.date(), datetime.min.time(), UTC), datetime.combine(last, datetime.max.time(), UTC)
    )
    expected = [one.date() for one in oracle]
    if start.date() not in expected and rule.count is not None:
        expected = expected[: rule.count - 1]
    assert list(days(rule, start, start.date(), last)) == sorted({start.date(), *expected})


@pytest.mark.parametrize("words", ["FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=1", "FREQ=YEARLY;BYWEEKNO=3",
                                   "FREQ=DAILY;COUNT=x", "FREQ=DAILY;INTERVAL=0", "",
                                   "FREQ=WEEKLY;BYDAY=XX"])  # fmt: skip
def test_rules_that_are_not_followed(words: str) -> None:
    assert parse(words) is None


def test_a_rule_that_never_applies_ends() -> None:
    rule = parse("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3")
    assert rule is not None
    assert list(days(rule, datetime(1970, 1, 1), date(2027, 6, 13), date.max)) == []


def test_a_calendar_is_read_with_the_mark_of_its_encoding(sample_session: Open) -> None:
    text = (
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:行程\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:参观湿地\r\nDTSTART:20270614T090000\r\n"
        "DTEND:20270614T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        with sample_session() as session:
            book = read_bytes(text.encode(encoding), "a.ics")
            plan = planned(session, text.encode(encoding), "a.ics", "programme")
        assert [row.label for row in plan.rows] == ["参观湿地"]
        assert len(book.remarks) == 1  # the name of the calendar alone
