"""Gaps, and what dropping a visit would lose, in words."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks.words import titled
from tripplanner.planning.learning.coverage import (
    OWN,
    SITE,
    Case,
    Coverage,
    Gaps,
    Lost,
    Objective,
    Subject,
    Theme,
    Visit,
)


def named(visit: Visit) -> Message:
    """A visit by its code and title."""
    return titled(visit.code, visit.title)


def gap_lines(found: Gaps) -> Iterator[tuple[str, Subject | Visit, Message]]:
    """Each gap as its weight (*missing*, *loose*), what it is of, and a sentence."""
    for one in found.objectives:
        yield "missing", one, msg("No visit serves the objective “{objective}”.", objective=one.name)
    for one in found.themes:
        yield "missing", one, msg("No visit shows {theme}.", theme=one.name)
    for one in found.without_case:
        yield "missing", one, msg("No case study of the library illuminates {theme}.", theme=one.name)
    for visit in found.unasked:
        yield "missing", visit, msg("{item} has no prepared question.", item=named(visit))
    for visit in found.aimless:
        yield "missing", visit, msg("{item} serves no objective.", item=named(visit))
    for visit in found.unlit:
        yield "missing", visit, msg("No case study illuminates {item}.", item=named(visit))
    for one in found.loosely:
        yield (
            "loose",
            one,
            msg("Visits show the themes of “{objective}”, but none is named for it.", objective=one.name),
        )


def lost_lines(found: Lost) -> Iterator[tuple[str, Subject, Message]]:
    """What would have no visit any more (*missing*), and what would have one left (*loose*)."""
    for one in found.subjects:
        yield "missing", one, _gone(one)
    for one in found.last:
        yield "loose", one, msg("{subject}: one visit left.", subject=one.name)


def _gone(one: Subject) -> Message:
    if isinstance(one, Objective):
        return msg("The objective “{objective}” would have no visit any more.", objective=one.name)
    if isinstance(one, Theme):
        return msg("The theme {theme} would have no visit any more.", theme=one.name)
    return msg("The case study {code} “{title}” would have no visit any more.", code=one.code, title=one.name)


def counted(coverage: Coverage, subject: Subject) -> tuple[str, Message]:
    """How many visits a subject has, and how well that is: *missing*, *loose* or *good*."""
    reaching = coverage.reaching(subject)
    if not reaching:
        return ("missing", msg("no visit")) if _asked_for(subject) else ("loose", msg("no visit"))
    if isinstance(subject, Objective) and not any(coverage.way(subject, one) == OWN for one in reaching):
        return "loose", msg("through themes only")
    return "good", msgn("{n} visit", "{n} visits", len(reaching))


def _asked_for(subject: Subject) -> bool:
    return not isinstance(subject, Theme) or subject.wanted


def told(subject: Subject, way: str | None) -> Message:
    """What a cell of the matrix says."""
    if way is None:
        return msg("nothing in common")
    words = {
        Objective: (msg("serves the objective"), msg("serves the objective"), msg("shows a theme of the objective")),
        Theme: (msg("named for the visit"), msg("shown by the site"), msg("through a theme above or below")),
        Case: (msg("illuminates the visit"), msg("seen at the site"), msg("has a theme in common")),
    }[type(subject)]
    return words[0 if way == OWN else 1 if way == SITE else 2]
