"""What `/observe report` may be asked for: periods, areas, standards, and words that name none of them."""

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.test_observation_report_dialogues import a_month, clock

__all__ = ["clock"]


@pytest.mark.parametrize(
    ("words", "title", "within"),
    [
        ("report week", "Observations: this week", "60 % met or exemplary"),
        ("report today greeting", "Observations: Greeting, today", "100 % met or exemplary · 50 % exemplary · n = 12"),
        ("report greeting month", "Observations: Greeting, this month", "n = 12"),
        ("report hilsen 30d", "Observations: Greeting, the last 30 days", "+50 points against the 30 days before"),
        (
            "report 30d greting",
            "I know nothing called exactly “greting”, and took it for this:",
            "Greeting, the last 30",
        ),
        ("report mine", "no area and no standard called “mine”", "Periods: `today`, `week`"),
        ("report fine week", "no area and no standard called “fine”", "Periods: `today`, `week`"),
        ("report standard greeting", "Observations: Greeting, the last 30 days", "n = 12"),
        ("report 30d dark greting", "Observations: Greeting, the last 30 days", "n = 12"),
        ("report last week", "Observations: last week", "Nothing was observed in this period."),
        ("report <!channel> =1+1 ثض", "I know no area and no standard called", "“&lt;!channel&gt; =1+1 ثض”"),
        ("report nonsense week", "no area and no standard called “nonsense”", "Periods: `today`, `week`"),
        ("report @anna week", "A report is about areas and standards, never about one person.", "Periods: `today`"),
        ("report nonsense dark", "no area and no standard called “nonsense”", "With `dark` the picture is dark."),
    ],
)
async def test_what_may_be_asked_for_in_english(stage: Stage, words: str, title: str, within: str) -> None:
    await stage.slack.change(user="ben", supervisor=True)
    await a_month(stage)
    ben = stage.slack.person("ben")
    await ben.types(f"/observe {words}", channel="reception")
    assert within in (await ben.sees(title, channel="reception")).text


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("rapport i dag", "Observationer: i dag"),
        ("rapport denne uge", "Observationer: denne uge"),
        ("rapport sidste uge", "Observationer: sidste uge"),
        ("rapport måned hilsen", "Observationer: Hilsen, denne måned"),
        ("rapport for 30 dage", "Observationer: de sidste 30 dage"),
        ("rapport uge ordvalg", "Observationer: Ordvalg og faste vendinger, denne uge"),
        ("rapport hjælp", "Perioder: `i dag`, `uge`, `sidste uge`"),
        ("rapport uge @anna", "En rapport handler om områder og standarder, aldrig om en enkelt person."),
        ("rapport vrøvl", "hverken et område eller en standard, der hedder »vrøvl«"),
    ],
)
async def test_what_may_be_asked_for_in_danish(stage: Stage, words: str, title: str) -> None:
    await a_month(stage)
    sofie = stage.slack.person("sofie")
    await sofie.types(f"/observe {words}")
    await sofie.sees(title, channel="butikken")


async def test_standards_are_offered_for_words_that_are_near_some_and_for_no_others(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe rapport kunden råber ad mig")
    await sofie.sees("Mente du: Vred eller ulykkelig kunde", channel="butikken")
    await sofie.types("/observe rapport qwertz uge")
    assert "Mente du" not in (await sofie.sees("hedder »qwertz«", channel="butikken")).text


async def test_yesterday_and_last_month_are_reported(stage: Stage) -> None:
    await a_month(stage)
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe rapport sidste måned")
    assert "n = 12" in (await sofie.sees("Observationer: sidste måned", channel="butikken")).text
    await sofie.types("/observe rapport i går")
    await sofie.sees("Observationer: i går", channel="butikken")
