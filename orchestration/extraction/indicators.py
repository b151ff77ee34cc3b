"""What a figure counts: the words that say so, and the indicator that they name.

Here: cutting the phrase out of the text, matching it with the catalogue's phrase rows, and the open key of an
indicator outside of the catalogue. Not here: the catalogue (seed tables).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from orchestration.extraction.reference import Reference, ReferenceError
from orchestration.extraction.text import Span, ascii_fold, fold

OPEN_PREFIX = "open."


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The folded, abbreviation-free words around a figure: `left` and `right` end at the neighbouring figures,
    `clause_left` and `clause_right` at semicolons, `context` is the passage (heading and sentences before too)."""

    left: str
    right: str
    clause_left: str
    clause_right: str
    context: str


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """One row of `metric_phrases.csv`, compiled."""

    phrase_id: str
    metric_key: str
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    context: tuple[re.Pattern[str], ...]
    never: tuple[re.Pattern[str], ...]
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """The indicator of a figure; `basis` is the phrase row that named it, None for an open key."""

    metric_key: str
    basis: str | None


class IndicatorGrammar:
    """Matches surroundings with phrase rows. Compiled once from the tables."""

    def __init__(self, reference: Reference) -> None:
        self._abbreviations = reference.abbreviations
        self._short = re.compile(r"(?<![^\W_])(?:" + "|".join(
            re.escape(word) for word in sorted(self._abbreviations, key=lambda word: (-len(word), word))) + r")(?![^\W_])")
        self._rows = [_compile(row, reference) for row in reference.tables["metric_phrases"]]

    def expand(self, folded: str) -> str:
        """The text with the abbreviations of the table written out."""
        return self._short.sub(lambda match: self._abbreviations[match.group()], folded)

    def match(self, around: Surroundings, unit: str) -> Indicator | None:
        """The row that fits best: most and longest terms, those beside the figure first; ties by row order."""
        best, best_score = None, 0.0
        for row in self._rows:
            if row.units and unit not in row.units:
                continue
            score = _score(row, around)
            if score > best_score:
                best, best_score = row, score
        return Indicator(best.metric_key, best.phrase_id) if best else None

    def open_key(self, phrase: str, unit: str) -> str:
        """A stable key made of the content words of a phrase: the same for other case, marks, abbreviations."""
        words = [word for word in re.findall(r"[^\W_]+", ascii_fold(self.expand(fold(phrase))))
                 if not word.isdigit() and word not in _EMPTY_WORDS]
        slug = "_".join(words[:9]) or "unnamed"
        return f"{OPEN_PREFIX}{slug}" + ("" if unit == "count" else f".{unit}")


_EMPTY_WORDS = frozenset("va cua cac cho da duoc co la tai trong ve voi tren theo do nay nhung mot so".split())


def _compile(row: dict[str, str], reference: Reference) -> PhraseRow:
    if row["metric_key"] not in reference.metrics:
        raise ReferenceError(f"metric_phrases.csv, row {row['phrase_id']}: {row['metric_key']} is not in metrics.csv; add it there")
    before, after = _terms(row["before"]), _terms(row["after"])
    context, never = _terms(row["context"]), _terms(row["never"])
    units = frozenset(filter(None, row["units"].split("|")))
    return PhraseRow(row["phrase_id"], row["metric_key"], before, after, context, never, units)


def _terms(cell: str) -> tuple[re.Pattern[str], ...]:
    """Terms parted by ";" must all stand; alternatives of a term are parted by "|"; "…" stands for up to eight words."""
    return tuple(re.compile("|".join(_term(alternative) for alternative in term.split("|")))
                 for term in cell.split(";") if term.strip())


def _term(words: str) -> str:
    escaped = re.escape(fold(words.strip())).replace(r"\ ", " +")
    gap = r"(?: +[^\s;]+){0,8}? +"
    escaped = re.sub(r"(?: \+)?…(?:\\ | \+)?", lambda _: gap, escaped)
    return rf"(?<![^\W_]){escaped}(?![^\W_])"


def _score(row: PhraseRow, around: Surroundings) -> float:
    """How well a row fits: the letters of the terms found, those that stand farther away for less.

    0 if one is absent, or if the first term behind belongs to a later figure: it is what is counted.
    """
    if any(term.search(around.left) or term.search(around.right) for term in row.never):
        return 0.0
    score = 0.0
    for term in row.context:
        match = term.search(around.context)
        if match is None:
            return 0.0
        score += 0.2 * len(match.group())
    for terms, near, wide, is_after in ((row.before, around.left, around.clause_left, False),
                                        (row.after, around.right, around.clause_right, True)):
        for place, term in enumerate(terms):
            match = term.search(near)
            if match is not None:
                score += len(match.group())
                continue
            match = term.search(wide)
            if match is None or (is_after and place == 0):
                return 0.0
            score += 0.5 * len(match.group())
    return score


# --- the phrase as printed --------------------------------------------------------------------------------------

_RIGHT_STOP = re.compile(
    r"[.;:()\n\"]|,(?! (?:ngành|địa phương|đơn giản|công chức|viên chức|tổ chức|thành phố|thành|cơ quan|dự thảo|tài liệu|lệ phí|doanh nghiệp|phiên họp|danh mục|gửi|sửa đổi|bổ sung|liên thông))"
    r"|(?<![^\W_])(?:so với|trong đó|nhằm|để|tăng|giảm|đạt|chiếm|tương đương|từ đó|gồm|có giá trị|bằng|gấp|là|còn|trong|"
    r"đồng thời|cùng với|đã được|tại nơi|với số tiền|với hệ thống|thành hệ thống|và có|và đã|với|qua đó|phục vụ|hơn|gần|khoảng|trên|do)(?![^\W_])")
_LEFT_STOP = re.compile(r"[.;:()\n\"]|,(?! (?:ngành|địa phương|đơn giản|công chức|viên chức|tổ chức|thành phố|thành|cơ quan|dự thảo|tài liệu|lệ phí|doanh nghiệp|phiên họp|gửi|nhận|liên thông|bãi bỏ|sửa đổi|bổ sung))")
_LEFT_TRIM = re.compile(
    r"(?:[\s(:,\"-]|(?<![^\W_])(?:đạt|là|chiếm|lên tới|lên đến|đến|tới|với|có|hơn|trên|gần|khoảng|dưới|được|tăng|giảm|còn|chỉ|ước|"
    r"xấp xỉ|mức|tỷ lệ|thêm|xuống|lên|ở|bình quân|cả nước|toàn quốc|tối thiểu|ít nhất|vượt|số|tổng số|cao hơn|thấp hơn|"
    r"đều|khi|đã|của|từ|kéo|tương ứng|lần lượt|con số))*$")
_HEAD_TRIM = re.compile(r"^(?:[\s,\"-]|(?:và|trong đó|đồng thời|đến nay|tính đến nay|hiện nay|ngoài ra|cùng với đó|bên cạnh đó|theo đó|tuy nhiên|"
                        r"đã có|hiện có|đã|có|trong số|như vậy|đặc biệt)(?![^\W_]))+")
_WORD = re.compile(r"\S+")
_MOST_WORDS = 14


def printed_phrase(original: str, folded: str, left: Span, right: Span) -> str:
    """The shortest stretch that says what is counted, as printed.

    The noun phrase behind the figure, together with the verb before it where that is all that names the thing; the
    words before the figure where nothing names it behind.
    """
    behind = _behind(folded, right)
    if behind is not None:
        return _clean(original[behind.start:behind.end])
    before = _before(folded, left)
    return _clean(original[before.start:before.end]) if before else ""


def _behind(folded: str, right: Span) -> Span | None:
    stop = _RIGHT_STOP.search(folded, right.start, right.end)
    end = stop.start() if stop else right.end
    words = list(_WORD.finditer(folded, right.start, end))[:_MOST_WORDS]
    if not words or not folded[words[0].start()].isalpha():
        return None
    return Span(words[0].start(), words[-1].end())


def _before(folded: str, left: Span) -> Span | None:
    end = left.start + _LEFT_TRIM.search(folded[left.start:left.end]).start()  # type: ignore[union-attr]
    start = left.start
    for stop in _LEFT_STOP.finditer(folded, left.start, end):
        start = stop.end()
    head = _HEAD_TRIM.match(folded[start:end])
    start += head.end() if head else 0
    words = list(_WORD.finditer(folded, start, end))[-_MOST_WORDS:]
    return Span(words[0].start(), words[-1].end()) if words else None


def _clean(phrase: str) -> str:
    return re.sub(r"\s+", " ", phrase).strip(" ,;:-\"'()")
