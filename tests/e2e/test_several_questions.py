"""More than one standard in one question: each that is asked about is offered, and no other."""

import pytest

from playground.client import Workspace

pytestmark = pytest.mark.parametrize("mode", ["socket"], indirect=True)


@pytest.mark.parametrize(
    ("name", "question", "intro", "titles"),
    [
        (
            "ben",
            "greeting, queue and farewell",
            "“greeting, queue and farewell” touches more than one standard. Open those you need.",
            ["Greeting", "Queue", "Farewell"],
        ),
        (
            "anna",
            "må jeg tygge tyggegummi, og hvordan siger jeg farvel?",
            "hører under mere end én standard. Åbn dem, du har brug for.",
            ["Afsked", "Personlig hygiejne"],
        ),
    ],
)
async def test_all_that_is_asked_about_is_offered(
    slack: Workspace, name: str, question: str, intro: str, titles: list[str]
) -> None:
    someone = slack.person(name)
    await someone.types(f"/standard {question}")
    offered = await someone.sees(intro)
    buttons = [one for block in offered.blocks if block["type"] == "actions" for one in block["elements"]]
    found = [one["text"]["text"] for one in buttons if one["action_id"].startswith("standard.suggestion")]
    assert sorted(found) == sorted(titles)


async def test_each_opens_its_card_while_the_others_stay(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard hilsen eller kø")
    await ben.sees("touches more than one standard")
    await ben.presses("standard.suggestion.0")
    await ben.sees("Du er velkommen her")  # why: what the card says and the list does not
    await ben.presses("standard.suggestion.1")
    await ben.sees("Kundens tid er lige så meget værd")
