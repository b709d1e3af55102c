"""The person who looks at the page: their language, their clock and the names they see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Reader:
    """Whose eyes a page is rendered for; `locale` is Slack's form (`da-DK`), `tz` an IANA zone.

    Names by id; `pickable` are the people that a select offers.
    """

    id: str
    locale: str
    tz: str
    users: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    pickable: tuple[str, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The reader's time zone."""
        return ZoneInfo(self.tz)

    @property
    def language(self) -> str:
        """The two-letter language of the reader's locale."""
        return self.locale.partition("-")[0].lower()

    @property
    def babel_locale(self) -> str:
        """The locale as Babel spells it."""
        return self.locale.replace("-", "_")
