"""The question of the day: Anna and Sofie answer in Danish, Ben in English; it is Monday, 9:00 in Copenhagen."""

import re

from bot.ports import MemberId
from playground.client import Actor, Seen, Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away
from tests.fakes import FixedClock, person


async def posed(slack: Workspace, channel: str = "butikken") -> Seen:
    """The question that Sofie has posted by hand."""
    await slack.person("sofie").types("/tips nu", channel=channel)
    return await slack.person("anna").sees("Dagens tip", channel=channel)


def letter(question: Seen, stage: Stage, *, right: bool) -> str:
    """The letter of an option that is right, or of one that is not."""
    shown: dict[str, str] = dict(re.findall(r"^([ABC]): (.+)$", question.text, re.MULTILINE))
    text = stage.takt.services.catalogue.current.everything
    rights = {o.text for one in text.values() for c in one.text["da"].checks for o in c.options if o.right}
    return next(mark for mark, words in shown.items() if (words.replace("&amp;", "&") in rights) is right)


async def answers(who: Actor, mark: str, channel: str = "butikken") -> None:
    await who.presses(mark, channel=channel)


async def test_a_tip_asks_with_three_options_and_says_all_of_it_in_its_plain_text(slack: Workspace) -> None:
    question = await posed(slack)
    assert not question.private
    assert re.search(
        r"^A: .+\nB: .+\nC: .+\nTryk på bogstavet for dit svar\. Kun du kan se", question.text, re.MULTILINE
    )


async def test_a_right_answer_is_told_at_once_and_to_nobody_else(stage: Stage) -> None:
    anna = stage.slack.person("anna")
    question = await posed(stage.slack)
    await answers(anna, letter(question, stage, right=True))
    told = await anna.sees("Du svarede")
    assert told.private
    assert ":white_check_mark:" in told.text
    assert "Det rigtige svar" not in told.text
    assert "Dagens tip" in told.text
    await stage.slack.person("sofie").does_not_see("Du svarede")
    await anna.presses("Se standarden")
    assert (await anna.sees("Hvorfor")).private


async def test_a_wrong_answer_is_told_with_what_is_right_and_stands(stage: Stage) -> None:
    anna = stage.slack.person("anna")
    question = await posed(stage.slack)
    wrong = letter(question, stage, right=False)
    await answers(anna, wrong)
    told = await anna.sees("Det rigtige svar")
    assert f"Du svarede *{wrong}*" in told.text
    await answers(anna, letter(question, stage, right=True))
    again = await anna.sees("det er dit første svar, der gælder")
    assert again.private
    assert f"Du svarede *{wrong}*" in again.text


async def test_an_answer_in_english(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    question = await posed(stage.slack)
    await answers(ben, letter(question, stage, right=False))
    told = await ben.sees("You answered")
    assert "This is right" in told.text
    english = [one.text["en"] for one in stage.takt.services.catalogue.current.everything.values()]
    feedback = [option.feedback for one in english for check in one.checks for option in check.options]
    assert any(words in told.text for words in feedback), "the question was in Danish, and Ben reads English"
    assert any(tip in told.text for one in english for tip in one.tips)
    await answers(ben, letter(question, stage, right=True))
    await ben.sees("your first answer stands")


async def test_after_the_next_tip_an_answer_only_teaches(stage: Stage, clock: FixedClock) -> None:
    anna, ben = stage.slack.person("anna"), stage.slack.person("ben")
    old = await posed(stage.slack)
    clock.advance(minutes=5)
    await stage.slack.person("sofie").types("/tips nu")
    for who, sentence in ((anna, "tæller ikke længere med"), (ben, "no longer counts")):
        element = old.blocks[3]["elements"][0]
        await stage.slack.post(
            "click",
            {"user": who.name, **old.address, "block_id": old.blocks[3]["block_id"], "action_id": element["action_id"]},
        )
        assert (await who.sees(sentence)).private


async def test_the_channel_sees_how_many_have_answered_and_after_the_day_the_share(
    stage: Stage, clock: FixedClock
) -> None:
    anna = stage.slack.person("anna")
    question = await posed(stage.slack)
    right, wrong = letter(question, stage, right=True), letter(question, stage, right=False)
    for name, mark in (("anna", right), ("ben", right), ("sofie", wrong)):
        await answers(stage.slack.person(name), mark)
        await stage.slack.person(name).sees(f"*{mark}*", channel="butikken")
    await stage.takt.services.tasks.drain(5)
    clock.advance(seconds=10)
    await stage.takt.services.tallies.tick()
    counted = await anna.sees("3 har svaret. Kun du kan se, hvad du svarer.", channel="butikken")
    assert (counted.ts, counted.private) == (question.ts, False)
    clock.advance(hours=24)
    await stage.takt.services.tallies.tick()
    assert "På dagen" not in (await anna.sees("3 har svaret", channel="butikken")).text  # too few for a share


async def test_five_answers_show_their_share_when_the_day_is_over(stage: Stage, clock: FixedClock) -> None:
    anna = stage.slack.person("anna")
    question = await posed(stage.slack)
    right, wrong = letter(question, stage, right=True), letter(question, stage, right=False)
    buttons = {button["text"]["text"]: button["value"] for button in question.blocks[3]["elements"]}
    for number, mark in enumerate((right, right, right, wrong, right)):
        delivery, _, option = buttons[mark].partition("/")
        who = person(MemberId(f"U{number}"))
        assert await stage.takt.services.checks.answer(who, delivery, int(option), slack_ts=question.ts)
    clock.advance(hours=24)
    await stage.takt.services.tallies.tick()
    seen = await anna.sees("5 har svaret. På dagen var 80 % af svarene rigtige.", channel="butikken")
    assert seen.ts == question.ts


async def test_an_answer_while_the_database_is_away_is_not_lost_in_silence(stage: Stage) -> None:
    anna = stage.slack.person("anna")
    question = await posed(stage.slack)
    mark = letter(question, stage, right=True)
    async with database_away(stage):
        await answers(anna, mark)
        await anna.sees("Takt kan ikke gemme noget lige nu.")
    await answers(anna, mark)
    assert "Du svarede" in (await anna.sees("Du svarede")).text
