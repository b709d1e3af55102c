"""The real clock; tests bring their own."""

from datetime import UTC, datetime


class SystemClock:
    """Tells the computer's time."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)
