"""A tip that is put together once is the same message for every channel, with that channel's own buttons."""

from dataclasses import replace

import pytest

from bot.i18n import translator
from bot.ports import Choice, Reason, Tally, TipMessage, TipQuestion
from handlers.views.tip_question import tip
from handlers.views.tip_rendered import rendered_tip

CHOICES = (Choice(1, 'Nod "hello" & smile \\', True, "Right."), Choice(0, "Vent <et> øjeblik", False, "No."))
ASKED = TipMessage(
    "greeting", "Greeting", "Words", "Greet first.", "en", TipQuestion(0, "A guest?", CHOICES), (Reason("focus"),)
)
PLAIN = replace(ASKED, question=None, why=())


@pytest.mark.parametrize("delivery", ["0f" * 16, "a1" * 16])
@pytest.mark.parametrize("tally", [Tally(), Tally(12), Tally(12, 75)])
@pytest.mark.parametrize("message", [ASKED, PLAIN, replace(ASKED, language="da")], ids=["asked", "plain", "danish"])
def test_it_is_what_the_view_makes_for_this_delivery(message: TipMessage, tally: Tally, delivery: str) -> None:
    made = tip(message, tally, translator(message.language), delivery=delivery)
    assert rendered_tip(message, tally, delivery=delivery) == made.to_dict()


def test_who_changes_what_they_got_changes_nobody_elses() -> None:
    rendered_tip(ASKED, Tally(), delivery="0f" * 16)["blocks"].clear()
    assert rendered_tip(ASKED, Tally(), delivery="0f" * 16)["blocks"]
