from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest
from pebble import ProcessPool

from orchestration.landing import (
    DEFAULT_MARKERS,
    READER_VERSION,
    ReadReport,
    read_snapshots,
    reader_version,
    snapshots,
)
from orchestration.landing.read import _results
from orchestration.schemas import DOCUMENTS, OUTCOMES
from tests.landing.conftest import Inbox
from tests.landing.samples import HEADLINE, article, page, paragraphs, word
from tests.landing.test_docx import plain

NOW = datetime(2024, 4, 1, tzinfo=UTC)


def read(inbox: Inbox, **settings: float) -> ReadReport:
    inbox.land()
    found = snapshots(inbox.store.sightings())
    return read_snapshots(inbox.store, found, DEFAULT_MARKERS, "run", NOW, **settings)  # type: ignore[arg-type]


def test_documents_of_every_format_and_what_is_wrong_with_the_others(inbox: Inbox) -> None:
    inbox.drop("a.txt", article())
    inbox.drop("b.html", page(f"<h1>{HEADLINE}</h1><div>{paragraphs()}</div>"))
    inbox.drop("c.docx", word(plain))
    inbox.drop("d.txt", bytes(range(256)) * 8)
    inbox.drop("e.html", page("<p>Trang chủ</p>"))
    inbox.drop("f.docx", b"no package")
    inbox.drop(
        "a.meta.yaml",
        "publisher: Báo Biển Xanh\npublished_on: 2024-03-09\nkind: report\nis_digest: true\n"
        "reporting_period: {start: 2024-01-01, end: 2024-02-29}\n",
    )
    inbox.land()
    seen: list[tuple[int, int, str]] = []
    found = snapshots(inbox.store.sightings())
    documents, outcomes = read_snapshots(
        inbox.store, found, DEFAULT_MARKERS, "run", NOW, lambda *progress: seen.append(progress)
    )
    assert (documents.schema, outcomes.schema) == (DOCUMENTS, OUTCOMES)
    assert [(row["file_name"], row["status"], row["reason"]) for row in outcomes.to_pylist()] == [
        ("a.txt", "ok", None),
        ("b.html", "ok", None),
        ("c.docx", "ok", None),
        ("d.txt", "failed", "not_text"),
        ("e.html", "failed", "no_article"),
        ("f.docx", "failed", "broken_docx"),
    ]
    assert all(row["file_name"] in row["detail"] and row["remedy"] for row in outcomes.to_pylist()[3:])
    assert seen == [(done, 6, item.file_name) for done, item in enumerate(found, 1)]
    first, second, _ = documents.to_pylist()
    assert first["source_key"] == f"a@{first['sha256'][:12]}"
    assert (first["publisher"], first["published_on"], first["published_on_basis"]) == (
        "Báo Biển Xanh",
        date(2024, 3, 9),
        "metadata",
    )
    assert (first["kind"], first["is_digest"], first["reporting_end"]) == ("report", True, date(2024, 2, 29))
    assert (second["kind"], second["is_digest"], second["published_on"]) == ("article", False, None)
    assert {row["title"] for row in documents.to_pylist()} == {HEADLINE}
    assert {row["reader_version"] for row in documents.to_pylist()} == {READER_VERSION}


def test_without_snapshots_no_worker_starts(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a pool was made")

    monkeypatch.setattr("pebble.ProcessPool", refuse)
    documents, outcomes = read(inbox)
    assert (documents.num_rows, outcomes.num_rows) == (0, 0)


def test_a_damaged_object_is_an_outcome_and_the_others_go_on(inbox: Inbox) -> None:
    inbox.drop("a.txt", article())
    inbox.drop("b.txt", article("Thêm một dòng cuối bài để bài này có mã băm của riêng mình."))
    inbox.land()
    path = inbox.store.path_of(snapshots(inbox.store.sightings())[0].sha256)
    path.chmod(0o644)
    path.write_bytes(article().replace("4", "5").encode())
    documents, outcomes = read_snapshots(inbox.store, snapshots(inbox.store.sightings()), DEFAULT_MARKERS, "run", NOW)
    assert documents["file_name"].to_pylist() == ["b.txt"]
    assert outcomes["reason"].to_pylist() == ["damaged_object", None]


def test_a_document_that_takes_too_long_is_stopped(inbox: Inbox) -> None:
    inbox.drop("a.html", page(f"<div>{paragraphs() * 3000}</div>"))
    inbox.drop("b.txt", article())
    _, outcomes = read(inbox, timeout_seconds=0.05)
    assert "reader_timeout" in outcomes["reason"].to_pylist()
    assert outcomes.num_rows == 2


def test_a_document_that_takes_too_much_memory_fails_alone(inbox: Inbox) -> None:
    inbox.drop("a.txt", (article() + "x" * 40_000_000).encode())
    inbox.drop("b.txt", article())
    documents, outcomes = read(inbox, memory_bytes=400_000_000)
    assert documents["file_name"].to_pylist() == ["b.txt"]
    assert outcomes["reason"][0].as_py() in {"too_complex", "reader_crashed"}


def test_a_worker_that_dies_is_a_reason_of_its_own() -> None:
    with ProcessPool(max_workers=1, context=get_context("spawn")) as pool:
        failure = _results(pool.schedule(os._exit, args=(3,)), 60)
    assert isinstance(failure, tuple)
    result = failure[0]
    assert (result.reason, "code 3" in result.detail) == ("reader_crashed", True)


def test_the_version_changes_with_the_markers(tmp_path: Path) -> None:
    path = tmp_path / "markers.csv"
    path.write_bytes(DEFAULT_MARKERS.read_bytes())
    before = reader_version(path)
    path.write_bytes(path.read_bytes() + b"x:,prefix,teaser_line,test,\n")
    assert reader_version(path) != before
    assert reader_version() == READER_VERSION


def test_the_room_is_imported_without_the_readers_libraries() -> None:
    heavy = ("trafilatura", "lxml", "docx", "pypdfium2", "pdfplumber", "openpyxl", "pebble", "dagster", "duckdb")
    code = f"import sys, orchestration.landing; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
