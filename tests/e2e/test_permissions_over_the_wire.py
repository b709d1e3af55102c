"""Every row of the table of permissions: each role, each action, tried over the wire, in English and in Danish.

An admin here is no supervisor: what supervisors may do, admins may do all the same. Who may not is refused in both
languages, one after the other; what somebody may do leaves something behind, so it has a workspace for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.people.roles import PERMISSIONS, Action, Role
from tests.e2e.conftest import Stage
from tests.e2e.test_lawful_dialogues import run
from tests.fakes import FixedClock

LOCALES = {"en": "en-GB", "da": "da-DK"}
REFUSED = {"en": "can do this. Ask your", "da": "er kun for"}  # supervisors and admins, or only admins


@dataclass(frozen=True)
class Attempt:
    """What Ben types and is told where he may, in each language; a query that finds a row once it has its effect."""

    en: tuple[str, str]
    da: tuple[str, str]
    leaves: str = ""
    in_form: bool = False
    hours_later: int = 0


ATTEMPTS = {
    Action.SUBSCRIBE: Attempt(
        ("/tips on 10:00", "at 10:00"),
        ("/tips til 10:00", "kl. 10:00"),
        "SELECT 1 FROM subscription WHERE owner = 'U0BEN'",
    ),
    Action.OBSERVE: Attempt(
        ("/observe @anna greeting + Warm welcome", "Saved."),
        ("/observe @anna hilsen + Warm welcome", "Gemt."),
        "SELECT 1 FROM observation WHERE note = 'Warm welcome'",
    ),
    Action.SEE_OWN_RECORDED: Attempt(
        ("/observe recent", "Did not look up"),
        ("/observe seneste", "Did not look up"),
        "SELECT 1 FROM audit WHERE action = 'read' AND detail = '1'",
        hours_later=25,  # within a day everybody sees what they recorded
    ),
    Action.SEE_OWN_FRESH: Attempt(
        ("/observe recent", "Did not look up"),
        ("/observe seneste", "Did not look up"),
        "SELECT 1 FROM audit WHERE action = 'read' AND detail = '1'",
    ),
    Action.SEE_TIPS_REPORT: Attempt(
        ("/tips report", "There is no report yet"), ("/tips rapport", "Der er ingen rapport endnu")
    ),
    Action.SEE_REPORT: Attempt(
        ("/observe report week", "Fewer than five people"),
        ("/observe rapport uge", "Færre end fem medarbejdere"),
        "SELECT 1 FROM audit WHERE detail = 'report/week'",
    ),
    Action.EXPORT_REPORT: Attempt(
        ("/observe report week csv", "The file holds counts alone"),
        ("/observe rapport uge som fil", "Filen rummer kun antal"),
        "SELECT 1 FROM audit WHERE action = 'exported' AND detail = 'report/week'",
    ),
    Action.SEE_GAPS: Attempt(
        ("/standard gaps", "Nobody has asked in vain"), ("/standard huller", "Ingen har spurgt forgæves")
    ),
    Action.ENTER_NOTICE: Attempt(
        ("/observe notice 2026-10-01", "Staff were notified on 1 October 2026."),
        ("/observe varsel 1. oktober 2026", "Medarbejderne blev varslet den 1. oktober 2026."),
        "SELECT 1 FROM notice WHERE notified_on IS NOT NULL",
    ),
    Action.CALIBRATE: Attempt(
        ("/observe calibrate greeting", "Only you see your ratings"),
        ("/observe kalibrer hilsen", "Kun du kan se dine vurderinger"),
        in_form=True,
    ),
    Action.SEE_AGREEMENT: Attempt(
        ("/observe calibrate agreement", "How far our supervisors agree"),
        ("/observe kalibrer enighed", "Hvor enige vores ledere er"),
    ),
}


def rows() -> Iterator[tuple[Role, Action, tuple[str, ...]]]:
    """Each row, with the languages that are tried in one workspace."""
    for action in Action:
        for role in Role:
            together = [("en",), ("da",)] if role in PERMISSIONS[action] else [("en", "da")]
            yield from ((role, action, languages) for languages in together)


@pytest.fixture
def mode() -> str:
    """One mode: what is tried is the same behind both."""
    return "http"


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still."""
    return FixedClock()


def test_every_action_is_tried() -> None:
    assert set(ATTEMPTS) == set(PERMISSIONS) == set(Action)


@pytest.mark.parametrize(
    ("role", "action", "languages"),
    [*rows()],
    ids=lambda part: "-".join(part) if isinstance(part, tuple) else part.name,
)
async def test_permission(
    stage: Stage, clock: FixedClock, role: Role, action: Action, languages: tuple[str, ...]
) -> None:
    ben = stage.slack.person("ben")
    await stage.slack.change(user="ben", supervisor=True)
    await ben.types("/observe @anna greeting - Did not look up", channel="butikken")
    await ben.sees("Saved.", channel="butikken")
    await stage.slack.change(user="ben", supervisor=role is Role.SUPERVISOR, is_admin=role is Role.ADMIN)
    clock.advance(hours=ATTEMPTS[action].hours_later)
    for language in languages:
        await stage.slack.change(user="ben", locale=LOCALES[language])
        stage.takt.services.people.forget_everything()
        await attempt(stage, ATTEMPTS[action], language, is_allowed=role in PERMISSIONS[action])


async def attempt(stage: Stage, attempted: Attempt, language: str, *, is_allowed: bool) -> None:
    """It has its effect, or is refused without one, in the person's language."""
    ben = stage.slack.person("ben")
    line, told = attempted.en if language == "en" else attempted.da
    await ben.types(line, channel="reception")
    says = told if is_allowed else REFUSED[language]
    shown = await (ben.form(says) if attempted.in_form else ben.sees(says))
    assert says in shown.words
    if attempted.leaves:
        assert (run(stage, attempted.leaves) != []) is is_allowed
    if not is_allowed:
        assert told not in shown.words
    if attempted.in_form:
        await ben.closes(everything=True)
