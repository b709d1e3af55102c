"""Our tables of installations are those that Slack's SDK reads and writes; only tokens may be longer."""

import pytest
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore as Store
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore as States
from sqlalchemy import MetaData, Table

from bot.db.install_models import TOKENS, OAuthState, SlackBot, SlackInstallation

THEIRS = MetaData()
PAIRS = [
    (SlackBot, Store.build_bots_table(THEIRS, Store.default_bots_table_name)),
    (SlackInstallation, Store.build_installations_table(THEIRS, Store.default_installations_table_name)),
    (OAuthState, States.build_oauth_states_table(THEIRS, States.default_table_name)),
]


def described(table: Table) -> dict[str, tuple[str, bool, bool]]:
    return {
        one.name: ("token" if one.name in TOKENS else str(one.type), bool(one.nullable), one.primary_key)
        for one in table.columns
    }


@pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=[theirs.name for _, theirs in PAIRS])
def test_a_table_is_as_the_sdk_expects_it(ours: Table, theirs: Table) -> None:
    assert ours.name == theirs.name
    assert described(ours) == described(theirs)
    indexes = [{(one.name, tuple(one.columns.keys())) for one in table.indexes} for table in (ours, theirs)]
    assert indexes[0] == indexes[1]
