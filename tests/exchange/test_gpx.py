"""Tracks of others: what is read of them, and what is refused in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.exchange import gpx
from tripplanner.exchange.gpx import NotATrack, read_gpx
from tripplanner.i18n import say

NO_LINE = "The file holds no track: a line needs two points at least."
NOWHERE = "Point {} of the track has no possible coordinates."
HEAD = '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'


def points(tag: str, *places: tuple[float, float]) -> str:
    return "".join(f'<{tag} lon="{lon!r}" lat="{lat!r}"><ele>900</ele></{tag}>' for lon, lat in places)


def segment(*places: tuple[float, float]) -> str:
    return f"<trkseg>{points('trkpt', *places)}</trkseg>"


def refused(data: bytes) -> str:
    with pytest.raises(NotATrack) as caught:
        read_gpx(data)
    return say(caught.value.what, "en")


def test_each_segment_and_route_is_a_line() -> None:
    a, b, c, d = (6.1, 46.2), (6.12, 46.1), (6.13, 45.9), (6.2, 45.8)
    text = (
        f"{HEAD}<wpt lon='1' lat='2'/><trk>{segment(a, b)}{segment(c, d)}</trk><rte>{points('rtept', b, c)}</rte></gpx>"
    )
    assert read_gpx(text.encode()).lines == ((a, b), (c, d), (b, c))


def test_a_file_without_a_name_space_and_in_another_encoding_is_read() -> None:
    text = (
        f'<?xml version="1.0" encoding="UTF-16"?><gpx version="1.0"><trk><name>Écrins</name>{segment((6, 45), (7, 45))}'
    )
    assert read_gpx(f"{text}</trk></gpx>".encode("utf-16")).lines == (((6.0, 45.0), (7.0, 45.0)),)


def test_a_degree_on_the_equator_is_111_kilometres_and_breaks_do_not_count() -> None:
    text = f"{HEAD}<trk>{segment((0, 0), (1, 0))}{segment((90, 0), (90, 1))}</trk></gpx>"
    assert read_gpx(text.encode()).kilometres == pytest.approx(2 * 111.195, abs=0.01)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"  \n ", "The file is empty."),
        (b"\x89PNG\r\n", "The file is not a GPX file: line 1 cannot be read."),
        (b"<html><body/></html>", "The file is not a GPX file."),
        (f"{HEAD}\n<trk>".encode(), "The file is not a GPX file: line 2 cannot be read."),
        (b'<?xml version="1.0" encoding="gb18030"?><gpx/>', "The file is not a GPX file: line 1 cannot be read."),
        (f"{HEAD}</gpx>".encode(), NO_LINE),
        (f"{HEAD}<trk>{segment((1, 1))}</trk></gpx>".encode(), NO_LINE),
        (f"{HEAD}<trk>{segment((1, 1), (1, 91))}</trk></gpx>".encode(), NOWHERE.format(2)),
        (f"{HEAD}<trk>{segment((float('nan'), 1))}</trk></gpx>".encode(), NOWHERE.format(1)),
        (f"{HEAD}<trkseg><trkpt lat='x'/></trkseg></gpx>".encode(), NOWHERE.format(1)),
    ],
)  # fmt: skip
def test_what_is_no_track_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    assert refused(data) == sentence


def test_entities_that_grow_without_end_are_never_read() -> None:
    bomb = '<!DOCTYPE gpx [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>' + HEAD + "<name>&b;</name></gpx>"
    assert refused(bomb.encode()) == "The file declares a document type, which no track needs: it is not read."
    outside = f'<!DOCTYPE gpx SYSTEM "file:///etc/passwd">{HEAD}</gpx>'
    assert refused(outside.encode()) == "The file declares a document type, which no track needs: it is not read."


def test_files_and_tracks_have_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpx, "MOST_POINTS", 3)
    four = f"{HEAD}<trk>{segment((1, 1), (1, 2), (1, 3), (1, 4))}</trk></gpx>"
    assert refused(four.encode()) == "The track has more than 3 points."
    monkeypatch.setattr(gpx, "MOST_BYTES", 1_000_000)
    assert refused(b" " + b"x" * 1_000_000) == "The file is larger than 1 MB."


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"{HEAD}{text}</gpx>".encode()))
def test_any_bytes_give_a_track_or_a_refusal(data: bytes) -> None:
    try:
        assert read_gpx(data).lines
    except NotATrack:
        return


degrees = st.tuples(
    st.floats(-180, 180, allow_nan=False).map(lambda x: round(x, 6)), st.floats(-90, 90).map(lambda y: round(y, 6))
)


@given(st.lists(st.lists(degrees, min_size=2, max_size=9), min_size=1, max_size=4))
def test_what_was_written_is_read(lines: list[list[tuple[float, float]]]) -> None:
    text = "".join(segment(*line) for line in lines)
    assert read_gpx(f"{HEAD}<trk>{text}</trk></gpx>".encode()).lines == tuple(tuple(line) for line in lines)
