"""What the words around a figure are in the catalogue of indicators.

Here: the words that are handed to `indicators`, and whether they can name anything. Not here: whose words name a figure
(`naming`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.extraction.figure import Spot
from orchestration.extraction.indicators import Indicator, Surroundings, alone
from orchestration.extraction.numbers import Number
from orchestration.extraction.sentence import EDITED, Sentence
from orchestration.extraction.text import Span

OF_TOTAL = re.compile(r"(?<![^\W_])(?:trong|trên)(?: tổng)? số[ ]*$")  # what follows is the whole, not the part
_NEXT_OF_LIST = re.compile(  # "cắt giảm 120 thủ tục hành chính và 35 điều kiện": a noun and a joint
    r"(?: (?!(?:là|đạt|có|còn|và|tăng|giảm|chiếm|được|so|trong)[ ])[^\W\d_]+){1,8}(?:,| và|, và)"
    r"(?: (?:hơn|gần|trên|khoảng))?[ ]"
)
_LIST_REACH = 160  # characters before a figure in which its verb stands
_OF_TIME = re.compile(r"(?<![^\W_])(?:thời gian|thời hạn|giờ|ngày)(?![^\W_])")


class Matching(Sentence):
    """A sentence whose words are looked up in the catalogue."""

    def _ties_bodies(self, words: str, spot: Spot) -> bool:
        """Whether folded words hold nothing but names of bodies and what ties them: "cùng các tỉnh Hòa Bình"."""
        names = {self.folded[m.start : m.end] for m in self.line.mentions if m.end <= spot.number.start}
        rest = words
        for name in sorted(names, key=len, reverse=True):
            rest = rest.replace(name, " ")
        return rest != words and self.grammar.beside_names.fullmatch(rest) is not None

    def _counts_doers(self, spot: Spot) -> bool:
        """Whether bodies are counted, whatever is said of them: "19 bộ, ngành trong bảng này"."""
        beside = self.folded.startswith(" ", spot.number.end)
        return beside and spot.number.unit == "count" and self._place(spot).counts_bodies

    def _is_unit(self, phrase: str, spot: Spot) -> bool:
        """Whether a folded phrase tells no more than an office inside of a body: "thanh tra tỉnh", "Ban Dân tộc"."""
        units = self.memory.places.within(self.line.span.start, spot.number.start) if spot.number.unit in EDITED else ()
        is_unit = any(phrase.startswith(self.folded[unit.start : unit.end]) for unit in units)
        return is_unit and not self.grammar.phrases.tells_share(phrase)

    def _is_labelled(self, number: Number) -> bool:
        """Whether a colon stands right before the number."""
        return self.folded[self.line.span.start : number.start].rstrip().endswith(":")

    def _match(self, spot: Spot, subject: str | None = None, *, is_alone: bool = False) -> Indicator | None:
        """The indicator that the figure's surroundings name; `subject` stands in the place of their own, and where it
        `is_alone` in that of all other words."""
        indicators, unit = self.grammar.indicators, spot.number.unit
        handed_on = subject is not None and subject not in self.context
        told = indicators.told(f"{self.memory.topics}\n{self.context}\n{subject}") if handed_on else self.told
        if not indicators.may_match(told, unit):
            return None
        around = self._surroundings(spot)
        if handed_on:
            around = replace(around, told=told)
        if subject is not None:
            around = replace(around, subject=subject)
        found = indicators.match(alone(around) if is_alone else around, unit)
        return None if found is not None and self._lasts(spot) and not self._is_of_time(found) else found

    def _lasts(self, spot: Spot) -> bool:
        """Whether a length of time is told: "quá hạn 1.145 ngày" counts no dossiers."""
        return spot.number.unit == "count" and self.grammar.phrases.counts_time(self.folded, spot.number.end)

    def _is_of_time(self, indicator: Indicator) -> bool:
        return _OF_TIME.search(self.grammar.name_of(indicator)) is not None

    def _surroundings(self, spot: Spot) -> Surroundings:
        expand, folded, number = self.grammar.indicators.expand, self.folded, spot.number
        noun = self._noun(spot)
        # "tỷ lệ hồ sơ điện tử đạt 90%" needs no words of the clause before.
        named = spot.subject is not None and self.grammar.phrases.tells_share(
            folded[spot.subject.start : spot.subject.end]
        )
        of_total = OF_TOTAL.search(folded, spot.left.start, spot.left.end)
        left = max(spot.left.start, of_total.start()) if of_total else spot.left.start
        own = self._own_index(spot)
        left = max(left, own)
        narrowed = of_total is not None or own > 0
        clause, sentence = (left, left) if narrowed else (spot.clause.start, self.line.span.start)
        return Surroundings(
            left=expand(self._without_departments(left, spot.left.end)),
            beside=expand(self.grammar.phrases.beside(folded[left : spot.left.end])),
            noun=expand(folded[noun.start : noun.end]) if noun else "",
            verb="" if of_total else expand(self._verb(spot.index, spot.left)),
            counts=number.unit == "count",
            counts_bodies=number.unit == "count"
            and (self._place(spot).counts_bodies or self._counts_members(spot.index)),
            right=expand(folded[spot.right.start : spot.right.end]),
            subject=expand(folded[spot.subject.start : spot.subject.end]) if spot.subject else "",
            clause_left=expand(folded[clause : number.start]),
            clause_right=expand(folded[number.end : spot.clause.end]),
            sentence_left="" if named else expand(folded[sentence : number.start]),
            told=self.told,
        )

    def _verb(self, index: int, left: Span) -> str:
        """The verb that governs the figure, or the list that it goes on: "cắt giảm 120 thủ tục, 35 điều kiện"."""
        own = self.grammar.phrases.verb(self.folded, left)
        if own is not None or not index:
            return own or ""
        before = self.line.numbers[index - 1]
        if before.end < left.start or not _NEXT_OF_LIST.fullmatch(self.folded, before.end, left.end):
            return ""
        start = self.line.numbers[index - 2].end if index > 1 else self.line.span.start
        verb = self._verb(index - 1, Span(max(start, before.start - _LIST_REACH), before.start))
        return verb if self.grammar.verb_of_list.match(verb) else ""

    def _without_departments(self, start: int, end: int) -> str:
        """A stretch of the text in which names of departments are blank: "Sở Nội vụ" counts nothing internal."""
        words = self.folded[start:end]
        if "sở " not in words:
            return words
        for unit in self.memory.places.within(start, end):
            if self.folded.startswith("sở ", unit.start):
                words = words[: unit.start - start] + " " * (unit.end - unit.start) + words[unit.end - start :]
        return words[: end - start]

    def _own_index(self, spot: Spot) -> int:
        """Where the index of a score or a place begins in the text, 0 where none is told: "PAPI" of "chỉ số PCI, PAPI
        đều tăng: PAPI xếp thứ 10/63"."""
        if spot.number.unit not in {"points", "rank"}:
            return 0
        words = self.folded[spot.left.start : spot.left.end]
        at = self.grammar.phrases.own_index(words)
        return spot.left.start + at if at else 0
