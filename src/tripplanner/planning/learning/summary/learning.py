"""The learning summary: for what, what was learnt of which theme and where, what changed, what can be carried over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tripplanner.i18n import Message, printed, printedn
from tripplanner.planning.learning.summary.drafting import Drafting, spread, telling
from tripplanner.planning.learning.summary.evidence import Aim, CaseOf, Evidence, Practice, Said, ThemeOf, VisitOf
from tripplanner.planning.learning.summary.figures import LEAST, TOLD, Change, changes, rated
from tripplanner.planning.learning.summary.phrases import (
    counted,
    decimal,
    ending,
    listed,
    made_like,
    quoted,
    span,
    states,
    visited,
)
from tripplanner.text import Text

_AT: Mapping[str, Message] = {
    "learnt": printed("Learnt at {where}: “{words}”"),
    "surprising": printed("Surprising at {where}: “{words}”"),
    "seen": printed("Seen at {where}: “{words}”"),
}
_LOOSE: Mapping[str, Message] = {
    "learnt": printed("Learnt on the trip: “{words}”"),
    "surprising": printed("Surprising on the trip: “{words}”"),
    "seen": printed("Seen on the trip: “{words}”"),
}


def draft(drafting: Drafting) -> None:
    """All sections, in their order."""
    _purpose(drafting)
    for theme in drafting.evidence.themes:
        themed(drafting, theme)
    _unthemed(drafting)
    change_blocks(drafting, "change")
    for case in drafting.evidence.cases:
        _compared(drafting, case)
    _practices(drafting)
    question_blocks(drafting)
    promise_block(drafting, "commitments")


# --- what the trip was for -------------------------------------------------------------------------------


def _purpose(d: Drafting) -> None:
    evidence = d.evidence
    d.add("purpose", "trip", [journey(evidence)], [evidence.trip, *(one.uuid for one in evidence.groups)])
    for aim in evidence.aims:
        served = serving(evidence, aim)
        d.add("purpose", f"aim:{aim.uuid}", [_served(aim, served)], [aim.uuid, *(one.uuid for one in served)])
    d.add("purpose", "noted", noted(evidence.said), [one.uuid for one in evidence.said])


def journey(evidence: Evidence) -> Message:
    """Which trip it was: its dates, and how many days, visits and people."""
    days = (evidence.last_day - evidence.first_day).days + 1
    people = sum(group.size for group in evidence.groups)
    facts = {
        "dates": span(evidence.first_day, evidence.last_day),
        "days": printedn("{n} day", "{n} days", days),
        "visits": visited(evidence.visits),
        "people": printedn("{n} delegate", "{n} delegates", people),
    }
    if not evidence.title:
        return printed("{dates}: {days}, {visits}, {people}.", **facts)
    return printed("{title}, {dates}: {days}, {visits}, {people}.", title=ending(evidence.title), **facts)


def serving(evidence: Evidence, aim: Aim) -> list[VisitOf]:
    """The visits that serve an objective: those that were set down for it, else those that show one of its themes."""
    linked = [visit for visit in evidence.visits if aim.uuid in visit.objectives]
    return linked or [visit for visit in evidence.visits if set(aim.themes) & set(visit.themes)]


def _served(aim: Aim, served: list[VisitOf]) -> Message:
    if not served:
        return printed("Objective: {objective}. No visit was set down for it.", objective=ending(aim.text))
    names = listed(visit.name for visit in served)
    return printed("Objective: {objective}. Visits that served it: {visits}.", objective=ending(aim.text), visits=names)


def noted(said: Iterable[Said]) -> list[Message]:
    """How much was noted, by how many voices, and how the visits were rated."""
    ones = list(said)
    if not ones:
        return [printed("Nothing has been noted of this trip yet.")]
    worded = any(one.text for one in ones)
    found = [printed("Noted: {observations}, {voices} ({kinds}).", **counted(ones))] if worded else []
    rating = rated(ones)
    if rating.mean is not None:
        found.append(printedn("Mean rating of the visits: {mean} out of 5 ({n} rating).",
                              "Mean rating of the visits: {mean} out of 5 ({n} ratings).", rating.n,
                              mean=decimal(rating.mean)))  # fmt: skip
    elif rating.n:
        found.append(printedn("{n} rating was given, too few for a mean.",
                              "{n} ratings were given, too few for a mean.", rating.n))  # fmt: skip
    return found


# --- by theme --------------------------------------------------------------------------------------------


def themed(d: Drafting, theme: ThemeOf) -> None:
    """A block on the theme, and a statement for each visit at which something was noted of it."""
    said = d.evidence.by_theme.get(theme.uuid, ())
    shown = [visit for visit in d.evidence.visits if theme.uuid in visit.themes]
    if not said and not theme.chosen:
        return
    resting = [theme.uuid, *(visit.uuid for visit in shown), *(one.uuid for one in said)]
    d.add("themes", f"theme:{theme.uuid}", [_heard(shown, said)], resting, theme=theme.uuid)
    _by_visit(d, f"theme:{theme.uuid}", said, theme.uuid)


def _heard(shown: list[VisitOf], said: Iterable[Said]) -> Message:
    """How often a theme was shown and what was noted of it, below its name."""
    ones = list(said)
    if not ones:
        return printed("{visits}; nothing was noted of it.", visits=visited(shown))
    return printed("{visits}; {observations}, {voices} ({kinds}).", visits=visited(shown), **counted(ones))


def overview(name: Text, shown: list[VisitOf], said: Iterable[Said]) -> Message:
    """How often a theme was shown, and what was noted of it."""
    return printed(
        "{theme}: {visits}; {observations}, {voices} ({kinds}).",
        theme=ending(name),
        visits=visited(shown),
        **counted(said),
    )


def _unthemed(d: Drafting) -> None:
    """What was noted and given no theme is not lost."""
    said = [one for one in d.evidence.by_theme.get("", ()) if one.kind in TOLD]
    if said:
        words = printed("{observations}, {voices} ({kinds}).", **counted(said))
        d.add("themes", "theme:", [words], [one.uuid for one in said])
        _by_visit(d, "theme:", said, "")


def _by_visit(d: Drafting, key: str, said: Iterable[Said], theme: str) -> None:
    for visit, ones in visits_of(d.evidence, [one for one in said if one.kind in TOLD]):
        told = spread(telling(ones))
        if told:
            place = visit.uuid if visit else ""
            resting = [*([place] if place else []), *(one.uuid for one in ones)]
            d.add("themes", f"{key}:{place}", [_statement(visit, told[0])], resting, told[1:], theme)


def visits_of(evidence: Evidence, said: Iterable[Said]) -> list[tuple[VisitOf | None, list[Said]]]:
    """The observations by visit, in the order of the visits; those of none last."""
    found: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        found[one.visit if one.visit in evidence.visit else ""].append(one)
    pairs: list[tuple[VisitOf | None, list[Said]]] = [(v, found[v.uuid]) for v in evidence.visits if v.uuid in found]
    return pairs + ([(None, found[""])] if "" in found else [])


def _statement(visit: VisitOf | None, best: Said) -> Message:
    words = quoted(best.text)
    if visit is None:
        return replace(_LOOSE[best.kind], params={"words": words})
    return replace(_AT[best.kind], params={"where": visit.name, "words": words})


# --- before and after ------------------------------------------------------------------------------------


def change_blocks(d: Drafting, section: str) -> None:
    """What changed in how people judge themselves, objective by objective."""
    for change in changes(d.evidence):
        d.add(section, f"change:{change.aim.uuid}", change_words(change), [change.aim.uuid])


def change_words(change: Change) -> list[Message]:
    """Medians and means with their numbers; how those who answered twice moved; and what cannot be said."""
    name, before, after = ending(change.aim.text), change.before, change.after
    if not change.enough:
        return [printed("{objective}: too few answers to speak of a change (before: {before}, after: {after}; it takes"
                        " {least}).", objective=name, before=before.n, after=after.n, least=LEAST)]  # fmt: skip
    first = printed(
        "{objective}: median {before} before (mean {mean}, n\u00a0=\u00a0{n}), {after} after (mean {later}, "
        "n\u00a0=\u00a0{m}).",
        objective=name, before=decimal(before.median), mean=decimal(before.mean), n=before.n,
        after=decimal(after.median), later=decimal(after.mean), m=after.n,
    )  # fmt: skip
    return [first, _moves(change)]


def _moves(change: Change) -> Message:
    if not change.pairs:
        return printed("No answer before belongs to one after: the difference may come from who answered.")
    if not change.paired:
        return printedn("Only {n} answered both times: the difference may come from who answered.",
                        "Only {n} answered both times: the difference may come from who answered.",
                        change.pairs)  # fmt: skip
    return printed("Answered both times: {pairs}; higher {higher}, the same {same}, lower {lower}.", pairs=change.pairs,
                   higher=change.higher, same=change.same, lower=change.lower)  # fmt: skip


# --- cases and practices ---------------------------------------------------------------------------------


def _compared(d: Drafting, case: CaseOf) -> None:
    """A case beside what was seen: where it was shown, what was noted, what it teaches and achieved."""
    said = d.evidence.by_case.get(case.uuid, ())
    shown = [visit for visit in d.evidence.visits if case.uuid in visit.cases]
    words = [_shown(case, shown, said)]
    if case.lessons:
        words.append(printed("What the case teaches: {lesson}.", lesson=ending(case.lessons[0])))
    if case.results:
        words.append(printed("What it achieved: {result}.", result=ending(case.results[0])))
    resting = [case.uuid, *(visit.uuid for visit in shown), *(one.uuid for one in said)]
    d.add("cases", f"case:{case.uuid}", words, resting, spread(telling(said)))


def _shown(case: CaseOf, shown: list[VisitOf], said: Iterable[Said]) -> Message:
    name, ones = case_name(case), list(said)
    if not ones:
        return printed("{case}: {visits}; nothing noted bears on it.", case=name, visits=visited(shown))
    return printed("{case}: {visits}; {observations}, {voices} ({kinds}).", case=name, visits=visited(shown),
                   **counted(ones))  # fmt: skip


def case_name(case: CaseOf) -> Text:
    """Its code and title, in every language that the title has."""
    title = ending(case.title)
    words = {code: f"{case.code} {said}".strip() for code, said in title.words.items()}
    return made_like(title, words or {title.source: case.code})


def _practices(d: Drafting) -> None:
    """What is held transferable, by building block, else by case, else by visit."""
    blocks: dict[tuple[str, str], list[Said]] = defaultdict(list)
    loose: list[Said] = []
    for one in d.evidence.said:
        known = [pair for pair in one.cases if pair[0] in d.evidence.case]
        if one.kind == "transferable" and not known:
            loose.append(one)
        for pair in known if one.kind == "transferable" else ():
            blocks[pair].append(one)
    for case in d.evidence.cases:
        for practice in (*case.practices, None):
            _practice(d, case, practice, blocks.get((case.uuid, practice.uuid if practice else ""), []))
    for visit, ones in visits_of(d.evidence, loose):
        _loose_practice(d, visit, ones)


def _practice(d: Drafting, case: CaseOf, practice: Practice | None, said: list[Said]) -> None:
    if not said:
        return
    name = ending(practice.title) if practice else case_name(case)
    voiced = counted(said)["voices"]
    words = [printed("{practice}: held to be transferable by {voices}.", practice=name, voices=voiced)]
    if practice and practice.conditions:
        words.append(printed("Conditions: {conditions}.", conditions=listed(practice.conditions)))
    elif case.transferability:
        words.append(printed("Conditions: {conditions}.", conditions=ending(case.transferability)))
    else:
        words.append(printed("Its conditions have not been written down yet."))
    key = f"practice:{practice.uuid if practice else case.uuid}"
    d.add("practices", key, words, [case.uuid, *(one.uuid for one in said)], spread(telling(said)))


def _loose_practice(d: Drafting, visit: VisitOf | None, said: list[Said]) -> None:
    told = spread(telling(said))
    if not told:
        return
    words = quoted(told[0].text)
    first = (printed("Held to be transferable at {where}: “{words}”", where=visit.name, words=words) if visit
             else printed("Held to be transferable: “{words}”", words=words))  # fmt: skip
    place = visit.uuid if visit else ""
    resting = [*([place] if place else []), *(one.uuid for one in said)]
    d.add("practices", f"practice:visit:{place}", [first, printed("Its conditions have not been written down yet.")],
          resting, told[1:])  # fmt: skip


# --- questions and commitments ---------------------------------------------------------------------------


def question_blocks(d: Drafting) -> None:
    """The questions that stayed open, visit by visit; the questions themselves are quoted."""
    asked = [one for one in d.evidence.said if one.kind == "question"]
    for visit, ones in visits_of(d.evidence, asked):
        number = printedn("{n} question", "{n} questions", len(ones))
        words = (printed("Left open at {where}: {questions}.", where=visit.name, questions=number) if visit
                 else printed("Left open: {questions}.", questions=number))  # fmt: skip
        place = visit.uuid if visit else ""
        resting = [*([place] if place else []), *(one.uuid for one in ones)]
        d.add("questions", f"questions:{place}", [words], resting, spread(telling(ones)))


def promise_block(d: Drafting, section: str) -> None:
    """How many commitments were made and how they stand; documents list them below it."""
    made = d.evidence.promises
    if not made:
        d.add(section, "commitments", [printed("No commitment has been noted yet.")], [])
        return
    number = printedn("{n} commitment", "{n} commitments", len(made))
    words = [printed("Promised: {commitments} ({states}).", commitments=number,
                     states=states(Counter(one.status for one in made)))]  # fmt: skip
    without = sum(not one.due or not (one.person or one.organisation) for one in made)
    if without:
        words.append(printedn("{n} has no owner or no date yet.", "{n} have no owner or no date yet.", without))
    d.add(section, "commitments", words, [one.uuid for one in made])
