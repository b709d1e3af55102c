"""Words that people type stay words in everything that Takt puts on a screen: they call nobody and lead nowhere."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.e2e.conftest import Stage
from tests.fakes import FixedClock

NASTY = "<!channel> <!here|her> <@U0EVIL> <#C0EVIL> <!subteam^S0EVIL> <https://evil.dk|klik> <mailto:e@evil.dk|skriv>"
ALIVE = re.compile(r"<(!(channel|here|everyone|subteam|date)|@U0EVIL|#C0EVIL|(https?://|mailto:)[^>]*evil)")
LIVELY = {"broadcast", "user", "usergroup", "channel", "link"}
POSTING = ("chat.postMessage", "chat.postEphemeral", "chat.update")


@pytest.fixture
def clock() -> FixedClock:
    """Time stands still, so that nothing happens by itself."""
    return FixedClock()


async def test_nothing_that_is_typed_comes_alive_anywhere(stage: Stage) -> None:
    anna, ben, sofie = (stage.slack.person(name) for name in ("anna", "ben", "sofie"))
    await sofie.types(f"/observe @anna greeting met Hej {NASTY}")
    await anna.sees("noteret noget", channel="dm")
    await anna.presses("step.contest", channel="dm")
    await anna.form(" ")
    await anna.submits({"step.words": f"Nej {NASTY}"})
    await sofie.sees("Nej ", channel="dm")
    await sofie.presses("step.amend", channel="dm")
    await sofie.form(" ")
    await sofie.submits({"step.words": f"Jo {NASTY}", "observe.note": f"Rettet {NASTY}"})
    await sofie.types(f"/observe {NASTY} greeting met")
    for line in ("/observe mine", "/observe recent", "/observe export", f"/observe notice override {NASTY}"):
        await anna.types(line)
    for line in (f"/tips {NASTY}", f"/tips on {NASTY}", f"/tips focus {NASTY}", f"/standard {NASTY}"):
        await sofie.types(line)
    await ben.types(f"/standard how do I roast a duck {NASTY}")
    await ben.presses("ask.open_form")
    await ben.form(" ")
    await ben.submits({"ask.text": f"And then {NASTY}?"})
    await sofie.sees("And then", channel="reception")
    await sofie.presses("reply.open_form", channel="reception")
    await sofie.form(" ")
    await sofie.submits({"reply.text": f"Svar {NASTY}"})
    await ben.sees("Svar", channel="dm")
    await ben.says(f"@takt {NASTY}")
    await anna.opens_home()
    assert [text for one in stage.playground.state.sent for text in alive(one.body)] == []
    assert str([one.body for one in stage.playground.state.sent]).count("evil.dk") > 10  # it was all shown, dead
    assert posted(stage)
    assert [entry["method"] for entry in posted(stage) if entry["body"].get("link_names") or asks_to_parse(entry)] == []


def alive(part: Any) -> Iterator[str]:
    """What Slack would make a mention, a call or a link of."""
    if isinstance(part, list):
        for one in part:
            yield from alive(one)
    elif isinstance(part, Mapping):
        if part.get("type") in LIVELY and "evil" in str(part).casefold():
            yield str(part)
        is_text = isinstance(part.get("text"), str) and part.get("type") not in {"plain_text", "text"}
        if is_text and ALIVE.search(part["text"]):
            yield part["text"]
        yield from alive(list(part.values()))


def posted(stage: Stage) -> list[Mapping[str, Any]]:
    entries = stage.playground.slack.traffic.entries()
    return [entry for entry in entries if entry["method"] in POSTING and entry["direction"] == "in"]


def asks_to_parse(entry: Mapping[str, Any]) -> bool:
    """Whether a message asks Slack to look for names and links in plain words."""
    return entry["body"].get("parse") not in {None, "none"}


@pytest.mark.parametrize("words", ["<!channel>", "see <https://evil.dk|this>", "<@U0EVIL>"])
def test_what_comes_alive_is_found(words: str) -> None:
    assert list(alive({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": words}}]})) == [words]
    assert list(alive({"text": words, "blocks": []})) == [words]
    assert list(alive({"blocks": [{"type": "section", "text": {"type": "plain_text", "text": words}}]})) == []
