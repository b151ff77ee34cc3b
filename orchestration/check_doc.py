"""What a document says, before it goes into the warehouse: for whoever adds or doubts one.

Here: the lines that tell its outcome, itself, its claims in their sentences and the findings that cite them. Not here:
how they come about (`trial`), and which rule read a column (`explain_doc`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from orchestration.landing.watch import count_figures
from orchestration.paths import Paths
from orchestration.publishing import integrity
from orchestration.trial import Trial, trial

Row = Mapping[str, Any]

_SOURCE = "select * from marts.dim_source where source_key = ?"
_CLAIMS = """
    select
        c.*, m.name_vi as metric_name, a.name_vi as agency_name, p.label_vi
    from marts.fct_claim as c
    join marts.dim_metric as m on c.metric_key = m.metric_key
    join marts.dim_agency as a on c.agency_version_key = a.agency_version_key
    join marts.dim_period as p on c.period_key = p.period_key
    where c.source_key = ?
    order by c.char_start
"""
_FINDINGS = """
    select * from marts.findings
    where list_has_any(claim_keys, (select list(claim_key) from marts.fct_claim where source_key = ?))
    order by state = 'open' desc, rule, finding_key
"""
_COMPARED = """
    select verdict, count(*) as n from marts.fct_comparison
    where list_has_any(claim_keys, (select list(claim_key) from marts.fct_claim where source_key = ?))
    group by verdict order by verdict
"""


def check_document(paths: Paths, file: Path, say: Callable[[str], None], tell: Callable[[str], None]) -> bool:
    """Say everything about one document, or about each in an archive; whether all of it could be read.

    `say` takes the answer, `tell` what is going on. Raises what `trial` raises.
    """
    with trial(paths, file, tell) as tried:
        for line in outcome_lines(tried.outcomes):
            say(line)
        if tried.database is not None:
            with integrity.read_only(tried.database) as connection:
                for row in tried.documents.to_pylist():
                    say("")
                    for line in _document_lines(connection, row, tried):
                        say(line)
            say("")
            say(f"Compared with {tried.others} other documents in {paths.warehouse}, where nothing was changed.")
        return bool(tried.documents.num_rows) and all(row["status"] != "failed" for row in tried.outcomes)


def outcome_lines(outcomes: list[dict[str, Any]]) -> Iterator[str]:
    """Whether all of the file could be taken, and what is to say of single stages and files."""
    counts = {status: sum(row["status"] == status for row in outcomes) for status in ("failed", "ignored")}
    bad = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    yield f"Outcome: {bad or 'ok'}"
    for row in outcomes:
        if row["status"] == "ok" and not row.get("detail"):
            continue
        told = f"{row['status']} ({row['stage']}{', ' + row['reason'] if row['reason'] else ''}): {row['detail']}"
        yield told + (f"; {row['remedy']}." if row.get("remedy") else "")


def _document_lines(connection: duckdb.DuckDBPyConnection, row: Row, tried: Trial) -> Iterator[str]:
    key = row["source_key"]
    source = _rows(connection, _SOURCE, key)[0]
    claims = _rows(connection, _CLAIMS, key)
    receipt = next((one for one in tried.receipts.to_pylist() if one["source_key"] == key), None)
    yield f"{row['document']}  [{key}]"
    yield from (f"  {name:<12} {value}" for name, value in _facts(row, source, receipt) if value)
    figures = count_figures(row)
    yield f"  {'claims':<12} {len(claims)}, from {figures} words with digits"
    for _, group in groupby(claims, key=lambda claim: claim["sentence_start"]):
        yield ""
        yield from _sentence_lines(list(group))
    if not claims and figures:
        yield f"  No figure became a claim: `make explain-doc FILE={row['file_name']}` shows what was looked at."
    yield ""
    yield from _finding_lines(connection, key)


def _facts(row: Row, source: Row, receipt: Row | None) -> Iterator[tuple[str, str]]:
    """What the document says of itself, and what it is to the others."""
    yield "file", row["file_name"]
    yield "media type", row["media_type"]
    yield "kind", source["kind"]
    yield "title", row["title"] or "none found"
    yield "publisher", source["publisher"] or "unknown"
    yield "producer", source["producer"] or ""
    yield "author", source["author"] or ""
    basis = f" ({source['published_on_basis']})" if source["published_on_basis"] else ""
    yield "published", f"{source['published_on'] or 'unknown'}{basis}"
    if receipt is not None and receipt["reporting_start"]:
        yield "reports on", f"{receipt['reporting_start']} to {receipt['reporting_end']}"
    yield "address", source["url"] or ""
    yield "trust", f"{source['authority_rank']} (smaller is more)"
    same = f" the words of {source['same_text_as']}, which votes" if source.get("same_text_as") else ""
    yield "standing", source["standing"] + same
    if source["supersedes_key"]:
        yield "supersedes", source["supersedes_key"]


def _sentence_lines(claims: list[Row]) -> Iterator[str]:
    """A sentence with its figures in brackets, and two lines for each of them."""
    first = claims[0]
    yield "  " + with_brackets(
        first["sentence"],
        [(c["char_start"] - c["sentence_start"], c["char_end"] - c["sentence_start"]) for c in claims],
    )
    for claim in claims:
        parts = f" of {plain(claim['denominator'])}" if claim["denominator"] is not None else ""
        hedge = "" if claim["qualifier"] == "exact" else f", {claim['qualifier']}"
        yield (
            f"    {claim['quote']}: {plain(claim['value'])}{parts} {claim['unit']}{hedge}; {claim['role']}, "
            f"{claim['status']}, {claim['statistic']}; {claim['confidence'] or 'unknown'}"
        )
        yield (
            f"      {claim['metric_key']} ({claim['metric_name']}) | {claim['agency_key']} ({claim['agency_name']}) | "
            f"{claim['period_key']} ({claim['label_vi']}) | {claim['scope_key']}"
        )
        if claim["observation_key"] is None:
            yield f"      speaks for no observation: {claim['rank_reason']}"


def with_brackets(sentence: str, spans: list[tuple[int, int]]) -> str:
    """The sentence on one line, each span in brackets; spans outside it are left out."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if at <= start < end <= len(sentence):
            parts += [sentence[at:start], "[", sentence[start:end], "]"]
            at = end
    return " ".join(("".join(parts) + sentence[at:]).split())


def _finding_lines(connection: duckdb.DuckDBPyConnection, key: str) -> Iterator[str]:
    found = _rows(connection, _FINDINGS, key)
    compared = ", ".join(f"{row['n']} {row['verdict']}" for row in _rows(connection, _COMPARED, key))
    yield f"  Findings: {len(found)} ({compared or 'nothing to compare'})"
    for one in found:
        yield f"    {one['rule']}: {one['state']}, likely {one['likely_cause']}  [{one['finding_key']}]"
        yield f"      {one['explanation_vi']}"
        yield f"      {one['explanation_en']}"


def plain(value: Any) -> str:
    """A decimal without trailing zeros and without an exponent."""
    return f"{value.normalize():f}"


def _rows(connection: duckdb.DuckDBPyConnection, query: str, key: str) -> list[Row]:
    cursor = connection.execute(query, [key])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
