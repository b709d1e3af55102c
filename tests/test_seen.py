"""A repeated event is recognised, within bounds."""

from bot.seen import Seen


def test_key_is_new_once() -> None:
    handled = Seen()
    assert [handled.first_time(key) for key in ("a", "a", "b")] == [True, False, True]


def test_oldest_key_is_forgotten_first() -> None:
    handled = Seen(capacity=2)
    for key in ("a", "b", "c"):
        handled.first_time(key)
    assert [handled.first_time(key) for key in ("c", "b", "a")] == [False, False, True]


def test_forgotten_key_may_come_again() -> None:
    seen = Seen()
    assert seen.first_time("a")
    seen.forget("a")
    seen.forget("never seen")
    assert seen.first_time("a")
