"""Where the digits and some words of a text stand, found in one pass: what rules then begin from.

Here: the places. Not here: what stands there (`numbers`, `periods`).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator

import ahocorasick_rs

Places = dict[str, list[int]]


def _decimals() -> list[str]:
    """All characters that are digits, as a pattern's "\\d": they stand in tens, of which one is a multiple of ten."""
    tens = (at for at in range(0, sys.maxunicode + 1, 10) if chr(at).isdecimal())
    zeros = [at - unicodedata.decimal(chr(at)) for at in tens]
    return [chr(zero + value) for zero in zeros for value in range(10)]


class Starts:
    """Finds where one of some words may begin: the first letters of each. Made once for a list of words."""

    def __init__(self, words: Iterable[str]) -> None:
        firsts = sorted({word.split(" ")[0] for word in words})  # blanks may be wide
        self._automaton = ahocorasick_rs.AhoCorasick(
            firsts,
            matchkind=ahocorasick_rs.MatchKind.Standard,
            implementation=ahocorasick_rs.Implementation.DFA,
        )

    def find(self, text: str, start: int, end: int) -> list[int]:
        """The places between `start` and `end`, in order."""
        stretch = text[start : end + _LONGEST_WORD]
        found = self._automaton.find_matches_as_indexes(stretch, overlapping=True)
        return sorted({start + at for _, at, _ in found if start + at < end})


_LONGEST_WORD = 24


def matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `finditer` gives of a pattern that begins at none but these places (in order)."""
    end = 0
    for place in places:
        match = pattern.match(text, place) if place >= end else None
        if match is not None:
            end = match.end()
            yield match


class Marks:
    """Finds the places of digits and words. Made once for a list of words."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = list(dict.fromkeys(words))
        self._automaton = ahocorasick_rs.AhoCorasick(
            [*self._words, *_decimals()],
            matchkind=ahocorasick_rs.MatchKind.Standard,
            implementation=ahocorasick_rs.Implementation.DFA,
        )

    def find(self, text: str) -> tuple[list[int], Places]:
        """Where each run of digits begins, and the places of each word that stands in the text; all in order."""
        words, runs, last = self._words, [], -2
        places: Places = {}
        for number, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if number < len(words):
                places.setdefault(words[number], []).append(start)
                continue
            if start != last + 1:
                runs.append(start)
            last = start
        return runs, places
