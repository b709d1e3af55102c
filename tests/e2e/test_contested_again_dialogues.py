"""A contest after the observer's own correction: what they can do no more, they hear before they write."""

import pytest

from playground.client import Workspace
from tests.e2e.test_fair_dialogues import contest, told


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("da-DK", "Der er gjort indsigelse igen efter din rettelse"),
        ("en-GB", "It was contested again after your correction"),
    ],
)
async def test_button_of_the_first_question_opens_no_correction_of_the_second(
    slack: Workspace, locale: str, sentence: str
) -> None:
    await slack.change(user="sofie", locale=locale)
    anna, ben, sofie = await told(slack)
    await contest(anna)
    await ben.sees("contests what <@U0SOFIE> wrote", channel="dm")
    await sofie.presses("step.amend", channel="dm")
    await sofie.submits({"observe.note": "Så ikke op", "step.words": "Jeg har rettet teksten"})
    await anna.sees("Jeg har rettet teksten", channel="dm")
    await contest(anna, "Det er stadig ikke rigtigt")
    await ben.sees("Only you can uphold or correct it.", channel="dm")
    await sofie.presses("step.amend", channel="dm")
    assert "step.words" not in (await sofie.form(sentence)).values
