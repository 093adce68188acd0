"""Small QR codes (ISO/IEC 18004, versions 1–6) of addresses: bytes, one mask, nothing else.

An address of a trip is always of this kind, and its code was half made by the time a general encoder was loaded.
What does not fit here is left to that encoder; a test compares both, module by module.
"""

from __future__ import annotations

from functools import cache
from itertools import chain, zip_longest

Rows = list[list[int]]

LARGEST = 6
# Codewords in all, by version; check words of each block and number of blocks, by level and version.
_TOTAL = (26, 44, 70, 100, 134, 172)
_CHECKS = {
    "m": ((10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4)),
    "l": ((7, 1), (10, 1), (15, 1), (20, 1), (26, 1), (18, 2)),
}
_LEVEL_BITS = {"m": 0b00, "l": 0b01}
_FORMAT_MASK, _FORMAT_GENERATOR, _FIELD = 0x5412, 0x537, 0x11D
_FREE = -1
_OTHER_MODES = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def small_matrix(text: str, mask: int) -> Rows | None:
    """Rows of 1 (dark) and 0 without quiet zone, at level M or else L; ``None`` for what is not made here.

    That is: text that is not ASCII, that has a shorter form (figures, capitals), or that is too long.
    """
    if mask != 3 or not text.isascii() or _OTHER_MODES.issuperset(text):
        return None
    for level in ("m", "l"):
        for version in range(1, LARGEST + 1):
            words = _codewords(text.encode("ascii"), version, level)
            if words is not None:
                return _drawn(words, version, _LEVEL_BITS[level] << 3 | mask)
    return None


def _codewords(data: bytes, version: int, level: str) -> bytes | None:
    """Data and check words in the order they are drawn; ``None`` where the data does not fit."""
    checks, count = _CHECKS[level][version - 1]
    room = _TOTAL[version - 1] - checks * count
    if len(data) + 2 > room:
        return None
    number = (0b0100 << 8 | len(data)) << 8 * len(data) | int.from_bytes(data)
    words = (number << 4).to_bytes(len(data) + 2) + bytes(min(1, room - len(data) - 2))  # as the general encoder ends
    words += bytes(0x11 if n % 2 else 0xEC for n in range(room - len(words)))
    size = room // count
    blocks = [words[n * size : (n + 1) * size] for n in range(count)]
    rests = [_rest(block, checks) for block in blocks]
    return bytes(chain.from_iterable(chain(zip_longest(*blocks), zip_longest(*rests))))


@cache
def _powers() -> tuple[tuple[int, ...], dict[int, int]]:
    """Powers of 2 in the field of 256 (twice over), and the exponent of each number."""
    powers: list[int] = []
    value = 1
    for _ in range(255):
        powers.append(value)
        value = value << 1 ^ (_FIELD if value & 0x80 else 0)
    return tuple(powers * 2), {power: n for n, power in enumerate(powers)}


@cache
def _generator(degree: int) -> tuple[int, ...]:
    """Exponents of the coefficients of (x − 2⁰)(x − 2¹)… below the leading one."""
    powers, exponents = _powers()
    polynomial = [1]
    for n in range(degree):
        shifted = [powers[(exponents[c] + n) % 255] if c else 0 for c in polynomial]
        polynomial = [a ^ b for a, b in zip([*polynomial, 0], [0, *shifted], strict=True)]
    return tuple(exponents[c] for c in polynomial[1:])


def _rest(block: bytes, checks: int) -> bytes:
    """The check words of a block: the rest of its division by the generator."""
    powers, exponents = _powers()
    generator = _generator(checks)
    rest = [0] * checks
    for word in block:
        factor = word ^ rest[0]
        rest = [*rest[1:], 0]
        if factor:
            at = exponents[factor]
            rest = [r ^ powers[at + g] for r, g in zip(rest, generator, strict=True)]
    return bytes(rest)


def _drawn(words: bytes, version: int, form: int) -> Rows:
    rows = [list(row) for row in _frame(version, form)]
    bits = iter(f"{int.from_bytes(words):0{8 * len(words)}b}")
    size = len(rows)
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for y in range(size - 1, -1, -1) if upwards else range(size):
            row = rows[y]
            for x in (right, right - 1):
                if row[x] == _FREE:
                    row[x] = (next(bits, "0") == "1") ^ ((y + x) % 3 == 0)
        upwards = not upwards
    return rows


@cache
def _frame(version: int, form: int) -> tuple[tuple[int, ...], ...]:
    """Finders, timing, alignment and format information; the rest is free."""
    size = 17 + 4 * version
    rows = [[_FREE] * size for _ in range(size)]
    for n in range(size):
        rows[6][n] = rows[n][6] = 1 - n % 2
    for x, y in ((3, 3), (size - 4, 3), (3, size - 4)):
        _rings(rows, x, y, 4)
    if version > 1:
        _rings(rows, size - 7, size - 7, 2)
    _write_form(rows, form)
    return tuple(map(tuple, rows))


def _rings(rows: Rows, x: int, y: int, reach: int) -> None:
    """Squares around a point, dark and light by turns: a finder (reach 4) or an alignment pattern (reach 2)."""
    size = len(rows)
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            if 0 <= x + dx < size and 0 <= y + dy < size:
                ring = max(abs(dx), abs(dy))
                rows[y + dy][x + dx] = int(ring not in ((2, 4) if reach == 4 else (1,)))


def _write_form(rows: Rows, form: int) -> None:
    """Level and mask with their check bits, twice, and the one module that is always dark."""
    size, rest = len(rows), form << 10
    for bit in range(14, 9, -1):
        rest ^= _FORMAT_GENERATOR << bit - 10 if rest >> bit & 1 else 0
    bits = (form << 10 | rest) ^ _FORMAT_MASK
    for n in range(15):
        value = bits >> n & 1
        if n < 8:
            rows[n + (n > 5)][8] = value
            rows[8][size - 1 - n] = value
        else:
            rows[8][7 if n == 8 else 14 - n] = value
            rows[size - 15 + n][8] = value
    rows[size - 8][8] = 1
