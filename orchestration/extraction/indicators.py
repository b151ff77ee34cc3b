"""What a figure counts: the words that say so, and the indicator that they name.

Here: matching the surroundings of a figure with the catalogue's phrase rows and names, and the open key of an
indicator outside of the catalogue. Not here: the catalogue (seed tables) and cutting phrases (`phrases`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise

import ahocorasick_rs

from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference, ReferenceError
from orchestration.extraction.text import bare_word, fold, whole_words

OPEN_PREFIX = "open."
UNNAMED = "open.unnamed"  # nothing around the figure names what it counts
_DIGITAL = "số"
_OF_TWO = frozenset({("theo", "dõi"), ("có", "mặt")})
_SHORT_FORM = re.compile(r"(?<=[^\W\d] )\([^\W\d]{2,8}\)")  # "thủ tục hành chính (TTHC)" names a thing once
_SHARE_INSIDE = re.compile(r" \([^()]*\d[ ]?%\)")  # "thủ tục (44%) cung cấp trực tuyến"
_EVERYWHERE = re.compile(  # whose figure it is enters no key
    r"(?<=[^\W_]) (?:trên|trong|của|tại|ở) (?:phạm vi |địa bàn )?"
    r"(?:toàn quốc|cả nước|toàn tỉnh|toàn thành phố|cả tỉnh)$"
)
_INDEX = "chỉ số"
_INDEX_TWICE = f"{_INDEX} {_INDEX}"  # "chỉ số PAR INDEX" written out
_WORD = re.compile(r"[^\W_]+")
_SHARE = (["tỷ", "lệ"], ["tỉ", "lệ"])  # goes without saying of a percentage
_SHARE_WORDS = 3  # of "tỷ lệ tăng", of which too little would remain


@record(frozen=True, slots=True)
class Surroundings:
    """The folded, abbreviation-free words around a figure.

    `left` and `right` end at the neighbouring figures, `beside` is what of `left` stands behind its last comma,
    `clause_left` and `clause_right` end at semicolons, `sentence_left` begins with the sentence. `subject` is that of
    "… là 98,01%", `noun` the noun phrase behind the figure, `verb` the verb that governs it; each may be empty.
    `counts` tells a count of things, `counts_bodies` one of ministries, provinces or the like.
    """

    left: str
    beside: str
    right: str
    noun: str
    subject: str
    verb: str
    counts: bool
    counts_bodies: bool
    clause_left: str
    clause_right: str
    sentence_left: str
    told: Told


@record(frozen=True, slots=True)
class Told:
    """What a passage tells at all, looked up once for all figures of a sentence: its words, and the phrase rows and
    names that may fit. A row stands with what the terms count that it finds in the passage itself."""

    words: frozenset[str]
    rows: tuple[tuple[PhraseRow, float], ...]
    names: tuple[_Name, ...]


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """One row of `metric_phrases.csv`, compiled."""

    phrase_id: str
    metric_key: str
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    either: tuple[re.Pattern[str], ...]
    context: tuple[re.Pattern[str], ...]
    never: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]  # narrow what is counted to something else
    units: frozenset[str]
    is_of_bodies: bool
    words: tuple[tuple[frozenset[str], ...], ...]  # of each term that must stand, by its alternatives

    def may_fit(self, told: frozenset[str]) -> bool:
        """Whether the words of its terms stand in a passage at all: asked first, being a tenth of the work."""
        for alternatives in self.words:
            for words in alternatives:
                if words <= told:
                    break
            else:
                return False
        return True


@record(frozen=True, slots=True)
class Indicator:
    """The indicator of a figure; `basis` is the phrase row that named it, None for an open key. `is_doubtful`: nothing
    in the text names what is counted, so that the key may be shared by different things."""

    metric_key: str
    basis: str | None
    is_doubtful: bool = False


class IndicatorGrammar:
    """Matches surroundings with phrase rows. Compiled once from the tables."""

    def __init__(self, reference: Reference) -> None:
        self._abbreviations = reference.abbreviations
        self._own: dict[str, str] = {}
        self._empty = frozenset(reference.cues("empty_word"))
        # A blank inside of an abbreviation is one blank: what is found is looked up as it stands.
        self._short = re.compile(whole_words(self._abbreviations).replace(" +", " "))
        self._any_short = ahocorasick_rs.AhoCorasick(list(self._abbreviations))
        #: A text with the abbreviations of the table written out. Kept: the rules for one figure ask for the same
        #: stretches, and those for a sentence for the sentences before.
        self.expand = lru_cache(maxsize=2048)(self._expand)
        self._words_in = lru_cache(maxsize=1024)(_WORD.findall)  # a sentence is of its own passage and of two more
        self._rows = [_compile(row, reference) for row in reference.tables["metric_phrases"]]
        self._anchors = _by_first_word(reference.tables["metric_phrases"])
        self._names = _Names(reference, self.expand)

    def _expand(self, folded: str) -> str:
        if self._own:
            folded = _WORD.sub(lambda match: self._own.get(match.group(), match.group()), folded)
        if not self._any_short.find_matches_as_indexes(folded):
            return folded  # most do not hold the letters of any, which is found out in a third of the time
        told = self._short.sub(lambda match: self._abbreviations[match.group()], folded)
        return told.replace(_INDEX_TWICE, _INDEX)

    def with_own(self, abbreviations: dict[str, str]) -> IndicatorGrammar:
        """The same grammar for a document that explains short forms of its own."""
        grammar = copy(self)
        grammar._own = abbreviations
        grammar.expand = lru_cache(maxsize=2048)(grammar._expand)
        return grammar

    def told(self, context: str, pieces: Iterable[str] | None = None) -> Told:
        """Rows and names of which some word that they cannot do without stands in the passage; `pieces` are the
        sentences that make it up."""
        words = [*chain.from_iterable(map(self._words_in, pieces or (context,)))]
        plain = frozenset(words)
        found = self._anchored(words, plain)
        rows = [row for number in sorted(found) if (row := self._rows[number]).may_fit(plain)]
        scores = [_in_context(row, context) if row.context else 0.0 for row in rows]
        told = tuple((row, score) for row, score in zip(rows, scores, strict=True) if score is not None)
        return Told(plain, told, self._names.told(plain))

    def _anchored(self, words: list[str], plain: frozenset[str]) -> set[int]:
        """The rows of which an anchor stands in the words of a passage; `plain` are the words without their order."""
        found: set[int] = set()
        pairs: dict[tuple[str, str], list[int]] = {}
        for word in plain & self._anchors.keys():
            for second, numbers in self._anchors[word]:
                if second is None:
                    found.update(numbers)
                elif second in plain:
                    pairs[word, second] = numbers
        if pairs:
            for pair in pairs.keys() & pairwise(words):
                found.update(pairs[pair])
        return found

    def may_match(self, told: Told, unit: str) -> bool:
        """Whether any row or name that the passage tells is measured in the unit."""
        return any(not row.units or unit in row.units for row, _ in told.rows) or any(
            unit in (name.unit, "times") for name in told.names
        )

    def match(self, around: Surroundings, unit: str) -> Indicator | None:
        """The row that fits best: most and longest terms, those beside the figure first; ties by row order. A name of
        the catalogue is taken instead where much more of it is told."""
        if around.counts and around.noun.startswith(_SETS) and not around.subject:
            return None
        best, best_score = None, 0.0
        sides = _sides(around)
        for row, passage in around.told.rows:
            if row.units and unit not in row.units:
                continue
            score = _score(row, passage, around, sides)
            if score > best_score:
                best, best_score = row, score
        named, letters = self._names.match(around, unit)
        if named is not None and letters > best_score * _ROW_BEFORE_NAME:
            return Indicator(named, f"name.{named}")
        return Indicator(best.metric_key, best.phrase_id) if best else None

    def open_key(self, phrase: str, unit: str) -> str:
        """A stable key made of the content words of a phrase: the same for other case, marks, abbreviations."""
        named = _EVERYWHERE.sub("", _SHARE_INSIDE.sub(" ", _SHORT_FORM.sub(" ", fold(phrase))))
        told = [word for word in _WORD.findall(self.expand(named)) if not word.isdigit()]
        words = [word for place, word in enumerate(told) if word not in self._empty or _is_told(told, place)]
        words = words[2:] if unit == "percent" and words[:2] in _SHARE and len(words) > _SHARE_WORDS else words
        slug = "_".join(map(bare_word, words[:9])) or "unnamed"
        return f"{OPEN_PREFIX}{slug}" + ("" if unit == "count" else f".{unit}")


def _is_told(words: list[str], place: int) -> bool:
    """ "số hồ sơ" counts, "chữ ký số" and "số hóa" are digital; "theo dõi" and "có mặt" are words of two."""
    if tuple(words[place : place + 2]) in _OF_TWO:
        return True
    return words[place] == _DIGITAL and (place > 0 or words[1:2] in (["hóa"], ["hoá"]))


def _compile(row: dict[str, str], reference: Reference) -> PhraseRow:
    if row["metric_key"] not in reference.metrics:
        raise ReferenceError(
            f"metric_phrases.csv, row {row['phrase_id']}: {row['metric_key']} is not in metrics.csv; add it there"
        )
    places = {name: _terms(row[name]) for name in ("before", "after", "either", "context")}
    never, _, unless = row["never"].partition(";")
    places |= {"never": _terms(never), "unless": _terms(unless)}
    units = frozenset(filter(None, row["units"].split("|")))
    of_bodies = _BODIES.search(fold(reference.metrics[row["metric_key"]]["name_vi"])) is not None
    cells = [row[name] for name in ("before", "after", "either", "context")]
    words = tuple(_words_of_term(term) for cell in cells for term in cell.split(";") if term.strip())
    return PhraseRow(row["phrase_id"], row["metric_key"], **places, units=units, is_of_bodies=of_bodies, words=words)


def _anchors(row: dict[str, str]) -> set[str]:
    """For each way in which a row can fit, one or two neighbouring words that must then stand in the passage."""
    cell = row["after"] or row["either"] or row["before"] or row["context"]
    return {_anchor(fold(alternative)) for alternative in cell.split(";")[0].split("|")}


def _by_first_word(rows: list[dict[str, str]]) -> dict[str, list[tuple[str | None, list[int]]]]:
    """For the first word of every anchor its second words (None: it has none), each with the numbers of its rows."""
    anchors: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for anchor in _anchors(row):
            anchors.setdefault(anchor, []).append(number)
    first_words: dict[str, list[tuple[str | None, list[int]]]] = {}
    for anchor, numbers in anchors.items():
        first, _, second = anchor.partition(" ")
        first_words.setdefault(first, []).append((second or None, numbers))
    return first_words


def _anchor(words: str) -> str:
    pieces = [_WORD.findall(piece) for piece in words.split("…")]
    longest = max(pieces, key=lambda piece: sum(map(len, piece)))
    return " ".join(longest[:2])


def _terms(cell: str) -> tuple[re.Pattern[str], ...]:
    """Terms parted by ";" must all stand, alternatives are parted by "|", "…" stands for up to eight words."""
    return tuple(
        re.compile("|".join(_term(alternative) for alternative in term.split("|")))
        for term in cell.split(";")
        if term.strip()
    )


def _words_of_term(term: str) -> tuple[frozenset[str], ...]:
    """The words of each alternative of a term."""
    return tuple(frozenset(_WORD.findall(fold(alternative))) for alternative in term.split("|"))


def _term(words: str) -> str:
    escaped = re.escape(fold(words.strip())).replace(r"\ ", " +")
    gap = r"(?: +[^\s;]+){0,8}? +"
    escaped = re.sub(r"(?: \+)?…(?:\\ | \+)?", lambda _: gap, escaped)
    first = re.escape(fold(words.strip())[0])
    # The border is looked at behind the first letter, as in `from_border`: the engine skips to such letters.
    return rf"{first}(?<![^\W_]{first}){escaped.removeprefix(first)}(?![^\W_])"


_BODIES = re.compile(r"^(?:số |các )?(?:bộ|địa phương|doanh nghiệp|tỉnh|cơ quan|đơn vị|nơi)(?![^\W_])")
_GROUPS = re.compile(r"số (?:bộ|địa phương|tỉnh)(?![^\W_])")
_NAMED = 3  # content words behind a figure that name it without those before
_HEAD_WORDS = 9  # characters of measure words ("lượt", "tổng số") that may stand before the noun that is counted
_SETS = ("nhóm ",)  # "8 nhóm nhiệm vụ" are no 8 tasks
_HEAD = 1.5  # how much more a row counts whose term is the noun behind the figure
_ROW_BEFORE_NAME = 2.0  # how much more of a name must be told than of a phrase row that fits
# What a term found so far away weighs beside one at the figure.
_DONE, _OTHER_SIDE, _CLAUSE, _SENTENCE, _PASSAGE = 0.8, 0.8, 0.5, 0.3, 0.2


def _in_context(row: PhraseRow, context: str) -> float | None:
    """What the terms count that a row looks for in the whole passage; None if one is absent."""
    score = 0.0
    for term in row.context:
        found = _found(term, ((context, _PASSAGE),))
        if not found:
            return None
        score += found
    return score


_Texts = tuple[tuple[str, float], ...]


@record(frozen=True, slots=True)
class _Sides:
    """Where each kind of term is looked for, the nearest place first, and what it weighs there."""

    before: _Texts
    after: _Texts
    later: _Texts
    either: _Texts
    counted: tuple[str, ...]  # what the figure counts


def alone(around: Surroundings) -> Surroundings:
    """The surroundings in which the subject stands for noun and verb too."""
    return replace(around, noun="", verb="")


def _sides(around: Surroundings) -> _Sides:
    beside = around.subject or around.beside
    behind = ((around.right, 1.0), (around.subject, 1.0))
    done = _done(around)
    farther = "" if around.verb else around.sentence_left
    other_side = "" if around.noun else beside
    return _Sides(
        before=_texts((beside, 1.0), (around.verb, 1.0), (around.left, _SENTENCE), (farther, _SENTENCE)),
        after=_texts(*behind),
        later=_texts(*behind, (around.clause_right, _CLAUSE)),
        either=_texts((around.noun, 1.0), (done, _DONE), (around.subject, 1.0), (other_side, _OTHER_SIDE)),
        counted=tuple(filter(None, (around.subject or around.noun, _done(around)))),
    )


def _done(around: Surroundings) -> str:
    """What was done and to what: "thẩm định dự thảo"; "trực tuyến hồ sơ" of "trực tuyến là 178.552 hồ sơ"."""
    subject = around.subject.strip()
    by = around.verb or (subject if len(subject.split()) <= _SHORT_SUBJECT else "")
    return f"{by} {around.noun}" if by and around.noun else ""


_SHORT_SUBJECT = 3  # words of a subject that only narrows the noun behind the figure


def _texts(*places: tuple[str, float]) -> _Texts:
    """The places that hold words, each text once, where it weighs first."""
    kept: dict[str, float] = {}
    for text, weight in places:
        if text:
            kept.setdefault(text, weight)
    return tuple(kept.items())


def _score(row: PhraseRow, passage: float, around: Surroundings, sides: _Sides) -> float:
    """How well a row fits: the letters of the terms found, those that stand farther away for less.

    `passage` is what its terms in the passage count. 0 if another is absent, or if the first term behind belongs to a
    later figure: it is what is counted.
    """
    score = _with_terms(passage, row, sides)  # first, since few rows have all of their terms
    if not score:
        return 0.0
    if around.counts_bodies and not (row.is_of_bodies or _is_head(row, around, sides)):
        return 0.0
    if row.never and any(term.search(around.left) or term.search(around.right) for term in row.never):
        return 0.0
    if row.unless and _counts_else(row, around, sides):
        return 0.0
    is_head = _is_head(row, around, sides)
    if row.either and around.counts and not is_head:
        return 0.0
    return score * (_HEAD if is_head else 1.0)


def _counts_else(row: PhraseRow, around: Surroundings, sides: _Sides) -> bool:
    """Whether something else is counted, by the figure or by the one that it parts: "60 nhiệm vụ (quá hạn: 4)"."""
    if any(term.search(told) for term in row.unless for told in (*sides.counted, around.beside)):
        return True
    if around.noun and any(term.match(around.noun) for term in row.unless):
        return True  # "quá hạn thực hiện là 42 nhiệm vụ"
    parted = "" if around.noun or around.subject else _last_counted(around.sentence_left)
    return parted != "" and any(term.match(parted) for term in row.unless)


def _last_counted(words: str) -> str:
    """The noun behind the last number of folded words that has one; empty where none has."""
    nouns = [match["noun"] for match in _COUNTED_NOUN.finditer(words)] if words else []
    return nouns[-1] if nouns else ""


_COUNTED_NOUN = re.compile(r"\d (?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)")


def _with_terms(passage: float, row: PhraseRow, sides: _Sides) -> float:
    """What the row's terms count besides those in the passage; 0 if one is absent."""
    score = passage
    for places, terms in (
        (sides.before, row.before),
        (sides.after, row.after[:1]),
        (sides.later, row.after[1:]),
        (sides.either, row.either),
    ):
        for term in terms:
            found = _found(term, places)
            if not found:
                return 0.0
            score += found
    return score


def _found(term: re.Pattern[str], places: _Texts) -> float:
    """The letters of the term where they weigh most; 0 where it stands nowhere."""
    most = 0.0
    for text, weight in places:
        if term.search(text) is not None:
            most = max(most, weight * _told_length(term, text))
    return most


def _told_length(term: re.Pattern[str], text: str) -> int:
    """Letters of the first place in the text where the term stands and is not negated."""
    for match in term.finditer(text):
        if not _NEGATED.search(text, max(0, match.start() - _NEGATION), match.start()):
            return len(match.group())
    return 0


_NEGATED = re.compile(r"(?<![^\W_])(?:không|chưa) (?:(?:phải|bị|được|còn) )?$")
_NEGATION = 12  # characters of the longest negation before a term
_NEGATIONS = frozenset({"không", "chưa"})


def _is_head(row: PhraseRow, around: Surroundings, sides: _Sides) -> bool:
    """Whether the row's term is the very noun that the figure counts."""
    terms = row.after[:1] or row.either
    if not terms:
        return False
    for told in sides.counted:
        for term in terms:
            match = term.search(told)
            if match is not None and match.start() <= (0 if around.counts_bodies else _HEAD_WORDS):
                return True
    return not around.noun and bool(row.either)


@dataclass(frozen=True, slots=True)
class _Name:
    metric_key: str
    unit: str
    weights: dict[str, float]
    words: frozenset[str]
    rare: frozenset[str]
    first: str  # the first word that tells something: what a count is of
    done: frozenset[str]  # words of what was done to it: "được thẩm định"
    is_of_bodies: bool
    counts_groups: bool  # ministries or provinces, of which the text must count some


_DONE_TO = re.compile(r"(?<![^\W_])(?:được|đã|bị) [^\W\d_]+(?: [^\W\d_]+)?$")  # "được thẩm định"


class _Names:
    """The catalogue's own names as knowledge: an indicator whose name's words stand around the figure."""

    _LEAST = 0.55  # share of a name's weight that must be found
    _LEAST_BESIDE = 0.5  # share that must be found between the neighbouring figures
    _MARGIN = 0.1  # by which it must lead
    _RARE = 3  # names that may share a word which still tells one from others

    def __init__(self, reference: Reference, expand: Callable[[str], str]) -> None:
        self._weak = frozenset(reference.cues("weak_name_word"))
        #: The words of a text that tell something. Kept: figures of one sentence share the stretches between them.
        self._words_of = lru_cache(maxsize=2048)(self._telling_words)
        words = {key: self._words_of(expand(fold(row["name_vi"]))) for key, row in reference.metrics.items()}
        counts = Counter(word for name in words.values() for word in set(name))
        self._by_word: dict[str, list[int]] = {}
        self._all: list[_Name] = []
        for key, name in words.items():
            rare = frozenset(word for word in set(name) if counts[word] <= self._RARE)
            weights = {word: 1.0 / counts[word] ** 0.5 for word in sorted(set(name))}
            for word in rare:
                self._by_word.setdefault(word, []).append(len(self._all))
            first = next(iter(name), "")
            of_bodies = _BODIES.search(fold(reference.metrics[key]["name_vi"])) is not None
            told = _DONE_TO.search(expand(fold(reference.metrics[key]["name_vi"])))
            done = frozenset(self._words_of(told.group())) if told else frozenset()
            groups = _GROUPS.match(fold(reference.metrics[key]["name_vi"])) is not None
            unit = reference.metrics[key]["unit"]
            row = _Name(key, unit, weights, frozenset(weights), rare, first, done, of_bodies, groups)
            self._all.append(row)
        self._rare = frozenset(self._by_word)

    def told(self, words: frozenset[str]) -> tuple[_Name, ...]:
        """Names of which a rare word stands in the passage and half of the words do."""
        found = sorted({number for word in self._rare & words for number in self._by_word[word]})
        names = (self._all[number] for number in found)
        return tuple(name for name in names if 2 * len(name.words & words) >= len(name.words))

    def match(self, around: Surroundings, unit: str) -> tuple[str | None, float]:
        """The one name that is told around the figure and its letters found; None where none is, or two are alike."""
        names = [name for name in around.told.names if unit in (name.unit, "times")]
        if not names:
            return None, 0.0
        behind = self._words_of(f"{around.subject} {around.noun}")
        head, counted = self._words_of(around.noun)[:1], {*self._words_of(f"{around.verb} {around.noun}"), ""}
        verb = () if around.subject else self._words_of(around.verb)
        left = self._words_of(around.left)
        beside = {*behind, *verb} if len(behind) >= _NAMED else {*behind, *left}
        clause = {*self._words_of(f"{around.clause_left} {around.noun}"), *left, *beside}
        denied = _NEGATIONS.intersection((*behind, *verb))
        nearest = self._words_of(around.beside) if not behind else []
        scores = [
            (score, name)
            for name in names
            if not name.rare.isdisjoint(clause)
            and (name.is_of_bodies or not around.counts_bodies)
            and (around.counts_bodies or not (name.counts_groups and around.counts and unit == "count"))
            and denied <= name.weights.keys()
            and name.done <= clause
            and _NEGATIONS.intersection(name.weights) <= clause
            and (len(nearest) < _NAMED or not name.weights.keys().isdisjoint(nearest))
            and (not around.counts or around.subject or (set(head) <= name.weights.keys() and name.first in counted))
            and (not verb or not name.weights.keys().isdisjoint(verb))
            and name.first in clause
            and (score := self._score(name.weights, beside, clause, around.told.words)) >= self._LEAST
        ]
        best = self._longest(scores)
        if best is None:
            return None, 0.0
        letters = sum(len(word) * (1.0 if word in beside else _CLAUSE) for word in best.weights if word in clause)
        return best.metric_key, letters

    def _longest(self, scores: list[tuple[float, _Name]]) -> _Name | None:
        """Of the names that are told about equally well the longest; None where two are equally long."""
        highest = max((score for score, _ in scores), default=0.0)
        told = sorted(
            (-score * sum(name.weights.values()), name.metric_key, number)
            for number, (score, name) in enumerate(scores)
            if score >= highest - self._MARGIN
        )
        if not told or (len(told) > 1 and told[1][0] <= told[0][0] * (1 - self._MARGIN)):
            return None
        return scores[told[0][2]][1]

    def _score(self, weights: dict[str, float], beside: set[str], clause: set[str], passage: frozenset[str]) -> float:
        total = sum(weights.values())
        near = sum(weight for word, weight in weights.items() if word in beside)
        if near < self._LEAST_BESIDE * total:
            return 0.0
        farther = sum(
            weight * (0.7 if word in clause else 0.4)
            for word, weight in weights.items()
            if word not in beside and (word in clause or word in passage)
        )
        return (near + farther) / total

    def _telling_words(self, text: str) -> tuple[str, ...]:
        return tuple(word for word in _WORD.findall(text) if word not in self._weak and not word.isdigit())
