"""Words of time: what periods a text names, and which of them a figure belongs to.

Here: the grammar of Vietnamese dates, months, quarters, halves, spans and "to date"; their resolution against the
document's own dates; the rules of `docs/claims.md` for figures that have no words of time beside them. Not here:
how a document's dates are found (`context`).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from orchestration.extraction.marks import Marks, Places
from orchestration.extraction.record import record

_MONTH_WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_COUNT = r"\d{1,2}|ba|sáu|bảy|tám|chín|mười một|mười|hai|bốn"
_DMY = r"(?:ngày |hết ngày )?(?P<{0}d>\d{{1,2}})[ ]?[/.-][ ]?(?P<{0}m>\d{{1,2}})[ ]?[/.-][ ]?(?P<{0}y>\d{{4}})"
_DM = r"(?P<{0}d>\d{{1,2}})[ ]?[/-][ ]?(?P<{0}m>\d{{1,2}})(?![ ]?/|[.,]?\d|[ ]?%)"
_LONG = r"(?:ngày )?(?P<{0}d>\d{{1,2}})[ ]tháng[ ](?P<{0}m>\d{{1,2}})(?:[ ]năm[ ](?P<{0}y>\d{{4}}))?"
_YEAR = r"(?:19|20)\d\d"
# Rules begin with letters and look behind from there: so the engine skips everything else. Of the words that may
# open one, each way to write them is spelled out.
_OF_YEAR = r"(?:[ ]?[/-][ ]?| năm )(?P<y>\d{4})"
_OR_TOLD = r" năm (?P<r>nay|ngoái|trước)(?![^\W_])"  # "quý I năm ngoái"
_EVER = r"(?<!từ trước đến)(?<!từ trước tới)(?<!xưa đến)(?<!xưa tới)"  # "cao nhất từ trước đến nay"
_NOW = r"hiện(?<![^\W_]hiện)" + "".join(rf"(?<!{verb} hiện)" for verb in ("thực", "thể", "phát", "xuất", "biểu"))


def _led(openings: tuple[str, ...], words: str) -> str:
    """The words (alternatives), with or without one of the openings before them."""
    return f"(?:{'|'.join(f'{opening} (?:{words})' for opening in openings)}|{words})"


#: "17h00", "17 giờ 30 phút": a cut-off may be told to the minute.
_CLOCK = r"(?: \d{1,2}[ ]?(?:h|g|giờ)(?:[ ]?\d{2}(?: phút)?)?)?"
_FROM = _led(("tính",), "từ")
_SINCE = _led(("tính", "kể"), "từ")
_COUNTED = ("tính", "cập nhật", "lũy kế", "luỹ kế")


_LONG_AFTER = 200  # days: what is told then of an earlier year is not told as of its end


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates against which relative words are resolved."""

    published_on: date | None = None
    reporting_start: date | None = None
    reporting_end: date | None = None
    year: int | None = None  # what "6 tháng đầu năm" means where no year is printed
    cut_off: date | None = None  # the last day to which the text says to count, where nothing else dates it

    @property
    def as_of(self) -> date | None:
        """The day that "đến nay" means: the end of the reporting period, never after the publication; the publication
        where it comes long after that end."""
        told, ended = self.published_on, self.reporting_end
        if told is not None and self.cut_off is not None:
            return self.cut_off
        if told is not None and ended is not None and (told - ended).days > _LONG_AFTER:
            return told
        days = [day for day in (self.reporting_end, self.published_on) if day is not None]
        return min(days) if days else self.cut_off


@record(frozen=True, slots=True)
class Expression:
    """Words of time at a place. `kind` is flow (a span), stock (a moment, "to date") or event (a day on which
    something was done); dates are None where the text does not settle the year."""

    start: int
    end: int
    kind: str
    first: date | None
    last: date | None
    rule: str
    is_comparison: bool = False
    is_deadline: bool = False
    is_explicit: bool = True  # a printed date or span, not "đến nay" alone


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


#: What is summed over months of a year without a word of time: "Thu ngân sách 7 tháng đạt …".
_SUMMED_NOUNS = (
    "ngân sách", "giải ngân", "xuất khẩu", "nhập khẩu", "kim ngạch", "số thu", "tổng thu", "tính chung", "luỹ kế",
    "lũy kế",
)  # fmt: skip
_SUMMED = tuple(f"{noun} " for noun in _SUMMED_NOUNS)
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "span_dates",
        re.compile(
            _FROM
            + r" (?:ngày )?"
            + _DMY.format("a").replace("(?:ngày |hết ngày )?", "")
            + r"[ ]?(?:đến|-|tới)(?: hết)?(?: ngày)? ?"
            + _DMY.format("b").replace("(?:ngày |hết ngày )?", "")
        ),
    ),
    ("span_long", re.compile(_FROM + " " + _LONG.format("a") + r" (?:đến|tới)(?: hết)? " + _LONG.format("b"))),
    ("span_dates_bare", re.compile(_DMY.format("a") + r"[ ]?(?:-|đến|tới)[ ]?" + _DMY.format("b"))),
    (
        "span_dates_short",
        re.compile(
            _FROM
            + r" (?:ngày )?"
            + _DM.format("a")
            + r"[ ]?(?:đến|-|tới)(?: hết)?(?: ngày)? ?"
            + _DMY.format("b").replace("(?:ngày |hết ngày )?", "")
        ),
    ),
    (
        "span_days",
        re.compile(
            _FROM
            + r" (?:ngày )?(?P<ad>\d{1,2})(?:[ ]?[/-][ ]?(?P<am>\d{1,2}))?[ ]?(?:đến|-|tới)(?: hết)?(?: ngày)? ?"
            + r"(?P<bd>\d{1,2})[ ]?[/-][ ]?(?P<bm>\d{1,2})(?:[ ]?[/-][ ]?(?P<by>\d{4}))?(?![ ]?/|[.,]?\d|[ ]?%)"
        ),
    ),
    (
        "span_day_to_month",
        re.compile(
            _FROM
            + r" (?:ngày )?(?P<ad>\d{1,2})[ ]?[/-][ ]?(?P<am>\d{1,2})(?:[ ]?[/-][ ]?(?P<ay>\d{4}))?[ ]?(?:đến|tới)"
            + r"(?: hết| cuối)* tháng (?P<m>\d{1,2})(?:(?:[ ]?[/-][ ]?| năm )(?P<y>\d{4}))?(?![\d/])"
        ),
    ),
    (
        "span_year_and_months",
        re.compile(
            r"năm(?<![^\W_]năm) (?P<a>"
            + _YEAR
            + r")(?: và|,|, và) (?:(?P<n>"
            + _COUNT
            + r") tháng đầu|(?:quý|qúy) (?P<q>iii|ii|iv|i|[1-4]))(?: năm |[ ]?[/-][ ]?)(?P<b>"
            + _YEAR
            + r")(?!\d)"
        ),
    ),
    (
        "span_quarters",
        re.compile(
            r"từ (?:đầu )?(?:quý|qúy) (?P<a>iii|ii|iv|i|[1-4])(?:[ ]?[/-][ ]?(?P<ay>\d{4}))? (?:đến|tới)(?: hết| cuối)*"
            r" (?:quý|qúy) (?P<b>iii|ii|iv|i|[1-4])(?![^\W_])(?:(?:[ ]?[/-][ ]?| )(?:năm )?(?P<by>" + _YEAR + r"))?"
        ),
    ),
    (
        "span_months",
        re.compile(
            r"từ (?:đầu )?tháng (?P<a>\d{1,2})(?:[/-](?P<ay>\d{4}))? (?:đến|tới)(?: hết| cuối)*(?: tháng)?"
            r" (?P<b>\d{1,2})(?:(?:[/-]| năm )(?P<by>\d{4}))?(?!\d)"
        ),
    ),
    (
        "since_date",
        re.compile(
            _SINCE
            + r" (?:ngày )?"
            + _DMY.format("a").replace("(?:ngày |hết ngày )?", "")
            + r"(?: cho)? (?:đến|tới) nay"
        ),
    ),
    (
        "since_short_date",
        re.compile(_SINCE + r" (?:ngày )?" + _DM.format("a") + r"(?: cho)? (?:đến|tới) (?:nay|hiện nay)"),
    ),
    (
        "since_month",
        re.compile(_SINCE + r" tháng (?P<m>\d{1,2})(?:[/-]| năm )(?P<y>\d{4})(?: cho)? (?:đến|tới) nay"),
    ),
    (
        "since_year",
        re.compile(
            _SINCE
            + r" (?:(?P<part>đầu|giữa|cuối|sau) )?(?:năm )?(?P<y>"
            + _YEAR
            + r")(?: cho)? (?:đến|tới) (?:nay|hiện nay)"
        ),
    ),
    (
        "since_event",
        re.compile(
            _SINCE
            + r" (?:khi|thời điểm|lúc) [^.;,()\d]{2,60}?[(]?(?:vào )?(?:"
            + _DMY.format("a")
            + r"|(?:tháng )?(?P<m>\d{1,2})[ ]?[/-][ ]?(?P<y>\d{4})(?!\d))\)?,?(?: cho)? (?:đến|tới) nay"
        ),
    ),
    (
        "since_told_month",
        re.compile(r"từ(?<![^\W_]từ) tháng (?P<m>\d{1,2})(?:[/-]| năm )(?P<y>\d{4})(?=, | đã )"),
    ),
    ("since_told_year", re.compile(r"kể từ năm (?P<y>" + _YEAR + r")(?!\d| (?:đến|tới))")),
    (
        "since_day",
        re.compile(
            _SINCE
            + r" (?:ngày )?"
            + _DMY.format("a").replace("(?:ngày |hết ngày )?", "")
            + r"(?! (?:cho )?(?:đến|tới)|[ ]?-)"
        ),
    ),
    (
        "year_to_date",
        _pattern(
            _SINCE + r" đầu năm(?: (?P<y>" + _YEAR + r"))?(?: cho)? (?:đến|tới) (?:nay|hiện nay)",
            r"(?:lũy kế|luỹ kế) từ đầu năm(?![^\W_]| (?:\d|đến|tới))",
        ),
    ),
    (
        "since_year_to_date",
        re.compile(
            _SINCE
            + r" (?:đầu )?(?:năm )?(?P<y>"
            + _YEAR
            + r")(?: cho)? (?:đến|tới)(?: hết)?(?: ngày)? ?"
            + _DMY.format("b").replace("(?:ngày |hết ngày )?", "")
        ),
    ),
    (
        "since_year_to_year",
        re.compile(
            _FROM
            + r" (?:đầu )?(?:năm )?(?P<a>"
            + _YEAR
            + r") (?:đến|tới)(?: hết)?(?: năm)? (?P<b>"
            + _YEAR
            + r")(?!\d)"
        ),
    ),
    (
        "since_new_year",
        re.compile(
            r"(?:tính |kể )?từ đầu năm(?: nay)? (?:đến|tới)(?: hết)?(?: ngày)? (?P<bd>\d{1,2})[/-](?P<bm>\d{1,2})"
            r"(?:[/-](?P<by>\d{4}))?(?![\d/])"
        ),
    ),
    (
        "since_new_year_to_month",
        re.compile(
            r"(?:tính |kể )?từ đầu năm(?: nay)?(?: cho)? (?:đến|tới) (?:(?P<side>đầu|giữa|hết|cuối) )?"
            r"tháng (?P<m>\d{1,2})(?!\d)(?:(?:[ ]?[/-][ ]?| năm )(?P<y>\d{4}))?"
        ),
    ),
    (
        "since_year_to_month",
        re.compile(
            r"(?:tính |kể )?từ (?:đầu )?(?:năm )?(?P<a>"
            + _YEAR
            + r") (?:đến|tới)(?: hết| cuối)*(?: tháng)? (?P<b>\d{1,2})(?:[/-]| năm )(?P<by>\d{4})(?![\d/-])"
        ),
    ),
    (
        "within_day",
        re.compile(
            r"(?:trong|riêng)(?<![^\W_]trong)(?<![^\W_]riêng) ngày (?P<ad>\d{1,2})(?:[ ]?[/-][ ]?| tháng )"
            r"(?P<am>\d{1,2})(?:(?:[ ]?[/-][ ]?| năm )(?P<ay>\d{4}))?(?![ ]?/|[.,]?\d|[ ]?%)"
        ),
    ),
    (
        "to_date",
        re.compile(
            _led(_COUNTED, "đến|tới|tại|vào|hết")
            + r"(?: hết| thời điểm| trước| cuối)*"
            + _CLOCK
            + r"(?: ngày)? "
            + _DMY.format("a").replace("(?:ngày |hết ngày )?", "")
        ),
    ),
    (
        "to_date_long",
        re.compile(
            _led(_COUNTED, "đến|tới|tại|vào") + r"(?: hết| thời điểm| trước| cuối)*" + _CLOCK + " " + _LONG.format("a")
        ),
    ),
    (
        "to_date_short",
        re.compile(
            _led(_COUNTED, "đến|tới") + r"(?: hết| thời điểm| trước| cuối)*" + _CLOCK + "(?: ngày)? " + _DM.format("a")
        ),
    ),
    (
        "to_month",
        re.compile(
            r"(?:"
            + _led(("tính", "cập nhật"), "đến|tới")
            + r"|(?:tính )?hết)(?: hết| cuối| ngày cuối| (?P<part>đầu|giữa))*"
            r" tháng (?P<m>\d{1,2})(?:(?:[/-]| năm )(?P<y>\d{4}))?"
        ),
    ),
    (
        "to_year",
        re.compile(
            r"(?:" + _led(("tính", "cập nhật"), "đến|tới") + r"(?: hết| cuối)*|hết) năm (?P<y>" + _YEAR + r")(?!\d)"
        ),
    ),
    (
        "to_bare_year",
        re.compile(
            r"(?:đến|tới) (?:hết |cuối )*(?P<y>"
            + _YEAR
            + r")(?=[,;:)]|[.](?!\d)|$| (?:là|đạt|có|sẽ|giảm|tăng|phải|cả|toàn) )"
        ),
    ),
    (
        "to_quarter",
        re.compile(
            r"(?:(?:đến|tới)(?: hết| cuối)*|hết) (?:quý|qúy) (?P<q>iii|ii|iv|i|[1-4])(?![^\W_])"
            r"(?:(?:[ ]?[/-][ ]?| )(?:năm )?(?P<y>" + _YEAR + r"))?"
        ),
    ),
    (
        "end_of_year",
        re.compile(r"(?:đến |tới |hết )*cuối năm(?: nay)?(?![^\W_]| (?:19|20)\d\d| nay| ngoái| trước| tới| sau)"),
    ),
    (
        "end_of_printed_year",
        re.compile(
            r"(?:thời điểm |vào )?cuối(?<!tháng cuối)(?<!dịp cuối)(?<!quý cuối)(?<!nửa cuối) năm (?P<y>"
            + _YEAR
            + r")(?!\d)"
        ),
    ),
    (
        "to_now",
        _pattern(
            _led(("tính", "lũy kế", "luỹ kế"), "đến|tới")
            + _EVER
            + r"(?: thời điểm)?(?: hiện)? (?:nay|hiện tại|tại)(?![^\W_])",
            _led(("tính", "lũy kế", "luỹ kế"), "đến|tới") + r" thời điểm (?:này|báo cáo)",
            _NOW + r"(?: (?:nay|tại|có|đã)(?![^\W_])|(?=,| đang| toàn| cả nước| trên))",
        ),
    ),
    (
        "months",
        re.compile(
            r"(?<![\d,.])(?P<n>"
            + _COUNT
            + r")(?: tháng|[ ]?t) (?P<side>đầu|cuối)(?: của)?(?: năm(?: (?P<y>"
            + _YEAR
            + r"))?)?(?: (?P<r>nay|ngoái|trước))?(?![^\W_])(?:[ /]+(?P<y2>"
            + _YEAR
            + r"))?"
        ),
    ),
    (
        "months_of",
        re.compile(
            r"(?<![\d,.])(?P<n>"
            + _COUNT
            + r")(?: tháng|[ ]?t)(?: của)?(?: năm |[ ]?/[ ]?| )(?P<y>"
            + _YEAR
            + r")(?![\d/-])"
        ),
    ),
    (
        "quarter",
        re.compile(
            r"q(?<![^\W_]q)(?:uý|úy) (?P<q>iii|ii|iv|i|[1-4])(?![^\W_])(?:(?:[ ]?[/-][ ]?| )(?:năm )?(?P<y>"
            + _YEAR
            + rf")|{_OR_TOLD})?"
        ),
    ),
    ("months_summed", re.compile(rf"(?:lũy kế|luỹ kế) (?P<n>{_COUNT}) tháng(?! (?:đầu|cuối|của|năm))(?![^\W_])")),
    ("reported", re.compile(r"t(?<![^\W_]t)rong (?P<w>tháng|quý|năm)(?= ?[,.;]| (?:báo cáo|là|qua|đã|có)(?![^\W_]))")),
    ("half", re.compile(r"nửa (?P<side>đầu|cuối) năm(?: (?P<y>" + _YEAR + r")| (?P<r>nay|ngoái|trước)(?![^\W_]))?")),
    ("school_year", re.compile(rf"năm học (?P<a>{_YEAR})[ ]?-[ ]?(?P<b>{_YEAR})(?![\d/-])")),
    (
        "years",
        re.compile(
            r"(?:(?P<two>trong (?:2|hai) năm)|giai đoạn|thời kỳ|nhiệm kỳ|các năm|trong năm|năm)?[ ]?(?<![\d/.,-])(?P<a>"
            + _YEAR
            + r")(?(two)(?:[ ]?-[ ]?| và (?:năm )?)|[ ]?-[ ]?)(?P<b>"
            + _YEAR
            + r")(?![\d/-])"
        ),
    ),
    ("long_date", re.compile(r"ngày (?P<ad>\d{1,2})[ ]tháng[ ](?P<am>\d{1,2})(?:[ ]năm[ ](?P<ay>\d{4}))?")),
    (
        "month",
        re.compile(
            r"tháng(?<![^\W_]tháng)(?<!mỗi tháng)(?<!một tháng) (?P<m>\d{1,2})(?![.,]?\d)(?:"
            + _OF_YEAR
            + rf"|{_OR_TOLD})?"
        ),
    ),
    ("date", re.compile(_DMY.format("a"))),
    (
        "event_day",
        re.compile(
            r"(?:ngày|sáng|trưa|chiều|tối|đêm|hôm nay|hôm qua|hôm)(?: nay| qua)?(?: ngày)?,?[ ]?[(]?" + _DM.format("a")
        ),
    ),
    (
        "due_day",
        re.compile(
            r"(?:hạn(?<![^\W_]hạn)(?: chót| cuối| cuối cùng)?|trước(?<![^\W_]trước)|nhất(?<=chậm nhất|muộn nhất))"
            r"(?: là)? " + _DM.format("a")
        ),
    ),
    #: "đợt 1/2019" is a round of a year, and no month.
    (
        "round",
        re.compile(
            r"(?:đ(?<![^\W_]đ)ợt|k(?<![^\W_]k)ỳ|l(?<![^\W_]l)ần) (?:thứ )?\d{1,2}[/-](?P<y>" + _YEAR + r")(?!\d)"
        ),
    ),
    ("month_year", re.compile(r"(?<![\d/.,-])(?P<m>0?[1-9]|1[0-2])[ ]?[/-][ ]?(?P<y>" + _YEAR + r")(?![\d/])")),
    (
        "edition",
        re.compile(
            r"(?:par[ -]?index|sipas|apci|papi|pobi|pci|dti|ddci|doing business|môi trường kinh doanh"
            r"|năng lực cạnh tranh(?: toàn cầu| cấp tỉnh| quốc gia)?|chính phủ điện tử"
            r"|chỉ số(?:(?! hơn| so với)[^.;,()\d]){0,60}(?:\([^\d()]{2,20}\))?)\)?"
            r" (?:năm )?(?P<y>" + _YEAR + r")(?!\d)"
        ),
    ),
    (
        "year",
        re.compile(
            r"(?:n(?<![^\W_]n)ăm|(?:t(?<![^\W_]t)rong|c(?<![^\W_]c)(?:ả|ủa)) năm) (?P<y>" + _YEAR + r")(?![\d/]|-\d)"
        ),
    ),
    (
        "listed_year",
        re.compile(
            r"(?P<before>, |,| và )(?:năm )?(?P<y>"
            + _YEAR
            + r")(?=[;:)]|[,.](?!\d)|$| (?:và|lần lượt|tương ứng|theo|là|đạt|đều|của) )"
        ),
    ),
    ("compared_year", re.compile(rf"(?P<y>{_YEAR})(?<=so với \d{{4}})(?![\d/.,-])")),
    ("bracket_year", re.compile(rf"(?P<y>{_YEAR})(?<=[\d%] \(\d{{4}})(?=\))")),
    (
        "plan_year",  # "(mục tiêu 2025: 20%)"
        re.compile(rf"(?P<y>{_YEAR})(?:(?<=mục tiêu \d{{4}})|(?<=kế hoạch \d{{4}})|(?<=chỉ tiêu \d{{4}}))(?=[ ]?:)"),
    ),
    (
        "n_months",
        re.compile(
            rf"(?P<opens>(?:t(?<![^\W_]t)rong|q(?<![^\W_]q)ua) )?(?<![\d,.])(?P<n>{_COUNT}) tháng"
            r"(?P<past> (?:vừa )?qua(?![^\W_]))?"
            r"(?(past)|(?(opens)(?! (?:đầu|cuối|tới|nữa|sau))(?![^\W_])"
            r"|(?P<sum>(?= (?:đã |ước )?(?:đạt|được|ước|là|tăng|giảm|đã|của|có)(?![^\W_])))))"
        ),
    ),
    (
        "two_levels",
        re.compile(
            r"s(?<![^\W_]s)au (?:hơn |gần |khoảng |tròn )?(?P<n>"
            + _COUNT
            + r"|một) (?P<u>tháng|năm)(?=[^.;,]{1,60}chính quyền (?:địa phương )?(?:2|hai|02) cấp)"
        ),
    ),
    (
        "same_span",
        _pattern(
            r"trong cùng thời gian(?: này| trên)?",
            r"trong thời gian (?:này|trên)",
            r"trong(?<![^\W_]trong) kỳ(?! họp)(?![^\W_])",
            r"cùng thời gian này",
        ),
    ),
    (
        "n_years",
        re.compile(
            rf"(?:trong |suốt )?(?:gần |hơn |vòng )?(?<![\d,.])(?P<n>{_COUNT}) năm "
            r"(?:vừa qua|qua|gần đây|trở lại đây)(?![^\W_])"
        ),
    ),
    (
        "relative_month",
        re.compile(
            r"tháng(?<![^\W_]tháng)(?<!\d tháng)(?<!các tháng)(?<!những tháng)(?<!mấy tháng)(?<!vài tháng)"
            r" (?P<w>này|trước)(?! đó| đây| kia)(?![^\W_])"
        ),
    ),
    (
        "relative_year",
        _pattern(
            r"năm(?<![^\W_]năm)(?<!(?:vài|mấy|các) năm)(?<!nhiều năm)(?<!những năm)"
            r" (?P<w>nay|ngoái|trước|(?:(?<=\nnăm )|(?<=[.:;] năm )|(?<=trong năm ))qua)(?![^\W_])"
        ),
    ),
)
_LISTED_YEARS = re.compile(rf"(?<![^\W_])năm {_YEAR}(?:(?:, ?| và )(?:năm )?{_YEAR}|(?: là| đạt| có) [\d.,]+%?)*$")
#: "có đến 5/9 huyện" counts, "đến 5/9 các huyện đã nộp" is a day.
_PART_OF_BODIES = re.compile(
    r"[ ](?:bộ|sở|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đơn vị|cơ quan|địa phương|chỉ số)(?![^\W_])"
)
_REACHES = ("có ", "lên ", "đạt ", "còn ")
_NAMED_LAW = re.compile(r"(?<![^\W_])(?:nghị quyết|nghị định|thông tư|quyết định|chỉ thị)(?: số)?[ ]*$")
_NAMED_YEAR = re.compile(r"(?<![^\W_])(?:sinh|sn|(?:bộ )?luật(?: [^\W\d_]+){0,6}|hiến pháp|niên khóa|khóa)[ ,]*$")
_COMPARISON_BEFORE = re.compile(
    r"(?:so với (?:năm |tháng |quý )?(?:(?:19|20)\d\d|\d{1,2}(?:/(?:19|20)\d\d)?)(?:,| và| hoặc)"
    r"|so sánh(?: giữa)? (?:năm )?(?:19|20)\d\d(?: và| với)"
    r"|so với các kỳ(?: báo cáo)?|so với|so|bằng|gấp (?:đôi|ba|rưỡi|\d[\d.,]* lần)|cùng kỳ"
    r"|cùng thời điểm|cùng giai đoạn|của năm trước|hơn|thấp hơn|cao hơn|với)[ ,]*"
    r"(?:cùng kỳ|cùng thời điểm|kết quả|của|các|mức|thời điểm|số liệu|cuối|đầu|trung bình)?[ ,]*$"
)
_IS_TOLD = re.compile(r" (?:là|đạt|chỉ)(?![^\W_])|:")  # ", tháng trước là 4.900"
#: "so với xếp hạng công bố năm ngoái", "gấp đôi năm trước"
_COMPARED_TO = re.compile(
    r"(?<![^\W_])(?:so với(?: [^\W\d_]+){1,5}|gấp (?:đôi|ba|rưỡi|\d[\d.,]* lần)(?: của)?|bằng|hơn|kém) $"
)
#: "so với kết quả điều tra năm 2015"
_COMPARED_RESULT = re.compile(
    r"(?<![^\W_])so với (?:kết quả|số liệu|mức|con số|(?:tổng )?số|(?:tổng )?biên chế|chỉ tiêu|lần|đợt|kỳ|bảng|cuộc"
    r"|báo cáo|xếp hạng)"
    r"(?: (?!đã|thì|là|đạt|tăng|giảm)[^\W\d_]+){0,5} $"
)
#: "Sau hai năm liên tiếp 2019 - 2020 dẫn đầu, …": what came before what is told
_AFTER_YEARS = re.compile(r"(?<![^\W_])sau (?:\w+ )?năm(?: liên tiếp| liền)?[ ]*\d{4}\D{1,3}\d{4}$")
_COMPARISON_WORDS = re.compile(
    r"(?:(?:so với|so|với|bằng) )?(?:cùng kỳ|cùng thời điểm|cùng giai đoạn)(?: (?:của )?(?:các )?(?:năm|tháng)? ?"
    r"(?:(?:19|20)\d\d|trước|ngoái))?|so với (?:năm|tháng|quý|kỳ|đầu năm)[ ]?(?:trước|ngoái)?"
)


#: Words that a rule cannot do without. A rule looks only at the text around them, or around years and days.
_WORDS_OF = {
    **dict.fromkeys(
        (
            "since_month",
            "since_told_month",
            "since_new_year_to_month",
            "span_months",
            "span_day_to_month",
            "span_long",
            "to_date_long",
            "to_month",
            "months_summed",
            "n_months",
            "long_date",
            "month",
        ),
        ("tháng",),
    ),
    "since_year": ("nay",),
    "since_event": ("nay", "từ khi", "từ thời điểm", "từ lúc"),
    "within_day": ("trong ngày", "riêng ngày"),
    "year_to_date": ("từ đầu năm",),
    **dict.fromkeys(("months", "months_of"), ("tháng", "t đầu", "t cuối", "t/", "t năm")),
    "reported": ("trong tháng", "trong quý", "trong năm"),
    "span_quarters": ("quý", "qúy"),
    "to_now": ("nay", "hiện", "đến tại", "tới tại", "thời điểm này", "thời điểm báo cáo"),
    "quarter": ("quý", "qúy"),
    "to_quarter": ("quý", "qúy"),
    "half": ("nửa",),
    "end_of_year": ("cuối năm",),
    "same_span": ("thời gian", "trong kỳ"),
    "two_levels": ("chính quyền",),
    "n_years": ("năm qua", "năm vừa qua", "năm gần đây", "năm trở lại"),
    "relative_month": ("tháng này", "tháng trước"),
    "school_year": ("năm học",),
    "relative_year": ("năm nay", "năm ngoái", "năm trước", "năm qua"),
    "comparison": ("cùng", "so với"),
}
_YEAR_RULES = frozenset(
    {
        "since_told_year",
        "end_of_printed_year",
        "since_year_to_year",
        "span_year_and_months",
        "to_year",
        "to_bare_year",
        "years",
        "edition",
        "round",
        "year",
        "listed_year",
        "bracket_year",
        "plan_year",
        "compared_year",
    }
)
#: Words of which a rule needs one besides, or a pattern that it needs: looked for before the rule is tried.
_UNTIL = ("đến", "tới")
UP_TO_PART_OF_YEAR = frozenset({"to_month", "to_quarter"})  # rules of "đến tháng 3", "đến quý I"
_FULL_DATE = re.compile(r"\d[ ]?[/.-][ ]?\d{1,2}[ ]?[/.-][ ]?\d{4}")
_BESIDES: dict[str, tuple[str, ...] | re.Pattern[str]] = {
    **dict.fromkeys(
        ("span_dates", "span_dates_bare", "span_dates_short", "since_date", "since_year_to_date", "to_date", "date"),
        _FULL_DATE,
    ),
    **dict.fromkeys(("to_date_short", "to_bare_year"), _UNTIL),
    **dict.fromkeys(("to_month", "to_year"), (*_UNTIL, "hết")),
    "to_date_long": (*_UNTIL, "tại", "vào", "hết"),
    "span_long": _UNTIL,
    "since_month": ("nay",),
    "since_told_month": ("từ",),
    **dict.fromkeys(("span_months", "since_year", "since_year_to_year"), ("từ",)),
    **dict.fromkeys(("since_new_year", "since_new_year_to_month"), ("từ đầu năm",)),
    "since_year_to_month": ("từ",),
    **dict.fromkeys(("span_days", "span_day_to_month", "since_day"), ("từ", "kể")),
    "since_short_date": ("nay",),
    "span_quarters": ("từ",),
    "months_summed": ("lũy kế", "luỹ kế"),
    "since_told_year": ("kể từ năm",),
    "end_of_printed_year": ("cuối năm",),
    "months": ("tháng đầu", "tháng cuối", "t đầu", "t cuối"),
    "n_months": ("trong", "qua", *_SUMMED_NOUNS),
    "two_levels": ("sau",),
    "round": ("đợt", "kỳ", "lần"),
    "month_year": re.compile(rf"[/-][ ]?{_YEAR}"),
    "years": ("-", " và "),
    "span_year_and_months": ("tháng đầu", "quý", "qúy"),
    "event_day": re.compile(r"\d[ ]?[/-][ ]?\d"),
    "edition": (
        "par",
        "sipas",
        "apci",
        "pa",
        "pci",
        "dti",
        "ddci",
        "chỉ số",
        "doing business",
        "môi trường",
        "năng lực",
        "chính phủ",
    ),
}
_OF_CONGRESS = re.compile(r"(?:đại hội|khóa|lần thứ) [^.;()]{0,40}, $")  # "Đại hội Đảng bộ khóa XI, nhiệm kỳ …"
_DIGITS = re.compile(r"\d+(?:[ ]?[/.-][ ]?\d+)*")
_MARKS = Marks(word for words in _WORDS_OF.values() for word in words)
_REACH, _YEAR_REACH = 60, 90  # characters that a rule may cover on either side
Stretches = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Scan:
    """The words of time of a text, found but not resolved: (rule, match, whether words of comparison stand before it)
    in the order of the text. `digits` are the places where runs of digits begin."""

    folded: str
    matches: tuple[tuple[str, re.Match[str], bool], ...]
    digits: list[int] = field(default_factory=list, compare=False, repr=False)
    #: What was resolved already: little is known of most documents, and it is asked for again and again.
    resolved: dict[Calendar, list[Expression]] = field(default_factory=dict, compare=False, repr=False)


class PeriodGrammar:
    """Finds words of time, and resolves them against what is known of the document's dates."""

    def scan(self, folded: str) -> Scan:
        """All words of time, the rule that stands first where several meet."""
        found: list[tuple[str, re.Match[str], bool]] = []
        taken = bytearray(len(folded))
        around = _Stretches(folded)
        places = [*map(around.of_place, range(len(_PLACES)))]
        for rule, pattern, place in _PLAN:
            for start, end in places[place]:
                for match in pattern.finditer(folded, start, end):
                    first, last = match.span()
                    if taken.find(1, first, last) < 0 and _holds(rule, match, folded):
                        found.append((rule, match, _is_compared(rule, match, folded)))
                        taken[first:last] = b"\1" * (last - first)
        return Scan(folded, tuple(sorted(found, key=lambda item: item[1].start())), around.digits)

    def resolve(self, scan: Scan, known: Calendar) -> list[Expression]:
        """The expressions of a scan, in order."""
        if known not in scan.resolved:
            found = (_resolve(rule, match, compared, scan.folded, known) for rule, match, compared in scan.matches)
            scan.resolved[known] = [expression for expression in found if expression is not None]
        return scan.resolved[known]

    def find(self, folded: str, known: Calendar) -> list[Expression]:
        """`scan` and `resolve` at once."""
        return self.resolve(self.scan(folded), known)


_ALL_RULES = (*_RULES, ("comparison", _COMPARISON_WORDS))
_NOTHING_KNOWN = Calendar()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where rules look: around words (else around years, else around days), where something else stands besides."""

    words: tuple[str, ...] | None
    is_year: bool
    besides: tuple[str, ...] | re.Pattern[str] | None


def _place_of(rule: str) -> _Place:
    return _Place(_WORDS_OF.get(rule), rule in _YEAR_RULES, _BESIDES.get(rule))


_PLACES = list(dict.fromkeys(_place_of(rule) for rule, _ in _ALL_RULES))
#: Each rule with the number of its place: rules of one place share what is found there.
_PLAN = tuple((rule, pattern, _PLACES.index(_place_of(rule))) for rule, pattern in _ALL_RULES)


class _Stretches:
    """The parts of a text at which rules look."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self.digits, self._places = _MARKS.find(folded)
        self._years, self._days = _digit_stretches(folded, self.digits)
        self._around: dict[tuple[str, ...], Stretches] = {}

    def of_place(self, number: int) -> Stretches:
        """The stretches of a place."""
        place = _PLACES[number]
        found = self._of_words(place.words) if place.words else self._years if place.is_year else self._days
        if place.besides is None:
            return found
        return [one for one in found if _has(place.besides, self._folded, *one)]

    def _of_words(self, words: tuple[str, ...]) -> Stretches:
        if words not in self._around:
            self._around[words] = _word_stretches(words, self._places, len(self._folded))
        return self._around[words]


def _has(needed: tuple[str, ...] | re.Pattern[str], folded: str, start: int, end: int) -> bool:
    if isinstance(needed, tuple):
        for word in needed:  # noqa: SIM110 - asked for thirty times a document, and a third as long as `any`
            if folded.find(word, start, end) >= 0:
                return True
        return False
    return needed.search(folded, start, end) is not None


def _digit_stretches(folded: str, digits: list[int]) -> tuple[Stretches, Stretches]:
    """Stretches around printed years, and around digits parted by a slash, dash or point; `digits` are the places where
    runs of digits begin."""
    years: Stretches = []
    days: Stretches = []
    end = 0
    for start in digits:
        match = _DIGITS.match(folded, start) if start >= end else None
        if match is None:
            continue
        printed, end = match.group(), match.end()
        if end - start >= 4 and ("20" in printed or "19" in printed):
            _add(years, start - _YEAR_REACH, end + _YEAR_REACH, len(folded))
        if not printed.isdigit():
            _add(days, start - _REACH, end + _REACH, len(folded))
    return years, days


def _word_stretches(words: tuple[str, ...], places: Places, length: int) -> Stretches:
    """Stretches around every occurrence of the words."""
    found: Stretches = []
    around = [at for word in words if word in places for at in places[word]]
    for at in sorted(around):
        _add(found, at - _REACH, at + _REACH, length)
    return found


def _add(found: Stretches, start: int, end: int, length: int) -> None:
    """Append a stretch, or widen the last one where they touch."""
    if found and start <= found[-1][1]:
        found[-1] = (found[-1][0], min(length, end))
    else:
        found.append((max(0, start), min(length, end)))


def _holds(rule: str, match: re.Match[str], folded: str) -> bool:
    """Whether the words are a time at all: a day of some month, no year of a law or of a birth, no law's number."""
    if rule == "comparison":
        return True
    if _SPANS[rule](match, _NOTHING_KNOWN) is None:
        return False
    if rule == "year":
        return _NAMED_YEAR.search(_before(match, folded)) is None
    if rule == "n_months" and match["sum"] is not None:
        return folded.endswith(_SUMMED, 0, match.start())
    if rule == "to_date_short" and _PART_OF_BODIES.match(folded, match.end()):
        return not folded.endswith(_REACHES, 0, match.start())
    if rule == "years" and match.group().startswith("nhiệm kỳ") and _OF_CONGRESS.search(_before(match, folded)):
        return False
    if rule == "month_year":
        return _NAMED_LAW.search(_before(match, folded)) is None
    return rule != "listed_year" or _LISTED_YEARS.search(_before(match, folded)) is not None


def _is_compared(rule: str, match: re.Match[str], folded: str) -> bool:
    """Whether the words before say that something is compared with this time."""
    if rule == "comparison" or rule.startswith("since"):
        return rule == "comparison"
    before = _before(match, folded)
    if rule == "relative_month" and _IS_TOLD.match(folded, match.end()):
        return True
    if rule == "relative_year" and _COMPARED_TO.search(before):
        return True
    if rule == "years" and _AFTER_YEARS.search(before + match.group()):
        return True
    if rule == "year" and _COMPARED_RESULT.search(before):
        return True
    return _COMPARISON_BEFORE.search(before) is not None


def _before(match: re.Match[str], folded: str) -> str:
    return folded[max(0, match.start() - 48) : match.start()]


def _resolve(rule: str, match: re.Match[str], compared: bool, folded: str, known: Calendar) -> Expression | None:
    if rule == "comparison":
        return Expression(match.start(), match.end(), "flow", None, None, rule, is_comparison=True)
    span = _SPANS[rule](match, known)
    if span is None:
        return None
    kind, first, last = span
    deadline = last is not None and rule != "edition" and _is_later(last, known)
    if (rule == "date" and folded.endswith("trước ", 0, match.start())) or folded.startswith(_TO_COME, match.end()):
        deadline = True
    return Expression(
        match.start(),
        match.end(),
        kind,
        first,
        last,
        rule,
        is_comparison=compared and (kind != "stock" or rule == "end_of_printed_year"),
        is_deadline=deadline,
        is_explicit=rule not in {"to_now"},
    )


_TO_COME = (" tới đây", " sắp tới", " tới)", " tới,", " tới.")  # behind "tháng 10"


def _is_later(day: date, known: Calendar) -> bool:
    stated_on = known.published_on or known.reporting_end
    return stated_on is not None and day > stated_on


def is_ahead(expression: Expression, known: Calendar, folded: str) -> bool:
    """Whether a figure that is told as a fact cannot be of this time: it had not begun when the document was published.

    "Riêng năm 2018 giảm …" in December 2018 had begun. Of a document without a day only what it reports on is known: a
    span or a "tính đến" behind that moves the day.
    """
    if not expression.is_deadline:
        return False
    if known.published_on is None and (expression.kind == "flow" or _is_counted_until(expression, folded)):
        return False
    stated_on = known.published_on or known.reporting_end
    is_span = expression.first is not None and expression.first != expression.last
    return not (is_span and stated_on is not None and expression.first is not None and expression.first <= stated_on)


_NEARLY = 31  # days


def until_publication(expression: Expression, known: Calendar) -> Expression | None:
    """ "Đến cuối tháng 10" told as a fact in its last days: the day of the publication; None for what is far ahead."""
    last, told = expression.last, known.published_on
    if expression.kind != "stock" or last is None or told is None or (last - told).days > _NEARLY:
        return None
    return replace(expression, first=told, last=told, is_deadline=False)


def _is_counted_until(expression: Expression, folded: str) -> bool:
    """ "tính đến 31/12/2023": words of reporting, never of a plan."""
    return expression.kind == "stock" and folded.startswith(_COUNTED, expression.start)


Resolved = tuple[str, date | None, date | None] | None


def _day(match: re.Match[str], prefix: str, known: Calendar) -> date | None:
    groups = match.groupdict()
    year = groups.get(f"{prefix}y") or known.year
    if year is None:
        return None
    try:
        return date(int(year), int(groups[f"{prefix}m"]), int(groups[f"{prefix}d"]))
    except ValueError:
        return None


def _is_day(match: re.Match[str], prefix: str) -> bool:
    return 1 <= int(match[f"{prefix}d"]) <= 31 and 1 <= int(match[f"{prefix}m"]) <= 12


def _year(match: re.Match[str], known: Calendar, *names: str) -> int | None:
    for name in names:
        if match.groupdict().get(name):
            return int(match[name])
    told = match.groupdict().get("r")
    return known.year - 1 if known.year is not None and told in {"ngoái", "trước"} else known.year


def _span_dates(match: re.Match[str], known: Calendar) -> Resolved:
    last = _day(match, "b", known)
    first = _day(match, "a", Calendar(year=last.year if last else known.year))
    return ("flow", first, last) if first and last and first <= last else None


def _span_days(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ 1-7 đến 31-7", "từ ngày 12 đến 18/8/2024"."""
    if not _is_day(match, "b") or not 1 <= int(match["ad"]) <= 31 or not 1 <= int(match["am"] or 1) <= 12:
        return None
    last = _day(match, "b", known)
    if last is None:
        return "flow", None, None
    try:
        first = last.replace(month=int(match["am"] or last.month), day=int(match["ad"]))
    except ValueError:
        return None
    first = first if first <= last else first.replace(year=last.year - 1)
    return "flow", first, last


def _span_day_to_month(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ ngày 1/7 đến hết tháng 10/2025"."""
    if not _is_day(match, "a") or not 1 <= int(match["m"]) <= 12:
        return None
    year = _year(match, known, "y")
    if year is None:
        return "flow", None, None
    last = _month_span(year, int(match["m"]))[1]
    first = _day(match, "a", Calendar(year=year))
    if first is not None and first > last and match["ay"] is None:
        first = _day(match, "a", Calendar(year=year - 1))
    return ("flow", first, last) if first is not None and first <= last else None


def _span_year_and_months(match: re.Match[str], known: Calendar) -> Resolved:
    """ "năm 2021 và 2 tháng đầu năm 2022": one span where the second part follows on the first."""
    first, year = int(match["a"]), int(match["b"])
    months = _months_told(match["n"]) if match["n"] else 3
    is_next = year == first + 1 and (match["n"] is not None or _ROMAN[match["q"]] == 1)
    return ("flow", date(first, 1, 1), _month_span(year, months)[1]) if is_next and 1 <= months <= 12 else None


def _months_told(count: str) -> int:
    return int(count) if count.isdigit() else _MONTH_WORDS[count]


def _span_quarters(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ quý I đến quý III/2024"."""
    last_year = _year(match, known, "by")
    if last_year is None:
        return "flow", None, None
    first_year = int(match["ay"] or last_year)
    first = date(first_year, 3 * _ROMAN[match["a"]] - 2, 1)
    last = _month_span(last_year, 3 * _ROMAN[match["b"]])[1]
    return ("flow", first, last) if first <= last else None


def _span_months(match: re.Match[str], known: Calendar) -> Resolved:
    last_year = _year(match, known, "by")
    first, last = int(match["a"]), int(match["b"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if last_year is None:
        return "flow", None, None
    first_year = int(match["ay"] or last_year)
    begin, end = date(first_year, first, 1), _month_span(last_year, last)[1]
    return ("flow", begin, end) if begin <= end else None


def _since(first: date | None, known: Calendar) -> Resolved:
    last = known.as_of
    if first and known.published_on and last and first > last:
        last = known.published_on
    return "flow", first if last else None, last if first else None


def _since_date(match: re.Match[str], known: Calendar) -> Resolved:
    return _since(_day(match, "a", known), known)


def _since_short_date(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Từ ngày 1/7 đến nay": of the year before where that day was still to come."""
    if not _is_day(match, "a"):
        return None
    day = _day(match, "a", known)
    if day is not None and known.as_of is not None and day > known.as_of:
        day = _day(match, "a", Calendar(year=day.year - 1))
    return _since(day, known)


def _since_day(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Từ 01/7/2025, …": up to the day of the document, unless that day was still to come."""
    day = _day(match, "a", known)
    if day is not None and known.as_of is not None and day > max(known.as_of, known.published_on or known.as_of):
        return "stock", day, day
    return _since(day, known)


def _since_month(match: re.Match[str], known: Calendar) -> Resolved:
    return _since(_month_span(int(match["y"]), int(match["m"]))[0], known) if 1 <= int(match["m"]) <= 12 else None


def _since_event(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Từ khi khai trương (ngày 9/12/2019) đến nay"."""
    return _since_month(match, known) if match["m"] else _since_date(match, known)


def _since_year(match: re.Match[str], known: Calendar) -> Resolved:
    year = _year(match, known, "y")
    month = {"giữa": 7, "cuối": 12}.get(match.groupdict().get("part") or "", 1)
    return _since(date(year, month, 1), known) if year else ("flow", None, None)


def _since_year_to_date(match: re.Match[str], known: Calendar) -> Resolved:
    last = _day(match, "b", known)
    return ("flow", date(int(match["y"]), 1, 1), last) if last else None


def _since_year_to_year(match: re.Match[str], known: Calendar) -> Resolved:
    return _years(match, known)


def _since_year_to_month(match: re.Match[str], known: Calendar) -> Resolved:
    month = int(match["b"])
    if not 1 <= month <= 12 or int(match["by"]) < int(match["a"]):
        return None
    return "flow", date(int(match["a"]), 1, 1), _month_span(int(match["by"]), month)[1]


def _to_date(match: re.Match[str], known: Calendar) -> Resolved:
    if not _is_day(match, "a"):
        return None
    day = _day(match, "a", known)
    return "stock", day, day


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _to_month(match: re.Match[str], known: Calendar) -> Resolved:
    year, month = _year(match, known, "y"), int(match["m"])
    if not 1 <= month <= 12:
        return None
    first, last = _month_span(year, month) if year else (None, None)
    day = {"đầu": first, "giữa": first and first.replace(day=15)}.get(match["part"], last)
    return "stock", day, day


def _to_year(match: re.Match[str], known: Calendar) -> Resolved:
    day = date(int(match["y"]), 12, 31)
    return "stock", day, day


def _to_quarter(match: re.Match[str], known: Calendar) -> Resolved:
    span = _quarter(match, known)
    return ("stock", span[2], span[2]) if span is not None else None


_TWO_LEVELS = date(2025, 7, 1)  # districts are gone since then


def _two_levels(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Sau hơn 3 tháng vận hành chính quyền địa phương 2 cấp": since the first of July 2025."""
    told = _months_told(match["n"])
    months = _TWO_LEVELS.month - 1 + (told if match["u"] == "tháng" else 12 * told)
    ended = _month_span(_TWO_LEVELS.year + (months - 1) // 12, (months - 1) % 12 + 1)[1]
    last = known.published_on or known.as_of or ended
    return ("flow", _TWO_LEVELS, last) if last > _TWO_LEVELS else ("flow", None, None)


def _since_new_year(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ đầu năm đến ngày 10/7"."""
    if not _is_day(match, "b"):
        return None
    day = _day(match, "b", known)
    return "flow", day and date(day.year, 1, 1), day


def _since_new_year_to_month(match: re.Match[str], known: Calendar) -> Resolved:
    """ "từ đầu năm đến đầu tháng 11-2022"; the beginning of a month is its first day, its middle the fifteenth."""
    year, month = _year(match, known, "y"), int(match["m"])
    if not 1 <= month <= 12:
        return None
    if year is None:
        return "flow", None, None
    first, last = _month_span(year, month)
    day = {"đầu": first, "giữa": first.replace(day=15)}.get(match["side"], last)
    return "flow", date(year, 1, 1), day


def _end_of_year(match: re.Match[str], known: Calendar) -> Resolved:
    """ "dự kiến cuối năm đạt 80%": the end of the document's year."""
    day = date(known.year, 12, 31) if known.year else None
    return "stock", day, day


def _to_now(match: re.Match[str], known: Calendar) -> Resolved:
    return "stock", known.as_of, known.as_of


def _months(match: re.Match[str], known: Calendar) -> Resolved:
    count = _months_told(match["n"])
    year = _year(match, known, "y", "y2")
    if not 1 <= count <= 12:
        return None
    if year is None:
        return "flow", None, None
    if match.groupdict().get("side", "đầu") == "đầu":
        return "flow", date(year, 1, 1), _month_span(year, count)[1]
    return "flow", date(year, 13 - count, 1), date(year, 12, 31)


def _quarter(match: re.Match[str], known: Calendar) -> Resolved:
    year, quarter = _year(match, known, "y"), _ROMAN[match["q"]]
    if year is None:
        return "flow", None, None
    year -= _is_of_last_year(match, known, 3 * quarter - 2)
    return "flow", date(year, 3 * quarter - 2, 1), _month_span(year, 3 * quarter)[1]


def _half(match: re.Match[str], known: Calendar) -> Resolved:
    year = _year(match, known, "y")
    if year is None:
        return "flow", None, None
    first = match["side"] == "đầu"
    return "flow", date(year, 1 if first else 7, 1), date(year, 6, 30) if first else date(year, 12, 31)


def _years(match: re.Match[str], known: Calendar) -> Resolved:
    first, last = int(match["a"]), int(match["b"])
    return ("flow", date(first, 1, 1), date(last, 12, 31)) if first <= last <= first + 50 else None


def _event(match: re.Match[str], known: Calendar) -> Resolved:
    if not _is_day(match, "a"):
        return None
    day = _day(match, "a", known)
    return "event", day, day


def _within_day(match: re.Match[str], known: Calendar) -> Resolved:
    """What happened on one day: "trong ngày 1/7, xã tiếp nhận …"."""
    event = _event(match, known)
    return ("flow", *event[1:]) if event else None


def _month(match: re.Match[str], known: Calendar) -> Resolved:
    year, month = _year(match, known, "y"), int(match["m"])
    if not 1 <= month <= 12:
        return None
    if year is None:
        return "flow", None, None
    return "flow", *_month_span(year - _is_of_last_year(match, known, month), month)


_LONG_AHEAD = 240  # days: who speaks of December in January means the one that has just ended


def _is_of_last_year(match: re.Match[str], known: Calendar, month: int) -> bool:
    """Whether a month without its year is far ahead of the day on which it is told."""
    told = known.published_on
    if told is None or match["y"] is not None or match.groupdict().get("r"):
        return False
    return (date(told.year, month, 1) - told).days > _LONG_AHEAD and known.year == told.year


def _relative_month(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Tháng trước là …": the one before the month that is reported on, else before that of the publication."""
    first, last = known.reporting_start, known.reporting_end
    is_month = first is not None and last is not None and (first.year, first.month) == (last.year, last.month)
    told = last if is_month else known.published_on
    if told is None:
        return "flow", None, None
    months = 12 * told.year + told.month - 1 - (match["w"] == "trước")
    return "flow", *_month_span(months // 12, months % 12 + 1)


def _n_years(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Trong 5 năm qua": up to the day of the document; the reporting period where it is that long."""
    count = int(match["n"]) if match["n"].isdigit() else _MONTH_WORDS[match["n"]]
    first, last = known.reporting_start, known.reporting_end
    if first is not None and last is not None and last.year - first.year + 1 == count > 1:
        return "flow", first, last
    if known.as_of is None:
        return "flow", None, None
    return "flow", _same_day(known.as_of, known.as_of.year - count) + timedelta(days=1), known.as_of


def _school_year(match: re.Match[str], known: Calendar) -> Resolved:
    first, last = int(match["a"]), int(match["b"])
    return ("flow", date(first, 9, 1), date(last, 5, 31)) if last == first + 1 else None


def _whole_year(match: re.Match[str], known: Calendar) -> Resolved:
    year = int(match["y"])
    return "flow", date(year, 1, 1), date(year, 12, 31)


def _same_span(match: re.Match[str], known: Calendar) -> Resolved:
    """ "trong cùng thời gian": the dates are those of the expression before; the caller has it."""
    return "flow", None, None


def _n_months(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Trong 6 tháng": the reporting period where it is that long."""
    count = int(match["n"]) if match["n"].isdigit() else _MONTH_WORDS[match["n"]]
    first, last = known.reporting_start, known.reporting_end
    if first is not None and last is not None and 12 * (last.year - first.year) + last.month - first.month + 1 == count:
        return "flow", first, last
    if match["past"] is not None:
        return _months_past(count, known) or _last_months(count, known)
    if last is None:
        return _months_past(count, known)
    told = _months_past(count, known) if known.published_on is not None else None
    return told if told is not None and told[2] is not None and told[2] > last else None  # longer than what is reported


def _last_months(count: int, known: Calendar) -> Resolved:
    """ "3 tháng qua": up to the day of the document."""
    last = known.as_of
    if last is None:
        return None
    begins = last + timedelta(days=1)  # the day behind, so that months that end with their last day stay whole
    before = 12 * begins.year + begins.month - 1 - count
    first, end = _month_span(before // 12, before % 12 + 1)
    return "flow", first.replace(day=min(begins.day, end.day)), last


def _months_past(count: int, known: Calendar) -> Resolved:
    """The first months of the year, where a text of the weeks after them says "trong 9 tháng"."""
    if known.published_on is None:
        return "flow", None, None
    if not 1 <= count <= 12:
        return None
    first, last = date(known.published_on.year, 1, 1), _month_span(known.published_on.year, count)[1]
    return ("flow", first, last) if -_SOON <= (known.published_on - last).days <= _JUST_PAST else None


_SOON = 15  # days before the end of the months in which a text already sums them up
_JUST_PAST = 60  # days in which a text speaks of the months that have just ended


def _months_summed(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Lũy kế 9 tháng": from the beginning of the document's year."""
    return _months(match, known)


def _reported(match: re.Match[str], known: Calendar) -> Resolved:
    """ "Trong tháng, …": the reporting period where it is one month, or one quarter or year, long; a year that is told
    at its end or soon after is that one."""
    first, last = known.reporting_start, known.reporting_end
    day = known.published_on
    if first is None and day is not None and match["w"] == "năm":
        year = day.year - (day.month <= _EARLY_IN_YEAR)
        return ("flow", date(year, 1, 1), date(year, 12, 31)) if day.month in _TURN_OF_YEAR else None
    if first is None or last is None:
        return "flow", None, None
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    return ("flow", first, last) if months == {"tháng": 1, "quý": 3, "năm": 12}[match["w"]] else None


_TURN_OF_YEAR, _EARLY_IN_YEAR = frozenset({11, 12, 1, 2}), 2  # months in which reports on a year appear


def _relative_year(match: re.Match[str], known: Calendar) -> Resolved:
    if known.year is None:
        return "flow", None, None
    if match["w"] == "qua":
        return _year_past(known)
    year = known.year if match["w"] == "nay" else known.year - 1
    return "flow", date(year, 1, 1), date(year, 12, 31)


def _year_past(known: Calendar) -> Resolved:
    """ "Năm qua, …": the year that is reported on, else that which has ended or soon will."""
    first, last = known.reporting_start, known.reporting_end
    if first is not None and last is not None and (first.month, first.day, last - first >= _WHOLE_YEAR) == (1, 1, True):
        return "flow", first, last
    told = known.published_on
    if told is None or told.month not in _TURN_OF_YEAR:
        return "flow", None, None
    year = told.year - (told.month <= _EARLY_IN_YEAR)
    return "flow", date(year, 1, 1), date(year, 12, 31)


_WHOLE_YEAR = timedelta(days=364)


_SPANS = {
    "span_months": _span_months,
    "span_dates": _span_dates,
    "span_dates_bare": _span_dates,
    "span_long": _span_dates,
    "span_dates_short": _span_dates,
    "two_levels": _two_levels,
    "since_date": _since_date,
    "since_short_date": _since_short_date,
    "span_day_to_month": _span_day_to_month,
    "span_year_and_months": _span_year_and_months,
    "since_month": _since_month,
    "since_event": _since_event,
    "since_year": _since_year,
    "year_to_date": _since_year,
    "since_year_to_date": _since_year_to_date,
    "since_year_to_year": _since_year_to_year,
    "since_year_to_month": _since_year_to_month,
    "to_date": _to_date,
    "to_date_long": _to_date,
    "to_date_short": _to_date,
    "to_month": _to_month,
    "to_year": _to_year,
    "to_bare_year": _to_year,
    "to_quarter": _to_quarter,
    "since_new_year": _since_new_year,
    "since_day": _since_day,
    "since_told_year": _since_year,
    "span_days": _span_days,
    "span_quarters": _span_quarters,
    "months_summed": _months_summed,
    "reported": _reported,
    "end_of_printed_year": _to_year,
    "since_new_year_to_month": _since_new_year_to_month,
    "end_of_year": _end_of_year,
    "to_now": _to_now,
    "months": _months,
    "months_of": _months,
    "quarter": _quarter,
    "half": _half,
    "years": _years,
    "long_date": _event,
    "month": _month,
    "within_day": _within_day,
    "date": _event,
    "event_day": _event,
    "due_day": _event,
    "month_year": _month,
    "edition": _whole_year,
    "round": _whole_year,
    "year": _whole_year,
    "listed_year": _whole_year,
    "bracket_year": _whole_year,
    "compared_year": _whole_year,
    "plan_year": _to_year,
    "since_told_month": _since_month,
    "relative_year": _relative_year,
    "relative_month": _relative_month,
    "n_years": _n_years,
    "school_year": _school_year,
    "same_span": _same_span,
    "n_months": _n_months,
}


@record(frozen=True, slots=True)
class Period:
    """The period of one figure and the rule that found it."""

    kind: str
    first: date | None
    last: date | None
    basis: str
    is_printed: bool = False  # a day or span printed for this figure, not "đến nay" and not handed on


@record(frozen=True, slots=True)
class Question:
    """What decides the period of a figure: words of time near it, the kind of its indicator, its status."""

    own: Expression | None  # in its sentence
    inherited: Expression | None  # of a sentence before
    default_kind: str  # flow, stock, or cumulative (a total since the beginning)
    status: str
    deadline: Expression | None = None


def decide(question: Question, known: Calendar) -> Period:
    """The period of a figure, by the order of `docs/claims.md`: target, own words, inherited words, document."""
    if question.status == "target":
        return _of_target(question, known)
    if question.own is not None:
        return _of_expression(question.own, "own words")
    if question.inherited is not None:
        return _of_inherited(question.inherited, question, known)
    return _of_document(question, known)


def years_before(period: Period, years: int, basis: str) -> Period:
    """The same period some years earlier: what "cùng kỳ" means beside a figure."""
    first, last = (day and _same_day(day, day.year - years) for day in (period.first, period.last))
    return Period(period.kind, first, last, basis)


def _same_day(day: date, year: int) -> date:
    """The day in another year; the last of the month stays the last of the month."""
    last = calendar.monthrange(day.year, day.month)[1]
    length = calendar.monthrange(year, day.month)[1]
    return date(year, day.month, length if day.day == last else min(day.day, length))


def _of_target(question: Question, known: Calendar) -> Period:
    deadline = question.deadline
    if deadline is not None and deadline.last is not None:
        return Period("stock", deadline.last, deadline.last, "deadline")
    return Period("unknown", known.published_on, known.published_on, "target without deadline")


def _of_expression(expression: Expression, basis: str) -> Period:
    printed = expression.is_explicit and basis == "own words"
    first = expression.last if expression.kind == "stock" else expression.first
    return Period("stock" if expression.kind == "stock" else "flow", first, expression.last, basis, printed)


def _of_inherited(expression: Expression, question: Question, known: Calendar) -> Period:
    if expression.kind != "stock" and question.default_kind in {"stock", "cumulative"}:
        return _state(expression.last if expression.kind == "flow" else None, known, "inherited words")
    return _of_expression(expression, "inherited words")


def _state(last: date | None, known: Calendar, basis: str) -> Period:
    day = last or known.as_of
    if day and known.published_on:
        day = min(day, known.cut_off or known.published_on)
    return Period("stock", day, day, basis)


def _of_document(question: Question, known: Calendar) -> Period:
    if question.default_kind in {"stock", "cumulative"} and known.as_of:
        return _state(None, known, "document")
    if known.reporting_start and known.reporting_end:
        return Period("flow", known.reporting_start, known.reporting_end, "document")
    return Period("unknown", known.published_on, known.published_on, "nothing in the text")
