"""What a document says of itself as a whole: its day, its reporting period, the body that it is about.

Here: rules that look at the whole text before any figure is read. Not here: headline and date line (the reader finds
them) and the period of a single figure (`periods`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from orchestration.extraction.document import Stated
from orchestration.extraction.periods import Calendar, Expression, PeriodGrammar

_SPAN_RULES = frozenset({"months", "quarter", "half"})
_YEAR_RULES = frozenset({"edition", "year", "years"})
_HEAD_SHARE = 0.5  # of the text; what is said of the reporting period later belongs to a part of it


@dataclass(frozen=True, slots=True)
class DocumentDates:
    """The document's calendar and where its day comes from."""

    calendar: Calendar
    published_on_basis: str | None


def date_document(folded: str, stated: Stated, title_end: int, grammar: PeriodGrammar) -> DocumentDates:
    """The day of publication and the reporting period, from what is stated, else from the text.

    A day that is printed without its year ("Sáng 19/7") is the first such day after the reporting period.
    """
    year = stated.published_on.year if stated.published_on else _year_of(folded, grammar)
    known = Calendar(stated.published_on, stated.reporting_start, stated.reporting_end, year)
    if known.reporting_end is None:
        first, last = _reporting_period(folded, known, title_end, grammar)
        known = Calendar(known.published_on, first, last, year)
    if known.published_on is not None:
        return DocumentDates(known, stated.published_on_basis)
    day = _event_day(folded, known, grammar)
    if day is None:
        return DocumentDates(known, None)
    return DocumentDates(Calendar(day, known.reporting_start, known.reporting_end, year), "event_day")


def _year_of(folded: str, grammar: PeriodGrammar) -> int | None:
    """The year that the text's own periods speak of most; the later one of two equals."""
    counts = Counter(
        expression.last.year
        for expression in grammar.find(folded, Calendar())
        if expression.last is not None
        and not expression.is_comparison
        and expression.rule in _SPAN_RULES | {"edition", "year"}
    )
    return max(counts, key=lambda year: (counts[year], year)) if counts else None


def _reporting_period(
    folded: str, known: Calendar, title_end: int, grammar: PeriodGrammar
) -> tuple[date | None, date | None]:
    expressions = [
        expression
        for expression in grammar.find(folded, known)
        if expression.kind == "flow"
        and not expression.is_comparison
        and expression.first
        and expression.last
        and (known.published_on is None or expression.last <= known.published_on)
    ]
    head = title_end + (len(folded) - title_end) * _HEAD_SHARE
    for rules, end in ((_SPAN_RULES, title_end), (_SPAN_RULES, head), (_YEAR_RULES, head), (_SPAN_RULES, len(folded))):
        for expression in expressions:
            if expression.rule in rules and expression.start < end:
                return expression.first, expression.last
    return None, None


def _event_day(folded: str, known: Calendar, grammar: PeriodGrammar) -> date | None:
    """The day of the meeting or announcement that the text opens with, once its year is settled."""
    if known.year is None:
        return None
    head = len(folded) * _HEAD_SHARE
    for expression in grammar.find(folded, known):
        if expression.rule == "event_day" and expression.last is not None and expression.start < head:
            return _after(expression, known)
    return None


def _after(expression: Expression, known: Calendar) -> date | None:
    day = expression.last
    assert day is not None
    if expression.rule == "event_day" and known.reporting_end is not None and day < known.reporting_end:
        try:
            return (
                day.replace(year=known.reporting_end.year + 1)
                if day.replace(year=known.reporting_end.year) < known.reporting_end
                else day.replace(year=known.reporting_end.year)
            )
        except ValueError:
            return None
    return day
