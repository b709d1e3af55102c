"""Every row says whose it is."""

from bot.db.models import Base

OF_THE_SDK = frozenset({"slack_bots", "slack_installations"})  # these say `team_id`
OF_NOBODY_YET = frozenset({"slack_oauth_states"})  # a workspace that is about to install Takt


def test_every_table_carries_the_workspace() -> None:
    lacking = {table.name for table in Base.metadata.sorted_tables if "workspace" not in table.c}
    assert lacking == OF_THE_SDK | OF_NOBODY_YET
    assert all(not table.c.workspace.nullable for table in Base.metadata.sorted_tables if "workspace" in table.c)
