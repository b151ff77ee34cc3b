"""What analysts find in the marts: one build of hand-made cases, each by itself."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from orchestration import schemas
from tests.dbt.builder import Inputs, Row, write
from tests.dbt.conftest import MODELS_ONLY, Dbt

Connect = Callable[[Path], duckdb.DuckDBPyConnection]
DIGITIZED = "dossiers_digitized_share"
ISSUED = "results_issued_electronically_share"
DOSSIERS = "portal_online_dossiers_count"
REPORTED = (
    "Theo số liệu tổng hợp của cơ quan thường trực, tính chung toàn quốc thì tỷ lệ kết quả giải quyết thủ tục được "
    "trả cho người dân dưới dạng điện tử đến cuối tháng sáu đạt {} và còn khác nhau nhiều giữa các vùng trong cả nước."
)
OWN_WORDS = (
    "Phóng viên của chúng tôi đã hỏi một số trung tâm phục vụ hành chính công và được biết rằng trong nửa đầu năm nay "
    "cứ một trăm bộ hồ sơ thì có {} bộ được trả bằng bản điện tử, phần còn lại vẫn phải đến nhận tại quầy.",
    "Một khảo sát khác, làm qua điện thoại với các gia đình ở bảy vùng kinh tế, lại cho thấy bản điện tử chiếm {} "
    "trong tổng số giấy tờ mà người được hỏi đã nhận về kể từ Tết cho đến ngày ba mươi tháng sáu vừa rồi.",
)
CAN_THO = "vn.prov.can_tho"


def exact(value: str) -> Row:
    number = Decimal(value)
    return {"lower_bound": number, "upper_bound": number, "upper_closed": True, "unit": "count", "quote": value}


def cases() -> Inputs:
    inputs = Inputs()
    a = inputs.document("a", publisher="Tạp chí Tổ chức nhà nước", title="Bài A")
    b = inputs.document("b", age=1, publisher="Báo Đắk Lắk")
    report = inputs.document("bao-cao", age=2, kind="report", producer="BỘ NỘI VỤ", publisher="Trang tin")
    # One document states two values of a stock, another repeats one: a revision, flagged.
    for document, value in ((a, "31.16"), (a, "32.05"), (b, "31.16")):
        inputs.claim(document, value, metric_key=ISSUED)
    # The same stock later is no contradiction, neither is a flow with the same end.
    inputs.claim(b, "35", metric_key=ISSUED, period_start=dt.date(2023, 9, 30), period_end=dt.date(2023, 9, 30))
    inputs.claim(b, "12", metric_key=ISSUED, period_kind="flow", period_start=dt.date(2023, 1, 1))
    # Finer and coarser prints agree; the finest is shown, whoever is chosen.
    inputs.claim(a, "66.5", metric_key=DIGITIZED, vintage_date=dt.date(2023, 6, 30))
    inputs.claim(b, "66.48", metric_key=DIGITIZED, vintage_date=dt.date(2023, 6, 29))
    # A slip of a thousand, in flows.
    for document, value in ((a, "55980"), (b, "55980000")):
        flow = {"period_kind": "flow", "period_start": dt.date(2023, 1, 1)}
        inputs.claim(document, value, metric_key=DOSSIERS, **exact(value), **flow)
    # Too large to be multiplied: the cause stays open, the build goes on.
    for value in ("9" * 28, "8" * 28):
        inputs.claim(a, value, metric_key="portal_accounts_count", **exact(value))
    # What speaks for no observation.
    inputs.claim(a, "1", scope_key="_U", lead="không hiểu ")
    inputs.claim(a, "2", period_kind="unknown", period_start=dt.date(2023, 7, 20), period_end=dt.date(2023, 7, 20))
    inputs.claim(a, "3", period_start=None, period_end=None)
    inputs.claim(a, "4", confidence="weak", metric_key=DIGITIZED)
    # Outside the catalogue: compared within a document, never across.
    for document, value in ((a, "7"), (b, "8"), (b, "9")):
        inputs.claim(
            document, value, metric_key="open.so_hoa", metric_phrase="số hóa" if value == "7" else "tỷ lệ số hóa"
        )
    # Bodies have dates.
    for day in (dt.date(2025, 6, 30), dt.date(2025, 7, 1)):
        inputs.claim(report, "5", agency_key=CAN_THO, period_start=day, period_end=day)
    inputs.claim(report, "6", agency_key="vn.districts", period_start=day, period_end=day)
    inputs.claim(report, "6", agency_key="vn.body.chua_biet", scope_key="channel=online;level=province")
    # The owner of a figure is believed before a later paper.
    home = {"agency_key": "vn.min.noi_vu", "scope_key": "edition=2023"}
    inputs.claim(report, "50", vintage_date=dt.date(2023, 1, 1), **home)
    inputs.claim(b, "60", vintage_date=dt.date(2023, 7, 1), **home)
    print_copies(inputs)
    # A heading repeats the body: cited once.
    for kind, value in (("heading", "80"), ("paragraph", "80"), ("paragraph", "85")):
        inputs.claim(b, value, scope_key="edition=repeated", block_kind=kind)
    # A page that changed, and one that was withdrawn.
    old = inputs.document("trang", content="old", age=3)
    inputs.claim(old, "10", scope_key="edition=page")
    new = inputs.document("trang", content="new", age=4)
    inputs.claim(new, "20", scope_key="edition=page")
    gone = inputs.document("rut", age=5)
    inputs.claim(gone, "70", scope_key="edition=page")
    # Ties.
    whole = inputs.claim(a, "2043", metric_key="procedures_announced_count", **exact("2043"))
    change = inputs.claim(a, "675", metric_key="procedures_announced_count", role="change", **exact("675"))
    inputs.relations.append(
        {
            "claim_key": change["claim_key"],
            "relation": "change_of",
            "related_claim_key": whole["claim_key"],
            "words": "tăng",
            "source_key": a["source_key"],
        }
    )
    # A share that two decisions ask about: accepted as seen, and accepted before a third value came.
    for scope, values in (("edition=seen", ("40", "45")), ("edition=reopened", ("40", "45", "49"))):
        for value in values:
            inputs.claim(b, value, scope_key=scope)
    return inputs


def print_copies(inputs: Inputs) -> None:
    """Three papers print one passage with small changes; two others count for themselves."""
    told = {"scope_key": "edition=copied"}
    for number in range(3):
        paper = inputs.document(f"chep{number}", age=10 + number, published_on=dt.date(2023, 7, 10 + number))
        words = REPORTED if number == 0 else REPORTED.replace("cả nước.", f"cả nước ta, kỳ {number}.")
        inputs.passage(paper, words, "31.16", vintage_date=paper["published_on"], **told)
    # Half a passage in common is not a copy.
    paper = inputs.document("nua", age=15, published_on=dt.date(2023, 7, 10))
    half = REPORTED.split("{}")[0] + "{}" + OWN_WORDS[0].split("{}")[1]
    inputs.passage(paper, half, "33.1", **told)
    for number, words in enumerate(OWN_WORDS):
        paper = inputs.document(f"rieng{number}", age=20 + number, published_on=dt.date(2023, 7, 10))
        inputs.passage(paper, words, "32.05", **told)


def finding_of(db: duckdb.DuckDBPyConnection, scope: str) -> tuple[Any, ...]:
    row = db.execute(
        "select finding_key, state, likely_cause, values_seen from marts.findings where observation_key like ?",
        [f"%|{scope}|%"],
    ).fetchone()
    assert row is not None
    return row


@pytest.fixture(scope="module")
def built(dbt_copy: Dbt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built twice: the keys of the findings to accept are those of the first build."""
    inputs = cases()
    dbt_copy.decide("adjudications", [])
    dbt_copy.decide(
        "withdrawals", [{"document": "rut", "reason": "a draft", "decided_by": "lan", "decided_on": "2023-08-02"}]
    )
    path, statuses = dbt_copy.build(inputs)
    assert set(statuses.values()) <= {"success", "pass"}, statuses
    with duckdb.connect(str(path), read_only=True) as db:
        keys = [finding_of(db, scope)[0] for scope in ("edition=seen", "edition=reopened")]
    accept = {"action": "accept_finding", "reason": "two surveys", "decided_by": "lan", "decided_on": "2023-09-01"}
    dbt_copy.decide(
        "adjudications",
        [
            {**accept, "finding_key": keys[0], "values_seen": "40|45"},
            {**accept, "finding_key": keys[1], "values_seen": "40|45"},
        ],
    )
    again, _ = dbt_copy.build(inputs, *MODELS_ONLY)
    dbt_copy.decide("adjudications", [])
    dbt_copy.decide("withdrawals", [])
    return again


@pytest.fixture(scope="module")
def db(built: Path, reading: Connect) -> duckdb.DuckDBPyConnection:
    return reading(built)


def test_two_values_to_date_are_flagged_as_a_later_vintage_with_the_arithmetic(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select finding_key, likely_cause, imbalance, explanation_en, explanation_vi, len(claim_keys), severity "
        "from marts.findings where metric_key = ? and observation_key like '%|_T|%'",
        [ISSUED],
    ).fetchall()
    about = [row for row in rows if row[2] == Decimal("0.88")]
    assert len(about) == 1
    key, cause, _, english, vietnamese, cited, severity = about[0]
    assert key.startswith(f"conflicting_values.{ISSUED}.vn.2023-06-30.")
    assert (cause, cited, severity) == ("later_vintage", 3, "inconsistent")
    assert "31,16% (a, b) against 32,05% (a)" in english
    assert "[31.155, 31.165) and [32.045, 32.055)" in english
    assert "gap 0.88" in english
    assert "[31,155; 31,165) và [32,045; 32,055)" in vietnamese
    assert "đến 30/6/2023" in vietnamese


def test_other_periods_do_not_contradict(db: duckdb.DuckDBPyConnection) -> None:
    periods = db.execute(
        "select period_key, value from marts.fct_observation where metric_key = ? and agency_key = 'vn' "
        "and scope_key = '_T' and not is_contested order by 1",
        [ISSUED],
    ).fetchall()
    assert periods == [("flow.2023-01-01.2023-06-30", Decimal(12)), ("stock.2023-09-30", Decimal(35))]


def test_agreement_shows_the_finest_print_beside_the_chosen_claim(db: duckdb.DuckDBPyConnection) -> None:
    row = db.execute(
        "select o.value, o.value_min, o.value_max, o.resolution_rule, o.is_contested, c.value "
        "from marts.fct_observation as o join marts.fct_claim as c on o.claim_key = c.claim_key where o.metric_key = ?",
        [DIGITIZED],
    ).fetchall()
    assert row == [(Decimal("66.48"), Decimal("66.48"), Decimal("66.5"), "agreement", False, Decimal("66.5"))]


def test_likely_causes(db: duckdb.DuckDBPyConnection) -> None:
    causes = dict(db.execute("select metric_key, likely_cause from marts.findings").fetchall())
    assert causes[DOSSIERS] == "unit_slip"
    assert causes["portal_accounts_count"] == "later_vintage"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1", "scope not understood"),
        ("2", "undated period"),
        ("3", "undated period"),
        ("4", "weak reading"),
        ("10", "superseded snapshot"),
        ("70", "withdrawn document: a draft"),
    ],
)
def test_claims_outside_observations_say_why(db: duckdb.DuckDBPyConnection, value: str, reason: str) -> None:
    rows = db.execute(
        "select observation_key, rank, rank_reason from marts.fct_claim where value = cast(? as decimal(38, 10)) "
        "and unit = 'percent'",
        [value],
    ).fetchall()
    assert rows == [(None, "deprecated" if value == "70" else "normal", reason)]


def test_claims_without_a_dated_period_are_listed(db: duckdb.DuckDBPyConnection) -> None:
    found = db.execute("select value, period_kind from marts.unplaced_claims order by value").fetchall()
    assert found == [(Decimal(2), "unknown"), (Decimal(3), "stock")]


def test_indicators_outside_the_catalogue_meet_only_within_their_document(db: duckdb.DuckDBPyConnection) -> None:
    found = db.execute(
        "select document, n_claims, is_contested from marts.fct_observation where metric_key = 'open.so_hoa' order by 1"
    ).fetchall()
    assert found == [("a", 1, False), ("b", 2, True)]
    name = db.execute(
        "select name_vi, name_ascii, is_catalogued from marts.dim_metric where metric_key = 'open.so_hoa'"
    )
    assert name.fetchall() == [("tỷ lệ số hóa", "ty le so hoa", False)]
    candidate = db.execute(
        "select example_phrase, n_claims, n_documents, phrases from marts.metric_candidates"
    ).fetchall()
    assert candidate == [("tỷ lệ số hóa", 3, 2, ["số hóa", "tỷ lệ số hóa"])]


def test_bodies_are_those_of_the_day(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select agency_version_key from marts.fct_claim "
        "where agency_key in (?, 'vn.districts', 'vn.body.chua_biet') order by 1",
        [CAN_THO],
    ).fetchall()
    assert [key for (key,) in rows] == [
        "vn.body.chua_biet@start",
        "vn.districts@start",  # ended the day before: the nearest version
        f"{CAN_THO}@2025-07-01",
        f"{CAN_THO}@start",
    ]
    unknown = db.execute("select kind, name_vi from marts.dim_agency where agency_key = 'vn.body.chua_biet'").fetchall()
    assert unknown == [("unknown", "vn.body.chua_biet")]


def test_the_owner_of_a_figure_is_believed_before_a_later_paper(db: duckdb.DuckDBPyConnection) -> None:
    row = db.execute(
        "select value, resolution_rule, is_decided from marts.fct_observation where scope_key = 'edition=2023'"
    )
    assert row.fetchall() == [(Decimal(50), "owner", True)]


def test_only_the_current_snapshot_of_a_page_votes_and_is_shown(db: duckdb.DuckDBPyConnection) -> None:
    sources = db.execute(
        "select document, is_current, standing, supersedes_key is not null from marts.dim_source "
        "where document in ('trang', 'rut') order by first_seen_at"
    ).fetchall()
    assert sources == [
        ("trang", False, "superseded", False),
        ("trang", True, "current", True),
        ("rut", False, "withdrawn", False),
    ]
    voices = db.execute("select value, n_claims from marts.fct_observation where scope_key = 'edition=page'").fetchall()
    assert voices == [(Decimal(20), 1)]
    shown = db.execute("select value from marts.claims where scope_key = 'edition=page'").fetchall()
    assert shown == [(Decimal(20),)]


def test_acceptance_covers_only_the_values_that_were_seen(db: duckdb.DuckDBPyConnection) -> None:
    assert finding_of(db, "edition=seen")[1] == "accepted"
    assert finding_of(db, "edition=reopened")[1:] == ("open", "later_vintage", "40|45|49")


def test_revisions_tell_the_first_and_the_later_value(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select first_value, previous_value, value, change, vintage_date from marts.revisions "
        "where period_key = 'stock.2023-06-30' and observation_key like '%|edition=2023|%'"
    ).fetchall()
    assert rows == [(Decimal(50), Decimal(50), Decimal(60), Decimal(10), dt.date(2023, 7, 1))]


def test_copies_of_a_passage_are_one_witness_and_keep_its_date(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select s.document, c.witness_group, c.vintage_date from marts.fct_claim as c "
        "join marts.dim_source as s on c.source_key = s.source_key where c.scope_key = 'edition=copied' order by 1"
    ).fetchall()
    first = rows[0][1]
    assert first is not None
    assert first.startswith("chep0@")
    assert rows[:3] == [(f"chep{number}", first, dt.date(2023, 7, 10)) for number in range(3)]
    assert len({group for _, group, _ in rows}) == 4
    choice = db.execute(
        "select value, resolution_rule, n_documents, n_witnesses from marts.fct_observation "
        "where scope_key = 'edition=copied'"
    ).fetchall()
    assert choice == [(Decimal("32.05"), "more_witnesses", 6, 4)]


def test_a_figure_that_a_document_repeats_is_cited_once_from_its_body(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select c.value, c.block_kind from marts.fct_finding as f join marts.fct_claim as c "
        "on list_contains(f.claim_keys, c.claim_key) where f.observation_key like '%|edition=repeated|%' order by 1"
    ).fetchall()
    assert rows == [(Decimal(80), "paragraph"), (Decimal(85), "paragraph")]


def test_scopes_have_a_column_per_dimension(db: duckdb.DuckDBPyConnection) -> None:
    row = db.execute(
        "select level, channel, edition, is_total from marts.dim_scope where scope_key like 'channel=%'"
    ).fetchall()
    assert row == [("province", "online", None, False)]


def test_wide_views_offer_the_columns_of_the_contract_in_order(db: duckdb.DuckDBPyConnection) -> None:
    promised = {
        "claims": "claim_key document char_start char_end quote value denominator unit qualifier role status "
        "metric_key metric_phrase agency_key period_kind period_start period_end scope_key publisher title "
        "published_on source_key",
        "findings": "finding_key rule severity claim_keys",
        "comparisons": "rule claim_keys verdict",
    }
    for view, columns in promised.items():
        found = [column[0] for column in db.execute(f"select * from marts.{view} limit 0").description]
        assert found[: len(columns.split())] == columns.split()
    roles = db.execute("select count(*), count(distinct observation_key) from marts.observations").fetchone()
    level = db.execute("select count(*) from marts.fct_observation where role = 'level'").fetchone()
    assert roles == (*level, *level)


def test_everything_is_described_in_the_file(db: duckdb.DuckDBPyConnection) -> None:
    here = "database_name = current_database() and not internal and schema_name <> 'main'"
    for kind in ("tables", "views", "columns"):
        bare = db.execute(f"select * from duckdb_{kind}() where {here} and coalesce(comment, '') = ''").fetchall()
        assert bare == [], kind


def test_the_file_stands_alone_and_its_views_follow_it(
    built: Path, db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Copied away, altered and attached to the original under another name, it answers with its own rows."""
    other = tmp_path / "old" / built.name
    other.parent.mkdir()
    shutil.copy(built, other)
    with duckdb.connect(str(other)) as writer:
        writer.execute("update marts.fct_claim set quote = 'old'; update marts.fct_observation set n_claims = 99")
        writer.execute("update marts.fct_finding set severity = 'old'; update marts.fct_comparison set verdict = 'old'")
    db.execute(f"attach '{other}' as old (read_only)")
    views = {
        "claims": ("quote", "old"),
        "observations": ("n_claims", 99),
        "findings": ("severity", "old"),
        "comparisons": ("verdict", "old"),
    }
    for view, (column, value) in views.items():
        query = f"select distinct {column} from {{}}marts.{view}"
        assert db.execute(query.format("old.")).fetchall() == [(value,)]
        assert (value,) not in db.execute(query.format("")).fetchall()
    text = " ".join(sql for (sql,) in db.execute("select sql from duckdb_views() where not internal").fetchall())
    assert "read_parquet" not in text


def test_an_empty_warehouse_builds_and_a_decision_about_nothing_is_a_warning(dbt_copy: Dbt, reading: Connect) -> None:
    dbt_copy.decide("adjudications", [{"action": "prefer", "document": "a", "quote": "1", "decided_on": "2023-09-01"}])
    path, statuses = dbt_copy.build(Inputs().save(dbt_copy.root / "it's an {empty} one"))
    dbt_copy.decide("adjudications", [])
    assert statuses.pop("assert_decisions_meet_something") == "warn"
    assert set(statuses.values()) <= {"success", "pass"}, statuses
    assert reading(path).execute("select count(*) from marts.claims").fetchone() == (0,)


def test_broken_integrity_fails_the_build(dbt_copy: Dbt) -> None:
    """A claim that the receipts do not know, a quote elsewhere, a tie to nothing: each is an error of its own test."""
    inputs = Inputs()
    document = inputs.document("a")
    inputs.claim(document)
    lost = inputs.claim(document)
    tie = {
        "claim_key": lost["claim_key"],
        "relation": "part_of",
        "related_claim_key": "nowhere@0",
        "source_key": document["source_key"],
    }
    inputs.relations.append(tie)
    warehouse = inputs.save(dbt_copy.root / "broken")
    part = warehouse / "claims" / "claims" / "month=2023-08" / "part.parquet"
    rows = pq.read_table(part).to_pylist()
    write(part, schemas.CLAIMS, [{**rows[0], "char_start": rows[0]["char_start"] + 1}])
    _, statuses = dbt_copy.build(warehouse)
    failed = {name for name, status in statuses.items() if status == "fail"}
    assert {"assert_no_claim_is_lost", "assert_quotes_are_at_their_place"} <= failed
    assert any(name.startswith("relationships_fct_claim_relation_related_claim_key") for name in failed)
