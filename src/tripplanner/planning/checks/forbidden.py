"""What the manager of a site forbids, against what the programme says the guests will do there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tripplanner.i18n import msg
from tripplanner.planning.checks.access import site_row, visited
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import named

# Sentences of access rules that forbid something.
FORBIDS = (
    "prohibited", "forbidden", "not allowed", "no access", "nobody may", "must not", "interdit", "défendu",
    "禁止", "不得", "不允许",
)  # fmt: skip
# What people plan and managers forbid; per action the words of the programme, then those of the rule.
ACTIONS = (
    (("walk across", "cross the bridge", "walk over", "cross on foot", "traverser", "traversée", "franchir",
      "步行通过", "走过", "穿越", "过桥"),
     ("presence", "walk", "cross", "bridge", "présence", "traverser", "traversée", "进入", "通过", "通行")),
    (("bathe", "bathing", "swim", "baignade", "se baigner", "游泳", "戏水"),
     ("bath", "swim", "baign", "游泳", "戏水")),
    (("drone", "无人机", "航拍"), ("drone", "fly", "survol", "无人机", "飞行")),
    (("picnic", "pique-nique", "野餐"), ("picnic", "pique-nique", "野餐")),
    (("campfire", "barbecue", "feu de camp", "篝火", "烧烤"), ("fire", "feu", "barbecue", "火")),
    (("off the path", "off-trail", "hors sentier", "hors-sentier", "离开步道"), ("path", "trail", "sentier", "步道")),
    (("pick flowers", "picking", "cueillette", "cueillir", "采摘"), ("pick", "cueill", "采摘")),
)  # fmt: skip
_SENTENCE = re.compile(r"[.;!?。；！？]+")


def _asked(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        ruled = {number for said in site.access_note.words.values() for number in _ruled(said)}
        if ruled and any(_planned(said) & ruled for text in item.prose for said in text.words.values()):
            what = msg("{item} plans what {site} forbids: {rule}", item=named(item), site=site.name,
                       rule=site.access_note)  # fmt: skip
            yield ASKED.found(what, (item,), day=item.day, rows=site_row(site))


@lru_cache(maxsize=4096)
def _ruled(note: str) -> frozenset[int]:
    """The actions (by number) that a sentence of the rule forbids."""
    sentences = [one for one in _SENTENCE.split(note.lower()) if _says(one, FORBIDS)]
    return frozenset(n for n, (_, words) in enumerate(ACTIONS) if any(_says(one, words) for one in sentences))


@lru_cache(maxsize=16_384)
def _planned(said: str) -> frozenset[int]:
    """The actions that a text plans; a sentence that says *not* is a warning and no plan."""
    sentences = [one for one in _SENTENCE.split(said.lower()) if not _says(one, (*FORBIDS, *_NOT))]
    return frozenset(n for n, (words, _) in enumerate(ACTIONS) if any(_says(one, words) for one in sentences))


def _says(sentence: str, words: tuple[str, ...]) -> bool:
    return any(word in sentence for word in words)


_NOT = (" not ", "no ", " pas ", "sans ", "without", "instead of", "au lieu", "不", "而非", "勿")

ASKED = Rule("site.forbidden_action", "blocks", msg("The site forbids what is planned"),
             msg("The access rules of a site are those of its manager; the check names the rule."), _asked,
             scope="item")  # fmt: skip
RULES = (ASKED,)
