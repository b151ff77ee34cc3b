"""When a figure holds: which words of time around it are its own.

Here: the words of time beside a figure, its deadline, the time handed on to it. Not here: finding words of time
(`periods`) and the order in which those are asked (`period_choice`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.extraction.belonging import Belonging
from orchestration.extraction.figure import Figure, Spot
from orchestration.extraction.indicators import Indicator
from orchestration.extraction.numbers import Number
from orchestration.extraction.period_choice import Period, Question, decide, years_before
from orchestration.extraction.periods import Expression, is_ahead, until_publication
from orchestration.extraction.roles import MULTIPLE, Role
from orchestration.extraction.sentence import EDITED, is_adverbial
from orchestration.extraction.text import fold
from orchestration.extraction.time_words import CUT_OFF_RULES, UP_TO_PART_OF_YEAR

_TO_LEVEL = re.compile(r"\)?,?(?: (?:xuống|lên|thành|còn|đến|chỉ|mức|đạt|tới|hơn|gần|khoảng|trên|dưới))+ ")
FROM_LEVEL = re.compile(r"(?<![^\W_])từ (?:(?:mức|hơn|gần|khoảng|vị trí|thứ|hạng|thứ hạng|bậc) )*$")
_TELLS_NEXT = re.compile(
    r"[ ]*(?:,?[ ]*(?:(?:tỷ lệ|tỉ lệ|con số|chỉ số|số) này"
    r"|là|đã|đạt|chỉ|có|chỉ có|chỉ đạt|ở mức|:|hơn|gần|khoảng|trên)[ ]*)+"
)
_PLAN_INSIDE = re.compile(r"[ ]?\((?:mục tiêu|kế hoạch|chỉ tiêu|yêu cầu)(?: [^\W\d_]+){0,5} $")
_YEAR_END = (12, 31)
_OPENS = 4  # characters before words of time that open a sentence
_PROGRAMME = re.compile(r"(?<![^\W_])(?:chương trình|kế hoạch|dự toán)(?:,? [^\W\d_]+){1,9} $")
_OF_PLAN = re.compile(r"\d[ ]?%(?: so với)? (?:dự toán|kế hoạch|chỉ tiêu)(?: (?!và |trong )[^\W\d_]+){0,4} $")
_OF_TIME = (" của ", " của một ")
_OPENS_EARLIER = re.compile(
    r"[ *+•-]*(?:(?:trong khi|trong khi đó|trước đó|còn|ở|vào|trong|tại|riêng|nếu như|nếu)(?:,? ))*"
    r"cùng (?:kỳ|thời điểm|giai đoạn)(?: của)? (?:năm (?:trước|ngoái|\d{4})|\d{4})(?:,| )(?!so )"
)
_UP_TO_DATE = ("thống kê ", "số liệu ", "tính ", "luỹ kế ", "lũy kế ")  # stand before a month that has gone by
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENS_SAME = re.compile(r"(?:so với )?cùng (?:kỳ|thời điểm|giai đoạn)")
_SAME_SPAN = re.compile(r"cùng (?:kỳ|thời điểm|giai đoạn)")
_LIMITS = frozenset({"", "trước", "trước ngày", "từ", "từ ngày"})  # stand before the time that opens a plan
_SOON = 31  # days ahead of its day in which a text already tells what is done by then
FROM_REACH = 26  # characters of "từ vị trí thứ khoảng "
#: What parts a figure from the year of its clause; a comma before the next of a list does not.
_PARTED = re.compile(r"[;:()]|,(?! (?:(?:và|ít nhất|tối thiểu|hơn|trên|khoảng|gần) )*\d)")
_OWNS = (" có ", " gồm ", " còn ", " có tổng số ", " có tất cả ")
_DATED_BY = frozenset({" ", " (", " của ", " của một ", " vào ", " trong ", " hồi "})


_GOES_ON_WITH = re.compile(r"[\s+*•-]*(?:theo đó|trong đó|cụ thể|đồng thời|cùng với đó|bên cạnh đó|ngoài ra)(?![^\W_])")
_OF_YEAR = frozenset({"year", "edition"})
_COMPARED_WITH = "what is compared with"  # why a period was chosen
_PLACED = frozenset({"rank", "points"})
_YEARS_LEFT = frozenset({"year", "relative_year"})  # that a text may look back at: "năm 2018 chuyển sang 39 bản án"


class Dating(Belonging):
    """A sentence that tells when its figures hold."""

    def _is_ahead_of_day(self, spot: Spot) -> bool:
        """ "Đến năm 2030, 100% thủ tục được …": what a sentence tells of a year that is yet to come is planned."""
        day = self.dates.calendar.published_on
        first = next((e for e in self.line.expressions if not e.is_comparison), None)
        if day is None or first is None or not first.is_deadline or first.last is None:
            return False
        if (first.last - day).days <= _SOON:
            return False
        if first.kind == "flow" and (first.first is None or first.first.year <= day.year):
            return False  # "giai đoạn 2021-2025" has begun
        opens = self.folded[self.line.span.start : first.start].strip(" -+*•") in _LIMITS
        told = self.folded[first.end : spot.number.start]
        return opens and first.end <= spot.number.start and not self.grammar.roles.tells_fact(told)

    def _compared_here(self, start: int) -> Figure | None:
        """The level of the sentence before, of which one that opens with "Cùng kỳ năm 2023 là …" is the comparand."""
        told = self.memory.figure
        opens = start <= self.line.span.start and _OPENS_SAME.match(self.folded, start) is not None
        return told if opens and told is not None and told.role.role == "level" else None

    def _time_compared(self, expression: Expression, last: Figure | None, start: int) -> Period | None:
        """The period that words of time name for what a figure is compared with; they stand behind `start`."""
        known = self.dates.calendar
        told = last or self._compared_here(start)
        nearest = told.period if told is not None else Period("flow", known.reporting_start, known.reporting_end, "")
        same_span = _SAME_SPAN.search(self.folded, start, expression.end) is not None
        if expression.last is not None and not (same_span and nearest.last):
            kind = "stock" if expression.kind == "stock" else "flow"
            return Period(kind, expression.first, expression.last, _COMPARED_WITH)
        if nearest.last is None:
            return None
        years = nearest.last.year - expression.last.year if expression.last else 1
        return years_before(nearest, years, _COMPARED_WITH)

    def _period(self, spot: Spot, status: str, indicator: Indicator, phrase: str, role: Role) -> Period:
        number = spot.number
        usable = [
            e
            for e in self.line.expressions
            if not e.is_comparison
            and self.grammar.dates_figures(e, self.line, self.folded)
            and not self._dates_other(e, number)
            and (e.end <= number.start or role.cue != MULTIPLE)
            and (e.end > number.start or not self.grammar.dates_bracket(e, self.line, self.folded, number.start))
        ]
        own = self.times_in_turn.get(spot.index) or self._time_beside(usable, number)
        is_left = own is None and role.role == "level" and role.comparison_kind == "previous_period"
        left = self._time_left_behind(number) if is_left else None
        if left is not None and _SAME_SPAN.search(self.folded, self.line.span.start, left.end):  # of an earlier year
            now = self._period(spot, status, indicator, phrase, replace(role, comparison_kind=None))
            years = now.last.year - left.last.year if now.last and left.last else 0
            return years_before(now, years, _COMPARED_WITH) if years > 0 else now
        if is_left and left is None and number.unit in _PLACED and self._is_of_index(number, indicator):
            return self._edition_before(spot, status, indicator, phrase, role)
        own = own or left
        own = own or self._time_before(usable, number)
        if own is None or own.kind == "event":
            end = min(spot.clause.end, max(spot.next_start, spot.clause.start))
            behind = (e for e in usable if number.end <= e.start < end and not self._opens_bracket(number, e))
            told = (e for e in behind if not _TELLS_NEXT.fullmatch(self.folded, e.end, spot.next_start))
            # "Ngày 25/6, Sở cho biết đã nhận 260 hồ sơ trong 5 tháng năm 2023": the day is that of the telling.
            own = next((e for e in told if own is None or e.kind == "flow"), own)
        if own is None and role.role == "level" and (earlier := self._same_span_before(number)) is not None:
            return earlier
        own = self._moment_told(own, usable)
        if own is not None and status == "actual" and is_ahead(own, self.dates.calendar, self.folded):
            own = until_publication(own, self.dates.calendar)
        own = self._until_cut_off(own) if own is not None and status == "actual" else own
        if own is not None and own.rule == "same_span":
            own = self._same_span(own, usable, number)
        if own is not None and own.rule == "relative_year" and self._is_of_index(number, indicator):
            this_year = self.folded.endswith(" nay", own.start, own.end)
            own = (self.memory.edition if this_year else None) or own  # "năm nay, tỉnh đạt 93%" of last year's index
        deadline = self._deadline(number)
        kind = self.grammar.period_kind(indicator, phrase) if role.role == "level" else "flow"
        kind = "stock" if kind == "flow" and role.role == "level" and self._is_owned(number, phrase) else kind
        inherited = self._inherited_time(number, indicator)
        if status == "actual" and self._is_of_index(number, indicator) and self.grammar.is_of_index(indicator):
            own, inherited = _of_whole_year(own), _of_whole_year(inherited)
        met = self._day_of_meeting(number) if status == "actual" else None
        if met is not None:
            return Period("flow", met.first, met.last, "own words", True)
        period = decide(Question(own, inherited, kind, status, deadline), self.dates.calendar)
        on_day = period.kind == "unknown" and status == "actual" and self.dates.published_on_basis is not None
        return replace(period, kind="flow", basis="own words") if on_day and self._counts_votes() else period

    def _beside_in_brackets(self, spot: Spot, role: Role) -> Period | None:
        """The period of the value before in the same brackets, which is that of what is compared with: "so với năm 2016
        (đứng thứ 32 với 73,66 điểm)"."""
        last = self.done[-1] if spot.bracketed and self.done and role.role == "level" else None
        if last is None or not last.bracketed or last.period.basis != _COMPARED_WITH or last.role.role != "level":
            return None
        if last.role.comparison_kind is not None:
            return None  # "(giảm 1 bậc, từ 98 xuống 99)"
        between = self.folded[last.number.end : spot.number.start]
        dated = any(last.number.end <= e.start < spot.number.start for e in self.line.expressions)
        return None if dated or ")" in between or "(" in between else last.period

    def _edition_before(self, spot: Spot, status: str, indicator: Indicator, phrase: str, role: Role) -> Period:
        """The period of a place or score that was left behind: the edition before that of the new one."""
        now = self._period(spot, status, indicator, phrase, replace(role, comparison_kind=None))
        one = now.first is not None and now.last is not None and now.first.year == now.last.year
        return years_before(now, 1, _COMPARED_WITH) if one and now.kind == "flow" else now

    def _is_owned(self, number: Number, phrase: str) -> bool:
        """Whether bodies are counted that somebody has: "toàn tỉnh có 19 cơ quan chuyên môn"."""
        owns = number.unit == "count" and self.folded.endswith(_OWNS, 0, number.start)
        return owns and self.grammar.owned_bodies.fullmatch(fold(phrase)) is not None

    def _moment_told(self, own: Expression | None, usable: list[Expression]) -> Expression | None:
        """The printed moment that "hiện" goes on with: "Theo báo cáo đến ngày 20/5, tỉnh hiện có …"."""
        if own is None or own.rule != "to_now":
            return own
        told = (e for e in usable if e.kind == "stock" and e.is_explicit and e.end <= own.start and e.last is not None)
        return next(told, own)

    def _until_cut_off(self, own: Expression) -> Expression:
        """A span that a day printed before it in the sentence cuts off: "tính đến ngày 23/3, số giao dịch trong quý
        I/2022 là"."""
        if own.kind != "flow" or own.first is None or own.last is None:
            return own
        for told in self.line.expressions:
            if told.end > own.start:
                break
            inside = told.last is not None and own.first <= told.last < own.last
            if inside and told.rule in CUT_OFF_RULES and ";" not in self.folded[told.end : own.start]:
                return replace(own, last=told.last)
        return own

    def _day_of_meeting(self, number: Number) -> Expression | None:
        """The day before a count of those who came: "Hội nghị diễn ra ngày 20/12 với sự tham dự của 320 đại biểu"."""
        if self.grammar.guests.match(self.folded, number.end) is None:
            return None
        told = (e for e in reversed(self.line.expressions) if e.kind == "event" and e.end <= number.start)
        return next((e for e in told if e.last is not None and not e.is_comparison), None)

    def _same_span_before(self, number: Number) -> Period | None:
        """The period of all levels of a sentence that opens with it: "Cùng kỳ năm trước, tỷ lệ trực tuyến là 40%"."""
        opening = _OPENS_EARLIER.match(self.folded, self.line.span.start, number.start)
        told = (e for e in self.line.expressions if opening and e.is_comparison and e.start < opening.end())
        expression = next(told, None)
        if expression is None:
            return None
        last = self.memory.figure
        return self._time_compared(
            expression, last if last and last.role.role == "level" else None, self.line.span.start
        )

    def _time_before(self, usable: list[Expression], number: Number) -> Expression | None:
        """The last words of time before the figure; the year of a programme that is another than that of the sentence
        only names it: "Năm 2022, Bộ trình chương trình làm luật năm 2023; thông qua 4 luật"."""
        told = [e for e in usable if e.end <= number.start]
        if told and self._dates_left_behind(told[-1], number):
            told = told[:-1]
        if len(told) > 1 and self._dates_plan(told[-1], told[-2]):
            told = told[:-1]
        if len(told) < 2 or told[-1].rule != "year" or told[0].start - self.line.span.start > _OPENS:
            return told[-1] if told else None
        names = _PROGRAMME.search(self.folded, told[0].end, told[-1].start) is not None
        return told[0] if names and ";" in self.folded[told[-1].end : number.start] else told[-1]

    def _dates_plan(self, year: Expression, told: Expression) -> bool:
        """Whether a year only tells which plan a share is of, behind the part of it that figures are of: "trong 2 tháng
        thu 310 tỷ đồng, đạt 22% dự toán giao năm 2021, trong đó …"."""
        if year.rule != "year" or told.first is None or year.first is None or year.first.year != told.first.year:
            return False
        return _OF_PLAN.search(self.folded, told.end, year.start) is not None

    def _time_left_behind(self, number: Number) -> Expression | None:
        """The time that a sentence compares with, which is that of the level that was left: "So với năm 2016, chỉ số
        tăng từ hạng 74 lên hạng 59"."""
        told = (e for e in reversed(self.line.expressions) if e.is_comparison and e.last is not None)
        compared = next((e for e in told if e.end <= number.start), None)
        return replace(compared, is_comparison=False) if compared is not None else None

    def _dates_left_behind(self, expression: Expression, number: Number) -> bool:
        """Whether words of time only date the level that was left: "tăng từ 5,8 điểm năm 2018 lên 6,1 điểm"."""
        before = next((one for one in reversed(self.line.numbers) if one.end <= expression.start), None)
        if before is None or self.folded[before.end : expression.start] not in _DATED_BY:
            return False
        left = FROM_LEVEL.search(self.folded, max(0, before.start - FROM_REACH), before.start) is not None
        return left and _TO_LEVEL.match(self.folded, expression.end, number.start) is not None

    def _same_span(self, own: Expression, usable: list[Expression], number: Number) -> Expression | None:
        """What "trong kỳ" means: the time that the sentence tells before, else that handed on; "trong kỳ báo cáo" is
        the reporting period where that is known."""
        known = self.dates.calendar
        if self.folded.startswith(" báo cáo", own.end) and known.reporting_end is not None:
            return replace(own, first=known.reporting_start, last=known.reporting_end, is_explicit=False)
        told = (e for e in reversed(usable) if e.end <= number.start and e.rule != "same_span")
        return next(told, None) or self.memory.expression

    def _dates_other(self, expression: Expression, number: Number) -> bool:
        """Whether "của năm ngoái" only dates the figure right before it: "từ hạng 125 của năm ngoái lên hạng 119", or
        "năm nay" only belongs to a noun: "doanh nghiệp tham gia điều tra năm nay"."""
        if expression.rule not in _YEARS_LEFT:
            return False
        if self.folded.startswith((" chuyển sang", " chuyển qua"), expression.end):
            return True
        if expression.rule == "year" or self.folded[number.end : expression.start] in _DATED_BY:
            return False
        if expression.end <= number.start and self.folded.endswith(_OF_TIME, 0, expression.start):
            return True
        this_year = self.folded.endswith(" nay", expression.start, expression.end)
        return this_year and not is_adverbial(expression, self.line, self.folded)

    def _deadline(self, number: Number) -> Expression | None:
        """The day by which a target is to be met: told last before the figure, else first behind it, else above."""
        told = [e for e in map(self._coming, self.line.expressions) if e.is_deadline and not e.is_comparison]
        before = next((e for e in reversed(told) if e.end <= number.start), None)
        behind = next((e for e in told if e.start >= number.end), None)
        if before is not None and behind is not None and _is_sharper(behind, before):
            return behind
        named = before or behind or next(iter(told), None) or self._limit_of_plan(number)
        named = named or self._end_behind(number) or self.memory.plan or self._deadline_before()
        return named or self.memory.deadline or self._end_of_actual(number)

    def _end_of_actual(self, number: Number) -> Expression | None:
        """The end of the period of the level right behind which the plan for it stands in brackets: "đến cuối năm các
        bộ đạt 61% (mục tiêu 75%)"."""
        last = self.done[-1] if self.done else None
        ends = last.period.last if last is not None and last.status == "actual" else None
        if last is None or ends is None or (ends.month, ends.day) != _YEAR_END or last.period.kind == "unknown":
            return None
        if _PLAN_INSIDE.fullmatch(self.folded, last.number.end, number.start) is None:
            return None
        return Expression(last.number.start, last.number.end, "stock", ends, ends, "beside", is_deadline=True)

    def _deadline_before(self) -> Expression | None:
        """The day by which the plan of the sentence before is to be met, where this goes on with it: "Theo đó, …"."""
        last = self.memory.figure
        if last is None or last.status != "target" or last.period.kind != "stock" or last.period.last is None:
            return None
        start = self.line.span.start
        goes_on = _GOES_ON_WITH.match(self.folded, start) is not None
        day = last.period.last
        return Expression(start, start, "stock", day, day, "deadline", is_deadline=True) if goes_on else None

    def _coming(self, expression: Expression) -> Expression:
        """A month without its year that has gone by, as the next of its name: "phải đạt 90% đến tháng 6"."""
        day, last = self.dates.calendar.published_on, expression.last
        if expression.rule not in UP_TO_PART_OF_YEAR or day is None or last is None or last >= day:
            return expression
        counted = self.folded.endswith(_UP_TO_DATE, self.line.span.start, expression.start)
        if counted or _ANY_YEAR.search(self.folded, expression.start, expression.end):
            return expression
        coming = years_before(Period("stock", last, last, ""), -1, "").last
        return replace(expression, first=coming, last=coming, is_deadline=True)

    def _end_behind(self, number: Number) -> Expression | None:
        """ "hướng tới 100% hồ sơ … vào cuối năm 2026": the moment that a plan is for, told behind it."""
        behind = [e for e in self.line.expressions if e.start >= number.end and not e.is_comparison]
        ends = (e for e in behind if e.kind == "stock" and e.is_explicit)
        return next(ends, None) or next((e for e in behind if self._within(e, number)), None)

    def _within(self, expression: Expression, number: Number) -> bool:
        """ "cung cấp 90% dịch vụ trực tuyến trong năm 2021": a year that the clause of the figure ends with."""
        if expression.rule != "year" or _PARTED.search(self.folded, number.end, expression.start):
            return False
        return self.folded.endswith("trong ", number.end, expression.start) or self.folded.startswith(
            "trong ", expression.start
        )

    def _limit_of_plan(self, number: Number) -> Expression | None:
        """ "Đến hết tháng 12/2023, Bộ phải triển khai …": a day that is past by now, but was ahead of the plan."""
        days = (e for e in reversed(self.line.expressions) if e.kind == "stock" and e.end <= number.start)
        return next((e for e in days if e.is_explicit and not e.is_comparison), None) or self._year_of_plan(number)

    def _year_of_plan(self, number: Number) -> Expression | None:
        """ "Năm 2016, chỉ tiêu giao là …": the end of a whole year that is over bounds the plan of that year too."""
        years = (e for e in reversed(self.line.expressions) if e.rule in _OF_YEAR and e.end <= number.start)
        return next((e for e in years if not e.is_comparison), None)

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
            dates = expression.kind == "flow" or expression.rule == "end_of_printed_year"
            if dates and self.folded[number.end : expression.start] in _DATED_BY:
                closed = self.folded[expression.end : expression.end + 1] == ")"
                return expression if closed or not self.folded.startswith(" (", number.end) else None
        return None

    def _inherited_time(self, number: Number, indicator: Indicator) -> Expression | None:
        """The words of time handed on. The edition of an index speaks of scores and ranks; of counts and shares only
        where it is not older than what the document reports on."""
        edition, start = self.memory.edition, self.dates.calendar.reporting_start
        older = edition is not None and edition.last is not None and start is not None and edition.last < start
        scored = any(self.grammar.is_of_index(figure.indicator) for figure in self.done)  # "nhóm trên 90%, gồm 9 tỉnh"
        of_edition = self._is_of_index(number, indicator)
        if of_edition and older and number.unit == "percent" and not self.grammar.is_of_index(indicator):
            last = self.memory.figure
            of_edition = last is not None and last.block == self.line.block and self.grammar.is_of_index(last.indicator)
        if edition is not None and (of_edition or scored or not older):
            return edition
        of_index = self.grammar.is_of_index(indicator) or (
            number.unit != "percent" and self._is_of_index(number, indicator)
        )
        handed_on = self.memory.expression
        if of_index and (handed_on is None or (_spans_years(handed_on) and self.memory.only_edition is not None)):
            return self.memory.only_edition
        return handed_on

    def _is_of_index(self, number: Number, indicator: Indicator) -> bool:
        is_open = indicator.metric_key not in self.grammar.reference.metrics
        return number.unit in EDITED and (is_open or self.grammar.is_of_index(indicator))


def _spans_years(expression: Expression) -> bool:
    """Whether words of time tell several years, over which no index is measured: "từ năm 2012 đến nay"."""
    told = expression.kind == "flow" and expression.first is not None and expression.last is not None
    return (
        told
        and expression.first is not None
        and expression.last is not None
        and (expression.first.year < expression.last.year)
    )


def _of_whole_year(expression: Expression | None) -> Expression | None:
    """ "Đến năm 2019 tụt xuống hạng 3": the edition of that year."""
    if expression is None or expression.last is None or expression.rule not in {"to_year", "to_bare_year"}:
        return expression
    return replace(expression, kind="flow", first=expression.last.replace(month=1, day=1))


def _is_sharper(behind: Expression, before: Expression) -> bool:
    """Whether a printed day behind the figure lies inside of the span told before: "năm 2018 …, trước 30/6/2018"."""
    if before.first is None or before.last is None or behind.last is None or behind.kind == "flow":
        return False
    return before.first < before.last and before.first <= behind.last <= before.last
