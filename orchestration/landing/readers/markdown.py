"""Markdown: paragraphs, headings, lists and tables, without the marks.

Here: which lines belong together and what their marks say. Not here: what an unmarked line is (`classify`). Only what
reports and saved articles use is understood; anything else is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from orchestration.landing.document import ReadError, Reading, normalise
from orchestration.landing.readers.pieces import Cell, Piece, assemble, clean
from orchestration.landing.readers.text import decode
from orchestration.landing.teasers import Markers

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+]|(\d{1,4}[.)]))\s+(.*)$")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_NOTE = re.compile(r"^\[\^[^\]]{1,40}\]:\s*(.*)$")
_INLINE = (
    (re.compile(r"<!--.{0,1000}?-->"), ""),
    (re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\n]{0,1000}\)"), ""),
    (re.compile(r"\[\^[^\]\n]{1,40}\]"), ""),
    (re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\n]{0,1000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\[[^\[\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]{0,300}>"), ""),
    (re.compile(r"`+([^`\n]{0,1000})`+"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{0,1000}?\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{0,1000}?\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]{0,1000}?\S)_(?![\w_])"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]{0,1000}?\S)~~"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read_markdown(data: bytes, markers: Markers) -> Reading:
    """Read Markdown. Raises ReadError: not_text, empty_text."""
    pieces = list(_pieces(_without_preface(normalise(decode(data)).split("\n"))))
    reading, _ = assemble(pieces, markers)
    if not reading.text:
        raise ReadError("empty_text", "the file holds no words", "drop the file again, with its text")
    return replace(reading, publisher=None)


def _without_preface(lines: list[str]) -> list[str]:
    """The lines without the block of settings that may stand above them between two rules."""
    if lines and lines[0].strip() == "---":
        end = next((place for place, line in enumerate(lines[1:60], 1) if line.strip() in ("---", "...")), None)
        if end is not None and all(re.match(r"\s|[\w-]+\s*:|$|#|-", line) for line in lines[1:end]):
            return lines[end + 1 :]
    return lines


def _pieces(lines: Sequence[str]) -> Iterator[Piece]:
    paragraph: list[str] = []
    state: tuple[str | None, int | None] = (None, None)
    has_title = is_code = False
    place = 0
    while place < len(lines):
        line = lines[place]
        table = _table_at(lines, place)
        heading, item = _HEADING.match(line), _ITEM.match(line)
        note = _NOTE.match(line)
        underline = _UNDERLINE.match(line) if len(paragraph) == 1 and state == (None, None) else None
        is_fence = _FENCE.match(line) is not None
        is_mark = bool(heading or item or note or table or is_fence or _RULE.match(line) or not line.strip())
        if is_mark and not underline:
            yield from _close(paragraph, state)
            state = (None, None)
        is_code ^= is_fence
        if is_fence or is_code:
            place += 1
            continue
        if underline or heading:
            level = (1 if underline[1][0] == "=" else 2) if underline else len(heading[1]) if heading else 1
            text = paragraph.pop() if underline else heading[2] if heading else ""
            hint = "headline" if level == 1 and not has_title else "heading"
            has_title |= hint == "headline"
            yield Piece(plain(text), hint, None if hint == "headline" else level)
        elif table:
            yield Piece(cells=table[0])
            place = table[1] - 1
        elif note:
            yield Piece(plain(note[1]), "footnote")
        elif item:
            state = ("list_item", min(len(item[1].expandtabs(4)) // 2, 8) + 1)
            paragraph.append(f"{item[2]} {item[3]}" if item[2] else item[3])
        elif line.strip() and not _RULE.match(line):
            paragraph.append(re.sub(r"^\s*(?:>\s?)*", "", line) + ("\n" if line.endswith(("  ", "\\")) else ""))
        place += 1
    yield from _close(paragraph, state)


def _close(paragraph: list[str], state: tuple[str | None, int | None]) -> Iterator[Piece]:
    """The lines collected so far, as one paragraph or as those that hard breaks make of it."""
    text = re.sub(r"\\?\n ?", "\n", " ".join(paragraph))
    paragraph.clear()
    for number, part in enumerate(text.split("\n")):
        words = plain(part)
        if words:
            yield Piece(words, state[0], state[1], gap=number == 0 and state[0] != "list_item")


def plain(text: str) -> str:
    """Inline marks taken off: emphasis, links, pictures, code, tags."""
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return clean(html.unescape(text))


def _table_at(lines: Sequence[str], place: int) -> tuple[tuple[Cell, ...], int] | None:
    """The table whose header is the line at `place`, and where it ends."""
    if place + 1 >= len(lines) or "|" not in lines[place] or not _DELIMITER.match(lines[place + 1]):
        return None
    if len(_fields(lines[place])) != len(_fields(lines[place + 1])) or "-" not in lines[place + 1]:
        return None
    end = place + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    rows = [lines[place], *lines[place + 2 : end]]
    cells = [
        Cell(plain(field), row, column, row == 0)
        for row, line in enumerate(rows)
        for column, field in enumerate(_fields(line))
    ]
    return tuple(cells), end


def _fields(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [field.replace("\\|", "|").strip() for field in re.split(r"(?<!\\)\|", inner)]
