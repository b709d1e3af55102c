"""What asks nothing: small talk, unless a standard is about it, and refusals, unless they go on to ask."""

from collections.abc import Iterator

import pytest

from bot.answers.answers import Answers, Outcome
from bot.answers.speech import speech
from bot.answers.unasked import Unasked
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Standard
from tests.answers.catalogues import catalogue_of, queue, standard, text

NAMES = ("queue", "queues", "dress code", "what to wear", "koe", "koeen", "paaklaedning")
NONE = Unasked(speech(), [], NAMES.__contains__)
TALK = ["hello", "hi there", "good morning", "hey you", "what may I call you"]


class Looked(tuple[Standard, ...]):
    """Standards that note how often somebody went through them."""

    times = 0

    def __iter__(self) -> Iterator[Standard]:
        Looked.times += 1
        return super().__iter__()


def test_nobody_who_talks_waits_for_what_small_talk_is_about_once_it_is_warm() -> None:
    unasked = Unasked(speech(), Looked(catalogue_of(queue()).searched), NAMES.__contains__)
    unasked.warm()
    assert Looked.times
    before = Looked.times
    assert unasked.is_nothing("hello there")
    assert Looked.times == before


@pytest.mark.parametrize(
    ("words", "nothing"),
    [
        ("not about the dress code", True),
        ("not about the dress code, thanks", True),
        ("Not the dress code. Never mind.", True),
        ("not about buying beer, about whose account it is", False),
        ("never mind the queue - how do I say no?", False),
        ("glem det, hvordan siger jeg nej?", False),
        ("glem det", True),
        ("hello there", True),
        ("how do I say hello", False),
        ("anything but the queue, please", True),
        ("neither the queue nor the dress code", True),
        ("hverken kø eller påklædning", True),
        ("not queue", True),
        ("I'm not asking about the dress code", True),
        ("I'm not asking about the dress code, who comes first in line?", False),
        ("ikke noget om kø tak", True),
        ("nej, ikke påklædning", True),
        ("alt andet end kø", True),
        ("not a queue in sight, and nobody says hello", False),
        ("ikke en kø, som man kan se enden på", False),
        ("no queue", True),
        ("No dress code, please", True),
        ("without queue", True),
        ("ingen kø tak", True),
        ("uden påklædning", True),
        ("I don't care", True),
        ("I do not care about the queue", True),
        ("leave me alone", True),
        ("please don't", True),
        ("I have no question", True),
        ("I have no questions, thanks", True),
        ("I do not need help with queues", True),
        ("jeg er ligeglad", True),
        ("ligemeget", True),
        ("lad mig være", True),
        ("lad mig være i fred", True),
        ("jeg har ikke brug for hjælp til køen", True),
        ("what do I do with a customer without a queue ticket", False),
        ("no receipt, what now", False),
        ("no queue, what now", False),
        ("no queue but lots of people", False),
        ("uden kvittering", False),
        ("uden kø i butikken", False),
        ("ingen kvittering, hvad så", False),
        ("no name badge on my colleague", False),
        ("customer says leave me alone", False),
        ("kunden er ligeglad", False),
        ("I don't care for a customer's tone, what may I say", False),
        ("no time to say hello", False),
        ("not sure what to wear", False),
        ("not the first time a customer shouts at me", False),
        ("not the right change in the till", False),
        ("Not the customer's turn yet but she pushes in front", False),
        ("not about to let him jump the queue", False),
        ("never mind if the customer is late", False),
        ("never mind", True),
        ("not now, thanks", True),
        ("not the queue but the dress code", False),
        ("not queue, dress code", False),
        ("not the dress code for men", False),
        ("I don't want what to wear", True),
        ("I don't want to queue", False),
        ("skip the queue", False),
        ("I do not want the dress code standard", True),
        ("I do not want to see the dress code", True),
        ("I don't want the standard on queues", True),
        ("please not the dress code", True),
        ("and not the queue", True),
        ("skip the dress code", True),
        ("I'm not asking about the queue and the dress code", True),
        ("ikke sikker på hvad jeg skal have på", False),
        ("ikke første gang en kunde råber ad mig", False),
        ("ikke køen men påklædning", False),
        ("ikke en, der venter. Hvor stiller jeg mig?", False),
        ("jeg vil ikke se standarden for kø", True),
        ("spring påklædning over", True),
        ("glem det med køen", True),
    ],
)
def test_a_refusal_that_goes_on_asks_for_something(words: str, *, nothing: bool) -> None:
    assert NONE.is_nothing(words) is nothing


@pytest.mark.parametrize(
    ("words", "nothing"),
    [
        ("go fuck yourself", True),
        ("fuck this shit", True),
        ("shut the fuck up", True),
        ("son of a bitch", True),
        ("idiotiske robot", True),
        ("but fuck off", True),
        ("what an idiot", True),
        ("klap i", True),
        ("tosse", True),
        ("god weekend", True),
        ("scum", True),
        ("customer says fuck off to me, what now", False),
        ("customer called me a bitch", False),
        ("han kaldte mig luder", False),
        ("kunden siger fuck dig", False),
        ("the fucking queue", False),
        ("fucking long queue again", False),
        ("a bitch of a day, and I have no name badge", False),
        ("shit on the floor", False),
        ("brat slut", False),
        ("resting bitch face", False),
    ],
)
def test_a_few_words_of_abuse_ask_nothing_unless_they_tell_of_others_or_name_something(
    words: str, *, nothing: bool
) -> None:
    assert NONE.is_nothing(words) is nothing


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("not the queue but the dress code", "dress code"),
        ("not the queue, the dress code", "dress code"),
        ("the dress code, not the queue", "dress code"),
        ("ikke køen, påklædning", "paaklaedning"),
        ("never mind the queue - how do I say no?", "how do I say no?"),
        ("He paid, not the queue, and left. What now?", "He paid, and left. What now?"),
        ("anything but the queue", "anything but the queue"),
        ("not sure, what do I wear?", "what do I wear?"),
        ("how do I say no, but kindly?", "how do I say no, but kindly?"),
    ],
)
def test_of_what_somebody_does_without_and_what_they_want_the_second_is_asked(words: str, wanted: str) -> None:
    assert NONE.wanted(words) == wanted


def talk(*questions: str) -> Standard:
    """A standard that people ask for in these words."""
    return Standard.model_validate(standard("small-talk", text("Chatting", questions=list(questions)), text("Snak")))


def test_small_talk_asks_for_a_standard_that_is_about_it() -> None:
    about = Unasked(speech(), [talk(*TALK)], NAMES.__contains__)
    assert not about.is_nothing("hey hey")
    assert not about.is_nothing_of("hey hey", "small-talk")
    assert about.is_nothing_of("hey hey", "queue")


def test_a_standard_with_one_such_question_among_many_is_not_about_it() -> None:
    asked = ["hello", *(f"who speaks at place {n}" for n in range(9))]
    assert Unasked(speech(), [talk(*asked)], NAMES.__contains__).is_nothing("hey hey")


def test_where_people_chat_one_such_question_is_enough() -> None:
    robot = Standard.model_validate(
        standard("robot", text("Who is there", questions=["are you a robot", "is somebody there"]), text("Hvem der"))
    )
    about = Unasked(speech(), [talk(*TALK), robot], NAMES.__contains__)
    assert not about.is_nothing_of("are you human", "robot")


def test_small_talk_is_found_where_a_catalogue_is_about_it_and_nowhere_else() -> None:
    chatty = catalogue_of(standard("small-talk", text("Chatting", questions=TALK), text("Snak")), queue())
    found = Answers(LiveCatalogue(chatty)).answer("hi, good morning", "en")
    assert found.candidates[0].standard == "small-talk"
    assert found.outcome is not Outcome.NONE
    assert Answers(LiveCatalogue(catalogue_of(queue()))).answer("hi, good morning", "en").outcome is Outcome.NONE
