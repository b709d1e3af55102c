"""Brings processes into the world quickly: imports everything once and forks, so that a start costs no imports.

`python -m benchmarks._nursery` reads one JSON line for each process wanted, {"what": "takt" | "naive",
"environment": {…}, "skew": seconds, "log": path}, and answers with its process id. What runs in the fork is the real
app, `bot.app.build` by its settings; only the model that compares questions by meaning is left out, which has nothing
to do with deliveries.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine

from benchmarks import _naive
from bot.answers.answers import Answers
from bot.answers.cache import Cache
from bot.app import build, running
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.library import Library
from bot.logs import configure_logs
from bot.settings import DEFAULT_CONTENT, SlackSettings, load_settings

ROOT = Path(__file__).resolve().parent.parent
JUMP_AFTER_SECONDS = 1.0


class Nursery:
    """The nursery as its user sees it."""

    def __init__(self) -> None:
        single = {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}  # a fork keeps one thread only
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks._nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | single,
            cwd=tempfile.gettempdir(),
            text=True,
        )
        self._turn = threading.Lock()
        self._answer()  # it is ready

    def bear(self, what: str, environment: dict[str, str], *, log: Path, skew: float = 0) -> int:
        """Start a process; returns its id."""
        assert self._process.stdin is not None
        order = {"what": what, "environment": environment, "skew": skew, "log": str(log)}
        with self._turn:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return int(self._answer())

    def close(self) -> None:
        """Close the nursery; what it bore lives on."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)

    def _answer(self) -> str:
        assert self._process.stdout is not None
        answer = self._process.stdout.readline().strip()
        if not answer:
            raise SystemExit("the nursery has ended")
        return answer


def up_file(log: Path, process: int) -> Path:
    """The file that is there once the process is at work."""
    return log.with_name(f"{process}.up")


def main() -> None:
    """Serve until standard input ends."""
    live = LiveCatalogue(load(DEFAULT_CONTENT))
    library = Library(live, Answers(live, None, Cache(Path(tempfile.gettempdir()))))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(order, library)
        print(child, flush=True)


def _live(order: dict[str, Any], library: Library) -> None:
    """In the fork: run until killed."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDWR)
    for source, target in ((nothing, 0), (nothing, 1), (log, 2)):
        os.dup2(source, target)
    os.environ.update(order["environment"])
    try:
        announce = up_file(Path(order["log"]), os.getpid()).touch
        asyncio.run(_naive.run(announce) if order["what"] == "naive" else _takt(library, order["skew"], announce))
    except BaseException as error:  # noqa: BLE001  (a fork must never go on as its parent)
        os.write(2, f"ended by {error!r}\n".encode())
    os._exit(1)


async def _takt(library: Library, skew: float, announce: Callable[[], None]) -> None:
    settings = load_settings(SlackSettings)
    configure_logs(settings.log_level, settings.log_format)
    wrong = datetime.now(UTC) + timedelta(seconds=skew)
    with time_machine.travel(wrong) as computer:  # its clock, not the monotonic one, as where somebody sets the time
        async with running(build(settings, library=library)):
            announce()
            await asyncio.sleep(JUMP_AFTER_SECONDS)
            computer.shift(-2 * skew)
            await asyncio.Event().wait()


if __name__ == "__main__":
    main()
