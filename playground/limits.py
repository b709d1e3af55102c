"""The optional rate limit: one message a second in each channel."""

from collections.abc import Callable

from playground.errors import SlackError


class RateLimiter:
    """Refuses a second message to the same channel within a second, when `strict`."""

    def __init__(self, clock: Callable[[], float], strict: bool) -> None:
        self._clock = clock
        self._strict = strict
        self._last: dict[str, float] = {}

    def afresh(self) -> "RateLimiter":
        """A limiter like this one for another workspace."""
        return RateLimiter(self._clock, self._strict)

    def check(self, channel_id: str) -> None:
        """Count one message; raises SlackError("ratelimited")."""
        now = self._clock()
        if self._strict and now - self._last.get(channel_id, float("-inf")) < 1:
            raise SlackError("ratelimited")
        self._last[channel_id] = now
