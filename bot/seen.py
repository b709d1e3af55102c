"""Remembers which events were handled, for Slack repeats those that it believes lost."""

from collections import OrderedDict

REMEMBERED = 2000


class Seen:
    """The last source keys, the oldest forgotten first."""

    def __init__(self, capacity: int = REMEMBERED) -> None:
        self._keys: OrderedDict[str, None] = OrderedDict()
        self._capacity = capacity

    def first_time(self, key: str) -> bool:
        """True once per key."""
        if key in self._keys:
            return False
        self._keys[key] = None
        while len(self._keys) > self._capacity:
            self._keys.popitem(last=False)
        return True

    def forget(self, key: str) -> None:
        """Let the key come again: what it stood for did not work."""
        self._keys.pop(key, None)
