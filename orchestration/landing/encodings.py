"""Encodings of Vietnamese from before Unicode, and characters that nobody sees.

Here: TCVN3 ("ABC", the encoding of the .VnTime fonts) as a table, telling it and Windows-1258 from each other by the
words that come out, and the list of characters that have no width or turn the direction of the text. Not here: which
encoding a file declares (`readers.text`, `readers.html`).
"""

from __future__ import annotations

import re
import unicodedata

_LOWER = (
    "µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ"
    "¬ơêờíớëởìỡîợïùóúñủòũôụ\xadưõừøứöử÷ữùựúỳýýûỷüỹþỵ"
)
_UPPER = "¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư"
#: Capital letters with tones, which the standard keeps where other encodings have control characters.
_TONED = "\x80À\x81Ả\x82Ã\x83Á\x84Ạ\x85Ặ\x86Ậ\x87È\x88Ẻ\x89Ẽ\x8aÉ\x8bẸ\x8cỆ\x8dÌ\x8eỈ\x8fĨ" + (
    "\x90Í\x91Ị\x92Ò\x93Ỏ\x94Õ\x95Ó\x96Ọ\x97Ộ\x98Ờ\x99Ở\x9aỠ\x9bỚ\x9cỢ\x9dÙ\x9eỦ\x9fŨ"
)
_CAPITALS = "\xafẰºẲ¿ẴÀẮÁẦÂẨÃẪÄẤÅỀÍỂÙỄÚẾÛỒàỔðỖÿỐ"
_MARKS = "°\u0300±\u0309²\u0303³\u0301´\u0323"
_TABLE = _LOWER + _UPPER + _TONED + _CAPITALS + _MARKS
#: Code point of the byte read as Latin-1 -> the letter that it stands for.
_TCVN3 = {ord(byte): letter for byte, letter in zip(_TABLE[::2], _TABLE[1::2], strict=True)}

#: Letters that only TCVN3 read as Latin-1 has, and hardly any other text: the most frequent ones of Vietnamese.
_TELLING = frozenset("®¬\xad¨©ª«µ¸¶·¹¦§")
#: The commonest written syllables of Vietnamese with a mark, in NFC.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "và của các có được là đã với những một không người này năm số tỷ lệ hồ sơ thủ tục hành chính cải cách đến "
        "từ về tại để đó đạt bộ cơ hội tỉnh phố công dịch vụ việc đồng tháng ngày ở ra lại như cũng phải nhà nước xã "
        "huyện giải quyết đúng hạn trực tuyến điện tử",
    )
)
_ENOUGH = 0.08
_LATER_LETTER = re.compile("[\u0100-\u024f\u1e00-\u1eff]")

#: Characters without width, and those that turn the direction in which the characters around them are shown.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
#: Those among them after which a figure is shown in another order than it is written.
TURNING = re.compile("[\u202d\u202e\u2066-\u2068]")
_HIDDEN_IN_FIGURE = re.compile(rf"[\d.,]{INVISIBLE.pattern}+[\d.,%]")


def from_tcvn3(text: str) -> str:
    """Text in TCVN3 whose bytes were read as Latin-1 (or whose letters a font drew so), in Unicode."""
    return unicodedata.normalize("NFC", text.translate(_TCVN3))


def may_be_tcvn3(text: str) -> bool:
    """Whether the text has no letter that TCVN3 read as Latin-1 cannot have."""
    return not text.isascii() and _LATER_LETTER.search(text) is None


def from_tcvn3_alone(text: str) -> str:
    """Text of a document in old fonts, turned to Unicode; a stretch that is in Unicode already stays."""
    return from_tcvn3(text) if may_be_tcvn3(text) else text


def is_tcvn3(text: str) -> bool:
    """Whether the characters, which are Latin-1 so far, are TCVN3: they become Vietnamese words when turned."""
    if not may_be_tcvn3(text) or sum(text.count(char) for char in _TELLING) < max(len(text) / 100, 2):
        return False
    return vietnamese_share(from_tcvn3(text)) > max(vietnamese_share(text), _ENOUGH)


def repair(text: str) -> str:
    """The text, turned to Unicode when it is TCVN3 drawn by an old font."""
    return from_tcvn3(text) if is_tcvn3(text) else text


def decode_vietnamese(data: bytes) -> str | None:
    """Bytes as Windows-1258 or TCVN3, whichever gives Vietnamese words; None when neither does."""
    best, best_share = None, _ENOUGH
    for text in (_strict(data, "cp1258"), from_tcvn3(data.decode("latin-1"))):
        share = vietnamese_share(text) if text else 0.0
        if share > best_share:
            best, best_share = text, share
    return best


def vietnamese_share(text: str) -> float:
    """The share of words that are among the commonest written syllables of Vietnamese with a mark."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text[:200_000]).lower())
    marked = [word for word in words if not word.isascii()]
    return sum(word in _COMMON for word in marked) / max(len(marked), 8)


def without_invisible(text: str) -> str:
    """The text without characters that nobody sees."""
    return INVISIBLE.sub("", text)


def hides_figure(line: str) -> bool:
    """Whether the figures that a reader sees in the line are not those that its characters spell."""
    has_digit = any(char.isdigit() for char in line)
    return has_digit and (TURNING.search(line) is not None or _HIDDEN_IN_FIGURE.search(line) is not None)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None
