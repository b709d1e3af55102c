"""In a thread, a question keeps to the standard that the thread is about, and a new question is a new one."""

import pytest

from bot.answers.answers import Answer, Candidate, Outcome
from bot.answers.followup import asks_on, behind_openers, in_context, is_bare, may_go_on, stays, without_nod
from bot.answers.normalise import searchable

OPENERS = {"and", "but", "what if", "og", "hvad hvis"}


def match(standard: str, *others: str, exact: bool = False) -> Answer:
    return Answer(Outcome.MATCH, standard, 0.8, _candidates(standard, *others), exact=exact)


def suggestions(*standards: str) -> Answer:
    return Answer(Outcome.SUGGESTIONS, None, 0.5, _candidates(*standards))


def nothing(*near: str) -> Answer:
    return Answer(Outcome.NONE, None, 0.1, _candidates(*near))


def _candidates(*standards: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(one, 0.9 - 0.1 * place) for place, one in enumerate(standards))


@pytest.mark.parametrize(
    ("question", "follows"),
    [
        ("and if she is with a child?", True),
        ("And?", True),
        ("Og hvis hun har et barn med?", True),
        ("hvad hvis de ikke svarer", True),
        ("What if nobody answers?", True),
        ("what is the capital of Peru", False),
        ("Andy is late", False),
        ("", False),
        ("and " * 13, False),
    ],
)
def test_asking_on_is_short_and_starts_so(question: str, follows: bool) -> None:
    assert asks_on(searchable(question), OPENERS) is follows


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("Why?", True),
        ("but why", True),
        ("and?", True),
        ("og hvad hvis, hvorfor", True),
        ("why is the sky blue", False),
        ("and if she is with a child?", False),
        ("android", False),
        ("", False),
    ],
)
def test_words_that_say_nothing_by_themselves(question: str, bare: bool) -> None:
    assert is_bare(searchable(question), OPENERS, {"why", "hvorfor"}) is bare


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("ok and what about children?", "and what about children"),
        ("okay, og hvad med børn?", "og hvad med boern"),
        ("thank you, but why?", "but why"),
        ("and ok", "and ok"),
        ("ok", "ok"),
        ("ok thanks", "ok thanks"),
        ("ok children", "ok children"),
        ("greeting and queue", "greeting and queue"),
        ("", ""),
    ],
)
def test_a_nod_before_words_that_go_on_is_left_out(question: str, rest: str) -> None:
    nods = {"ok", "okay", "thank you", "ok thanks"}
    assert without_nod(searchable(question), nods.__contains__, lambda words: asks_on(words, OPENERS)) == rest


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("and what if children", "children"),
        ("Og påklædning?", "påklædning?"),
        ("And (also) name-badges", "(also) name-badges"),
        ("and?", ""),
        ("children", ""),
        ("and " * 13, ""),
        ("", ""),
    ],
)
def test_what_one_goes_on_about_is_told_as_it_was_typed(question: str, subject: str) -> None:
    assert behind_openers(question, searchable(question), OPENERS) == subject


def test_words_that_say_nothing_stay_with_the_standard() -> None:
    answer = stays("queue")
    assert (answer.outcome, answer.standard, answer.exact) == (Outcome.MATCH, "queue", False)


@pytest.mark.parametrize(
    ("alone", "combined", "follows", "expected"),
    [
        # the name of a standard, or a clear question of its own
        (match("queue", exact=True), match("greeting"), True, ["match", "queue"]),
        (match("queue"), match("greeting"), False, ["match", "queue"]),
        (match("children"), suggestions("children", "greeting"), True, ["match", "children"]),
        (match("greeting"), match("greeting"), True, ["match", "greeting"]),
        # what the question leaves open, the thread settles
        (suggestions("queue", "greeting"), match("greeting"), True, ["match", "greeting"]),
        (suggestions("queue", "greeting"), match("greeting"), False, ["match", "greeting"]),
        (suggestions("queue", "phone"), match("greeting"), False, ["suggestions", "queue", "phone"]),
        (suggestions("queue"), suggestions("queue", "phone"), True, ["suggestions", "greeting", "queue"]),
        # both may be meant
        (match("phone"), match("greeting", "phone"), True, ["suggestions", "phone", "greeting"]),
        # nothing alone: the thread's standard is offered to who asks on, and only then
        (nothing("queue"), match("greeting", "queue"), True, ["suggestions", "greeting"]),
        (nothing(), match("greeting"), False, ["none"]),
    ],
)
def test_answer_in_a_thread_about_greeting(alone: Answer, combined: Answer, follows: bool, expected: list[str]) -> None:
    answer = in_context(alone, combined, "greeting", asks_on=follows)
    shown = {Outcome.MATCH: (answer.standard,), Outcome.SUGGESTIONS: answer.suggestions}.get(answer.outcome, ())
    assert [answer.outcome.value, *shown] == expected


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("does it apply to children?", True),
        ("on Sundays?", True),
        ("gælder det for børn?", True),
        ("how close may I stand to a customer?", False),
        ("where may I put my bag on Sundays?", False),
        ("what do I do when they shout at me", False),
    ],
)
def test_few_words_may_be_about_what_was_said_before(question: str, *, may: bool) -> None:
    assert may_go_on(searchable(question), {"it", "they", "det"}) is may


@pytest.mark.parametrize(
    ("alone", "combined", "expected"),
    [
        (match("queue", exact=True), match("greeting"), ["match", "queue"]),
        (match("greeting"), match("greeting"), ["match", "greeting"]),
        (match("saying-no"), suggestions("saying-no", "phone"), ["suggestions", "saying-no", "greeting"]),
        (match("saying-no"), match("greeting"), ["suggestions", "saying-no", "greeting"]),
        (suggestions("queue", "phone"), suggestions("queue"), ["suggestions", "greeting", "queue", "phone"]),
        (nothing("queue"), nothing("queue"), ["suggestions", "greeting"]),
    ],
)
def test_few_words_never_lead_away_from_the_standard_of_the_thread_unseen(
    alone: Answer, combined: Answer, expected: list[str]
) -> None:
    answer = in_context(alone, combined, "greeting", asks_on=False, may_go_on=True)
    shown = {Outcome.MATCH: (answer.standard,), Outcome.SUGGESTIONS: answer.suggestions}.get(answer.outcome, ())
    assert [answer.outcome.value, *shown] == expected


def test_what_asks_nothing_leads_nowhere_also_in_a_thread() -> None:
    rude = Answer(Outcome.NONE, None, 0.0, _candidates("queue"), unasked=True)
    assert in_context(rude, match("greeting"), "greeting", asks_on=True) == rude


def several(*standards: str) -> Answer:
    return Answer(Outcome.SUGGESTIONS, None, 0.5, _candidates(*standards), several=standards)


def test_a_question_about_several_is_answered_as_it_is() -> None:
    both = several("greeting", "queue")
    assert in_context(both, match("greeting"), "greeting", asks_on=False) == both


def test_several_that_are_asked_on_about_stand_beside_the_standard_of_the_thread() -> None:
    answer = in_context(several("upset-customer", "children", "queue"), match("greeting"), "greeting", asks_on=True)
    assert answer.outcome is Outcome.SUGGESTIONS
    assert answer.suggestions == ("upset-customer", "children", "greeting")
