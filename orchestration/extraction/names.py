"""Proper names that end in a number: "chung cư Galaxy 9", "(Công ty Bắc Nam 79)", "xe Lexus 570 mang biển …".

Here: telling such a number from one that counts, by the capitals before it and by what follows it. Not here: words that
are known to be numbered ("quận 10"), which are rows of `naming_words.csv` and read by `nonfigures`.
"""

from __future__ import annotations

import re

from orchestration.extraction.numbers import Number
from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, fold, from_border, whole_words

_REACH = 60  # characters before a number in which its name is looked for
_LONGEST = 6  # digits of a number in a name
_SHORT = 5  # digits of a number that may stand for a count behind a code
_HIGHEST = 5  # of the numbers that parts of one commune bear
_OCCURRENCES = 20  # of a name in one text that are looked at
_FAR = 250_000  # characters before and behind in which a name is looked for again: more than any article has
_BETWEEN = 25  # characters between a thing and its number
_BRAND = "*"  # the thing of a row that holds behind any proper name
_OPENING = "\"'“‘(["
_BREAK = ".,;:!?…)]”\"'"
_CLOSED = re.compile(r"[ ]?(?:[,;)\]!?]|[.](?!\d)|[.]{2}|- |\n|$)|[\"'](?![^\W_])")
_FIGURE_BEHIND = re.compile(r"[ ]?\d|[ ]ngày[ ]\d{1,2}[/-]\d")  # "QĐ 143 ngày 29/3/2016"
_RANGE_BEHIND = re.compile(r"[ ](?:đến|tới|trong|trên|/)[ ]?(?:số )?\d|[ ]?-[ ]?\d")
_PAIR = re.compile(r"(?:^|[,;:(]|và|còn)[ ]*(?:[^\W\d]+[ ]){0,4}?(?P<name>[^\W\d]+)[ ](?P<number>\d{1,4})(?![\w.%/])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUOTED = re.compile(r"\"[^\"\d]{1,20}$")


@record(frozen=True, slots=True)
class _Run:
    """The words with capitals directly before a number; `before` are the two folded words before them."""

    words: tuple[str, ...]
    before: str
    opens_clause: bool

    def stands_behind(self, words: frozenset[str]) -> bool:
        """Whether one of the words stands directly before."""
        return self.before in words or self.before.rpartition(" ")[2] in words

    def is_of_kind(self, words: frozenset[str]) -> bool:
        """Whether one of the words stands directly before, or opens the name: "Phường Hà Giang 2"."""
        return self.stands_behind(words) or (len(self.words) > 1 and fold(self.words[0]) in words)


class NameGrammar:
    """Says whether a bare number belongs to a proper name. Compiled once from the reference tables."""

    def __init__(self, reference: Reference) -> None:
        words = reference.words
        never = any_of(words("nonfigure_words", kind="never_goes_on"))
        goes_on = any_of(words("nonfigure_words", kind="name_goes_on"))
        self._goes_on = re.compile(rf"[ ](?:{goes_on})(?![^\W_])(?! (?:{never})(?![^\W_]))")
        changes = any_of(
            [*reference.cues("up"), *reference.cues("down"), *words("nonfigure_words", kind="bracketed_change")]
        )
        self._bracket = re.compile(rf"[ ]?[(](?!\d|(?:{changes})(?![^\W_]))")
        self._never_numbered = frozenset(words("nonfigure_words", kind="never_numbered"))
        self._never_first = frozenset(words("nonfigure_words", kind="never_numbered_name"))
        self._numbered = frozenset(words("nonfigure_words", kind="numbered_thing"))
        self._low_numbered = frozenset(words("nonfigure_words", kind="low_numbered"))
        self._acts = re.compile(rf"[ ](?:{any_of(reference.cues('act_verb'))})(?![^\W_])")
        names = {row["name_vi"] for row in reference.tables["agencies"]}
        for row in reference.tables["agencies"]:
            names.update(filter(None, row["aliases"].split("|")))
        names.update(row["alias"] for row in reference.tables["agency_aliases"])
        self._bodies = frozenset(fold(name) for name in names)
        self._counted = frozenset(reference.abbreviations)
        self._kinds = _kinds(reference)
        brands = [row["part"] for row in reference.tables["thing_kinds"] if row["thing"] == _BRAND]
        self._of_brand = re.compile(rf"[ ]{whole_words(brands)}")
        self._room = re.compile(rf"[ ][^\W\d_]+ (?:{any_of(words('nonfigure_words', kind='room_for'))})(?![^\W_])")
        self._parts = re.compile(rf"[ ]{whole_words({row['part'] for row in reference.tables['thing_kinds']})}")

    def holds(self, number: Number, folded: str, original: str) -> bool:
        """Whether the number names something or somebody together with the words before it."""
        if number.unit_word is not None or number.factor != 1:
            return False
        if self._is_kind_of_thing(number, folded, original):
            return True
        if not number.is_bare or not number.printed.isdigit() or len(number.printed) > _LONGEST:
            return False
        if folded[number.end : number.end + 1] == '"' and _QUOTED.search(
            folded, max(0, number.start - 24), number.start
        ):
            return True
        run = _run_before(original, number.start)
        if run is not None and _is_code(run.words[-1]) and len(number.printed) > _SHORT:
            return True
        if run is None or self._is_counted_body(run, number):
            return False
        if run.is_of_kind(self._low_numbered) and self._acts.match(folded, number.end):
            return True
        if self.is_closed(number.end, folded):
            return run.stands_behind(self._numbered) or not self._is_listed(run, number, folded, original)
        return self._is_name_elsewhere(run, number, folded, original)

    def _is_kind_of_thing(self, number: Number, folded: str, original: str) -> bool:
        """ "ô tô 4 chỗ", "Ford 7 chỗ" are kinds of cars; "1 chỗ đỗ xe" is room for one."""
        behind = folded[number.end : number.end + 16]
        if not self._parts.match(behind):
            return False
        before = folded[max(0, number.start - 40) : number.start]
        if any(thing.search(before) and part.match(behind) for thing, part in self._kinds):
            return True
        if not self._of_brand.match(behind) or self._room.match(behind):
            return False
        return _run_before(original, number.start) is not None

    def _is_counted_body(self, run: _Run, number: Number) -> bool:
        """ "Hà Nội 12, Sơn La 15", "huyện Ba Vì 12" and "TTHC 12" count; "xã Hòa Bình 1", "đường Hà Nội 2" do not."""
        if run.is_of_kind(self._low_numbered):
            return number.value > _HIGHEST
        if run.stands_behind(self._numbered):
            return False
        words = [fold(word) for word in run.words]
        if run.stands_behind(self._never_numbered) or words[0] in self._never_numbered | self._never_first:
            return True
        return words[-1] in self._counted or any(" ".join(words[at:]) in self._bodies for at in range(len(words)))

    def is_closed(self, end: int, folded: str) -> bool:
        """Whether no noun follows that the number could count."""
        if _RANGE_BEHIND.match(folded, end):
            return False
        return any(pattern.match(folded, end) for pattern in (_CLOSED, self._bracket, self._goes_on, _FIGURE_BEHIND))

    def _is_listed(self, run: _Run, number: Number, folded: str, original: str) -> bool:
        """Whether other names with other numbers stand beside: "Ba Vì 12, Đan Phượng 15"."""
        last = fold(run.words[-1])
        start = max(0, number.start - 80)
        start = max(folded.rfind("\n", start, number.start), start)
        ended = folded.find("\n", number.end, number.end + 60)
        for match in _PAIR.finditer(folded, start, ended if ended >= 0 else number.end + 60):
            at = match.start("number")
            if at == number.start or match["name"] == last or not original[match.start("name")].isupper():
                continue
            other = _run_before(original, at)
            if other is None or _is_code(other.words[-1]) or _YEAR.fullmatch(match["number"]):
                continue
            if self.is_closed(match.end("number"), folded):
                return True
        return False

    def _is_name_elsewhere(self, run: _Run, number: Number, folded: str, original: str) -> bool:
        """Whether the same words and number stand in this text where nothing can be counted."""
        if len(run.words) == 1 and run.opens_clause:
            return False
        print_ = f"{' '.join(run.words[-2:])} {number.printed}"
        end, last = max(0, number.start - _FAR), number.end + _FAR
        for _ in range(_OCCURRENCES):
            at = original.find(print_, end, last)
            if at < 0:
                return False
            end = at + len(print_)
            if end != number.end and not original[end : end + 1].isdigit() and self.is_closed(end, folded):
                return True
        return False


def _run_before(original: str, position: int) -> _Run | None:
    """The capitals before the position, or None where they may only open a clause ("Bắt 2 đối tượng")."""
    if original[position - 1 : position] != " ":
        return None
    pieces = original[max(0, position - _REACH) : position - 1].split("\n")[-1].split(" ")
    words: list[str] = []
    opens = bracketed = False
    while pieces:
        piece = pieces[-1]
        word = piece.lstrip(_OPENING)
        if not _is_capital(word) or (words and piece[-1:] in _BREAK and not _is_initial(piece)):
            break
        if not words and piece[-1:] in _BREAK and not _is_initial(piece):
            return None
        words.insert(0, word)
        pieces.pop()
        if word != piece:
            opens, bracketed = True, piece.startswith("(")
            break
    if not words:
        return None
    opens = opens or not pieces or pieces[-1][-1:] in _BREAK or not pieces[-1]
    if opens and len(words) == 1 and not (bracketed or _is_code(words[0])):
        return None
    return _Run(tuple(words), " ".join(fold(piece).strip(_OPENING) for piece in pieces[-2:]), opens)


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and any(map(str.isalpha, word))


def _is_initial(piece: str) -> bool:
    """ "Q.", "TP.": a shortened word."""
    return piece.endswith(".") and len(piece) <= 4 and piece[:-1].isupper()


def _is_code(word: str) -> bool:
    """ "RO", "VIP", "KV": capitals throughout."""
    return len(word) > 1 and word.isupper()


def _kinds(reference: Reference) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """What stands before and behind the number: `far` parts allow a brand between, "xe nhãn hiệu Ford 7 chỗ"."""
    having = any_of(reference.words("nonfigure_words", kind="having"))
    between = rf"(?:(?! (?:{having}) )[^.;,\d]){{0,{_BETWEEN}}}"
    things: dict[tuple[str, str], set[str]] = {}
    for row in reference.tables["thing_kinds"]:
        things.setdefault((fold(row["part"]), row["distance"]), set()).add(fold(row["thing"]))
    return [
        (
            re.compile(rf"{from_border(words)}{between if distance == 'far' else ''}[ ]$"),
            re.compile(rf"[ ]{re.escape(part)}(?![^\W_])"),
        )
        for (part, distance), words in sorted(things.items())
    ]
