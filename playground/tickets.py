"""Short-lived permissions that Slack hands to an app: trigger ids (3 s, once) and response urls (5 uses, 30 min)."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from playground.errors import SlackError

Clock = Callable[[], float]
TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60
RESPONSE_URL_USES = 5


@dataclass
class Trigger:
    """The right to open one view for one person; `view_id` when it came out of a modal."""

    id: str
    user: str
    born: float
    channel: str | None = None
    view_id: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """The right to answer one act; `origin_ts` is the message that was acted upon, or the last private answer."""

    key: str
    user: str
    channel: str
    born: float
    origin_ts: str | None = None
    thread_ts: str | None = None
    from_message: bool = False
    typed_command: str | None = None
    uses: int = 0


class Tickets:
    """Issues and redeems both kinds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def new_trigger(self, user_id: str, channel: str | None = None, view_id: str | None = None) -> Trigger:
        """A fresh trigger id for this person."""
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        trigger = Trigger(trigger_id, user_id, self._clock(), channel, view_id)
        self._triggers[trigger_id] = trigger
        return trigger

    def check_trigger(self, trigger_id: str) -> Trigger:
        """The trigger, if it can still open a view; raises SlackError. Mark it `used` once the view is open."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_arguments", ["invalid `trigger_id`"])
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock() - trigger.born > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        return trigger

    def new_url(self, user_id: str, channel: str) -> ResponseUrl:
        """A fresh response url for this person in this channel."""
        url = ResponseUrl(secrets.token_urlsafe(18), user_id, channel, self._clock())
        self._urls[url.key] = url
        return url

    def check_url(self, key: str) -> ResponseUrl:
        """The response url, if it can still be used; raises SlackError. Count the use in `uses`."""
        url = self._urls.get(key)
        if url is None:
            raise SlackError("invalid_url")
        if self._clock() - url.born > RESPONSE_URL_SECONDS:
            raise SlackError("expired_url")
        if url.uses >= RESPONSE_URL_USES:
            raise SlackError("used_url")
        return url
