"""New findings are told once, to the log and to a webhook."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from orchestration.finding_news import WEBHOOK, NotToldError, line_of, news_since, post
from orchestration.finding_sensor import new_findings
from orchestration.paths import Paths
from orchestration.publishing.publish import publish
from orchestration.resources import Folders
from tests.support.warehouse import make_candidate

#: What a finding's text needs beyond the columns that publication asks for.
WIDER = tuple(
    f"alter table marts.{table} add column if not exists {column} {kind}"
    for table, column, kind in (
        ("fct_finding", "metric_key", "varchar"),
        ("fct_finding", "values_seen", "varchar"),
        ("dim_metric", "name_vi", "varchar"),
        ("dim_source", "document", "varchar"),
        ("fct_claim", "value", "decimal(38, 10)"),
    )
)
OTHER = "update marts.fct_finding set finding_key = 'other', explanation_vi = 'khác', explanation_en = 'other'"


class Receiver(HTTPServer):
    """A webhook on this machine that remembers what it was sent and answers with `status`."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.status = 200
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/findings"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        self.server.messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def webhook() -> Iterator[Receiver]:
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """A warehouse whose second version has one finding that the first had not."""
    publish(tmp_path, make_candidate(tmp_path, statements=WIDER))
    publish(tmp_path, make_candidate(tmp_path, word="two", statements=(*WIDER, OTHER)))
    return tmp_path


def look(warehouse: Path, cursor: str | None = None) -> tuple[str, str | None]:
    folders = Folders.of(Paths(warehouse / "raw", warehouse, warehouse / "home"))
    with (
        dg.DagsterInstance.ephemeral() as instance,
        dg.build_sensor_context(instance=instance, cursor=cursor, resources={"folders": folders}) as context,
    ):
        result = new_findings(context)
        assert isinstance(result, dg.SkipReason)
        return str(result.skip_message), context.cursor


def test_nothing_published_is_no_news(tmp_path: Path) -> None:
    assert news_since(tmp_path, None) is None


def test_only_findings_that_the_version_before_had_not_are_news(twice: Path) -> None:
    news = news_since(twice, None)
    assert news is not None
    assert [one.finding_key for one in news.findings] == ["other"]
    assert "khác" in line_of(news.findings[0])
    assert news_since(twice, news.build_id) is None


def test_the_sensor_tells_a_publish_once(twice: Path, webhook: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WEBHOOK, webhook.address)
    said, cursor = look(twice)
    assert said.startswith("1 new findings")
    assert [one["finding_key"] for one in webhook.messages[0]["findings"]] == ["other"]
    assert webhook.messages[0]["build"] == cursor
    assert look(twice, cursor)[0].startswith("Nothing was published")
    assert len(webhook.messages) == 1


def test_a_message_that_was_not_taken_is_sent_again(
    twice: Path, webhook: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WEBHOOK, webhook.address)
    webhook.status = 500
    said, cursor = look(twice)
    assert "tried again" in said
    assert cursor is None
    webhook.status = 200
    assert look(twice, cursor)[0].startswith("1 new findings")
    assert len(webhook.messages) == 2


def test_without_an_address_the_log_is_enough(twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WEBHOOK, raising=False)
    assert look(twice)[1] is not None


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/closed", "no address"])
def test_an_address_that_does_not_answer_is_told(twice: Path, address: str) -> None:
    news = news_since(twice, None)
    assert news is not None
    with pytest.raises(NotToldError, match=WEBHOOK):
        post(address, news)
