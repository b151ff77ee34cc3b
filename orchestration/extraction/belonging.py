"""Whose a figure is: its body, and the part of the body.

Here: what of the words around a figure is asked for its body and scope. Not here: finding the names (`agencies`),
choosing among them (`attribution`), reading cues of a scope (`scopes`).
"""

from __future__ import annotations

import re

from orchestration.extraction.agencies import COUNTRY
from orchestration.extraction.attribution import (
    COUNTED_BODIES,
    LEVELS,
    NAMED_BEFORE,
    Attribution,
    Site,
)
from orchestration.extraction.figure import Figure, Spot
from orchestration.extraction.indicators import Indicator
from orchestration.extraction.matching import OF_TOTAL
from orchestration.extraction.naming import Naming
from orchestration.extraction.numbers import Number
from orchestration.extraction.scopes import TOTAL, UNKNOWN, ScopeSite, Unit, name_beside
from orchestration.extraction.text import ascii_fold, fold

_HANDED_ON = frozenset({"document", "subject of the sentence before"})
_BESIDE_RIGHT = re.compile(r"[^,;.:()]*")
_TWO = 2
_HAVE = re.compile(r"[^\W\d_] (?:có|đạt) (?:tỷ lệ|tỉ lệ|điểm|chỉ số|kết quả)(?![^\W_])")
_OWN_LEVEL = "level=province"
SINGLE = ("vn.prov.", "vn.min.")
_SCORE_OF_RANK = re.compile(r"[^\d;()]{0,60}?[ ,(]*(?:với|đạt|có|cùng)[^\d,;()]{0,40}")
_HELD_BY = re.compile(r"[ ]?(?::|-|–|là|thuộc về)[ ]")
_HELD_NEAR = 12  # characters of " thuộc về " behind a place
_KEPT_INSIDE = {"par_index_score": "internal_par_index_score", "par_index_rank": "internal_par_index_rank"}
_UNIT = re.compile(r"unit=(?!ban_(?!quan))")  # "Ban Chỉ đạo" has no score
_PROVINCES = frozenset({34, 61, 62, 63, 64})  # that were ranked at some time
_OF_PROVINCE = re.compile(r"(?<![^\W_])(?:par|của (?:tỉnh|thành phố)|cấp tỉnh)(?![^\W_])")
_BODIES_OF_LEVEL = {
    "province": "vn.provincial_departments",
    "district": "vn.districts",
    "commune": "vn.communes",
}
#: Between a figure and the body behind it that owns it.
WHOSE_LEVEL = re.compile(r"(?: (?:bình quân|trung bình|chung))* (?:của|ở|tại|trên)(?: (?:các|mức|toàn bộ))* ")
_NAME = "_"  # stands for each letter of a body's name


class Belonging(Naming):
    """A sentence that tells whose its figures are."""

    def _scope_of_part(self, scope: str, whole: Figure, indicator: Indicator, agency: Attribution) -> str:
        """The scope of a part of what a figure before counts."""
        if scope == TOTAL and _counts_same(whole, indicator, agency):
            scope = UNKNOWN
        if whole.sentence != self.line.span:
            return scope
        name_of = self.grammar.name_of
        told = f"{fold(whole.phrase)} {name_of(whole.indicator)}"
        return self.grammar.scopes.of_part(scope, name_of(indicator), told, whole.scope_key)

    def _scope(self, spot: Spot, phrase: str, indicator: Indicator, agency: Attribution) -> str:
        grammar, number, sentence = self.grammar, spot.number, self.line.span
        in_province = agency.agency_key.startswith("vn.prov.")
        told = grammar.indicators.expand(fold(phrase)) if indicator.basis else fold(phrase)
        scope = grammar.scopes.read(
            ScopeSite(
                phrase=told if self._stands_beside(phrase, spot) else f"{told} {self._narrowed_by(spot)}",
                clause_left=self.folded[spot.clause.start : number.start],
                clause_right=self.folded[number.end : spot.clause.end],
                sentence_left=self.folded[sentence.start : number.start],
                units=self._units_before(spot) if in_province else (),
                beside=self._beside(spot, agency) if spot.index and in_province else None,
                name=grammar.name_of(indicator),
                in_province=in_province,
                is_level=agency.agency_key in LEVELS,
                document_unit=self.memory.places.document_unit if in_province else None,
                level_in_turn=self.levels_in_turn[spot.index].code if spot.index in self.levels_in_turn else None,
            )
        )
        # "DTI cấp tỉnh" of a province is the province's own.
        return TOTAL if scope == _OWN_LEVEL and in_province and grammar.is_of_index(indicator) else scope

    def _of_units(self, indicator: Indicator, phrase: str, scope: str, number: Number) -> Indicator:
        """The province's own index where a unit inside of it has the score or place: "Sở Y tế xếp thứ 2"."""
        key = _KEPT_INSIDE.get(indicator.metric_key)
        is_own = key is not None and _UNIT.search(scope) is not None and not _OF_PROVINCE.search(fold(phrase))
        is_own = is_own and (number.denominator is None or int(number.denominator) not in _PROVINCES)
        return Indicator(key, indicator.basis) if is_own and key is not None else indicator

    def _narrowed(self, indicator: Indicator, scope: str) -> tuple[Indicator, str]:
        """The indicator whose name holds a part of the scope: online services told as "toàn trình" are full ones."""
        keys, parts = self.grammar.reference.narrowed_metrics, scope.split(";")
        part = next((part for part in parts if (indicator.metric_key, part) in keys), None)
        if part is None:
            return indicator, scope
        rest = ";".join(other for other in parts if other != part) or TOTAL
        return Indicator(keys[indicator.metric_key, part], indicator.basis), rest

    def _units_before(self, spot: Spot) -> tuple[Unit, ...]:
        """The named units of the sentence before the figure; none where "toàn tỉnh" stands beside it."""
        if spot.index in self.units_in_turn:
            return (self.units_in_turn[spot.index],)
        if self.grammar.whole_body.search(self.folded, spot.left.start, spot.number.start):
            return ()
        owned = WHOSE_LEVEL.match(self.folded, spot.number.end, self.line.span.end)
        if owned is not None and self.grammar.whole_body.match(self.folded, owned.end()):
            return ()
        holder = self._unit_placed(spot) if spot.number.unit == "rank" else None
        if holder is not None:
            return (holder,)
        return tuple(self.memory.places.within(self.line.span.start, spot.number.start))

    def _unit_placed(self, spot: Spot) -> Unit | None:
        """The office that is named right behind its place: "hạng 2: Sở Y tế"."""
        start = spot.number.end
        units = self.memory.places.within(self.line.span.start, start + _HELD_NEAR)
        behind = (unit for unit in units if unit.start >= start)
        return next((unit for unit in behind if _HELD_BY.fullmatch(self.folded, start, unit.start)), None)

    def _beside(self, spot: Spot, agency: Attribution) -> str | None:
        """The name printed before the figure, unless it is the province's own."""
        name = name_beside(self.text, spot.left.start, spot.left.end)
        own = name is not None and agency.agency_key.endswith("." + ascii_fold("_".join(fold(name).split())))
        return None if own else name

    def _stands_beside(self, phrase: str, spot: Spot) -> bool:
        """Whether the phrase is printed around the figure, and not handed on."""
        at = self.text.rfind(phrase, spot.left.start, spot.clause.end)
        return at >= 0 and ":" not in self.text[at + len(phrase) : spot.number.start]

    def _narrowed_by(self, spot: Spot) -> str:
        """The words beside a figure whose phrase stands elsewhere: "mức độ 4" in "…, mức độ 4 là 398"."""
        left = self.folded[spot.left.start : spot.left.end]
        near = left[max(left.rfind(","), left.rfind(";"), left.rfind(":"), left.rfind(" và ")) + 1 :]
        behind = _BESIDE_RIGHT.match(self.folded, spot.right.start, spot.right.end)
        return f"{near} {behind.group() if behind else ''}"

    def _in_same_brackets(self, last: Figure, spot: Spot) -> bool:
        """Whether the brackets behind a name hold both figures: "như: Hà Nội (91,4%, xếp thứ 3)"."""
        if not (spot.bracketed and last.bracketed and last.agency.basis == NAMED_BEFORE):
            return False
        between = self.folded[last.number.end : spot.number.start]
        named = any(last.number.end <= m.start < spot.number.start for m in self.line.mentions)
        return ")" not in between and not named

    def _agency(self, spot: Spot, last: Figure | None) -> Attribution:
        number = spot.number
        if spot.index in self.bodies_in_turn:
            return Attribution(self.bodies_in_turn[spot.index].agency_key, "listed in turn")
        if (
            last is not None
            and last.number.unit == "rank"
            and _SCORE_OF_RANK.fullmatch(self.folded, spot.left.start, spot.left.end)
            and not any(spot.left.start <= m.start < number.start and m.is_single for m in self.doers)
        ):
            return last.agency
        if last is not None and self._in_same_brackets(last, spot):
            return last.agency
        of_total = OF_TOTAL.search(self.folded, spot.left.start, spot.left.end) is not None
        if last is not None and of_total and not self._place(spot).counts_bodies:
            return last.agency
        site = Site(
            number.start,
            number.end,
            self.line.span,
            spot.clause,
            number.denominator is not None,
            number.unit == "rank",
            spot.previous_end,
        )
        level = self.levels_in_turn.get(spot.index)
        doers = self.doers if level is None else [m for m in self.doers if m.agency_key not in LEVELS]
        answer = self.grammar.attribution.attribute(site, doers, self.folded, self.inherited, self.owner)
        if level is not None and answer.agency_key == COUNTRY:
            return Attribution(_BODIES_OF_LEVEL[level.code], "listed in turn")
        if last is not None and answer.basis == "document" and self._goes_on_with(last, spot):
            return Attribution(last.agency.agency_key, "body of the clause before")
        if last is not None and answer.basis in _HANDED_ON and self._tells_counted(last, spot):
            return last.agency
        of_nobody = answer.agency_key == COUNTRY and answer.basis in _HANDED_ON
        return (self._of_teller(spot, answer.basis) if of_nobody else None) or answer

    def _of_teller(self, spot: Spot, basis: str) -> Attribution | None:
        """Whose a figure of the country is by who votes, reports or speaks; None where nobody does."""
        if self._counts_votes():
            return Attribution(self.grammar.voting_body, "deputies vote")
        if basis != "document":
            return None
        told = self._of_field(spot)
        if told is not None:
            return Attribution(told, "field of the ministry that reports")
        speaker = self.grammar.speakers.after(self.memory.speaker, self.line.mentions, self.folded, self.line.span.end)
        return Attribution(speaker, "province whose office tells it") if speaker is not None else None

    def _tells_counted(self, last: Figure, spot: Spot) -> bool:
        """Whether a figure is told of bodies that the one before counts: "15 bộ, ngành có tỷ lệ thấp dưới 10%"."""
        told = self.folded[last.number.end : spot.number.start]
        return last.agency.basis == COUNTED_BODIES and _HAVE.search(told) is not None and ";" not in told

    def _of_field(self, spot: Spot) -> str | None:
        """The only body named before the figure, else the last one that the text named as its source, where what is
        counted belongs to its field: "Theo Bộ A, đã cấp 60 triệu thẻ căn cước"."""
        before = {m.agency_key for m in self.line.mentions if m.end <= spot.number.start and m.is_single}
        key = next(iter(before), self.memory.reporter) if len(before) < _TWO else None
        field = self.grammar.fields.get(key) if key is not None else None
        start = max((m.end for m in self.line.mentions if m.end <= spot.number.start), default=self.line.span.start)
        return key if field is not None and field.search(self.folded, start, spot.right.end) else None

    def _counts_votes(self) -> bool:
        """Whether the sentence tells how the deputies of the National Assembly voted: "448 đại biểu tán thành"."""
        start, end = self.line.span.start, self.line.span.end
        votes = self.grammar.votes.search(self.folded, start, end) is not None
        return votes and self.grammar.voters.search(self.folded, start, end) is not None

    def _unnamed(self, start: int, end: int) -> str:
        """The folded words without the names of single bodies: "Bộ Kế hoạch và Đầu tư" plans nothing."""
        words = self.folded[start:end]
        for mention in self.line.mentions:
            if mention.is_single and start <= mention.start and mention.end <= end:
                name = slice(mention.start - start, mention.end - start)
                words = f"{words[: name.start]}{_NAME * (name.stop - name.start)}{words[name.stop :]}"
        return words

    def _goes_on_with(self, last: Figure, spot: Spot) -> bool:
        """ "PAR INDEX của tỉnh Lạng Sơn đạt 86,33%; SIPAS đạt 84,02%": a clause without a body keeps that before."""
        between = (m for m in self.line.mentions if last.number.end <= m.start < spot.number.start)
        named = any(m.is_single or m.part == "subject" for m in between)
        return not named and last.agency.agency_key.startswith(SINGLE) and last.agency.basis != "document"


def _counts_same(whole: Figure, indicator: Indicator, agency: Attribution) -> bool:
    """Whether a part counts what its whole does, of the same body: then what narrows it is not understood."""
    same = whole.indicator.metric_key == indicator.metric_key and whole.agency.agency_key == agency.agency_key
    return same and whole.scope_key in {TOTAL, UNKNOWN}
