"""What the palette offers: actions that can be done now, pages, records that are found, questions it can answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.dates import clock, short_date
from tripplanner.i18n import Message, msg, msgn, say
from tripplanner.planning.searching import Hit, Question, marks, search
from tripplanner.planning.searching.asks import Answer, Ask, asks, fitting
from tripplanner.planning.searching.names import KIND_NAMES
from tripplanner.spelling.folding import han_runs
from tripplanner.spelling.hanzi import syllables, toned
from tripplanner.ui.actions import TABLE, Actions, shortcut_text
from tripplanner.ui.language import Language
from tripplanner.ui.page import page_infos
from tripplanner.ui.palette.matching import Entry

#: Kinds of records: the page that shows them, the icon and the colour they have.
PAGES: Mapping[str, tuple[str, str, str]] = {
    "trips": ("programme", "mountain", "nature"),
    "items": ("programme", "clock", "alpine"),
    "days": ("programme", "calendar-days", "alpine"),
    "lodgings": ("programme", "bed", "lodging"),
    "legs": ("places", "route", "transfer"),
    "places": ("places", "pin", "transfer"),
    "sites": ("sites", "map-pin", "alpine"),
    "organisations": ("partners", "landmark", "urban"),
    "contacts": ("partners", "id-card", "urban"),
    "delegates": ("delegates", "users", "water"),
    "members": ("delegates", "users", "water"),
    "cases": ("cases", "graduation-cap", "nature"),
    "terms": ("terms", "languages", "stale"),
    "themes": ("themes", "tag", "nature"),
    "texts": ("texts", "file-text", "stale"),
}
_IN_PROGRAMME = ("trips", "lodgings")
_LONG = 44  # letters of a reading that are shown
_MOST_FOUND, _MOST_ASKED, _MOST_COUNTED = 14, 4, 4


def action_entries(actions: Actions, language: Language) -> Iterator[Entry]:
    """Everything that can be done now."""
    for row in TABLE:
        if actions[row.key].isEnabled() and row.key != "palette":
            title = actions[row.key].text().replace("&&", "&")
            run = ("action", row.key, None)
            searched = (title, language.say(row.label))
            yield Entry("do", "do", title, "", "", shortcut_text(row), row.icon or "circle", run, searched=searched)


def page_entries(language: Language) -> Iterator[Entry]:
    """Every page."""
    for number, info in enumerate(page_infos(), start=1):
        title = language.say(info.title)
        hint = f"Ctrl+{number}" if not info.foot and number <= 9 else ""
        run = ("page", info.key, None)
        yield Entry("go", "pages", title, "", "", hint, info.icon, run, searched=(title,))


def found_entries(session: Session, typed: str, question: Question, code: str, trip: int | None) -> list[Entry]:
    """The records that answer; ``code`` is the language of the window. Any thread."""
    hits = search(session, typed, code, _MOST_FOUND, trip_id=trip)
    return hit_entries(hits, question, code)


def hit_entries(hits: Iterable[Hit], question: Question, code: str) -> list[Entry]:
    """Records as entries."""
    shown = {info.key for info in page_infos()}
    return [_entry(hit, question, code) for hit in hits if PAGES[hit.kind][0] in shown]


def _entry(hit: Hit, question: Question, code: str) -> Entry:
    page, icon, tone = PAGES[hit.kind]
    about = _about(hit, say(KIND_NAMES[hit.kind], code), code)
    title, second = hit.title, hit.second
    title_marks, second_marks = hit.title_marks, hit.second_marks
    return Entry(
        "go", hit.kind, title, second, about, "", icon, _run(hit, page), tone, hit.field, title_marks, second_marks,
        marks(about, question) if hit.snippet else (),
    )  # fmt: skip


def _run(hit: Hit, page: str) -> tuple[str, str, object]:
    """Where it is opened: on its page, in its trip."""
    if hit.trip_id is None:
        return ("page", page, None if hit.kind in _IN_PROGRAMME else hit.uuid)
    if hit.kind == "days":
        return ("trip", page, (hit.trip_id, hit.when.date() if hit.when else None))
    return ("trip", page, (hit.trip_id, None if hit.kind in _IN_PROGRAMME else hit.uuid))


def _about(hit: Hit, kind: str, code: str) -> str:
    """What it is and where it belongs; the words that answer, where they are not its name; else its pinyin."""
    parts = [kind]
    if hit.when is not None and hit.kind == "items":
        joint = " " if code == "zh" else ", "
        parts.append(f"{short_date(hit.when.date(), code)}{joint}{clock(hit.when)}")
    if hit.snippet:
        parts.append(hit.snippet)
    else:
        if hit.about:
            parts.append(hit.about)
        if hit.second_marks and code != "zh":
            parts.append(read if len(read := pinyin(hit.second)) <= _LONG else "")
    if hit.trip and not hit.current and hit.kind != "trips":
        parts.append(hit.trip)
    return " · ".join(filter(None, parts))


def pinyin(text: str) -> str:
    """The reading of the Chinese characters of a text, with tones."""
    return " ".join(toned(one) for run in han_runs(text) for one in syllables(run)).strip()


def ask_entries(session: Session, question: Question, code: str, trip: int | None) -> list[Entry]:
    """Questions that fit what was typed, the first with the number of their answers; some of them for no question."""
    if not question:
        chosen = [ask for ask in asks() if ask.first and trip is not None]
        return [_ask_entry(ask, None, question, code) for ask in chosen]
    found: list[Entry] = []
    for number, ask in enumerate(fitting(question, trip)[:_MOST_ASKED]):
        answer = ask.answer(session, trip, code) if number < _MOST_COUNTED else None
        found.append(_ask_entry(ask, answer, question, code))
    return found


def _ask_entry(ask: Ask, answer: Answer | None, question: Question, code: str) -> Entry:
    title = say(ask.label, code)
    about = "" if answer is None else say(answer.note or number_of(answer.number), code)
    run = ("ask", ask.key, None)
    return Entry("ask", "ask", title, "", about, "?", "sparkles", run, "info", title_marks=marks(title, question))


def number_of(number: int) -> Message:
    """How many records a question has for its answer."""
    return msgn("{n} answer", "{n} answers", number) if number else msg("no answer: nothing to do there")


def answered(session: Session, key: str, code: str, trip: int | None) -> Answer:
    """The answer of the question called ``key``."""
    return next(ask for ask in asks() if ask.key == key).answer(session, trip, code)


def recent(kept: Any, entries: Iterable[Entry] = ()) -> list[Entry]:
    """Entries remembered from before, as plain values of the settings."""
    found: list[Entry] = list(entries)
    for one in kept if isinstance(kept, list) else ():
        try:
            group, kind, title, second, about, icon, tone, what, key, target = one
            run = (str(what), str(key), tuple(target) if isinstance(target, list) else target)
            found.append(Entry(group, kind, title, second, about, "", icon, run, tone))
        except (TypeError, ValueError):
            continue
    return found


def remembered(entry: Entry, kept: Any, most: int = 6) -> list[list[Any]]:
    """What the settings keep after ``entry`` was chosen: plain values, the latest first."""
    what, key, target = entry.run
    plain = list(target) if isinstance(target, tuple) else target
    simple = all(isinstance(one, str | int | None) for one in (plain if isinstance(plain, list) else [plain]))
    others = [one for one in kept if isinstance(kept, list) and one[7:] != [what, key, plain]] if kept else []
    if not simple or entry.group != "go" or entry.kind == "pages":
        return others[:most]
    mine = [entry.group, entry.kind, entry.title, entry.second, entry.about, entry.icon, entry.tone, what, key, plain]
    return [mine, *others][:most]
