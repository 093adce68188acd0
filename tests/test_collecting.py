"""Collection rests while documents are made, and comes back."""

from __future__ import annotations

import gc

import pytest

from tripplanner.collecting import NO_COLLECTION


def test_collection_rests_until_the_last_maker_is_done() -> None:
    assert gc.isenabled()
    with NO_COLLECTION:
        with NO_COLLECTION:
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_brings_it_back() -> None:
    with pytest.raises(ValueError, match="broken"), NO_COLLECTION:
        raise ValueError("broken")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with NO_COLLECTION:
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
