"""Who may know whom, module by module: what import-linter's contracts on whole packages cannot say.

A module of a feature is pure unless `PURE` names it as an exception, and a pure module imports pure modules only: so
what it imports indirectly is pure as well. A new module is held to its room's rules from its first line.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class Modules:
    """Modules by name; a name stands for everything in it, `*` for any part of a name."""

    within: tuple[str, ...]
    without: tuple[str, ...] = ()

    def __contains__(self, name: str) -> bool:
        return _matches(name, self.within) and not _matches(name, self.without)


@dataclass(frozen=True)
class Rule:
    """What the modules `of` a room may import beside the standard library (without `may`: anything), and what never."""

    name: str
    of: Modules
    may: tuple[Modules, ...] | None = None
    never: Modules = Modules(())

    def broken_by(self, imported: str) -> bool:
        """Whether an import of this name breaks the rule."""
        if imported in self.never:
            return True
        ours = imported.partition(".")[0] not in sys.stdlib_module_names
        return self.may is not None and ours and not any(imported in modules for modules in self.may)


PURE = Modules(
    within=(
        *("bot.answers", "bot.tips", "bot.observations", "bot.insight", "bot.people", "bot.pictures"),
        *("bot.errors", "bot.installs.installed", "bot.ports", "bot.direct_messages", "bot.markup", "bot.weeks"),
        "bot.carrying",
        *(
            f"bot.catalogue.{name}"
            for name in (
                "cautions",
                "coverage",
                "lean",
                "live",
                "model",
                "names",
                "naming",
                "problems",
                "references",
                "texts",
                "wording",
            )
        ),
    ),
    without=(
        *("bot.*.*queries", "bot.answers.questions", "bot.answers.terminal", "bot.people.members"),
        *("bot.people.remembering", "bot.people.roll_call"),
        *("bot.answers.asking", "bot.answers.digest", "bot.answers.open_gaps", "bot.answers.threads"),
        *(f"bot.answers.{name}" for name in ("answers", "batch", "cache", "encoder", "foreign", "homes", "index")),
        *(
            f"bot.answers.{name}"
            for name in (
                "choosing",
                "late",
                "outside",
                "queueing",
                "responding",
                "shipping",
                "tongues",
                "tuned",
                "turns",
                "vectors",
            )
        ),
        *("bot.observations.service", "bot.observations.telling", "bot.observations.errands"),
        *("bot.observations.fairness", "bot.observations.step_telling", "bot.observations.traces"),
        *("bot.observations.notice", "bot.observations.retention", "bot.observations.follow_ups"),
        *(
            "bot.observations.reminding",
            "bot.observations.seeking",
            "bot.observations.handing_on",
            "bot.observations.deciding",
            "bot.observations.chores",
            "bot.observations.arrivals",
            "bot.observations.informing",
            "bot.observations.closing",
            "bot.observations.concerned",
            "bot.observations.contests",
            "bot.observations.news",
            "bot.observations.emptying",
            "bot.observations.passing_on",
            "bot.observations.hand",
            "bot.observations.tellers",
            "bot.observations.notes",
            "bot.observations.calibration",
            "bot.observations.season",
        ),
        *("bot.people.audit", "bot.people.patience", "bot.people.erasure", "bot.people.own_data"),
        *("bot.observations.drafts", "bot.observations.reporting", "bot.observations.weekly"),
        *("bot.people.headcount",),
        *("bot.pictures.charts", "bot.pictures.drawing"),
        *("bot.tips.by_hand", "bot.tips.choosing", "bot.tips.deliveries", "bot.tips.materialise"),
        "bot.tips.needs",
        *(
            "bot.tips.checks",
            "bot.tips.flights",
            "bot.tips.following",
            "bot.tips.own",
            "bot.tips.pausing",
            "bot.tips.preparing",
        ),
        *("bot.tips.sending", "bot.tips.settling", "bot.tips.steady", "bot.tips.subscriptions", "bot.tips.tallies"),
        *("bot.tips.focusing", "bot.tips.planning", "bot.tips.pump", "bot.tips.reporting"),
        *("bot.tips.resting", "bot.tips.rezoning", "bot.tips.telling", "bot.tips.tidying", "bot.tips.zone_rules"),
    ),
)
COMPUTING = Modules(("babel", "fsrs", "holidays", "numpy", "pydantic", "pydantic_core", "rapidfuzz", "yaml"))
OUTSIDE = Modules(
    (
        *("asyncio", "importlib", "io", "logging", "os", "secrets", "shutil", "socket", "sqlite3", "subprocess"),
        *("tempfile", "threading", "time", "urllib.request", "uuid"),
    )
)
SPOKEN = Modules(
    ("bot.spoken_days", "bot.spoken_words")
)  # shipped words: a constant, as the names of days in babel are
LOADING = Modules(("bot.loading",))  # how it imports what it knows
TABLES = Modules(("bot.db.install_models", "bot.db.models", "bot.*.*queries", "sqlalchemy"))
SHOWN = Modules(
    (
        *(
            "bot.carrying",
            "bot.errors",
            "bot.i18n",
            "bot.markup",
            "bot.ports",
            "bot.catalogue.cautions",
            "bot.catalogue.model",
            "bot.people.groups",
        ),
        "bot.catalogue.references",
        *(f"bot.observations.{name}" for name in ("draft", "errors", "fair_errors", "notice_words", "records")),
        *("bot.observations.follow_rules", "bot.observations.calibration_rules", "bot.observations.chore_port"),
        *(f"bot.observations.{name}" for name in ("rules", "steps", "understood")),
        *(f"bot.tips.{name}" for name in ("answered", "calendars", "languages", "public_holidays")),
        *(f"bot.tips.{name}" for name in ("records", "rest", "schedule")),
        *(f"bot.tips.{name}" for name in ("focus_words", "news", "planned", "posing", "report", "situation", "wish")),
        *(f"bot.observations.{name}" for name in ("cells", "periods", "report", "report_sheet")),
        "bot.pictures.picture",
        *("handlers.ids", "handlers.views", "slack_sdk.models"),
    )
)
WIRE = Modules(
    (
        *("aiohttp", "bot.i18n", "bot.installs.tokens", "bot.loading", "bot.logs", "bot.scopes"),
        *("bot.slack_sight", "bot.vault"),
        *("bot.people.patience", "bot.services"),
        *("handlers", "slack_bolt", "slack_sdk", "structlog"),
    )
)
ROOTS = ("bot.__main__", "bot.app", "bot.cli", "bot.content_cli", "bot.demo", "bot.joining", "bot.running")
SLACK = ("handlers", "slack_bolt", "slack_sdk")

RULES = (
    Rule("1a. A query knows tables, records and pure rules", Modules(("bot.*.*queries",)), (PURE, TABLES, LOADING)),
    Rule("1b. A pure module knows pure modules", PURE, (PURE, COMPUTING, SPOKEN), OUTSIDE),
    Rule("2. Only the roots know Slack and the roots", Modules(("bot",), ROOTS), never=Modules((*SLACK, *ROOTS))),
    Rule(
        "2. The command line knows Slack through the app",
        Modules(("bot.__main__", "bot.cli", "bot.demo", "bot.running")),
        never=Modules(SLACK),
    ),
    Rule(
        "2. Content commands know the preview, and neither Slack nor the app",
        Modules(("bot.content_cli",)),
        never=Modules((*SLACK, "bot.app"), without=("handlers.preview",)),
    ),
    Rule(
        "3a. A handler knows services and pure modules",
        Modules(("handlers",), ("handlers.views",)),
        (WIRE, PURE, SPOKEN),
    ),
    Rule("3b. A view knows what it shows, and block models", Modules(("handlers.views",)), (SHOWN,), OUTSIDE),
    Rule("5a. The playground knows Slack's wire only", Modules(("playground",)), never=Modules(("bot", "handlers"))),
    Rule(
        "5b. Only the demo and the preview know the playground",
        Modules(("bot", "handlers"), ("bot.demo", "bot.content_cli")),
        never=Modules(("playground",)),
    ),
    Rule(
        "5b. The preview draws with the playground's page, no more",
        Modules(("bot.content_cli",)),
        never=Modules(("playground",), without=("playground.rendering.alone",)),
    ),
)
CLOCKS = Modules(("bot.clock", "bot.scheduler"))
READS_CLOCK = frozenset({"now", "today", "utcnow"})
READS_FILES = frozenset({"open", "read_bytes", "read_text", "write_bytes", "write_text"})


def complaints(module: str, source: str, *, package: bool = False) -> list[str]:
    """Every rule that a module with this source breaks; nothing when it is a good neighbour."""
    tree = ast.parse(source)
    imported = list(_imported(tree, module if package else module.rpartition(".")[0]))
    found = [
        f"{module} imports {name} ({rule.name})"
        for rule in RULES
        if module in rule.of
        for name in imported
        if rule.broken_by(name)
    ]
    pure = module in PURE or module in Modules(("handlers.views",))
    clocked = module in Modules(("bot", "handlers")) and module not in CLOCKS
    for node in ast.walk(tree):
        if clocked and _reads_clock(node):
            found.append(f"{module} reads the clock (1b. Time enters as an argument)")
        if pure and _reads_outside(node):
            found.append(f"{module} reads files or the environment (1b. A pure module is told what it needs)")
    return found


def _imported(tree: ast.AST, package: str) -> Iterator[str]:
    """Every name that is imported anywhere in the tree, in full: `from bot.tips import wish` gives `bot.tips.wish`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parents = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join([*parents, *([node.module] if node.module else [])])


def _reads_clock(node: ast.AST) -> bool:
    """`datetime.now()`, `dt.datetime.now()`, `date.today()`, `time.time()`; a `Clock` that was handed in is none."""
    if not isinstance(node, ast.Attribute):
        return False
    owner = ast.unparse(node.value).rpartition(".")[2]
    return (owner in {"datetime", "date"} and node.attr in READS_CLOCK) or (owner == "time" and node.attr == "time")


def _reads_outside(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
        return True
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
    return name in READS_FILES | {"input"}


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    parts = name.split(".")
    names = [".".join(parts[: length + 1]) for length in range(len(parts))]
    return any(fnmatchcase(part, pattern) for part in names for pattern in patterns)
