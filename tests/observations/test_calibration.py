"""Calibration on a real database: what is kept, what counts, what is shown to whom."""

from dataclasses import replace

import pytest

from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Level, Scenario
from bot.db.engine import Sessions
from bot.errors import NotAllowed, UnknownStandard
from bot.observations.calibration import Calibration
from bot.observations.calibration_rules import Sheet
from bot.observations.fair_errors import NoScenarios, NotAllRated
from bot.observations.retention import Retention
from bot.observations.retention_queries import fold_about
from bot.people.erasure import Erasure
from bot.people.members import People, Powers
from bot.people.own_data import OwnData
from bot.ports import MemberId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, person
from tests.observations.conftest import Shop, in_parallel
from tests.observations.test_retention import KEPT

RATERS = tuple(MemberId(f"U0RATER{number}") for number in range(1, 10))
SCENARIOS = tuple(
    Scenario(expected=level, text={"en": f"Scene {number}", "da": f"Scene {number} på dansk"})
    for number, level in enumerate((Level.MET, Level.NOT_YET, Level.NOT_YET, Level.EXAMPLE, Level.MET), 1)
)


def change(live: LiveCatalogue, number: int, words: str) -> None:
    """Write the Danish words of one scenario anew."""
    scenarios = list(live.current.scenarios["greeting"])
    text = {**scenarios[number - 1].text, "da": words}
    scenarios[number - 1] = scenarios[number - 1].model_copy(update={"text": text})
    live.replace(replace(live.current, scenarios={"greeting": tuple(scenarios)}))


@pytest.fixture
def calibration(shop: Shop, sessions: Sessions) -> Calibration:
    """Ten supervisors; Ben is an admin as well."""
    shop.directory.people |= {one: person(one) for one in RATERS}
    shop.live.replace(replace(shop.live.current, scenarios={"greeting": SCENARIOS}))
    powers = Powers(supervisors=frozenset({SOFIE, *RATERS}), admins=frozenset({BEN}))
    people = People(shop.directory, sessions, shop.clock, powers, person(BEN))
    return Calibration(sessions, shop.clock, people, shop.live)


async def send(calibration: Calibration, member: MemberId, *levels: Level) -> Sheet:
    """Rate all that is open, with the last level for what is left, and send it."""
    sheet = await calibration.sheet(WORKSPACE, member, "greeting")
    wanted = [*levels, *[levels[-1]] * len(sheet.open)]
    return await calibration.send(
        WORKSPACE, member, "greeting", {scene.key: level for scene, level in zip(sheet.open, wanted, strict=False)}
    )


async def test_what_is_rated_is_kept_until_it_is_sent(calibration: Calibration) -> None:
    first = (await calibration.sheet(WORKSPACE, SOFIE, "greeting")).scenes[0]
    await calibration.rate(WORKSPACE, SOFIE, "greeting", {first.key: Level.MET})
    await calibration.rate(WORKSPACE, SOFIE, "greeting", {first.key: Level.EXAMPLE})
    [sheet] = await calibration.sheets(WORKSPACE, SOFIE)
    assert [scene.level for scene in sheet.scenes] == [Level.EXAMPLE, None, None, None, None]
    assert (sheet.rated, len(sheet.open)) == (1, 5)


async def test_sending_needs_all_and_keeps_what_there_is(calibration: Calibration) -> None:
    scenes = (await calibration.sheet(WORKSPACE, SOFIE, "greeting")).scenes
    with pytest.raises(NotAllRated) as missing:
        await calibration.send(WORKSPACE, SOFIE, "greeting", {scene.key: Level.MET for scene in scenes[:3]})
    assert missing.value.missing == tuple(scene.key for scene in scenes[3:])
    assert (await calibration.sheet(WORKSPACE, SOFIE, "greeting")).rated == 3


async def test_what_is_sent_stays_also_when_two_clicks_race(calibration: Calibration) -> None:
    sent = await send(calibration, SOFIE, Level.MET)
    again = {scene.key: Level.NOT_YET for scene in sent.scenes}
    await in_parallel(*(calibration.rate(WORKSPACE, SOFIE, "greeting", again) for _ in range(3)))
    sheet = await calibration.sheet(WORKSPACE, SOFIE, "greeting")
    assert {scene.level for scene in sheet.scenes} == {Level.MET}
    assert sheet.open == ()


@pytest.mark.parametrize(("raters", "shown"), [(4, 0), (5, 1)])
async def test_agreement_is_shown_from_five_raters_on(calibration: Calibration, raters: int, shown: int) -> None:
    for one in RATERS[:raters]:
        await send(calibration, one, Level.MET, Level.NOT_YET)
    found, hidden = await calibration.agreement(WORKSPACE, BEN)
    assert (len(found), len(hidden)) == (shown, 1 - shown)
    assert [(one.raters, one.percent, round(one.alpha or 0, 9)) for one in found] == [(5, 100, 1)] * shown


async def test_agreement_falls_when_raters_differ(calibration: Calibration) -> None:
    for one in RATERS[:4]:
        await send(calibration, one, Level.MET, Level.NOT_YET)
    await send(calibration, RATERS[4], Level.NOT_YET, Level.EXAMPLE)
    [found], _ = await calibration.agreement(WORKSPACE, BEN)
    assert found.percent == 60
    assert found.alpha is not None
    assert found.alpha < 0.5


async def test_what_is_begun_and_not_sent_does_not_count(calibration: Calibration) -> None:
    for one in RATERS[:5]:
        sheet = await calibration.sheet(WORKSPACE, one, "greeting")
        await calibration.rate(WORKSPACE, one, "greeting", {scene.key: Level.MET for scene in sheet.scenes})
    assert (await calibration.agreement(WORKSPACE, BEN))[0] == ()


async def test_changed_scenario_starts_anew_and_the_others_go_on(calibration: Calibration, shop: Shop) -> None:
    for one in RATERS[:5]:
        await send(calibration, one, Level.MET, Level.NOT_YET)
    change(shop.live, 1, "En anden scene")
    sheet = await calibration.sheet(WORKSPACE, RATERS[0], "greeting")
    assert [scene.level for scene in sheet.open] == [None]
    [found], _ = await calibration.agreement(WORKSPACE, BEN)
    assert (found.raters, found.alpha) == (5, None)  # the four that are left were all rated not yet
    await send(calibration, RATERS[0], Level.EXAMPLE)
    assert (await calibration.agreement(WORKSPACE, BEN))[0] == (found,)


async def test_changed_criterion_starts_everything_anew(calibration: Calibration, shop: Shop) -> None:
    await send(calibration, SOFIE, Level.MET)
    standard = shop.live.current.everything["greeting"]
    text = {**standard.text, "da": standard.text["da"].model_copy(update={"criterion": "Noget nyt kan ses."})}
    everything = {**shop.live.current.everything, "greeting": standard.model_copy(update={"text": text})}
    shop.live.replace(replace(shop.live.current, everything=everything))
    assert (await calibration.sheet(WORKSPACE, SOFIE, "greeting")).rated == 0


@pytest.mark.parametrize(("others", "shown"), [(3, False), (4, True)])
async def test_own_ratings_are_beside_the_middle_of_the_five_that_one_rated_with(
    calibration: Calibration, others: int, shown: bool
) -> None:
    await send(calibration, SOFIE, Level.EXAMPLE)
    for one in RATERS[:others]:
        await send(calibration, one, Level.MET)
    found = await calibration.compare(WORKSPACE, SOFIE, "greeting")
    assert [one.scene.level for one in found] == [Level.EXAMPLE] * 5
    assert [one.middle for one in found] == [Level.MET if shown else None] * 5


async def test_nothing_is_compared_before_it_is_sent(calibration: Calibration) -> None:
    for one in RATERS[:5]:
        await send(calibration, one, Level.MET)
    assert await calibration.compare(WORKSPACE, SOFIE, "greeting") == ()


async def test_staff_does_not_rate_and_supervisors_do_not_see_the_agreement(calibration: Calibration) -> None:
    for ask in (calibration.sheets(WORKSPACE, ANNA), calibration.sheet(WORKSPACE, ANNA, "greeting")):
        with pytest.raises(NotAllowed):
            await ask
    with pytest.raises(NotAllowed):
        await calibration.agreement(WORKSPACE, SOFIE)


async def test_standard_without_scenarios_and_pack_without_any_say_so(calibration: Calibration, shop: Shop) -> None:
    with pytest.raises(NoScenarios) as missing:
        await calibration.sheet(WORKSPACE, SOFIE, "queue")
    assert missing.value.standard == "queue"
    with pytest.raises(UnknownStandard):
        await calibration.sheet(WORKSPACE, SOFIE, "old-rule")  # retired
    shop.live.replace(replace(shop.live.current, scenarios={}))
    for ask in (calibration.sheets(WORKSPACE, SOFIE), calibration.agreement(WORKSPACE, BEN)):
        with pytest.raises(NoScenarios):
            await ask


async def test_erasing_a_rater_takes_their_ratings_and_an_export_has_them(
    calibration: Calibration, sessions: Sessions, shop: Shop
) -> None:
    for one in RATERS[:5]:
        await send(calibration, one, Level.MET)
    export = await OwnData(sessions, shop.clock, KEPT).export(WORKSPACE, RATERS[0], by_themselves=True)
    assert [row["level"] for row in export["scenarios_i_rated"]] == ["met"] * 5
    await Erasure(sessions, shop.clock, fold_about).erase(WORKSPACE, RATERS[0])
    assert (await calibration.agreement(WORKSPACE, BEN))[0] == ()
    assert (await calibration.sheet(WORKSPACE, RATERS[0], "greeting")).rated == 0


async def test_ratings_go_with_the_retention_time(calibration: Calibration, sessions: Sessions, shop: Shop) -> None:
    retention = Retention(sessions, shop.clock, KEPT)
    await send(calibration, SOFIE, Level.MET)
    shop.clock.advance(days=181)
    await retention.forget()
    assert (await calibration.sheet(WORKSPACE, SOFIE, "greeting")).rated == 0
