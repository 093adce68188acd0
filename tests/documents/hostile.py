"""Programmes that a stranger might write: legal in the format of the sample, and made to break pages and calendars."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

Record = dict[str, Any]

HAN = "自然保护地连通性专题考察交流"
SCRIPTS = {
    "markup": "<b>Bold</b> & <img src=x onerror=alert(1)> &amp; %s {name} \\n",
    "emoji": "Réunion 🦌🏔️👩🏽‍🔬 de terrain",
    "rare": "𠮷田さん 㐀㐁 𪚥",
    "arabic": "محمية الطبيعة الوطنية (2027)",
    "devanagari": "राष्ट्रीय उद्यान क्षेत्र",
    "tibetan": "བོད་ཀྱི་རང་བྱུང་སྲུང་སྐྱོབ་",
    "formula": "=1+1, ;\\ \"quoted\" 'and' – ‹so› ½ № ₂ \u200b\u00ad\u202e",
}


def programme(key: str, first: str, last: str, items: list[Record], **more: Any) -> Record:
    """A file of the format; ``trip`` in ``more`` adds to the trip's own fields."""
    trip = {"key": key, "title": {"en": f"Trip {key}"}, "first_day": first, "last_day": last} | more.pop("trip", {})
    return {"format": "tripplanner programme", "version": 1, "trip": trip, "items": items} | more


def item(key: str, start: str, end: str, title: Any = "Walk", kind: str = "visit", **more: Any) -> Record:
    return {"key": key, "type": kind, "title": title, "start": start, "end": end} | more


def all_three(words: str) -> Record:
    return {"en": words, "fr": words, "zh": words}


def tiny() -> Record:
    """One day, one item, nobody, no lodging."""
    return programme("TINY", "2027-09-01", "2027-09-01", [item("1", "2027-09-01T09:00", "2027-09-01T11:00")])


def empty() -> Record:
    """A trip of three days without an item."""
    return programme("EMPTY", "2027-09-01", "2027-09-03", [])


def crowded() -> Record:
    """Three weeks, 315 items, of every type and status."""
    types = [
        "visit",
        "transfer",
        "meal",
        "meeting",
        "ceremony",
        "debrief",
        "free_time",
        "lodging",
        "arrival",
        "departure",
    ]
    statuses = ["confirmed", "requested", "cancelled", "done", "idea"]
    items: list[Record] = []
    for day in range(21):
        for n in range(15):
            start = datetime(2027, 5, 3, 6, 30) + timedelta(days=day, hours=n)
            items.append(
                item(
                    f"{day}-{n}",
                    f"{start:%Y-%m-%dT%H:%M}",
                    f"{start + timedelta(minutes=55):%Y-%m-%dT%H:%M}",
                    {
                        "en": f"Item {n} of day {day}",
                        "fr": f"Activité {n} du jour {day} : parcours",
                        "zh": f"第{day}天第{n}项活动",
                    },
                    types[(day + n) % 10],
                    status=statuses[(day * 3 + n) % 5],
                    purpose={"en": "To see how it is done.", "fr": "Voir comment on fait.", "zh": "了解做法。"},
                    **({"site": f"S{1 + (day + n) % 40:02}", "questions": [all_three("Why?")]} if n % 5 == 0 else {}),
                    **({"distance_km": 12345.5, "drive_min": 1234} if (day + n) % 10 == 1 else {}),
                )
            )
    return programme("CROWDED", "2027-05-03", "2027-05-23", items)


def endless() -> Record:
    """Texts of up to 5,000 characters without a space, in every field that is printed."""
    word, han = "Connectivité" * 417, HAN * 360
    endless = {"en": word, "fr": word, "zh": han}
    long = {"en": word[:1200], "fr": word[:1200], "zh": han[:900]}
    name = {"en": word[:400], "fr": word[:400], "zh": han[:300]}
    return programme(
        "ENDLESS",
        "2027-09-01",
        "2027-09-02",
        [
            item(
                "1",
                "2027-09-01T09:00",
                "2027-09-01T11:00",
                endless,
                site="LONG",
                place="long-place",
                purpose=long,
                notes=long,
                fallback=long,
                participation_note=long,
                questions=[long, long],
                hosts=[{"organisation": "OLONG"}],
                interpreting="consecutive",
                subgroups=["A"],
            ),
            item(
                "2", "2027-09-01T11:00", "2027-09-01T12:00", long, "transfer", **{"from": "long-place", "to": "annecy"}
            ),
            item("3", "2027-09-01T12:00", "2027-09-01T13:00", long, "meal"),
            item("4", "2027-09-02T12:00", "2027-09-02T13:00", name, "visit", status="cancelled"),
        ],
        trip={
            "title": endless,
            "short_title": long,
            "route": long,
            "note": long,
            "objectives": [long],
            "calendar_url": "https://example.org/" + "a" * 1200,
            "compliance_notes": [{"text": long}],
        },
        places=[{"key": "long-place", "name": name, "latitude": 45.9, "longitude": 6.1, "altitude_m": 500}],
        organisations=[
            {
                "key": "OLONG",
                "name": name,
                "acronym": "A" * 200,
                "website": "https://example.org/" + "b" * 900,
                "role": long,
                "city": "C" * 300,
            }
        ],
        sites=[
            {
                "key": "LONG",
                "name": name,
                "place": "long-place",
                "summary": endless,
                "facts": [long, name],
                "season_note": long,
                "permit_note": long,
                "group_note": long,
                "access_note": long,
                "fallback": long,
                "website": "https://example.org/" + "c" * 900,
                "latitude": 45.9,
                "longitude": 6.1,
            }
        ],
        people=[
            {
                "key": "p",
                "family_name": "N" * 300,
                "given_name": "G" * 300,
                "native_family": HAN * 8,
                "native_script": "Hans",
                "phone": "+" + "9" * 120,
                "email": "e" * 200 + "@example.org",
            }
        ],
        delegations=[{"key": "D", "name": long}],
        subgroups=[{"key": "A", "delegation": "D", "name": long, "origin": long}],
        delegates=[{"key": "d", "delegation": "D", "person": "p", "post": long, "subgroups": ["A"]}],
        members=[{"key": "m", "person": "p", "role": "staff", "post": long}],
        lodgings=[{"key": "L", "name": long, "address": "A" * 2000, "phone": "1" * 200}],
        days=[{"date": "2027-09-01", "title": long, "bring": long, "note": long, "nights": [{"lodging": "L"}]}],
    )


def one_language() -> Record:
    """Each text in one language only, a different one each; some stale."""
    return programme(
        "ONE",
        "2027-09-01",
        "2027-09-02",
        [
            item(
                "1",
                "2027-09-01T09:00",
                "2027-09-01T11:00",
                {"fr": "Visite en français seulement", "source": "fr"},
                site="S01",
            ),
            item("2", "2027-09-01T12:00", "2027-09-01T13:00", {"zh": "只有中文的活动", "source": "zh"}),
            item("3", "2027-09-02T12:00", "2027-09-02T13:00", {"en": "English only"}, "meeting"),
            item(
                "4",
                "2027-09-02T15:00",
                "2027-09-02T16:00",
                {"en": "All three", "fr": "Les trois", "zh": "三种", "stale": ["zh"], "drafts": ["fr"]},
            ),
        ],
        trip={"title": {"fr": "Voyage", "source": "fr"}},
        days=[{"date": "2027-09-01", "title": {"zh": "第一天", "source": "zh"}}],
    )


def scripts() -> Record:
    """Names and titles with markup, emoji, rare Han, Arabic, Devanagari, Tibetan."""
    items = [
        item(
            f"{n}",
            f"2027-09-01T{8 + n:02}:00",
            f"2027-09-01T{8 + n:02}:45",
            all_three(words),
            notes=all_three(words),
            questions=[all_three(words)],
            site="SCR" if n == 0 else None,
            place="scr",
        )
        for n, words in enumerate(SCRIPTS.values())
    ]
    people = [
        {"key": f"p{n}", "family_name": words, "given_name": "X", "native_family": words}
        for n, words in enumerate(SCRIPTS.values())
    ]
    people.append({"key": "mono", "given_name": "Suharto"})
    people.append({"key": "none"})
    return programme(
        "SCRIPTS",
        "2027-09-01",
        "2027-09-01",
        items,
        trip={"title": all_three(" ".join(SCRIPTS.values()))},
        places=[{"key": "scr", "name": all_three(SCRIPTS["arabic"]), "latitude": 45.9, "longitude": 6.1}],
        sites=[
            {
                "key": "SCR",
                "name": all_three(SCRIPTS["markup"]),
                "place": "scr",
                "summary": all_three(SCRIPTS["tibetan"]),
                "website": "javascript:alert(1)",
            }
        ],
        people=people,
        delegations=[{"key": "D", "name": all_three(SCRIPTS["emoji"])}],
        delegates=[{"key": person["key"], "delegation": "D", "person": person["key"]} for person in people],
    )


def zones() -> Record:
    """Items across midnight, a flight that lands before it left, three zones, hours that do not exist or come twice."""
    return programme(
        "ZONES",
        "2027-10-29",
        "2027-11-02",
        [
            item("f1", "2027-10-29T22:00", "2027-10-30T05:30", {"en": "Night train"}, "transfer"),
            item(
                "f2",
                "2027-10-30T20:00",
                "2027-10-30T10:00",
                {"en": "Flight back over the date line"},
                "departure",
                start_zone="Asia/Tokyo",
                end_zone="America/Los_Angeles",
            ),
            item(
                "f3",
                "2027-10-31T02:30",
                "2027-10-31T02:45",
                {"en": "The hour that comes twice"},
                start_zone="Europe/Paris",
            ),
            item(
                "f4",
                "2027-11-01T09:00",
                "2027-11-01T10:00",
                {"en": "Kathmandu"},
                start_zone="Asia/Kathmandu",
                end_zone="Asia/Kathmandu",
            ),
            item(
                "f5",
                "2027-11-01T09:00",
                "2027-11-02T18:00",
                {"en": "Two days at sea"},
                "transfer",
                start_zone="Pacific/Kiritimati",
                end_zone="Pacific/Pago_Pago",
            ),
            item("f6", "2027-11-02T00:00", "2027-11-02T00:00", {"en": "A moment"}, "meeting"),
            item("f7", "2027-11-02T23:00", "2027-11-03T01:00", {"en": "After the end"}, "meal"),
        ],
    )


def ten_groups() -> Record:
    """Ten sub-groups that part every day."""
    codes = [f"G{n}" for n in range(10)]
    items = [
        item(
            f"{d}-{c}",
            f"2027-09-0{d}T09:00",
            f"2027-09-0{d}T{10 + n % 3}:00",
            {"en": f"Walk of {c}", "fr": f"Marche du groupe {c}", "zh": f"{c}组步行"},
            subgroups=[c],
        )
        for d in (1, 2, 3)
        for n, c in enumerate(codes)
    ]
    items.append(item("all", "2027-09-01T14:00", "2027-09-01T15:00", subgroups=codes))
    items.append(item("some", "2027-09-02T14:00", "2027-09-02T15:00", subgroups=codes[:7]))
    people = [{"key": f"p{n}", "family_name": f"Family{n}", "given_name": "Given"} for n in range(30)]
    return programme(
        "GROUPS",
        "2027-09-01",
        "2027-09-03",
        items,
        people=people,
        delegations=[{"key": "D", "name": "Delegation"}],
        subgroups=[{"key": c, "delegation": "D", "name": {"en": f"Group number {c}"}} for c in codes],
        delegates=[
            {"key": f"p{n}", "delegation": "D", "person": f"p{n}", "rank": n, "subgroups": [codes[n % 10]]}
            for n in range(30)
        ],
        lodgings=[{"key": "L1", "name": "Hotel"}],
        days=[{"date": "2027-09-01", "nights": [{"lodging": "L1", "subgroup": c} for c in codes]}],
    )


def spanish() -> Record:
    """A trip whose texts and languages are Spanish first."""
    found = programme(
        "ESP",
        "2027-09-01",
        "2027-09-02",
        [item("1", "2027-09-01T09:00", "2027-09-01T11:00", {"es": "¿Visita a la reserva? ¡Claro!", "en": "Visit"})],
        trip={"title": {"es": "Viaje de estudio"}, "languages": ["es", "en"]},
    )
    return found | {"texts": {"source": "es"}}


def first_year() -> Record:
    return programme("YEAR1", "0001-01-01", "0001-01-02", [item("1", "0001-01-01T00:00", "0001-01-01T01:00")])


def last_year() -> Record:
    return programme(
        "YEAR9999",
        "9999-12-30",
        "9999-12-31",
        [
            item("1", "9999-12-31T23:00", "9999-12-31T23:59"),
            item(
                "2",
                "9999-12-31T22:00",
                "9999-12-31T23:59",
                "Late",
                start_zone="America/Los_Angeles",
                end_zone="America/Los_Angeles",
            ),
        ],
    )


def far_apart() -> Record:
    """A long trip of which every day is empty but the last."""
    first = date(2027, 1, 1)
    last = first + timedelta(days=105)
    return programme("FAR", f"{first}", f"{last}", [item("1", f"{last}T09:00", f"{last}T10:00")])


HOSTILE = {
    make.__name__: make
    for make in (
        tiny,
        empty,
        crowded,
        endless,
        one_language,
        scripts,
        zones,
        ten_groups,
        spanish,
        first_year,
        last_year,
        far_apart,
    )
}
