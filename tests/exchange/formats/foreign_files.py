"""Files as telephones, mail programs, clouds, maps and calendars write them, and how a test looks at them."""

from __future__ import annotations

import base64
import io
from typing import Any

from PIL import Image
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.opening import look
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.readers import Options, read_bytes
from tripplanner.exchange.intake.sheets import Cell
from tripplanner.exchange.intake.subjects import Target, subject
from tripplanner.planning.trips import find_trip, trip_row


def jpeg(size: int = 40) -> bytes:
    """A photo that knows where it was taken."""
    held, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (size, size), (20, 120, 60)).save(held, "JPEG", exif=exif)
    return held.getvalue()


def _base64(data: bytes, before: str, end: str = "\r\n ") -> str:
    text = base64.b64encode(data).decode()
    return before + end.join(text[at : at + 70] for at in range(0, len(text), 70))


IPHONE = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17.5.1//EN\r\nN:Dupont;Anne;;;\r\nFN:Anne Dupont\r\n"
    "ORG:Atelier d’essai;Service eau;\r\nTITLE:Directrice\r\n"
    "item1.EMAIL;type=INTERNET;type=pref:anne@asters.example\r\n"
    "item2.EMAIL;type=INTERNET:a.dupont@home.example\r\nitem2.X-ABLabel:_$!<HomePage>!$_\r\n"
    "TEL;type=CELL;type=VOICE;type=pref:+33 6 12 34 56 78\r\nTEL;type=HOME;type=FAX:+33 4 50 00 00 00\r\n"
    "item3.ADR;type=WORK;type=pref:;;84 route du Viéran;Annecy;;74370;France\r\nitem3.X-ABADR:fr\r\n"
    "BDAY:1980-02-29\r\nNOTE:Végétarienne\\, arrive\\nen train\r\n"
    + _base64(jpeg(), "PHOTO;ENCODING=b;TYPE=JPEG:") + "\r\nX-ABUID:5AD380FD-B2DE-4261-BA99-DE1D1DB52FBE\\:ABPerson\r\n"
    "END:VCARD\r\n"
).encode()  # fmt: skip
ANDROID = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
    b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E;=E5=A8=9C;;;\r\n"
    b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E=E5=A8=9C\r\n"
    b"X-PHONETIC-LAST-NAME:LI\r\nX-PHONETIC-FIRST-NAME:Na\r\nTEL;CELL:13800138000\r\nTEL;WORK;PREF:010-8423 9999\r\n"
    b"ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=9B=BD=E5=AE=B6=E6=9E=97=E8=\r\n=8D=89=E5=B1=80\r\n"
    b"NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=B8=A6=E9=98=9F=\r\n=0D=0Aok\r\nEND:VCARD\r\n"
)
OUTLOOK = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nX-MS-OL-DEFAULT-POSTAL-ADDRESS:0\r\n"
    "N;LANGUAGE=fr;CHARSET=Windows-1252:Lefèvre;Émile\r\nFN;CHARSET=Windows-1252:Émile Lefèvre\r\n"
    "ORG;CHARSET=Windows-1252:Métropole;Eaux\r\n"
    "TEL;WORK;VOICE:+33 (4) 76 00\r\n"
    "ADR;WORK;PREF;CHARSET=Windows-1252:;;3 rue Malakoff;Grenoble;;38000;France\r\n"
    "EMAIL;PREF;INTERNET:emile@metro.example\r\nREV:20260105T091500Z\r\nEND:VCARD\r\n"
).encode("cp1252")  # fmt: skip
NOKIA_GB = (
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=GB2312:欧阳;文兰\nTITLE;CHARSET=GB2312:处长\nORG;CHARSET=GB2312:湿地中心\n"
    "TEL;CELL:139 1111 2222\nEND:VCARD\n"
).encode("gb18030")  # fmt: skip
NEXTCLOUD = (
    b"BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Sabre//Sabre VObject 4.4.2//EN\r\n"
    b"UID:urn:uuid:0b1f0a52-6ac7-4c0e-9d3c-2e1a5f0c9a77\r\nFN:Memet Eli\r\nN;SORT-AS=\"Eli,Memet\":Eli;Memet;;Dr;\r\n"
    b"ORG;SORT-AS=Xinjiang:Xinjiang Institute\r\nROLE:Hydrologist\r\nEMAIL;TYPE=work;PREF=2:b@x.example\r\n"
    b"EMAIL;TYPE=home;PREF=1:a@x.example\r\nTEL;TYPE=\"voice,cell\";VALUE=uri:tel:+86-991-555-0000\r\nLANG;PREF=1:ug\r\n"
    b"LANG;PREF=2:zh\r\nGENDER:M\r\nCATEGORIES:water,alpine\r\nBDAY:--0401\r\nURL:https://x.example/?a=1\\,2\r\nEND:VCARD\r\n"
)  # fmt: skip
THUNDERBIRD = (
    "begin:vcard\nfn:Jií Novák\nn:Novák;Jií\norg:KRNAP\nemail;internet:j@k.example\nversion:2.1\nend:vcard\n"
).encode()  # fmt: skip
WIDE = ("\ufeff" + ANDROID.decode()).encode("utf-16-le")
CARDS = {"iphone": IPHONE, "android": ANDROID, "outlook": OUTLOOK, "nokia": NOKIA_GB, "nextcloud": NEXTCLOUD,
         "thunderbird": THUNDERBIRD, "wide": WIDE}  # fmt: skip

GPX = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="OsmAnd" xmlns="http://www.topografix.com/GPX/1/1" xmlns:o="https://osmand.net">
<wpt lat="45.8992" lon="6.1294"><ele>447.6</ele><time>2026-05-01T08:00:00Z</time><name>Marais d’essai</name>
<desc>Roselière &amp; ponton</desc><type>wetland</type><link href="https://m.example"><text>page</text></link>
<extensions><o:color>#ff0000</o:color></extensions></wpt><trk><trkseg><trkpt lat="1" lon="1"/></trkseg></trk></gpx>
""".encode()
KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<name>Alpes</name><Placemark><name>Marais d’essai</name><styleUrl>#s</styleUrl>
<description><![CDATA[<b>Roselière</b><br>ponton &amp; tour]]></description><ExtendedData>
<Data name="name:zh"><value>试验沼泽</value></Data>
<SchemaData><SimpleData name="commune">Crolles</SimpleData></SchemaData>
</ExtendedData><Point><coordinates> 6.1294,45.8992,0
</coordinates></Point></Placemark><Placemark><name>Sentier</name><LineString><coordinates>1,2 3,4</coordinates>
</LineString></Placemark></Folder></Document></kml>""".encode()
GEOJSON = """{"type": "FeatureCollection", "crs": {}, "features": [
{"type": "Feature", "id": "node/1", "properties": {"name": "Marais d’essai", "name:zh": "试验沼泽", "ele": "447.6",
 "commune": "Crolles", "tags": ["a", "b"], "deep": {"x": [1, null]}},
 "geometry": {"type": "Point", "coordinates": [6.1294, 45.8992]}},
{"type": "Feature", "properties": {"name": "Sentier"}, "geometry": {"type": "LineString", "coordinates": [[1, 2]]}}]}
""".encode()
ICS = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Bureau d’Annecy
BEGIN:STANDARD
DTSTART:16011028T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:utc@google.com
DTSTART:20270614T073000Z
DTEND:20270614T090000Z
SUMMARY:En temps universel
LOCATION:Nulle part\\, ailleurs
DESCRIPTION:Ordre du jour\\nCafé
BEGIN:VALARM
TRIGGER:-PT15M
DESCRIPTION:Rappel
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:own
DTSTART;TZID="Bureau d’Annecy":20270615T090000
DURATION:PT1H30M
SUMMARY;LANGUAGE=fr:Dans la zone du fichier
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:windows
DTSTART;TZID=China Standard Time:20270616T150000
SUMMARY:北京时间的会议
END:VEVENT
BEGIN:VEVENT
UID:floating
DTSTART:20270617T100000
SUMMARY:Flottant
END:VEVENT
BEGIN:VEVENT
UID:day
DTSTART;VALUE=DATE:20270618
SUMMARY:Toute la journée
END:VEVENT
BEGIN:VEVENT
UID:series
DTSTART;TZID=Europe/Paris:20270104T080000
DTEND;TZID=Europe/Paris:20270104T083000
RRULE:FREQ=WEEKLY;BYDAY=MO,WE
EXDATE;TZID=Europe/Paris:20270614T080000
SUMMARY:Point d’équipe
END:VEVENT
BEGIN:VEVENT
UID:series
RECURRENCE-ID;TZID=Europe/Paris:20270616T080000
DTSTART;TZID=Europe/Paris:20270616T113000
SUMMARY:Point d’équipe, plus tard
END:VEVENT
BEGIN:VEVENT
UID:gone
DTSTART:20270615T120000
STATUS:CANCELLED
SUMMARY:Annulé
END:VEVENT
BEGIN:VEVENT
UID:before
DTSTART:20260615T120000
SUMMARY:Trop tôt
END:VEVENT
BEGIN:VEVENT
UID:unknown
DTSTART;TZID=Nowhere:20270615T120000
SUMMARY:Zone inconnue
END:VEVENT
BEGIN:VTODO
SUMMARY:Tâche
END:VTODO
END:VCALENDAR
""".replace("\n", "\r\n").encode()
FILES: dict[str, tuple[bytes, str]] = {
    **{f"{name}.vcf": (data, "contacts") for name, data in CARDS.items()}, "a.gpx": (GPX, "sites"),
    "a.kml": (KML, "sites"), "a.geojson": (GEOJSON, "places"), "a.ics": (ICS, "programme"),
}  # fmt: skip


def planned(session: Session, data: bytes, name: str, key: str, trip: str = "P01", language: str = "fr") -> Plan:
    """The plan that a file of a subject gives."""
    id = find_trip(session, trip) if subject(key).of_trip else None
    row = trip_row(session, id) if id is not None else None
    options = Options(days=(row.first_day, row.last_day) if row is not None else None)
    book = read_bytes(data, name, options)
    return look(session, book, subject_key=key).plan(session, Target(id, language))


def cells(plan: Plan) -> list[dict[str, Cell]]:
    """The rows of the sheet by headings; those of two columns of one heading would be lost, so there are none."""
    headings = plan.table.headings
    assert len(set(headings)) == len(headings)
    return [{h: c for h, c in zip(headings, line.cells, strict=False) if c is not None} for line in plan.table.lines]


def changes(plan: Plan, row: int = 1) -> dict[str, Any]:
    """What a row would write, by field."""
    return {one.field: one.after for one in plan.row(row).differences}
