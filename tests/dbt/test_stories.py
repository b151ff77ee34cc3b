"""What `make explain` prints for claims and findings of a built warehouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.explain import NotThereError, explain_claim, explain_finding
from tests.dbt.builder import Inputs
from tests.dbt.conftest import MODELS_ONLY, Dbt
from tests.dbt.statements import DOSSIERS, exact

Connect = Callable[[Path], duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def db(dbt_copy: Dbt, reading: Connect) -> duckdb.DuckDBPyConnection:
    inputs = Inputs()
    a = inputs.document("a", publisher="Chính phủ")
    b = inputs.document("b", age=1, publisher="Tuổi Trẻ")
    inputs.claim(a, "31.16")
    inputs.claim(b, "32.05")
    figures = [exact(value, **DOSSIERS) for value in (100, 70, 50)]
    whole, *parts = inputs.sentence(a, "Có {} hồ sơ, trong đó {} hồ sơ ở tỉnh và {} hồ sơ ở xã.", *figures)
    for part in parts:
        inputs.tie(part, "part_of", whole, "trong đó")
    path, _ = dbt_copy.build(inputs, *MODELS_ONLY)
    return reading(path)


def key(db: duckdb.DuckDBPyConnection, rule: str) -> str:
    row = db.execute("select finding_key from marts.findings where rule = ?", [rule]).fetchone()
    assert row is not None
    return str(row[0])


def test_a_claim_tells_its_sentence_its_rivals_and_why_it_lost(db: duckdb.DuckDBPyConnection) -> None:
    row = db.execute("select claim_key from marts.claims where value = 32.05").fetchone()
    assert row is not None
    told = "\n".join(explain_claim(db, row[0][:20]))
    assert "Tỷ lệ đạt [32,05%]." in told
    assert "because its source owns the indicator or is the body that the figure is about" in told
    assert "31,16% (a, as of 2023-07-20): preferred" in told
    assert "lost: owner  <- this one" in told
    assert "conflicting_values: contradicts" in told


def test_a_finding_tells_the_arithmetic_and_each_quote_in_its_sentence(db: duckdb.DuckDBPyConnection) -> None:
    told = "\n".join(explain_finding(db, key(db, "part_whole_sum")))
    assert "70 + 50 = 120, stated 100" in told
    assert "Có [100] hồ sơ, trong đó 70 hồ sơ ở tỉnh và 50 hồ sơ ở xã." in told
    assert "trong đó [70] hồ sơ" in told
    assert "likely cause: overlapping_parts" in told


@pytest.mark.parametrize("tell", [explain_claim, explain_finding])
def test_an_unknown_key_says_where_keys_are(db: duckdb.DuckDBPyConnection, tell: Callable[..., list[str]]) -> None:
    with pytest.raises(NotThereError, match=r"Keys are in marts\."):
        tell(db, "nothing")
