"""How fast text becomes claims, stage by stage, beside the fastest scan of the text and a plain regular expression.

`python -m benchmarks.extraction [N]`: N documents of a corpus that lies beside the project (or generated ones) in
one process. Times are process times, so that what else the machine does counts little; the ratios are what to compare.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from orchestration import schemas
from orchestration.extraction import Extractor
from orchestration.extraction.numbers import Style
from orchestration.extraction.text import fold
from orchestration.landing import DEFAULT_MARKERS, load_markers, read_bytes

PROJECT = Path(__file__).parents[1]
CORPUS = PROJECT.parent / "shared" / "corpus" / "news-5000.parquet"
SEEDS = PROJECT / "dbt_project" / "seeds"
NUMBER = r"(?:hơn |gần |khoảng |trên |dưới )?\d[\d.,]*(?:/\d[\d.,]*)?(?: ?%| nghìn| triệu| tỷ)?"


def texts(count: int) -> list[str]:
    """Articles of the corpus, repeated where more are asked for than it holds."""
    if CORPUS.exists():
        held = pl.read_parquet(CORPUS)["text"].to_list()
    else:
        line = "Trong 6 tháng đầu năm 2023, Bộ Tư pháp đã kiểm tra 2.043 văn bản, tăng 675 văn bản (49,34%).\n"
        held = [line * 30]
    return [held[number % len(held)] for number in range(count)]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of process time and the result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def documents(articles: list[str]) -> pa.Table:
    """Document rows of the articles, as the reader of plain text gives them."""
    markers = load_markers(DEFAULT_MARKERS)
    empty = dict.fromkeys(schemas.DOCUMENTS.names)
    rows = []
    for number, article in enumerate(articles):
        reading = read_bytes("text", article.encode(), markers)
        blocks = [{name: getattr(block, name) for name in schemas.BLOCK.names} for block in reading.blocks]
        rows.append(
            empty
            | {
                "source_key": f"doc{number}@0", "document": f"doc{number}", "file_name": f"doc{number}.txt",
                "sha256": f"{number:064d}", "media_type": "text", "reader_version": "0",
                "first_seen_at": datetime(2026, 1, 1, tzinfo=UTC), "kind": "article", "is_digest": False,
                "published_on": reading.published_on, "published_on_basis": reading.published_on_basis,
                "text": reading.text, "blocks": blocks,
            }
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schemas.DOCUMENTS)


def main() -> None:
    """Print the table."""
    articles = texts(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    size = sum(len(article.encode()) for article in articles) / 1e6
    series, pattern = pl.Series(articles), re.compile(NUMBER)
    extractor = Extractor.load(SEEDS)
    grammar = extractor.grammar
    folded = [fold(article) for article in articles]
    reading, table = timed(lambda: documents(articles))

    def candidates() -> None:
        for words, article in zip(folded, articles, strict=True):
            list(grammar.numbers.find(words, Style()))
            grammar.periods.scan(words)
            grammar.agencies.find(words, article)

    stages = [
        ("polars count_matches (ceiling)", timed(lambda: series.str.count_matches(NUMBER).sum())[0]),
        ("Python re, numbers only (floor)", timed(lambda: [pattern.findall(article) for article in articles])[0]),
        ("fold", timed(lambda: [fold(article) for article in articles])[0]),
        ("candidates: numbers, dates, bodies", timed(candidates)[0]),
        ("read (plain text)", reading),
    ]
    seconds, extraction = timed(lambda: extractor.extract(table))
    stages.append(("extract, everything", seconds))
    floor = stages[1][1]
    print(f"{len(articles)} documents, {size:.1f} MB, {extraction.claims.num_rows} claims")
    print(f"{'stage':36} {'docs/s':>10} {'MB/s':>8} {'us/doc':>8} {'x floor':>8}")
    for name, spent in stages:
        each = spent / len(articles)
        print(f"{name:36} {1 / each:10.0f} {size / spent:8.1f} {each * 1e6:8.0f} {spent / floor:8.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB")


if __name__ == "__main__":
    main()
