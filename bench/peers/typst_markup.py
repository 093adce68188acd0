"""A trip's content as a Typst document, so that Typst can be asked to set the same words.

The markup is written beforehand; only Typst's own work is timed. It holds what our booklet holds except the
maps, so the comparison leans towards Typst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tripplanner.documents.content import DayContent, ItemContent, SiteSheet, TripContent
from tripplanner.text import Text

PAGES = {
    "booklet": "width: 148mm, height: 210mm, margin: (inside: 16mm, outside: 12mm, top: 14mm, bottom: 17mm)",
    "itinerary": "width: 210mm, height: 297mm, margin: (left: 20mm, right: 16mm, top: 15mm, bottom: 18mm)",
}
PRELUDE = """#set page({page}, numbering: "1")
#set text(font: ("Noto Sans", "Noto Sans SC"), size: 9pt, lang: "fr")
#show heading: set text(size: 13pt)
#let row(..cells) = table.cell(colspan: 4, grid(columns: (38pt, 15pt, 1fr, 0.7fr), gutter: 5pt, ..cells))
#let pair(a, b) = grid(columns: (1fr, 0.7fr), gutter: 12pt, a, b)
#let note = block(above: 20.5pt, line(length: 100%, stroke: 0.4pt))
"""
_SPECIAL = re.compile(r"([\\#$*_`<>@~\[\]=/\-+])")


def write(trip: TripContent, languages: tuple[str, str], kind: str, target: Path) -> Path:
    """Write the Typst source of a kind (*booklet* or *itinerary*) to ``target``."""
    writer = _Writer(trip, languages)
    parts = writer.booklet() if kind == "booklet" else writer.itinerary()
    target.write_text(PRELUDE.format(page=PAGES[kind]) + "\n".join(parts), encoding="utf-8")
    return target


def compile_with_typst(source: Path, target: Path, fonts: Path) -> None:
    """Typst's own work, in this process."""
    import typst

    typst.compile(str(source), output=str(target), font_paths=[str(fonts)], ignore_system_fonts=True)


class _Writer:
    def __init__(self, trip: TripContent, languages: tuple[str, str]) -> None:
        self.trip, self.languages = trip, languages

    def both(self, text: Text) -> str:
        return f"#pair([{self.first(text)}], [{self.second(text)}])"

    def first(self, text: Text) -> str:
        return _escape(text.best(self.languages[0]))

    def second(self, text: Text) -> str:
        return _escape(text.get(self.languages[1]))

    def booklet(self) -> Iterator[str]:
        yield f"#text(size: 25pt, weight: 700)[{self.first(self.trip.heading)}]\n\n{self.second(self.trip.heading)}"
        yield "#pagebreak()\n#outline()"
        yield from (self.both(line.body) for line in self.trip.texts.values())
        for day in self.trip.days:
            yield "#pagebreak()"
            yield from self.day(day)
            yield from ("#note" for _ in range(8))
        for site in self.trip.sites:
            yield "#pagebreak()"
            yield from self.site(site)
        yield "#pagebreak()\n= Glossaire"
        yield from (self.both(term.term) + self.both(term.note) for term in self.trip.terms)
        yield "#pagebreak()\n= Contacts"
        yield from (self.both(line.name) for line in self.trip.organisations)
        yield "#pagebreak()"
        yield from ("#note" for _ in range(20))

    def itinerary(self) -> Iterator[str]:
        yield f"#text(size: 21pt, weight: 700)[{self.first(self.trip.heading)}]\n\n{self.second(self.trip.heading)}"
        yield from (self.both(objective) for objective in self.trip.objectives)
        for day in self.trip.days:
            yield from self.day(day)

    def day(self, day: DayContent) -> Iterator[str]:
        yield f"== {day.number} {day.date:%d.%m.%Y}\n{self.both(day.title)}\n#table(columns: 4, stroke: none,"
        yield ",\n".join(self.item(item) for item in day.items) + ")"
        yield self.both(day.bring)

    def item(self, item: ItemContent) -> str:
        place = item.place.name if item.place else Text()
        hosts = ", ".join(_escape(host.organisation.acronym) for host in item.hosts)
        first = " ".join(map(self.first, (place, item.purpose, item.notes)))
        second = " ".join(map(self.second, (place, item.purpose, item.notes)))
        cells = [
            f"[*{item.start:%H:%M}* \\ {item.end:%H:%M}]",
            "[•]",
            f"[*{self.first(item.title)}* \\ {hosts} {first}]",
            f"[*{self.second(item.title)}* \\ {hosts} {second}]",
        ]
        return f"row({', '.join(cells)})"

    def site(self, site: SiteSheet) -> Iterator[str]:
        yield f"== {self.first(site.name)}\n{self.second(site.name)}\n{self.both(site.summary)}"
        yield from (self.both(fact) for fact in site.facts)
        notes = (site.access.season_note, site.access.permit_note, site.access.group_note, site.access.access_note)
        yield from (self.both(note) for note in notes)
        for question in site.questions:
            yield self.both(question.text) + "\n#note\n#note\n#note"
        yield from (self.both(case.title) for case in site.cases)


def _escape(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
