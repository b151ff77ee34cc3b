"""Right and wrong by what is hard about a figure: its print, its place, what must be inherited or resolved.

Here: the difficulties, told from truth and claim, and the table. Not here: matching and judging a claim, which
the scorer beside the truth does.
"""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.gold.harness import SHARED

Row = dict[str, Any]

_INHERITED = ("subject of the sentence before", "document", "repeats a figure of the body")
DIFFICULTIES: tuple[tuple[str, Callable[[Row, Row], bool]], ...] = (
    ("plain integer", lambda truth, _: re.fullmatch(r"\d+", truth["quote"]) is not None),
    ("thousands mark", lambda truth, _: re.match(r"\d{1,3}(?:\.\d{3})+(?!\d)", truth["quote"]) is not None),
    ("decimals", lambda truth, _: re.search(r"\d[.,]\d{1,2}(?!\d)", truth["quote"]) is not None),
    ("scale word", lambda truth, _: re.search(r"nghìn|triệu|t[ỷỉ]", truth["quote"]) is not None),
    ("count of a whole", lambda truth, _: bool(truth["denominator"])),
    ("range", lambda truth, _: re.search(r"\d[%]?\s?-\s?\d", truth["quote"]) is not None),
    ("hedge", lambda truth, _: truth["qualifier"] != "exact"),
    ("change or rate", lambda truth, _: truth["role"] != "level"),
    ("target", lambda truth, _: truth["status"] == "target"),
    ("listed with others", lambda _, claim: claim["agency_basis"] == "named before the figure"),
    ("agency inherited", lambda _, claim: claim["agency_basis"] in _INHERITED),
    ("period inherited", lambda _, claim: claim["period_basis"] in ("inherited words", "document")),
    ("period of comparison or none", lambda truth, _: truth["period_kind"] == "unknown"),
    ("scope", lambda _, claim: claim["scope_key"] != "_T"),
    ("outside of the catalogue", lambda _, claim: claim["metric_basis"] is None),
    ("headline, heading, caption", lambda _, claim: claim["block_kind"] in ("headline", "heading", "caption", "lead")),
)


def scorer() -> ModuleType:
    """The scorer beside the truth, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", SHARED / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(claims: list[Row], truth: Path, metrics: str) -> Iterator[tuple[Row, Row, bool]]:
    """(truth, claim, all attributes right) of every figure that truth asks for and a claim was found for."""
    score = scorer()
    by_document: dict[str, list[Row]] = {}
    for claim in claims:
        by_document.setdefault(claim["document"], []).append(claim)
    for document, rows in score.read_gold([truth]).items():
        for row in rows:
            near = [
                claim
                for claim in by_document.get(document, ())
                if abs(claim["char_start"] - int(row["start"])) <= 3 and score.close(claim["value"], row["value"])
            ]
            if near and not score.is_optional(row):
                verdict = score.judge(row, near[0], metrics)
                yield row, near[0], all(right is not False for right in verdict.values())


def table(judgements: list[tuple[Row, Row, bool]]) -> str:
    """Figures, right ones and their share for every difficulty."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for truth, claim, is_right in judgements:
        for name, applies in DIFFICULTIES:
            if applies(truth, claim):
                total[name] += 1
                right[name] += is_right
    lines = [f"{'difficulty':32} {'figures':>8} {'right':>6} {'share':>7}"]
    lines.extend(
        f"{name:32} {total[name]:8} {right[name]:6} {right[name] / total[name]:7.2f}"
        for name, _ in DIFFICULTIES
        if total[name]
    )
    return "\n".join(lines)
