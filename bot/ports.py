"""What the services need from the outside world, as Protocols; Slack's side is in `handlers/`."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType, Protocol

WorkspaceId = NewType("WorkspaceId", str)
MemberId = NewType("MemberId", str)
ChannelId = NewType("ChannelId", str)


class Clock(Protocol):
    """Tells the moment."""

    def now(self) -> datetime:
        """The present moment, time-zone aware, in UTC."""
        ...


@dataclass(frozen=True)
class Profile:
    """What Slack says of a person; `language` is two letters, `time_zone` an IANA name."""

    workspace: WorkspaceId
    member: MemberId
    name: str
    language: str
    time_zone: str
    is_admin: bool = False
    is_bot: bool = False
    is_guest: bool = False
    is_gone: bool = False


class Directory(Protocol):
    """Looks people up."""

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The person's profile. Raises `UnknownMember`, or `SlackTrouble` when Slack does not answer."""
        ...

    async def group_members(self, workspace: WorkspaceId, group: str) -> frozenset[MemberId]:
        """Who is in a user group. Raises `SlackTrouble`."""
        ...

    async def admins(self, workspace: WorkspaceId, besides: Collection[MemberId] = ()) -> frozenset[MemberId]:
        """Who is an admin by Slack's own word and still there; not all, once there is one besides some people.

        Raises `SlackTrouble`.
        """
        ...

    async def headcount(self, workspace: WorkspaceId) -> int:
        """How many people work there: no apps, nobody who has left or is from elsewhere. Raises `SlackTrouble`."""
        ...


@dataclass(frozen=True)
class Choice:
    """One option of a question; `number` is the content's own, whatever the order in which it is shown."""

    number: int
    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class TipQuestion:
    """What a tip asks, its options in the order in which they are shown; `personal` in a direct message."""

    check: int
    ask: str
    options: tuple[Choice, ...]
    personal: bool = False


@dataclass(frozen=True)
class Reason:
    """Why a tip comes today: a code of `bot.tips.situation`, with a number where one may be told."""

    code: str
    count: int | None = None


@dataclass(frozen=True)
class TipMessage:
    """One tip, ready to be shown: which standard, which words, in which language; with a question, or without."""

    standard: str
    title: str
    area_title: str
    tip: str
    language: str
    question: TipQuestion | None = None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Tally:
    """What a channel may know of the answers to a question: how many, and after the day the share that was right."""

    answers: int = 0
    right_percent: int | None = None


@dataclass(frozen=True)
class ObservationMessage:
    """What the subject of an observation is told; texts are the standard's own, in `language`."""

    observation: int
    observer: MemberId
    standard: str
    title: str
    criterion: str
    level: str
    level_sentence: str
    note: str
    place: str
    seen_at: datetime
    language: str
    time_zone: str
    subject: MemberId = MemberId("")
    version: str = ""  # of the standard, as it was judged
    follow_up: date | None = None  # the observer's local day, where one is planned
    retired: bool = False  # the standard is no longer in force: nobody can log it again


@dataclass(frozen=True)
class StepMessage:
    """What a person is told of a step that somebody took: `about` is the observation as it is now, in their language.

    `before` says what it was before a correction; `admin` is who may decide on a contest beside the observer, who may
    not where they are no supervisor any more; `contests` how often it was contested by then.
    """

    step: str
    actor: MemberId
    about: ObservationMessage
    words: str = ""
    before: ObservationMessage | None = None
    admin: MemberId | None = None
    contests: int = 1
    observer_decides: bool = True


@dataclass(frozen=True)
class Gap:
    """One thing that people asked in vain: how often, the newest wording first, and the answers that did not help.

    `languages` are those of the examples, one for each.
    """

    count: int
    examples: tuple[str, ...]
    newest_at: datetime
    languages: tuple[str, ...]
    unhelpful: tuple[str, ...] = ()


@dataclass(frozen=True)
class Need:
    """What the last 30 days say about one standard in a team, in counts; `people` were seen, five or more or none."""

    not_yet: int = 0
    met: int = 0
    people: int = 0
    questions: int = 0
    unhelpful: int = 0


@dataclass(frozen=True)
class Team:
    """The people of a channel."""

    workspace: WorkspaceId
    channel: ChannelId


class TipMessenger(Protocol):
    """Brings tips. Every method raises `SendLater`, `SendInDoubt` or `SendRefused`."""

    async def post_tip(
        self,
        workspace: WorkspaceId,
        channel: ChannelId,
        tip: TipMessage,
        *,
        delivery: str,
        may_send: Callable[[], bool],
    ) -> str:
        """Post a tip with the opaque delivery id in its metadata; returns Slack's timestamp of the message.

        `may_send` is asked once the connection is in hand; where it says no, nothing is sent: `SendNotOurs`.
        """
        ...

    async def find_tip(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> str | None:
        """The timestamp of the message that carries the delivery id, posted after `since`; None where there is none.

        `SendRefused` means that this channel's history cannot be read (`missing_scope`, say).
        """
        ...


class DirectMessenger(Protocol):
    """Opens the direct message with a person. Raises `SendLater`, `SendInDoubt` or `SendRefused`."""

    async def greet(self, workspace: WorkspaceId, member: MemberId, *, language: str) -> ChannelId:
        """Tell a person that their own tips come here; returns the channel of the direct message."""
        ...


class TallyMessenger(Protocol):
    """Keeps a question's message up to date. Raises `SendLater`, `SendInDoubt` or `SendRefused`."""

    async def update_tip(
        self, workspace: WorkspaceId, channel: ChannelId, ts: str, tip: TipMessage, tally: Tally, *, delivery: str
    ) -> None:
        """Show the tally in the message that Slack knows by `ts`; to do so again does no harm."""
        ...


class AdminMessenger(Protocol):
    """Tells admins how Takt itself is doing. Raises `SendLater`, `SendInDoubt` or `SendRefused`."""

    async def tell_content(
        self, workspace: WorkspaceId, member: MemberId, *, problems: Sequence[str], language: str
    ) -> None:
        """Tell an admin what is wrong with the content folder; nothing wrong: that it has been mended."""
        ...


class OwnersMessenger(Protocol):
    """Goes between staff and the content owners. Every method raises `SendLater`, `SendInDoubt` or `SendRefused`."""

    async def post_ask(
        self,
        workspace: WorkspaceId,
        channel: ChannelId,
        *,
        ask: str,
        text: str,
        asker: MemberId | None,
        language: str,
    ) -> None:
        """Post a question with a button to reply to it; without `asker` nobody learns who asks."""
        ...

    async def tell_reply(
        self, workspace: WorkspaceId, member: MemberId, *, question: str, words: str, owner: MemberId, language: str
    ) -> None:
        """Bring an owner's reply, word for word, to who asked."""
        ...

    async def post_gaps(
        self, workspace: WorkspaceId, channel: ChannelId, *, gaps: Sequence[Gap], language: str
    ) -> None:
        """Post what people asked in vain."""
        ...
