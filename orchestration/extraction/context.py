"""What a document says of itself as a whole: its day, its reporting period, the body that it is about.

Here: rules that look at the whole text before any figure is read. Not here: headline and date line (the reader finds
them) and the period of a single figure (`period_choice`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from orchestration.extraction.document import Stated
from orchestration.extraction.periods import Expression, PeriodGrammar, Scan
from orchestration.extraction.time_spans import Calendar
from orchestration.extraction.time_words import CUT_OFF_RULES

_SPAN_RULES = frozenset({"months", "months_of", "quarter", "half", "span_months", "span_year_and_months"})
_YEAR_RULES = frozenset({"edition", "year", "years"})
_LONG_RULES = _SPAN_RULES | {"edition", "year", "span_dates", "span_dates_bare"}
_EVENT_RULES = frozenset({"event_day", "within_day"})
_EARLIEST = 2001  # the first reform master programme began in this year
_HEAD_SHARE = 0.5  # of the text; what is said of the reporting period later belongs to a part of it


@dataclass(frozen=True, slots=True)
class DocumentDates:
    """The document's calendar and where its day comes from."""

    calendar: Calendar
    published_on_basis: str | None


def date_document(scan: Scan, stated: Stated, title_end: int, grammar: PeriodGrammar) -> DocumentDates:
    """The day of publication and the reporting period, from what is stated, else from the text.

    A day that is printed without its year ("Sáng 19/7") is the first such day after the reporting period.
    """
    unknown = Calendar(stated.published_on, stated.reporting_start, stated.reporting_end, None)
    opening = None if stated.published_on else _opening_day(scan, unknown, grammar)
    day = stated.published_on or opening
    year = day.year if day else _year_of(scan, grammar)
    known = Calendar(stated.published_on, stated.reporting_start, stated.reporting_end, year)
    if known.reporting_end is None:
        period = _reporting_period(scan, known, title_end, grammar, opening)
        first, last = _as_counted(period, scan, known, grammar)
        known = Calendar(known.published_on, first, last, year)
    if known.published_on is not None:
        return DocumentDates(known, stated.published_on_basis)
    day = opening or _event_day(scan, known, grammar)
    if day is None:
        if known.reporting_end is None:
            first, last = _only_year(grammar.resolve(scan, known), scan.folded)
            known = replace(known, reporting_start=first, reporting_end=last)
        return DocumentDates(_with_cut_off(known, scan, grammar), None)
    ended = known.reporting_end
    # A meeting on 28 June that sums up the half-year tells of its end; the text itself is of no day before that.
    nominal = ended if opening is None and ended is not None and day < ended <= day + _CLOSE else None
    return DocumentDates(Calendar(day, known.reporting_start, ended, year, nominal), "event_day")


def _year_of(scan: Scan, grammar: PeriodGrammar) -> int | None:
    """The year that the text's own periods speak of most; the later one of two equals. Years long before any of these
    documents are nobody's year of publication. A single month or day counts where nothing longer does; but no text is
    older than the last day that it tells of. "So với cùng kỳ năm 2016" speaks of the year behind that."""
    dated = [
        (expression.last.year, expression)
        for expression in grammar.resolve(scan, Calendar())
        if expression.last is not None and expression.last.year >= _EARLIEST
    ]
    told = [(year, e) for year, e in dated if not e.is_comparison]
    years = ((year, e) for year, e in dated if e.is_comparison and e.rule == "year")
    behind = [year + 1 for year, e in years if _is_of_same_span(e, scan.folded)]
    counts = Counter(year for year, e in told if e.rule in _LONG_RULES)
    later = [year for year in behind if year > max((year for year, _ in told), default=0)]
    counts = Counter(later) or counts or Counter(year for year, _ in told)
    most = max(counts, key=lambda year: (counts[year], year), default=None)
    past = (year for year, e in told if e.rule in _DATED_RULES and not e.is_deadline)
    return max((year for year in (most, *past) if year is not None), default=None) or _year_after(scan, grammar)


def _year_after(scan: Scan, grammar: PeriodGrammar) -> int | None:
    """The year after the one that a text without years of its own compares with: "so với cùng kỳ năm 2019"."""
    compared = (e for e in grammar.resolve(scan, Calendar()) if e.is_comparison and e.last is not None)
    years = {e.last.year for e in compared if e.last and _is_of_same_span(e, scan.folded)}
    return years.pop() + 1 if len(years) == 1 else None


def _is_of_same_span(expression: Expression, folded: str) -> bool:
    """Whether words of time are those of the same span before: "tăng 5% so với cùng kỳ năm 2016"."""
    return _OF_SAME_SPAN.search(folded, max(0, expression.start - _SPAN_REACH), expression.start) is not None


_SPAN_REACH = 24  # characters of "cùng giai đoạn của "


def _reporting_period(
    scan: Scan, known: Calendar, title_end: int, grammar: PeriodGrammar, opening_day: date | None
) -> tuple[date | None, date | None]:
    """The span that the text reports on; what begins behind the day that it opens with is only planned."""
    works = "năm công tác" in scan.folded
    worked = {int(match["y"]) for match in _WORK_YEAR.finditer(scan.folded)} if works else ()
    expressions = [
        expression
        for expression in grammar.resolve(scan, known)
        if expression.kind == "flow"
        and not expression.is_comparison
        and expression.first
        and expression.last
        and not scan.folded.startswith(" tới", expression.end)
        and not (opening_day is not None and expression.first > opening_day)
        and (
            known.published_on is None
            or expression.last <= known.published_on
            or _is_nominal(expression, known, title_end, scan.folded)
            or (expression.rule == "year" and expression.last.year in worked)
        )
    ]
    head = title_end + (len(scan.folded) - title_end) * _HEAD_SHARE
    opening = title_end + _OPENING_WORDS
    months = [
        e
        for e in expressions
        if e.rule in {"month", "month_in_words"} and _opens_or_titles(e, title_end, opening, scan.folded)
    ]
    expressions = [e for e in expressions if not _THAN.search(scan.folded, max(0, e.start - _THAN_REACH), e.start)]
    reported = [e for e in expressions if e.rule != "year" or e.start < title_end or _is_reported(e, scan.folded)]
    for rules, end in (
        (_SPAN_RULES, title_end),
        (_SPAN_RULES, head),
        (_YEAR_RULES, head),
        (_SPAN_RULES, len(scan.folded)),
    ):
        if rules is _YEAR_RULES and months:
            return months[0].first, months[0].last
        for expression in reported:
            if expression.rule == "edition" and expression.start > opening:
                continue
            if expression.rule in rules and expression.start < end:
                whole = _cumulative(expression, expressions, scan.folded)
                return whole.first, whole.last
    # "Hội nghị tổng kết … giai đoạn 2011-2020", be it in a caption at the end
    summed = (e for e in reported if e.rule == "years" and _is_reported(e, scan.folded))
    return next(((e.first, e.last) for e in summed), (None, None))


def _cumulative(told: Expression, expressions: list[Expression], folded: str) -> Expression:
    """What a report on a quarter and on the year up to its end is about in all: "quý III và 9 tháng đầu năm 2023"."""
    assert told.first is not None
    for other in expressions:
        if other.start >= told.end and folded[told.end : other.start] in {" và ", ", ", ", và "}:
            return other if other.last == told.last and other.first and other.first < told.first else told
    return told


def _as_counted(
    period: tuple[date | None, date | None], scan: Scan, known: Calendar, grammar: PeriodGrammar
) -> tuple[date | None, date | None]:
    """The days that a report counts its period from and to, where it prints them: "6 tháng đầu năm 2024 (từ ngày
    01/11/2023 đến ngày 30/4/2024)"."""
    expressions = grammar.resolve(scan, known)
    for one, other in pairwise(expressions):
        if (one.first, one.last) != period or other.rule not in _PRINTED_SPANS or not (other.first and other.last):
            continue
        if _COUNTED_FROM.fullmatch(scan.folded, one.end, other.start):
            return other.first, other.last
    early = (e for e in expressions if e.rule in _PRINTED_SPANS and e.start < _LEAD)
    led = (e for e in early if _leads(e, scan.folded) and not _is_behind(e, known))
    return next(((e.first, e.last) for e in led if as_long((e.first, e.last), period)), period)


def as_long(counted: tuple[date | None, date | None], nominal: tuple[date | None, date | None]) -> bool:
    """Whether a span that ends in another one is as long, and begins some months before: the year of the courts."""
    (first, last), (start, end) = counted, nominal
    if first is None or last is None or start is None or end is None:
        return False
    alike = abs((last - first) - (end - start)) <= _CLOSE
    return alike and start - _LAST_QUARTER <= first < start <= last < end


_LEAD = 600  # characters in which a text tells from what day to what day it counts


def _is_behind(expression: Expression, known: Calendar) -> bool:
    """Whether words of time end behind the day of the text."""
    return expression.last is not None and known.published_on is not None and expression.last > known.published_on


_OF_SAME_SPAN = re.compile(r"cùng (?:kỳ|thời điểm|giai đoạn)(?: của)?[ ]*$")
_PRINTED_SPANS = frozenset({"span_dates", "span_dates_bare", "span_dates_short", "span_long", "span_days"})
_COUNTED_FROM = re.compile(r",?[ ]?\(?(?:(?:số liệu|báo cáo|thời gian|thời điểm|kỳ|được|tính|lấy|là|cụ thể)[ :]*)*")


def _only_year(expressions: list[Expression], folded: str) -> tuple[date | None, date | None]:
    """The one year of which an undated text speaks; what stands in brackets is only compared with it."""
    spans = [e for e in expressions if e.kind == "flow" and e.first and not (e.is_comparison or e.is_deadline)]
    told = {(e.first, e.last) for e in spans if e.rule in _WHOLE_YEARS and not folded.endswith("(", 0, e.start)}
    other = any(e.rule not in {*_WHOLE_YEARS, "years"} and not e.rule.startswith("since") for e in spans)
    return next(iter(told)) if len(told) == 1 and not other else (None, None)


_WHOLE_YEARS = frozenset({"year", "edition"})


def _with_cut_off(known: Calendar, scan: Scan, grammar: PeriodGrammar) -> Calendar:
    """The calendar of an undated text with the last "tính đến ngày …" that it prints as what "đến nay" means, else the
    end of the year that it tells of: "Trong năm 2020, tỉnh đã …"."""
    told = [e for e in grammar.resolve(scan, known) if not (e.is_deadline or e.is_comparison)]
    cut_offs = [e.last for e in told if e.rule in CUT_OFF_RULES]
    months = (e.last for e in told if e.rule == "to_month")
    cut_offs = cut_offs or [last for last in months if last is not None and last.year == known.year]
    years = [e.last for e in told if e.rule == "year" and _leads(e, scan.folded)]
    of_year = [last for last in years if last is not None and last.year == known.year]
    return replace(known, cut_off=max(filter(None, cut_offs or of_year), default=None))


def _leads(expression: Expression, folded: str) -> bool:
    """Whether a span leads a paragraph: "Trong năm 2020, …"."""
    opening = folded[folded.rfind("\n", 0, expression.start) + 1 : expression.start].strip()
    return opening in {"", "trong", "ước", "ước tính", "ước trong"} and folded.startswith(",", expression.end)


_DATED_RULES = CUT_OFF_RULES | {"to_month", "date"}
_OPENING_WORDS = 240  # characters behind the headline in which a text says what month it reports on


def _opens_or_titles(expression: Expression, title_end: int, opening: int, folded: str) -> bool:
    """Whether a month stands in the headline, or leads the first sentence: "Trong tháng 10-2020, trung tâm …"."""
    if expression.start < title_end:
        return True
    return expression.start < opening and folded.endswith("trong ", 0, expression.start)


_THAN = re.compile(r"(?<![^\W_])so (?:với|sánh với)[^.;,]*$")  # "so với 68% của năm 2018"
_THAN_REACH = 40
_CLOSE = timedelta(days=10)
_YEAR_LONG = timedelta(days=360)
_LAST_QUARTER = timedelta(days=92)  # in which plans for the next year tell the results of this one
_OF_RESULTS = re.compile(r"(?<![^\W_])(?:kết quả|tình hình|sơ kết|báo cáo công tác)(?: [^\W\d_]+,?){0,8} $")
_WORK_YEAR = re.compile(r"(?:kết thúc|tổng kết) năm công tác (?P<y>20\d\d)(?!\d)")  # that ends in September
_WITH_PLANS = re.compile(r"(?: và|;|,) (?:phương hướng|nhiệm vụ|kế hoạch)(?![^\W_])")
_EARLY = timedelta(days=45)  # a report on half a year may be dated two weeks before its end


def _is_nominal(expression: Expression, known: Calendar, title_end: int, folded: str) -> bool:
    """Whether the headline names a period that ends soon after the document's day, or the text tells results of months
    since the year's start that do, or opens a paragraph with them: "Ước 9 tháng đầu năm 2018, …"."""
    assert expression.last is not None
    assert known.published_on is not None
    if expression.first is not None and expression.first > known.published_on:
        return False
    of_results = _OF_RESULTS.search(folded, max(0, expression.start - 60), expression.start) is not None
    if expression.rule == "year" and of_results and _WITH_PLANS.match(folded, expression.end):
        return True
    if expression.rule == "year" and of_results:
        return expression.last - known.published_on <= _LAST_QUARTER
    is_span = expression.rule in _SPAN_RULES
    named = expression.start < title_end or (is_span and (of_results or _leads(expression, folded)))
    return named and expression.last - known.published_on <= _EARLY


_REPORTED = re.compile(
    r"(?:báo cáo|tổng kết|sơ kết|kết quả|công tác|tình hình|số liệu|đánh giá|công bố)"
    r"(?:[^.;,()\d]|,(?= chống| tiêu cực| giải quyết| xử lý| tố cáo)){0,60}$"
)


def _is_reported(expression: Expression, folded: str) -> bool:
    """A whole year is reported on where a word of reporting governs it: "tổng kết công tác … năm 2018"."""
    return _REPORTED.search(folded, max(0, expression.start - 90), expression.start) is not None


def _opening_day(scan: Scan, known: Calendar, grammar: PeriodGrammar) -> date | None:
    """The printed day with its year that one of the first lines opens with: "Ngày 25/9/2025, tại Hà Nội, …"."""
    opening = "\n".join(scan.folded.lstrip().split("\n", _FIRST_LINES)[:_FIRST_LINES])
    end = len(scan.folded) - len(scan.folded.lstrip()) + len(opening)
    for expression in grammar.resolve(scan, known):
        if expression.start >= end:
            break
        if expression.rule not in {"date", "long_date", "within_day"} or expression.last is None:
            continue
        # A document may be one line: the beginning of the line is looked for no farther than it may be.
        near = max(0, expression.start - _LINE_BEGINS)
        line = scan.folded.rfind("\n", near, expression.start) + 1
        opens = _PAPER.sub("", scan.folded[line : expression.start]).strip()
        if (line or near == 0) and len(opens) <= _OPENING:
            return expression.last
    return None


_FIRST_LINES, _OPENING = 6, 12  # lines with blank ones; characters of "Sáng nay, " before the day
_PAPER = re.compile(r"^\s*(?:\([^()\n]{2,40}\)|[^\W\d_][\w.]{1,20})\s?[-–:]\s")  # "(TBTC) - ngày 5/7/2022", "vov.vn - "
_LINE_BEGINS = 80  # characters before the day, blanks and all


def _event_day(scan: Scan, known: Calendar, grammar: PeriodGrammar) -> date | None:
    """The day of the meeting or announcement that the text opens with, once its year is settled.

    Where the text prints the same day with its year, that year; else the first such day behind everything that the
    text reports on.
    """
    if known.year is None:
        return None
    expressions = grammar.resolve(scan, known)
    head = len(scan.folded) * _HEAD_SHARE
    event = next((e for e in expressions if e.rule in _EVENT_RULES and e.last is not None and e.start < head), None)
    if event is None or event.last is None:
        return None
    for other in expressions:
        if (
            other.rule in {"date", "within_day"}
            and other.last
            and (other.last.month, other.last.day) == (event.last.month, event.last.day)
        ):
            return other.last
    reported = [e.last for e in expressions if e.rule == "edition" and e.last is not None]
    latest = max([*reported, known.reporting_end] if known.reporting_end else reported, default=None)
    if latest is not None and latest == known.reporting_end and known.reporting_start is not None:
        latest = _told_from(known.reporting_start, latest)
    return _first_after(event.last, latest)


def _told_from(first: date, last: date) -> date:
    """The day from which a period is reported on: in the second half of a part of a year, near the end of a year."""
    length = last - first
    return last - (max(_EARLY, length / 2) if length < _YEAR_LONG else _EARLY)


def _first_after(day: date, latest: date | None) -> date | None:
    """The first recurrence of a day and month that is not before `latest`."""
    try:
        while latest is not None and day < latest:
            day = day.replace(year=day.year + 1)
    except ValueError:
        return None
    return day
