"""Both sides of an observation: thanks, a reply, a contest and its decision, a correction, and the whole story."""

import pytest

from playground.client import Actor, Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import repeat_last
from tests.fakes import FixedClock


@pytest.fixture
def clock() -> FixedClock:
    """A clock that the tests move: correcting ends after a day."""
    return FixedClock()


async def told(slack: Workspace, note: str = "Så ikke op fra skærmen") -> tuple[Actor, Actor, Actor]:
    """Sofie logs something about Anna, who has read it; Ben is an admin."""
    await slack.change(user="ben", is_admin=True)
    anna, ben, sofie = slack.person("anna"), slack.person("ben"), slack.person("sofie")
    await sofie.types(f"/observe @anna hilsen - {note}")
    await anna.sees(note, channel="dm")
    return anna, ben, sofie


async def contest(anna: Actor, reason: str = "Jeg talte med en gæst") -> None:
    """Anna contests what she has read."""
    await anna.presses("Gør indsigelse", channel="dm")
    await anna.form("Hvad er ikke rigtigt?")
    assert (await anna.submits({"step.words": reason}))["response_action"] is None


async def test_colleague_reads_the_standard_as_it_read_then_and_what_it_is_for(slack: Workspace) -> None:
    anna, _, _ = await told(slack)
    seen = await anna.sees(
        "Sådan lød standarden på det tidspunkt: En kunde, der kommer inden for 3 meter", channel="dm"
    )
    assert "(version " in seen.words
    assert "Formål: kun sparring og læring." in seen.words


async def test_thanks_reach_the_observer_once_and_both_are_told(slack: Workspace) -> None:
    anna, _, sofie = await told(slack)
    await anna.presses("Tak", channel="dm")
    await sofie.sees("<@U0ANNA> siger tak for det, du har noteret:", channel="dm")
    await anna.sees("Din tak er sendt til <@U0SOFIE>.", channel="dm")
    await anna.presses("Tak", channel="dm")
    assert len([one for one in await sofie.messages("dm") if "siger tak" in one.text]) == 1


async def test_english_colleague_thanks_a_danish_observer(slack: Workspace) -> None:
    ben, sofie = slack.person("ben"), slack.person("sofie")
    await sofie.types("/observe @ben hilsen + Warm welcome")
    await ben.presses("Thanks", channel="dm")
    await ben.sees("Your thanks are with <@U0SOFIE>.", channel="dm")
    await sofie.sees("<@U0BEN> siger tak", channel="dm")


async def test_reply_is_passed_on_word_for_word(slack: Workspace) -> None:
    anna, ben, sofie = await told(slack)
    await anna.presses("Svar", channel="dm")
    await anna.form("Dit svar, som jeg giver videre ord for ord")
    await anna.submits({"step.words": "Tak, jeg *øver* mig <!channel>"})
    reply = await sofie.sees("<@U0ANNA> svarer på det, du har noteret:", channel="dm")
    assert "Tak, jeg *øver* mig <!channel>" in reply.words
    assert "<!channel>" not in reply.text
    await anna.sees("Dit svar er sendt til <@U0SOFIE>:", channel="dm")
    await ben.does_not_see("øver")


async def test_contest_goes_to_the_observer_and_an_admin_each_in_their_language(slack: Workspace) -> None:
    anna, ben, sofie = await told(slack)
    await contest(anna)
    await anna.sees("Din indsigelse er sendt til <@U0SOFIE> og <@U0BEN>:", channel="dm")
    observer = await sofie.sees("<@U0ANNA> gør indsigelse mod det, du har noteret:", channel="dm")
    assert "Jeg talte med en gæst" in observer.words
    admin = await ben.sees("<@U0ANNA> contests what <@U0SOFIE> wrote.", channel="dm")
    assert "Jeg talte med en gæst" in admin.words
    assert "Så ikke op fra skærmen" in admin.words
    await anna.types("/observe mit")
    await anna.sees("Der er gjort indsigelse: Observationen er ikke med i nogen rapport")


async def test_admin_upholds_with_a_sentence_and_both_hear_it(slack: Workspace) -> None:
    anna, ben, sofie = await told(slack)
    await contest(anna)
    await slack.fault("chat.update", "error", error="message_not_found", times=None)  # so that the buttons stay
    await ben.presses("Uphold", channel="dm")
    await ben.form("Why? Both of them read your sentence.")
    await ben.submits({"step.words": "The camera shows it <b>so</b>"})
    for person in (anna, sofie):
        decided = await person.sees("<@U0BEN> har afgjort indsigelsen: Observationen står ved magt.", channel="dm")
        assert "The camera shows it <b>so</b>" in decided.words
    await ben.sees("The contest is decided by <@U0BEN>: the observation stands.", channel="dm")
    await sofie.presses("Fasthold", channel="dm")
    await sofie.form("Indsigelsen er allerede afgjort, og afgørelsen gælder.")
    await anna.types("/observe mit")
    await anna.sees("Der blev gjort indsigelse, og observationen er fastholdt.")


async def test_observer_leaves_it_to_the_admin_whether_it_stands(slack: Workspace) -> None:
    anna, ben, sofie = await told(slack)
    await contest(anna)
    await anna.sees("Kun <@U0BEN> kan fastholde den.", channel="dm")
    await ben.sees("Only you can uphold it.", channel="dm")
    await sofie.sees("Kun <@U0BEN> kan fastholde den.", channel="dm")
    await sofie.presses("Fasthold", channel="dm")
    await sofie.form("En administrator er også spurgt, og kun administratoren kan fastholde observationen")
    await sofie.closes()
    await ben.presses("Uphold", channel="dm")
    await ben.submits({"step.words": "Two colleagues saw it"})
    await anna.sees("<@U0BEN> har afgjort indsigelsen", channel="dm")


async def test_observer_withdraws_and_the_first_decision_stands(slack: Workspace) -> None:
    anna, ben, sofie = await told(slack)
    await contest(anna)
    await slack.fault("chat.update", "error", error="message_not_found", times=None)  # so that the buttons stay
    await sofie.presses("Træk tilbage", channel="dm")
    await sofie.submits({"step.words": "Det var min fejl"})
    await anna.sees("Observationen er trukket tilbage og gælder ikke længere.", channel="dm")
    await ben.presses("Uphold", channel="dm")
    await ben.form("has been decided already, and the decision stands. Colleague and observer have been told.")
    await anna.types("/observe mit")
    mine = await anna.sees("Der blev gjort indsigelse, og observationen er trukket tilbage.")
    assert "Så ikke op" not in mine.words


async def test_observer_corrects_after_a_contest(slack: Workspace) -> None:
    anna, _, sofie = await told(slack)
    await contest(anna)
    await sofie.presses("step.amend", channel="dm")
    await sofie.submits({"observe.level": "met", "observe.note": "Talte med en gæst", "step.words": "Du har ret"})
    changed = await anna.sees("har afgjort indsigelsen: Observationen er rettet.", channel="dm")
    assert "Før stod der: *Hilsen* · *Ikke endnu* · Så ikke op fra skærmen" in changed.words
    assert "*Hilsen* · *Opfyldt*" in changed.words


async def test_observer_corrects_within_a_day_and_the_colleague_can_still_contest(
    slack: Workspace, clock: FixedClock
) -> None:
    anna, _, sofie = await told(slack)
    clock.advance(hours=23)
    await sofie.presses("Ret", channel="butikken")
    await sofie.form("Hvordan gik det?")
    same = await sofie.submits({})
    assert same["response_action"] == "errors"
    await sofie.submits({"observe.level": "met", "observe.note": "Så op og smilede"})
    await sofie.sees("Rettet. <@U0ANNA> får også besked.", channel="dm")
    changed = await anna.sees("<@U0SOFIE> har rettet det, der er noteret om dig.", channel="dm")
    assert "Før stod der: *Hilsen* · *Ikke endnu*" in changed.words
    assert "Så op og smilede" in changed.words
    await contest(anna)
    await sofie.sees("gør indsigelse", channel="dm")


async def test_after_a_day_only_a_contest_can_change_it(slack: Workspace, clock: FixedClock) -> None:
    _, _, sofie = await told(slack)
    clock.advance(hours=25)
    await sofie.presses("Ret", channel="butikken")
    await sofie.form("Det kan kun rettes i 24 timer.")


async def test_contest_needs_a_reason_and_is_made_once(stage: Stage) -> None:
    anna, _, sofie = await told(stage.slack)
    await anna.presses("Gør indsigelse", channel="dm")
    assert (await anna.submits({"step.words": "   "}))["response_action"] == "errors"
    await anna.submits({"step.words": "Det var ikke mig"})
    await sofie.sees("Det var ikke mig", channel="dm")
    assert (await repeat_last(stage, "view_submission")).ok
    await anna.presses("Gør indsigelse", channel="dm")
    await anna.form("Der er gjort indsigelse mod observationen.")
    assert len([one for one in await sofie.messages("dm") if "Det var ikke mig" in one.text]) == 1


async def test_what_was_undone_is_neither_answered_nor_contested(slack: Workspace) -> None:
    anna, _, sofie = await told(slack)
    await slack.fault("chat.update", "error", error="message_not_found")  # so that the buttons stay
    await sofie.presses("Fortryd", channel="butikken")
    await anna.sees("har trukket observationen", channel="dm")
    await anna.presses("Gør indsigelse", channel="dm")
    await anna.form("Observationen er trukket tilbage.")
    await anna.closes()
    await anna.presses("Tak", channel="dm")
    await anna.sees("Observationen er trukket tilbage. Den gælder ikke længere", channel="dm")


async def test_without_another_admin_the_contest_says_so(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await slack.change(user="sofie", is_admin=True)
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await contest(anna)
    await anna.sees("Jeg kender ingen administrator, der også kan se på den.", channel="dm")
    await anna.sees("Så længe der ikke er nogen, kan <@U0SOFIE> også fastholde den.", channel="dm")
    await sofie.sees("gør indsigelse", channel="dm")
    await sofie.presses("Fasthold", channel="dm")
    await sofie.submits({"step.words": "Jeg så det"})
    await anna.sees("Observationen står ved magt", channel="dm")


async def test_details_tell_the_whole_story_to_both_sides(slack: Workspace) -> None:
    anna, ben, sofie = await told(slack)
    await contest(anna)
    await ben.presses("Uphold", channel="dm")
    await ben.submits({"step.words": "Two colleagues saw it"})
    await anna.sees("står ved magt", channel="dm")
    await anna.types("/observe mit")
    await anna.presses("Detaljer", channel="butikken")
    story = await anna.sees("<@U0BEN> · fastholder den: Two colleagues saw it", channel="butikken")
    assert story.private
    assert "<@U0ANNA> · gør indsigelse: Jeg talte med en gæst" in story.words
    assert "Sådan lød standarden på det tidspunkt:" in story.words
    await sofie.types("/observe seneste")
    await sofie.presses("Detaljer", channel="butikken")
    await sofie.sees("fastholder den", channel="butikken")


async def test_details_of_a_long_story_show_the_newest_and_lead_to_what_was_before(slack: Workspace) -> None:
    anna, _, _ = await told(slack)
    for number in range(4):
        await anna.presses("Svar", channel="dm")
        await anna.form("Dit svar")
        await anna.submits({"step.words": f"Nummer {number}: {'ord ' * 230}SLUT{number}"})
    await contest(anna, f"Grunden er {'bla ' * 200}ENDEN")
    await anna.types("/observe mit")
    await anna.presses("Detaljer", channel="butikken")
    newest = await anna.sees("ENDEN", channel="butikken")
    assert "SLUT3" in newest.words
    assert "SLUT0" not in newest.words
    await anna.presses("Vis tidligere trin (2)", channel="butikken")
    assert "SLUT1" in (await anna.sees("SLUT0", channel="butikken")).words


async def test_contest_from_home_opens_on_top_of_the_list(slack: Workspace) -> None:
    anna, _, sofie = await told(slack)
    await anna.opens_home()
    await anna.presses("Mine observationer")
    await anna.presses("Detaljer")
    await anna.form("Tæller med i rapporter.")
    await anna.presses("Gør indsigelse")
    await anna.form("Hvad er ikke rigtigt?")
    await anna.submits({"step.words": "Fra forsiden"})
    await sofie.sees("Fra forsiden", channel="dm")
