"""The rule of choice and the meeting of intervals, said once more in plain Python with exact fractions.

Here: what the marts must hold for given documents and claims. Not here: SQL, or anything that the models use.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]

#: Publisher -> rank and the body that it speaks for, as the reference table has it; newspapers speak for nobody.
AUTHORITY: Mapping[str | None, tuple[int, str | None]] = {
    "Chính phủ": (10, "vn"),
    "Bộ Nội vụ": (20, "vn.min.noi_vu"),
    "Cổng thông tin điện tử thành phố Cần Thơ": (30, "vn.prov.can_tho"),
    "Báo Đắk Lắk": (50, None),
    "Tuổi Trẻ": (60, None),
    "Báo không ai biết": (90, None),
    None: (90, None),
}


@dataclass(frozen=True)
class Decision:
    """What a person decided about a figure of a document."""

    action: str
    document: str
    quote: str
    metric_key: str
    decided_on: dt.date


@dataclass(frozen=True)
class Voice:
    """A claim with what its document adds to it."""

    claim: Row
    document: Row
    preferred_on: dt.date | None
    is_deprecated: bool

    @property
    def key(self) -> str:
        return str(self.claim["claim_key"])

    @property
    def bounds(self) -> tuple[Fraction | None, bool, Fraction | None, bool]:
        low, high = self.claim["lower_bound"], self.claim["upper_bound"]
        return (
            None if low is None else Fraction(low),
            self.claim["lower_closed"],
            None if high is None else Fraction(high),
            self.claim["upper_closed"],
        )

    @property
    def print(self) -> tuple[Any, ...]:
        return (self.claim["value"], self.claim["lower_bound"], self.claim["upper_bound"])

    @property
    def copy_group(self) -> str:
        return str(self.claim["witness_group"] or self.claim["source_key"])

    @property
    def witness(self) -> str:
        return str(self.claim["witness_group"] or self.document["producer"] or self.claim["source_key"])

    @property
    def authority(self) -> int:
        rank, body = AUTHORITY[self.document["publisher"]]
        return 0 if body == self.claim["agency_key"] else rank


def meet(a: Voice, b: Voice) -> bool:
    """Whether some number lies in both intervals: the larger lower end does not pass the smaller upper end."""
    (al, alc, ah, ahc), (bl, blc, bh, bhc) = a.bounds, b.bounds
    lows = [(end, closed) for end, closed in ((al, alc), (bl, blc)) if end is not None]
    highs = [(end, closed) for end, closed in ((ah, ahc), (bh, bhc)) if end is not None]
    if not lows or not highs:
        return True
    low = max(end for end, _ in lows)
    high = min(end for end, _ in highs)
    touching = all(closed for end, closed in lows if end == low) and all(closed for end, closed in highs if end == high)
    return low < high or (low == high and touching)


def gap(voices: Sequence[Voice]) -> Fraction | None:
    """How far apart the farthest two intervals are; None where all have a number in common."""
    pairs = [(a, b) for a in voices for b in voices if a.key != b.key and not meet(a, b)]
    if not pairs:
        return None
    gaps = []
    for a, b in pairs:
        for left, right in ((a, b), (b, a)):
            high, low = left.bounds[2], right.bounds[0]
            if high is not None and low is not None:
                gaps.append(low - high)
    return max(gaps)


@dataclass(frozen=True)
class Choice:
    """What the marts must say of one observation."""

    claim_key: str
    value: Any
    value_min: Any
    value_max: Any
    n_claims: int
    n_witnesses: int
    is_contested: bool
    is_decided: bool
    resolution_rule: str


def voices_by_group(
    documents: Sequence[Row], claims: Sequence[Row], decisions: Sequence[Decision]
) -> dict[str, list[Voice]]:
    """The claims of each breakdown code; in these tests every code is one observation."""
    by_source = {row["source_key"]: row for row in documents}
    groups: dict[str, list[Voice]] = defaultdict(list)
    for claim in claims:
        document = by_source[claim["source_key"]]
        about = [
            one
            for one in decisions
            if (one.document, one.quote) == (document["document"], claim["quote"])
            and one.metric_key in ("", claim["metric_key"])
        ]
        preferred = [one.decided_on for one in about if one.action == "prefer"]
        deprecated = any(one.action == "deprecate" for one in about)
        groups[claim["scope_key"]].append(Voice(claim, document, max(preferred, default=None), deprecated))
    return {key: [_with_copies_decisions(voice, voices) for voice in voices] for key, voices in groups.items()}


def _with_copies_decisions(voice: Voice, voices: Sequence[Voice]) -> Voice:
    """A decision about a print holds for its copies too."""
    copies = [one for one in voices if (one.copy_group, one.print) == (voice.copy_group, voice.print)]
    preferred = [one.preferred_on for one in copies if one.preferred_on is not None]
    deprecated = any(one.is_deprecated for one in copies)
    return Voice(voice.claim, voice.document, max(preferred, default=None), deprecated)


class _Ranking:
    """The order of choice among the claims of one observation."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        self.all = voices
        self.voices = [voice for voice in voices if not voice.is_deprecated]
        self.published: dict[tuple[str, Any], dt.date] = {}
        for voice in voices:
            group, day = (voice.claim["witness_group"], voice.claim["value"]), voice.document["published_on"]
            if voice.claim["witness_group"] is not None:
                self.published[group] = min(day, self.published.get(group, day))

    def copies(self, voice: Voice) -> list[Voice]:
        return [one for one in self.voices if (one.copy_group, one.print) == (voice.copy_group, voice.print)]

    def lead(self, voice: Voice) -> Voice:
        return min(
            self.copies(voice),
            key=lambda one: (
                one.document["first_seen_at"],
                one.claim["source_key"],
                -one.claim["char_start"],
                one.key,
            ),
        )

    def vintage(self, voice: Voice) -> dt.date:
        days = []
        for one in self.copies(voice):
            told = one.claim["vintage_date"]
            group = (one.claim["witness_group"], one.claim["value"])
            days.append(told or self.published.get(group, one.document["published_on"]))
        return min(days)

    def witnesses(self, voice: Voice) -> int:
        return len({self.witness(one) for one in self.voices if one.print == voice.print})

    def witness(self, voice: Voice) -> str:
        """One document is one witness of a print, however often it prints it."""
        source = voice.claim["source_key"]
        return min(one.witness for one in self.all if (one.claim["source_key"], one.print) == (source, voice.print))

    def steps(self, voice: Voice) -> tuple[tuple[str, Any], ...]:
        """Smaller is better, step by step."""
        lead = self.lead(voice)
        preferred = voice.preferred_on
        return (
            ("adjudication", (preferred is None, -(preferred.toordinal() if preferred else 0))),
            ("authority", voice.authority),
            ("later_vintage", -self.vintage(voice).toordinal()),
            ("more_witnesses", -self.witnesses(voice)),
            ("later_in_text", -lead.claim["char_start"]),
            ("key_order", (lead.key, voice.key != lead.key, voice.key)),
        )

    def ordered(self) -> list[Voice]:
        return sorted(self.voices, key=lambda voice: [place for _, place in self.steps(voice)])


def _width(voice: Voice) -> tuple[bool, Fraction]:
    low, _, high, _ = voice.bounds
    return (True, Fraction(0)) if low is None or high is None else (False, high - low)


def choose(voices: Sequence[Voice]) -> Choice | None:
    """The choice among the claims of one observation; None when people deprecated all of them."""
    ranking = _Ranking(voices)
    ordered = ranking.ordered()
    if not ordered:
        return None
    chosen = ordered[0]
    rivals = [voice for voice in ordered if voice.key != chosen.key and not meet(voice, chosen)]
    if rivals:
        pairs = zip(ranking.steps(chosen), ranking.steps(rivals[0]), strict=True)
        rule = next(name for (name, mine), (_, theirs) in pairs if mine != theirs)
        if rule == "authority" and chosen.authority == 0:
            rule = "owner"
    else:
        rule = "only_value" if len({voice.claim["value"] for voice in ordered}) == 1 else "agreement"
    alike = [voice for voice in ordered if voice not in rivals]
    order = {voice.key: place for place, voice in enumerate(ordered)}
    shown = min(
        alike,
        key=lambda one: (
            (one.preferred_on is None, order[one.key])
            if one.preferred_on
            else (True, _width(one), -one.claim["decimals"], order[one.key])
        ),
    )
    values = [voice.claim["value"] for voice in ordered]
    return Choice(
        claim_key=chosen.key,
        value=shown.claim["value"],
        value_min=min(values),
        value_max=max(values),
        n_claims=len(ordered),
        n_witnesses=len({ranking.witness(voice) for voice in ordered}),
        is_contested=bool(rivals),
        is_decided=not rivals or rule not in ("later_in_text", "key_order"),
        resolution_rule=rule,
    )
