"""Findings as people meet them: on a check's page, at the end of a refresh, and when they accept one.

Here: reading `marts.fct_finding` and what belongs to a finding, in the order in which a person should look. Not here:
how a finding is made (dbt models), how it is shown (`checks.rules`, `cli`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

import duckdb

_FINDINGS = """
    select
        f.finding_key, f.rule, f.severity, f.state, coalesce(f.likely_cause, 'unknown'), cast(f.imbalance as varchar),
        f.explanation_vi, f.explanation_en, f.values_seen, coalesce(m.name_vi, f.metric_key),
        list(c.quote order by c.claim_key), list(s.document order by c.claim_key),
        try_cast(max(abs(f.imbalance)) / nullif(max(abs(c.value)), 0) as double)
    from marts.fct_finding as f
    left join marts.dim_metric as m on f.metric_key = m.metric_key
    left join marts.fct_claim as c on list_contains(f.claim_keys, c.claim_key)
    left join marts.dim_source as s on c.source_key = s.source_key
    group by all
"""


@dataclass(frozen=True)
class Finding:
    """One inconsistency with what a person needs to judge it. `weight` is the gap in proportion to the figures."""

    finding_key: str
    rule: str
    severity: str
    state: str
    likely_cause: str
    imbalance: str | None
    explanation_vi: str
    explanation_en: str
    values_seen: str
    metric: str
    quotes: tuple[str, ...]
    documents: tuple[str, ...]
    weight: float
    is_new: bool = False


#: The columns of the query before its lists, in their order.
_TEXTS = [field.name for field in fields(Finding)][:10]


@dataclass(frozen=True)
class RuleCount:
    """What one rule looked at and found."""

    looked_at: int = 0
    agreed: int = 0
    contradicts: int = 0
    undecided: int = 0
    open: int = 0
    accepted: int = 0
    explained: int = 0


def load_findings(connection: duckdb.DuckDBPyConnection, known: Collection[str] | None = None) -> list[Finding]:
    """All findings: open ones first, then new ones (those not in `known`; None: nothing is known), then by weight."""
    found = [_finding(row, known) for row in connection.execute(_FINDINGS).fetchall()]
    return sorted(found, key=lambda one: (one.state != "open", not one.is_new, -one.weight, one.finding_key))


def _finding(row: tuple[Any, ...], known: Collection[str] | None) -> Finding:
    *texts, quotes, documents, weight = row
    return Finding(
        **dict(zip(_TEXTS, texts, strict=True)),
        quotes=tuple(text or "" for text in quotes),
        documents=tuple(text or "" for text in documents),
        weight=float(weight or 0.0),
        is_new=known is not None and texts[0] not in known,
    )


def finding_keys(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Keys of all findings of a version."""
    return {key for (key,) in connection.execute("select finding_key from marts.fct_finding").fetchall()}


def count_rule(connection: duckdb.DuckDBPyConnection, rule: str) -> RuleCount:
    """Verdicts and states of one rule."""
    verdicts = dict(
        connection.execute(
            "select verdict, count(*) from marts.fct_comparison where rule = ? group by 1", [rule]
        ).fetchall()
    )
    states = dict(
        connection.execute("select state, count(*) from marts.fct_finding where rule = ? group by 1", [rule]).fetchall()
    )
    return RuleCount(
        looked_at=sum(verdicts.values()),
        **{name: verdicts.get(name, 0) for name in ("agreed", "contradicts", "undecided")},
        **{name: states.get(name, 0) for name in ("open", "accepted", "explained")},
    )


def side_by_side(finding: Finding) -> str:
    """Each different quote once with its documents: `31,16% (bao-a) / 32,05% (bao-b, bao-c)`."""
    documents: dict[str, list[str]] = {}
    for quote, document in zip(finding.quotes, finding.documents, strict=True):
        told = documents.setdefault(quote, [])
        if document not in told:
            told.append(document)
    return " / ".join(f"{quote} ({', '.join(told)})" for quote, told in documents.items())
