"""Sends messages on Takt's own account, and says exactly what became of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.catalogue.model import Catalogue
from bot.errors import NotInstalled, SendLater, SendRefused, StorageAway, TokenSealed
from bot.i18n import translator
from bot.loading import later
from bot.observations.chore_port import ClosedMessage
from bot.ports import ChannelId, Gap, MemberId, ObservationMessage, StepMessage, Tally, TipMessage, WorkspaceId
from handlers.connections import only_if
from handlers.lines import Lines
from handlers.posting import NOTICE_EVENT, carries, metadata_of, post_ready, read, send
from handlers.sending_errors import LATER_WAIT, SEALED_WAIT

with later():  # each with the first message of its kind
    from handlers.views import asking as asking_views
    from handlers.views import content as content_views
    from handlers.views import follow_ups as follow_up_views
    from handlers.views import gaps as gap_views
    from handlers.views import observations as observation_views
    from handlers.views import own_tips as own_tip_views
    from handlers.views import report as report_views
    from handlers.views import steps as step_views
    from handlers.views import tip_question, tip_rendered
    from handlers.views import tips as tip_views

if TYPE_CHECKING:
    from bot.observations.report import Report
    from bot.tips.news import News
    from handlers.views.parts import Message

BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
PAGE = 200  # messages; Slack recommends no more

Posted = tuple[ChannelId, str]  # and its timestamp
log = structlog.get_logger()


class SlackMessenger:
    """The `Messenger` port over Slack; its clients must have no retry handlers, or a message may be sent twice."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    async def post_tip(
        self,
        workspace: WorkspaceId,
        channel: ChannelId,
        tip: TipMessage,
        *,
        delivery: str,
        may_send: Callable[[], bool],
    ) -> str:
        """Post a tip; returns the message's timestamp. Where Slack refuses our blocks, its words come without them."""
        metadata = {"metadata": metadata_of(delivery)}
        client = await self._client(workspace)
        with only_if(may_send, client.session):
            try:
                answer = await post_ready(
                    client, channel, tip_rendered.rendered_tip(tip, Tally(), delivery=delivery) | metadata
                )
            except SendRefused as refusal:
                if refusal.reason not in BAD_BLOCKS:
                    raise
                log.error("blocks_refused", delivery=delivery, standard=tip.standard, reason=refusal.reason)
                words = tip_question.tip_in_words(tip, translator(tip.language))
                answer = await post_ready(client, channel, {"text": words} | metadata)
        return str(answer["ts"])

    async def find_tip(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> str | None:
        """Look through the channel's history for the message that carries the delivery id."""
        return next(iter(await self._find(workspace, channel, delivery, since, most=1)), None)

    async def find_all(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> tuple[str, ...]:
        """All messages in the channel's history that carry the key."""
        return tuple(await self._find(workspace, channel, delivery, since))

    async def greet(self, workspace: WorkspaceId, member: MemberId, *, language: str) -> ChannelId:
        """Tell a person that their own tips come here; to post opens the direct message without a scope more."""
        channel, _ = await self._post(workspace, member, own_tip_views.greeting(translator(language)))
        return channel

    async def update_tip(
        self, workspace: WorkspaceId, channel: ChannelId, ts: str, tip: TipMessage, tally: Tally, *, delivery: str
    ) -> None:
        """Show the tally in the message; its metadata stays."""
        arguments = tip_rendered.rendered_tip(tip, tally, delivery=delivery)
        await send(await self._client(workspace), "chat.update", {"channel": channel, "ts": ts, **arguments})

    async def tell_subject(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> Posted:
        """Tell a person what was observed about them, by direct message."""
        shown = observation_views.told(message, translator(message.language))
        return await self._post_once(workspace, member, shown, key=key, may_send=may_send)

    async def take_back_note(
        self, workspace: WorkspaceId, channel: ChannelId, ts: str, message: ObservationMessage, *, contested: bool
    ) -> None:
        """Say in the message's place that the observation no longer counts, without its note and without buttons."""
        view = observation_views.withdrawn_after_contest if contested else observation_views.withdrawn
        shown = view(message, translator(message.language)).to_dict()
        await send(await self._client(workspace), "chat.update", {"channel": channel, "ts": ts, **shown})

    async def tell_withdrawn(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        """Tell a person, by direct message, that an observation about them was taken back."""
        shown = observation_views.withdrawn(message, translator(message.language))
        await self._post_once(workspace, member, shown, key=key, may_send=may_send)

    async def tell_unreached(
        self, workspace: WorkspaceId, member: MemberId, subject: MemberId, *, language: str
    ) -> None:
        """Tell an observer, by direct message, that the one to the subject may not have arrived."""
        await self._post(workspace, member, observation_views.unreached(subject, translator(language)))

    async def tell_step(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: StepMessage,
        *,
        key: str,
        mark: str | None,
        may_send: Callable[[], bool],
    ) -> Posted:
        """Tell a person, by direct message, of a step after an observation."""
        shown = step_views.step(message, member, translator(message.about.language))
        return await self._post_once(workspace, member, shown, key=key, mark=mark, may_send=may_send)

    async def ask_to_decide(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: StepMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> Posted:
        """Ask somebody to decide on a contest, by direct message."""
        shown = step_views.step(message, member, translator(message.about.language))
        return await self._post_once(workspace, member, shown, key=key, may_send=may_send)

    async def close_contest(self, workspace: WorkspaceId, channel: ChannelId, ts: str, message: StepMessage) -> None:
        """Take the buttons of a decision away, once there is one, or the observation is taken back."""
        shown = step_views.closed(message, translator(message.about.language)).to_dict()
        await send(await self._client(workspace), "chat.update", {"channel": channel, "ts": ts, **shown})

    async def tell_follow_up(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        """Remind an observer of a follow-up, by direct message."""
        shown = follow_up_views.reminder(message, translator(message.language))
        await self._post_once(workspace, member, shown, key=key, may_send=may_send)

    async def tell_closed(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ClosedMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        """Tell an observer, by direct message, that another's observation has closed their follow-up."""
        shown = follow_up_views.closed(message, translator(message.about.language))
        await self._post_once(workspace, member, shown, key=key, may_send=may_send)

    async def tell_report(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        report: "Report",
        catalogue: Catalogue,
        *,
        language: str,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        """Bring a supervisor the report of last week, by direct message."""
        shown = report_views.digest(report, catalogue, translator(language))
        await self._post_once(workspace, member, shown, key=key, may_send=may_send)

    async def direct_messages(self, workspace: WorkspaceId, member: MemberId) -> ChannelId:
        """The channel of the direct messages with a person."""
        answer = await send(await self._client(workspace), "conversations.open", {"users": member})
        return ChannelId(str(answer["channel"]["id"]))

    async def tell_owner(self, news: "News", *, language: str, key: str, may_send: Callable[[], bool]) -> None:
        """Tell the owner of tips, by direct message, what became of them."""
        shown = tip_views.news(news, translator(language))
        await self._post_once(news.workspace, news.owner, shown, key=key, may_send=may_send)

    async def tell_content(
        self, workspace: WorkspaceId, member: MemberId, *, problems: Sequence[str], language: str
    ) -> None:
        """Tell an admin, by direct message, how the content folder is doing."""
        await self._post(workspace, member, content_views.content(problems, translator(language)))

    async def post_ask(
        self, workspace: WorkspaceId, channel: ChannelId, *, ask: str, text: str, asker: MemberId | None, language: str
    ) -> None:
        """Post a question to the content owners, with a button to reply to it."""
        await self._post(workspace, channel, asking_views.post(ask, text, asker, translator(language)))

    async def tell_reply(
        self, workspace: WorkspaceId, member: MemberId, *, question: str, words: str, owner: MemberId, language: str
    ) -> None:
        """Bring an owner's reply to who asked, by direct message."""
        await self._post(workspace, member, asking_views.reply(question, words, owner, translator(language)))

    async def post_gaps(
        self, workspace: WorkspaceId, channel: ChannelId, *, gaps: Sequence[Gap], language: str
    ) -> None:
        """Post what people asked in vain."""
        await self._post(workspace, channel, gap_views.digest(gaps, translator(language)))

    async def _post(self, workspace: WorkspaceId, channel: str, message: "Message") -> Posted:
        answer = await post_ready(await self._client(workspace), channel, message.to_dict())
        return ChannelId(str(answer["channel"])), str(answer["ts"])

    async def _post_once(
        self,
        workspace: WorkspaceId,
        channel: str,
        message: "Message",
        *,
        key: str,
        may_send: Callable[[], bool],
        mark: str | None = None,
    ) -> Posted:
        """Post what is found again by its key, unless it is no longer ours once a connection is there."""
        client = await self._client(workspace)
        with only_if(may_send, client.session):
            body = message.to_dict() | {"metadata": metadata_of(key, NOTICE_EVENT, mark=mark)}
            answer = await post_ready(client, channel, body)
        return ChannelId(str(answer["channel"])), str(answer["ts"])

    async def _find(
        self, workspace: WorkspaceId, channel: ChannelId, delivery: str, since: datetime, most: int | None = None
    ) -> list[str]:
        """The timestamps of messages that carry an id: all of them, or the first so many."""
        question = {"channel": channel, "oldest": f"{since.timestamp():.6f}", "limit": PAGE, "include_all_metadata": 1}
        client, cursor, found = await self._client(workspace), "", list[str]()
        while True:
            page = await read(client, "conversations.history", question | ({"cursor": cursor} if cursor else {}))
            found += [str(one["ts"]) for one in page.get("messages", []) if carries(one, delivery)]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor or (most is not None and len(found) >= most):
                return found[:most]

    async def _client(self, workspace: WorkspaceId) -> AsyncWebClient:
        try:
            return await self._lines.to(workspace)
        except NotInstalled as error:
            raise SendRefused(error.code, "workspace") from error
        except TokenSealed as error:  # nothing is paused: one replica may lack the key that the others have
            log.error("token_sealed", workspace=workspace)
            raise SendLater(SEALED_WAIT) from error
        except StorageAway as error:
            raise SendLater(LATER_WAIT) from error
