"""Words of time as they are printed: a pattern for each rule, and the words without which no rule is tried.

Here: how Vietnamese texts write dates, months, quarters, halves, spans and "to date". Not here: which days they mean
(`time_spans`), nor where in a text they are looked for (`periods`).
"""

from __future__ import annotations

import re

_COUNT = r"\d{1,2}|ba|sáu|bảy|tám|chín|mười một|mười|hai|bốn"
_DMY = r"(?:ngày |hết ngày )?(?P<{0}d>\d{{1,2}})[ ]?[/.-][ ]?(?P<{0}m>\d{{1,2}})[ ]?[/.-][ ]?(?P<{0}y>\d{{4}})"
_DM = r"(?P<{0}d>\d{{1,2}})[ ]?[/-][ ]?(?P<{0}m>\d{{1,2}})(?![ ]?/|[.,]?\d|[ ]?%)"
_DOTTED = r"(?P<{0}d>\d{{1,2}})[.](?P<{0}m>\d{{1,2}})(?![/.,]?\d|[ ]?%)"  # "ngày 22.4"
_LONG = r"(?:ngày )?(?P<{0}d>\d{{1,2}})[ ]tháng[ ](?P<{0}m>\d{{1,2}})(?:[ ]năm[ ](?P<{0}y>\d{{4}}))?"
YEAR = r"(?:19|20)\d\d"
# Rules begin with letters and look behind from there: so the engine skips everything else. Of the words that may
# open one, each way to write them is spelled out.
_OF_YEAR = r"(?:[ ]?[/-][ ]?|\.(?=20\d\d(?![\d.,]\d))| năm )(?P<y>\d{4})"
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
REPORTING_VERBS = ("tính", "cập nhật", "lũy kế", "luỹ kế")


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


#: What is summed over months of a year without a word of time: "Thu ngân sách 7 tháng đạt …".
SUMMED_NOUNS = (
    "ngân sách", "giải ngân", "xuất khẩu", "nhập khẩu", "kim ngạch", "số thu", "tổng thu", "tính chung", "luỹ kế",
    "lũy kế", "ngân sách nhà nước", "nsnn", "(nsnn)",
)  # fmt: skip
#: "tháng Hai", which is no "tháng, hai bên".
MONTHS_IN_WORDS = {
    "giêng": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
}
_MONTH_TOLD = (
    "tháng(?:"
    + "|".join(
        rf"(?<=(?<![^\W_]){word} tháng)"
        for word in ("trong", "hết", "cuối", "đầu", "với", "của", "và", "riêng", "vào", "hồi", "thu", "chi")
    )
    + r"|(?<=\ntháng))"
)
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "span_dates",
        re.compile(
            _FROM
            + r" (?:ngày |(?:khi|thời điểm) [^.;,:()\d]{3,90}\((?:ngày )?)?"
            + _DMY.format("a").replace("(?:ngày |hết ngày )?", "")
            + r"\)?[ ]?(?:đến|-|tới)(?: hết)?(?: ngày)? ?"
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
        "span_month_to_day",
        re.compile(
            _FROM
            + r" (?:đầu )?tháng (?P<m>\d{1,2})(?:(?:[ ]?[/-][ ]?| năm )(?P<y>\d{4}))?,? (?:đến|tới)(?: hết)?(?: ngày)? "
            + r"(?P<ad>\d{1,2})[ ]?[/-][ ]?(?P<am>\d{1,2})(?:[ ]?[/-][ ]?(?P<ay>\d{4}))?(?![\d/])"
        ),
    ),
    (
        "span_year_and_months",
        re.compile(
            r"năm(?<![^\W_]năm) (?P<a>"
            + YEAR
            + r")(?: và|,|, và) (?:(?P<n>"
            + _COUNT
            + r") tháng đầu|(?:quý|qúy) (?P<q>iii|ii|iv|i|[1-4]))(?: năm |[ ]?[/-][ ]?)(?P<b>"
            + YEAR
            + r")(?!\d)"
        ),
    ),
    (
        "span_quarters",
        re.compile(
            r"từ (?:đầu )?(?:quý|qúy) (?P<a>iii|ii|iv|i|[1-4])(?:[ ]?[/-][ ]?(?P<ay>\d{4}))? (?:đến|tới)(?: hết| cuối)*"
            r" (?:quý|qúy) (?P<b>iii|ii|iv|i|[1-4])(?![^\W_])(?:(?:[ ]?[/-][ ]?| )(?:năm )?(?P<by>" + YEAR + r"))?"
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
            + YEAR
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
    ("since_told_year", re.compile(r"kể từ năm (?P<y>" + YEAR + r")(?!\d| (?:đến|tới))")),
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
            _SINCE + r" đầu năm(?: (?P<y>" + YEAR + r"))?(?: cho)? (?:đến|tới) (?:nay|hiện nay)",
            r"(?:lũy kế|luỹ kế) từ đầu năm(?![^\W_]| (?:\d|đến|tới))",
        ),
    ),
    (
        "since_year_to_date",
        re.compile(
            _SINCE
            + r" (?:đầu )?(?:năm )?(?P<y>"
            + YEAR
            + r")(?: cho)? (?:đến|tới)(?: hết)?(?: ngày)? ?"
            + _DMY.format("b").replace("(?:ngày |hết ngày )?", "")
        ),
    ),
    (
        "since_year_to_year",
        re.compile(
            _FROM + r" (?:đầu )?(?:năm )?(?P<a>" + YEAR + r") (?:đến|tới)(?: hết)?(?: năm)? (?P<b>" + YEAR + r")(?!\d)"
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
            + YEAR
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
            _led(REPORTING_VERBS, "đến|tới|tại|vào|hết")
            + r"(?: hết| thời điểm| trước| cuối)*"
            + _CLOCK
            + r"(?: ngày)? "
            + _DMY.format("a").replace("(?:ngày |hết ngày )?", "")
        ),
    ),
    (
        "to_date_long",
        re.compile(
            _led(REPORTING_VERBS, "đến|tới|tại|vào")
            + r"(?: hết| thời điểm| trước| cuối)*"
            + _CLOCK
            + " "
            + _LONG.format("a")
        ),
    ),
    (
        "to_date_short",
        re.compile(
            _led(REPORTING_VERBS, "đến|tới|(?:tại|vào)(?= thời điểm)")
            + r"(?: hết| thời điểm| trước| cuối)*"
            + _CLOCK
            + "(?: ngày)? "
            + _DM.format("a")
        ),
    ),
    (
        "to_date_short",
        re.compile(
            _led(REPORTING_VERBS, "đến|tới")
            + r"(?: hết| thời điểm| trước| cuối)*"
            + _CLOCK
            + " ngày "
            + _DOTTED.format("a")
        ),
    ),
    (
        "to_date_short",
        re.compile(
            _led(REPORTING_VERBS, "đến|tới")
            + " "
            + _DOTTED.format("a")
            + r"(?=[,;)]| (?!điểm|triệu|tỷ|tỉ|nghìn|ngàn|lần|km|ha|m2|đồng|usd|giờ|ngày|phút|mm|kg|tấn)[^\W\d_])"
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
            r"(?:" + _led(("tính", "cập nhật"), "đến|tới") + r"(?: hết| cuối)*|hết) năm (?P<y>" + YEAR + r")(?!\d)"
        ),
    ),
    (
        "to_bare_year",
        re.compile(
            r"(?:đến|tới) (?:hết |cuối )*(?P<y>"
            + YEAR
            + r")(?=[,;:)]|[.](?!\d)|$| (?:là|đạt|có|sẽ|giảm|tăng|phải|cả|toàn) )"
        ),
    ),
    (
        "to_quarter",
        re.compile(
            r"(?:(?:đến|tới)(?: hết| cuối)*|hết) (?:quý|qúy) (?P<q>iii|ii|iv|i|[1-4])(?![^\W_])"
            r"(?:(?:[ ]?[/-][ ]?| )(?:năm )?(?P<y>" + YEAR + r"))?"
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
            + YEAR
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
            _NOW + r"(?: (?:nay|tại|có|đã)(?![^\W_])|(?=,| đang| toàn| cả nước| trên| số | tổng số )"
            # "…, hiện Sở A đã xử lý": not "hiện đại hóa"
            r"|(?:(?<=[,;] hiện)|(?<=[.;] hiện)|(?<=\nhiện))"
            r"(?= (?!đại |trạng |hành |hữu |thực |vật |tượng |diện |thân |hình )"
            r"(?:[^\W\d_]+ ){1,7}(?:đã (?!từng )|đang |có (?!thể )|còn ))"
            r"|(?<=[.;] hiện)(?= (?:gần |hơn |khoảng )?\d)|(?<=\nhiện)(?= (?:gần |hơn |khoảng )?\d))",
        ),
    ),
    (
        "months",
        re.compile(
            r"(?<![\d,.])(?P<n>"
            + _COUNT
            + r")(?: tháng|[ ]?t) (?P<side>đầu|cuối)(?: của)?(?: năm(?: (?P<y>"
            + YEAR
            + r"))?)?(?: (?P<r>nay|ngoái|trước))?(?![^\W_])(?:[ /]+(?P<y2>"
            + YEAR
            + r"))?"
        ),
    ),
    (
        "months_of",
        re.compile(
            r"(?<![\d,.])(?P<n>"
            + _COUNT
            + r")(?: tháng|[ ]?t)(?: của)?(?: năm |[ ]?/[ ]?| )(?P<y>"
            + YEAR
            + r")(?![\d/-])"
        ),
    ),
    (
        "quarter",
        re.compile(
            r"q(?<![^\W_]q)(?:uý|úy) (?P<q>iii|ii|iv|i|[1-4])(?![^\W_])(?:(?:[ ]?[/-][ ]?| )(?:năm )?(?P<y>"
            + YEAR
            + rf")|{_OR_TOLD})?"
        ),
    ),
    ("months_summed", re.compile(rf"(?:lũy kế|luỹ kế) (?P<n>{_COUNT}) tháng(?! (?:đầu|cuối|của|năm))(?![^\W_])")),
    ("reported", re.compile(r"t(?<![^\W_]t)rong (?P<w>tháng|quý|năm)(?= ?[,.;]| (?:báo cáo|là|qua|đã|có)(?![^\W_]))")),
    ("half", re.compile(r"nửa (?P<side>đầu|cuối) năm(?: (?P<y>" + YEAR + r")| (?P<r>nay|ngoái|trước)(?![^\W_]))?")),
    ("school_year", re.compile(rf"năm học (?P<a>{YEAR})[ ]?-[ ]?(?P<b>{YEAR})(?![\d/-])")),
    (
        "years",
        re.compile(
            r"(?:(?P<two>(?:trong|qua|sau) (?:2|hai) năm)|giai đoạn|thời kỳ|nhiệm kỳ|các năm|trong năm|năm)?[ ]?"
            r"(?<![\d/.,-])(?P<a>"
            + YEAR
            + r")(?(two)(?:[ ]?-[ ]?| và (?:năm )?)|[ ]?-[ ]?)(?P<b>"
            + YEAR
            + r")(?![\d/-])"
        ),
    ),
    ("long_date", re.compile(r"ngày (?P<ad>\d{1,2})[ ]tháng[ ](?P<am>\d{1,2})(?:[ ]năm[ ](?P<ay>\d{4}))?")),
    (
        "month",
        re.compile(
            r"tháng(?<![^\W_]tháng)(?<!mỗi tháng)(?<!một tháng) (?P<m>\d{1,2})"
            r"(?:(?![.,]?\d)|(?=\.20\d\d(?!\d)))(?:" + _OF_YEAR + rf"|{_OR_TOLD})?"
        ),
    ),
    (
        "month_in_words",
        re.compile(
            _MONTH_TOLD
            + r" (?P<m>"
            + "|".join(sorted(MONTHS_IN_WORDS, key=len, reverse=True))
            + r")(?:(?:[/-]| năm )(?P<y>\d{4})|(?=[,.;:)]| (?:cả|toàn|đã|có|là|vừa|so|nay|này)(?![^\W_])))"
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
        "event_day",
        re.compile(
            r"(?:ngày|sáng|trưa|chiều|tối|đêm|hôm nay|hôm qua)(?: nay| qua)?(?: ngày)?,?[ ]?[(]?" + _DOTTED.format("a")
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
            r"(?:đ(?<![^\W_]đ)ợt|k(?<![^\W_]k)ỳ|l(?<![^\W_]l)ần) (?:thứ )?\d{1,2}[/-](?P<y>" + YEAR + r")(?!\d)"
        ),
    ),
    ("month_year", re.compile(r"(?<![\d/.,-])(?P<m>0?[1-9]|1[0-2])[ ]?[/-][ ]?(?P<y>" + YEAR + r")(?![\d/])")),
    (
        "edition",
        re.compile(
            r"(?:par[ -]?index|sipas|apci|papi|pobi|pci|dti|ddci|doing business|môi trường kinh doanh"
            r"|năng lực cạnh tranh(?: toàn cầu| cấp tỉnh| quốc gia)?|chính phủ điện tử"
            r"|chỉ số(?:(?! hơn| so với)[^.;,()\d]){0,60}(?:\([^\d()]{2,20}\))?)\)?"
            r" (?:năm )?(?P<y>" + YEAR + r")(?!\d)"
        ),
    ),
    (
        "year",
        re.compile(
            r"(?:n(?<![^\W_]n)ăm|(?:t(?<![^\W_]t)rong|c(?<![^\W_]c)(?:ả|ủa)) năm) (?P<y>" + YEAR + r")(?![\d/]|-\d)"
        ),
    ),
    (
        "listed_year",
        re.compile(
            r"(?P<before>, |,| và )(?:năm )?(?P<y>"
            + YEAR
            + r")(?=[;:)]|[,.](?!\d)|$| (?:và|lần lượt|tương ứng|theo|là|đạt|đều|của) )"
        ),
    ),
    ("compared_year", re.compile(rf"(?P<y>{YEAR})(?<=so với \d{{4}})(?![\d/.,-])")),
    ("bracket_year", re.compile(rf"(?P<y>{YEAR})(?<=[\d%] \(\d{{4}})(?=\))")),
    (
        "plan_year",  # "(mục tiêu 2025: 20%)"
        re.compile(rf"(?P<y>{YEAR})(?:(?<=mục tiêu \d{{4}})|(?<=kế hoạch \d{{4}})|(?<=chỉ tiêu \d{{4}}))(?=[ ]?:)"),
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
_COMPARISON_WORDS = re.compile(
    r"(?:(?:so với|so|với|bằng) )?(?:cùng kỳ|cùng thời điểm|cùng giai đoạn)(?: (?:của )?(?:các )?(?:năm|tháng)? ?"
    r"(?:(?:19|20)\d\d|trước|ngoái))?|so với (?:năm|tháng|quý|kỳ|đầu năm)[ ]?(?:trước|ngoái)?"
)
#: Words that a rule cannot do without. A rule looks only at the text around them, or around years and days.
NEEDED_WORDS = {
    **dict.fromkeys(
        (
            "since_month",
            "since_told_month",
            "since_new_year_to_month",
            "span_months",
            "span_day_to_month",
            "span_month_to_day",
            "span_long",
            "to_date_long",
            "to_month",
            "months_summed",
            "n_months",
            "long_date",
            "month",
            "month_in_words",
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
YEAR_RULES = frozenset(
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
CUT_OFF_RULES = frozenset({"to_date", "to_date_long", "to_date_short"})  # rules of "tính đến ngày 15/3"
UP_TO_PART_OF_YEAR = frozenset({"to_month", "to_quarter"})  # rules of "đến tháng 3", "đến quý I"
_FULL_DATE = re.compile(r"\d[ ]?[/.-][ ]?\d{1,2}[ ]?[/.-][ ]?\d{4}")
NEEDED_BESIDES: dict[str, tuple[str, ...] | re.Pattern[str]] = {
    **dict.fromkeys(
        ("span_dates", "span_dates_bare", "span_dates_short", "since_date", "since_year_to_date", "to_date", "date"),
        _FULL_DATE,
    ),
    "to_bare_year": _UNTIL,
    "to_date_short": (*_UNTIL, "thời điểm"),
    **dict.fromkeys(("to_month", "to_year"), (*_UNTIL, "hết")),
    "to_date_long": (*_UNTIL, "tại", "vào", "hết"),
    "span_long": _UNTIL,
    "since_month": ("nay",),
    "since_told_month": ("từ",),
    **dict.fromkeys(("span_months", "since_year", "since_year_to_year"), ("từ",)),
    **dict.fromkeys(("since_new_year", "since_new_year_to_month"), ("từ đầu năm",)),
    "since_year_to_month": ("từ",),
    **dict.fromkeys(("span_days", "span_day_to_month", "span_month_to_day", "since_day"), ("từ", "kể")),
    "since_short_date": ("nay",),
    "span_quarters": ("từ",),
    "months_summed": ("lũy kế", "luỹ kế"),
    "since_told_year": ("kể từ năm",),
    "end_of_printed_year": ("cuối năm",),
    "months": ("tháng đầu", "tháng cuối", "t đầu", "t cuối"),
    "n_months": ("trong", "qua", *SUMMED_NOUNS),
    "two_levels": ("sau",),
    "round": ("đợt", "kỳ", "lần"),
    "month_year": re.compile(rf"[/-][ ]?{YEAR}"),
    "years": ("-", " và "),
    "span_year_and_months": ("tháng đầu", "quý", "qúy"),
    "event_day": re.compile(r"\d(?:[ ]?[/-][ ]?|[.])\d"),
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
RULES_OF_TIME = (*_RULES, ("comparison", _COMPARISON_WORDS))
