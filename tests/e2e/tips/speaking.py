"""Dialogues that are held in Danish and in English: the words of both stand side by side, the Danish ones first."""

from dataclasses import dataclass

import pytest

from playground.client import CHANNEL, Actor
from playground.reading import Form, Seen
from tests.e2e.conftest import Stage

DANISH, ENGLISH = "da-DK", "en-GB"
USED_IN_BOTH: set[str] = set()  # what the dialogues promise, each when its module is read


@dataclass(frozen=True)
class Spoken:
    """The language of a dialogue, and the buttons, forms and commands that it promises to use."""

    locale: str
    promised: frozenset[str]


def in_both(*promised: str) -> pytest.MarkDecorator:
    """A dialogue that is held in both languages and over both wires, and uses these buttons, forms and commands."""
    USED_IN_BOTH.update(promised)
    held = [(mode, Spoken(locale, frozenset(promised))) for mode, locale in (("socket", DANISH), ("http", ENGLISH))]
    return pytest.mark.parametrize(("mode", "spoken"), held, indirect=["mode"], ids=["da-socket", "en-http"])


@dataclass(frozen=True)
class Speaker:
    """A person in a dialogue; each act and look takes Danish words and, where they differ, English ones."""

    actor: Actor
    spoken: Spoken

    @property
    def language(self) -> str:
        """Its code, such as `da`."""
        return self.spoken.locale[:2]

    def words(self, danish: str, english: str | None = None) -> str:
        """Those of the two that the person speaks."""
        return danish if english is None or self.spoken.locale == DANISH else english

    async def types(self, danish: str, english: str | None = None, channel: str = CHANNEL) -> None:
        """Type a command."""
        await self.actor.types(self.words(danish, english), channel)

    async def sees(self, danish: str, english: str | None = None, channel: str | None = None) -> Seen:
        """The newest message with the words."""
        return await self.actor.sees(self.words(danish, english), channel)

    async def does_not_see(self, danish: str, english: str | None = None, channel: str | None = None) -> None:
        """Fails when a message has the words."""
        await self.actor.does_not_see(self.words(danish, english), channel)

    async def presses(self, danish: str, english: str | None = None, channel: str | None = None) -> None:
        """Press the button with the words."""
        await self.actor.presses(self.words(danish, english), channel)

    async def picks(self, danish: str, english: str, menu: str) -> None:
        """Pick an option in the menu with this action id."""
        await self.actor.picks(self.words(danish, english), menu)

    async def form(self, danish: str = "", english: str | None = None) -> Form:
        """The form on top once it has the words."""
        return await self.actor.form(self.words(danish, english))

    async def reads_home(self, danish: str, english: str | None = None) -> Form:
        """Open the Home, and fail where it does not have the words."""
        home = await self.actor.opens_home()
        assert self.words(danish, english) in home.words
        return home


async def speaker(stage: Stage, name: str, spoken: Spoken) -> Speaker:
    """The person, who speaks the language of the dialogue from now on."""
    await stage.slack.change(user=name, locale=spoken.locale)
    return Speaker(stage.slack.person(name), spoken)
