"""What is shipped to run Takt with: each file is well formed, and gives Takt no more than it needs."""

import configparser
import http.server
import json
import os
import re
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from bot.health import PATIENCE_SECONDS, Health
from bot.settings import Settings, SlackSettings, load_settings, variable_name

ROOT = Path(__file__).parent.parent.parent
KUBERNETES = ROOT / "deploy" / "kubernetes"
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
HADOLINT = Path(sysconfig.get_path("scripts")) / "hadolint"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
CADDY = (ROOT / "deploy" / "caddy" / "Caddyfile").read_text(encoding="utf-8").split()
KNOWN = {variable_name(field) for field in Settings.model_fields}


def manifests() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object for Kubernetes, by kind."""
    for path in sorted(KUBERNETES.glob("*.yaml")):
        for found in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            yield found["kind"], found


MANIFESTS = dict(manifests())
POD: dict[str, Any] = MANIFESTS["Deployment"]["spec"]["template"]["spec"]
CONTAINERS: list[dict[str, Any]] = [*POD["initContainers"], *POD["containers"]]


@pytest.mark.skipif(not HADOLINT.exists(), reason="hadolint comes for Linux on x86_64 only")
def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    found = subprocess.run([HADOLINT, "--no-color", ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")


@pytest.mark.parametrize("kind", [kind for kind in MANIFESTS if kind != "Kustomization"])
@pytest.mark.parametrize("version", ["1.30", "1.37"])
def test_kubernetes_would_take_every_object(kind: str, version: str) -> None:
    kubernetes_validate.validate(MANIFESTS[kind], version, strict=True)


def test_the_kustomization_has_every_file_but_the_secret() -> None:
    files = {path.name for path in KUBERNETES.glob("*.yaml")} - {"kustomization.yaml", "secret.example.yaml"}
    assert set(MANIFESTS["Kustomization"]["resources"]) == files


def test_a_pod_is_nobody_and_can_change_nothing() -> None:
    assert POD["securityContext"]["runAsNonRoot"]
    assert POD["securityContext"]["runAsUser"] > 0
    assert POD["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert POD["automountServiceAccountToken"] is MANIFESTS["ServiceAccount"]["automountServiceAccountToken"] is False
    for container in CONTAINERS:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["resources"]["limits"]["memory"]
        assert {mount["mountPath"] for mount in container["volumeMounts"]} == {"/var/lib/takt", "/tmp"}


def test_a_roll_out_never_leaves_fewer_than_two_and_asks_the_right_questions() -> None:
    spec = MANIFESTS["Deployment"]["spec"]
    assert (spec["replicas"], spec["strategy"]["rollingUpdate"]["maxUnavailable"]) == (2, 0)
    assert MANIFESTS["PodDisruptionBudget"]["spec"]["minAvailable"] == 1
    (takt,) = POD["containers"]
    paths = {name: takt[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}
    assert paths == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/servez"}
    assert POD["terminationGracePeriodSeconds"] >= 10 + 5  # Takt's ten seconds after the endpoints' five
    assert not POD["enableServiceLinks"]  # Kubernetes would set TAKT_PORT


def test_every_name_leads_to_something_that_is_there() -> None:
    labels = MANIFESTS["Deployment"]["spec"]["template"]["metadata"]["labels"]
    specs = {
        kind: MANIFESTS[kind]["spec"] for kind in ("Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy")
    }
    chosen = [
        specs["Deployment"]["selector"],
        specs["PodDisruptionBudget"]["selector"],
        specs["NetworkPolicy"]["podSelector"],
    ]
    assert [one["matchLabels"] for one in chosen] == [labels] * 3
    assert specs["Service"]["selector"] == labels
    assert POD["serviceAccountName"] == MANIFESTS["ServiceAccount"]["metadata"]["name"]
    given = {
        ("configMapRef", MANIFESTS["ConfigMap"]["metadata"]["name"]),
        ("secretRef", MANIFESTS["Secret"]["metadata"]["name"]),
    }
    for container in CONTAINERS:
        assert {(kind, named["name"]) for source in container["envFrom"] for kind, named in source.items()} == given
        assert {mount["name"] for mount in container["volumeMounts"]} == {volume["name"] for volume in POD["volumes"]}
    (path,) = MANIFESTS["Ingress"]["spec"]["rules"][0]["http"]["paths"]
    assert path["backend"]["service"]["name"] == MANIFESTS["Service"]["metadata"]["name"]
    assert path["backend"]["service"]["port"]["name"] in {port["name"] for port in specs["Service"]["ports"]}


def test_every_port_is_the_one_that_takt_listens_on() -> None:
    port = int(MANIFESTS["ConfigMap"]["data"]["TAKT_PORT"])
    (takt,) = POD["containers"]
    assert takt["ports"] == [{"name": "http", "containerPort": port}]
    assert {takt[f"{name}Probe"]["httpGet"]["port"] for name in ("startup", "liveness", "readiness")} == {"http"}
    assert [one["targetPort"] for one in MANIFESTS["Service"]["spec"]["ports"]] == ["http"]
    assert MANIFESTS["NetworkPolicy"]["spec"]["ingress"] == [{"ports": [{"port": "http"}]}]
    annotations = MANIFESTS["Deployment"]["spec"]["template"]["metadata"]["annotations"]
    assert (annotations["prometheus.io/scrape"], annotations["prometheus.io/port"]) == ("true", str(port))
    assert re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE) == [str(port)]
    assert int(COMPOSE["services"]["takt-1"]["environment"]["TAKT_PORT"]) == port


def test_every_probe_asks_for_a_page_that_there_is() -> None:
    (takt,) = POD["containers"]
    asked = {takt[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}
    assert asked <= {route.path for route in Health({}).routes()}
    assert CADDY[CADDY.index("health_uri") + 1] == takt["readinessProbe"]["httpGet"]["path"]
    assert takt["readinessProbe"]["timeoutSeconds"] > PATIENCE_SECONDS  # else a check that hangs is told by nobody


def test_a_pod_is_who_owns_the_images_folders_and_has_this_version() -> None:
    (user,) = re.findall(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE)
    given = POD["securityContext"]
    assert tuple(str(given[name]) for name in ("runAsUser", "runAsGroup")) == user
    assert f"uid={user[0]},gid={user[1]}" in " ".join(COMPOSE["services"]["takt-1"]["tmpfs"])
    (image,) = MANIFESTS["Kustomization"]["images"]
    assert {container["image"] for container in CONTAINERS} == {image["name"]}
    assert f"takt:{image['newTag']}" == COMPOSE["services"]["takt-1"]["image"] == f"takt:{version('takt')}"


def test_a_pod_starts_with_what_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**MANIFESTS["ConfigMap"]["data"], **MANIFESTS["Secret"]["stringData"]}.items():
        monkeypatch.setenv(name, value)
    settings = load_settings(SlackSettings, _env_file=None)
    assert (settings.mode, settings.host) == ("http", "0.0.0.0")
    assert settings.database_url.get_secret_value().startswith("postgresql://")


def test_the_world_reaches_slacks_address_alone() -> None:
    (rule,) = MANIFESTS["Ingress"]["spec"]["rules"]
    assert [path["path"] for path in rule["http"]["paths"]] == ["/slack/"]
    caddy = (ROOT / "deploy" / "caddy" / "Caddyfile").read_text(encoding="utf-8")
    assert [line.split()[1] for line in caddy.splitlines() if line.startswith("handle ") and "*" in line] == [
        "/slack/*"
    ]
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["proxy"]


def test_a_takt_that_stops_outlasts_the_proxys_next_look() -> None:
    interval = float(CADDY[CADDY.index("health_interval") + 1].removesuffix("s"))
    assert interval * 2 < float(COMPOSE["services"]["takt-1"]["environment"]["TAKT_DRAIN_SECONDS"])


@pytest.mark.parametrize("name", ["takt-1", "takt-2", "upgrade"])
def test_compose_starts_takt_sealed_and_after_the_upgrade(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert (service["cap_drop"], service["security_opt"]) == (["ALL"], ["no-new-privileges:true"])
    assert {place.partition(":")[0] for place in service["tmpfs"]} == {"/tmp", "/var/lib/takt"}
    waits = {other: how["condition"] for other, how in service["depends_on"].items()}
    assert waits.pop("postgres") == "service_healthy"
    assert waits == ({} if name == "upgrade" else {"upgrade": "service_completed_successfully"})


@pytest.mark.parametrize("name", ["takt-1", "takt-2"])
def test_compose_waits_for_a_takt_that_the_proxy_would_ask(name: str) -> None:
    service = COMPOSE["services"][name]
    (asked,) = re.findall(
        r"urlopen\('http://127\.0\.0\.1:(\d+)(/\w+)', timeout=(\d+)\)", service["healthcheck"]["test"][-1]
    )
    assert asked[:2] == (service["environment"]["TAKT_PORT"], CADDY[CADDY.index("health_uri") + 1])
    patience = int(service["healthcheck"]["timeout"].removesuffix("s"))
    assert PATIENCE_SECONDS < int(asked[2]) < patience  # else a check that hangs is told by nobody


@pytest.mark.parametrize("name", ["compose.yaml", "Dockerfile"])
def test_a_health_check_asks_takt_itself_whatever_proxy_is_set(name: str) -> None:
    line = next(one for one in (ROOT / name).read_text("utf-8").splitlines() if "urlopen" in one)
    command = COMPOSE["services"]["takt-1"]["healthcheck"]["test"] if name == "compose.yaml" else _listed(line)
    with http.server.HTTPServer(("127.0.0.1", 0), _Healthy) as takt:
        threading.Thread(target=takt.handle_request, daemon=True).start()
        script = command[-1].replace("127.0.0.1:3000", f"127.0.0.1:{takt.server_port}")
        around = {**os.environ, "TAKT_PORT": str(takt.server_port)}
        around |= dict.fromkeys(("http_proxy", "HTTP_PROXY"), "http://127.0.0.1:1")
        asked = subprocess.run([sys.executable, "-c", script], env=around, check=False, capture_output=True)
    assert asked.returncode == 0, asked.stderr.decode()


def _listed(line: str) -> list[str]:
    found: list[str] = json.loads(line.strip().removeprefix("CMD "))
    return found


class _Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()


def test_no_log_fills_the_disk_in_years() -> None:
    """Docker's usual driver keeps every line for ever; `local` keeps the last 100 MB."""
    assert {service["logging"]["driver"] for service in COMPOSE["services"].values()} == {"local"}
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    started = re.findall(r"docker run --detach (?:.*\\\n)*.*", guide)
    assert [command for command in started if "--log-driver local" not in command] == []
    assert started


def test_every_image_is_pinned() -> None:
    images = [service["image"] for service in COMPOSE["services"].values()]
    assert all(image.partition(":")[2][:1].isdigit() and "latest" not in image for image in images)


def test_every_setting_that_is_set_is_one_and_no_secret_stands_in_a_file() -> None:
    config, secret = MANIFESTS["ConfigMap"]["data"], MANIFESTS["Secret"]["stringData"]
    named = {*config, *secret, *COMPOSE["services"]["takt-1"]["environment"]}
    assert named <= KNOWN
    assert all("…" in value for value in secret.values())
    assert "${POSTGRES_PASSWORD:?" in COMPOSE["services"]["takt-1"]["environment"]["TAKT_DATABASE_URL"]


def test_a_command_by_hand_has_what_the_unit_has() -> None:
    by_hand = (ROOT / "deploy" / "systemd" / "takt-admin").read_text(encoding="utf-8")
    unit = (ROOT / "deploy" / "systemd" / "takt.service").read_text(encoding="utf-8")
    shared = ("DynamicUser", "UMask", "StateDirectory", "StateDirectoryMode", "WorkingDirectory", "EnvironmentFile")
    hidden = ("ProtectHome", "PrivateTmp")  # else it would find a content folder that the service does not see
    for name in (*shared, *hidden):
        assert f"--property={name}={re.findall(rf'^{name}=(.*)$', unit, re.MULTILINE)[0]}" in by_hand
    for name in ("TAKT_DATABASE_URL", "HOME"):
        assert f"--setenv={re.findall(rf'{name}=[^ ]+', unit)[0]}" in by_hand


def test_the_unit_can_change_nothing_but_its_own_folder() -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "deploy" / "systemd" / "takt.service", encoding="utf-8")
    service = unit["Service"]
    assert (service["ProtectSystem"], service["StateDirectory"], service["DynamicUser"]) == ("strict", "takt", "yes")
    assert service["CapabilityBoundingSet"] == service["AmbientCapabilities"] == ""
    on = {name for name, value in service.items() if value == "yes"}
    assert {"NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "RestrictNamespaces"} <= on
    assert int(service["TimeoutStopSec"]) > 10
    assert "ProcSubset" not in service  # it hides /proc/stat, and the numbers of the process with it
