"""The questions that a closed database file must answer well before anybody may read it.

Here: each question as a named query with what a bad answer means and what to do, and the asking of all of them.
Not here: whether figures contradict each other (that is a finding, and no reason to hold anything back), and the rename
that publishes (`publish`).

A query returns the offending rows, at most `SHOWN` of them are kept. No row is a pass. A question that cannot be asked
counts as failed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

SHOWN = 5

#: Tables and columns that analysts may rely on. Types are fixed by the contracts of the dbt models.
CONTRACT: Mapping[str, frozenset[str]] = {
    table: frozenset(columns.split())
    for table, columns in {
        "dim_metric": (
            "metric_key base_metric_key name_vi name_en name_ascii unit measure_kind reform_area system "
            "is_catalogued value_min value_max"
        ),
        "dim_agency": (
            "agency_version_key agency_key name_vi name_ascii kind level parent_key gso_code valid_from "
            "valid_to successor_key"
        ),
        "dim_period": "period_key kind start_date end_date grain label_vi",
        "dim_source": (
            "source_key document kind title publisher producer author published_on url source_link "
            "sha256 first_seen_at authority_rank supersedes_key is_current"
        ),
        "dim_scope": "scope_key level unit area clientele channel service_level sector case_state base edition",
        "fct_claim": (
            "claim_key metric_key agency_version_key period_key source_key scope_key observation_key "
            "value denominator unit unit_measure lower_bound upper_bound decimals hedge qualifier role "
            "direction statistic comparison_kind comparison_period status obs_status metric_phrase "
            "quote char_start char_end sentence vintage_date confidence extractor_version rank "
            "rank_reason witness_group is_current"
        ),
        "fct_claim_relation": "claim_key relation related_claim_key words",
        "fct_observation": (
            "observation_key claim_key value value_min value_max n_claims n_documents n_witnesses "
            "is_contested is_decided resolution_rule"
        ),
        "fct_comparison": "rule claim_keys verdict imbalance",
        "fct_finding": (
            "finding_key rule severity claim_keys explanation_vi explanation_en imbalance likely_cause state"
        ),
        "landing_outcomes": "",
        "revisions": "",
        "metric_candidates": "",
        "unplaced_claims": "",
        "source_texts": "source_key text",
        "build": "build_id input_hash claims documents",
        "claims": (
            "claim_key document char_start char_end quote value denominator unit qualifier role status "
            "metric_key metric_phrase agency_key period_kind period_start period_end scope_key "
            "publisher title published_on source_key"
        ),
        "observations": "",
        "findings": "finding_key rule severity claim_keys explanation_vi explanation_en",
        "comparisons": "rule claim_keys verdict",
    }.items()
}


@dataclass(frozen=True)
class Query:
    """One question: `sql` returns the offending rows; `message` and `remedy` speak to whoever reads the failure."""

    name: str
    sql: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Failure:
    """A question that was answered badly or could not be asked."""

    name: str
    message: str
    remedy: str
    rows: tuple[tuple[Any, ...], ...] = ()

    def __str__(self) -> str:
        shown = "".join(f"\n    {row}" for row in self.rows)
        return f"{self.name}: {self.message} {self.remedy}{shown}"


_REBUILD = "Run `make refresh` again; if it stays, the model named here loses or doubles rows and has to be mended."
_CONTRACT_ROWS = ", ".join(
    f"('{table}', '{column}')" for table, columns in sorted(CONTRACT.items()) for column in sorted(columns | {""})
)


def _count_query(name: str, table: str, measure: str, expected: str, noun: str) -> Query:
    sql = (
        f"select f.n as in_the_file, b.{expected} as in_the_input from (select {measure} as n from marts.{table}) as f "
        f"cross join marts.build as b where f.n <> b.{expected}"
    )
    return Query(name, sql, f"The file does not hold every {noun} of its input exactly once.", _REBUILD)


def _dangling_query(column: str, dimension: str, key: str) -> Query:
    sql = (
        f"select f.claim_key, f.{column} from marts.fct_claim as f left join marts.{dimension} as d "
        f"on f.{column} = d.{key} where f.{column} is null or d.{key} is null"
    )
    return Query(
        f"claims_have_a_{dimension}",
        sql,
        f"Claims name a {column} that {dimension} does not hold.",
        f"See what {dimension} is made of: a reference table in dbt_project/seeds may lack the row.",
    )


#: Column of fct_claim, dimension, key of the dimension.
DIMENSIONS = (
    ("metric_key", "dim_metric", "metric_key"),
    ("agency_version_key", "dim_agency", "agency_version_key"),
    ("period_key", "dim_period", "period_key"),
    ("source_key", "dim_source", "source_key"),
    ("scope_key", "dim_scope", "scope_key"),
)
_STAR = "marts.fct_claim as f" + "".join(
    f" join marts.{dimension} as d{i} on f.{column} = d{i}.{key}"
    for i, (column, dimension, key) in enumerate(DIMENSIONS)
)

QUERIES: tuple[Query, ...] = (
    Query(
        "contract_tables_and_columns",
        "with wanted(t, c) as (values " + _CONTRACT_ROWS + ") select t, c from wanted where not exists (select 1 from "
        "duckdb_columns() as d where d.database_name = current_database() and d.schema_name = 'marts' "
        "and d.table_name = t and (c = '' or d.column_name = c))",
        "Tables or columns that analysts rely on are missing.",
        "Names change only with one release that has both: bring the old name back.",
    ),
    Query(
        "one_build_row",
        "select count(*) from marts.build having count(*) <> 1",
        "marts.build does not hold exactly one row.",
        _REBUILD,
    ),
    _count_query("every_claim_once", "fct_claim", "count(*)", "claims", "claim"),
    _count_query("claim_keys_are_unique", "fct_claim", "count(distinct claim_key)", "claims", "claim key"),
    Query(
        "every_current_claim_in_the_wide_view",
        "select facts, shown from (select count(*) as facts from marts.fct_claim where is_current) "
        "cross join (select count(*) as shown from marts.claims) where facts <> shown",
        "The view marts.claims does not hold every current claim once.",
        "A dimension that the view joins lacks a key, or holds one twice.",
    ),
    _count_query("every_document_once", "dim_source", "count(distinct source_key)", "documents", "document"),
    *(_dangling_query(*dimension) for dimension in DIMENSIONS),
    Query(
        "joining_all_dimensions_keeps_rows",
        f"select joined, facts from (select count(*) as joined from {_STAR}) cross join "
        "(select count(*) as facts from marts.fct_claim) where joined <> facts",
        "Joining every dimension to fct_claim loses or doubles rows.",
        "A dimension holds a key twice, or lacks one: see the checks on the dimension.",
    ),
    Query(
        "quotes_are_at_their_place",
        "select f.claim_key, f.quote, substring(s.text, f.char_start + 1, f.char_end - f.char_start) "
        "from marts.fct_claim as f left join marts.source_texts as s on f.source_key = s.source_key "
        "where s.text is null "
        "or substring(s.text, f.char_start + 1, f.char_end - f.char_start) is distinct from f.quote",
        "Quotes do not stand where their claims say.",
        "Text and claims come from different readings: remove the month's folders under warehouse/claims and refresh.",
    ),
    Query(
        "relations_tie_claims_that_exist",
        "select r.claim_key, r.relation, r.related_claim_key from marts.fct_claim_relation as r "
        "left join marts.fct_claim as a on r.claim_key = a.claim_key "
        "left join marts.fct_claim as b on r.related_claim_key = b.claim_key "
        "where a.claim_key is null or b.claim_key is null",
        "Relations name claims that are not there.",
        _REBUILD,
    ),
    Query(
        "one_choice_per_observation",
        "select observation_key, count(*) from marts.fct_observation group by observation_key having count(*) <> 1",
        "Observations have more than one chosen claim.",
        "See the models that choose: one claim per key is first.",
    ),
    Query(
        "chosen_claims_may_be_chosen",
        "select o.observation_key, o.claim_key, f.rank, f.is_current from marts.fct_observation as o left join "
        "marts.fct_claim as f on o.claim_key = f.claim_key and o.observation_key = f.observation_key "
        "where f.claim_key is null or f.rank = 'deprecated' or not f.is_current",
        "Observations chose a claim that is not theirs, is deprecated, or stands in a superseded snapshot.",
        "See the models that choose: only current claims vote, and a deprecated claim is never chosen.",
    ),
    Query(
        "findings_name_claims_that_exist",
        "select k.finding_key, k.claim_key from (select finding_key, unnest(claim_keys) as claim_key from "
        "marts.fct_finding) as k left join marts.fct_claim as f on k.claim_key = f.claim_key where f.claim_key is null "
        "union all select finding_key, 'names no claim' from marts.fct_finding where len(claim_keys) = 0",
        "Findings name claims that are not there.",
        "See the model of the finding's rule.",
    ),
    Query(
        "finding_keys_are_unique",
        "select finding_key, count(*) from marts.fct_finding group by finding_key having count(*) > 1",
        "Findings share a key.",
        "See the model of the finding's rule: a key is made of the rule and what it is about.",
    ),
)


@contextmanager
def read_only(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database file that can write nothing. The folder's link is resolved first, so that a
    connection opened before a publication is never handed out again after it."""
    connection = duckdb.connect(str(path.resolve()), read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def run_queries(connection: duckdb.DuckDBPyConnection, queries: tuple[Query, ...] = QUERIES) -> list[Failure]:
    """Ask every question and return those that were not answered well."""
    return [failure for query in queries if (failure := _ask(connection, query)) is not None]


def _ask(connection: duckdb.DuckDBPyConnection, query: Query) -> Failure | None:
    try:
        rows = connection.execute(query.sql).fetchmany(SHOWN)
    except duckdb.Error as error:
        return Failure(query.name, f"The question could not be asked ({error}).", query.remedy)
    return Failure(query.name, query.message, query.remedy, tuple(rows)) if rows else None


def row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of every table and view of schema `marts`."""
    names = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'marts' order by table_name"
    ).fetchall()
    return {name: count_rows(connection, "marts", name) for (name,) in names}


def count_rows(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> int:
    """Rows of one table or view."""
    row = connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone()
    return int(row[0]) if row else 0
