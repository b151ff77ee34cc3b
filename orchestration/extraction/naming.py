"""What the figures of a sentence count: their own words, those of a neighbour, or what was named before.

Here: whose words name a figure, in the order in which they are asked, and what its own words say. Not here: cutting
phrases (`phrases`), matching them with the catalogue (`matching`, `indicators`), figures that explain another one
(`shares`) and words that point at something else (`pointing`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.extraction.figure import Figure, Spot
from orchestration.extraction.indicators import UNNAMED, Indicator
from orchestration.extraction.numbers import Number
from orchestration.extraction.phrases import LABEL, NEXT_LABEL, Phrase, Place
from orchestration.extraction.pointing import COUNTED_PLANS, Pointing
from orchestration.extraction.roles import AS_RATE, Role
from orchestration.extraction.sentence import EDITED, NOTHING_COUNTED
from orchestration.extraction.shares import TELLING_WORDS
from orchestration.extraction.text import Span, fold

_BRANCH = re.compile(
    r"(?<![^\W_])(?P<words>(?:ngành|lĩnh vực|nhóm ngành|khu vực|loại hình) (?!có |là )"
    r"(?:(?! (?:là|có) )(?:[^\W\d_]|[ -]|, (?!(?:hiện|toàn|cả|đã|có)[ ])))+?)"
    r" (?:với|có|đạt|ghi nhận)(?: (?:hơn|gần|khoảng|trên))? $"
)
_LABEL = re.compile(r"[\s+*•-]*(?:[a-zđ\d]{1,2}[.)] ?)?(?P<label>[^\W\d_]+(?: [^\W\d_]+){2,9}):")
_BARE_WORDS = 2  # of a noun that tells nothing more than the kind of what is counted
_NO_MORE = (
    r"(?:là|với|đạt|có|gồm|nhất|cao|thấp|nhiều|ít|lớn|trong|tăng|giảm|chiếm|còn|đều|trên|của|tại|ở|và|để|nhưng|thì"
    r"|cho|được|đã|do|theo|từ|đến|xuống|lên|năm|tháng|quý|khi|này|đó|các|so)(?![^\W_])"
)
_MORE = re.compile(
    rf"(?: (?!{_NO_MORE})[^\W\d_]+){{1,8}}(?=[ ]?[,(:;]| {_NO_MORE})"
)  # "… quá hạn" of "hồ sơ quá hạn nhất với 97"
_COUNTED = re.compile(r"(?:\d|(?<![^\W_])(?:số|lượng|nhiều|ít|có|phát sinh|tiếp nhận|giải quyết))[ ]$")
_MORE_IN_FRONT = re.compile(
    r"(?: [^\W\d_]+| (?<=mức )(?:độ )?\d(?:(?:,| và) ?\d)?| (?<=độ )\d(?:(?:,| và) ?\d)?){1,7}[ ]?\("
)  # "hồ sơ được trả trễ hạn (68 hồ sơ"
_ALL_TOLD = re.compile(r"(?:tổng số|tổng|tổng cộng|toàn bộ)(?: là| có| hơn| gần| khoảng| trên)*[ ]*$")
_OPENS_PART = re.compile(r"[\s+*•-]*")
_BARS = frozenset({"percent", "points"})
_OF_BAR = re.compile(r"(?: (?!và |còn |so |trong |với |là )[^\W\d_]+){1,6}(?=[,;.)\n]|$)")
_TO_BAR = re.compile(
    r"(?<![^\W_])(?:từ|trên|hơn|(?P<under>dưới|không quá|chưa đến|chưa tới))(?: (?:mức|trên|hơn))*[ ]$"
)
_DONE_BY = re.compile(
    r"(?<![^\W_])(?:cung cấp|hoàn thành|đạt|giải ngân|xử lý|giải quyết|số hóa|cắt giảm|thực hiện)"
    r"(?: (?:được|chỉ tiêu|kế hoạch|tỷ lệ|tỉ lệ))* $"
)
_HAVE, _FEW_OWNED = re.compile(r"(?<!nêu trên)(?<![,;:(])[ ](?:chỉ )?có (?:từ )?$"), 20  # "6 bộ, ngành có 4 thứ trưởng"
_NOUN_OWNED = re.compile(r"(?: (?!(?:và|còn|so|trong|với|là|trở)[ ])[^\W\d_]+){1,3}")
_NO_BAR = re.compile(r"(?: (?:đạt|trên|dưới|từ|hơn|kết quả|mức|có|là))+$")
_WITHOUT_MARKS = str.maketrans("", "", ".,")
_IS_ONLY = re.compile(r"[),: ]*(?:chỉ |mới |cũng )?(?:đạt|là)(?: (?:hơn|gần|khoảng|trên|tới))*[ ]")
_THAT_NUMBER = ("con số này", "con số trên", "số này", "số lượng này", "số lượng trên", "kết quả này")
_THAT_BODY = re.compile(r"(?<![^\W_])(?:cơ quan|đơn vị|bộ|ngành|tỉnh|thành phố) này(?![^\W_])")
_BODIES_DO = re.compile(  # "các cơ quan điều tra đã"
    r"(?:các|toàn|những) (?:đơn vị|cơ quan|hệ thống|ngành|lực lượng|tổ chức)(?: (?!đã )[^\W\d_]+){0,5} (?=đã )"
)
_HAS_DONE = re.compile(r"[ ](?:(?:đã|hiện|cũng|vừa|mới)[ ])*")
_NO_THING = ("đã ", "được ", "đang ", "nộp ", "trực tiếp", "trực tuyến", "qua ")  # verbs in the place of a noun
_WAITS_OR_CAME = ("đang ", "trực tiếp", "trực tuyến", "qua ")
_PASSIVE = re.compile(r"^(?:đã |được )+")
_KIND_TOLD = re.compile(
    r";?[ ]*(?P<kind>(?!(?:và|còn|có|đã|là|trong|với|được|đạt|tăng|giảm|của|từ|cả|riêng|cũng|mới|hiện|chỉ|các|những"
    r"|toàn|tổng|cấp|khối|huyện|xã|phường|thành phố|tỉnh|bộ|sở)[ ])"
    r"[^\W\d_]+(?: (?!(?:là|đạt|có|còn|được|chiếm)[ ])[^\W\d_]+){0,3})[ ]"
)
_FIRST_LISTED = re.compile(rf"(?:(?<![^\W_])(?:trong đó|gồm|bao gồm)(?: có)?[,:]?|[:;(])[ ]*{LABEL}$")
_OPENS_LIST = re.compile(r"(?<![^\W_])(?:trong đó|gồm)(?![^\W_])|[:;(]|, (?=lĩnh vực|nhóm|ngành)")
_NO_KIND = re.compile(  # what narrows whose something is, and not what
    r"(?<![^\W_])(?:cấp|khối|sở|ubnd|huyện|quận|xã|phường|tỉnh|thành phố|thị xã|phòng|ban|chi cục|trung tâm|lĩnh vực"
    r"|ngành|nhóm)(?![^\W_])"
)
_NEXT_BODIES = re.compile(
    r"(?:,? (?!(?:là|đạt|có|còn|tăng|giảm|đã|được)[ ])[^\W\d_]+){1,8}(?:,| và|, và)(?: (?:hơn|gần|trên|cả))? "
)
_INTRODUCES = 12  # characters of " phát sinh " before a noun
_TAKEN_TO_TASK = ("cá nhân ", "tập thể ")  # "xử lý 15 tổ chức và 71 cá nhân có sai phạm"
_PAIRED = frozenset({"count", "vnd"})
_NEXT_OF_PAIR = re.compile(  # "6 vụ, 8 đối tượng", "14 vụ/31 bị can"
    r"(?: (?!(?:là|đạt|có|còn|và|tăng|giảm|chiếm|được|so|trong|với|của)[ ])[^\W\d_]+){0,3}"
    r"(?:/|(?:,| và|, và|,? với)(?: (?:hơn|gần|trên|khoảng))?[ ])"
)
_MONEY, _AT_PLACE = frozenset({"vnd", "usd"}), ("tại ", "ở ", "trong ")
_LAND = re.compile(r"(?:m2|m²|ha|hécta|héc ta|mét vuông)(?: [^\W\d_]+){0,2}")
_BESIDE_MONEY = re.compile(r"(?: \([^()]*\))?(?:,| và|, và)(?: (?:hơn|gần|trên|khoảng))? ")
_BY_WHOM = ("bị can", "bị cáo", "đối tượng")  # who goes with cases: "345 vụ với 799 bị cáo"
_PAIR_REACH = 160  # characters before the second of a pair in which the verb of the first stands
_RECEIVED = re.compile(  # "tiếp 40 lượt/45 người", "tiếp 40 lượt công dân với 45 người"
    r" (?:lượt|cuộc|buổi|đợt|đoàn|kỳ)(?: [^\W\d_]+){0,3}(?:/| với | gồm | cho |, | - |[ ]?\()"
    r"(?:(?:tổng số|hơn|gần|trên|khoảng|với) )*"
)
_LISTED_PLACE = re.compile(
    r"(?:,|;| và|, và) (?P<what>(?!(?:xếp|đứng|vị trí|hạng|vươn|tăng|giảm|lên|xuống|là|và)[ ])"
    r"[^\W\d_]+(?: (?!(?:xếp|đứng|vị|hạng|là)[ ])[^\W\d_]+){0,4}) thứ "
)
_PEOPLE = "người"
_OF_PEOPLE = re.compile(r"(?<![^\W_])(?:cán bộ|công chức|viên chức|người|lao động|công dân|biên chế)(?![^\W_])")
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
_GROWTH_ASPECT = re.compile(
    r" về (?P<what>(?P<count>số (?:lượng|món|lượt|vụ|đơn)|lượng)|(?:tổng )?giá trị|trị giá|doanh số|số tiền|kim ngạch)"
    r"(?=[,.;:)]|$| (?:và|so|trong|cho|cùng|với)(?![^\W_]))"
)
_FEW_GROWN = 3  # figures before a rate among which what grows is
_OPENS_LEVEL = re.compile(r"(?:[Cc]ấp|[Kk]hối) ")
_PART_TOLD = re.compile(
    r"(?:(?:trong đó(?:,| có|:)*|[,;]|(?<![^\W_])(?:và|còn)) |^[ ;]*)"
    r"(?P<label>(?:cấp|khối) [^\W\d_]+(?: [^\W\d_]+){0,2}):? $"
)
_GROWTH_NEXT = re.compile(r" về [^\d;:,.()]{3,20}(?:,| và|, và) (?:(?:tăng|giảm|hơn|gần|khoảng|trên|tới) )*")
_GROWTH_ABOUT = re.compile(
    r" (?:về |(?=số (?!với)))"
    r"(?P<what>(?:(?:tổng|số|số lượng|lượng|giá trị) )*[^\W\d_]+(?: (?!và|so|tăng|giảm|trong|với)[^\W\d_]+){0,4})"
)
_MEASURES = ("bằng ", "đạt ", "tới ")  # "bằng 205% số hồ sơ của cùng kỳ"
_OWNED_PART = re.compile(
    r" (?:của|thông qua|từ) (?:\d[\d.,]*(?: nghìn| triệu)? )?(?P<words>(?!cả nước)[^\W\d_]+"
    r"(?: (?!(?:và|thì|là|đạt|với|trong|tại|so) )[^\W\d_]+){2,11})"
)
_OPENS_PARTS = re.compile(r"(?<![^\W_])(?:tính cả|bao gồm|gồm)(?::| có)?(?: (?:hơn|gần|khoảng))? $")
_PARTS_REACH = 24  # characters of "bao gồm: khoảng "
_FROM_SUBJECT = re.compile(  # "với nhà sản xuất phân bón, hóa chất, giảm từ 54 điều kiện"
    r",?(?:(?: (?:đã|được|sẽ|cũng|cắt|rút|rút ngắn))*(?:(?<! cắt) giảm| tăng| hạ| nâng))?"
    r" từ (?:(?:mức|hơn|gần|khoảng) )*$"
)
_OPENS_SUBJECT = re.compile(
    r"(?:(?:cho biết|cho hay|rằng|cụ thể|trong đó|theo đó),?)?[ ]?(?:(?:với|đối với|riêng|còn|và) )*"
)
_FALLS_TO = re.compile(r"(?: [^\W\d_]+){1,4}? (?:xuống|còn|lên)(?: còn)?(?: (?:hơn|gần|khoảng))? \d")
_MOST_OF_SUBJECT = 20  # words
_SUBJECT_REACH = 200  # characters before the level left in which its subject stands
_GROWTH_OF = re.compile(r"^(?:tỷ lệ|tỉ lệ|mức|tốc độ) (?:tăng trưởng|tăng(?! trưởng)|giảm)(?: (?:của|về|số))* ")


class Naming(Pointing):
    """A sentence that tells what its figures count."""

    def _indicate(self, spot: Spot, role: Role, like: Figure | None, last: Figure | None) -> tuple[str, Indicator]:
        """The phrase and indicator: those of a figure it explains or stands in one list with, else its own words."""
        moved = self._moved_in_brackets(spot) if role.role == "change" else None
        in_turn = self._aspect_in_turn(spot) if role.role == "level" and spot.number.unit == "percent" else None
        grown = self._growth_of(spot, role) if like is None and role.role == "change_rate" else None
        in_turn = in_turn or (self._in_both_moneys(spot, last) if like is None else None)
        owned = self._part_owned(spot) if role.role == "level" and spot.number.unit == "vnd" else None
        return moved or in_turn or grown or owned or self._indicate_by(spot, role, like, last)

    def _part_owned(self, spot: Spot) -> tuple[str, Indicator] | None:
        """Whose a part of an amount is, told behind it: "bao gồm: 900 tỷ đồng của doanh nghiệp mới và 400 tỷ đồng thông
        qua 31 lượt tăng vốn"."""
        match = _OWNED_PART.match(self.folded, spot.number.end)
        if match is None:
            return None
        opens = (
            _OPENS_PARTS.search(self.folded, max(0, spot.number.start - _PARTS_REACH), spot.number.start) is not None
        )
        if not opens and not self._follows_part_owned(spot):
            return None
        words = self.folded[match.start("words") : match.end("words")]
        key = self.grammar.indicators.open_key(self.grammar.indicators.expand(words), spot.number.unit)
        return self.text[match.start("words") : match.end("words")], Indicator(key, None)

    def _follows_part_owned(self, spot: Spot) -> bool:
        """Whether "và" joins a part of an amount to the one before, told by whose it is."""
        last = self.done[-1] if self.done and self.folded.endswith(" và ", 0, spot.number.start) else None
        before = _OWNED_PART.match(self.folded, last.number.end) if last is not None else None
        return before is not None and last is not None and fold(last.phrase) == before["words"]

    def _indicate_by(self, spot: Spot, role: Role, like: Figure | None, last: Figure | None) -> tuple[str, Indicator]:
        """What a figure before tells of this one, else its own words."""
        unit = spot.number.unit
        if like is not None:
            is_place = role.role != "level" and unit == "rank" != like.number.unit
            told = self._told_of_growth(spot) if role.role == "change_rate" else None
            told = self._part_told(spot) if _OPENS_LEVEL.match(like.phrase) and role.role == "level" else told
            return self._as_share_of(like, spot) if is_place else (told or like.phrase, like.indicator)
        if role.what is not None:
            return role.what, Indicator(self.grammar.indicators.open_key(role.what, unit), None)
        if last is not None and role.role == "change" and role.cue == AS_RATE:
            return last.phrase, last.indicator
        shared = self._mate(spot) or self._shared_in_brackets(spot)
        if shared is not None:
            return self._as_share_of(shared, spot)
        aspect = self._aspect(spot, role) or self._other_aspect(spot, last) or self._share_told(spot, role, last)
        aspect = aspect or self._out_of_last(spot, last)
        if aspect is not None:
            return aspect
        if last is not None and last.number.end >= spot.clause.start and self._speaks_of(last, spot):
            phrase, indicator = self._as_share_of(self._share_by_sum(last, spot), spot)
            return self._whole_behind(spot) or phrase, indicator
        if last is not None and self._is_place_after_change(last, spot, role):
            return last.phrase, last.indicator
        placed = self._place_scored(spot) or self._amount_placed(spot, role) or self._reached_by(spot, role)
        if placed is not None:
            return self._as_share_of(placed, spot)
        again = self._changed_before(spot, role, last) or self._next_unit(spot, last)
        if again is not None:
            return again.phrase, again.indicator
        return self._by_own_words(spot, role, last)

    def _whole_behind(self, spot: Spot) -> str | None:
        """The words behind a share that tell of what it is: "cắt 41 khoản phí, đạt 52% tổng số khoản phí của ngành"."""
        noun = self._noun(spot) if spot.number.unit == "percent" and not spot.bracketed else None
        words = self.folded[noun.start : noun.end] if noun is not None else ""
        told = words.startswith("tổng số ") and len(words.split()) > _BARE_WORDS + 1
        return self.text[noun.start : noun.end] if noun is not None and told else None

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

    def _growth_of(self, spot: Spot, role: Role) -> tuple[str, Indicator] | None:
        """What grows by number and by value, told before the rate: "giao dịch qua thẻ tăng 9% về số lượng và 4% về giá
        trị"."""
        aspect = _GROWTH_ASPECT.match(self.folded, spot.number.end)
        if aspect is None:
            return None
        last = self.done[-1] if self.done else None
        if last is not None and _GROWTH_NEXT.fullmatch(self.folded, last.number.end, spot.number.start):
            told = last.phrase
        else:
            at = self.folded.rfind(role.cue or "tăng", spot.left.start, spot.number.start)
            span = self.grammar.phrases.before(self.folded, Span(spot.left.start, max(spot.left.start, at)))
            told = self.text[span.start : span.end] if span is not None else ""
        if not told and self.folded.startswith(",", spot.left.start):  # "910 doanh nghiệp, tăng 8% về số lượng"
            units = {"count"} if aspect["count"] else {"vnd", "usd"}
            grown = next((f for f in reversed(self.done[-_FEW_GROWN:]) if f.number.unit in units), None)
            return (grown.phrase, grown.indicator) if grown is not None and grown.role.role == "level" else None
        if not told or self.grammar.phrases.is_anaphor(fold(told)):
            return None
        words = f"{self.grammar.phrases.core(self.grammar.indicators.expand(fold(told)))} {aspect['what']}"
        unit = "count" if aspect["count"] else "vnd"
        return told, Indicator(self.grammar.indicators.open_key(words, unit), None)

    def _told_of_growth(self, spot: Spot) -> str | None:
        """What a rate behind it names: "số doanh nghiệp" of "tăng 14% về số doanh nghiệp"."""
        match = _GROWTH_ABOUT.match(self.folded, spot.number.end)
        measures = match is not None and self.folded.endswith(_MEASURES, 0, spot.number.start)
        match = None if match is not None and measures and not match.group().startswith(" về ") else match
        return self.text[match.start("what") : match.end("what")] if match else None

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
        done = (
            self._left_with_subject(spot)
            or self._done_to_last(spot, phrase.text)
            or self._share_done(spot, phrase.text)
        )
        if done is not None:
            return done
        grown = self._grown(phrase) if role.role == "change_rate" else None
        indicator = (self._match_grown(spot, grown) if grown else None) or self._match(spot)
        if indicator is None and phrase and grammar.phrases.tells_share(fold(phrase.text)):
            indicator = self._match(spot, grammar.indicators.expand(fold(phrase.text)))
        joined = self._label_in_list(spot) if indicator is None else None
        joined = joined or (self._joined(spot, phrase, last, points_back) if indicator is None else None)
        if joined is not None:
            return joined
        indicator = indicator or self._measured(spot)
        doubtful = not phrase or (points_back and not self._counts_whole(spot, phrase))
        points = grammar.phrases.is_anaphor(phrase.key) and not self._counts_doers(spot)
        points = points or self._is_plan(spot, phrase)
        doubtful = doubtful or (points and not self._counts_parts(spot, fold(phrase.text), COUNTED_PLANS))
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
        if bar is None or (len(printed.split()) > TELLING_WORDS and at + len(printed) + 1 < bar.start):
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
        if match is None and _DONE_BY.search(self.folded, spot.right.start, following.start):
            return f"dat{following.printed.translate(_WITHOUT_MARKS)}"  # "12 bộ đã cung cấp 30% dịch vụ trực tuyến"
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
        received = last is not None and _RECEIVED.fullmatch(self.folded, last.number.end, spot.number.start) is not None
        whole = self._whole_of(spot, phrase, last) if labelled is None and not received else None
        whole = whole or (self._counted_on(spot, phrase) if last is None and labelled is None else None)
        if whole is not None and last is not None and _tells_more(phrase):
            return phrase.text, whole.indicator
        if whole is not None:
            return self._part_told(spot) or whole.phrase, whole.indicator
        return labelled

    def _part_told(self, spot: Spot) -> str | None:
        """The words of a part that stand before its number, with its noun: "cấp xã 410 hồ sơ"."""
        told, noun = _PART_TOLD.search(self.folded[spot.left.start : spot.left.end]), self._noun(spot)
        end = noun.end if noun is not None else spot.number.end
        return self.text[spot.left.start + told.start("label") : end] if told is not None else None

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

    def _is_plan(self, spot: Spot, phrase: Phrase) -> bool:
        """ "bằng 75% kế hoạch vốn được giao": what a percentage is of is the plan for what was told before."""
        return spot.number.unit == "percent" and self.grammar.of_plan.match(phrase.key) is not None

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
        told = told or self._told_of_regions(noun, spot)
        if told is None:
            return None
        words = self.folded[told.start : told.end]
        indicator = self._match(spot, self.grammar.indicators.expand(words))
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), spot.number.unit)
        return self.text[told.start : told.end], indicator or Indicator(key, None)

    def _left_with_subject(self, spot: Spot) -> tuple[str, Indicator] | None:
        """What a level that was left counts, with a subject that commas part: "với cơ sở in, photocopy, giảm từ 54 điều
        kiện xuống còn 46"."""
        if spot.number.unit != "count" or _FALLS_TO.match(self.folded, spot.number.end) is None:
            return None
        if self.grammar.phrases.counts_time(self.folded, spot.number.end):
            return None  # "với hàng thường, thời gian kiểm tra giảm từ 6 ngày còn 3"
        noun = self._noun(spot)
        begin = max(spot.clause.start, spot.previous_end, spot.number.start - _SUBJECT_REACH)
        stop = _FROM_SUBJECT.search(self.folded, begin, spot.number.start) if noun is not None else None
        if noun is None or stop is None or "," not in self.folded[begin : stop.end()]:
            return None
        begin = max(
            begin, self.folded.rfind(";", begin, stop.start()) + 1, self.folded.rfind(":", begin, stop.start()) + 1
        )
        said = max(self.folded.rfind(words, begin, stop.start()) for words in ("cho biết", "cho hay", "cụ thể,"))
        opening = _OPENS_SUBJECT.match(self.folded, max(begin, said))
        begin = opening.end() if opening is not None else begin
        told = self.folded[begin : stop.start()]
        if (
            "," not in self.folded[begin : stop.end()]
            or any(map(str.isdigit, told))
            or len(told.split()) <= _BARE_WORDS
        ):
            return None
        counted = self.folded[noun.start : noun.end]
        if counted in told or len(told.split()) > _MOST_OF_SUBJECT:
            return None
        key = self.grammar.indicators.open_key(f"{self.grammar.indicators.expand(told)} {counted}", spot.number.unit)
        return self.text[begin : noun.end], Indicator(key, None)

    def _told_of_regions(self, noun: str, spot: Spot) -> Span | None:
        """Where the sentence before counts the noun of a list of regions: "số cửa hàng mở mới đều tăng. Cụ thể, vùng
        Tây Nguyên có 812 cửa hàng"."""
        if not self.memory.sentences or not self.grammar.regions.search(self.folded, spot.left.start, spot.left.end):
            return None
        before = self.memory.sentences[-1]
        return _told_with_more(noun, self.folded, before.start, before.end, counts_all=False)

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

    def _label_in_list(self, spot: Spot) -> tuple[str, Indicator] | None:
        """The label of a count in a list whose noun is the same each time: "đơn khiếu nại 112 đơn, tố cáo 14 đơn"."""
        behind = self._noun(spot) if spot.number.unit == "count" else None
        noun = self.folded[behind.start : behind.end] if behind is not None else ""
        is_bare = behind is not None and noun.count(" ") < _BARE_WORDS and not self._place(spot).counts_bodies
        if behind is None or not is_bare or self.grammar.phrases.verb(self.folded, spot.left) is not None:
            return None
        label = self._behind_last(noun, spot)
        named = label is None or noun == _PEOPLE or self.text[label.start("label")].isupper()
        if named and self.grammar.bare_measure.fullmatch(noun):
            return None
        last = self.done[-1] if self.done else None
        again = last is not None and self.folded.startswith(f" {noun}", last.number.end)
        if label is None and (again or self._next_of_list(spot, noun, behind.end)):
            label = _FIRST_LISTED.search(self.folded, spot.left.start, spot.number.start)
        if label is None or self._ties_bodies(label["label"], spot):
            return None
        opened = max(
            (m.end() for m in _OPENS_LIST.finditer(self.folded, self.line.span.start, label.start("label"))), default=0
        )
        if _NO_KIND.search(self.folded, opened or label.start("label"), label.end()):
            return None
        if self.memory.places.within(label.start("label"), spot.number.start):
            return None
        kind = label["label"]
        words = kind if f" {noun} " in f" {kind} " else f"{noun} {kind}"
        indicator = self._match(spot, self.grammar.indicators.expand(words))
        key = self.grammar.indicators.open_key(words, spot.number.unit)
        return self.text[label.start("label") : label.end("label")], indicator or Indicator(key, None)

    def _behind_last(self, noun: str, spot: Spot) -> re.Match[str] | None:
        """The label between the figure before, which counts the same noun, and this one."""
        last = self.done[-1] if self.done else None
        if last is None or not self.folded.startswith(f" {noun}", last.number.end):
            return None
        return NEXT_LABEL.fullmatch(self.folded, last.number.end + len(noun) + 1, spot.number.start)

    def _next_of_list(self, spot: Spot, noun: str, end: int) -> bool:
        """Whether the next number of the sentence counts the same noun behind a label of its own."""
        following = next((n for n in self.line.numbers if n.start > spot.number.start), None)
        if following is None or not self.folded.startswith(f" {noun}", following.end):
            return False
        return NEXT_LABEL.fullmatch(self.folded, end, following.start) is not None

    def _received(self, spot: Spot, phrase: Phrase) -> tuple[str, Indicator] | None:
        """Those of whom the visits before tell what was done: "tiếp 40 lượt/45 người"."""
        before = self.line.numbers[spot.index - 1] if spot.index else None
        is_bare = spot.number.unit == "count" and len(phrase.key.split()) <= _BARE_WORDS
        if before is None or not is_bare or not _RECEIVED.fullmatch(self.folded, before.end, spot.number.start):
            return None
        start = self.line.numbers[spot.index - 2].end if spot.index > 1 else self.line.span.start
        verb = self.grammar.phrases.verb(self.folded, Span(start, before.start))
        noun = self._noun(spot)
        if verb is None and self.done and self.done[-1].number is before:  # "tiếp thường xuyên: 84 lượt (95 người)"
            opening = fold(self.done[-1].phrase).partition(before.printed)[0].strip(" :") or " "
            verb = opening if self.folded.rfind(opening, start, before.start) >= 0 else None
        if verb is None and self.folded.startswith(" đoàn ", before.end) and self.done:
            verb = self._noun_of(self.done[-1]) or None  # "có 7 đoàn đông người với 96 người"
        if verb is None or noun is None:
            return None
        words = phrase.key if phrase.key.startswith(f"{verb} ") else f"{verb} {phrase.key}"
        key = self.grammar.indicators.open_key(words, spot.number.unit)
        return self._pair(before, spot, noun), Indicator(key, None)

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

    def _whole_of(self, spot: Spot, phrase: Phrase, last: Figure | None) -> Figure | None:
        """The whole of "1.912 thủ tục, trong đó cấp tỉnh 1.498 thủ tục, cấp xã 128 thủ tục": a part whose noun says
        nothing more than the whole's."""
        before = self._whole_before(spot)
        if last is None and before is not None and self._told_fuller(spot, phrase) is None:
            last = before
        if last is None or last.number.unit != spot.number.unit or last.indicator.is_doubtful:
            return None
        if self._counts_bodies(spot.index) and self.folded.endswith(_AT_PLACE, 0, spot.number.start):
            return None  # "trong đó 1.100 cơ sở tại 63 tỉnh"
        if last.is_part and not spot.bracketed and self._noun_of(last).startswith(f"{phrase.key} "):
            return None  # the part before is told in more words than this one
        between = self.folded[max(last.number.end, self.line.span.start) : spot.number.start]
        is_part = (spot.number.denominator is None or spot.number.value <= last.number.value) and (
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

    def _own_phrase(self, spot: Spot) -> Phrase:
        """The words between the neighbouring figures that name the figure; empty where none do."""
        listed = self._listed_place(spot) if spot.number.unit == "rank" and self.done else None
        if listed is not None:
            return listed
        told = self.grammar.phrases.printed(self.text, self.folded, self._place(spot), spot.subject, self._noun(spot))
        told = self._deed_alone(spot, self._of_own_members(spot, self._past_body(spot, told)))
        return self._with_deed_before(spot, self._done_with(spot, told))

    def _listed_place(self, spot: Spot) -> Phrase | None:
        """What the next of a list of places is of: "kinh tế số" of "chính quyền số xếp thứ 31, kinh tế số thứ 44"."""
        last = self.done[-1]
        match = _LISTED_PLACE.fullmatch(self.folded, last.number.end, spot.number.start)
        if match is None or last.number.unit != "rank" or self.grammar.phrases.only_ranks(match["what"]):
            return None
        if any(m.start < match.end("what") and m.end > match.start("what") for m in self.line.mentions):
            return None
        return Phrase(self.text[match.start("what") : match.end("what")], self.grammar.phrases.core(match["what"]))

    def _past_body(self, spot: Spot, told: Phrase) -> Phrase:
        """A phrase without the body that labels the figure: "đơn" of "địa phương: 18.008 đơn"."""
        noun = self._noun(spot) if ":" in told.text else None
        at = self.text.rfind(told.text, spot.left.start, spot.right.end) if noun is not None else -1
        colon = at + told.text.find(":")
        if at < 0 or noun is None or not any(m.end == colon for m in self.line.mentions):
            return told
        words = self.text[noun.start : noun.end]
        return Phrase(words, self.grammar.phrases.core(fold(words)))

    def _done_with(self, spot: Spot, told: Phrase) -> Phrase:
        """Counted bodies with what is done with them: "kết nối với 13 bộ, 58 địa phương và 4 tập đoàn"."""
        noun = self._noun(spot) if spot.number.unit == "count" and spot.subject is None else None
        if noun is None or fold(told.text) != self.folded[noun.start : noun.end]:
            return told
        counts = self._place(spot).counts_bodies or self._others_behind(spot.index) is not None
        if not counts or not (self.grammar.phrases.is_body_alone(told.key) or self._others_behind(spot.index)):
            return told
        deed = self._deed_with(spot.index)
        if deed is None:
            return told
        printed = self.text[deed.start : noun.end] if deed.start >= spot.left.start else told.text
        return Phrase(printed, f"{self.folded[deed.start : deed.end]} {told.key}")

    def _deed_with(self, index: int) -> Span | None:
        """The deed that a number of bodies, or the list of them that it goes on, stands behind."""
        numbers = self.line.numbers
        start = numbers[index - 1].end if index else self.line.span.start
        own = self.grammar.phrases.partners(self.folded, Span(start, numbers[index].start))
        if own is not None or not index:
            return own
        goes_on = _NEXT_BODIES.fullmatch(self.folded, start, numbers[index].start)
        is_body = goes_on is not None and (self._counts_bodies(index - 1) or self._others_behind(index - 1))
        return self._deed_with(index - 1) if is_body else None

    def _with_deed_before(self, spot: Spot, told: Phrase) -> Phrase:
        """The second of a pair with the verb that the first one has: "chuyển cơ quan điều tra 6 vụ, 8 đối tượng"."""
        last, noun = self.done[-1] if self.done else None, self._noun(spot)
        if last is None or noun is None or spot.subject is not None or spot.number.unit != "count":
            return told
        measured = self._measured_too(spot, noun)
        if measured is not None:
            return measured
        if last.number.unit not in _PAIRED or last.bracketed or last.role.role != "level":
            return told
        between = _NEXT_OF_PAIR.fullmatch(self.folded, last.number.end, spot.number.start)
        words = self.folded[noun.start : noun.end]
        if between is None or words.split()[0] in between.group().split():
            return told
        if told.key != words and not (words.startswith(_TAKEN_TO_TASK) and f"{words} ".startswith(f"{told.key} ")):
            return told
        if between.group().endswith(" với ") and not words.startswith(_BY_WHOM):
            return told
        if not words.startswith(_TAKEN_TO_TASK) and len(words.split()) > _BARE_WORDS:
            return told
        if self._counts_members(spot.index):
            return told
        reach = max(0, spot.previous_end - _PAIR_REACH)
        first = self._first_of_chain(spot)
        at = self.text.rfind(first.phrase, reach, spot.number.start) if first.phrase else -1
        verb = self.folded[at : first.number.start] if self.line.span.start <= at < first.number.start else ""
        if (
            not verb
            or self.grammar.phrases.changes(verb)
            or self.grammar.phrases.verb(self.folded, Span(at, first.number.start)) is None
        ):
            return told
        return Phrase(self._pair(last.number, spot, noun), f"{verb.strip()} {self.grammar.phrases.core(words)}")

    def _first_of_chain(self, spot: Spot) -> Figure:
        """The figure before, or the first of those that slashes join to it: "tiếp 12 lượt/15 người/10 vụ việc"."""
        first, end = self.done[-1], spot.number.start
        for before in reversed(self.done[:-1]):
            if not self.folded.endswith("/", 0, end) or not self.folded.endswith("/", 0, first.number.start):
                break
            first, end = before, first.number.start
        return first

    def _pair(self, first: Number, spot: Spot, noun: Span) -> str:
        """What the second of a pair is printed as: from the first number on, "30 vụ, 142 đối tượng"; in brackets its
        noun alone. The key holds the verb that governs both."""
        return self.text[noun.start if spot.bracketed else first.start : noun.end].rstrip("/")

    def _measured_too(self, spot: Spot, noun: Span) -> Phrase | None:
        """Land beside an amount of money: "thiệt hại gây ra trên 9 tỷ đồng và gần 700 m2 đất"."""
        if _LAND.fullmatch(self.folded, noun.start, noun.end) is None:
            return None
        money = next((f for f in reversed(self.done[-_PAIR_OF_LIST:]) if f.number.unit in _MONEY), None)
        if money is None or not _BESIDE_MONEY.fullmatch(self.folded, money.number.end, spot.number.start):
            return None
        at = self.text.rfind(money.phrase, self.line.span.start, money.number.start) if money.phrase else -1
        if at < 0:
            return None
        words = fold(money.phrase)
        key = f"{self.grammar.phrases.core(words)} {self.folded[noun.start : noun.end]}"
        return Phrase(self._pair(money.number, spot, noun), key)

    def _deed_alone(self, spot: Spot, told: Phrase) -> Phrase:
        """A phrase without who has done what it tells: "Bộ A đã kiến nghị xử lý" before an amount."""
        if spot.number.unit != "vnd" or spot.subject is not None or not told:
            return told
        at = self.text.rfind(told.text, self.line.span.start, spot.number.start)
        doers = [m.end for m in self.line.mentions if at <= m.start < at + len(told.text) and m.is_single]
        any_body = _BODIES_DO.match(self.folded, at, at + len(told.text)) if at >= 0 else None
        doers.extend([any_body.end() - 1] if any_body is not None else [])
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


def _tells_more(phrase: Phrase) -> bool:
    """Whether the words of a part tell whose it is beside what is counted: "kiến nghị của người dân"."""
    return fold(phrase.text).startswith(f"{phrase.key} của ")


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
