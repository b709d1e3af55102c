"""`/standard` as the people of the shop meet it: Ben is English, Anna and Sofie are Danish."""

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel


@pytest.mark.parametrize("name", ["greeting", "gretting"])
async def test_name_shows_the_card_to_the_asker_alone_in_english(slack: Workspace, name: str) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await ben.types(f"/standard {name}")
    card = await ben.sees("A customer who comes within 3 metres is greeted out loud within 10 seconds.")
    assert card.private
    assert "Greet first" in card.words
    await anna.does_not_see("greeted out loud")


@OVER_SOCKET
@pytest.mark.parametrize("name", ["hilsen", "Sige hej!"])
async def test_name_shows_the_card_in_danish(slack: Workspace, name: str) -> None:
    anna = slack.person("anna")
    await anna.types(f"/standard {name}")
    card = await anna.sees("får en mundtlig hilsen inden for 10 sekunder")
    assert card.private
    assert "Undgå at" in card.words


@OVER_SOCKET
async def test_card_begins_with_the_criterion_and_names_everything(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard greeting")
    card = await ben.sees("greeted out loud")
    kinds = [block["type"] for block in card.blocks]
    assert kinds[:2] == ["header", "section"]
    assert card.blocks[1]["text"]["text"].startswith("*A customer who comes")
    order = [card.words.index(word) for word in ("*Why*", "*Do*", "*Don’t*", "*Say this*", "*Exception*")]
    assert order == sorted(order)
    assert "Words and phrases · Respect · changed" in card.words
    assert "greeted out loud within 10 seconds" in card.text  # a screen reader reads the text, not the blocks
    assert "(see “Prompt acknowledgement”)" in card.words


async def test_shared_card_is_seen_by_the_channel_with_the_sharer_s_name(slack: Workspace) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await ben.types("/standard greeting")
    await ben.presses("Share in channel")
    shared = await anna.sees("<@U0BEN> shared a standard", channel="butikken")
    assert not shared.private
    assert "greeted out loud" in shared.words
    assert (await ben.sees("I have shared “Greeting” in the channel.")).private


async def test_anyone_in_the_channel_opens_more_of_a_shared_card_in_their_own_language(slack: Workspace) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await ben.types("/standard greeting")
    await ben.presses("Share in channel")
    await anna.sees("shared a standard")
    await anna.presses("More", channel="butikken")
    more = await anna.sees("Mere om »Hilsen«")
    assert more.private
    await ben.does_not_see("Mere om »Hilsen«")


async def test_more_shows_tips_questions_upkeep_and_related_standards(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard name badge")
    await ben.presses("More")
    more = await ben.sees("More about")
    for words in ("*Try this*", "*People ask*", "Looked after by", "*Related standards*"):
        assert words in more.words
    await ben.presses("standard.open.0")
    assert (await ben.sees("*Why*")).private


@OVER_SOCKET
async def test_law_is_a_pointer_on_more(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/standard identitetskontrol")
    await anna.sees("der findes en lov om det")
    await anna.presses("Mere")
    assert "ikke juridisk rådgivning" in (await anna.sees("*Loven*")).words


async def test_bot_that_is_not_in_the_channel_says_how_to_invite_it(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/standard hilsen", channel="kantinen")
    await anna.presses("Del i kanalen")
    assert (await anna.sees("/invite @Takt")).private
    await anna.does_not_see("deler en standard")


async def test_command_without_words_offers_the_areas_then_their_standards(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/standard")
    await anna.sees("Vælg et område")
    await anna.presses("Hurtighed og servicetid")
    await anna.sees("Hurtig kontakt")
    await anna.presses("Kø")
    assert "Hvorfor" in (await anna.sees("Mere")).words
    await anna.presses("Alle områder")
    await anna.sees("Vælg et område")


@pytest.mark.parametrize(
    ("person", "word", "title"),
    [
        ("ben", "list", "All standards"),
        ("ben", "Which standards are there?", "All standards"),
        ("anna", "liste", "Alle standarder"),
        ("anna", "vis alle standarder", "Alle standarder"),
    ],
)
async def test_list_shows_every_standard_and_a_menu_opens_one(
    slack: Workspace, person: str, word: str, title: str
) -> None:
    someone = slack.person(person)
    await someone.types(f"/standard {word}")
    listed = await someone.sees(title)
    assert listed.words.count("•") >= 60  # thirty, in the text and in the blocks
    await someone.picks("greeting", "standard.pick")
    await someone.sees("10 sekunder" if person == "anna" else "10 seconds")


@pytest.mark.parametrize(
    ("person", "word", "sentence"),
    [("ben", "help", "Ask me how we do things here"), ("anna", "hjælp", "Spørg mig, hvordan vi gør her")],
)
async def test_help_says_what_can_be_asked(slack: Workspace, person: str, word: str, sentence: str) -> None:
    someone = slack.person(person)
    await someone.types(f"/standard {word}")
    assert (await someone.sees(sentence)).private
    await someone.presses("standard.browse")
    await someone.sees("Pick an area" if person == "ben" else "Vælg et område")


@pytest.mark.parametrize(
    ("person", "question", "criterion"),
    [
        ("ben", "How close may I stand to a customer?", "about one metre"),
        ("anna", "hvor tæt må jeg stå på kunden?", "en meters afstand"),
    ],
)
async def test_question_gets_its_card(slack: Workspace, person: str, question: str, criterion: str) -> None:
    someone = slack.person(person)
    await someone.types(f"/standard {question}")
    assert (await someone.sees(criterion)).private


@OVER_SOCKET
async def test_unsure_question_gets_suggestions_as_buttons(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard what about the guest")
    offered = await ben.sees("I am not sure what you mean by “what about the guest”.")
    buttons = [one for block in offered.blocks if block["type"] == "actions" for one in block["elements"]]
    assert len([one for one in buttons if one["action_id"].startswith("standard.suggestion")]) in (2, 3)
    await ben.presses("standard.suggestion.1")
    await ben.sees("*Why*")


@OVER_SOCKET
@pytest.mark.parametrize(
    ("person", "question", "sentence"),
    [
        ("ben", "what is the capital of Peru", "There is no standard on “what is the capital of Peru” yet."),
        ("anna", "hvad er hovedstaden i Peru", "Der er ingen standard om »hvad er hovedstaden i Peru« endnu."),
    ],
)
async def test_question_without_a_standard_gets_an_honest_no(
    slack: Workspace, person: str, question: str, sentence: str
) -> None:
    someone = slack.person(person)
    await someone.types(f"/standard {question}")
    assert (await someone.sees(sentence)).private
    await someone.presses("standard.list")
    await someone.sees("All standards" if person == "ben" else "Alle standarder")


@OVER_SOCKET
@pytest.mark.parametrize("text", ["<!channel>", "<https://example.com>", "\N{WAVING HAND SIGN}?!"])
async def test_text_without_words_is_asked_for_words(slack: Workspace, text: str) -> None:
    ben = slack.person("ben")
    await ben.types(f"/standard {text}")
    assert (await ben.sees("I need a few words to search by")).private


@OVER_SOCKET
async def test_question_of_5000_characters_is_answered_politely(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard " + "How close may I stand to a customer? " * 136)
    answer = await ben.answer()
    assert answer.private
    assert "Keeping your distance" in answer.words or "Personal space" in answer.words


@OVER_SOCKET
async def test_what_was_typed_never_comes_alive(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard zzyzx <@U0ANNA> <!here> *bold* <https://evil.example|click> & co")
    answer = await ben.answer()
    assert "<!" not in answer.words
    assert "<@" not in answer.words
    assert "evil.example" not in answer.words


async def test_command_works_in_direct_messages_without_sharing(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/standard hilsen", channel="dm")
    card = await anna.sees("mundtlig hilsen", channel="dm")
    assert "Del i kanalen" not in card.words


@OVER_SOCKET
async def test_person_whose_language_takt_lacks_is_answered_in_the_default_one_with_a_note(slack: Workspace) -> None:
    await slack.change(user="ben", locale="sv-SE")
    ben = slack.person("ben")
    await ben.types("/standard greeting")
    card = await ben.sees("greeted out loud")
    assert "This standard does not exist in your language yet" in card.words


@OVER_SOCKET
async def test_answers_go_on_while_the_database_is_away_and_the_questions_are_kept(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    async with database_away(stage):
        await ben.types("/standard greeting")
        await ben.sees("greeted out loud")
        assert stage.takt.services.questions.waiting == 1
    await stage.takt.services.questions.flush()
    assert stage.takt.services.questions.waiting == 0


@OVER_SOCKET
async def test_slack_that_refuses_the_share_is_explained_and_the_card_stays(slack: Workspace) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await ben.types("/standard greeting")
    await slack.fault("chat.postMessage", "error", error="is_archived", times=1)
    await ben.presses("Share in channel")
    assert (await ben.sees("Slack does not answer as it should.")).private
    await anna.does_not_see("shared a standard")
    await ben.presses("Share in channel")
    await anna.sees("shared a standard")
