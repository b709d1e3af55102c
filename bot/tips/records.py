"""What is known of subscriptions and deliveries, as services and views use it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.errors import SendRefused
from bot.ports import ChannelId, MemberId, TipMessage, WorkspaceId
from bot.tips.posing import QUESTION
from bot.tips.rest import USUAL_REST, Break, Rest
from bot.tips.schedule import LeftOut, Rule
from bot.tips.situation import Selected
from bot.tips.wish import FOLLOWS, Keeps, Wish

TURNED_OFF = "turned-off"
TOO_LATE = "too-late"  # Takt was not running
SLACK_AWAY = "slack-away"  # Slack took nothing until it was too late
HELD_UP = "held-up"  # one of the two
LATE = frozenset({TOO_LATE, SLACK_AWAY, HELD_UP})
UNINSTALLED = "uninstalled"
LOST = frozenset(  # why a workspace was paused, in Slack's words too; an installation mends each
    [
        *(UNINSTALLED, "not_installed", "account_inactive", "invalid_auth", "missing_scope", "not_authed"),
        *("team_access_not_granted", "token_expired", "token_revoked"),
    ]
)
NO_STANDARDS = "no-standards"
BAD_RULE = "bad-rule"
BY_HAND = "paused"
RESTS = "rests"
LEFT_OUT = "left-out"
IN_QUIET_HOURS = "quiet-hours"
PASSING = frozenset({TOO_LATE, IN_QUIET_HOURS})  # news of tips that were skipped, and go on
LEASE_OVER = "lease-over"
NOBODY_KNOWS = "nobody-knows"
RELEASED = "released"


class State(StrEnum):
    """What has become of a delivery."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class SubscriptionRecord:
    """A channel's wish as it is stored; `paused_reason` is Slack's error code, or one of this module's."""

    id: int
    workspace: WorkspaceId
    channel: ChannelId
    owner: MemberId
    local_time: time
    time_zone: str
    weekdays: frozenset[int]
    language: str
    active: bool
    paused_reason: str | None
    next_due_at: datetime
    style: str = QUESTION
    member: MemberId | None = None  # whose own it is; none: the channel's
    rest: Rest = USUAL_REST
    focus: str | None = None
    focus_until: date | None = None
    focus_since: datetime | None = None  # when the focus was set
    keeps: Keeps = FOLLOWS

    @property
    def is_on(self) -> bool:
        """Whether somebody wants tips, also while they are paused."""
        return self.active or self.paused_reason is not None

    def focused_on(self, today: date) -> str | None:
        """The standard of the week on a local date, while a tip may still come in its time."""
        if self.focus_until is None:
            return self.focus
        is_over = self.focus_until < max(today, self._next_day or today)
        return None if is_over else self.focus

    @property
    def _next_day(self) -> date | None:
        """The local date of the next tip; none while tips are off or paused, as `next_due_at` stands still then."""
        return self.next_due_at.astimezone(ZoneInfo(self.time_zone)).date() if self.active else None

    @property
    def rule(self) -> Rule:
        """When it is due."""
        return Rule(self.local_time, self.time_zone, self.weekdays, self.rest)

    @property
    def wish(self) -> Wish:
        """When it is due, in which language and style."""
        return Wish(self.rule, self.language, self.style, self.keeps)


@dataclass(frozen=True)
class DeliveryRecord:
    """What became of a slot, or of a tip that was asked for by hand."""

    slot: datetime
    state: State
    standard: str | None
    reason: str | None
    by_hand: bool
    doubt: bool = False

    @property
    def in_doubt(self) -> bool:
        """True while Slack has not said whether it arrived."""
        return self.state is State.UNCERTAIN or (self.doubt and self.state in {State.PENDING, State.SENDING})


@dataclass(frozen=True)
class Claim:
    """A delivery that is ours to send until `lease_until`; `number` fences every later write."""

    id: str
    number: int
    subscription: int | None
    workspace: WorkspaceId
    channel: ChannelId
    slot: datetime
    language: str
    standard: str | None
    tip: int | None
    doubt: bool
    by_hand: bool
    lease_until: datetime
    first_try_at: datetime | None = None
    check: int | None = None
    why: str | None = None
    before: str | None = None  # why an earlier try came to nothing, where there was one
    posts_held_until: datetime | None = None  # until when Slack wants no post of its workspace: a look is no post

    @property
    def reason_if_late(self) -> str:
        """Why it is too late, if it is."""
        if self.before is None:
            return HELD_UP
        return TOO_LATE if self.before in {RELEASED, LEASE_OVER} else SLACK_AWAY


@dataclass(frozen=True)
class Verdict:
    """What is to be written of a claimed delivery; `again_at` when it goes back to pending."""

    state: State
    reason: str | None = None
    slack_ts: str | None = None
    again_at: datetime | None = None
    doubt: bool = False
    refused: SendRefused | None = None
    hold_until: datetime | None = None  # until when Slack wants no post of this workspace
    look_hold_until: datetime | None = None  # until when Slack wants no look into this workspace's channels

    @property
    def holds(self) -> bool:
        """Whether Slack wants less of the workspace for a while."""
        return self.hold_until is not None or self.look_hold_until is not None

    @property
    def from_slack(self) -> bool:
        """Whether Slack took it, may have taken it or said no: a person is told so, written down or not."""
        return self.state is State.SENT or self.doubt or self.refused is not None


@dataclass(frozen=True)
class Chosen:
    """Which tip a claimed delivery brings, and its words."""

    claim: Claim
    choice: Selected
    message: TipMessage


@dataclass(frozen=True)
class Outgoing:
    """A claimed delivery on its way: the tip to send, or what becomes of it where none is sent."""

    claim: Claim
    bring: TipMessage | Verdict


@dataclass(frozen=True)
class Settled:
    """A claim and what became of it."""

    claim: Claim
    verdict: Verdict


@dataclass(frozen=True)
class Status:
    """A channel's subscription, its next slots and what became of its last deliveries (newest first).

    `had_today`: the time is still to come today, and brings nothing, as the day has had its tip. `today` is the
    channel's; `skipped` and `resumed` are the days that somebody has just named.
    """

    subscription: SubscriptionRecord | None
    next_slots: tuple[datetime, ...] = ()
    recent: tuple[DeliveryRecord, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    had_today: bool = False
    today: date | None = None
    skipped: tuple[Break, ...] = ()
    resumed: tuple[Break, ...] = ()

    @property
    def focused(self) -> str | None:
        """The standard of the week, where tips are on and it lasts."""
        known = self.subscription
        return known.focused_on(self.today) if known is not None and known.active and self.today else None

    def with_days(self, days: tuple[tuple[Break, ...], tuple[Break, ...]]) -> "Status":
        """The same, saying which days were skipped and which resumed."""
        return replace(self, skipped=days[0], resumed=days[1])
