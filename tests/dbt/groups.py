"""Many small contests, made by chance from a fixed seed.

Here: documents, claims and decisions such as occur (copies, hedges, owners, vintages), one observation per breakdown
code. Not here: what must come of them (`oracle.py`).
"""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from tests.dbt.builder import Inputs, Row
from tests.dbt.oracle import AUTHORITY, Decision

GROUPS = 160
BODIES = ("vn", "vn.min.noi_vu", "vn.prov.can_tho")
PERIODS = (
    ("stock", dt.date(2023, 6, 30), dt.date(2023, 6, 30)),
    ("flow", dt.date(2023, 1, 1), dt.date(2023, 6, 30)),
)


def bounds(chance: random.Random, value: Decimal, decimals: int) -> Row:
    """An interval around a printed value, in one of the shapes that hedges give."""
    unit = Decimal(1).scaleb(-decimals)
    shapes: list[tuple[Decimal | None, bool, Decimal | None, bool]] = [
        (value - unit / 2, True, value + unit / 2, False),
        (value - unit / 2, True, value + unit / 2, False),
        (value, True, value, True),
        (value, True, value + unit, False),
        (value - unit, False, value, True),
        (value - unit, True, value + unit, True),
        (value, True, None, False),
        (None, False, value, True),
        (None, False, None, False),
    ]
    low, low_closed, high, high_closed = chance.choice(shapes)
    return {"lower_bound": low, "lower_closed": low_closed, "upper_bound": high, "upper_closed": high_closed}


def contests(seed: int) -> tuple[Inputs, list[Decision]]:
    """Documents with claims of `GROUPS` observations, and the decisions that people took about some of them."""
    chance = random.Random(seed)
    inputs = Inputs()
    documents = [
        inputs.document(
            f"doc{number:02d}",
            age=number // 2,  # some land at the same moment
            publisher=chance.choice(list(AUTHORITY)),
            producer=chance.choice([None, None, "Bộ Nội vụ", "Bộ Tư pháp"]),
            published_on=dt.date(2023, 7, chance.randint(1, 5)),
        )
        for number in range(14)
    ]
    decisions: list[Decision] = []
    for number in range(GROUPS):
        kind, start, end = chance.choice(PERIODS)
        body = chance.choice(BODIES)
        base = Decimal(chance.randint(20, 90))
        explicit = chance.random() < 0.3
        for _ in range(chance.randint(1, 7)):
            decimals = chance.randint(0, 2)
            step = chance.choice([Decimal(0), Decimal(0), Decimal("0.5"), Decimal("0.25"), Decimal(1), Decimal("0.01")])
            value = round(base + step, decimals)
            claim = inputs.claim(
                chance.choice(documents),
                value,
                scope_key=f"edition=g{number:03d}",
                agency_key=body,
                period_kind=kind,
                period_start=start,
                period_end=end,
                decimals=decimals,
                witness_group=chance.choice([None, None, f"w{number}a", f"w{number}b"]),
                vintage_date=dt.date(2023, 6, chance.randint(28, 30)) if explicit else None,
                lead="Tỷ lệ " + "đạt " * chance.randint(1, 3),
                **bounds(chance, value, decimals),
            )
            if chance.random() < 0.06:
                decisions.append(
                    Decision(
                        chance.choice(["prefer", "deprecate"]),
                        claim["source_key"].split("@")[0],
                        claim["quote"],
                        chance.choice(["", claim["metric_key"]]),
                        dt.date(2023, 9, chance.randint(1, 9)),
                    )
                )
    return inputs, decisions


def shuffled(inputs: Inputs, seed: int) -> Inputs:
    """The same rows in another order."""
    chance = random.Random(seed)
    other = Inputs(
        *(list(rows) for rows in (inputs.documents, inputs.claims, inputs.relations, inputs.sightings, inputs.outcomes))
    )
    for rows in (other.documents, other.claims, other.relations, other.sightings, other.outcomes):
        chance.shuffle(rows)
    return other


def with_copies(inputs: Inputs, seed: int) -> Inputs:
    """The same, and papers without a rank that copy some passages later, each passage under its witness group."""
    chance = random.Random(seed)
    other = Inputs(
        *(list(rows) for rows in (inputs.documents, inputs.claims, inputs.relations, inputs.sightings, inputs.outcomes))
    )
    copied = [claim for claim in inputs.claims if claim["witness_group"] is not None and chance.random() < 0.5]
    paper = other.document("paper", age=100, publisher="Báo không ai biết", published_on=dt.date(2023, 12, 1))
    for claim in copied:
        place = {"claim_key", "source_key", "char_start", "char_end", "sentence", "sentence_start", "block_kind"}
        told = {name: value for name, value in claim.items() if name not in place}
        other.claim(paper, told.pop("value"), lead="Theo báo cáo, " * chance.randint(1, 9), **told)
    return other
