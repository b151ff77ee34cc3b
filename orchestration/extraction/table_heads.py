"""What a header, a row's name or a caption tells of the cells that it stands for, taken apart.

Here: unit, words of time, whether plans, changes or places are told, and the noun that is left. Not here: which header
belongs to which cell, and the sentence that is made of them (`tables`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, fold, whole_words


@record(frozen=True, slots=True)
class Head:
    """A header taken apart. `noun` is what is counted, "" where only a time, a unit or a measure is told; `kind` is
    level, plan, change, rank or share_of_plan; `unit` is what cells are measured in, as printed."""

    words: str
    noun: str = ""
    time: str = ""
    unit: str = ""
    kind: str = "level"
    is_measure: bool = False  # "Số người", "Kinh phí": what of the caption is measured


_UNIT = re.compile(r"[(]\s*(?:đvt|đơn vị(?: tính)?)?\s*:?\s*([^()]{1,20})[)]")
_UNIT_LINE = re.compile(r"(?:đvt|đơn vị(?: tính)?)\s*:\s*([^().;,\n]{1,20})")
_YEAR_ALONE = re.compile(r"(?<!năm )(?<![\w/.-])(?=(?:19|20)\d\d(?![\w/.-]))", re.IGNORECASE)
_SAME_TIME = re.compile(r"cùng kỳ(?: năm (?:trước|ngoái|\d{4}))?")
_CHANGE = re.compile(
    r"(?:(?:mức |tỷ lệ |tỉ lệ )?(?:(?:tăng|giảm)(?:[ ]?[/,(+–-]+[ ]?(?:tăng|giảm)(?:[ ]?[(]?[-+][)]?)?[)]?)?"
    r"|tăng giảm|chênh lệch|biến động|thay đổi|so sánh)(?: điểm(?: số)?| hạng| bậc)?)?"
    r"[ ]?(?:(?:so )?(?:với|cùng)(?: (?:kỳ trước|kế hoạch|chỉ tiêu))?)?"
)
_THAN = re.compile(r"(?<![^\W_])so (?:sánh )?(?:với|cùng)(?![^\W_])")
_LABEL = re.compile(r"(?:bảng|biểu|phụ lục|hình|biểu đồ)(?: số)? ?[\divx]*[a-z]?(?:[.\d]*)\s*[.:–-]*\s*", re.IGNORECASE)
_LOOSE = " \t\n,;:.-–()/"
_LOOSE_WORD = re.compile(r"[ ,(]*(?:của|trong|vào|tính|theo|và|các|năm|kỳ|là)$|^(?:của|trong|vào|và)[ ]", re.IGNORECASE)


class HeadGrammar:
    """Takes headers apart. Compiled once from the tables of units and cues; `times` finds words of time in folded
    words: a list of (start, end)."""

    def __init__(self, reference: Reference, times: Callable[[str], Sequence[tuple[int, int]]]) -> None:
        cues = reference.cues
        self._times = times
        self._units = {fold(row["word"]) for row in reference.tables["unit_words"]}
        self._scales = {fold(row["word"]) for row in reference.tables["scale_words"]}
        self._plan = re.compile(rf"(?:{any_of(cues('table_plan'))})(?![^\W_])")
        self._any_plan = re.compile(rf"(?i:{whole_words(cues('table_plan'))})[ ]?")
        self._values = frozenset(cues("table_value"))
        self._measures = frozenset(cues("table_measure"))
        self._rank = re.compile(rf"(?:{any_of(cues('table_rank'))})(?![^\W_])")
        self._share_of_plan = frozenset(cues("table_share_of_plan"))
        self._shares = tuple(word for word in cues("share_noun") if word.startswith("t"))
        self._opening = re.compile(rf"(?:(?:{any_of(cues('table_opening'))}) )+")
        self._on_time = re.compile(whole_words(cues("on_time")))
        #: A header taken apart. Kept: it stands above many cells, and one table after another has the same.
        self.read = lru_cache(maxsize=512)(self._read)

    def _read(self, words: str) -> Head:
        words = _YEAR_ALONE.sub("năm ", " ".join(words.split()))
        unit, rest = self._without_unit(words)
        time, rest = self._without_time(rest)
        told = fold(rest)
        kind, noun = "level", rest
        if not told or told in self._values:
            noun = ""
        if told in self._share_of_plan and (unit == "%" or told not in self._values):
            kind, noun = "share_of_plan", ""
        elif told and _CHANGE.fullmatch(told):
            kind, noun = "change", ""
            time = "" if _THAN.search(fold(words)) else time  # what it is compared with
        elif plan := self._plan.match(told):
            kind, noun = "plan", rest[plan.end() :].strip(_LOOSE)
            noun = "" if noun in {"giao", "được giao"} else noun
        elif rank := self._rank.match(told):
            kind, noun = "rank", _trimmed(rest[rank.end() :])
        unit = unit or ("%" if "%" in words or told.startswith(self._shares) else "")
        return Head(words, noun, time, unit, kind, told in self._measures)

    def _without_unit(self, words: str) -> tuple[str, str]:
        """The unit in brackets or behind "Đơn vị tính:", and the words without it."""
        folded = fold(words)
        for pattern in (_UNIT_LINE, _UNIT):
            for match in pattern.finditer(folded):
                unit = match[1].strip()
                if self.is_unit(unit) or (pattern is _UNIT_LINE and unit.replace(" ", "").isalpha()):
                    return unit, f"{words[: match.start()]} {words[match.end() :]}".strip(_LOOSE)
        return "", words.replace("%", "").strip(_LOOSE) if fold(words).startswith("%") else words

    def _without_time(self, words: str) -> tuple[str, str]:
        """The words of time, and the words without them; "Cùng kỳ" alone is that of the year before."""
        folded = fold(words)
        same = _SAME_TIME.search(folded)
        if same is not None:
            told = same.group() if same.group() != "cùng kỳ" else "cùng kỳ năm trước"
            return told, _trimmed(words[: same.start()] + words[same.end() :])
        spans = self._times(folded)
        if not spans:
            return "", words.strip(_LOOSE)
        start, end = spans[0]
        return words[start:end], _trimmed(words[:start].strip(_LOOSE) + " " + words[end:].strip(_LOOSE))

    def is_unit(self, words: str) -> bool:
        """Whether words are a unit, or a scale with or without one: "%", "triệu đồng", "nghìn"."""
        if words in self._units or words in self._scales:
            return True
        return any(words == f"{scale} {unit}" for scale in self._scales for unit in self._units)

    def without_plan(self, words: str) -> str:
        """Words without those that name a plan."""
        return self._any_plan.sub("", words)

    def core(self, caption: str) -> str:
        """What a caption names: without "Bảng 1.", "Kết quả", its words of time and its unit."""
        named = self.read(_LABEL.sub("", caption, count=1)).noun
        opening = self._opening.match(fold(named) + " ")
        return re.split(r"[;,(]", named[opening.end() :] if opening else named)[0].strip()


def _trimmed(words: str) -> str:
    """Words without the prepositions and marks that what was taken out leaves at their ends."""
    words = words.strip(_LOOSE)
    while (loose := _LOOSE_WORD.search(words)) is not None:
        words = (words[: loose.start()] + words[loose.end() :]).strip(_LOOSE)
    return words
