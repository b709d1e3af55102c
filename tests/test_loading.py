"""Garbage is looked for again as soon as a start is over, however it ends; and a start loads nothing in vain."""

import contextlib
import gc
import importlib
import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.loading import forget_what_loading_kept, keep_what_is_there, later, let_go, no_collections, without

HEAVY = frozenset(
    {"alembic", "babel", "cryptography", "fsrs", "holidays", "matplotlib", "numpy", "prometheus_client", "psycopg"}
    | {"rapidfuzz", "rich.console", "slack_sdk.socket_mode", "sqlalchemy.dialects.postgresql", "typer", "yaml"}
)

LATER = frozenset({"chores", "reminding", "seeking", "seeking_queries", "steps", "tellers", "telling"})


def test_nothing_is_collected_within_the_block() -> None:
    with no_collections():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_start_that_fails_leaves_no_trace() -> None:
    with pytest.raises(OSError, match="no such content"), no_collections():
        raise OSError("no such content")
    assert gc.isenabled()


def test_what_a_start_has_loaded_is_set_aside_until_the_stop() -> None:
    usual = gc.get_threshold()
    keep_what_is_there()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold() > usual
    let_go()
    assert (gc.get_freeze_count(), gc.get_threshold()) == (0, usual)


def test_package_that_is_there_can_be_as_if_it_were_not() -> None:
    with without("antigravity"), pytest.raises(ImportError):
        importlib.import_module("antigravity")
    assert "antigravity" not in sys.modules


def test_package_that_is_loaded_stays() -> None:
    with without("importlib"):
        assert sys.modules["importlib"] is importlib


def test_a_run_loads_nothing_that_only_few_need() -> None:
    start = "import bot.running\nfrom bot.loading import without\nwith without('rich'):\n    import bot.app"
    done = subprocess.run(
        [sys.executable, "-c", f"{start}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(done.stdout.split())


def test_a_run_loads_nothing_that_sees_to_observations_before_there_are_any() -> None:
    loaded = "(name for name, one in sys.modules.items() if type(one).__name__ != '_LazyModule')"
    lines = f"import sys\nimport bot.app\nprint(*{loaded})"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert not {f"bot.observations.{name}" for name in LATER} & set(done.stdout.split())


def test_a_run_loads_nothing_of_what_only_questions_oauth_or_an_operator_needs() -> None:
    later = {"bot.answers.redaction", "bot.answers.speech", "bot.answers.tongues"}
    later |= {"bot.installs.tokens", "bot.installs.sealing", "bot.slack_sight", "handlers.looking"}
    loaded = "(name for name, one in sys.modules.items() if type(one).__name__ != '_LazyModule')"
    lines = f"import sys\nimport bot.app\nprint(*{loaded})"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert not later & set(done.stdout.split())


def test_the_languages_of_questions_are_loaded_without_what_is_read_with_the_first_one() -> None:
    lines = "import sys\nimport bot.answers.tongues\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert not {"numpy", "yaml"} & set(done.stdout.split())


def test_what_loading_kept_is_made_anew_where_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path_importer_cache", dict(sys.path_importer_cache))
    forget_what_loading_kept()
    assert sys.path_importer_cache == {}
    sys.modules.pop("colorsys", None)
    assert importlib.import_module("colorsys").__name__ == "colorsys"


def test_what_is_imported_for_later_is_loaded_when_something_in_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "told.py").write_text("WORDS = 'here'\n", encoding="utf-8")
    (tmp_path / "teller.py").write_text("from told import WORDS\n", encoding="utf-8")
    lines = "\n".join(
        (
            "import sys",
            "from bot.loading import later",
            "with later():",
            "    import teller",
            "before = 'told' in sys.modules",
            "print(before, teller.WORDS, 'told' in sys.modules)",
            "import colorsys",
            "print(type(sys.modules['colorsys']).__name__)",
        )
    )
    done = subprocess.run(
        [sys.executable, "-c", lines],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
    )
    assert done.stdout.splitlines() == ["False here True", "module"]


def test_what_another_thread_imports_meanwhile_is_loaded_at_once() -> None:
    sys.modules.pop("this", None)
    with contextlib.redirect_stdout(io.StringIO()) as words, later():
        thread = threading.Thread(target=importlib.import_module, args=["this"])
        thread.start()
        thread.join()
    assert "Zen" in words.getvalue()


THREADS = """
import threading
from bot import i18n
start = threading.Barrier(8)
def write(language):
    start.wait()
    written.append(i18n.translator(language).weekdays()[0])
written = []
threads = [threading.Thread(target=write, args=(language,)) for language in ("en", "da") * 4]
for one in threads: one.start()
for one in threads: one.join()
print(*written)
"""


def test_threads_that_write_their_first_text_at_once_find_all_of_babel() -> None:
    done = subprocess.run([sys.executable, "-c", THREADS], capture_output=True, text=True, check=True)
    assert (sorted(done.stdout.split()), done.stderr) == (["Mon"] * 4 + ["man."] * 4, "")
