"""Who answers in another language than the channel's gets the feedback in their own, as far as the content goes."""

from dataclasses import replace

import pytest

from bot.catalogue.model import Catalogue, Option
from bot.ports import ChannelId, TipMessage
from bot.tips.answered import Answered, Standing
from bot.tips.posing import pose
from bot.tips.translated import in_language
from tests.tips.words import catalogue, standard

GREETING = standard("greeting", checks=2)


def answered(number: int = 0) -> Answered:
    """Somebody's wrong answer to the first question in a Danish channel."""
    text = GREETING.text["da"]
    question = pose(text.checks, number, delivery="d1", channel=ChannelId("C1"))
    assert question is not None
    sent = TipMessage("greeting", text.title, "Words", text.tips[1], "da", question)
    return Answered(sent, next(one for one in question.options if one.number == 2), Standing.COUNTED)


def test_everything_is_in_the_readers_language_and_the_letters_stay() -> None:
    sent = answered()
    told = in_language(sent, catalogue(GREETING), "en")
    assert (told.tip.title, told.tip.tip, told.tip.language) == ("Greeting en", "greeting 1 en", "en")
    assert told.choice.text == "greeting 0 en option 2"
    assert told.tip.question is not None
    assert sent.tip.question is not None
    assert told.tip.question.ask == "greeting 0 en?"
    assert [one.number for one in told.tip.question.options] == [one.number for one in sent.tip.question.options]
    assert told.standing is Standing.COUNTED


def changed(*, option: str = "", right: int = 1) -> Catalogue:
    """The catalogue after an edit: an option of the Danish check by other words, or another one right in English."""
    texts = dict(GREETING.text)
    check = texts["da"].checks[0]
    options = tuple(replaced(one, option or one.text, number == 1) for number, one in enumerate(check.options))
    da = check.model_copy(update={"options": options})
    texts["da"] = texts["da"].model_copy(update={"checks": (da, *texts["da"].checks[1:])})
    check = texts["en"].checks[0]
    options = tuple(replaced(one, one.text, number == right) for number, one in enumerate(check.options))
    en = check.model_copy(update={"options": options})
    texts["en"] = texts["en"].model_copy(update={"checks": (en, *texts["en"].checks[1:])})
    return catalogue(GREETING.model_copy(update={"text": texts}))


def replaced(option: Option, text: str, right: bool) -> Option:
    return option.model_copy(update={"text": text, "right": right})


@pytest.mark.parametrize(
    ("content", "language"),
    [
        (catalogue(GREETING), "da"),
        (catalogue(GREETING), "sv"),
        (catalogue(standard("farewell")), "en"),
        (catalogue(standard("greeting", checks=2, languages=["da"])), "en"),
        (changed(option="Other words"), "en"),
        (changed(right=0), "en"),
    ],
    ids=["same", "unknown language", "deleted", "not translated", "changed since", "another one right"],
)
def test_what_the_content_does_not_say_alike_stays_as_it_was_sent(content: Catalogue, language: str) -> None:
    sent = answered()
    assert in_language(sent, content, language) == sent


def test_a_tip_without_its_counterpart_stays_as_it_was_sent() -> None:
    sent = answered()
    other = replace(sent, tip=replace(sent.tip, tip="A tip that is gone"))
    assert in_language(other, catalogue(GREETING), "en") == other
