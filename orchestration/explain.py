"""The whole story of a claim or a finding, for a terminal.

Here: the rows of a published file that belong to one claim or one finding, as lines of text, and the command that
prints them. Not here: how a value is chosen or a finding made (dbt models).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import duckdb
import typer

from orchestration.cli_shared import fail, prepare

app = typer.Typer()

#: What separated the chosen claim from the best one with another value.
STEPS = {
    "only_value": "no document states another value",
    "agreement": "all values agree within their rounding; the finest print is shown",
    "adjudication": "a person decided (adjudications.csv)",
    "owner": "its source owns the indicator or is the body that the figure is about",
    "authority": "its source is trusted more (publishers.csv)",
    "later_vintage": "it is stated as of a later day",
    "more_witnesses": "more independent sources print it",
    "later_in_text": "it stands later in the text; the choice is not decided",
    "key_order": "nothing but the order of keys separates them; the choice is not decided",
}
_CLAIM = """
    select
        c.claim_key, c.quote, c.sentence, c.char_start - c.sentence_start as lead, s.document, s.publisher, s.producer,
        s.published_on, c.char_start, c.char_end, m.name_vi as metric, c.metric_key, a.name_vi as agency,
        p.label_vi as period, c.scope_key, c.unit, c.role, c.status, c.value, c.lower_bound, c.lower_closed,
        c.upper_bound, c.upper_closed, c.vintage_date, c.rank, c.rank_reason, c.observation_key, c.is_current
    from marts.fct_claim as c
    join marts.dim_source as s on c.source_key = s.source_key
    join marts.dim_metric as m on c.metric_key = m.metric_key
    join marts.dim_agency as a on c.agency_version_key = a.agency_version_key
    join marts.dim_period as p on c.period_key = p.period_key
"""


class NotThereError(LookupError):
    """The published version holds nothing of that key; the message says where keys are found."""


@dataclass(frozen=True)
class Told:
    """A row by the names of its columns."""

    row: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.row[name]
        except KeyError:
            raise AttributeError(name) from None


def explain_claim(connection: duckdb.DuckDBPyConnection, key: str) -> list[str]:
    """Lines about one claim; `key` may be its beginning, where that names one claim only."""
    found = _rows(connection, _CLAIM + " where starts_with(c.claim_key, ?) order by c.claim_key limit 2", [key])
    if len(found) != 1:
        why = "no claim" if not found else "several claims that begin with"
        raise NotThereError(f"The published version holds {why} {key!r}. Keys are in marts.claims.")
    claim = found[0]
    lines = [
        f"Claim {claim.claim_key}",
        *_place(claim),
        *_meaning(claim),
        f"  rank: {claim.rank} ({claim.rank_reason})",
    ]
    if claim.observation_key is None:
        lines.append("It speaks for no observation.")
    else:
        lines += _choice(connection, claim.observation_key, claim.claim_key)
    return lines + list(_comparisons(connection, claim.claim_key))


def explain_finding(connection: duckdb.DuckDBPyConnection, key: str) -> list[str]:
    """Lines about one finding."""
    found = _rows(
        connection,
        "select f.*, r.name_vi, r.name_en, r.description from marts.fct_finding as f "
        "join reference.rules as r on f.rule = r.rule where f.finding_key = ?",
        [key],
    )
    if not found:
        raise NotThereError(f"The published version holds no finding {key!r}. Keys are in marts.findings.")
    finding = found[0]
    lines = [
        f"Finding {finding.finding_key}",
        f"  rule: {finding.rule} ({finding.name_vi}; {finding.name_en})",
        f"  {finding.description}",
        f"  severity: {finding.severity}; likely cause: {finding.likely_cause}; state: {finding.state}",
        f"  imbalance: {_plain(finding.imbalance)}",
        f"  {finding.explanation_vi}",
        f"  {finding.explanation_en}",
    ]
    if finding.accepted_because:
        lines.append(f"  accepted because: {finding.accepted_because}")
    claims = _rows(
        connection,
        _CLAIM + " where list_contains(?, c.claim_key) order by s.document, c.char_start",
        [finding.claim_keys],
    )
    for claim in claims:
        lines += ["", f"Cites {claim.claim_key}", *_place(claim), *_meaning(claim)]
    for observation in dict.fromkeys(claim.observation_key for claim in claims if claim.observation_key):
        lines += ["", *_choice(connection, observation, None)]
    return lines


def _place(claim: Told) -> Iterator[str]:
    published = f", {claim.published_on:%d/%m/%Y}" if claim.published_on else ""
    yield f"  document: {claim.document} ({claim.publisher or claim.producer or 'unknown publisher'}{published})"
    yield f"  characters {claim.char_start} to {claim.char_end}: {marked(claim.sentence, claim.lead, claim.quote)}"


def marked(sentence: str, lead: int, quote: str) -> str:
    """The sentence on one line with the quote in brackets; the bare quote where the sentence does not hold it there."""
    if sentence[lead : lead + len(quote)] != quote:
        return f"[{quote}]"
    return " ".join(f"{sentence[:lead]}[{quote}]{sentence[lead + len(quote) :]}".split())


def _meaning(claim: Told) -> Iterator[str]:
    yield f"  {claim.metric} ({claim.metric_key}), {claim.agency}, {claim.period}, scope {claim.scope_key}"
    low = "(" if claim.lower_bound is None or not claim.lower_closed else "["
    high = ")" if claim.upper_bound is None or not claim.upper_closed else "]"
    ends = f"{_plain(claim.lower_bound, '-∞')}, {_plain(claim.upper_bound, '+∞')}"
    yield f"  {claim.role} {claim.status}: {_plain(claim.value)} {claim.unit}, that is {low}{ends}{high}"


def _choice(connection: duckdb.DuckDBPyConnection, observation: str, own: str | None) -> Iterator[str]:
    chosen = _rows(connection, "select * from marts.fct_observation where observation_key = ?", [observation])
    yield f"Observation {observation}"
    if not chosen:
        yield "  every claim of it is deprecated"
        return
    told = chosen[0]
    decided = "" if told.is_decided else "; not decided"
    span = f"{_plain(told.value_min)} to {_plain(told.value_max)}"
    yield f"  value {_plain(told.value)} of {span}, {told.n_claims} claims"
    yield f"  chosen: {told.claim_key}, because {STEPS.get(told.resolution_rule, told.resolution_rule)}{decided}"
    rivals = _rows(
        connection,
        _CLAIM + " where c.observation_key = ? order by c.rank = 'preferred' desc, c.value, c.claim_key",
        [observation],
    )
    for claim in rivals:
        note = "  <- this one" if claim.claim_key == own else ""
        said = f"{claim.quote} ({claim.document}, as of {claim.vintage_date})"
        yield f"    {said}: {claim.rank}, {claim.rank_reason}{note}"


def _comparisons(connection: duckdb.DuckDBPyConnection, key: str) -> Iterator[str]:
    query = "select * from marts.fct_comparison where list_contains(claim_keys, ?) order by rule, comparison_key"
    found = _rows(connection, query, [key])
    yield "Compared by:" if found else "No rule compared it with anything."
    for one in found:
        yield f"  {one.rule}: {one.verdict} [{one.comparison_key}]"
        if one.explanation_en:
            yield f"    {one.explanation_en}"


def _plain(value: Any, nothing: str = "not computable") -> str:
    return nothing if value is None else f"{value.normalize():f}"


def _rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: list[Any]) -> list[Told]:
    cursor = connection.execute(query, parameters)
    names = [column[0] for column in cursor.description]
    return [Told(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


@app.command()
def explain(
    claim: Annotated[str | None, typer.Option(help="Key of a claim, or its beginning.")] = None,
    finding: Annotated[str | None, typer.Option(help="Key of a finding.")] = None,
) -> None:
    """Print the whole story of a claim or a finding: its sentence, the rule, the arithmetic, and why a value won."""
    from orchestration.publishing import integrity, versions

    if (claim is None) == (finding is None):
        raise fail("Name one of the two: CLAIM=<key> or FINDING=<key>.")
    paths = prepare()
    version = versions.current(paths.warehouse)
    if version is None:
        raise fail(f"Nothing is published in {paths.warehouse} yet: run `make refresh`.")
    with integrity.read_only(version.database) as connection:
        try:
            lines = explain_claim(connection, claim) if claim else explain_finding(connection, finding or "")
        except NotThereError as error:
            raise fail(str(error)) from None
    typer.echo("\n".join(lines))
