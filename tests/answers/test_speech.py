"""Small talk, refusals, endings and joints come from the catalogues of texts: a language is added by files alone."""

from pathlib import Path

import pytest

from bot.answers.smalltalk import Speech
from bot.answers.speech import speech
from bot.catalogue.names import fold
from tests.added_language import said_with

GERMAN_TEXTS = {
    "hi|hello|": "hallo|moin|guten|tag|danke|tschüss",
    "i do not want to know|": "ich will nichts wissen",
    "ers|er|": "innen|en|er|e|n",
    "and|or|plus": "und|oder|sowie",
}
SCRIPT = """
import json
from bot.answers.normalise import stem
from bot.answers.speech import speech
from bot.catalogue.names import fold
said = speech()
print(json.dumps([
    said.is_small_talk(fold("Guten Tag, danke")), said.is_small_talk(fold("Hallo Kasse")),
    said.is_refusal(fold("Ich will nichts wissen von der Kasse")), said.is_refusal(fold("Ich will etwas wissen")),
    stem(fold("Kundinnen"), said.endings), said.parts.split("Gruß und Abschied"),
]))
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hej!", True),
        ("tusind tak skal du have", True),
        ("you're so dumb", True),
        ("hi, where is the till", False),
        ("Thank you so much for that", True),
        ("tusind tak for hjælpen!", True),
        ("Hav det godt", True),
        ("Hvem er du?", True),
        ("hold din mund", True),
        ("skal du have hjælp", False),
        ("tak for hjælpen, men må jeg sige du", False),
        ("for your help", True),
        ("for the", False),
        ("how are you supposed to greet", False),
        ("Rend mig!", True),
        ("this is rubbish", True),
        ("go to hell", True),
        ("mange mange tak", True),
        ("I kan rende mig", True),
        ("you people are idiots", True),
        ("are you there?", True),
        ("på gensyn", False),
        ("I have a question", True),
        ("må jeg spørge om noget?", True),
        ("hjælp mig", True),
        ("I have a question about the queue", False),
        ("but thanks", True),
        ("men hold kæft", True),
        ("and", False),
    ],
)
def test_small_talk_of_any_language_is_recognised(words: str, expected: bool) -> None:
    assert speech().is_small_talk(fold(words)) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("not about the dress code", False),
        ("never mind", True),
        ("never mind the dress code", False),
        ("not now", True),
        ("not a", False),
        ("Nej, glem det", True),
        ("forget it", True),
        ("nothing", True),
        ("ikke", True),
        ("not a word", False),
        ("ikke en lyd", False),
        ("forget it when a guest is rude?", False),
        ("jeg gider ikke høre noget om det", True),
        ("nothing about their rules", False),
    ],
)
def test_who_says_what_they_do_not_want_is_understood(words: str, expected: bool) -> None:
    assert speech().is_refusal(fold(words)) is expected


@pytest.mark.parametrize(
    ("words", "excluded"),
    [
        ("anything but the queue, please", "queue"),
        ("Nej, ikke noget om kø, tak", "koe"),
        ("I don't want anything about personal space", "personal space"),
        ("not about the dress code", "dress code"),
        ("I do not want the greeting standard", "greeting"),
        ("jeg vil ikke se standarden for hilsen", "hilsen"),
        ("spring påklædning over", "paaklaedning"),
        ("I don't want to smile", "to smile"),
        ("not sure what to wear", "sure what to wear"),
        ("ok so not the queue", "queue"),
        ("queue", ""),
        ("not", ""),
        ("not the", ""),
    ],
)
def test_what_somebody_wants_to_do_without_is_told(words: str, excluded: str) -> None:
    assert speech().excluded(fold(words)) == excluded


@pytest.mark.parametrize(
    "words",
    [
        "Is there no rule on queues?",
        "are there no rules about the dress code?",
        "is there no policy on children",
        "Er der ingen regler om kø?",
        "no what is the dress code",
    ],
)
def test_who_asks_whether_there_is_no_rule_does_not_want_to_do_without(words: str) -> None:
    assert speech().lacked(fold(words)) not in {"", "queues", "dress code", "children", "koe"}


@pytest.mark.parametrize(
    ("words", "led"),
    [
        ("Hvad er standarden for hilsen?", "hilsen"),
        ("what is the standard for greeting", "greeting"),
        ("show me the queue standard", "queue"),
        ("Jeg skal bruge standarden for hilsen, tak", "hilsen"),
        ("I need dress code", "dress code"),
        ("Hej Takt, hvad er standarden for hilsen?", "hilsen"),
        ("hvad er reglerne om påklædning?", "paaklaedning"),
        ("What's the rule on queues?", "queues"),
        ("do we have a policy on children", "children"),
        ("I have a question about the queue", "queue"),
        ("what about the dress code?", "dress code"),
        ("okay, og hvad med kø?", "koe"),
        ("hej, kø", "koe"),
        ("no greeting", ""),
        ("hi, no greeting", ""),
        ("ok, no queue", ""),
        ("hej, ingen kø", ""),
        ("what about no greeting", ""),
        ("not the queue", ""),
        ("and", ""),
        ("hi there", ""),
        ("standard", ""),
        ("standardsvar", ""),
        ("greeting", ""),
    ],
)
def test_what_leads_to_a_name_is_taken_away(words: str, led: str) -> None:
    assert speech().led(fold(words)) == led


@pytest.mark.parametrize(
    ("words", "halves"),
    [
        ("How do I greet", []),
        ("How do I greet?", []),
        ("hugs and kisses", []),
        ("Hej! Hvor tæt må jeg stå", []),
        ("thanks a lot, how close do I stand", []),
        ("how do I greet, and what do I wear?", [("how do I greet", "what do I wear?")]),
        ("Hvor tæt må jeg stå. Og hvordan siger jeg nej", [("Hvor tæt må jeg stå", "hvordan siger jeg nej")]),
        ("wet floor - nose ring", [("wet floor", "nose ring")]),
        ("wet floor\nnose ring", [("wet floor", "nose ring")]),
        (
            "a man shouts, ten wait, what now",
            [("a man shouts", "ten wait, what now"), ("a man shouts, ten wait", "what now")],
        ),
    ],
)
def test_a_question_has_two_halves_at_each_place_where_it_may_be_cut(words: str, halves: list[tuple[str, str]]) -> None:
    assert speech().halves(words) == halves


def test_words_of_small_talk_take_no_longer_the_more_there_are() -> None:
    assert speech().is_small_talk(fold("how are you doing " * 500))
    assert not speech().is_small_talk(fold("how are you doing " * 500 + "queue"))


def test_without_any_words_nothing_is_small_talk_or_refused() -> None:
    silent = Speech()
    assert not silent.is_small_talk("hello")
    assert not silent.is_refusal("forget it")
    assert silent.parts.split("one and two, three") == ["one and two", " three"]


def test_german_is_added_by_a_file_alone(tmp_path: Path) -> None:
    said = said_with("de", GERMAN_TEXTS, tmp_path, "-c", SCRIPT)
    assert said == [True, False, True, False, "kund", ["Gruß ", " Abschied"]]
