"""Every value of a foreign file is in a cell, in a sentence about the file, or in a column that is named as ignored.

Each value of these files has a word of its own, which begins with ``zq``: none of them may be missing from what the
person is shown, and nothing that goes into a record may be missing from the database afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import sqlalchemy as sa
from foreign_files import planned
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.applying import apply
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.readers import read_bytes
from tripplanner.i18n import say
from tripplanner.model import Base

Open = Callable[[], AbstractContextManager[Session]]

IPHONE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//zqapple Inc.//iPhone OS 17.5//EN
N:Zqmuller;Zqjurgen;Zqmaria;zqdr.;zqmba
FN:zqdr. Zqjurgen Zqmaria Zqmuller zqmba
NICKNAME:zqnick
X-PHONETIC-FIRST-NAME:zqjurg
ORG:zqorg AG;zqdept;
TITLE:zqtitle
EMAIL;type=INTERNET;type=HOME;type=pref:zqone@a.example
item1.EMAIL;type=INTERNET:zqtwo@a.example
item1.X-ABLabel:zqlabel
item2.ADR;type=HOME;LABEL="zqenvelope":;;zqstreet 1\\nzqhouse;zqcity;zqstate;8001;zqland
item2.X-ABADR:zqch
NOTE:zqnote\\nzqline\\;zqsemi
item4.X-ABDATE;type=pref:zqdate
item4.X-ABLabel:_$!<Zqanniversary>!$_
X-SOCIALPROFILE;type=twitter;x-user=zquser:http://twitter.example/zqtw
IMPP;X-SERVICE-TYPE=zqwechat;type=HOME:x-apple:zqim
KEY:zqkey
LOGO;VALUE=uri:https://zqlogo.example/x.png
PHOTO;VALUE=uri:https://zqphoto.example/x.png
UID:zqfirst
UID:zqsecond
BDAY:zqborn
GENDER:zqgender
AGENT:
BEGIN:VCARD
FN:zqagent
END:VCARD
END:VCARD
zqstray
"""
OUTLOOK_CARD = """BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=zh-cn;CHARSET=GB2312:欧阳;娜娜;;zq先生
ORG;CHARSET=GB2312:zq研究院;zq生态所
NOTE;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:zq=B1=B8=D7=A2=0D=0Azqline=
=0D=0Azqmore
TEL;WORK;FAX:zq 6288-2222
LABEL;WORK;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:zqlabel=0D=0Azq=B1=B1=BE=A9
KEY;X509;ENCODING=BASE64:
 MIICkey=

X-MS-MANAGER;CHARSET=GB2312:zq经理
X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="zqdesign"/>
END:VCARD
"""
CALENDAR = """BEGIN:VCALENDAR
PRODID:zqprodid
X-WR-CALNAME:zqcalname
BEGIN:VEVENT
DTSTART;TZID=Europe/Paris:20270614T090000
DTEND;TZID=Europe/Paris:20270614T100000
DTSTART:zqsecondstart
DURATION:zqlength
RRULE:FREQ=DAILY;X-A=zqrule
EXDATE:zqexdate
ORGANIZER;CN=zqchair:mailto:zqorganizer@x.example
ATTENDEE;CN="zqguest, name";PARTSTAT=zqaccepted:mailto:zqattendee@x.example
UID:first
CLASS:zqclass
DESCRIPTION;ALTREP="zqaltrep":zqdesc <a href="https://zqlink.example">zqhere</a><br>zqline
LOCATION:zqloc\\, zqroad
LOCATION:zqelsewhere
STATUS:zqstatus
SUMMARY:zqsummary
SUMMARY:zqagain
TRANSP:zqtransp
ATTACH;FILENAME=zqfile.pdf:https://zqattach.example
X-APPLE-STRUCTURED-LOCATION;X-TITLE="zqtitle":geo:45.9,6.1
BEGIN:VALARM
DESCRIPTION:zqalarm
END:VALARM
zqbroken
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=zqnowhere:20270614T090000
SUMMARY:zqlost
DTEND:zqbadend
END:VEVENT
BEGIN:VEVENT
DTSTART:20260101T090000
RRULE:FREQ=DAILY;COUNT=2
SUMMARY:zqnever
END:VEVENT
BEGIN:VTODO
SUMMARY:zqtodo
BEGIN:VALARM
ACTION:zqring
END:VALARM
END:VTODO
zqline2
END:VCALENDAR
zqafter
"""
KML = """<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:atom="http://www.w3.org/2005/Atom"><Document>
<name>zqdocument</name><atom:author><atom:name>zqauthor</atom:name></atom:author>
<Style id="s"><IconStyle><Icon><href>http://icon</href></Icon></IconStyle></Style>
<Folder><name>zqfolder</name><description>zqfolderdesc</description>
<Placemark id="zqid"><name>zqname</name><Snippet>zqsnippet</Snippet><description><![CDATA[<img src="https://zqimg/1.jpg"/>
zqdesc<br>zqb <a href="https://zqhref">zqa</a>]]></description><address>zqaddress</address>
<atom:link href="https://zqatom"/><styleUrl>#zqstyle</styleUrl><TimeStamp><when>zqwhen</when></TimeStamp>
<LookAt><longitude>zqlook</longitude></LookAt><ExtendedData><Data name="zqdata"><displayName>zqdisplay</displayName>
<value>zqvalue</value></Data><SchemaData><SimpleData name="zqsimple">zqsd</SimpleData></SchemaData></ExtendedData>
<Point><altitudeMode>zqmode</altitudeMode><coordinates>6.1,45.9,500</coordinates></Point></Placemark>
<Placemark><name>zqalone</name><MultiGeometry><Point><coordinates>6.2,45.8</coordinates></Point></MultiGeometry></Placemark>
<Placemark><name>zqline</name><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>
<Placemark><name>zqnone</name><address>zqnowhere</address></Placemark>
<GroundOverlay><name>zqoverlay</name></GroundOverlay><NetworkLink><Link><href>http://zqnetwork</href></Link></NetworkLink>
</Folder></Document></kml>"""
GPX = """<gpx version="1.1" creator="zqcreator" xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>zqmeta</name>
<author><email id="zqauthor" domain="x.example"/></author><link href="http://zqsite"/></metadata>
<wpt lat="45.9" lon="6.1"><time>zqtime</time><name>zqname</name><cmt>zqcmt</cmt><desc>zqdesc</desc>
<link href="http://zqone"><text>zqtext</text><type>zqkind</type></link><link href="http://zqtwo"/><sym>zqsym</sym>
<extensions><g:a xmlns:g="x" zqattr="zqattribute"><g:b>zqdeep</g:b></g:a></extensions></wpt>
<trk><name>zqtrack</name><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>"""
GEOJSON = """{"type":"FeatureCollection","name":"zqcollection","crs":{"name":"zqcrs"},"features":[
{"type":"Feature","id":"zqid","properties":{"name":"zqname","title":"zqtitle","l":["zqlist",1],"o":{"zqkey":"zqdeep"}},
"geometry":{"type":"Point","coordinates":[6.1,45.9,448.6,"zqmeasure"],"zqforeign":"zqmember"}},
{"type":"Feature","properties":{"name":"zqmulti"},"geometry":{"type":"MultiPoint","coordinates":[[6.2,45.8]]}},
{"type":"Feature","properties":{"name":"zqlonely"},"geometry":{"type":"GeometryCollection","geometries":[
{"type":"Point","coordinates":[6.3,45.8]}]}},
{"type":"Feature","properties":{"name":"zqarea"},"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,"zqcorner"]]]}},
{"type":"Feature","properties":{"name":"zqnull"},"geometry":null},"zqstray"]}"""
FILES = {
    "iphone.vcf": (IPHONE, "contacts", "utf-8", ["new"]),
    "outlook.vcf": (OUTLOOK_CARD, "contacts", "gb18030", ["new"]),
    "google.ics": (CALENDAR, "programme", "utf-8", ["mend", "mend"]),
    "a.kml": (KML, "sites", "utf-8", ["new", "new", "skipped", "skipped"]),
    "a.gpx": (GPX, "sites", "utf-8", ["new"]),
    "a.geojson": (GEOJSON, "sites", "utf-8", ["new", "new", "new", "skipped", "skipped", "skipped"]),
}
#: What stands for a value instead of the value itself: identifiers are made of these, looks are counted.
STANDS = {"iphone.vcf": {"zqfirst"}, "a.kml": {"zqlook"}}


def shown(plan: Plan, remarks: list[str]) -> str:
    """Everything a person is shown of a file."""
    found = [*remarks, *plan.table.headings]
    found += [str(cell) for line in plan.table.lines for cell in line.cells if cell is not None]
    for row in plan.rows:
        found += [say(told, "en") for told in (*row.remarks, *(one.sentence for one in row.problems))]
    return "\n".join(found)


def letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def everything(session: Session) -> str:
    session.flush()
    return letters(
        " ".join(
            str(value).replace("\\n", " ")
            for table in Base.metadata.sorted_tables
            for row in session.execute(sa.select(table))
            for value in row
        )
    )


@pytest.mark.parametrize("name", FILES)
def test_every_value_is_in_the_record_in_the_report_or_in_a_named_column(sample_session: Open, name: str) -> None:
    text, key, encoding, states = FILES[name]
    data = text.replace("\n", "\r\n").encode(encoding)
    with sample_session() as session:
        plan = planned(session, data, name, key)
        remarks = [say(remark, "en") for remark in read_bytes(data, name).remarks]
        words = set(re.findall(r"zq[\w]+", text, re.I)) - STANDS.get(name, set())
        seen = shown(plan, remarks)
        assert {word for word in words if word.casefold() not in seen.casefold()} == set()
        assert [row.state for row in plan.rows] == states
        assert plan.account().keys() == {(number, column) for number, column, _ in plan.table.sheet.filled()}
        for problem in plan.problems:
            plan = plan.ignoring(problem.row, problem.column)
        apply(session, plan)
        kept = everything(session)
        written = [
            str(plan.row(number).cells[column]) for (number, column), fate in plan.account().items()
            if fate == "record" and isinstance(plan.row(number).cells[column], str)
        ]  # fmt: skip
        assert [cell for cell in written if "zq" in cell and letters(cell) not in kept] == []
        assert not {row.state for row in planned(session, data, name, key).rows} & {"new", "update"}
