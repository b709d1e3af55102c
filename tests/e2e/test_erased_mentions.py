"""Who is mentioned in what others write over the wire is gone from all of it once they are erased."""

from tests.e2e.conftest import Stage
from tests.e2e.following_up import OVER_SOCKET
from tests.e2e.test_fair_dialogues import contest
from tests.e2e.test_lawful_dialogues import run
from tests.waiting import until


def lines_with(stage: Stage, *words: str) -> list[str]:
    """The rows of the whole database in which any of the words stands."""
    tables = [str(name) for (name,) in run(stage, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [f"{name}: {row}" for name in tables for row in run(stage, f'SELECT * FROM "{name}"')]
    return [row for row in rows if any(word in row for word in words)]


@OVER_SOCKET
async def test_mentions_in_a_line_a_form_a_draft_a_reply_and_a_contest_go_with_the_person(stage: Stage) -> None:
    slack = stage.slack
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op, @ben måtte hjælpe")
    await anna.sees("Så ikke op", channel="dm")
    await anna.presses("Svar", channel="dm")
    await anna.submits({"step.words": "Jeg spurgte <@U0BEN|ben>"})
    await contest(anna, "Spørg <@U0BEN|ben>")
    await sofie.presses("step.amend", channel="dm")
    await sofie.submits({"observe.note": "Så ikke op, <@U0BEN> hjalp", "step.words": "Efter snak med <@U0BEN>"})
    await anna.sees("Efter snak med", channel="dm")
    await sofie.types("/observe @anna hilsen + Sammen med @ben")
    await anna.sees("Sammen med", channel="dm")
    await sofie.types("/observe @anna")
    await sofie.form("?")
    await sofie.picks("ben", "observe.subject")
    await until(lambda: any("draft" in one for one in lines_with(stage, "U0BEN")))
    await sofie.closes()
    assert len(lines_with(stage, "U0BEN")) == 5, "the note, three steps and the draft"
    await slack.change(user="ben", deleted=True)
    await until(lambda: run(stage, "SELECT count(*) FROM tombstone") == [(1,)])
    assert lines_with(stage, "U0BEN", "|ben>") == []
    assert len(lines_with(stage, "…")) == 4
    assert len(lines_with(stage, "@ben")) == 2, "a name as it was typed after /observe; docs/privacy.md says so"
