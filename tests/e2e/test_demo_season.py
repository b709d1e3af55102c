"""What the demo has to show: a report with numbers, about nobody who is in the playground."""

import pytest

from bot.demo import furnish
from bot.ports import WorkspaceId
from playground.client import Workspace
from tests.e2e.conftest import Stage

pytestmark = pytest.mark.parametrize("mode", ["socket"])


async def test_supervisor_reads_a_report_with_its_picture_in_the_demo(stage: Stage) -> None:
    await furnish(stage.takt, WorkspaceId("T0TAKT"))
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe rapport")
    report = await sofie.sees("Observationer: de sidste 30 dage", channel="butikken")
    for words in (
        "9 af 9 medarbejdere er observeret",
        "procentpoint mod de 30 dage før",
        "Det går godt",
        "/tips fokus",
    ):
        assert words in report.text
    assert "U0NOBODY" not in str(report.raw)
    await sofie.sees("takt-report.png", channel="dm")


async def test_what_is_invented_is_about_nobody_and_by_nobody(stage: Stage) -> None:
    await furnish(stage.takt, WorkspaceId("T0TAKT"))
    slack: Workspace = stage.slack
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await anna.types("/observe mine")
    await anna.sees("Der er ikke noteret noget om dig.")
    await sofie.types("/observe seneste")
    await sofie.sees("Du har ikke noteret nogen observationer.", channel="butikken")
    await anna.does_not_see("har noteret noget, du gjorde")
