"""A printed figure as the interval of the values that it can stand for.

Here: hedge words and bounds. Exact arithmetic throughout; the rule is the fourth of `docs/how-a-value-is-chosen.md`.
Not here: comparing intervals (the models do that in SQL).
"""

from __future__ import annotations

import re
from decimal import Decimal

from orchestration.extraction.numbers import Number
from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, from_border


@record(frozen=True, slots=True)
class Hedge:
    """How exactly a figure is stated: exact, at_least, about, at_most; and the word that says so."""

    qualifier: str = "exact"
    words: str | None = None


@record(frozen=True, slots=True)
class Interval:
    """Bounds of a value; None is no bound. An end belongs to the interval when it is closed."""

    lower: Decimal | None
    lower_closed: bool
    upper: Decimal | None
    upper_closed: bool

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies inside."""
        above = self.lower is None or value > self.lower or (value == self.lower and self.lower_closed)
        below = self.upper is None or value < self.upper or (value == self.upper and self.upper_closed)
        return above and below


_ROUND = 10  # what a hedged number of many digits is a multiple of
_NOUN_REACH = 80  # characters of "số thủ tục hành chính … ít nhất là " before a number
_TOLD_ABOVE = ("nêu ", "kể ", "nói ", "dẫn ", "phía ", "bên ", "dựa ", "căn cứ ")  # "9 bộ nêu trên có 4 bộ …"
_FEW = 63  # "đánh giá trên 8 lĩnh vực", "triển khai trên 63 tỉnh" tell a place


class HedgeGrammar:
    """Reads the hedge beside a number. Compiled once from the table of hedges."""

    _NEVER_AFTER = re.compile(r"(?:cao|thấp|nhiều|ít|lớn|nhỏ|hơn|nhanh|sớm|tốt|cơ) $")
    _PLACED = re.compile(r"(?:xác định|đánh giá|dựa|tính|căn cứ|khảo sát|điều tra|thí điểm|áp dụng|triển khai|chấm) $")
    _FEWEST = re.compile(r"(?<![^\W_])(?:số|tỷ lệ|tỉ lệ)(?: (?!đạt|phải|là|giảm|tăng|được)[^\W\d_]+)* ít nhất là $")
    _PLACE = re.compile(r"(?:ở|nằm|đứng|xếp) $")

    def __init__(self, reference: Reference) -> None:
        self._by_words = {row["words"]: row["qualifier"] for row in reference.tables["hedges"]}
        self._before = re.compile(
            r"(?P<hedge>"
            + from_border(reference.words("hedges", side="before"))
            + r")(?: (?:là|có|về|đến|tới|với|mức|con số|khoảng|được))?[ ]$"
        )
        self._after = re.compile(
            r"[^.;,()\d]{0,24}?(?<![^\W_])(?P<hedge>" + any_of(reference.words("hedges", side="after")) + r")(?![^\W_])"
        )
        #: "1.216 trên 27 ngành", "44 lãnh đạo trên 46 công chức": out of how many.
        self._out_of = re.compile(rf"(?<!năm 20\d)\d (?:(?:{any_of(reference.cues('out_of_noun'))}) )?$")
        self._from = re.compile(r"(?<![^\W_])(?:đạt |có )?từ $")

    def read(self, number: Number, folded: str) -> Hedge:
        """The hedge of the number at its place."""
        before = folded[max(0, number.start - 28) : number.start]
        match = self._before.search(before)
        if match and match["hedge"] == "ít nhất" and self._is_fewest(number, folded):
            return Hedge()
        if match and not self._is_comparison(match, before) and not self._is_span(match, before, number):
            return Hedge(self._by_words[match["hedge"]], match["hedge"])
        after = self._after.match(folded, number.end, min(len(folded), number.end + 48))
        if after and " từ " in after.group():
            return Hedge()  # "377 lãnh đạo từ cấp phòng trở lên" tells who is counted
        if after and (after["hedge"] != "trở lên" or after.start("hedge") - number.end <= 24):
            return Hedge(self._by_words[after["hedge"]], after["hedge"])
        return Hedge()

    def _is_fewest(self, number: Number, folded: str) -> bool:
        """ "Bộ A có số thủ tục ít nhất là 4" tells who has the fewest."""
        return self._FEWEST.search(folded, max(0, number.start - _NOUN_REACH), number.start) is not None

    def _is_comparison(self, match: re.Match[str], before: str) -> bool:
        """ "cao hơn 1,71%" compares; "tăng hơn 3,8 lần" hedges. "trên 5 tỉnh" as a place is not told here."""
        return match["hedge"] == "hơn" and self._NEVER_AFTER.search(before[: match.start("hedge")]) is not None

    def _is_span(self, match: re.Match[str], before: str, number: Number) -> bool:
        """ "dao động trong khoảng 60-80%" tells the ends, and hedges neither; "1.216 trên 27 ngành" is out of."""
        if match["hedge"] == "khoảng":
            return number.upper is not None and before.endswith("trong ", 0, match.start("hedge"))
        if match["hedge"] != "trên":
            return False
        if before.endswith(_TOLD_ABOVE, 0, match.start("hedge")):
            return True
        told = number.is_bare and (number.value <= _FEW or int(number.value) % _ROUND)
        is_place = told and self._PLACED.search(before, 0, match.start("hedge"))
        return bool(is_place) or self._out_of.search(before, 0, match.start("hedge")) is not None


def last_place(number: Number) -> Decimal:
    """The unit of the last non-zero printed place: 100 for "4.400", 10 for "50", 0.1 for "3,6" before its scale."""
    digits = number.printed.replace(" ", "")
    exponent = -number.decimals
    unscaled = number.value / number.factor
    if unscaled == 0 or not digits:
        return Decimal(1).scaleb(exponent) * number.factor
    whole = int(unscaled.scaleb(number.decimals))
    while whole % 10 == 0:
        whole //= 10
        exponent += 1
    return Decimal(1).scaleb(exponent) * number.factor


def interval(number: Number, hedge: Hedge, *, is_rounded: bool, is_open: bool = False) -> Interval:
    """The bounds of a printed figure.

    `is_rounded`: a mean or a rate, of which even an unhedged integer is a rounding. `is_open`: a target, a minimum or
    a maximum that must be kept; it bounds on one side only ("tối thiểu" and "dưới" always do).

    "31,16%" gives [31.155, 31.165); "hơn 4.400" [4400, 4500); "gần 47 nghìn" (46000, 47000]; "khoảng 1,38 triệu"
    [1370000, 1390000]; "dưới 1%" (-, 1).
    """
    value = number.value
    if number.upper is not None:
        return Interval(value, True, number.upper, True)
    if is_open or hedge.words in {"tối thiểu", "ít nhất", "tối đa"}:
        return _one_sided(value, hedge)
    if hedge.qualifier == "at_least":
        return Interval(value, True, value + last_place(number), False)
    if hedge.qualifier == "at_most":
        return Interval(None, False, value, hedge.words not in {"dưới", "chưa đến", "chưa đầy", "chưa tới"})
    if hedge.words == "gần":
        return Interval(value - last_place(number), False, value, True)
    if hedge.qualifier == "about":
        unit = last_place(number)
        return Interval(value - unit, True, value + unit, True)
    if number.decimals or number.factor != 1 or is_rounded:
        half = Decimal(1).scaleb(-number.decimals) * number.factor / 2
        return Interval(value - half, True, value + half, False)
    return Interval(value, True, value, True)


def _one_sided(value: Decimal, hedge: Hedge) -> Interval:
    if hedge.qualifier == "at_most":
        return Interval(None, False, value, True)
    return Interval(value, True, None, False)
