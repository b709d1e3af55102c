"""The baseline of `chaos.py`: a row and a lease, and whatever did not surely arrive is sent again, without a look."""

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import create_engine

AT_ONCE = 8
TABLE = "CREATE TABLE naive (id TEXT PRIMARY KEY, channel TEXT, slot TEXT, state TEXT, not_before DOUBLE PRECISION)"
CLAIM = """
UPDATE naive SET not_before = :lease WHERE id = (
  SELECT id FROM naive WHERE state = 'pending' AND not_before <= :now ORDER BY not_before LIMIT 1 {skip}
) RETURNING id, channel
"""
SETTLE = "UPDATE naive SET state = :state, not_before = :again WHERE id = :id"
FINAL = ("is_archived", "not_in_channel", "channel_not_found")


async def run(announce: Callable[[], None]) -> None:
    """Send what is due, until killed; announces when it begins."""
    announce()
    engine = create_engine(os.environ["TAKT_DATABASE_URL"])
    patience = float(os.environ["TAKT_SLACK_TIMEOUT_SECONDS"])
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=patience)) as session:
        client = AsyncWebClient(
            token=os.environ["SLACK_BOT_TOKEN"],
            base_url=os.environ["TAKT_SLACK_API_URL"],
            session=session,
            retry_handlers=[],
        )
        await asyncio.gather(*(_send_on(engine, client) for _ in range(AT_ONCE)))


async def _send_on(engine: AsyncEngine, client: AsyncWebClient) -> None:
    lease = timedelta(seconds=float(os.environ["TAKT_LEASE_SECONDS"]))
    claim = CLAIM.format(skip="FOR UPDATE SKIP LOCKED" if engine.dialect.name == "postgresql" else "")
    while True:
        try:
            now = datetime.now(UTC)
            due = {"now": now.timestamp(), "lease": (now + lease).timestamp()}
            async with engine.begin() as connection:
                row = (await connection.execute(text(claim), due)).one_or_none()
            if row is None:
                await asyncio.sleep(0.2)
                continue
            state, wait = await _post(client, row.channel, row.id)
            again = datetime.now(UTC).timestamp() + wait
            async with engine.begin() as connection:
                await connection.execute(text(SETTLE), {"state": state, "again": again, "id": row.id})
        except Exception:  # noqa: BLE001  (a naive sender: whatever it was, go on)
            await asyncio.sleep(0.2)


async def _post(client: AsyncWebClient, channel: str, delivery: str) -> tuple[str, float]:
    """What became of it, and after how many seconds it is to be tried again."""
    metadata: Any = {"event_type": "takt_delivery", "event_payload": {"delivery": delivery}}
    try:
        await client.chat_postMessage(channel=channel, text="A tip", metadata=metadata)
    except SlackApiError as error:
        if error.response.get("error") in FINAL:
            return "failed", 0
        return "pending", float(error.response.headers.get("Retry-After", 1))
    except (aiohttp.ClientError, TimeoutError):
        return "pending", 1
    return "sent", 0
