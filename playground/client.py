"""A small client over the control API, so that an end-to-end test reads as a dialogue between people and the bot."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

import aiohttp

from playground.reading import Form, Seen, buttons

Json = dict[str, Any]
T = TypeVar("T")
PATIENCE = 15.0
INTERVAL = 0.02
CHANNEL = "butikken"


class RefusedError(AssertionError):
    """The playground refused an act, with its reason; to a test that is a failed assertion."""


class Workspace:
    """The playground at `url`; use it as an async context manager.

    `settle_ms`: for how many milliseconds the app must have been quiet before an act is over; None as the playground
    has it.
    """

    def __init__(self, url: str, settle_ms: int | None = None) -> None:
        self._url = url.rstrip("/")
        self._settle = {} if settle_ms is None else {"settle_ms": settle_ms}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Workspace":
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def act(self, name: str, body: Mapping[str, Any]) -> Json:
        """Something a person does; over once the app has been quiet. Raises RefusedError with its sentence."""
        return await self.post(name, {**self._settle, **body})

    def person(self, name: str) -> "Actor":
        """Somebody to act as: an id, a handle or a name."""
        return Actor(self, name)

    async def fault(self, method: str, kind: str, **details: Any) -> None:
        """Arm a fault, such as fault("chat.postMessage", "429", retry_after=1)."""
        await self.post("fault", {"method": method, "kind": kind, **details})

    async def change(self, **details: Any) -> None:
        """Change the world, such as change(channel="butikken", archived=True)."""
        await self.post("world", details)

    async def reset(self) -> None:
        """Forget messages, views and faults."""
        await self.post("reset", {})

    async def state(self) -> Json:
        """People, channels, commands and traffic."""
        return await self.get("state", {})

    async def post(self, name: str, body: Mapping[str, Any]) -> Json:
        """One POST of the control API; raises RefusedError with its sentence."""
        async with self._open().post(f"{self._url}/control/{name}", json=body) as response:
            return _accepted(response.status, await response.json())

    async def get(self, name: str, query: Mapping[str, str]) -> Json:
        """One GET of the control API; raises RefusedError with its sentence."""
        async with self._open().get(f"{self._url}/control/{name}", params=query) as response:
            return _accepted(response.status, await response.json())

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("Use the workspace as an async context manager.")
        return self._session


def _accepted(status: int, answer: Json) -> Json:
    if status >= 400:
        raise RefusedError(answer["error"])
    return answer


async def _eventually(look: Callable[[], Awaitable[T | None]], complain: Callable[[], Awaitable[str]]) -> T:
    """What `look` finds within the patience; fails with the complaint."""
    deadline = time.monotonic() + PATIENCE
    while (found := await look()) is None:
        if time.monotonic() > deadline:
            raise AssertionError(await complain())
        await asyncio.sleep(INTERVAL)
    return found


@dataclass(frozen=True)
class Actor:
    """One person; acts wait until the bot is quiet again, `sees` waits until something is there."""

    workspace: Workspace
    name: str

    async def types(self, line: str, channel: str = CHANNEL) -> Json:
        """Type a command with its text, such as "/standard greeting"."""
        command, _, text = line.partition(" ")
        return await self._act("command", channel=channel, command=command, text=text)

    async def says(self, text: str, channel: str = CHANNEL, thread_ts: str | None = None) -> Json:
        """Write a message in a channel; "@takt ..." mentions the app."""
        return await self._act("message", channel=channel, text=text, thread_ts=thread_ts)

    async def dm(self, text: str) -> Json:
        """Write a direct message to the app."""
        return await self.says(text, channel="dm")

    async def sees(self, text: str, channel: str | None = None) -> Seen:
        """The newest visible message that contains the text, in any channel or in one; fails after 15 s."""

        async def look() -> Seen | None:
            newest_first = reversed(await self.messages(channel))
            return next((seen for seen in newest_first if text in seen.words), None)

        return await _eventually(look, lambda: self._not_seen(text, channel))

    async def does_not_see(self, text: str, channel: str | None = None) -> None:
        """Fails when a visible message contains the text."""
        for seen in await self.messages(channel):
            if text in seen.words:
                raise AssertionError(f"{self.name} sees {text!r}: {seen.words!r}")

    async def answer(self, channel: str | None = None) -> "Seen":
        """The newest message in sight, once it is not this person's own."""

        async def look() -> Seen | None:
            newest = (await self.messages(channel))[-1:]
            return next((one for one in newest if one.raw.get("username", "").lower() != self.name), None)

        return await _eventually(look, lambda: self._not_seen("an answer", channel))

    async def messages(self, channel: str | None = None) -> list[Seen]:
        """Everything the person sees in a channel, or everywhere, oldest first."""
        query = {"as": self.name, **({"channel": channel} if channel else {})}
        return [Seen(message) for message in (await self.workspace.get("messages", query))["messages"]]

    async def presses(self, button: str, channel: str | None = None) -> Json:
        """Press the button with this text or action id: on the open form, or the newest message that has it."""
        where = await self._find(button, channel)
        return await self._act("click", **where)

    async def picks(self, option: str | int, menu: str, channel: str | None = None) -> Json:
        """Pick an option (its text or value) in the menu with this action id, placeholder or label."""
        where = await self._find(menu, channel)
        return await self._act("click", **where | {"value": option})

    async def opens_home(self) -> Form:
        """Open the app's Home and wait until it is there."""
        before = await self._home_hash()
        await self._act("home")

        async def look() -> Form | None:
            return await self.home() if await self._home_hash() not in (None, before) else None

        async def complain() -> str:
            return f"{self.name} has an empty Home" if before is None else f"the Home of {self.name} was not published"

        return await _eventually(look, complain)

    async def home(self) -> Form:
        """The Home as it is now; fails when there is none."""
        view = (await self.workspace.get("views", {"as": self.name}))["home"]
        if view is None:
            raise AssertionError(f"{self.name} has an empty Home")
        return Form(view)

    async def _home_hash(self) -> str | None:
        """What tells one publication of the Home from another; None before the first."""
        view = (await self.workspace.get("views", {"as": self.name}))["home"]
        return None if view is None else str(view["hash"])

    async def forms(self) -> list[Form]:
        """The open forms, top last."""
        return [Form(view) for view in (await self.workspace.get("views", {"as": self.name}))["views"]]

    async def form(self, text: str = "") -> Form:
        """The form on top once it contains the text; fails after 15 s."""

        async def look() -> Form | None:
            top = (await self.forms())[-1:]
            return top[0] if top and text in top[0].words else None

        async def complain() -> str:
            return f"{self.name} has no form with {text!r} on top, but: {[form.words for form in await self.forms()]}"

        return await _eventually(look, complain)

    async def submits(self, values: Mapping[str, Any] | None = None, **more: Any) -> Json:
        """Fill in the top form and send it; keys are block ids, action ids or labels."""
        form = await self.form()
        return await self._act("view", view_id=form.id, values={**(values or {}), **more})

    async def closes(self, *, everything: bool = False) -> Json:
        """Close the top form, or all of them."""
        form = await self.form()
        return await self._act("view", view_id=form.id, close="all" if everything else True)

    async def suggests(self, action_id: str, typed: str, where: Seen | Form | None = None) -> list[str]:
        """The texts that an external select offers for what was typed, on the top form by default."""
        surface = where or await self.form()
        answer = await self._act("suggest", **surface.address, action_id=action_id, value=typed)
        return [option["text"]["text"] for option in answer["options"]]

    async def uses(self, shortcut: str, on: Seen | None = None) -> Json:
        """Use a shortcut by its callback id, on a message or from the menu."""
        return await self._act("shortcut", callback_id=shortcut, **(on.address if on else {}))

    async def _act(self, name: str, **body: Any) -> Json:
        given = {key: value for key, value in body.items() if value is not None}
        return await self.workspace.act(name, {"user": self.name, **given})

    async def _find(self, name: str, channel: str | None) -> Json:
        """Where the control is: on the top form, else on the newest message that has it, else on the Home."""

        async def look() -> Json | None:
            views = await self.workspace.get("views", {"as": self.name})
            surfaces: list[Seen | Form] = [Form(view) for view in views["views"][-1:]]
            surfaces += reversed(await self.messages(channel))
            surfaces += [Form(views["home"])] if views["home"] else []
            everything = [(surface, control) for surface in surfaces for control in buttons(surface.blocks)]
            return next((found.address | it.target for found, it in everything if it.answers_to(name)), None)

        return await _eventually(look, lambda: self._not_seen(name, channel))

    async def _not_seen(self, text: str, channel: str | None) -> str:
        shown = "\n".join(f"- {seen.words!r}" for seen in await self.messages(channel))
        return f"{self.name} does not see {text!r}, only:\n{shown or 'nothing'}"


__all__ = ["Actor", "Form", "RefusedError", "Seen", "Workspace"]
