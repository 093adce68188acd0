"""Wraps a data key for one way of opening the vault, and unwraps it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass
from typing import Literal

from tripplanner.model.vault import WrappedKey
from tripplanner.store.vault.cipher import KEY_BYTES, NONCE_BYTES, DataKey, derived
from tripplanner.store.vault.faults import damaged_wrap

Way = Literal["keyring", "passphrase", "recovery"]
SALT_BYTES = 16
_CHECK_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What a guess at a passphrase costs (scrypt, RFC 7914): 2^``log2_n`` blocks of 128·``r`` bytes, ``p`` times."""

    log2_n: int = 16  # 64 MB, for about a third of a second
    r: int = 8
    p: int = 2


USUAL = Cost()
_DEAREST = 18  # a row that asks for more than 256 MB is damaged, or a trap


def new_salt(way: Way, cost: Cost) -> str:
    """The salt of a new wrap; that of a passphrase says what it costs, so that a later program can ask for more."""
    salt = base64.b64encode(os.urandom(SALT_BYTES)).decode("ascii")
    return f"scrypt${cost.log2_n}${cost.r}${cost.p}${salt}" if way == "passphrase" else salt


def wrapping_key(way: Way, secret: str, salt: str) -> bytes:
    """The key made of a passphrase (slowly), of a recovery code or of what the keyring keeps (both random already)."""
    words = unicodedata.normalize("NFKC", secret).encode()
    if way != "passphrase":
        return derived(words + salt.encode("ascii"), f"tripplanner {way}".encode())
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    try:
        name, log2_n, r, p, salted = salt.split("$")
        cost = Cost(int(log2_n), int(r), int(p))
        raw = base64.b64decode(salted, validate=True)
    except (ValueError, binascii.Error):
        raise damaged_wrap() from None
    if name != "scrypt" or not (1 <= cost.log2_n <= _DEAREST and 1 <= cost.r <= 8 and 1 <= cost.p <= 4):
        raise damaged_wrap()
    return Scrypt(raw, KEY_BYTES, n=1 << cost.log2_n, r=cost.r, p=cost.p).derive(words)


def wrap(key: DataKey, way: Way, secret: str, *, holder: str = "", made_by: str = "", cost: Cost = USUAL) -> WrappedKey:
    """A row that gives the data key to whoever has ``secret``."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = new_salt(way, cost)
    wrapping = wrapping_key(way, secret, salt)
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(wrapping).encrypt(nonce, key.secret, _bound(key.id, way, holder))
    return WrappedKey(
        key_id=key.id, way=way, holder=holder, salt=salt, wrapped=base64.b64encode(nonce + sealed).decode("ascii"),
        check=_check(wrapping), made_by=made_by,
    )  # fmt: skip


def unwrap(row: WrappedKey, secret: str) -> DataKey | None:
    """The data key, or ``None`` where ``secret`` is not the one; raises :class:`TripPlannerError` for a damaged row."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping = wrapping_key(row.way, secret, row.salt)  # type: ignore[arg-type]
    if not hmac.compare_digest(_check(wrapping), row.check):
        return None
    try:
        raw = base64.b64decode(row.wrapped, validate=True)
        clear = AESGCM(wrapping).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound(row.key_id, row.way, row.holder))
    except (InvalidTag, ValueError, binascii.Error):
        raise damaged_wrap() from None
    return DataKey(row.key_id, clear)


def _check(wrapping: bytes) -> str:
    return hmac.new(wrapping, b"tripplanner check", hashlib.sha256).hexdigest()[:_CHECK_DIGITS]


def _bound(key_id: str, way: str, holder: str) -> bytes:
    return "\0".join(("wrapped_key", key_id, way, holder)).encode()
