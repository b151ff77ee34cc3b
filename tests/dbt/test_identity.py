"""What is one document: the same words in two files vote once under one name, one page under two names is its latest
state, and what a page's changes did to its figures is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.dbt.builder import Inputs
from tests.dbt.conftest import MODELS_ONLY, Dbt

Connect = Callable[[Path], duckdb.DuckDBPyConnection]
WORDS, OTHER, THIRD, FOURTH = (letter * 64 for letter in "abcd")
ADDRESS = "bao.vn/tin/1.html"


def edited_pages(inputs: Inputs) -> None:
    """A page that changed one of two figures twice, and one that lost its figure and got another."""
    for number, values in enumerate((("10", "60"), ("12", "60"), ("11", "60"))):
        page = inputs.document("sua", content=f"sua{number}", age=20 + number, published_on=None)
        for value in values:
            inputs.claim(page, value, scope_key="edition=edited")
    for number, values in enumerate((("30",), (), ("40",))):
        page = inputs.document("mat", content=f"mat{number}", age=30 + number)
        for value in values:
            inputs.claim(page, value, scope_key="edition=lost")
    # A later report by somebody else, and one document that tells two days.
    for name, day, value in (("dau", 1, "50"), ("sau", 9, "55")):
        other = inputs.document(name, age=40 + day, published_on=dt.date(2023, 7, day))
        inputs.claim(other, value, scope_key="edition=later")
    both = inputs.document("hai-ngay", age=60)
    for day, value in ((28, "70"), (30, "75")):
        inputs.claim(both, value, scope_key="edition=both", vintage_date=dt.date(2023, 6, day))


@pytest.fixture(scope="module")
def built(dbt_copy: Dbt, reading: Connect) -> duckdb.DuckDBPyConnection:
    inputs = Inputs()
    first = inputs.document("ban-tin", text_sha256=WORDS)
    second = inputs.document("ban-tin.pdf", text_sha256=WORDS, age=1, media_type="pdf", content="printed")
    for document in (first, second):
        inputs.claim(document, "31.16", scope_key="edition=formats")
        inputs.claim(document, "7", metric_key="open.so_hoa", metric_phrase="số hóa")
    for value, words in (("61", "ho_so_dat_dai_so_hoa"), ("62", "ho_so_dat_dai_da_so_hoa"), ("63", "ho_so_y_te")):
        inputs.claim(first, value, metric_key=f"open.{words}.percent", metric_phrase=words.replace("_", " "))
    page = inputs.document("trang-cu", address=ADDRESS, age=2)
    moved = inputs.document("trang-moi", address=ADDRESS, age=3)
    inputs.claim(page, "10", scope_key="edition=moved")
    inputs.claim(moved, "20", scope_key="edition=moved")
    inputs.document("trang-moi", content="later", text_sha256=OTHER, age=4)
    # A page that changed after it was saved in another format, which still shows the words of before.
    states = [
        inputs.document("goc", content=content, text_sha256=content * 64, age=5 + 2 * n)
        for n, content in enumerate("cd")
    ]
    saved = inputs.document("goc.pdf", text_sha256=THIRD, age=6, media_type="pdf")
    for document, value in ((states[0], "1"), (saved, "1"), (states[1], "2")):
        inputs.claim(document, value, scope_key="edition=saved")
    # Two pages began with the same words and went ways of their own.
    for number, name in enumerate(("cho", "doi")):
        inputs.document(name, content=f"{name} first", text_sha256="e" * 64, age=10 + number)
        inputs.document(name, content=f"{name} then", text_sha256=str(number) * 64, age=12 + number)
    edited_pages(inputs)
    path, statuses = dbt_copy.build(inputs, *MODELS_ONLY)
    assert set(statuses.values()) <= {"success"}
    return reading(path)


def standings(built: duckdb.DuckDBPyConnection, *files: str) -> list[tuple[object, ...]]:
    marks = ", ".join("?" for _ in files)
    where = f"where file_name in ({marks}) order by first_seen_at"
    names = [f"{name}.txt" for name in files]
    return built.execute(f"select document, standing, is_current from marts.dim_source {where}", names).fetchall()


def test_two_formats_of_one_text_are_one_document_and_vote_once(built: duckdb.DuckDBPyConnection) -> None:
    assert standings(built, "ban-tin", "ban-tin.pdf") == [
        ("ban-tin", "current", True),
        ("ban-tin", "repeated", False),
    ]
    query = "select n_claims, n_documents from marts.fct_observation where scope_key = 'edition=formats'"
    assert built.execute(query).fetchall() == [(1, 1)]
    candidate = "select n_claims, n_documents from marts.metric_candidates where metric_key = 'open.so_hoa'"
    assert built.execute(candidate).fetchall() == [(1, 1)]


def test_an_uncatalogued_indicator_is_offered_with_the_one_most_alike(
    built: duckdb.DuckDBPyConnection,
) -> None:
    near = dict(built.execute("select metric_key, nearest_metric_key from marts.metric_candidates").fetchall())
    assert near["open.ho_so_dat_dai_so_hoa.percent"] == "open.ho_so_dat_dai_da_so_hoa.percent"
    assert near["open.ho_so_dat_dai_da_so_hoa.percent"] == "open.ho_so_dat_dai_so_hoa.percent"
    assert near["open.so_hoa"] is None  # of another unit than these
    assert near["open.ho_so_y_te.percent"] is None  # shares fewer than half of all words


def test_a_repeated_claim_says_who_votes_for_it(built: duckdb.DuckDBPyConnection) -> None:
    rows = built.execute(
        "select c.rank_reason, s.same_text_as from marts.fct_claim as c join marts.dim_source as s "
        "on c.source_key = s.source_key where s.standing = 'repeated' and c.scope_key = 'edition=formats'"
    ).fetchall()
    ((voter,),) = built.execute("select source_key from marts.dim_source where file_name = 'ban-tin.txt'").fetchall()
    assert rows == [(f"repeated text: {voter} votes for it", voter)]


def test_one_page_under_two_names_is_its_latest_state(built: duckdb.DuckDBPyConnection) -> None:
    assert standings(built, "trang-cu", "trang-moi") == [
        ("trang-cu", "superseded", False),
        ("trang-moi", "superseded", False),
        ("trang-moi", "current", True),
    ]


def test_what_shows_the_words_of_before_is_an_earlier_state(built: duckdb.DuckDBPyConnection) -> None:
    assert standings(built, "goc", "goc.pdf") == [
        ("goc", "superseded", False),
        ("goc", "superseded", False),
        ("goc", "current", True),
    ]
    query = "select value, n_claims from marts.fct_observation where scope_key = 'edition=saved'"
    assert built.execute(query).fetchall() == [(Decimal(2), 1)]


def test_pages_that_began_with_the_same_words_stay_two(built: duckdb.DuckDBPyConnection) -> None:
    assert [row for row in standings(built, "cho", "doi") if row[2]] == [
        ("cho", "current", True),
        ("doi", "current", True),
    ]


def revisions(built: duckdb.DuckDBPyConnection, scope: str) -> list[tuple[object, ...]]:
    return built.execute(
        "select cause, vintage_number, first_value, previous_value, value, current_value, change from marts.revisions "
        f"where observation_key like '%|edition={scope}|%' order by vintage_number"
    ).fetchall()


def test_a_page_that_was_edited_tells_each_step_of_the_figure_that_changed(built: duckdb.DuckDBPyConnection) -> None:
    ten, eleven, twelve = Decimal(10), Decimal(11), Decimal(12)
    assert revisions(built, "edited") == [
        ("edited_page", 2, ten, ten, twelve, eleven, Decimal(2)),
        ("edited_page", 3, ten, twelve, eleven, eleven, Decimal(-1)),
    ]
    rows = built.execute(
        "select c.value, p.value, s.sha256 <> b.sha256, r.vintage_date from marts.revisions as r "
        "join marts.fct_claim as c on r.claim_key = c.claim_key "
        "join marts.fct_claim as p on r.previous_claim_key = p.claim_key "
        "join marts.dim_source as s on r.source_key = s.source_key "
        "join marts.dim_source as b on r.previous_source_key = b.source_key "
        "where r.observation_key like '%|edition=edited|%' order by r.vintage_number"
    ).fetchall()
    landed = dt.date(2023, 8, 2)
    assert rows == [(twelve, ten, True, landed), (eleven, twelve, True, landed)]


def test_a_figure_that_was_gone_for_a_while_counts_as_changed(built: duckdb.DuckDBPyConnection) -> None:
    assert [row[0] for row in revisions(built, "lost")] == ["edited_page"]
    assert [row[0] for row in revisions(built, "saved")] == ["edited_page"]


def test_other_causes_are_told_apart(built: duckdb.DuckDBPyConnection) -> None:
    assert [(row[0], row[3], row[4]) for row in revisions(built, "later")] == [
        ("later_publication", Decimal(50), Decimal(55))
    ]
    assert [(row[0], row[3], row[4]) for row in revisions(built, "both")] == [
        ("later_in_document", Decimal(70), Decimal(75))
    ]
