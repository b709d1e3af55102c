"""What people are told of observations: within Slack's limits, in their language, and never alive."""

import json
from dataclasses import replace

import pytest

from bot.catalogue.model import Catalogue
from bot.i18n import Translator, translator
from bot.observations.records import Page
from handlers.views import home, observation_help, observation_lists, observations
from handlers.views.errors import hand_back
from tests.fakes import MONDAY_MORNING
from tests.observations.shown import (
    LONGEST,
    MESSAGE,
    NASTY,
    OBSERVED,
    READER,
    catalogue,
    markup,
    sent,
    t,
)

__all__ = ["catalogue", "t"]


def test_subject_reads_what_where_when_by_whom_and_what_the_standard_says(t: Translator) -> None:
    words = sent(observations.told(MESSAGE, t))["text"]
    for part in ("<@U0SOFIE>", "Hilsen", "Opfyldt", "Kriteriet er opfyldt", "Der hilses.", "Indgang", "09:00"):
        assert part in words
    assert "`/observe mine`" in words


@pytest.mark.parametrize(
    ("language", "admin"), [("en", "(and one admin, if "), ("da", "(og én administrator, hvis ")], ids=["en", "da"]
)
def test_what_says_who_sees_an_observation_names_the_admin_of_a_contest(
    catalogue: Catalogue, language: str, admin: str
) -> None:
    words = translator(language)
    assert admin in sent(observations.told(MESSAGE, words))["text"]
    assert admin in sent(observation_help.usage(words, may_observe=False))["text"]
    tab = json.dumps(home.home(catalogue, words, language, may_observe=True).to_dict(), ensure_ascii=False)
    assert tab.count(admin) == 2, "of what one has seen, and of what was seen of oneself"


def test_nothing_in_a_note_or_a_place_comes_alive(catalogue: Catalogue, t: Translator) -> None:
    page = Page((OBSERVED,), 0, 0)
    for message in (
        observations.told(MESSAGE, t),
        observations.confirmation(OBSERVED, catalogue, READER, t),
        observation_lists.mine(page, catalogue, READER, t, now=MONDAY_MORNING, kept_days=180),
        observation_lists.recent(Page((OBSERVED,), 0, 0), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180),
        hand_back("Nej.", NASTY.replace("<", "&lt;"), t),
    ):
        alive = markup(sent(message))
        assert not [token for token in ("<!channel>", "<https://", "<@U0BEN>", "<b>") if token in alive]


def test_note_is_quoted_word_for_word(t: Translator) -> None:
    [quote] = [block for block in sent(observations.told(MESSAGE, t))["blocks"] if block["type"] == "rich_text"]
    assert quote["elements"][0]["elements"] == [{"type": "text", "text": NASTY}]


@pytest.mark.parametrize("note", [LONGEST, "z̷̢͔̓" * 75, "😀" * 300, "", "שלום \u202eabc"])
def test_messages_keep_slacks_limits_whatever_the_note(catalogue: Catalogue, t: Translator, note: str) -> None:
    observed = replace(OBSERVED, note=note, place="&" * 80)
    sent(observations.told(replace(MESSAGE, note=note), t))
    sent(observations.confirmation(observed, catalogue, READER, t))
    latest = [replace(observed, id=number) for number in range(10)]
    sent(
        observation_lists.mine(Page(tuple(latest[:8]), 0, 99), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180)
    )
    sent(observation_lists.recent(Page(tuple(latest), 0, 0), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))


@pytest.mark.parametrize("language", ["en", "da"])
def test_text_is_handed_back_whole(language: str) -> None:
    typed = "/observe &lt;@anna&gt; " + "ord " * 1250
    wire = sent(hand_back("Nej.", typed, translator(language)))
    boxes = [block["elements"][0]["elements"][0]["text"] for block in wire["blocks"] if block["type"] == "rich_text"]
    assert "".join(boxes) == typed.replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize("language", ["en", "da"])
def test_help_names_every_way_to_use_the_command(language: str) -> None:
    words = sent(observation_help.usage(translator(language), may_observe=True))["text"]
    assert all(part in words for part in ("`/observe`", "@anna", "`/observe mine`", "15 minut"))


@pytest.mark.parametrize(
    ("may_observe", "actions"),
    [(True, ["observe.open_form", "observe.recent", "follow_up.list", "observe.mine"]), (False, ["observe.mine"])],
)
def test_help_offers_only_what_the_person_may_do(t: Translator, may_observe: bool, actions: list[str]) -> None:
    [*_, last] = sent(observation_help.usage(t, may_observe=may_observe))["blocks"]
    assert [element["action_id"] for element in last["elements"]] == actions
