"""What figures point at that have no words of their own: "tỷ lệ này", "đứng thứ 5", a number alone in brackets.

Here: whether the words of a figure tell nothing, and what was named before, ahead or above. Not here: the words that do
tell something (`naming`).
"""

from __future__ import annotations

import re

from orchestration.extraction.attribution import NAMED_BEFORE, opens_with
from orchestration.extraction.figure import Figure, Spot
from orchestration.extraction.indicators import UNNAMED, Indicator
from orchestration.extraction.roles import Role
from orchestration.extraction.sentence import EDITED
from orchestration.extraction.shares import SHARE_KEY, Shares
from orchestration.extraction.text import Span, fold

LONGEST_CARRY = 3  # sentences over which words of time are handed on
_THAT_SHARE = ("tỷ lệ này ", "tỉ lệ này ", "tỷ lệ trên ", "tỉ lệ trên ")
_HAS = (" có ", " có khoảng ", " có gần ", " có hơn ", " có trên ", " có tới ", " có đến ")
_BEFORE_NEXT_BODY = re.compile(r"(?:,| và|, còn|;) (?:(?:tỉnh|thành phố|tp|ở|tại)[ .]?)*")
_QUOTED = re.compile(r'"(?P<name>[^"\d]{8,120})"[^"\d;.()]{0,60}$')
_OPENS_ELSE = re.compile(
    r"^(?:trong khi đó|tiếp theo|tiếp đến|còn lại|ngoài ra|còn|riêng)[ ,]+|(?: mới| chỉ| cũng)(?= đạt)"
)
COUNTED_PLANS = ("kế hoạch", "mục tiêu", "chỉ tiêu")
_COUNTED_PARTS = ("chỉ số", "tiêu chí", *COUNTED_PLANS)
_LEVEL_ALONE = re.compile(r"cấp (?:trung ương|bộ|tỉnh|huyện|xã)")
_LONGEST_NAME = 5
_OPENS_RANKED = re.compile(  # "…; An toàn an ninh mạng (của ITU) xếp thứ"
    r"(?:[^;]{0,160}:)?[\s;+-]*(?P<words>[^\W\d_]+(?: [^\W\d_]+){1,7}?)(?: \d[.]0)?"
    r"(?: \([^()]*\)| (?=xếp |đứng |giữ |ở vị trí))"
)
_PART_RANKED = re.compile(  # "chính quyền số ở vị trí thứ 9, kinh tế số xếp thứ 12 và …"
    r"(?:^|[,;:]| và)[ ]*(?:(?:trong đó|còn|riêng),? )?(?P<words>[^\W\d_]+(?: [^\W\d_]+){1,4}?)"
    r"(?: (?:xếp|đứng|giữ|ở|đạt)(?: ở)?(?: vị trí| hạng| thứ hạng)?(?: thứ)?| thứ) $"
)
_OPENS_ABOUT = re.compile(  # "về chuyển đổi số năm 2022, tỉnh xếp thứ", "ở chỉ số hài lòng, Bộ đạt 85 điểm"
    r"[\s;+-]*(?:[^,;:\d]{0,24}(?<![^\W_])theo [^;:\d]{3,120}? )?"
    r"(?:(?:riêng|còn|xét|tính|và) )?(?:(?:về|ở) |(?=chỉ số ))"
    r"(?P<words>[^\W\d_]+(?:[ -][^\W\d_]+){1,9}?)(?: năm \d{4})?, "
)
_SPAN_OF = re.compile(r"(?:(?:trong khi|khi|còn|ở|trong|từ|của|riêng|giai đoạn) )*")
_OWNED = re.compile(r" của(?: khối| các| tất cả| toàn bộ| tỉnh| thành phố| huyện| ubnd)* ?$")
_NAME_GOES_ON = re.compile(r"(?: (?:với|có|đạt|là|mới|chỉ|vẫn|cũng|đã))+$")
_NEXT_NAME = re.compile(r"[^()\d]*\)(?:,|;| và|, và) [^()\d]{2,60} \(")


class Pointing(Shares):
    """A sentence in which figures point at what was named elsewhere."""

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
        is_name = is_name or self._is_listed_name(printed, spot)
        if self._counts_parts(spot, phrase) or (
            self._counts_doers(spot)
            and (not is_name or phrases.only_ranks(phrase))  # "Bộ" has a capital too
            and not _LEVEL_ALONE.fullmatch(phrase)  # "2.054 quy trình (1.756 cấp tỉnh, 298 cấp xã)"
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

    def _is_listed_name(self, printed: str, spot: Spot) -> bool:
        """Whether a capital begins what stands before the brackets of a share behind a body and its own: "như: Bộ A
        (62%), Ngân hàng Phát triển (100%)"."""
        if not (spot.bracketed and spot.number.unit in EDITED and printed[:1].isupper()):
            return False
        last = self.done[-1] if self.done and self.done[-1].agency.basis == NAMED_BEFORE else None
        between = self.text[last.number.end : spot.number.start] if last is not None else ""
        listed = last is not None and last.bracketed and last.number.unit == spot.number.unit
        return listed and _NEXT_NAME.fullmatch(between) is not None and between.rstrip("( ").endswith(printed)

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

    def _only_names(self, phrase: str) -> bool:
        """Whether a folded phrase is a numbered unit, or a body's name or the end of one that its own comma cut."""
        if self.grammar.numbered_unit.fullmatch(phrase) is not None:
            return True
        words = _NAME_GOES_ON.sub("", phrase)
        return any(m.is_single and self.folded[m.start : m.end].endswith(words) for m in self.line.mentions if words)

    def _only_dates(self, printed: str, spot: Spot) -> bool:
        """Whether a phrase is nothing but words of time: "giai đoạn 2015-2016"."""
        at = self.text.rfind(printed, self.line.span.start, spot.number.start) if printed else -1
        if at < 0:
            return False
        end, opening = at + len(printed), _SPAN_OF.match(fold(printed))
        at += opening.end() if opening else 0
        times = (e for e in self.line.expressions if e.rule != "edition")
        return any(e.start <= at and end <= e.end for e in times)

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
        named = self._last_named(spot)
        if named is None:
            return None
        printed, words = named
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), spot.number.unit)
        return printed, self._match(spot, words) or Indicator(key, None)

    def _last_named(self, spot: Spot) -> tuple[str, str] | None:
        """The last name of an index or a share that the sentence prints before the figure; its words in full."""
        start = self.line.span.start
        named = self.grammar.phrases.last_named(self.folded[start : spot.number.start])
        if named is None:
            return None
        at = self.folded.rfind(named, start, spot.number.start)
        return self.text[at : at + len(named)], self.grammar.indicators.expand(named)

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
        return self._quoted(spot) or self._named_ahead(spot) or self._named_first(spot) or self._had_by_last(spot)

    def _had_by_last(self, spot: Spot) -> tuple[str, Indicator] | None:
        """What the last of several bodies has a share of, as those before it have: "A có 45%, B có 52% hồ sơ nộp
        qua mạng"."""
        if spot.number.unit != "percent" or not self.folded.endswith(_HAS, spot.left.start, spot.number.start):
            return None
        following = self._spot(spot.index + 1) if spot.index + 1 < len(self.line.numbers) else None
        if following is None or following.number.unit != "percent":
            return None
        between = self.folded[spot.number.end : following.number.start]
        ahead = (m for m in self.line.mentions if m.is_single)
        named = [m for m in ahead if spot.number.end < m.start and m.end < following.number.start]
        noun = self._noun(following) if len(named) == 1 and between.endswith(_HAS) else None
        if noun is None or _BEFORE_NEXT_BODY.fullmatch(self.folded, spot.number.end, named[0].start) is None:
            return None
        words = self.grammar.indicators.expand(self.folded[noun.start : noun.end])
        key = self.grammar.indicators.open_key(self.grammar.phrases.core(words), spot.number.unit)
        return self.text[noun.start : noun.end], self._match(following) or Indicator(key, None)

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
        if self.grammar.phrases.is_anaphor(words):
            return None  # "về điểm số, tỉnh đạt 61,2 điểm"
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
        named = self._last_named(spot)
        indicator = self._match(spot, named[1]) if named is not None else None
        return (named[0], indicator) if named is not None and indicator is not None else None

    def _named_farther(self, unit: str) -> str | None:
        """The last "chỉ số …", "tỷ lệ …" of the sentences before, also of other paragraphs."""
        for span in reversed(self.memory.sentences[-LONGEST_CARRY:]):
            words = self.grammar.indicators.expand(self.folded[span.start : span.end])
            named = self.grammar.phrases.last_named(words, unit)
            if named is not None:
                return named
        return None


def _starts(figure: Figure) -> int:
    return figure.number.start


def _is_share(figure: Figure) -> bool:
    """Whether the figure's indicator is itself a share or a score: a rate of growth is of a count or an amount."""
    return figure.indicator.metric_key.endswith((f".{figure.number.unit}", SHARE_KEY, "_score"))


def _is_name(phrase: str, kinds: frozenset[str]) -> bool:
    """Whether a phrase is nothing but the name of some body: "huyện Thanh Oai", "Sơn La"; not "doanh nghiệp FDI"."""
    words = phrase.split()
    if words and not words[0][:1].isupper() and fold(words[0]) not in kinds:
        return False
    capital = sum(word[:1].isupper() for word in words)
    return 0 < len(words) <= _LONGEST_NAME and capital >= max(1, len(words) - 1) and not any(map(str.isdigit, phrase))
