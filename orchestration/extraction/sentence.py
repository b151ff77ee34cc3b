"""One sentence on its way through the rules: its numbers, and where each of them stands.

Here: the surroundings of a number in its sentence, its unit where neighbours tell it, the lists that answer each
other. Not here: what a figure counts (`naming`) and the other columns of its claim (`reading`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from orchestration.extraction.agencies import Mention
from orchestration.extraction.context import DocumentDates
from orchestration.extraction.figure import Figure, Line, Memory, Spot
from orchestration.extraction.in_turn import pair_in_turn
from orchestration.extraction.numbers import Number
from orchestration.extraction.periods import Expression
from orchestration.extraction.phrases import SHARE_INSIDE, Place
from orchestration.extraction.scopes import Unit
from orchestration.extraction.text import Span, segment

if TYPE_CHECKING:
    from orchestration.extraction.claims import ClaimGrammar

NOTHING_COUNTED = re.compile(
    r"[ ]*(?:[(),;.]|(?:và|là|với|so|đến|lên|xuống|cũng|cao hơn|thấp hơn|tăng|giảm|xếp|đứng|trên thang)[ ]"
    r"|(?:của |trong )?(?:một )?năm |$)"
)
_PER = re.compile(r"/[^\W\d_]+(?: [^\W\d_]+)?(?=[,;.)])")
_MONEY = frozenset({"vnd", "usd"})
_AMOUNTS = ("kinh phí", "tổng kinh phí", "số tiền", "tổng số tiền", "chi phí", "tổng chi phí")
_OUT_OF = re.compile(r"[ ](?:trong|trên)(?: tổng)?(?: số)?(?: hơn| gần| khoảng)?[ ]")  # "640 trong hơn 1.800 thủ tục"
_FROM_WORDS = ("từ ", "từ mức ")
_UP_TO = re.compile(r"[ ](?:lên|xuống|còn|xuống còn|lên đến|đến)[ ]")
_TO_SCORE = re.compile(r",? (?:và )?(?:lên|xuống|còn|đạt)(?: (?:mức|còn|thành|tới|đến))* ")  # "tăng 1,1 điểm, lên 63,7"
_TO_RANK = re.compile(
    r"(?:[ ](?:(?:tụt|giảm|tăng) )?(?:lên|xuống|và)|[ ]?[(,]?[ ]?(?:đi |vươn )?từ)[ ](?:(?:vị trí|thứ|hạng|mức) )*"
)
_RANK_FELL = re.compile(  # "thứ hạng của tỉnh giảm từ 51/63"
    r"(?<![^\W_])(?:thứ hạng|vị thứ|vị trí|xếp hạng)(?![^\W_])[^.;()\d]{0,60} từ (?:(?:vị trí|thứ|hạng) )*$"
)
_LISTED_TOO = frozenset({" và ", ", ", "; "})
_DEED = re.compile(r"[ ](?!và |của |tại |ở |thuộc |trong )[^\W\d_]")
_BESIDE = 2  # characters between a number and what it counts
EDITED = frozenset({"percent", "points", "rank"})  # units in which the edition of an index speaks
_LEVEL = r"(?:huyện|quận|thị xã|xã|phường|thị trấn|sở|ban|ngành)"
_LEVELS = re.compile(rf"[ ]{_LEVEL}(?:, {_LEVEL})*(?![^\W_])")  # "9/9 huyện", "101/101 xã, phường"
_COORDINATED_LEVELS = re.compile(rf"{_LEVELS.pattern}[ ]*(?:,|và|cùng|cùng với)[ ]*")
_COORDINATED = re.compile(r"[ ]*(?:đơn vị |các )?@[ ]*(?:,|và|cùng|cùng với)[ ]*")
_OTHER = r"(?:tập đoàn|tổng công ty|doanh nghiệp|ngân hàng)(?: (?:nhà nước|thương mại|kinh tế|viễn thông))*"
_OTHERS = re.compile(rf"[ ]{_OTHER}(?:(?:, | và |, và ){_OTHER})*(?![^\W_])")  # "05 tập đoàn, ngân hàng thương mại"


_NEAR_SCORES = 8  # figures before in which a score is looked for that a bare decimal goes on with
_MUCH_MORE = 3  # times by which scores of one index hardly differ
_ARTICLE = 5  # characters of "các " before a body's name
_BESIDE_PLACE = 32  # characters of " của ủy ban nhân dân " before a number
_PART_OF = re.compile(  # "số thủ tục của 17 sở là …", "số hồ sơ của công an 63 địa phương là …"
    r"[ ](?:của|tại|ở|trong|cho)(?: (?:công an|ubnd|ủy ban nhân dân|uỷ ban nhân dân|cả|toàn bộ|tất cả))*[ ]$"
)
_TELLS_WHOLE = 4  # words of "tổng số hồ sơ nộp" before a number inside of a subject
_JOINS_CLAUSE = re.compile(r",? (?:và|còn|trong khi|trong khi đó)(?: các| tại| ở)? (?:ubnd )?$")
_LEADS_UP = 12  # characters of "% các UBND "
_GOES_ON_TO = re.compile(r"[ ](?:đã|đang|cũng|chỉ|mới|có|đạt|được|là|còn|ban hành|tiếp nhận|giải quyết|hoàn thành)[ ]")

_LEAST_SUBJECT = 3  # words that tell what is counted
_IS = ("là ", "đạt ", ": ")
_IS_BEHIND = re.compile(r" (?:là|đạt)(?: (?:hơn|gần|trên|khoảng|khoản))* ")


class Sentence:
    """One sentence being read: what stays the same for its figures, and where they stand."""

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
        self._places: dict[int, Place] = {}
        self._numbers: dict[int, Number] = {}
        self.done: list[Figure] = []
        self.inherited, self.owner, self.memory, self.dates = inherited, owner, memory, dates
        self.bodies_in_turn: dict[int, Mention] = {}
        self.units_in_turn: dict[int, Unit] = {}
        self.levels_in_turn: dict[int, Unit] = {}
        self.times_in_turn: dict[int, Expression] = {}
        if len(line.numbers) > 1 and grammar.in_turn.search(folded, line.span.start, line.span.end):
            self._pair_in_turn()

    def _pair_in_turn(self) -> None:
        """Find the bodies, units, levels and times that belong to the figures of a list "lần lượt"."""
        line, grammar, end = self.line, self.grammar, self.line.span.end
        singles = [m for m in self.doers if m.is_single]
        self.bodies_in_turn = pair_in_turn(line.numbers, singles, self.folded, end, grammar.in_turn)
        units = self.memory.places.listed(line.span.start, end)
        self.units_in_turn = pair_in_turn(line.numbers, units, self.folded, end, grammar.in_turn)
        levels = grammar.scopes.levels(self.folded, line.span.start, end)
        self.levels_in_turn = pair_in_turn(line.numbers, levels, self.folded, end, grammar.in_turn)
        flows = [e for e in line.expressions if e.kind == "flow" and not e.is_comparison]
        self.times_in_turn = pair_in_turn(line.numbers, flows, self.folded, end, grammar.in_turn)

    def _spot(self, index: int) -> Spot:
        line, folded, phrases = self.line, self.folded, self.grammar.phrases
        number = line.numbers[index]
        clause = segment(folded, line.span, number.start)
        previous_end = line.numbers[index - 1].end if index else line.span.start
        next_start = line.numbers[index + 1].start if index + 1 < len(line.numbers) else line.span.end
        per = _PER.match(folded, previous_end, number.start) if index else None  # "500.000 đồng/hồ sơ, tổng cộng 4 tỷ"
        left = Span(max(per.end() if per else previous_end, clause.start), number.start)
        right = Span(number.end, max(number.end, min(next_start, clause.end)))
        right = self._past_share(right, index, clause)
        right = Span(right.start, self._next_clause(right))
        following = phrases.subject(folded, right) if right.end == next_start < line.span.end else None
        if following is not None and self._counts_bodies(index) and folded.endswith(" có ", 0, following.start):
            following = None  # "12 địa phương có tỷ lệ giải ngân đạt trên 45%" are counted by that rate
        own = following is not None and phrases.tells_share(folded[following.start : following.end])
        own = own and phrases.subject(folded, left) is not None  # "đúng hạn là 99% mức độ hài lòng đạt 98%"
        if following is not None and (own or folded[right.start : following.start].strip()):
            right = Span(right.start, following.start)
        spot = Spot(
            index=index,
            number=self._with_unit(index),
            clause=clause,
            left=left,
            right=self._past_coordination(right, index, clause),
            subject=self._subject(index, left, clause),
            previous_end=previous_end,
            next_start=next_start,
            bracketed=is_bracketed(folded, line.span.start, number.start),
        )
        behind = self._noun(spot) if spot.subject is not None or spot.number.unit == "count" else None
        if behind is None:
            return spot
        if spot.subject is None:
            again = phrases.counted_again(folded, left, behind, previous_end if index else -1)
            return replace(spot, subject=again or phrases.changed(folded, left, behind))
        less = phrases.tells_less(self.text, folded, self._place(spot), spot.subject, behind)
        return replace(spot, subject=None) if less else spot

    def _past_share(self, right: Span, index: int, clause: Span) -> Span:
        """The words behind a count on which a share in brackets stands between it and what is said of it."""
        numbers, opened = self.line.numbers, self.folded.find("(", right.start, right.end)
        share = SHARE_INSIDE.match(self.folded, opened) if opened >= 0 and numbers[index].unit == "count" else None
        if share is None or index + 1 >= len(numbers) or not share.start() < numbers[index + 1].start < share.end():
            return right
        following = numbers[index + 2].start if index + 2 < len(numbers) else self.line.span.end
        # "30/80 (37,5%) nhiệm vụ đã hoàn thành"; what is told by "là" before stands there
        beside = not self.folded[right.start : opened].strip() and not self.folded.endswith(
            _IS, 0, numbers[index].start
        )
        return Span(share.end() if beside else right.start, max(share.end(), min(following, clause.end)))

    def _next_clause(self, right: Span) -> int:
        """Where the words behind a figure end because another body goes on to do something: "468 văn bản và các địa
        phương đã ban hành 4.205 văn bản"."""
        for mention in self.doers:
            if right.start < mention.start and mention.end <= right.end:
                counts = mention.is_single and not self.folded[mention.end : right.end].strip()
                goes_on = mention.part == "subject" and _GOES_ON_TO.match(self.folded, mention.end, right.end)
                joint = _JOINS_CLAUSE.search(self.folded, right.start, mention.start) if counts or goes_on else None
                if joint is not None and (counts or not self._only_lists(right.start, joint.start())):
                    return joint.start()
        return right.end

    def _only_lists(self, start: int, end: int) -> bool:
        """Whether a stretch of the text names bodies and tells nothing of them: "các sở, ngành" before "và địa phương
        đã ban hành"."""
        named = [m for m in self.doers if start <= m.start and m.end <= end]
        return bool(named) and not self.folded[named[-1].end : end].strip() and (named[0].start - start <= _LEADS_UP)

    def _subject(self, index: int, left: Span, clause: Span) -> Span | None:
        """The subject of the figure; one that holds another number begins before that: "tỷ lệ doanh nghiệp phải dành
        trên 10% quỹ thời gian … là 22,4%"."""
        phrases, folded = self.grammar.phrases, self.folded
        bracketed = self._past_bracket(index, left, clause) if index else None
        if bracketed is not None:
            return bracketed
        subject = self._without_doer(self._past_listed_names(phrases.subject(folded, left), left))
        if subject is not None and self._names_counted(index, subject):
            return None
        if subject is None or not index or phrases.tells_share(folded[subject.start : subject.end]):
            return subject
        before = self.line.numbers[index - 1].start
        at_place = _PART_OF.search(folded, max(clause.start, before - _BESIDE_PLACE), before) is not None
        opens = not folded[left.start : subject.start].strip()
        if not (opens or at_place):
            return subject
        start = self.line.numbers[index - 2].end if index > 1 else self.line.span.start
        wide = phrases.subject(folded, Span(max(start, clause.start), left.end))
        if wide is None or wide.start >= left.start:
            return subject
        told = folded[wide.start : left.start]
        money = opens and self.line.numbers[index].unit in _MONEY and told.startswith(_AMOUNTS)
        holds = phrases.counts(told) and len(told.split()) >= _TELLS_WHOLE
        is_one = (opens and (phrases.tells_share(told) or holds)) or (at_place and phrases.counts(told)) or money
        return wide if is_one else subject

    def _past_bracket(self, index: int, left: Span, clause: Span) -> Span | None:
        """The subject before brackets that hold a number of their own: "Quỹ lương của xã (tính theo mức 1,2 triệu đồng)
        là 9 tỷ đồng"."""
        folded, end = self.folded, self.line.numbers[index].start
        closed = folded.find(")", left.start, end)
        if closed < 0 or not _IS_BEHIND.match(folded, closed + 1):
            return None
        opened = folded.rfind("(", clause.start, left.start)
        before = next((n.end for n in reversed(self.line.numbers[:index]) if n.end <= opened), self.line.span.start)
        start = max(before, clause.start)
        if opened < start or folded.find(")", opened, closed) >= 0:
            return None
        words = f"{folded[start:opened]}{' ' * (closed + 1 - opened)}{folded[closed + 1 : end]}"
        told = self.grammar.phrases.subject(words, Span(0, len(words)))
        if told is None or len(words[told.start : told.end].split()) < _LEAST_SUBJECT:
            return None
        return Span(start + told.start, start + min(told.end, opened - start))

    def _past_listed_names(self, subject: Span | None, left: Span) -> Span | None:
        """A subject that begins in a list of names begins before what they own: "số hồ sơ của huyện A, B và C là"."""
        if subject is None:
            return None
        owned = _OF_NAMES.search(self.folded, max(left.start, subject.start - _NAMES_REACH), subject.end)
        if owned is None or not owned.start("names") < subject.start:
            return subject
        names = self.text[owned.start("names") : subject.end]
        if " và " not in names and " các " not in owned.group():
            return subject  # "theo công bố của Bộ A, tỉnh B đạt"
        if not all(_KINDS_BEFORE.sub("", name)[:1].isupper() for name in _JOINT_OF_NAMES.split(names)):
            return subject
        told = self.folded[left.start : subject.end]
        at = owned.start("names") - left.start
        masked = told[:at] + _JOINT_OF_NAMES.sub(lambda joint: " " * len(joint.group()), told[at:])
        masked += self.folded[subject.end : left.end]
        wide = self.grammar.phrases.subject(masked, Span(0, len(masked)))
        return Span(left.start + wide.start, left.start + wide.end) if wide is not None else subject

    def _names_counted(self, index: int, subject: Span) -> bool:
        """Whether the subject names the very bodies that the number counts: "Bộ A và tỉnh B là 2 đơn vị dẫn đầu"."""
        number = self.line.numbers[index]
        if number.unit != "count" or not self.folded.startswith(" ", number.end):
            return False
        if self.folded.startswith((" trong ", " trên "), number.end):
            return False  # "tỉnh A là 660 trong 1.000 văn bản"
        named = (m for m in self.doers if 0 <= m.start - subject.start <= _ARTICLE and m.part != "counted")
        return any(self.folded[m.end : number.start].strip() == "là" for m in named)

    def _without_doer(self, subject: Span | None) -> Span | None:
        """A subject that tells who did what without who: "đã cập nhật" of "các bộ đã cập nhật là 17.807 quy định"."""
        if subject is None:
            return None
        for mention in self.line.mentions:
            if subject.start <= mention.start <= subject.start + _ARTICLE and mention.end < subject.end:
                words = self.folded[mention.end : subject.end]
                return Span(mention.end, subject.end) if self.grammar.phrases.only_done(words) else subject
        return subject

    def _with_unit(self, index: int) -> Number:
        """The number with its unit, which the numbers before may tell; so each is asked for several times."""
        if index not in self._numbers:
            self._numbers[index] = self._unit_told(index)
        return self._numbers[index]

    def _unit_told(self, index: int) -> Number:
        """The number; "từ vị trí 172 lên 168" names two ranks."""
        numbers, grammar = self.line.numbers, self.grammar
        clause = segment(self.folded, self.line.span, numbers[index].start)
        number = grammar.with_unit(numbers[index], self.folded, clause.start)
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if number.unit == "count" and following is not None and self._is_lower_end(number, following):
            return replace(number, unit=following.unit)
        if number.unit == "count" and following is not None and self._lacks_sign(number, following):
            return replace(number, unit="percent")
        if number.unit == "count" and self._opens_ranks(number, following, clause):
            return replace(number, unit="rank")
        if number.unit == "count" and not index and self._like_last_score(number):
            return replace(number, unit="points")
        if number.unit != "count" or not index:
            return number
        before = self._with_unit(index - 1)
        if (
            before.unit == "points"
            and number.unit == "count"
            and _TO_SCORE.fullmatch(self.folded, before.end, number.start)
        ):
            return replace(number, unit="points")
        if before.unit == "rank" and _TO_RANK.fullmatch(self.folded, before.end, number.start):
            return replace(number, unit="rank")
        joined = self.folded[before.end : number.start] in _LISTED_TOO
        goes_on = joined and NOTHING_COUNTED.match(self.folded, number.end) is not None
        if before.unit == "rank" and goes_on and number.denominator is None:
            return replace(number, unit="rank")
        is_score = number.decimals > 0 and number.factor == 1 and NOTHING_COUNTED.match(self.folded, number.end)
        listed = is_score and before.decimals > 0 and self.folded.find(".", before.end, number.start) < 0
        if (listed and self._is_score(index - 1, before)) or self._like_last_score(number):
            return replace(number, unit="points")
        return number

    def _is_lower_end(self, number: Number, following: Number) -> bool:
        """Whether the unit of the next number is that of this one too: "từ 66,77 lên 68,36 điểm"."""
        if following.unit not in EDITED or number.unit_word is not None or number.denominator is not None:
            return False
        opens = self.folded.endswith(_FROM_WORDS, 0, number.start)
        return opens and _UP_TO.fullmatch(self.folded, number.end, following.start) is not None

    def _opens_ranks(self, number: Number, following: Number | None, clause: Span) -> bool:
        """Whether a place rose or fell from the number to the next one: "thứ hạng giảm từ 51/63 xuống 56/63"."""
        if following is None or following.unit != "count" or not number.factor == following.factor == 1:
            return False
        goes = _TO_RANK.fullmatch(self.folded, number.end, following.start)
        return goes is not None and _RANK_FELL.search(self.folded, clause.start, number.start) is not None

    def _lacks_sign(self, number: Number, following: Number) -> bool:
        """Whether only the next of a list has its sign: "lần lượt là 83,5; 78,4% và 77,7%"."""
        bare = number.decimals > 0 and number.factor == 1 and number.unit_word is None and number.denominator is None
        return bare and following.unit == "percent" and self.folded[number.end : following.start] in _LISTED_TOO

    def _is_score(self, index: int, number: Number) -> bool:
        """Whether the decimal before in a list is a score: "70,76 điểm, theo sau là Bà Rịa - Vũng Tàu (70,26)"."""
        told = number.unit == "points" or (index > 0 and self.line.numbers[index - 1].unit == "points")
        return told or any(n.unit == "points" for n in self.line.numbers[:index])

    def _like_last_score(self, number: Number) -> bool:
        """Whether a bare decimal looks like the score that was told last: "0,7326" behind "DTI đạt 0,7955"."""
        if number.decimals == 0 or number.factor != 1 or not NOTHING_COUNTED.match(self.folded, number.end):
            return False
        here = next((f for f in reversed(self.done[-_NEAR_SCORES:]) if f.number.unit == "points"), None)
        last = here or self.memory.named.get("points")
        alike = last is not None and last.number.decimals == number.decimals and last.role.role == "level"
        return (
            alike and last is not None and number.value < _MUCH_MORE * last.number.value < _MUCH_MORE**2 * number.value
        )

    def _past_coordination(self, right: Span, index: int, clause: Span) -> Span:
        """ "62/63 địa phương và 10/21 bộ, ngành đã hợp nhất …": what is said of the second is said of the first."""
        numbers = self.line.numbers
        pair = numbers[index : index + 2]
        if len(pair) == 2 and _OUT_OF.fullmatch(self.folded, right.start, pair[1].start):
            end = numbers[index + 2].start if index + 2 < len(numbers) else clause.end
            return Span(pair[1].end, max(pair[1].end, min(end, clause.end)))
        last = index
        while last + 1 < len(numbers) and self._counts_members(last) and self._joins_bodies(last):
            last += 1
        if last == index or not (self._counts_members(last) or self._others_behind(last)) or not self._tells_deed(last):
            return right
        end = numbers[last + 1].start if last + 1 < len(numbers) else clause.end
        return Span(numbers[last].end, max(numbers[last].end, min(end, clause.end)))

    def _counts_bodies(self, index: int) -> bool:
        """Whether a group of bodies is what the number counts."""
        number = self.line.numbers[index]
        behind = (m for m in self.line.mentions if m.is_group and number.end <= m.start <= number.end + _BESIDE)
        return number.unit == "count" and any(behind)

    def _counts_members(self, index: int) -> bool:
        """Whether bodies, or the districts or communes of one, are what the number counts."""
        number = self.line.numbers[index]
        return self._counts_bodies(index) or (number.unit == "count" and self._members_behind(number.end) is not None)

    def _members_behind(self, position: int) -> str | None:
        """The districts or communes that a number before the position counts, None where it counts none."""
        match = _LEVELS.match(self.folded, position)
        return match.group().strip() if match else None

    def _others_behind(self, index: int) -> re.Match[str] | None:
        """The enterprises that the number counts beside ministries and provinces."""
        number = self.line.numbers[index]
        return _OTHERS.match(self.folded, number.end) if number.unit == "count" else None

    def _goes_on_with_others(self, index: int) -> bool:
        """Whether enterprises are counted in one list with bodies: "9 bộ, 20 địa phương và 4 tập đoàn đã kết nối"."""
        if not index or self._others_behind(index) is None:
            return False
        return self._counts_bodies(index - 1) and self._joins_bodies(index - 1)

    def _tells_deed(self, index: int) -> bool:
        """Whether something is said of the bodies that the number counts."""
        end = self.line.numbers[index].end
        names = [m.end for m in self.line.mentions if m.is_group and end <= m.start <= end + _BESIDE]
        members = _LEVELS.match(self.folded, end) or self._others_behind(index)
        return _DEED.match(self.folded, max([*names, members.end() if members else end])) is not None

    def _joins_bodies(self, index: int) -> bool:
        """Whether only the bodies that it counts stand between the number and the next."""
        one, other = self.line.numbers[index : index + 2]
        if _COORDINATED_LEVELS.fullmatch(self.folded, one.end, other.start):
            return True
        return self._only_body_between(Span(one.end, other.start), _COORDINATED)

    def _only_body_between(self, span: Span, pattern: re.Pattern[str]) -> bool:
        """Whether one body's name, written "@" in the pattern, and what the pattern allows fill the span."""
        words = self.folded[span.start : span.end]
        for mention in self.line.mentions:
            if span.start <= mention.start and mention.end <= span.end:
                start, end = mention.start - span.start, mention.end - span.start
                if pattern.fullmatch(f"{words[:start]}@{words[end:]}"):
                    return True
        return False

    def _noun_behind(self, spot: Spot) -> bool:
        return self._noun(spot) is not None

    def _noun(self, spot: Spot) -> Span | None:
        """The noun phrase behind the figure; several rules ask for it."""
        if spot.index not in self._nouns:
            self._nouns[spot.index] = self.grammar.phrases.noun_phrase(self.folded, self._place(spot))
        return self._nouns[spot.index]

    def _noun_of(self, figure: Figure) -> str:
        """The folded noun behind an earlier figure of the sentence; empty where there is none."""
        index = next((i for i, n in enumerate(self.line.numbers) if n.start == figure.number.start), None)
        if index is None:
            return ""
        noun = self._nouns[index] if index in self._nouns else self._noun(self._spot(index))
        return self.folded[noun.start : noun.end] if noun else ""

    def _place(self, spot: Spot) -> Place:
        """What cutting phrases needs of a spot; several rules ask for it."""
        if spot.index not in self._places:
            self._places[spot.index] = self._place_of(spot)
        return self._places[spot.index]

    def _counts_units(self, number: Number) -> bool:
        """Whether bodies without a name are counted by what is said of them: "30/63 đơn vị đạt chỉ tiêu"."""
        if number.unit != "count" or not self.folded.startswith(_UNITS, number.end):
            return False
        return _UNITS_TOLD.match(self.folded, number.end) is not None

    def _place_of(self, spot: Spot) -> Place:
        number = spot.number
        counts = any(m.is_group and number.end <= m.start <= number.end + 2 for m in self.line.mentions)
        counts = counts or self._goes_on_with_others(spot.index) or self._counts_units(number)
        is_percent, is_rank = number.unit == "percent", number.unit == "rank"
        is_count, is_amount = number.unit == "count", number.unit in _MONEY
        kinds = (is_percent, counts, is_rank, is_count, is_amount)
        return Place(number.start, number.end, spot.left, spot.right, spot.clause, *kinds)

    def _sentence_head(self) -> str:
        return self.text[self.line.span.start : self.line.span.end][:80]


def is_bracketed(folded: str, start: int, position: int) -> bool:
    """Whether the position stands in brackets that open behind `start`."""
    opened = folded.rfind("(", start, position)
    return opened >= 0 and folded.find(")", opened, position) < 0


_UNITS = (" đơn vị ", " cơ quan ")
_UNITS_TOLD = re.compile(
    r" (?:đơn vị|cơ quan) (?:(?:chưa|không|đều|cơ bản) )?(?:đạt|hoàn thành|vượt|dưới|trên"
    r"|có (?:điểm|tỷ lệ|tỉ lệ|chỉ số|kết quả))(?![^\W_])"
)
_NAMES_REACH = 160  # characters of a list of names
_OF_NAMES = re.compile(
    r"[ ](?:của|tại|ở|thuộc)(?: ubnd)?(?: các)?(?: (?:huyện|quận|thị xã|thành phố|xã|phường))? (?P<names>[^;:()\d]+)$"
)
_JOINT_OF_NAMES = re.compile(r",? và |, ")
_KINDS_BEFORE = re.compile(r"^(?:(?:huyện|quận|thị xã|thành phố|xã|phường|các) )+")
_WITHIN = ("trong ", "qua ")  # open words of time that tell when
_MEETING = ("thường kỳ ", "họp báo ", "phiên họp ", "kỳ họp ", "họp giao ban ")
_IN_A_ROW = ("liên tiếp (", "liên tục (")
_ADVERB_REACH = 40  # characters before words of time in which the word stands that joins them to the sentence
_PARTS_OF_YEAR = frozenset({"months", "months_of", "n_months", "quarter", "half"})
_PREDICATE = re.compile(r" (?:đã |mới |chỉ |mới chỉ |cũng |vẫn |ước )*(?:đạt|là|tăng|giảm|chiếm|ở mức)(?![^\W_])")
_ADVERB_BEFORE = re.compile(
    r"(?:[,;:.(\n\"-]|(?<![^\W_])(?:trong|riêng|vào|tính|cũng|và|đến|của|từ|nay|chỉ|khi|qua|là|vậy))[ ]*$"
)


def is_adverbial(expression: Expression, line: Line, folded: str) -> bool:
    """Whether the words of time speak of the sentence, not of one noun in it ("thu nhập năm 2017"): only those are
    handed on. An edition of an index always is."""
    if expression.rule == "edition" or expression.kind != "flow":
        return True
    if expression.rule == "relative_year" and folded.endswith(" của ", 0, expression.start):
        return False
    alone = folded.endswith("(", 0, expression.start) and folded.startswith(")", expression.end)
    if alone and expression.rule == "year":
        return False  # "1 hồ sơ trễ hạn (năm 2017)"
    if folded.endswith(_MEETING, 0, expression.start):
        return False  # "tại cuộc họp báo thường kỳ tháng 9"
    if alone and folded.endswith(_IN_A_ROW, 0, expression.start):
        return False  # "năm thứ 9 liên tiếp (2014-2022)"
    before = folded[max(line.span.start, expression.start - _ADVERB_REACH) : expression.start]
    if folded[expression.end : expression.end + 1] == "," or folded.startswith(_WITHIN, expression.start):
        return True
    if expression.rule in _PARTS_OF_YEAR and _PREDICATE.match(folded, expression.end):
        return True  # "tỷ lệ giải ngân của cả nước 11 tháng qua mới đạt 52%"
    return not before.strip() or _ADVERB_BEFORE.search(before) is not None
