"""How the translations of stored texts stand, without reading the same one twice.

A list of a hundred thousand texts asks again after every edit; all but one are as they were.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from tripplanner.planning.lazytext import decoded_once
from tripplanner.text import State, Text

_MOST = 400_000
_known: dict[int, tuple[str, Mapping[str, State]]] = {}
_split: dict[str, tuple[str, ...]] = {}


def states(stored: str) -> tuple[str, Mapping[str, State]]:
    """The source language of a stored text, and the state of each language it has words in."""
    key = hash(stored)
    found = _known.get(key)
    if found is None:
        text = decoded_once(stored)
        found = _shared(text.source, {language: text.state(language) for language in text.words})
        if len(_known) >= _MOST:
            _known.clear()
        _known[key] = found
    return found


_same: dict[tuple[str, tuple[tuple[str, State], ...]], tuple[str, Mapping[str, State]]] = {}


def _shared(source: str, of: dict[str, State]) -> tuple[str, Mapping[str, State]]:
    """A few dozen different answers serve all texts."""
    return _same.setdefault((source, tuple(sorted(of.items()))), (source, of))


def state(stored: str, language: str) -> State:
    """*source*, *missing*, *stale*, *draft* or *reviewed*; see :class:`tripplanner.text.Text`."""
    return states(stored)[1].get(language, "missing")


def several(stored: str) -> tuple[str, ...]:
    """Each text of a stored list as it would be stored alone; kept for who counts the same ones again."""
    if stored not in _split:
        if len(_split) > 50_000:
            _split.clear()
        _split[stored] = apart(stored)
    return _split[stored]


def apart(stored: str) -> tuple[str, ...]:
    """The same for whoever goes through all texts there are: nothing is kept."""
    return tuple(Text.from_data(one).to_json() for one in json.loads(stored)) if stored else ()
