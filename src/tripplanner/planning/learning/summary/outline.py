"""The outline that official delegations owe at home: who received whom, when, with what result, at what cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from tripplanner.i18n import Message, languages, printed, printedn, say
from tripplanner.planning.learning.summary.drafting import Drafting, spread, telling
from tripplanner.planning.learning.summary.evidence import Spent
from tripplanner.planning.learning.summary.figures import TOLD
from tripplanner.planning.learning.summary.learning import (
    change_blocks,
    journey,
    noted,
    overview,
    promise_block,
)
from tripplanner.planning.learning.summary.phrases import dated, ending, everywhere, listed
from tripplanner.planning.money import written
from tripplanner.text import Text

CATEGORIES = {
    "transport": printed("transport"), "lodging": printed("lodging"), "meals": printed("meals"),
    "interpreting": printed("interpreting"), "visits": printed("visits and entrances"), "gifts": printed("gifts"),
    "insurance": printed("insurance"), "other": printed("other spending"),
}  # fmt: skip


def draft(drafting: Drafting) -> None:
    """All sections, in their order."""
    _host(drafting)
    _members(drafting)
    _schedule(drafting)
    _result(drafting)
    _spending(drafting)
    promise_block(drafting, "next")
    _photos(drafting)


def _host(d: Drafting) -> None:
    office, hosts = d.evidence.office, d.evidence.hosts
    words = [journey(d.evidence)]
    if office:
        words.append(printed("Organised by {office}.", office=everywhere(office)))
    if hosts:
        words.append(printed("Received by {hosts}.", hosts=tuple(everywhere(name) for _, name in hosts)))
    d.add("host", "host", words, [d.evidence.trip, *(uuid for uuid, _ in hosts)])


def _members(d: Drafting) -> None:
    for group in d.evidence.groups:
        people = printedn("{n} delegate", "{n} delegates", group.size)
        name = ending(everywhere(group.name))
        words = (
            printed("{delegation}: {people}.", delegation=name, people=people)
            if name
            else printed("{people}.", people=people)
        )
        d.add("members", f"members:{group.uuid}", [words], [group.uuid])


def _schedule(d: Drafting) -> None:
    for day in d.evidence.days:
        titles = [title for _, title in day.items if title]
        if titles:
            words = printed("{day}: {items}.", day=dated(day.date), items=listed(titles))
            d.add("schedule", f"day:{day.date.isoformat()}", [words], [day.uuid, *(uuid for uuid, _ in day.items)])


def _result(d: Drafting) -> None:
    evidence = d.evidence
    d.add("result", "noted", noted(evidence.said), [one.uuid for one in evidence.said])
    for theme in evidence.themes:
        said = [one for one in evidence.by_theme.get(theme.uuid, ()) if one.kind in (*TOLD, "transferable")]
        if said:
            shown = [visit for visit in evidence.visits if theme.uuid in visit.themes]
            resting = [theme.uuid, *(visit.uuid for visit in shown), *(one.uuid for one in said)]
            d.add("result", f"theme:{theme.uuid}", [overview(theme.name, shown, said)], resting,
                  spread(telling(said))[:1], theme.uuid)  # fmt: skip
    change_blocks(d, "result")


def _spending(d: Drafting) -> None:
    """What was spent, by category, each currency apart; what was only estimated says so."""
    spent = d.evidence.spent
    if not spent:
        d.add("spending", "spending", [printed("No spending has been noted.")], [])
    for actual, name, words in (
        (True, "spent", printed("Spent: {sums}.")),
        (False, "estimated", printed("Estimated: {sums}.")),
    ):
        ones = [one for one in spent if one.actual is actual]
        if ones:
            said = replace(words, params={"sums": listed(_sums(ones))})
            d.add("spending", name, [said], [one.uuid for one in ones])


def _sums(spent: Iterable[Spent]) -> Iterable[Text]:
    for message in _parts(spent):
        yield Text.of("en", **{code: say(message, code) for code in languages()})


def _parts(spent: Iterable[Spent]) -> Iterable[Message]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    totals: dict[str, int] = defaultdict(int)
    for one in spent:
        sums[one.category if one.category in CATEGORIES else "other", one.currency] += one.minor
        totals[one.currency] += one.minor
    for category, name in CATEGORIES.items():
        for currency in totals:
            if (category, currency) in sums:
                yield printed("{category} {amount}", category=name, amount=_amount(sums[category, currency], currency))
    for currency, minor in totals.items():
        yield printed("in all {amount}", amount=_amount(minor, currency))


def _amount(minor: int, currency: str) -> Text:
    return Text.of("en", **{code: f"{written(minor, currency, code)}\u00a0{currency}" for code in languages()})


def _photos(d: Drafting) -> None:
    number = sum(d.evidence.photos.values())
    words = (printedn("{n} photograph is attached to what was visited and noted.",
                      "{n} photographs are attached to what was visited and noted.", number) if number
             else printed("No photograph has been attached to the visits yet."))  # fmt: skip
    d.add("photos", "photos", [words], list(d.evidence.photos))
