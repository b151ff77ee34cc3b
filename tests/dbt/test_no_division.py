"""No model divides or averages: what SQL cannot do exactly it does not do to a figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dbt.builder import PROJECT

FORBIDDEN = re.compile(
    r"(?<![*/])/(?![*/])|//|\b(?:avg|mean|median|power|pow|exp|ln|log|sqrt|stddev\w*|var_\w+)\s*\(|\bdouble\b|\bfloat\b"
)
FILES = sorted([*(PROJECT / "models").rglob("*.sql"), *(PROJECT / "macros").rglob("*.sql")])


def code_of(text: str) -> str:
    """The SQL without comments and without what stands in quotes, but with what macros are given as text."""
    text = re.sub(r"\{#.*?#\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"--[^\n]*", " ", text)
    text = re.sub(r"\{[{%].*?[%}]\}", lambda match: re.sub(r"['\"]", " ", match.group()), text, flags=re.DOTALL)
    text = re.sub(r"'(?:[^']|'')*'", "''", text)
    return re.sub(r'"[^"\n]*"', '""', text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_model_neither_divides_nor_averages(path: Path) -> None:
    assert FORBIDDEN.findall(code_of(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "sql",
    [
        "select a / b",
        "select avg(value)",
        "select power(value, 2)",
        "select a // b",
        "select cast(a as double)",
        "select {{ safely('a / b') }}",
    ],
)
def test_the_lint_sees_it(sql: str) -> None:
    assert FORBIDDEN.search(code_of(sql))


def test_the_lint_looks_past_quotes_and_comments() -> None:
    assert FORBIDDEN.search(code_of("select 'a / b' -- avg(x) / 2\n, b.avg_of")) is None
