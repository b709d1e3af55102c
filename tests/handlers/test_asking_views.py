"""Votes, questions to people and gaps keep Slack's limits, and what was typed never comes alive."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.answers.normalise import LIMIT
from bot.catalogue.model import Catalogue
from bot.catalogue.taken_over import read_questions
from bot.i18n import translator
from bot.ports import Gap
from handlers.views import asking, gaps, standards, voting
from handlers.views.asked import Asked
from handlers.views.parts import Message, plain_message
from tests.answers.catalogues import tiny_catalogue
from tests.fakes import MONDAY_MORNING

ENGLISH = translator("en")
NASTY = "<!channel> <@U1> & *bold* <https://evil.example|x> "
LONGEST = Asked("s" * 60, "da", "k" * 12, '"' * LIMIT, "da", True, "c" * 60)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return tiny_catalogue()


def elements_of(message: Message) -> list[dict[str, Any]]:
    blocks = message.to_dict()["blocks"]
    assert len(blocks) <= 50
    return [one for block in blocks for one in [*block.get("elements", []), block.get("accessory") or {}]]


def pasted(message: Message) -> str:
    """What a message gives to copy."""
    return "".join(
        text["text"]
        for block in message.to_dict()["blocks"]
        if block["type"] == "rich_text"
        for element in block["elements"]
        for text in element["elements"]
    )


def many_gaps(count: int = 15) -> list[Gap]:
    examples = tuple(f"{place} {NASTY}" + '"' * 200 for place in range(5))
    unhelpful, days = ("greeting", "gone"), [MONDAY_MORNING - timedelta(days=n) for n in range(count)]
    return [Gap(1000, examples, day, ("en",) * 5, unhelpful) for day in days]


def test_what_buttons_carry_comes_back() -> None:
    for asked in (LONGEST, Asked("greeting"), Asked("greeting", key="k")):
        assert Asked.read(asked.as_value()) == asked
    assert Asked("greeting").as_value() == "greeting"


def test_longest_question_fits_into_the_buttons(catalogue: Catalogue) -> None:
    card = plain_message("card")
    shown = [
        voting.votable(card, LONGEST, ENGLISH),
        voting.voted(card, LONGEST, ENGLISH, helpful=False, stands=True, can_ask=True),
        standards.suggestions(LONGEST, catalogue.standards, catalogue, ENGLISH, can_ask=True),
        standards.nothing_found(LONGEST.question, ENGLISH, can_ask=True),
    ]
    values = [one.get("value") or "" for message in shown for one in elements_of(message)]
    assert max(map(len, values)) > LIMIT
    assert all(len(value) <= 2000 for value in values)


@pytest.mark.parametrize("can_ask", [True, False])
def test_person_to_ask_is_offered_where_there_is_one(catalogue: Catalogue, can_ask: bool) -> None:
    asked = Asked("greeting", "en", "key", "question", "en")
    shown = [
        voting.voted(plain_message("card"), asked, ENGLISH, helpful=False, stands=True, can_ask=can_ask),
        standards.suggestions(asked, catalogue.standards, catalogue, ENGLISH, can_ask=can_ask),
        standards.nothing_found("question", ENGLISH, can_ask=can_ask),
    ]
    for message in shown:
        assert ("ask.open_form" in {one.get("action_id") for one in elements_of(message)}) is can_ask


@pytest.mark.parametrize("helpful", [True, False])
def test_vote_against_an_earlier_one_is_told_so_and_keeps_its_ways_on(helpful: bool) -> None:
    asked = Asked("greeting", "en", "key", "question", "en")
    message = voting.voted(plain_message("card"), asked, ENGLISH, helpful=helpful, stands=False, can_ask=True)
    assert "Somebody has already said otherwise" in message.text
    assert ("ask.open_form" in {one.get("action_id") for one in elements_of(message)}) is not helpful


def test_gaps_fit_however_long_the_questions_are(catalogue: Catalogue) -> None:
    listing = gaps.listing(many_gaps(), catalogue, ENGLISH, "en")
    drafts = [one["value"] for one in elements_of(listing) if one.get("value")]
    assert len(drafts) == 15
    assert all(len(value) <= 2000 for value in drafts)
    for message in (listing, gaps.digest(many_gaps(), ENGLISH), gaps.draft(drafts[0], ENGLISH)):
        assert len(message.to_dict()["text"]) <= 3900
    for message in gaps.export(many_gaps(), ENGLISH):
        assert len(message.to_dict()["blocks"]) == 2
        assert len(pasted(message)) <= 3500


def test_exported_messages_make_one_file_from_which_no_question_is_missing(tmp_path: Path) -> None:
    messages = gaps.export(many_gaps(), ENGLISH)
    assert len(messages) > 1
    assert "`takt content new ID --from-gaps gaps.yaml --gap 1`" in messages[0].text
    assert f"Part {len(messages)} of {len(messages)}" in messages[-1].text
    file = tmp_path / "gaps.yaml"
    file.write_text("\n".join(map(pasted, messages)), encoding="utf-8")
    for number, gap in enumerate(many_gaps(), 1):
        assert read_questions(file, number) == {"en": list(gap.examples)}


def test_draft_is_a_file_for_a_new_standard(catalogue: Catalogue, tmp_path: Path) -> None:
    listing = gaps.listing(many_gaps(1), catalogue, ENGLISH, "en")
    (draft,) = [one["value"] for one in elements_of(listing) if one.get("value")]
    message = gaps.draft(draft, ENGLISH)
    assert "Save this as `gaps.yaml`, then: `takt content new ID --from-gaps gaps.yaml`" in message.text
    file = tmp_path / "gaps.yaml"
    file.write_text(pasted(message), encoding="utf-8")
    assert read_questions(file)["en"][0] == many_gaps(1)[0].examples[0]


def test_each_question_of_a_draft_stands_under_its_language(catalogue: Catalogue, tmp_path: Path) -> None:
    mixed = Gap(3, ("may I park here", "må jeg parkere her", "parking?"), MONDAY_MORNING, ("en", "da", "en"))
    (message,) = gaps.export([mixed], ENGLISH)
    file = tmp_path / "gaps.yaml"
    file.write_text(pasted(message), encoding="utf-8")
    assert read_questions(file) == {"en": ["may I park here", "parking?"], "da": ["må jeg parkere her"]}


def test_gaps_name_the_answers_that_did_not_help_and_are_still_there(catalogue: Catalogue) -> None:
    assert "Did not help: Greeting" in gaps.listing(many_gaps(1), catalogue, ENGLISH, "en").text


@pytest.mark.parametrize("asker", ["U0BEN", None])
def test_words_between_people_never_come_alive(asker: str | None, catalogue: Catalogue) -> None:
    words = NASTY * 40
    for message in (
        asking.post("id", words, asker, ENGLISH),
        asking.answered(words, asker, "U0SOFIE", ENGLISH),
        asking.reply(words, words, "U0SOFIE", ENGLISH),
        gaps.listing(many_gaps(), catalogue, ENGLISH, "en"),
        gaps.digest(many_gaps(), ENGLISH),
    ):
        shown = message.to_dict()
        mrkdwn = [block["text"]["text"] for block in shown["blocks"] if block["type"] == "section"]
        assert all(
            "<!" not in text and "<@U1>" not in text and "<https" not in text for text in [shown["text"], *mrkdwn]
        )


def test_forms_keep_what_is_filled_in() -> None:
    form = asking.form("q" * 300, ENGLISH).to_dict()
    assert form["blocks"][-1]["element"]["initial_value"] == "q" * 300
    assert "initial_value" not in asking.form("", ENGLISH).to_dict()["blocks"][-1]["element"]
    reply = asking.reply_form("q" * 2000, {"ask": "a" * 16, "channel": "C0", "ts": "1.2"}, ENGLISH).to_dict()
    assert len(reply["private_metadata"]) <= 3000
