"""From one document to its claims: the order in which the rules are asked.

Here: walking blocks and sentences, and putting the answers of the sibling modules together. Not here: any rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from orchestration.extraction.agencies import COUNTRY, AgencyGrammar, Attribution, Mention, Site, attribute, owner_of_document
from orchestration.extraction.bounds import Hedge, HedgeGrammar, Interval, interval
from orchestration.extraction.context import DocumentDates, Stated, date_document
from orchestration.extraction.indicators import Indicator, IndicatorGrammar, Surroundings, printed_phrase
from orchestration.extraction.nonfigures import NonFigures
from orchestration.extraction.numbers import Number, NumberGrammar, Style, style_of
from orchestration.extraction.periods import Expression, Period, PeriodGrammar, Question, decide
from orchestration.extraction.reference import Reference
from orchestration.extraction.roles import Previous, Role, RoleGrammar
from orchestration.extraction.text import Span, fold, segment, sentences

#: Kinds of blocks that hold an article's own words.
BODY = frozenset({"headline", "lead", "heading", "paragraph", "list_item", "caption", "table_cell"})
_REPEATING = frozenset({"headline", "lead", "heading", "caption"})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text and its kind, as the reader gives it."""

    kind: str
    start: int
    end: int
    table: int | None = None
    row: int | None = None
    column: int | None = None
    is_header: bool = False
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What extraction knows of one document."""

    source_key: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    stated: Stated
    title: str | None = None
    publisher: str | None = None
    producer: str | None = None


@dataclass(slots=True)
class Figure:
    """One figure with everything that was found out about it; the columns of a claim."""

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
    base: Figure | None = None  # the level that a change explains
    repeats: Figure | None = None


@dataclass(slots=True)
class Line:
    """A sentence on its way through the rules."""

    block: Block
    span: Span
    heading: str
    numbers: list[Number] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    expressions: list[Expression] = field(default_factory=list)


@dataclass(slots=True)
class Memory:
    """What the sentences before hand on inside a section."""

    expression: Expression | None = None
    expression_age: int = 0
    agency: str | None = None
    agency_block: Block | None = None


class ClaimGrammar:
    """All grammars together; one per extractor."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.numbers = NumberGrammar(reference)
        self.nonfigures = NonFigures(reference)
        self.hedges = HedgeGrammar(reference)
        self.periods = PeriodGrammar()
        self.agencies = AgencyGrammar(reference)
        self.indicators = IndicatorGrammar(reference)
        self.roles = RoleGrammar(reference)
        self._scope = _words_pattern([fold(row["words"]) for row in reference.tables["scope_cues"]])
        self._stock_noun = _words_pattern(reference.cues("stock_noun"))
        self._dated_act = _words_pattern(reference.cues("dated_act"))
        self._directive = re.compile(r"[ ]+(?:đã |cũng |cần )?(?:" + "|".join(map(re.escape, reference.cues("directive"))) + r")(?![^\W_])")
        self._growth = re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, reference.cues("up") + reference.cues("down")))
                                  + r")(?![^\W_])[^.;()\d]{0,20}$")

    # --- the whole document ------------------------------------------------------------------------------------

    def read(self, document: Document) -> tuple[list[Figure], DocumentDates]:
        """All figures of the document in order of place, and the document's dates."""
        text, folded = document.text, fold(document.text)
        title_end = max((b.end for b in document.blocks if b.kind in {"headline", "lead"}), default=0)
        body = _blank_outside(folded, document.blocks)
        dates = date_document(body, document.stated, title_end, self.periods)
        mentions = self.agencies.find(body, text)
        expressions = self.periods.find(body, dates.calendar)
        owner = self._owner(document, mentions, title_end)
        lines = self._lines(document, body, style_of(body), mentions, expressions)
        figures: list[Figure] = []
        memory = Memory()
        for index, line in enumerate(lines):
            if line.block.kind == "heading":
                memory = Memory()
            figures.extend(self._read_line(line, lines[max(0, index - 2):index], body, text, owner, memory, dates))
        _repeat_body(figures)
        return figures, dates

    def _owner(self, document: Document, mentions: list[Mention], title_end: int) -> str:
        publisher = fold(document.producer or document.publisher or "")
        named = self.agencies.find(publisher, document.producer or document.publisher or "") if publisher else []
        key = next((m.agency_key for m in named if m.is_single), None)
        return owner_of_document(mentions, max(title_end, min(_HEAD, len(document.text) // 3)), key)

    def _lines(self, document: Document, folded: str, style: Style, mentions: list[Mention],
               expressions: list[Expression]) -> list[Line]:
        lines, heading = [], ""
        numbers = [n for n in self.numbers.find(folded, style) if self._is_figure(n, folded, document.text, expressions)]
        for block in document.blocks:
            if block.kind not in BODY:
                continue
            for span in sentences(folded, document.text, block.start, block.end):
                lines.append(Line(block, span, heading))
            if block.kind == "heading":
                heading = folded[block.start:block.end]
        _distribute(lines, numbers, mentions, expressions)
        return lines

    def _is_figure(self, number: Number, folded: str, text: str, expressions: list[Expression]) -> bool:
        if any(e.start < number.digits_end and number.start < e.end for e in expressions):
            return False
        return self.nonfigures.reason(number, folded, text) is None

    # --- one sentence ------------------------------------------------------------------------------------------

    def _read_line(self, line: Line, before: list[Line], folded: str, text: str, owner: str, memory: Memory,
                   dates: DocumentDates) -> list[Figure]:
        mentions = self._doers(line, folded)
        inherited = memory.agency if memory.agency_block is line.block else None
        figures: list[Figure] = []
        passage = " ".join(folded[other.span.start:other.span.end] for other in before if other.block is line.block)
        context = self.indicators.expand(f"{line.heading} {passage} {folded[line.span.start:line.span.end]}") if line.numbers else ""
        for index, number in enumerate(line.numbers):
            figures.append(self._read_number(line, index, number, figures, mentions, inherited, folded, text, owner, memory,
                                             dates, context))
        self._remember(line, mentions, figures, memory, folded)
        return figures

    def _doers(self, line: Line, folded: str) -> list[Mention]:
        """Mentions without those who only give an order: "A yêu cầu B thực hiện" speaks of B."""
        return [m for m in line.mentions
                if not (m.part == "subject" and self._directive.match(folded, m.end, line.span.end))]

    def _read_number(self, line: Line, index: int, number: Number, figures: list[Figure], mentions: list[Mention],
                     inherited: str | None, folded: str, text: str, owner: str, memory: Memory, dates: DocumentDates,
                     context: str) -> Figure:
        clause = segment(folded, line.span, number.start)
        previous_end = line.numbers[index - 1].end if index else line.span.start
        next_start = line.numbers[index + 1].start if index + 1 < len(line.numbers) else line.span.end
        left = Span(max(previous_end, clause.start), number.start)
        right = Span(number.end, max(number.end, min(next_start, clause.end)))
        clause_left, clause_right = folded[clause.start:number.start], folded[number.end:clause.end]
        bracketed = _is_bracketed(folded, line.span.start, number.start)
        last = figures[-1] if figures else None
        previous = Previous(last.number.unit, last.role.role, last.number.end) if last and last.number.end >= clause.start else None
        number = self._with_unit(number, folded, clause.start)
        role = self.roles.role(number, folded[left.start:left.end], clause_right, previous, bracketed)
        hedge = self.roles.hedge_for(self.hedges.read(number, folded), role)
        hedge = _spread(hedge, last, folded, number)
        status = self.roles.status(folded[line.span.start:number.start], clause_right, line.heading)
        statistic = "range_low" if number.upper is not None else self.roles.statistic(folded[left.start:left.end])
        base = _base_of(role, figures, clause)
        parallel = _parallel(number, last, line, folded) if role.role == "level" else None
        around = Surroundings(*(self.indicators.expand(part) for part in (
            folded[left.start:left.end], folded[right.start:right.end], clause_left, clause_right)), context)
        phrase, indicator = self._indicate(text, folded, left, right, line, around, number, base, parallel)
        site = Site(number.start, number.end, line.span, clause, number.denominator is not None,
                    number.unit == "percent", previous_end)
        agency = base.agency if base else attribute(site, mentions, folded, inherited, owner)
        period = base.period if base else self._period(line, number, clause, next_start, status, indicator, phrase, memory, dates, folded)
        bounds = interval(number, hedge, is_rounded=number.unit in {"percent", "times"} or statistic == "mean",
                          is_open=status == "target" and hedge.qualifier != "exact")
        scope = "_U" if self._scope.search(folded, clause.start, clause.end) else "_T"
        return Figure(number, line.block, line.span, hedge, bounds, role, status, statistic, phrase, indicator, agency,
                      period, scope, bracketed, base)

    def _with_unit(self, number: Number, folded: str, start: int) -> Number:
        """"lần" is a multiple behind a word of growth, else it counts occasions; "hạng 3" is a rank."""
        if number.unit == "times" and not self._growth.search(folded, start, number.start):
            return replace(number, unit="count", end=number.digits_end, unit_word=None)
        if number.unit == "count" and number.factor == 1 and _RANK.search(folded, max(0, number.start - 24), number.start):
            return replace(number, unit="rank")
        return number

    def _indicate(self, text: str, folded: str, left: Span, right: Span, line: Line, around: Surroundings, number: Number,
                  base: Figure | None, parallel: Figure | None) -> tuple[str, Indicator]:
        if base is not None:
            return base.phrase, base.indicator
        if parallel is not None:
            return parallel.phrase, parallel.indicator
        phrase = printed_phrase(text, folded, left, right) or printed_phrase(text, folded, Span(line.span.start, number.start),
                                                                             Span(number.end, number.end))
        indicator = self.indicators.match(around, number.unit)
        if indicator is None:
            indicator = Indicator(self.indicators.open_key(phrase, number.unit), None)
        return phrase or text[line.span.start:line.span.end][:80], indicator

    def _period(self, line: Line, number: Number, clause: Span, next_start: int, status: str, indicator: Indicator,
                phrase: str, memory: Memory, dates: DocumentDates, folded: str) -> Period:
        usable = [e for e in line.expressions if not e.is_comparison and self._dates_figure(e, line, folded)]
        own = next((e for e in reversed(usable) if e.end <= number.start), None)
        if own is None:
            own = next((e for e in usable if number.end <= e.start < min(clause.end, max(next_start, clause.start))), None)
        deadline = next((e for e in line.expressions if e.is_deadline and not e.is_comparison), None)
        if own is not None and own.is_deadline and status == "actual":
            own = None
        metric = self.reference.metrics.get(indicator.metric_key)
        kind = metric["default_period_kind"] if metric else ("stock" if self._stock_noun.search(fold(phrase)) else "flow")
        return decide(Question(own, memory.expression, kind, status, deadline), dates.calendar)

    def _dates_figure(self, expression: Expression, line: Line, folded: str) -> bool:
        """A printed day dates a figure only where the sentence opens with it and tells an act of that day."""
        if expression.kind != "event":
            return True
        opens = expression.start - line.span.start <= 14
        return opens and self._dated_act.search(folded, expression.end, line.span.end) is not None

    def _remember(self, line: Line, mentions: list[Mention], figures: list[Figure], memory: Memory, folded: str) -> None:
        if line.block.kind == "caption":
            return
        usable = [e for e in line.expressions
                  if not e.is_comparison and not e.is_deadline and self._dates_figure(e, line, folded)]
        memory.expression_age += 1
        if usable:
            memory.expression, memory.expression_age = usable[-1], 0
        elif memory.expression_age > 3:
            memory.expression = None
        carried = [f for f in figures if f.agency.basis in _CARRIED]
        subject = next((m for m in mentions if m.part == "subject" and m.rule != "counted_noun"), None)
        if carried:
            memory.agency = carried[-1].agency.agency_key
        elif subject is not None:
            memory.agency = COUNTRY if subject.rule == "system" else subject.agency_key
        memory.agency_block = line.block


_HEAD = 700  # characters in which a text says whom it is about
_CARRIED = frozenset({"subject of the sentence", "place in the sentence", "subject of the sentence before",
                      "owner behind the figure", "subject is a national system", "document"})
_RANK = re.compile(r"(?:xếp|đứng|hạng|vị trí|thứ hạng|vị thứ)(?: ở)?(?: vị trí)?(?: hạng)?(?: thứ)? $")


def _words_pattern(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, ordered)) + r")(?![^\W_])")


def _blank_outside(folded: str, blocks: tuple[Block, ...]) -> str:
    """The text with everything outside of body blocks turned to blanks, offsets kept."""
    parts, at = [], 0
    for block in blocks:
        if block.kind in BODY:
            parts.append("\n" * (block.start - at))
            parts.append(folded[block.start:block.end])
            at = block.end
    parts.append("\n" * (len(folded) - at))
    return "".join(parts)


def _distribute(lines: list[Line], numbers: list[Number], mentions: list[Mention], expressions: list[Expression]) -> None:
    for name, items in (("numbers", numbers), ("mentions", mentions), ("expressions", expressions)):
        index = 0
        for line in lines:
            while index < len(items) and items[index].start < line.span.start:  # type: ignore[attr-defined]
                index += 1
            while index < len(items) and items[index].start < line.span.end:  # type: ignore[attr-defined]
                getattr(line, name).append(items[index])
                index += 1


def _is_bracketed(folded: str, start: int, position: int) -> bool:
    opened = folded.rfind("(", start, position)
    return opened >= 0 and folded.find(")", opened, position) < 0


def _spread(hedge: Hedge, last: Figure | None, folded: str, number: Number) -> Hedge:
    """A hedge holds for both of a pair: "trên 67% và 73%"."""
    if hedge.words is None and last is not None and last.hedge.words is not None \
            and folded[last.number.end:number.start].strip() in {"và", ","} and last.number.unit == number.unit:
        return last.hedge
    return hedge


_PARALLEL = re.compile(r"[\s,;:()]*(?:và |còn |của |tại |ở |ubnd |các )*@(?: (?:đạt|là|với|chiếm|có|hơn|trên|gần|khoảng|dưới))*[ (]*")


def _parallel(number: Number, last: Figure | None, line: Line, folded: str) -> Figure | None:
    """The figure before, where only another body's name parts the two: "bộ A đạt 50%, tỉnh B 52%; các huyện 49%"."""
    if last is None or last.role.role != "level" or last.number.unit != number.unit or number.denominator is not None:
        return None
    between = folded[last.number.end:number.start]
    for mention in line.mentions:
        if last.number.end <= mention.start and mention.end <= number.start:
            start, end = mention.start - last.number.end, mention.end - last.number.end
            if _PARALLEL.fullmatch(between[:start] + "@" + between[end:]):
                return last
    return None


def _base_of(role: Role, figures: list[Figure], clause: Span) -> Figure | None:
    """The level figure of the same clause that a change or rate explains."""
    if role.role == "level":
        return None
    for figure in reversed(figures):
        if figure.number.start < clause.start:
            return None
        if figure.role.role == "level":
            return figure
    return None


def _repeat_body(figures: list[Figure]) -> None:
    """A figure repeated in a headline, lead, subheading or caption is the body's figure in agency and period."""
    body: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        if figure.block.kind not in _REPEATING and figure.block.kind != "table_cell":
            body.setdefault((figure.number.value, figure.number.denominator, figure.number.unit), figure)
    for figure in figures:
        if figure.block.kind not in _REPEATING:
            continue
        other = body.get((figure.number.value, figure.number.denominator, figure.number.unit))
        if other is not None:
            figure.repeats = other
            figure.agency = Attribution(other.agency.agency_key, "repeats a figure of the body")
            figure.period = replace(other.period, basis="repeats a figure of the body")
            if figure.indicator.basis is None or other.indicator.basis is not None:
                figure.indicator = other.indicator


def vintage(figure: Figure, dates: DocumentDates) -> date | None:
    """The day as of which the figure is stated: its own printed day, else the day of publication."""
    if figure.period.kind == "stock" and figure.period.basis == "own words" and figure.period.last is not None:
        published = dates.calendar.published_on
        return figure.period.last if published is None or figure.period.last <= published else published
    return dates.calendar.published_on
