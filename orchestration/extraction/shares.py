"""Figures that tell of another one: its share, its amount, its place.

Here: which figure beside it one explains. Not here: parts that are named by words of their own (`naming`), nor what
comes of a relation (`relations`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from orchestration.extraction.figure import Figure, Spot
from orchestration.extraction.indicators import Indicator
from orchestration.extraction.matching import Matching
from orchestration.extraction.numbers import Number
from orchestration.extraction.phrases import OUT_OF_ALL
from orchestration.extraction.roles import Role
from orchestration.extraction.text import fold

_OF_PLAN = "so kế hoạch"  # sets what is measured against a plan apart from the share
_NUMBER_IN_NAME = r"(?:(?<=mức )|(?<=độ )|(?<=loại )|(?<=nhóm )|(?<=cấp ))\d(?!\d|[.,]\d|%)"
_NUMBER_IN_NAME += r"|(?:(?<=định )|(?<=số ))\d{1,4}(?![\d.,%])|(?<=ngày )\d{1,2}/\d{1,2}/\d{4}"  # "tài khoản mức 2"
_NO_SHARE_NOUN = rf"(?:(?!(?:tỷ|tỉ) lệ [^\W_])(?:[^\d]|{_NUMBER_IN_NAME})){{0,140}}?"
_ABOUT = r"(?: là)?(?: với)?(?: tỷ lệ| tỉ lệ)?(?: khoảng| gần| hơn| trên| đến| tới| con số| chỉ| vỏn vẹn)*[ ]*[(]?"
_AS_SHARE = r"|[ ](?:chiếm|đạt) (?:tỷ|tỉ) lệ"
_SHARE_OF = re.compile(
    rf"{_NO_SHARE_NOUN}(?:(?:[,(]|[ ][-–])[ ]*(?:chiếm|tương đương|tức|tỷ lệ|tỉ lệ){_AS_SHARE}){_ABOUT}"
)
_SHARE_OR_REACHED = re.compile(
    rf"{_NO_SHARE_NOUN}(?:(?:[,(]|[ ][-–])[ ]*"
    rf"(?:chiếm|tương đương|đạt|bằng|hoàn thành|tức|tương ứng|vượt|tỷ lệ|tỉ lệ){_AS_SHARE}){_ABOUT}"
)
_BEHIND_BRACKETS = re.compile(
    r"[^()\d]{0,40}\),?(?: (?:đạt|chiếm|tương đương|với|tỷ lệ|tỉ lệ|là|khoảng|gần|hơn|trên))+ "
)
_SHORT_FORM = re.compile(r" \([^\W\d_]{2,8}\) ?$")  # "thẻ căn cước công dân (CCCD) đạt 94%"
_SHARE_VERB = re.compile(r"[ ](?:chiếm|đạt)(?: tỷ lệ| tỉ lệ| khoảng| gần| hơn| trên)*[ ]*$")
_COUNT_KEY, SHARE_KEY = "_count", "_share"  # how keys of the catalogue end
_SCORE_BEHIND_PLACE = re.compile(
    r"(?:/\d+)?(?: (?:trong|trên)(?: tổng)?(?: số)? \d+)?(?: (?!với |đạt )[^\W\d_]+){0,6}[ ,(]*(?:với|đạt)"
    r"(?: (?:tổng số điểm|số điểm|điểm số|tổng điểm))?(?: là| đạt)?[ ]"
)
_IN_OTHER_MONEY = re.compile(r",?[ (]*(?:(?:tương đương|tức|khoảng|gần|hơn|với|xấp xỉ)[ ]*)*")
_SAME_AMOUNT = re.compile(  # nothing but the plan that the share is of stands before it
    r"(?: (?:so với )?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)(?: (?!tương)[^\W\d_]+){0,5})?"
    r",?[ (]*(?:tương ứng|tương đương|tức)(?: (?:với|là|số tiền|gần|hơn|khoảng|trên))*[ ]"
)
_AND_OTHER_MONEY = re.compile(r",? (?:và|cùng)(?: (?:hơn|gần|khoảng|trên))* ")
_AMOUNTS_TO = re.compile(  # "574 việc, tương ứng trên 89 tỷ đồng"
    r"(?: [^\W\d_]+){0,4},?[ (]*(?:tương ứng|tương đương)(?: (?:với|gần|hơn|khoảng|trên))* "
)
_ASPECT = re.compile(
    r" (?:xét )?về (?P<what>việc|số việc|vụ việc|tiền|số tiền|giá trị|vốn|(?:số )?(?:lượt|vụ|đơn|người|hồ sơ))"
    r"(?![^\W_])"
)
_MONEY = frozenset({"vnd", "usd"})
_ASPECT_REACH = 160  # characters before "60% về việc" in which a share may be named
_OF_WHOLES = frozenset({"count", *_MONEY})
_OF_PAIR = frozenset({"percent", "vnd", "usd"})  # what goes with the second of a pair, printed from the first on
_OF_MONEY = frozenset({"tiền", "số tiền", "giá trị", "vốn"})
_TWO_ASPECTS = re.compile(  # "các tỷ lệ về số vụ và số tiền lần lượt đạt "
    r"(?<![^\W_])(?P<head>(?:tỷ|tỉ) lệ(?: [^\W\d_]+){0,5}?) về (?P<one>[^\W\d_]+(?: [^\W\d_]+){0,3}?) và (?:về )?"
    r"(?P<other>[^\W\d_]+(?: [^\W\d_]+){0,3}?)(?: (?:lần lượt|tương ứng|đạt|là|chỉ|ở mức))+ $"
)
_PAIR, _NEAR_MATES = 2, 4  # figures before an amount among which its count is
_ASPECT_BEFORE = re.compile(rf"{_ASPECT.pattern}(?:,|;| và|, và)(?: (?:đạt|tỷ lệ|hơn|trên|gần|khoảng))* ")
_COUNT_IN_BRACKETS = re.compile(r"[ ]*\((?:(?:tương đương|tức|với|là|khoảng|gần|hơn)[ ]*)*")
_IN_BRACKETS = re.compile(
    r"(?:(?! cấp )(?:[^\d():;.]|(?<=năm )20\d\d)){0,60}"
    r"\([ ]*(?:(?:khoảng|\(|gần|hơn|trên|dưới|tới|xấp xỉ|ít nhất|tối thiểu|đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương đương) )*"
)
_ACTS = frozenset({"Kế", "Chương", "Đề", "Nghị", "Quyết"})  # that begin "Kế hoạch", "Đề án", no name of a body
_SUM_MISSES = 1  # percentage points by which a printed share may miss that of the counts before it
_STATE_BEHIND = re.compile(
    r"[ ](?:(?:tỷ lệ|tỉ lệ|số|hồ sơ|đơn|được|giải quyết|trả) )+(?:trước|đúng|sớm|trễ|quá)"
    r"(?:(?:,| và|, và) (?:trước|đúng|sớm|trễ|quá))? (?:hạn|hẹn)(?![^\W_])"
)
_AMOUNT_UNITS = frozenset({"count", "vnd", "usd", "points"})
_BRACKET_PLACED = re.compile(r"[^();\d]{0,80}\((?:hiện )?(?:xếp|đứng)(?: ở)?(?: vị trí| hạng)?(?: thứ)? ")
_STANDS_LAST = re.compile(r"[,;] (?:và )?(?:đứng|xếp)(?: ở)?(?: vị trí| hạng)?(?: thứ)? $")
TELLING_WORDS = 4  # words of a noun that tells by itself what is counted: "83%, tương đương 1,4 triệu hồ sơ trực tuyến"
_THEN_REACHES = re.compile(r"[;,] (?:và )?(?:(?:đạt|chiếm) (?:tỷ lệ|tỉ lệ)|chiếm) $")
_AND_REACHES = re.compile(  # "tăng 15,3% và bằng 83,7% kế hoạch"
    r"(?:[;,]|,? và) (?:bằng|đạt|hoàn thành|tương đương|tương ứng)"
    r"(?: (?:tỷ lệ|tỉ lệ|khoảng|gần|hơn|trên|được|với))* $"
)
_BARE_SHARE, _ABOUT_PART = re.compile(r"(?: [^\W\d_]+){0,8},(?: (?:hơn|gần|khoảng|trên))* "), 2  # percentage points
_SHARE_IN_WORDS = re.compile(r" \([^()]*%\)")
#: Words that begin what a share is of.
_OF_WHOLE = ("số ", "tổng", "toàn ", "cả ", "của ", "so ", "trong ", "trên ", "về ", "theo ")
_ALONE = re.compile(r"[ ;]*(?:(?:và|với|trên|hơn|gần|khoảng) )*")
_WITH_AMOUNT = re.compile(  # of " việc (5,5%) và trên ", " trường hợp (tăng 12 trường hợp), số tiền "
    r" (?:việc|vụ việc|vụ|hồ sơ|trường hợp|cuộc|món|đơn|giao dịch|doanh nghiệp|người|lượt|đối tượng|tổ chức|cá nhân|hộ"
    r"|dự án|quyết định|tổ chức, cá nhân|tập thể, cá nhân)(?: có điều kiện)?"
    r"(?: (?!và|với|có|được|đã|là)[^\W\d_]+){0,3}(?: \([^()]*\))?"
    r"(?: so với (?:cùng kỳ )?năm (?:trước|20\d\d))?"
    r"(?:,? (?:và|với|cùng|tương ứng(?: với)?|tương đương(?: với)?)"
    r"|(?:, (?:đạt|chiếm)(?: tỷ lệ)? [\d.,]+%)?,(?= (?:tổng )?(?:số tiền|trị giá|giá trị)))"
    r"(?! (?:với )?(?:tổng )?số tiền (?:xử phạt|phạt|hỗ trợ|chi trả) )"  # has a name of its own
    r"(?: (?:kinh phí|số tiền|trị giá|giá trị|xử phạt|phạt|hỗ trợ|chi trả|hơn|gần|trên|khoảng|là|tổng))* "
)


class Shares(Matching):
    """A sentence in which figures explain each other."""

    def _mate(self, spot: Spot) -> Figure | None:
        """The count that an amount of money goes with: "thi hành xong 40 việc và hơn 9 tỷ đồng"."""
        if spot.number.unit not in {"vnd", "usd"}:
            return None
        counts = (f for f in reversed(self.done[-_NEAR_MATES:]) if f.number.unit == "count")
        mates = (f for f in counts if _WITH_AMOUNT.fullmatch(self.folded, f.number.end, spot.number.start))
        return next(mates, None) or (None if spot.bracketed else self._done_before(spot))

    def _out_of_last(self, spot: Spot, last: Figure | None) -> tuple[str, Indicator] | None:
        """The whole amount of which the one before is a part: "thu hồi 3 tỷ đồng trong tổng số 5 tỷ đồng"."""
        if last is None or spot.number.unit not in _MONEY or last.number.unit != spot.number.unit:
            return None
        if OUT_OF_ALL.fullmatch(self.folded, last.number.end, spot.number.start) is None:
            return None
        words = f"tổng {self.grammar.phrases.core(fold(last.phrase))}"
        return last.phrase, Indicator(self.grammar.indicators.open_key(words, spot.number.unit), None)

    def _in_both_moneys(self, spot: Spot, last: Figure | None) -> tuple[str, Indicator] | None:
        """What an amount in two currencies is of: "kiến nghị xử lý 90 tỷ đồng và 3 triệu USD"."""
        if last is None or last.number.unit == spot.number.unit or not {last.number.unit, spot.number.unit} <= _MONEY:
            return None
        if _AND_OTHER_MONEY.fullmatch(self.folded, last.number.end, spot.number.start) is None:
            return None
        words = self.grammar.phrases.core(fold(last.phrase))
        return last.phrase, Indicator(self.grammar.indicators.open_key(words, spot.number.unit), None)

    def _done_before(self, spot: Spot) -> Figure | None:
        """The count of the clause before that an amount without words of its own goes with: "thi hành xong 40 việc, đạt
        81%; trên 9 tỷ đồng, đạt 40%"."""
        if _ALONE.fullmatch(self.folded, spot.clause.start, spot.number.start) is None or self._noun(spot) is not None:
            return None
        counts = (f for f in reversed(self.done) if f.number.unit == "count" and f.role.role == "level")
        return next(counts, None) if self.folded.endswith(";", 0, spot.clause.start) else None

    def _aspect(self, spot: Spot, role: Role) -> tuple[str, Indicator] | None:
        """The count or the amount that a share names behind it: "thi hành xong 40 việc, thu 9 tỷ đồng, đạt 71% về việc,
        33% về tiền"."""
        if spot.number.unit != "percent" or role.role != "level":
            return None
        aspect = _ASPECT.match(self.folded, spot.number.end)
        if aspect is None:
            return None
        units = _MONEY if aspect["what"] in _OF_MONEY else {"count"}
        told = next((f for f in reversed(self.done) if f.number.unit in units and f.role.role == "level"), None)
        near = max(spot.clause.start, spot.previous_end, spot.number.start - _ASPECT_REACH)
        if told is None and not self.grammar.phrases.tells_share(self.folded[near : spot.number.start]):
            words = aspect.group().strip()  # "Chi cục A đạt 60% về việc"
            return words, Indicator(self.grammar.indicators.open_key(f"đạt {words}", "percent"), None)
        if told is None or told.number.unit == "count":
            return self._as_share_of(told, spot) if told is not None else None
        return told.phrase, Indicator(f"{told.indicator.metric_key}.percent", None)

    def _aspect_in_turn(self, spot: Spot) -> tuple[str, Indicator] | None:
        """The noun of the first or the second share in "tỷ lệ về việc và về tiền lần lượt là 71% và 33%"."""
        first = self.line.numbers[0].start
        match = _TWO_ASPECTS.search(self.folded, self.line.span.start, first) if spot.index < _PAIR else None
        if match is None or len(self.line.numbers) != _PAIR:
            return None
        own = ("one", "other")[spot.index]
        start = match.start() if spot.index == 0 else match.start(own)
        key = self.grammar.indicators.open_key(f"{match['head']} về {match[own]}", "percent")
        return self.text[start : match.end(own)], Indicator(key, None)

    def _other_aspect(self, spot: Spot, last: Figure | None) -> tuple[str, Indicator] | None:
        """ "đạt 83,2% về việc và 46,7% về tiền": the share before, of something else."""
        if last is None or not last.number.unit == spot.number.unit == "percent":
            return None
        aspect = _ASPECT.match(self.folded, spot.number.end)
        if aspect is None or not _ASPECT_BEFORE.fullmatch(self.folded, last.number.end, spot.number.start):
            return None
        key = self.grammar.indicators.open_key(
            f"{self.grammar.phrases.core(fold(last.phrase))}{aspect.group()}", "percent"
        )
        own = aspect.group().strip() if last.phrase.startswith("về ") else last.phrase
        return own, Indicator(key, None)

    def _share_told(self, spot: Spot, role: Role, last: Figure | None) -> tuple[str, Indicator] | None:
        """What brackets behind a count tell of a share of it: "nhận 8.500 hồ sơ (trên 95% nộp trực tuyến)"."""
        if last is None or spot.number.unit != "percent" or not spot.bracketed or last.bracketed:
            return None
        behind = self._noun(spot) if role.role == "level" and last.number.unit == "count" else None
        if behind is None or not self.folded.startswith(")", behind.end) or not self._is_share_in_brackets(last, spot):
            return None
        told, noun = self.folded[behind.start : behind.end], self._noun_of(last)
        if not noun or noun in told or told.startswith(_OF_WHOLE) or self.grammar.of_plan.match(told):
            return None
        words = self.grammar.indicators.expand(f"{noun} {told}")
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), "percent")
        return self.text[behind.start : behind.end], self._match(spot, words, is_alone=True) or Indicator(key, None)

    def _amount_placed(self, spot: Spot, role: Role) -> Figure | None:
        """ "tiếp nhận 1.200 hồ sơ (…) của người dân, đứng thứ 4 cả nước": the amount of which a place is told last."""
        if spot.number.unit != "rank" or role.role != "level" or self._noun(spot) is not None:
            return None
        last = self.done[-1] if self.done else None
        if spot.bracketed:  # "777 dịch vụ công (xếp thứ 1/63)"
            counts = last is not None and last.number.unit in _AMOUNT_UNITS and last.role.role == "level"
            beside = last is not None and _BRACKET_PLACED.fullmatch(self.folded, last.number.end, spot.number.start)
            return last if counts and beside else None
        told = next((f for f in reversed(self.done) if not f.bracketed), None)
        before = told.base or told if told is not None else None
        if before is None or before.number.unit not in _AMOUNT_UNITS or before.role.role != "level":
            return None
        stands = _STANDS_LAST.search(self.folded, before.number.end, spot.number.start)
        is_near = before.number.start >= spot.clause.start or before.number.unit == "points"
        return before if stands is not None and is_near else None

    def _is_place_after_change(self, last: Figure, spot: Spot, role: Role) -> bool:
        """ "tăng 17 bậc so với năm 2022, xếp thứ 30/63": the place in the ranking in which it rose."""
        ranks = last.number.unit == spot.number.unit == "rank" and last.role.role == "change" and role.role == "level"
        left = self.folded[last.number.end : spot.number.start]
        return ranks and not self.grammar.phrases.tells_share(left) and ";" not in left

    def _as_share_of(self, last: Figure, spot: Spot) -> tuple[str, Indicator]:
        """The indicator of a share, or of a rank, that the figure before names."""
        grammar, unit = self.grammar, spot.number.unit
        printed = fold(self.text[last.number.start : last.number.end])
        words = re.sub(rf":?[ ]?(?<!\d){re.escape(printed)}(?!\d)", "", fold(last.phrase)).strip()
        if words[:1].isdigit() and unit in _OF_PAIR and last.indicator.basis is None:
            return last.phrase, Indicator(f"{last.indicator.metric_key}.{unit}", None)  # "thu 6 vụ, 8 đối tượng (4%)"
        words, noun = (_SHARE_IN_WORDS.sub("", one) for one in (words, self._noun_of(last)))
        told = noun in words or (words != "" and noun.startswith(words))
        words = words if told or unit == "rank" else f"{words} {noun}"
        if last.number.unit == "count" and self._is_of_plan(spot, last):
            key = grammar.indicators.open_key(f"{grammar.phrases.core(words)} {_OF_PLAN}", unit)
            return last.phrase, Indicator(key, None)
        if unit == "percent" and self._is_told_as_count(last):
            return last.phrase, Indicator(f"{last.indicator.metric_key}.{unit}", None)
        indicator = self._sibling(last, unit) or self._match(spot, grammar.indicators.expand(words), is_alone=True)
        if indicator is None and not noun and grammar.phrases.only_done(words) and last.indicator.basis is None:
            return last.phrase, Indicator(f"{last.indicator.metric_key}.{unit}", None)
        return last.phrase, indicator or Indicator(grammar.indicators.open_key(grammar.phrases.core(words), unit), None)

    def _is_told_as_count(self, last: Figure) -> bool:
        """Whether an amount has the words of the count that it goes with: its share is not that of the count."""
        if last.number.unit not in _MONEY or last.indicator.basis is not None:
            return False
        counts = (f.number for f in self.done if f.number.unit == "count")
        return any(self.text[number.start : number.end] in last.phrase for number in counts)

    def _share_by_sum(self, last: Figure, spot: Spot) -> Figure:
        """Of two counts before a share the one that it is of by its size: "A là 41 và tổng số B là 100, chiếm 41%"."""
        before = self.done[-2] if len(self.done) > 1 else None
        if before is None or before.number.start < spot.clause.start or spot.number.unit != "percent":
            return last
        is_pair = before.number.unit == last.number.unit in _OF_WHOLES
        is_pair = is_pair and before.role.role == last.role.role == "level"
        if not is_pair or not 0 < before.number.value < last.number.value:
            return last
        return before if abs(100 * before.number.value / last.number.value - spot.number.value) < _SUM_MISSES else last

    def _sibling(self, last: Figure, unit: str) -> Indicator | None:
        """The catalogue's share of what its count was told before: "cắt giảm 95/310 điều kiện (30,6%)"."""
        key = last.indicator.metric_key
        share = f"{key.removesuffix(_COUNT_KEY)}{SHARE_KEY}"
        is_known = unit == "percent" and key.endswith(_COUNT_KEY) and share in self.grammar.reference.metrics
        return Indicator(share, last.indicator.basis) if is_known else None

    def _is_of_plan(self, spot: Spot, counted: Figure) -> bool:
        """ "3.425 điều kiện, đạt 111,5% so với yêu cầu": a percentage of a plan, not a share of what was counted. A
        whole that was told is the plan: "95/98 nhiệm vụ, đạt 96,9% kế hoạch"."""
        if counted.number.denominator is not None:
            return False
        is_share = spot.number.unit == "percent" and counted.number.unit in {"count", "vnd"}
        return is_share and self.grammar.of_plan.match(self.folded, spot.number.end) is not None

    def _shared_in_brackets(self, spot: Spot) -> Figure | None:
        """What a bare share behind closed brackets is the share of: "giải quyết 12.000 hồ sơ (đúng hạn 11.900; quá hạn
        100), tỷ lệ 99,2%" is that of the part whose quotient it is (or the last of the first parts, which make it up
        together), else of the whole before the brackets."""
        last = self.done[-1] if self.done else None
        if last is None or not last.bracketed or spot.bracketed or spot.number.unit != "percent":
            return None
        if _BEHIND_BRACKETS.fullmatch(self.folded, last.number.end, spot.number.start) is None:
            return None
        opened = self.folded.rfind("(", self.line.span.start, last.number.start)
        parts = [f for f in self.done if f.number.start > opened]
        before = [f for f in self.done if f.number.end <= opened]
        whole = before[-1] if before else None
        if whole is None or whole.number.unit != "count" or whole.role.role != "level":
            return None
        if any(f.number.unit != "count" or f.role.role != "level" for f in parts):
            return None
        counts = [part.number.value for part in parts]
        told = (part for part in parts if _is_quotient(spot.number, part.number.value, whole.number.value))
        summed = (
            part
            for last_of, part in enumerate(parts[1:-1], start=2)
            if _is_quotient(spot.number, sum(counts[:last_of], Decimal()), whole.number.value)
        )
        return next(told, None) or next(summed, whole)

    def _is_share_of_last(self, spot: Spot, last: Figure | None) -> bool:
        return last is not None and spot.number.unit == "percent" and self._speaks_of(last, spot)

    def _speaks_of(self, last: Figure, spot: Spot) -> bool:
        """ "7.000 hồ sơ (chiếm tỉ lệ 10,26%)", "đạt 88,92%, xếp thứ 10/63": share or rank of what stands before."""
        noun = self._noun(spot) if spot.number.unit == "count" else None
        if noun is not None and len(self.folded[noun.start : noun.end].split()) >= TELLING_WORDS:
            return False
        if spot.number.unit == "percent" and _STATE_BEHIND.match(self.folded, spot.number.end):
            return False  # "giải quyết 320 hồ sơ, đạt tỷ lệ 97% hồ sơ đúng hạn"
        if spot.number.unit == "rank":
            level = last.base or last
            return level.number.unit in {"percent", "points"} and level.role.role == "level"
        measured = last.role.comparison_kind == "plan"
        reached = spot.number.unit == "percent" and (last.number.unit != "percent" or measured)
        if reached and last.number.unit == "count" and self._is_share_in_brackets(last, spot):
            return True
        if self._amount_reached(last, spot):
            return True
        is_count = last.number.unit == "percent" and spot.number.unit == "count" and last.role.role == "level"
        if is_count and _COUNT_IN_BRACKETS.fullmatch(self.folded, last.number.end, spot.number.start):
            return True
        if reached and last.number.unit == "count" and self._reaches_after_noun(last, spot):
            return True
        if reached and last.number.denominator and self._is_own_quotient(last.number, spot.number):
            return True
        pattern = _SHARE_OR_REACHED if reached else _SHARE_OF
        return pattern.fullmatch(self.folded, spot.left.start, spot.left.end) is not None

    def _amount_reached(self, last: Figure, spot: Spot) -> bool:
        """ "giải ngân đạt 45,1% kế hoạch, tương ứng 1.520 tỷ đồng": the amount that a share is."""
        units = (last.number.unit, spot.number.unit)
        if last.role.role == "level" and units == ("count", "vnd"):
            return _AMOUNTS_TO.fullmatch(self.folded, last.number.end, spot.number.start) is not None
        if last.role.role != "level" or units not in {("percent", "vnd"), ("usd", "vnd"), ("vnd", "usd")}:
            return False
        if units[0] != "percent":  # "2,3 triệu USD (khoảng 52 tỷ đồng)"
            return _IN_OTHER_MONEY.fullmatch(self.folded, last.number.end, spot.number.start) is not None
        return _SAME_AMOUNT.fullmatch(self.folded, last.number.end, spot.number.start) is not None

    def _reached_by(self, spot: Spot, role: Role) -> Figure | None:
        """The count or amount that a share is of behind all its changes: "giải quyết 3.120 việc (tăng 41 việc); đạt tỷ
        lệ 76%"."""
        if spot.number.unit != "percent" or role.role != "level" or not self.done:
            return None
        since = self.done[-1].number.end
        planned = self.grammar.of_plan.match(self.folded, spot.number.end) is not None
        reaches = _AND_REACHES if planned else _THEN_REACHES
        if reaches.search(self.folded, since, spot.number.start) is None:
            return None
        whole = next((f for f in reversed(self.done) if f.role.role == "level"), None)
        changed = whole is not None and whole is not self.done[-1]
        return whole if changed and whole and whole.number.unit in {"count", "vnd", "usd"} else None

    def _place_scored(self, spot: Spot) -> Figure | None:
        """ "Chỉ số A: xếp thứ 2, đạt 10,5 điểm": the place that a score tells once more; the whole of the ranking may
        stand between ("thứ 68 trong 190 nước, với 67,9 điểm")."""
        if spot.number.unit not in {"points", "percent"} or not self.done:
            return None
        place = next((f for f in self.done[-2:] if f.number.unit == "rank" and f.role.role == "level"), None)
        if place is None or place.number.start < spot.clause.start:
            return None
        if _SCORE_BEHIND_PLACE.fullmatch(self.folded, place.number.end, spot.number.start) is None:
            return None
        told = self.text.find(place.phrase, spot.clause.start, place.number.start) >= 0
        told = told and self.grammar.phrases.tells_share(fold(place.phrase))
        return place if told or self.grammar.is_of_index(place.indicator) else None

    def _reaches_after_noun(self, last: Figure, spot: Spot) -> bool:
        """ "689 hồ sơ chiếm 3,45%": nothing but the counted noun stands before the verb of a share."""
        match = _SHARE_VERB.search(self.folded, spot.left.start, spot.left.end)
        noun = self._noun_of(last) if match is not None and last.role.role == "level" else ""
        if match is None or noun == "":
            return False
        return _SHORT_FORM.sub("", self.folded[spot.left.start : match.start()]).strip() == noun

    def _is_own_quotient(self, counted: Number, share: Number) -> bool:
        """ "173/345 điều kiện, hơn 50%": a bare share that is about what the count makes up of its own whole."""
        part = 100 * counted.value / counted.denominator if counted.denominator else Decimal()
        bare = _BARE_SHARE.fullmatch(self.folded, counted.end, share.start)
        return bare is not None and abs(part - share.value) < _ABOUT_PART

    def _is_share_in_brackets(self, last: Figure, spot: Spot) -> bool:
        """ "quá hạn 1.141 hồ sơ (0,64%)": the share of what was counted; not "Hà Nội 62 hồ sơ, Sơn La (21%)"."""
        if last.role.role != "level" or _IN_BRACKETS.fullmatch(self.folded, last.number.end, spot.number.start) is None:
            return False
        words = self.text[last.number.end : spot.number.start].split()
        return not any(word[:1].isupper() and not word.isupper() and word not in _ACTS for word in words)

    def _is_place_in(self, last: Figure, spot: Spot) -> bool:
        """ "đạt 9,12 điểm, chiếm tỷ lệ 91,2%; xếp thứ 5/63": a place in the ranking of the score right before it."""
        return spot.number.unit == "rank" != last.number.unit and self.grammar.is_of_index(last.indicator)


def _is_quotient(share: Number, part: Decimal, whole: Decimal) -> bool:
    """Whether a printed percentage is what the part makes up of the whole."""
    return whole > 0 and abs(100 * part / whole - share.value) <= Decimal(10) ** -share.decimals
