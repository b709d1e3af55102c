"""Every statement that Takt sends: whether it names the workspace whose rows it reads or changes, and who sent it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import greenlet  # type: ignore[import-untyped]
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.db.models import Base

BOT = Path(__file__).parent.parent.parent / "bot"
OWNED = frozenset(table.name for table in Base.metadata.sorted_tables if "workspace" in table.c)
NAMES = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+\"?([a-z_]+)\"?", re.IGNORECASE)
OF_WORKSPACE = re.compile(r"\bworkspace\s*=\s*(?:\?|%|:)", re.IGNORECASE)  # compared with what was given


# Jobs over all workspaces: what is due or too old, wherever it is; and what such a job reads of the rows that it took.
SWEEPS = frozenset(
    [
        *("answers.ask_queries.forget_asks", "answers.queries.forget_texts", "answers.threads.forget", "seen.forget"),
        *("insight.need_queries.needs_of_teams", "installs.removal_queries.removals_due"),
        *("observations.draft_queries.forget_drafts", "observations.rating_queries.forget_ratings"),
        *("observations.reminder_queries._reminders", "observations.reminder_queries.claim_reminders"),
        *("observations.retention_queries._fold", "observations.weekly_queries.forget_weekly"),
        *("observations.seeking_queries.unheard_contests", "observations.decider_queries.asked_admins"),
        *("observations.chore_queries.claim_chores", "observations.waiting_queries.anything_waits"),
        *("people.audit_queries.forget_aliases", "people.queries.forget_unseen", "people.queries.erased_since"),
        *("tips.claim_queries.pick_deliveries", "tips.hold_queries.forget_holds"),
        "tips.claim_queries.take_deliveries",
        *("tips.claim_queries.settle_deliveries", "tips.delivery_queries.keep_choices"),
        *("tips.history_queries.histories", "tips.plan_queries.forget_past_days"),
        *("tips.queries._with_breaks", "tips.queries.advance_subscriptions"),
        "tips.own_queries.subscriptions_elsewhere",
        *("tips.news_queries.claim_news", "tips.news_queries.note_late"),
        *("tips.queries.subscriptions_numbered", "tips.response_queries.forget_responses"),
        *("tips.response_queries.forget_words", "tips.tally_queries.claim_tallies"),
        *("tips.tally_queries.close_days", "tips.tally_queries.settle_tally"),
    ]
)
# By a key that an earlier statement of the same act found within its workspace, not by what came over the wire.
BY_KEY = frozenset(
    [
        *("answers.ask_queries.forget_asker", "answers.threads._standard_of", "people.own_data_queries._rows"),
        *("observations.follow_up_queries.with_follow_ups", "tips.plan_queries.decisions_from"),
        *("tips.response_queries.count_response", "tips.rest_queries.breaks_of"),
        *("tips.rest_queries.keep_breaks", "tips.rest_queries.last_slots"),
    ]
)


def listen(engine: Engine, found: set[tuple[str, str]]) -> None:
    """Note in `found` each statement on rows of workspaces that names none: by whom, and what."""

    def look(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if names_no_workspace(statement):
            found.add((sender(), " ".join(statement.split())))

    event.listen(engine, "before_cursor_execute", look)


def names_no_workspace(statement: str) -> bool:
    """Whether a SELECT, UPDATE or DELETE touches rows of workspaces and its conditions name no workspace."""
    if statement.lstrip().split(None, 1)[0].upper() not in {"SELECT", "UPDATE", "DELETE", "WITH"}:
        return False
    if not OWNED.intersection(NAMES.findall(statement)):
        return False
    _, _, condition = statement.partition("WHERE")
    return OF_WORKSPACE.search(condition) is None


def sender() -> str:
    """The innermost function of Takt's that led here, as `module.function`."""
    for frame in _frames():
        path = Path(frame.f_code.co_filename)
        if BOT in path.parents and path.name != "engine.py":
            return f"{path.relative_to(BOT).with_suffix('').as_posix().replace('/', '.')}.{frame.f_code.co_name}"
    return "?"


def _frames() -> Iterator[FrameType]:
    """The frames of this greenlet, and of those that wait for it."""
    current: Any = greenlet.getcurrent()
    frame: FrameType | None = sys._getframe(1)
    while True:
        while frame is not None:
            yield frame
            frame = frame.f_back
        current = current.parent
        if current is None:
            return
        frame = current.gr_frame
