"""Words of time in a text: where they stand, and what they say once the document's dates are known.

Here: scanning a text for the rules of `time_words` and resolving what was found. Not here: which days a rule means
(`time_spans`), which period a figure has (`period_choice`), nor how a document's dates are found (`context`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from orchestration.extraction.marks import Marks, Places
from orchestration.extraction.record import record
from orchestration.extraction.time_spans import SPANS, Calendar, same_day
from orchestration.extraction.time_words import (
    NEEDED_BESIDES,
    NEEDED_WORDS,
    REPORTING_VERBS,
    RULES_OF_TIME,
    SUMMED_NOUNS,
    UP_TO_PART_OF_YEAR,
    YEAR,
    YEAR_RULES,
)


@record(frozen=True, slots=True)
class Expression:
    """Words of time at a place. `kind` is flow (a span), stock (a moment, "to date") or event (a day on which
    something was done); dates are None where the text does not settle the year."""

    start: int
    end: int
    kind: str
    first: date | None
    last: date | None
    rule: str
    is_comparison: bool = False
    is_deadline: bool = False
    is_explicit: bool = True  # a printed date or span, not "đến nay" alone


_SUMMED = tuple(f"{noun} " for noun in SUMMED_NOUNS)
_LISTED_YEARS = re.compile(rf"(?<![^\W_])năm {YEAR}(?:(?:, ?| và )(?:năm )?{YEAR}|(?: là| đạt| có) [\d.,]+%?)*$")
#: "có đến 5/9 huyện" counts, "đến 5/9 các huyện đã nộp" is a day.
_PART_OF_BODIES = re.compile(
    r"[ ](?:bộ|sở|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đơn vị|cơ quan|địa phương|chỉ số)(?![^\W_])"
)
_REACHES = ("có ", "lên ", "đạt ", "còn ")
_NAMED_LAW = re.compile(r"(?<![^\W_])(?:nghị quyết|nghị định|thông tư|quyết định|chỉ thị)(?: số)?[ ]*$")
_NAMED_YEAR = re.compile(r"(?<![^\W_])(?:sinh|sn|(?:bộ )?luật(?: [^\W\d_]+){0,6}|hiến pháp|niên khóa|khóa)[ ,]*$")
_COMPARISON_BEFORE = re.compile(
    r"(?:so với (?:năm |tháng |quý )?(?:(?:19|20)\d\d|\d{1,2}(?:/(?:19|20)\d\d)?)(?:,| và| hoặc)"
    r"|so sánh(?: giữa)? (?:năm )?(?:19|20)\d\d(?: và| với)"
    r"|so với các kỳ(?: báo cáo)?|so với|so|bằng|gấp (?:đôi|ba|rưỡi|\d[\d.,]* lần)|cùng kỳ"
    r"|cùng thời điểm|cùng giai đoạn|của năm trước|hơn|thấp hơn|cao hơn|với)[ ,]*"
    r"(?:cùng kỳ|cùng thời điểm|kết quả|của|các|mức|thời điểm|số liệu|cuối|đầu|trung bình)?[ ,]*$"
)
_IS_TOLD = re.compile(r" (?:là|đạt|chỉ)(?![^\W_])|:")  # ", tháng trước là 4.900"
#: "so với xếp hạng công bố năm ngoái", "gấp đôi năm trước"
_COMPARED_TO = re.compile(
    r"(?<![^\W_])(?:so với(?: [^\W\d_]+){1,5}|gấp (?:đôi|ba|rưỡi|\d[\d.,]* lần)(?: của)?|bằng|hơn|kém) $"
)
#: "so với kết quả điều tra năm 2015"
_COMPARED_RESULT = re.compile(
    r"(?<![^\W_])so với (?:kết quả|số liệu|mức|con số|(?:tổng )?số|(?:tổng )?biên chế|chỉ tiêu|lần|đợt|kỳ|bảng|cuộc"
    r"|báo cáo|xếp hạng)"
    r"(?: (?!đã|thì|là|đạt|tăng|giảm)[^\W\d_]+){0,5} $"
)
#: "Sau hai năm liên tiếp 2019 - 2020 dẫn đầu, …": what came before what is told
_AFTER_YEARS = re.compile(r"(?<![^\W_])sau (?:\w+ )?năm(?: liên tiếp| liền)?[ ]*\d{4}\D{1,3}\d{4}$")
#: "Sau khi hoàn thành cơ sở dữ liệu (tháng 2/2021), …": when came what had been done before
_AFTER_DEED = re.compile(r"(?<![^\W_])sau khi [^.;,()]{3,70}(?:\(| )$")
_AFTER_REACH = 80
_OF_CONGRESS = re.compile(r"(?:đại hội|khóa|lần thứ) [^.;()]{0,40}, $")  # "Đại hội Đảng bộ khóa XI, nhiệm kỳ …"
_RECORD = ("nhất trong ", "nhất của ", "nhất trong suốt ", "nhất của cả ")  # "tăng cao nhất trong các năm 2017-2021"
_OF_TERM = re.compile(r"(?:khóa|khoá|nhiệm kỳ)(?: [^\W_]+){1,4} \($")  # "Chính phủ khóa XV (2021-2026)"
_DIGITS = re.compile(r"\d+(?:[ ]?[/.-][ ]?\d+)*")
_MARKS = Marks(word for words in NEEDED_WORDS.values() for word in words)
_REACH, _YEAR_REACH = 60, 90  # characters that a rule may cover on either side
Stretches = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Scan:
    """The words of time of a text, found but not resolved: (rule, match, whether words of comparison stand before it)
    in the order of the text. `digits` are the places where runs of digits begin."""

    folded: str
    matches: tuple[tuple[str, re.Match[str], bool], ...]
    digits: list[int] = field(default_factory=list, compare=False, repr=False)
    #: What was resolved already: little is known of most documents, and it is asked for again and again.
    resolved: dict[Calendar, list[Expression]] = field(default_factory=dict, compare=False, repr=False)


class PeriodGrammar:
    """Finds words of time, and resolves them against what is known of the document's dates."""

    def scan(self, folded: str) -> Scan:
        """All words of time, the rule that stands first where several meet."""
        found: list[tuple[str, re.Match[str], bool]] = []
        taken = bytearray(len(folded))
        around = _Stretches(folded)
        places = [*map(around.of_place, range(len(_PLACES)))]
        for rule, pattern, place in _PLAN:
            for start, end in places[place]:
                for match in pattern.finditer(folded, start, end):
                    first, last = match.span()
                    if taken.find(1, first, last) < 0 and _holds(rule, match, folded):
                        found.append((rule, match, _is_compared(rule, match, folded)))
                        taken[first:last] = b"\1" * (last - first)
        return Scan(folded, tuple(sorted(found, key=lambda item: item[1].start())), around.digits)

    def resolve(self, scan: Scan, known: Calendar) -> list[Expression]:
        """The expressions of a scan, in order."""
        if known not in scan.resolved:
            found = (_resolve(rule, match, compared, scan.folded, known) for rule, match, compared in scan.matches)
            scan.resolved[known] = [expression for expression in found if expression is not None]
        return scan.resolved[known]

    def find(self, folded: str, known: Calendar) -> list[Expression]:
        """`scan` and `resolve` at once."""
        return self.resolve(self.scan(folded), known)


_NOTHING_KNOWN = Calendar()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where rules look: around words (else around years, else around days), where something else stands besides."""

    words: tuple[str, ...] | None
    is_year: bool
    besides: tuple[str, ...] | re.Pattern[str] | None


def _place_of(rule: str) -> _Place:
    return _Place(NEEDED_WORDS.get(rule), rule in YEAR_RULES, NEEDED_BESIDES.get(rule))


_PLACES = list(dict.fromkeys(_place_of(rule) for rule, _ in RULES_OF_TIME))
#: Each rule with the number of its place: rules of one place share what is found there.
_PLAN = tuple((rule, pattern, _PLACES.index(_place_of(rule))) for rule, pattern in RULES_OF_TIME)


class _Stretches:
    """The parts of a text at which rules look."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self.digits, self._places = _MARKS.find(folded)
        self._years, self._days = _digit_stretches(folded, self.digits)
        self._around: dict[tuple[str, ...], Stretches] = {}

    def of_place(self, number: int) -> Stretches:
        """The stretches of a place."""
        place = _PLACES[number]
        found = self._of_words(place.words) if place.words else self._years if place.is_year else self._days
        if place.besides is None:
            return found
        return [one for one in found if _has(place.besides, self._folded, *one)]

    def _of_words(self, words: tuple[str, ...]) -> Stretches:
        if words not in self._around:
            self._around[words] = _word_stretches(words, self._places, len(self._folded))
        return self._around[words]


def _has(needed: tuple[str, ...] | re.Pattern[str], folded: str, start: int, end: int) -> bool:
    if isinstance(needed, tuple):
        for word in needed:  # noqa: SIM110 - asked for thirty times a document, and a third as long as `any`
            if folded.find(word, start, end) >= 0:
                return True
        return False
    return needed.search(folded, start, end) is not None


def _digit_stretches(folded: str, digits: list[int]) -> tuple[Stretches, Stretches]:
    """Stretches around printed years, and around digits parted by a slash, dash or point; `digits` are the places where
    runs of digits begin."""
    years: Stretches = []
    days: Stretches = []
    end = 0
    for start in digits:
        match = _DIGITS.match(folded, start) if start >= end else None
        if match is None:
            continue
        printed, end = match.group(), match.end()
        if end - start >= 4 and ("20" in printed or "19" in printed):
            _add(years, start - _YEAR_REACH, end + _YEAR_REACH, len(folded))
        if not printed.isdigit():
            _add(days, start - _REACH, end + _REACH, len(folded))
    return years, days


def _word_stretches(words: tuple[str, ...], places: Places, length: int) -> Stretches:
    """Stretches around every occurrence of the words."""
    found: Stretches = []
    around = [at for word in words if word in places for at in places[word]]
    for at in sorted(around):
        _add(found, at - _REACH, at + _REACH, length)
    return found


def _add(found: Stretches, start: int, end: int, length: int) -> None:
    """Append a stretch, or widen the last one where they touch."""
    if found and start <= found[-1][1]:
        found[-1] = (found[-1][0], min(length, end))
    else:
        found.append((max(0, start), min(length, end)))


def _holds(rule: str, match: re.Match[str], folded: str) -> bool:
    """Whether the words are a time at all: a day of some month, no year of a law or of a birth, no law's number."""
    if rule == "comparison":
        return True
    if SPANS[rule](match, _NOTHING_KNOWN) is None:
        return False
    if rule == "year":
        return _NAMED_YEAR.search(_before(match, folded)) is None
    if rule == "n_months" and match["sum"] is not None:
        return folded.endswith(_SUMMED, 0, match.start())
    if rule == "to_date_short" and folded.endswith("chưa ", 0, match.start()):
        return False  # "mới xong chưa tới 1/2"
    if rule == "to_date_short" and _PART_OF_BODIES.match(folded, match.end()):
        return not folded.endswith(_REACHES, 0, match.start())
    if rule == "years" and match.group().startswith("nhiệm kỳ") and _OF_CONGRESS.search(_before(match, folded)):
        return False
    if rule == "month_year":
        return _NAMED_LAW.search(_before(match, folded)) is None
    return rule != "listed_year" or _LISTED_YEARS.search(_before(match, folded)) is not None


def _is_compared(rule: str, match: re.Match[str], folded: str) -> bool:
    """Whether the words before say that something is compared with this time."""
    if rule == "comparison" or rule.startswith("since"):
        return rule == "comparison"
    before = _before(match, folded)
    if rule == "relative_month" and _IS_TOLD.match(folded, match.end()):
        return True
    if rule == "relative_year" and _COMPARED_TO.search(before):
        return True
    if rule == "years" and _AFTER_YEARS.search(before + match.group()):
        return True
    if rule == "years" and before.endswith(_RECORD):
        return True
    if rule == "years" and before.endswith("(") and _OF_TERM.search(before):
        return True  # names a term of office, and dates nothing
    if rule == "year" and _COMPARED_RESULT.search(before):
        return True
    if _tells_deed_before(match, folded):
        return True
    return _COMPARISON_BEFORE.search(before) is not None


def _tells_deed_before(match: re.Match[str], folded: str) -> bool:
    """Whether a time ends a clause that tells what had been done before the sentence's own deed."""
    if not folded.startswith((",", "),"), match.end()):
        return False
    return _AFTER_DEED.search(folded, max(0, match.start() - _AFTER_REACH), match.start()) is not None


def _before(match: re.Match[str], folded: str) -> str:
    return folded[max(0, match.start() - 48) : match.start()]


def _resolve(rule: str, match: re.Match[str], compared: bool, folded: str, known: Calendar) -> Expression | None:
    if rule == "comparison":
        return Expression(match.start(), match.end(), "flow", None, None, rule, is_comparison=True)
    span = SPANS[rule](match, known)
    if span is None:
        return None
    kind, first, last = span
    if kind == "stock" and last is not None and _is_of_last_year(rule, last, match, folded, known):
        first = last = same_day(last, last.year - 1)
    deadline = last is not None and rule != "edition" and _is_later(last, known)
    if (rule == "date" and folded.endswith("trước ", 0, match.start())) or folded.startswith(_TO_COME, match.end()):
        deadline = True
    return Expression(
        match.start(),
        match.end(),
        kind,
        first,
        last,
        rule,
        is_comparison=compared and (kind != "stock" or rule == "end_of_printed_year"),
        is_deadline=deadline,
        is_explicit=rule not in {"to_now"},
    )


def _is_of_last_year(rule: str, last: date, match: re.Match[str], folded: str, known: Calendar) -> bool:
    """Whether what was counted by a month or day that is yet to come was so in the year before: "tính đến hết tháng 11"
    in January."""
    if rule not in _WITHOUT_YEAR or known.published_on is None or (last - known.published_on).days <= _NEARLY:
        return False
    counted = folded.startswith(REPORTING_VERBS, match.start())
    return counted and _PRINTED_YEAR.search(folded, match.start(), match.end()) is None


_WITHOUT_YEAR = UP_TO_PART_OF_YEAR | {"to_date_short"}
_PRINTED_YEAR = re.compile(r"(?:19|20)\d\d")
_TO_COME = (" tới đây", " sắp tới", " tới)", " tới,", " tới.")  # behind "tháng 10"


def _is_later(day: date, known: Calendar) -> bool:
    stated_on = known.published_on or known.reporting_end
    return stated_on is not None and day > stated_on


def is_ahead(expression: Expression, known: Calendar, folded: str) -> bool:
    """Whether a figure that is told as a fact cannot be of this time: it had not begun when the document was published.

    "Riêng năm 2018 giảm …" in December 2018 had begun. Of a document without a day only what it reports on is known: a
    span or a "tính đến" behind that moves the day.
    """
    if not expression.is_deadline:
        return False
    if known.published_on is None and (expression.kind == "flow" or _is_counted_until(expression, folded)):
        return False
    stated_on = known.published_on or known.reporting_end
    is_span = expression.first is not None and expression.first != expression.last
    return not (is_span and stated_on is not None and expression.first is not None and expression.first <= stated_on)


_NEARLY = 31  # days
_LATELY = 120  # days in which what was done by a month is still news


def until_publication(expression: Expression, known: Calendar) -> Expression | None:
    """ "Đến cuối tháng 10" told as a fact in its last days: the day of the publication; None for what is far ahead."""
    last, told = expression.last, known.published_on
    if expression.kind != "stock" or last is None or told is None:
        return None
    back = same_day(last, last.year - 1)
    if expression.rule in UP_TO_PART_OF_YEAR and last > told and 0 < (told - back).days <= _LATELY:
        return replace(expression, first=back, last=back, is_deadline=False)  # "đến tháng 10" in January
    if (last - told).days > _NEARLY:
        return None
    return replace(expression, first=told, last=told, is_deadline=False)


def _is_counted_until(expression: Expression, folded: str) -> bool:
    """ "tính đến 31/12/2023": words of reporting, never of a plan."""
    return expression.kind == "stock" and folded.startswith(REPORTING_VERBS, expression.start)
