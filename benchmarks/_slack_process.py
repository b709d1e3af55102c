"""A stand-in for Slack in a process of its own: started with its wishes on standard input, driven over HTTP."""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60


class SlackProcess:
    """The process; `url` is its address."""

    def __init__(self, module: str, **wishes: Any) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            cwd=tempfile.gettempdir(),
            text=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(wishes))
        self._process.stdin.close()
        self.url = self._process.stdout.readline().strip()
        if not self.url:
            raise SystemExit(f"{module} did not start")

    @property
    def api_url(self) -> str:
        """The Web API's base url."""
        return f"{self.url}/api/"

    def order(self, name: str, **body: Any) -> Any:
        """POST /control/name."""
        return self._call(name, json.dumps(body).encode())

    def look(self, name: str) -> Any:
        """GET /control/name."""
        return self._call(name, None)

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait(PATIENCE_SECONDS)

    def _call(self, name: str, body: bytes | None) -> Any:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/control/{name}", data=body, headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return json.loads(answer.read())
