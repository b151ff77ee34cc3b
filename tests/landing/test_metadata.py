from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.landing import Metadata, MetadataError, parse_metadata
from orchestration.landing.metadata import address_of

WHOLE = """\
publisher: Báo Biển Xanh
producer: Sở Nội vụ
author: "123"
url: https://example.vn/bai-1
source_link: https://example.vn/goc
published_on: 2024-03-04
kind: report
reporting_period:
  start: 2024-01-01
  end: 2024-02-29
is_digest: true
note: >-
  hai dòng
  thành một
"""


def test_every_key_is_read() -> None:
    assert parse_metadata(WHOLE.encode(), "a.meta.yaml") == Metadata(
        publisher="Báo Biển Xanh",
        producer="Sở Nội vụ",
        author="123",
        url="https://example.vn/bai-1",
        source_link="https://example.vn/goc",
        published_on=date(2024, 3, 4),
        kind="report",
        reporting_start=date(2024, 1, 1),
        reporting_end=date(2024, 2, 29),
        is_digest=True,
        note="hai dòng thành một",
    )


def test_a_key_without_value_says_nothing() -> None:
    assert parse_metadata(b"publisher:\nauthor: An\n", "a.meta.yaml") == Metadata(author="An")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("publisher: x\npublishr: y\n", 2, "unknown key 'publishr'"),
        ("note: x\npublished_on: 04/03/2024\n", 2, "not a date"),
        ("published_on: 2024-03-04T08:00:00Z\n", 1, "not a date"),
        ("published_on: 2024-02-30\n", 1, "published_on"),
        ("published_on: 0024-03-04\n", 1, "plausible"),
        ("publisher: 12\n", 1, "not text"),
        ("publisher: [a, b]\n", 1, "instead of a value"),
        ("kind: blog\n", 1, "'blog'"),
        ("is_digest: maybe\n", 1, "neither true nor false"),
        ("url: example.vn\n", 1, "web address"),
        ("reporting_period:\n  start: 2024-03-01\n  end: 2024-01-01\n", 1, "from 2024-03-01 to 2024-01-01"),
        ("reporting_period:\n  start: 2024-03-01\n", 1, "missing"),
        ("reporting_period: 2024\n", 1, "not a list of keys"),
        ("note: a\nnote: b\n", 2, "a second time"),
        ("note: 'open\n", 2, "not YAML"),
        ("note: a\n\tauthor: b\n", 2, "not YAML"),
        ("a: &x 1\nb: *x\n", 2, "alias"),
        ("note: [[[[[[1]]]]]]\n", 1, "nested"),
        ("- publisher\n", 1, "not a list of keys"),
        ("", None, "empty"),
        ("# nothing yet\n", None, "empty"),
        ("note: a\n---\nnote: b\n", 2, "not YAML"),
        ("note: !!python/object/apply:os.getcwd []\n", 1, "instead of a value"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(text: str, line: int | None, reason: str) -> None:
    with pytest.raises(MetadataError) as caught:
        parse_metadata(text.encode(), "a.meta.yaml")
    assert caught.value.place == ("a.meta.yaml" if line is None else f"a.meta.yaml, line {line}")
    assert reason in caught.value.reason
    assert caught.value.remedy


def test_other_encodings_and_sizes_are_refused() -> None:
    with pytest.raises(MetadataError, match="line 2: not UTF-8"):
        parse_metadata("note: a\npublisher: Báo\n".encode("utf-16-le").replace(b"\0", b"") + b"\xff", "a.meta.yaml")
    with pytest.raises(MetadataError, match="bytes"):
        parse_metadata(b"note: " + b"x" * 70_000, "a.meta.yaml")


@given(st.one_of(st.binary(max_size=200), st.text(alphabet="ab:-[]{}&*!'\"#|> \n\t0129", max_size=60).map(str.encode)))
@settings(deadline=None)
def test_any_bytes_give_metadata_or_its_error(data: bytes) -> None:
    with suppress(MetadataError):
        assert isinstance(parse_metadata(data, "a.meta.yaml"), Metadata)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.Bao.vn/a/B.html#x", "bao.vn/a/B.html"),
        ("http://bao.vn/a/B.html", "bao.vn/a/B.html"),
        ("https://bao.vn/", "bao.vn"),
        ("https://bao.vn/a?id=1", "bao.vn/a?id=1"),
        (None, None),
    ],
)
def test_addresses_of_one_page_are_equal(url: str | None, address: str | None) -> None:
    assert address_of(url) == address
