"""Short forms that a document explains itself: "hồ sơ (HS)", "quy định kinh doanh (viết tắt là QĐKD)".

Here: finding them and the words that they stand for. Not here: those of the seed table, which hold in every document.
"""

from __future__ import annotations

import re

from orchestration.extraction.text import ascii_fold

_EXPLAINED = re.compile(
    r"\([ ]*(?:(?:sau đây |dưới đây |từ đây )?(?:được )?(?:gọi|viết)(?: chung)?(?: tắt)?(?: là)?:?[ ]*)?"
    r"[\"“']?(?P<short>[A-ZĐƯ][A-ZĐƯ&-]{1,9})[\"”']?[ ]*[,;)]"
)
_REACH = 90  # characters before the bracket in which the words stand
_SILENT = frozenset({"và", "-", "–", "của", "các", "về"})  # words that a short form may leave out
_WORD = re.compile(r"[^\W\d_]+|[-–]")
_STOP = re.compile(r"[.;:()\n\"”]|\d")


def explained(text: str, folded: str) -> dict[str, str]:
    """For each folded short form the folded words that it stands for; where it is explained twice, the first."""
    found: dict[str, str] = {}
    for match in _EXPLAINED.finditer(text):
        before = folded[max(0, match.start() - _REACH) : match.start()]
        stops = [stop.end() for stop in _STOP.finditer(before)]
        words = _words_of(match["short"], before[stops[-1] if stops else 0 :])
        if words is not None:
            found.setdefault(folded[match.start("short") : match.end("short")], words)
    return found


def _words_of(short: str, before: str) -> str | None:
    """The words at the end of `before` whose first letters the short form is made of; None where they differ."""
    letters = [letter.lower() for letter in short if letter not in "&-"]
    words = list(_WORD.finditer(before))
    start = len(before)
    while letters:
        if not words:
            return None
        word = words.pop()
        if _begins_with(word.group(), letters[-1]):
            letters.pop()
        elif word.group() not in _SILENT:
            return None
        start = word.start()
    return " ".join(before[start:].split()).strip(" ,")


def _begins_with(word: str, letter: str) -> bool:
    return word[:1] == letter or (letter != "đ" and word[:1] != "đ" and ascii_fold(word[:1]) == letter)
