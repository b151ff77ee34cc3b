"""Lines that a program broke at a width, and the paragraphs that they make.

Here: telling from the lengths of lines alone whether a text is wrapped, and which lines go on in the next. Not here:
any change of the text: a paragraph is a stretch of it, line breaks included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_WIDTHS = range(40, 131)
_EVIDENCE = 2
_SHARE = 0.6
_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_NEW = re.compile(
    r"^(?:[-–—•*+●▪◦·✓➢▶►]|\(?\d{1,3}[.)]\s|\(\d{1,3}\)|[a-zđ][.)]\s|[IVXLC]{1,5}[.)]\s"
    r"|[^\n]{0,60}(?:\d{1,2}/\d{1,2}/\d{4})[^\n]{0,25}$|(?:Phần|Mục|Chương|Bảng|Biểu|Điều)\s)"
)


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line that is not blank: where it begins and ends without the blanks around it, and how far it is indented."""

    text: str
    start: int
    end: int
    indent: int
    gap: bool

    @property
    def width(self) -> int:
        """How far the line reaches."""
        return self.indent + len(self.text)


def paragraphs(lines: Sequence[RawLine]) -> list[list[RawLine]]:
    """The lines in groups: each a paragraph of a wrapped text, or a single line."""
    width = wrap_width(lines)
    groups: list[list[RawLine]] = []
    for line in lines:
        if groups and width is not None and _goes_on(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def wrap_width(lines: Sequence[RawLine]) -> int | None:
    """The width at which the text was wrapped, or None for one that has a paragraph on each line."""
    width = max((line.width for line in lines), default=0)
    if width not in _WIDTHS:
        return None
    pairs = [(one, two) for one, two in pairwise(lines) if not two.gap]
    inside = [pair for pair in pairs if _breaks_a_sentence(*pair)]
    filled = [pair for pair in inside if _is_filled(*pair, width)]
    if len(filled) < _EVIDENCE or len(filled) < _SHARE * len(inside):
        return None
    return width


def _goes_on(group: list[RawLine], line: RawLine, width: int) -> bool:
    last = group[-1]
    if line.gap or _NEW.match(line.text) or not _is_filled(last, line, width):
        return False
    if last.text.isupper() != line.text.isupper():
        return False
    is_hanging = _NEW.match(group[0].text) is not None
    return line.indent <= last.indent or (is_hanging and len(group) == 1)


def _breaks_a_sentence(line: RawLine, following: RawLine) -> bool:
    """Whether the words themselves say that the line goes on: no mark at its end, a small letter behind it."""
    return _END.search(line.text) is None and following.text[0].islower() and not _NEW.match(following.text)


def _is_filled(line: RawLine, following: RawLine, width: int) -> bool:
    """Whether the next line's first word would not have fitted."""
    first = following.text.split(maxsplit=1)[0]
    return line.width + 1 + len(first) > width
