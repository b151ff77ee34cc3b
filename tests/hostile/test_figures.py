"""Texts that somebody made to break whoever reads figures: a clear outcome for each, in bounded time, and no figure
that nobody printed."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from orchestration import outsize
from orchestration.extraction import Extractor
from orchestration.landing import DEFAULT_MARKERS, Store, land, read_snapshots, snapshots
from orchestration.paths import REPOSITORY

NOW = datetime(2024, 4, 1, tzinfo=UTC)
SEEDS = REPOSITORY / "dbt_project" / "seeds"
#: The share is printed plainly in each, so that it must be read whatever stands beside it.
SENTENCE = "Trong 6 tháng đầu năm 2023, Bộ Nội vụ đã tiếp nhận {} hồ sơ, đạt 31,16% kế hoạch."
SHARE = "31,16%"
#: What stands in the sentence, and the figures that may be read besides the share.
IN_A_SENTENCE: dict[str, tuple[str, set[str]]] = {
    "million-digits": ("7" * 1_000_000, set()),
    "million-digits-in-groups": ("1." + "000." * 300_000 + "000", set()),
    "million-digits-with-blanks": ("1 " + "000 " * 300_000, set()),
    "million-decimals": ("3," + "1" * 1_000_000, set()),
    "too-large-by-its-scale": ("9" * 28 + " nghìn tỷ", set()),
    "denominator": ("1/" + "9" * 100_000, set()),
    "percent": ("9" * 100_000 + "%", set()),
    "parentheses": ("(" * 100_000 + "5" + ")" * 100_000, {"5"}),
    "no-day": ("ngày 99/99/9999", set()),
    "no-year": ("năm " + "9" * 5_000, set()),
    "fullwidth": ("４１２", {"４１２"}),
}
HIDDEN = {
    "zero-width": "3\u200b1,1\u200b6",
    "zero-width-joiner": "4\u200d12",
    "word-joiner": "4\u206012",
    "soft-hyphen": "4\u00ad12",
    "right-to-left": "\u202e214\u202c",
    "isolate": "\u2067214\u2069",
    "mark": "4\u200e12",
    "byte-order-mark": "4\ufeff12",
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[dict[str, Any]]], list[Any], float]:
    """Claims by document, failures, and how long it took to extract all."""
    folder = tmp_path_factory.mktemp("figures")
    raw = folder / "raw"
    raw.mkdir()
    for name, (words, _) in IN_A_SENTENCE.items():
        (raw / f"{name}.txt").write_text(f"Tin {name}\n\n{SENTENCE.format(words)}\n", encoding="utf-8")
    for name, words in HIDDEN.items():
        lines = (f"Tin {name}", SENTENCE.format(words).replace(SHARE, "nhiều"), SENTENCE.format("nhiều"))
        (raw / f"{name}.txt").write_text("\n\n".join(lines), encoding="utf-8")
        html = "".join(f"<p>{line}</p>" for line in lines)
        (raw / f"{name}-page.html").write_text(f"<html><body><article>{html * 2}</article></body></html>", "utf-8")
    store = Store(folder / "store")
    land(raw, store, "run", NOW)
    report = read_snapshots(store, snapshots(store.sightings()), DEFAULT_MARKERS, "run", NOW)
    assert {row["reason"] for row in report.outcomes.to_pylist()} == {None}
    begun = time.monotonic()
    claims: dict[str, list[dict[str, Any]]] = {}
    failures: list[Any] = []
    for part in outsize.extract(Extractor.load(SEEDS), SEEDS, report.documents):
        failures += part.failures
        for row in part.claims.to_pylist():
            claims.setdefault(row["source_key"].split("@")[0], []).append(row)
    return claims, failures, time.monotonic() - begun


def test_nothing_breaks_and_nothing_takes_long(read: Any) -> None:
    _, failures, seconds = read
    assert failures == []
    assert seconds < outsize.TIMEOUT_SECONDS


@pytest.mark.parametrize("name", IN_A_SENTENCE)
def test_the_plain_figure_is_read_and_none_that_cannot_be_one(name: str, read: Any) -> None:
    quotes = {row["quote"] for row in read[0].get(name, [])}
    assert SHARE in quotes
    assert quotes - {SHARE} <= IN_A_SENTENCE[name][1]


@pytest.mark.parametrize("name", HIDDEN)
def test_no_figure_is_read_that_a_person_sees_otherwise(name: str, read: Any) -> None:
    """The line of a text file is not read; in a page the characters are gone and the figure is what its digits say."""
    in_text = [(row["quote"], row["value"]) for row in read[0].get(name, [])]
    assert in_text == [(SHARE, in_text[0][1])]
    shown = {"".join(char for char in HIDDEN[name] if char.isdigit() or char == ",")}
    assert {row["quote"] for row in read[0].get(f"{name}-page", [])} <= shown | {SHARE}


def documents_of(tmp_path: Any, **texts: str) -> Any:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, text in texts.items():
        (raw / f"{name}.txt").write_text(text, encoding="utf-8")
    store = Store(tmp_path / "store")
    land(raw, store, "run", NOW)
    return read_snapshots(store, snapshots(store.sightings()), DEFAULT_MARKERS, "run", NOW).documents


def test_what_takes_too_long_or_too_much_is_stopped_and_the_others_go_on(tmp_path: Any) -> None:
    many = "Tin dài\n\n" + "đạt 5% " * 150_000 + "\n"
    documents = documents_of(tmp_path, many=many, plain=f"Tin ngắn\n\n{SENTENCE.format('nhiều')}\n")
    extractor = Extractor.load(SEEDS)
    begun = time.monotonic()
    parts = list(outsize.extract(extractor, SEEDS, documents, timeout_seconds=4))
    assert time.monotonic() - begun < 30
    assert [reason for part in parts for _, reason, _ in part.failures] == ["extractor_timeout"]
    assert [row["quote"] for part in parts for row in part.claims.to_pylist()] == [SHARE]
    short_of_room = list(outsize.extract(extractor, SEEDS, documents, timeout_seconds=20, memory_bytes=64 << 20))
    reasons = [reason for part in short_of_room for _, reason, _ in part.failures]
    assert reasons in (["extractor_memory"], ["extractor_crashed"])


def test_an_outsize_document_gives_the_rows_that_it_would_give_unwatched(tmp_path: Any) -> None:
    text = "Tin\n\n" + "\n".join(f"Sở đã tiếp nhận {number} hồ sơ." for number in range(outsize.MANY_NUMBERS + 1))
    documents = documents_of(tmp_path, outsize=text)
    extractor = Extractor.load(SEEDS)
    assert outsize.is_outsize(text)
    (watched,) = outsize.extract(extractor, SEEDS, documents)
    plain = extractor.extract(documents)
    assert watched.claims.num_rows > outsize.MANY_NUMBERS
    assert (watched.claims, watched.extractions) == (plain.claims, plain.extractions)
