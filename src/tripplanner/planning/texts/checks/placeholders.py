"""What letters and messages fill in, such as ``{trip}``, has the same name in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.texts.checking import Mend, Pair, Remark, TextCheck

_PLACEHOLDER = re.compile(r"\{\s*[^{}\s]{1,40}\s*\}")


def _placeholders(pair: Pair) -> Iterator[Remark]:
    wanted, found = (dict.fromkeys(_PLACEHOLDER.findall(words)) for words in (pair.source, pair.target))
    missing = [one for one in wanted if one not in found]
    added = [one for one in found if one not in wanted]
    mend: Mend | None = None
    if len(missing) == len(added) == 1:
        mend = Mend(msg("Write {name}", name=missing[0]), pair.target.replace(added[0], missing[0]))
    for one in missing:
        yield Remark(msg("Placeholder missing: {name}", name=one), mend=mend)
    for one in added if mend is None else ():
        at = pair.target.index(one)
        yield Remark(msg("No letter fills this in: {name}", name=one), span=(at, at + len(one)))


CHECK = TextCheck("placeholders", msg("Placeholders"), _placeholders, position=35)
