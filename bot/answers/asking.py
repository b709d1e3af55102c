"""Brings a question to the content owners, and a reply back to who asked; keeps the asker only in between."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers import ask_queries
from bot.answers.asked import AskedPerson
from bot.db.engine import Sessions, transaction
from bot.errors import NobodyToAsk, NoLongerWaiting, OwnersUnreached, SendError, SendInDoubt, SendRefused
from bot.loading import later
from bot.people.scoped import Owners
from bot.ports import ChannelId, Clock, MemberId, OwnersMessenger, Profile, WorkspaceId

with later():  # with the first question
    from bot.answers import redaction

KEPT = timedelta(days=90)
PATIENCE = timedelta(minutes=2)  # a reply that is under way for longer has been lost with its process


class Asking:
    """Questions to people; `owners` says which channel they go to, and None where there is none."""

    def __init__(
        self, sessions: Sessions, clock: Clock, messenger: OwnersMessenger, owners: Owners, language: str
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._messenger = messenger
        self._language = language
        self._owners = owners

    def is_open(self, workspace: WorkspaceId) -> bool:
        """Whether there is anybody to ask."""
        return self._owners(workspace) is not None

    async def ask(self, asker: Profile, text: str, *, named: bool, source_key: str) -> None:
        """Post the question into the owners' channel; a repeated request posts nothing.

        The owners read the words as they were typed; what is kept until the reply is without what points to a person.
        Raises `NobodyToAsk`, `OwnersUnreached` (nothing is kept then), `StorageAway`.
        """
        owners = self._owners(asker.workspace)
        if owners is None:
            raise NobodyToAsk
        asked = AskedPerson(
            secrets.token_urlsafe(12), asker.workspace, asker.member, named, asker.language, text.strip()
        )
        kept = replace(asked, text=redaction.redacted_lines(asked.text))
        async with transaction(self._sessions) as session:
            is_new = await ask_queries.add_ask(session, asked=kept, source_key=source_key, now=self._clock.now())
        if is_new:
            await self._post(asked, owners)

    async def waiting(self, workspace: WorkspaceId, ask: str) -> str:
        """What is kept of the words of a question that waits for a reply. Raises `NoLongerWaiting`, `StorageAway`."""
        async with transaction(self._sessions) as session:
            text = await ask_queries.text_of_ask(session, workspace=workspace, ask=ask, lost=self._lost())
        if text is None:
            raise NoLongerWaiting
        return text

    async def reply(self, workspace: WorkspaceId, ask: str, owner: MemberId, words: str) -> AskedPerson:
        """Bring the reply to the asker word for word, then forget who asked; returns what was asked.

        Raises `NoLongerWaiting`, `StorageAway`, or a `SendError`; the question waits on then.
        """
        async with transaction(self._sessions) as session:
            asked = await ask_queries.claim_ask(
                session, workspace=workspace, ask=ask, now=self._clock.now(), lost=self._lost()
            )
        if asked is None:
            raise NoLongerWaiting
        await self._bring(asked, owner, words)
        async with transaction(self._sessions) as session:
            await ask_queries.forget_asker(session, ask=ask)
        return asked

    async def forget(self) -> None:
        """Delete what was asked more than 90 days ago. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            await ask_queries.forget_asks(session, before=self._clock.now() - KEPT)

    def _lost(self) -> datetime:
        return self._clock.now() - PATIENCE

    async def _post(self, asked: AskedPerson, owners: ChannelId) -> None:
        shown = asked.asker if asked.named else None
        try:
            await self._messenger.post_ask(
                asked.workspace, owners, ask=asked.id, text=asked.text, asker=shown, language=self._language
            )
        except SendInDoubt as error:
            async with transaction(self._sessions) as session:  # if the post did arrive, it can be answered
                await ask_queries.free_source_key(session, ask=asked.id)
            raise OwnersUnreached from error
        except SendError as error:
            async with transaction(self._sessions) as session:
                await ask_queries.remove_ask(session, ask=asked.id)
            raise OwnersUnreached(_is_shut_out(error)) from error

    async def _bring(self, asked: AskedPerson, owner: MemberId, words: str) -> None:
        try:
            await self._messenger.tell_reply(
                asked.workspace, asked.asker, question=asked.text, words=words, owner=owner, language=asked.language
            )
        except SendError:
            async with transaction(self._sessions) as session:
                await ask_queries.release_ask(session, ask=asked.id)
            raise


def _is_shut_out(error: SendError) -> bool:
    """Whether somebody must first let Takt into the channel."""
    return isinstance(error, SendRefused) and error.scope == "channel"
