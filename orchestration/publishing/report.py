"""How the difference to the version before is kept and told.

Here: `diff.json` in the version's folder, the tables of schema `ops` in its file, and the text for people. Not here:
what differs (`differences`).

Schema `ops` holds what a publication adds about itself; no model and no view of `marts` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import duckdb

from orchestration import durable
from orchestration.publishing import versions
from orchestration.publishing.causes import in_words
from orchestration.publishing.differences import Difference, Row
from orchestration.publishing.versions import Version

DIFF = "diff.json"
#: Rows of each list that diff.json keeps; the tables of schema ops hold all.
KEPT_ROWS = 1000

#: Table of schema ops -> what it is, list of the difference that it holds, columns with types.
_TABLES: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "document_changes": (
        "Documents that are new, superseded, withdrawn, restored, changed or gone since the version before.",
        "documents",
        {"change": "varchar", "source_key": "varchar", "document": "varchar", "causes": "varchar[]"},
    ),
    "claim_changes": (
        "Claims that were added, removed or changed since the version before; `columns` names what changed.",
        "claims",
        {
            "change": "varchar",
            "claim_key": "varchar",
            "source_key": "varchar",
            "columns": "varchar[]",
            "old_quote": "varchar",
            "new_quote": "varchar",
            "old_value": "decimal(38, 10)",
            "new_value": "decimal(38, 10)",
            "causes": "varchar[]",
        },
    ),
    "observation_changes": (
        "Observations that are new or gone, or whose value or choice changed; the biggest relative moves first.",
        "observations",
        {
            "change": "varchar",
            "observation_key": "varchar",
            "metric_key": "varchar",
            "old_value": "decimal(38, 10)",
            "new_value": "decimal(38, 10)",
            "relative_change": "double",
            "old_claim_key": "varchar",
            "new_claim_key": "varchar",
            "old_rule": "varchar",
            "new_rule": "varchar",
            "causes": "varchar[]",
        },
    ),
    "finding_changes": (
        "Findings that were opened or closed since the version before.",
        "findings",
        {
            "change": "varchar",
            "finding_key": "varchar",
            "rule": "varchar",
            "old_state": "varchar",
            "new_state": "varchar",
            "explanation": "varchar",
            "causes": "varchar[]",
        },
    ),
    "row_counts": (
        "Rows of every table of schema marts, in the version before and in this one.",
        "row_counts",
        {"table_name": "varchar", "old_rows": "bigint", "new_rows": "bigint"},
    ),
}


def write_ops(version: Version, difference: Difference) -> None:
    """Write the difference into the file of a build that nobody reads yet, and close it.

    Raises duckdb.Error when the file cannot be written, for instance because somebody has it open.
    """
    with durable.step("ops.write"), duckdb.connect(str(version.database.resolve())) as connection:
        connection.execute("begin")
        connection.execute("drop schema if exists ops cascade")
        connection.execute("create schema ops")
        connection.execute(
            "create table ops.publication as select ?::varchar as build_id, ?::varchar as previous_build_id, "
            "?::varchar[] as changed_parts",
            [difference.new, difference.old, None if difference.parts is None else list(difference.parts)],
        )
        _comment(connection, "publication", "This version, the one it was compared with, and the parts that differ.")
        for table, (comment, name, columns) in _TABLES.items():
            typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
            connection.execute(f"create table ops.{table} ({typed})")
            _comment(connection, table, comment)
            rows = [{column: row.get(column) for column in columns} for row in getattr(difference, name)]
            if rows:
                # One JSON text carries all rows: row by row, many thousands of changes would take minutes.
                shape = json.dumps([{column: kind.upper() for column, kind in columns.items()}])
                connection.execute(
                    f"insert into ops.{table} select unnest(from_json(?::json, ?), recursive := true)",
                    [json.dumps(rows, ensure_ascii=False), shape],
                )
        connection.execute("commit")


def _comment(connection: duckdb.DuckDBPyConnection, table: str, comment: str) -> None:
    connection.execute(f"comment on table ops.{table} is '{comment}'")


def write_diff(version: Version, difference: Difference) -> None:
    """Write diff.json: totals, and the first rows of each list."""
    content = asdict(difference) | {"counts": difference.counts()}
    for name in ("documents", "claims", "observations", "findings"):
        content[name] = content[name][:KEPT_ROWS]
    versions.write_json(version.folder / DIFF, content)


def headline(difference: Difference) -> str:
    """The difference in one line."""
    if difference.old is None:
        return "the first version: there is nothing to compare it with"
    counts = difference.counts()
    return ", ".join(f"{number} {name}" for name, number in counts.items()) or "nothing changed"


def describe(difference: Difference, shown: int = 20) -> str:
    """The difference as plain text, at most `shown` rows of each kind."""
    if difference.old is None:
        return f"{difference.new} is {headline(difference)}."
    parts = difference.parts
    told = "one of the two did not keep the hashes of its parts" if parts is None else ", ".join(parts) or "none"
    lines = [f"From {difference.old} to {difference.new}: {headline(difference)}.", f"Parts that differ: {told}."]
    for name, describe_row in _TELLERS.items():
        rows = getattr(difference, name)
        if rows:
            lines += ["", f"{name.capitalize()} ({len(rows)})"]
            lines += [f"  {row['change']}: {describe_row(row)}  [{in_words(row['causes'])}]" for row in rows[:shown]]
            lines += [f"  ... and {len(rows) - shown} more"] * (len(rows) > shown)
    return "\n".join(lines)


def list_changes(diff: Mapping[str, Any]) -> list[tuple[str, Row, str]]:
    """Every change of a diff.json as (what, row, text): observations first, claims last."""
    order = ("observations", "findings", "documents", "claims")
    return [(name, row, _TELLERS[name](row)) for name in order for row in diff.get(name, [])]


def plain(value: str | None) -> str:
    """A decimal without the zeros behind its last digit."""
    if value is None:
        return "none"
    return value.rstrip("0").rstrip(".") if "." in value else value


def _document(row: Row) -> str:
    return str(row["source_key"])


def _claim(row: Row) -> str:
    where = f"{row['claim_key']}, {row['source_key']}"
    if row["change"] != "changed":
        return f"{row['old_quote'] or row['new_quote']} ({where})"
    values = f", value {plain(row['old_value'])} -> {plain(row['new_value'])}" if "value" in row["columns"] else ""
    return f"{row['new_quote']} ({where}): {', '.join(row['columns'])}{values}"


def _observation(row: Row) -> str:
    if row["change"] == "choice":
        rules = row["new_rule"] if row["old_rule"] == row["new_rule"] else f"{row['old_rule']} -> {row['new_rule']}"
        return f"{row['observation_key']}: {row['old_claim_key']} -> {row['new_claim_key']} ({rules})"
    share = row["relative_change"]
    moved = f" ({share:+.2%})" if share is not None else ""
    return f"{row['observation_key']}: {plain(row['old_value'])} -> {plain(row['new_value'])}{moved}"


def _finding(row: Row) -> str:
    state = f"{row['old_state'] or 'absent'} -> {row['new_state'] or 'absent'}"
    return f"{row['rule']} {row['finding_key']} ({state}): {row['explanation']}"


_TELLERS: Mapping[str, Callable[[Row], str]] = {
    "documents": _document,
    "claims": _claim,
    "observations": _observation,
    "findings": _finding,
}
