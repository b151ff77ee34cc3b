"""Figures that the text ties together: parts and wholes, a level and its change, a count and its share.

Here: relations told by the text's own words and brackets. Not here: whether the arithmetic holds (the models).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from orchestration.extraction.figure import Figure
from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, whole_words


@record(frozen=True, slots=True)
class Relation:
    """`figure` is `kind` of `related`; `words` tie them."""

    figure: Figure
    kind: str
    related: Figure
    words: str | None


def of_plan(reference: Reference) -> re.Pattern[str]:
    """What stands behind "111,5% so với yêu cầu", "85% dự toán": such a percentage is no share of what was counted."""
    plans = any_of(reference.cues("plan_noun"))
    return re.compile(rf"[ ]*(?:so với (?:cùng kỳ|năm|{plans})|(?:{plans})(?![^\W_]))")


class RelationGrammar:
    """Ties the figures of a sentence. Compiled once from the table of cues."""

    def __init__(self, reference: Reference) -> None:
        self._part = re.compile(whole_words(reference.cues("part")))
        self._share = re.compile(whole_words(reference.cues("percent_of")))
        self._of_plan = of_plan(reference)

    def find(self, figures: list[Figure], folded: str) -> list[Relation]:
        """All relations, in order of the figures."""
        found = [relation for group in _by_sentence(figures) for relation in self._of_sentence(group, folded)]
        found.extend(Relation(f, "repeats", f.repeats, None) for f in figures if f.repeats is not None)
        return found

    def _of_sentence(self, group: list[Figure], folded: str) -> Iterator[Relation]:
        yield from self._parts(group, folded)
        for index, figure in enumerate(group):
            if figure.base is not None:
                kind = "rate_of" if figure.role.role == "change_rate" else "change_of"
                yield Relation(figure, kind, figure.base, figure.role.cue)
                continue
            before = group[index - 1] if index else None
            if before is None or figure.role.role != "level":
                continue
            between = folded[before.number.end : figure.number.start]
            share = self._share.search(between)
            words = share.group() if share else "(" if figure.share_of is before and between.endswith("(") else None
            is_share = figure.number.unit == "percent" and before.number.unit == "count"
            if is_share and words and not self._of_plan.match(folded, figure.number.end):
                yield Relation(figure, "percent_of", before, words)
            elif (
                figure.statistic == "mean" and before.statistic == "value" and figure.number.unit == before.number.unit
            ):
                yield Relation(figure, "average_of", before, "mean")

    def _parts(self, group: list[Figure], folded: str) -> Iterator[Relation]:
        """The figures behind "trong đó" or in a bracket are parts of the figure before it."""
        whole: Figure | None = None
        words: str | None = None
        is_list = in_bracket = False  # where semicolons part the parts: "trong đó: A; B", "(A; B)"
        for index, figure in enumerate(group):
            before = group[index - 1] if index else None
            if before is not None:
                between = folded[before.number.end : figure.number.start]
                cue = self._part.search(_CLOSED.sub(_blank, between))
                # "(đạt 81%)" tells a share of what stands before it, and no parts.
                opens = before.number.unit == figure.number.unit and _opens_bracket(between)
                if cue or opens:
                    is_list = cue is not None and between.startswith(":", cue.end())
                    in_bracket = _opens_bracket(between)
                    whole, words = (before, cue.group() if cue else "(") if not before.bracketed else (whole, words)
                elif (")" in between and in_bracket) or (";" in between and not is_list and not in_bracket):
                    whole = None
            if whole is not None and whole is not figure and _is_part(figure, whole):
                yield Relation(figure, "part_of", whole, words)


_CLOSED = re.compile(
    r"\([^()]*\)"
)  # "105.353 đơn (gồm khiếu nại, tố cáo); đã xử lý 97.014 đơn": of what kinds, no parts


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _opens_bracket(between: str) -> bool:
    return "(" in between and ")" not in between[between.rfind("(") :]


def _is_part(figure: Figure, whole: Figure) -> bool:
    return (
        figure.role.role == "level"
        and figure.number.unit == whole.number.unit
        and figure.statistic == "value"
        and figure.number.denominator is None
    )


def _by_sentence(figures: list[Figure]) -> Iterator[list[Figure]]:
    group: list[Figure] = []
    for figure in figures:
        if group and group[-1].sentence != figure.sentence:
            yield group
            group = []
        group.append(figure)
    if group:
        yield group
