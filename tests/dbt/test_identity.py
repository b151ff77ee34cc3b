"""What is one document: the same words in two formats vote once, one page under two names is its latest state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.dbt.builder import Inputs
from tests.dbt.conftest import MODELS_ONLY, Dbt

Connect = Callable[[Path], duckdb.DuckDBPyConnection]
WORDS, OTHER = "a" * 64, "b" * 64
ADDRESS = "bao.vn/tin/1.html"


@pytest.fixture(scope="module")
def built(dbt_copy: Dbt, reading: Connect) -> duckdb.DuckDBPyConnection:
    inputs = Inputs()
    first = inputs.document("ban-tin", text_sha256=WORDS)
    second = inputs.document("ban-tin.pdf", text_sha256=WORDS, age=1, media_type="pdf", content="printed")
    for document in (first, second):
        inputs.claim(document, "31.16", scope_key="edition=formats")
    page = inputs.document("trang-cu", address=ADDRESS, age=2)
    moved = inputs.document("trang-moi", address=ADDRESS, age=3)
    inputs.claim(page, "10", scope_key="edition=moved")
    inputs.claim(moved, "20", scope_key="edition=moved")
    inputs.document("trang-moi", content="later", text_sha256=OTHER, age=4)
    path, statuses = dbt_copy.build(inputs, *MODELS_ONLY)
    assert set(statuses.values()) <= {"success"}
    return reading(path)


def standings(built: duckdb.DuckDBPyConnection, *documents: str) -> list[tuple[object, ...]]:
    marks = ", ".join("?" for _ in documents)
    where = f"where document in ({marks}) order by first_seen_at"
    return built.execute(f"select document, standing, is_current from marts.dim_source {where}", documents).fetchall()


def test_two_formats_of_one_text_vote_once(built: duckdb.DuckDBPyConnection) -> None:
    assert standings(built, "ban-tin", "ban-tin.pdf") == [
        ("ban-tin", "current", True),
        ("ban-tin.pdf", "repeated", False),
    ]
    query = "select n_claims, n_documents from marts.fct_observation where scope_key = 'edition=formats'"
    assert built.execute(query).fetchall() == [(1, 1)]


def test_one_page_under_two_names_is_its_latest_state(built: duckdb.DuckDBPyConnection) -> None:
    assert standings(built, "trang-cu", "trang-moi") == [
        ("trang-cu", "superseded", False),
        ("trang-moi", "superseded", False),
        ("trang-moi", "current", True),
    ]
