"""Lets a command end with a plain sentence and exit code 1 where Takt raises something on purpose."""

import contextlib
import importlib.util
import sys
from collections.abc import Iterator
from typing import NoReturn

from bot.catalogue.problems import CatalogueError, TemplateRefused
from bot.errors import SettingsError, SlackTrouble, StorageAway, UnknownStandard

UNREACHABLE = frozenset({"unreachable", "timeout", "unreadable"})
REACH = (
    "Let this machine reach https://slack.com (DNS, firewall; a proxy: set HTTPS_PROXY), and check TAKT_SLACK_API_URL."
)
INTERRUPTED = 130  # as a shell has it: 128 and the number of the signal


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """Turns the errors that a person can put right into sentences on standard error."""
    try:
        yield
    except (SettingsError, CatalogueError, TemplateRefused) as error:
        _fail(str(error))
    except UnknownStandard as error:
        near = f" Did you mean {' or '.join(error.near)}?" if error.near else ""
        _fail(f"There is no standard `{error.words}`.{near}")
    except SlackTrouble as error:
        if error.code in UNREACHABLE:
            _fail(f"Slack does not answer ({error.code}): {REACH}")
        _fail(
            f"Slack did not let Takt in ({error.code}): check SLACK_BOT_TOKEN, SLACK_APP_TOKEN and TAKT_SLACK_API_URL."
        )
    except StorageAway as error:
        from bot.db.trouble import mend  # noqa: PLC0415  (what asks nothing of a database does without its libraries)

        _fail(f"TAKT_DATABASE_URL: the database cannot be used ({error}). {mend(str(error))}")
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None


def require_playground() -> None:
    """Raises `SettingsError` where Takt was installed without its stand-in for Slack, as in the container image."""
    if importlib.util.find_spec("playground") is None:
        raise SettingsError(["The playground is not part of this installation: use `make demo` in the repository."])


def _fail(message: str) -> NoReturn:
    sys.stderr.write(message.rstrip() + "\n")
    raise SystemExit(1)
