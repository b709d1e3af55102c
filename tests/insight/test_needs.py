"""What teams need, counted from what was observed and asked, on both databases."""

from datetime import datetime, timedelta

import pytest

from bot.catalogue.model import Level
from bot.db.engine import Sessions, transaction
from bot.db.models import Base, Delivery, Observation, Question, Response
from bot.insight.need_queries import needs_of_teams
from bot.ports import ChannelId, Need, Team, WorkspaceId
from tests.fakes import MONDAY_MORNING, SOFIE, WORKSPACE

BUTIK, RECEPTION = Team(WORKSPACE, ChannelId("C0BUTIK")), Team(WORKSPACE, ChannelId("C0RECEP"))
ELSEWHERE = Team(WorkspaceId("T0OTHER"), ChannelId("C0BUTIK"))


def seen(
    subject: str, level: Level, *, days_ago: int = 1, undone: bool = False, contested: bool = False, **more: str
) -> Observation:
    moment = MONDAY_MORNING - timedelta(days=days_ago)
    values = {"workspace": WORKSPACE, "standard": "greeting"} | more
    return Observation(
        observer=SOFIE,
        subject=subject,
        standard_version="1",
        level=level,
        note="",
        place="",
        seen_at=moment,
        recorded_at=moment,
        undone_at=moment if undone else None,
        contested_at=moment if contested else None,
        source_key=f"{subject}/{level}/{days_ago}/{values}",
        **values,
    )


def asked(standard: str | None, *, helpful: bool | None = None, days_ago: int = 1) -> Question:
    return Question(
        workspace=WORKSPACE,
        asked_at=MONDAY_MORNING - timedelta(days=days_ago),
        surface="command",
        language="en",
        text="",
        outcome="match" if standard else "none",
        standard=standard,
        confidence=0.9,
        key=None,
        helpful=helpful,
    )


def answered(team: Team, *members: str) -> list[Base]:
    """A delivery in the team's channel that these members have answered."""
    name = f"{team.channel}-{'-'.join(members)}"
    moment: datetime = MONDAY_MORNING - timedelta(days=3)
    delivery = Delivery(
        id=name,
        workspace=team.workspace,
        channel=team.channel,
        slot=moment,
        language="en",
        state="sent",
        not_before=moment,
        attempts=1,
        doubt=False,
        created_at=moment,
    )
    given = [
        Response(delivery=name, member=one, workspace=team.workspace, option=0, is_right=True, answered_at=moment)
        for one in members
    ]
    return [delivery, *given]


def all_met(*subjects: str, standard: str = "greeting", workspace: str = WORKSPACE) -> list[Observation]:
    """Each of them was seen to meet the standard once."""
    return [seen(one, Level.MET, days_ago=5, standard=standard, workspace=workspace) for one in subjects]


async def needs(sessions: Sessions, *rows: Base, teams: tuple[Team, ...] = (BUTIK,)) -> list[dict[str, Need]]:
    """What the teams need once these rows are there."""
    async with transaction(sessions) as session:
        session.add_all(rows)
    async with transaction(sessions) as session:
        found = await needs_of_teams(session, teams=teams, now=MONDAY_MORNING)
    return [dict(found[team]) for team in teams]


async def test_observations_of_the_last_thirty_days_count_by_level_and_people(sessions: Sessions) -> None:
    rows = [
        seen("U1", Level.NOT_YET),
        seen("U1", Level.NOT_YET, days_ago=2),
        seen("U2", Level.MET),
        seen("U3", Level.EXAMPLE),
        *all_met("U7", "U8"),
        seen("U4", Level.NOT_YET, days_ago=31),
        seen("U5", Level.NOT_YET, undone=True),
        seen("U6", Level.NOT_YET, contested=True),
    ]
    assert await needs(sessions, *rows) == [{"greeting": Need(not_yet=2, met=4, people=5)}]


@pytest.mark.parametrize("team", [(), ("U1", "U2", "U3", "U4", "U5")])
async def test_what_was_seen_of_fewer_than_five_people_counts_for_nothing(
    sessions: Sessions, team: tuple[str, ...]
) -> None:
    rows = [
        *(seen("U1", Level.NOT_YET, days_ago=days) for days in range(1, 9)),
        *all_met("U2", "U3", "U4"),
        *all_met("U1", "U2", "U3", "U4", "U5", standard="posture"),
        *(answered(BUTIK, *team) if team else []),
    ]
    assert await needs(sessions, *rows) == [{"posture": Need(met=5, people=5)}]


async def test_questions_about_a_standard_count_whoever_was_seen_in_it(sessions: Sessions) -> None:
    assert await needs(sessions, seen("U1", Level.NOT_YET), asked("greeting")) == [{"greeting": Need(questions=1)}]


async def test_questions_count_where_a_standard_was_the_answer(sessions: Sessions) -> None:
    rows = [asked("farewell"), asked("farewell", helpful=False), asked("farewell", days_ago=40), asked(None)]
    assert await needs(sessions, *rows) == [{"farewell": Need(questions=2, unhelpful=1)}]


async def test_a_team_of_five_counts_its_own_people_alone(sessions: Sessions) -> None:
    rows = [
        *(seen("U1", Level.NOT_YET), seen("U9", Level.NOT_YET), *all_met("U2", "U3", "U4", "U5")),
        *answered(BUTIK, "U1", "U2", "U3", "U4", "U5"),
    ]
    assert await needs(sessions, *rows) == [{"greeting": Need(not_yet=1, met=4, people=5)}]


async def test_a_team_of_five_in_which_nothing_was_seen_needs_nothing(sessions: Sessions) -> None:
    elsewhere = [seen(f"V{number}", Level.NOT_YET) for number in range(5)]
    rows = [*elsewhere, *answered(BUTIK, "U1", "U2", "U3", "U4", "U5")]
    assert await needs(sessions, *rows) == [{}]


async def test_a_smaller_team_goes_by_its_workspace(sessions: Sessions) -> None:
    rows = [
        *(seen("U1", Level.NOT_YET), seen("U9", Level.NOT_YET), *all_met("U2", "U3", "U4")),
        *answered(BUTIK, "U1", "U2", "U3", "U4"),
    ]
    assert await needs(sessions, *rows) == [{"greeting": Need(not_yet=2, met=3, people=5)}]


async def test_many_teams_are_told_apart(sessions: Sessions) -> None:
    butik, reception = ("U1", "U2", "U3", "U4", "U5"), ("U6", "U7", "U8", "U9", "U0")
    rows = [
        *answered(BUTIK, *butik),
        *answered(RECEPTION, *reception),
        *(seen(one, Level.NOT_YET) for one in butik),
        *all_met(*reception, standard="posture"),
        *all_met(*butik, workspace=ELSEWHERE.workspace, standard="farewell"),
    ]
    assert await needs(sessions, *rows, teams=(BUTIK, RECEPTION, ELSEWHERE)) == [
        {"greeting": Need(not_yet=5, people=5)},
        {"posture": Need(met=5, people=5)},
        {"farewell": Need(met=5, people=5)},
    ]


async def test_no_teams_need_nothing(sessions: Sessions) -> None:
    assert await needs(sessions, teams=()) == []
