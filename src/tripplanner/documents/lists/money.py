"""Amounts of money as people write them. Amounts of two currencies are never added."""

from __future__ import annotations

from functools import partial

from tripplanner.dates import number
from tripplanner.documents.lists.words import Spoken

# ISO 4217: how many decimals, where these are not two.
_DECIMALS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF",
                     "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}  # fmt: skip


def amount(minor: int, currency: str) -> Spoken:
    """``1 234,50``, ``1,234.50`` of an amount in the smallest unit of its currency."""
    return partial(_amount, minor, _DECIMALS.get(currency, 2))


def _amount(minor: int, decimals: int, language: str) -> str:
    whole, rest = divmod(abs(minor), 10**decimals)
    point = number(0.5, language, 1)[1]
    sign = "\u2212" if minor < 0 else ""
    return f"{sign}{number(whole, language)}" + (f"{point}{rest:0{decimals}}" if decimals else "")
