"""What a person reads when a refresh is over, or asks for the state.

Here: counts and texts from the published file and the outcomes. Not here: how they are coloured (`refresh`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from orchestration import findings
from orchestration.findings import Finding, RuleCount
from orchestration.lock import read_holder
from orchestration.parquet import read_tables
from orchestration.paths import Paths
from orchestration.publishing import integrity, versions
from orchestration.schemas import OUTCOMES
from orchestration.work_lists import latest_failures

WORST = 10


@dataclass(frozen=True)
class Summary:
    """What the published version holds. `failures` are the latest outcomes of files that failed."""

    build_id: str
    documents: int
    claims: int
    observations: int
    rules: dict[str, RuleCount]
    open_findings: Sequence[Finding]
    failures: Sequence[dict[str, str]]
    file: str


def summarize(paths: Paths) -> Summary | None:
    """The summary of the published version, or None when there is none."""
    version = versions.current(paths.warehouse)
    if version is None:
        return None
    with integrity.read_only(version.database) as connection:
        found = findings.load_findings(connection)
        rules = _rules(connection)
        counts = [
            integrity.count_rows(connection, "marts", name) for name in ("dim_source", "fct_claim", "fct_observation")
        ]
    outcomes = read_tables(paths.store / "outcomes", OUTCOMES)
    return Summary(
        build_id=version.build_id,
        documents=counts[0],
        claims=counts[1],
        observations=counts[2],
        rules=rules,
        open_findings=[one for one in found if one.state == "open"],
        failures=[
            {name: str(row[name] or "") for name in ("file_name", "detail", "remedy")}
            for row in latest_failures(outcomes, paths.raw)
        ],
        file=str(paths.warehouse / "current" / versions.DATABASE),
    )


def _rules(connection: duckdb.DuckDBPyConnection) -> dict[str, RuleCount]:
    names = connection.execute(
        "select rule from marts.fct_comparison union select rule from marts.fct_finding order by rule"
    ).fetchall()
    return {name: findings.count_rule(connection, name) for (name,) in names}


def describe(summary: Summary) -> str:
    """The summary as plain text."""
    lines = [
        f"{summary.documents} documents, {summary.claims} claims, {summary.observations} observations "
        f"(version {summary.build_id})"
    ]
    lines += [
        f"  {rule}: {count.open} open, {count.accepted} accepted "
        f"({count.looked_at} groups looked at, {count.undecided} undecided)"
        for rule, count in summary.rules.items()
    ]
    if summary.open_findings:
        lines.append(f"Worst of {len(summary.open_findings)} open contradictions:")
        lines += [
            f"  {one.metric}: {findings.side_by_side(one)}  [{one.finding_key}]"
            for one in summary.open_findings[:WORST]
        ]
    if summary.failures:
        lines.append("Files that failed:")
        lines += [f"  {row['detail'] or row['file_name']}: {row['remedy']}" for row in summary.failures]
    lines.append(f"Read-only: {summary.file}   (make sql)")
    return "\n".join(lines)


def describe_status(paths: Paths) -> str:
    """What is published, what was built and not published, and who wrote last."""
    summary = summarize(paths)
    lines = [f"Inbox     {paths.raw}", f"Warehouse {paths.warehouse}"]
    waiting = versions.building(paths.warehouse)
    if waiting is not None:
        state = (versions.record_of(waiting) or {}).get("status", "unknown")
        lines.append(f"Build {waiting.build_id} is not published; its state is '{state}'. A refresh starts afresh.")
    holder = read_holder(paths.warehouse)
    if holder is not None:
        lines.append(f"Last writer: run {holder.run_id}, process {holder.pid} on {holder.host}, {holder.since}")
    lines.append(describe(summary) if summary else "Nothing is published yet: run `make refresh`.")
    return "\n".join(lines)
