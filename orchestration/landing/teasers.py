"""The table of marker words, and matching a line with it.

Here: loading `dbt_project/seeds/teaser_markers.csv` and asking it about one line, one class name or one word of a date
line. Not here: what a match means for the lines around it (`classify`). Which words mark what is data, never code.

Columns: marker, match, effect, source, note. Tone marks, case and repeated blanks do not matter, except where a row
says ``caption`` (ảnh is a photo, anh is a person). The kinds of match:

==============  =====================================================================================
line            the whole line, but for bullets and punctuation around it
header          a short line that begins with it and is no sentence
prefix          a line that begins with it
above           a line that begins with it, above the body only
anywhere        a line that contains it
byline_prefix   a short last line that begins with it
caption         a line that begins with it, or has it near its end
date_word       a word of a date line; effect ``published`` says that the date is that of publication
class           a word of an HTML element's class or id
==============  =====================================================================================
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path

MATCHES = frozenset({"line", "header", "prefix", "above", "anywhere", "byline_prefix", "caption", "date_word", "class"})
EFFECTS = frozenset(
    {
        "teaser_until_end",
        "teaser_line",
        "boilerplate_line",
        "byline_line",
        "caption_line",
        "report_title",
        "error_page",
        "teaser_block",
        "boilerplate_block",
        "published",
        "other",
    }
)
_AROUND = " \t:;,.…!?-–—•*+●▪◦·|<>«»‹›→▶►\"'“”()[]"
_HEADER_WORDS = 10
_LONGEST = 400  # a line that any marker could tell; paragraphs are not searched
_CREDIT_REACH = 60


class MarkersError(Exception):
    """The table of markers cannot be used; the message names the file, the line and the remedy."""


class _Bare(dict[int, str]):
    """Code point -> the letter without its marks, worked out once for each letter that is met."""

    def __missing__(self, code: int) -> str:
        marks = unicodedata.normalize("NFD", chr(code))
        bare = "".join(char for char in marks if not unicodedata.combining(char)).replace("đ", "d")
        self[code] = bare
        return bare


_BARE = _Bare()


def fold(text: str) -> str:
    """Text without tone marks and case, blanks collapsed: what two spellings of one word have in common."""
    return _fold(text) if len(text) <= _LONGEST else _fold.__wrapped__(text)


@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    return " ".join(text.casefold().translate(_BARE).split())


@dataclass(frozen=True, slots=True)
class Markers:
    """The table, indexed for matching. Keys of all dictionaries are folded, those of `captions` only in lower case."""

    lines: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    anywhere: dict[str, str] = field(default_factory=dict)
    bylines: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    date_words: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)

    def effect(self, line: str, is_above: bool = False) -> str | None:
        """What the line is by its words: an effect of the table, or None. `is_above`: no body was seen yet."""
        if len(line) > _LONGEST:
            return None
        folded = fold(line)
        whole = self.lines.get(_bare(folded))
        if whole is not None and (whole != "report_title" or line == line.upper()):
            return whole
        prefixes = chain(self.prefixes.items(), self.above.items()) if is_above else self.prefixes.items()
        for prefix, effect in prefixes:
            if folded.startswith(prefix) and _begins(folded, prefix):
                if effect != "report_title":
                    return effect
                if is_above and line[: len(prefix)].isupper():
                    return effect
        for header, effect in self.headers.items():
            if _begins(folded.lstrip(_AROUND), header) and _is_header(folded):
                return effect
        return next((effect for words, effect in self.anywhere.items() if words in folded), None)

    def is_caption(self, line: str) -> bool:
        """Whether the line begins with a photo credit or has one near its end."""
        plain = unicodedata.normalize("NFC", line.casefold())
        if len(plain.split()) > 60:
            return False
        # A stray tone mark may stand before the word, as a typist leaves it.
        tail = plain[-_CREDIT_REACH:]
        return any(
            plain.startswith(credit) or (credit in tail and re.search(rf"(?<!\w){re.escape(credit)}", tail))
            for credit in self.captions
        )

    def is_byline(self, line: str) -> bool:
        """Whether the line begins with a word that names its writer or origin."""
        folded = fold(line).lstrip("(")
        return any(_begins(folded, prefix) for prefix in self.bylines)

    def class_effect(self, names: str) -> str | None:
        """What an element is by its class and id: ``teaser_block``, ``boilerplate_block`` or None."""
        words = "-" + re.sub(r"[^a-z0-9]+", "-", names.casefold()) + "-"
        for marker, effect in self.classes.items():
            if f"-{marker}-" in words or (len(marker) > 5 and f"-{marker}" in words):
                return effect
        return None


def load_markers(path: Path | str) -> Markers:
    """Read the table. Raises MarkersError for a row that is not understood."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MarkersError(f"{path}: cannot be read ({error}); restore it from version control") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = {"marker", "match", "effect"} - set(reader.fieldnames or ())
    if missing:
        raise MarkersError(f"{path}, line 1: columns {sorted(missing)} are missing; restore the header")
    rows = []
    for row in reader:
        marker, match, effect = ((row[name] or "").strip() for name in ("marker", "match", "effect"))
        if not marker or match not in MATCHES or effect not in EFFECTS:
            raise MarkersError(
                f"{path}, line {reader.line_num}: {marker!r}, {match!r}, {effect!r} is not understood; "
                f"match is one of {', '.join(sorted(MATCHES))} and effect one of {', '.join(sorted(EFFECTS))}"
            )
        rows.append((marker, match, effect))
    return make_markers(rows)


def make_markers(rows: Iterable[tuple[str, str, str]]) -> Markers:
    """Markers of (marker, match, effect) rows; longer markers are tried first, so that the order does not matter."""
    tables: dict[str, dict[str, str]] = {match: {} for match in MATCHES}
    for marker, match, effect in sorted(rows, key=lambda row: (-len(row[0]), row)):
        key = unicodedata.normalize("NFC", marker.casefold()) if match == "caption" else fold(marker)
        tables[match].setdefault(key, effect)
    return Markers(
        lines={_bare(key) or key: effect for key, effect in tables["line"].items()},
        headers=tables["header"],
        prefixes=tables["prefix"],
        above=tables["above"],
        anywhere=tables["anywhere"],
        bylines=tuple(tables["byline_prefix"]) + tuple(k for k, e in tables["prefix"].items() if e == "byline_line"),
        captions=tuple(tables["caption"]),
        date_words=tables["date_word"],
        classes=tables["class"],
    )


def _bare(folded: str) -> str:
    """The words of a line alone: "| Bình luận (18)" is binh luan."""
    words = re.sub(r"\s*\(\d+\)\s*$", "", folded.replace("|", " "))
    return " ".join(words.split()).strip(_AROUND)


def _begins(folded: str, prefix: str) -> bool:
    if not folded.startswith(prefix):
        return False
    rest = folded[len(prefix) :]
    return not rest or not prefix[-1].isalnum() or not rest[0].isalnum()


def _is_header(folded: str) -> bool:
    words = folded.split()
    return len(words) <= _HEADER_WORDS and folded[-1] not in ".!?…" and not any(char.isdigit() for char in folded)
