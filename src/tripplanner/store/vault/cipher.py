"""The data key: encrypts one value at a time, bound to its person and kind."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tripplanner.model.base import new_uuid
from tripplanner.store.vault.faults import damaged_value

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES, NONCE_BYTES = 32, 12
_FORM = "1."  # the first form of a stored value: base64 of nonce, ciphertext and tag
_PORTION = 64  # bytes: lengths are rounded up, because “vegan” and an essay would tell themselves apart


@dataclass(frozen=True)
class DataKey:
    """The key of all protected values of a database. Its bytes never leave memory unwrapped."""

    id: str
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> DataKey:
        """A random key with a name of its own."""
        return cls(new_uuid(), os.urandom(KEY_BYTES))

    def encrypt(self, person: str, kind: str, clear: bytes) -> str:
        """The value as it is stored, bound to ``person`` (a UUID) and ``kind``: elsewhere it does not decrypt."""
        nonce = os.urandom(NONCE_BYTES)
        padded = clear + b" " * (-len(clear) % _PORTION)
        sealed = self._values.encrypt(nonce, padded, self._bound(person, kind))
        return _FORM + base64.b64encode(nonce + sealed).decode("ascii")

    def decrypt(self, person: str, kind: str, stored: str) -> bytes:
        """The opposite of :meth:`encrypt`, without trailing spaces.

        :raises TripPlannerError: it is damaged, of another key, another person or another kind.
        """
        from cryptography.exceptions import InvalidTag

        try:
            raw = base64.b64decode(stored.removeprefix(_FORM), validate=True)
            if not stored.startswith(_FORM) or len(raw) <= NONCE_BYTES:
                raise damaged_value()
            return self._values.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], self._bound(person, kind)).rstrip(b" ")
        except (InvalidTag, binascii.Error, ValueError):
            raise damaged_value() from None

    def blind(self, kind: str, words: str) -> str:
        """A hash under a key of its own: equal words have equal hashes, and nothing else can be read from it."""
        return hmac.new(self._hashing, f"{kind}\0{words}".encode(), hashlib.sha256).hexdigest()

    def _bound(self, person: str, kind: str) -> bytes:
        return "\0".join(("sensitive_value", self.id, person, kind)).encode()

    @cached_property
    def _values(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(derived(self.secret, b"tripplanner values"))

    @cached_property
    def _hashing(self) -> bytes:
        return derived(self.secret, b"tripplanner blind index")


def derived(secret: bytes, purpose: bytes) -> bytes:
    """A key for one purpose out of a secret with enough randomness of its own (HKDF-SHA256, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(secret)
