"""What part a figure plays: level or change, up or down, fact or target, value or mean.

Here: the words beside a figure that tell these apart. Not here: the words (seed table `cues.csv`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from orchestration.extraction.bounds import Hedge
from orchestration.extraction.numbers import Number
from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, from_border, whole_words


@record(frozen=True, slots=True)
class Role:
    """`role` is level, change or change_rate; `direction` up, down or None; `cue` the word that decided; `what` the
    words between it and the figure where they name what changed ("rút ngắn thời gian thông quan 3 giờ")."""

    role: str = "level"
    direction: str | None = None
    cue: str | None = None
    comparison_kind: str | None = None
    what: str | None = None


@record(frozen=True, slots=True)
class Previous:
    """The figure before in the sentence, as far as the role of the next one depends on it. `is_alone`: no level stands
    before the change; `is_parallel`: only another body's name stands between it and the next figure."""

    unit: str
    role: str
    end: int
    direction: str | None = None
    is_alone: bool = False
    is_parallel: bool = False
    value: Decimal = Decimal(0)
    whole: Decimal | None = None  # the level that it changed


_PLACES = "bậc"  # counts places risen or fallen, whatever stands before
AS_RATE = "tương ứng"  # the cue of a rate that tells the change before once more
MEAN_OF = "mean"  # the cue of a mean with which the level before is compared
MULTIPLE = "bằng"  # the cue of a rate that tells the whole beside an earlier one: "bằng 105% cùng kỳ"
LISTED = "listed"  # the cue of a change that goes on a list: "giảm 4 tổng cục, 10 vụ"
_WORD = r"[^\s\d.;:,()]+"
_OR_MORE = re.compile(r"[^,;.()]{0,24} trở lên")
_AS_RATE = re.compile(
    r"(?P<between>[^;()]{0,60}?)[,(][ ]*(?:tương ứng|tương đương|tức(?: là)?|(?P<reached>đạt )?(?:tỷ lệ|tỉ lệ)|bằng"
    r"|(?:đạt|với)(?: tỷ lệ| tỉ lệ| mức)? (?:tăng|giảm)|(?P<alone>đạt|hay))"
    r"(?: với| tỷ lệ| tỉ lệ| mức| giảm| tăng| khoảng| gần| hơn| trên| xấp xỉ)*[ ]*"
)
_CHANGED_ITSELF = re.compile(r"[ ]*[(,][ ]*(?:tăng|giảm)(?![^\W_])")
_COUNTED_CHANGE = re.compile(  # "giảm 11,67%, tương ứng với gần 236.400 người"
    r"[^;()\d]{0,40}?[,(][ ]*(?:tương ứng|tương đương|tức(?: là)?|hay)"
    r"(?: với| giảm| tăng| khoảng| gần| hơn| trên| xấp xỉ)*[ ]*"
)
_ASPECT = re.compile(r" về (?:số|lượng|giá trị|trị giá|doanh số|kim ngạch|việc|tiền)(?![^\W_])")
_LEAST_ORDERED = re.compile(  # "Cắt giảm tối thiểu 30% thủ tục"
    r"[\s+*•-]*(?:(?:phải|cần) )?(?:cắt giảm|giảm|cắt|rút ngắn|hoàn thành|nâng|đạt|bảo đảm|đảm bảo|tăng|bố trí|dành)"
    r"(?: [^\W\d_]+){0,6} (?:tối thiểu|tối đa|ít nhất) "
)
_EQUALS = re.compile(r"(?<![^\W_])(?P<word>bằng|đạt)(?: (?:hơn|gần|trên|khoảng|xấp xỉ|tới))*[ ]$")
_EARLIER = r"(?:cùng kỳ|cùng thời điểm|(?:năm|quý|tháng|kỳ) trước|năm ngoái|năm 20\d\d)(?![^\W_])"
_OF_EARLIER = re.compile(rf"[ ](?:so với |so |của |với )?(?:{_EARLIER})(?! (?:trở|đề ra|giao))")
_OF_SAME_EARLIER = re.compile(rf"[ ](?:tổng )?(?:số|lượng) [^,.;:()\d]{{3,60}} (?:{_EARLIER})")
_OF_MEAN = re.compile(
    r" (?:(?:so với|mức|mặt bằng|giá trị) )+(?:trung bình|bình quân|chung)(?![^\W_])"
)  # of all others
_AND_GROWS = re.compile(r"[ ](?:dự toán|kế hoạch)(?: [^\W\d_]+){0,5}(?:,| và|, và) (?:tăng|giảm)(?![^\W_])")
_RATE_NOUN = re.compile(r"(?:tỷ lệ|tỉ lệ|tốc độ|mức) (?:tăng|giảm)(?! (?:trưởng|nghèo|giá))(?![^\W_])")
_GROWTH_NOUN = re.compile(r"(?:tốc độ|mức|tỷ lệ) tăng trưởng(?![^\W_])")
_GROWTH_TOLD = re.compile(  # "duy trì tốc độ tăng trưởng cao từ 45%-55%"
    r"(?<![^\W_])(?:tốc độ|mức) tăng trưởng(?: [^\W\d_]+){0,2},?(?: (?:từ|khoảng|trên|hơn|gần))+ $"
)
_RATE_TOLD = re.compile(r"[^;.\d]{0,60}$")
_BESIDE = 60  # characters before a figure in which "bình quân" speaks of it
_CLOSED_BRACKET = re.compile(r"\([^()]*\)")
_FUTURE = frozenset({"dự kiến", "sẽ"})
_ASKING = ("hồ sơ ", "đơn ", "phiếu ")  # "hồ sơ yêu cầu giải quyết" asks for something
_QUOTA = frozenset({"chỉ tiêu"})
_SOME = ("nhiều ", "một số ")  # "nhiều chỉ tiêu còn thấp" speaks of what came of them
_REACHED = re.compile(  # "chỉ tiêu số hóa hồ sơ đạt 100%" tells what came of it
    r"(?:(?! (?:phải|giao|được giao|đề ra|đặt ra|đến năm|năm 20\d\d)(?![^\W_])) [^\s.;:,()\d]+,?){1,14} \(?đạt "
    r"(?:(?:hơn|trên|gần|tới) )*"
)
_NO_RATE = re.compile(
    r"(?<![^\W_])(?:so|cùng kỳ|kế hoạch|dự toán|đạt|chiếm|đúng hạn|trước hạn|quá hạn|trễ hạn|đúng hẹn|hài lòng|được)"
    r"(?![^\W_])"
)
_STANDS = re.compile(r", [^;.]*(?<![^\W_])(?:xếp|đứng)(?![^\W_])")  # "về chỉ tiêu hạ tầng, tỉnh xếp thứ 9" is a fact
_FULFILLED = re.compile(  # "đã cơ bản hoàn thành chỉ tiêu"
    r"(?<![^\W_])(?:đã|vừa|cơ bản|về đích)(?: [^\W\d_]+){0,2} (?:hoàn thành|đạt|vượt)(?: các| xong)? $"
)
_OF_OTHER_TIME = re.compile(r"\([ ]*(?:cùng kỳ|năm|quý|tháng)(?![^\W_])")  # "(năm 2014 đạt 77%)" is a level
_SET = re.compile(r"(?<![^\W_])(?:giao|đặt|đề ra|đưa ra|ban hành|thực hiện|hoàn thành)(?: các)? $")
_NUMBER_BEFORE = re.compile(r"\d%?(?: (?:nhóm|số|loại))? $")
_NEAR = 12  # characters of "1.250 nhóm " before "chỉ tiêu"
_ASKED_BEHIND = re.compile(  # "vượt mức 50% mà Chính phủ giao"
    r" (?:mà|do|được) (?:[^\W\d_]+ ){1,6}(?:giao|đề ra|đặt ra|yêu cầu)(?![^\W_])"
)
_RISES = re.compile(r"(?<![^\W_])(?:tăng|giảm|nâng)(?: (?:thêm|từ|ít nhất|tối thiểu))* $")
_AT_LEAST_SO = re.compile(r"[ ]?(?:bậc|điểm|%|hạng)? ?trở lên(?![^\W_])")
_WILL_BE = re.compile(r"[ ](?:(?!đã |đang )[^\W\d_]+ ){1,7}sẽ (?:được|bị|có|phải|tiếp tục|đi vào|hoàn thành)[ ]")
_UNIT = r"(?:bộ|sở|cục|vụ|ban|ngành|đơn vị|địa phương|cơ quan|tỉnh|thành phố|huyện|xã|phòng)"
_ORDERED = re.compile(  # "giao Bộ A hoàn thành 15 nghị định": names are written "_"
    rf"(?<![^\W_])(?:giao|yêu cầu|đề nghị|phân công) (?:cho )?(?:ubnd )?(?:_+|các {_UNIT}(?:(?:,| và) {_UNIT})*)"
    r"(?: (?!đã|vừa|mới|có)[^\W\d_]+){1,8} $"
)
_MUST_AT_LEAST = re.compile(  # "các sở phải đối thoại với người dân ít nhất 2 lần"
    r"(?<![^\W_])(?:phải|cần) (?:(?!đã )[^\W\d_]+ ){1,12}(?:ít nhất|tối thiểu|tối đa|không quá|không dưới) $"
)
_MUST_BE = re.compile(r"phải (?:được|đạt|hoàn thành|cắt giảm|thực hiện|bảo đảm|đảm bảo|có|giảm|nâng|tăng)(?![^\W_])")
_THEN = re.compile(r"(?<![^\W_])thì(?![^\W_])")
_GAP_TO = re.compile(  # "đạt 95,26%, cao hơn tỷ lệ chung của tỉnh năm 2018 là 4,11%"
    r"(?:(?P<more>cao|nhiều|lớn)|thấp|ít|nhỏ) hơn(?: (?:so )?với)? [^;.()]{3,90} là $"
)
_GAP_TO_EARLIER = re.compile(  # "tỷ lệ đúng hạn cao hơn năm 2018 là 2,4%"
    r"(?:(?P<more>cao|nhiều|lớn)|thấp|ít|nhỏ) hơn(?: so)?(?: với)? (?:cùng kỳ|năm|quý|tháng)[^,;.()]{0,30} là $"
)
GAP_BETWEEN = re.compile(r"[\s•+-]*(?:mức )?(?:khoảng cách|chênh lệch|độ chênh)[^.;\d]{0,30}? giữa ")
_MUCH_LESS = 3  # times that a difference is less than what differs
_PLAN_BEHIND = 40  # characters in which "so với kế hoạch" follows
_REACHED_INSIDE = re.compile(r"\((?:đã |mới |chỉ |hiện )*đạt[^()]*$")  # "hoàn thành mục tiêu (đạt trên 85%)"
_NAMES_WHAT = 2  # words between cue and figure that name what changed
_COMPARES = frozenset({"cao hơn", "thấp hơn", "nhiều hơn", "ít hơn", "lớn hơn"})
_LEVEL_OF = ("mức", " của", "tỷ lệ", "tỉ lệ", "con số")  # "cao hơn tỷ lệ 44% của năm 2015"
_SHORT_GAP = frozenset({"tăng", "gấp", "vượt", "tăng thêm", "nâng", "cải thiện"})
_COMPARED = (
    ("same_period", re.compile(r"cùng kỳ|cùng thời điểm|cùng giai đoạn")),
    ("plan", re.compile(r"so với (?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)|(?:chỉ tiêu|kế hoạch|mục tiêu)")),
    ("mean", re.compile(r"(?:mức )?(?:trung bình|bình quân)(?: chung)?")),
    (
        "previous_period",
        re.compile(r"so với (?:năm|tháng|quý|kỳ|lần) (?:trước|ngoái|liền trước)|(?:năm|tháng|quý|kỳ) trước"),
    ),
    ("base", re.compile(r"so với (?:cuối |đầu )?(?:năm )?(?:19|20)\d\d|so với đầu năm")),
)
_HALF = 50  # percent: by how much no plan is passed; "vượt mục tiêu đề ra 98%" tells the plan
_PLAN_GIVEN = re.compile(
    r"(?:chỉ tiêu|kế hoạch|dự toán|mục tiêu)"
    r"(?: (?:được|đã|do|thành phố|tỉnh|huyện|trung ương|hđnd|ubnd|cấp trên|bộ|năm))* (?:giao|đề ra|đặt ra)(?: là)?"
)
_OVER_RULE = re.compile(  # "vượt 1 người so với quy định"
    r"[^.;,()\d]{0,24}?(?<![^\W_])so với (?:quy định|định mức|hạn mức|luật|yêu cầu|số được giao|biên chế)(?![^\W_])"
)
_CUT = "cắt giảm được"
_OF_PLANS = frozenset({"vượt", "còn thiếu"})
_TIME_OR_COST = "thời gian|thời hạn|chi phí|kinh phí"  # of which less is a change
_LESS_OF = re.compile(
    rf"[ ](?:(?:về )?(?:{_TIME_OR_COST})|ngày|giờ|phút|tháng|năm|tỷ đồng|triệu đồng|biên chế|người)"
    r"(?![^\W_])"
)
#: "cắt giảm ít nhất 30% thời gian giải quyết" is so much less, "cắt giảm 30% điều kiện" so many of them.
_CUTS_BY = re.compile(r"(?<![^\W_])(?:cắt giảm|cắt)(?: (?:ít nhất|tối thiểu|trên|hơn|khoảng|từ|được|thêm|gần))* $")
_LESS_TIME = re.compile(rf"[ ](?:về )?(?:(?:tổng|số|mức) )?(?:{_TIME_OR_COST})(?![^\W_])")
_CUT_ITSELF = re.compile(r"[ ](?:số )?(?:điều kiện|thủ tục|tthc|quy định|giấy phép|giấy tờ|đầu mối)(?![^\W_])")
_CHANGES_NEXT = re.compile(r"[^\d;.]{1,60}, (?:tăng|giảm) ")
#: "đạt 97% mục tiêu đề ra là cắt giảm 50%": what follows is the plan itself.
_IS_SET_TO = re.compile(r"(?: (?:đề ra|đặt ra|được giao|ban đầu))* là ")

_ACCOUNT = re.compile(
    r"(?<![^\W_])(?:tình hình|kết quả|đánh giá)(?: (?!và)[^\W\d_]+){0,3} (?:thực hiện|triển khai|hoàn thành)"
    r"(?: các| những| một số)? $"
)
_BUDGETED = re.compile(
    r"[ ]+(?:thu|chi)(?: (?:ngân sách|nsnn|thường xuyên|đầu tư|cho|về|hơn|gần|khoảng|trên|nhà nước))*[ ]*$"
)


def _is_over(number: Number, left: str, previous: Previous | None) -> bool:
    """Whether a share in brackets is by how much the one before passes its plan: "đạt 95% (vượt 10%)"."""
    both = previous is not None and previous.unit == number.unit == "percent"
    return both and number.value < _HALF and left.endswith(("(vượt ", "( vượt "))


def _is_budgeted(number: Number, gap: str, right: str) -> bool:
    """Whether the words are of a budget, and compare nothing: "tăng thu 40 tỷ đồng, giảm chi 12 tỷ đồng" tells how much
    an audit finds."""
    if gap.endswith(" với"):  # "tiếp tục tăng với 910 đơn vị"
        return number.unit in {"count", "vnd"}
    of_budget = number.unit == "vnd" and _BUDGETED.match(gap) is not None
    return of_budget and compared_with(right) is None and compared_with(gap) is None


class RoleGrammar:
    """Reads roles, status and statistic. Compiled once from the table of cues."""

    def __init__(self, reference: Reference) -> None:
        self._up = frozenset(reference.cues("up"))
        cues = sorted(self._up | set(reference.cues("down")), key=lambda words: (-len(words), words))
        self._change = re.compile(
            r"(?P<cue>"
            + from_border(cues, not_after=("cắt ", "miễn ", "miễn, "))
            + r")(?! (?:"
            + any_of(reference.cues("no_change"))
            + r")(?![^\W_]))(?![^\W_])"
            + rf"(?P<gap>(?:[ ]+{_WORD}(?:[ ]+(?!(?:{any_of(cues)})(?![^\W_])){_WORD}){{0,6}}?)??)[ ]*[(]?[ ]*"
            + r"$"
        )
        self._hedged = re.compile(whole_words(reference.words("hedges", side="before")))
        self._no_name = frozenset(
            [
                *reference.cues("predicate_word"),
                *(h for h in reference.words("hedges", side="before")),
                *(word for words in [*reference.cues("manner"), *reference.cues("in_turn")] for word in words.split()),
            ]
        )
        no_list = any_of(
            [*reference.cues("copula"), *reference.cues("part"), "có", "đã", "cả", "với", "tổng số", "tổng cộng"]
        )
        hedge = rf"(?:(?:{any_of(reference.words('hedges', side='before'))})[ ])?"  # "giảm 5 phòng và khoảng 40 người"
        self._list = re.compile(rf"(?:[ ](?!(?:{no_list})(?![^\W_]))[^\W\d_]+,?){{1,11}}(?:(?<=,)|,|;| và)[ ]*{hedge}")
        self._level = re.compile(whole_words(reference.cues("level_after_change")))
        levels = [words for words in reference.cues("level_after_change") if words not in {"là", "đạt", "từ"}]
        self._apart = re.compile(rf"[(;]|{whole_words([*levels, 'từ'])}")
        self._share_noun = re.compile(any_of(reference.cues("share_noun")))
        self._plan_noun = re.compile(any_of(reference.cues("plan_noun")))
        plans = any_of(reference.cues("plan_noun"))
        self._plan_inside = re.compile(
            rf"\((?:{plans})[^,;.()\d]{{0,30}}(?:19|20)?\d{{0,2}}[: ]*(?:là |trên |tối thiểu )*$"
        )
        self._plan_in_brackets = re.compile(
            from_border(
                reference.cues("plan_noun"), not_after=("bộ ", "sở ", "phòng ", "ngành ", "- ", "ban ", "trong ", "bị ")
            )
            + r"(?! và đầu tư)[^,;.()\d]{0,40}\((?:là |đạt |tối thiểu |trên )*$"
        )
        self._target = re.compile(
            from_border(
                reference.cues("target"),
                not_after=(
                    "có ",
                    "theo ",
                    "đáp ứng ",
                    "các ",
                    "việc ",
                    "vượt ",
                    "so với ",
                    "cao hơn ",
                    "thấp hơn ",
                    "bằng ",
                    "tự ",
                    "không ",
                    "đạt ",
                    "chương trình ",
                    "số ",
                    "người ",
                    "bị ",
                    "bãi bỏ ",
                    "cắt giảm ",
                ),
            )
            + r"(?![^\W_])"
        )
        self._actual = re.compile(whole_words(reference.cues("actual")))
        self._plan_beside = re.compile(  # "so với mục tiêu giảm 10%"
            rf"so với (?:{plans})(?! (?:cùng|năm trước))"
            r"(?: (?:ban đầu|đề ra|đặt ra|được giao|giao|là|phải đạt|phải|giảm|tăng|trên|hơn|tối thiểu|đã đề ra))*"
            r":? [\"“]?$"
        )
        self._planned_deed = re.compile(  # "xây dựng kế hoạch thành lập mới 250 doanh nghiệp"
            r"(?<![^\W_])(?:xây dựng|ban hành|phê duyệt|lập|đề ra|đặt) kế hoạch"
            rf" (?:{any_of(reference.cues('act_verb'))})(?: (?!(?:cùng|và) )[^\W\d_]+){{0,4}} $"
        )
        self._qualified = re.compile(
            rf"{whole_words(reference.cues('actual'))}[^.;,()\d]{{0,40}}\d[\d.,]*(?: [^\W\d_]+){{1,6}} $"
        )
        self._supposed = re.compile(rf"(?:^|[*•,:;-])[ ]*nếu (?:{any_of(reference.cues('supposed_act'))})(?![^\W_])")
        tasks = any_of(reference.cues("task_noun"))
        self._tasks = re.compile(rf" (?:{tasks})(?![^\W_])")
        self._task_counted = re.compile(rf"\d (?:{tasks})(?:,? [^\W\d_]+){{0,10}} $")
        self._no_plan = re.compile(rf"[ ](?:{any_of(reference.cues('no_plan_behind'))})(?![^\W_])")
        self._target_heading = re.compile(whole_words(reference.cues("target_heading")))
        self._obs_status = tuple((code, re.compile(whole_words(reference.cues(f"obs_{code}")))) for code in "RAPE")
        self._any_obs_status = re.compile(whole_words(cue for code in "RAPE" for cue in reference.cues(f"obs_{code}")))
        self._statistics = tuple(
            (name, re.compile(whole_words(reference.cues(name)) + r"(?:[^.;,\d]|(?:19|20)\d\d){0,28}$"))
            for name in ("mean", "min", "max")
        )
        self._mean_of_each = re.compile(  # "Trung bình mỗi ngày, Cổng …" speaks of the figure however far it stands
            rf"{whole_words(reference.cues('mean'))}(?: mỗi| một| hằng| hàng| trong| theo)+ [^.;\d]*$"
        )
        self._any_statistic = re.compile(
            whole_words(cue for name in ("mean", "min", "max") for cue in reference.cues(name))
        )

    def role(
        self,
        number: Number,
        left: str,
        right: str,
        previous: Previous | None,
        bracketed: bool,
        goes_on: bool = False,
    ) -> Role:
        """The role of a number between `left` (back to the clause's start) and `right` (folded text). `goes_on`: only a
        rate in brackets stands between it and the `previous` figure."""
        match = self._change.search(left[-90:])
        if previous is not None:
            answer = self._beside(number, left, right, previous, bracketed, goes_on, match is not None)
            if answer is not None and answer.cue == LISTED and ";" in left and _CHANGES_NEXT.match(right):
                answer = None  # "giảm 6 sở; 842 đơn vị sự nghiệp, giảm 57 đơn vị"
            if answer is not None:
                return answer
        own = self._by_form(number, left, right, previous)
        if own is not None:
            return own
        if match is not None and _is_mean_of(match, number, previous):
            return Role(cue=MEAN_OF)
        if match is None or self._is_level(match, number, right):
            if number.unit_word == _PLACES:
                return Role("change", None, _PLACES, compared_with(right))
            explains = bracketed and previous is not None and previous.role == "change" and "so với" not in left
            explains = explains and _OF_OTHER_TIME.search(left) is None
            if explains and number.unit in {"percent", "times"}:
                return Role("change_rate", None, "bracket", compared_with(right))
            return Role()
        cue = match["cue"]
        direction = "up" if cue in self._up else "down"
        tells_none = self._tells_no_change(cue, left, right) and not _is_over(number, left, previous)
        if tells_none or _is_budgeted(number, match["gap"] or "", right):
            return Role()
        kind = compared_with(right) or compared_with(match["gap"] or "")
        told = self._hedged.sub(" ", match["gap"] or "")
        gap = " ".join(word for word in told.split() if word not in self._no_name)
        names_what = len(gap.split()) >= _NAMES_WHAT and cue not in _COMPARES and not self._plan_noun.search(gap)
        names_what = names_what and not _PLAN_GIVEN.fullmatch((match["gap"] or "").strip())
        names_what = names_what and not gap.endswith(" nhất")  # "tăng cao nhất 3 điểm" tells who rose most
        what = f"{cue} {gap}" if names_what else None
        return Role(self._change_or_rate(cue, number, left, previous), direction, cue, kind, what)

    def _tells_no_change(self, cue: str, left: str, right: str) -> bool:
        """Whether a word of change tells none here: "cắt giảm được 120 điều kiện" counts them, as "cắt giảm được 146
        giờ" does not, and what "vượt" or "còn thiếu" lies off a plan only where one is told."""
        if cue == _CUT:
            return _LESS_OF.match(right) is None
        planned = self._plan_noun.search(left) or self._plan_noun.search(right[:_PLAN_BEHIND])
        planned = planned or _OVER_RULE.match(right)
        return cue in _OF_PLANS and planned is None

    def _beside(
        self, number: Number, left: str, right: str, previous: Previous, bracketed: bool, goes_on: bool, is_told: bool
    ) -> Role | None:
        """The role that the figure before gives. `is_told`: a word of change stands before this one itself."""
        if self._rates(number, left, right, previous):
            return Role("change_rate", previous.direction, AS_RATE, compared_with(right))
        if not is_told and self._is_next(number, left, right, previous, bracketed, goes_on):
            return Role(previous.role, previous.direction, LISTED)
        if not is_told and previous.role != "level" and previous.is_parallel:
            return Role(previous.role, previous.direction, LISTED, compared_with(right))
        if not is_told and self._counts_change(number, left, previous):
            return Role("change", previous.direction, AS_RATE, compared_with(right))
        gap = _GAP_TO.search(left) if _is_gap(number, previous) else None
        if gap is not None:
            return Role("change", "up" if gap["more"] else "down", gap.group(), compared_with(gap.group()))
        return None

    def _is_next(
        self, number: Number, left: str, right: str, previous: Previous, bracketed: bool, goes_on: bool
    ) -> bool:
        """ "giảm 4 tổng cục, 10 vụ và 49 chi cục": one word of change for a list of counted things."""
        if not previous.direction or previous.unit != number.unit or previous.role == "level":
            return False
        if number.unit == "percent":  # "(giảm 18% số lượt người, 11,7% số đơn)"
            told = previous.role == "change_rate" and self._list.fullmatch(left) is not None
            told = told and _CUT_ITSELF.match(right) is None  # "cắt giảm 30% thời gian, 30% điều kiện kinh doanh"
            return told and (bracketed or _names_next_rate(left, right))
        is_change = previous.role == "change" and number.unit == "count"
        return is_change and ((goes_on and not bracketed) or self._list.fullmatch(left) is not None)

    def _rates(self, number: Number, left: str, right: str, previous: Previous) -> bool:
        """ "giảm 195 người so với năm 2015, tương ứng 10,2%": the rate of the change before. What is said to have
        changed itself is none: "tăng 3.568 việc, đạt tỷ lệ 66,5% (tăng 2,1%)"."""
        if previous.role != "change" or number.unit != "percent" or previous.unit == "percent":
            return False
        match = _AS_RATE.fullmatch(left)
        if match is None or (match["reached"] and (_CHANGED_ITSELF.match(right) or not _may_rate(number, previous))):
            return False
        return match["alone"] is None or (previous.is_alone and "," not in match["between"])

    def _counts_change(self, number: Number, left: str, previous: Previous) -> bool:
        """ "giảm 11,67%, tương ứng với gần 236.400 người": the rate before counted."""
        is_counted = previous.role == "change_rate" and previous.unit == "percent" and number.unit == "count"
        return is_counted and _COUNTED_CHANGE.fullmatch(left) is not None

    def _by_form(self, number: Number, left: str, right: str, previous: Previous | None) -> Role | None:
        """The role of a gap between two, of a multiple, and of a rate that its own noun names."""
        if number.unit in {"percent", "points", "rank"} and left.endswith(("+", "(-", "(–")):
            return Role("change", "up" if left[-1] == "+" else "down", left[-1], compared_with(right))
        if number.unit in {"percent", "points"} and GAP_BETWEEN.match(left):
            return Role("change", None, "khoảng cách", compared_with(right))
        if number.unit == "percent" and _LESS_TIME.match(right) and _CUTS_BY.search(left):
            return Role("change_rate", "down", "cắt giảm", compared_with(right))
        if self._is_multiple(number, left, right, previous):
            return Role("change_rate", None, MULTIPLE, compared_with(right) or "base")
        earlier = (
            _GAP_TO_EARLIER.search(left) if number.unit in {"percent", "points"} and number.value < _HALF else None
        )
        if earlier is not None and self._share_noun.search(left):
            return Role("change", "up" if earlier["more"] else "down", earlier.group(), "previous_period")
        told = self._told_rate(number, left)
        return Role("change_rate", told, "noun of a rate", compared_with(right)) if told is not None else None

    def _is_multiple(self, number: Number, left: str, right: str, previous: Previous | None) -> bool:
        """ "12.000 hồ sơ, bằng 105,3% so với cùng kỳ": how many times as much, in percent. "Đạt" tells so only
        behind what the percentage is of."""
        if number.unit != "percent" or number.unit_measure == "percentage_point" or self._share_noun.search(left):
            return False
        equals = _EQUALS.search(left)
        if equals is None or (equals["word"] == "đạt" and (previous is None or previous.unit in {"percent", "points"})):
            return False
        if equals["word"] == "bằng" and (_OF_SAME_EARLIER.match(right) or _OF_MEAN.match(right)):
            return True
        return _OF_EARLIER.match(right) is not None

    def _told_rate(self, number: Number, left: str) -> str | None:
        """The direction of a rate whose own noun is the subject: "mức tăng biên chế lần lượt là 3,6%"."""
        if number.unit != "percent" or number.unit_measure == "percentage_point":
            return None
        if _GROWTH_TOLD.search(left):
            return "up"
        match = next(iter(_RATE_NOUN.finditer(left)), None)
        if match is None or not _RATE_TOLD.match(left, match.end()) or self._apart.search(left, match.end()):
            return None
        return "up" if match.group().endswith("tăng") else "down"

    def _is_level(self, match: re.Match[str], number: Number, right: str) -> bool:
        """ "giảm còn 0,48%", "tăng lên 85%": the level after the change. A gap of words follows few cues only."""
        gap = (match["gap"] or "").strip()
        if gap == "của" or gap.endswith((" và", " của")):
            return True  # "vốn tăng thêm của 36,5 nghìn doanh nghiệp", "không chỉ số nào giảm điểm và 6/10 chỉ số …"
        if gap == "từ" and (number.upper is not None or _OR_MORE.match(right)):
            return False
        if match["cue"] == "vượt" and number.unit == "percent" and number.value < _HALF and _PLAN_GIVEN.fullmatch(gap):
            return False  # "vượt chỉ tiêu thành phố giao 24,7%"
        if self._level.search(gap):
            return True
        if match["cue"] in _COMPARES and match[0].rstrip().endswith("("):
            return True
        if "so với" in gap or (match["cue"] in _COMPARES and gap.endswith(_LEVEL_OF)):
            return True
        return match["cue"] in _SHORT_GAP and len(gap.split()) > 3

    def _change_or_rate(self, cue: str, number: Number, left: str, previous: Previous | None) -> str:
        if number.unit == "times":
            return "change_rate"
        if number.unit != "percent" or number.unit_measure == "percentage_point" or cue == "vượt":
            return "change"
        if cue in _COMPARES:
            return "change"
        if _RATE_NOUN.search(left) or _GROWTH_NOUN.search(left):
            return "change_rate"
        if previous is not None and previous.role == "level":
            if previous.unit == "points" and previous.value <= 1:
                return "change_rate"  # of an index that is itself no percentage: "đạt 0,4012, tăng 12,5%"
            if previous.unit == "percent" and _AND_GROWS.match(left):
                return "change_rate"  # "đạt 30,9% dự toán và tăng 6,2%": what was reached grew
            return "change" if previous.unit in {"percent", "points"} else "change_rate"
        return "change" if self._share_noun.search(left) else "change_rate"

    def status(self, left: str, right: str, heading: str) -> str:
        """`target` where an order, a plan or a forecast governs the figure, else `actual`.

        The later of two cues before the figure decides; behind it only "phải được …" counts.
        """
        told = _CLOSED_BRACKET.sub(" ", left) if ")" in left else left
        target, actual = self._last_target(told, right), _last(self._actual, told)
        ordered = _ORDERED.search(told) or self._planned_deed.search(told) or _MUST_AT_LEAST.search(told)
        target = max(target, ordered.end()) if ordered is not None else target
        if target >= 0 and target > actual:
            return "target"
        if actual < 0 and _LEAST_ORDERED.fullmatch(told):
            return "target"
        if (
            "(" in left
            and not _REACHED_INSIDE.search(left)
            and (self._plan_in_brackets.search(left) or self._plan_inside.search(left))
        ):
            return "target"
        if "so với" in left and self._plan_beside.search(left):
            return "target"
        if (actual < 0 and not left.endswith(" là ") and _WILL_BE.match(right)) or _ASKED_BEHIND.match(right):
            return "target"
        if actual < 0 and _RISES.search(left) and _AT_LEAST_SO.match(right):
            return "target"  # "tăng 3 bậc trở lên"
        behind = self._target.search(right[:70])
        if behind is not None and _MUST_BE.match(behind.group()) and "so với" not in right[: behind.start()]:
            return "target"
        return "target" if actual < 0 and heading and self._heads_plans(heading) else "actual"

    def opens_plan(self, words: str) -> bool:
        """Whether a folded sentence opens a plan that others go on with: "Mục tiêu đến 2025, …", "Chỉ tiêu gồm:"."""
        return self._heads_plans(words) and not self.tells_fact(words)

    def _heads_plans(self, heading: str) -> bool:
        """Whether a heading opens plans, and no account of them: "tình hình thực hiện các mục tiêu năm 2024"."""
        match = self._target_heading.search(heading)
        if match is None:
            return False
        accounts = _ACCOUNT.search(heading, 0, match.start()) is not None
        return not accounts or self._target_heading.search(heading, match.end()) is not None

    def counts_tasks(self, right: str) -> bool:
        """Whether tasks are counted, which are there although they "must be done": "90 nhiệm vụ phải hoàn thành"."""
        return self._tasks.match(right) is not None

    def tells_fact(self, words: str) -> bool:
        """Whether folded words tell that something has been done: "đã", "đạt được"."""
        return _last(self._actual, words) >= 0

    def _last_target(self, left: str, right: str) -> int:
        """Where the last word of a plan before the figure ends, -1 where none does."""
        found = (match.end() for match in self._target.finditer(left) if not self._only_names(match, left))
        supposed = self._supposed.search(left) if "nếu" in left else None
        if supposed is not None and _THEN.search(left + right, supposed.end()):
            return max(supposed.end(), *found, -1)
        return max(found, default=-1)

    def _only_names(self, match: re.Match[str], left: str) -> bool:
        """Whether the word of a plan is what is counted or qualifies it: "203 chỉ tiêu biên chế", "chương trình
        mục tiêu quốc gia", "đã cập nhật 352 quy định dự kiến ban hành tại"."""
        if match.group() == "yêu cầu" and left.endswith(_ASKING, 0, match.start()):
            return True
        if match.group().startswith("phải ") and self._task_counted.search(left, 0, match.start()):
            return True
        if match.group() in _FUTURE:
            return self._qualified.search(left, 0, match.start()) is not None
        if (
            match.group() in _QUOTA
            and _REACHED.fullmatch(left, match.end())
            and not _SET.search(left, 0, match.start())
        ):
            return True
        if self._plan_noun.fullmatch(match.group()) and _FULFILLED.search(left, 0, match.start()):
            return True
        if match.group() in _QUOTA and left.endswith(_SOME, 0, match.start()):
            return True
        if match.group() in _QUOTA and left.endswith("về ", 0, match.start()) and _STANDS.search(left, match.end()):
            return True
        counted = _NUMBER_BEFORE.search(left, max(0, match.start() - _NEAR), match.start()) is not None
        counted = counted and _IS_SET_TO.match(left, match.end()) is None
        return (counted and self._plan_noun.fullmatch(match.group()) is not None) or (
            self._no_plan.match(left, match.end()) is not None
        )

    def statistic(self, left: str, printed: str) -> str:
        """`mean`, `min` or `max` where a word before the figure says so, else `value`.

        `printed` is `left` as printed. A superlative that picks somebody out tells that one's own value: "thấp nhất là:
        Xây dựng (16,6%)".
        """
        if self._mean_of_each.search(left) is not None:
            return "mean"
        start = max(0, len(left) - _BESIDE)
        if self._any_statistic.search(left, start) is None:
            return "value"
        for name, pattern in self._statistics:
            match = pattern.search(left, start)
            if match is not None and (name == "mean" or not any(map(str.isupper, printed[match.start() + 1 :]))):
                return name
        return "value"

    def obs_status(self, left: str) -> str | None:
        """E estimated, P provisional, A official, R revised, where a word in the clause before the figure says so."""
        if self._any_obs_status.search(left) is None:
            return None
        return next((code for code, pattern in self._obs_status if pattern.search(left)), None)

    def hedge_for(self, hedge: Hedge, role: Role) -> Hedge:
        """A word that tells the change ("vượt 12,6%") is no hedge besides."""
        if role.cue is not None and hedge.words is not None and role.cue.endswith(hedge.words):
            return Hedge()
        return hedge


def _is_mean_of(match: re.Match[str], number: Number, previous: Previous | None) -> bool:
    """ "đạt 85,3, cao hơn mức bình quân 76,99": the mean itself, which is about as high as what is above it."""
    if previous is None or previous.role != "level" or match["cue"] not in _COMPARES:
        return False
    told = (match["gap"] or "").strip().endswith(("bình quân", "trung bình", "trung bình chung", "bình quân chung"))
    return told and previous.unit == number.unit and number.value * _MUCH_LESS >= previous.value


def _is_gap(number: Number, previous: Previous) -> bool:
    """Whether "đạt 95,26%, cao hơn … là 4,11%" tells by how much: the level of the other would be about as high."""
    return previous.role == "level" and previous.unit == number.unit and number.value * _MUCH_LESS < previous.value


def _may_rate(number: Number, previous: Previous) -> bool:
    """Whether a percentage that was reached may tell the change before once more: not the 24,5% of "thu 310 tỷ đồng,
    tăng 20 tỷ đồng, đạt tỷ lệ 24,5%"."""
    if previous.whole is None:
        return True
    earlier = previous.whole + (previous.value if previous.direction == "down" else -previous.value)
    return earlier > 0 and abs(100 * previous.value / earlier - number.value) < 1


def _names_next_rate(left: str, right: str) -> bool:
    """Whether nothing is reached or measured on either side: "giảm 19% số công chức, 39% số người hoạt động …"."""
    if _ASPECT.match(left) and _ASPECT.match(right):
        return True  # "tăng 44% về số lượng và 25% về giá trị so với cùng kỳ"
    named = right.startswith(" ") and right[1:2].isalpha()
    return named and _NO_RATE.search(left) is None and _NO_RATE.search(right[:_BESIDE]) is None


def compared_with(words: str) -> str | None:
    """What a change is measured against: same_period, plan, mean, previous_period, base; None where nothing says."""
    for kind, pattern in _COMPARED:
        if pattern.search(words[:80]):
            return kind
    return None


def _last(pattern: re.Pattern[str], text: str) -> int:
    end = -1
    for match in pattern.finditer(text):
        end = match.end()
    return end
