"""Print the scores against the hand-made truth that lies beside the project, and fail where one is below its floor.

`python -m tests.gold`: the figures of the extractor on the five documents of the catalogue (metrics by key), on eight
newspaper articles (metrics by phrase), and on the first five again with every phrase row removed that only the scored
document supports. Floors are in `floors.json`; they are raised when a score rises.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from orchestration.extraction import Extractor
from orchestration.extraction.reference import Reference
from tests.gold.difficulty import judged, table
from tests.gold.harness import SEEDS, SHARED, claims_file, claims_of, read_folder, score
from tests.gold.leave_one_out import leave_one_out

FLOORS: dict[str, dict[str, float]] = json.loads((Path(__file__).parent / "floors.json").read_text())
SETS = (("seeds", "seeds.csv", ("--metrics", "key")), ("vietnews", "dev.csv", ("--metrics", "phrase")))


def main() -> int:
    """Exit code 1 where a score is below its floor."""
    if not (SHARED / "gold").is_dir():
        print("gold: no hand-made truth beside the project; nothing to score")
        return 0
    reference = Reference.load(SEEDS)
    results: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for name, truth, options in SETS:
            print(f"\n== {name} (metrics by {options[1]})")
            path = scratch / f"{name}.duckdb"
            claims_file(read_folder(SHARED / "corpus" / name), Extractor(reference), path)
            results[name] = score(path, SHARED / "gold" / truth, *options)
            print(table(list(judged(claims_of(path), SHARED / "gold" / truth, options[1]))))
        results["left_out"] = _left_out(reference, scratch)
    return _judge(results)


def _left_out(reference: Reference, scratch: Path) -> dict[str, Any]:
    print("\n== seeds, without the phrase rows that only the scored document supports (strict F1)")
    documents = read_folder(SHARED / "corpus" / "seeds")
    scores = leave_one_out(documents, reference, SHARED / "gold" / "seeds.csv", scratch)
    figures = sum(result["full"]["gold"] for result in scores.values())
    totals = {"full": 0.0, "left_out": 0.0}
    for document, result in scores.items():
        full, left = result["full"], result["left_out"]
        print(
            f"{document}: {full['strict_f1']:.4f} -> {left['strict_f1']:.4f}  "
            f"(drop {full['strict_f1'] - left['strict_f1']:.4f}, {result['rows_removed']} rows, {full['gold']} figures)"
        )
        for name in totals:
            totals[name] += result[name]["strict_f1"] * full["gold"] / figures
    print(
        f"all, weighted by figures: {totals['full']:.4f} -> {totals['left_out']:.4f}  "
        f"(drop {totals['full'] - totals['left_out']:.4f})"
    )
    return {"strict_f1": totals["left_out"]}


def _judge(results: dict[str, dict[str, Any]]) -> int:
    below = [
        f"{name}.{figure}: {results[name][figure]:.4f} is below its floor {floor:.4f}"
        for name, floors in FLOORS.items()
        for figure, floor in floors.items()
        if results[name][figure] < floor
    ]
    print("\n" + ("\n".join(below) if below else "gold: every score is at or above its floor"))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
