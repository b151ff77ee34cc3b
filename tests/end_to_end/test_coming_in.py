"""What comes in changed, and what comes in too large: real commands and real runs, from the file to the marts."""

from __future__ import annotations

import pytest

from orchestration import outsize
from orchestration.landing import Store
from tests.support.site import SENTENCE, Site, materializations, new_site, reasons


def test_a_page_that_was_edited_is_added_landed_and_told(site: Site) -> None:
    edited = site.root / "outside" / "bao-a.txt"
    edited.parent.mkdir()
    edited.write_text("Kết quả sáu tháng\n\n" + SENTENCE.format("33,5%"), encoding="utf-8")
    added = site.cli("add", str(edited))
    assert added.returncode == 0, added.stderr
    assert "this is a revision" in added.stdout
    result = site.run()
    assert result.success, reasons(result)
    told = site.query(
        "select r.cause, p.quote, c.quote, s.document, s.standing, b.standing from marts.revisions as r "
        "join marts.fct_claim as c on r.claim_key = c.claim_key "
        "join marts.fct_claim as p on r.previous_claim_key = p.claim_key "
        "join marts.dim_source as s on r.source_key = s.source_key "
        "join marts.dim_source as b on r.previous_source_key = b.source_key"
    )
    assert told == [("edited_page", "31,16%", "33,5%", "bao-a", "current", "superseded")]
    landed = "select document, count(*) from marts.landing_outcomes where stage = 'land' and status = 'ok' group by 1"
    assert dict(site.query(landed)) == {"bao-a": 2, "bao-b": 1}


def test_a_document_with_too_many_figures_is_an_outcome_with_a_remedy_and_is_not_tried_again(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = new_site(tmp_path_factory.mktemp("outsize") / "site")
    site.drop("dai.txt", "Tin dài\n\n" + "đạt 5% " * 100_000 + "\n")
    monkeypatch.setattr(outsize, "TIMEOUT_SECONDS", 2.0)
    steps = ("snapshots", "documents", "claims")
    first = site.run(*steps)
    assert first.success, reasons(first)
    counts = materializations(first)["claims"].metadata
    assert (counts["extracted"].value, counts["failed"].value, counts["dagster/row_count"].value) == (3, 1, 2)
    outcomes = Store(site.paths.store).outcomes().to_pylist()
    (failed,) = [row for row in outcomes if row["status"] == "failed"]
    assert (failed["file_name"], failed["stage"], failed["reason"]) == ("dai.txt", "extract", "extractor_timeout")
    assert failed["remedy"].startswith("Split the document")
    assert materializations(site.run(*steps))["claims"].metadata["extracted"].value == 0
