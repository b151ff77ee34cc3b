"""The figures of one sentence, column by column.

Here: the order in which the rules are asked for one figure, and what it is to the figures before it. Not here: what it
counts (`naming`), whose it is (`belonging`), when (`dating`), and what sentences hand on to each other (`claims`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from orchestration.extraction.agencies import COUNTRY, Mention
from orchestration.extraction.attribution import (
    COUNTED_BODIES,
    LEVELS,
    Attribution,
    group_of,
)
from orchestration.extraction.belonging import SINGLE, WHOSE_LEVEL
from orchestration.extraction.bounds import Hedge, interval
from orchestration.extraction.dating import FROM_LEVEL, FROM_REACH, Dating
from orchestration.extraction.figure import Figure, Spot
from orchestration.extraction.numbers import Number
from orchestration.extraction.period_choice import Period
from orchestration.extraction.record import record
from orchestration.extraction.roles import AS_RATE, LISTED, MEAN_OF, MULTIPLE, Previous, Role
from orchestration.extraction.scopes import TOTAL
from orchestration.extraction.sentence import EDITED, NOTHING_COUNTED
from orchestration.extraction.text import Span, fold

_FROM_TO = re.compile(
    r"^(?:[^\d,;.(]|(?:19|20)\d\d){0,24}?(?<![^\W_])(?:xuống|lên|còn|thành|đến)"
    r"(?: còn| chỉ còn)?(?: mức)?(?: hơn| gần| khoảng| tối đa| không quá| dưới)?$"
)
_TO_NEXT = re.compile(  # no year between: what is dated meets the other figures of its year
    r"[^\d,;.()]{0,24}(?<![^\W_])(?:xuống|lên|còn|thành)"
    r"(?: còn| chỉ| mức| hơn| gần| khoảng| tối đa| không quá| dưới| trên| thứ| hạng| vị trí| bậc)* \d"
)
_NOW = re.compile(  # "mất 20 ngày, nay rút xuống còn từ 10 đến 12 ngày"
    r"[^\d;.()]{0,40}, (?:nay|đến nay|hiện nay|hiện|giờ|giờ đây)"
    r"(?: (?:đã|chỉ|rút|rút ngắn|giảm|tăng|xuống|lên|còn|là|từ|gần|hơn))+[ ]"
)
_OF_PLAN = re.compile(r"[ ](?:dự toán|kế hoạch)(?![^\W_])")  # behind "đạt 30,9%": what was reached grew, not the share
_TASKS_GIVEN = re.compile(r"(?<![^\W_])(?:đã|được) giao[^.;()\d]{0,80}$")  # "đã giao Bộ A thực hiện 90 nhiệm vụ"
_OUT_OF = ("trên tổng số ", "trong tổng số ")
_SPLIT = re.compile(
    r"(?: [^\W\d_]+){1,6} ?\((?:bao gồm|gồm|trong đó(?: có)?)?:? ?(?:\d[\d.]*(?: [^\W\d_]+){1,4}(?:,|;| và|, và) )*"
)
_PARTS_IN_BRACKETS = re.compile(r"(?: [^\W\d_]+){1,6} ?\([^()\d;]*")  # "8.550 hồ sơ (trong hạn 7.815, quá hạn 735)"
_FROM_ALONE = re.compile(  # "tăng 12 bậc – mức tăng mạnh nhất, từ hạng 98 lên 86"
    r"[ ,(]*(?:[-–] mức (?:tăng|giảm)(?: [^\W\d_]+){1,4}(?:,| [-–]) )?"
    r"từ (?:(?:mức|hơn|gần|khoảng|vị trí|thứ|hạng|thứ hạng) )*"
)
_SET_AGAINST = re.compile(  # "đạt 71,4% so với 64,9% của cả nước"
    r"(?: [^\W\d_]+){0,3},?[ (]*(?:(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn )?so với"
    r"(?: (?:mức|con số|tỷ lệ|tỉ lệ|trung bình|bình quân|chung|hơn|gần|khoảng|trên|là))* "
)
_LEVEL_ENDS = re.compile(r"[ ]?(?:[,.;)]|$)| (?:của |vào |hồi |trong |ở )?(?:năm|cùng kỳ|tháng|quý|kỳ)(?![^\W_])")
_PLACES_COUNTED = re.compile(
    r" (?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|thôn|tổ dân phố|khu phố|ấp)(?![^\W_])"
)
_GOES_ON_PLANNING = re.compile(
    r"[\s\"]*(?:[-+*•]|[a-zđ\d]{1,2}[.)]|(?:về|đối với|trong đó|cùng với đó|bên cạnh đó|ngoài ra|đồng thời)(?![^\W_]))"
)
_NEXT_OFFICE = re.compile(
    r"(?: [^\W\d_]+){0,5}\)(?:,|;| và|, và) (?P<kind>[^\W\d_]+)(?:,? [^\W\d_]+(?:[ ]?[-&])?){0,12} \("
)
_AND_CHANGE = re.compile(r"(?:,|;)?(?: và)? (?:tăng|giảm|tụt|cải thiện) ")
_LEAST_NOUN = 2  # words of a noun that two figures of one list share
_SHARE_BETWEEN = r"(?:,? (?:bằng|đạt|chiếm|tương đương|tương ứng|tỷ lệ|khoảng|gần|hơn|trên|với|là))+ [\d.,]+[ ]?%"
_NEXT_BODY = re.compile(  # "…, bằng 85%; Bộ B "
    rf"(?:[ ]\([^()]*\)|{_SHARE_BETWEEN})?(?:,|;| và|, và)[ ](?:còn |ubnd |các |tỉnh |thành phố )*@[ ]"
)
_NEXT_BODY_AFTER = re.compile(rf"(?: [^\W\d_]+){{0,5}}{_NEXT_BODY.pattern}")  # "17 người làm việc với họ, Bộ B "
_TIME_JOINED = re.compile(r"(?:ngày|giờ|phút|tháng)(?: làm việc)?(?:,| và|;|, và)")  # "14 giờ và 13 giờ"
_YEAR_JOINED = re.compile(r"(?:của |vào |hồi |trong )?(?:năm|tháng|quý) [\divx/.-]+(?:,| và|;|, và)(?: mức| con số)?")
_AND_YEAR = re.compile(  # "năm 2016 đạt 81% và năm 2017 trên 88%"
    r"(?:,|;|và|còn|, còn) (?:đến |sang |vào )?năm (?:19|20)\d\d(?: (?:là|đạt|lên|tăng lên|còn|trên|hơn|gần|khoảng))*"
)
_THAN_EARLIER = re.compile(r"(?: [^\W\d_]+){0,4} so (?:với )?(?:cùng kỳ|năm|quý|tháng|kỳ)(?![^\W_])")
_OPENED = re.compile(r"[(](?:là |đạt |tối thiểu |trên )*$")
_IN_TURN_IS = re.compile(r"[ ,:]*(?:(?:lần lượt|tương ứng|theo thứ tự|là|đạt|chỉ đạt|có|với)[ :]*)*")
_REACHED_SO_FAR = re.compile(r"(?<![^\W_])(?:mới|chỉ mới|mới chỉ|hiện|đã) (?:được|đạt|đạt được|có)(?![^\W_])")
_NEXT_PART = re.compile(  # "đường bộ cắt giảm 73 điều kiện, đường thủy 65 điều kiện"
    r"(?:[ ]\([^()]*\))?(?:,|;| và|, và)[ ]"
    r"(?:(?!(?:có|đạt|là|còn|trong|được|đã|đang|chưa|với|tăng|giảm|của|từ)[ ])[^\W\d_]+[ ]){1,4}"
)
_NEXT_ITEM = re.compile(  # "hành chính 5.778 người; đơn vị sự nghiệp 31.560 người"
    r"(?: [^\W\d_]+){1,2};[ ](?:(?!(?:đã|có|là|được|giảm|tăng|còn|đạt|trong)[ ])[^\W\d_]+,?[ ]){1,10}"
)
_MOVED = re.compile(
    r" (?:và |còn )?(?P<what>(?!(?:đã|cũng|tiếp tục|tức|hay|xếp|đứng|từ|qua đó|trong khi)(?![^\W_]))"
    r"[^\W\d_]+(?: [^\W\d_]+){1,6})"
    r" (?:tăng|giảm|tụt)(?: (?:tới|đến|thêm|hơn|gần))* "
)
_SECOND_CHANGED = re.compile(r" (?:vụ|vụ việc|vụ án|việc|đoàn|lượt)(?:/| với (?:hơn |gần |trên )?)")
_FEW_WORDS = 4  # that may part a figure from the body that changed after it
_COMPARAND = re.compile(
    r"[ ]*[:(]?[ ]*(?:là|đạt|chỉ|chỉ có|chỉ đạt|có|(?:xếp|đứng)(?: hạng| ở)?(?: vị trí)?(?: thứ)?)?"
    r"(?: (?:giá trị|mức)(?: trung bình| bình quân)?)?[ ]*"
    r"|,? từ(?: (?:vị trí|hạng|thứ hạng|mức|thứ))* "
)
_ALL = re.compile(r"(?<![^\W_])(?:đều|cùng) (?:tăng|giảm|tụt)(?![^\W_])")
_IN_TURN_CHANGED = re.compile(r"lần lượt|(?<![^\W_])(?:tăng|giảm) tương ứng")
_NEXT_IN_TURN = re.compile(
    r"(?: (?!(?:so|tăng|giảm|đạt|bằng|trong)[ ])[^\W\d_]+){0,4}(?:,|;| và|, và)[ ]"
    r"(?:(?:tăng|giảm|hơn|gần|khoảng|trên)[ ])*"
)
_CUT_ITSELF = re.compile(r"(?:sắp xếp |cắt )?giảm ")
_ANY_UNIT = frozenset({"đơn vị", "đầu mối", "cơ quan", "tổ chức"})
_THAN_LEVEL = re.compile(r"(?<![^\W_])so với(?: (?:con số|mức|tổng số|số|tỷ lệ|tỉ lệ|hơn|gần|khoảng|trên|là))* $")
_DATED_BEHIND = re.compile(r"(?: [^\W\d_]+){0,5}[ (]*")  # " hồ sơ của " between a number and its time
_PARALLEL = re.compile(
    r"[\s,;:()]*(?:(?:lần đầu |tiếp tục )?(?:vượt|vượt qua|vượt lên trên|xếp trên|đứng trên|xếp sau|đứng sau) )?"
    r"(?:và |còn |của |tại |ở |ubnd |các )*@(?: (?:đạt|là|với|chiếm|có|hơn|trên|gần|khoảng|dưới))*[ (]*"
)
_MONEY = frozenset({"vnd", "usd"})
_GROWING = frozenset({"count", "vnd", "usd"})
_EARLIER = frozenset({"same_period", "previous_period", "base"})
_MUCH_LESS = 3  # times that a gap is less than what it lies between
_GAP_TO_BODY = re.compile(
    r"(?<![^\W_])(?P<cue>(?P<more>hơn|bỏ xa|vượt|vượt qua|vượt trên)|kém|kém hơn|thua|xếp sau)"
    r"(?: (?:so với|với|cả|các|ubnd|tỉnh|thành phố|đơn vị|địa phương|đứng đầu|đứng thứ hai|á quân|quán quân|là))*"
    r" @(?: (?:tới|đến|là|khoảng|gần|trên|hơn|chỉ))*[ ]$"
)
_JOINERS = frozenset({"và", ",", ";", ", và"})
_LISTED_BODY = re.compile(  # "Bộ A (giảm trên 53%), Bộ B (gần 51%)"
    r"\)?[ ]*(?:,|;|và|, và)[ ]*(?:tỉnh |thành phố |tp |tp[.] ?|ubnd |các )*@[ ]*[(]?"
    r"(?:(?:hơn|trên|gần|khoảng|dưới)[ ])*"
)
_GOES_ON = re.compile(r"\)(?:,| và|, và)[ ]*")
_GROUP_WORDS = 4  # of "tỉnh, thành phố trực thuộc"
_OPENED_ONCE = re.compile(r"[^()\d;.]{0,60}\([^()\d;.]{0,30}")
_AT_SOME = (" ở ", " tại ")
_BEFORE_GROUP = (" và ", " trong ", " trong số ", " trong tổng số ")
_PLACE = 8  # characters of "thuộc " before a number
_PLACE_BEFORE = re.compile(r"(?:tại|ở|thuộc|của|(?P<with>với))[ ]$")
_BODIES_COUNTED = re.compile(
    r" (?:bộ|sở|ngành|tỉnh|thành phố|huyện|quận|xã|phường|địa phương|đơn vị|cơ quan|quốc gia|nước)(?![^\W_])"
)


@record(frozen=True, slots=True)
class Kin:
    """What ties a figure to those before it; None where nothing does."""

    base: Figure | None  # the level that it is a change of
    rated: Figure | None  # the change that it tells again as a rate
    again: Figure | None  # the multiple that it tells again
    alike: Figure | None  # the level of the same kind
    compared: Period | None  # of a level that is only compared with

    @property
    def explained(self) -> Figure | None:
        """The figure that a change or a rate explains."""
        return self.base or self.rated


_GIVEN = re.compile(
    r"(?:giao|đặt|đề ra|vượt|hoàn thành|đạt)(?: [^\W\d_]+){0,2} chỉ tiêu"
    r"|chỉ tiêu(?: được)? (?:giao|đề ra|đặt ra|phấn đấu)"
)
_SUMMED = ("tổng cộng ", "tổng cộng là ", "tất cả ")
_PART_OF_CHANGE = re.compile(r"(?: [^\W\d_]+){1,9} \((?:trong đó|gồm|có)(?: có| gồm)?(?: hơn| gần| khoảng)? ")
_CLOSES_PART = re.compile(r"[^()\d]{1,60}\)[,;](?: và)?(?: hơn| gần| khoảng)? ")
_AMOUNTS = frozenset({"vốn", "tiền", "trị", "kinh", "thu"})
_QUANTITIES = frozenset({"tổng", "số", "lượng", "giá", "trị"})
_GROWN_REACH = 24  # figures before a rate among which the level is that it tells of
_PASSED = re.compile(r"[ ]\(vượt (?:chỉ tiêu|kế hoạch|mục tiêu)[^;()\d]{0,40} là ")
_AT_LEAST = frozenset({"ít nhất", "tối thiểu"})
_NEXT_LEAST = re.compile(r"(?: (?!(?:là|đạt|còn|tăng|giảm|chiếm|trong|so|được|trở)[ ])[^\W\d_]+){1,8}(?:,| và|, và) ")
_SIGNS = frozenset({"+", "-", "–"})
_OPENS_CHANGE = re.compile(r"[\s;]*(?:và )?(?:tăng|giảm)(?: (?:gần|hơn|trên|khoảng|tới|đến|thêm))* ")


class Reading(Dating):
    """A sentence whose figures are read one after the other."""

    def figure(self, index: int, figures: list[Figure]) -> Figure:
        """The figure of the line's number `index`; `figures` are those before it."""
        grammar, line, folded = self.grammar, self.line, self.folded
        spot = self._spot(index)
        self.done = figures
        last = figures[-1] if figures else None
        left = folded[spot.left.start : spot.left.end]
        counted = self._counted_like(spot)
        role = self._role(spot, left, figures, counted)
        hedge = grammar.roles.hedge_for(grammar.hedges.read(spot.number, folded), role)
        hedge = _spread(hedge, last, folded, spot.number)
        kin, role = self._kin(spot, left, role, figures)
        status = self._status(spot, kin.compared)
        statistic = self._statistic(spot, left)
        agency = self._whose(spot, role, kin, last)
        like = self._like(spot, role, status, kin, last) or counted
        phrase, indicator = self._indicate(spot, role, like, last)
        scope = kin.base.scope_key if kin.base else self._scope(spot, phrase, indicator, agency)
        indicator = self._of_units(indicator, phrase, scope, spot.number)
        indicator, scope = self._narrowed(indicator, scope) if like is None else (indicator, scope)
        whole = self._whole(spot, role, kin.base, last)
        role = replace(role, comparison_kind="plan") if whole and self._is_of_plan(spot, whole) else role
        role = replace(role, comparison_kind="previous_period") if self._is_left_behind(spot, role) else role
        statistic = "value" if role.comparison_kind == "mean" else statistic
        source = kin.explained or whole or kin.again
        scope = _inherited_scope(scope, whole, kin)
        before = last if last is not None else self._whole_before(spot)
        is_part = self._continues_parts(spot, last, role) if last is not None else before is not None
        if is_part and before is not None and source is None:
            scope = self._scope_of_part(scope, before, indicator, agency)
        handed = source if source is not None and not self._dated_anew(spot, source) else None
        period = handed.period if handed else kin.compared or self._beside_in_brackets(spot, role)
        period = period or self._period(spot, status, indicator, phrase, role)
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
            agency=whole.agency if whole and whole.number.unit != "rank" else agency,
            period=_of_state_told(period, before) if is_part and before and self._counts_places(spot) else period,
            scope_key=scope,
            bracketed=spot.bracketed,
            obs_status=grammar.roles.obs_status(folded[spot.clause.start : spot.number.start]),
            base=kin.base,
            is_part=is_part,
            share_of=whole,
        )

    def _role(self, spot: Spot, left: str, figures: list[Figure], counted: Figure | None) -> Role:
        """Level, change or rate, by the words around the figure and by the figures before it."""
        folded, last = self.folded, figures[-1] if figures else None
        behind = folded[spot.number.end : spot.clause.end]
        since = folded[last.number.end : spot.number.start] if last is not None else left
        words = since if spot.number.start <= spot.clause.start + 1 else left
        before = figures[-2] if _rates_in_brackets(figures) and _GOES_ON.fullmatch(since) else None
        plan = last is not None and last.role.role == "level"
        plan = (
            plan
            and last is not None
            and (last.role.comparison_kind == "plan" or self._makes_up(last) or self._fulfils(last))
        )
        if plan and len(figures) > 1 and before is None:  # "đạt 2.900 tỷ đồng, đạt 42% dự toán, tăng 50%"
            before = next((f for f in reversed(figures[:-1]) if f.number.unit != "percent"), figures[-2])
        previous, goes_on = self._previous(before or last, spot), before is not None and not plan
        role = self.grammar.roles.role(spot.number, words, behind, previous, spot.bracketed, goes_on)
        if (
            role.role != "level"
            and role.cue != LISTED
            and words.endswith(_BEFORE_GROUP)
            and self._counts_group(spot.number)
        ):
            role = Role()  # "29 tỉnh tăng điểm và 32 tỉnh giảm điểm", "tăng cao nhất trong 17 bộ"
        if role.role == "change" and spot.number.denominator is not None and words.endswith(_AT_SOME):
            role = Role()  # "tăng ở 5/8 chỉ số"
        role = self._gap_to_body(spot, role)
        listed = self._change_listed(spot, figures) if role.role == "level" and role.cue is None else None
        if listed is not None:
            role = replace(role, role="change", direction=listed.role.direction, cue=LISTED)
        if counted is not None and role.role == "level" and role.cue is None:
            role = replace(role, role=counted.role.role, direction=counted.role.direction, cue=LISTED)
        split = self._split(spot) if role.role == "level" and role.cue is None else None
        return replace(role, role="change", direction=split.role.direction, cue=LISTED) if split is not None else role

    def _split(self, spot: Spot) -> Figure | None:
        """The change of which brackets tell the parts: "giảm 90 đơn vị (gồm 70 xã, 12 phường)"."""
        opened = self.folded.rfind("(", self.line.span.start, spot.number.start) if spot.bracketed else -1
        whole = next((f for f in reversed(self.done) if f.number.end <= opened), None)
        if whole is None or whole.role.role != "change" or not whole.number.unit == spot.number.unit == "count":
            return None
        told = self.folded[whole.number.end : spot.number.start]
        return whole if whole.role.direction and _SPLIT.fullmatch(told) else None

    def _change_listed(self, spot: Spot, figures: list[Figure]) -> Figure | None:
        """The change whose word holds for this number too: of the count that an amount goes with, or of a list in
        which brackets tell parts ("giảm 71 vụ (trong đó 6 vụ mới); 12 phòng")."""
        mate = self._mate(spot)
        if mate is not None:
            return mate if mate.role.role == "change" else None
        last = figures[-1] if figures else None
        if last is None or spot.number.unit != "count" or last.number.unit != "count":
            return None
        if self._sums_changes(spot, figures) or self._changed_with(last, spot):
            return last
        opens = spot.bracketed and not last.bracketed
        if not opens and last.role.cue != LISTED and (spot.bracketed or not self._compares_inside(last)):
            return None
        before = last if opens else next((f for f in reversed(figures) if not f.bracketed), None)
        if before is None or before.role.role != "change" or before.number.unit != "count":
            return None
        pattern = _PART_OF_CHANGE if opens else _CLOSES_PART
        return before if pattern.fullmatch(self.folded, last.number.end, spot.number.start) else None

    def _changed_with(self, last: Figure, spot: Spot) -> bool:
        """Whether the number is the second of a pair that changed: "thụ lý tăng 40 vụ với 71 bị cáo"."""
        if last.role.role != "change" or spot.bracketed:
            return False
        return _SECOND_CHANGED.fullmatch(self.folded, last.number.end, spot.number.start) is not None

    def _compares_inside(self, last: Figure) -> bool:
        """Whether brackets only compare what changed: "giảm gần 60 cục (so với khoảng 120 cục), gần 300 phòng"."""
        opened = self.folded.rfind("(", self.line.span.start, last.number.start) if last.bracketed else -1
        return opened >= 0 and self.folded.startswith("so ", opened + 1)

    def _sums_changes(self, spot: Spot, figures: list[Figure]) -> bool:
        """Whether the number is the sum of the changes before it: "giảm 6 cục, 15 phòng; tổng cộng 21 đơn vị"."""
        if not self.folded.endswith(_SUMMED, 0, spot.number.start):
            return False
        added = Decimal(0)
        for figure in reversed(figures):
            if figure.role.role != "change" or figure.number.unit != "count" or added >= spot.number.value:
                break
            added += figure.number.value
        return added == spot.number.value

    def _kin(self, spot: Spot, left: str, role: Role, figures: list[Figure]) -> tuple[Kin, Role]:
        """What ties the figure to those before it, and its role, which a level in percent makes a change of points."""
        last = figures[-1] if figures else None
        base = self._base(spot, left, role, figures)
        if role.role == "change_rate" and last is not None and self._tells_change_again(last, spot):
            base = last.base
        of_level = base is not None and role.role == "change_rate" and _is_of_percent(base, spot.number)
        if of_level and base is not None and not _OF_PLAN.match(self.folded, base.number.end):
            role = replace(role, role="change")
        if (
            base is not None
            and role.role == "change"
            and role.comparison_kind in _EARLIER
            and _is_rate_of(base, spot.number)
        ):
            role = replace(role, role="change_rate")
        rated = self._change_rated(spot, role, last) if base is None else None
        again = last if last is not None and role.cue == last.role.cue == MULTIPLE else None
        alike, compared = self._compared(spot, role, figures)
        return Kin(base, rated, again, alike, compared), role

    def _base(self, spot: Spot, left: str, role: Role, figures: list[Figure]) -> Figure | None:
        """The level before that a change or a rate is of."""
        last = figures[-1] if figures else None
        mate = self._mate(spot) if role.role != "level" else None
        if mate is not None and mate.base is not None:  # "thi hành 40 việc và 9 tỷ đồng, tăng 5 việc và 2 tỷ đồng"
            amounts = (f for f in reversed(figures) if f.number.unit == spot.number.unit and f.role.role == "level")
            return next(amounts, None)
        in_turn = self._grown_in_turn(spot, figures) if role.role != "level" else None
        if in_turn is not None:
            return in_turn
        if (
            role.role == "level"
            or role.what
            or (role.cue == LISTED and not (spot.bracketed and self._told_of_growth(spot)))
            or self._has_own_subject(left)
            or self._moves_itself(spot, left)
            or self._rates_last(role, last)
        ):
            return None
        grown = self._grown_of(spot, role, figures)
        if grown is not None:
            return grown
        told = self._without_plans(figures)
        base = _base_of(role, told, spot.clause, self.folded, spot.number)
        if base is not None and base.bracketed and not spot.bracketed:
            # "130 hồ sơ (mỗi hồ sơ trên 2 trang), giảm 40 hồ sơ": what brackets tell stays inside
            outside = _base_of(role, [f for f in told if not f.bracketed], spot.clause, self.folded, spot.number)
            base = outside if outside is not None and outside.number.unit == base.number.unit else base
        return None if base is not None and self._counts_else(spot, base) else base

    def _grown_of(self, spot: Spot, role: Role, figures: list[Figure]) -> Figure | None:
        """The level that a rate names behind it: "tăng 18% về số lượng và 46% về số vốn"."""
        told = self._told_of_growth(spot) if role.role == "change_rate" else None
        if told is None:
            return None
        expand = self.grammar.indicators.expand
        words = set(expand(fold(told)).split())
        units = _MONEY if words & _AMOUNTS else {"count"}
        near = reversed(figures[-_GROWN_REACH:])
        levels = [f for f in near if f.role.role == "level" and f.number.unit in units]
        own = next((f for f in levels if words - _QUANTITIES <= set(self._noun_of(f).split())), None)
        told_so = (f for f in levels if words - _QUANTITIES <= set(expand(fold(f.phrase)).split()))
        return own or next(told_so, None)

    def _grown_in_turn(self, spot: Spot, figures: list[Figure]) -> Figure | None:
        """The level that a change of a list answers to: "12.000 đơn và 900 vụ, tăng lần lượt 4% và 7%"."""
        levels = [index for index, figure in enumerate(figures) if figure.role.role == "level"]
        if not levels:
            return None
        place = len(figures) - levels[-1] - 1  # of the change in its list
        opening = Span(
            figures[levels[-1]].number.end, figures[levels[-1] + 1].number.start if place else spot.number.start
        )
        if _IN_TURN_CHANGED.search(self.folded, opening.start, opening.end) is None:
            return None
        numbers = self.line.numbers
        length, last = place + 1, spot.index
        while last + 1 < len(numbers) and _NEXT_IN_TURN.fullmatch(
            self.folded, numbers[last].end, numbers[last + 1].start
        ):
            length, last = length + 1, last + 1
        answered = figures[levels[-1] + 1 - length : levels[-1] + 1] if length <= levels[-1] + 1 else []
        is_list = length > 1 and len(answered) == length and all(one.role.role == "level" for one in answered)
        return answered[place] if is_list and _may_change(answered[place].number.unit, spot.number.unit) else None

    def _compared(self, spot: Spot, role: Role, figures: list[Figure]) -> tuple[Figure | None, Period | None]:
        """The figure before that a level is of the same kind as, and the period of one only compared with."""
        answered = self._answered(spot, figures) if role.role == "level" else None
        if answered is not None:
            return answered
        behind = self._comparand_behind(spot, figures) if role.role == "level" else None
        if behind is not None:
            return behind
        compared = self._comparand(spot, figures[-1] if figures else None) if role.role == "level" else None
        alike = self._alike(spot, figures)
        if alike is not None and alike.number.unit != spot.number.unit:
            compared = None  # "38/45 nhiệm vụ trong kế hoạch năm 2025 (đạt 84,4%)" has no year to compare with
        return alike, compared

    def _status(self, spot: Spot, compared: Period | None) -> str:
        """Actual or target; what is compared with and past was reached."""
        if compared is not None and self._is_past(compared):
            return "actual"
        if self._is_plan_missed(spot, self.done[-1] if self.done else None):
            return "target"
        behind = self.folded[spot.number.end : spot.clause.end]
        told = self._unnamed(self._plan_reach(spot), spot.number.start)
        if spot.number.unit in {"rank", "points"} and not _GIVEN.search(told):
            told = told.replace("chỉ tiêu", "tiêu chí")  # of a ranking
        if told.endswith(_OUT_OF) and spot.previous_end > self.line.span.start:
            return "actual"  # "dự kiến cắt giảm 110 điều kiện trên tổng số 212": the whole is there already
        if spot.number.unit == "count" and self.grammar.roles.counts_tasks(behind):
            behind = ""
            if _TASKS_GIVEN.search(told):
                return "actual"
        if self._is_next_asked(spot):
            return "target"
        status = self.grammar.roles.status(told, behind, self.line.heading)
        ahead = status == "actual" and (self._is_ahead_of_day(spot) or self._goes_on_planning(spot))
        return "target" if ahead else status

    def _is_next_asked(self, spot: Spot) -> bool:
        """ "Cắt giảm ít nhất 30% thời gian, 30% chi phí": the next share of an order."""
        last = self.done[-1] if self.done else None
        if last is None or last.status != "target" or spot.number.unit != "percent" or last.number.unit != "percent":
            return False
        between = _NEXT_LEAST.fullmatch(self.folded, last.number.end, spot.number.start)
        return last.hedge.words in _AT_LEAST and between is not None

    def _goes_on_planning(self, spot: Spot) -> bool:
        """ "Mục tiêu đến năm 2025, …. Về kinh tế số, tỷ trọng đạt 20%": what goes on with the plan before."""
        start = self.line.span.start
        if not self.memory.plans or _GOES_ON_PLANNING.match(self.folded, start) is None:
            return False
        told = any(not (e.is_deadline or e.is_comparison) for e in self.line.expressions)
        return not told and not self.grammar.roles.tells_fact(self.folded[start : spot.number.start])

    def _whose(self, spot: Spot, role: Role, kin: Kin, last: Figure | None) -> Attribution:
        """Whom the figure is about: its own doer, or that of the figure that it explains."""
        explained = kin.explained
        agency = explained.agency if explained and not self._names_doer(spot) else self._agency(spot, last)
        if role.cue == LISTED and last is not None and agency.basis == COUNTED_BODIES and agency.agency_key in LEVELS:
            agency = last.agency
        if role.cue == MEAN_OF and last is not None:
            return self._whose_mean(spot, last)
        together = self._all_changed(spot, last) if role.role != "level" else None
        if together is not None:
            return Attribution(together, "bodies that changed alike")
        agency = kin.alike.agency if kin.compared and kin.alike and agency.basis == "document" else agency
        beside = last is not None and (self._explains_beside(spot, last) or self._is_plan_missed(spot, last))
        other = self._whose_level(spot) if self._set_against(spot, role, last) is not None else None
        if other is not None:
            return Attribution(other.agency_key, "compared with")
        return last.agency if last is not None and beside else agency

    def _set_against(self, spot: Spot, role: Role, last: Figure | None) -> Figure | None:
        """The level before that this one is set against: "đạt 71,4% so với 64,9% của cả nước"."""
        if last is None or role.role != "level" or last.role.role != "level" or last.number.unit != spot.number.unit:
            return None
        if spot.number.unit not in {"percent", "points"}:
            return None
        told = _SET_AGAINST.fullmatch(self.folded, last.number.end, spot.number.start) is not None
        behind = self._whose_level(spot) or _LEVEL_ENDS.match(self.folded, spot.number.end, self.line.span.end)
        return last if told and behind is not None else None

    def _next_office(self, spot: Spot, role: Role, last: Figure | None) -> Figure | None:
        """The count of the office before, where brackets behind the next one hold nothing but a number: "Sở A (19 dịch
        vụ), Sở B (17)"."""
        if last is None or role.role != "level" or not (spot.bracketed and last.bracketed and spot.number.is_bare):
            return None
        if last.number.unit != "count" or not self.folded.startswith(")", spot.number.end):
            return None
        match = _NEXT_OFFICE.fullmatch(self.folded, last.number.end, spot.number.start)
        if match is None or match["kind"] not in self.grammar.kinds:
            return None
        return last if self.text[match.start("kind")].isupper() else None

    def _whose_level(self, spot: Spot) -> Mention | None:
        """The body that is named as the owner right behind a figure."""
        first = next((m for m in self.line.mentions if m.start >= spot.number.end), None)
        owned = first is not None and WHOSE_LEVEL.fullmatch(self.folded, spot.number.end, first.start) is not None
        return first if owned else None

    def _counts_places(self, spot: Spot) -> bool:
        """Whether communes, districts or the like are counted, which are there and not done."""
        return _PLACES_COUNTED.match(self.folded, spot.number.end) is not None

    def _all_changed(self, spot: Spot, last: Figure | None) -> str | None:
        """The group of bodies that all changed by the same: "Long An (68 điểm) và Bến Tre (67 điểm) đều tăng 1 bậc"."""
        if last is None or _ALL.search(self.folded, last.number.end, spot.number.start) is None:
            return None
        keys = {f.agency.agency_key for f in self.done if f.number.start >= spot.clause.start}
        groups = {group_of(key) for key in keys if key.startswith(SINGLE)}
        return next(iter(groups)) if len(keys) > 1 and len(groups) == 1 else None

    def _whose_mean(self, spot: Spot, last: Figure) -> Attribution:
        """The group whose mean a level is compared with: that of its body, or the country where that is named."""
        named = [m for m in self.line.mentions if last.number.end <= m.start < spot.number.start]
        key = COUNTRY if any(m.agency_key == COUNTRY for m in named) else group_of(last.agency.agency_key)
        return Attribution(key, "mean of the group")

    def _like(self, spot: Spot, role: Role, status: str, kin: Kin, last: Figure | None) -> Figure | None:
        """The figure before whose indicator this one has."""
        like = kin.explained or kin.again or (kin.alike if kin.compared else None) or self._parallel(spot, role, last)
        like = like or self._set_against(spot, role, last) or self._next_office(spot, role, last)
        like = like or (last if self._changes_too(spot, role, last) else None)
        like = like or (last if status == "target" and self._is_plan_of(spot, last) else None)
        return like or (last if role.cue == MEAN_OF else self._from_of_change(spot, role, last))

    def _whole(self, spot: Spot, role: Role, base: Figure | None, last: Figure | None) -> Figure | None:
        """The count before that a level makes up a share of."""
        if base is not None or role.role != "level":
            return None
        shared = self._shared_in_brackets(spot)
        if shared is not None or last is None or not self._is_share_of_last(spot, last):
            return shared
        return self._share_by_sum(last, spot)

    def _statistic(self, spot: Spot, left: str) -> str:
        """range_low for a range, value for a count of bodies, else what the words before say."""
        if spot.number.upper is not None:
            return "range_low"
        if self._place(spot).counts_bodies:
            return "value"
        return self.grammar.roles.statistic(left, self.text[spot.left.start : spot.left.end])

    def _is_past(self, period: Period) -> bool:
        """Whether a period ends before the day of publication."""
        published = self.dates.calendar.published_on
        return period.last is not None and published is not None and period.last < published

    def _explains_beside(self, spot: Spot, last: Figure) -> bool:
        """ "các tỉnh đạt 18,5% (mục tiêu 30%)": a bracket right behind a level of the same unit, without a body."""
        if not spot.bracketed or last.bracketed or last.number.unit != spot.number.unit:
            return False
        opened = self.folded.startswith("(", last.number.end) or self.folded.startswith(" (", last.number.end)
        named = any(last.number.end <= m.start < spot.number.start for m in self.doers)
        return opened and not named and ")" not in self.folded[last.number.end : spot.number.start]

    def _continues_parts(self, spot: Spot, last: Figure, role: Role) -> bool:
        """Whether the figure stands in the list of parts that "trong đó" opens."""
        between = self.folded[last.number.end : spot.number.start]
        closed = last.bracketed and not spot.bracketed
        goes_on = ";" not in between or (role.role == "level" and _NEXT_ITEM.fullmatch(between) is not None)
        is_next = last.is_part and not closed and goes_on
        if is_next or self.grammar.part.search(between) is not None:
            return True
        is_level = role.role == last.role.role == "level" and last.number.unit == spot.number.unit == "count"
        return is_level and _PARTS_IN_BRACKETS.fullmatch(between) is not None

    def _fulfils(self, last: Figure) -> bool:
        """Whether a percentage tells how much of a plan was done: "đạt 42% dự toán"."""
        return last.number.unit == "percent" and self.grammar.of_plan.match(self.folded, last.number.end) is not None

    def _previous(self, last: Figure | None, spot: Spot) -> Previous | None:
        """What the role of a figure needs of the one before; None where a clause parts the two."""
        if last is None or (last.number.end < spot.clause.start and spot.number.start > spot.clause.start + 1):
            return None
        if last.role.cue is not None and self._counts_group(spot.number):
            return None
        between = Span(last.number.end, spot.number.start)
        listed = self.folded[between.start : between.end].strip() in _JOINERS and not self._noun_behind(spot)
        parallel = listed or self._only_body_between(between, _LISTED_BODY)
        parallel = parallel and last.number.unit == spot.number.unit
        return Previous(
            last.number.unit,
            last.role.role,
            last.number.end,
            last.role.direction,
            last.base is None,
            parallel,
            last.number.value,
            last.base.number.value if last.base is not None else None,
        )

    def _counts_group(self, number: Number) -> bool:
        """Whether ministries or provinces are counted: who acts, and nothing that was cut."""
        behind = (m for m in self.line.mentions if number.end <= m.start <= number.end + 2)
        return any(m.is_group and m.agency_key not in LEVELS for m in behind)

    def _counts_else(self, spot: Spot, base: Figure) -> bool:
        """Whether a change counts other things than the level before: "tinh giản 3.172 biên chế; giảm 208 chi cục"."""
        noun = self.grammar.phrases.noun_phrase(self.folded, self._place(spot))
        if spot.number.unit == "percent" and noun is not None:  # "giảm 10% thời gian giải quyết"
            words = self.folded[noun.start : noun.end].split()
            return len(words) > 1 and " ".join(words[:2]) not in fold(base.phrase)
        if spot.number.unit == "count" and base.number.unit == "rank":
            return noun is not None  # "thứ 3 là tỉnh A, giảm được 24 đầu mối"
        if spot.number.unit != "count" or base.number.unit != "count" or self._compares_in_brackets(spot, base):
            return False
        if _CUT_ITSELF.match(fold(base.phrase)) and ";" in self.folded[base.number.end : spot.number.start]:
            return True  # "cắt giảm 28 phòng thuộc các vụ; giảm 63 phòng ở tỉnh"
        head = " ".join(self.folded[noun.start : noun.end].split()[:2]) if noun else ""
        if head and self.folded.startswith(f" {head}", base.number.end):
            return False
        told = f"{fold(base.phrase)} {self._noun_of(base)}"
        if head in _ANY_UNIT and base is self.done[-1] and self.grammar.kinds.intersection(told.split()[:1]):
            return False  # "có 15 tổng cục, giảm 3 đơn vị"
        if base.agency.basis == COUNTED_BODIES:
            told = " ".join(self._noun_of(base).replace(",", "").split()[:_GROUP_WORDS])
        return head != "" and head.split()[0] not in told.split()

    def _compares_in_brackets(self, spot: Spot, base: Figure) -> bool:
        """ "thẩm định 9 điều ước (giảm 2 văn bản so với cùng kỳ)": the change of what stands right before it."""
        if not spot.bracketed or base.bracketed or base is not self.done[-1]:
            return False
        return _THAN_EARLIER.match(self.folded, spot.number.end) is not None

    def _names_doer(self, spot: Spot) -> bool:
        """Whether a change names its own body: "bộ, ngành giảm 8.732 người; địa phương giảm 84.620 người"."""
        for mention in self.doers:
            if spot.left.start <= mention.start and mention.end <= spot.number.start and mention.part == "subject":
                if "," in self.folded[mention.end : spot.number.start]:
                    continue  # "xếp thứ 25/63 tỉnh của cả nước, tăng 1 hạng"
                opening = self.grammar.part.sub("", self.folded[spot.left.start : mention.start])
                return mention.rule != "counted_noun" and opening.count(" ") <= _FEW_WORDS
        return False

    def _has_own_subject(self, left: str) -> bool:
        """A change behind "…, tỉ lệ gợi ý nộp thêm tiền cũng" explains that, not the figure before."""
        words = left[left.rfind(",") + 1 :]
        last = self.done[-1] if self.done else None
        grows = last is not None and last.number.unit in _GROWING and last.agency.basis != COUNTED_BODIES
        tells_growth = grows and self.grammar.bare_growth.search(words) is not None
        return not tells_growth and self.grammar.own_subject.match(words) is not None

    def _moves_itself(self, spot: Spot, left: str) -> bool:
        """Whether a place that rose or fell is of what its own clause names: "nộp thuế tăng 81 bậc, tiếp cận điện năng
        tăng 37 bậc"."""
        match = _MOVED.fullmatch(left[left.rfind(",") + 1 :]) if spot.number.unit == "rank" and "," in left else None
        if match is None or self.grammar.phrases.only_ranks(match["what"]):
            return False
        return not self._ties_bodies(match["what"], spot) and not any(
            spot.left.start <= m.start < spot.number.start for m in self.line.mentions
        )

    def _parallel(self, spot: Spot, role: Role, last: Figure | None) -> Figure | None:
        """The figure before, where only another body's name parts the two: "bộ A đạt 50%, tỉnh B 52%"."""
        is_listed = role.cue == LISTED and last is not None and role.role == last.role.role
        if (
            last is None
            or last.number.unit != spot.number.unit
            or not (is_listed or role.role == last.role.role == "level")
        ):
            return None
        between = Span(last.number.end, spot.number.start)
        words = self.folded[between.start : between.end].strip()
        moved = _FROM_TO.search(words) and FROM_LEVEL.search(
            self.folded, last.number.start - FROM_REACH, last.number.start
        )
        if not moved and spot.subject is not None and spot.subject.start < last.number.start:
            return None  # "số hồ sơ của 12 tỉnh là 4.100 hồ sơ"
        if self._lasts(spot) and _TIME_JOINED.fullmatch(words):
            return last
        if words in _JOINERS and (words == "và" or not self._noun_behind(spot)):
            return last
        if _NOW.fullmatch(self.folded, last.number.end, spot.number.start):
            return last
        if (_YEAR_JOINED.fullmatch(words) or _AND_YEAR.fullmatch(words)) and not self._noun_behind(spot):
            return last
        if moved:
            return last
        counted = any(m.part == "counted" and m.start == last.number.end + 1 for m in self.line.mentions)
        counted = counted or last.agency.basis == COUNTED_BODIES
        if counted and spot.number.unit == "count" and self._noun_behind(spot):
            return None  # "công bố của 11 sở với 702 thủ tục" counts two things
        pattern = _LISTED_BODY if is_listed else _PARALLEL
        return last if spot.number.denominator is None and self._only_body_between(between, pattern) else None

    def _gap_to_body(self, spot: Spot, role: Role) -> Role:
        """The role, a change where the figure tells how far a level of the sentence lies from that of another body:
        "đạt 88,1 điểm, kém Bộ B 0,06 điểm"."""
        levels = (f for f in reversed(self.done) if f.role.role == "level" and f.number.unit == spot.number.unit)
        level = next(levels, None) if role.role == "level" and spot.number.unit in EDITED else None
        if level is None or spot.number.value * _MUCH_LESS > level.number.value:
            return role
        words = self.folded[spot.left.start : spot.left.end]
        for mention in self.line.mentions:
            if mention.is_single and spot.left.start <= mention.start and mention.end <= spot.left.end:
                start, end = mention.start - spot.left.start, mention.end - spot.left.start
                gap = _GAP_TO_BODY.search(f"{words[:start]}@{words[end:]}")
                if gap is not None:
                    return Role("change", "up" if gap["more"] else "down", gap["cue"])
        return role

    def _changes_too(self, spot: Spot, role: Role, last: Figure | None) -> bool:
        """ "(giảm 0,52 điểm và giảm 31 bậc)": a change of places beside that of the score."""
        if last is None or not spot.bracketed or {role.role, last.role.role} != {"change"}:
            return False
        if {spot.number.unit, last.number.unit} != {"points", "rank"}:
            return False
        return _AND_CHANGE.fullmatch(self.folded, last.number.end, spot.number.start) is not None

    def _counted_like(self, spot: Spot) -> Figure | None:
        """The figure whose verb a list of bodies shares: "Bộ A cắt giảm 118 điều kiện (34,2%), Bộ B 183 điều kiện"."""
        noun = self._noun(spot) if spot.number.unit == "count" and not spot.bracketed else None
        before = next((f for f in reversed(self.done) if not f.bracketed and f.share_of is None), None)
        if before is None or before.number.unit != "count" or spot.number.unit != "count" or spot.bracketed:
            return None
        if noun is None:
            return before if self._of_next_body(before, spot) else None
        words = self.folded[noun.start : noun.end]
        if not self._noun_of(before) and self._of_next_body(before, spot):
            return before if fold(before.phrase).endswith(f" {words}") else None
        told = self._noun_of(before) if self.folded.startswith(f" {words}", before.number.end) else ""
        is_same = words == told or told.startswith(f"{words} ")
        if not is_same or not self.folded.startswith(f" {told}", before.number.end):
            return None
        between = Span(before.number.end + 1 + len(told), spot.number.start)
        if self._only_body_between(between, _NEXT_BODY if words == told else _NEXT_BODY_AFTER):
            return before
        is_part = _NEXT_PART.fullmatch(self.folded, between.start, between.end) is not None
        is_done = self.grammar.phrases.verb(self.folded, spot.left) is not None
        return before if is_part and not is_done and self.grammar.verb_of_list.match(fold(before.phrase)) else None

    def _of_next_body(self, before: Figure, spot: Spot) -> bool:
        """Whether a count without its noun goes on a list of bodies: "Bộ A cắt 12/19 dòng (67%), Bộ B 42/72 (57%)"."""
        noun = self._noun_of(before)
        start = before.number.end + (
            1 + len(noun) if noun and self.folded.startswith(f" {noun}", before.number.end) else 0
        )
        bare = self._noun_behind(spot) or NOTHING_COUNTED.match(self.folded, spot.number.end) is not None
        return bare and self._only_body_between(Span(start, spot.number.start), _NEXT_BODY)

    def _is_plan_of(self, spot: Spot, last: Figure | None) -> bool:
        """ "đạt 87,1%, vượt chỉ tiêu được giao (87%)": the plan of what stands before it."""
        if last is None or not spot.bracketed or last.number.unit != spot.number.unit:
            return False
        if self._is_plan_missed(spot, last):
            return True
        return self.grammar.plan_in_brackets.fullmatch(self.folded, last.number.end, spot.number.start) is not None

    def _is_plan_missed(self, spot: Spot, last: Figure | None) -> bool:
        """ "thấp hơn 3% so với chỉ tiêu tại Quyết định số 51/QĐ-TTg (91%)": what the gap before lies off, whatever the
        plan is called."""
        if last is None or not spot.bracketed or last.bracketed or last.number.unit != spot.number.unit:
            return False
        if _PASSED.fullmatch(self.folded, last.number.end, spot.number.start) is not None:
            return last.role.role == "level"
        told = self.folded[last.number.end : spot.number.start]
        gap = last.role.role == "change" and last.role.comparison_kind == "plan"
        return gap and told.count("(") == 1 and ";" not in told and _OPENED.search(told) is not None

    def _without_plans(self, figures: list[Figure]) -> list[Figure]:
        """The figures without the percentages that a plan was met by, or that they make up, where an amount or count
        stands before them: "thu 310 tỷ đồng; đạt 62% so với kế hoạch; tăng 9%", "80 xã, chiếm 9% và tăng 3%"."""
        kept: list[Figure] = []
        for figure in figures:
            last = kept[-1].number if kept and figure.number.unit == "percent" else None
            is_share = last is not None and last.denominator is None and last.unit in {"count", *_MONEY}
            if not (
                is_share and (self._makes_up(figure) or self.grammar.of_plan.match(self.folded, figure.number.end))
            ):
                kept.append(figure)
        return kept

    def _makes_up(self, figure: Figure) -> bool:
        """Whether a percentage is what something makes up of a whole: "chiếm 9%"."""
        start, end = self.line.span.start, figure.number.start
        return figure.number.unit == "percent" and self.folded.endswith("chiếm ", start, end)

    def _is_left_behind(self, spot: Spot, role: Role) -> bool:
        """Whether this is the level that is no more: the first one of "tăng từ 81,2% lên 84,6%"."""
        if role.role != "level" or role.comparison_kind is not None or spot.number.upper is not None:
            return False
        if not _TO_NEXT.match(self.folded, spot.number.end):
            return False
        return FROM_LEVEL.search(self.folded, max(0, spot.number.start - FROM_REACH), spot.number.start) is not None

    def _from_of_change(self, spot: Spot, role: Role, last: Figure | None) -> Figure | None:
        """ "tỷ lệ trễ hạn giảm 0,6 điểm phần trăm, từ 2% xuống 1,4%": the change before tells whose levels."""
        if last is None or role.role != "level" or last.role.role == "level" or last.number.unit != spot.number.unit:
            return None
        return last if _FROM_ALONE.fullmatch(self.folded, last.number.end, spot.number.start) else None

    def _rates_last(self, role: Role, last: Figure | None) -> bool:
        """Whether a rate behind "tương ứng" tells a change again that explains no level: "giảm 160 biên chế, tương ứng
        8%"."""
        return role.cue == AS_RATE and last is not None and last.role.role == "change" and last.base is None

    def _tells_change_again(self, last: Figure, spot: Spot) -> bool:
        """ "có 99 xã (89 xã, 10 phường), giảm 219 xã (giảm 68%)": the rate in brackets is of the change before."""
        is_rate = last.role.role == "change" and spot.bracketed and not last.bracketed
        return is_rate and _OPENED_ONCE.fullmatch(self.folded, last.number.end, spot.number.start) is not None

    def _change_rated(self, spot: Spot, role: Role, last: Figure | None) -> Figure | None:
        """The change that a rate behind it tells again, where no level stands before: "tăng 15.320 (13,4%)"."""
        is_rate = last is not None and role.role == "change_rate" and last.role.role == "change"
        return last if is_rate and (spot.bracketed or role.cue in {"bracket", AS_RATE}) else None

    def _plan_reach(self, spot: Spot) -> int:
        """From where on words may make a figure a plan: the sentence, or its own clause where that tells of the past:
        "yêu cầu 100% hồ sơ …; tỷ lệ trong 7 tháng đầu năm đạt 83,4%"."""
        told = (e for e in self.line.expressions if spot.clause.start <= e.start and e.end <= spot.number.start)
        past = any(e.last is not None and not (e.is_deadline or e.is_comparison) for e in told)
        last = self.done[-1] if self.done else None
        is_fact = last is not None and last.status == "actual"
        past = past or (is_fact and last is not None and ";" in self.folded[last.number.end : spot.number.start])
        past = past or self._only_now(spot)
        return spot.clause.start if past else self.line.span.start

    def _only_now(self, spot: Spot) -> bool:
        """ "đề ra đến 2020 có 40% hồ sơ; năm nay mới được 18,3%": what has only been reached is no plan."""
        return _REACHED_SO_FAR.search(self.folded, spot.clause.start, spot.number.start) is not None

    def _answered(self, spot: Spot, figures: list[Figure]) -> tuple[Figure, Period | None] | None:
        """The figure to which one in brackets answers, and its time: "14 ngày và 13 ngày (năm 2014 lần lượt là 21 và
        19 ngày)"."""
        numbers, start = self.line.numbers, self.line.span.start
        opened = self.folded.rfind("(", start, spot.number.start) if spot.bracketed and spot.index > 1 else -1
        if opened < 0:
            return None
        first = next(i for i, number in enumerate(numbers) if number.start > opened)
        closed = self.folded.find(")", spot.number.end, self.line.span.end)
        length = sum(opened < number.start < closed for number in numbers)
        told = [e for e in self.line.expressions if opened < e.start and e.end <= numbers[first].start]
        if not told or not 1 < length <= first or first > len(figures):
            return None
        if not _IN_TURN_IS.fullmatch(self.folded, told[-1].end, numbers[first].start):
            return None
        figure = figures[spot.index - length]
        if figure.number.unit != spot.number.unit:
            return None
        return figure, self._time_compared(told[-1], figure, opened)

    def _comparand(self, spot: Spot, last: Figure | None) -> Period | None:
        """The period of a level that something is compared with: "(năm 2022: 86,62%)", "cùng kỳ 1.368"."""
        before = [e for e in self.line.expressions if spot.left.start <= e.start and e.end <= spot.number.start]
        if not before or (not before[-1].is_comparison and not spot.bracketed):
            return None
        expression = before[-1]
        if not _COMPARAND.fullmatch(self.folded, expression.end, spot.number.start):
            return None
        return self._time_compared(expression, last, spot.left.start)

    def _comparand_behind(self, spot: Spot, figures: list[Figure]) -> tuple[Figure, Period] | None:
        """The level before and the time of what it is compared with, told behind that: "nhận 12.400 đơn so với 10.200
        đơn cùng kỳ năm trước"."""
        alike = [f for f in figures if f.role.role == "level" and f.number.unit == spot.number.unit]
        if not alike or _THAN_LEVEL.search(self.folded, spot.clause.start, spot.number.start) is None:
            return None
        end = min(spot.clause.end, max(spot.next_start, spot.number.end))
        told = (e for e in self.line.expressions if spot.number.end <= e.start < end)
        dated = (e for e in told if _DATED_BEHIND.fullmatch(self.folded, spot.number.end, e.start))
        expression = next(dated, None)
        period = self._time_compared(expression, alike[-1], spot.number.end) if expression is not None else None
        return (alike[-1], period) if period is not None else None

    def _dated_anew(self, spot: Spot, source: Figure) -> bool:
        """Whether a clause behind that of the level before tells the time of its change: "…; tính chung giai đoạn
        2015-2022 giảm 90 đơn vị"."""
        start = self.folded.find(";", source.number.end, spot.number.start) if self.line.expressions else -1
        return start >= 0 and any(
            start < e.start
            and e.end <= spot.number.start
            and e.kind == "flow"
            and e.is_explicit
            and not e.is_comparison
            for e in self.line.expressions
        )

    def _alike(self, spot: Spot, figures: list[Figure]) -> Figure | None:
        """The level before that is measured in the same unit, else the change, else the last; that of the sentence
        before for one that opens with "Cùng kỳ"."""
        last = figures[-1] if figures else self._compared_here(spot.left.start)
        alike = [f for f in reversed(figures) if f.number.unit == spot.number.unit]
        return next((f for f in alike if f.role.role == "level"), next(iter(alike), last))


def _of_state_told(period: Period, whole: Figure) -> Period:
    """The period of a part that has no words of time itself: that of its whole where this is a state: "hiện có 78 đơn
    vị, gồm 69 xã, 8 phường"."""
    is_state = whole.period.kind == "stock" and whole.status == "actual"
    return whole.period if is_state and period.basis != "own words" else period


def _inherited_scope(scope: str, whole: Figure | None, kin: Kin) -> str:
    """The scope that a figure takes from its whole, the change that it rates, or the level that it is compared with."""
    scope = whole.scope_key if whole and scope == TOTAL else scope
    scope = kin.rated.scope_key if kin.rated else scope
    return kin.alike.scope_key if kin.compared and kin.alike and scope == TOTAL else scope


def _rates_in_brackets(figures: list[Figure]) -> bool:
    """Whether the last two figures are a change and its rate in brackets: "giảm 10 sở (50%)"."""
    if len(figures) < 2:
        return False
    return figures[-1].bracketed and figures[-1].role.role == "change_rate" and figures[-2].role.role == "change"


def _base_of(role: Role, figures: list[Figure], clause: Span, folded: str, number: Number) -> Figure | None:
    """The level figure that a change or rate explains: of its clause, else of its sentence; of its unit if one is."""
    if role.role == "level":
        return None
    levels = [f for f in figures if f.role.role == "level" and _may_change(f.number.unit, number.unit)]
    if role.cue in _SIGNS:
        levels = [f for f in levels if f.number.unit in EDITED]  # "10/17 bộ có điểm tăng, cao nhất là Bộ A (+5,8%)"
    levels = [f for f in levels if f.role.comparison_kind != "plan"]
    here = [f for f in levels if f.number.start >= clause.start]
    if role.role == "change_rate" and here and here[-1].number.unit not in EDITED:
        levels = here = [f for f in here if f.number.unit not in EDITED]
    alike = [f for f in here or levels if f.number.unit == number.unit]
    told = alike or here or (levels if _OPENS_CHANGE.fullmatch(folded, clause.start, number.start) else [])
    nearest = next(reversed(told), None)
    return next((f for f in reversed(told) if not _stands_at_place(f.number, clause, folded)), nearest)


def _is_of_percent(base: Figure, number: Number) -> bool:
    """Whether percent changed by percent: "đạt 86,5%, xếp thứ 34, tăng 2,7%" adds points."""
    return base.number.unit == number.unit == "percent"


def _is_rate_of(base: Figure, number: Number) -> bool:
    """Whether percent tell by what part a count or an amount changed: "13,2 triệu tờ khai, hơn năm trước 5,6%"."""
    counted = base.number.unit in {"count", "vnd", "usd"} and base.role.role == "level"
    return counted and number.unit == "percent" and number.unit_measure is None


def _stands_at_place(number: Number, clause: Span, folded: str) -> bool:
    """ "tại 12 bộ", "với 12 bộ": the number only says where; "với 6.134 lượt" counts."""
    match = _PLACE_BEFORE.search(folded, max(clause.start, number.start - _PLACE), number.start)
    return match is not None and (match["with"] is None or _BODIES_COUNTED.match(folded, number.end) is not None)


def _may_change(level: str, change: str) -> bool:
    """Whether a change in one unit may be of a level in the other: places of a score, no marks of a place, money
    of money alone, and no things of a share."""
    if (change in _MONEY and level not in _MONEY) or (change == "count" and level == "percent"):
        return False
    if (level, change) in {("count", "rank"), ("count", "points"), ("percent", "count")}:
        return False  # "28 tỉnh thăng hạng, cao nhất 34 bậc"
    return not (change == "points" and level == "rank") and not (level == "rank" and change == "percent")


def _spread(hedge: Hedge, last: Figure | None, folded: str, number: Number) -> Hedge:
    """A hedge holds for both of a pair: "trên 67% và 73%", "cắt giảm ít nhất 30% thời gian, 30% chi phí"."""
    if hedge.words is not None or last is None or last.hedge.words is None or last.number.unit != number.unit:
        return hedge
    if folded[last.number.end : number.start].strip() in {"và", ","}:
        return last.hedge
    least = last.hedge.words in _AT_LEAST and number.unit == "percent"
    return last.hedge if least and _NEXT_LEAST.fullmatch(folded, last.number.end, number.start) else hedge
