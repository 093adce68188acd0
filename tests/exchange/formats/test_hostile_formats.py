"""Files made to break readers, and thousands of damaged real ones: a plan that accounts for each cell, or a typed
error, within bounds of time and memory, and a database in which nothing has changed."""

from __future__ import annotations

import io
import resource
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from foreign_files import FILES, KML, cells, planned
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from rigs.counts import times
from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.exchange.intake.plan import STATES
from tripplanner.exchange.intake.readers import read_file
from tripplanner.model import Base
from tripplanner.model.trips import Trip

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

LANGUAGES = ("fr", "en", "zh")


def zipped(*parts: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return held.getvalue()


def archive_of(*parts: tuple[str, bytes]) -> Callable[[], bytes]:
    return lambda: zipped(*parts)


MANY = times(10_000, 1_000_000)  # how often what is repeated is
BILLION = b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 500 + b'">]>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
CARD = b"BEGIN:VCARD\nVERSION:3.0\nFN:A B\nORG:C\n"
EVENT = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:x\nDTSTART:20270614T080000\n"
POINT = b'{"type":"Feature","geometry":{"type":"Point","coordinates":[6,45]},"properties":{'
BOMBS: dict[str, Callable[[], bytes]] = {
    "entities.kml": lambda: BILLION + b"<kml><Placemark><name>&b;</name></Placemark></kml>",
    "entities.gpx": lambda: BILLION + b'<gpx><wpt lat="1" lon="1"><name>&b;</name></wpt></gpx>',
    "outside.kml": lambda: OUTSIDE + b"<kml><Placemark><name>&x;</name></Placemark></kml>",
    "unpacked.kmz": lambda: zipped(("doc.kml", b"<kml>" + b" " * 21_000_000 + b"</kml>")),
    "cyclic.kmz": lambda: zipped(("again.kmz", zipped(("doc.kml", KML))), ("doc.kml.txt", b"x")),
    "names.kmz": archive_of(("/etc/passwd.kml", b"<kml/>"), ("../../x.kml", b"<kml/>")),
    "parts.kmz": lambda: zipped(*((f"{n}.kml", b"") for n in range(2_100))),
    "nested.kml": lambda: b"<kml>" + b"<Folder>" * MANY,
    "wide.kml": lambda: b"<kml><Placemark>" + b"<a/>" * MANY + b"</Placemark></kml>",
    "others.kml": lambda: b"<kml>" + b"<a/>" * (4 * MANY) + b"</kml>",
    "attributes.gpx": lambda: b"<gpx><wpt " + b" ".join(b'a%d="1"' % n for n in range(MANY)) + b"/></gpx>",
    "deep.geojson": lambda: b'{"type":"FeatureCollection","features":' + b"[" * 1_000_000,
    "many.geojson": lambda: b'{"type":"FeatureCollection","features":[' + b"{}," * (2 * MANY) + b"{}]}",
    "huge.geojson": lambda: b'{"type":"Point","coordinates":[' + b"9" * 5000 + b",1]}",
    "large.geojson": lambda: b'{"type":"Point","coordinates":[' + b"9" * 4000 + b",1e999]}",
    "nan.geojson": lambda: b'{"type":"Point","coordinates":[NaN,Infinity]}',
    "halves.geojson": lambda: POINT + b'"name":"\\ud800a\\u0000","\\udfff":"b"}}',
    "columns.geojson": lambda: POINT + b'"name":"a",' + b",".join(b'"k%d":1' % n for n in range(MANY // 4)) + b"}}",
    "line.vcf": lambda: CARD + b"NOTE:" + b"x" * 19_000_000,
    "folds.vcf": lambda: CARD + b"NOTE:" + b"\n x" * (6 * MANY),
    "soft.vcf": lambda: CARD + b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"=\n" * (9 * MANY),
    "parameters.vcf": lambda: CARD + b"NOTE" + b";X" * (9 * MANY) + b":y",
    "quotes.vcf": lambda: CARD + b'NOTE;X="' * MANY,
    "names.vcf": lambda: CARD + b"".join(b"X-%d:1\n" % n for n in range(MANY)) + b"END:VCARD\n",
    "cards.vcf": lambda: b"BEGIN:VCARD\n" * (MANY // 10),
    "stray.vcf": lambda: b"BEGIN:VCARD\nEND:VCARD\n" + b"a\n" * (9 * MANY),
    "agents.vcf": lambda: b"BEGIN:VCARD\nAGENT:\n" * (MANY // 2),
    "nul.vcf": lambda: CARD + b"NOTE:\0\0\x1b[31m\nEND:VCARD\n",
    "picture.vcf": lambda: CARD + b"PHOTO;ENCODING=b:iVBORw0KGgoAAAANSUhEUgAA//8AAP//CAYAAAA" + b"A" * 4000,
    "repeat.ics": lambda: EVENT + b"RRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR",
    "forever.ics": lambda: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nDTSTART:00010101T000000\nRRULE:FREQ=DAILY;"
                           b"COUNT=999999999;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n" * times(1, 200),
    "dates.ics": lambda: EVENT + b"EXDATE:" + b"20270614T080000," * (MANY // 2) + b"\nRRULE:FREQ=DAILY\nEND:VEVENT",
    "zones.ics": lambda: b"BEGIN:VCALENDAR\n" + b"BEGIN:VTIMEZONE\nTZID:x\n" * MANY,
    "events.ics": lambda: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * MANY,
    "tasks.ics": lambda: b"BEGIN:VCALENDAR\n" + b"BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\n" * MANY,
    "head.ics": lambda: b"BEGIN:VCALENDAR\n" + b"X-A:1\n" * (3 * MANY),
    "alarms.ics": lambda: EVENT + b"BEGIN:VALARM\nTRIGGER:1\nEND:VALARM\n" * (MANY // 2),
    "passwd.ics": lambda: EVENT + b"DTEND;TZID=../../../etc/passwd:20270614T090000\nEND:VEVENT",
    "pack.xlsx": lambda: zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b" " * (150 * MANY))),
    "entities.xlsx": lambda: zipped(("[Content_Types].xml", BILLION), ("xl/workbook.xml", BILLION)),
    "lines.csv": lambda: b"nom,lat\n" + b"a,1\n" * (4 * MANY),
    "line.csv": lambda: b"nom," * (4 * MANY),
    "quote.csv": lambda: b'nom,lat\n"' + b"a\n" * (9 * MANY),
}  # fmt: skip
SUBJECTS = {".vcf": "contacts", ".ics": "programme"}


@pytest.fixture(scope="module")
def office() -> Iterator[Session]:
    """An office with one trip, in which nothing is ever written."""
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Trip(code="P01", first_day=date(2027, 6, 13), last_day=date(2027, 6, 20), zone="Europe/Paris"))
        session.commit()
        yield session
        assert [*session.new, *session.dirty, *session.deleted] == []
    engine.dispose()


def faults(session: Session, data: bytes, name: str, key: str) -> list[str]:
    """What is wrong with the answer to a file, read to its plan as a person would.

    A typed error that names the file in three languages is a good answer; any other error is raised.
    """
    try:
        plan = planned(session, data, name, key)
    except Unreadable as error:
        return [f"{language}: the file is not named" for language in LANGUAGES if name not in error.sentence(language)]
    filled = {(number, column) for number, column, _ in plan.table.sheet.filled()}
    numbers = {row.number for row in plan.rows}
    found = [f"{cell} is not accounted for" for cell in filled ^ plan.account().keys()]
    found += [f"“{row.state}” is no state" for row in plan.rows if row.state not in STATES]
    told = [problem.sentence.params["row"] for problem in plan.problems]
    return found + [f"there is no row {row}" for row in told if row not in numbers]


def kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_made_to_break_readers_is_answered_in_bounds(office: Session, name: str) -> None:
    data, before = BOMBS[name](), kilobytes()
    assert faults(office, data, name, SUBJECTS.get(Path(name).suffix, "sites")) == []
    assert kilobytes() - before < 300_000


def test_a_file_of_two_hundred_megabytes_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.vcf"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(Unreadable, match="larger than"):
        read_file(path)


def test_nothing_is_followed_or_fetched(office: Session) -> None:
    """A link in a file stays words, and a zone is no path."""
    link = b"BEGIN:VCARD\nVERSION:4.0\nFN:A B\nORG:C\nPHOTO:file:///etc/passwd\nEND:VCARD\n"
    plan = planned(office, link, "a.vcf", "contacts")
    assert [c.heading for c in plan.columns if c.field is None] == ["PHOTO (link)"]
    ends = cells(planned(office, BOMBS["passwd.ics"](), "a.ics", "programme"))
    assert [row["DTEND (?)"] for row in ends] == ["20270614T090000"]
    with pytest.raises(Unreadable, match="document type"):
        planned(office, BOMBS["outside.kml"](), "outside.kml", "sites")


WORDS = (b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"BEGIN:VEVENT\r\n", b"=\r\n", b"\r\n ", b";", b":", b'"', b"\\", b"\0",
         b"<Placemark>", b"</kml>", b"<![CDATA[", b"&#0;", b"]]>", b'{"', b"}", b"null", b"1e400", b"-", b"\xff\xfe",
         "长".encode("gb18030"),
         b"ENCODING=BASE64:", b"CHARSET=UTF-7", b"TZID=", b"RRULE:FREQ=DAILY\r\n", b"99999999")  # fmt: skip
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from(["cut", "drop", "double", "put", "bytes"]),
        st.sampled_from(WORDS),
        st.binary(max_size=8),
    ),
    min_size=1,
    max_size=5,
)


def damaged(data: bytes, changes: list[tuple[float, str, bytes, bytes]]) -> bytes:
    for where, how, word, content in changes:
        at = int(where * len(data))
        if how == "cut":
            data = data[:at]
        elif how == "drop":
            data = data[:at] + data[at + 30 :]
        elif how == "double":
            data = data[:at] + data[max(at - 200, 0) : at] * 2 + data[at:]
        elif how == "put":
            data = data[:at] + word + data[at:]
        else:
            data = data[:at] + content + data[at + len(content) :]
    return data


@settings(max_examples=times(150, 10_000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(FILES)), changes=CHANGES)
def test_damaged_files_are_answered(office: Session, name: str, changes: list[tuple[float, str, bytes, bytes]]) -> None:
    data, key = FILES[name]
    assert faults(office, damaged(data, changes), name, key) == []


@settings(max_examples=times(60, 2_000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), name=st.sampled_from(["a.vcf", "a.ics", "a.kml", "a.kmz", "a.gpx", "a.geojson"]))
def test_any_bytes_are_answered(office: Session, data: bytes, name: str) -> None:
    assert faults(office, data, name, SUBJECTS.get(Path(name).suffix, "sites")) == []
