"""Text as the grammar sees it: folded letter by letter, cut into sentences and clauses.

Here: folding that keeps every offset, sentence and clause borders. Not here: what any word means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from orchestration.extraction.record import record

# Old and new placement of tone marks ("hoá", "hóa") fold into the new one; both are two code points long.
_TONE_PLACEMENT = {
    old + tail: first + new
    for first, olds, tail, news in (
        ("o", "óòỏõọ", "a", "áàảãạ"),
        ("o", "óòỏõọ", "e", "éèẻẽẹ"),
        ("u", "úùủũụ", "y", "ýỳỷỹỵ"),
    )
    for old, new in zip(olds, news, strict=True)
}
_CHARACTERS = {
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000\t", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\uff05": "%",
    "\uff0c": ",",
    "\uff0e": ".",
    "\uff0f": "/",
    "\u2044": "/",
    "“": '"',
    "”": '"',
    "’": "'",
    "‘": "'",
}
_FOLDED = {**_CHARACTERS, **_TONE_PLACEMENT}
# Searched as a pattern: `str.translate` with a table asks for every letter and takes ten times as long.
_UNFOLDED = re.compile(
    f"[{''.join(_CHARACTERS)}óòỏõọúùủũụ](?:(?<=[óòỏõọ])[ae]|(?<=[úùủũụ])y|(?<=[{''.join(_CHARACTERS)}]))"
)


def fold(text: str) -> str:
    """Lower case, one tone placement, plain digits, blanks and dashes; as long as `text`, offset by offset."""
    return _fold_phrase(text) if len(text) <= _PHRASE else _fold(text)


_PHRASE = 160  # characters of what is folded again and again: the same phrase is asked about by several rules


def _fold(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return _UNFOLDED.sub(lambda match: _FOLDED[match.group()], lowered)


_fold_phrase = lru_cache(maxsize=8192)(_fold)

_BARE = str.maketrans(
    {
        char: base
        for base, chars in {
            "a": "áàảãạăắằẳẵặâấầẩẫậ",
            "e": "éèẻẽẹêếềểễệ",
            "i": "íìỉĩị",
            "o": "óòỏõọôốồổỗộơớờởỡợ",
            "u": "úùủũụưứừửữự",
            "y": "ýỳỷỹỵ",
            "d": "đ",
        }.items()
        for char in chars
    }
)


def ascii_fold(text: str) -> str:
    """`fold` without any mark: for keys, never for matching (bộ and bỏ would be one)."""
    return " ".join(map(bare_word, fold(text).split(" ")))


@lru_cache(maxsize=8192)
def bare_word(word: str) -> str:
    """`ascii_fold` of a folded word."""
    return word.translate(_BARE)


@record(frozen=True, slots=True)
class Span:
    """A stretch of text, end exclusive."""

    start: int
    end: int

    def holds(self, position: int) -> bool:
        """Whether the position lies inside."""
        return self.start <= position < self.end


# The first mark stands alone, so that the engine skips to it.
_SENTENCE_END = re.compile(r"[.!?…\n](?:(?<=\n)|(?<!\n)[.!?…]*[\"”’')\]]*(?=\s+[\"“‘'(\[\-–]?[^\W\d_]|\s+\d|\s*$))")
_ABBREVIATION_BEFORE_DOT = re.compile(r"(?:\b(?:tp|ts|ths|pgs|gs|tr|nxb|v\.v|đ/c|mr|mrs|dr|st|no)|\b\w)$")


def sentences(folded: str, original: str, start: int, end: int) -> list[Span]:
    """Sentence spans of `folded[start:end]`, without the blanks around them.

    A full stop ends a sentence only before a blank and a new word that begins large, a figure or the end.
    """
    found: list[Span] = []
    begin = start
    for match in _SENTENCE_END.finditer(folded, start, end):
        stop = match.end()
        if match.group() != "\n" and not _ends_sentence(folded, original, match.start(), stop, end):
            continue
        _append_trimmed(found, folded, begin, stop)
        begin = stop
    _append_trimmed(found, folded, begin, end)
    if all(span.end - span.start <= LONGEST_SENTENCE for span in found):
        return found
    return [piece for span in found for piece in _pieces(folded, span)]


#: Characters; what is longer is no sentence, and its pieces keep every rule's work within bounds.
LONGEST_SENTENCE = 1500


def _pieces(folded: str, span: Span) -> Iterator[Span]:
    """The span, or pieces of it cut behind a semicolon, comma or blank where it is overlong."""
    start = span.start
    while span.end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        cut = (
            next((at for mark in (";", ", ", " ") if (at := folded.rfind(mark, start + 1, limit)) > start), limit - 1)
            + 1
        )
        if folded[start:cut].strip():
            yield Span(start, cut)
        start = cut
    if folded[start : span.end].strip():
        yield Span(start, span.end)


def _ends_sentence(folded: str, original: str, dot: int, stop: int, end: int) -> bool:
    if folded[dot] == "." and _ABBREVIATION_BEFORE_DOT.search(folded, max(0, dot - 6), dot):
        return False
    following = stop
    while following < end and not (original[following].isalnum()):
        following += 1
    return following >= end or original[following].isupper() or original[following].isdigit()


def _append_trimmed(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


def segment(folded: str, sentence: Span, position: int, separators: str = ";") -> Span:
    """The part of the sentence between separators (outside of brackets) that holds the position."""
    start, end, depth = sentence.start, sentence.end, 0
    if not any(mark in folded[start:end] for mark in separators):
        return sentence
    for match in _MARK.finditer(folded, start, end):
        char = match.group()
        depth += (char == "(") - (char == ")" and depth > 0)
        if char in separators and depth == 0:
            if match.start() < position:
                start = match.end()
            else:
                end = match.start()
                break
    return Span(start, end)


_MARK = re.compile(r"[();,:]")


def any_of(words: Iterable[str]) -> str:
    """A pattern of alternatives, longest first, blanks inside of them as wide as printed.

    Written as a tree of shared beginnings: where a word cannot stand, the engine finds out by its first letter and not
    by trying every word of the table.
    """
    return _branches(_tree(words))


def whole_words(words: Iterable[str]) -> str:
    """A pattern that finds one of the words where no letter touches it."""
    return rf"(?:{word_branches(words)})"


def word_branches(words: Iterable[str]) -> str:
    """The alternatives of `whole_words`, to stand beside others: each begins with a letter, so that the engine may skip
    to the first letters of all of them."""
    tree = _tree(words)
    if not tree or "" in tree or " +" in tree:
        return rf"(?<![^\W_])(?:{_branches(tree)})(?![^\W_])"
    return "|".join(rf"{first}(?<![^\W_]{first}){_grouped(rest)}(?![^\W_])" for first, rest in tree.items())


def from_border(words: Iterable[str], not_after: Iterable[str] = ()) -> str:
    """A pattern that finds one of the words where no letter touches it from before, and none of `not_after` stands.

    What stands before a word is looked at behind its first letter: a pattern that begins with letters lets the engine
    skip all others, which a pattern that begins with a look behind does not.
    """
    tree, before = _tree(words), [r"[^\W_]", *map(re.escape, not_after)]
    if not tree or "" in tree or " +" in tree:
        return "".join(f"(?<!{look})" for look in before) + f"(?:{_branches(tree)})"
    if len(before) == 1:
        starts = (f"{first}(?<!{before[0]}{first}){_grouped(rest)}" for first, rest in tree.items())
    else:  # the word is looked for ahead, being absent more often than what may not stand before it
        starts = (
            f"{first}(?={_grouped(rest)})" + "".join(f"(?<!{look}{first})" for look in before) + _grouped(rest)
            for first, rest in tree.items()
        )
    return f"(?:{'|'.join(starts)})"


_Tree = dict[str, Any]


def _tree(words: Iterable[str]) -> _Tree:
    """Words by their letters, as patterns; the key "" ends a word. What begins alike stands in one branch, in the order
    of the longest word of each."""
    root: _Tree = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        node = root
        for char in word:
            node = node.setdefault(" +" if char == " " else re.escape(char), {})
        node[""] = {}
    return root


def _branches(tree: _Tree) -> str:
    # The end of a word comes last: the longer words that begin with it are tried before.
    return "|".join([*(first + _grouped(rest) for first, rest in tree.items() if first), *([""] if "" in tree else [])])


def _grouped(tree: _Tree) -> str:
    return _branches(tree) if len(tree) == 1 else f"(?:{_branches(tree)})"
