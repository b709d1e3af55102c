"""A *met* ends the observer's own follow-up, and says so."""

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.following_up import OVER_SOCKET, clock, english_supervisor, morning
from tests.fakes import FixedClock

__all__ = ["clock"]


async def test_english_supervisor_hears_that_a_met_ends_the_follow_up_and_nobody_else_does(stage: Stage) -> None:
    ben, sofie = await english_supervisor(stage.slack), stage.slack.person("sofie")
    await ben.types("/observe @anna greeting - follow 3d")
    await ben.sees("I will remind you on Thu 26 Nov")
    await ben.types("/observe @anna greeting + Looked up and smiled")
    await ben.sees("This ends your follow-up of Thu 26 Nov.")
    await sofie.types("/observe @anna hilsen + Så op")
    assert "opfølgning" not in (await sofie.sees("Gemt.")).words
    await stage.slack.person("anna").does_not_see("Dermed er")


@OVER_SOCKET
@pytest.mark.parametrize("followed", ["anna", "ben"], ids=["on the first", "on the second"])
@pytest.mark.parametrize(
    ("locale", "ends"),
    [
        ("da-DK", "Dermed er din opfølgning (tors. 26. nov.) afsluttet."),
        ("en-GB", "This ends your follow-up of Thu 26 Nov."),
    ],
)
async def test_met_about_several_says_whose_follow_up_it_ends(
    stage: Stage, followed: str, locale: str, ends: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types(f"/observe @{followed} greeting - follow 3d")
    await sofie.sees("26")
    await sofie.types("/observe")
    await sofie.form("?")
    both = {"observe.subject": ["anna", "ben"], "observe.standard": "greeting", "observe.level": "met"}
    await sofie.submits(both | {"observe.note": "Looked up"})
    saved = await sofie.sees("Looked up", channel="dm")
    said = [block["text"]["text"] for block in saved.blocks if block["type"] == "section"]
    assert [words for words in said if ends in words] == [f"<@U0{followed.upper()}>\n{ends}"]
    assert ends in saved.text


async def test_reminder_logs_again_and_a_met_closes_it(stage: Stage, clock: FixedClock) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - opfølgning 3d")
    await sofie.sees("Jeg minder dig om")
    await morning(stage, clock)
    await sofie.presses("Notér igen", channel="dm")
    form = await sofie.form("Hvem handler det om?")
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0ANNA"]
    assert form.values["observe.standard"]["observe.standard"]["selected_option"]["value"] == "greeting"
    await sofie.submits({"observe.level": "met", "observe.note": "Så op og smilede"})
    await anna.sees("Så op og smilede", channel="dm")
    await sofie.sees("Dermed er din opfølgning (tors. 26. nov.) afsluttet.", channel="dm")
    await sofie.types("/observe opfølgninger")
    await sofie.sees("Du har ingen opfølgninger, der venter.")
