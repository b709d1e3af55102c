"""The judge of a soak sees what it is there to see."""

from collections import Counter
from random import Random

from benchmarks._soak_acts import Act, Kind, acts, stamp
from benchmarks._soak_check import Verdict, judge
from benchmarks._soak_driver import Said
from playground.wire import Ack

REFUSAL = "I cannot reach my database"


def one(kind: Kind, ack: Ack | None = None) -> Said:
    """What became of a request of this kind."""
    found: Act = next(act for act in acts(Random(1), 60, "http://ears", "x") if act.kind == kind)
    return Said(found, ack or Ack(), 0.1)


def judged(said: Said, rows: int = 0, told: str = "", posted: tuple[dict[str, str], ...] = ()) -> Verdict:
    heard = {said.act.key.replace("/", "-"): told}
    return judge([said], Counter({said.act.key: rows}), posted, heard, [REFUSAL])


def test_form_that_was_acknowledged_and_has_no_row_is_lost() -> None:
    form = one("form")
    assert judged(form).lost == [form.act.key]
    assert judged(form, rows=1).lost == []


def test_form_that_was_kept_open_is_not_lost() -> None:
    kept_open = one("form", Ack(200, {"response_action": "errors", "errors": {"note": REFUSAL}}))
    assert (judged(kept_open).lost, judged(kept_open).refused) == ([], 1)


def test_click_that_was_refused_in_words_is_not_lost_and_one_without_a_word_is() -> None:
    click = one("click")
    assert judged(click, told=f"{REFUSAL} now.").lost == []
    assert judged(click).lost == [click.act.key]


def test_write_that_was_never_acknowledged_is_given_up_and_not_lost() -> None:
    verdict = judged(one("form", Ack(0, None, "dispatch_failed")))
    assert (verdict.given_up, verdict.lost) == (1, [])


def test_two_rows_of_one_word_are_a_duplicate() -> None:
    form = one("form")
    assert judged(form, rows=2).twice == [form.act.key]


def test_two_answers_to_one_mention_are_a_duplicate() -> None:
    mention = one("mention")
    answer = {"channel": "C0", "text": "A card.", "thread_ts": stamp(mention.act.key)}
    assert judged(mention, posted=(answer,)).twice == []
    assert judged(mention, posted=(answer, answer)).twice == [mention.act.key]


def test_two_messages_about_one_observation_to_one_person_are_a_duplicate() -> None:
    form = one("form")
    told = {"channel": "D1", "text": f"Note: Seen at the desk: {form.act.key}", "thread_ts": ""}
    assert judged(form, rows=1, posted=(told, told | {"channel": "D2"})).twice == []
    assert judged(form, rows=1, posted=(told, told)).twice == [f"{form.act.key} in D1"]
