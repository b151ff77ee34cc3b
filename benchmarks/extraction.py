"""How fast text becomes claims, stage by stage, beside the fastest scan of the text and a plain regular expression.

`python -m benchmarks.extraction [N]`: N documents of a corpus that lies beside the project (or generated ones) in
one process; then a quarter of them, to see that time grows with the number of documents; then single lines of 10 MB.
Times are process times, so that what else the machine does counts little; the ratios are what to compare.
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
from orchestration.extraction.signatures import sketch_passages
from orchestration.extraction.text import fold, sentences
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


LONG = 10_000_000  # bytes of a document that is one line
FIGURES = 47_000  # of the long line that is full of them
LINES = {
    "without figures": "Các bộ, ngành và địa phương tiếp tục rà soát, đơn giản hóa thủ tục hành chính theo kế hoạch. ",
    "names only": "Bộ Tư pháp, tỉnh Bắc Ninh, UBND tỉnh Đắk Lắk và Bộ Y tế. ",
    f"{FIGURES} figures": "Tỉnh Bắc Ninh đã tiếp nhận 2.043 hồ sơ trong tháng, tăng so với cùng kỳ. ",
}


def long_line(words: str, figures: int | None) -> str:
    """The words repeated up to `LONG` bytes; beyond the wanted number of figures without those."""
    times = LONG // len(words.encode()) + 1
    if figures is None:
        return words * times
    return words * figures + words.replace("2.043 ", "") * (times - figures)


def stages_of(extractor: Extractor, articles: list[str]) -> list[tuple[str, float]]:
    """Seconds of each stage of finding candidates, over all articles."""
    grammar, folded = extractor.grammar, [fold(article) for article in articles]
    pairs = list(zip(folded, articles, strict=True))
    seconds, numbers = timed(lambda: [list(grammar.numbers.find(words, Style())) for words in folded])
    hedged = list(zip(folded, numbers, strict=True))
    stages = [
        ("fold", timed(lambda: [fold(article) for article in articles])[0]),
        ("numbers and units", seconds),
        ("hedges", timed(lambda: [[grammar.hedges.read(one, words) for one in found] for words, found in hedged])[0]),
        ("bodies", timed(lambda: [grammar.agencies.find(words, article) for words, article in pairs])[0]),
    ]
    candidates = sum(spent for name, spent in stages if name != "fold")
    return [
        *stages,
        ("candidates: the three together", candidates),
        ("words of time", timed(lambda: [grammar.periods.scan(words) for words in folded])[0]),
        ("sentences", timed(lambda: [sentences(words, article, 0, len(words)) for words, article in pairs])[0]),
        ("sketches", timed(lambda: [list(sketch_passages(words, iter([(0, len(words))]))) for words in folded])[0]),
    ]


def main() -> None:
    """Print the tables."""
    articles = texts(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    size = sum(len(article.encode()) for article in articles) / 1e6
    series, pattern = pl.Series(articles), re.compile(NUMBER)
    extractor = Extractor.load(SEEDS)
    extractor.extract(documents(articles[:50]))  # so that no stage pays for what is made once a process
    reading, table = timed(lambda: documents(articles))
    stages = [
        ("polars count_matches (ceiling)", timed(lambda: series.str.count_matches(NUMBER).sum())[0]),
        ("Python re, numbers only (floor)", timed(lambda: [pattern.findall(article) for article in articles])[0]),
        *stages_of(extractor, articles),
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
    part = table.slice(0, max(1, len(articles) // 4))
    fewer = timed(lambda: extractor.extract(part))[0] / part.num_rows
    print(f"a quarter of them: {fewer * 1e6:.0f} us/doc, {fewer / (seconds / len(articles)):.2f} of the above")
    for name, words in LINES.items():
        line = documents([long_line(words, FIGURES if "2.043" in words else None)])
        spent, made = timed(lambda line=line: extractor.extract(line))
        print(f"one line of {LONG // 1_000_000} MB, {name}: {spent:.1f} s, {made.claims.num_rows} claims")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB")


if __name__ == "__main__":
    main()
