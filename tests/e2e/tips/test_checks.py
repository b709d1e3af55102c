"""The question of the day; it is Monday, 9:00 in Copenhagen."""

import re

from bot.ports import MemberId
from handlers import ids
from playground.client import Actor, Seen, Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.speaking import Speaker, in_both, speaker
from tests.e2e.trouble import database_away
from tests.fakes import FixedClock, person


async def posed(slack: Workspace, channel: str = "butikken") -> Seen:
    """The question that Sofie has posted by hand, in Danish."""
    await slack.person("sofie").types("/tips nu", channel=channel)
    return await slack.person("anna").sees("Dagens tip", channel=channel)


async def poses(sofie: Speaker) -> Seen:
    """The question that Sofie has posted by hand, in her language."""
    await sofie.types("/tips nu", "/tips now")
    return await sofie.sees("Dagens tip", "Today’s tip", "butikken")


def letter(question: Seen, stage: Stage, *, right: bool, language: str = "da") -> str:
    """The letter of an option that is right, or of one that is not."""
    shown: dict[str, str] = dict(re.findall(r"^([ABC]): (.+)$", question.text, re.MULTILINE))
    text = stage.takt.services.catalogue.current.everything
    rights = {o.text for one in text.values() for c in one.text[language].checks for o in c.options if o.right}
    return next(mark for mark, words in shown.items() if (words.replace("&amp;", "&") in rights) is right)


async def answers(who: Actor, mark: str, channel: str = "butikken") -> None:
    await who.presses(mark, channel=channel)


@in_both("/tips now", ids.TIP_ANSWER)
async def test_a_tip_asks_with_three_options_and_each_can_be_pressed(stage: Stage, sofie: Speaker) -> None:
    question = await poses(sofie)
    assert not question.private
    press = sofie.words(
        "Tryk på bogstavet for dit svar. Kun du kan se, hvad du svarer.",
        "Press the letter of your answer. Only you see what you answer.",
    )
    assert re.search(rf"^A: .+\nB: .+\nC: .+\n{re.escape(press)}", question.text, re.MULTILINE)
    for name, mark in (("sofie", "A"), ("anna", "B"), ("ben", "C")):
        who = await speaker(stage, name, sofie.spoken)
        await who.presses(mark, channel="butikken")
        told = await who.sees(f"Du svarede *{mark}*", f"You answered *{mark}*", "butikken")
        assert told.private
        assert who.words("Det er kun dig, der kan se det her.", "Only you see this.") in told.text


@in_both(ids.TIP_ANSWER, ids.TIP_STANDARD)
async def test_a_right_answer_is_told_at_once_and_to_nobody_else(stage: Stage, sofie: Speaker, anna: Speaker) -> None:
    question = await poses(sofie)
    await anna.presses(letter(question, stage, right=True, language=anna.language), channel="butikken")
    told = await anna.sees("Du svarede", "You answered")
    assert told.private
    assert ":white_check_mark:" in told.text
    assert anna.words("Det rigtige svar", "This is right") not in told.text
    assert anna.words("Dagens tip", "Today’s tip") in told.text
    await sofie.does_not_see("Du svarede", "You answered")
    await anna.presses("Se standarden", "See the standard")
    card = await anna.sees("Undgå at", "Don’t")
    assert card.private
    assert anna.words("Hvorfor", "Why") in card.words


@in_both(ids.TIP_ANSWER)
async def test_a_wrong_answer_is_told_with_what_is_right_and_stands(
    stage: Stage, sofie: Speaker, anna: Speaker
) -> None:
    question = await poses(sofie)
    wrong, right = (letter(question, stage, right=one, language=anna.language) for one in (False, True))
    await anna.presses(wrong, channel="butikken")
    told = await anna.sees("Det rigtige svar", "This is right")
    answered = anna.words(f"Du svarede *{wrong}*", f"You answered *{wrong}*")
    assert answered in told.text
    await anna.presses(right, channel="butikken")
    again = await anna.sees("det er dit første svar, der gælder", "your first answer stands")
    assert again.private
    assert answered in again.text


async def test_a_danish_question_is_answered_to_in_english(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    question = await posed(stage.slack)
    await answers(ben, letter(question, stage, right=False))
    told = await ben.sees("You answered")
    english = [one.text["en"] for one in stage.takt.services.catalogue.current.everything.values()]
    feedback = [option.feedback for one in english for check in one.checks for option in check.options]
    assert any(words in told.text for words in feedback), "the question was in Danish, and Ben reads English"
    assert any(tip in told.text for one in english for tip in one.tips)


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
