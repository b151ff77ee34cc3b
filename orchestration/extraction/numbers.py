"""Numbers as they are printed: where they stand, what they are worth, how exactly they are given.

Here: the lexical grammar of a figure (digits, separators, scale words, unit signs, "62/63", ranges) and the style of
separators of a document. Not here: whether a number is a figure at all (`nonfigures`), hedges and bounds (`bounds`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from orchestration.extraction.marks import Marks
from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, fold

_PRINTED = r"\d{1,3}(?:[ ]\d{3})+(?![\d.,]*\d)(?![ ]?[/%-])|\d+(?:[.,]\d+)*"
_MARKS = Marks()
_GROUPS = ("digits", "scale", "unit", "first_unit", "denominator", "upper")
_MAX_DIGITS = 18  # before the decimal mark, with the scale word applied 28: what the tables hold


@record(frozen=True, slots=True)
class Number:
    """A printed number with what is glued to it.

    `start`, `end` span digits, scale word and unit sign; `digits_end` ends the digits. `value` is exact, scale words
    applied; `decimals` counts the printed places before the scale word; `factor` is the scale. `upper` is the upper
    end of a range.
    """

    start: int
    end: int
    digits_end: int
    printed: str
    value: Decimal
    decimals: int
    factor: int = 1
    denominator: Decimal | None = None
    upper: Decimal | None = None
    unit: str = "count"
    unit_measure: str | None = None
    unit_word: str | None = None

    @property
    def is_bare(self) -> bool:
        """Digits alone: no scale word, no unit, no denominator, no decimals."""
        return self.factor == 1 and self.unit_word is None and self.denominator is None and self.decimals == 0


@dataclass(frozen=True, slots=True)
class Style:
    """Which mark parts decimals in a document: "," as Vietnamese writes, or "." as English does."""

    decimal: str = ","


# Each begins with its first digit, and looks behind from there: so the engine skips everything that is no digit.
_ENGLISH_DECIMAL = re.compile(r"\d(?<![\d.,]\d)\d{0,2}\.\d{1,2}(?=\s?%)")
_ENGLISH_THOUSANDS = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:,\d{3})+(?:\.\d+)?(?![\d,])")
_VIETNAMESE_DECIMAL = re.compile(r"\d(?<![\d.,]\d)\d*,\d{1,2}(?!\d)")
_VIETNAMESE_THOUSANDS = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:\.\d{3})+(?![\d.])")


_DIGIT = re.compile(r"\d")
_ONE_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")  # "1,146 hồ sơ": thousands, where things follow that have no parts
_UP_TO = re.compile(r"[ ](?:đến|tới)(?: dưới)?[ ](?=\d)")
_ROSE_FROM = re.compile(
    r"(?<![^\W_])(?:tăng|nâng|cải thiện|chuyển|thay đổi|mở rộng)(?: [^\W\d_]+){0,4} từ (?:(?:mức|khoảng|gần|hơn) )*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_POINTS = "điểm"
_SCORE = re.compile(r"[1-9]\d\.\d{3}")  # "41.256 điểm" of an index: none has thousands


def style_of(folded: str) -> Style:
    """The document's own habit; Vietnamese unless everything printed speaks for English.

    >>> style_of("tăng 99.8% với 1,234 hồ sơ").decimal
    '.'
    >>> style_of("99.8% của 1.234 hồ sơ").decimal
    ','
    """
    english = "%" in folded and _ENGLISH_DECIMAL.search(folded) and _ENGLISH_THOUSANDS.search(folded)
    if english and not _VIETNAMESE_DECIMAL.search(folded) and not _VIETNAMESE_THOUSANDS.search(folded):
        return Style(".")
    return Style()


@lru_cache(maxsize=4096)
def parse(printed: str, style: Style = Style(), is_percent: bool = False) -> tuple[Decimal, int] | None:
    """Value and decimals of printed digits, or None where they are no number ("1.2.3", "12.34.567").

    >>> parse("276.938.860")
    (Decimal('276938860'), 0)
    >>> parse("6,056"), parse("49.34"), parse("99.123", is_percent=True)
    ((Decimal('6.056'), 3), (Decimal('49.34'), 2), (Decimal('99.123'), 3))
    >>> parse("1.234,5"), parse("1,234.5"), parse("2 352")
    ((Decimal('1234.5'), 1), (Decimal('1234.5'), 1), (Decimal('2352'), 0))
    """
    text = printed.replace(" ", "")
    marks = _DIGIT.sub("", text)
    if not marks:
        return _value(text, "")
    if len(set(marks)) == 2:
        decimal = marks[-1]
        whole, _, fraction = text.rpartition(decimal)
        if marks.count(decimal) > 1 or not _is_grouped(whole, "." if decimal == "," else ","):
            return None
        return _value(re.sub(r"[.,]", "", whole), fraction)
    mark = marks[0]
    if len(marks) > 1:
        return _value(text.replace(mark, ""), "") if _is_grouped(text, mark) else None
    whole, _, fraction = text.partition(mark)
    if _is_thousands(whole, fraction, mark, style, is_percent):
        return _value(whole + fraction, "")
    return _value(whole, fraction)


def _is_thousands(whole: str, fraction: str, mark: str, style: Style, is_percent: bool) -> bool:
    """One mark only, as in "1.234" or "6,056": does it part thousands?"""
    if len(fraction) != 3 or len(whole) > 3 or whole.startswith("0"):
        return False
    if mark == style.decimal:
        return False
    return not is_percent


def _is_grouped(text: str, mark: str) -> bool:
    groups = text.split(mark)
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _value(whole: str, fraction: str) -> tuple[Decimal, int] | None:
    if len(whole.lstrip("0")) > _MAX_DIGITS or len(fraction) > 9:
        return None
    return Decimal(f"{whole or '0'}.{fraction}" if fraction else whole), len(fraction)


def _unless_before(never: dict[str, str]) -> str:
    """Any of the words, the longest first, unless it goes on as another word: "86% tỷ lệ" is no milliard."""
    return "|".join(
        re.escape(word) + (rf"(?! (?:{never[word]})(?![^\W_]))" if never[word] else "")
        for word in sorted(never, key=lambda word: (-len(word), word))
    )


class NumberGrammar:
    """Finds the numbers of a folded text. Compiled once from the tables of scale and unit words."""

    def __init__(self, reference: Reference) -> None:
        self._factors = {fold(row["word"]): int(row["factor"]) for row in reference.tables["scale_words"]}
        self._units = {
            fold(row["word"]): (row["unit"], row["unit_measure"] or None) for row in reference.tables["unit_words"]
        }
        whole = {*reference.cues("counted_noun"), *reference.abbreviations} - set(reference.cues("divisible_noun"))
        self._whole_things = re.compile(rf"(?:\[\d{{1,2}}\])?[ ](?:{any_of(whole)})(?![^\W_])")
        scale = _unless_before({fold(row["word"]): row["never_before"] for row in reference.tables["scale_words"]})
        unit = _unless_before({fold(row["word"]): row["never_before"] for row in reference.tables["unit_words"]})
        tail = rf"(?:[ ]{{0,2}}(?P<scale>{scale})(?![^\W_]))?(?:[ ]{{0,2}}(?P<unit>{unit})(?![^\W_]))?"
        nouns = any_of(reference.cues("paired_noun"))
        paired = rf"(?<=[^\W\d_]/)(?!1(?:0[0.]+|[.]000[0.]*)?[ ])(?=[\d.]+[ ](?:{nouns})(?![^\W_]))"
        self._number = re.compile(
            rf"(?<![\w.,])(?:(?<!/)|{paired})(?P<digits>{_PRINTED})"
            rf"(?:(?P<fraction>[ ]?/[ ]?)(?P<denominator>{_PRINTED}))?"
            rf"(?P<first_unit>[ ]?%)?"
            rf"(?:(?P<range>[ ]?-[ ]?)(?P<upper>{_PRINTED}))?{tail}"
        )

    def find(
        self, folded: str, style: Style, dates: Sequence[tuple[int, int]] = (), digits: Sequence[int] | None = None
    ) -> Iterator[Number]:
        """All printed numbers, left to right, without overlap; those that begin inside of `dates` (in order) are left
        out. `digits` are the places where runs of digits begin, if they were looked for already."""
        end, following = 0, iter(dates)
        date = next(following, None)
        for start in _MARKS.find(folded)[0] if digits is None else digits:
            # A number begins where a run of digits does, which is found ten times as fast as the pattern finds it.
            if start < end or (match := self._number.match(folded, start)) is None:
                continue
            end = match.end()
            while date is not None and date[1] <= start:
                date = next(following, None)
            if date is not None and date[0] <= start:
                continue
            number = self._read(match, style)
            if number is None:
                continue
            joined = self._up_to(self._with_smaller(number, folded, style), folded, style)
            end = max(end, joined.end)
            yield joined

    def _with_smaller(self, number: Number, folded: str, style: Style) -> Number:
        """The number with the smaller scales that go on it: "1.278 tỷ 705 triệu 371 nghìn đồng" is one amount."""
        while number.factor > 1 and number.unit_word is None and number.decimals == 0 and number.denominator is None:
            match = self._number.match(folded, number.end + 1) if folded.startswith(" ", number.end) else None
            second = self._read(match, style) if match else None
            if second is None or number.upper is not None or second.factor >= number.factor:
                break
            is_rest = second.value < number.factor and second.denominator is None and second.upper is None
            if not is_rest or second.is_bare or second.unit not in {"count", "vnd", "usd"}:
                break
            number = replace(second, start=number.start, printed=number.printed, value=number.value + second.value)
        return number

    def _up_to(self, number: Number, folded: str, style: Style) -> Number:
        """The number, or the range that it opens: "35.000 đến 40.000", "từ 5% đến 10%"; what rose from one level to
        another is none."""
        link = _UP_TO.match(folded, number.end)
        match = self._number.match(folded, link.end()) if link else None
        second = self._read(match, style) if match else None
        if second is None or number.denominator is not None or number.upper is not None:
            return number
        if second.denominator is not None or second.upper is not None or folded[second.end : second.end + 1] == "/":
            return number
        opens = number.unit_word is None and number.factor == 1
        lower = number.value * second.factor if opens else number.value
        alike = opens or (number.unit_word == second.unit_word and number.factor == second.factor)
        is_year = second.is_bare and _YEAR.fullmatch(second.printed)
        rose = _ROSE_FROM.search(folded, max(0, number.start - 60), number.start)
        if not alike or lower >= second.value or is_year or rose:
            return number
        return replace(
            second,
            start=number.start,
            printed=number.printed,
            value=lower,
            decimals=max(number.decimals, second.decimals),
            upper=second.value,
        )

    def _read(self, match: re.Match[str], style: Style) -> Number | None:
        digits, scale, unit_word, first_unit, denominator, upper = match.group(*_GROUPS)
        if first_unit and (unit_word is None or unit_word == _POINTS):  # "91,77% điểm"
            unit_word = "%"
        unit, measure = self._units[unit_word] if unit_word else ("count", None)
        percent = unit == "percent"
        grouped = scale is None and "," in digits and self._counts_in_thousands(digits, unit, match)
        has_parts = percent or (unit == "points" and _SCORE.fullmatch(digits) is not None)
        parsed = parse(digits.replace(",", "") if grouped else digits, style, has_parts)
        if parsed is None:
            return None
        value, decimals = parsed
        factor = self._factors[scale] if scale else 1
        number = Number(
            start=match.start(),
            end=match.end(),
            digits_end=match.end("digits"),
            printed=digits,
            value=value * factor,
            decimals=decimals,
            factor=factor,
            unit=unit,
            unit_measure=measure,
            unit_word=unit_word,
        )
        return number if (denominator or upper) is None else self._with_second(number, match, style, percent)

    def _counts_in_thousands(self, digits: str, unit: str, match: re.Match[str]) -> bool:
        """ "1,146 hồ sơ", "2,500 đồng": what has no parts is not printed with three decimals."""
        if _ONE_COMMA.fullmatch(digits) is None or match["denominator"] or match["upper"]:
            return False
        return unit == "vnd" or (unit == "count" and self._whole_things.match(match.string, match.end()) is not None)

    def _with_second(self, number: Number, match: re.Match[str], style: Style, percent: bool) -> Number | None:
        """Add the denominator of "62/63" or the upper end of "10-15"."""
        printed = match["denominator"] or match["upper"]
        second = parse(printed, style, percent)
        if second is None:
            return None
        if match["fraction"]:
            return replace(number, denominator=second[0] * number.factor, digits_end=match.end("denominator"))
        if match["range"]:
            upper = second[0] * number.factor
            if upper <= number.value:
                return replace(
                    number,
                    end=match.end("first_unit") if match["first_unit"] else match.end("digits"),
                    unit=number.unit if match["first_unit"] else "count",
                    factor=1,
                    value=number.value / number.factor,
                    unit_word="%" if match["first_unit"] else None,
                )
            return replace(number, upper=upper, decimals=max(number.decimals, second[1]), digits_end=match.end("upper"))
        return number


@lru_cache(maxsize=4096)
def print_value(value: Decimal, decimals: int) -> str:
    """The Vietnamese print of a value: "1.234,50" for 1234.5 with two decimals."""
    whole, _, fraction = f"{value:.{decimals}f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{fraction}" if fraction else grouped
