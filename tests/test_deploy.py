"""The dashboard and the alerts ask for what `/metrics` has, and the guide names every metric."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from bot.db.trouble import Failures
from bot.gauges import gauges
from bot.instruments import Watched
from bot.metrics import INTERACTIONS, KINDS, Metrics
from bot.scheduler import Job, create_scheduler
from bot.tips.outcomes import SKIPS
from bot.tips.records import LATE
from handlers import payloads

ROOT = Path(__file__).parent.parent
RULES = ROOT / "deploy" / "prometheus" / "takt.rules.yaml"
DASHBOARD = ROOT / "deploy" / "grafana" / "takt.json"
SELECTOR = re.compile(r"\b((?:takt|process)_\w+)(?:\{([^}]*)\})?")
LABEL = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)")
INCREASE = re.compile(r"increase\((\w+)(?:\{([^}]*)\})?\[")
MATCHER = re.compile(r'(\w+)=~?"([^"]*)"')
BY = re.compile(r"by \(([^)]*)\)")
NOBODY: Any = None
GAUGES = gauges(NOBODY, NOBODY, NOBODY, lambda: None, NOBODY)  # nothing is read before the first look
COUNTED = {"takt_jobs_missed", "takt_jobs_failed", "takt_queue_dropped", "takt_storage_failures"}
ADDED = {"instance", "le", "job"}  # by Prometheus itself; le by histograms


async def passes() -> None:
    """A job that goes well."""


def used() -> dict[str, set[str]]:
    """Every sample that a Takt may expose, with its labels, once each instrument was used."""
    metrics = Metrics()
    metrics.request("command", "handled", 0.1)
    metrics.refused("signature")
    metrics.answered("match", "command", 0.1)
    metrics.delivered("sent", timedelta(seconds=1))
    metrics.called("auth.test", "ok", 0.1)
    metrics.checked({"database": True})
    metrics.started(datetime(2026, 11, 27, tzinfo=UTC))
    ones = {"one": 1}
    metrics.watch([Watched(one.name, one.says, "".join(one.labels), lambda: ones, grows=one.grows) for one in GAUGES])
    return {one.name: set(one.labels) for one in samples(metrics)}


def samples(metrics: Metrics) -> list[Sample]:
    """Everything that is exposed."""
    families = text_string_to_metric_families(metrics.page().decode())
    return [one for family in families for one in family.samples if not one.name.endswith("_created")]


def picked(inside: str) -> list[dict[str, str]]:
    """The labels of each series that the inside of a selector picks; one without labels where it picks by none."""
    by_label = {label: values.split("|") for label, values in MATCHER.findall(inside)}
    return [dict(zip(by_label, values, strict=True)) for values in product(*by_label.values())]


def asked() -> Iterator[tuple[str, str]]:
    """Every expression of the alerts and of the dashboard, with where it is."""
    for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]:
        yield from ((rule["alert"], rule["expr"]) for rule in group["rules"])
    for panel in json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]:
        yield from ((panel["title"], target["expr"]) for target in panel.get("targets", []))


ASKED = sorted(asked())
ALERTS = {where: " ".join(expression.split()) for where, expression in ASKED if where.startswith("Takt")}


@pytest.mark.parametrize(("where", "expression"), ASKED, ids=[f"{where} {n}" for n, (where, _) in enumerate(ASKED)])
def test_what_alerts_and_dashboard_ask_for_is_exposed(where: str, expression: str) -> None:
    known = used()
    asked_for = SELECTOR.findall(expression)
    assert asked_for or where == "TaktDown"
    for name, inside in asked_for:
        assert name in known, f"{where} asks for {name}"
        assert set(LABEL.findall(inside)) <= known[name] | ADDED, f"{where}: labels of {name}"
    by = {label.strip() for group in BY.findall(expression) for label in group.split(",")}
    assert by <= set().union(*(known[name] for name, _ in asked_for)) | ADDED


def test_what_an_alert_counts_is_there_before_it_happens() -> None:
    """Prometheus sees no increase in a counter that begins with its first event."""
    scheduler = create_scheduler([Job("tips", 1, passes), Job("forget", 1, passes)])
    nothing: Any = SimpleNamespace(dropped=0, given_up=0)
    services: Any = SimpleNamespace(questions=nothing, answers=nothing)
    metrics = Metrics()
    watched = gauges(services, scheduler, NOBODY, lambda: None, Failures())
    metrics.watch([one for one in watched if one.name in COUNTED])
    counted = [found for expression in ALERTS.values() for found in INCREASE.findall(expression)]
    assert len(counted) == len(re.findall("increase", " ".join(ALERTS.values())))
    zero = [one for one in samples(metrics) if one.value == 0]
    for name, inside in counted:
        for labels in picked(inside):
            assert [one for one in zero if one.name == name and labels.items() <= one.labels.items()], (
                f"{name} {labels}"
            )


def test_tips_that_are_skipped_raise_an_alert_for_trouble_alone() -> None:
    (expression,) = [expression for where, expression in ASKED if where == "TaktTipsSkipped"]
    selected = [labels for name, inside in SELECTOR.findall(expression) if inside for labels in picked(inside)]
    assert {(labels["state"], labels["reason"]) for labels in selected} == {("skipped", one) for one in LATE}
    assert set(SKIPS) - LATE >= {"left-out", "quiet-hours", "rests", "paused", "turned-off"}


@pytest.mark.parametrize("alert", ["TaktTipsSkipped", "TaktTipsFailed"])
def test_what_becomes_of_tips_before_the_first_look_raises_an_alert(alert: str) -> None:
    """The first tick after a downtime settles them before Prometheus has seen a zero: it sees no increase."""
    whole, increase = ALERTS[alert].split(" or ")
    (counter,) = re.findall(r"takt_deliveries_total\{[^}]*\}", whole)
    assert f"{counter} > 0 and on (instance, job) (time() - takt_start_timestamp_seconds < 3600)" in whole
    assert f"increase({counter}[1h])" in increase


def test_a_takt_that_nobody_asks_or_that_never_ticked_raises_an_alert() -> None:
    assert 'absent(up{job="takt"})' in ALERTS["TaktDown"]
    assert "(takt_last_tick_timestamp_seconds or takt_start_timestamp_seconds)" in ALERTS["TaktNotTicking"]


def test_slack_that_hangs_up_is_no_forger_and_a_wrong_secret_raises_an_alert() -> None:
    assert 'reason!~"gone|slow"' in ALERTS["TaktForgedRequests"]
    refusals, requests = ALERTS["TaktWrongSecret"].split(" unless ")
    assert (refusals.count('reason="signature"'), "takt_requests_total[15m]" in requests) == (1, True)
    shown = samples(Metrics())
    handled = {one.labels["kind"] for one in shown if one.labels.get("outcome") == "handled"}
    assert handled == set(KINDS)  # else the first that is handled is no increase


def test_a_job_that_runs_once_an_hour_raises_an_alert_too() -> None:
    """More than two failures in a quarter of an hour it can never have."""
    assert 'takt_jobs_failed_total{work="forget"}[3h]' in ALERTS["TaktJobsFail"]


def test_tips_that_take_longer_than_a_second_to_send_are_no_failing_job() -> None:
    # A run of tips lasts until the last has landed, and the next one is due each second: that is how it should be.
    assert 'takt_jobs_missed_total{work!="tips"}[15m]' in ALERTS["TaktJobsFail"]
    assert ALERTS["TaktJobsFail"].count("takt_jobs_missed_total") == 1


def test_no_label_is_one_that_prometheus_sets_itself() -> None:
    """It would rename ours, and a sum by it would be a sum of everything."""
    assert [name for name, labels in used().items() if name.startswith("takt_") and labels & {"job", "instance"}] == []


def test_the_kinds_of_requests_are_those_of_the_payloads() -> None:
    assert INTERACTIONS == payloads.INTERACTIONS


def test_every_metric_is_in_an_alert_or_on_the_dashboard_and_in_the_guide() -> None:
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    everything = " ".join(expression for _, expression in ASKED)
    families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in used() if name.startswith("takt_")}
    assert sorted(name for name in families if f"`{name}`" not in guide) == []
    assert sorted(name for name in families if name not in everything) == []


def test_every_alert_says_how_bad_it_is_and_what_to_do() -> None:
    rules: list[dict[str, Any]] = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"][0]["rules"]
    assert len({rule["alert"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["do"]
