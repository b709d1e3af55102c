"""Looks at what Slack says: are the tokens good, is every scope granted, do the clocks agree; pure."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.doctor.findings import Finding, ok, warning, wrong
from bot.plainly import REACH, UNREACHABLE
from bot.scopes import NEEDED, OPTIONAL
from bot.slack_sight import SEALED, SlackSight

BOT, SOCKET, SCOPES, CLOCK = "Slack", "Socket Mode", "scopes", "clock"
FORGIVEN, REFUSED = timedelta(seconds=5), timedelta(seconds=60)
INSTALL = "Let an admin of that workspace open https://…/slack/install, at the address of this Takt."
REINSTALL = "Add them under OAuth & Permissions at api.slack.com/apps, then install the app in the workspace again."
ELSEWHERE = " If it is right: the app's Allowed IP Address Ranges (OAuth & Permissions) must have this machine's."
SLACKS_OWN = frozenset({"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})
SYNCHRONISE = "Let the machine keep time by NTP (timedatectl set-ntp true)."


def bot_findings(sight: SlackSight | None) -> Iterator[Finding]:
    """The bot token, its scopes and the clock; `None` where there is no token to try."""
    if sight is None:
        yield wrong(
            BOT,
            "SLACK_BOT_TOKEN is not set.",
            "OAuth & Permissions at api.slack.com/apps shows it: xoxb-…; see README.",
        )
    elif sight.trouble is not None:
        yield wrong(BOT, *_trouble(sight.trouble, "SLACK_BOT_TOKEN"))
    else:
        yield ok(BOT, f"reached, as {sight.bot} in {sight.workspace}.")
        yield from _scopes(sight.scopes)
        yield from _clock(sight.skew)


def installed_findings(sights: Sequence[SlackSight]) -> Iterator[Finding]:
    """The tokens of workspaces that installed Takt; one sight that is `not_authed` where none has."""
    for sight in sights:
        if sight.trouble is not None:
            yield _installed_trouble(sight, sight.trouble)
        else:
            yield ok(BOT, f"reached, as {sight.bot} in {sight.workspace}.")
            yield from _scopes(sight.scopes, f"{sight.workspace}: ")
    if well := [sight for sight in sights if sight.trouble is None]:
        yield from _clock(well[0].skew)


def socket_findings(sight: SlackSight | None) -> Iterator[Finding]:
    """The app-level token; `None` where there is no token to try."""
    if sight is None:
        mend = "Basic Information → App-Level Tokens at api.slack.com/apps: xapp-…, with the scope connections:write."
        yield wrong(SOCKET, "SLACK_APP_TOKEN is not set.", mend)
    elif sight.trouble is not None:
        yield wrong(SOCKET, *_trouble(sight.trouble, "SLACK_APP_TOKEN"))
    else:
        yield ok(SOCKET, "the app-level token opens connections.")


def _installed_trouble(sight: SlackSight, code: str) -> Finding:
    if code in UNREACHABLE | SLACKS_OWN:
        return wrong(BOT, *_trouble(code, f"the token of {sight.workspace}" if sight.workspace else "a token"))
    if not sight.workspace:
        return warning(BOT, "answers; no workspace has installed Takt yet.", INSTALL)
    if code == "not_installed":
        return wrong(BOT, f"Takt is not installed in {sight.workspace}.", INSTALL)
    if code == SEALED:
        seen = f"none of TAKT_ENCRYPTION_KEYS opens the token of {sight.workspace}."
        return wrong(BOT, seen, "Put the key back that sealed it; if it is lost: takt db drop-lost-tokens.")
    return wrong(BOT, f"Slack refuses the token of {sight.workspace} ({code}).", INSTALL)


def _trouble(code: str, variable: str) -> tuple[str, str]:
    if code in UNREACHABLE:
        return f"Slack does not answer ({code}).", REACH
    if code == "missing_scope":
        return f"{variable} lacks a scope ({code}).", REINSTALL
    if code in SLACKS_OWN:
        return f"Slack says nothing of {variable} ({code}).", "Ask again in a minute; see https://status.slack.com."
    mend = f"Copy {variable} anew from api.slack.com/apps; install again if revoked."
    return f"Slack refuses {variable} ({code}).", f"{mend}{ELSEWHERE if code == 'invalid_auth' else ''}"


def _scopes(granted: frozenset[str] | None, where: str = "") -> Iterator[Finding]:
    """Where there are several workspaces, each line begins with which it is."""
    if granted is None:
        seen = f"{where}Slack did not say which are granted."
        yield warning(SCOPES, seen, "Ask again; compare them with manifest.yaml.")
        return
    if missing := NEEDED - granted:
        yield wrong(SCOPES, f"{where}not granted: {', '.join(sorted(missing))}.", REINSTALL)
    else:
        yield ok(SCOPES, f"{where}all {len(NEEDED)} that are needed are granted.")
    if wished := OPTIONAL - granted:
        yield warning(SCOPES, f"{where}optional, not granted: {', '.join(sorted(wished))}.", REINSTALL)
    if spare := granted - NEEDED - OPTIONAL:
        mend = "Take them away at api.slack.com/apps: Takt has no use for them."
        yield warning(SCOPES, f"{where}granted and never used: {', '.join(sorted(spare))}.", mend)


def _clock(skew: timedelta | None) -> Iterator[Finding]:
    if skew is None:
        yield warning(CLOCK, "Slack did not say what time it is.", SYNCHRONISE)
        return
    seconds = skew.total_seconds()
    seen = f"this machine is {abs(seconds):.0f} s {'ahead of' if seconds > 0 else 'behind'} Slack."
    if abs(skew) > REFUSED:
        yield wrong(CLOCK, f"{seen[:-1]}; tips come at the wrong time, and signatures are refused.", SYNCHRONISE)
    elif abs(skew) > FORGIVEN:
        yield warning(CLOCK, seen, SYNCHRONISE)
    else:
        yield ok(CLOCK, "agrees with Slack's.")
