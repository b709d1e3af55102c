"""The Dockerfile, carried out step by step in a scratch root: what is in the image, and that Takt lives in it."""

import asyncio
import contextlib
import re
import shutil
import signal
import stat
import subprocess
import tempfile
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import yaml

from playground.client import Workspace
from playground.server import Playground
from tests.ports import free_port
from tests.ship.image import POWERLESS, Builder, Image, seal

ROOT = Path(__file__).parent.parent.parent
LOCK = dict(line.split("==") for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").split())
COMPILERS = ("gcc", "g++", "cc", "cc1", "clang", "ld", "make", "rustc", "cargo", "pip", "pip3")
VERSIONS = "import importlib.metadata as m; print(*(f'{d.name}=={d.version}' for d in m.distributions()), sep='\\n')"


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """The image, built once, where every user may look into it. It needs the package index, as the set-up does."""
    scratch = Path(tempfile.mkdtemp(prefix="takt-image-"))
    scratch.chmod(0o755)
    try:
        built = Builder(ROOT, scratch).build()
        seal(built)
        yield built
    finally:
        subprocess.run(["/bin/rm", "-rf", scratch], check=True)  # half as long as by Python


def started(image: Image, *words: str, **settings: str) -> subprocess.Popen[str]:
    """A process in a container: without a superuser's powers, in the image's environment and folder."""
    return subprocess.Popen(
        [*POWERLESS, shutil.which(words[0], path=image.environment()["PATH"]) or words[0], *words[1:]],
        cwd=image.path(image.workdir),
        env=image.environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(image: Image, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    process = started(image, *words, **settings)
    out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def written(image: Image) -> dict[str, int]:
    """Every file outside of the volume and /tmp, with the moment of its last change."""
    apart = [image.path(one) for one in (*image.volumes, "/tmp")]
    return {
        str(path.relative_to(image.root)): path.lstat().st_mtime_ns
        for path in image.root.rglob("*")
        if not any(path.is_relative_to(one) for one in apart)
    }


def test_its_root_cannot_be_written_to(image: Image) -> None:
    for place, allowed in {"/opt/takt": False, "/opt/takt/bin": False, "/var": False, "/var/lib/takt": True}.items():
        made = said(image, "python", "-c", f"open({str(image.path(place) / 'one')!r}, 'w')")
        assert (made.returncode == 0) is allowed, made.stderr
    image.path("/var/lib/takt/one").unlink()


def test_takt_is_in_it_and_nothing_that_only_building_and_testing_need(image: Image) -> None:
    inside = [path.relative_to(image.root) for path in image.root.rglob("*")]
    assert {path.parts[0] for path in inside} == {"opt", "usr", "var", "tmp"}
    (packages,) = image.path("/opt/takt/lib").glob("python3*/site-packages")
    assert (packages / "bot" / "__main__.py").is_file()
    assert not {path.name for path in packages.iterdir()} & {"playground", "tests", "benchmarks", "pip", "setuptools"}
    assert not {path.name for path in inside} & set(COMPILERS)
    assert not [path for path in inside if path.name == ".env" or path.suffix == ".db"]


def test_of_the_base_pip_is_gone_with_all_that_could_bring_it_back(image: Image) -> None:
    base = image.path("/usr/local")
    left = {str(path.relative_to(base)) for path in base.rglob("*") if path.is_file()}
    assert left == {"bin/python3", "lib/python3.13/site.py"}


def test_every_package_in_it_has_the_version_of_the_lock(image: Image) -> None:
    found = dict(line.split("==") for line in said(image, "python", "-c", VERSIONS).stdout.split())
    locked = {_plain(name): version for name, version in LOCK.items()}
    assert found.pop("takt")
    assert len(found) > 30
    assert {name: version for name, version in found.items() if locked.get(_plain(name)) != version} == {}
    assert not {"pytest", "mypy", "ruff", "hypothesis", "bandit"} & set(found)


def test_what_built_it_has_the_version_of_the_lock(image: Image) -> None:
    (packages,) = image.path("/opt/takt/lib").glob("python3*/site-packages")
    (wheel,) = packages.glob("takt-*.dist-info/WHEEL")
    assert f"Generator: setuptools ({LOCK['setuptools']})" in wheel.read_text(encoding="utf-8")


def test_sentry_can_be_set_in_it(image: Image) -> None:
    enter = "from bot.sentry import sentry\nwith sentry('https://key@127.0.0.1:9/1') as told: print(len(told))"
    answer = said(image, "python", "-c", enter)
    assert (answer.returncode, answer.stdout) == (0, "1\n"), answer.stderr


def test_its_bases_are_pinned_and_its_user_is_nobody_in_particular(image: Image) -> None:
    assert all(re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", base) for base in image.bases)
    assert len(set(image.bases)) == 1
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", image.user)
    assert image.volumes == ["/var/lib/takt"]
    assert image.owners == {"/opt/takt": "0:0", "/var/lib/takt": image.user}
    assert not image.path("/opt/takt").stat().st_mode & stat.S_IWUSR


def test_the_demo_says_that_it_is_not_part_of_it(image: Image) -> None:
    for words in (("takt", "demo"), ("takt", "content", "preview", "greeting", "--html", "/tmp/a.html")):
        answer = said(image, *words)
        assert (answer.returncode, answer.stdout) == (1, "")
        assert "not part of this installation" in answer.stderr
        assert "Traceback" not in answer.stderr


async def test_takt_runs_in_it_without_writing_to_its_root(image: Image) -> None:
    before = written(image)
    async with in_a_container(image) as (slack, port):
        assert await asyncio.to_thread(healthy, image, port)
        anna = slack.person("anna")
        await anna.types("/standard hilsen")
        assert "Hilsen" in (await anna.answer()).words
        assert not await asyncio.to_thread(healthy, image, free_port())
    assert written(image) == before
    assert image.path("/var/lib/takt/takt.db").is_file()


@contextlib.asynccontextmanager
async def in_a_container(image: Image) -> AsyncIterator[tuple[Workspace, int]]:
    """The image's own command, with a playground for Slack; ends well when it is told to, within ten seconds."""
    playground = Playground(yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8")))
    await playground.start()
    port = free_port()
    tokens = {"SLACK_BOT_TOKEN": playground.bot_token, "SLACK_APP_TOKEN": playground.app_token}
    process = started(image, *image.command, **tokens, TAKT_SLACK_API_URL=playground.api_url, TAKT_PORT=str(port))
    try:
        await becomes_ready(process, port)
        async with Workspace(playground.url) as slack:
            yield slack, port
        process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.to_thread(process.communicate, timeout=10)
        assert process.returncode == 0, errors
        assert "matplotlib" not in errors
    finally:
        process.kill()
        await playground.stop()


async def becomes_ready(process: subprocess.Popen[str], port: int) -> None:
    async with asyncio.timeout(90):
        while not await asyncio.to_thread(answers, f"http://127.0.0.1:{port}/readyz"):
            assert process.poll() is None, process.communicate()
            await asyncio.sleep(0.1)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def healthy(image: Image, port: int) -> bool:
    """What the image's own health check finds."""
    return said(image, *image.healthcheck, TAKT_PORT=str(port)).returncode == 0


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
