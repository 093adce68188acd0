"""Amounts of money as people write them. Amounts of two currencies are never added."""

from __future__ import annotations

from decimal import Decimal

from tripplanner.dates import number

# ISO 4217: how many decimals, where these are not two.
_DECIMALS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF",
                     "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}  # fmt: skip


def decimals_of(currency: str) -> int:
    """How many decimals amounts of a currency have."""
    return _DECIMALS.get(currency, 2)


def amount(minor: int, currency: str) -> Decimal:
    """An amount from the smallest unit of its currency."""
    return Decimal(minor).scaleb(-decimals_of(currency))


def written(minor: int, currency: str, language: str) -> str:
    """``1 234,50``, ``1,234.50``: always with the decimals of the currency."""
    decimals = decimals_of(currency)
    whole, rest = divmod(abs(minor), 10**decimals)
    point = number(0.5, language, 1)[1]
    sign = "\u2212" if minor < 0 else ""
    return f"{sign}{number(whole, language)}" + (f"{point}{rest:0{decimals}}" if decimals else "")
