"""`/observe calibrate`: rated in private, kept when interrupted, shown to admins as a whole and to nobody by person."""

import asyncio
import contextlib
import sqlite3
from dataclasses import replace

import pytest

from bot.catalogue.model import Level
from bot.library import Library, open_library
from bot.settings import DEFAULT_CONTENT
from playground.client import Actor, Workspace
from playground.reading import Form
from tests.e2e.conftest import Stage

OTHERS = ("U0OTHER1", "U0OTHER2", "U0OTHER3", "U0OTHER4", "U0OTHER5")
OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)


@pytest.fixture
def library() -> Library:
    """A library of its own for each dialogue: some change its scenarios."""
    return open_library(DEFAULT_CONTENT)


def levels_of(form: Form) -> list[str]:
    """The blocks of a form that ask for a level."""
    return [block["block_id"] for block in form.blocks if str(block.get("block_id")).startswith("calibrate.level.")]


async def rate_all(actor: Actor, text: str, level: str = "met") -> None:
    """Choose the same level everywhere and send."""
    form = await actor.form(text)
    await actor.submits(dict.fromkeys(levels_of(form), level))


async def others_rate(stage: Stage, *names: str, level: str = "met") -> None:
    """Other supervisors have rated Sofie's scenarios, too; in a thread, for Takt may be writing just now."""
    await asyncio.to_thread(_write_ratings, stage, names, level)


def _write_ratings(stage: Stage, names: tuple[str, ...], level: str) -> None:
    with contextlib.closing(sqlite3.connect(stage.database, timeout=15)) as database, database:
        for name in names:
            database.execute(
                "INSERT INTO rating (workspace, scenario, member, standard, level, rated_at, sent_at) "
                "SELECT workspace, scenario, ?, standard, ?, rated_at, sent_at FROM rating "
                "WHERE member = 'U0SOFIE'",
                (name, level),
            )


def change_first_scenario(stage: Stage) -> None:
    live = stage.takt.services.catalogue
    first, *rest = live.current.scenarios["greeting"]
    new = first.model_copy(update={"text": {"en": "A new scene.", "da": "En ny situation."}})
    live.replace(replace(live.current, scenarios={**live.current.scenarios, "greeting": (new, *rest)}))


async def test_danish_supervisor_rates_five_and_looks_at_their_own(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe kalibrer hilsen")
    form = await sofie.form("En kunde, der kommer inden for 3 meter")
    assert len(levels_of(form)) == 5
    assert "Kun du kan se dine vurderinger." in form.words
    await rate_all(sofie, "Kun du kan se")
    await sofie.form("Tak, du har vurderet alle situationer for *Hilsen*.")
    await others_rate(stage, *OTHERS[:4], level="not-yet")
    await sofie.presses("Mine ved siden af midten")
    beside = await sofie.form("Midten af jeres gruppe på 5: Ikke endnu")
    assert "Din vurdering: *Opfyldt*" in beside.words
    assert "Den indholdsansvarlige: " in beside.words
    for person in (anna, sofie):
        await person.does_not_see("vurdere")


async def test_english_supervisor_rates_and_their_group_is_too_small_to_show(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await stage.slack.change(user="ben", supervisor=True)
    await ben.types("/observe calibrate greeting")
    await rate_all(ben, "A customer who comes within 3 metres")
    await ben.form("Thank you: you have rated all scenarios of *Greeting*.")
    await ben.presses("Mine beside the middle")
    beside = await ben.form("The middle is shown once 5 have rated, you among them,")
    assert "You: *Met*" in beside.words
    assert "The middle of your group" not in beside.words


@pytest.mark.parametrize(
    ("locale", "kept"), [("da-DK", "Påbegyndt: Hilsen (2 af 5)."), ("en-GB", "Begun: Greeting (2 of 5).")]
)
async def test_what_was_chosen_is_kept_when_the_form_is_closed(stage: Stage, locale: str, kept: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe calibrate greeting")
    blocks = levels_of(await sofie.form("1. "))
    await sofie.picks("example", blocks[0])
    await sofie.picks("not-yet", blocks[1])
    await sofie.closes()
    await sofie.types("/observe calibrate")
    await sofie.sees(kept)
    await sofie.types("/observe calibrate greeting")
    form = await sofie.form("1. ")
    chosen = [form.values[block][block]["selected_option"] for block in blocks]
    assert [one and one["value"] for one in chosen] == ["example", "not-yet", None, None, None]


@pytest.mark.parametrize(("locale", "sentence"), [("da-DK", "Vælg et niveau."), ("en-GB", "Choose a level.")])
@OVER_SOCKET
async def test_form_names_what_has_no_level_and_keeps_the_rest(stage: Stage, locale: str, sentence: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe calibrate greeting")
    blocks = levels_of(await sofie.form("1. "))
    answer = await sofie.submits(dict.fromkeys(blocks[:3], "met"))
    form = await sofie.form("1. ")
    assert answer["response_action"] == "errors" or set(form.errors) == set(blocks[3:])


@pytest.mark.parametrize(
    ("locale", "progress", "title"),
    [("da-DK", "Du har vurderet 0 af 30 standarder.", "Kø"), ("en-GB", "You have rated 0 of 30 standards.", "Queue")],
)
async def test_standard_is_picked_from_the_offer(stage: Stage, locale: str, progress: str, title: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe calibrate")
    offered = await sofie.sees(progress)
    assert offered.private
    assert title in await sofie.suggests("calibrate.pick", title, where=offered)
    await sofie.picks("queue", "calibrate.pick")
    assert title in (await sofie.form("1. ")).words


@pytest.mark.parametrize(
    ("locale", "few", "agrees"),
    [
        (
            "da-DK",
            "Ikke nok har vurderet endnu:",
            "*Hilsen* · 100 % enige · ingen alfa, alle valgte samme niveau · 5 har",
        ),
        ("en-GB", "Not enough have rated yet:", "*Greeting* · 100 % agree · no alpha, all chose one level · 5 raters"),
    ],
)
async def test_admin_sees_the_agreement_of_five_and_no_person(stage: Stage, locale: str, few: str, agrees: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale, is_admin=True)
    await sofie.types("/observe calibrate greeting")
    await rate_all(sofie, "1. ")
    await sofie.form("*")
    await sofie.closes()
    await others_rate(stage, *OTHERS[:3])
    await sofie.types("/observe calibrate agreement")
    hidden = await sofie.sees(few)
    assert "100 %" not in hidden.words
    await others_rate(stage, "U0FOURTH", "U0FIFTH")
    await sofie.types("/observe calibrate")
    await sofie.presses("calibrate.agreement")
    shown = await sofie.sees(agrees)
    assert shown.private
    assert "U0OTHER" not in shown.text


@pytest.mark.parametrize(
    ("who", "words", "sentence"),
    [
        ("anna", "kalibrer", "Det er kun for ledere og administratorer."),
        ("anna", "kalibrer hilsen", "Det er kun for ledere og administratorer."),
        ("sofie", "kalibrer enighed", "Det her er kun for administratorer."),
        ("ben", "calibration", "Only supervisors and admins can do this."),
    ],
)
@OVER_SOCKET
async def test_who_may_not_is_told(slack: Workspace, who: str, words: str, sentence: str) -> None:
    person = slack.person(who)
    await person.types(f"/observe {words}")
    await (person.form(sentence) if words.endswith("hilsen") else person.sees(sentence))


@pytest.mark.parametrize(
    ("locale", "nothing", "none_here"),
    [
        ("da-DK", "Jeres indhold har endnu ingen situationer at vurdere.", "ingen situationer for denne standard"),
        ("en-GB", "Your content has no scenarios to rate yet.", "There are no scenarios for this standard yet."),
    ],
)
@OVER_SOCKET
async def test_pack_without_scenarios_is_told_how_to_add_them(
    stage: Stage, locale: str, nothing: str, none_here: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    live = stage.takt.services.catalogue
    live.replace(replace(live.current, scenarios={}))
    await sofie.types("/observe calibrate")
    assert "`docs/content.md`" in (await sofie.sees(nothing)).words
    await sofie.types("/observe calibrate greeting")
    assert "`scenarios/greeting.yaml`" in (await sofie.form(none_here)).words


@pytest.mark.parametrize(
    ("locale", "new", "again"),
    [
        ("da-DK", "En ny situation.", "Situationerne er ændret."),
        ("en-GB", "A new scene.", "The scenarios have changed."),
    ],
)
@OVER_SOCKET
async def test_scenario_that_changes_while_the_form_is_open_is_asked_again(
    stage: Stage, locale: str, new: str, again: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe calibrate greeting")
    await sofie.form("1. ")
    change_first_scenario(stage)
    await rate_all(sofie, "1. ")
    form = await sofie.form(again)
    assert new in form.words
    rated = [form.values[block][block]["selected_option"] for block in levels_of(form)]
    assert [one is None for one in rated] == [True, False, False, False, False]
    await rate_all(sofie, again, Level.EXAMPLE.value)
    await sofie.form("*")


@OVER_SOCKET
async def test_unknown_standard_is_answered_with_what_may_be_meant(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe kalibrer xyzzy qwert")
    await sofie.sees("xyzzy qwert")
