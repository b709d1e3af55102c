"""Garbage is looked for again as soon as a start is over, however it ends."""

import gc

import pytest

from bot.loading import no_collections


def test_nothing_is_collected_within_the_block() -> None:
    with no_collections():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_start_that_fails_leaves_no_trace() -> None:
    with pytest.raises(OSError, match="no such content"), no_collections():
        raise OSError("no such content")
    assert gc.isenabled()
