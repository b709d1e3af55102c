"""What a scene of a chaos run is, and a look at what became of its slots: in its database, and at Slack."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, create_engine, make_url, text

from benchmarks._chaos_check import OPEN, Posted, Row
from benchmarks._chaos_plan import Plan
from benchmarks._postgresql import Postgresql
from bot.db.models import Delivery

EVENT = "takt_delivery"


@dataclass(frozen=True)
class Scene:
    """Who sends by which database: `what` is takt or naive."""

    name: str
    what: str
    processes: int
    slots: int
    seconds: float  # of storm
    url: str
    server: Postgresql | None = None  # where it is to crash

    @property
    def sync_engine(self) -> Engine:
        """An engine to look with."""
        url = make_url(self.url)
        return create_engine(url if url.get_backend_name() == "sqlite" else url.set(drivername="postgresql+psycopg"))


def slots_left(scene: Scene, engine: Engine, plan: Plan) -> int:
    """How many slots have no row yet, or one that is still open."""
    table = "naive" if scene.what == "naive" else "delivery"
    is_open = ", ".join(f"'{state}'" for state in OPEN)
    with engine.connect() as connection:
        counted = connection.execute(
            text(f"SELECT count(*), sum(CASE WHEN state IN ({is_open}) THEN 1 ELSE 0 END) FROM {table}")
        )
        rows, still_open = counted.one()
    wanted = 1 if scene.what == "naive" else len(plan.slots)
    return max(wanted - int(rows), 0) + int(still_open or 0)


def rows_of(scene: Scene, engine: Engine) -> list[Row]:
    with engine.connect() as connection:
        if scene.what == "naive":
            found = connection.execute(text("SELECT id, channel, slot, state FROM naive"))
            return [Row(name, channel, datetime.fromisoformat(slot), state) for name, channel, slot, state in found]
        columns = Delivery.__table__.c
        found = connection.execute(
            Delivery.__table__.select().with_only_columns(columns.id, columns.channel, columns.slot, columns.state)
        )
        return [Row(*row) for row in found]


def tips_posted(record: dict[str, list[dict[str, object]]]) -> Iterator[Posted]:
    """The tips among the messages that Slack has."""
    for message in record["posted"]:
        metadata = message["metadata"]
        if isinstance(metadata, dict) and metadata["event_type"] == EVENT:
            yield Posted(str(message["channel"]), str(metadata["event_payload"]["delivery"]))
