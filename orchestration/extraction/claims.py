"""From one document to its figures: the order in which the rules are asked.

Here: walking blocks, sentences and cells, and putting the answers of the sibling modules together. Not here: any rule
of its own beyond what the sentence before hands on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter

from orchestration.extraction.agencies import COUNTRY, AgencyGrammar, Mention
from orchestration.extraction.attribution import (
    BARE,
    LEVELS,
    Attribution,
    AttributionGrammar,
    Site,
    owner_of_document,
)
from orchestration.extraction.bounds import Hedge, HedgeGrammar, interval
from orchestration.extraction.context import DocumentDates, date_document
from orchestration.extraction.document import BODY, REPEATING, Block, Document
from orchestration.extraction.figure import Figure, Line, Memory, Spot
from orchestration.extraction.in_turn import pair_in_turn
from orchestration.extraction.indicators import UNNAMED, Indicator, IndicatorGrammar, Surroundings, alone
from orchestration.extraction.nonfigures import NonFigures
from orchestration.extraction.numbers import Number, NumberGrammar, Style, style_of
from orchestration.extraction.periods import Expression, Period, PeriodGrammar, Question, decide, years_before
from orchestration.extraction.phrases import Phrase, PhraseGrammar, Place
from orchestration.extraction.reference import Reference
from orchestration.extraction.relations import of_plan
from orchestration.extraction.roles import AS_RATE, LISTED, Previous, Role, RoleGrammar
from orchestration.extraction.scopes import TOTAL, UNKNOWN, Places, ScopeGrammar, ScopeSite, Unit, name_beside
from orchestration.extraction.tables import TableGrammar
from orchestration.extraction.text import Span, any_of, fold, segment, sentences, whole_words

_HEAD = 700  # characters in which a text says whom it is about
_START = attrgetter("start")
_LONGEST_CARRY = 3  # sentences over which words of time are handed on
_NARROWING = 16  # characters of "tính riêng trong " before words of time
_LEAST_MONEY = 10**6  # "61 tỷ", "900 triệu"
_FULL_MARKS = frozenset({5, 10, 100})  # "63,2/100" of a score
_OPENING = 14  # characters at the beginning of a sentence in which a date tells the day of an act
_CARRIED = frozenset(
    {
        "subject of the sentence",
        "place in the sentence",
        "subject of the sentence before",
        "owner behind the figure",
        "level of the document's province",
        "subject is a national system",
        "document",
    }
)


class ClaimGrammar:
    """All grammars together; one per extractor."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.numbers = NumberGrammar(reference)
        self.nonfigures = NonFigures(reference)
        self.hedges = HedgeGrammar(reference)
        self.periods = PeriodGrammar()
        self.agencies = AgencyGrammar(reference)
        self.attribution = AttributionGrammar(reference)
        self.phrases = PhraseGrammar(reference)
        self.indicators = IndicatorGrammar(reference)
        self.roles = RoleGrammar(reference)
        self.tables = TableGrammar(reference)
        cues = reference.cues
        self.scopes = ScopeGrammar(reference)
        self._bare_province = re.compile(whole_words(cues("bare_province")))
        self._bare_words = sorted({words.split()[-1] for words in cues("bare_province")})
        self._stock_noun = re.compile(whole_words(cues("stock_noun")))
        self._narrows = re.compile(rf"{whole_words(cues('narrowing_word'))}[ ,]*$")
        self._dated_act = re.compile(whole_words(cues("dated_act")))
        self._topics = re.compile(whole_words(cues("document_topic")))
        orders = whole_words([*cues("directive"), *cues("report_verb")])
        self._no_doer = re.compile(
            rf"[ ]+(?:đã |cũng |cần )?{orders}|[ ]+{whole_words(cues('report_verb_with_colon'))}(?=[,:]| rằng)"
        )
        own = any_of([*cues("share_noun"), "số", "tổng số", "số lượng"])
        self.own_subject = re.compile(
            rf"[ ]*(?:còn |và |[^,]{{1,40}} (?:có|với) (?={any_of(cues('share_noun'))}))?(?:{own})(?![^\W_])"
        )
        self.part = re.compile(whole_words(cues("part")))
        phrases = reference.tables["metric_phrases"]
        self._told_by = {row["phrase_id"]: fold(f"{row['before']} {row['either']} {row['after']}") for row in phrases}
        self.of_plan = of_plan(reference)
        self.ranking = re.compile(whole_words(cues("ranking_noun")))
        self.whole_body = re.compile(whole_words(cues("whole_body")))
        self.in_turn = re.compile(whole_words(cues("in_turn")))
        self.kinds = frozenset(
            word for row in reference.tables["unit_kinds"] for word in fold(row["words"]).split()[:1]
        ) | frozenset(cues("body_prefix"))
        kinds = any_of(row["words"] for row in reference.tables["unit_kinds"])
        states = any_of(cues("numbered_state"))
        self.numbered_unit = re.compile(
            rf"(?:{kinds}) \d{{1,2}}|(?:(?:ở|đạt|lên|dvc|dvctt) )*(?:{states}) \d(?:(?:,| và) \d)*"
        )
        self._growth = re.compile(rf"{whole_words([*cues('up'), *cues('down')])}[^.;()\d]{{0,20}}$")
        self._money = re.compile(rf"{whole_words(cues('money_word'))}[^.;()]{{0,60}}$")
        self._scored = re.compile(r"(?<![^\W_])(?:điểm|chỉ số)(?![^\W_])(?:[^.;()\d]|(?:19|20)\d\d){0,80}$")
        self._ranked = re.compile(rf"(?<!sắp ){whole_words(cues('rank_word'))}(?: ở)?(?: vị trí)?(?: hạng)?(?: thứ)? $")

    # --- the whole document ---------------------------------------------------------------------------------------

    def read(self, document: Document) -> tuple[list[Figure], DocumentDates]:
        """All figures of the document in order of place, and the document's dates."""
        body = _blank_outside(document.folded, document.blocks)
        title_end = max((b.end for b in document.blocks if b.kind in {"headline", "lead"}), default=0)
        scan = self.periods.scan(body)
        dates = date_document(scan, document.stated, title_end, self.periods)
        letterhead = self._letterhead(document)
        publisher = letterhead or self._publisher(document)
        mentions = self.agencies.name_bare(self.agencies.find(body, document.text), document.text, publisher)
        is_own = letterhead is not None and letterhead.startswith("vn.prov.")
        owner = letterhead if is_own and letterhead else self._owner(document, mentions, title_end, publisher)
        lines = self._lines(document, body, mentions, self.periods.resolve(scan, dates.calendar))
        figures: list[Figure] = []
        places = Places(self.scopes, body, document.text, max(title_end, _HEAD))
        topics = " ".join(sorted({match.group() for match in self._topics.finditer(body)}))
        memory = Memory(places, topics=topics)
        for index, line in enumerate(lines):
            if line.block.kind == "heading":
                deadline = next((e for e in line.expressions if e.is_deadline), None)
                memory = Memory(places, topics=topics, deadline=deadline)
            passage = [other for other in lines[max(0, index - 2) : index] if other.block is line.block]
            figures.extend(self._read_line(line, passage, body, document.text, owner, memory, dates))
        figures.extend(self._read_cells(document, owner, dates))
        figures.sort(key=lambda figure: figure.number.start)
        _repeat_body(figures)
        return figures, dates

    def _publisher(self, document: Document) -> str | None:
        """The body that is stated to have made or published the document."""
        printed = document.producer or document.publisher
        if not printed:
            return None
        return next((m.agency_key for m in self.agencies.find(fold(printed), printed) if m.is_single), None)

    def _letterhead(self, document: Document) -> str | None:
        """The body in whose letterhead a report stands: capitals above its number, "UBND TỈNH …"."""
        for block in document.blocks:
            words = document.text[block.start : block.end]
            if block.kind in BODY and not words.isupper():
                return None
            mentions = self.agencies.find(fold(words), words) if words.isupper() and block.kind != "headline" else []
            named = [m.agency_key for m in mentions if m.agency_key.startswith(("vn.prov.", "vn.min."))]
            if named:
                return named[0]
        return None

    def _owner(self, document: Document, mentions: list[Mention], title_end: int, publisher: str | None) -> str:
        told = [b for b in document.blocks if b.kind in {"date_line", "byline"}]
        signed = [
            replace(mention, start=0, end=0)
            for block in told
            for mention in self.agencies.find(
                document.folded[block.start : block.end], document.text[block.start : block.end]
            )
        ]
        head_end = max(title_end, min(_HEAD, len(document.text) // 3))
        titled = _titled(document, mentions)
        return owner_of_document(
            [*mentions, *signed], head_end, publisher, lambda: self._bare_provinces(document), titled
        )

    def _bare_provinces(self, document: Document) -> int:
        """How often the text says "toàn tỉnh" or the like without a name behind it; 0 where that is too seldom."""
        if sum(map(document.folded.count, self._bare_words)) < BARE:
            return 0
        ends = (match.end() for match in self._bare_province.finditer(document.folded))
        return sum(not document.text[end + 1 : end + 2].isupper() for end in ends)

    def _lines(
        self, document: Document, folded: str, mentions: list[Mention], expressions: list[Expression]
    ) -> list[Line]:
        """The sentences outside of tables, each with what stands in it."""
        lines: list[Line] = []
        heading = ""
        for block in document.blocks:
            if block.kind not in BODY or block.kind == "table_cell":
                continue
            lines.extend(
                Line(block, span, heading) for span in sentences(folded, document.text, block.start, block.end)
            )
            if block.kind == "heading":
                heading = folded[block.start : block.end]
        numbers = self._figures(folded, document.text, style_of(folded), expressions)
        _distribute(lines, numbers, mentions, expressions)
        return lines

    def _figures(self, folded: str, text: str, style: Style, expressions: list[Expression]) -> list[Number]:
        figures: list[Number] = []
        expressions = sorted(expressions, key=_START)
        following = iter(expressions)
        date = next(following, None)
        for number in self.numbers.find(folded, style, [(one.start, one.end) for one in expressions]):
            while date is not None and date.end <= number.start:
                date = next(following, None)
            dated = date is not None and date.start < number.digits_end
            if not dated and self.nonfigures.reason(number, folded, text) is None:
                figures.append(number)
        return figures

    def _read_cells(self, document: Document, owner: str, dates: DocumentDates) -> list[Figure]:
        """The figures of the tables: each cell is read as a sentence made of caption, headers and the cell."""
        figures = []
        for sentence in self.tables.sentences(document.text, document.blocks, self._names_body):
            block = document.blocks[sentence.index]
            words, folded = sentence.words, fold(sentence.words)
            expressions = self.periods.find(folded, dates.calendar)
            numbers = [
                number
                for number in self._figures(folded, words, style_of(folded), expressions)
                if sentence.cell_start <= number.start < sentence.cell_end
            ]
            line = Line(block, Span(0, len(words)), "", numbers, self.agencies.find(folded, words), expressions)
            memory = Memory(Places(self.scopes, folded, words))
            for figure in self._read_line(line, [], folded, words, owner, memory, dates):
                figure.number = _moved(figure.number, sentence.offset, block.end)
                figure.sentence = sentence.row
                figures.append(figure)
        return figures

    def _names_body(self, words: str) -> bool:
        """Whether the name of a row is a body, or a unit or level inside of one."""
        folded = fold(words)
        if any(m.rule != "counted_noun" for m in self.agencies.find(folded, words)):
            return True
        return bool(self.scopes.units(folded, words)) or self.phrases.is_anaphor(folded)

    # --- one sentence ---------------------------------------------------------------------------------------------

    def _read_line(
        self,
        line: Line,
        passage: list[Line],
        folded: str,
        text: str,
        owner: str,
        memory: Memory,
        dates: DocumentDates,
    ) -> list[Figure]:
        doers = [m for m in line.mentions if not self._only_orders(m, line, folded)]
        if memory.wide is not None and memory.agency_block is not line.block:
            memory.expression, memory.wide = memory.wide, None
        figures: list[Figure] = []
        if line.numbers:
            words = [line.heading, *(folded[other.span.start : other.span.end] for other in (*passage, line))]
            pieces = [*map(self.indicators.expand, words)]
            inherited = memory.agency if memory.agency_block is line.block else None
            reading = _Reading(self, line, doers, pieces, folded, text, inherited, owner, memory, dates)
            for index in range(len(line.numbers)):
                figures.append(reading.figure(index, figures))
        self._remember(line, doers, figures, memory, folded)
        return figures

    def _only_orders(self, mention: Mention, line: Line, folded: str) -> bool:
        """ "A yêu cầu B thực hiện" speaks of B, "A cho biết" of none."""
        return mention.part == "subject" and self._no_doer.match(folded, mention.end, line.span.end) is not None

    def dates_figures(self, expression: Expression, line: Line, folded: str) -> bool:
        """A printed day dates a figure only where the sentence opens with it and tells an act of that day."""
        if expression.kind != "event":
            return True
        if folded.endswith("từ ", line.span.start, expression.start):
            return True
        opens = expression.start - line.span.start <= _OPENING
        return opens and self._dated_act.search(folded, expression.end, line.span.end) is not None

    def dates_bracket(self, expression: Expression, line: Line, folded: str, before: int) -> bool:
        """Whether words of time date a figure of their own in brackets that close before: "(năm 2022: 12,1%)"."""
        if not _is_bracketed(folded, line.span.start, expression.start):
            return False
        closed = folded.find(")", expression.end, before)
        return closed >= 0 and any(expression.end <= n.start < closed for n in line.numbers)

    def _remember(self, line: Line, doers: list[Mention], figures: list[Figure], memory: Memory, folded: str) -> None:
        if line.block.kind == "caption":
            return
        memory.sentences.append(line.span)
        usable = (
            e
            for e in reversed(line.expressions)
            if not (e.is_comparison or e.is_deadline or e.rule == "same_span")
            and self.dates_figures(e, line, folded)
            and _is_adverbial(e, line, folded)
            and not self.dates_bracket(e, line, folded, line.span.end)
        )
        time = next(usable, None)
        memory.expression_age += line.block.kind != "list_item"
        if time is not None and time.rule == "edition":
            memory.edition = time
        elif time is not None:
            if self._narrows.search(folded, max(line.span.start, time.start - _NARROWING), time.start):
                memory.wide = memory.wide or memory.expression
            else:
                memory.wide = None
            memory.expression, memory.expression_age, memory.edition = time, 0, None
        elif memory.expression_age > _LONGEST_CARRY:
            memory.expression = None
        carried = [f for f in figures if f.agency.basis in _CARRIED]
        subject = next((m for m in doers if m.part == "subject" and m.rule != "counted_noun"), None)
        if carried:
            memory.agency = carried[-1].agency.agency_key
        elif subject is not None:
            memory.agency = COUNTRY if subject.rule == "system" else subject.agency_key
        elif figures and figures[-1].agency.agency_key == COUNTRY:
            memory.agency = COUNTRY
        memory.agency_block = line.block
        memory.figure = figures[-1] if figures else memory.figure
        memory.named.update((f.number.unit, f) for f in figures if self.tells_indicator(f))

    # --- what single rules need -----------------------------------------------------------------------------------

    def with_unit(self, number: Number, folded: str, start: int) -> Number:
        """ "lần" is a multiple behind a word of growth, else it counts occasions; "hạng 3" is a rank."""
        if self._is_money(number, folded, start):
            return replace(number, unit="vnd")
        if number.unit == "times" and not self._growth.search(folded, start, number.start):
            return replace(number, unit="count", end=number.digits_end, unit_word=None)
        if (
            number.unit == "count"
            and self._may_score(number, folded)
            and self._scored.search(folded, start, number.start)
        ):
            return replace(number, unit="points")
        if (
            number.unit == "count"
            and number.factor == 1
            and self._ranked.search(folded, max(0, number.start - 30), number.start)
            and not _PLACES.match(folded, number.end)
        ):
            return replace(number, unit="rank")
        return number

    def _is_money(self, number: Number, folded: str, start: int) -> bool:
        """ "đã giải ngân 61 tỷ (48,6%)": dong without the word, where one of money stands before."""
        if number.unit != "count" or number.factor < _LEAST_MONEY or not _NOTHING_COUNTED.match(folded, number.end):
            return False
        return self._money.search(folded, start, number.start) is not None

    def _may_score(self, number: Number, folded: str) -> bool:
        """ "63,2/100", "4,1/5", "65,22" with nothing counted behind: marks, where a word of score stands before."""
        whole = number.denominator
        if whole is not None:
            return whole in _FULL_MARKS and number.value <= whole
        return number.decimals > 0 and number.factor == 1 and _NOTHING_COUNTED.match(folded, number.end) is not None

    def tells_indicator(self, figure: Figure) -> bool:
        """Whether later figures may point back to this level: it is of the catalogue, or of "chỉ số …", "tỷ lệ …"."""
        phrase = fold(figure.phrase)
        named = figure.indicator.basis is not None or self.phrases.tells_share(phrase) or self.ranking.match(phrase)
        return bool(named) and figure.role.role == "level"

    def name_of(self, indicator: Indicator) -> str:
        """The folded words that an indicator's name holds, and those of the row that named a score or a rank: "cấp
        tỉnh" belongs to the index. For an open key those of the key are its own."""
        metric = self.reference.metrics.get(indicator.metric_key)
        if metric is None:
            return ""
        row = self._told_by.get(indicator.basis or "", "") if self.is_of_index(indicator) else ""
        return self.indicators.expand(f"{fold(metric['name_vi'])} {row}")

    def is_of_index(self, indicator: Indicator) -> bool:
        """Whether an indicator of the catalogue is the score of an index or a place in its ranking."""
        metric = self.reference.metrics.get(indicator.metric_key)
        return metric is not None and metric["measure_kind"] in {"score", "rank"}

    def period_kind(self, indicator: Indicator, phrase: str) -> str:
        """flow, stock or cumulative: what an indicator is where no words of time say."""
        metric = self.reference.metrics.get(indicator.metric_key)
        if metric is not None:
            return metric["default_period_kind"]
        return "stock" if self._stock_noun.search(fold(phrase)) else "flow"


class _Reading:
    """One sentence being read: what stays the same for its figures."""

    def __init__(
        self,
        grammar: ClaimGrammar,
        line: Line,
        doers: list[Mention],
        passage: list[str],
        folded: str,
        text: str,
        inherited: str | None,
        owner: str,
        memory: Memory,
        dates: DocumentDates,
    ) -> None:
        self.grammar, self.line, self.doers, self.context = grammar, line, doers, " ".join(passage)
        self.folded, self.text = folded, text
        self.told = grammar.indicators.told(f"{memory.topics}\n{self.context}", (memory.topics, *passage))
        self._nouns: dict[int, Span | None] = {}
        self.done: list[Figure] = []
        self.inherited, self.owner, self.memory, self.dates = inherited, owner, memory, dates
        self.bodies_in_turn: dict[int, Mention] = {}
        self.units_in_turn: dict[int, Unit] = {}
        self.times_in_turn: dict[int, Expression] = {}
        if len(line.numbers) > 1 and grammar.in_turn.search(folded, line.span.start, line.span.end):
            self._pair_in_turn()

    def _pair_in_turn(self) -> None:
        """Find the bodies, units and times that belong to the figures of a list "lần lượt"."""
        line, grammar, end = self.line, self.grammar, self.line.span.end
        singles = [m for m in self.doers if m.is_single]
        self.bodies_in_turn = pair_in_turn(line.numbers, singles, self.folded, end, grammar.in_turn)
        units = self.memory.places.within(line.span.start, end)
        self.units_in_turn = pair_in_turn(line.numbers, units, self.folded, end, grammar.in_turn)
        flows = [e for e in line.expressions if e.kind == "flow" and not e.is_comparison]
        self.times_in_turn = pair_in_turn(line.numbers, flows, self.folded, end, grammar.in_turn)

    def figure(self, index: int, figures: list[Figure]) -> Figure:
        """The figure of the line's number `index`; `figures` are those before it."""
        grammar, line, folded = self.grammar, self.line, self.folded
        spot = self._spot(index)
        self.done = figures
        last = figures[-1] if figures else None
        behind = folded[spot.number.end : spot.clause.end]
        left = folded[spot.left.start : spot.left.end]
        since = folded[last.number.end : spot.number.start] if last is not None else left
        told = since if spot.number.start <= spot.clause.start + 1 else left
        before = figures[-2] if _rates_in_brackets(figures) and _GOES_ON.fullmatch(since) else None
        plan = last is not None and last.role.comparison_kind == "plan" and last.role.role == "level"
        before = figures[-2] if plan and len(figures) > 1 and before is None else before
        previous, goes_on = _previous(before or last, spot), before is not None and not plan
        role = grammar.roles.role(spot.number, told, behind, previous, spot.bracketed, goes_on)
        hedge = grammar.roles.hedge_for(grammar.hedges.read(spot.number, folded), role)
        hedge = _spread(hedge, last, folded, spot.number)
        status = grammar.roles.status(folded[line.span.start : spot.number.start], behind, line.heading)
        statistic = "range_low" if spot.number.upper is not None else grammar.roles.statistic(left)
        base = (
            None
            if role.what or role.cue == LISTED or self._has_own_subject(left)
            else _base_of(role, figures, spot.clause, folded, spot.number)
        )
        if base is not None and self._counts_else(spot, base):
            base = None
        agency = base.agency if base and not self._names_doer(spot) else self._agency(spot, last)
        compared = self._comparand(spot, last) if role.role == "level" else None
        alike = next((f for f in reversed(figures) if f.number.unit == spot.number.unit), last)
        rated = self._change_rated(spot, role, last) if base is None else None
        like = base or rated or (alike if compared else None) or self._parallel(spot, role, last)
        like = like or self._from_of_change(spot, role, last)
        phrase, indicator = self._indicate(spot, role, like, last)
        scope = base.scope_key if base else self._scope(spot, phrase, indicator, agency)
        whole = last if base is None and role.role == "level" and self._is_share_of_last(spot, last) else None
        scope = whole.scope_key if whole and scope == TOTAL else scope
        scope = rated.scope_key if rated else scope
        role = replace(role, comparison_kind="plan") if whole and self._is_of_plan(spot, whole) else role
        statistic = "value" if role.comparison_kind == "mean" else statistic
        source = base or rated or whole
        is_part = last is not None and self._continues_parts(spot, last)
        if is_part and last is not None and scope == TOTAL and _counts_same(last, indicator, agency):
            scope = UNKNOWN
        if is_part and last is not None:
            scope = grammar.scopes.of_part(scope, fold(last.phrase), last.scope_key)
        return Figure(
            number=spot.number,
            block=line.block,
            sentence=line.span,
            hedge=hedge,
            bounds=interval(
                spot.number,
                hedge,
                is_rounded=spot.number.unit in {"percent", "times"} or statistic == "mean",
                is_open=status == "target" and hedge.qualifier != "exact",
            ),
            role=role,
            status=status,
            statistic=statistic,
            phrase=phrase,
            indicator=indicator,
            agency=whole.agency if whole else agency,
            period=source.period if source else compared or self._period(spot, status, indicator, phrase),
            scope_key=scope,
            bracketed=spot.bracketed,
            obs_status=grammar.roles.obs_status(folded[spot.clause.start : spot.number.start]),
            base=base,
            is_part=is_part,
        )

    def _continues_parts(self, spot: Spot, last: Figure) -> bool:
        """Whether the figure stands in the list of parts that "trong đó" opens."""
        between = self.folded[last.number.end : spot.number.start]
        return self.grammar.part.search(between) is not None or (last.is_part and ";" not in between)

    def _counts_else(self, spot: Spot, base: Figure) -> bool:
        """Whether a change counts other things than the level before: "tinh giản 3.172 biên chế; giảm 208 chi cục"."""
        if spot.number.unit != "count" or base.number.unit != "count":
            return False
        noun = self.grammar.phrases.noun_phrase(self.folded, self._place(spot))
        head = " ".join(self.folded[noun.start : noun.end].split()[:2]) if noun else ""
        told = f"{fold(base.phrase)} {self._noun_of(base)}"
        return head != "" and head.split()[0] not in told.split()

    def _names_doer(self, spot: Spot) -> bool:
        """Whether a change names its own body: "bộ, ngành giảm 8.732 người; địa phương giảm 84.620 người"."""
        for mention in self.doers:
            if spot.left.start <= mention.start and mention.end <= spot.number.start and mention.part == "subject":
                opening = self.grammar.part.sub("", self.folded[spot.left.start : mention.start])
                return mention.rule != "counted_noun" and opening.count(" ") <= _FEW_WORDS
        return False

    def _has_own_subject(self, left: str) -> bool:
        """A change behind "…, tỉ lệ gợi ý nộp thêm tiền cũng" explains that, not the figure before."""
        return self.grammar.own_subject.match(left[left.rfind(",") + 1 :]) is not None

    def _spot(self, index: int) -> Spot:
        line, folded, phrases = self.line, self.folded, self.grammar.phrases
        number = line.numbers[index]
        clause = segment(folded, line.span, number.start)
        previous_end = line.numbers[index - 1].end if index else line.span.start
        next_start = line.numbers[index + 1].start if index + 1 < len(line.numbers) else line.span.end
        left = Span(max(previous_end, clause.start), number.start)
        right = Span(number.end, max(number.end, min(next_start, clause.end)))
        following = phrases.subject(folded, right) if right.end == next_start < line.span.end else None
        if following is not None and folded[right.start : following.start].strip():
            right = Span(right.start, following.start)
        return Spot(
            index=index,
            number=self._with_unit(index, clause),
            clause=clause,
            left=left,
            right=self._past_coordination(right, index, clause),
            subject=self._subject(index, left, clause),
            previous_end=previous_end,
            next_start=next_start,
            bracketed=_is_bracketed(folded, line.span.start, number.start),
        )

    def _subject(self, index: int, left: Span, clause: Span) -> Span | None:
        """The subject of the figure; one that holds another number begins before that: "tỷ lệ doanh nghiệp phải dành
        trên 10% quỹ thời gian … là 22,4%"."""
        phrases, folded = self.grammar.phrases, self.folded
        subject = phrases.subject(folded, left)
        if subject is None or not index or folded[left.start : subject.start].strip():
            return subject
        start = self.line.numbers[index - 2].end if index > 1 else self.line.span.start
        wide = phrases.subject(folded, Span(max(start, clause.start), left.end))
        is_one = wide is not None and wide.start < left.start and phrases.tells_share(folded[wide.start : left.start])
        return wide if is_one else subject

    def _with_unit(self, index: int, clause: Span) -> Number:
        """The number; "từ vị trí 172 lên 168" names two ranks."""
        numbers, grammar = self.line.numbers, self.grammar
        number = grammar.with_unit(numbers[index], self.folded, clause.start)
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if number.unit == "count" and following is not None and self._is_lower_end(number, following):
            return replace(number, unit=following.unit)
        if number.unit != "count" or not index:
            return number
        before = self._with_unit(index - 1, clause)
        if before.unit == "rank" and _TO_RANK.fullmatch(self.folded, before.end, number.start):
            return replace(number, unit="rank")
        is_score = number.decimals > 0 and number.factor == 1 and _NOTHING_COUNTED.match(self.folded, number.end)
        listed = is_score and before.decimals > 0 and self.folded.find(".", before.end, number.start) < 0
        return replace(number, unit="points") if listed and self._is_score(index - 1, before) else number

    def _is_lower_end(self, number: Number, following: Number) -> bool:
        """Whether the unit of the next number is that of this one too: "từ 66,77 lên 68,36 điểm"."""
        if following.unit not in _EDITED or number.unit_word is not None or number.denominator is not None:
            return False
        opens = self.folded.endswith(_FROM_WORDS, 0, number.start)
        return opens and _UP_TO.fullmatch(self.folded, number.end, following.start) is not None

    def _is_score(self, index: int, number: Number) -> bool:
        """Whether the decimal before in a list is a score: "70,76 điểm, theo sau là Bà Rịa - Vũng Tàu (70,26)"."""
        told = number.unit == "points" or (index > 0 and self.line.numbers[index - 1].unit == "points")
        return told or any(n.unit == "points" for n in self.line.numbers[:index])

    def _past_coordination(self, right: Span, index: int, clause: Span) -> Span:
        """ "62/63 địa phương và 10/21 bộ, ngành đã hợp nhất …": what is said of the second is said of the first."""
        numbers = self.line.numbers
        pair = numbers[index : index + 2]
        if len(pair) == 2 and _OUT_OF.fullmatch(self.folded, right.start, pair[1].start):
            end = numbers[index + 2].start if index + 2 < len(numbers) else clause.end
            return Span(pair[1].end, max(pair[1].end, min(end, clause.end)))
        if len(pair) < 2 or not all(number.denominator for number in pair):
            return right
        if not self._only_body_between(right, _COORDINATED):
            return right
        end = numbers[index + 2].start if index + 2 < len(numbers) else clause.end
        return Span(pair[1].end, max(pair[1].end, min(end, clause.end)))

    def _only_body_between(self, span: Span, pattern: re.Pattern[str]) -> bool:
        """Whether one body's name, written "@" in the pattern, and what the pattern allows fill the span."""
        words = self.folded[span.start : span.end]
        for mention in self.line.mentions:
            if span.start <= mention.start and mention.end <= span.end:
                start, end = mention.start - span.start, mention.end - span.start
                if pattern.fullmatch(f"{words[:start]}@{words[end:]}"):
                    return True
        return False

    def _parallel(self, spot: Spot, role: Role, last: Figure | None) -> Figure | None:
        """The figure before, where only another body's name parts the two: "bộ A đạt 50%, tỉnh B 52%"."""
        if last is None or role.role != "level" or last.role.role != "level" or last.number.unit != spot.number.unit:
            return None
        between = Span(last.number.end, spot.number.start)
        words = self.folded[between.start : between.end].strip()
        if words in {"và", ",", ";", ", và"} and (words == "và" or not self._noun_behind(spot)):
            return last
        if _FROM_TO.search(words) and _FROM.search(self.folded, last.number.start - _SHORT_WAY, last.number.start):
            return last
        return last if spot.number.denominator is None and self._only_body_between(between, _PARALLEL) else None

    def _from_of_change(self, spot: Spot, role: Role, last: Figure | None) -> Figure | None:
        """ "tỷ lệ trễ hạn giảm 0,6 điểm phần trăm, từ 2% xuống 1,4%": the change before tells whose levels."""
        if last is None or role.role != "level" or last.role.role == "level" or last.number.unit != spot.number.unit:
            return None
        return last if _FROM_ALONE.fullmatch(self.folded, last.number.end, spot.number.start) else None

    def _change_rated(self, spot: Spot, role: Role, last: Figure | None) -> Figure | None:
        """The change that a rate behind it tells again, where no level stands before: "tăng 15.320 (13,4%)"."""
        is_rate = last is not None and role.role == "change_rate" and last.role.role == "change"
        return last if is_rate and (spot.bracketed or role.cue in {"bracket", AS_RATE}) else None

    def _noun_behind(self, spot: Spot) -> bool:
        return self._noun(spot) is not None

    def _noun(self, spot: Spot) -> Span | None:
        """The noun phrase behind the figure; several rules ask for it."""
        if spot.index not in self._nouns:
            self._nouns[spot.index] = self.grammar.phrases.noun_phrase(self.folded, self._place(spot))
        return self._nouns[spot.index]

    def _indicate(self, spot: Spot, role: Role, like: Figure | None, last: Figure | None) -> tuple[str, Indicator]:
        """The phrase and indicator: those of a figure it explains or stands in one list with, else its own words."""
        unit = spot.number.unit
        if like is not None:
            is_place = role.role != "level" and unit == "rank" != like.number.unit
            return self._as_share_of(like, spot) if is_place else (like.phrase, like.indicator)
        if role.what is not None:
            return role.what, Indicator(self.grammar.indicators.open_key(role.what, unit), None)
        if last is not None and last.number.end >= spot.clause.start and self._speaks_of(last, spot):
            return self._as_share_of(last, spot)
        if last is not None and self._is_place_after_change(last, spot, role):
            return last.phrase, last.indicator
        return self._by_own_words(spot, last)

    def _by_own_words(self, spot: Spot, last: Figure | None) -> tuple[str, Indicator]:
        """The phrase and indicator that the words around the figure tell, or that they point back to."""
        grammar, number = self.grammar, spot.number
        phrase = self._phrase(spot)
        topic = self._topic(spot) if last is None and phrase and self._points_back(phrase.text, spot) else None
        if topic is not None:
            return topic
        indicator = self._match(spot)
        whole = self._whole_of(spot, phrase, last) if indicator is None else None
        if whole is not None:
            return whole.phrase, whole.indicator
        doubtful = not phrase or (self._points_back(phrase.text, spot) and not self._counts_whole(spot, phrase))
        labelled = self._by_label(spot) if doubtful else None
        if labelled is not None:
            return labelled[0], indicator or labelled[1]
        back = self._pointed_at(spot, last) if doubtful else None
        if back is not None:
            return back[0], indicator or back[1]
        fuller = self._told_fuller(spot, phrase) if indicator is None else None
        if fuller is not None:
            return fuller
        key = grammar.indicators.open_key(phrase.key, number.unit)
        own = Indicator(key, None, doubtful or key.startswith(UNNAMED))
        return phrase.text or self._sentence_head(), indicator or own

    def _by_label(self, spot: Spot) -> tuple[str, Indicator] | None:
        """The indicator that labels the sentence: "- Dịch vụ công trực tuyến: mức độ 3 là 45 dịch vụ"."""
        match = _LABEL.match(self.folded, self.line.span.start, spot.number.start)
        phrases = self.grammar.phrases
        if match is None or phrases.is_anaphor(match["label"]) or phrases.only_ranks(match["label"]):
            return None
        if any(m.start < match.end() and m.is_single for m in self.line.mentions) or any(
            e.start < match.end() for e in self.line.expressions
        ):
            return None
        label = self.grammar.indicators.expand(match["label"])
        indicator = self._match(spot, label, is_alone=True)
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(label), spot.number.unit)
        return self.text[match.start("label") : match.end("label")], indicator or Indicator(key, None)

    def _is_place_after_change(self, last: Figure, spot: Spot, role: Role) -> bool:
        """ "tăng 17 bậc so với năm 2022, xếp thứ 30/63": the place in the ranking in which it rose."""
        ranks = last.number.unit == spot.number.unit == "rank" and last.role.role == "change" and role.role == "level"
        left = self.folded[last.number.end : spot.number.start]
        return ranks and not self.grammar.phrases.tells_share(left) and ";" not in left

    def _points_back(self, printed: str, spot: Spot) -> bool:
        phrases, phrase = self.grammar.phrases, fold(printed)
        is_short = self.grammar.indicators.expand(phrase) != phrase
        is_name = (_is_name(printed, self.grammar.kinds) and not is_short) or self.grammar.numbered_unit.fullmatch(
            phrase
        ) is not None
        if phrases.is_anaphor(phrase) or (is_name and not phrases.tells_share(phrase)):
            return True
        bare = spot.number.unit in _EDITED or not self._noun_behind(spot)
        return bare and phrases.only_ranks(phrase)

    def _counts_whole(self, spot: Spot, phrase: Phrase) -> bool:
        """ "100% cơ quan, đơn vị …": bodies behind a share are what it is of."""
        behind = self.text[spot.number.end : spot.right.end].lstrip()
        is_share = spot.number.unit == "percent" and behind.startswith(phrase.text)
        return is_share and not self.grammar.phrases.is_anaphor(fold(phrase.text))

    def _told_fuller(self, spot: Spot, phrase: Phrase) -> tuple[str, Indicator] | None:
        """What a bare noun counts that its sentence tells in more words before: "đơn vị có nhiều hồ sơ quá hạn nhất với
        97 hồ sơ", and the next of that list."""
        noun = fold(phrase.text)
        if spot.number.unit != "count" or len(noun.split()) > _BARE_WORDS or not noun:
            return None
        told = _told_with_more(noun, self.folded, self.line.span.start, spot.left.end)
        if told is None:
            return None
        words = self.folded[told.start : told.end]
        indicator = self._match(spot, self.grammar.indicators.expand(words))
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), spot.number.unit)
        return self.text[told.start : told.end], indicator or Indicator(key, None)

    def _whole_of(self, spot: Spot, phrase: Phrase, last: Figure | None) -> Figure | None:
        """The whole of "1.912 thủ tục, trong đó cấp tỉnh 1.498 thủ tục, cấp xã 128 thủ tục": a part whose noun says
        nothing more than the whole's."""
        if last is None or last.number.unit != spot.number.unit or last.indicator.is_doubtful:
            return None
        between = self.folded[last.number.end : spot.number.start]
        told = self.grammar.indicators.expand(fold(last.phrase))
        noun = self._noun(spot)
        counted = self.grammar.indicators.expand(self.folded[noun.start : noun.end]) if noun else ""
        same = self.grammar.indicators.expand(phrase.key) in told or (counted != "" and told.endswith(f" {counted}"))
        is_part = self.grammar.part.search(between) is not None or last.is_part
        return last if same and is_part and last.role.role == "level" else None

    def _as_share_of(self, last: Figure, spot: Spot) -> tuple[str, Indicator]:
        """The indicator of a share, or of a rank, that the figure before names."""
        grammar, unit = self.grammar, spot.number.unit
        printed = fold(self.text[last.number.start : last.number.end])
        words = re.sub(rf":?[ ]?(?<!\d){re.escape(printed)}(?!\d)", "", fold(last.phrase)).strip()
        noun = self._noun_of(last)
        words = words if noun in words or unit == "rank" else f"{words} {noun}"
        if last.number.unit == "count" and self._is_of_plan(spot, last):
            key = grammar.indicators.open_key(f"{grammar.phrases.core(words)} {_OF_PLAN}", unit)
            return last.phrase, Indicator(key, None)
        indicator = self._match(spot, grammar.indicators.expand(words), is_alone=True)
        return last.phrase, indicator or Indicator(grammar.indicators.open_key(grammar.phrases.core(words), unit), None)

    def _is_of_plan(self, spot: Spot, counted: Figure) -> bool:
        """ "3.425 điều kiện, đạt 111,5% so với yêu cầu": a percentage of a plan, not a share of what was counted."""
        is_share = spot.number.unit == "percent" and counted.number.unit in {"count", "vnd"}
        return is_share and self.grammar.of_plan.match(self.folded, spot.number.end) is not None

    def _is_share_of_last(self, spot: Spot, last: Figure | None) -> bool:
        return last is not None and spot.number.unit == "percent" and self._speaks_of(last, spot)

    def _noun_of(self, figure: Figure) -> str:
        """The folded noun behind an earlier figure of the sentence; empty where there is none."""
        index = next((i for i, n in enumerate(self.line.numbers) if n.start == figure.number.start), None)
        if index is None:
            return ""
        noun = self.grammar.phrases.noun_phrase(self.folded, self._place(self._spot(index)))
        return self.folded[noun.start : noun.end] if noun else ""

    def _speaks_of(self, last: Figure, spot: Spot) -> bool:
        """ "7.000 hồ sơ (chiếm tỉ lệ 10,26%)", "đạt 88,92%, xếp thứ 10/63": share or rank of what stands before."""
        if spot.number.unit == "rank":
            level = last.base or last
            return level.number.unit in {"percent", "points"} and level.role.role == "level"
        reached = spot.number.unit == "percent" != last.number.unit
        if reached and last.number.unit == "count" and self._is_share_in_brackets(last, spot):
            return True
        is_count = last.number.unit == "percent" and spot.number.unit == "count" and last.role.role == "level"
        if is_count and _COUNT_IN_BRACKETS.fullmatch(self.folded, last.number.end, spot.number.start):
            return True
        pattern = _SHARE_OR_REACHED if reached else _SHARE_OF
        return pattern.fullmatch(self.folded, spot.left.start, spot.left.end) is not None

    def _is_share_in_brackets(self, last: Figure, spot: Spot) -> bool:
        """ "quá hạn 1.141 hồ sơ (0,64%)": the share of what was counted; not "Hà Nội 62 hồ sơ, Sơn La (21%)"."""
        if last.role.role != "level" or _IN_BRACKETS.fullmatch(self.folded, last.number.end, spot.number.start) is None:
            return False
        words = self.text[last.number.end : spot.number.start].split()
        return not any(word[:1].isupper() and not word.isupper() for word in words)

    def _place(self, spot: Spot) -> Place:
        number = spot.number
        counts = any(m.is_group and number.end <= m.start <= number.end + 2 for m in self.line.mentions)
        is_percent, is_rank = number.unit == "percent", number.unit == "rank"
        return Place(number.start, number.end, spot.left, spot.right, spot.clause, is_percent, counts, is_rank)

    def _phrase(self, spot: Spot) -> Phrase:
        number, phrases = spot.number, self.grammar.phrases
        phrase = phrases.printed(self.text, self.folded, self._place(spot), spot.subject, self._noun(spot))
        if phrase:
            return phrase
        nothing = Span(number.end, number.end)
        whole = Place(number.start, number.end, Span(self.line.span.start, number.start), nothing, nothing, True, False)
        subject, behind = phrases.subject(self.folded, whole.left), phrases.noun_phrase(self.folded, whole)
        return phrases.printed(self.text, self.folded, whole, subject, behind)

    def _pointed_at(self, spot: Spot, last: Figure | None) -> tuple[str, Indicator] | None:
        """What an anaphor or a bare name stands for: the figure before of the same unit, else the last thing named."""
        here = self._named_here(spot) if last is None else None
        if here is not None:
            return here
        nearest = last.base or last if last is not None else self.memory.figure
        counted = next((f for f in reversed(self.done) if f.number.unit == spot.number.unit), None)
        told_before = (nearest, counted, self.memory.named.get(spot.number.unit))
        before = [told for told in told_before if told is not None]
        alike = [
            told
            for told in before
            if told.number.unit == spot.number.unit and (told in (nearest, counted) or told.role.role == "level")
            if not told.indicator.metric_key.startswith(UNNAMED)
        ]
        back = next(filter(self.grammar.tells_indicator, alike), next(iter(alike), None))
        if last is not None and last in alike and not last.indicator.is_doubtful:
            back = last
        if back is not None:
            return back.phrase, back.indicator
        scored = self._scored_last(nearest) if spot.number.unit == "rank" else None
        if scored is not None:
            return self._as_share_of(scored, spot)
        named = self.grammar.phrases.last_named(self._told_before(spot)) or self._named_farther()
        if named is None:
            return None
        indicator = self._match(spot, named)
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(named), spot.number.unit)
        return self._as_printed(spot) or named, indicator or Indicator(key, None)

    def _named_here(self, spot: Spot) -> tuple[str, Indicator] | None:
        """The index or ranking that the sentence itself names before: "Xếp hạng ứng dụng CNTT, Bộ xếp thứ 5"."""
        start = self.line.span.start
        named = self.grammar.phrases.last_named(self.folded[start : spot.number.start])
        if named is None:
            return None
        at = self.folded.rfind(named, start, spot.number.start)
        words = self.grammar.indicators.expand(named)
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), spot.number.unit)
        return self.text[at : at + len(named)], self._match(spot, words) or Indicator(key, None)

    def _scored_last(self, nearest: Figure | None) -> Figure | None:
        """The score that was told last: a place in the same ranking has its index."""
        told = (nearest, self.memory.named.get("points"), self.memory.named.get("percent"))
        return next((one for one in told if one is not None and self.grammar.is_of_index(one.indicator)), None)

    def _as_printed(self, spot: Spot) -> str | None:
        """The last "chỉ số …" before the figure as the text prints it, in its sentence or in those before."""
        spans = [*self.memory.sentences[-_LONGEST_CARRY:], Span(self.line.span.start, spot.number.start)]
        for span in reversed(spans):
            named = self.grammar.phrases.last_named(self.folded[span.start : span.end])
            if named is not None:
                at = self.folded.rfind(named, span.start, span.end)
                return self.text[at : at + len(named)]
        return None

    def _told_before(self, spot: Spot) -> str:
        """The passage up to the figure."""
        line = self.grammar.indicators.expand(self.folded[self.line.span.start : self.line.span.end])
        behind = self.grammar.indicators.expand(self.folded[spot.number.start : self.line.span.end])
        assert self.context.endswith(line)
        return self.context[: len(self.context) - len(behind)]

    def _topic(self, spot: Spot) -> tuple[str, Indicator] | None:
        """The indicator that the sentence opens with: "Tỷ lệ số hóa hồ sơ: cấp tỉnh đạt 92,5%"."""
        start = self.line.span.start
        named = self.grammar.phrases.last_named(self.folded[start : spot.number.start])
        if named is None:
            return None
        at = self.folded.rfind(named, start, spot.number.start)
        words = self.grammar.indicators.expand(named)
        indicator = self._match(spot, words)
        return (self.text[at : at + len(named)], indicator) if indicator is not None else None

    def _named_farther(self) -> str | None:
        """The last "chỉ số …", "tỷ lệ …" of the sentences before, also of other paragraphs."""
        for span in reversed(self.memory.sentences[-_LONGEST_CARRY:]):
            words = self.grammar.indicators.expand(self.folded[span.start : span.end])
            named = self.grammar.phrases.last_named(words)
            if named is not None:
                return named
        return None

    def _sentence_head(self) -> str:
        return self.text[self.line.span.start : self.line.span.end][:80]

    def _match(self, spot: Spot, subject: str | None = None, *, is_alone: bool = False) -> Indicator | None:
        """The indicator that the figure's surroundings name; `subject` stands in the place of their own, and where it
        `is_alone` in that of all other words."""
        indicators, unit = self.grammar.indicators, spot.number.unit
        handed_on = subject is not None and subject not in self.context
        told = indicators.told(f"{self.context}\n{subject}") if handed_on else self.told
        if not indicators.may_match(told, unit):
            return None
        around = replace(self._surroundings(spot), told=told)
        if subject is not None:
            around = replace(around, subject=subject)
        return indicators.match(alone(around) if is_alone else around, unit)

    def _surroundings(self, spot: Spot) -> Surroundings:
        expand, folded, number = self.grammar.indicators.expand, self.folded, spot.number
        noun = self._noun(spot)
        # "tỷ lệ hồ sơ điện tử đạt 90%" needs no words of the clause before.
        named = spot.subject is not None and self.grammar.phrases.tells_share(
            folded[spot.subject.start : spot.subject.end]
        )
        of_total = _OF_TOTAL.search(folded, spot.left.start, spot.left.end)
        left = max(spot.left.start, of_total.start()) if of_total else spot.left.start
        clause, sentence = (left, left) if of_total else (spot.clause.start, self.line.span.start)
        return Surroundings(
            left=expand(folded[left : spot.left.end]),
            noun=expand(folded[noun.start : noun.end]) if noun else "",
            verb="" if of_total else expand(self.grammar.phrases.verb(folded, spot.left) or ""),
            counts=number.unit == "count",
            right=expand(folded[spot.right.start : spot.right.end]),
            subject=expand(folded[spot.subject.start : spot.subject.end]) if spot.subject else "",
            clause_left=expand(folded[clause : number.start]),
            clause_right=expand(folded[number.end : spot.clause.end]),
            sentence_left="" if named else expand(folded[sentence : number.start]),
            told=self.told,
        )

    def _scope(self, spot: Spot, phrase: str, indicator: Indicator, agency: Attribution) -> str:
        grammar, number, sentence = self.grammar, spot.number, self.line.span
        in_province = agency.agency_key.startswith("vn.prov.")
        told = grammar.indicators.expand(fold(phrase)) if indicator.basis else fold(phrase)
        return grammar.scopes.read(
            ScopeSite(
                phrase=told if self._stands_beside(phrase, spot) else f"{told} {self._narrowed_by(spot)}",
                clause_left=self.folded[spot.clause.start : number.start],
                clause_right=self.folded[number.end : spot.clause.end],
                sentence_left=self.folded[sentence.start : number.start],
                units=self._units_before(spot) if in_province else (),
                beside=name_beside(self.text, spot.left.start, spot.left.end) if spot.index and in_province else None,
                name=grammar.name_of(indicator),
                in_province=in_province,
                is_level=agency.agency_key in LEVELS,
                document_unit=self.memory.places.document_unit if in_province else None,
            )
        )

    def _units_before(self, spot: Spot) -> tuple[Unit, ...]:
        """The named units of the sentence before the figure; none where "toàn tỉnh" stands beside it."""
        if spot.index in self.units_in_turn:
            return (self.units_in_turn[spot.index],)
        if self.grammar.whole_body.search(self.folded, spot.left.start, spot.number.start):
            return ()
        return tuple(self.memory.places.within(self.line.span.start, spot.number.start))

    def _stands_beside(self, phrase: str, spot: Spot) -> bool:
        """Whether the phrase is printed around the figure, and not handed on."""
        at = self.text.rfind(phrase, spot.left.start, spot.clause.end)
        return at >= 0 and ":" not in self.text[at + len(phrase) : spot.number.start]

    def _narrowed_by(self, spot: Spot) -> str:
        """The words beside a figure whose phrase stands elsewhere: "mức độ 4" in "…, mức độ 4 là 398"."""
        left = self.folded[spot.left.start : spot.left.end]
        near = left[max(left.rfind(","), left.rfind(";"), left.rfind(":"), left.rfind(" và ")) + 1 :]
        behind = _BESIDE_RIGHT.match(self.folded, spot.right.start, spot.right.end)
        return f"{near} {behind.group() if behind else ''}"

    def _agency(self, spot: Spot, last: Figure | None) -> Attribution:
        number = spot.number
        if spot.index in self.bodies_in_turn:
            return Attribution(self.bodies_in_turn[spot.index].agency_key, "listed in turn")
        if (
            last is not None
            and last.number.unit == "rank"
            and _SCORE_OF_RANK.fullmatch(self.folded, spot.left.start, spot.left.end)
            and not any(spot.left.start <= m.start < number.start and m.is_single for m in self.doers)
        ):
            return last.agency
        of_total = _OF_TOTAL.search(self.folded, spot.left.start, spot.left.end) is not None
        if last is not None and of_total and not self._place(spot).counts_bodies:
            return last.agency
        site = Site(
            number.start,
            number.end,
            self.line.span,
            spot.clause,
            number.denominator is not None,
            number.unit == "rank",
            spot.previous_end,
        )
        return self.grammar.attribution.attribute(site, self.doers, self.folded, self.inherited, self.owner)

    def _comparand(self, spot: Spot, last: Figure | None) -> Period | None:
        """The period of a level that something is compared with: "(năm 2022: 86,62%)", "cùng kỳ 1.368"."""
        before = [e for e in self.line.expressions if spot.left.start <= e.start and e.end <= spot.number.start]
        if not before or (not before[-1].is_comparison and not spot.bracketed):
            return None
        expression = before[-1]
        if not _COMPARAND.fullmatch(self.folded, expression.end, spot.number.start):
            return None
        known = self.dates.calendar
        nearest = last.period if last is not None else Period("flow", known.reporting_start, known.reporting_end, "")
        same_span = "cùng kỳ" in self.folded[spot.left.start : expression.end]
        if expression.last is not None and not (same_span and nearest.last):
            return Period("flow", expression.first, expression.last, "what is compared with")
        if nearest.last is None:
            return None
        years = nearest.last.year - expression.last.year if expression.last else 1
        return years_before(nearest, years, "what is compared with")

    def _period(self, spot: Spot, status: str, indicator: Indicator, phrase: str) -> Period:
        number = spot.number
        usable = [
            e
            for e in self.line.expressions
            if not e.is_comparison
            and self.grammar.dates_figures(e, self.line, self.folded)
            and (e.end > number.start or not self.grammar.dates_bracket(e, self.line, self.folded, number.start))
        ]
        own = self.times_in_turn.get(spot.index) or self._time_beside(usable, number)
        own = own or next((e for e in reversed(usable) if e.end <= number.start), None)
        if own is None:
            end = min(spot.clause.end, max(spot.next_start, spot.clause.start))
            behind = (e for e in usable if number.end <= e.start < end and not self._opens_bracket(number, e))
            own = next((e for e in behind if not _TELLS_NEXT.fullmatch(self.folded, e.end, spot.next_start)), None)
        if own is not None and own.is_deadline and status == "actual" and not self._has_begun(own):
            own = None
        if own is not None and own.rule == "same_span":
            own = self.memory.expression
        deadline = self._deadline(number)
        kind = self.grammar.period_kind(indicator, phrase)
        inherited = self._inherited_time(number, indicator)
        return decide(Question(own, inherited, kind, status, deadline), self.dates.calendar)

    def _has_begun(self, expression: Expression) -> bool:
        """Whether the span was running when the document was published: "Riêng năm 2018 giảm …" in December 2018."""
        stated_on = self.dates.calendar.published_on or self.dates.calendar.reporting_end
        return (
            expression.first is not None
            and expression.first != expression.last
            and (stated_on is not None and expression.first <= stated_on)
        )

    def _deadline(self, number: Number) -> Expression | None:
        """The day by which a target is to be met: told last before the figure, else first behind it, else above."""
        told = [e for e in self.line.expressions if e.is_deadline and not e.is_comparison]
        before = next((e for e in reversed(told) if e.end <= number.start), None)
        behind = next((e for e in told if e.start >= number.end), None)
        if before is not None and behind is not None and _is_sharper(behind, before):
            return behind
        return before or behind or next(iter(told), None) or self.memory.deadline

    def _opens_bracket(self, number: Number, expression: Expression) -> bool:
        """Whether the words of time behind the figure stand in brackets with figures of their own: "13 ngày (năm 2014
        là 21 ngày)"."""
        between = self.folded[number.end : expression.start]
        if "(" not in between or ")" in between:
            return False
        closed = self.folded.find(")", expression.end, self.line.span.end)
        return any(expression.end <= other.start < closed for other in self.line.numbers)

    def _time_beside(self, expressions: list[Expression], number: Number) -> Expression | None:
        """The words of time directly behind the figure: "từ 84,45% năm 2019 lên 85,48% năm 2020"."""
        for expression in expressions:
            if expression.kind == "flow" and self.folded[number.end : expression.start] in {" ", " (", " của "}:
                closed = self.folded[expression.end : expression.end + 1] == ")"
                return expression if closed or not self.folded.startswith(" (", number.end) else None
        return None

    def _inherited_time(self, number: Number, indicator: Indicator) -> Expression | None:
        """The words of time handed on. The edition of an index speaks of scores and ranks; of counts and shares only
        where it is not older than what the document reports on."""
        edition, start = self.memory.edition, self.dates.calendar.reporting_start
        older = edition is not None and edition.last is not None and start is not None and edition.last < start
        if edition is not None and (self._is_of_index(number, indicator) or not older):
            return edition
        return self.memory.expression

    def _is_of_index(self, number: Number, indicator: Indicator) -> bool:
        is_open = indicator.metric_key not in self.grammar.reference.metrics
        return number.unit in _EDITED and (is_open or self.grammar.is_of_index(indicator))


_WRAP = re.compile(r"(?<=[^\n]{45})\n(?![\s•+*-]|\d{1,2}[.)] )")  # a break inside of a block that no new item follows
_FROM_TO = re.compile(
    r"^(?:[^\d,;.(]|(?:19|20)\d\d){0,24}?(?<![^\W_])(?:xuống|lên|còn|thành|đến)"
    r"(?: còn| chỉ còn)?(?: hơn| gần| khoảng)?$"
)
_BESIDE_RIGHT = re.compile(r"[^,;.:()]*")
_LABEL = re.compile(r"[\s+*•-]*(?P<label>[^\W\d_]+(?: [^\W\d_]+){2,9}):")
_FROM_ALONE = re.compile(r"[ ,(]*từ (?:(?:mức|hơn|gần|khoảng) )*")
_NOTHING_COUNTED = re.compile(r"[ ]*(?:[(),;.]|và |là |(?:của |trong )?năm |$)")
_OUT_OF = re.compile(r"[ ](?:trong|trên)(?: tổng)?(?: số)?(?: hơn| gần| khoảng)?[ ]")  # "640 trong hơn 1.800 thủ tục"
_FROM_WORDS = ("từ ", "từ mức ")
_UP_TO = re.compile(r"[ ](?:lên|xuống|còn|xuống còn|lên đến|đến)[ ]")
_TO_RANK = re.compile(r"[ ](?:(?:lên|xuống)|[(,]?[ ]?từ)[ ](?:(?:vị trí|thứ|hạng) )*")
_FROM = re.compile(r"(?<![^\W_])từ (?:(?:mức|hơn|gần|khoảng|vị trí|thứ|hạng|thứ hạng|bậc) )*$")
_BARE_WORDS = 2  # of a noun that tells nothing more than the kind of what is counted
_MORE = re.compile(
    r"(?: (?!(?:là|với|đạt|có|nhất|cao|thấp|nhiều|ít)(?![^\W_]))[^\W\d_]+){1,4}(?= nhất| với| là)"
)  # "… quá hạn" of "hồ sơ quá hạn nhất với 97"
_TELLS_NEXT = re.compile(r"[ ]*(?:,?[ ]*(?:là|đạt|chỉ|có|chỉ có|chỉ đạt|ở mức|:|hơn|gần|khoảng|trên)[ ]*)+")
_OF_PLAN = "so kế hoạch"  # sets what is measured against a plan apart from the share
_FEW_WORDS = 4  # that may part a figure from the body that changed after it
_OF_TOTAL = re.compile(r"(?<![^\W_])(?:trong|trên)(?: tổng)? số[ ]*$")  # what follows is the whole, not the part
_SHORT_WAY = 26  # characters of "từ vị trí thứ khoảng "
_SCORE_OF_RANK = re.compile(r"[^\d;()]{0,60}?[ ,(]*(?:với|đạt|có|cùng)[^\d,;()]{0,40}")
_EDITED = frozenset({"percent", "points", "rank"})  # units in which the edition of an index speaks
_PLACES = re.compile(r" (?:vị trí|thứ hạng|bậc|hạng)(?![^\W_])")
_COMPARAND = re.compile(r"[ ]*[:(]?[ ]*(?:là|đạt|chỉ|chỉ có|chỉ đạt|có)?[ ]*")
_SHARE_OF = re.compile(
    r"[^\d]{0,60}?[,(][ ]*(?:chiếm|tương đương|tức)(?: là)?(?: với)?(?: tỷ lệ| tỉ lệ)?"
    r"(?: khoảng| gần| hơn| trên| đến| tới| con số)*[ ]*"
)
_SHARE_OR_REACHED = re.compile(
    r"[^\d]{0,60}?[,(][ ]*(?:chiếm|tương đương|đạt|bằng|tức|tương ứng)(?: là)?(?: với)?(?: tỷ lệ| tỉ lệ)?"
    r"(?: khoảng| gần| hơn| trên| đến| tới| con số)*[ ]*"
)
_COUNT_IN_BRACKETS = re.compile(r"[ ]*\((?:(?:tương đương|tức|với|là|khoảng|gần|hơn)[ ]*)*")
_IN_BRACKETS = re.compile(
    r"(?:(?! cấp )[^\d():;.]){0,60}\([ ]*(?:(?:khoảng|gần|hơn|trên|đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương đương) )*"
)
_COORDINATED = re.compile(r"[ ]*(?:đơn vị |các )?@[ ]*(?:,|và|cùng|cùng với)[ ]*")
_PARALLEL = re.compile(
    r"[\s,;:()]*(?:và |còn |của |tại |ở |ubnd |các )*@(?: (?:đạt|là|với|chiếm|có|hơn|trên|gần|khoảng|dưới))*[ (]*"
)


def _titled(document: Document, mentions: list[Mention]) -> str | None:
    """The body before the colon of the headline: "Thanh Hóa: Nâng cao …"."""
    headline = next((b for b in document.blocks if b.kind == "headline"), None)
    first = next(iter(mentions), None)
    if headline is None or first is None or not first.is_single or first.start - headline.start > _OPENING:
        return None
    return first.agency_key if document.text.startswith(":", first.end) else None


_ADVERB_REACH = 40  # characters before words of time in which the word stands that joins them to the sentence
_ADVERB_BEFORE = re.compile(
    r"(?:[,;:.(\n\"-]|(?<![^\W_])(?:trong|riêng|vào|tính|cũng|và|đến|của|từ|nay|chỉ|khi|qua|là))[ ]*$"
)


def _told_with_more(noun: str, folded: str, start: int, end: int) -> Span | None:
    """Where a stretch of the text first tells the noun in more words: "hồ sơ quá hạn nhất với"."""
    at = folded.find(f"{noun} ", start, end)
    while at >= 0:
        more = _MORE.match(folded, at + len(noun), end)
        if more is not None and not folded[at - 1 : at].isalnum():
            return Span(at, more.end())
        at = folded.find(f"{noun} ", at + 1, end)
    return None


def _is_adverbial(expression: Expression, line: Line, folded: str) -> bool:
    """Whether the words of time speak of the sentence, not of one noun in it ("thu nhập năm 2017"): only those are
    handed on. An edition of an index always is."""
    if expression.rule == "edition" or expression.kind != "flow":
        return True
    before = folded[max(line.span.start, expression.start - _ADVERB_REACH) : expression.start]
    if folded[expression.end : expression.end + 1] == ",":
        return True
    return not before.strip() or _ADVERB_BEFORE.search(before) is not None


def _is_sharper(behind: Expression, before: Expression) -> bool:
    """Whether a printed day behind the figure lies inside of the span told before: "năm 2018 …, trước 30/6/2018"."""
    if before.first is None or before.last is None or behind.last is None or behind.kind == "flow":
        return False
    return before.first < before.last and before.first <= behind.last <= before.last


def _counts_same(whole: Figure, indicator: Indicator, agency: Attribution) -> bool:
    """Whether a part counts what its whole does, of the same body: then what narrows it is not understood."""
    same = whole.indicator.metric_key == indicator.metric_key and whole.agency.agency_key == agency.agency_key
    return same and whole.scope_key in {TOTAL, UNKNOWN}


def _is_name(phrase: str, kinds: frozenset[str]) -> bool:
    """Whether a phrase is nothing but the name of some body: "huyện Thanh Oai", "Sơn La"; not "doanh nghiệp FDI"."""
    words = phrase.split()
    if words and not words[0][:1].isupper() and fold(words[0]) not in kinds:
        return False
    capital = sum(word[:1].isupper() for word in words)
    return 0 < len(words) <= _LONGEST_NAME and capital >= max(1, len(words) - 1) and not any(map(str.isdigit, phrase))


_LONGEST_NAME = 5


def _rates_in_brackets(figures: list[Figure]) -> bool:
    """Whether the last two figures are a change and its rate in brackets: "giảm 10 sở (50%)"."""
    if len(figures) < 2:
        return False
    return figures[-1].bracketed and figures[-1].role.role == "change_rate" and figures[-2].role.role == "change"


_GOES_ON = re.compile(r"\)(?:,| và|, và)[ ]*")


def _previous(last: Figure | None, spot: Spot) -> Previous | None:
    if last is None or (last.number.end < spot.clause.start and spot.number.start > spot.clause.start + 1):
        return None
    return Previous(last.number.unit, last.role.role, last.number.end, last.role.direction)


def _base_of(role: Role, figures: list[Figure], clause: Span, folded: str, number: Number) -> Figure | None:
    """The level figure that a change or rate explains: of its clause, else of its sentence; of its unit if one is."""
    if role.role == "level":
        return None
    levels = [f for f in figures if f.role.role == "level" and _may_change(f.number.unit, number.unit)]
    levels = [f for f in levels if f.role.comparison_kind != "plan"]
    here = [f for f in levels if f.number.start >= clause.start]
    if role.role == "change_rate" and here and here[-1].number.unit not in _EDITED:
        levels = here = [f for f in here if f.number.unit not in _EDITED]
    alike = [f for f in here or levels if f.number.unit == number.unit]
    told = alike or here
    nearest = next(reversed(told), None)
    return next((f for f in reversed(told) if not _stands_at_place(f.number, clause, folded)), nearest)


def _stands_at_place(number: Number, clause: Span, folded: str) -> bool:
    """ "tại 12 bộ": the number only says where."""
    return _PLACE_BEFORE.search(folded, max(clause.start, number.start - _PLACE), number.start) is not None


def _may_change(level: str, change: str) -> bool:
    """Whether a change in one unit may be of a level in the other: places of a score, but no marks of a place."""
    return not (change == "points" and level == "rank") and not (level == "rank" and change == "percent")


_PLACE = 8  # characters of "thuộc " before a number
_PLACE_BEFORE = re.compile(r"(?:tại|ở|thuộc|của|với)[ ]$")


def _spread(hedge: Hedge, last: Figure | None, folded: str, number: Number) -> Hedge:
    """A hedge holds for both of a pair: "trên 67% và 73%"."""
    if hedge.words is not None or last is None or last.hedge.words is None or last.number.unit != number.unit:
        return hedge
    return last.hedge if folded[last.number.end : number.start].strip() in {"và", ","} else hedge


def _is_bracketed(folded: str, start: int, position: int) -> bool:
    opened = folded.rfind("(", start, position)
    return opened >= 0 and folded.find(")", opened, position) < 0


def _blank_outside(folded: str, blocks: tuple[Block, ...]) -> str:
    """The text with everything outside of body blocks turned to line breaks and wrapped lines joined, offsets kept."""
    parts, at = [], 0
    for block in blocks:
        if block.kind in BODY:
            parts.append("\n" * (block.start - at))
            words = folded[block.start : block.end]
            parts.append(words if block.kind == "table_cell" or "\n" not in words else _WRAP.sub(" ", words))
            at = block.end
    parts.append("\n" * (len(folded) - at))
    return "".join(parts)


def _distribute(
    lines: list[Line], numbers: list[Number], mentions: list[Mention], expressions: list[Expression]
) -> None:
    """Give each line what begins inside of it; all lists are in order."""
    for name, items in (("numbers", numbers), ("mentions", mentions), ("expressions", expressions)):
        index = 0
        for line in lines:
            while index < len(items) and items[index].start < line.span.start:
                index += 1
            while index < len(items) and items[index].start < line.span.end:
                getattr(line, name).append(items[index])
                index += 1


def _moved(number: Number, offset: int, end: int) -> Number:
    """The number at its place in the document; a unit that the header gave does not belong to the quote."""
    return replace(
        number,
        start=number.start + offset,
        end=min(number.end + offset, end),
        digits_end=number.digits_end + offset,
    )


def _repeat_body(figures: list[Figure]) -> None:
    """A figure repeated in a headline, lead, subheading or caption is the body's figure in agency and period."""
    body: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        if figure.block.kind not in REPEATING and figure.block.kind != "table_cell":
            body.setdefault(_print_of(figure), []).append(figure)
    for figure in figures:
        if figure.block.kind not in REPEATING:
            continue
        candidates = [other for other in body.get(_print_of(figure), ()) if _may_repeat(figure, other)]
        if not candidates:
            continue
        other = max(candidates, key=lambda one: (one.hedge.qualifier == figure.hedge.qualifier, _shared(figure, one)))
        figure.repeats = other
        figure.agency = Attribution(other.agency.agency_key, "repeats a figure of the body")
        figure.period = replace(other.period, basis="repeats a figure of the body", is_printed=False)
        if figure.indicator.basis is None or other.indicator.basis is not None:
            figure.indicator = other.indicator


def _print_of(figure: Figure) -> tuple[object, ...]:
    return figure.number.value, figure.number.denominator, figure.number.unit


def _may_repeat(figure: Figure, other: Figure) -> bool:
    """The same print says the same thing unless status differs, or a small number's words have nothing in common."""
    if figure.status != other.status:
        return False
    shortest = min(len(fold(one.phrase).split()) for one in (figure, other))
    return figure.indicator == other.indicator or 2 * _shared(figure, other) >= max(1, shortest)


def _shared(figure: Figure, other: Figure) -> int:
    """Words of the phrases that both have; numbers and words of change do not tell what is counted."""
    words = set(fold(figure.phrase).split()) & set(fold(other.phrase).split())
    return sum(not any(map(str.isdigit, word)) and word not in _TELLS_NOTHING for word in words)


_TELLS_NOTHING = frozenset({"tăng", "giảm", "đạt", "có", "là", "và", "của", "các", "số"})
