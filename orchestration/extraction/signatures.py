"""A sketch of each longer passage, by which copies of one text are told later.

Here: bottom-k sketches of word shingles. Not here: comparing them (the models).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import xxhash

SHINGLE_WORDS = 4
SKETCH_SIZE = 64
_LEAST_WORDS = 20
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """The `SKETCH_SIZE` smallest hashes of a passage's shingles, ascending."""

    start: int
    end: int
    shingles: int
    sketch: tuple[int, ...]


def sketch_passages(folded: str, passages: Iterator[tuple[int, int]]) -> Iterator[Signature]:
    """A signature for every passage of at least twenty words; equal words give equal sketches."""
    for start, end in passages:
        words = _WORD.findall(folded, start, end)
        if len(words) < _LEAST_WORDS:
            continue
        hashes = {
            xxhash.xxh3_64_intdigest(" ".join(words[at : at + SHINGLE_WORDS]).encode())
            for at in range(len(words) - SHINGLE_WORDS + 1)
        }
        yield Signature(start, end, len(hashes), tuple(sorted(hashes)[:SKETCH_SIZE]))
