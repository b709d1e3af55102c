"""A follow-up on a standard that is retired meanwhile: it says so, and it can be closed."""

import pytest

from bot.library import Library, open_library
from bot.settings import DEFAULT_CONTENT
from tests.e2e.conftest import Stage
from tests.e2e.following_up import clock, morning
from tests.e2e.test_observe_bad_input import retire
from tests.fakes import FixedClock


@pytest.fixture
def library() -> Library:
    """One of its own, whose catalogue changes."""
    return open_library(DEFAULT_CONTENT)


__all__ = ["clock"]


async def test_follow_up_on_a_standard_that_is_retired_says_so_and_is_closed(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - opfølgning 3d")
    await sofie.sees("Jeg minder dig om")
    retire(stage, "greeting")
    await morning(stage, clock)
    reminded = await sofie.sees("Du ville følge op hos <@U0ANNA>:", channel="dm")
    assert "Standarden gælder ikke længere, så den kan ikke noteres igen." in reminded.text
    assert "Opfølgningen afsluttes automatisk" not in reminded.text
    await sofie.types("/observe opfølgninger", channel="dm")
    listed = await sofie.sees("Dine opfølgninger, der venter", channel="dm")
    assert "Standarden gælder ikke længere" in listed.text
    assert "Notér igen" not in reminded.words + listed.words
    await sofie.presses("follow_up.drop.1", channel="dm")
    await sofie.sees("Du har ingen opfølgninger, der venter.", channel="dm")


async def test_button_of_an_older_reminder_says_that_its_standard_is_retired(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - opfølgning 3d")
    await sofie.sees("Jeg minder dig om")
    await morning(stage, clock)
    await sofie.sees("Du ville følge op", channel="dm")
    retire(stage, "greeting")
    await sofie.presses("Notér igen", channel="dm")
    form = await sofie.form("Standarden gælder ikke længere, så den kan ikke noteres igen.")
    assert form.values["observe.standard"]["observe.standard"]["selected_option"] is None
