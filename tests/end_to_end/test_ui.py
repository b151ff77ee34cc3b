"""Dagster's own pages in a real browser: start the server, press the button, read a finding."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from orchestration.paths import REPOSITORY
from tests.support.programs import need_program
from tests.support.site import RULE, Site

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(condition: Callable[[], Any], seconds: float, what: str) -> Any:
    """Ask until the answer is true; a server in another process tells nobody when it is ready."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.3)
    raise AssertionError(f"{what}: not within {seconds:.0f} s")


class Server:
    """What Dagster's GraphQL says."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def ask(self, query: str) -> Any:
        request = urllib.request.Request(
            f"{self.url}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)["data"]
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return None

    def has_loaded(self) -> bool:
        data = self.ask("{ assetNodes { id } }")
        return bool(data and data["assetNodes"])

    def runs(self) -> list[dict[str, str]]:
        data = self.ask("{ runsOrError(limit: 5) { ... on Runs { results { runId status } } } }")
        return data["runsOrError"]["results"] if data else []


@contextmanager
def serving(site: Site) -> Iterator[Server]:
    port = free_port()
    log = site.root / "server.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            site.command("ui", "--port", str(port)),
            env=site.environment,
            cwd=REPOSITORY,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            server = Server(port)
            until(server.has_loaded, 120, f"server, see {log}")
            yield server
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(30)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_materialize_all_and_read_a_finding(site: Site, tmp_path: Path) -> None:
    chromium = need_program("chromium", "chromium-browser", "google-chrome")
    sync_api = pytest.importorskip("playwright.sync_api")
    with serving(site) as server, sync_api.sync_playwright() as playwright:
        schedules = server.ask(
            '{ schedulesOrError(repositorySelector: {repositoryName: "__repository__", '
            'repositoryLocationName: "cchc"}) { ... on Schedules { results { name scheduleState { status } } } } }'
        )
        assert schedules["schedulesOrError"]["results"] == [
            {"name": "nightly_refresh", "scheduleState": {"status": "RUNNING"}}
        ]
        earlier = {run["runId"] for run in server.runs()}
        browser = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=chromium, headless=True, args=CHROMIUM_ARGUMENTS
        )
        try:
            page = browser.new_page()
            page.goto(f"{server.url}/asset-groups")
            page.get_by_role("button", name=re.compile("Materialize all")).click(timeout=60_000)
            run = until(lambda: [one for one in server.runs() if one["runId"] not in earlier], 60, "a run")[0]["runId"]
            finished = ("SUCCESS", "FAILURE", "CANCELED")
            ended = until(
                lambda: [one for one in server.runs() if one["runId"] == run and one["status"] in finished],
                180,
                "the end of the run",
            )
            assert ended[0]["status"] == "SUCCESS"
            page.goto(f"{server.url}/assets/fct_finding?view=checks&checkDetail={RULE}")
            page.get_by_text("31,16%").first.wait_for(timeout=60_000)
            shown = page.inner_text("body")
            for words in ("32,05%", "bao-a", "bao-b", "make accept FINDING=conflicting_values."):
                assert words in shown
        finally:
            browser.close()
