"""Made-up statements that a rule recomputes: each sound, with a fault, and at the edge of its rounding.

Here: sentences with figures, their ties, and the readings of each as two intervals of exact fractions that must meet.
Not here: SQL, the verdicts of the models (`test_rules.py`).
"""

from __future__ import annotations

import datetime as dt
import functools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tests.dbt.builder import Inputs, Row

#: Statements per rule: this many sound ones, and each again with a fault.
GROUPS = 2000
#: Besides, statements whose last digit is off by little or nothing: only the exact verdict counts.
EDGES = 500
HALF_YEAR = {"period_kind": "flow", "period_start": dt.date(2023, 1, 1), "period_end": dt.date(2023, 6, 30)}
DOSSIERS = {"unit": "count", "metric_key": "dossiers_received_count", **HALF_YEAR}
SHARE = {"unit": "percent", "metric_key": "dossiers_resolved_on_time_share", **HALF_YEAR}


@dataclass(frozen=True)
class Span:
    """An interval of exact fractions; None is no end."""

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool

    def misses(self, other: Span) -> bool:
        """Whether no number lies in both."""
        return self._below(other) or other._below(self)

    def _below(self, other: Span) -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and not (self.high_closed and other.low_closed))

    def map(self, function: Callable[[Fraction], Fraction]) -> Span:
        """The image under a growing function."""
        low = None if self.low is None else function(self.low)
        high = None if self.high is None else function(self.high)
        return Span(low, self.low_closed, high, self.high_closed)

    def join(self, other: Span, function: Callable[[Fraction, Fraction], Fraction]) -> Span:
        """The image of a pair under a function that grows in both."""
        if self.low is None or self.high is None or other.low is None or other.high is None:
            raise ValueError("an open interval has no image here")
        return Span(
            function(self.low, other.low),
            self.low_closed and other.low_closed,
            function(self.high, other.high),
            self.high_closed and other.high_closed,
        )

    def flip(self) -> Span:
        """The negatives."""
        low = None if self.high is None else -self.high
        return Span(low, self.high_closed, None if self.low is None else -self.low, self.low_closed)


def bounds(figure: Row, *, loose: bool) -> Span:
    """A figure's interval with truncation granted; loose: a hedge may be off by twice its width besides."""
    value, low, high = (Fraction(figure[name]) for name in ("value", "lower_bound", "upper_bound"))
    if figure["qualifier"] == "exact" and not figure["upper_closed"] and low < value < high:
        return Span(low, figure["lower_closed"], high + (high - value), figure["upper_closed"])
    if figure["qualifier"] != "exact" and loose:
        width = high - low
        return Span(max(Fraction(0), low - 2 * width), True, high + 2 * width, True)
    return Span(low, figure["lower_closed"], high, figure["upper_closed"])


@dataclass(frozen=True)
class Reading:
    """Two intervals that must meet; `counts`: whether their meeting is agreement, not only a reason for doubt."""

    wide: tuple[Span, Span]
    loose: tuple[Span, Span]
    counts: bool = True


@dataclass
class Statement:
    """A statement in a document of its own: what the rule must say of the comparison that cites `lead`."""

    rule: str
    kind: str
    lead: Row
    readings: list[Reading] = field(default_factory=list)
    can_contradict: bool = True

    @property
    def verdict(self) -> str:
        """agreed where some reading meets; contradicts where all miss, hedges read generously; else undecided."""
        if any(one.counts and not one.wide[0].misses(one.wide[1]) for one in self.readings):
            return "agreed"
        if self.can_contradict and all(one.loose[0].misses(one.loose[1]) for one in self.readings):
            return "contradicts"
        return "undecided"


def reading(make: Callable[[Callable[[Row], Span]], tuple[Span, Span]], counts: bool = True) -> Reading:
    """A reading from a function of "how to see a figure"."""
    return Reading(make(lambda f: bounds(f, loose=False)), make(lambda f: bounds(f, loose=True)), counts)


def exact(value: int, **columns: object) -> Row:
    """An unhedged count."""
    number = Decimal(value)
    ends = {"lower_bound": number, "upper_bound": number, "upper_closed": True}
    return {"value": number, "quote": str(value), "decimals": 0, **ends, **columns}


def rounded(value: Fraction | Decimal, decimals: int, sign: str = "%", **columns: object) -> Row:
    """A figure printed with so many decimals."""
    shown = Fraction(value) * 10**decimals
    number = Decimal(int(shown + Fraction(1, 2))).scaleb(-decimals)
    return {"value": number, "quote": str(number).replace(".", ",") + sign, "decimals": decimals, **columns}


def hedged(value: int, step: int, **columns: object) -> Row:
    """ "khoảng 1.380.000": a unit to either side."""
    ends = {"lower_bound": Decimal(value - step), "upper_bound": Decimal(value + step), "upper_closed": True}
    return {"value": Decimal(value), "quote": str(value), "decimals": 0, "qualifier": "about", **ends, **columns}


class Maker:
    """Makes the statements of every rule from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.inputs = Inputs()
        self.number = 0

    def all(self) -> Iterator[Statement]:
        """The statements of all rules."""
        for make in (
            self.ratio,
            self.parts,
            self.growth,
            self.mean,
            self.bound,
            self.cumulative,
            self.slip,
            self.conflict,
            self.shares,
        ):
            for group in range(GROUPS + EDGES):
                kinds = ("sound", "fault") if group < GROUPS else ("edge",)
                state = self.chance.getstate()
                for kind in kinds:
                    self.chance.setstate(state)
                    self.number += 1
                    yield make(kind)

    def document(self) -> Row:
        return self.inputs.document(f"d{self.number:05d}")

    def places(self) -> Row:
        """What keeps the observations of one statement apart from all others."""
        return {"scope_key": f"edition=g{self.number:05d}"}

    def off(self, kind: str, unit: Fraction, fault: Fraction) -> Fraction:
        """How far the printed figure is from the true one."""
        steps = {"sound": Fraction(0), "fault": fault, "edge": unit * self.chance.choice((-2, -1, 0, 0, 1, 2))}
        return steps[kind]

    def ratio(self, kind: str) -> Statement:
        """k/N and its percent, as a fraction or as "trong tổng số N … k"."""
        base = self.chance.randint(20, 500_000)
        count = self.chance.randint(base // 4 + 1, base - 1)
        decimals = self.chance.randint(0, 2)
        as_fraction = self.chance.random() < 0.5
        share = Fraction(100 * count, base) + self.off(kind, Fraction(1, 10**decimals), Fraction(-20))
        document, place = self.document(), self.places()
        percent = rounded(share, decimals, **SHARE, **place)
        if as_fraction:
            quote = f"{count}/{base}"
            figures = [exact(count, **{**DOSSIERS, **place, "denominator": Decimal(base), "quote": quote}), percent]
            k, p = self.inputs.sentence(document, "Đã xong {} hồ sơ (đạt {}).", *figures)
        else:
            figures = [exact(base, **DOSSIERS, **place), exact(count, **DOSSIERS, **place), percent]
            words = "Trong tổng số {} hồ sơ, có {} hồ sơ đúng hạn, chiếm {}."
            _, k, p = self.inputs.sentence(document, words, *figures)
            self.inputs.tie(p, "percent_of", k, "chiếm")
        point = Span(Fraction(100 * count, base), True, Fraction(100 * count, base), True)
        return Statement("ratio_percent", kind, p, [reading(lambda see: (point, see(p)))])

    def parts(self, kind: str) -> Statement:
        """A whole with two to five parts of one noun."""
        values = [self.chance.randint(200, 9000) for _ in range(self.chance.randint(2, 5))]
        rough = self.chance.random() < 0.3
        missing = self.off(kind, Fraction(1), Fraction(-(min(values) // 2)))
        stated = sum(values) + int(missing)
        document, place = self.document(), self.places()
        whole = hedged(stated, 10, **DOSSIERS, **place) if rough else exact(stated, **DOSSIERS, **place)
        figures = [exact(value, **DOSSIERS, **place) for value in values]
        words = "Có {} hồ sơ, trong đó " + ", ".join("{} hồ sơ nhóm " + "abcde"[n] for n in range(len(values))) + "."
        w, *ps = self.inputs.sentence(document, words, whole, *figures)
        for p in ps:
            self.inputs.tie(p, "part_of", w, "trong đó")
        sums = [sum(values[:n]) for n in range(2, len(values) + 1)]
        if len(values) > 2:
            sums += [sum(values) - value for value in values]
        points = [Span(Fraction(one), True, Fraction(one), True) for one in sums]
        over = Span(Fraction(sum(values)), True, None, False)
        readings = [reading(lambda see, s=s: (s, see(w))) for s in points]
        # Only parts over their whole contradict it.
        readings.append(reading(lambda see: (over.flip(), see(w).flip()), counts=False))
        return Statement("part_whole_sum", kind, w, readings, all(value < stated for value in values))

    def growth(self, kind: str) -> Statement:
        """A level with its change and rate, or from b to x."""
        before = self.chance.randint(200, 90_000)
        change = self.chance.randint(before // 20 + 1, before // 2)
        is_up = self.chance.random() < 0.6
        decimals = self.chance.randint(0, 2)
        with_change = self.chance.random() < 0.6
        level = before + change if is_up else before - change
        rate = Fraction(100 * change, before) + self.off(kind, Fraction(1, 10**decimals), Fraction(103))
        document, place = self.document(), self.places()
        role = {"role": "change_rate", "direction": "up" if is_up else "down"}
        printed = rounded(rate, decimals, **{**SHARE, **place, **role, "metric_key": "dossiers_received_count"})
        verb = "tăng" if is_up else "giảm"
        if with_change:
            told = {**DOSSIERS, **place}
            figures = [exact(level, **told), exact(change, **{**told, **role, "role": "change"}), printed]
            words = "Tiếp nhận {} hồ sơ, " + verb + " {} hồ sơ ({}) so với cùng kỳ."
            x, d, g = self.inputs.sentence(document, words, *figures)
            self.inputs.tie(d, "change_of", x, verb)
            others = [(Fraction(level - change), is_up), (Fraction(level + change), not is_up), (Fraction(level), None)]
            rates = [(Fraction(100 * change) / base, direct) for base, direct in others if base > 0]
        else:
            figures = [exact(before, **DOSSIERS, **place), exact(level, **DOSSIERS, **place), printed]
            words = f"Số hồ sơ {verb} từ {{}} " + ("lên" if is_up else "xuống") + f" {{}}, {verb} {{}}."
            _, x, g = self.inputs.sentence(document, words, *figures)
            difference = Fraction(100 * (level - before), before)
            rates = [(difference, is_up), (-difference, not is_up)]
        self.inputs.tie(g, "rate_of", x, verb)
        points = [(Span(one, True, one, True), bool(direct)) for one, direct in rates]
        readings = [reading(lambda see, s=s: (s, see(g)), counts=direct) for s, direct in points]
        return Statement("growth_arithmetic", kind, g, readings)

    def mean(self, kind: str) -> Statement:
        """A total over half a year and its mean per day or month."""
        per, count = self.chance.choice((("ngày", 181), ("tháng", 6)))
        total = self.chance.randint(200_000, 90_000_000)
        rough = self.chance.random() < 0.5
        true = Fraction(total, count)
        unit = max(1, 10 ** (len(str(int(true))) - 3))
        off = self.off(kind, Fraction(unit), -true * Fraction(2, 5))
        value = int((true + off) / unit + Fraction(1, 2)) * unit
        document, place = self.document(), self.places()
        told = {**DOSSIERS, **place, "statistic": "mean"}
        half = {"lower_bound": Decimal(value) - Decimal(unit) / 2, "upper_bound": Decimal(value) + Decimal(unit) / 2}
        printed = hedged(value, unit, **told) if rough else {**exact(value, **told), **half, "upper_closed": False}
        words = "Cả kỳ đạt {} giao dịch, bình quân mỗi " + per + " {} giao dịch."
        t, m = self.inputs.sentence(document, words, exact(total, **DOSSIERS, **place), printed)
        self.inputs.tie(m, "average_of", t, "bình quân")
        numbers = [(count, count)] + ([(130 - 12, 130)] if per == "ngày" else [])
        readings = []
        for low, high in numbers:
            span = Span(Fraction(low), True, Fraction(high), True)
            readings.append(reading(lambda see, s=span: (see(m).join(s, lambda a, b: a * b), see(t))))
        return Statement("average_total", kind, m, readings)

    def bound(self, kind: str) -> Statement:
        """A share of the catalogue."""
        decimals = self.chance.randint(0, 2)
        value = Fraction(self.chance.randint(0, 99 * 10**decimals), 10**decimals)
        if kind == "edge":
            value = 100 + Fraction(self.chance.choice((-1, 0, 1)), 10**decimals)
        value += 110 if kind == "fault" else 0
        (p,) = self.inputs.sentence(
            self.document(), "Hồ sơ đúng hạn đạt {}.", rounded(value, decimals, **SHARE, **self.places())
        )
        allowed = Span(Fraction(0), True, Fraction(100), True)
        # Its interval, not one that truncation made wider, has to touch the range.
        return Statement("share_bounds", kind, p, [reading(lambda see: (see(p), allowed))])

    def cumulative(self, kind: str) -> Statement:
        """Accounts on two days."""
        first = self.chance.randint(1000, 900_000)
        later = first + self.chance.randint(0, 5000) + int(self.off(kind, Fraction(1), Fraction(-first // 2 - 5000)))
        later = first + self.chance.choice((-1, 0, 1)) if kind == "edge" else later
        document, place = self.document(), self.places()
        told = {"unit": "count", "metric_key": "electronic_identity_accounts_count", **place}
        days = [dt.date(2023, 3, 31), dt.date(2023, 6, 30)]
        claims = [
            self.inputs.sentence(
                document, "Cổng có {} tài khoản.", exact(value, **told, period_start=day, period_end=day)
            )[0]
            for value, day in zip((first, later), days, strict=True)
        ]
        a, b = claims
        up = Span(Fraction(first), True, None, False)
        return Statement("cumulative_decrease", kind, a, [reading(lambda see: (up, see(b)))])

    def slip(self, kind: str) -> Statement:
        """Dossiers of two half-years: other digits, or the same with another power of a thousand."""
        digits = self.chance.randint(1001, 9998)
        digits += digits % 10 == 0
        power = 1000 if kind == "fault" or (kind == "edge" and self.chance.random() < 0.5) else 1
        document, place = self.document(), self.places()
        later = {**DOSSIERS, **place, "period_start": dt.date(2023, 7, 1), "period_end": dt.date(2023, 12, 31)}
        (a,) = self.inputs.sentence(document, "Đã nhận {} hồ sơ.", exact(digits, **DOSSIERS, **place))
        self.inputs.sentence(document, "Đã nhận {} hồ sơ.", exact(digits * power, **later))
        ends = [Span(Fraction(one), True, Fraction(one), True) for one in (digits, digits * power)]
        return Statement("unit_slip", kind, a, [Reading((ends[0], ends[1]), (ends[0], ends[1]))])

    def conflict(self, kind: str) -> Statement:
        """One share in two sentences."""
        decimals = self.chance.randint(0, 2)
        value = Fraction(self.chance.randint(10, 90) * 100 + self.chance.randint(0, 99), 100)
        other_decimals = self.chance.randint(0, 2)
        other = value + self.off(kind, Fraction(1, 10**other_decimals), Fraction(5))
        document, place = self.document(), self.places()
        prints = [rounded(value, decimals, **SHARE, **place), rounded(other, other_decimals, **SHARE, **place)]
        a, b = (self.inputs.sentence(document, "Hồ sơ đúng hạn đạt {}.", one)[0] for one in prints)
        spans = [
            Span(Fraction(one["lower_bound"]), True, Fraction(one["upper_bound"]), False) for one in (a, b)
        ]  # truncation is not granted between two prints
        return Statement("conflicting_values", kind, a, [Reading((spans[0], spans[1]), (spans[0], spans[1]))])

    def shares(self, kind: str) -> Statement:
        """Two or three channels of one whole, the last named or told as the rest."""
        decimals = self.chance.randint(0, 2)
        weights = [self.chance.randint(10, 60) for _ in range(self.chance.randint(2, 3))]
        has_rest = self.chance.random() < 0.5
        true = [Fraction(100 * weight, sum(weights)) for weight in weights]
        true[0] += self.off(kind, Fraction(1, 10**decimals), Fraction(20))
        document, place = self.document(), self.places()
        told = {**SHARE, **place, "metric_key": "online_payment_share"}
        figures = [
            rounded(one, decimals, **{**told, "scope_key": f"channel={code};{place['scope_key']}"})
            for one, code in zip(true, ("online", "in_person", "post"), strict=False)
        ]
        middle = "nộp trực tiếp chiếm {}, " if len(figures) == 3 else ""
        last = "còn lại {} là cách khác." if has_rest else "qua bưu chính chiếm {}."
        words = "Trong tổng số hồ sơ, nộp trực tuyến chiếm {}, " + middle + last
        claims = self.inputs.sentence(document, words, *figures)
        hundred = Span(Fraction(100), True, Fraction(100), True)

        def total(see: Callable[[Row], Span]) -> Span:
            return functools.reduce(lambda a, b: a.join(b, lambda x, y: x + y), map(see, claims))

        readings = [reading(lambda see: (total(see), hundred))]
        if not has_rest:
            # Shares under 100 need not be all of them.
            up_to = Span(None, False, Fraction(100), True)
            readings.append(reading(lambda see: (total(see), up_to), counts=False))
        return Statement("closed_shares", kind, claims[0], readings)
