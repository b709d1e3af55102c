"""The language of a question is recognised from the catalogue's own texts, and doubt leaves the profile's."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answers.detect import language_of_question, learn
from bot.answers.tongues import Tongues
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from tests.answers.catalogues import CONTENT, tiny_catalogue

GERMAN = Path(__file__).parent.parent / "content" / "german"


class Overtaken(LiveCatalogue):
    """Replaced as soon as somebody reads it."""

    @property
    def current(self) -> Catalogue:
        found = super().current
        if not found.standards:
            self.replace(tiny_catalogue())
        return found


@pytest.fixture(scope="module")
def tongues() -> Tongues:
    return Tongues(LiveCatalogue(load(CONTENT)))


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("hvor tæt må jeg stå på kunden?", "da"),
        ("og hvis hun har et barn med?", "da"),
        ("hvornaar skal jeg sige hej", "da"),
        ("hvordan hilser jeg på gæsterne", "da"),
        ("say hello", "en"),
        ("how close may I stand?", "en"),
        ("hilsen", "da"),
        ("hvor tæt må jeg stå på kunden? " + "bla " * 60, "da"),
        ("How close may I stand to a customer?", "en"),
        ("and if she is with a child?", "en"),
        ("what about teh custmer", "en"),
        ("hvad gør jeg når kudnen er sur", "da"),
        ("hvormår skal jeg hislse på kunden", "da"),
        ("kunden er sur", "da"),
        ("må jeg tygge tyggegummi", "da"),
        ("angry customer", "en"),
    ],
)
@pytest.mark.parametrize("profile", ["en", "da", "sv"])
def test_clear_question_is_recognised_whatever_the_profile_says(
    tongues: Tongues, question: str, language: str, profile: str
) -> None:
    assert tongues.of(question, profile) == language


@pytest.mark.parametrize(
    "question", ["", "?!", "zzyzx", "ok", "iPad", "112", "greeting", "Prompt acknowledgement", "Кто"]
)
@pytest.mark.parametrize("profile", ["en", "da", "sv"])
def test_doubt_and_names_of_all_languages_leave_the_profiles_language(
    tongues: Tongues, question: str, profile: str
) -> None:
    assert tongues.of(question, profile) == profile


@pytest.mark.parametrize(("question", "profile"), [("brand", "da"), ("brand", "en"), ("MobilePay", "da")])
def test_a_word_that_the_profiles_language_has_is_in_it_whatever_its_letters_look_like(
    tongues: Tongues, question: str, profile: str
) -> None:
    assert tongues.of(question, profile) == profile


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("hislen", "da"),
        ("hilsn", "da"),
        ("name bagde", "en"),
        ("greting", "en"),
        ("smykker", "da"),
        ("vred kudne", "da"),
        ("earings", "en"),
        ("påklædnng", "da"),
    ],
)
@pytest.mark.parametrize("profile", ["en", "da", "sv"])
def test_a_misspelt_name_and_a_word_that_is_known_or_of_clear_letters_are_recognised(
    tongues: Tongues, question: str, language: str, profile: str
) -> None:
    assert tongues.of(question, profile) == language


@pytest.mark.parametrize(
    "question",
    [
        "Wie begrüße ich einen Kunden?",
        "Wo kann ich parken?",
        "Darf ich im Laden rauchen?",
        "Was mache ich, wenn ein Kunde schreit?",
        "Hoe begroet ik een klant?",
        "Waar kan ik parkeren?",
        "Müşteriyi nasıl selamlarım?",
        "Nerede park edebilirim?",
        "Comment dois-je saluer un client ?",
        "Jak mam przywitać klienta?",
        "Hur hälsar jag på kunden?",
        "Wat doe ik in de rij?",
        "Wie lange darf ein Kunde warten?",
    ],
)
@pytest.mark.parametrize("profile", ["en", "da"])
def test_question_in_a_language_without_content_leaves_the_profiles(
    tongues: Tongues, question: str, profile: str
) -> None:
    assert tongues.of(question, profile) == profile


@pytest.mark.parametrize("language", ["en", "da"])
def test_questions_that_it_never_saw_are_recognised(language: str) -> None:
    standards = load(CONTENT).searched
    other = {"en": "da", "da": "en"}[language]
    seen = {one: [text for s in standards for text in (*s.text[one].tips, *s.text[one].do)] for one in ("en", "da")}
    asked = [question for standard in standards for question in standard.text[language].questions]
    profiles = learn(seen)
    right = sum(language_of_question(question, profiles, other) == language for question in asked)
    flipped = sum(language_of_question(question, profiles, language) != language for question in asked)
    assert right / len(asked) >= 0.95
    assert flipped / len(asked) <= 0.01


def test_another_language_needs_content_only() -> None:
    english = [standard.text["en"] for standard in load(CONTENT).standards]
    german = [standard.text["de"] for standard in load(GERMAN).standards]
    texts = {"en": english, "de": german}
    profiles = learn({one: [line for text in found for line in (*text.tips, *text.do)] for one, found in texts.items()})
    assert language_of_question("Wie begrüße ich die Gäste?", profiles, "en") == "de"


def test_catalogue_of_one_language_leaves_the_profiles() -> None:
    assert language_of_question("Wie begrüße ich die Gäste?", learn({"de": ["Guten Tag"]}), "en") == "en"
    assert language_of_question("Wie begrüße ich die Gäste?", learn({}), "en") == "en"


def test_one_language_needs_no_telling() -> None:
    assert Tongues(LiveCatalogue(load(GERMAN))).of("what do I say to a customer", "da") == "da"


def test_languages_of_the_next_catalogue_are_learnt_before_anybody_asks() -> None:
    live = LiveCatalogue(tiny_catalogue())
    asked, idle = Tongues(live), Tongues(live)
    assert (asked.has_learnt, idle.has_learnt) == (False, False)
    asked.warm()
    assert asked.has_learnt
    live.replace(replace(live.current, digest="another"))
    assert (asked.has_learnt, idle.has_learnt) == (True, False)
    asked.close()
    live.replace(replace(live.current, digest="a third one"))
    assert not asked.has_learnt


async def test_a_catalogue_that_came_while_the_one_before_was_learnt_is_learnt_too() -> None:
    tongues = Tongues(Overtaken(Catalogue(("en", "da"), areas={}, values={}, everything={})))
    said = [await tongues.told("hilsen", "en") for _ in range(2)]
    assert said[-1] == tongues.of("hilsen", "en") == "da"


async def test_a_question_that_comes_while_a_catalogue_is_learnt_holds_nobody_up() -> None:
    tongues = Tongues(LiveCatalogue(tiny_catalogue()))
    with tongues._learning:  # as whoever replaces the catalogue holds it
        asking = asyncio.create_task(tongues.told("hilsen", "en"))
        for _ in range(3):  # the event loop goes on
            await asyncio.sleep(0)
        assert not asking.done()
    assert await asking == "da"
