"""A sketch of each longer passage, by which copies of one text are told later.

Here: bottom-k sketches of word shingles. Not here: comparing them (the models).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import xxhash

from orchestration.extraction.record import record

SHINGLE_WORDS = 4
SKETCH_SIZE = 64
_LEAST_WORDS = 20
_WORD = re.compile(r"[^\W_]+")


@record(frozen=True, slots=True)
class Signature:
    """The `SKETCH_SIZE` smallest hashes of a passage's shingles, ascending."""

    start: int
    end: int
    shingles: int
    sketch: tuple[int, ...]


def sketch_passages(folded: str, passages: Iterator[tuple[int, int]]) -> Iterator[Signature]:
    """A signature for every passage of at least twenty words; equal words give equal sketches."""
    for start, end in passages:
        if end - start < 2 * _LEAST_WORDS - 1:
            continue
        words = _WORD.findall(folded, start, end)
        if len(words) < _LEAST_WORDS:
            continue
        encoded = " ".join(words).encode().split(b" ")
        neighbours = zip(*(encoded[at:] for at in range(SHINGLE_WORDS)), strict=False)
        hashes = set(map(xxhash.xxh3_64_intdigest, map(b" ".join, neighbours)))
        yield Signature(start, end, len(hashes), tuple(sorted(hashes)[:SKETCH_SIZE]))
