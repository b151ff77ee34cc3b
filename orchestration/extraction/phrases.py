"""The words that say what a figure counts, cut out as printed.

Here: where the subject or the noun phrase of a figure begins and ends. Not here: which indicator it names.
"""

from __future__ import annotations

import re

from orchestration.extraction.reference import Reference
from orchestration.extraction.text import Span, any_of, whole_words

_WORD = re.compile(r"\S+")
_MOST_WORDS = 14


class PhraseGrammar:
    """Cuts phrases. Compiled once from the table of cues."""

    def __init__(self, reference: Reference) -> None:
        cues = reference.cues
        comma = rf",(?! (?:{any_of(cues('comma_goes_on'))}))"
        self._right_stop = re.compile(rf"[.;:()\n\"]|{comma}|{whole_words(cues('phrase_stop'))}")
        self._left_stop = re.compile(rf"[.;:()\n\"]|{comma}")
        self._trim = re.compile(rf"(?:[\s(:,\"-]|{whole_words(cues('predicate_word'))})*$")
        self._opening = re.compile(rf"^(?:[\s,\"-]|{whole_words(cues('opening_word'))})+")
        followers = rf"(?: (?:{any_of(cues('copula_follower'))}))*"
        self._copula = re.compile(rf"(?<![^\W_])(?:{any_of(cues('copula'))}){followers}[ ]*$")
        conjunction = rf"{whole_words(cues('clause_conjunction'))}(?! (?:{any_of(cues('and_goes_on'))}))"
        self._subject_start = re.compile(rf"[;:()\n]|{comma}|{conjunction}")

    def subject(self, folded: str, left: Span) -> Span | None:
        """The subject of "số hồ sơ tiếp nhận là 14 triệu": the words before the copula, None where there is none."""
        copula = self._copula.search(folded[left.start : left.end])
        if copula is None:
            return None
        end, start = left.start + copula.start(), left.start
        for stop in self._subject_start.finditer(folded, left.start, end):
            start = stop.end()
        start += self._opening_length(folded[start:end])
        return Span(start, end) if folded[start:end].strip() else None

    def printed(self, original: str, folded: str, left: Span, right: Span) -> str:
        """The shortest stretch that says what is counted, as printed.

        The subject where the figure is its predicate, else the noun phrase behind the figure; the words before the
        figure where nothing names it behind. Empty where nothing does.
        """
        subject = self.subject(folded, left)
        if subject is not None and len(folded[subject.start : subject.end].split()) >= 2:
            return _clean(original[subject.start : subject.end])
        span = self._behind(folded, right) or self._before(folded, left)
        return _clean(original[span.start : span.end]) if span else ""

    def _behind(self, folded: str, right: Span) -> Span | None:
        stop = self._right_stop.search(folded, right.start, right.end)
        words = list(_WORD.finditer(folded, right.start, stop.start() if stop else right.end))[:_MOST_WORDS]
        if not words or not folded[words[0].start()].isalpha():
            return None
        return Span(words[0].start(), words[-1].end())

    def _before(self, folded: str, left: Span) -> Span | None:
        trim = self._trim.search(folded[left.start : left.end])
        end = left.start + (trim.start() if trim else left.end - left.start)
        start = left.start
        for stop in self._left_stop.finditer(folded, left.start, end):
            start = stop.end()
        start += self._opening_length(folded[start:end])
        words = list(_WORD.finditer(folded, start, end))[-_MOST_WORDS:]
        return Span(words[0].start(), words[-1].end()) if words else None

    def _opening_length(self, words: str) -> int:
        match = self._opening.match(words)
        return match.end() if match else 0


def _clean(phrase: str) -> str:
    return re.sub(r"\s+", " ", phrase).strip(" ,;:-\"'()")
