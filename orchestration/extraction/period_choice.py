"""The period of one figure: its own words of time, those of a sentence before it, or what the document reports on.

Here: the order of `docs/claims.md`. Not here: finding words of time (`periods`), nor which of them stand beside the
figure (`reading`).
"""

from __future__ import annotations

from datetime import date

from orchestration.extraction.periods import Expression
from orchestration.extraction.record import record
from orchestration.extraction.time_spans import Calendar, same_day


@record(frozen=True, slots=True)
class Period:
    """The period of one figure and the rule that found it."""

    kind: str
    first: date | None
    last: date | None
    basis: str
    is_printed: bool = False  # a day or span printed for this figure, not "đến nay" and not handed on


@record(frozen=True, slots=True)
class Question:
    """What decides the period of a figure: words of time near it, the kind of its indicator, its status."""

    own: Expression | None  # in its sentence
    inherited: Expression | None  # of a sentence before
    default_kind: str  # flow, stock, or cumulative (a total since the beginning)
    status: str
    deadline: Expression | None = None


def decide(question: Question, known: Calendar) -> Period:
    """The period of a figure, by the order of `docs/claims.md`: target, own words, inherited words, document."""
    if question.status == "target":
        return _of_target(question, known)
    if question.own is not None:
        return _of_expression(question.own, "own words")
    if question.inherited is not None:
        return _of_inherited(question.inherited, question, known)
    return _of_document(question, known)


def years_before(period: Period, years: int, basis: str) -> Period:
    """The same period some years earlier: what "cùng kỳ" means beside a figure."""
    first, last = (day and same_day(day, day.year - years) for day in (period.first, period.last))
    return Period(period.kind, first, last, basis)


def _of_target(question: Question, known: Calendar) -> Period:
    deadline = question.deadline
    if deadline is not None and deadline.last is not None:
        return Period("stock", deadline.last, deadline.last, "deadline")
    return Period("unknown", known.published_on, known.published_on, "target without deadline")


def _of_expression(expression: Expression, basis: str) -> Period:
    printed = expression.is_explicit and basis == "own words"
    first = expression.last if expression.kind == "stock" else expression.first
    return Period("stock" if expression.kind == "stock" else "flow", first, expression.last, basis, printed)


def _of_inherited(expression: Expression, question: Question, known: Calendar) -> Period:
    if expression.kind != "stock" and question.default_kind in {"stock", "cumulative"}:
        return _state(expression.last if expression.kind == "flow" else None, known, "inherited words")
    return _of_expression(expression, "inherited words")


def _state(last: date | None, known: Calendar, basis: str) -> Period:
    day = last or known.as_of
    if day and known.published_on:
        day = min(day, known.cut_off or known.published_on)
    return Period("stock", day, day, basis)


def _of_document(question: Question, known: Calendar) -> Period:
    if question.default_kind in {"stock", "cumulative"} and known.as_of:
        return _state(None, known, "document")
    if known.reporting_start and known.reporting_end:
        return Period("flow", known.reporting_start, known.reporting_end, "document")
    return Period("unknown", known.published_on, known.published_on, "nothing in the text")
