"""Looks at how the tokens of workspaces that installed Takt are kept, and of how many Slack was asked; pure."""

from collections.abc import Iterator

from bot.doctor.findings import Finding, ok, warning, wrong
from bot.installs.installed import Sealing, named
from bot.slack_sight import InstalledSight

TOKENS, REACH = "tokens", "workspaces"
PUT_BACK = "Put the key back that sealed them; if it is lost: takt db drop-lost-tokens."


def sealing_findings(kept: Sealing) -> Iterator[Finding]:
    """What is wrong with the way in which tokens are kept, of all workspaces; that all is well, where nothing is."""
    well = True
    if kept.lost:
        well = False
        seen = f"no key opens those of {len(kept.lost)} of {kept.workspaces} workspaces: {named(kept.lost)}."
        yield wrong(TOKENS, seen, PUT_BACK)
    if kept.spare:
        well = False
        seen = f"no key opens one that Takt has no use for, of {named(kept.spare)}: takt db rotate-keys stops at it."
        yield warning(TOKENS, seen, PUT_BACK)
    if kept.plain:
        well = False
        yield _plain(kept)
    if kept.others:
        well = False
        seen = f"another Slack app left {kept.others} installations in this database that no key opens."
        yield warning(TOKENS, seen, "Where its Takt runs no more: takt db drop-lost-tokens --other-apps.")
    if well and kept.workspaces:
        yield ok(TOKENS, f"those of all {kept.workspaces} workspaces are sealed, and TAKT_ENCRYPTION_KEYS opens them.")


def reach_findings(seen: InstalledSight) -> Iterator[Finding]:
    """Of how many workspaces Slack was asked, where that is not all of them."""
    asked, there = len(seen.sights), seen.sealing.workspaces
    if asked < there and not seen.asked_for:
        yield ok(REACH, f"Slack was asked about {asked} of {there}; takt doctor --workspace T… asks about one.")


def not_asked_for(workspace: str) -> Finding:
    """That there is one workspace alone, where another than that could be meant."""
    seen = f"{workspace} was not asked about: without SLACK_CLIENT_ID there is one workspace, that of SLACK_BOT_TOKEN."
    return warning(REACH, seen, "Leave --workspace out; where workspaces install Takt themselves, set SLACK_CLIENT_ID.")


def _plain(kept: Sealing) -> Finding:
    seen = f"{kept.plain} of them are in the database as they are, for everybody who reads it or a backup."
    if kept.has_keys:
        return warning(TOKENS, seen, "Start Takt: it seals them.")
    return warning(TOKENS, seen, "Make a key (takt db new-key), set TAKT_ENCRYPTION_KEYS to it, and start Takt.")
