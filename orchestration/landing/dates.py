"""Dates as documents print them: date lines and the moments of markup.

Here: telling whether a line is nothing but a date line, and which day of Vietnam a moment falls on. Not here: periods
and dates inside sentences, which belong to the reading of figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from orchestration.landing.teasers import Markers, fold

#: Vietnam has had this offset, without summer time, since before there was any web page.
VIETNAM = timezone(timedelta(hours=7))

_DATE = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})(?![\d/-])"
    r"|(?<!\d)(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)"
    r"|ngay\s+(?P<d3>\d{1,2})\s+thang\s+(?P<m3>\d{1,2})\s*,?\s*nam\s+(?P<y3>\d{4})(?!\d)"
)
_TIME = re.compile(r"(?<!\d)\d{1,2}\s*(?::|h|g|gio)\s*\d{2}(?:\s*(?::|phut)\s*\d{2})?(?:\s*(?:phut|giay))?(?!\d)")
_ZONE = re.compile(r"\(?\s*(?:gmt|utc)\s*[+-]?\s*\d{0,2}(?::\d\d)?\s*\)?")
_LONGEST = 100
_NAME_WORDS = 5


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says. `name` is who stands in it, when that looks like a person."""

    day: date
    has_time: bool
    is_published: bool
    name: str | None

    @property
    def weight(self) -> int:
        """How far it is to be believed as the day of publication."""
        return 2 * self.is_published + self.has_time


def read_date_line(line: str, markers: Markers) -> DateLine | None:
    """The line's date when the line is a date line: a date, perhaps a time, and little else."""
    if len(line) > _LONGEST:
        return None
    folded = fold(line)
    match = _DATE.search(folded)
    day = _day(match) if match else None
    if match is None or day is None:
        return None
    rest = folded[: match.start()] + " \n " + folded[match.end() :]
    has_time = _TIME.search(rest) is not None
    rest = _ZONE.sub(" ", _TIME.sub(" ", rest))
    is_published = has_cue = False
    for word, effect in markers.date_words.items():
        shorter = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", rest)
        is_published |= shorter != rest and effect == "published"
        has_cue |= shorter != rest
        rest = shorter
    words = re.findall(r"[^\W_]+", rest)
    if any(char.isdigit() for char in rest) or len(words) > _NAME_WORDS:
        return None
    printed = _printed(line, words, has_cue and has_time)
    if printed is None:
        return None
    return DateLine(day, has_time, is_published, _person(printed, line))


def choose_date(lines: Iterable[DateLine]) -> DateLine | None:
    """The line that tells the day of publication best: a word for it, then a clock time, then the first."""
    return max(lines, key=lambda line: line.weight, default=None)


def day_of_moment(text: str) -> date | None:
    """The day in Vietnam of a moment as markup writes it; a moment without a zone is one of Vietnam."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        match = _DATE.search(fold(text[:_LONGEST]))
        return _day(match) if match else None
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(VIETNAM)
        except OverflowError:
            return None
    return moment.date() if moment.year >= 1945 else None


def _day(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    for tail in ("", "2", "3"):
        if groups["y" + tail]:
            try:
                day = date(int(groups["y" + tail]), int(groups["m" + tail]), int(groups["d" + tail]))
            except ValueError:
                return None
            return day if 1945 <= day.year <= 2100 else None
    return None


def _printed(line: str, folded_words: list[str], is_sure: bool) -> list[str] | None:
    """The remaining words as printed, or None unless each begins with a capital, as a name or place does.

    Where weekday or date word and clock time make the line sure, the first alone must: "Nhóm Phóng viên".
    """
    printed: list[str] = []
    candidates = re.findall(r"[^\W\d_]+", line)
    for word in folded_words:
        found = next((candidate for candidate in candidates if fold(candidate) == word), None)
        if found is None or not (found[0].isupper() or (is_sure and printed)):
            return None
        candidates.remove(found)
        printed.append(found)
    return printed


def _person(words: list[str], line: str) -> str | None:
    name = " ".join(words)
    # "Hà Nội, ngày ..." names a place: a comma behind the words tells.
    is_place = re.search(re.escape(name) + r"\s*,", line) is not None
    return name if 2 <= len(words) <= 4 and name in line and not is_place else None
