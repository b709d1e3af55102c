"""What a question and its feedback look like: whole in plain text, within Slack's limits, silent about other people."""

from dataclasses import replace

import pytest

from bot.i18n import translator
from bot.ports import ChannelId, Choice, Tally, TipMessage, TipQuestion
from bot.tips.answered import Answered, Standing
from bot.tips.posing import keep_words, order_of, pose, read_words
from handlers.views.tip_feedback import feedback, forgotten
from handlers.views.tip_question import tip
from tests.tips.words import check

EN, DA = translator("en"), translator("da")
ASKED = TipQuestion(
    0,
    "A guest comes in. What do you do?",
    (
        Choice(2, "Wait", False, "Waiting is long."),
        Choice(0, "Greet", True, "Right: first."),
        Choice(1, "Nod", False, ""),
    ),
)
TIP = TipMessage("greeting", "Greeting", "Words", "Greet first today.", "en", ASKED)
LONGEST = replace(
    TIP,
    title="T" * 150,
    tip="w" * 600,
    question=TipQuestion(0, "<!channel>" + "a" * 290, tuple(Choice(n, "&" * 75, n == 0, "f" * 300) for n in range(3))),
)


def test_the_question_is_whole_in_its_plain_text() -> None:
    assert tip(TIP, Tally(), EN, delivery="d1").text == (
        "Today’s tip: Greeting\nA guest comes in. What do you do?\nA: Wait\nB: Greet\nC: Nod\n"
        "Press the letter of your answer. Only you see what you answer."
    )


def test_the_buttons_carry_the_delivery_and_the_contents_own_numbers() -> None:
    elements = tip(TIP, Tally(), EN, delivery="d1").to_dict()["blocks"][3]["elements"]
    assert [(one["text"]["text"], one["value"]) for one in elements] == [("A", "d1/2"), ("B", "d1/0"), ("C", "d1/1")]
    assert [one["accessibility_label"] for one in elements] == ["A: Wait", "B: Greet", "C: Nod"]
    assert len({one["action_id"] for one in elements}) == 3


def test_the_buttons_stay_the_same_block_while_people_answer() -> None:
    blocks = [tip(TIP, Tally(answers), EN, delivery="d1").to_dict()["blocks"][3]["block_id"] for answers in (0, 1)]
    assert blocks[0] == blocks[1]


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(1), "1 person has answered. Only you see what you answer."),
        (Tally(12), "12 people have answered. Only you see what you answer."),
        (Tally(12, 75), "12 people have answered. On the day, 75 % of the answers were right."),
    ],
)
def test_the_message_says_how_many_have_answered(tally: Tally, words: str) -> None:
    assert tip(TIP, tally, EN, delivery="d1").text.endswith(f"\n{words}")


def test_a_personal_question_says_nothing_of_others() -> None:
    personal = replace(TIP, question=replace(ASKED, personal=True))
    assert tip(personal, Tally(1), DA, delivery="d1").text.endswith("\nTryk på bogstavet for dit svar.")


@pytest.mark.parametrize("standing", Standing)
def test_the_longest_question_keeps_slacks_limits_and_calls_nobody(standing: Standing) -> None:
    question = LONGEST.question
    assert question is not None
    for message in (
        tip(LONGEST, Tally(40, 80), DA, delivery="d" * 32),
        feedback(Answered(LONGEST, question.options[1], standing), DA),
    ):
        assert "<!channel>" not in str(message.to_dict())


def test_feedback_on_a_wrong_answer_says_what_is_right() -> None:
    text = feedback(Answered(TIP, ASKED.options[0], Standing.COUNTED), EN).text
    assert text == (
        "You answered *A*  Wait\nWaiting is long.\n\n*This is right*\n*B*  Greet\n\n"
        "*Today’s tip*\nGreet first today.\n\nOnly you see this."
    )


def test_feedback_on_a_right_answer_does_not_repeat_it() -> None:
    text = feedback(Answered(TIP, ASKED.options[1], Standing.COUNTED), EN).text
    assert text.startswith(":white_check_mark: You answered *B*  Greet\nRight: first.\n\n*Today’s tip*")


def test_a_question_whose_words_are_gone_is_told_kindly() -> None:
    assert "`/standard`" in forgotten(EN).text


def test_the_right_option_is_now_here_now_there_and_the_same_at_every_retry() -> None:
    checks = [check("greeting 0 en")]
    orders = []
    for number in range(300):
        posed = pose(checks, 0, delivery=f"{number:032x}", channel=ChannelId("C1"))
        assert posed is not None
        assert posed == pose(checks, 0, delivery=f"{number:032x}", channel=ChannelId("C1"))
        orders.append(order_of(posed))
    assert set(orders) == {"012", "021", "102", "120", "201", "210"}
    assert 60 < sum(order.startswith("1") for order in orders) < 140


def test_words_come_back_as_they_were_kept_and_unknown_ones_do_not() -> None:
    assert read_words(keep_words(TIP)) == TIP
    assert read_words(None) is read_words("{}") is read_words("no JSON") is None


def test_words_that_a_later_takt_kept_can_be_read_by_this_one() -> None:
    assert read_words(keep_words(TIP).replace('"standard"', '"brand_new": 1, "standard"', 1)) == TIP
