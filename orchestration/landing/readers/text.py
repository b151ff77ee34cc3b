"""Plain text: the text is the file itself, decoded.

Here: telling the encoding, refusing what is no text, one block per line, wrapped paragraph or cell. Not here: what a
line is (`classify`), which lines belong together (`wrapped`, `ruled`).

Offsets are those of the file, so nothing is taken out of its text, not even characters without width. A line in which
such characters stand inside a figure, or turn the order in which figures are shown, is no body: what a person would
read there is not what its characters spell. The reading's notes name it.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from orchestration.landing.classify import Line, classify
from orchestration.landing.document import Block, ReadError, Reading, normalise
from orchestration.landing.encodings import decode_vietnamese, hides_figure, is_tcvn3
from orchestration.landing.readers.pieces import reading_of
from orchestration.landing.readers.ruled import RuledTable, is_rule, ruled_tables
from orchestration.landing.readers.wrapped import RawLine, paragraphs
from orchestration.landing.teasers import Markers

_REMEDY = "save the document as text in UTF-8"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What a Vietnamese file that is neither UTF-8 nor marked may be written in.
_GUESSES = ["cp1258", "utf_16_le", "utf_16_be", "cp1252"]
_MAX_ODD = 0.005
#: Bytes that are looked at to guess an encoding.
_PROBE = 1_000_000


def read_text(data: bytes, markers: Markers) -> Reading:
    """Read plain text; a block per line, paragraph or cell, offsets are those of the decoded file."""
    text = normalise(decode(data))
    if not text.strip():
        raise ReadError("empty_text", "the file holds blanks only", "drop the file again, with its text")
    lines = _lines(text)
    tables = ruled_tables(text, lines, markers)
    parts = _parts(lines, tables)
    classified = classify([_line(part) for part in parts], markers)
    blocks: list[Block] = []
    for part, label in zip(parts, classified.labels, strict=True):
        if part.table is None:
            blocks.append(Block(label.kind, part.lines[0].start, part.lines[-1].end, label.level))
        else:
            blocks += tables[part.table].blocks(part.table, _hidden_rows(part))
    hidden = [text.count("\n", 0, line.start) + 1 for line in lines if hides_figure(line.text)]
    return replace(reading_of(text, tuple(blocks), classified), notes=_notes(hidden))


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines that are one for `classify`: a line, a wrapped paragraph, or a table by its number."""

    lines: Sequence[RawLine]
    table: int | None = None


def _parts(lines: Sequence[RawLine], tables: Sequence[RuledTable]) -> list[_Part]:
    """All lines in order, in parts. Which paragraphs are wrapped is told from all lines that are in no table."""
    taken = {place for table in tables for place in range(table.first, table.last)}
    behind = {table.last for table in tables}
    prose = [
        replace(line, gap=True) if place in behind else line for place, line in enumerate(lines) if place not in taken
    ]
    parts = [_Part(group) for group in paragraphs(prose)]
    parts += [_Part(lines[table.first : table.last], number) for number, table in enumerate(tables)]
    return sorted(parts, key=lambda part: part.lines[0].start)


def _hidden_rows(part: _Part) -> frozenset[int]:
    rows = [line for line in part.lines if not is_rule(line)]
    return frozenset(row for row, line in enumerate(rows) if hides_figure(line.text))


def _line(part: _Part) -> Line:
    """A part as one line; what cannot be trusted is no body."""
    words = " ".join(line.text for line in part.lines)
    if part.table is not None:
        return Line(words, "table_cell", part.lines[0].gap)
    hint = "boilerplate" if any(hides_figure(line.text) for line in part.lines) else None
    return Line(words, hint, part.lines[0].gap)


def _notes(hidden: list[int]) -> tuple[str, ...]:
    if not hidden:
        return ()
    lines = ", ".join(map(str, hidden[:10]))
    return (f"hidden characters inside figures, which are therefore not read, in line {lines}",)


def decode(data: bytes, declared: str | None = None) -> str:
    """The bytes as text: byte order mark, then the declared encoding, then UTF-8, then a guess.

    Raises ReadError ``not_text`` when what comes out is no text.
    """
    text = _decode_known(data, declared)
    if text is None:
        text = _decode_guessed(data)
    if text is None or not is_plausible(text):
        raise ReadError("not_text", "the bytes are no text in any known encoding", _REMEDY)
    return text


def is_plausible(text: str) -> bool:
    """Whether characters are such as texts have: hardly any control, unassigned or replacement characters."""
    odd = sum(text.count(char) for char in set(text) if _is_odd(char))
    return odd <= max(_MAX_ODD * len(text), 1 if len(text) > 20 else 0)


def _is_odd(char: str) -> bool:
    is_unprintable = unicodedata.category(char) in ("Cc", "Cn", "Cs", "Co") and char not in "\t\n\r\f\x0b\x85"
    return is_unprintable or char == "\ufffd"


def _decode_known(data: bytes, declared: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    for name in filter(None, (declared, "utf-8")):
        text = _strict(data, name)
        if text is not None:
            is_sure = _codec(name) == "utf-8" or data.isascii()
            return None if not is_sure and _is_misdeclared(data, text) else text
    if declared is None or _codec(declared) == "utf-8":
        # One cut or mangled character does not make a page of UTF-8 anything else.
        text = data.decode("utf-8", errors="replace")
        if text.count("\ufffd") <= len(text) / 1000:
            return text
    return None


def _is_misdeclared(data: bytes, text: str) -> bool:
    """Whether the declared encoding gives letters that no text has: pages in TCVN3 say Latin-1 or nothing."""
    return is_tcvn3(text) or is_tcvn3(data[:_PROBE].decode("latin-1"))


def _decode_guessed(data: bytes) -> str | None:
    text = decode_vietnamese(data)
    if text is not None:
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_PROBE], cp_isolation=_GUESSES).best()
    return None if best is None else _strict(data, best.encoding)


def _strict(data: bytes, encoding: str) -> str | None:
    codec = _codec(encoding)
    if codec is None:
        return None
    try:
        text = data.decode(codec)
        text.encode("utf-8")  # lone surrogates cannot be written anywhere
    except (UnicodeError, ValueError):
        return None
    return text


def _codec(name: str) -> str | None:
    """Python's name of a text encoding; None for an unknown one and for codecs that are no encodings, such as zip."""
    try:
        info = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True):
        return None
    # As browsers do: pages that say Latin-1 are written in the Windows superset.
    return "cp1252" if info.name in ("iso8859-1", "ascii") else info.name


def _lines(text: str) -> list[RawLine]:
    """Every line that is not blank, with its place."""
    lines, offset, gap = [], 0, False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            lines.append(RawLine(stripped, offset + indent, offset + indent + len(stripped), indent, gap))
        gap = not stripped
        offset += len(raw) + 1
    return lines
