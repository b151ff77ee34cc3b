"""Which days the words of time mean, rule by rule.

Here: what is known of a document's dates (`Calendar`) and a function for each rule of `time_words`, from its match to a
kind with its first and last day. Not here: finding the words (`periods`), nor how a document's dates are found
(`context`).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from orchestration.extraction.time_words import MONTHS_IN_WORDS

_MONTH_WORDS = {**MONTHS_IN_WORDS, "bốn": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LONG_AFTER = 200  # days: what is told then of an earlier year is not told as of its end


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates against which relative words are resolved."""

    published_on: date | None = None
    reporting_start: date | None = None
    reporting_end: date | None = None
    year: int | None = None  # what "6 tháng đầu năm" means where no year is printed
    cut_off: date | None = None  # the last day to which the text says to count, where nothing else dates it

    @property
    def as_of(self) -> date | None:
        """The day that "đến nay" means: the end of the reporting period, never after the publication; the publication
        where it comes long after that end."""
        told, ended = self.published_on, self.reporting_end
        if told is not None and self.cut_off is not None:
            return self.cut_off
        if told is not None and ended is not None and (told - ended).days > _LONG_AFTER:
            return told
        days = [day for day in (self.reporting_end, self.published_on) if day is not None]
        return min(days) if days else self.cut_off


Resolved = tuple[str, date | None, date | None] | None


def _day(match: re.Match[str], prefix: str, known: Calendar) -> date | None:
    groups = match.groupdict()
    year = groups.get(f"{prefix}y") or known.year
    if year is None:
        return None
    try:
        return date(int(year), int(groups[f"{prefix}m"]), int(groups[f"{prefix}d"]))
    except ValueError:
        return None


def _is_day(match: re.Match[str], prefix: str) -> bool:
    return 1 <= int(match[f"{prefix}d"]) <= 31 and 1 <= int(match[f"{prefix}m"]) <= 12


def _year(match: re.Match[str], known: Calendar, *names: str) -> int | None:
    for name in names:
        if match.groupdict().get(name):
            return int(match[name])
    told = match.groupdict().get("r")
    return known.year - 1 if known.year is not None and told in {"ngoái", "trước"} else known.year


def _span_dates(match: re.Match[str], known: Calendar) -> Resolved:
    last = _day(match, "b", known)
    first = _day(match, "a", Calendar(year=last.year if last else known.year))
    return ("flow", first, last) if first and last and first <= last else None


def _span_days(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ 1-7 đến 31-7", "từ ngày 12 đến 18/8/2024"."""
    if not _is_day(match, "b") or not 1 <= int(match["ad"]) <= 31 or not 1 <= int(match["am"] or 1) <= 12:
        return None
    last = _day(match, "b", known)
    if last is None:
        return "flow", None, None
    try:
        first = last.replace(month=int(match["am"] or last.month), day=int(match["ad"]))
    except ValueError:
        return None
    first = first if first <= last else first.replace(year=last.year - 1)
    return "flow", first, last


def _span_day_to_month(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ ngày 1/7 đến hết tháng 10/2025"."""
    if not _is_day(match, "a") or not 1 <= int(match["m"]) <= 12:
        return None
    year = _year(match, known, "y")
    if year is None:
        return "flow", None, None
    last = _month_span(year, int(match["m"]))[1]
    first = _day(match, "a", Calendar(year=year))
    if first is not None and first > last and match["ay"] is None:
        first = _day(match, "a", Calendar(year=year - 1))
    return ("flow", first, last) if first is not None and first <= last else None


def _span_month_to_day(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ tháng 1/2018 đến ngày 10/6/2018"."""
    if not _is_day(match, "a") or not 1 <= int(match["m"]) <= 12:
        return None
    year = int(match["ay"]) if match["ay"] else _year(match, known, "y")
    if year is None:
        return "flow", None, None
    last = _day(match, "a", Calendar(year=year))
    first = date(int(match["y"]) if match["y"] else year, int(match["m"]), 1)
    if last is not None and first > last and match["y"] is None:
        first = first.replace(year=year - 1)
    return ("flow", first, last) if last is not None and first <= last else None


def _span_year_and_months(match: re.Match[str], known: Calendar) -> Resolved:
    """ "năm 2021 và 2 tháng đầu năm 2022": one span where the second part follows on the first."""
    first, year = int(match["a"]), int(match["b"])
    months = _months_told(match["n"]) if match["n"] else 3
    is_next = year == first + 1 and (match["n"] is not None or _ROMAN[match["q"]] == 1)
    return ("flow", date(first, 1, 1), _month_span(year, months)[1]) if is_next and 1 <= months <= 12 else None


def _months_told(count: str) -> int:
    return int(count) if count.isdigit() else _MONTH_WORDS[count]


def _span_quarters(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ quý I đến quý III/2024"."""
    last_year = _year(match, known, "by")
    if last_year is None:
        return "flow", None, None
    first_year = int(match["ay"] or last_year)
    first = date(first_year, 3 * _ROMAN[match["a"]] - 2, 1)
    last = _month_span(last_year, 3 * _ROMAN[match["b"]])[1]
    return ("flow", first, last) if first <= last else None


def _span_months(match: re.Match[str], known: Calendar) -> Resolved:
    last_year = _year(match, known, "by")
    first, last = int(match["a"]), int(match["b"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if last_year is None:
        return "flow", None, None
    first_year = int(match["ay"] or last_year)
    begin, end = date(first_year, first, 1), _month_span(last_year, last)[1]
    return ("flow", begin, end) if begin <= end else None


def _since(first: date | None, known: Calendar) -> Resolved:
    last = known.as_of
    if first and known.published_on and last and first > last:
        last = known.published_on
    return "flow", first if last else None, last if first else None


def _since_date(match: re.Match[str], known: Calendar) -> Resolved:
    return _since(_day(match, "a", known), known)


def _since_short_date(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Từ ngày 1/7 đến nay": of the year before where that day was still to come."""
    if not _is_day(match, "a"):
        return None
    day = _day(match, "a", known)
    if day is not None and known.as_of is not None and day > known.as_of:
        day = _day(match, "a", Calendar(year=day.year - 1))
    return _since(day, known)


def _since_day(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Từ 01/7/2025, …": up to the day of the document, unless that day was still to come."""
    day = _day(match, "a", known)
    if day is not None and known.as_of is not None and day > max(known.as_of, known.published_on or known.as_of):
        return "stock", day, day
    return _since(day, known)


def _since_month(match: re.Match[str], known: Calendar) -> Resolved:
    return _since(_month_span(int(match["y"]), int(match["m"]))[0], known) if 1 <= int(match["m"]) <= 12 else None


def _since_event(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Từ khi khai trương (ngày 9/12/2019) đến nay"."""
    return _since_month(match, known) if match["m"] else _since_date(match, known)


def _since_year(match: re.Match[str], known: Calendar) -> Resolved:
    year = _year(match, known, "y")
    month = {"giữa": 7, "cuối": 12}.get(match.groupdict().get("part") or "", 1)
    return _since(date(year, month, 1), known) if year else ("flow", None, None)


def _since_year_to_date(match: re.Match[str], known: Calendar) -> Resolved:
    last = _day(match, "b", known)
    return ("flow", date(int(match["y"]), 1, 1), last) if last else None


def _since_year_to_year(match: re.Match[str], known: Calendar) -> Resolved:
    return _years(match, known)


def _since_year_to_month(match: re.Match[str], known: Calendar) -> Resolved:
    month = int(match["b"])
    if not 1 <= month <= 12 or int(match["by"]) < int(match["a"]):
        return None
    return "flow", date(int(match["a"]), 1, 1), _month_span(int(match["by"]), month)[1]


def _to_date(match: re.Match[str], known: Calendar) -> Resolved:
    if not _is_day(match, "a"):
        return None
    day = _day(match, "a", known)
    return "stock", day, day


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _to_month(match: re.Match[str], known: Calendar) -> Resolved:
    year, month = _year(match, known, "y"), int(match["m"])
    if not 1 <= month <= 12:
        return None
    first, last = _month_span(year, month) if year else (None, None)
    day = {"đầu": first, "giữa": first and first.replace(day=15)}.get(match["part"], last)
    return "stock", day, day


def _to_year(match: re.Match[str], known: Calendar) -> Resolved:
    day = date(int(match["y"]), 12, 31)
    return "stock", day, day


def _to_quarter(match: re.Match[str], known: Calendar) -> Resolved:
    span = _quarter(match, known)
    return ("stock", span[2], span[2]) if span is not None else None


_TWO_LEVELS = date(2025, 7, 1)  # districts are gone since then


def _two_levels(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Sau hơn 3 tháng vận hành chính quyền địa phương 2 cấp": since the first of July 2025."""
    told = _months_told(match["n"])
    months = _TWO_LEVELS.month - 1 + (told if match["u"] == "tháng" else 12 * told)
    ended = _month_span(_TWO_LEVELS.year + (months - 1) // 12, (months - 1) % 12 + 1)[1]
    last = known.published_on or known.as_of or ended
    return ("flow", _TWO_LEVELS, last) if last > _TWO_LEVELS else ("flow", None, None)


def _since_new_year(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ đầu năm đến ngày 10/7"."""
    if not _is_day(match, "b"):
        return None
    day = _day(match, "b", known)
    return "flow", day and date(day.year, 1, 1), day


def _since_new_year_to_month(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ đầu năm đến đầu tháng 11-2022"; the beginning of a month is its first day, its middle the fifteenth."""
    year, month = _year(match, known, "y"), int(match["m"])
    if not 1 <= month <= 12:
        return None
    if year is None:
        return "flow", None, None
    first, last = _month_span(year, month)
    day = {"đầu": first, "giữa": first.replace(day=15)}.get(match["side"], last)
    return "flow", date(year, 1, 1), day


def _end_of_year(match: re.Match[str], known: Calendar) -> Resolved:
    """ "dự kiến cuối năm đạt 80%": the end of the document's year."""
    day = date(known.year, 12, 31) if known.year else None
    return "stock", day, day


def _to_now(match: re.Match[str], known: Calendar) -> Resolved:
    return "stock", known.as_of, known.as_of


def _months(match: re.Match[str], known: Calendar) -> Resolved:
    count = _months_told(match["n"])
    year = _year(match, known, "y", "y2")
    if not 1 <= count <= 12:
        return None
    if year is None:
        return "flow", None, None
    if match.groupdict().get("side", "đầu") == "đầu":
        return "flow", date(year, 1, 1), _month_span(year, count)[1]
    return "flow", date(year, 13 - count, 1), date(year, 12, 31)


def _quarter(match: re.Match[str], known: Calendar) -> Resolved:
    year, quarter = _year(match, known, "y"), _ROMAN[match["q"]]
    if year is None:
        return "flow", None, None
    year -= _is_of_last_year(match, known, 3 * quarter - 2)
    return "flow", date(year, 3 * quarter - 2, 1), _month_span(year, 3 * quarter)[1]


def _half(match: re.Match[str], known: Calendar) -> Resolved:
    year = _year(match, known, "y")
    if year is None:
        return "flow", None, None
    first = match["side"] == "đầu"
    return "flow", date(year, 1 if first else 7, 1), date(year, 6, 30) if first else date(year, 12, 31)


def _years(match: re.Match[str], known: Calendar) -> Resolved:
    first, last = int(match["a"]), int(match["b"])
    return ("flow", date(first, 1, 1), date(last, 12, 31)) if first <= last <= first + 50 else None


def _event(match: re.Match[str], known: Calendar) -> Resolved:
    if not _is_day(match, "a"):
        return None
    day = _day(match, "a", known)
    return "event", day, day


def _within_day(match: re.Match[str], known: Calendar) -> Resolved:
    """What happened on one day: "trong ngày 1/7, xã tiếp nhận …"."""
    event = _event(match, known)
    return ("flow", *event[1:]) if event else None


def _month(match: re.Match[str], known: Calendar) -> Resolved:
    year, told = _year(match, known, "y"), match["m"]
    month = MONTHS_IN_WORDS[told] if told in MONTHS_IN_WORDS else int(told)
    if not 1 <= month <= 12:
        return None
    if year is None:
        return "flow", None, None
    return "flow", *_month_span(year - _is_of_last_year(match, known, month), month)


_LONG_AHEAD = 240  # days: who speaks of December in January means the one that has just ended


def _is_of_last_year(match: re.Match[str], known: Calendar, month: int) -> bool:
    """Whether a month without its year is far ahead of the day on which it is told."""
    told = known.published_on
    if told is None or match["y"] is not None or match.groupdict().get("r"):
        return False
    return (date(told.year, month, 1) - told).days > _LONG_AHEAD and known.year == told.year


def _relative_month(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Tháng trước là …": the one before the month that is reported on, else before that of the publication."""
    first, last = known.reporting_start, known.reporting_end
    is_month = first is not None and last is not None and (first.year, first.month) == (last.year, last.month)
    told = last if is_month else known.published_on
    if told is None:
        return "flow", None, None
    months = 12 * told.year + told.month - 1 - (match["w"] == "trước")
    return "flow", *_month_span(months // 12, months % 12 + 1)


def _n_years(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Trong 5 năm qua": up to the day of the document; the reporting period where it is that long."""
    count = int(match["n"]) if match["n"].isdigit() else _MONTH_WORDS[match["n"]]
    first, last = known.reporting_start, known.reporting_end
    if first is not None and last is not None and last.year - first.year + 1 == count > 1:
        return "flow", first, last
    if known.as_of is None:
        return "flow", None, None
    return "flow", same_day(known.as_of, known.as_of.year - count) + timedelta(days=1), known.as_of


def _school_year(match: re.Match[str], known: Calendar) -> Resolved:
    first, last = int(match["a"]), int(match["b"])
    return ("flow", date(first, 9, 1), date(last, 5, 31)) if last == first + 1 else None


def _whole_year(match: re.Match[str], known: Calendar) -> Resolved:
    year = int(match["y"])
    return "flow", date(year, 1, 1), date(year, 12, 31)


def _same_span(match: re.Match[str], known: Calendar) -> Resolved:
    """ "trong cùng thời gian": the dates are those of the expression before; the caller has it."""
    return "flow", None, None


def _n_months(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Trong 6 tháng": the reporting period where it is that long."""
    count = int(match["n"]) if match["n"].isdigit() else _MONTH_WORDS[match["n"]]
    first, last = known.reporting_start, known.reporting_end
    if first is not None and last is not None and 12 * (last.year - first.year) + last.month - first.month + 1 == count:
        return "flow", first, last
    if first is not None and last is not None and (first.year, first.month, last.month) == (last.year, count, count):
        return "flow", date(first.year, 1, 1), last  # "trong hai tháng" of what is told in February
    if match["past"] is not None:
        return _months_past(count, known) or _last_months(count, known)
    if last is None and match["sum"] is not None and known.published_on is None and known.year and 1 <= count <= 12:
        return "flow", date(known.year, 1, 1), _month_span(known.year, count)[1]  # "tổng thu 6 tháng đạt"
    if last is None:
        return _months_past(count, known)
    told = _months_past(count, known) if known.published_on is not None else None
    return told if told is not None and told[2] is not None and told[2] > last else None  # longer than what is reported


def _last_months(count: int, known: Calendar) -> Resolved:
    """ "3 tháng qua": up to the day of the document."""
    last = known.as_of
    if last is None:
        return None
    begins = last + timedelta(days=1)  # the day behind, so that months that end with their last day stay whole
    before = 12 * begins.year + begins.month - 1 - count
    first, end = _month_span(before // 12, before % 12 + 1)
    return "flow", first.replace(day=min(begins.day, end.day)), last


def _months_past(count: int, known: Calendar) -> Resolved:
    """The first months of the year, where a text of the weeks after them says "trong 9 tháng"."""
    if known.published_on is None:
        return "flow", None, None
    if not 1 <= count <= 12:
        return None
    first, last = date(known.published_on.year, 1, 1), _month_span(known.published_on.year, count)[1]
    return ("flow", first, last) if -_SOON <= (known.published_on - last).days <= _JUST_PAST else None


_SOON = 15  # days before the end of the months in which a text already sums them up
_JUST_PAST = 60  # days in which a text speaks of the months that have just ended


def _months_summed(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Lũy kế 9 tháng": from the beginning of the document's year."""
    return _months(match, known)


def _reported(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Trong tháng, …": the reporting period where it is one month, or one quarter or year, long; a year that is told
    at its end or soon after is that one."""
    first, last = known.reporting_start, known.reporting_end
    day = known.published_on
    if first is None and day is not None and match["w"] == "năm":
        year = day.year - (day.month <= _EARLY_IN_YEAR)
        return ("flow", date(year, 1, 1), date(year, 12, 31)) if day.month in _TURN_OF_YEAR else None
    if first is None or last is None:
        return "flow", None, None
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    if match["w"] == "tháng" and 1 < months < _WHOLE_YEAR_MONTHS and last.year == first.year:
        return "flow", *_month_span(last.year, last.month)  # the last one of "2 tháng đầu năm"
    return ("flow", first, last) if months == {"tháng": 1, "quý": 3, "năm": _WHOLE_YEAR_MONTHS}[match["w"]] else None


_WHOLE_YEAR_MONTHS = 12
_TURN_OF_YEAR, _EARLY_IN_YEAR = frozenset({11, 12, 1, 2}), 2  # months in which reports on a year appear


def _relative_year(match: re.Match[str], known: Calendar) -> Resolved:
    if known.year is None:
        return "flow", None, None
    if match["w"] == "qua":
        return _year_past(known)
    year = known.year if match["w"] == "nay" else known.year - 1
    return "flow", date(year, 1, 1), date(year, 12, 31)


def _year_past(known: Calendar) -> Resolved:
    """ "Năm qua, …": the year that is reported on, else that which has ended or soon will."""
    first, last = known.reporting_start, known.reporting_end
    if first is not None and last is not None and (first.month, first.day, last - first >= _WHOLE_YEAR) == (1, 1, True):
        return "flow", first, last
    told = known.published_on
    if told is None or told.month not in _TURN_OF_YEAR:
        return "flow", None, None
    year = told.year - (told.month <= _EARLY_IN_YEAR)
    return "flow", date(year, 1, 1), date(year, 12, 31)


_WHOLE_YEAR = timedelta(days=364)
SPANS = {
    "span_months": _span_months,
    "span_dates": _span_dates,
    "span_dates_bare": _span_dates,
    "span_long": _span_dates,
    "span_dates_short": _span_dates,
    "two_levels": _two_levels,
    "since_date": _since_date,
    "since_short_date": _since_short_date,
    "span_day_to_month": _span_day_to_month,
    "span_month_to_day": _span_month_to_day,
    "span_year_and_months": _span_year_and_months,
    "since_month": _since_month,
    "since_event": _since_event,
    "since_year": _since_year,
    "year_to_date": _since_year,
    "since_year_to_date": _since_year_to_date,
    "since_year_to_year": _since_year_to_year,
    "since_year_to_month": _since_year_to_month,
    "to_date": _to_date,
    "to_date_long": _to_date,
    "to_date_short": _to_date,
    "to_month": _to_month,
    "to_year": _to_year,
    "to_bare_year": _to_year,
    "to_quarter": _to_quarter,
    "since_new_year": _since_new_year,
    "since_day": _since_day,
    "since_told_year": _since_year,
    "span_days": _span_days,
    "span_quarters": _span_quarters,
    "months_summed": _months_summed,
    "reported": _reported,
    "end_of_printed_year": _to_year,
    "since_new_year_to_month": _since_new_year_to_month,
    "end_of_year": _end_of_year,
    "to_now": _to_now,
    "months": _months,
    "months_of": _months,
    "quarter": _quarter,
    "half": _half,
    "years": _years,
    "long_date": _event,
    "month": _month,
    "month_in_words": _month,
    "within_day": _within_day,
    "date": _event,
    "event_day": _event,
    "due_day": _event,
    "month_year": _month,
    "edition": _whole_year,
    "round": _whole_year,
    "year": _whole_year,
    "listed_year": _whole_year,
    "bracket_year": _whole_year,
    "compared_year": _whole_year,
    "plan_year": _to_year,
    "since_told_month": _since_month,
    "relative_year": _relative_year,
    "relative_month": _relative_month,
    "n_years": _n_years,
    "school_year": _school_year,
    "same_span": _same_span,
    "n_months": _n_months,
}


def same_day(day: date, year: int) -> date:
    """The day in another year; the last of the month stays the last of the month."""
    last = calendar.monthrange(day.year, day.month)[1]
    length = calendar.monthrange(year, day.month)[1]
    return date(year, day.month, length if day.day == last else min(day.day, length))
