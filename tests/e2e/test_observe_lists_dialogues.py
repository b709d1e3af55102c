"""`/observe mine`, `/observe recent` and undo."""

import pytest

from playground.client import Workspace
from tests.fakes import FixedClock


@pytest.fixture
def clock() -> FixedClock:
    """A clock that the tests move, for undo ends after 15 minutes."""
    return FixedClock()


@pytest.mark.parametrize("words", ["mine", "mit", "MINE", "om mig", "indsigelse"])
async def test_member_sees_everything_about_them_alone(slack: Workspace, words: str) -> None:
    anna, ben, sofie = slack.person("anna"), slack.person("ben"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Om Anna")
    await sofie.types("/observe @ben hilsen + Om Ben")
    await anna.types(f"/observe {words}")
    mine = await anna.sees("Noteret om dig")
    assert mine.private
    assert "Om Anna" in mine.words
    assert "Om Ben" not in mine.words
    await ben.does_not_see("Om Anna")


async def test_member_pages_back_through_many(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    for number in range(10):
        await sofie.types(f"/observe @anna hilsen + Nummer {number}.")
    await anna.types("/observe mine")
    assert "Nummer 0." not in (await anna.sees("Vis ældre (2)")).words
    await anna.presses("Vis ældre (2)")
    older = await anna.sees("Nummer 0.", channel="butikken")
    assert "Nummer 2." not in older.words


async def test_member_without_observations_reads_so_in_their_language(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/observe mine")
    await ben.sees("Nothing is recorded about you.")


@pytest.mark.parametrize("words", ["recent", "seneste", "fortryd", "slet", "delete", "træk tilbage"])
async def test_supervisor_undoes_from_the_list_and_the_colleague_hears_of_it(slack: Workspace, words: str) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Forkert person")
    await sofie.types(f"/observe {words}")
    await sofie.sees("Dine seneste observationer")
    await sofie.presses("Fortryd", channel="butikken")
    await sofie.sees("Fortrudt: <@U0ANNA>")
    await anna.sees("<@U0SOFIE> har trukket observationen om *Hilsen*", channel="dm")
    await anna.types("/observe mine")
    mine = await anna.sees("Trukket tilbage, gælder ikke længere")
    assert "Forkert person" not in mine.words


async def test_supervisor_undoes_from_the_confirmation(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Forkert person")
    await sofie.sees("Gemt.")
    await sofie.presses("Fortryd")
    undone = await sofie.sees("Fortrudt: *Hilsen*")
    assert undone.private
    await sofie.does_not_see("Gemt.")
    await anna.sees("har trukket observationen", channel="dm")


@pytest.mark.parametrize(
    ("locale", "undone"),
    [("da-DK", "Fortrudt: *Hilsen* · Opfyldt. <@{}> får"), ("en-GB", "Undone: *Greeting* · Met. <@{}> is told")],
)
async def test_who_has_left_the_supervisors_undoes_about_each_of_several_and_reads_so(
    slack: Workspace, clock: FixedClock, locale: str, undone: str
) -> None:
    anna, ben, sofie = (slack.person(name) for name in ("anna", "ben", "sofie"))
    await slack.change(user="sofie", locale=locale)
    await sofie.types("/observe")
    await sofie.form("Hvem handler det om?" if locale == "da-DK" else "Who is it about?")
    both = {"observe.subject": ["anna", "ben"], "observe.standard": "greeting", "observe.level": "met"}
    await sofie.submits(both | {"observe.note": "Forkert dag"})
    await sofie.sees("Forkert dag", channel="dm")
    await slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=6)
    await sofie.presses("observe.undo.1", channel="dm")
    await sofie.sees(undone.format("U0ANNA"), channel="dm")
    await anna.sees("har trukket observationen", channel="dm")
    await sofie.presses("observe.undo.2", channel="dm")
    await sofie.sees(undone.format("U0BEN"), channel="dm")
    await ben.sees("has taken back", channel="dm")


async def test_undo_from_the_list_is_answered_while_slack_does_not_say_who_is_a_supervisor(
    slack: Workspace, clock: FixedClock
) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Forkert person")
    await sofie.types("/observe recent")
    await sofie.sees("Dine seneste observationer")
    clock.advance(minutes=6)
    await slack.fault("usergroups.users.list", "500", times=None)
    await sofie.presses("Fortryd", channel="butikken")
    await sofie.sees("Fortrudt: *Hilsen*")
    await sofie.does_not_see("Slack svarer ikke")
    await anna.sees("har trukket observationen", channel="dm")


async def test_undo_after_fifteen_minutes_is_too_late(slack: Workspace, clock: FixedClock) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Godt set")
    await sofie.sees("Gemt.")
    clock.advance(minutes=16)
    await sofie.presses("Fortryd")
    await sofie.sees("Det kan kun fortrydes i 15 minutter. I 24 timer kan du stadig rette det med *Ret*.")
    await anna.does_not_see("har trukket observationen")
    await sofie.types("/observe recent")
    recent = await sofie.sees("Dine seneste observationer")
    assert "Fortryd" not in recent.words


async def test_supervisor_sees_their_own_ten_only(slack: Workspace) -> None:
    ben, sofie = slack.person("ben"), slack.person("sofie")
    await slack.change(user="ben", supervisor=True)
    await ben.types("/observe @anna greeting + Seen by Ben")
    for number in range(11):
        await sofie.types(f"/observe @anna hilsen + Nummer {number}.")
    await sofie.types("/observe recent")
    recent = await sofie.sees("Dine seneste observationer")
    assert "Nummer 10." in recent.words
    assert "Nummer 0." not in recent.words
    assert "Seen by Ben" not in recent.words


async def test_all_of_the_last_day_can_be_corrected_also_by_who_is_no_supervisor_any_more(
    slack: Workspace, clock: FixedClock
) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    for number in range(11):
        await sofie.types(f"/observe @anna hilsen + Nummer {number}.")
    await sofie.types("/observe recent")
    await sofie.presses("Vis ældre (1)")
    assert "Nummer 1." not in (await sofie.sees("Nummer 0.", channel="butikken")).words
    await slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=6)
    await sofie.types("/observe recent", channel="reception")
    assert "Detaljer" not in (await sofie.sees("Du er ikke længere leder.", channel="reception")).words
    await sofie.presses("Vis ældre (1)", channel="reception")
    await sofie.sees("Nummer 0.", channel="reception")
    await sofie.presses("Ret", channel="reception")
    await sofie.form("Hvad så du?")
    await sofie.submits({"observe.note": "Rettet bagefter"})
    assert "Nummer 0." in (await anna.sees("Rettet bagefter", channel="dm")).words


async def test_supervisor_without_observations_reads_how_to_begin(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe recent")
    await sofie.sees("Du har ikke noteret nogen observationer.")


async def test_supervisor_who_was_removed_from_the_group_is_refused_within_minutes(
    slack: Workspace, clock: FixedClock
) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe")
    await slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=6)
    await sofie.suggests("observe.standard", "hils")
    answer = {"observe.subject": "anna", "observe.standard": "greeting", "observe.level": "met"}
    assert (await sofie.submits(answer))["response_action"] == "errors"
    await sofie.form("Det er kun for ledere")
    await anna.types("/observe mine")
    await anna.sees("Der er ikke noteret noget om dig")


async def test_button_that_opens_the_form_asks_for_permission_when_it_is_pressed(
    slack: Workspace, clock: FixedClock
) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe recent")
    await sofie.sees("Du har ikke noteret nogen observationer.")
    await slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=6)
    await sofie.presses("Notér en observation")
    assert (await sofie.form("Det er kun for ledere")).values == {}


async def test_help_leads_to_ones_latest(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Godt set")
    await sofie.types("/observe help")
    await sofie.presses("Mine seneste")
    assert "Godt set" in (await sofie.sees("Dine seneste observationer")).words


async def test_home_opens_what_is_recorded_about_me(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    for number in range(9):
        await sofie.types(f"/observe @anna hilsen + Nummer {number}.")
    await anna.opens_home()
    await anna.presses("Mine observationer")
    assert "Nummer 8." in (await anna.form("Noteret om dig")).words
    await anna.presses("Vis ældre (1)")
    assert "Nummer 8." not in (await anna.form("Nummer 0.")).words
