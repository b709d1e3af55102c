"""What a person did, in typed values, and the ways to answer them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackTrouble
from bot.i18n import Translator
from bot.ports import ChannelId, MemberId, Profile, WorkspaceId
from handlers.calls import call, respond

if TYPE_CHECKING:
    from slack_sdk.models.views import View

    from handlers.views.parts import Message

log = structlog.get_logger()

NOT_A_MEMBER = frozenset({"not_in_channel", "channel_not_found"})


@dataclass(frozen=True)
class Act:
    """One act of one person: a command, a click, a form, an event."""

    person: Profile
    t: Translator
    source_key: str  # unique per act: a repeated request carries the same
    client: AsyncWebClient
    response_url: str = ""
    channel: ChannelId | None = None
    text: str = ""  # what was typed behind the command, or the message
    value: str = ""  # the clicked button's value or the chosen option
    action: str = ""  # its action id
    trigger: str = ""
    ts: str = ""  # of the message that was clicked, or of the event's message
    thread: str = ""
    event_at: datetime | None = None  # when an event happened, in whole seconds
    typed_at: datetime | None = None  # when Slack saw the control of a form used
    author: MemberId | None = None  # of the message that a shortcut was used on
    view: Mapping[str, Any] | None = None  # the view that was submitted, closed or clicked in
    profile: Mapping[str, Any] | None = None  # what an event says of a person
    beside: frozenset[str] = frozenset()  # action ids of the message that was clicked; empty for a private one
    shown: Mapping[str, Any] | None = None  # that message, as Slack has it
    again: bool = False  # Slack says that it sends this once more
    loading: dict[str, str] = field(default_factory=dict)  # windows that are still to be filled, and what was typed

    @property
    def workspace(self) -> WorkspaceId:
        """Where it happened."""
        return self.person.workspace

    @property
    def member(self) -> MemberId:
        """Who did it."""
        return self.person.member

    @property
    def language(self) -> str:
        """The person's language, two letters; content may exist in it where Takt's own texts do not."""
        return self.person.language

    async def reply(self, message: "Message") -> None:
        """Answer so that only this person sees it: by the response url, else by ephemeral message or DM."""
        await self._answer(message, response_type="ephemeral", replace_original=False)

    async def show_here(self, message: "Message") -> bool:
        """Show it to this person in the channel, by the app's own hand; False where the app is not a member."""
        try:
            await self.call("chat.postEphemeral", channel=self.channel, user=self.member, **message.to_dict())
        except SlackTrouble as trouble:
            if trouble.code in NOT_A_MEMBER:
                return False
            await self.reply(message)
        return True

    async def replace(self, message: "Message") -> None:
        """Put the message in the place of the private one that was clicked; a new private one where there is none."""
        await self._answer(message, replace_original=True)

    async def _answer(self, message: "Message", **how: Any) -> None:
        """A response url lives for 30 minutes and five uses; after that, and in trouble, there are other ways."""
        if self.response_url:
            try:
                await respond(self.client, self.response_url, how | {"unfurl_links": False} | message.to_dict())
            except SlackTrouble as trouble:
                log.warning("response_url_failed", code=trouble.code)
            else:
                return
        await self._whisper(message)

    async def _whisper(self, message: "Message") -> None:
        """Where it was done: by ephemeral message, or in the thread of a direct message; else by direct message."""
        is_direct = str(self.channel).startswith("D")
        if self.channel and (self.thread or not is_direct):
            arguments = message.to_dict() | ({"thread_ts": self.thread} if self.thread else {})
            try:
                if is_direct:
                    await self.call("chat.postMessage", channel=self.channel, unfurl_links=False, **arguments)
                else:
                    await self.call("chat.postEphemeral", channel=self.channel, user=self.member, **arguments)
            except SlackTrouble as trouble:
                log.info("whisper_failed", code=trouble.code)
            else:
                return
        await self.tell(message)

    async def tell(self, message: "Message") -> None:
        """Send the person a direct message."""
        await self.call("chat.postMessage", channel=self.member, unfurl_links=False, **message.to_dict())

    async def post(self, message: "Message", thread: str = "") -> str:
        """Post into the channel for all to see; returns the message's timestamp."""
        arguments = message.to_dict() | ({"thread_ts": thread} if thread else {})
        posted = await self.call("chat.postMessage", channel=self.channel, unfurl_links=False, **arguments)
        return str(posted["ts"])

    async def open(self, view: "View") -> None:
        """Open a modal, on top of the one that the act was done in; must come within three seconds of the act."""
        await self._open(view)

    async def open_loading(self, view: "View", typed: str = "") -> "Modal":
        """Open a modal at once, to be filled when what it needs has been looked up.

        If that fails the guard fills it, and gives back what was `typed`.
        """
        view_id = str((await self._open(view))["view"]["id"])
        self.loading[view_id] = typed
        return Modal(self, view_id)

    async def _open(self, view: "View") -> Any:
        in_modal = self.view is not None and self.view.get("type") == "modal"
        method = "views.push" if in_modal else "views.open"
        return await self.call(method, trigger_id=self.trigger, view=view.to_dict())

    async def call(self, method: str, **arguments: Any) -> Any:
        """Call a Slack method. Raises `SlackTrouble` with Slack's error code."""
        return await call(self.client, method, **arguments)


@dataclass(frozen=True)
class Modal:
    """An open modal whose content is still to come."""

    act: Act
    view_id: str

    async def show(self, view: "View") -> None:
        """Fill it; a person who has closed it meanwhile is left in peace."""
        try:
            await self.act.call("views.update", view_id=self.view_id, view=view.to_dict())
        except SlackTrouble as trouble:
            if trouble.code not in {"not_found", "view_not_found"}:
                raise
        self.act.loading.pop(self.view_id, None)
