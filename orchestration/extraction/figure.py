"""One figure with everything that was found out about it, and one sentence on its way through the rules.

Here: data that the rules hand on. Not here: any rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from orchestration.extraction.agencies import Mention
from orchestration.extraction.attribution import Attribution
from orchestration.extraction.bounds import Hedge, Interval
from orchestration.extraction.context import DocumentDates
from orchestration.extraction.document import Block
from orchestration.extraction.indicators import Indicator
from orchestration.extraction.numbers import Number
from orchestration.extraction.period_choice import Period
from orchestration.extraction.periods import Expression
from orchestration.extraction.phrases import Indices
from orchestration.extraction.record import record
from orchestration.extraction.roles import Role
from orchestration.extraction.scopes import Places
from orchestration.extraction.text import Span


@dataclass(slots=True)
class Figure:
    """The columns of a claim. `base` is the level that a change explains, `share_of` the count that a share is of,
    `repeats` the body's figure that a headline repeats."""

    number: Number
    block: Block
    sentence: Span
    hedge: Hedge
    bounds: Interval
    role: Role
    status: str
    statistic: str
    phrase: str
    indicator: Indicator
    agency: Attribution
    period: Period
    scope_key: str
    bracketed: bool
    obs_status: str | None = None
    is_part: bool = False
    share_of: Figure | None = None
    base: Figure | None = None
    repeats: Figure | None = None


_STATED = frozenset(
    {
        "own words",
        "inherited words",
        "deadline",
        "repeats a figure of the body",
        "rounds a figure of the body",
        "what is compared with",
    }
)


def confidence(figure: Figure) -> str:
    """How far a claim's keys can be trusted.

    weak: nothing in the text names what is counted. sure: the catalogue knows the indicator, the text names the body,
    and it states the period. likely: everything between.
    """
    if figure.indicator.is_doubtful:
        return "weak"
    named = figure.indicator.basis is not None and not figure.indicator.basis.startswith("name.")
    return "sure" if named and figure.agency.basis != "document" and figure.period.basis in _STATED else "likely"


@dataclass(slots=True)
class Line:
    """A sentence: its numbers that are figures, the bodies and the words of time in it, the heading above."""

    block: Block
    span: Span
    heading: str = ""
    numbers: list[Number] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    expressions: list[Expression] = field(default_factory=list)


@record(frozen=True, slots=True)
class Spot:
    """The surroundings of a line's number: `left` and `right` reach to the neighbouring numbers inside of the clause,
    `subject` is the subject whose predicate it is."""

    index: int
    number: Number
    clause: Span
    left: Span
    right: Span
    subject: Span | None
    previous_end: int
    next_start: int
    bracketed: bool


@dataclass(slots=True)
class Memory:
    """What the sentences before hand on inside of a section, the named units of the text and its topics: indices that
    it names at all. `plans` tells that what was told last opens a plan or belongs to one, `plan` by when. `wide` are
    the words of time that hold again once those of "riêng tháng 6" end with their paragraph, `deadline` is that of the
    heading, `noun` what was counted last, `reporter` the single body that the text
    named last as its source, `speaker` the province whose office spoke last, `only_edition` the one edition of indices
    that the text names."""

    places: Places
    indices: Indices
    expression: Expression | None = None
    wide: Expression | None = None
    deadline: Expression | None = None
    plans: bool = False
    plan: Expression | None = None
    expression_age: int = 0
    edition: Expression | None = None
    only_edition: Expression | None = None
    agency: str | None = None
    agency_block: Block | None = None
    figure: Figure | None = None
    named: dict[str, Figure] = field(default_factory=dict)
    sentences: list[Span] = field(default_factory=list)
    topics: str = ""
    noun: str = ""
    reporter: str | None = None
    speaker: str | None = None


def vintage(figure: Figure, dates: DocumentDates) -> date | None:
    """The day as of which the figure is stated: its own printed day, else the day of publication."""
    published = dates.calendar.published_on
    printed = figure.period.last if figure.period.kind == "stock" and figure.period.is_printed else None
    if printed is None:
        return published
    return printed if published is None else min(printed, published)
