"""Which cause a change is given, from the parts in which two builds differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.publishing.causes import CODE, INPUT, REFERENCE, Parts, in_words, of_claim, of_derived, of_document

PARTS = ["documents", "reader", "extractor", "extractor_tables", "reader_tables", "schema", "models", "seeds/rules.csv"]


def differ(*names: str) -> Parts:
    return Parts(frozenset(names))


def test_parts_that_differ_are_found_on_either_side() -> None:
    assert Parts.between({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"}).changed == {"b", "c"}
    assert Parts.between(None, {"a": "1"}).changed is None


@pytest.mark.parametrize(
    ("change", "parts", "is_described_anew", "cause"),
    [
        ("new", differ("documents", "models"), False, {INPUT}),
        ("superseded", differ("documents"), False, {INPUT}),
        ("withdrawn", differ("seeds/withdrawals.csv", "models"), False, {REFERENCE}),
        ("changed", differ("documents", "reader"), False, {CODE}),
        ("changed", differ("documents", "reader"), True, {INPUT}),
        ("gone", differ("documents", "reader"), False, {CODE}),
        ("gone", differ("documents"), False, {INPUT}),
    ],
)
def test_documents(change: str, parts: Parts, is_described_anew: bool, cause: set[str]) -> None:
    assert of_document(change, parts, is_described_anew) == cause


@pytest.mark.parametrize(
    ("of_document_", "is_new_text", "parts", "cause"),
    [
        ({INPUT}, True, differ("documents", "extractor"), {INPUT}),
        (None, False, differ("documents", "extractor"), {CODE}),
        (None, False, differ("extractor_tables", "seeds/metrics.csv"), {REFERENCE}),
        (None, False, differ("extractor", "extractor_tables"), {CODE, REFERENCE}),
        (None, False, differ("models"), {CODE}),
        ({INPUT}, False, differ("documents"), {INPUT}),
        (None, False, Parts(None), set()),
    ],
)
def test_claims(of_document_: set[str] | None, is_new_text: bool, parts: Parts, cause: set[str]) -> None:
    told = None if of_document_ is None else frozenset(of_document_)
    assert of_claim(told, is_new_text, parts) == cause


def test_what_is_derived_follows_what_it_rests_on_and_else_the_models() -> None:
    parts = differ("documents", "models", "seeds/publishers.csv")
    assert of_derived([frozenset({INPUT})], parts) == {INPUT}
    assert of_derived([], parts) == {CODE, REFERENCE}
    assert of_derived([], differ("documents")) == {INPUT}
    assert of_derived([], differ("extractor")) == {CODE}


@given(st.sets(st.sampled_from(PARTS), min_size=1), st.booleans())
def test_every_change_between_builds_that_differ_has_a_cause(names: set[str], is_new_text: bool) -> None:
    parts = differ(*names)
    assert of_derived([], parts)
    assert of_claim(None, is_new_text, parts)
    assert of_document("changed", parts, is_described_anew=False)


def test_causes_in_words() -> None:
    assert in_words({REFERENCE, INPUT}) == "the input and the reference tables"
    assert in_words([]).startswith("unknown")
