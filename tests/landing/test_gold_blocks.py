"""Every figure of the hand-made truth lies in the body of its document, and figures of other articles do not."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from orchestration.landing import Markers, read_bytes
from orchestration.schemas import BODY_KINDS

SHARED = Path(__file__).parents[3] / "shared"
FOLDERS = {"seeds.csv": SHARED / "corpus" / "seeds", "dev.csv": SHARED / "corpus" / "vietnews"}

pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the hand-made truth is not at hand")


def figures() -> dict[Path, list[tuple[int, str]]]:
    found: dict[Path, list[tuple[int, str]]] = defaultdict(list)
    for table, folder in FOLDERS.items():
        path = SHARED / "gold" / table
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                found[folder / f"{row['doc']}.txt"].append((int(row["start"]), row["quote"]))
    return found


@pytest.mark.parametrize(("path", "quotes"), figures().items(), ids=lambda value: getattr(value, "stem", ""))
def test_every_figure_lies_in_the_body(path: Path, quotes: list[tuple[int, str]], markers: Markers) -> None:
    reading = read_bytes("text", path.read_bytes(), markers)
    body = [block for block in reading.blocks if block.kind in BODY_KINDS]
    for start, quote in quotes:
        end = start + len(quote)
        assert reading.text[start:end] == quote
        assert any(block.start <= start and end <= block.end for block in body), (start, quote)


@pytest.mark.parametrize(
    ("document", "number"),
    [
        ("000", "143.000 tỷ"),
        ("000", "5,5 tỷ USD"),
        ("000", "1.533 triệu"),
        ("001", "49/53"),
        ("002", "10-15 tỉnh"),
        ("002", "16/CT-TTg"),
    ],
)
def test_figures_of_other_articles_do_not(document: str, number: str, markers: Markers) -> None:
    (path,) = FOLDERS["seeds.csv"].glob(f"{document}_*.txt")
    reading = read_bytes("text", path.read_bytes(), markers)
    start = reading.text.index(number)
    kinds = {block.kind for block in reading.blocks if block.start <= start < block.end}
    assert kinds == {"teaser"}
