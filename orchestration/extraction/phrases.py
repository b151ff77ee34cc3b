"""The words that say what a figure counts, cut out as printed.

Here: where the subject or the noun phrase of a figure begins and ends, and the core of it that makes a key. Not here:
which indicator it names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from operator import attrgetter

from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import Span, any_of, fold, from_border, whole_words, word_branches

_WORD = re.compile(r"\S+")
_MOST_WORDS = 16
_SHORT_VERB = 5  # words of what was done: "hoàn thành việc xử lý"
_SHORT = 3  # words of a noun phrase that may need its verb to tell what was done


@record(frozen=True, slots=True)
class Place:
    """Where a figure stands: `left` and `right` end at the neighbouring figures of its clause, `clause` at its
    semicolons. `counts_bodies`: bodies are counted, so that their number means what is said of them."""

    start: int
    end: int
    left: Span
    right: Span
    clause: Span
    is_percent: bool
    counts_bodies: bool
    is_rank: bool = False
    is_count: bool = False
    is_amount: bool = False


@record(frozen=True, slots=True)
class Phrase:
    """Words as printed, and the folded words without the number and without modifiers that make an open key."""

    text: str
    key: str

    def __bool__(self) -> bool:
        return bool(self.text)


_TIME = (
    r"(?<![^\W_])(?:(?:trong|đến|vào|của|tính đến|hết) )*"
    r"(?:(?:(?:cuối |đầu |giữa )?năm |đến |(?<=đến ))(?:19|20)\d\d|năm (?:nay|ngoái|trước)"
    r"|cùng kỳ(?: năm (?:19|20)\d\d)?|\d{1,2} tháng(?: đầu| cuối)?(?: năm)?"
    r"(?: (?:19|20)\d\d)?|(?:nửa )?(?:cuối|đầu|giữa) năm(?: nay| tới| sau)?"
    r"|hiện(?= (?:số|tổng số) )|(?:quý|tháng) [\divx]{1,3}(?:[/ ](?:năm )?(?:19|20)\d\d)?)(?![^\W_])"
)
_RATE_OF = re.compile(r"(?<![^\W_])(?:tỷ|tỉ) lệ [^\W\d_]+ [^\W\d_]")
#: "37% điều kiện kinh doanh ngay trong năm 2025": when ends no name
_ENDS_IN_TIME = re.compile(
    r"(?: ngay)? (?:trong|vào|đến|đến hết|tới|hết)(?: cuối| đầu)? (?:năm|quý|tháng)(?: [ivx\d]{1,4})?"
    r"[/ -]?(?:năm )?(?:(?:19|20)\d\d)?[ .]*$"
)
_END_OF_YEAR = re.compile(r" (?:tính )?(?:đến|tới|vào|hết)(?: hết)? (?:cuối |đầu |giữa )?năm (?:19|20)\d\d[ ]*$")
_MARKS = r"\.(?<!(?<![^\W_])tp\.)(?<!(?<![^\W_])tx\.)(?<!(?<![^\W_])tt\.)(?!\d)|;|:|\(|\)|\n"
#: What ends a phrase; not the point of "TP. Móng Cái" or of a number.
_END = rf"{_MARKS}|\""
#: The same behind a figure: 'phiếu đánh giá "rất hài lòng"' ends where the quote does.
_END_BEHIND = rf"{_MARKS}|(?<![\s(])\""
#: "số" in "chuyển đổi số", "chữ ký số" is no word of quantity, "giảm" in "cắt giảm" none of change.
_NOT_DIGITAL = "".join(f"(?<!{word} )" for word in "cắt miễn đổi ký tế quyền hội phủ dân tầng nghệ liệu chỉ".split())
_OF_KIND = r"thuộc (?:khối|diện|nhóm) [^\W\d_]"  # "trường hợp thuộc khối Đảng" are not all of them
_NO_CUT = r"(?<!cắt )(?<!miễn, )(?<!miễn )(?<!gia )"  # "cắt giảm" is one word
_NO_SAYING = r"(?<!rằng)(?<!cho biết)(?<!cho hay)"  # "48% doanh nghiệp kêu rằng, họ phải …"
_ON_DAY = (
    r"[ ](?:trước|vào|từ|đến) (?=\d{1,2}/\d)|[ ](?=\d{1,2}/\d{1,2}/\d{4} \d{1,2}:)"  # "số hóa 3.000 hồ sơ trước 15/12"
)
#: "đang trong thời hạn giải quyết", "chỉ tiêu chưa đạt kế hoạch"
_NO_COURSE = (
    r"(?!(?<=đang )trong (?:thời|quá|hạn)|trong hạn(?![^\W_])|(?<=chưa )đạt|(?<=không )đạt"
    r"|(?<=trung tâm )phục vụ hành|(?<=điểm )phục vụ|đạt (?:chuẩn|tiêu chuẩn|yêu cầu|danh hiệu)(?![^\W_]))"
)
_PROPOSED = r"(?<=kiến nghị) (?:xử lý|sửa|bãi bỏ|thay thế|cắt|đơn giản|ban hành|các|với|cấp)"  # is a deed there
_NO_MOVE = r"(?!(?:tăng|giảm) (?:điểm|bậc|hạng|thứ hạng)(?![^\W_])(?! \d))"  # "12 tỉnh giảm điểm" are told by that
_MARK = r"[\s+*•-]*(?:[a-zđ\d]{1,2}[.)] ?)?"  # of a list
_OPENS = re.compile(_MARK)
_WITHOUT_MARKS = str.maketrans(dict.fromkeys('(:,"<>≥≤-', " "))
_RAISES = r"(?:nâng|đưa) (?=(?:tổng |tỷ lệ|tỉ lệ)|số )"  # "nâng tổng số … lên"
_STILL_SAID = (" chưa ", " không ", " đã ", " vẫn ", " còn ", "chưa ", "không ", "đã ", "vẫn ", "còn ")
_NO_FINISH = r"(?!(?:đích|đầu|cuối|trước|sau|nhất|nhì|việc|phía)(?![^\W_]))"  # "cán đích"
_OWNED = (" của ", " tại ", " ở ", " năm ", " trong kỳ ")
_LEVEL = (
    r"cấp (?:tỉnh|huyện|xã|bộ|sở|phường|trung ương|cơ sở)|(?<=các )cấp"
    r"|thanh tra (?:tỉnh|sở|huyện|thành phố|bộ|chính phủ|nhà nước)"
)
#: "tiếp tục thực hiện", "tiếp cận" receive nobody.
_GOES_ON_TO = r"tiếp (?:tục|cận|theo|đến|đó|nối|xúc|sau|cho)"
_NO_LEVEL = (
    r"(?!(?<=tỉnh,) (?:cấp )?(?:huyện|xã)(?![^\W_]))(?!(?<=huyện,) (?:cấp )?xã(?![^\W_]))"  # "cấp tỉnh, huyện, xã"
    r"(?!(?<=bộ,) ngành)(?!(?<=sở,) ngành)(?!(?<=ban,) ngành)(?!(?<=cấp,) ngành)"
    r"(?!(?<=nghị,) phản ánh)(?!(?<=cáo,) phản ánh)(?!(?<=nại,) phản ánh)"
    r"(?!(?<=bộ,) tỉnh)(?!(?<=xã,) phường(?![^\W_]))(?!(?<=thị trấn,) phường(?![^\W_]))"
)


_SHOWS = re.compile(r" (?:(?:ở |của )?(?:nhóm|khối) [^.;()]{2,40}? )?cho thấy ")
_ASIDE = (" – ", " - ", "– ", "- ")  # "tăng 12 bậc – mức tăng cao nhất, từ hạng 98"


class PhraseGrammar:
    """Cuts phrases. Compiled once from the table of cues."""

    def __init__(self, reference: Reference) -> None:
        cues = reference.cues
        of_time = r"(?! \d(?!\d? tháng))"  # ", 6 tháng đầu năm" begins anew, ", 5" is the next of a list
        goes_on = rf"(?! (?:{any_of(cues('comma_goes_on'))})(?!{_PROPOSED}| này(?![^\W_])))"
        pairs = "|".join(r"(?<={},) {}(?![^\W_])".format(*pair.split(", ")) for pair in cues("comma_pair"))
        comma = rf",(?!\d){of_time}{goes_on}(?!(?<=cơ quan,) đơn vị)(?!{pairs}){_NO_LEVEL}"
        self._noun_stop = re.compile(
            rf"{_END_BEHIND}|{comma}|{_ON_DAY}|{_NO_CUT}{_NO_COURSE}(?:{word_branches(cues('phrase_stop'))})"
        )
        listed = rf"{comma}(?:(?<=\d,)|(?! (?:các )?(?:{any_of(cues('listed_body'))})(?![^\W_])))"
        self._clause_stop = re.compile(
            rf"{_END_BEHIND}|{_NO_SAYING}{listed}|{_NO_CUT}{_NO_MOVE}(?:{word_branches(cues('clause_stop'))})"
        )
        self._comma = re.compile(comma)
        self._left_stop = re.compile(rf"{_END}|{comma}|{word_branches(cues('phrase_start'))}")
        predicate = whole_words([*cues("predicate_word"), *cues("manner")])
        self._trim = re.compile(rf"(?:[\s(:,\"<>≥≤-]|(?:{_NOT_DIGITAL}(?=số|giảm)|(?!số|giảm)){predicate})*$")
        trimmed = [*cues("predicate_word"), *cues("manner")]
        self._trimmed = frozenset(word for words in trimmed for word in words.split())
        self._opening = re.compile(rf"^(?:[\s,\"*•+-]|{whole_words(cues('opening_word'))}|{_RAISES}|{_TIME})+")
        followers = rf"(?: (?:{any_of(cues('copula_follower'))}))*"
        self._copula = re.compile(rf"{from_border(cues('copula'))}{followers}(?:(?<= là):)?[ ]*$")
        years = r"(?:(?<=\d và)|(?<=\d, và))(?= (?:năm )?(?:19|20)\d\d(?!\d))"  # "trong năm 2021 và 2022"
        conjunction = rf"{whole_words(cues('clause_conjunction'))}(?!{years})(?! (?:{any_of(cues('and_goes_on'))}))"
        self._subject_start = re.compile(rf"[;:()\n]|{comma}|{conjunction}")
        most = ("nhiều nhất với", "ít nhất với", "nhiều nhất là", "ít nhất là")
        hedges = any_of([*reference.words("hedges", side="before"), "được", "đối với", "cho", *_ALL, *most])
        acts = cues("act_verb")
        denied = [f"{no} {verb}" for no in ("chưa", "không") for verb in acts]
        self._region = frozenset(cues("region_word"))
        self._region_goes_with = self._region | frozenset(cues("beside_region"))
        self._verb = re.compile(
            rf"(?P<verb>{from_border([*acts, *denied])}(?:, (?:{any_of(acts)}))*"
            rf"(?:{_WORD_OF_DEED}{{0,4}}?| (?:cho|vào)(?: các)?{_WORD_OF_DEED}{{1,6}}?))(?: (?:{hedges}))*[ ]*$"
        )
        #: "hướng dẫn thực hiện thủ tục hành chính cho 570 lượt người"
        self._verb_for = re.compile(
            rf"{from_border(acts)}(?: (?!(?:và|với|có|mà|là|đạt|chiếm|tại|ở|của|cho) )[^\W\d_]+){{4,9}}"
            rf" (?:cho|đối với)(?: (?:{hedges}))*[ ]$"
        )
        #: "hướng dẫn người dân gửi đến nơi có quyền giải quyết 60 đơn": what was done, told from the clause's start on.
        self._far_verb = re.compile(
            rf"(?:^|.*,)(?:[ ]|(?:đã|đang|cũng) )*(?P<verb>(?:{any_of(acts)})"
            r"(?: (?!(?:và|với|mà|là|đạt|chiếm|tại|ở|của|còn|gồm|được|bị) )[^\W\d_]+){1,12})[ ]$"
        )
        #: "kết nối chính thức với 13 bộ": bodies that are counted by what is done with them.
        self._partners = re.compile(
            rf"(?P<deed>{from_border(cues('partner_deed'))}(?: (?!đã |được )[^\W\d_]+){{0,3}}?"
            rf"(?: (?:với|tới|đến|tại|cho))?)"
            rf"(?: (?:{hedges}|đơn vị|các|tổng số))*[ ]$"
        )
        self._office = re.compile(_name(reference))
        self._no_verb = re.compile(rf"{_LEVEL}|{_GOES_ON_TO}|{_name(reference)}")
        hedged = rf"(?: (?:{hedges}))*"
        self._turn = re.compile(rf"(?: đã| được| cũng)*[ ](?:{any_of([*cues('up'), *cues('down')])}){hedged}[ ]*$")
        self._of_number = re.compile(r"(?:tổng|tổng số|số|số lượng)[ ][^\W\d_]+[ ]|biên chế(?![^\W_])|thủ tục[ ]")
        self._measure = re.compile(rf"[ ]*(?:{any_of(cues('measure_noun'))})(?![^\W_])(?:/[^\W\d_]+(?: [^\W\d_]+)?)?")
        self._bare = re.compile(rf"[ ]*(?:{any_of([*cues('measure_noun'), *cues('bare_measure')])})(?![^\W_])")
        self._mean_of = re.compile(rf"(?:và |hay )?{whole_words(cues('mean'))}")
        self._extreme = re.compile(rf"[ ]*(?:{any_of([*cues('min'), *cues('max')])})[ ]*")
        self._anaphor = re.compile(rf"{whole_words(cues('anaphor'))}$")
        of_body = rf"(?: (?:của |tại )?(?:{any_of(cues('body_alone'))}))?"
        self._ranks_bodies = re.compile(
            rf"(?:bảng |danh sách )*xếp hạng (?:các |của )*(?:{any_of(cues('body_alone'))})(?![^\W_])"
            rf"|(?:một|hai|ba|bốn|năm|\d+|các|những|nhóm) (?:{any_of(cues('body_alone'))}) {_AT_ENDS}(?![^\W_])"
        )
        self._anaphor_alone = re.compile(rf"(?:(?:so với|với|có) )?(?:{any_of(cues('anaphor_alone'))}){of_body}")
        #: "các vùng còn lại có cùng giá trị trung bình"
        self._has_that = re.compile(
            rf"(?<!chưa)(?<!không)(?<!đã)[ ](?:có|với|đạt)(?: cùng| chung)? (?:{any_of(cues('anaphor_alone'))})$"
        )
        self._owns = re.compile(r"(?:còn|có|gồm)(?: (?:hơn|gần|khoảng|trên|tới))*[ ]*$")
        self._standing = re.compile(rf"{whole_words(cues('standing'))}|{whole_words(cues('standing_last'))}$")
        stands = [*cues("standing"), "là", "đạt tỷ", "đạt tỉ", "đạt mức"]  # "tỷ lệ … đạt tỷ lệ cao, trung bình đạt 99%"
        self._stands = re.compile(rf"[ ](?:{any_of(stands)})(?![^\W_])")
        self._body_alone = re.compile(rf"(?:(?:của|tại|ở|các|khối|riêng|còn) )*(?:{any_of(cues('body_alone'))})")
        self._no_noun = re.compile(rf"(?:{any_of(cues('no_noun'))})(?![^\W_])|{_TIME}")
        self._index = re.compile(whole_words(["chỉ số", *cues("index_name")]))
        indices = whole_words([*cues("share_noun"), *cues("index_name")])
        self._share = re.compile(indices)
        goes = rf",(?= (?:{any_of(cues('comma_goes_on'))}))"
        telling = any_of(["đạt", "xếp", "đứng", "là", "có", "còn", *cues("up"), *cues("down")])
        ranking = rf"(?:xếp hạng|đánh giá)(?= (?!{any_of(_NO_RANKING)})[^\W\d_])"
        self._ranked_in = re.compile(
            rf"{_AMONG}(?:{goes}|(?![ ](?:{telling})[ ])[^,.;:()\d\"])*?[ ](?:về|theo|trong|của)"
            rf"(?: (?:bảng|kết quả|bảng xếp hạng|xếp hạng|các))*[ ](?P<index>{indices}|{ranking})"
        )
        self._ranked_about = re.compile(
            rf"{_AMONG}(?:{goes}|(?![ ](?:{telling})[ ])[^,.;:()\d\"])*?[ ]về[ ]"
            rf"(?P<what>{_NO_FINISH}[^\W\d_]+ [^\W\d_]+)"
        )
        self._share_noun = re.compile(whole_words(cues("share_noun")))
        self._in_turn = re.compile(r"(?:^|[ ])[ ]*(?:tương ứng|lần lượt|tương ứng lần lượt|lần lượt tương ứng)[ ]*$")
        changes = any_of([*cues("up"), *cues("down")])
        adverbs = ["đã", "đang", "được", "chỉ", "cũng", "đều", "mới", "vẫn", "sẽ", "phải", "tiếp tục"]
        helps = any_of([*adverbs, *cues("manner")])
        self._ends_in_change = re.compile(rf"(?:[ ]{_NO_CUT}(?:{helps}|{changes}))+{_THAN_BEFORE}[ –-]*$")
        goes_on = rf"(?:,(?= (?:{any_of(cues('comma_goes_on'))})))?"
        index = whole_words([*cues("share_noun"), *cues("ranking_noun")])
        tell_alone = whole_words(cues("index_name"))
        self._named = re.compile(
            rf"{index}(?! thứ| hạng| vị trí| lần lượt)(?:{goes_on} [^\W\d_]+){{1,9}}|(?P<alone>{tell_alone})"
        )
        self._core_stop = re.compile(rf"[ ](?!{_OF_KIND}){whole_words(cues('core_stop'))}")
        verbs = any_of(cues("act_verb"))
        hedged = rf"(?: (?:{any_of(reference.words('hedges', side='before'))}))*"
        self._trailing_verb = re.compile(
            rf"(?<! được)(?<! bị)(?<!tỷ lệ)(?<!tỉ lệ),? (?:và |đồng thời )?(?:{verbs})(?:, (?:{verbs}))*{hedged}[ ]*$"
        )
        self._next_deed = re.compile(rf",(?P<deed>(?: (?:{verbs}),?)+{hedged}[ ]*)$")
        self._next_done = re.compile(rf"[ ](?:đã |được )*(?:{verbs})(?![^\W_])")
        self._only_done = re.compile(
            rf"[ ]*(?:(?:đã|mới|cũng|đang|được) )*(?P<done>(?:{verbs})(?:(?:,| và) (?:{verbs}))*)[ ]*"
        )
        self._leads_on = re.compile(rf"(?:(?:,| và|, và) (?:{verbs}))+{hedged} \d")  # ", thay thế 62%"
        self._quantity = re.compile(
            rf"^(?:(?!(?:{any_of(cues('no_quantity'))})(?![^\W_]))(?:{any_of(cues('quantity_word'))})[ ])+"
        )
        named = any_of([*cues("share_noun"), *(word for word in cues("quantity_word") if "số" in word.split())])
        self._counted = re.compile(rf"(?:\s|{whole_words(cues('opening_word'))})*(?:{named}|lượng)(?![^\W_])")
        self._label = re.compile(
            rf"(?:^|[.;,()\n])(?:[\s+*•-]|{whole_words(cues('opening_word'))})*"
            rf"(?P<label>(?:{named})(?![^\W_])[^:;.()\n]{{3,140}}):[ ]*$"
        )
        self._raised = re.compile(
            rf"(?:nâng|đưa) (?P<label>(?:tổng )?số (?:[^,;:.()]|{goes}){{3,120}}?)"
            r"(?: từ (?:đầu )?năm (?:19|20)\d\d đến nay)? lên[ ]*$"
        )
        self._empty_share = re.compile(
            rf"(?:{any_of([*cues('share_noun'), 'số điểm', 'điểm'])})(?: (?:{any_of(cues('comparing_word'))}))+"
            r"(?: (?:là|gồm|như|có|thuộc về)(?![^\W_]).*)?$"
        )
        self._short_label = re.compile(
            rf"(?:^|[,;()\n]){_MARK}(?:trong đó,? )?(?P<label>(?:(?:(?:đúng|trước) hạn|(?:khối|nhóm) [^\W\d_]+), )?"
            r"[^\W\d_]+(?: [^\W\d_]+){0,3}"
            r"|(?<=[;(] )[^\W\d_]+(?:(?: | - |&)[^\W\d_]+){1,8}|(?<=[(])[^\W\d_]+(?:(?: | - |&)[^\W\d_]+){1,8}):[ ]*$"
        )
        self._tail = re.compile(rf"[ ](?:{whole_words(cues('phrase_tail'))}|{_TIME})")
        self._time_unit = re.compile(rf"(?:{any_of(cues('time_unit'))})(?:/[^\W\d_]+)?(?![^\W_])")
        self._time_alone = re.compile(
            rf"[ ]*(?:{any_of(cues('time_unit'))})(?= (?:{any_of(cues('behind_time_unit'))})|$)"
        )
        self._part = re.compile(whole_words(cues("part")))
        self._reported = re.compile(rf"(?:{any_of(cues('report_of'))})")

    def subject(self, folded: str, left: Span) -> Span | None:
        """The subject of "số hồ sơ tiếp nhận là 14 triệu": the words before the copula, None where there is none."""
        words = folded[left.start : left.end]
        picked = _STANDS_OUT.match(words) if " nhất" in words else None
        if picked is not None:
            return Span(left.start + picked.start("what"), left.start + picked.end("what"))
        copula = self._copula.search(words)
        if copula is None:
            raised = self._raised.search(folded[left.start : left.end])
            if raised is not None:
                return Span(left.start + raised.start("label"), left.start + raised.end("label"))
            label = self._label.search(words) if _ends_in_colon(words) else None
            return Span(left.start + label.start("label"), left.start + label.end("label")) if label else None
        end, start = left.start + copula.start(), left.start
        compared = _COMPARED_TAIL.search(folded, start, end) if folded.endswith(", ", start, end) else None
        end = compared.start() if compared else end
        for stop in self._subject_start.finditer(folded, left.start, end):
            goes_on = self._goes_on(folded, start, stop) or _in_short_bracket(folded, stop.start())
            start = start if goes_on else stop.end()
        begins, opened = self._before_bracket(folded, left, start, end)
        if opened is not None:
            begins += self._opening_length(folded[begins:opened])
            return Span(self._narrow(folded, begins, opened)[0], end)
        start += self._opening_length(folded[start:end])
        start, end = self._narrow(folded, start, end)
        told = folded[start:end].strip()
        return Span(start, end) if told and not told.endswith(_STRIVES) else None

    def counted_again(self, folded: str, left: Span, behind: Span, previous_end: int) -> Span | None:
        """What the figure counts, told before it and named once more behind: "hồ sơ đến hạn giải quyết 120 hồ sơ". What
        follows the end of the number before is what that one counts."""
        noun = folded[behind.start : behind.end]
        if self._time_unit.fullmatch(noun):
            return None
        starts = [stop.end() for stop in self._subject_start.finditer(folded, left.start, left.end)]
        if left.start != previous_end:
            starts.insert(0, left.start)
        for start in reversed(starts):
            start += self._opening_length(folded[start : left.end])
            told = self._quantity.sub("", folded[start : left.end].lstrip())
            if told.startswith(f"{noun} "):
                end = left.start + self._trim_start(folded[left.start : left.end])
                turn = self._ends_in_change.search(folded[start:end])
                end = start + turn.start() if turn else end
                return Span(start, end) if len(folded[start:end].split()) > len(noun.split()) else None
        return None

    def _trim_start(self, words: str) -> int:
        """Where the words and marks begin that tell nothing at the end of a stretch; its length where none do.

        The pattern is tried from the last word on that none of them holds, and not from each letter of the stretch.
        """
        start = end = len(words)
        while end > 0:
            start = words.rfind(" ", 0, end) + 1
            word = words[start:end]
            if word not in self._trimmed and not self._trimmed.issuperset(word.translate(_WITHOUT_MARKS).split()):
                break
            end = start - 1
        match = self._trim.search(words, start)
        return match.start() if match else len(words)

    def changed(self, folded: str, left: Span, behind: Span) -> Span | None:
        """What changed by a bare measure, told before the word of change: "tổng biên chế công chức giảm 159 người"."""
        turn = self._turn.search(folded, left.start, left.end)
        if turn is None or not self._bare.fullmatch(folded, behind.start, behind.end):
            return None
        start = left.start
        for stop in self._subject_start.finditer(folded, left.start, turn.start()):
            start = stop.end()
        start += self._opening_length(folded[start : turn.start()])
        start, end = self._narrow(folded, start, turn.start())
        return Span(start, end) if self._of_number.match(folded, start, end) else None

    def _goes_on(self, folded: str, start: int, stop: re.Match[str]) -> bool:
        """ "Số hồ sơ thành lập mới và thay đổi qua mạng chiếm …": a subject that an "và" does not end, since what is
        behind begins none of its own, and "hồ sơ quá hạn nhưng chưa có kết quả là …"."""
        if self._done_too(folded, start, stop):
            return True
        if stop.group().strip() == "nhưng" and folded.startswith(_STILL_SAID, stop.end()):
            return bool(folded[start : stop.start()].strip())
        if stop.group().strip() != "và" or self._counted.match(folded, stop.end()):
            return False
        sums = start + len(folded[start : stop.start()]) - len(folded[start : stop.start()].lstrip())
        told = self._counted.match(folded, start) or self._share_noun.search(folded, start, stop.start())
        return told is not None or _SUM.match(folded, sums, stop.start()) is not None

    def _done_too(self, folded: str, start: int, stop: re.Match[str]) -> bool:
        """ "tỷ lệ thủ tục đã tích hợp, công khai trên cổng": two things done with what a share is of."""
        if stop.group() != "," or self._next_done.match(folded, stop.end()) is None:
            return False
        return self._share_noun.search(folded, start, stop.start()) is not None or (
            self._counted.match(folded, start) is not None and folded.find(" do ", start, stop.start()) >= 0
        )  # "số thẻ do công an tiếp nhận, in xong là 40"

    def _before_bracket(self, folded: str, left: Span, start: int, end: int) -> tuple[int, int | None]:
        """Where the subject begins that goes on behind a bracket, and where that opens, None where there is none:
        "Chỉ số chuyển đổi số (DTI) của Phú Thọ đạt …"."""
        if not folded[start:end].startswith(_OWNED) or folded[start - 1 : start] != ")":
            return start, None
        opened = folded.rfind("(", left.start, start)
        begins = left.start
        for stop in self._subject_start.finditer(folded, left.start, max(opened, left.start)):
            begins = begins if self._goes_on(folded, begins, stop) else stop.end()
        return (begins, opened) if opened >= 0 else (start, None)

    def _narrow(self, folded: str, start: int, end: int) -> tuple[int, int]:
        """Without who speaks and what leads up to the index: "… cho biết tỉ lệ trễ hạn", "đứng đầu với chỉ số"."""
        for stop in self._left_stop.finditer(folded, start, end):
            if self._cuts(folded, start, stop, end):
                start = stop.end()
        with_share = [m.end() for m in _WITH.finditer(folded, start, end) if self._named_after(folded, m.end(), end)]
        turn = self._in_turn.search(folded[start:end]) or self._ends_in_change.search(folded[start:end])
        start, end = (with_share[-1] if with_share else start), (start + turn.start() if turn else end)
        return start, self._before_pick(folded, start, end)

    def _cuts(self, folded: str, start: int, stop: re.Match[str], end: int) -> bool:
        """Whether what names a figure begins behind a stop."""
        if not folded[stop.end() : end].strip() or _in_short_bracket(folded, stop.start()):
            return False
        if stop.group().strip() == _THEN:
            return folded.find(_WHILE, start, stop.start()) >= 0 or self._counted.match(folded, stop.end()) is not None
        return not (self._says_share(folded, start, stop, end) or self._done_too(folded, start, stop))

    def _says_share(self, folded: str, start: int, stop: re.Match[str], end: int) -> bool:
        """Whether those who say so, or a quote, are what a share is of: "tỷ lệ người dân cho biết phải đi lại"."""
        if stop.group() == '"':
            return _RATE_OF.search(folded, start, stop.start()) is not None
        if not stop.group()[:1].isalpha() or not self._share_noun.search(folded, start, stop.start()):
            return False
        return self._share_noun.search(folded, stop.end(), end) is None

    def _before_pick(self, folded: str, start: int, end: int) -> int:
        """Where the name of an index ends behind which somebody in it is told: "chỉ số … là tỉnh A"."""
        index = next(
            (m for m in self._index.finditer(folded, start, end) if _UNNAMED.match(folded, m.end()) is None), None
        )
        picked = _PICKS.search(folded, index.end(), end) if index else None
        return picked.start() if picked else end

    def _named_after(self, folded: str, start: int, end: int) -> bool:
        """Whether an index, a share or "số …" in two words or more begins here: "Bộ A có số thủ tục nhiều nhất là"."""
        counted = self._counted.match(folded, start, end) or _SUM.match(folded, start, end)
        return self._share.match(folded, start, end) is not None or (
            counted is not None and len(folded[start:end].split()) > _SHARE_ALONE
        )

    def verb(self, folded: str, left: Span) -> str | None:
        """The verb that governs the figure: "thẩm định" in "Bộ đã thẩm định 114 dự thảo"."""
        words = folded[left.start : left.end]
        match = self._verb_in(words)
        if match is not None:
            return match["verb"].strip()
        label = self._short_label.search(words) if _ends_in_colon(words) else None
        return label["label"] if label and not self.is_anaphor(label["label"]) else None

    @lru_cache(maxsize=256)  # noqa: B019 - one grammar lives as long as its process
    def _verb_in(self, words: str) -> re.Match[str] | None:
        """The verb that ends the words, with what stands between; a name or a level that begins like one is none."""
        match = self._verb.search(words)
        while match is not None and (self._no_verb.match(words, match.start()) or _is_no_deed(match, words)):
            match = self._verb.search(words, match.start() + 1)
        if match is not None and any(m.start() < match.start() < m.end() for m in self._office.finditer(words)):
            return None  # "Sở Giáo dục và Đào tạo 40 người"
        return match

    def printed(self, original: str, folded: str, place: Place, subject: Span | None, behind: Span | None) -> Phrase:
        """The shortest stretch that says what is counted, as printed; empty where nothing does.

        The subject where the figure is its predicate; else the noun phrase `behind` the figure, with the verb before it
        where that tells what was done; else the words before the figure.
        """
        if subject is not None and behind is not None and self._share.match(folded, behind.start, behind.end):
            # "tỉnh đạt 86,57 điểm PAR INDEX": the index behind, unless the subject tells one
            subject = subject if self._share.search(folded, subject.start, subject.end) else None
        if subject is not None and behind is not None and place.is_count:
            deed = self.only_done(folded[subject.start : subject.end])
            if deed is not None:
                printed = _clean(original[subject.start : behind.end])
                return Phrase(printed, f"{deed} {self.core(folded[behind.start : behind.end])}")
        if subject is not None and _tells_alone(original[subject.start : subject.end].split()):
            return self._phrase(original, folded, subject)
        if behind is None:
            before = self._from_deed(folded, place, self.before(folded, place.left))
            before = _past_but(folded, before) if place.is_percent or place.is_rank else before
            return self._phrase(original, folded, before) if before else Phrase("", "")
        length = _LENGTH_OF.search(folded, place.left.start, place.left.end)
        changed = Span(length.start(), length.start("to")) if length else place.left
        before = self.before(folded, changed) if self._is_from_time(folded, place, behind) else None
        if before is not None:
            return self._phrase(original, folded, before)
        measured = self.measured(folded, place, behind)
        if measured is not None:
            return self._of_measured(original, folded, place, measured, behind)
        start = self._verb_start(folded, place, behind)
        start = self._label_start(original, folded, place) if start is None else start
        if start is None and (place.is_percent or place.counts_bodies):
            return self._with_deed(original, folded, place, behind, self._said_of(original, folded, place, behind))
        if start is None:
            return self._phrase(original, folded, behind)
        verb, noun = folded[start : place.start], folded[behind.start : behind.end]
        words = _WORD.findall(self._trim.sub("", verb))
        words = [*words, "xếp"] if words[-1:] == [_ARRANGES] else words  # "sắp xếp giảm 14 chi cục"
        return Phrase(_clean(original[start : behind.end]), " ".join([*words, self.core(noun)]))

    def _of_measured(self, original: str, folded: str, place: Place, measured: Span, behind: Span) -> Phrase:
        """What is counted before the figure, with the noun behind it that measures it."""
        if _FROM_OR_TO.search(folded, measured.end, place.start):  # "số mặt hàng giảm từ 2.300 mã"
            return self._phrase(original, folded, measured)
        told, noun = (folded[span.start : span.end] for span in (measured, behind))
        key = self.core(told) if len(told.split()) >= _SHORT else f"{told} {noun}"
        return Phrase(_clean(original[measured.start : behind.end]), key)

    def _from_deed(self, folded: str, place: Place, before: Span | None) -> Span | None:
        """The words before a percentage or an amount from the verb on that governs it, where a time stands before
        that: "đến năm 2025 tỉnh A sẽ tinh giản biên chế 6%"."""
        governed = before is not None and (place.is_percent or place.is_amount)
        verb = self._verb_in(folded[place.left.start : place.left.end]) if governed else None
        start = place.left.start + verb.start("verb") if verb is not None else 0
        if before is None or not before.start < start < before.end:
            return before
        timed = _HAS_TIME.search(folded, before.start, start) is not None
        return Span(start, before.end) if timed and not self._share.search(folded, before.start, start) else before

    def _with_deed(self, original: str, folded: str, place: Place, behind: Span, told: Phrase) -> Phrase:
        """What is told of a percentage with the verb before it in its key: "đã đơn giản hóa 71% thủ tục"."""
        done = self._verb.search(folded[place.left.start : place.left.end]) if place.is_percent else None
        if done is None or not folded.startswith(told.key, behind.start):
            return told
        if done["verb"].startswith(_LESSENS) or (done["verb"].startswith(_CUTS) and told.key.startswith(_AMOUNTS)):
            return told
        if OUT_OF_ALL.match(folded, place.end) and done["verb"].count(" ") >= _SHORT:
            deed = original[place.left.start + done.start("verb") : place.left.start + done.end("verb")]
            return Phrase(_clean(deed), f"{done['verb'].strip()} {told.key}")  # "giải quyết đúng hạn 91% trong tổng số"
        for_whom = original[place.left.start + done.start("verb") : behind.end]  # "cấp thẻ cho 100% công dân"
        return Phrase(_clean(for_whom) if _is_for(done) else told.text, f"{done['verb'].strip()} {told.key}")

    def _phrase(self, original: str, folded: str, span: Span) -> Phrase:
        words = folded[span.start : span.end]
        shown = _SHOWS.search(words) if " cho thấy " in words and self._index.match(words) else None
        if shown is not None:  # "PAR INDEX 2017 nhóm các tỉnh cho thấy sự bứt phá của …"
            return self._phrase(original, folded, Span(span.start, span.start + shown.start()))
        tail = self._tail.search(words)
        end = span.start + tail.start() if tail and len(words[: tail.start()].split()) > _SHORT else span.end
        told = _clean(original[span.start : end])
        timed = _END_OF_YEAR.search(words)
        words = words[: timed.start()] if timed and len(words[: timed.start()].split()) > 1 else words
        return Phrase(told, self.core(_clean(words))) if any(map(str.isalpha, told)) else Phrase("", "")

    def tells_less(self, original: str, folded: str, place: Place, subject: Span, behind: Span) -> bool:
        """Whether the noun behind tells what the subject does not: "Hà Nội chiếm 45% số hồ sơ", "cả nước còn 705 đơn vị
        cấp huyện"."""
        words = _clean(original[subject.start : subject.end]).split()
        if (
            place.is_count
            and len(words) <= _SHORT
            and self._standing.match(folded[subject.start : subject.end].lstrip())
        ):
            return True  # "Đứng thứ hai là 900 tờ khai luồng vàng"
        is_name = all(word[:1].isupper() or word in _JOINS for word in words)
        is_name = is_name or (place.is_percent and self.is_region(words))
        long = len(folded[behind.start : behind.end].split()) >= _TELLING
        if not place.is_percent and self._owns.search(folded, subject.end, place.start):
            told = folded[subject.start : subject.end].lstrip()
            if self._index.match(told):
                return True  # "Chỉ số A gồm 6 nội dung"
            if f" {folded[behind.start : behind.end]} " in told:
                return False  # "danh mục thủ tục đủ điều kiện gồm 60 thủ tục"
            counted = self._counted.match(told) or self._measure.match(folded, place.end)
            return counted is None and folded[behind.start : behind.end] not in _KINDS
        if is_name and place.is_percent:
            return long
        ends_whole = folded[subject.start : subject.end].rstrip().endswith(_WHOLES)
        return long and ends_whole and not self._quantity.match(folded[subject.start : subject.end].lstrip())

    def _said_of(self, original: str, folded: str, place: Place, behind: Span) -> Phrase:
        """Of a share the share noun before it, if one stands there; else its whole and all that is said of that."""
        before = self.before(folded, place.left) if place.is_percent else None
        if before is not None and self._share.match(folded, before.start) and self._is_long(folded, before):
            return self._phrase(original, folded, before)
        words = _clean(folded[behind.start : behind.end])
        return Phrase(_clean(original[behind.start : behind.end]), self._quantity.sub("", words))

    def _is_long(self, folded: str, span: Span) -> bool:
        return len(folded[span.start : span.end].split()) > _SHARE_ALONE

    @lru_cache(maxsize=4096)  # noqa: B019 - one grammar lives as long as its process
    def is_anaphor(self, phrase: str) -> bool:
        """Whether a folded phrase only points back: "tỉ lệ này", "số điểm", "thấp nhất"."""
        if phrase.startswith(
            (
                "so với ",
                "con số ",
                "xếp hạng cao hơn ",
                "xếp hạng thấp hơn ",
                "cao hơn ",
                "thấp hơn ",
                "nhiều hơn ",
                "ít hơn ",
                "kém ",
                "hơn ",
            )
        ) or f" {phrase}".endswith((" so", " so với")):
            return True
        timed = _TIME_TAIL.search(phrase)
        if timed is not None and timed.start() and self.is_anaphor(phrase[: timed.start()]):
            return True
        if self._empty_share.search(phrase) or _SHARE_TOLD.fullmatch(phrase) or _NTH_YEAR.fullmatch(phrase):
            return True
        if self._has_that.search(phrase) or phrase.startswith(_THAT) or self._ranks_bodies.match(phrase):
            return True
        alone = self._extreme.fullmatch(phrase) or self._anaphor_alone.fullmatch(phrase)
        # "người dân đã đăng ký và được hưởng tiện ích này" tells what is counted
        return alone is not None or (len(phrase.split()) <= _POINTS and self._anaphor.search(phrase) is not None)

    def is_region(self, words: list[str]) -> bool:
        """Whether printed words only name a region: "khu vực Đông Nam Bộ tiếp tục", "đồng bằng sông Cửu Long"."""
        names = [word for word in words if word[:1].isupper()]
        told = len(names) > 1 or (bool(names) and not self._region.isdisjoint(words))
        return told and all(word[:1].isupper() or word in self._region_goes_with for word in words)

    @lru_cache(maxsize=4096)  # noqa: B019 - as above
    def only_ranks(self, phrase: str) -> bool:
        """Whether a folded phrase tells who stands where, and no index or share of its own: "Bộ A tiếp tục dẫn đầu",
        "tỉnh đạt kết quả", "bộ"."""
        if self.tells_share(phrase):
            return False
        extreme = self._extreme.match(phrase, len(phrase) - len(_PLACED.sub("", phrase)))
        if extreme is not None and phrase.startswith(("là ", "thuộc về ", "với "), extreme.end()):
            return True
        return self._standing.search(phrase) is not None or self._body_alone.fullmatch(phrase) is not None

    def tells_place(self, words: str) -> bool:
        """Whether folded words tell who stands where in a ranking: "dẫn đầu", "xếp thứ"."""
        return self._standing.search(words) is not None

    @lru_cache(maxsize=4096)  # noqa: B019 - as above
    def counts_time(self, folded: str, position: int) -> bool:
        """Whether days, hours or the like follow the position."""
        return folded.startswith(" ", position) and self._time_unit.match(folded, position + 1) is not None

    def tells_share(self, phrase: str) -> bool:
        """Whether a folded phrase names its index or share: "chỉ số …", "tỷ lệ …"."""
        return self._share.search(phrase) is not None

    def last_named(self, passage: str, unit: str = "") -> str | None:
        """The last "chỉ số …", "tỷ lệ …" of a folded passage: what an anaphor points to. Marks and places are of no
        share."""
        matches = (
            m
            for m in self._named.finditer(passage)
            if not (m["alone"] and passage.endswith("(", 0, m.start())) and not passage.endswith("dứt ", 0, m.start())
        )  # "giải quyết dứt điểm số hồ sơ" tells no score
        found = [self._name_alone(match.group()) for match in matches]
        if unit == "points":
            found = [named for named in found if not named.startswith(_SHARES)]
        return next((named for named in reversed(found) if named and not self.is_anaphor(named)), None)

    def indices(self, folded: str) -> Iterator[Span]:
        """Where a folded text names an index: "chỉ số …", "PCI"."""
        for match in self._named.finditer(folded):
            named = self._name_alone(match.group())
            index = self._index.search(named)  # "xếp hạng chỉ số …" names one too
            if index is not None and not self.is_anaphor(named[index.start() :]):
                yield Span(match.start() + index.start(), match.start() + len(named))

    def _name_alone(self, words: str) -> str:
        """Without who stands where in it, and without the verb and the word of time that lead up to a figure: "chỉ số …
        năm" before "2023 đạt"."""
        stands = self._stands.search(words, _SHORTEST_NAME)
        return _CUT_TIME.sub("", self._trim.sub("", words[: stands.start()] if stands else words))

    def changes(self, words: str) -> bool:
        """Whether folded words open with a change, of which what is counted is the indicator: "giảm"."""
        return self._turn.match(f" {words.strip()}") is not None

    def only_done(self, words: str) -> str | None:
        """The verbs of folded words that tell nothing but what was done: "đã cập nhật"; None of others."""
        match = self._only_done.fullmatch(words)
        return match["done"] if match else None

    def counts(self, words: str) -> bool:
        """Whether folded words open with what is counted: "số hồ sơ …", "tỷ lệ …"."""
        return self._counted.match(words) is not None

    def first_named(self, folded: str, span: Span) -> Span | None:
        """Where the first "chỉ số …", "tỷ lệ …" of a stretch stands that points nowhere itself."""
        for match in self._named.finditer(folded, span.start, span.end):
            named = self._name_alone(match.group())
            if named and not self.is_anaphor(named):
                return Span(match.start(), match.start() + len(named))
        return None

    def named_behind(self, folded: str, right: Span) -> Span | None:
        """The "chỉ số …", "tỷ lệ …" behind "về" in a stretch of the text."""
        for match in self._named.finditer(folded, right.start, right.end):
            words = self._name_alone(match.group())
            if folded.endswith(_ABOUT_WHAT, right.start, match.start()) and not self.is_anaphor(words):
                return Span(match.start(), match.start() + len(words))
        return None

    @lru_cache(maxsize=4096)  # noqa: B019 - as above
    def core(self, phrase: str) -> str:
        """The folded phrase without words of quantity before and modifiers behind: what makes an open key."""
        words = self._quantity.sub("", _SHORT_GOES_ON.sub("", phrase) if "(" in phrase else phrase)
        least = _SHARE_TELLS if words.startswith(("tỷ lệ ", "tỉ lệ ")) else _CORE_TELLS
        stops = self._core_stop.finditer(words, min(len(words), 8))
        cores = (words[: stop.start()] for stop in stops if not words.startswith(_SAYS, stop.start()))
        return next((core for core in cores if len(core.split()) >= least), words)

    def _label_start(self, original: str, folded: str, place: Place) -> int | None:
        """Where the label of "(trực tuyến: 98.310 hồ sơ" begins; names, levels and "trong đó:" narrow nothing."""
        if place.is_percent or place.counts_bodies:
            return None
        words = folded[place.left.start : place.left.end]
        match = self._short_label.search(words) if _ends_in_colon(words) else None
        if match is None or self.is_anaphor(match["label"]) or self._part.search(match["label"]):
            return None
        start = place.left.start + match.start("label")
        is_name = original[start : start + 1].isupper() and not _OPENS.fullmatch(folded, place.left.start, start)
        return None if is_name else start

    def partners(self, folded: str, left: Span) -> Span | None:
        """The deed before a number that tells with whom it was done: "kết nối với" of "kết nối với 13 bộ"."""
        match = self._partners.search(folded, left.start, left.end)
        return Span(*match.span("deed")) if match is not None else None

    def _verb_start(self, folded: str, place: Place, behind: Span) -> int | None:
        words = len(folded[behind.start : behind.end].split())
        if place.is_percent or place.counts_bodies:
            return None
        match = self._verb_in(folded[place.left.start : place.left.end])
        if match is not None and place.is_count:
            named = _NAMED_NUMBER.search(folded[place.left.start : place.left.end])
            if named is not None and named.start("named") < match.start("verb"):
                return place.left.start + named.start("named")
        if match is not None and (words <= _SHORT or len(match["verb"].split()) <= _SHORT_VERB or _is_for(match)):
            return place.left.start + _past_first(folded, place.left, match)
        may_serve = match is None and folded.find(" cho ", place.left.start, place.left.end) >= 0
        may_serve = may_serve or (match is None and folded.find(" đối với ", place.left.start, place.left.end) >= 0)
        for_whom = self._verb_for.search(folded, place.left.start, place.left.end) if may_serve else None
        if for_whom is not None and place.is_count:
            return for_whom.start()
        head = _AT_PLACE.split(folded[behind.start : behind.end], 1)[0]  # "60 vụ tại Cục B" are cases
        if match is None and " " not in head and place.is_count:
            match = self._far_verb.match(folded[place.left.start : place.left.end])
            return place.left.start + match.start("verb") if match else None
        return None

    def measured(self, folded: str, place: Place, behind: Span) -> Span | None:
        """What is counted where the noun behind the figure only measures it: "biên chế sự nghiệp 15.200 người"."""
        if place.is_percent or place.counts_bodies:
            return None
        if not (self._measure.fullmatch(folded, place.end, behind.end) or self._reaches(folded, place, behind)):
            return None
        words = folded[place.left.start : place.left.end]
        verb = self._verb_in(words)
        if verb is not None and not words.endswith(_PASSIVE, 0, verb.start("verb")):
            return None
        is_listed = _LISTED.search(folded, place.left.start, place.left.end) is not None
        before = None if is_listed or self._mean_of.match(words.lstrip(" ,;")) else self.before(folded, place.left)
        return before if before and not _counts_before(folded, place.left, before) else None

    def _reaches(self, folded: str, place: Place, behind: Span) -> bool:
        """Whether what stands before a count of dealings reaches it: "thanh toán trực tuyến đạt 3.948 giao dịch"."""
        reached = folded.endswith(_REACHES, place.left.start, place.left.end)
        if not reached or not folded.startswith(_DEALINGS, behind.start):
            return False
        before = self.before(folded, place.left)
        told = folded[before.start : before.end] if before else ""
        return told.count(" ") >= _SHORT and _HAS_TIME.search(told) is None

    def noun_phrase(self, folded: str, place: Place) -> Span | None:
        """The noun phrase behind the figure; for shares and counted bodies the clause that is said of them."""
        right, start_of_noun = place.right, self._noun_start(folded, place)
        if start_of_noun is None:
            return None
        owns = folded.endswith(" của ", 0, place.start)  # "mức trung bình của 6 địa phương trên là …"
        whole = place.is_percent or (place.counts_bodies and not owns) or folded.startswith(_INDICES, right.start)
        stops = self._clause_stop if whole else self._noun_stop
        end = right.end
        if _CUT_AT_PREPOSITION.search(folded, right.start, right.end):
            following = _NEXT_COUNTED.search(folded, right.end, place.clause.end)
            end = following.start() if following else place.clause.end
        stop = stops.search(folded, start_of_noun, end)
        rest = _LEFT_OVER_NOUN.match(folded, start_of_noun, end) if not whole else None
        stop = self._clause_stop.search(folded, rest.end(), end) if rest else stop  # "14 vụ còn lại đang giải quyết"
        while stop is not None and (whole or _goes_on_behind(folded, stop.start(), end)):
            closed = _closes(folded, stop.start(), end)
            if not closed:
                break
            stop = stops.search(folded, closed, end)
        end = (_past_concerned(folded, stop.start()) if not whole else stop.start()) if stop else end
        people = _PEOPLE.match(folded, right.start, end) if not whole else None
        end = people.end("noun") if people else end
        leads_on = folded[end : end + 1].isdigit() or self._leads_on.match(folded, end, place.clause.end)
        trailing = self._trailing_verb.search(folded, right.start, end) if leads_on else None
        says_all = whole and trailing is not None and self.is_body_alone(folded[right.start : trailing.start()])
        is_noun = trailing is not None and not folded[right.start : trailing.start()].strip()  # "21 tổ chức, trả lại …"
        end = trailing.start() if trailing and not (says_all or is_noun) else end
        length = self._time_alone.match(folded, right.start, right.end) if not place.is_percent else None
        end = min(end, length.end()) if length else end
        next_counts = folded[end : end + 1].isdigit() or _WITH_NUMBER.match(folded, end)
        joint = _NEXT_LABEL.search(folded, start_of_noun, end) if next_counts else None
        joint = joint or (_NEXT_HEDGED.search(folded, start_of_noun, end) if _HEDGED.match(folded, end) else None)
        labelled = end if whole else _before_label(folded, start_of_noun, end, right.end)
        end = min(labelled, joint.start()) if joint else labelled
        tail = _LONG_TAIL.search(folded, start_of_noun, end) if not whole else None
        end = tail.start() if tail else end
        timed = _ENDS_IN_TIME.search(folded, start_of_noun, end) if whole else None
        end = timed.start() if timed else end
        words = list(_WORD.finditer(folded, start_of_noun, end))[:_MOST_WORDS]
        if not words or not folded[words[0].start()].isalpha():
            return None
        if self._opens_no_noun(folded, place, words[0].start()):
            return None
        if len(words) > 1 and folded.startswith("đối với ", words[-1].start()):
            words.pop()
        while len(words) > 1 and words[-1].group() in _NO_END and words[-2].group() not in _GO_WITH_END:
            last = words.pop().group()
            if len(words) > 1 and (words[-1].group(), last) in _NO_END_OF_TWO:
                words.pop()
        return Span(words[0].start(), words[-1].end())

    def _noun_start(self, folded: str, place: Place) -> int | None:
        """Where the noun behind the figure may begin, None where there is none."""
        right = place.right
        if place.is_rank:
            aside = folded.startswith(_ASIDE, right.start) or folded.startswith(_ASIDE, place.end)
            return None if aside else self._ranking_behind(folded, right)
        if _COMPARAND.match(folded, right.start) and _AS_MUCH.search(folded, place.left.start, place.end):
            return None  # "cao gấp 2,3 lần mức trung bình"
        is_rest = _REST.search(folded, max(0, place.start - _REST_REACH), place.start) is not None
        if place.is_percent and is_rest and folded.startswith(_IS, right.start):
            return right.start + len(_IS)  # "còn lại 7% là chi phí thời gian"
        note = _FOOTNOTE.match(folded, right.start, right.end)
        return note.end() if note else right.start

    def _opens_no_noun(self, folded: str, place: Place, position: int) -> bool:
        """Whether what begins at a position counts nothing: "thu hồi 61 tỷ đồng qua thanh tra", "của 5 đơn vị"."""
        if place.is_amount and folded.startswith(_NO_NOUN_OF_MONEY, position):
            return True
        of_group = place.is_percent and _FROM_GROUP.match(folded, position)
        return self._no_noun.match(folded, position) is not None and not of_group

    def is_body_alone(self, words: str) -> bool:
        """Whether nothing but a kind of body is named: "bộ đã" of "11 bộ đã cắt giảm 500 mặt hàng"."""
        return self._body_alone.fullmatch(_ENDS_EMPTY.sub("", words.strip())) is not None

    def _is_from_time(self, folded: str, place: Place, behind: Span) -> bool:
        """ "số giờ giao dịch giảm từ 335 giờ", "thời gian nộp thuế còn 120 giờ": a length of time from or to which
        something changed that stands before."""
        changes = folded.endswith(_FROM, place.left.start, place.left.end)
        if not (changes or _LENGTH_OF.search(folded, place.left.start, place.left.end)):
            return False
        return self._time_unit.fullmatch(folded, behind.start, behind.end) is not None

    def _ranking_behind(self, folded: str, right: Span) -> int | None:
        """Where the index or share begins that a rank is in, told behind it: "tăng 3 bậc PAR INDEX", "thứ 5/63 tỉnh,
        thành phố về chỉ số …"; None where nothing tells."""
        index = self._share.search(folded, right.start, min(right.end, right.start + _ABOUT))
        if index is not None and not _PARTS.search(folded, right.start, index.start()):
            return index.start()
        ranked = self._ranked_in.match(folded, right.start, right.end)
        if ranked is not None:
            return ranked.start("index")
        about = self._ranked_about.match(folded, right.start, right.end)
        return about.start("what") if about else None

    def without_predicate(self, folded: str, span: Span) -> Span:
        """A stretch without the verb that leads up to the number behind it: "PAR Index tăng" before "2,5%"."""
        return Span(span.start, span.start + self._trim_start(folded[span.start : span.end]))

    def before(self, folded: str, left: Span) -> Span | None:
        """The words right before a figure that name it, without what only leads up to it."""
        end = left.start + self._trim_start(folded[left.start : left.end])
        end = _before_note(folded, left.start, end)
        sum_alone = _SUM_ALONE.search(folded, left.start, end)  # "… để thanh toán chi phí, với số tiền"
        end = sum_alone.start() if sum_alone and folded[left.start : sum_alone.start()].strip() else end
        short_form = _SHORT_FORM.search(folded, left.start, end)
        end = short_form.start() if short_form else end
        start = left.start
        for stop in self._left_stop.finditer(folded, left.start, end):
            if self._cuts(folded, start, stop, end):
                start = stop.end()
        start = max(start, _past_counted(folded, left))
        start += self._opening_length(folded[start:end])
        sums = [m.end() for m in _WITH.finditer(folded, start, end) if _SUM.match(folded, m.end(), end)]
        start = sums[-1] if sums else start
        told = self._share_noun.search(folded, start, end)
        end = self._before_pick(folded, start, end)
        words = list(_WORD.finditer(folded, told.start() if told else start, end))
        if told is None and len(words) > _MOST_WORDS:
            told = _QUANTITY_OF.search(folded, start, end)
            words = list(_WORD.finditer(folded, told.start(), end)) if told else words
        words = words[:_MOST_WORDS] if told else words[-_MOST_WORDS:]
        if words and self._reported.fullmatch(folded, words[0].start(), words[-1].end()):
            return None
        return Span(words[0].start(), words[-1].end()) if words else None

    def beside(self, words: str) -> str:
        """What stands behind the last comma of the words before a figure; more where only a verb does: "dẫn đầu bảng
        chỉ số …, đạt"."""
        deed = self._next_deed.search(words)
        if deed is not None and self._trailing_verb.search(words[: deed.start()]) is None:
            return deed["deed"]
        commas = [match.end() for match in self._comma.finditer(words)]
        for start in reversed([0, *commas]):
            if self._trim.match(words, start) is None or not words[start:].strip(" ,"):
                return words[start:]
        return words

    def own_index(self, words: str) -> int:
        """Where the last "chỉ số …", "PCI …" of the words begins, 0 where there is none: what a score or a place behind
        them is of."""
        return max((match.start() for match in self._index.finditer(words)), default=0)

    def _opening_length(self, words: str) -> int:
        match = self._opening.match(words)
        return match.end() if match else 0


def _past_but(folded: str, span: Span | None) -> Span | None:
    """A stretch without the "còn" or "riêng" that only sets it against what was told before: "còn luồng đỏ 4,5%"."""
    opening = next((word for word in _BUT if span is not None and folded.startswith(word, span.start)), None)
    if span is None or opening is None or folded.startswith("còn lại", span.start):
        return span
    return Span(span.start + len(opening), span.end)


_COMPARAND = re.compile(r" (?:(?:so với|mức|mặt bằng|giá trị) )*(?:trung bình|bình quân|chung)(?![^\W_])")
_AS_MUCH = re.compile(r"(?:lần|bằng [^ ]+%)$")
_IS, _NO_NOUN_OF_MONEY = " là ", ("qua ", "của ")
_REACHES = (" đạt ", " đạt hơn ", " đạt trên ", " đạt gần ", " đạt khoảng ")
_DEALINGS = ("giao dịch", "lượt", "hồ sơ")
_LONG_TAIL = re.compile(  # "đơn thuộc thẩm quyền của cơ quan …", "cuộc thanh tra trách nhiệm việc thực hiện quy định …"
    r"(?<= thẩm quyền) của (?:các )?cơ quan hành chính | (?:về )?việc (?:thực hiện|chấp hành) "
)
_LEFT_OVER_NOUN = re.compile(r" [^\W\d_]+(?: [^\W\d_]+){0,2} còn lại(?= (?:đang|chưa|đã|được|không|chờ|tiếp tục)[ ])")
_REST = re.compile(r"(?<![^\W_])còn lại,? $")
_REST_REACH = len("còn lại, ")
_FROM_OR_TO = re.compile(r"(?<![^\W_])(?:tăng|giảm|từ|rút|lên|xuống|còn)(?![^\W_])")
_BUT = ("còn ", "riêng ")


class Indices:
    """The indices that a text names, looked for when a score or a place asks whose it is."""

    def __init__(self, grammar: PhraseGrammar, folded: str) -> None:
        self._grammar, self._folded = grammar, folded

    @cached_property
    def named(self) -> list[Span]:
        """Where "chỉ số …", "PCI" stand, in order."""
        return list(self._grammar.indices(self._folded))

    def nearest(self, place: int) -> Iterator[Span]:
        """Those before a place, the last first, and then those behind it."""
        behind = bisect_left(self.named, place, key=_START)
        yield from reversed(self.named[:behind])
        yield from self.named[behind:]


_START = attrgetter("start")
_NAMED_NUMBER = re.compile(  # "số thủ tục được giải quyết đúng hạn 320 hồ sơ"
    r"(?:^|[.,;:(\n]|trong đó)[ ]*"
    r"(?P<named>(?:tổng )?số (?:(?!(?:là|có|với|đã|gồm|đạt|trong|đơn vị) )[^\W\d_]+ ){3,10})$"
)
_FOR_WHOM = re.compile(r"(?<![^\W_])(?:cho|đối với)(?![^\W_])")
_AT_PLACE = re.compile(r"[ ](?:tại|ở)[ ]")
_HAS_TIME = re.compile(_TIME)
_TIME_TAIL = re.compile(rf"[ ]{_TIME}$")
_NTH_YEAR = re.compile(r"(?:đây )?(?:cũng )?(?:là )?(?:năm|lần|kỳ) thứ [^\s]+ liên (?:tiếp|tục)")  # "… tăng 5,4 điểm"
_SHARE_TOLD = re.compile(r"(?:tỷ|tỉ) lệ [\d.,]+[ ]?%?")  # "chiếm tỷ lệ 91,2%; xếp thứ 5" names nothing for the place
_STANDS_OUT = re.compile(  # "Chi phí không chính thức là chỉ số tăng mạnh nhất, từ"
    r"[\s*+•-]*(?:trong đó,? |riêng )?(?P<what>[^\W\d_][^,;:.()\d]{2,60}?) (?:tiếp tục )?là (?:một trong )?"
    r"(?:những |các )?(?:chỉ số|chỉ tiêu|tiêu chí|trục nội dung)(?: thành phần)?(?: [^\W\d_]+){0,6}? nhất(?![^\W_])"
)
_WORD_OF_DEED = r"(?: (?!(?:và|với|có|mà|là|đạt|chiếm|tại|ở|của|đã) )[^\W\d_]+)"
_THAN_BEFORE = r"(?: so với (?:năm |kỳ |lần |đợt )?(?:trước|ngoái)(?: đó| đây)?)?"  # "tiếp tục tăng so với năm trước"
OUT_OF_ALL = re.compile(  # between a part and its whole: "91% trong tổng số 31.000", "3 tỷ đồng trên tổng số tiền 5"
    r"[ ](?:trong|trên) (?:tổng(?: số)?|số)(?: tiền)?(?: là| hơn| gần| trên| khoảng)*[ ]"
)
_COMPARED_TAIL = re.compile(  # "tỷ lệ hài lòng cải thiện so với năm 2022, đạt 87%"
    r",?(?:(?: (?:đã|có|được))*[ ](?:cải thiện|tăng|giảm|nâng lên|chuyển biến|tiến bộ)(?: [^\W\d_]+){0,3})?,?"
    r"[ ]so(?: với)? (?:cùng kỳ(?: năm)?|năm|quý|tháng|kỳ|giai đoạn)[^,;:()]{0,24},[ ]$"
)
_CORE_TELLS, _SHARE_TELLS = 2, 5  # words that tell something: "vụ việc", "tỷ lệ hồ sơ trực tuyến"
_SHARE_ALONE = 2  # words of "tỷ lệ", which names nothing alone
_SHORT_FORM = re.compile(r"[ ]\([^\W\d][^\d();,]{1,14}\)$")  # "Cổng Dịch vụ công quốc gia (DVCQG) tăng"
_THAT = ("tỷ lệ này ", "tỉ lệ này ", "chỉ số này ", "con số này ", "kết quả này ", "số này ")
_THEN, _WHILE = "thì", "trong khi "
_STRIVES = ("phấn đấu", "quyết tâm", "nỗ lực", "hướng tới")  # end no subject: "các bộ phấn đấu đạt 100% nhiệm vụ"
_AFTER = ("sau ", "sau khi ")
_PASSIVE = (" được ", " bị ")  # "biên chế được giao 612 người"
_BY_OTHERS = re.compile(r"(?<![^\W_])do [^,;()\d]{1,60}$")  # "văn bản do địa phương ban hành, phát hiện 14 văn bản"
_LEFT_OVER = " còn "
_OF_NOUN = ("thời gian ", "thời hạn ", "tiến độ ", "tỷ lệ ", "tỉ lệ ", "chất lượng ", "toàn ", "quy ", "lộ ", "chương ")
_SAYS = (" cho biết", " cho rằng", " cho là")  # what those say of whom a share is told
_SHORTEST_NAME = 6  # characters of "tỷ lệ", "chỉ số"
_UNNAMED = re.compile(r"[ ](?:bị|được|có|tăng|giảm|thành phần)[ ]")  # "bốn chỉ số bị giảm bậc gồm …" tells none
_PICKS = re.compile(r"[ ](?:là|thuộc về|bao gồm|gồm)[ ]")  # "đứng đầu chỉ số … là tỉnh A, với"
_ABOUT_WHAT = (" về ", " theo ")
#: Begins what is too long to keep.
_QUANTITY_OF = re.compile(r"(?<![^\W_])(?:sự hài lòng|tổng số|số lượng|tổng|(?<!trong )số)[ ]")
_FROM = (" từ ", " từ mức ")
_FROM_GROUP = re.compile(r"từ (?:khu vực|các|phía|nhóm|khối)(?![^\W_])")  # "46% từ khu vực tư nhân"
_LENGTH_OF = re.compile(
    r"(?<![^\W_])(?:thời gian|thời hạn) [^.;,:()\d]{2,60}?"
    r"(?P<to>(?:(?: xuống)? còn(?: [^\W\d_]+){0,3}| chỉ(?: từ| mất| cần| khoảng)+) )$"
)
_PLACED = re.compile(r"^(?:(?:có )?(?:nơi|đơn vị|địa phương|tỉnh|huyện|bộ|sở) )")
_JOINS = frozenset({"và", "cùng", "tỉnh", "thành", "phố"})  # words in small letters inside of names
_KINDS = frozenset({"đơn vị", "đầu mối", "cơ quan", "tổ chức"})  # of bodies, whatever they are
_WHOLES = ("cả nước", "toàn quốc", "toàn tỉnh", "toàn ngành")
_AMOUNTS = ("thời gian", "thời hạn", "chi phí", "kinh phí", "số ", "mức ", "phí", "lệ phí", "thuế", "biên chế")
_LESSENS = ("giảm", "rút ngắn", "tiết kiệm")  # a percentage of which tells a change
_CUTS = "cắt giảm"  # a percentage of procedures or conditions that are cut is a share of them
_NOTES = (
    "không kể",
    "không gồm",
    "không bao gồm",
    "không tính",
    "chưa kể",
    "chưa tính",
    "chưa bao gồm",
    "bao gồm",
    "kể cả",
    "gồm cả",
)
_ALL = ("cho tổng số", "so với quy định")  # may stand between a verb and its number
_TELLING = 3  # words of a noun that tells what it counts
_UNCLOSED = re.compile(r" \([^)]*$")
_CUT = (" mỗi", " năm", " quý", " trong", " của", " vào", " từ", " kể từ", " tính đến", " giai đoạn")
_CUT_TIME = re.compile(rf"(?:{'|'.join(_CUT)})+$")
_LISTED = re.compile(
    r"(?:[,;(]|[ ]và(?=[ ]))[ ]*(?:(?:dưới|trên|hơn|gần|khoảng|và|đạt|là|chỉ|ít nhất|tối đa)[ ]*)*$"
)  # ", dưới 12 ngày" is the next of a list
_HEDGED = re.compile(r"[ ]?(?:(?:trên|hơn|gần|khoảng)[ ])+\d")
_NEXT_HEDGED = re.compile(r"[ ]và(?: [^\W\d_]+){4,10}[ ]?$")  # "90 em và tuyển vào các trường hơn 70 em"
_POINTS = 6  # words of a phrase of which a last "này" speaks
_NEXT_LABEL = re.compile(  # "30 thủ tục và cấp xã 20 thủ tục", "98% hài lòng, quận Bình Tân 96,4%"
    r"(?:[ ]và(?: [^\W\d_]+){1,5}"
    r"|[ ]và(?: [^\W\d_]+){2,10} (?:chỉ(?: từ| còn)?|từ|là|đạt|còn|mất|trên|hơn|gần|khoảng)"
    r"|, (?:quận|huyện|thị xã|phường|sở)(?: [^\W\d_]+){1,4})[ ]?$"
)
_WITH_NUMBER = re.compile(r"[ ]?với (?:hơn |gần |khoảng |trên )?\d")  # "30 cơ sở và ngành may với 20 cơ sở"
_AMONG = (  # "thứ 5/21 huyện, thành, thị của tỉnh về …"
    r"(?:[ ](?:huyện|quận|thành|thị|thành phố|thị xã|xã|phường|sở|ban|ngành)(?:(?:, | và |, và )"
    r"(?:huyện|quận|thành|thị|thành phố|thị xã|thị trấn|xã|phường|ban|ngành|đặc khu)(?![^\W_]))+)?"
)
_AT_ENDS = "(?:chót bảng|cuối bảng|đội sổ|dẫn đầu|đứng đầu|đầu bảng|xếp cuối|xếp chót|thấp nhất|cao nhất)"
_ABOUT = 24  # characters behind a rank in which the index that it is of is named
_PARTS = re.compile(r",|[ ]và[ ]")
_NO_END = frozenset(
    {
        "thuộc",
        "nhưng",
        "một",
        "với",
        "có",
        "đạt",
        "là",
        "và",
        "của",
        "đã",
        "xếp",
        "đứng",
        "thứ",
        "gần",
        "hơn",
        "khoảng",
        "phải",
        "cho",
        "mỗi",
        "trở",
        "bao",
        "nằm",
        "gồm",
        "dựa",
    }
)
_ARRANGES = "sắp"  # of "sắp xếp"
_GO_WITH_END = frozenset({_ARRANGES, "trực"})  # "đơn vị trực thuộc"
_NO_END_OF_TWO = frozenset({("hiện", "có"), ("đối", "với"), ("đạt", "trên"), ("đạt", "dưới")})
_NO_RANKING = (
    "của",
    "các",
    "trong",
    "này",
    "năm",
    "và",
    "với",
    "là",
    "đạt",
    "cả",
    "do",
    "từ",
)  # behind "bảng xếp hạng"
_SHARES = ("tỷ lệ ", "tỉ lệ ")
_PEOPLE = re.compile(r"(?P<noun> (?:người|lượt người)),")  # of "5.820 người, doanh nghiệp nhà nước 135 người"
_INDICES = (" chỉ số ", " tiêu chí ")  # counted by what is said of them: "6/10 chỉ số tăng bậc"
_ENDS_EMPTY = re.compile(r"(?: (?:đã|phải|cần|đang|được|sẽ|có))+$")
_WITH = re.compile(rf"{from_border(['với', 'có'])}[ ]+")
_CUT_AT_PREPOSITION = re.compile(rf"{from_border(['tại', 'ở', 'trong', 'của'])}[ ]$")

_SHORT_IN_BRACKETS = re.compile(r"\([^\W\d]{2,8}\)[ ][^\W\d]")
_SUM_ALONE = re.compile(r",? (?:với |tạm tính |ước tính |tương đương |trị giá )+(?:tổng )?số tiền(?: là)?$")
_SUM = re.compile(  # "tổng vốn đăng ký", "số tiền xử phạt"; not "tổng cục"
    r"số tiền (?:xử phạt|phạt|hỗ trợ|chi trả)(?![^\W_])"
    r"|tổng (?!(?:cục|công|hợp|kết|giám|thanh|bí|liên|thống|quan|điều|rà|đài|tuyển|duyệt|thể|lực|bộ)(?![^\W_]))[^\W\d_]"
)
_FOOTNOTE = re.compile(r"\[\d{1,2}\](?=[ ])")  # "17.807[2] quy định"
_BEGINS_ANEW = (  # words that tell something else than more of the noun before a bracket
    "và|với|còn|trong|tại|ở|so|tăng|giảm|của|nhưng|để|do|theo|thì|là|đạt|chiếm|gồm|trên|dưới|cho|từ|đến|khi"
    "|về|bằng|hơn|trở|thuộc|năm|như|tương|cao|thấp|xếp|mà|nên|vì|sau|trước|vào|qua|hoặc|cùng|nhiều|ít"
)
_MORE_OF_NOUN = rf"(?= (?!(?:{_BEGINS_ANEW})(?![^\W_]))[^\W\d_])"
#: "2.945 thủ tục (44%) cung cấp trực tuyến": a share between what is counted and what is said of it.
SHARE_INSIDE = re.compile(
    r"\((?:(?:chiếm|đạt|tỷ lệ|tỉ lệ|tương đương|tương ứng|bằng"
    r"|khoảng|gần|hơn|trên|dưới|tới|xấp xỉ|ít nhất|tối thiểu) ){0,3}\d[\d.,]*[ ]?%\)" + _MORE_OF_NOUN
)
_SHORT_GOES_ON = re.compile(
    r"\([^\W\d]{2,8}\)(?! (?:đã|đang|sẽ|có|bị|phải) )" + _MORE_OF_NOUN
)  # "hợp tác xã (HTX) mới"
#: "hồ sơ công việc (không bao gồm hồ sơ mật) cấp tỉnh đạt …": a note behind which the noun goes on.
_NOTE_INSIDE = re.compile(rf"\((?:{'|'.join(_NOTES)}) [^()\d,;]{{1,90}}\)[ ][^\W\d_]")
_LONGEST_NOTE = 110  # characters of such a note
_SHORT_BRACKET = 40  # characters of a bracket that only explains
_NEXT_COUNTED = re.compile(r"(?:,| và)[ ]\d")  # "… tại 73 dự thảo và 1.025 phương án" ends before its third figure


def _past_counted(folded: str, left: Span) -> int:
    """Where words before a bracket begin behind what the figure before counts: "6 địa phương là cấp hộ tịch (65%"."""
    if not (folded[left.start - 1 : left.start].isdigit() and folded.endswith("(", 0, left.end)):
        return left.start
    picked = folded.rfind(" là ", left.start, left.end)
    return picked + len(" là ") if picked >= 0 else left.start


def _past_concerned(folded: str, stop: int) -> int:
    """Where a noun ends that "đối với" would end: with the thing that it concerns, not with whom."""
    concerned = _CONCERNED.match(folded, stop) if folded.endswith((" đối", " đối "), 0, stop) else None
    return concerned.end() if concerned else stop


#: "quy chuẩn đối với phế liệu nhập khẩu" tells which; "hồ sơ đối với người chỉ thường trú" only for whom.
_CONCERNED = re.compile(
    r"[ ]?với(?: (?!(?:người|các|những|cá nhân|tổ chức|doanh nghiệp|công dân|sự|là|có|đã|được|và)[ ])[^\W\d_]+){2,4}"
)


def _past_first(folded: str, left: Span, match: re.Match[str]) -> int:
    """Where a verb in `left` begins, past a first one that is what the figure before counts: "21 tổ chức, trả lại quyền
    lợi cho 35 cá nhân"."""
    first, comma, _ = match["verb"].partition(", ")
    is_counted = comma and match.start("verb") == 1 and folded[left.start - 1 : left.start].isdigit()
    return match.start("verb") + (len(first) + len(comma) if is_counted else 0)


def _before_label(folded: str, start: int, end: int, following: int) -> int:
    """Where a noun ends behind whose comma the label of the figure at `following` stands: "112 đơn, tố cáo 14 đơn"."""
    comma = folded.find(",", start, end)
    number = _PRINTED.match(folded, following) if comma > start else None
    if number is None:
        return end
    noun = folded[start:comma].strip()
    after = number.end() + len(noun)
    again = folded.startswith(noun, number.end()) and noun.count(" ") < _SHORT
    if not again or folded[after : after + 1].isalnum():
        return end
    label_end = following - 2 if folded.startswith(": ", following - 2) else following - 1
    return comma if NEXT_LABEL.fullmatch(f"{folded[comma:label_end]} ") else end


_NO_LABEL = (  # words that no label of a list holds
    r"(?:và|còn|có|đã|là|trong|với|được|đạt|tăng|giảm|của|từ|cả|riêng|cũng|mới|hiện|chỉ|các|những|chiếm|toàn|tổng|qua"
    r"|tại|theo|gồm|bao|gần|hơn|khoảng|dưới|nêu|trên|thuộc|phải|đều|cho|về|ở|do|để|tiếp nhận|giải quyết|xử lý"
    r"|hoàn thành)[ ]"
)
LABEL = rf"(?P<label>(?!{_NO_LABEL})[^\W\d_]+(?:(?:,| và)? (?!{_NO_LABEL})[^\W\d_]+){{0,6}}) "
#: Between two figures of a list that count the same: ", tố cáo ", "; kiến nghị, phản ánh ".
NEXT_LABEL = re.compile(rf"(?:,|;| và|, và|; và)[ ](?:còn )?{LABEL}")
_PRINTED = re.compile(r"\d[\d.,/]* ")


def _closes(folded: str, opened: int, end: int) -> int:
    """Where a short bracket ends behind which the clause goes on, 0 where there is none: "các xã (cấp 4) đã …"."""
    closed = folded.find(")", opened, min(end, opened + _SHORT_BRACKET)) if folded[opened] == "(" else -1
    goes_on = closed > 0 and folded[closed + 1 : closed + 2] == " " and folded[closed + 2 : closed + 3].isalpha()
    return closed + 1 if goes_on else 0


def _goes_on_behind(folded: str, opened: int, end: int) -> bool:
    """Whether a noun goes on behind a share, or a short form of itself, in brackets: "doanh nghiệp (DN) mới"."""
    return SHARE_INSIDE.match(folded, opened, end) is not None or _SHORT_GOES_ON.match(folded, opened, end) is not None


def _in_short_bracket(folded: str, place: int) -> bool:
    """Whether a bracket opens or closes at a place that holds a short form of what stands before: "thủ tục hành chính
    (TTHC) đưa vào tiếp nhận"."""
    if folded[place] not in "()":
        return False
    opened = place if folded[place] == "(" else folded.rfind("(", max(0, place - _LONGEST_NOTE), place)
    if opened < 0:
        return False
    return _SHORT_IN_BRACKETS.match(folded, opened) is not None or _NOTE_INSIDE.match(folded, opened) is not None


def _before_note(folded: str, start: int, end: int) -> int:
    """Where a stretch ends before brackets that only explain: "thu từ đất (không kể phí)"."""
    if not folded.endswith(")", start, end):
        return end
    opened = folded.rfind(" (", start, end)
    explains = opened > start and folded.startswith(_NOTES, opened + 2)
    return opened if explains and not any(map(str.isdigit, folded[opened:end])) else end


def _tells_alone(words: list[str]) -> bool:
    """Whether a subject tells what is counted: two words or a short form in capitals ("BHTN là 2 triệu người")."""
    return len(words) > 1 or (len(words) == 1 and words[0].isupper() and len(words[0]) > _SHORT)


def _counts_before(folded: str, left: Span, words: Span) -> bool:
    """Whether words are what the number right before them counts: "người" of "tiếp 40 người với 12 vụ việc"."""
    opens = not folded[left.start : words.start].strip() and len(folded[words.start : words.end].split()) <= _SHORT
    return opens and folded[left.start - 1 : left.start].isdecimal()


def _is_no_deed(match: re.Match[str], words: str) -> bool:
    """Whether a verb is part of a noun, tells when something was so or how long it takes, and not what was done to what
    is counted: "toàn trình", "sau sắp xếp còn 14 sở", "thời gian giải quyết của 120 thủ tục"."""
    is_past = words.endswith(_AFTER, 0, match.start("verb")) and _LEFT_OVER in f"{words[match.start('verb') :]} "
    by_others = "," in match["verb"] and _BY_OTHERS.search(words, 0, match.start("verb")) is not None
    return is_past or by_others or words.endswith(_OF_NOUN, 0, match.start("verb"))


def _is_for(match: re.Match[str]) -> bool:
    """Whether those who are counted are for whom something was done: "cấp thẻ cho hơn 400 công dân"."""
    return _FOR_WHOM.search(match.string, match.end("verb")) is not None


def _ends_in_colon(words: str) -> bool:
    return words.rstrip().endswith(":")


def _name(reference: Reference) -> str:
    """A pattern of bodies' names behind what they are: "Bộ Xây dựng", "Sở Giao thông vận tải"."""
    rows = (row for row in reference.tables["agencies"] if row["agency_key"].startswith("vn.min."))
    names = {fold(row["name_vi"]).removeprefix("bộ ") for row in rows} | set(reference.cues("department_name"))
    return rf"(?:(?<=bộ )|(?<=sở )|(?<=ngành ))(?:{any_of(names)})(?![^\W_])"


def _clean(phrase: str) -> str:
    """One line without marks at its ends, and without a word of time whose number is cut off."""
    cleaned = " ".join(phrase.split()).strip(" ,;:-/\"'()…<>≥≤")
    if "(" in cleaned:
        cleaned = _UNCLOSED.sub("", cleaned)
    return _CUT_TIME.sub("", cleaned) if cleaned.endswith(_CUT) else cleaned
