"""Numbers that only name, date or list something: the claim guide's list of what is no figure.

Here: why a printed number is not a figure. Not here: menus and teasers (no body block holds them) and dates
(`periods`; whatever lies inside words of time is handed in as spans).
"""

from __future__ import annotations

import re

from orchestration.extraction.numbers import Number
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of

_LISTING_BEFORE = re.compile(r"(?:^|[\n;:.])[ ]*[(]?$")
_LISTING_AFTER = re.compile(r"(?:[)](?![\d%])|[.](?=[ ]?[^\W\d_])|[/](?=[ ][^\W\d_]))")
_CLOCK_AFTER = re.compile(r"[ ]?(?:h|g|giờ|:)[ ]?\d{2}(?!\d)|:\d{2}|[ ]?(?:am|pm|h)(?![^\W_])")
_CLOCK_BEFORE = re.compile(r"(?:\d{1,2}[ ]?(?:h|:|giờ|g)[ ]?|lúc |vào )$")
_SPAN_UNIT = re.compile(
    r"[ ](?P<unit>năm|tháng|ngày làm việc|ngày|tuần|giờ|phút|quý|thập kỷ|nhiệm kỳ)(?![^\W_])"
    r"[ ]?(?P<after>[^\W_]*[ ]?[^\W_]*)"
)
_AGE_AFTER = re.compile(r"[ ]?tuổi(?![^\W_])")
_AGE_BEFORE = re.compile(r"(?:sinh năm|sn|sinh) $")
_ORDINAL_BEFORE = re.compile(r"(?<![^\W_])thứ $")
_RANK_BEFORE = re.compile(
    r"(?:xếp|đứng|vị trí|hạng|xếp hạng|thứ hạng|vị thứ|tăng lên|lên|xuống|ở|từ)(?: ở)?(?: vị trí)?(?: hạng)? (?:thứ )?$"
    r"|thứ hạng(?: thứ)? $|hạng $|vị trí(?: thứ)? $"
)
_NUMBER_OF = re.compile(r"(?:tổng|con|trong|đa|một|nửa|tỷ|tỉ|chỉ|nhiều|ít|hệ|dân|doanh|quân|sĩ)[ ]số $")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD_AFTER = re.compile(r"[ ]+[^\W\d_]{2,}")
_LEGAL_CODE = re.compile(r"[/-][ ]?[A-ZĐ]{2,}")
_SHORTENED = re.compile(r"(?:giảm|rút ngắn|tăng|kéo dài|gia hạn|từ|còn|xuống)(?: [^\W\d_]+){0,3} $")
_LEVELS = re.compile(r"[1-5],[1-5]")  # "mức độ 3,4"
_RELEASE = re.compile(r"\d[.]\d")  # "công nghiệp 4.0"
_PLATE_BEFORE = re.compile(r"\d{2}[ ]?-?[ ]?[a-zđ]{1,2}[ ]?\d?[ ]?-[ ]?$|(?:bks|biển số|biển kiểm soát|bs):?[ ]?$")
_PLATE_AFTER = re.compile(r"[ ]?-?[ ]?[a-zđ]{1,2}[ ]?\d?[ ]?-[ ]?\d{3}")
_PRISON_BEFORE = re.compile(r"(?<![^\W_])(?:phạt tù|tù|mức án|án phạt|hình phạt)(?: [^\W\d_]+){0,3} $")
_UNTIL = re.compile(r"[ ]?(?:đến|tới|-)[ ]?\d[\d.,]*")  # the upper end of "từ 9 đến 10 năm tù"
_SEATS = re.compile(r"[ ](?:chỗ|bánh|cầu)(?![^\W_])")
_VEHICLE = re.compile(r"(?<![^\W_])(?:ô tô|xe|xe con|xe khách|taxi|xe tải)[ ]$")
_DIALLED = re.compile(r"[(]0\d{1,3}[)][ ]?$")
_DIAL_BEHIND = re.compile(r"[)][ ]?\d[\d .]{5,}")
_QUOTED = ("“", '"', "‘")
_SENTENCE_TERM = re.compile(r"[ ](?:năm|tháng)[^.;,]{0,30}?[ ]tù(?![^\W_])")
_CODE_BEFORE = re.compile(r"(?<!\w)[A-ZĐ][ ]$")
_STREET_BEFORE = re.compile(r"(?:tại|ở|số|trụ sở|địa chỉ|,)[ ]$")
_STREET_AFTER = re.compile(r"[ ][A-ZĐ][^\W\d_]+[ ][A-ZĐ][^\W\d_]+,")
_IDENTITY = re.compile(r"0\d{3,}")
_ADDRESS_BEFORE = re.compile(r"(?:địa chỉ|số nhà|nhà số|hẻm|ngõ|kiệt|đktt)(?: tại| số| ở|:)?[ ]$")
_MILESTONE = re.compile(r"(?<![^\W_])km[ ]?\d+[ ]?[+][ ]?$")
_SLASH_SEVEN = re.compile(r"^24/7$")
_LETTER_BEFORE = re.compile(r"[^\W\d_]-?$")
_LINE = 240  # characters of a line of contact
_FOOTNOTE_AFTER = re.compile(r"[)\]]")


class NonFigures:
    """Says why a number is no figure. Compiled once from the tables of naming and span words."""

    def __init__(self, reference: Reference) -> None:
        kinds = sorted({row["kind"] for row in reference.tables["naming_words"]})
        self._contact = re.compile(
            rf"(?<![^\W_])(?:{any_of(reference.words('naming_words', kind='contact'))})[\d .:()+-]*$"
        )
        self._contact_line = re.compile(rf"\n[ \t*•-]*(?:{any_of(reference.cues('contact_line'))})[ ]*(?::|\d)[^\n]*$")
        self._naming = {kind: _before(reference.words("naming_words", kind=kind)) for kind in kinds}
        self._span_before = _before(reference.words("span_words", side="before"))
        self._span_after = frozenset(reference.words("span_words", side="after"))
        self._counted = _starts(reference.cues("counted_noun"))

    def reason(self, number: Number, folded: str, original: str) -> str | None:
        """A short code for why the number is no figure, or None if it is one."""
        before = folded[max(0, number.start - 40) : number.start]
        after = folded[number.end : number.end + 40]
        if _SLASH_SEVEN.match(folded[number.start : number.end]):
            return "clock"
        return (
            self._glued(number, before, after, folded)
            or self._legal(number, original)
            or self._date(number, before, after)
            or self._listing(number, before, after)
            or self._clock_or_age(number, before, after)
            or self._on_line_of_contact(number, folded)
            or self._named(number, before, after)
            or self._span(number, before, after)
            or _plate_or_prison(before, after)
            or self._until(number, before, after)
            or _vehicle_or_name(number, before, after)
            or _code_or_street(number, before, original)
        )

    def _glued(self, number: Number, before: str, after: str, folded: str) -> str | None:
        if _LETTER_BEFORE.search(before) and number.unit_word is None:
            return "glued to a word"
        if before.endswith(("(", "[")) and number.is_bare and _FOOTNOTE_AFTER.match(after) and len(number.printed) <= 3:
            previous = before[-2:-1]
            if previous.isalpha() or (
                previous == " " and after[1:2] in {" ", ""} and before[:-2].endswith((".", ";", ":"))
            ):
                return "footnote"
        if number.unit_word is None and number.factor == 1 and _IDENTITY.fullmatch(number.printed):
            return "identity number"
        tail = folded[number.end : number.end + 1]
        return "glued to a word" if tail.isalpha() and number.unit_word is None else None

    def _date(self, number: Number, before: str, after: str) -> str | None:
        """A year or a day and month that no word of time announces."""
        if (
            number.is_bare
            and number.upper is None
            and _YEAR.fullmatch(number.printed)
            and not self._counted.match(after)
        ):
            return "year"
        whole = number.denominator
        if whole is None or number.unit_word is not None or number.factor != 1:
            return None
        if number.value > whole:
            return "date or score"
        if _ADDRESS_BEFORE.search(before):
            return "address"
        is_day = number.value <= 31 and whole <= 12 and number.value > 0
        return "date" if is_day and not _WORD_AFTER.match(after) else None

    def _legal(self, number: Number, original: str) -> str | None:
        if number.unit_word is not None:
            return None
        tail = original[number.digits_end : number.digits_end + 14]
        if _LEGAL_CODE.match(tail.lstrip()) or re.match(r"[ ]?/\d{4}/[ ]?[A-ZĐa-zđ]", tail):
            return "legal document"
        if re.match(r"[ ]?-[ ]?[A-ZĐ]{2,}(?:/|-)", tail):
            return "legal document"
        return None

    def _listing(self, number: Number, before: str, after: str) -> str | None:
        if not number.is_bare or len(number.printed) > 2:
            return None
        if _LISTING_BEFORE.search(before) and _LISTING_AFTER.match(after):
            return "list numbering"
        if before.endswith("(") and after.startswith(") ") and not before[:-1].rstrip().endswith(tuple("0123456789")):
            return "list numbering"
        return None

    def _clock_or_age(self, number: Number, before: str, after: str) -> str | None:
        if (number.is_bare or number.upper is not None) and (
            _CLOCK_AFTER.match(after) and not after.startswith((" giờ ", " g "))
        ):
            return "clock"
        if number.is_bare and _CLOCK_BEFORE.search(before) and before.rstrip().endswith((":", "h", "giờ", "g")):
            return "clock"
        if _AGE_AFTER.match(after) or _AGE_BEFORE.search(before):
            return "age"
        return None

    def _on_line_of_contact(self, number: Number, folded: str) -> str | None:
        """A number on a line that opens like "Liên hệ: …"; every block begins behind a line break."""
        start = folded.rfind("\n", max(0, number.start - _LINE), number.start)
        return "contact" if start >= 0 and self._contact_line.match(folded, start, number.start) else None

    def _named(self, number: Number, before: str, after: str) -> str | None:
        rank = _RANK_BEFORE.search(before) is not None
        if _ORDINAL_BEFORE.search(before) and not rank:
            return "ordinal"
        if self._contact.search(before) and number.unit_word is None and number.factor == 1:
            return "contact"
        levels = _LEVELS.fullmatch(number.printed) is not None and number.unit_word is None
        if _RELEASE.fullmatch(number.printed) and self._naming["name"].search(before):
            return "name"
        if rank or not (number.is_bare or levels) or "." in number.printed or len(number.printed) > 4:
            return None
        if number.upper is not None and self._counted.match(after):
            return None
        for kind, pattern in self._naming.items():
            if levels and kind != "class":
                continue
            if not pattern.search(before) or _NUMBER_OF.search(before):
                continue
            if (
                kind in {"document", "class", "ordinal", "date", "name"}
                and self._counted.match(after)
                and not number.printed.startswith("0")
            ):
                continue
            return kind
        return None

    def _until(self, number: Number, before: str, after: str) -> str | None:
        """The lower end of "từ 6 đến 10 tuổi" is what the upper end is."""
        match = _UNTIL.match(after)
        if match is None or not number.is_bare:
            return None
        behind = after[match.end() :]
        return (
            self._clock_or_age(number, before, behind)
            or self._span(number, before, behind)
            or _plate_or_prison(before, behind)
        )

    def _span(self, number: Number, before: str, after: str) -> str | None:
        match = _SPAN_UNIT.match(after)
        if match is None or number.unit_word is not None or number.factor != 1:
            return None
        following = match["after"].strip()
        if self._span_before.search(before):
            return "span of time"
        if match["unit"] in {"tháng", "năm", "tuần", "thập kỷ"} and not _SHORTENED.search(before):
            return "span of time"
        if any(following == word or following.startswith(word + " ") for word in self._span_after):
            return "span of time"
        return None


def _plate_or_prison(before: str, after: str) -> str | None:
    if _PLATE_BEFORE.search(before) or _PLATE_AFTER.match(after):
        return "plate"
    prison = _SENTENCE_TERM.match(after) or (_PRISON_BEFORE.search(before) and _SPAN_UNIT.match(after))
    return "prison term" if prison else None


def _vehicle_or_name(number: Number, before: str, after: str) -> str | None:
    """ "ô tô 4 chỗ" is a kind of car, "(028) 38.223.292" is dialled, "Giang “36”" a nickname."""
    if number.unit_word is not None or number.factor != 1:
        return None
    if _DIALLED.search(before) or (number.printed.startswith("0") and _DIAL_BEHIND.match(after)):
        return "contact"
    if _SEATS.match(after) and _VEHICLE.search(before):
        return "name"
    if _ADDRESS_BEFORE.search(before) or _MILESTONE.search(before):
        return "address"
    return "name" if before.endswith(_QUOTED) and after.startswith(("”", '"', "’")) else None


def _code_or_street(number: Number, before: str, original: str) -> str | None:
    """ "C 50" is an office, "tại 12 Hoa Sữa, phường 2" an address: told by their capitals."""
    if not number.is_bare or number.upper is not None:
        return None
    if _CODE_BEFORE.search(original, max(0, number.start - 3), number.start):
        return "code"
    street = _STREET_BEFORE.search(before) and _STREET_AFTER.match(original, number.end)
    return "address" if street else None


def _before(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{any_of(words)})(?: số)?[ :-]{{1,2}}(?:\d{{1,3}}(?:, | và |-))*$")


def _starts(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"[ ]*(?:{any_of(words)})(?![^\W_])")
