"""The command `takt`."""

import gc
import os
import sys

from bot.loading import no_collections


def main() -> None:
    """Run the command line; `run` by itself, without the libraries of the other commands."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # it looks for some, which there are not, in every package
    with no_collections():
        if sys.argv[1:] == ["run"]:
            from bot.running import run as chosen  # noqa: PLC0415  (within the block)

            gc.collect()  # classes that pydantic made twice; little is loaded yet, so it takes some milliseconds
        else:
            from bot.cli import app as chosen  # noqa: PLC0415
    chosen()


if __name__ == "__main__":
    main()
