"""The command `takt`."""

from bot.loading import no_collections


def main() -> None:
    """Run the command line."""
    with no_collections():
        from bot.cli import app  # noqa: PLC0415  (within the block)
    app()


if __name__ == "__main__":
    main()
