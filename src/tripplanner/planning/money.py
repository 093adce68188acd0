"""Amounts of money as people write them. Amounts of two currencies are never added."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from tripplanner.dates import number
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg

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
    """``1 234,50``, ``1,234.50``: always with the decimals of the currency.

    Chinese parts thousands of money by commas, though not those of other figures.
    """
    decimals = decimals_of(currency)
    whole, rest = divmod(abs(minor), 10**decimals)
    point = number(0.5, language, 1)[1]
    sign = "\u2212" if minor < 0 else ""
    figures = f"{whole:,}" if language == "zh" else number(whole, language)
    return f"{sign}{figures}" + (f"{point}{rest:0{decimals}}" if decimals else "")


def typed_amount(typed: str, currency: str) -> int:
    """What somebody typed (``1 234,50``, ``1,234.50``, ``1’234.5``) in the smallest unit of the currency.

    A last comma or point is the decimal sign, unless three digits follow it that can be thousands. Raises
    :class:`TripPlannerError` for what is no amount, or has more decimals than the currency.
    """
    words = unicodedata.normalize("NFKC", typed).strip().replace("\u2212", "-")
    plain = re.sub(r"[\s'’_]", "", words)
    sign = "-" if plain.startswith("-") else ""
    match = _AMOUNT.fullmatch(plain.removeprefix("-"))
    if match is None:
        raise _unread(typed)
    whole, rest = match["whole"], match["rest"] or ""
    if not rest and (parted := _PARTED.fullmatch(whole)) and (parted[1] == "0" or decimals_of(currency) == 3):
        whole, rest = parted[1], parted[2]  # ``0.500``: no thousands
    if len(rest) > decimals_of(currency) or len(whole) > _MOST_DIGITS:
        raise _unread(typed)
    digits = re.sub(r"[.,]", "", whole) + rest.ljust(decimals_of(currency), "0")
    return int(sign + digits)


_AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](?P<rest>\d+))?")
_PARTED = re.compile(r"(\d{1,3})[.,](\d{3})")
_MOST_DIGITS = 15


def _unread(typed: str) -> TripPlannerError:
    return TripPlannerError(
        msg("“{typed}” is not an amount.", typed=typed.strip()),
        msg("Nothing was changed."),
        msg("Write it in figures, for example 1234.50."),
    )
