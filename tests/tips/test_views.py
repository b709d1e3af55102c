"""What a channel and its supervisor see; blocks within Slack's limits, and the whole content as plain text."""

from datetime import UTC, datetime

import pytest

from bot.i18n import translator
from bot.ports import ChannelId, TipMessage
from bot.tips.languages import language_name
from bot.tips.news import News
from bot.tips.records import DeliveryRecord, State
from handlers.views.tips import news, tip
from handlers.views.tips_words import how_to_mend, mend_own, outcome
from tests.fakes import BEN, SOFIE, WORKSPACE

LONG = TipMessage("greeting", "T" * 150, "Area & more", "<!channel> " + "w" * 580, "en")


def test_the_tip_is_whole_in_its_plain_text() -> None:
    message = tip(TipMessage("greeting", "Hilsen", "Ord", "Hils først.", "da"), translator("da"))
    assert message.text == "Dagens tip: Hilsen\nHils først."
    (button,) = message.to_dict()["blocks"][-1]["elements"]
    assert (button["action_id"], button["value"]) == ("tips.standard", "greeting")
    assert button["accessibility_label"] == "Se standarden »Hilsen«"


def test_the_longest_tip_keeps_slacks_limits_and_calls_nobody() -> None:
    sent = tip(LONG, translator("en")).to_dict()
    assert "<!channel>" not in str(sent)
    assert "&lt;!channel&gt;" in sent["text"]


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize(
    "reason", ["not_in_channel", "is_archived", "restricted_action", "no_permission", "bad-rule", "uninstalled", "odd"]
)
def test_every_pause_says_what_to_type(language: str, reason: str) -> None:
    t = translator(language)
    told = news(News(WORKSPACE, SOFIE, reason, (ChannelId("C1"),)), t)
    assert how_to_mend(reason, t, t("there")) in told.text
    assert "`/tips" in how_to_mend(reason, t, t("here"))


@pytest.mark.parametrize(("language", "command"), [("en", "`/tips me"), ("da", "`/tips mig")])
@pytest.mark.parametrize("reason", ["too-late", "quiet-hours", "missing_scope", "bad-rule"])
def test_news_of_ones_own_tips_name_no_channel_and_the_own_command(language: str, command: str, reason: str) -> None:
    told = news(News(WORKSPACE, BEN, reason, (ChannelId("D0BEN"),), own=True), translator(language))
    assert command in told.text
    assert "D0BEN" not in told.text


@pytest.mark.parametrize(("language", "mend"), [("en", "`/tips quiet 22-7`"), ("da", "`/tips stille 22-7`")])
def test_whose_tip_ended_in_the_quiet_hours_reads_what_to_choose_instead(language: str, mend: str) -> None:
    told = news(News(WORKSPACE, SOFIE, "quiet-hours", (ChannelId("C1"),)), translator(language))
    assert mend in told.text
    assert "<#C1>" in told.text
    own = news(News(WORKSPACE, BEN, "quiet-hours", (ChannelId("D0BEN"),), own=True), translator(language))
    for promise in ("as planned", "som planlagt"):
        assert promise not in told.text + own.text, "it may happen every day"


def test_languages_are_named_as_the_reader_says_it() -> None:
    assert [language_name("da", reader) for reader in ("da", "en", "no such")] == ["dansk", "Danish", "da"]


@pytest.mark.parametrize("reason", ["account_inactive", "token_revoked", "missing_scope", "token_expired"])
def test_where_slack_lets_nobody_in_the_admin_is_asked_to_install_takt_again(reason: str) -> None:
    t = translator("da")
    for said in (how_to_mend(reason, t, t("there")), mend_own(reason, t)):
        assert f"({reason})" in said
        assert "Bed jeres Takt-administrator om at installere Takt igen" in said


@pytest.mark.parametrize("reason", ["restricted_action_read_only_channel", "no_permission", "ekm_access_denied"])
def test_a_channel_in_which_takt_may_not_post_is_told_in_words(reason: str) -> None:
    moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    refused = DeliveryRecord(moment, State.FAILED, "greeting", reason, by_hand=False)
    assert outcome(refused, translator("da")) == "ikke sendt: Slack lod mig ikke skrive i kanalen"
