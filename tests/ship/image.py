"""Carries out a Dockerfile without an engine: each stage becomes a folder, and the image's paths lie inside it.

What this cannot know: the base image. The Python and the pip that run the tests stand in for those of the base, and a
few empty files under /usr/local for what a step takes away of it.
"""

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from dockerfile_parse import DockerfileParser

OURS = re.compile(r"(?<![\w.])/(opt/takt|src|var/lib/takt|tmp)\b")  # the image's own folders; all else is the base's
BASE = re.compile(r"(?<![\w.])/usr/local\b")  # where a step finds the base's Python, of which `BROUGHT` is laid there
BROUGHT = (  # of what the base has, that which a step takes away
    *("bin/pip", "bin/pip3", "bin/pip3.13", "bin/python3"),
    *("lib/python3.13/ensurepip/__init__.py", "lib/python3.13/site-packages/pip/__init__.py"),
    *("lib/python3.13/site-packages/pip-26.0.dist-info/METADATA", "lib/python3.13/site.py"),
)
HOST = ("PIP_", "HTTP", "http", "SSL_", "REQUESTS_")  # how this machine reaches its package index
BUILD_TIMEOUT = 600
POWERLESS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"] if os.geteuid() == 0 else []


@dataclass
class Image:
    """What a Dockerfile makes of a context: its last stage's folder, environment, user and commands."""

    root: Path
    env: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    user: str = ""
    command: list[str] = field(default_factory=list)
    healthcheck: list[str] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)

    def real(self, text: str) -> str:
        """The text with the image's paths as they are on this machine."""
        return OURS.sub(lambda found: f"{self.root}{found[0]}", text)

    def path(self, inside: str) -> Path:
        """Where a path of the image is on this machine."""
        return self.root / inside.lstrip("/")

    def environment(self, **more: str) -> dict[str, str]:
        """What a process in a container of this image finds, and nothing of this machine but where Python is."""
        python = str(Path(sys.executable).parent)
        base = {"PATH": f"{python}:/usr/local/bin:/usr/bin:/bin", "HOME": "/root", "TMPDIR": self.real("/tmp")}
        own = {name: self.real(value.replace("$PATH", base["PATH"])) for name, value in self.env.items()}
        return base | own | more


class Builder:
    """Builds into a folder; a file that the context leaves out is not there to be copied."""

    def __init__(self, context: Path, scratch: Path) -> None:
        self.image = Image(scratch / "root")
        self._context = context
        self._scratch = scratch
        self._stages: dict[str, Path] = {}
        self._stage = ""
        self._ignored = _Ignore((context / ".dockerignore").read_text(encoding="utf-8"))

    def build(self) -> Image:
        """Carry out every step; an instruction that this builder does not know fails."""
        with (self._context / "Dockerfile").open("rb") as file:
            steps = DockerfileParser(fileobj=file).structure
        for step in steps:
            if step["instruction"] != "COMMENT":
                getattr(self, f"_{step['instruction'].lower()}")(step["value"])
        return self.image

    def _from(self, value: str) -> None:
        base, _, name = value.partition(" AS ")
        if self.image.bases:  # the stage before moves aside, so that paths within a stage stay true
            self._stages[self._stage] = self.image.root.rename(self._scratch / f"stage-{self._stage}")
        self._stage = name
        self.image = Image(self._scratch / "root", bases=[*self.image.bases, base])
        for folder in ("tmp", "opt"):
            (self.image.root / folder).mkdir(parents=True)
        for file in (self.image.path(f"/usr/local/{one}") for one in BROUGHT):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()

    def _workdir(self, value: str) -> None:
        self.image.workdir = value
        self.image.path(value).mkdir(parents=True, exist_ok=True)

    def _copy(self, value: str) -> None:
        words = shlex.split(value)
        options = dict(word[2:].split("=") for word in words if word.startswith("--"))
        *sources, target = [word for word in words if not word.startswith("--")]
        stage = self._stages.get(options.get("from", ""))
        for source in sources:
            into = self.image.path(target if target.startswith("/") else f"{self.image.workdir}/{target}")
            into = into / Path(source).name if target.endswith("/") else into
            into.parent.mkdir(parents=True, exist_ok=True)
            if stage:  # no later step looks there again
                (stage / source.lstrip("/")).rename(into)
            else:
                self._from_context(source, into)
        self.image.owners[target] = options.get("chown", "0:0")

    def _from_context(self, source: str, into: Path) -> None:
        found = self._context / source
        assert found.relative_to(self._context).as_posix() not in self._ignored, f"{source} is kept from the builder"
        if found.is_dir():
            shutil.copytree(found, into, symlinks=True, ignore=self._ignored.names_in(self._context))
        else:
            shutil.copy2(found, into)

    def _run(self, value: str) -> None:
        host = {name: text for name, text in os.environ.items() if name.startswith(HOST)}
        environment = self.image.environment(**host, PIP_NO_COMPILE="1", PIP_NO_WARN_SCRIPT_LOCATION="1")
        step = BASE.sub(f"{self.image.root}/usr/local", self.image.real(value))
        outside = [
            one for one in shlex.split(step) if one.startswith("/") and not one.startswith(f"{self.image.root}/")
        ]
        assert not outside, f"{outside} is of this machine, not of the image"
        subprocess.run(
            ["/bin/sh", "-ec", step],
            cwd=self.image.path(self.image.workdir),
            env=environment,
            check=True,
            timeout=BUILD_TIMEOUT,
        )

    def _env(self, value: str) -> None:
        self.image.env |= dict(word.split("=", 1) for word in shlex.split(value))

    def _user(self, value: str) -> None:
        self.image.user = value

    def _volume(self, value: str) -> None:
        self.image.volumes = json.loads(value)

    def _expose(self, value: str) -> None:
        assert value.isdigit()

    def _healthcheck(self, value: str) -> None:
        self.image.healthcheck = json.loads(value.partition("CMD ")[2])

    def _cmd(self, value: str) -> None:
        self.image.command = json.loads(value)


class _Ignore:
    """What a `.dockerignore` of the form "nothing, but these" leaves out."""

    def __init__(self, text: str) -> None:
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert lines[0] == "*", "the file says what goes in, not what stays out"
        self._kept = {line[1:] for line in lines if line.startswith("!")}
        self._anywhere = [line[3:] for line in lines if line.startswith("**/")]

    def __contains__(self, path: str) -> bool:
        first, name = path.partition("/")[0], path.rpartition("/")[2]
        return first not in self._kept or any(Path(name).match(pattern) for pattern in self._anywhere)

    def names_in(self, context: Path) -> "_Names":
        """For `shutil.copytree`: the names in a folder that are left out."""
        return _Names(self, context)


@dataclass(frozen=True)
class _Names:
    ignore: _Ignore
    context: Path

    def __call__(self, folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).relative_to(self.context).as_posix()
        return {name for name in names if f"{inside}/{name}" in self.ignore}


def seal(image: Image) -> None:
    """Make the root file system read-only for everybody but a superuser, but for the volumes and /tmp."""
    writable = [image.path(one) for one in (*image.volumes, "/tmp")]
    for path in [image.root, *image.root.rglob("*")]:
        if not path.is_symlink() and not any(path.is_relative_to(one) for one in writable):
            path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    image.path("/tmp").chmod(0o1777)
