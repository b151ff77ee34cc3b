"""What kind of text each line of a document is.

Here: the decisions, made on lines alone, so that every reader shares them. Not here: how bytes become lines
(`readers`), which words mark what (`teasers` and its table).

A reader may hand a hint with a line (what markup said of it). Hints of `FIXED` stand; others are what the line is when
nothing in its words or place says otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from orchestration.landing.dates import DateLine, choose_date, read_date_line
from orchestration.landing.teasers import Markers, fold

FIXED = frozenset({"table_cell", "teaser", "boilerplate", "footnote"})
_PREAMBLE_LINES = 40
_LONG_WORDS = 30
_TITLE_WORDS = 40
_SECTION_WORDS = 4
_HEADING_WORDS = 25
_SENTENCE_WORDS = 8
_PARAGRAPH_WORDS = 20
_MARKER_WORDS = 40
_BYLINE_WORDS = 8
_NAME_LENGTH = 60
_CACHED = 5_000  # longer lines are counted anew each time
_TAIL = 40  # how far back the marks at the end of a line are looked for

_END = re.compile(r"[.!?…;][\"'”’»)\]]*$")
_STOP = re.compile(r"(?<!\.)[.;][\"'”’»)\]]*$")
_BULLET = re.compile(r"^(?:[-–—•*+●▪◦·✓➢▶►]+\s+|\(?\d{1,3}[.)]\s|\(\d{1,3}\)|[a-zđ][.)]\s|\(?[ivx]{1,4}[.)]\s)")
_ROMAN = re.compile(r"(?P<numeral>[IVX]{1,4})[.)] ")
_NUMBERED = re.compile(
    r"^(?:[IVXLC]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[A-ZĐ])[.)]\s|^(?:phần|mục|chương)\s", re.IGNORECASE
)
_IMAGE = re.compile(r"^\S[^\n]{0,120}\.(?:jpe?g|png|gif|webp|bmp|svg|tiff?|mp4)$", re.IGNORECASE)
_TRAIL = re.compile(r"\s(?:[|»›>/•·]|::)\s|[»›]")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\S+$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text without blanks around it; `gap` says that a blank line or other break stands before it."""

    text: str
    hint: str | None = None
    gap: bool = False
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The kind of a line, one of `schemas.BLOCK_KINDS`; the level of a heading or list item."""

    kind: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Classified:
    """The labels of all lines, and what the lines say of the document."""

    labels: tuple[Label, ...]
    headline: str | None
    author: str | None
    date_line: DateLine | None
    is_report: bool


def classify(lines: Sequence[Line], markers: Markers) -> Classified:
    """Label every line. The result depends on the lines and the table alone."""
    kinds: list[str | None] = [line.hint if line.hint in FIXED else None for line in lines]
    dates = [None if kind else read_date_line(line.text, markers) for kind, line in zip(kinds, lines, strict=True)]
    for place, found in enumerate(dates):
        if found is not None:
            kinds[place] = "date_line"
    headline, is_report = _label_preamble(lines, kinds, markers)
    body = 0 if headline is None else headline + 1
    _label_marked(lines, kinds, markers, body)
    _label_captions(lines, kinds, markers)
    _label_bylines(lines, kinds, markers, headline)
    _label_rest(lines, kinds)
    _label_lead(lines, kinds, headline)
    labels = tuple(Label(kind or "paragraph", _level(kind, line)) for kind, line in zip(kinds, lines, strict=True))
    date_line = choose_date(_publication_dates(lines, kinds, dates))
    title = None if headline is None else lines[headline].text
    return Classified(labels, title, _author(lines, kinds, markers, date_line), date_line, is_report)


def _publication_dates(
    lines: Sequence[Line], kinds: Sequence[str | None], dates: Sequence[DateLine | None]
) -> list[DateLine]:
    """Date lines that can tell the day of publication: those above the prose, and below it those with a cue."""
    found, is_above = [], True
    for line, kind, day in zip(lines, kinds, dates, strict=True):
        if day is not None and kind == "date_line" and (is_above or day.weight):
            found.append(day)
        is_above &= not (kind in ("lead", "paragraph") and is_sentence(line.text))
    return found


def count_words(text: str) -> int:
    """How many words, which in Vietnamese are syllables; a dash is none."""
    return _count_words(text) if len(text) < _CACHED else _count_words.__wrapped__(text)


@lru_cache(maxsize=512)
def _count_words(text: str) -> int:
    words = text.split()
    marks = [word for word in words if not word[0].isalnum() and not any(map(str.isalnum, word))]
    return len(words) - len(marks)


def is_sentence(text: str) -> bool:
    """Whether the line reads as prose: enough words and a full stop, or many words."""
    if len(text) < 2 * _SENTENCE_WORDS - 1:
        return False
    words = count_words(text)
    return words > _LONG_WORDS or (words >= _SENTENCE_WORDS and _END.search(text[-_TAIL:]) is not None)


def is_title(text: str) -> bool:
    """Whether the line can be a headline: not long, and without the full stop that a sentence has."""
    words = len(text.split())
    return words <= _TITLE_WORDS and (words < _SENTENCE_WORDS or _STOP.search(text) is None)


def is_paragraph(text: str) -> bool:
    """Whether the line is a paragraph that no title could be."""
    return len(text.split()) >= _PARAGRAPH_WORDS and _END.search(text) is not None and not _BULLET.match(text)


def is_trail(text: str) -> bool:
    """Whether the line is a menu or a path of sections: short parts between bars or arrows, without a number."""
    parts = [part for part in _TRAIL.split(text) if part.strip()]
    if any(char.isdigit() for char in text) or _END.search(text):
        return False
    return len(parts) >= 3 and all(len(part.split()) <= 6 for part in parts)


def is_name(text: str) -> bool:
    """Whether the line looks like one or more persons' names: a few capitalised words and nothing else."""
    if len(text) > _NAME_LENGTH or _is_section(text):
        return False
    words = re.split(r"[\s,–-]+", _without_note(text))
    if not 2 <= len(words) <= 2 * _SECTION_WORDS:
        return False
    return all(re.fullmatch(r"[^\W\d_]\w*(?:\.[^\W\d_]*)*", word) and word[0].isupper() for word in words)


def _is_section(text: str) -> bool:
    """Whether a Roman numeral opens the line as it opens a section: "II. KẾT QUẢ"; "V. Anh" may be a person."""
    numeral = _ROMAN.match(text)
    return numeral is not None and (len(numeral["numeral"]) > 1 or text.isupper())


def _without_note(text: str) -> str:
    """A name without what stands in parentheses around or behind it: "Thu An (tổng hợp)"."""
    return re.sub(r"\s*\([^)]*\)$", "", text.strip()) or text.strip("() ")


def _is_noise(text: str) -> bool:
    has_word = any(unicodedata.category(char)[0] in "LN" for char in text)
    return not has_word or _IMAGE.match(text) is not None or _ADDRESS.match(text) is not None or is_trail(text)


def _label_preamble(lines: Sequence[Line], kinds: list[str | None], markers: Markers) -> tuple[int | None, bool]:
    """Label what stands above the body; gives the headline's place and whether the document calls itself a report."""
    given = next((place for place, line in enumerate(lines) if line.hint == "headline"), None)
    candidates, title = _preamble(lines, kinds, markers, given)
    headline = _choose_headline(lines, candidates, given if given is not None else title)
    for place_of_title in (given, title):
        if place_of_title is not None:
            kinds[place_of_title] = "headline"
    if headline is not None:
        kinds[headline] = "headline"
        for place in candidates:
            if place < headline and kinds[place] is None and not any(char.isdigit() for char in lines[place].text):
                kinds[place] = "boilerplate"
    titles = [lines[place].text for place in (given, title) if place is not None]
    return headline, any(markers.effect(text, is_above=True) == "report_title" for text in titles)


def _preamble(
    lines: Sequence[Line], kinds: list[str | None], markers: Markers, given: int | None
) -> tuple[list[int], int | None]:
    """Short lines above the body, which may be the headline, and the line that says BÁO CÁO; labels the noise."""
    candidates: list[int] = []
    title: int | None = None
    for place, line in enumerate(lines[:_PREAMBLE_LINES]):
        if kinds[place] is not None or place == given:
            continue
        effect = markers.effect(line.text, is_above=True)
        if effect == "report_title" and title is None:
            title = place
        elif effect in ("boilerplate_line", "teaser_until_end", "teaser_line") or _is_noise(line.text):
            kinds[place] = "boilerplate"
        elif not is_title(line.text) or _BULLET.match(line.text):
            break
        else:
            candidates.append(place)
    return candidates, title


def _choose_headline(lines: Sequence[Line], candidates: list[int], title: int | None) -> int | None:
    """The first line that is long enough to be no name of a section; else the longest; below BÁO CÁO the next line."""
    if title is not None:
        text = lines[title].text
        is_kind = text.isupper() and len(text.split()) <= _SECTION_WORDS
        return next((place for place in candidates if place > title), title) if is_kind else title
    long_enough = (place for place in candidates if count_words(lines[place].text) > _SECTION_WORDS)
    return next(long_enough, max(candidates, key=lambda place: len(lines[place].text), default=None))


def _label_marked(lines: Sequence[Line], kinds: list[str | None], markers: Markers, body: int) -> None:
    """Label lines by their marker words, and everything behind the title of a list of other articles."""
    has_body, place = False, body
    while place < len(lines):
        text = lines[place].text
        effect = markers.effect(text, is_above=not has_body) if kinds[place] in (None, "date_line") else None
        if effect == "teaser_until_end" and has_body:
            end = _end_of_teasers(lines, kinds, place + 1)
            for inside in range(place, end):
                is_footer = markers.effect(lines[inside].text) == "boilerplate_line" or _is_noise(lines[inside].text)
                if kinds[inside] not in FIXED:
                    kinds[inside] = "boilerplate" if is_footer else "teaser"
            place = end
            continue
        if kinds[place] is None:
            if effect in ("boilerplate_line", "teaser_line") and len(text.split()) <= _MARKER_WORDS:
                kinds[place] = "boilerplate" if effect == "boilerplate_line" else "teaser"
            elif effect == "teaser_until_end" or _is_noise(text):
                kinds[place] = "boilerplate"
            else:
                has_body |= is_sentence(text)
        has_body |= kinds[place] == "table_cell"
        place += 1


def _end_of_teasers(lines: Sequence[Line], kinds: Sequence[str | None], start: int) -> int:
    """Where the body goes on: at two paragraphs or three sentences in a row, as lists of titles never have them."""
    return next((at for at in range(start, len(lines)) if _is_body_again(lines, kinds, at)), len(lines))


def _is_body_again(lines: Sequence[Line], kinds: Sequence[str | None], start: int) -> bool:
    for count, is_prose in ((2, is_paragraph), (3, _is_full_sentence)):
        run = range(start, min(start + count, len(lines)))
        if len(run) == count and all(
            kinds[at] is None and lines[at].hint != "list_item" and is_prose(lines[at].text) for at in run
        ):
            return True
    return False


def _is_full_sentence(text: str) -> bool:
    return is_sentence(text) and _STOP.search(text) is not None and not _BULLET.match(text)


def _label_captions(lines: Sequence[Line], kinds: list[str | None], markers: Markers) -> None:
    for place, line in enumerate(lines):
        if kinds[place] is not None:
            continue
        before = lines[place - 1].text if place else ""
        after = lines[place + 1].text if place + 1 < len(lines) else ""
        is_under_image = _IMAGE.match(before) is not None and not line.gap
        is_doubled = line.text in (before, after) and len(line.text.split()) <= _MARKER_WORDS
        if line.hint == "caption" or is_under_image or is_doubled or markers.is_caption(line.text):
            kinds[place] = "caption"


def _label_bylines(lines: Sequence[Line], kinds: list[str | None], markers: Markers, headline: int | None) -> None:
    """Who wrote it: a name right below the headline, or a short last line of the body; photos may come behind it."""
    open_places = [place for place, kind in enumerate(kinds) if kind is None]
    if headline is not None:
        first = [place for place in open_places if place > headline][:1]
        for place in first:
            if is_name(lines[place].text) and place != open_places[-1]:
                kinds[place] = "byline"
    for back, place in enumerate(reversed(open_places[-4:])):
        text = lines[place].text
        if not _may_be_byline(text) or place == open_places[0] or lines[place].hint in ("heading", "list_item"):
            continue
        if is_name(text) or markers.is_byline(text) or back == 0:
            kinds[place] = "byline"
            return


def _may_be_byline(text: str) -> bool:
    has_digit = any(char.isdigit() for char in text)
    return len(text.split()) <= _BYLINE_WORDS and not has_digit and _END.search(text) is None and text[-1] != ":"


def _label_rest(lines: Sequence[Line], kinds: list[str | None]) -> None:
    for place, line in enumerate(lines):
        if kinds[place] is not None:
            continue
        if line.hint is not None and line.hint != "headline":
            kinds[place] = line.hint
        elif _is_heading(lines, kinds, place):
            kinds[place] = "heading"
        else:
            kinds[place] = "list_item" if _BULLET.match(line.text) else "paragraph"


def _is_heading(lines: Sequence[Line], kinds: Sequence[str | None], place: int) -> bool:
    """A short line without a full stop above prose. A numbered one may stand above another heading."""
    text = lines[place].text
    if len(text.split()) > _HEADING_WORDS or text[-1] in ".!…:;,":
        return False
    is_numbered = _NUMBERED.match(text) is not None
    if _BULLET.match(text) and not is_numbered:
        return False
    following = next((at for at in range(place + 1, len(lines)) if kinds[at] is None), None)
    if following is None:
        return False
    below = lines[following].text
    return is_sentence(below) or below.endswith(":") or (is_numbered and _NUMBERED.match(below) is not None)


def _label_lead(lines: Sequence[Line], kinds: list[str | None], headline: int | None) -> None:
    if headline is None:
        return
    body = (place for place in range(headline + 1, len(lines)) if kinds[place] in ("paragraph", "heading", "list_item"))
    first = next(body, None)
    if first is not None and kinds[first] == "paragraph" and is_sentence(lines[first].text):
        kinds[first] = "lead"


def _level(kind: str | None, line: Line) -> int | None:
    if kind not in ("heading", "list_item"):
        return None
    return line.level or 1


def _author(
    lines: Sequence[Line], kinds: Sequence[str | None], markers: Markers, date_line: DateLine | None
) -> str | None:
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "byline" and is_name(line.text) and not markers.is_byline(line.text):
            return _without_note(line.text)
    return date_line.name if date_line else None


def same_words(one: str, other: str) -> bool:
    """Whether two lines have the same words, tone marks and punctuation aside."""
    return words_of(one) == words_of(other)


def words_of(line: str) -> list[str]:
    """The words of a line without tone marks, case and punctuation."""
    return re.findall(r"\w+", fold(line))
