"""Findings over real documents against contradictions told by hand, where such truth lies beside the project."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.gold.harness import SHARED
from tests.support.site import new_site, reasons

if TYPE_CHECKING:
    from pathlib import Path

TRUTH = SHARED / "gold" / "findings.csv"


@pytest.mark.skipif(not TRUTH.exists(), reason="no hand-made truth beside the project")
def test_every_told_contradiction_is_found_and_no_look_alike(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site")
    for path in site.paths.raw.iterdir():
        path.unlink()
    for path in (SHARED / "corpus" / "seeds").glob("*.txt"):
        site.drop(path.name, path.read_bytes())
    result = site.run()
    assert result.success, reasons(result)
    database = site.paths.warehouse / "current" / "cchc.duckdb"
    scorer = [sys.executable, str(SHARED / "gold" / "score_findings.py"), str(database), str(TRUTH)]
    printed = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    scores = {name: (int(met), int(all_)) for name, met, all_ in re.findall(r"(\w+): (\d+) of (\d+)", printed)}
    assert set(scores) == {"contradictions_found", "look_alikes_left_alone", "sound_arithmetic_recomputed"}
    assert all(met == all_ for met, all_ in scores.values()), printed
