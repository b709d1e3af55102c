"""Drafts: fifteen minutes, for their author alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.model import Level
from bot.db.engine import Sessions
from bot.errors import StorageAway
from bot.observations.draft import Draft, of_line, of_message
from bot.observations.drafts import Drafts
from bot.observations.understood import NotSeen, Understood
from bot.ports import MemberId, WorkspaceId
from handlers.views.carried import Held
from tests.fakes import ANNA, BEN, MONDAY_MORNING, SOFIE, WORKSPACE, FixedClock
from tests.furnished import observation

DRAFT = Draft((ANNA, BEN), "greeting", Level.MET, "Varm velkomst", "Indgang", MONDAY_MORNING)
LEVELS = st.sampled_from([None, *Level, NotSeen.NOT_SEEN])
NOTES = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
OTHER = WorkspaceId("T0OTHER")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def drafts(sessions: Sessions, clock: FixedClock) -> Drafts:
    return Drafts(sessions, clock)


async def test_draft_comes_back_whole_for_its_author_alone(drafts: Drafts) -> None:
    await drafts.keep(WORKSPACE, SOFIE, "V1", DRAFT)
    kept = await drafts.newest(WORKSPACE, SOFIE)
    assert kept is not None
    assert (kept.form, kept.draft, kept.kept_at) == ("V1", DRAFT, MONDAY_MORNING)
    assert await drafts.newest(WORKSPACE, ANNA) is None
    assert await drafts.newest(OTHER, SOFIE) is None


async def test_draft_is_gone_after_fifteen_minutes(drafts: Drafts, clock: FixedClock) -> None:
    await drafts.keep(WORKSPACE, SOFIE, "V1", DRAFT)
    clock.advance(minutes=14, seconds=59)
    assert await drafts.newest(WORKSPACE, SOFIE)
    await drafts.forget()
    assert await drafts.newest(WORKSPACE, SOFIE)
    clock.advance(seconds=1)
    assert await drafts.newest(WORKSPACE, SOFIE) is None
    await drafts.forget()
    clock.set(MONDAY_MORNING)
    assert await drafts.newest(WORKSPACE, SOFIE) is None


async def test_form_keeps_its_latest_words_and_the_latest_form_comes_first(drafts: Drafts, clock: FixedClock) -> None:
    await drafts.keep(WORKSPACE, SOFIE, "V1", DRAFT)
    await drafts.keep(WORKSPACE, SOFIE, "V1", Draft(note="V"))
    clock.advance(minutes=1)
    await drafts.keep(WORKSPACE, SOFIE, "V2", Draft(note="second"))
    newest, other = await drafts.newest(WORKSPACE, SOFIE), await drafts.newest(WORKSPACE, SOFIE, besides="V2")
    assert newest is not None
    assert other is not None
    assert (newest.draft.note, other.draft.note) == ("second", "V")


async def test_form_that_goes_on_from_a_draft_takes_its_place(drafts: Drafts) -> None:
    await drafts.keep(WORKSPACE, SOFIE, "V1", DRAFT)
    await drafts.keep(WORKSPACE, SOFIE, "V2", Draft(note="more"), instead_of="V1")
    assert await drafts.newest(WORKSPACE, SOFIE, besides="V2") is None


async def test_form_that_is_emptied_again_leaves_no_draft(drafts: Drafts) -> None:
    await drafts.keep(WORKSPACE, SOFIE, "V1", DRAFT)
    await drafts.keep(WORKSPACE, SOFIE, "V1", Draft())
    assert await drafts.newest(WORKSPACE, SOFIE) is None


@pytest.mark.parametrize(
    "chosen", [Draft(standard="greeting"), Draft(level=NotSeen.NOT_SEEN), Draft(follow_up=MONDAY_MORNING.date())]
)
async def test_anything_that_was_chosen_is_kept(drafts: Drafts, chosen: Draft) -> None:
    await drafts.keep(WORKSPACE, SOFIE, "V1", chosen)
    kept = await drafts.newest(WORKSPACE, SOFIE)
    assert kept is not None
    assert kept.draft == chosen


async def test_last_letters_of_a_form_that_was_sent_come_too_late(drafts: Drafts) -> None:
    await drafts.keep(WORKSPACE, SOFIE, "V1", DRAFT)
    await drafts.done(WORKSPACE, SOFIE, "V1", "")
    await drafts.keep(WORKSPACE, SOFIE, "V1", DRAFT)
    assert await drafts.newest(WORKSPACE, SOFIE) is None


@pytest.mark.parametrize(("form", "key"), [("V1", ""), ("V2", "V1")])
async def test_last_letters_of_a_form_that_was_saved_on_another_replica_come_too_late(
    drafts: Drafts, sessions: Sessions, clock: FixedClock, form: str, key: str
) -> None:
    await drafts.keep(WORKSPACE, SOFIE, form, DRAFT, key=key)
    await save(sessions, "V1/U0ANNA")
    await Drafts(sessions, clock).keep(WORKSPACE, SOFIE, form, DRAFT, key=key)
    assert await drafts.newest(WORKSPACE, SOFIE) is None


async def test_draft_of_a_form_that_was_saved_by_a_process_that_ended_then_is_gone(
    drafts: Drafts, sessions: Sessions
) -> None:
    await drafts.keep(WORKSPACE, SOFIE, "V1", DRAFT)
    await drafts.keep(WORKSPACE, SOFIE, "V11", Draft(note="other"))
    await save(sessions, "V1/U0ANNA")
    newest = await drafts.newest(WORKSPACE, SOFIE)
    assert newest is not None
    assert newest.form == "V11"
    await save(sessions, "V11/U0BEN")
    assert await drafts.newest(WORKSPACE, SOFIE) is None


async def test_letter_that_was_typed_before_comes_too_late(drafts: Drafts) -> None:
    later = MONDAY_MORNING + timedelta(seconds=1)
    await drafts.keep(WORKSPACE, SOFIE, "V1", Draft(note="Va"), typed_at=later)
    await drafts.keep(WORKSPACE, SOFIE, "V1", Draft(note="V"), typed_at=MONDAY_MORNING)
    newest = await drafts.newest(WORKSPACE, SOFIE)
    assert newest is not None
    assert newest.draft.note == "Va"
    await drafts.keep(WORKSPACE, SOFIE, "V1", Draft(note="Var"), typed_at=later)
    newest = await drafts.newest(WORKSPACE, SOFIE)
    assert newest is not None
    assert newest.draft.note == "Var"


async def save(sessions: Sessions, source_key: str) -> None:
    """An observation by Sofie, as a form saves it."""
    row = observation(None, SOFIE, ANNA, "Varm")  # type: ignore[arg-type]
    row.source_key = source_key
    row.recorded_at = MONDAY_MORNING
    async with sessions.begin() as session:
        session.add(row)


async def test_nobody_drops_another_s_draft(drafts: Drafts) -> None:
    await drafts.keep(WORKSPACE, SOFIE, "V1", DRAFT)
    await drafts.drop(WORKSPACE, ANNA, "V1")
    await drafts.drop(OTHER, SOFIE, "V1")
    assert await drafts.newest(WORKSPACE, SOFIE)


async def test_database_that_is_away_is_said_so(away: Sessions, clock: FixedClock) -> None:
    with pytest.raises(StorageAway):
        await Drafts(away, clock).newest(WORKSPACE, SOFIE)


@given(NOTES, st.text(st.characters(exclude_categories=["Cs"]), max_size=80), LEVELS)
def test_any_draft_is_read_back_and_fits_into_a_button(note: str, place: str, level: Level | NotSeen | None) -> None:
    draft = Draft((ANNA,), "greeting", level, note, place, MONDAY_MORNING)
    assert Draft.read(draft.as_text()) == draft
    value = Held("1234567890.1234567890.0123456789abcdef0123456789abcdef", Draft((ANNA,), "greeting", level, note))
    assert Held.read(value.as_value()) == value
    assert len(value.as_value()) <= 2000


def test_line_with_two_people_fills_both_in() -> None:
    said = Understood(subject=ANNA, others=(BEN, ANNA), standard="greeting", note="Hi")
    assert of_line(said, MONDAY_MORNING.date()) == Draft((ANNA, BEN), "greeting", None, "Hi")


def test_line_is_drafted_without_what_no_database_keeps() -> None:
    assert of_line(Understood(note="good\x00 mor\ud800ning "), MONDAY_MORNING.date()).note == "good morning"


@pytest.mark.parametrize(("days", "kept"), [(0, True), (29, True), (31, False), (-1, False)])
def test_message_s_moment_is_carried_over_where_it_may_be_recorded(days: int, kept: bool) -> None:
    said_at = MONDAY_MORNING - timedelta(days=days)
    draft = of_message(ANNA, "Tak for hjælpen", said_at, MONDAY_MORNING)
    assert (draft.subjects, draft.note, draft.seen_at) == ((ANNA,), "Tak for hjælpen", said_at if kept else None)


def test_each_person_has_a_source_key_of_their_own() -> None:
    news = Draft((ANNA, BEN, ANNA), "greeting", Level.MET, "Hi").observations(WORKSPACE, SOFIE, "V1")
    assert [(new.subject, new.source_key) for new in news] == [(ANNA, "V1/U0ANNA"), (BEN, "V1/U0BEN")]


@pytest.mark.parametrize(
    "draft", [Draft((ANNA,), "greeting"), Draft((ANNA,), None, Level.MET), Draft((), "greeting", Level.MET)]
)
def test_draft_that_lacks_something_is_no_observation(draft: Draft) -> None:
    assert draft.observations(WORKSPACE, SOFIE, "V1") == ()


def test_what_was_not_seen_is_no_observation() -> None:
    draft = Draft((MemberId("U0ANNA"),), "greeting", NotSeen.NOT_SEEN, "Nobody came")
    assert draft.observations(WORKSPACE, SOFIE, "V1") == ()
