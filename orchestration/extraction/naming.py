"""What the figures of a sentence count: their own words, those of a neighbour, or what was named before.

Here: whose words name a figure, in the order in which they are asked. Not here: cutting phrases (`phrases`) and
matching them with the catalogue (`indicators`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from orchestration.extraction.attribution import opens_with
from orchestration.extraction.figure import Figure, Spot
from orchestration.extraction.indicators import UNNAMED, Indicator, Surroundings, alone
from orchestration.extraction.numbers import Number
from orchestration.extraction.phrases import Phrase, Place
from orchestration.extraction.roles import AS_RATE, Role
from orchestration.extraction.sentence import EDITED, NOTHING_COUNTED, Sentence
from orchestration.extraction.text import Span, fold

LONGEST_CARRY = 3  # sentences over which words of time are handed on
_BRANCH = re.compile(
    r"(?<![^\W_])(?P<words>(?:ngành|lĩnh vực|nhóm ngành|khu vực|loại hình) (?!có |là )"
    r"(?:(?! (?:là|có) )(?:[^\W\d_]|[ -]|, (?!(?:hiện|toàn|cả|đã|có)[ ])))+?)"
    r" (?:với|có|đạt|ghi nhận)(?: (?:hơn|gần|khoảng|trên))? $"
)
_LABEL = re.compile(r"[\s+*•-]*(?:[a-zđ\d]{1,2}[.)] ?)?(?P<label>[^\W\d_]+(?: [^\W\d_]+){2,9}):")
_BARE_WORDS = 2  # of a noun that tells nothing more than the kind of what is counted
_NO_MORE = (
    r"(?:là|với|đạt|có|gồm|nhất|cao|thấp|nhiều|ít|lớn|trong|tăng|giảm|chiếm|còn|đều|trên|của|tại|ở|và|để|nhưng|thì"
    r"|cho|được|đã|do|theo|từ|đến|năm|tháng|quý|khi|này|đó|các|so)(?![^\W_])"
)
_MORE = re.compile(
    rf"(?: (?!{_NO_MORE})[^\W\d_]+){{1,8}}(?=[ ]?[,(:;]| {_NO_MORE})"
)  # "… quá hạn" of "hồ sơ quá hạn nhất với 97"
_COUNTED = re.compile(r"(?:\d|(?<![^\W_])(?:số|lượng|nhiều|ít|có|phát sinh|tiếp nhận|giải quyết))[ ]$")
_MORE_IN_FRONT = re.compile(
    r"(?: [^\W\d_]+| (?<=mức )(?:độ )?\d(?:(?:,| và) ?\d)?| (?<=độ )\d(?:(?:,| và) ?\d)?){1,7}[ ]?\("
)  # "hồ sơ được trả trễ hạn (68 hồ sơ"
_ALL_TOLD = re.compile(r"(?:tổng số|tổng|tổng cộng|toàn bộ)(?: là| có| hơn| gần| khoảng| trên)*[ ]*$")
_OF_PLAN = "so kế hoạch"  # sets what is measured against a plan apart from the share
OF_TOTAL = re.compile(r"(?<![^\W_])(?:trong|trên)(?: tổng)? số[ ]*$")  # what follows is the whole, not the part
_NUMBER_IN_NAME = r"(?:(?<=mức )|(?<=độ )|(?<=loại )|(?<=nhóm )|(?<=cấp ))\d(?!\d|[.,]\d|%)"
_NUMBER_IN_NAME += r"|(?:(?<=định )|(?<=số ))\d{1,4}(?![\d.,%])|(?<=ngày )\d{1,2}/\d{1,2}/\d{4}"  # "tài khoản mức 2"
_NO_SHARE_NOUN = rf"(?:(?!(?:tỷ|tỉ) lệ [^\W_])(?:[^\d]|{_NUMBER_IN_NAME})){{0,140}}?"
_ABOUT = r"(?: là)?(?: với)?(?: tỷ lệ| tỉ lệ)?(?: khoảng| gần| hơn| trên| đến| tới| con số)*[ ]*[(]?"
_AS_SHARE = r"|[ ](?:chiếm|đạt) (?:tỷ|tỉ) lệ"
_SHARE_OF = re.compile(
    rf"{_NO_SHARE_NOUN}(?:(?:[,(]|[ ][-–])[ ]*(?:chiếm|tương đương|tức|tỷ lệ|tỉ lệ){_AS_SHARE}){_ABOUT}"
)
_SHARE_OR_REACHED = re.compile(
    rf"{_NO_SHARE_NOUN}(?:(?:[,(]|[ ][-–])[ ]*"
    rf"(?:chiếm|tương đương|đạt|bằng|tức|tương ứng|vượt|tỷ lệ|tỉ lệ){_AS_SHARE}){_ABOUT}"
)
_BEHIND_BRACKETS = re.compile(
    r"[^()\d]{0,40}\),?(?: (?:đạt|chiếm|tương đương|với|tỷ lệ|tỉ lệ|là|khoảng|gần|hơn|trên))+ "
)
_SHARE_VERB = re.compile(r"[ ](?:chiếm|đạt)(?: tỷ lệ| tỉ lệ| khoảng| gần| hơn| trên)*[ ]*$")
_OPENS_PART = re.compile(r"[\s+*•-]*")
_BARS = frozenset({"percent", "points"})
_OF_BAR = re.compile(r"(?: (?!và |còn |so |trong |với |là )[^\W\d_]+){1,6}(?=[,;.)\n]|$)")
_TO_BAR = re.compile(
    r"(?<![^\W_])(?:từ|trên|hơn|(?P<under>dưới|không quá|chưa đến|chưa tới))(?: (?:mức|trên|hơn))*[ ]$"
)
_HAVE, _FEW_OWNED = re.compile(r"(?<!nêu trên)(?<![,;:(])[ ](?:chỉ )?có (?:từ )?$"), 20  # "6 bộ, ngành có 4 thứ trưởng"
_NOUN_OWNED = re.compile(r"(?: (?!(?:và|còn|so|trong|với|là|trở)[ ])[^\W\d_]+){1,3}")
_NO_BAR = re.compile(r"(?: (?:đạt|trên|dưới|từ|hơn|kết quả|mức|có|là))+$")
_WITHOUT_MARKS = str.maketrans("", "", ".,")
_THAT_SHARE = ("tỷ lệ này ", "tỉ lệ này ", "tỷ lệ trên ", "tỉ lệ trên ")
_IS_ONLY = re.compile(r"[),: ]*(?:chỉ |mới |cũng )?(?:đạt|là)(?: (?:hơn|gần|khoảng|trên|tới))*[ ]")
_QUOTED = re.compile(r'"(?P<name>[^"\d]{8,120})"[^"\d;.()]{0,60}$')
_OPENS_ELSE = re.compile(
    r"^(?:trong khi đó|tiếp theo|tiếp đến|còn lại|ngoài ra|còn|riêng)[ ,]+|(?: mới| chỉ| cũng)(?= đạt)"
)
_THAT_NUMBER = ("con số này", "con số trên", "số này", "số lượng này", "số lượng trên", "kết quả này")
_COUNTED_PLANS = ("kế hoạch", "mục tiêu", "chỉ tiêu")
_COUNTED_PARTS = ("chỉ số", "tiêu chí", *_COUNTED_PLANS)
_COUNT_KEY, _SHARE_KEY = "_count", "_share"  # how keys of the catalogue end
_SCORE_BEHIND_PLACE = re.compile(
    r"(?:/\d+)?(?: (?:trong|trên)(?: tổng)?(?: số)? \d+)?(?: (?!với |đạt )[^\W\d_]+){0,6}[ ,(]*(?:với|đạt)"
    r"(?: (?:tổng số điểm|số điểm|điểm số|tổng điểm))?(?: là| đạt)?[ ]"
)
_IN_OTHER_MONEY = re.compile(r",?[ (]*(?:(?:tương đương|tức|khoảng|gần|hơn|với|xấp xỉ)[ ]*)*")
_SAME_AMOUNT = re.compile(  # nothing but the plan that the share is of stands before it
    r"(?: (?:so với )?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)(?: (?!tương)[^\W\d_]+){0,5})?"
    r",?[ (]*(?:tương ứng|tương đương|tức)(?: (?:với|là|số tiền|gần|hơn|khoảng|trên))*[ ]"
)
_AMOUNTS_TO = re.compile(  # "574 việc, tương ứng trên 89 tỷ đồng"
    r"(?: [^\W\d_]+){0,4},?[ (]*(?:tương ứng|tương đương)(?: (?:với|gần|hơn|khoảng|trên))* "
)
_THAT_BODY = re.compile(r"(?<![^\W_])(?:cơ quan|đơn vị|bộ|ngành|tỉnh|thành phố) này(?![^\W_])")
_HAS_DONE = re.compile(r"[ ](?:(?:đã|hiện|cũng|vừa|mới)[ ])*")
_ASPECT = re.compile(
    r" về (?:việc|số việc|vụ việc|tiền|số tiền|giá trị|vốn|(?:số )?(?:lượt|vụ|đơn|người|hồ sơ))(?![^\W_])"
)
_ASPECT_BEFORE = re.compile(rf"{_ASPECT.pattern}(?:,|;| và|, và)(?: (?:đạt|tỷ lệ|hơn|trên|gần|khoảng))* ")
_COUNT_IN_BRACKETS = re.compile(r"[ ]*\((?:(?:tương đương|tức|với|là|khoảng|gần|hơn)[ ]*)*")
_IN_BRACKETS = re.compile(
    r"(?:(?! cấp )(?:[^\d():;.]|(?<=năm )20\d\d)){0,60}"
    r"\([ ]*(?:(?:khoảng|\(|gần|hơn|trên|đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương đương) )*"
)
_ACTS = frozenset({"Kế", "Chương", "Đề", "Nghị", "Quyết"})  # that begin "Kế hoạch", "Đề án", no name of a body
_NO_THING = ("đã ", "được ", "đang ", "nộp ", "trực tiếp", "trực tuyến", "qua ")  # verbs in the place of a noun
_WAITS_OR_CAME = ("đang ", "trực tiếp", "trực tuyến", "qua ")
_PASSIVE = re.compile(r"^(?:đã |được )+")
_KIND_TOLD = re.compile(
    r";?[ ]*(?P<kind>(?!(?:và|còn|có|đã|là|trong|với|được|đạt|tăng|giảm|của|từ|cả|riêng|cũng|mới|hiện|chỉ|các|những"
    r"|toàn|tổng|cấp|khối|huyện|xã|phường|thành phố|tỉnh|bộ|sở)[ ])"
    r"[^\W\d_]+(?: (?!(?:là|đạt|có|còn|được|chiếm)[ ])[^\W\d_]+){0,3})[ ]"
)
_LONGEST_NAME = 5
_SUM_MISSES = 1  # percentage points by which a printed share may miss that of the counts before it
_INTRODUCES = 12  # characters of " phát sinh " before a noun
_NEXT_OF_LIST = re.compile(  # "cắt giảm 120 thủ tục hành chính và 35 điều kiện": a noun and a joint
    r"(?: (?!(?:là|đạt|có|còn|và|tăng|giảm|chiếm|được|so|trong)[ ])[^\W\d_]+){1,8}(?:,| và|, và)"
    r"(?: (?:hơn|gần|trên|khoảng))?[ ]"
)
_LIST_REACH = 160  # characters before a figure in which its verb stands
_RECEIVED = re.compile(  # "tiếp 40 lượt/45 người", "tiếp 40 lượt công dân với 45 người"
    r" (?:lượt|cuộc|buổi|đợt)(?: [^\W\d_]+){0,3}(?:/| với | gồm | cho )(?:(?:tổng số|hơn|gần|trên|khoảng) )*"
)
_STATE_BEHIND = re.compile(
    r"[ ](?:(?:tỷ lệ|tỉ lệ|số|hồ sơ|đơn|được|giải quyết|trả) )+(?:trước|đúng|sớm|trễ|quá)"
    r"(?:(?:,| và|, và) (?:trước|đúng|sớm|trễ|quá))? (?:hạn|hẹn)(?![^\W_])"
)
_AMOUNT_UNITS = frozenset({"count", "vnd", "usd", "points"})
_STANDS_LAST = re.compile(r"[,;] (?:và )?(?:đứng|xếp)(?: ở)?(?: vị trí| hạng)?(?: thứ)? $")
_TELLING = 4  # words of a noun that tells by itself what is counted: "83%, tương đương 1,4 triệu hồ sơ trực tuyến"
_OF_TIME = re.compile(r"(?<![^\W_])(?:thời gian|thời hạn|giờ|ngày)(?![^\W_])")
_OPENS_RANKED = re.compile(  # "…; An toàn an ninh mạng (của ITU) xếp thứ"
    r"(?:[^;]{0,160}:)?[\s;+-]*(?P<words>[^\W\d_]+(?: [^\W\d_]+){1,7}?)(?: \d[.]0)?"
    r"(?: \([^()]*\)| (?=xếp |đứng |giữ |ở vị trí))"
)
_PART_RANKED = re.compile(  # "chính quyền số ở vị trí thứ 9, kinh tế số xếp thứ 12 và …"
    r"(?:^|[,;:]| và)[ ]*(?:(?:trong đó|còn|riêng),? )?(?P<words>[^\W\d_]+(?: [^\W\d_]+){1,4}?)"
    r" (?:xếp|đứng|giữ|ở|đạt)(?: ở)?(?: vị trí| hạng| thứ hạng)?(?: thứ)? $"
)
_OPENS_ABOUT = re.compile(  # "về chuyển đổi số năm 2022, tỉnh xếp thứ", "ở chỉ số hài lòng, Bộ đạt 85 điểm"
    r"[\s;+-]*(?:[^,;:\d]{0,24}(?<![^\W_])theo [^;:\d]{3,120}? )?"
    r"(?:(?:riêng|còn|xét|tính|và) )?(?:(?:về|ở) |(?=chỉ số ))"
    r"(?P<words>[^\W\d_]+(?:[ -][^\W\d_]+){1,9}?)(?: năm \d{4})?, "
)
_PEOPLE = "người"
_OF_PEOPLE = re.compile(r"(?<![^\W_])(?:cán bộ|công chức|viên chức|người|lao động|công dân|biên chế)(?![^\W_])")
_SPAN_OF = re.compile(r"(?:(?:trong khi|khi|còn|ở|trong|từ|của|riêng|giai đoạn) )*")
_OWNED = re.compile(r" của(?: khối| các| tất cả| toàn bộ| tỉnh| thành phố| huyện| ubnd)* ?$")
_NAME_GOES_ON = re.compile(r"(?: (?:với|có|đạt|là|mới|chỉ|vẫn|cũng|đã))+$")
_FIELD_TOLD = re.compile(  # "; lĩnh vực đất đai 2 thủ tục"
    r"(?<=[,;:] )(?P<words>lĩnh vực (?!có |là )(?:[^\W\d_]|[ -])+?) $"
)
_FIELD = re.compile(r"(?<![^\W_])(?:lĩnh vực|ngành|nhóm)(?![^\W_])")
_NEXT_FIELD = re.compile(
    r"[^()\d]{1,30}\)(?:,|;| và|, và) (?:(?:kế đến|tiếp theo|tiếp đến|sau đó|kế tiếp) (?:là |đến )?)?"
    r"(?P<words>[^\W\d_]+(?: [^\W\d_]+){1,8}) \("
)
_BEFORE_BRACKETS = re.compile(  # behind "tăng hạng là", and between two brackets
    r"(?:(?:tăng|giảm|tụt) (?:hạng|bậc|điểm|thứ hạng)[^.;()\d]{0,30}?(?: là| gồm|:)|\)(?:,|;| và|, và)) "
    r"(?P<words>[^\W\d_]+(?: [^\W\d_]+){1,6}) $"
)
_BRACKET_OF_LIST = re.compile(  # of "gồm đất đai (12 đơn), chính sách (8 đơn)"
    r"(?:[,;:)]|(?<![^\W_])(?:và|gồm|như|qua|về))[ ]*(?:(?:và|còn|gồm|như|qua|về) )?"
    r"(?P<label>(?!(?:gồm|như|qua|về|và) )[^\W\d_](?:(?! (?:gồm|như|qua|về) )[^(),;:\d\n]){0,50})"
    r" \((?:có |hơn |gần |trên )?$"
)
_CHANGES_LABEL = re.compile(r"(?:đã |cũng )*(?:tăng|giảm|đạt|chiếm|tổng số|tổng cộng)(?![^\W_])")
_PAIR_OF_LIST = 2
_THEN_REACHES = re.compile(r"[;,] (?:và )?đạt (?:tỷ lệ|tỉ lệ) $")
_WITH_AMOUNT = re.compile(  # of " việc (5,5%) và trên "
    r" (?:việc|vụ việc|vụ|hồ sơ|trường hợp|cuộc|món|đơn|giao dịch|doanh nghiệp)(?: \([^()]*\))?"
    r",? (?:và|với|cùng|tương ứng(?: với)?|tương đương(?: với)?)(?: (?:số tiền|hơn|gần|trên|khoảng|là|tổng))* "
)
_GROWTH_ABOUT = re.compile(
    r" về (?P<what>(?:(?:tổng|số|số lượng|lượng|giá trị) )*[^\W\d_]+(?: (?!và|so|tăng|giảm|trong|với)[^\W\d_]+){0,4})"
)
_GROWTH_OF = re.compile(r"^(?:tỷ lệ|tỉ lệ|mức|tốc độ) (?:tăng trưởng|tăng(?! trưởng)|giảm)(?: (?:của|về|số))* ")


class Naming(Sentence):
    """A sentence that tells what its figures count."""

    def _indicate(self, spot: Spot, role: Role, like: Figure | None, last: Figure | None) -> tuple[str, Indicator]:
        """The phrase and indicator: those of a figure it explains or stands in one list with, else its own words."""
        moved = self._moved_in_brackets(spot) if role.role == "change" else None
        return moved or self._indicate_by(spot, role, like, last)

    def _indicate_by(self, spot: Spot, role: Role, like: Figure | None, last: Figure | None) -> tuple[str, Indicator]:
        """What a figure before tells of this one, else its own words."""
        unit = spot.number.unit
        if like is not None:
            is_place = role.role != "level" and unit == "rank" != like.number.unit
            told = self._told_of_growth(spot) if role.role == "change_rate" else None
            return self._as_share_of(like, spot) if is_place else (told or like.phrase, like.indicator)
        if role.what is not None:
            return role.what, Indicator(self.grammar.indicators.open_key(role.what, unit), None)
        if last is not None and role.role == "change" and role.cue == AS_RATE:
            return last.phrase, last.indicator
        shared = self._mate(spot) or self._shared_in_brackets(spot)
        if shared is not None:
            return self._as_share_of(shared, spot)
        aspect = self._other_aspect(spot, last)
        if aspect is not None:
            return aspect
        if last is not None and last.number.end >= spot.clause.start and self._speaks_of(last, spot):
            return self._as_share_of(self._share_by_sum(last, spot), spot)
        if last is not None and self._is_place_after_change(last, spot, role):
            return last.phrase, last.indicator
        placed = self._place_scored(spot) or self._amount_placed(spot, role) or self._reached_by(spot, role)
        if placed is not None:
            return self._as_share_of(placed, spot)
        again = self._changed_before(spot, role, last) or self._next_unit(spot, last)
        if again is not None:
            return again.phrase, again.indicator
        return self._by_own_words(spot, role, last)

    def _moved_in_brackets(self, spot: Spot) -> tuple[str, Indicator] | None:
        """What stands before the brackets that tell its move: "2 chỉ số tăng hạng là nộp thuế (tăng 8 bậc) và …"."""
        opened = self.folded.rfind("(", spot.previous_end, spot.number.start) if spot.bracketed else -1
        if opened < 0 or spot.number.unit not in EDITED:
            return None
        match = _BEFORE_BRACKETS.search(
            self.folded, spot.left.start if not self.done else self.done[-1].number.end, opened
        )
        if match is None or any(m.start < opened and m.end > match.start("words") for m in self.line.mentions):
            return None
        words = self.grammar.indicators.expand(match["words"])
        phrases = self.grammar.phrases
        if phrases.is_anaphor(words) or phrases.only_ranks(words) or self._is_unit(words, spot):
            return None
        key = self.grammar.indicators.open_key(phrases.core(words), spot.number.unit)
        printed = self.text[match.start("words") : match.end("words")]
        return printed, self._match(spot, words, is_alone=True) or Indicator(key, None)

    def _mate(self, spot: Spot) -> Figure | None:
        """The count that an amount of money goes with: "thi hành xong 40 việc và hơn 9 tỷ đồng"."""
        if spot.number.unit not in {"vnd", "usd"} or spot.bracketed:
            return None
        before = next((f for f in reversed(self.done) if not f.bracketed), None)
        if before is None or before.number.unit != "count":
            return None
        return before if _WITH_AMOUNT.fullmatch(self.folded, before.number.end, spot.number.start) else None

    def _told_of_growth(self, spot: Spot) -> str | None:
        """What a rate behind it names: "số doanh nghiệp" of "tăng 14% về số doanh nghiệp"."""
        match = _GROWTH_ABOUT.match(self.folded, spot.number.end)
        return self.text[match.start("what") : match.end("what")] if match else None

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
        return last.phrase, Indicator(key, None)

    def _next_unit(self, spot: Spot, last: Figure | None) -> Figure | None:
        """ "biên chế giảm nhiều nhất là Sở Y tế 70 người, Sở Giáo dục và Đào tạo 65 người": the next unit of a list."""
        if last is None or spot.number.unit != "count" or last.number.unit != "count" or last.role.role != "level":
            return None
        units = self.memory.places.within(self.line.span.start, spot.number.start)
        if not units or units[-1].start < last.number.end or units[-1].end != spot.number.start - 1:
            return None
        noun = self.folded[last.number.end : units[-1].start].rstrip(" ,;")
        own = self._noun(spot)
        same = own is not None and self.folded[own.start : own.end] == noun.strip() != ""
        return last if same and self.grammar.bare_measure.fullmatch(noun.strip()) else None

    def _by_own_words(self, spot: Spot, role: Role, last: Figure | None) -> tuple[str, Indicator]:
        """The phrase and indicator that the words around the figure tell, or that they point back to."""
        grammar = self.grammar
        phrase = self._own_phrase(spot)
        farther = None if phrase else self._farther_phrase(spot)
        phrase = farther or phrase
        is_cut = role.role == "change" and spot.number.unit == "count" and self._place(spot).counts_bodies
        points_back = bool(phrase) and not is_cut and self._points_back(phrase.text, spot)
        told = self._counted_last(role) if last is None and fold(phrase.text).startswith(_THAT_NUMBER) else None
        if told is not None:
            return told.phrase, told.indicator
        opened = self._opened_with(spot, last) if points_back or not phrase else None
        if opened is not None:
            return opened
        done = self._done_to_last(spot, phrase.text) or self._share_done(spot, phrase.text)
        if done is not None:
            return done
        grown = self._grown(phrase) if role.role == "change_rate" else None
        indicator = (self._match_grown(spot, grown) if grown else None) or self._match(spot)
        if indicator is None and phrase and grammar.phrases.tells_share(fold(phrase.text)):
            indicator = self._match(spot, grammar.indicators.expand(fold(phrase.text)))
        joined = self._joined(spot, phrase, last, points_back) if indicator is None else None
        if joined is not None:
            return joined
        indicator = indicator or self._measured(spot)
        doubtful = not phrase or (points_back and not self._counts_whole(spot, phrase))
        points = grammar.phrases.is_anaphor(phrase.key) and not self._counts_doers(spot)
        points = points or self._is_plan(spot, phrase)
        doubtful = doubtful or (points and not self._counts_parts(spot, fold(phrase.text), _COUNTED_PLANS))
        doubtful = doubtful and not (role.role == "change" and self._lasts(spot))  # "giảm 146 giờ làm việc"
        labelled = self._by_label(spot) if doubtful else None
        if labelled is not None:
            return labelled[0], indicator or labelled[1]
        ahead = self._named_elsewhere(spot) if doubtful else None
        if ahead is not None:
            return ahead
        back = self._pointed_at(spot, last, role) if doubtful else None
        if back is not None:
            is_beside = spot.bracketed and last is not None and not last.bracketed
            is_beside = is_beside and last is not None and last.number.unit == spot.number.unit
            return back[0], (None if is_beside else indicator) or back[1]
        fuller = (self._received(spot, phrase) or self._told_fuller(spot, phrase)) if indicator is None else None
        if fuller is not None:
            return fuller
        words = grown or self._key_words(spot, phrase.key)
        key = grammar.indicators.open_key(words, "count" if grown else spot.number.unit)
        own = Indicator(key, None, doubtful or key.startswith(UNNAMED))
        return self._with_bar(spot, phrase.text) or self._sentence_head(), indicator or own

    def _key_words(self, spot: Spot, words: str) -> str:
        """The words of a key: without the bodies that own what is counted, and with the value over or under which
        counted bodies are: "12 tỉnh đạt trên 80%" is not what "12 tỉnh đạt trên 90%" is."""
        for mention in self.line.mentions:
            if mention.is_single:
                words = words.replace(f" của {self.folded[mention.start : mention.end]}", " ")
        bar = self._bar(spot)
        return f"{_NO_BAR.sub('', words)} {bar}" if bar else words

    def _with_bar(self, spot: Spot, printed: str) -> str:
        """The words that tell what is counted, with the value that sets those bodies apart where nothing else does: "9
        huyện đạt trên 30% hồ sơ trực tuyến"."""
        at = self.text.find(printed, spot.number.end, spot.right.end) if printed and self._bar(spot) else -1
        bar = self.line.numbers[spot.index + 1] if at >= 0 else None
        if bar is None or (len(printed.split()) > _TELLING and at + len(printed) + 1 < bar.start):
            return printed
        told = (_NOUN_OWNED if self._owned(spot, bar) else _OF_BAR).match(self.text, bar.end, spot.clause.end)
        return self.text[at : told.end() if told else bar.end]

    def _bar(self, spot: Spot) -> str:
        """The value that follows counted bodies, as a word of a key; empty where none does."""
        following = next((n for n in self.line.numbers[spot.index + 1 :] if n.start >= spot.right.end), None)
        if following is None or not self._place(spot).counts_bodies:
            return ""
        if following.unit == "count":
            owned = self._owned(spot, following)
            return f"co{following.printed} {owned}" if owned else ""
        if following.unit not in _BARS:
            return ""
        match = _TO_BAR.search(self.folded, spot.right.start, following.start)
        if match is None or following.start - spot.right.end > 1:
            return ""
        return f"{'duoi' if match['under'] else 'tren'}{following.printed.translate(_WITHOUT_MARKS)}"

    def _owned(self, spot: Spot, following: Number) -> str | None:
        """What the counted bodies have a few of, by which they are counted: "6 bộ, ngành có 4 thứ trưởng"."""
        few = following.is_bare and following.value <= _FEW_OWNED and following.start - spot.right.end <= 1
        if not few or not _HAVE.search(self.folded, spot.right.start, following.start):
            return None
        if any(m.start == following.end + 1 for m in self.line.mentions):
            return None  # "12 huyện, trong đó có 4 thị xã" are parts
        noun = _NOUN_OWNED.match(self.folded, following.end, spot.clause.end)
        return noun.group().strip() if noun else None

    def _counted_last(self, role: Role) -> Figure | None:
        """The count that the sentence before ends with, of which "con số này tăng 11%" tells the change."""
        before = self.memory.figure
        counts = before is not None and before.number.unit in {"count", "vnd", "usd"} and before.role.role == "level"
        return before if counts and role.role != "level" else None

    def _grown(self, phrase: Phrase) -> str | None:
        """The words that tell what grows at a rate; None where that is a share: "tốc độ tăng biên chế" is of posts."""
        words = _GROWTH_OF.sub("", phrase.key)
        tells = len(words.split()) > 1 and not self.grammar.phrases.tells_share(words)
        return words if tells else None

    def _match_grown(self, spot: Spot, words: str) -> Indicator | None:
        """The indicator of which a rate tells the growth: a count or an amount rather than a share."""
        indicators = self.grammar.indicators
        around = replace(self._surroundings(spot), noun=indicators.expand(words), subject="", verb="")
        found = (indicators.match(replace(around, counts=unit == "count"), unit) for unit in ("count", "vnd"))
        return next(filter(None, found), None)

    def _done_to_last(self, spot: Spot, phrase: str) -> tuple[str, Indicator] | None:
        """What was done to what a figure before counts, where the verb stands alone: "tiếp nhận 210 kiến nghị, đã xử lý
        205", "205 đã được xử lý"."""
        behind = self._noun(spot) if spot.number.unit == "count" else None
        passive = self._done_behind(behind) if behind is not None else None
        if behind is not None and passive is None:
            self.memory.noun = self.folded[behind.start : behind.end]
        if spot.number.unit != "count" or spot.subject is not None or (behind is not None and passive is None):
            return None
        verb = passive or self.grammar.phrases.verb(self.folded, spot.left)
        if verb is None or self.grammar.phrases.only_done(verb) is None:
            return None
        nouns = (self._noun_of(figure) for figure in reversed(self.done) if figure.number.unit == "count")
        things = (noun for noun in nouns if noun and not noun.startswith(_NO_THING))
        noun = next(things, None) or self.memory.noun
        if not noun or (passive is None and NOTHING_COUNTED.match(self.folded, spot.number.end) is None):
            return None
        indicators, noun = self.grammar.indicators, self.grammar.indicators.expand(noun)
        told = self.told if noun in self.context else indicators.told(f"{self.memory.topics}\n{self.context}\n{noun}")
        around = replace(self._surroundings(spot), noun=noun, verb=indicators.expand(verb), beside="", told=told)
        key = indicators.open_key(f"{verb} {self.grammar.phrases.core(noun)}", "count")
        name = verb if "," in phrase else phrase or verb
        return name, indicators.match(around, "count") or Indicator(key, None)

    def _done_behind(self, words: Span) -> str | None:
        """The verb that stands alone behind a number, in the place of what is counted: "đã được giải quyết"."""
        told = self.folded[words.start : words.end]
        verb = _PASSIVE.sub("", told)
        stands_alone = verb != told or told.startswith(_WAITS_OR_CAME)
        return verb if stands_alone and self.grammar.phrases.only_done(verb) is not None else None

    def _share_done(self, spot: Spot, phrase: str) -> tuple[str, Indicator] | None:
        """The share of what the figure before counts to which something was done: "150 phản ánh, 97% đã được xử lý"."""
        last = self.done[-1] if self.done else None
        behind = self._noun(spot) if spot.number.unit == "percent" and spot.subject is None else None
        verb = self._done_behind(behind) if behind is not None else None
        if verb is None or last is None or last.number.unit != "count" or last.role.role != "level":
            return None
        noun = self._noun_of(last)
        if not noun:
            return None
        words = self.grammar.indicators.expand(f"{verb} {noun}")
        key = self.grammar.indicators.open_key(f"{verb} {self.grammar.phrases.core(noun)}", "percent")
        return phrase, self._match(spot, words, is_alone=True) or Indicator(key, None)

    def _measured(self, spot: Spot) -> Indicator | None:
        """The indicator of what stands before a figure with a noun behind it that only measures."""
        noun = self._noun(spot)
        told = self.grammar.phrases.measured(self.folded, self._place(spot), noun) if noun else None
        return self._match(spot, self.grammar.indicators.expand(self.folded[told.start : told.end])) if told else None

    def _amount_placed(self, spot: Spot, role: Role) -> Figure | None:
        """ "tiếp nhận 1.200 hồ sơ (…) của người dân, đứng thứ 4 cả nước": the amount of which a place is told last."""
        if spot.number.unit != "rank" or role.role != "level" or spot.bracketed or self._noun(spot) is not None:
            return None
        told = next((f for f in reversed(self.done) if not f.bracketed), None)
        before = told.base or told if told is not None else None
        if before is None or before.number.unit not in _AMOUNT_UNITS or before.role.role != "level":
            return None
        stands = _STANDS_LAST.search(self.folded, before.number.end, spot.number.start)
        is_near = before.number.start >= spot.clause.start or before.number.unit == "points"
        return before if stands is not None and is_near else None

    def _changed_before(self, spot: Spot, role: Role, last: Figure | None) -> Figure | None:
        """The change before, where the next one tells nothing more than whose it is: "bộ, ngành giảm 8.700 người, địa
        phương giảm 84.600 người" behind "biên chế giảm 11%"."""
        before = last or self.memory.figure
        if role.role == "level" or role.what is not None or before is None or before.role.role == "level":
            return None
        if self._lasts(spot) and not self.grammar.phrases.counts_time(self.folded, before.number.end):
            return None  # "giảm 146 giờ làm việc" behind "giảm 3 biên chế"
        measure, noun = self.grammar.bare_measure, self._noun(spot)
        is_bare = noun is None or measure.fullmatch(self.folded, noun.start, noun.end) is not None
        if not is_bare or role.direction != before.role.direction:
            return None
        counted = measure.match(self.folded, spot.left.start) if last is not None else None
        told = self.folded[counted.end() if counted else spot.left.start : spot.left.end].rpartition(role.cue or " ")[0]
        return before if self._ties_bodies(told, spot) else None

    def _by_label(self, spot: Spot) -> tuple[str, Indicator] | None:
        """The indicator that labels the sentence: "- Dịch vụ công trực tuyến: mức độ 3 là 45 dịch vụ"."""
        match = self._label(spot)
        if match is None:
            return None
        label = self.grammar.indicators.expand(match["label"])
        indicator = self._match(spot, label, is_alone=True)
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(label), spot.number.unit)
        return self.text[match.start("label") : match.end("label")], indicator or Indicator(key, None)

    def _joined(
        self, spot: Spot, phrase: Phrase, last: Figure | None, points_back: bool
    ) -> tuple[str, Indicator] | None:
        """What a label tells together with words of no indicator, or the whole of which they tell a part."""
        field = self._field_in_front(spot, last) or self._named_by_list(spot)
        if field is not None:
            return field
        told = self.folded.find("lĩnh vực ", spot.left.start, spot.left.end)
        if told >= 0 and _FIELD_TOLD.search(self.folded, spot.left.start, spot.left.end):
            return None
        labelled = None if points_back else self._share_labelled(spot, phrase)
        whole = self._whole_of(spot, phrase, last) if labelled is None else None
        whole = whole or (self._counted_on(spot, phrase) if last is None and labelled is None else None)
        if whole is not None and last is not None and _tells_more(phrase):
            return phrase.text, whole.indicator
        return (whole.phrase, whole.indicator) if whole is not None else labelled

    def _counted_on(self, spot: Spot, phrase: Phrase) -> Figure | None:
        """The count of the sentence before that one of another time goes on with: "Riêng tháng 6 đạt 61.200 hồ sơ"."""
        before = self.memory.figure
        if (
            before is None
            or before.number.unit != "count"
            or before.role.role != "level"
            or spot.number.unit != "count"
        ):
            return None
        expressions = [e for e in self.line.expressions if e.end <= spot.number.start]
        if not expressions or before.indicator.basis is None:
            return None
        left = self.folded[expressions[-1].end : spot.number.start]
        is_bare = 0 < len(phrase.key.split()) <= _BARE_WORDS and fold(before.phrase).endswith(f" {phrase.key}")
        return before if is_bare and _IS_ONLY.fullmatch(left) else None

    def _label(self, spot: Spot) -> re.Match[str] | None:
        """What labels the sentence before the figure, unless that names a body or a time or tells nothing."""
        match = _LABEL.match(self.folded, self.line.span.start, spot.number.start)
        phrases = self.grammar.phrases
        if match is None or phrases.is_anaphor(match["label"]) or phrases.only_ranks(match["label"]):
            return None
        if self._is_unit(match["label"], spot):
            return None
        if phrases.last_named(self.folded[match.end() : spot.number.start], spot.number.unit) is not None:
            return None  # "số hóa: cấp tỉnh đạt 96%; tỷ lệ thanh toán đạt 72% (cấp tỉnh 80%)"
        if any(m.start < match.end() and m.is_single for m in self.line.mentions):
            return None
        return None if any(e.start < match.end() for e in self.line.expressions) else match

    def _share_labelled(self, spot: Spot, phrase: Phrase) -> tuple[str, Indicator] | None:
        """A share that a label and the words beside the figure tell together: "Tỷ lệ số hóa: hồ sơ 91,2%, kết quả
        88,7%"."""
        match = self._label(spot) if spot.number.unit == "percent" and phrase.key else None
        phrases, expand = self.grammar.phrases, self.grammar.indicators.expand
        if match is None or not phrases.tells_share(match["label"]) or phrases.tells_share(phrase.key):
            return None
        if self._ties_bodies(phrase.key, spot) or self._is_unit(phrase.key, spot):
            return None
        between = self.folded[match.end("label") + 1 : spot.number.start]
        if ";" in between and between.rstrip().endswith(":"):
            return None  # "; số hóa kết quả: 81,5%" has a label of its own
        words = expand(f"{match['label']} {phrase.key}")
        key = self.grammar.indicators.open_key(phrases.core(words), "percent")
        told = f"{self.text[match.start('label') : match.end('label')]} {phrase.text}"
        return told, self._match(spot, words, is_alone=True) or Indicator(key, None)

    def _is_place_after_change(self, last: Figure, spot: Spot, role: Role) -> bool:
        """ "tăng 17 bậc so với năm 2022, xếp thứ 30/63": the place in the ranking in which it rose."""
        ranks = last.number.unit == spot.number.unit == "rank" and last.role.role == "change" and role.role == "level"
        left = self.folded[last.number.end : spot.number.start]
        return ranks and not self.grammar.phrases.tells_share(left) and ";" not in left

    def _counts_parts(self, spot: Spot, phrase: str, parts: tuple[str, ...] = _COUNTED_PARTS) -> bool:
        """ "6/10 chỉ số tăng bậc" counts indices, "05 kế hoạch" plans: no more is meant than what stands there."""
        return spot.number.unit == "count" and phrase.startswith(parts) and self._noun_behind(spot)

    def _points_back(self, printed: str, spot: Spot) -> bool:
        phrases, phrase = self.grammar.phrases, fold(printed)
        is_short = self.grammar.indicators.expand(phrase) != phrase
        is_short = is_short or phrase in self.grammar.counted_nouns
        is_name = (_is_name(printed, self.grammar.kinds) and not is_short) or self._only_names(phrase)
        is_name = is_name or self._is_unit(phrase, spot)
        is_name = is_name or (spot.number.unit == "percent" and phrases.is_region(printed.split()))
        if self._counts_parts(spot, phrase) or (
            self._counts_doers(spot) and (not is_name or phrases.only_ranks(phrase))  # "Bộ" has a capital too
        ):
            return False
        if self._only_dates(printed, spot) or (
            spot.number.unit == "rank" and phrase.startswith(("của ", "cả nước ", "toàn quốc "))
        ):
            return True
        if phrases.is_anaphor(phrase) or (is_name and not phrases.tells_share(phrase)):
            return True
        if self._ends_with_owner(phrase, spot):
            return True
        bare = spot.number.unit in EDITED or not self._noun_behind(spot)
        ordered = spot.number.unit == "rank" and self.grammar.ends_in_order.search(phrase) is not None
        return bare and (
            ordered
            or phrases.only_ranks(phrase)
            or (self._ties_bodies(phrase, spot) and not phrases.tells_share(phrase))
            or self._means_of_bodies(phrase, spot)
        )

    def _ends_with_owner(self, phrase: str, spot: Spot) -> bool:
        """Whether a score or place stands in brackets behind a body that only ends the phrase: "vào nhóm tốt nhất cùng
        với Hà Nam (63,1 điểm)"."""
        if not spot.bracketed or spot.number.unit not in {"points", "rank"} or self.grammar.phrases.tells_share(phrase):
            return False
        opened = self.folded.rfind("(", spot.left.start, spot.number.start)
        names = (
            self.folded[m.start : m.end] for m in self.line.mentions if m.is_single and m.end <= opened <= m.end + 1
        )
        return any(phrase.endswith(name) for name in names)

    def _means_of_bodies(self, phrase: str, spot: Spot) -> bool:
        """Whether a folded phrase points back for a body that it names: "điểm số trung bình của các bộ"."""
        owners = (m for m in self.line.mentions if m.part == "of" and m.end <= spot.number.start)
        names = (self.folded[m.start : m.end] for m in owners)
        return any(self.grammar.phrases.is_anaphor(_OWNED.sub("", phrase.removesuffix(name))) for name in names)

    def _ties_bodies(self, words: str, spot: Spot) -> bool:
        """Whether folded words hold nothing but names of bodies and what ties them: "cùng các tỉnh Hòa Bình"."""
        names = {self.folded[m.start : m.end] for m in self.line.mentions if m.end <= spot.number.start}
        rest = words
        for name in sorted(names, key=len, reverse=True):
            rest = rest.replace(name, " ")
        return rest != words and self.grammar.beside_names.fullmatch(rest) is not None

    def _is_plan(self, spot: Spot, phrase: Phrase) -> bool:
        """ "bằng 75% kế hoạch vốn được giao": what a percentage is of is the plan for what was told before."""
        return spot.number.unit == "percent" and self.grammar.of_plan.match(phrase.key) is not None

    def _only_names(self, phrase: str) -> bool:
        """Whether a folded phrase is a numbered unit, or a body's name or the end of one that its own comma cut."""
        if self.grammar.numbered_unit.fullmatch(phrase) is not None:
            return True
        words = _NAME_GOES_ON.sub("", phrase)
        return any(m.is_single and self.folded[m.start : m.end].endswith(words) for m in self.line.mentions if words)

    def _counts_doers(self, spot: Spot) -> bool:
        """Whether bodies are counted, whatever is said of them: "19 bộ, ngành trong bảng này"."""
        beside = self.folded.startswith(" ", spot.number.end)
        return beside and spot.number.unit == "count" and self._place(spot).counts_bodies

    def _only_dates(self, printed: str, spot: Spot) -> bool:
        """Whether a phrase is nothing but words of time: "giai đoạn 2015-2016"."""
        at = self.text.rfind(printed, self.line.span.start, spot.number.start) if printed else -1
        if at < 0:
            return False
        end, opening = at + len(printed), _SPAN_OF.match(fold(printed))
        at += opening.end() if opening else 0
        times = (e for e in self.line.expressions if e.rule != "edition")
        return any(e.start <= at and end <= e.end for e in times)

    def _is_unit(self, phrase: str, spot: Spot) -> bool:
        """Whether a folded phrase tells no more than an office inside of a body: "thanh tra tỉnh", "Ban Dân tộc"."""
        units = self.memory.places.within(self.line.span.start, spot.number.start) if spot.number.unit in EDITED else ()
        is_unit = any(phrase.startswith(self.folded[unit.start : unit.end]) for unit in units)
        return is_unit and not self.grammar.phrases.tells_share(phrase)

    def _counts_whole(self, spot: Spot, phrase: Phrase) -> bool:
        """ "100% cơ quan, đơn vị …": bodies behind a share are what it is of."""
        behind = self.text[spot.number.end : spot.right.end].lstrip()
        is_share = spot.number.unit == "percent" and behind.startswith(phrase.text)
        return is_share and not self.grammar.phrases.is_anaphor(fold(phrase.text))

    def _field_in_front(self, spot: Spot, last: Figure | None) -> tuple[str, Indicator] | None:
        """The field of which a count in brackets tells, in a list of them: "… lĩnh vực nhà ở (31 thủ tục), đất đai (12
        thủ tục)"."""
        if last is None or not (spot.bracketed and last.bracketed) or _FIELD.search(fold(last.phrase)) is None:
            return None
        match = _NEXT_FIELD.fullmatch(self.folded, last.number.end, spot.number.start)
        noun = self._noun(spot)
        if (
            match is None
            or noun is None
            or any(m.start >= last.number.end and m.end <= spot.number.start for m in self.line.mentions)
        ):
            return None
        words = f"{self.folded[noun.start : noun.end]} {match['words']}"
        key = self.grammar.indicators.open_key(words, spot.number.unit)
        return self.text[match.start("words") : noun.end], Indicator(key, None)

    def _names_owner(self, printed: str) -> bool:
        """Whether words tell whose something is, not what: "LĐ-TB&XH", "Lê Lợi", "Xây dựng" of departments."""
        label = fold(printed)
        owns = printed.isupper() or (" " in printed and printed.istitle()) or label in self.grammar.department_names
        return owns or self.grammar.phrases.only_ranks(label)

    def _named_by_list(self, spot: Spot) -> tuple[str, Indicator] | None:
        """What names a count in brackets, in a list of such: "qua thư điện tử (31 lượt), mạng xã hội (52 lượt)"."""
        noun = self._noun(spot) if spot.bracketed and spot.number.unit == "count" else None
        if noun is None or not self.folded.startswith(")", noun.end):
            return None
        match = _BRACKET_OF_LIST.search(self.folded, self.line.span.start, spot.number.start)
        counted = self.folded[spot.number.end : noun.end + 1]
        if match is None or self.folded.count(counted, self.line.span.start, self.line.span.end) < _PAIR_OF_LIST:
            return None
        start, end = match.span("label")
        printed = self.text[start:end]
        label, words = match["label"], self.folded[noun.start : noun.end]
        if _CHANGES_LABEL.match(label) or f" {words} " in f" {label} " or self.memory.places.within(start, end):
            return None
        if any(m.start < end and m.end > start for m in self.line.mentions) or self._names_owner(printed):
            return None
        key = self.grammar.indicators.open_key(f"{words} {label}", "count")
        return printed, Indicator(key, None)

    def _told_fuller(self, spot: Spot, phrase: Phrase) -> tuple[str, Indicator] | None:
        """What a bare noun counts that its sentence tells in more words before: "đơn vị có nhiều hồ sơ quá hạn nhất với
        97 hồ sơ", and the next of that list."""
        noun, behind = fold(phrase.text), self._noun(spot)
        if behind is not None and phrase.key == self.folded[behind.start : behind.end]:
            noun = phrase.key  # "giảm 12 đơn vị" counts units
        if spot.number.unit != "count" or len(noun.split()) > _BARE_WORDS or not noun:
            return None
        branch = self._branch(spot, noun) or self._kind_in_front(spot, noun, behind)
        if branch is not None:
            return branch
        told = self._told_in_front(noun, spot) or _told_with_more(
            noun,
            self.folded,
            self.line.span.start,
            spot.left.end,
            counts_all=_ALL_TOLD.search(self.folded, spot.left.start, spot.left.end) is not None,
        )
        if told is None:
            return None
        words = self.folded[told.start : told.end]
        indicator = self._match(spot, self.grammar.indicators.expand(words))
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), spot.number.unit)
        return self.text[told.start : told.end], indicator or Indicator(key, None)

    def _kind_in_front(self, spot: Spot, noun: str, behind: Span | None) -> tuple[str, Indicator] | None:
        """The kind that stands before the figure and the noun behind it: "…; tố cáo 21/24 đơn"."""
        opens = behind is not None and ";" in self.folded[spot.left.start - 2 : spot.left.start + 1]
        kind = _KIND_TOLD.fullmatch(self.folded, spot.left.start, spot.left.end) if opens else None
        if (
            kind is None
            or behind is None
            or " " in noun
            or self.grammar.phrases.verb(self.folded, spot.left) is not None
        ):
            return None
        words = f"{noun} {kind['kind']}"
        indicator = self._match(spot, self.grammar.indicators.expand(words))
        key = self.grammar.indicators.open_key(words, spot.number.unit)
        return self.text[kind.start("kind") : behind.end], indicator or Indicator(key, None)

    def _received(self, spot: Spot, phrase: Phrase) -> tuple[str, Indicator] | None:
        """Those of whom the visits before tell what was done: "tiếp 40 lượt/45 người"."""
        before = self.line.numbers[spot.index - 1] if spot.index else None
        is_bare = spot.number.unit == "count" and len(phrase.key.split()) <= _BARE_WORDS
        if before is None or not is_bare or not _RECEIVED.fullmatch(self.folded, before.end, spot.number.start):
            return None
        start = self.line.numbers[spot.index - 2].end if spot.index > 1 else self.line.span.start
        verb = self.grammar.phrases.verb(self.folded, Span(start, before.start))
        noun = self._noun(spot)
        if verb is None or noun is None:
            return None
        at = self.folded.rfind(verb, start, before.start)
        key = self.grammar.indicators.open_key(f"{verb} {phrase.key}", spot.number.unit)
        return self.text[at : noun.end], Indicator(key, None)

    def _branch(self, spot: Spot, noun: str) -> tuple[str, Indicator] | None:
        """The branch of which a bare noun is counted: "ngành xây dựng với 14 doanh nghiệp"."""
        branch = _BRANCH.search(self.folded, spot.left.start, spot.left.end)
        branch = branch or _FIELD_TOLD.search(self.folded, spot.left.start, spot.left.end)
        behind = self._noun(spot)
        if branch is None or behind is None:
            return None
        start = branch.start("words")
        if any(m.start < branch.end() and start < m.end for m in self.line.mentions):
            return None
        key = self.grammar.indicators.open_key(f"{branch['words']} {noun}", spot.number.unit)
        return self.text[start : behind.end], Indicator(key, None)

    def _told_in_front(self, noun: str, spot: Spot) -> Span | None:
        """Where the noun stands in more words right before the brackets of the figure: "hồ sơ trễ hạn (68 hồ sơ)"."""
        opened = self.folded.rfind("(", spot.left.start, spot.left.end) if spot.bracketed else -1
        at = self.folded.rfind(f"{noun} ", self.line.span.start, opened) if opened >= 0 else -1
        is_told = at >= 0 and not self.folded[at - 1 : at].isalnum()
        return (
            Span(at, opened - (self.folded[opened - 1] == " "))
            if is_told and _MORE_IN_FRONT.fullmatch(self.folded, at + len(noun), opened + 1)
            else None
        )

    def _is_labelled(self, number: Number) -> bool:
        """Whether a colon stands right before the number."""
        return self.folded[self.line.span.start : number.start].rstrip().endswith(":")

    def _whole_of(self, spot: Spot, phrase: Phrase, last: Figure | None) -> Figure | None:
        """The whole of "1.912 thủ tục, trong đó cấp tỉnh 1.498 thủ tục, cấp xã 128 thủ tục": a part whose noun says
        nothing more than the whole's."""
        before = self._whole_before(spot)
        if last is None and before is not None and self._told_fuller(spot, phrase) is None:
            last = before
        if last is None or last.number.unit != spot.number.unit or last.indicator.is_doubtful:
            return None
        if last.is_part and not spot.bracketed and self._noun_of(last).startswith(f"{phrase.key} "):
            return None  # the part before is told in more words than this one
        between = self.folded[max(last.number.end, self.line.span.start) : spot.number.start]
        is_part = (
            last is before
            or (spot.bracketed and last.bracketed)
            or self.grammar.part.search(between) is not None
            or _goes_on_with_parts(last, self.text)
        )
        if not is_part or last.role.role != "level":
            return None
        told = self.grammar.indicators.expand(fold(last.phrase))
        noun = self._noun(spot)
        counted = self.grammar.indicators.expand(self.folded[noun.start : noun.end]) if noun else ""
        key = self.grammar.indicators.expand(phrase.key)
        same = (
            (key == _PEOPLE and _OF_PEOPLE.search(told) is not None)
            or _heads(key, told)
            or _ends_in(told, key)
            or (counted != "" and _ends_in(told, counted))
        )
        if spot.bracketed and last.bracketed and self._is_labelled(spot.number) and self._is_labelled(last.number):
            return None  # "(trường học: 90 người; bệnh viện: 20 người)": each is named
        named = self.folded[spot.subject.start : spot.subject.end].strip() if spot.subject else ""
        if spot.subject and " " not in named and self.text[spot.subject.start : spot.subject.end].strip().isupper():
            return None  # "BHTN là 2 triệu người" is no part of another insurance
        if named.startswith("số ") and len(named.split()) > _BARE_WORDS and not told.startswith(named):
            return None  # "số chuyển sang là 12 việc" has a name of its own
        measured = self.grammar.phrases.measured(self.folded, self._place(spot), noun) if noun and not named else None
        if measured is not None and _OF_PEOPLE.search(self.folded, measured.start, measured.end):
            return None  # "(công chức 430 người; viên chức 6.100 người)"
        told_done = ":" not in between and self.grammar.phrases.verb(self.folded, spot.left) is not None
        return last if same and not told_done else None

    def _whole_before(self, spot: Spot) -> Figure | None:
        """The last figure of the sentence before one that opens with "Trong đó", if it is of the same unit."""
        before = self.memory.figure
        if before is None or before.number.unit != spot.number.unit:
            return None
        opening = _OPENS_PART.match(self.folded, self.line.span.start)
        opens = opening is not None and self.grammar.part.match(self.folded, opening.end()) is not None
        return before if opens else None

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
        indicator = self._sibling(last, unit) or self._match(spot, grammar.indicators.expand(words), is_alone=True)
        if indicator is None and not noun and grammar.phrases.only_done(words) and last.indicator.basis is None:
            return last.phrase, Indicator(f"{last.indicator.metric_key}.{unit}", None)
        return last.phrase, indicator or Indicator(grammar.indicators.open_key(grammar.phrases.core(words), unit), None)

    def _share_by_sum(self, last: Figure, spot: Spot) -> Figure:
        """Of two counts before a share the one that it is of by its size: "A là 41 và tổng số B là 100, chiếm 41%"."""
        before = self.done[-2] if len(self.done) > 1 else None
        if before is None or before.number.start < spot.clause.start or spot.number.unit != "percent":
            return last
        is_pair = before.number.unit == last.number.unit == "count" and before.role.role == last.role.role == "level"
        if not is_pair or not 0 < before.number.value < last.number.value:
            return last
        return before if abs(100 * before.number.value / last.number.value - spot.number.value) < _SUM_MISSES else last

    def _sibling(self, last: Figure, unit: str) -> Indicator | None:
        """The catalogue's share of what its count was told before: "cắt giảm 95/310 điều kiện (30,6%)"."""
        key = last.indicator.metric_key
        share = f"{key.removesuffix(_COUNT_KEY)}{_SHARE_KEY}"
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
        if noun is not None and len(self.folded[noun.start : noun.end].split()) >= _TELLING:
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
        if _THEN_REACHES.search(self.folded, self.done[-1].number.end, spot.number.start) is None:
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
        return match is not None and noun != "" and self.folded[spot.left.start : match.start()].strip() == noun

    def _is_share_in_brackets(self, last: Figure, spot: Spot) -> bool:
        """ "quá hạn 1.141 hồ sơ (0,64%)": the share of what was counted; not "Hà Nội 62 hồ sơ, Sơn La (21%)"."""
        if last.role.role != "level" or _IN_BRACKETS.fullmatch(self.folded, last.number.end, spot.number.start) is None:
            return False
        words = self.text[last.number.end : spot.number.start].split()
        return not any(word[:1].isupper() and not word.isupper() and word not in _ACTS for word in words)

    def _own_phrase(self, spot: Spot) -> Phrase:
        """The words between the neighbouring figures that name the figure; empty where none do."""
        told = self.grammar.phrases.printed(self.text, self.folded, self._place(spot), spot.subject, self._noun(spot))
        return self._deed_alone(spot, self._of_own_members(spot, told))

    def _deed_alone(self, spot: Spot, told: Phrase) -> Phrase:
        """A phrase without who has done what it tells: "Bộ A đã kiến nghị xử lý" before an amount."""
        if spot.number.unit != "vnd" or spot.subject is not None or not told:
            return told
        at = self.text.rfind(told.text, self.line.span.start, spot.number.start)
        doers = (m.end for m in self.line.mentions if at <= m.start < at + len(told.text) and m.is_single)
        pointed = (match.end() + at for match in _THAT_BODY.finditer(fold(told.text)))
        end = max((*doers, *pointed), default=at)
        verb = _HAS_DONE.match(self.folded, end, at + len(told.text)) if at >= 0 < end - at else None
        deed = Span(verb.end(), spot.number.start) if verb is not None else None
        if deed is None or self.grammar.phrases.verb(self.folded, deed) is None:
            return told
        words = self.text[deed.start : at + len(told.text)]
        return Phrase(words, fold(words))

    def _farther_phrase(self, spot: Spot) -> Phrase:
        """The words of the sentence before that name the figure; an earlier figure and its verb are none: "PAR Index
        tăng 2,5%, đạt 85%"."""
        number, phrases, folded = spot.number, self.grammar.phrases, self.folded
        nothing = Span(number.end, number.end)
        whole = Place(number.start, number.end, Span(self.line.span.start, number.start), nothing, nothing, True, False)
        subject = phrases.subject(folded, whole.left)
        told = subject or phrases.before(folded, whole.left)
        inside = [n.start for n in self.line.numbers[: spot.index] if told is not None and n.start > told.start]
        if told is not None and inside:
            cut = phrases.without_predicate(folded, Span(told.start, inside[0]))
            subject = cut if folded[cut.end : inside[0]].strip() else subject
        return phrases.printed(self.text, folded, whole, subject, phrases.noun_phrase(folded, whole))

    def _of_own_members(self, spot: Spot, phrase: Phrase) -> Phrase:
        """What districts and communes that are counted together do, of those that this number counts: "9/9 huyện và
        101/101 xã đã kết nối"."""
        own, told = (self._members_behind(at) for at in (spot.number.end, spot.right.start))
        words = fold(phrase.text)
        if own is None or told is None or spot.right.start == spot.number.end or not words.startswith(told):
            return phrase
        return Phrase(phrase.text, self.grammar.phrases.core(f"{own}{words[len(told) :]}"))

    def _pointed_at(self, spot: Spot, last: Figure | None, role: Role) -> tuple[str, Indicator] | None:
        """What an anaphor or a bare name stands for: the figure before of the same unit, else the last thing named."""
        counts = last is not None and last.number.unit == "count" and spot.number.unit in EDITED
        here = self._named_here(spot) if last is None or counts else None
        here = here or (self._named_behind(spot) if last is None else None)
        if here is not None:
            return here
        if last is not None and {spot.number.unit, last.number.unit} < EDITED and self._is_of_same(last, spot):
            return self._as_share_of(last, spot)
        nearest = last.base or last if last is not None else self.memory.figure
        counted = next((f for f in reversed(self.done) if f.number.unit == spot.number.unit), None)
        told_before = (nearest, counted, self.memory.named.get(spot.number.unit))
        before = [told for told in told_before if told is not None]
        alike = [
            told
            for told in before
            if told.number.unit == spot.number.unit and (told in (nearest, counted) or told.role.role == "level")
            if role.role != "level" or told.role.role != "change_rate" or _is_share(told)
            if not told.indicator.metric_key.startswith(UNNAMED)
        ]
        back = next(filter(self.grammar.tells_indicator, alike), next(iter(alike), None))
        if last is not None and last in alike and not last.indicator.is_doubtful:
            back = last
        elif last is None and nearest in alike and self._lists_on(nearest, spot):
            back = nearest
        scored = self._scored_last(nearest) if spot.number.unit in {"rank", "points"} else None
        if back is not None and (last is not None or scored is None or scored.number.start <= back.number.start):
            return back.phrase, back.indicator
        if scored is not None:
            return self._as_share_of(scored, spot)
        unit = spot.number.unit
        named = self.grammar.phrases.last_named(self._told_before(spot), unit) or self._named_farther(unit)
        if named is None:
            return self._index_of_text(spot)
        indicator = self._match(spot, named)
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(named), spot.number.unit)
        return self._as_printed(spot) or named, indicator or Indicator(key, None)

    def _lists_on(self, nearest: Figure | None, spot: Spot) -> bool:
        """Whether a sentence goes on with a level that the last one told of other bodies: "Bộ A: 32,1%"."""
        if nearest is None or nearest.role.role != "level" or nearest.indicator.is_doubtful:
            return False
        told = self.folded[self.line.span.start : spot.number.start]
        return told.startswith(_THAT_SHARE) or self._ties_bodies(_OPENS_ELSE.sub("", told), spot)

    def _index_of_text(self, spot: Spot) -> tuple[str, Indicator] | None:
        """The index that the text names nearest to a score or a place of which nothing near tells whose it is."""
        left = self.folded[self.line.span.start : spot.number.start]
        if spot.number.unit not in EDITED or (
            spot.number.unit == "percent" and not self.grammar.phrases.tells_place(left)
        ):
            return None
        asked = set()
        for span in self.memory.indices.nearest(spot.number.start):
            words = self.grammar.indicators.expand(self.folded[span.start : span.end])
            indicator = self._match(spot, words, is_alone=True) if words not in asked else None
            asked.add(words)
            if indicator is not None:
                return self.text[span.start : span.end], indicator
        return None

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

    def _quoted(self, spot: Spot) -> tuple[str, Indicator] | None:
        """The name in quotes of what has the value: '"Cải cách thể chế" có giá trị trung bình cao nhất, đạt 94,1%'."""
        match = _QUOTED.search(self.folded, max(spot.previous_end, spot.clause.start), spot.number.start)
        if match is None:
            return None
        words = self.grammar.indicators.expand(match["name"])
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), spot.number.unit)
        told = self._match(spot, words, is_alone=True) or Indicator(key, None)
        return self.text[match.start("name") : match.end("name")], told

    def _named_elsewhere(self, spot: Spot) -> tuple[str, Indicator] | None:
        """What the sentence itself names away from the figure: in quotes, behind it, or first in its clause."""
        return self._quoted(spot) or self._named_ahead(spot) or self._named_first(spot)

    def _named_first(self, spot: Spot) -> tuple[str, Indicator] | None:
        """What a clause of a list opens with before its place: "Chính phủ điện tử (của UN) xếp thứ 86; An ninh …"."""
        if spot.number.unit != "rank":
            return None
        is_list = ";" in self.folded[self.line.span.start : self.line.span.end]
        opening = _OPENS_RANKED.match(self.folded, spot.clause.start, spot.number.start) if is_list else None
        opening = opening or _PART_RANKED.search(self.folded, spot.left.start, spot.number.start)
        if opening is None:
            return None
        words = self.grammar.indicators.expand(opening["words"])
        phrases = self.grammar.phrases
        named = opening.span("words")
        bodies = any(m.start < named[1] and m.end > named[0] for m in self.line.mentions)
        bodies = bodies or self._is_unit(opening["words"], spot)
        if bodies or phrases.is_anaphor(words) or phrases.only_ranks(words) or phrases.tells_place(words):
            return None
        key = self.grammar.indicators.open_key(phrases.core(words), spot.number.unit)
        printed = self.text[opening.start("words") : opening.end("words")]
        return printed, self._match(spot, words, is_alone=True) or Indicator(key, None)

    def _opened_with(self, spot: Spot, last: Figure | None) -> tuple[str, Indicator] | None:
        """What the sentence or the clause opens with, and the figure's own words point back to."""
        return (self._topic(spot) if last is None else None) or self._opened_about(spot)

    def _opened_about(self, spot: Spot) -> tuple[str, Indicator] | None:
        """What the clause of a score or a place opens with: "về thu hút đầu tư, tỉnh xếp thứ 7"."""
        if spot.number.unit not in {"rank", "points"}:
            return None
        opening = _OPENS_ABOUT.match(self.folded, spot.clause.start, spot.number.start)
        if opening is None or opening.end() < spot.previous_end:
            return None
        if any(m.start < opening.end() and m.end > opening.start("words") for m in self.line.mentions):
            return None
        words = self.grammar.indicators.expand(opening["words"])
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), spot.number.unit)
        printed = self.text[opening.start("words") : opening.end("words")]
        return printed, self._match(spot, words, is_alone=True) or Indicator(key, None)

    def _named_ahead(self, spot: Spot) -> tuple[str, Indicator] | None:
        """The index of a clause that opens with its score: "Với 80,2 điểm, Bộ A đứng đầu về chỉ số …"."""
        clause, number = spot.clause, spot.number
        if number.unit not in EDITED or not opens_with(self.folded, clause, number.start):
            return None
        named = self.grammar.phrases.first_named(self.folded, Span(number.end, clause.end))
        if named is None:
            return None
        words = self.grammar.indicators.expand(self.folded[named.start : named.end])
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), number.unit)
        indicator = self._match(spot, words, is_alone=True)
        return self.text[named.start : named.end], indicator or Indicator(key, None)

    def _named_behind(self, spot: Spot) -> tuple[str, Indicator] | None:
        """The index or share that is told behind a list of names: "A (67%), B (65%) dẫn đầu về tỷ lệ giải ngân"."""
        if spot.number.unit not in EDITED or not spot.bracketed:
            return None
        told = self.grammar.phrases.named_behind(self.folded, Span(spot.number.end, self.line.span.end))
        if told is None:
            return None
        words = self.grammar.indicators.expand(self.folded[told.start : told.end])
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), spot.number.unit)
        return self.text[told.start : told.end], self._match(spot, words, is_alone=True) or Indicator(key, None)

    def _is_place_in(self, last: Figure, spot: Spot) -> bool:
        """ "đạt 9,12 điểm, chiếm tỷ lệ 91,2%; xếp thứ 5/63": a place in the ranking of the score right before it."""
        return spot.number.unit == "rank" != last.number.unit and self.grammar.is_of_index(last.indicator)

    def _is_of_same(self, last: Figure, spot: Spot) -> bool:
        """Whether a place goes with the score before it, or a score with its place: "hạng 9/17, điểm 83,28%"."""
        is_score = last.number.unit == "rank" != spot.number.unit and last.number.end >= spot.clause.start
        return self._is_place_in(last, spot) or (is_score and self.grammar.is_of_index(last.indicator))

    def _scored_last(self, nearest: Figure | None) -> Figure | None:
        """The score or place that was told last: a place in the same ranking has its index, and a score too."""
        named = filter(None, map(self.memory.named.get, ("points", "percent", "rank")))
        told = (nearest, *sorted(named, key=_starts, reverse=True))
        return next((one for one in told if one is not None and self.grammar.is_of_index(one.indicator)), None)

    def _as_printed(self, spot: Spot) -> str | None:
        """The last "chỉ số …" before the figure as the text prints it, in its sentence or in those before."""
        spans = [*self.memory.sentences[-LONGEST_CARRY:], Span(self.line.span.start, spot.number.start)]
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

    def _named_farther(self, unit: str) -> str | None:
        """The last "chỉ số …", "tỷ lệ …" of the sentences before, also of other paragraphs."""
        for span in reversed(self.memory.sentences[-LONGEST_CARRY:]):
            words = self.grammar.indicators.expand(self.folded[span.start : span.end])
            named = self.grammar.phrases.last_named(words, unit)
            if named is not None:
                return named
        return None

    def _match(self, spot: Spot, subject: str | None = None, *, is_alone: bool = False) -> Indicator | None:
        """The indicator that the figure's surroundings name; `subject` stands in the place of their own, and where it
        `is_alone` in that of all other words."""
        indicators, unit = self.grammar.indicators, spot.number.unit
        handed_on = subject is not None and subject not in self.context
        told = indicators.told(f"{self.memory.topics}\n{self.context}\n{subject}") if handed_on else self.told
        if not indicators.may_match(told, unit):
            return None
        around = self._surroundings(spot)
        if handed_on:
            around = replace(around, told=told)
        if subject is not None:
            around = replace(around, subject=subject)
        found = indicators.match(alone(around) if is_alone else around, unit)
        return None if found is not None and self._lasts(spot) and not self._is_of_time(found) else found

    def _lasts(self, spot: Spot) -> bool:
        """Whether a length of time is told: "quá hạn 1.145 ngày" counts no dossiers."""
        return spot.number.unit == "count" and self.grammar.phrases.counts_time(self.folded, spot.number.end)

    def _is_of_time(self, indicator: Indicator) -> bool:
        return _OF_TIME.search(self.grammar.name_of(indicator)) is not None

    def _surroundings(self, spot: Spot) -> Surroundings:
        expand, folded, number = self.grammar.indicators.expand, self.folded, spot.number
        noun = self._noun(spot)
        # "tỷ lệ hồ sơ điện tử đạt 90%" needs no words of the clause before.
        named = spot.subject is not None and self.grammar.phrases.tells_share(
            folded[spot.subject.start : spot.subject.end]
        )
        of_total = OF_TOTAL.search(folded, spot.left.start, spot.left.end)
        left = max(spot.left.start, of_total.start()) if of_total else spot.left.start
        own = self._own_index(spot)
        left = max(left, own)
        narrowed = of_total is not None or own > 0
        clause, sentence = (left, left) if narrowed else (spot.clause.start, self.line.span.start)
        return Surroundings(
            left=expand(self._without_departments(left, spot.left.end)),
            beside=expand(self.grammar.phrases.beside(folded[left : spot.left.end])),
            noun=expand(folded[noun.start : noun.end]) if noun else "",
            verb="" if of_total else expand(self._verb(spot.index, spot.left)),
            counts=number.unit == "count",
            counts_bodies=number.unit == "count"
            and (self._place(spot).counts_bodies or self._counts_members(spot.index)),
            right=expand(folded[spot.right.start : spot.right.end]),
            subject=expand(folded[spot.subject.start : spot.subject.end]) if spot.subject else "",
            clause_left=expand(folded[clause : number.start]),
            clause_right=expand(folded[number.end : spot.clause.end]),
            sentence_left="" if named else expand(folded[sentence : number.start]),
            told=self.told,
        )

    def _verb(self, index: int, left: Span) -> str:
        """The verb that governs the figure, or the list that it goes on: "cắt giảm 120 thủ tục, 35 điều kiện"."""
        own = self.grammar.phrases.verb(self.folded, left)
        if own is not None or not index:
            return own or ""
        before = self.line.numbers[index - 1]
        if before.end < left.start or not _NEXT_OF_LIST.fullmatch(self.folded, before.end, left.end):
            return ""
        start = self.line.numbers[index - 2].end if index > 1 else self.line.span.start
        verb = self._verb(index - 1, Span(max(start, before.start - _LIST_REACH), before.start))
        return verb if self.grammar.verb_of_list.match(verb) else ""

    def _without_departments(self, start: int, end: int) -> str:
        """A stretch of the text in which names of departments are blank: "Sở Nội vụ" counts nothing internal."""
        words = self.folded[start:end]
        if "sở " not in words:
            return words
        for unit in self.memory.places.within(start, end):
            if self.folded.startswith("sở ", unit.start):
                words = words[: unit.start - start] + " " * (unit.end - unit.start) + words[unit.end - start :]
        return words[: end - start]

    def _own_index(self, spot: Spot) -> int:
        """Where the index of a score or a place begins in the text, 0 where none is told: "PAPI" of "chỉ số PCI, PAPI
        đều tăng: PAPI xếp thứ 10/63"."""
        if spot.number.unit not in {"points", "rank"}:
            return 0
        words = self.folded[spot.left.start : spot.left.end]
        at = self.grammar.phrases.own_index(words)
        return spot.left.start + at if at else 0


def _tells_more(phrase: Phrase) -> bool:
    """Whether the words of a part tell whose it is beside what is counted: "kiến nghị của người dân"."""
    return fold(phrase.text).startswith(f"{phrase.key} của ")


def _starts(figure: Figure) -> int:
    return figure.number.start


def _is_share(figure: Figure) -> bool:
    """Whether the figure's indicator is itself a share or a score: a rate of growth is of a count or an amount."""
    return figure.indicator.metric_key.endswith((f".{figure.number.unit}", _SHARE_KEY, "_score"))


def _is_quotient(share: Number, part: Decimal, whole: Decimal) -> bool:
    """Whether a printed percentage is what the part makes up of the whole."""
    return whole > 0 and abs(100 * part / whole - share.value) <= Decimal(10) ** -share.decimals


def _told_with_more(noun: str, folded: str, start: int, end: int, *, counts_all: bool) -> Span | None:
    """Where a stretch of the text first counts the noun in more words: "nhiều hồ sơ quá hạn nhất với". Where the figure
    `counts_all`, a part that was counted before tells nothing of it."""
    at = folded.find(f"{noun} ", start, end)
    while at >= 0:
        more = _MORE.match(folded, at + len(noun), end)
        introduced = _COUNTED.search(folded, max(start, at - _INTRODUCES), at)
        is_part = introduced is not None and counts_all and introduced.group()[0].isdigit()
        if more is not None and introduced is not None and not is_part:
            return Span(at, more.end())
        at = folded.find(f"{noun} ", at + 1, end)
    return None


def _goes_on_with_parts(last: Figure, text: str) -> bool:
    """Whether the figure before is a part that tells nothing more than its whole."""
    return last.is_part and fold(text[last.number.start : last.number.digits_end]) not in fold(last.phrase)


def _ends_in(told: str, words: str) -> bool:
    """Whether a phrase ends with the words; "xã" of "đơn vị hành chính cấp xã" is its level."""
    return told.endswith(f" {words}") and not told.endswith(f" cấp {words}")


def _heads(key: str, told: str) -> bool:
    """Whether a phrase begins with the words of a key, also behind "số", "tổng số" or a number."""
    at = told.find(key)
    while at >= 0:
        opens = told[:at] in {"", "số ", "tổng số "} or (told[at - 1 : at] == " " and told[at - 2 : at - 1].isdecimal())
        if opens and not told[at + len(key) : at + len(key) + 1].isalnum():
            return True
        at = told.find(key, at + 1)
    return False


def _is_name(phrase: str, kinds: frozenset[str]) -> bool:
    """Whether a phrase is nothing but the name of some body: "huyện Thanh Oai", "Sơn La"; not "doanh nghiệp FDI"."""
    words = phrase.split()
    if words and not words[0][:1].isupper() and fold(words[0]) not in kinds:
        return False
    capital = sum(word[:1].isupper() for word in words)
    return 0 < len(words) <= _LONGEST_NAME and capital >= max(1, len(words) - 1) and not any(map(str.isdigit, phrase))
