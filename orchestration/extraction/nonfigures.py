"""Numbers that only name, date or list something: the claim guide's list of what is no figure.

Here: why a printed number is not a figure. Not here: menus and teasers (no body block holds them) and dates
(`periods`; whatever lies inside words of time is handed in as spans) and proper names (`names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial

from orchestration.extraction.names import NameGrammar
from orchestration.extraction.numbers import Number
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, from_border, whole_words


class _Ending:
    """A pattern that begins with one of some words and ends with a text. It is asked only where the last letters of the
    text end one of the words, or of those that may stand behind them: a tenth of the work, and nearly always enough."""

    def __init__(self, pattern: str, words: Iterable[str]) -> None:
        self._pattern = re.compile(pattern)
        self._ends = frozenset(map(_last_letters, words))

    def search(self, before: str) -> re.Match[str] | None:
        """Where the text ends with the pattern."""
        return self._pattern.search(before) if _last_letters(before) in self._ends else None


@lru_cache(maxsize=512)
def _last_letters(text: str) -> str:
    """The letters and digits that end a text, without the blanks and marks behind them."""
    word = text.rstrip(" :-\n").rpartition(" ")[2]
    if word.isalnum():
        return word
    letters = _LAST_LETTERS.search(word)
    return letters.group() if letters else ""


_LAST_LETTERS = re.compile(r"[^\W_]+\Z")


_LISTING_BEFORE = re.compile(r"(?:^|[\n;:.]|(?:^|[ \n])\")[ ]*[(]?$")
_LISTING_AFTER = re.compile(r"(?:[)](?![\d%])|[.](?=\s*[^\W\d_])|[/](?=[ ][^\W\d_]))")
_SECTION = re.compile(r"\d{1,2}(?:[.]\d{1,2}){1,3}")  # "3.2. Trong năm"
_LINE_BEGINS = re.compile(r"(?:^|\n)[ ]*$")
_NEXT_ITEM = re.compile(r"[.)] \d")  # "8. 100% văn bản …"
_DASHED_AFTER = re.compile(r"- [^\W\d_]")  # "gồm: 1- Vụ Pháp chế, 2- Thanh tra Bộ"
_DASHED_BEFORE = re.compile(r"(?:^|[\n:;,.])[ ]*$")
_CLOCK_AFTER = re.compile(r"[ ]?(?:h|g|giờ|:)[ ]?\d{2}(?!\d)|:[ ]?\d|[ ]?(?:am|pm|h)(?![^\W_])")
_CLOCK_BEFORE = re.compile(r"(?:(?<![\d/])\d{1,2}[ ]?(?:h|:|giờ|g)[ ]?|lúc |vào )$")
_VIEWS_BEHIND = re.compile(r" lượt (?:xem|đọc)\s*(?:\n|$)")
_CLOCK_AND_VIEWS = re.compile(
    r"\d{1,2}:\d{2} +[\d.]{1,9} +$|[-/](?:19|20)\d\d *\| *:? ?$"
)  # "17:43 438 0" under a headline: views and comments
_SECONDS_PLAYED = re.compile(r"(?:^|[\s/])\d{1,2}:$")  # "0:00 / 3:25" of a player
_MINUTES_BEFORE = re.compile(r"\d(?:h|:)\d[ ]$")  # "1h5 9", torn apart
_HOUR_AND_MINUTES = re.compile(r"[ ]giờ[ ]\d{1,2}(?![\d.,%/])")
_SECONDS_BEFORE = re.compile(r"\d{1,2}[ ](?:giờ|h)[ ]\d{1,2}[ ]phút[ ]$")
_ORDINAL_BEFORE = re.compile(r"thứ(?<![^\W_]thứ) $")
_NEXT_RANK = re.compile(r" thứ \d{1,3}(?:/\d{1,3})?,?(?: và|,| hoặc| lên| xuống) thứ $")  # "ở vị trí thứ 3 và thứ 4"
_OF_PART = r"(?:,|;| và|, và) [^\W\d_]+(?: [^\W\d_]+){0,4}(?<!lần)(?<!năm)(?<!tháng)(?<!kỳ)(?<!khóa)(?<!ngày) thứ "
_LISTED_RANK = re.compile(  # "chính quyền số xếp thứ 31, kinh tế số thứ 44, xã hội số thứ 40"
    rf"(?:xếp|đứng|vị trí|hạng) thứ \d{{1,3}}(?:/\d{{1,3}})?(?:{_OF_PART}\d{{1,3}}(?:/\d{{1,3}})?)*{_OF_PART}$"
)
_LIST_OF_RANKS = 120  # characters of such a list
_RANK_LEVELS = re.compile(  # "tăng 8 bậc, từ mức 36 lên mức 28"
    r"\d (?:bậc|hạng)(?: [–-] mức [^\d.;()]{3,30})?,? \(?(?:đi |vươn )?từ (?:(?:mức|hạng|thứ hạng|vị trí|thứ) )*"
    r"(?:\d{1,3} (?:tụt )?(?:lên|xuống) (?:mức )?)?$"
)
_OF_COUNTRY = re.compile(  # "và thứ 7 cả nước", "thứ 3 vùng Đông Nam Bộ"
    r"(?:/\d+)? (?:(?:trong|trên) )?(?:cả nước|toàn quốc|vùng|khu vực|thế giới|toàn cầu)(?![^\W_])"
)
_NEXT_PLACE = re.compile(r"(?:[;,.:(]|(?:^|\n)|[ ]và|[;,] còn)\s*(?:đứng |xếp )?thứ $")
_RANK_OF_NAME = re.compile(r"[^\W\d_]+ \((?:xếp |đứng )?thứ $")  # "sau Lào (thứ 30)"
_MOVES = ("hạng ", "bậc ")  # "tụt một bậc (thứ 60)"
_CLOSES_RANK = re.compile(r"(?:/\d{1,3})?\)")
_NAME = 30  # characters of a name's last word before its place
_HOLDER = re.compile(  # "; thứ 3 tỉnh Hải Dương", "thứ 4 là Bộ Y tế"
    r" (?:là |thuộc về )?(?:(?:tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường|sở|bộ)[ ])?(?=[^\W\d_])"
)
_RANK_BEFORE = re.compile(
    r"(?:xếp|đứng|vị trí|hạng|xếp hạng|thứ hạng|vị thứ|tăng lên|lên|xuống|ở|từ)(?: ở)?(?: vị trí)?(?: hạng)?"
    r"(?: lần lượt(?: là)?)? (?:thứ )?$|(?:xếp|đứng)(?: ở)?(?: vị trí)? số $"
    r"|thứ hạng(?: thứ)? $|hạng $|vị trí(?: thứ)? $|(?:nằm|giữ)(?: ở)? vị trí số $"
)
_RANK_ENDS = tuple(f"{word} " for word in "xếp đứng trí hạng thứ lên xuống ở từ số".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_OLD_YEAR = re.compile(r"[1-9]\d{3}")
_YEAR_BEFORE = re.compile(r"năm(?<![^\W_]năm) $")
_WORD_AFTER = re.compile(r"[ ]+[^\W\d_]{2,}")
_DOTTED = re.compile(r"\d{1,2}[.](?:\d{1,2}|20\d\d)")
_DAYS = 31
_DAY_UNTIL = re.compile(r"[ ]?(?:đến|tới|-|và|,)[ ]?(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d.])")
_MONTH_BEHIND = re.compile(r"/\d{1,2}(?:/\d{4})?(?![\d.])")
_FULL_DATE = re.compile(r"/\d{4}$")
_DAY_AFTER = re.compile(r"[ ]+(?:ngày|năm)[ ]+\d")  # "quyết định số 86 ngày 5/9"
_LEGAL_CODE = re.compile(r"[/-][ ]?[A-ZĐ]{2,}")
_LEGAL_YEAR = re.compile(r"[ ]?/\d{4}/[ ]?[A-ZĐa-zđ]")
_LEGAL_BODY = re.compile(r"[ ]?-[ ]?[A-ZĐ]{2,}(?:/|-)")
_LEVELS = re.compile(r"[1-5],[1-5]")  # "mức độ 3,4"
_RELEASE = re.compile(r"\d[.]\d")  # "công nghiệp 4.0"
_VERSION = re.compile(r"[1-9][.]0")  # "năng lực cạnh tranh 4.0"
_IN_YEAR = re.compile(r" năm (?:19|20)\d\d(?![-/\d])")
_PLATE_BEFORE = re.compile(r"\d{2}[ ]?-?[ ]?[a-zđ]{1,2}[ ]?\d?[ ]?-[ ]?$")
_PLATE_AFTER = re.compile(r"[ ]?-?[ ]?[a-zđ]{1,2}[ ]?\d?[ ]?-[ ]?\d{3}")
_SERIES_BEFORE = re.compile(r"(?<![^\W_])\d{2}[ ]?-?[ ]?[a-zđ]{1,2}[ ]$")  # "66 B" of "66 B 1-032.04"
_LONGEST_SERIES = 13  # characters of "66 - AB 1 - "
_REST_OF_PLATE = re.compile(r"\d[ ]?-[ ]?\d{3}(?:\d|[.]\d)")
_UNTIL = re.compile(r"[ ]?(?:đến|tới|-|và|hay|hoặc|,)(?: dưới| đủ)?[ ]?\d[\d.,]*(?<=\d)")  # to the end of "từ 9 đến 10"
_AGE_PARTS = re.compile(r"(?<![^\W_])tuổi,?[ ]\d{1,2}[ ]tháng,?[ ]$")  # "13 tuổi, 5 tháng, 20 ngày"
_SINCE = re.compile(r"(?:\d+[ ]?(?:đến|tới|-)[ ]?(?:dưới )?)$")  # "tuổi từ 20 đến "
_SINCE_ENDS = ("đến", "đến ", "tới", "tới ", "-", "- ", "dưới ")
_YEARS_AND_MONTHS = re.compile(r"[ ]năm[ ]\d{1,2}[ ]tháng(?![^\W_])")
_ROUND = re.compile(r"10{2,6}")
_PER_BEFORE = re.compile(r"(?<![\d.,])\d{1,2}(?:,\d+)?(?: [^\W\d_]+){1,5} trên $")  # "3,1 hợp tác xã trên 1.000 dân"
_DIALLED = re.compile(r"[(]0\d{1,3}[)][ ]?$")
_DIAL_BEHIND = re.compile(r"[)][ ]?\d[\d .]{5,}")
_LINE_ENDS = frozenset({"", "\n", "\r"})
_QUOTED = ('"', "'")
_SENTENCE_TERM = re.compile(r"[ ](?:năm|tháng|ngày)[^.;,]{0,30}?[ ]tù(?![^\W_])")
_CAPITAL = re.compile(r"[A-ZĐ]")
_CODE_BEFORE = re.compile(r"(?<!\w)[A-ZĐ][ ]$")
_CODE_PART_BEFORE = re.compile(r"(?<!\w)[A-ZĐ]{1,4}[ ](?:\d+-)*$")  # "BP 12-04-02"
_CODE_TORN = re.compile(r"(?<!\w)[A-ZĐ]{1,4}(?:[ ]-|[ ]\d{1,2}/\d{1,2}[ ])$|/[A-ZĐ]{2,}[ ]$")  # "QN -6096", "Y 5/1 41"
_CODE_PART_AFTER = re.compile(r"-\d+-\d")
_STREET_AFTER = re.compile(r"[ ][A-ZĐ][^\W\d_]+[ ][A-ZĐ][^\W\d_]+,")
_WAY_AFTER = re.compile(r"(?:/\d+)*[ ](?:[A-ZĐÂĂÊÔƠƯ]|đường|phố|ngõ|hẻm)")
_IDENTITY = re.compile(r"0\d{3,}|\d{8,}")
_MILESTONE = re.compile(r"km(?<![^\W_]km)[ ]?[\d ]+[+][ ]?$")
_MILESTONE_BEHIND = re.compile(r"[ ]?[+][ ]?\d{3}(?!\d)")
_SLASH_SEVEN = re.compile(r"^24/(?:7|24)$")
_LETTER_BEFORE = re.compile(r"[^\W\d_]-?\Z")
_LINE = 240  # characters of a line of contact
_LIST = 120  # characters of a list of numbers behind one naming word
_LIST_BEFORE = re.compile(r"(?:(?<![\w.,])\d{1,4}[a-zđ]?(?:, | và |, và | hoặc |-))+$")
_FOOTNOTE_AFTER = re.compile(r"[)\]]")
_SLOGAN = 13  # numbers below it stand in slogans and names of models
_SLOGAN_REACH = 100  # characters of a quoted slogan on either side of a number
_OLDEST = 130  # years of age
_JOINTS = ("&", "-")  # "Sở KH&ĐT (41 hồ sơ)": the end of a short name, and no telephone
_SCALE_BEFORE = re.compile(r"thang(?: điểm)?(?: từ)? $")
_LEAST_GLUED = 100  # of what is counted without a blank
_SHORT = 4  # digits of a number that names
_LONG = 5  # digits without separators that no count prints
_STARS = re.compile(r" sao(?![^\W_])(?! (?:lưu|chép|kê|y|chụp))")  # "khách sạn 5 sao"


class NonFigures:
    """Says why a number is no figure. Compiled once from the tables of naming, span and other words."""

    def __init__(self, reference: Reference) -> None:
        words = partial(reference.words, "nonfigure_words")
        hedges = reference.words("hedges", side="before")
        kinds = sorted({row["kind"] for row in reference.tables["naming_words"]})
        self._contact = re.compile(
            rf"{from_border(reference.words('naming_words', kind='contact'), _JOINTS)}(?: số)?[\d .:()+-]*$"
        )
        self._contact_line = re.compile(rf"\n[ \t*•-]*(?:{any_of(reference.cues('contact_line'))})[ ]*(?::|\d)[^\n]*$")
        opened = [f"{word} " for word in reference.cues("opens_word_of_two")]
        self._naming = {
            kind: _before(reference.words("naming_words", kind=kind), _JOINTS if kind == "contact" else opened)
            for kind in kinds
        }
        self._named_at_all = _before(reference.words("naming_words"))
        behind = [w for kind in ("document", "article", "address") for w in reference.words("naming_words", kind=kind)]
        self._named_behind = _starts(behind)
        whole = reference.words("naming_words", kind="with_number")
        self._whole_name = re.compile(rf"(?<![^\W_])(?:{any_of(whole)})$")
        self._whole_ends = tuple({name.split()[-1] for name in whole})
        self._side_after = _starts(words(kind="side_after"))
        self._long_number = _ending(words(kind="code_before"))
        self._number_of = _ending(words(kind="number_of"))
        self._counted = _starts(reference.cues("counted_noun"))
        self._glued_measure = re.compile(rf"(?:{any_of(reference.cues('glued_measure'))})(?![^\W_])")
        self._counted_even_padded = _starts(reference.cues("padded_noun"))
        self._names = NameGrammar(reference)
        self._spans = _Spans(reference, hedges)
        self._age_after, self._age_before = _starts(words(kind="age_after")), _ending(words(kind="age_before"), hedges)
        self._age_from = _ending(words(kind="age_from"))
        self._clock_after = re.compile(rf"[ ]giờ[ ]{whole_words(words(kind='clock_after'))}")
        self._clock_before, self._lasting = (_ending(words(kind=kind), hedges) for kind in ("clock_before", "lasting"))
        self._date_after = _starts(words(kind="date_after"))
        series = r"(?:[(][^\W\d_]+[)] |\d{0,2}[ ]?[a-z]{1,4}\d?[ .-]*)?$"
        self._plate = re.compile(rf"{from_border(words(kind='plate'))}[ :]{{0,2}}{series}")
        self._penalty = re.compile(rf"{whole_words(words(kind='penalty'))}(?: [^\W\d_]+){{0,3}} $")
        self._penalty_far = re.compile(rf"{whole_words(words(kind='penalty_far'))}[^.;]{{0,70}}$")
        address = words(kind="address")
        self._address = _Ending(rf"{from_border(address)}(?: tại| số| ở|:)?[ ]$", [*address, "tại", "số", "ở"])
        self._residence = _ending([*words(kind="residence"), "số"])
        self._street = re.compile(rf"(?:{from_border(words(kind='street_before'))}|,)[ ]$")
        self._idiom_after = _starts(words(kind="idiom_after"))
        self._levels_after = re.compile(rf"[ ]cấp(?![^\W_])(?![ ](?:{any_of(words(kind='counted_level'))})(?![^\W_]))")
        self._cut = re.compile(rf"{from_border(words(kind='cut'))}(?: [^\W\d_]+){{0,2}} $")
        self._slogan_after = _starts(words(kind="slogan_after"))
        self._slogan_before = re.compile(rf"{from_border(words(kind='slogan_before'))}[ :]+$")

    def reason(self, number: Number, folded: str, original: str) -> str | None:
        """A short code for why the number is no figure, or None if it is one."""
        before = folded[max(0, number.start - 40) : number.start]
        after = folded[number.end : number.end + 40]
        if _SLASH_SEVEN.match(folded[number.start : number.end]):
            return "clock"
        return (
            self._glued(number, before, after, folded)
            or self._legal(number, original)
            or self._date(number, before, after, original)
            or self._listing(number, before, after)
            or self._clock_or_age(number, before, after)
            or self._on_line_of_contact(number, folded)
            or self._named(number, before, after, folded, original)
            or self._spans.reason(number, before, after)
            or self._plate_or_prison(number, before, after, folded)
            or self._until(number, before, after, folded)
            or self._idiom(number, before, after)
            or self._level_or_slogan(number, before, after, folded)
            or self._code_or_street(number, before, original)
            or ("name" if self._names.holds(number, folded, original) else None)
        )

    def _glued(self, number: Number, before: str, after: str, folded: str) -> str | None:
        if number.unit_word is None and _LETTER_BEFORE.search(before[-3:]):
            return "glued to a word"
        if before.endswith(("(", "[")) and number.is_bare and _FOOTNOTE_AFTER.match(after) and len(number.printed) <= 3:
            previous = before[-2:-1]
            if previous.isalnum() or (
                previous == " " and after[1:2] in {" ", ""} and before[:-2].endswith((".", ";", ":"))
            ):
                return "footnote"
        code = number.unit_word is None and number.factor == 1 and _IDENTITY.fullmatch(number.printed)
        if code and (number.printed.startswith("0") or not self._counted.match(after)):
            return "identity number"
        tail = folded[number.end : number.end + 1]
        measured = tail.isalpha() and self._glued_measure.match(folded, number.end) is not None
        if number.is_bare and number.value >= _LEAST_GLUED and self._counted.match(folded, number.end):
            return None  # "58297giao dịch"
        return "glued to a word" if tail.isalpha() and not measured and number.unit_word is None else None

    def _date(self, number: Number, before: str, after: str, original: str) -> str | None:
        """A year or a day and month that no word of time announces; a house number that looks like one."""
        year = number.is_bare and number.upper is None and _YEAR.fullmatch(number.printed)
        if year and not self._counted.match(after):
            return "year"
        if number.is_bare and _YEAR_BEFORE.search(before) and _OLD_YEAR.fullmatch(number.printed):
            return "year"
        if self._is_dotted_day(number, before) or self._is_day_until(number, after):
            return "date"
        if number.is_bare and self._date_after.match(after):
            return "date"
        whole = number.denominator
        if whole is None or number.unit_word is not None or number.factor != 1:
            return None
        if number.value > whole:
            return "date or score"
        if self._address.search(before) and not self._counts(number, before, after):
            return "address"
        if self._residence.search(before) and _WAY_AFTER.match(original, number.end):
            return "address"
        if self._is_named_fraction(number, before, after) and not self._is_next_rank(number, before, original):
            return "document"
        is_day = number.value <= 31 and whole <= 12 and number.value > 0 and not number.decimals
        return "date" if is_day and not _WORD_AFTER.match(after) else None

    def _is_dotted_day(self, number: Number, before: str) -> bool:
        """ "ngày 31.5", "tháng 3.2011", "(22.7)"."""
        if number.unit_word is not None or number.factor != 1 or not _DOTTED.fullmatch(number.printed):
            return False
        return self._naming["date"].search(before) is not None or before.endswith(("ngày (", "tháng "))

    def _is_day_until(self, number: Number, after: str) -> bool:
        """ "từ 16 đến 19/7/2019", "25 - 27/1"."""
        if not (number.is_bare or number.upper is not None) or number.value > _DAYS:
            return False
        match = _DAY_UNTIL.match(after) if number.upper is None else _MONTH_BEHIND.match(after)
        if match is None:
            return False
        return _FULL_DATE.search(match.group()) is not None or not _WORD_AFTER.match(after[match.end() :])

    def _is_named_fraction(self, number: Number, before: str, after: str) -> bool:
        """ "Nghị định 174/2013", "lớp 5/12"; "xếp hạng 22/63" is a rank."""
        if self._naming["document"].search(before) and _YEAR.fullmatch(f"{number.denominator}"):
            return self._number_of.search(before) is None  # "Nghị định 138/2013 quy định …"
        named = any(self._naming[kind].search(before) for kind in ("document", "class", "date"))
        return named and not _RANK_BEFORE.search(before) and not self._counts(number, before, after)

    def _counts(self, number: Number, before: str, after: str) -> bool:
        """Whether "trong số 5/7 …" or a counted noun behind tells a figure where a naming word stands before."""
        padded = number.printed.startswith("0") and not self._counted_even_padded.match(after)
        counted = self._counted.match(after) and not padded and not _DAY_AFTER.match(after)
        return bool(counted) or self._number_of.search(before) is not None

    def _legal(self, number: Number, original: str) -> str | None:
        if number.unit_word is not None:
            return None
        tail = original[number.digits_end : number.digits_end + 14]
        if _LEGAL_CODE.match(tail.lstrip()) or _LEGAL_YEAR.match(tail) or _LEGAL_BODY.match(tail):
            return "legal document"
        return None

    def _listing(self, number: Number, before: str, after: str) -> str | None:
        if number.unit_word is None and _SECTION.fullmatch(number.printed) and _LINE_BEGINS.search(before):
            return "list numbering" if _LISTING_AFTER.match(after) else None
        if not number.is_bare or len(number.printed) > 2:
            return None
        if _LISTING_AFTER.match(after) and _LISTING_BEFORE.search(before):
            return "list numbering"
        if _NEXT_ITEM.match(after) and _LINE_BEGINS.search(before):
            return "list numbering"
        if _DASHED_AFTER.match(after) and _DASHED_BEFORE.search(before):
            return "list numbering"
        if before.endswith("(") and after.startswith(") ") and not before[:-1].rstrip().endswith(tuple("0123456789")):
            return "list numbering"
        return None

    def _clock_or_age(self, number: Number, before: str, after: str) -> str | None:
        if (number.is_bare or number.upper is not None) and (
            _CLOCK_AFTER.match(after) and not after.startswith((" giờ ", " g "))
        ):
            return "clock"
        if number.is_bare and self._is_hour(before, after):
            return "clock"
        if before.endswith(":") and number.unit_word is None and _SECONDS_PLAYED.search(before):
            return "clock"
        printed = number.is_bare or number.upper is not None
        if self._age_after.match(after) or self._age_from.search(before):
            return "age"
        if "tuổi" in before and _AGE_PARTS.search(before):
            return "age"
        if printed and number.value <= _OLDEST and self._age_before.search(before):
            return None if self._counted.match(after) else "age"  # "nghỉ hưu trước tuổi 35 người"
        since = _SINCE.search(before) if before.rstrip("\n").endswith(_SINCE_ENDS) else None
        return "age" if since and number.is_bare and self._age_before.search(before[: since.start()]) else None

    def _is_hour(self, before: str, after: str) -> bool:
        """ "lúc 3 giờ", "15 giờ ngày 8/3", "20 giờ 30 phút" are moments; "kéo dài 1 giờ 30 phút" lasts."""
        if before.rstrip().endswith((":", "h", "giờ", "g")) and _CLOCK_BEFORE.search(before):
            return True
        if _MINUTES_BEFORE.search(before[-5:]):
            return True
        if after.startswith(" giây") and _SECONDS_BEFORE.search(before):
            return True
        if after.startswith(" giờ") and (self._clock_after.match(after) or self._clock_before.search(before)):
            return True
        return _HOUR_AND_MINUTES.match(after) is not None and not self._lasting.search(before)

    def _on_line_of_contact(self, number: Number, folded: str) -> str | None:
        """A number on a line that opens like "Liên hệ: …"; every block begins behind a line break."""
        start = folded.rfind("\n", max(0, number.start - _LINE), number.start)
        return "contact" if start >= 0 and self._contact_line.match(folded, start, number.start) else None

    def _named(self, number: Number, before: str, after: str, folded: str, original: str) -> str | None:
        rank = before.endswith(_RANK_ENDS) and _RANK_BEFORE.search(before) is not None
        rank = rank or self._is_next_rank(number, before, original)
        if _ORDINAL_BEFORE.search(before) and not rank:
            return "ordinal"
        bare = number.unit_word is None and number.factor == 1
        in_brackets = before.endswith("(") and self._counted.match(after) is not None  # "tổng đài (340 lượt)"
        if bare and not in_brackets and self._contact.search(before):
            return "contact"
        levels = _LEVELS.fullmatch(number.printed) is not None and bare
        if _RELEASE.fullmatch(number.printed) and any(self._naming[k].search(before) for k in ("name", "class")):
            return "name"
        if bare and _VERSION.fullmatch(number.printed):
            return "name"
        if number.is_bare and self._is_whole_name(number, folded) and not self._counted.match(after):
            return "name"
        if rank and self._side_after.match(after):
            return "ordinal"
        if rank or not (number.is_bare or levels) or "." in number.printed:
            return None
        if len(number.printed) > _SHORT:
            return "document" if self._is_long_code(number, before) else None
        if number.upper is not None and self._counted.match(after):
            return None
        return self._naming_kind(number, before, after, folded, levels)

    def _is_whole_name(self, number: Number, folded: str) -> bool:
        """Whether a name ends with the number: "cảnh sát 113"."""
        if not folded.endswith(self._whole_ends, number.start, number.digits_end):
            return False
        return self._whole_name.search(folded, max(0, number.start - 40), number.digits_end) is not None

    def _is_next_rank(self, number: Number, before: str, original: str) -> bool:
        """Whether "thứ 4" goes on a list of places, or opens a clause with the place of the body behind it."""
        if before.endswith("mức "):
            return _RANK_LEVELS.search(before) is not None
        if not before.endswith("thứ "):
            return False
        if _OF_COUNTRY.match(original, number.end):
            return True
        if _LISTED_RANK.search(original, max(0, number.start - _LIST_OF_RANKS), number.start):
            return True
        match = _NEXT_RANK.search(before)
        if match is not None:
            return _RANK_BEFORE.search(before[: match.start()] + " thứ ") is not None
        name = _RANK_OF_NAME.search(original, max(0, number.start - _NAME), number.start)
        if name is not None and (name.group()[0].isupper() or name.group().startswith(_MOVES)):
            return _CLOSES_RANK.match(original, number.end) is not None
        holder = _HOLDER.match(original, number.end) if _NEXT_PLACE.search(before) else None
        return holder is not None and original[holder.end()].isupper()

    def _naming_kind(self, number: Number, before: str, after: str, folded: str, levels: bool) -> str | None:
        """The kind of the naming word that stands before the number, or before the list in which it stands."""
        listed = _list_before(folded, number.start)
        head = before if listed is None else folded[max(0, listed - 40) : listed]
        if listed is not None and _RANK_BEFORE.search(head):
            return None  # "vị trí thứ 8 và 13"
        if self._named_at_all.search(head) is None or self._number_of.search(head):
            return None
        for kind, pattern in self._naming.items():
            if (levels and kind != "class") or not pattern.search(head):
                continue
            if kind == "address" and head.endswith(": "):
                continue  # "xã, phường: 98 đơn vị" are counted
            if self._keeps(kind, number, before, after, folded, listed is not None):
                return kind
        return None

    def _keeps(self, kind: str, number: Number, before: str, after: str, folded: str, is_listed: bool) -> bool:
        """Whether a naming word of the kind names the number in spite of what follows."""
        if kind == "article_point":
            return _PART_AFTER.match(after) is not None
        if kind == "closed":
            return self._names.is_closed(number.end, folded)
        if kind == "document" and before.endswith(" số "):
            return True
        if kind == "label":
            ends = after.startswith((":", ")")) or after == ""
            return ends and self._number_of.search(before) is None  # "(toàn trình 934, một phần 892)"
        opens_bracket = kind == "class" and after.startswith(" (")  # "mức độ 3, 4 (đạt 79,5%)"
        if is_listed and not opens_bracket and not self._goes_on(number, folded):
            return kind == "class" and _follows_on(number, before) and not self._counts(number, before, after)
        return kind not in _BEFORE_NOUNS or not self._counts(number, before, after)

    def _goes_on(self, number: Number, folded: str) -> bool:
        """Whether a number behind "quận 3, " or "Điều 22, " belongs to that list: nothing follows that it counts."""
        return self._names.is_closed(number.end, folded) or any(
            pattern.match(folded, number.end) for pattern in (self._named_behind, _DAY_AFTER)
        )

    def _is_long_code(self, number: Number, before: str) -> bool:
        """ "số 473970": a count of so many digits prints separators."""
        long = len(number.printed) >= _LONG and number.printed.isdigit()
        return long and self._long_number.search(before) is not None and not self._number_of.search(before)

    def _until(self, number: Number, before: str, after: str, folded: str) -> str | None:
        """The lower end of "từ 6 đến 10 tuổi" is what the upper end is."""
        match = _UNTIL.match(after)
        if match is None or not number.is_bare:
            return None
        behind = after[match.end() :]
        if self._age_after.match(behind):
            return "age"
        if _SENTENCE_TERM.match(behind):
            return "prison term"
        if match.group().lstrip().startswith((",", "và", "hay", "hoặc")) and not _is_next(number, match.group()):
            return None
        return (
            self._clock_or_age(number, before, behind)
            or self._spans.reason(number, before, behind)
            or self._plate_or_prison(number, before, behind, folded)
        )

    def _plate_or_prison(self, number: Number, before: str, after: str, folded: str) -> str | None:
        near = max(0, len(before) - _LONGEST_SERIES)
        if _PLATE_BEFORE.search(before, near) or _PLATE_AFTER.match(after) or self._plate.search(before):
            return "plate"
        if _REST_OF_PLATE.match(folded, number.start) and _SERIES_BEFORE.search(before, near):
            return "plate"
        if _SENTENCE_TERM.match(after) or (self._spans.unit(after) and self._penalty.search(before)):
            return "prison term"
        wide = folded[max(0, number.start - 120) : number.start]
        term = _YEARS_AND_MONTHS.match(after) or self._spans.is_long(after)
        return "prison term" if term and self._penalty_far.search(wide) else None

    def _idiom(self, number: Number, before: str, after: str) -> str | None:
        """ "(028) 38.223.292" is dialled, "Giang “36”" a nickname, "1 mình" is alone, "km 281 + 900" a place."""
        if _SCALE_BEFORE.search(before):
            return "scale of marks"
        if number.unit_word is None and _ROUND.fullmatch(str(number.value)) and _PER_BEFORE.search(before):
            return "measure of a rate"
        if number.unit_word is not None or number.factor != 1:
            return None
        if _DIALLED.search(before) or (number.printed.startswith("0") and _DIAL_BEHIND.match(after)):
            return "contact"
        if self._address.search(before) or _MILESTONE.search(before) or _MILESTONE_BEHIND.match(after):
            return "address"
        if (_VIEWS_BEHIND.match(after) and _LINE_BEGINS.search(before)) or (
            after[:1] in _LINE_ENDS and _CLOCK_AND_VIEWS.search(before)
        ):
            return "views of the page"
        if number.is_bare and _STARS.match(after) and len(number.printed) == 1:
            return "name"
        if number.printed == "1" and number.is_bare and self._idiom_after.match(after):
            return "idiom"
        return "name" if before.endswith(_QUOTED) and after.startswith(_QUOTED) else None

    def _level_or_slogan(self, number: Number, before: str, after: str, folded: str) -> str | None:
        """ "ở 3 cấp", "chính quyền 2 cấp" name the levels, "4 tại chỗ" and 'mô hình "3 trường 1 kế toán"' a slogan."""
        if not number.is_bare or number.upper is not None or number.value >= _SLOGAN:
            return None
        if self._levels_after.match(after) and not self._cut.search(before):
            return "levels"
        if self._slogan_after.match(after):
            return "slogan"
        opened = folded.rfind('"', max(0, number.start - _SLOGAN_REACH), number.start)
        closed = folded.find('"', number.end, number.end + _SLOGAN_REACH)
        if opened < 0 or closed < 0 or "\n" in folded[opened:closed]:
            return None
        return "slogan" if self._slogan_before.search(folded, max(0, opened - 40), opened) else None

    def _code_or_street(self, number: Number, before: str, original: str) -> str | None:
        """ "C 50" is an office, "tại 12 Hoa Sữa, phường 2" an address: told by their capitals."""
        if not number.is_bare or number.upper is not None:
            return None
        if self._is_coded(number, original):
            return "code"
        street = _STREET_AFTER.match(original, number.end) and self._street.search(before)
        return "address" if street else None

    def _is_coded(self, number: Number, original: str) -> bool:
        """Whether capitals before the number make a code of it: "C 50", "BP 12-04-02"."""
        start = max(0, number.start - 14)
        if _CAPITAL.search(original, start, number.start) is None:
            return False
        if _CODE_BEFORE.search(original, number.start - 3 if number.start > 3 else 0, number.start):
            return True
        if _CODE_TORN.search(original, start, number.start):
            return True
        return _CODE_PART_BEFORE.search(original, start, number.start) is not None and (
            original[number.start - 1] == "-" or _CODE_PART_AFTER.match(original, number.end) is not None
        )


class _Spans:
    """Spans of time: "trong 3 năm", "khoảng 30 phút sau". What was shortened to a number of days is a figure."""

    def __init__(self, reference: Reference, hedges: list[str]) -> None:
        words = partial(reference.words, "nonfigure_words")
        units = any_of(words(kind="span_unit"))
        self._unit = re.compile(rf"[ ](?P<unit>{units})(?![^\W_])[ ]?(?P<after>[^\W_]*[ ]?[^\W_]*)")
        self._long = frozenset(words(kind="long_unit"))
        self._shortened = re.compile(rf"{from_border(words(kind='shortened'))}(?: [^\W\d_]+){{0,3}} $")
        self._before = _ending(reference.words("span_words", side="before"), hedges)
        self._after = _starts(reference.words("span_words", side="after"))
        self._then = _starts(reference.words("span_words", side="after_done"))
        self._done = _ending(reference.words("span_words", side="done"), hedges)
        self._anchored = _starts(reference.words("span_words", side="after_opening"))
        only = any_of(words(kind="only"))
        self._opens_clause = re.compile(rf"(?:^|[\n.;:,(\"-])[ ]?(?:(?:{any_of(hedges)}|{only})[ ])*$")
        self._sounds = _starts(words(kind="sound"))

    def unit(self, after: str) -> re.Match[str] | None:
        """The unit of time that follows."""
        return self._unit.match(after)

    def is_long(self, after: str) -> bool:
        """Whether years, months or weeks follow."""
        match = self._unit.match(after)
        return match is not None and match["unit"] in self._long

    def reason(self, number: Number, before: str, after: str) -> str | None:
        """Why a number of days or years is no figure, or None."""
        match = self._unit.match(after)
        if match is None or number.unit_word is not None or number.factor != 1:
            return None
        if _IN_YEAR.match(after) and (number.denominator is not None or _RANK_BEFORE.search(before)):
            return None  # "xếp thứ 30/132 năm 2021"
        following = match["after"].strip()
        if self._sounds.match(following):
            return None
        if self._before.search(before):
            return "span of time"
        if match["unit"] in self._long and not self._shortened.search(before):
            return "span of time"
        if self._then.match(following) and self._done.search(before):
            return "span of time"
        if self._anchored.match(following) and self._opens_clause.search(before):
            return "span of time"
        if not self._anchored.match(following) and self._after.match(following):
            return "span of time"
        return None


_BEFORE_NOUNS = frozenset({"document", "class", "ordinal", "date", "name"})  # kinds of words that also count
_NEIGHBOUR = re.compile(r"(?<!\d)(\d)(?:, | và |-)$")
_PART_AFTER = re.compile(r",?[ ](?:khoản|điều)[ ]\d")


def _is_next(number: Number, behind: str) -> bool:
    """Whether the number behind is one more: "2, 3 tuần" is about two weeks."""
    return behind.strip(" ,.").split(" ")[-1] == str(int(number.value) + 1)


def _follows_on(number: Number, before: str) -> bool:
    """Whether the number is one more than the one before it: "mức độ 3, 4 so với …"."""
    match = _NEIGHBOUR.search(before)
    return match is not None and int(match.group(1)) + 1 == number.value


def _list_before(folded: str, position: int) -> int | None:
    """Where a list of bare numbers that ends before the position begins: "251, 252 và "."""
    if not folded.endswith((", ", " và ", " hoặc ", "-"), 0, position):
        return None
    match = _LIST_BEFORE.search(folded, max(0, position - _LIST), position)
    return match.start() if match else None


def _before(words: list[str], not_after: Sequence[str] = ()) -> _Ending:
    return _Ending(rf"{from_border(words, not_after)}(?: số)?[ :-]{{1,2}}$", [*words, "số"])


def _ending(words: list[str], hedges: Sequence[str] = ()) -> _Ending:
    """What ends with one of the words, a hedge may stand between: "trong hơn "."""
    hedge = rf"(?: (?:{any_of(hedges)})){{0,2}}" if hedges else ""
    return _Ending(rf"{from_border(words)}(?: số)?{hedge}[ :-]{{1,2}}$", [*words, *hedges, "số"])


def _starts(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"[ ]*(?:{any_of(words)})(?![^\W_])")
