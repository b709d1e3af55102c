"""`/tips style`: whether tips ask or just tell, in a channel and for oneself; it is Monday, 9:00 in Copenhagen."""

from handlers import ids
from playground.client import Workspace
from tests.e2e.tips.speaking import Speaker, in_both

FROM_NOW = "Fra og med det næste tip:", "From the next tip on:"
ASKS = "Hvert tip stiller et spørgsmål med tre svar.", "Each tip asks a question with three answers."


@in_both("/tips style tip", "/tips style question", ids.TIP_STANDARD)
async def test_style_chooses_between_a_question_and_a_plain_tip(sofie: Speaker, anna: Speaker) -> None:
    await sofie.types("/tips stil tip", "/tips style tip")
    await sofie.sees("Der kommer endnu ingen tips i kanalen.", "There are no tips in this channel yet.")
    await sofie.types("/tips til 10:00", "/tips on 10:00")
    await sofie.sees(*ASKS)
    await sofie.types("/tips stil tip", "/tips style tip")
    await sofie.sees(
        "Fra og med det næste tip: Hvert tip er blot en påmindelse uden spørgsmål.",
        "From the next tip on: Each tip is a plain reminder, without a question.",
    )
    await sofie.types("/tips nu", "/tips now")
    tip = await anna.sees("Dagens tip", "Today’s tip", "butikken")
    assert "A: " not in tip.text
    await anna.presses("Se standarden", "See the standard", channel="butikken")
    assert (await anna.sees("Undgå at", "Don’t")).private
    await sofie.types("/tips stil spørgsmål", "/tips style question")
    await sofie.sees(*(f"{opening} {words}" for opening, words in zip(FROM_NOW, ASKS, strict=True)))
    await sofie.types("/tips nu", "/tips now")
    await anna.sees("\nA: ", channel="butikken")


@in_both("/tips style")
async def test_style_says_what_there_is(sofie: Speaker) -> None:
    await sofie.types("/tips til 10:00", "/tips on 10:00")
    await sofie.types("/tips stil digt", "/tips style poem")
    seen = await sofie.sees(
        "Stilen »digt« findes ikke. Vælg en af de her to:", "There is no style “poem”. Choose one of these:"
    )
    for line in (
        ("`/tips stil spørgsmål`: Hvert tip stiller", "`/tips style question`: each tip asks"),
        ("`/tips stil tip`: Hvert tip er blot en påmindelse.", "`/tips style tip`: each tip is a plain reminder."),
    ):
        assert sofie.words(*line) in seen.text
    await sofie.types("/tips stil", "/tips style")
    await sofie.sees("• `/tips stil spørgsmål`", "• `/tips style question`")


@in_both("/tips style tip")
async def test_staff_cannot_choose_the_style(anna: Speaker) -> None:
    await anna.types("/tips stil tip", "/tips style tip")
    await anna.sees("Det er kun for ledere og administratorer.", "Only supervisors and admins can do this.")


async def test_a_style_chosen_while_tips_are_off_is_kept_for_later(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips til 10:00")
    await sofie.types("/tips fra")
    await sofie.types("/tips stil tip")
    await sofie.sees("Der kommer ingen tips lige nu. Når de bliver slået til igen: Hvert tip er")
    await sofie.types("/tips til 11:00")
    assert "Hvert tip stiller et spørgsmål" not in (await sofie.sees("kl. 11:00")).text


@in_both("/tips me style", "/tips me style tip", "/tips me style question")
async def test_style_of_ones_own_tips(anna: Speaker) -> None:
    await anna.types("/tips mig stil digt", "/tips me style poem")
    seen = await anna.sees(
        "Stilen »digt« findes ikke. Vælg en af de her to:", "There is no style “poem”. Choose one of these:"
    )
    assert anna.words("• `/tips mig stil spørgsmål`", "• `/tips me style question`") in seen.text
    await anna.types("/tips mig stil tip", "/tips me style tip")
    await anna.sees("Du har ingen egne tips.", "You have no tips of your own.")
    await anna.types("/tips mig 08:30", "/tips me 08:30")
    await anna.sees(*ASKS)
    await anna.types("/tips mig stil tip", "/tips me style tip")
    await anna.sees("Fra og med det næste tip: Hvert tip er blot en", "From the next tip on: Each tip is a plain")
    await anna.types("/tips mig stil spørgsmål", "/tips me style question")
    await anna.sees(*(f"{opening} {words}" for opening, words in zip(FROM_NOW, ASKS, strict=True)))
