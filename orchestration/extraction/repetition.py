"""Figures that a document tells twice: a headline, lead or caption and the body below it.

Here: which figure another one repeats or rounds, and what it takes from it. Not here: figures that explain each other
in one sentence (`shares`), nor the same figure in two documents (the models).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from orchestration.extraction.agencies import COUNTRY
from orchestration.extraction.attribution import Attribution
from orchestration.extraction.belonging import SINGLE
from orchestration.extraction.bounds import last_place
from orchestration.extraction.context import as_long
from orchestration.extraction.document import REPEATING
from orchestration.extraction.figure import Figure
from orchestration.extraction.period_choice import Period
from orchestration.extraction.text import fold

_OPPOSITE = {"at_least", "at_most"}
_TELLS_NOTHING = frozenset({"tăng", "giảm", "đạt", "có", "là", "và", "của", "các", "số"})
_MOST_ROUNDED = 200  # figures of one indicator among which the rounded one is looked for
#: By what share the figure may differ that "hơn", "gần", "khoảng" or "dưới" rounds.
_ROUNDED = {
    "at_least": (Decimal(0), Decimal("0.1")),
    "about": (Decimal("-0.1"), Decimal("0.1")),
    "at_most": (Decimal("-0.1"), Decimal(0)),
}
_DATED = frozenset({"own words", "inherited words", "deadline"})  # that the text gives to a figure
_LARGE = 10**4  # no two things are so many, or so much money, in one article by chance
_LEVEL = "level="  # of a scope: which level of the administration
_YEARS_END = 45  # days before its end in which a year is reported on
_COMMON_WORDS = 2  # that tell of two numbers to their last place that they are one
_KINDS_OF_BODIES = ("vn.min", "vn.prov")


def repeat_body(figures: list[Figure]) -> None:
    """A figure repeated in a headline, lead, subheading or caption is the body's figure in agency and period; one that
    only the lead repeats is the lead's."""
    body: dict[tuple[object, ...], list[Figure]] = {}
    leads: dict[tuple[object, ...], list[Figure]] = {}
    alike: dict[tuple[str, str], list[Figure]] = {}
    large: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.block.kind == "lead":
            leads.setdefault(_print_of(figure), []).append(figure)
        elif figure.block.kind not in REPEATING and figure.block.kind != "table_cell":
            body.setdefault(_print_of(figure), []).append(figure)
            alike.setdefault((figure.number.unit, figure.indicator.metric_key), []).append(figure)
        if figure.number.value >= _LARGE and figure.block.kind not in REPEATING - {"lead"}:
            large.setdefault(figure.number.unit, []).append(figure)
    for figure in reversed(figures):
        if figure.block.kind in REPEATING:
            _repeat(figure, body.get(_print_of(figure), []), leads.get(_print_of(figure), []), figures)
            if figure.repeats is None and figure.hedge.qualifier in _ROUNDED:
                _take_from_rounded(figure, alike.get((figure.number.unit, figure.indicator.metric_key), []))
                if figure.indicator.basis is None and figure.number.value >= _LARGE:
                    _take_from_rounded(figure, [f for f in large.get(figure.number.unit, []) if _names_less(figure, f)])


def _repeat(figure: Figure, body: list[Figure], leads: list[Figure], figures: list[Figure]) -> None:
    """Take agency and period of the figure that this one repeats, if it repeats one. Where nobody is named for that one
    and those that explain it, the body that this one names is theirs."""
    if figure.block.kind == "lead":
        leads = []
    candidates = [other for other in body if _may_repeat(figure, other)]
    candidates = candidates or [other for other in leads if _may_repeat(figure, other)]
    if not candidates:
        return
    other = max(candidates, key=lambda one: (one.hedge.qualifier == figure.hedge.qualifier, _shared(figure, one)))
    figure.repeats = other
    told, unnamed = figure.agency, other.agency
    if unnamed.basis == "document" and unnamed.agency_key == COUNTRY and told.agency_key.startswith(SINGLE):
        named = Attribution(told.agency_key, "body of the figure in the headline")
        for one in figures:
            one.agency = named if one.agency is unnamed else one.agency
    figure.agency = Attribution(other.agency.agency_key, "repeats a figure of the body")
    if not _is_dated_better(figure.period, other.period) and (
        other.period.last is not None or figure.period.last is None
    ):
        figure.period = replace(other.period, basis="repeats a figure of the body", is_printed=False)
    if figure.indicator.basis is None or other.indicator.basis is not None:
        figure.indicator = other.indicator
    elif figure.number.value >= _LARGE:  # the headline tells more: "84,7 triệu thẻ căn cước" of "cấp 84,7 triệu thẻ"
        other.indicator = figure.indicator


def _is_dated_better(told: Period, body: Period) -> bool:
    """Whether a headline tells a day that is nearer to its figure than the words of time of the body are to that one;
    "năm 2021" above "tính đến 15/12/2021" is no day."""
    if told.last == body.last or told.kind != "stock":
        return False
    handed_on = {"document", "inherited words"} if told.basis in {"own words", "deadline"} else {"document"}
    return told.basis in _DATED and body.basis in handed_on


def _take_from_rounded(figure: Figure, alike: list[Figure]) -> None:
    """Take agency and period of the figure of the body that a headline rounds: "hơn 1.800" of 1.807. `alike` are
    those of its indicator and unit."""
    if figure.period.basis in _DATED or figure.number.denominator:
        return
    other = next((f for f in alike[:_MOST_ROUNDED] if _rounds(figure, f)), None)
    if other is not None:
        if figure.agency.basis == "document":
            figure.agency = Attribution(other.agency.agency_key, "rounds a figure of the body")
        figure.period = replace(other.period, basis="rounds a figure of the body", is_printed=False)


def _names_less(figure: Figure, other: Figure) -> bool:
    """Whether a large number of a headline is that of the body to its last printed place, of what it tells in other
    words: "hơn 74.200 công chức nghỉ việc" of "74.248 công chức nghỉ hưu"."""
    off = abs(other.number.value - figure.number.value)
    return 0 < off < last_place(figure.number) and _shared(figure, other) >= _COMMON_WORDS


def _rounds(figure: Figure, other: Figure) -> bool:
    """Whether a hedged figure is another of its indicator, rounded down, up or to the nearest."""
    if (figure.role.role, figure.status) != (other.role.role, other.status) or _tells_otherwise(figure, other):
        return False
    off = (other.number.value - figure.number.value) / figure.number.value if figure.number.value else Decimal(1)
    least, most = _ROUNDED[figure.hedge.qualifier]
    return least <= off <= most and off != 0


def _print_of(figure: Figure) -> tuple[object, ...]:
    return figure.number.value, figure.number.upper, figure.number.denominator, figure.number.unit


def _may_repeat(figure: Figure, other: Figure) -> bool:
    """The same print says the same thing unless status differs, or a small number's words have nothing in common."""
    hedges = {figure.hedge.qualifier, other.hedge.qualifier}
    if figure.status != other.status or hedges == _OPPOSITE or _tells_otherwise(figure, other):
        return False
    if figure.number.value >= _LARGE and None in {figure.indicator.basis, other.indicator.basis}:
        return True
    shortest = min(len(fold(one.phrase).split()) for one in (figure, other))
    return figure.indicator.metric_key == other.indicator.metric_key or 2 * _shared(figure, other) >= max(1, shortest)


def _tells_otherwise(figure: Figure, other: Figure) -> bool:
    """Whether each names a level or a single body of its own, or a year of its own."""
    if figure.number.unit == "rank" and figure.role.role != other.role.role:
        return True
    levels = [{part for part in one.scope_key.split(";") if part.startswith(_LEVEL)} for one in (figure, other)]
    if all(levels) and levels[0] != levels[1]:
        return True
    bodies = figure.agency, other.agency
    named = all(body.agency_key.startswith(SINGLE) and body.basis != "document" for body in bodies)
    if named and figure.agency.agency_key != other.agency.agency_key:
        return True
    kinds = {_kind_of(body.agency_key) for body in bodies if body.basis != "document"}
    if kinds == set(_KINDS_OF_BODIES):
        return True
    spans = figure.period, other.period
    dated = all(span.kind == "flow" and span.basis == "own words" and span.last for span in spans)
    return dated and not _holds(spans[0], spans[1])


def _holds(told: Period, body: Period) -> bool:
    """Whether the span of a headline is that of the body, or the year that it begins: "Năm 2023" of "từ 1/1/2023 đến
    15/12/2023"."""
    if (told.first, told.last) == (body.first, body.last):
        return True
    if as_long((body.first, body.last), (told.first, told.last)):
        return True
    if told.first != body.first or told.last is None or body.last is None:
        return False
    return body.last <= told.last and (told.last - body.last).days <= _YEARS_END


def _kind_of(agency_key: str) -> str | None:
    """Ministry or province, be it one or all of them."""
    return next((kind for kind in _KINDS_OF_BODIES if agency_key.startswith(kind)), None)


def _shared(figure: Figure, other: Figure) -> int:
    """Words of the phrases that both have; numbers and words of change do not tell what is counted."""
    words = set(fold(figure.phrase).split()) & set(fold(other.phrase).split())
    return sum(not any(map(str.isdigit, word)) and word not in _TELLS_NOTHING for word in words)
