"""Who types the name of an area, of a value, or of what shapes standards, gets its page and the standards in it."""

import pytest

from playground.client import Workspace

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)


@OVER_SOCKET
@pytest.mark.parametrize(
    ("person", "words", "title", "standard"),
    [
        ("ben", "speed", "Speed and service time", "Queue"),
        ("ben", "Speed and service time", "Speed and service time", "Queue"),
        ("ben", "appearance", "Staff appearance", "Name badge"),
        ("ben", "wording", "Words and phrases", "Farewell"),
        ("ben", "security", "Security in communication", "Identity check"),
        ("ben", "safety", "Safety", "Theft or safety incident"),
        ("ben", "law", "The law", "Refusing an age-restricted sale"),
        ("ben", "culture", "Culture", "Personal space"),
        ("ben", "What we sell", "What we sell", "Plain language"),
        ("anna", "hurtighed", "Hurtighed og servicetid", "Kø"),
        ("anna", "Fremtoning!", "Medarbejderens fremtoning", "Navneskilt"),
        ("anna", "ordforraad", "Ordvalg og faste vendinger", "Afsked"),
        ("anna", "gestik", "Ansigtsudtryk og gestik", "Aktiv lytning"),
        ("anna", "sikkerhed", "Sikkerhed i kommunikationen", "Identitetskontrol"),
        ("anna", "respekt", "Respekt", "De her standarder bygger på den"),
        ("anna", "loven", "Loven", "Afvisning af salg på grund af alder"),
        ("anna", "kultur", "Kulturen", "Personligt rum"),
        ("anna", "produkt", "Det, vi sælger", "Klart sprog"),
        ("anna", "speed", "Hurtighed og servicetid", "Kø"),
        ("ben", "what is respect?", "Respect", "Greeting"),
        ("ben", "what about speed", "Speed and service time", "Queue"),
        ("anna", "Hej Takt, hvad er reglerne for hurtighed?", "Hurtighed og servicetid", "Kø"),
        ("anna", "vores værdier", "Hver standard bygger på en af de her værdier", "Respekt"),
        ("ben", "which areas are there?", "What the standards cover", "Speed and service time"),
        ("anna", "hvor mange standarder er der?", "Alle standarder", "Hilsen"),
    ],
)
async def test_name_typed_opens_its_page(slack: Workspace, person: str, words: str, title: str, standard: str) -> None:
    someone = slack.person(person)
    await someone.types(f"/standard {words}")
    page = await someone.sees(title)
    assert page.private
    assert standard in page.words


async def test_areas_lead_to_what_shapes_them_and_on_to_a_standard(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/standard områder")
    await anna.sees("Det handler standarderne om")
    await anna.presses("Kulturen")
    await anna.sees("forskelligt fra kultur til kultur")
    await anna.picks("Personligt rum", "Åbn en standard")
    await anna.sees("Holder cirka en meters afstand")


@OVER_SOCKET
async def test_standard_of_that_name_comes_first_and_a_question_stays_a_question(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard queue")
    await ben.sees("When more than three customers are waiting")
    await ben.types("/standard how close may I stand to a guest")
    await ben.sees("Keeps about one metre away")


@OVER_SOCKET
async def test_in_a_direct_message_too(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.dm("hurtighed")
    await anna.sees("Kundens tid")


@OVER_SOCKET
async def test_after_a_mention_who_asked_alone_sees_it(slack: Workspace) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await anna.says("@Takt hurtighed")
    assert (await anna.sees("Kundens tid")).private
    await ben.does_not_see("Kundens tid")


@OVER_SOCKET
async def test_what_goes_on_in_a_thread_is_about_the_thread(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.says("@Takt greeting")
    thread = (await ben.sees("greeted out loud", channel="butikken")).raw["thread_ts"]
    await ben.says("@Takt and the law?", thread_ts=thread)
    assert "Greeting" in (await ben.answer("butikken")).words


@OVER_SOCKET
async def test_what_goes_on_in_a_direct_message_is_about_the_standard_before_it(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.dm("hilsen")
    await anna.sees("mundtlig hilsen inden for 10", channel="dm")
    await anna.dm("og loven?")
    assert "Hilsen" in (await anna.answer("dm")).words


@OVER_SOCKET
@pytest.mark.parametrize(
    ("person", "words", "shown"),
    [
        ("anna", "mine observationer", "Der er ikke noteret noget om dig"),
        ("ben", "show me my observations", "Nothing is recorded about you"),
    ],
)
async def test_own_observations_are_shown_to_who_asks_alone(
    slack: Workspace, person: str, words: str, shown: str
) -> None:
    someone, sofie = slack.person(person), slack.person("sofie")
    await someone.says(f"@Takt {words}")
    assert (await someone.sees(shown, channel="butikken")).private
    await sofie.does_not_see(shown)
    await someone.dm(words)
    await someone.sees(shown, channel="dm")
    await someone.opens_home()
    await someone.picks(words, "standard.search")
    await someone.form(shown)


@OVER_SOCKET
async def test_on_home_too(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.opens_home()
    await anna.picks("respekt", "standard.search")
    assert "føler gæsten sig velkommen" in (await anna.form("Respekt")).words
