"""`python -m playground`: a Slack to try an app against, on this machine."""

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Any

import yaml

from playground.server import Playground


def main() -> None:
    """Run until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=3210)
    parser.add_argument("--mode", choices=["socket", "http"], default="socket")
    parser.add_argument("--request-url", help="where the app listens in HTTP mode")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yaml"))
    options = parser.parse_args()
    if options.mode == "http" and not options.request_url:
        parser.error("--mode http needs --request-url")
    url = options.request_url if options.mode == "http" else None
    try:
        asyncio.run(_serve(Playground(_manifest(options.manifest), request_url=url), options.host, options.port))
    except KeyboardInterrupt:
        sys.exit(0)


def _manifest(path: Path) -> dict[str, Any] | None:
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else None


async def _serve(playground: Playground, host: str, port: int) -> None:
    await playground.start(host, port)
    lines = [
        f"Playground: {playground.url}",
        f"SLACK_API_URL={playground.api_url}",
        f"SLACK_BOT_TOKEN={playground.bot_token}",
        f"SLACK_APP_TOKEN={playground.app_token}",
        f"SLACK_SIGNING_SECRET={playground.signing_secret}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await playground.stop()


if __name__ == "__main__":
    main()
