"""The code of the recovery sheet: seven groups of five characters, the last of each a check.

The alphabet is Crockford’s base 32: no I, L, O or U, so that nothing is read as something else. A group is four
random characters and one that is computed in the field of 32 elements from them and from the number of the group:
every single wrong character, every exchange of two in a group and every exchange of two groups is noticed, and the
group is named. 28 random characters are 140 bits.
"""

from __future__ import annotations

import secrets
import unicodedata

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP = 7, 5
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_MODULUS = 0b100101  # x^5 + x^2 + 1


def new_code() -> str:
    """A fresh code as it is printed: ``K7QF2-…``."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP - 1)) for _ in range(GROUPS))
    return "-".join(group + _check(number, group) for number, group in enumerate(groups, 1))


def read_code(typed: str) -> str:
    """What was typed, as it is printed: spaces, hyphens and small letters do not matter, nor O for 0 or I for 1.

    :raises TripPlannerError: it is too long or too short, or a group has a mistake; the group is named.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum()).translate(_READ_AS)
    if len(plain) != GROUPS * GROUP or not set(plain) <= set(ALPHABET):
        raise TripPlannerError(
            msg("This is not a recovery code: it has {groups} groups of {size} letters and digits.", groups=GROUPS,
                size=GROUP),
            msg("The vault stays locked."), msg("Read it off the sheet again."),
        )  # fmt: skip
    groups = [plain[start : start + GROUP] for start in range(0, len(plain), GROUP)]
    wrong = [n for n, group in enumerate(groups, 1) if _check(n, group[:-1]) != group[-1]]
    if wrong:
        raise TripPlannerError(
            msg("Group {number} of the recovery code has a mistake.", number=wrong[0]),
            msg("The vault stays locked."), msg("Compare this group with the sheet."),
        )  # fmt: skip
    return "-".join(groups)


def _check(number: int, group: str) -> str:
    """The check character of group ``number``: Σ αⁱ·cᵢ + number, in GF(32)."""
    total = number
    for place, character in enumerate(group, 1):
        total ^= _times(ALPHABET.index(character), 1 << place)
    return ALPHABET[total]


def _times(a: int, b: int) -> int:
    """The product in GF(32)."""
    result = 0
    while b:
        if b & 1:
            result ^= a
        a, b = a << 1, b >> 1
        if a & 0b100000:
            a ^= _MODULUS
    return result
