"""Memory that is free goes back: a process that runs for months does not keep the most that it ever needed."""

import platform
import subprocess
import sys

import pytest

FREED = """
import sys
import psutil
from bot.giving_back import give_memory_back

if "give" in sys.argv:
    give_memory_back()
large = bytearray(24 * 2**20)
del large  # glibc keeps what is as large, from now on
before = psutil.Process().memory_info().rss
held = [bytearray(8 * 2**20) for _ in range(20)]
last = bytearray(100_000)  # what is free lies before it
held.clear()
print((psutil.Process().memory_info().rss - before) // 2**20)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc is asked")
def test_what_is_free_goes_back_to_the_machine() -> None:
    kept, given_back = (
        int(subprocess.run([sys.executable, "-c", FREED, *how], check=True, capture_output=True, text=True).stdout)
        for how in ([], ["give"])
    )
    assert given_back < 50 < kept
