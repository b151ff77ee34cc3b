"""What changed between two versions.

Here: the comparison of two closed files, row by row, with the cause of each change. Not here: how it is printed and
kept (`report`), and the deciding of causes (`causes`).

Both files are attached side by side and only read. A table or column that one of them does not have yet counts as
NULL there, so that versions of different code can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from orchestration.publishing import causes, versions
from orchestration.publishing.causes import Parts
from orchestration.publishing.versions import Version

#: What of a claim its document and the extractor decide.
CLAIM_COLUMNS = tuple(
    "source_key char_end quote value denominator unit unit_measure lower_bound upper_bound decimals qualifier role "
    "direction statistic comparison_kind status metric_key agency_key period_key scope_key confidence".split()
)
SOURCE_COLUMNS = tuple("document title publisher producer published_on kind".split())
_TABLES: Mapping[str, tuple[str, ...]] = {
    "dim_source": ("source_key", "is_current", "standing", *SOURCE_COLUMNS),
    "source_texts": ("source_key", "text"),
    "fct_claim": ("claim_key", "observation_key", *CLAIM_COLUMNS),
    "fct_observation": (
        "observation_key",
        "metric_key",
        "agency_key",
        "period_key",
        "scope_key",
        "unit",
        "claim_key",
        "source_key",
        "value",
        "is_contested",
        "resolution_rule",
    ),
    "fct_finding": ("finding_key", "rule", "state", "claim_keys", "explanation_en"),
}
Row = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """All changes from `old` to `new`; without an old version there is nothing to compare and all lists are empty."""

    old: str | None
    new: str
    parts: Sequence[str] | None = None
    documents: Sequence[Row] = ()
    claims: Sequence[Row] = ()
    observations: Sequence[Row] = ()
    findings: Sequence[Row] = ()
    row_counts: Sequence[Row] = field(default=())

    def counts(self) -> dict[str, int]:
        """How many changes there are of each kind, such as `claims added`."""
        found: dict[str, int] = {}
        for what in ("documents", "claims", "observations", "findings"):
            for row in getattr(self, what):
                name = f"{what} {row['change']}"
                found[name] = found.get(name, 0) + 1
        return found


def compare(old: Version | None, new: Version) -> Difference:
    """Compare two versions whose files are closed. Raises duckdb.Error when one of them cannot be read."""
    if old is None:
        return Difference(None, new.build_id)
    parts = Parts.between(_components(old), _components(new))
    with duckdb.connect(":memory:") as connection:
        for name, version in (("old", old), ("new", new)):
            connection.execute(f"attach '{_quoted(version.database.resolve())}' as {name} (read_only)")
            _normalise(connection, name, version.folder / "documents.parquet")
        documents = _documents(connection, parts)
        claims = _claims(connection, parts, documents)
        touched_documents = {row["source_key"]: frozenset(row["causes"]) for row in documents}
        return Difference(
            old.build_id,
            new.build_id,
            None if parts.changed is None else sorted(parts.changed),
            documents,
            [{name: value for name, value in row.items() if name != "observation_keys"} for row in claims],
            _observations(connection, parts, claims, touched_documents),
            _findings(connection, parts, claims),
            _row_counts(connection),
        )


def _components(version: Version) -> Mapping[str, str] | None:
    found = (versions.record_of(version) or {}).get("components")
    return found if isinstance(found, dict) else None


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _normalise(connection: duckdb.DuckDBPyConnection, side: str, documents: Path) -> None:
    """A temporary view per table with all columns that are compared."""
    for table, columns in _TABLES.items():
        found = connection.execute(
            "select column_name from duckdb_columns() where database_name = ? and schema_name = 'marts' "
            "and table_name = ?",
            [side, table],
        ).fetchall()
        there = {name for (name,) in found}
        chosen = ", ".join(f'"{one}"' if one in there else f'null as "{one}"' for one in columns)
        source = f"from {side}.marts.{table}" if there else "where false"
        connection.execute(f"create temp view {side}_{table} as select {chosen} {source}")
    if documents.is_file():
        connection.execute(
            f"create temp table {side}_meta as select source_key, meta_sha256 from read_parquet('{_quoted(documents)}')"
        )
    else:
        connection.execute(f"create temp table {side}_meta (source_key varchar, meta_sha256 varchar)")


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    result = connection.execute(sql)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _full(table: str, key: str) -> str:
    return f"old_{table} as o full join new_{table} as n on o.{key} = n.{key}"


_STANDING = "coalesce({0}.standing, case when {0}.is_current then 'current' else 'superseded' end)"


def _documents(connection: duckdb.DuckDBPyConnection, parts: Parts) -> list[Row]:
    old, new = _STANDING.format("o"), _STANDING.format("n")
    described = " or ".join(f"o.{one}::varchar is distinct from n.{one}::varchar" for one in SOURCE_COLUMNS)
    rows = _rows(
        connection,
        f"""
        select * from (
            select
                coalesce(n.source_key, o.source_key) as source_key, coalesce(n.document, o.document) as document,
                case
                    when o.source_key is null then 'new'
                    when n.source_key is null then 'gone'
                    when {new} = 'withdrawn' and {old} <> 'withdrawn' then 'withdrawn'
                    when {old} = 'withdrawn' and {new} <> 'withdrawn' then 'restored'
                    when {old} = 'current' and {new} = 'superseded' then 'superseded'
                    when {old} = 'superseded' and {new} = 'current' then 'current again'
                    when {described} or ot.text is distinct from nt.text then 'changed'
                end as change,
                om.source_key is not null and nm.source_key is not null
                and om.meta_sha256 is distinct from nm.meta_sha256 as is_described_anew
            from {_full("dim_source", "source_key")}
            left join old_source_texts as ot on o.source_key = ot.source_key
            left join new_source_texts as nt on n.source_key = nt.source_key
            left join old_meta as om on o.source_key = om.source_key
            left join new_meta as nm on n.source_key = nm.source_key
        ) where change is not null order by source_key
        """,
    )
    for row in rows:
        row["causes"] = sorted(causes.of_document(row["change"], parts, row["is_described_anew"]))
    return rows


def _claims(connection: duckdb.DuckDBPyConnection, parts: Parts, documents: Sequence[Row]) -> list[Row]:
    differing = ", ".join(
        f"case when o.{one}::varchar is distinct from n.{one}::varchar then '{one}' end" for one in CLAIM_COLUMNS
    )
    rows = _rows(
        connection,
        f"""
        select * from (
            select
                coalesce(n.claim_key, o.claim_key) as claim_key, coalesce(n.source_key, o.source_key) as source_key,
                case when o.claim_key is null then 'added' when n.claim_key is null then 'removed' else 'changed' end
                    as change,
                case when o.claim_key is null or n.claim_key is null then []
                    else list_filter([{differing}], lambda one: one is not null) end as columns,
                o.quote as old_quote, n.quote as new_quote,
                o.value::varchar as old_value, n.value::varchar as new_value,
                [o.observation_key, n.observation_key] as observation_keys
            from {_full("fct_claim", "claim_key")}
        ) where change <> 'changed' or len(columns) > 0 order by claim_key
        """,
    )
    by_key = {row["source_key"]: row for row in documents}
    for row in rows:
        document = by_key.get(row["source_key"])
        is_new_text = document is not None and (document["change"] in ("new", "gone") or document["is_described_anew"])
        of_it = frozenset(document["causes"]) if document is not None else None
        row["causes"] = sorted(causes.of_claim(of_it, is_new_text, parts))
    return rows


def relative_change(old: Decimal | None, new: Decimal | None) -> float | None:
    """How far a value moved, as a share of what it was; None where it was 0 or is not on both sides."""
    if old is None or new is None or old == 0:
        return None
    return float((Decimal(new) - Decimal(old)) / abs(Decimal(old)))


def _observations(
    connection: duckdb.DuckDBPyConnection, parts: Parts, claims: Iterable[Row], documents: Mapping[str, frozenset[str]]
) -> list[Row]:
    rows = _rows(
        connection,
        f"""
        select * from (
            select
                coalesce(n.observation_key, o.observation_key) as observation_key,
                coalesce(n.metric_key, o.metric_key) as metric_key,
                case
                    when o.observation_key is null then 'new'
                    when n.observation_key is null then 'gone'
                    when o.value is distinct from n.value then 'value'
                    when o.claim_key is distinct from n.claim_key then 'choice'
                end as change,
                o.value as old_value, n.value as new_value, o.claim_key as old_claim_key, n.claim_key as new_claim_key,
                o.source_key as old_source_key, n.source_key as new_source_key,
                o.resolution_rule as old_rule, n.resolution_rule as new_rule
            from {_full("fct_observation", "observation_key")}
        ) where change is not null
        """,
    )
    touched: dict[str, list[frozenset[str]]] = {}
    for claim in claims:
        for key in set(claim["observation_keys"]) - {None}:
            touched.setdefault(key, []).append(frozenset(claim["causes"]))
    for row in rows:
        rests_on = touched.get(row["observation_key"], [])
        sources = {row.pop("old_source_key"), row.pop("new_source_key")}
        rests_on = rests_on + [documents[one] for one in sources if one in documents]
        row["relative_change"] = relative_change(row["old_value"], row["new_value"])
        row["causes"] = sorted(causes.of_derived(rests_on, parts))
        for name in ("old_value", "new_value"):
            row[name] = None if row[name] is None else f"{row[name]:f}"
    return sorted(rows, key=_biggest_first)


def _biggest_first(row: Row) -> tuple[int, float, str]:
    """Values that moved before choices that changed before what is new or gone; a move from 0 has no share."""
    order = ("value", "choice", "gone", "new").index(row["change"])
    share = row["relative_change"]
    return order, -abs(share) if share is not None else float("-inf"), row["observation_key"]


def _findings(connection: duckdb.DuckDBPyConnection, parts: Parts, claims: Iterable[Row]) -> list[Row]:
    rows = _rows(
        connection,
        f"""
        select * from (
            select
                coalesce(n.finding_key, o.finding_key) as finding_key, coalesce(n.rule, o.rule) as rule,
                case
                    when n.state = 'open' and o.state is distinct from 'open' then 'opened'
                    when o.state = 'open' and n.state is distinct from 'open' then 'closed'
                end as change,
                o.state as old_state, n.state as new_state,
                coalesce(n.explanation_en, o.explanation_en) as explanation,
                list_distinct(list_concat(coalesce(o.claim_keys, []), coalesce(n.claim_keys, []))) as claim_keys
            from {_full("fct_finding", "finding_key")}
        ) where change is not null order by change desc, finding_key
        """,
    )
    touched = {claim["claim_key"]: frozenset(claim["causes"]) for claim in claims}
    for row in rows:
        if row["new_state"] == "accepted":
            row["causes"] = sorted(parts.causes([causes.SEED + "adjudications.csv"]) or parts.of_models())
        else:
            row["causes"] = sorted(
                causes.of_derived((touched[key] for key in row["claim_keys"] if key in touched), parts)
            )
    return rows


def _row_counts(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Rows of each table of schema `marts` on both sides."""
    found: dict[str, Row] = {}
    for side in ("old", "new"):
        names = connection.execute(
            "select table_name from duckdb_tables() where database_name = ? and schema_name = 'marts'", [side]
        ).fetchall()
        for (name,) in sorted(names):
            counted = connection.execute(f'select count(*) from {side}.marts."{name}"').fetchone()
            row = found.setdefault(name, {"table_name": name, "old_rows": None, "new_rows": None})
            row[f"{side}_rows"] = counted[0] if counted else None
    return [found[name] for name in sorted(found)]
