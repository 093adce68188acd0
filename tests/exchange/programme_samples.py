"""Programme files for tests: a small one, one with every kind of record, and how to change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Changed = Callable[[dict[str, Any]], None]

SMALL: dict[str, Any] = {
    "format": "tripplanner programme",
    "version": 1,
    "texts": {"source": "fr", "drafts": ["zh"]},
    "trip": {"key": "V1", "title": {"fr": "Voyage", "zh": "考察"}, "first_day": "2027-09-01", "last_day": "2027-09-02"},
    "people": [{"key": "li", "family_name": "Li", "given_name": "Na", "native_family": "李", "native_given": "娜"}],
    "places": [{"key": "gap", "name": {"fr": "Gap"}, "country": "FR", "latitude": 44.559, "longitude": 6.079}],
    "delegations": [{"key": "D", "name": "Délégation"}],
    "subgroups": [{"key": "A", "delegation": "D", "name": "Groupe A"}],
    "delegates": [{"key": "li", "delegation": "D", "person": "li", "rank": 1, "subgroups": ["A"]}],
    "vehicles": [{"key": "car", "seats": 20}],
    "items": [
        {"key": "1", "type": "visit", "title": {"fr": "Visite", "zh": "参观"}, "start": "2027-09-01T09:00",
         "end": "2027-09-01T11:00", "place": "gap", "subgroups": ["A"], "questions": [{"fr": "Pourquoi ?"}]},
        {"key": "2", "type": "ceremony", "title": "Soirée", "start": "2027-09-01T22:00", "end": "2027-09-02T00:30"},
    ],
}  # fmt: skip

# With every kind of record that a programme may hold, for the tests that spoil any of it.
FULL: dict[str, Any] = {
    **SMALL,
    "themes": [{"key": "water", "name": {"fr": "Eau"}}],
    "organisations": [{"key": "park", "name": {"fr": "Parc"}, "themes": ["water"], "aliases": [{"name": "PNR"}]}],
    "legs": [{"key": "L", "from": "gap", "to": "gap", "drive_min": 5, "margin_percent": 15}],
    "sites": [{"key": "S", "name": {"fr": "Site"}, "open_months": [6], "open_weekdays": [1], "group_cap": 5,
               "open_hours": [["09:00", "12:00"]], "closures": [{"first_day": "2027-09-01"}], "themes": ["water"],
               "organisations": [{"organisation": "park"}], "facts": [{"fr": "Un fait"}],
               "references": [{"kind": "source", "url": "https://example.org"}], "to_verify": ["tout"]}],
    "contacts": [{"key": "c", "organisation": "park", "person": "li", "languages": ["fr"]}],
    "members": [{"key": "m", "person": "li", "role": "interpreter", "from_day": "2027-09-01"}],
    "lodgings": [{"key": "h", "place": "gap", "name": "Hôtel", "rooms": [{"number": "1", "guests": ["li"]}]}],
    "days": [{"date": "2027-09-01", "title": "Un", "nights": [{"lodging": "h", "subgroup": "A"}]}],
    "items": [
        {**SMALL["items"][0], "site": "S", "leg": "L", "hosts": [{"organisation": "park", "contact": "c"}],
         "participants": [{"person": "li", "mode": "online", "from_time": "2027-09-01T09:00"}],
         "breaks": [{"start": "2027-09-01T10:00", "end": "2027-09-01T10:15"}], "vehicle": "car",
         "provenance": {"note": "x"}},
        SMALL["items"][1],
    ],
}  # fmt: skip


def set_in(*path: Any, value: Any) -> Changed:
    """A change that sets one value deep inside the file."""

    def change(raw: Any) -> None:
        for step in path[:-1]:
            raw = raw[step]
        raw[path[-1]] = value

    return change
