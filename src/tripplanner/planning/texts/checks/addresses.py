"""Web and mail addresses are the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.texts.checking import Mend, Pair, Remark, TextCheck
from tripplanner.typography import ADDRESS


def _addresses(pair: Pair) -> Iterator[Remark]:
    for mail in (False, True):
        wanted, found = _found(pair.source, mail), _found(pair.target, mail)
        missing = [one for one in dict.fromkeys(wanted) if one not in found]
        added = [one for one in dict.fromkeys(found) if one not in wanted]
        for one in missing:
            mend: Mend | None = None
            if len(missing) == len(added) == 1:
                mend = Mend(msg("Write {address}", address=one), pair.target.replace(added[0], one))
            yield Remark(msg("Address missing: {address}", address=one), mend=mend)
        for one in added if not missing else ():
            at = pair.target.index(one)
            yield Remark(msg("Address added: {address}", address=one), span=(at, at + len(one)))


def _found(words: str, mail: bool) -> list[str]:
    """The mail addresses, or the others."""
    return [one for one in ADDRESS.findall(words) if ("@" in one and "://" not in one) == mail]


CHECK = TextCheck("addresses", msg("Addresses"), _addresses, position=30)
