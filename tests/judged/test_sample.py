from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.judged.sample import CORPUS, Drawn, Place, Verdict, compare, corpus_claims, covered, draw, order, read_sheet

_MANY = 200  # documents that are read again in every run of the tests


def _claims(count: int) -> list[Drawn]:
    return [Drawn(Place(f"{n % 7:06}", n, 1), "5", "5 xã", 0, "count", "level", "actual") for n in range(count)]


def _judged(claim: Drawn, is_figure: bool) -> Verdict:
    return Verdict(claim.place, is_figure, "" if is_figure else "name", "", "")


def test_the_order_of_claims_changes_no_sample() -> None:
    claims = _claims(300)
    shuffled = random.Random(1).sample(claims, len(claims))
    assert draw(claims, 40, "a") == draw(shuffled, 40, "a")
    assert draw(claims, 40, "a") != draw(claims, 40, "b")


def test_a_claim_that_goes_moves_one_place_only() -> None:
    claims = _claims(300)
    sample = draw(claims, 40, "a")
    left = draw([claim for claim in claims if claim != sample[3]], 40, "a")
    assert left[:-1] == [claim for claim in sample if claim != sample[3]]
    assert order("a", left[-1].place) > order("a", sample[-1].place)


def test_a_sample_is_scored_against_its_sheet() -> None:
    claims = _claims(300)
    first, second, *rest = draw(claims, 40, "a")
    gone = Place("000009", 9, 1)
    sheet = {first.place: _judged(first, True), second.place: _judged(second, False)}
    score = compare(claims, sheet | {gone: Verdict(gone, True, "", "", "")}, 40, "a")
    assert (score.figures, score.others, score.share) == (1, [sheet[second.place]], 0.5)
    assert score.unjudged == rest
    assert [verdict.place for verdict in score.lost] == [gone]


def test_the_end_of_a_range_is_claimed_where_the_range_is() -> None:
    assert covered([Place("a", 3, 2)]) == {("a", 3), ("a", 4)}


@pytest.mark.parametrize(
    ("row", "message"),
    [("d,1,1,yes,,,", "is_figure"), ("d,1,1,false,,,", "kind of error"), ("d,1,1,true,,,\nd,1,1,true,,,", "twice")],
)
def test_a_row_that_is_no_verdict_is_named(tmp_path: Path, row: str, message: str) -> None:
    sheet = tmp_path / "claims.csv"
    sheet.write_text(f"document,start,length,is_figure,error,reason,misread\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_sheet(sheet)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus does not lie beside the project")
def test_what_was_judged_a_figure_is_still_claimed() -> None:
    sheet = read_sheet()
    documents = frozenset(sorted({place.document for place in sheet})[:_MANY])
    claimed = covered(claim.place for claim in corpus_claims(documents=documents))
    figures = {(p.document, p.start) for p, v in sheet.items() if v.is_figure and p.document in documents}
    assert figures - claimed == set()
