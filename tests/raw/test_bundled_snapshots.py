"""The bundled inbox: metadata that can be trusted, the formats that are promised, the figures that it carries.

Here: what must hold of the files in `raw/`, read with plain tools. Not here: how a snapshot is landed or read
(`tests/landing`), what is extracted from it (`tests/extraction`).

The truth and the real documents lie outside the project; the tests that compare with them skip where they are absent.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import docx
import pytest
import yaml
from lxml import html

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "raw"
TRUTH = ROOT.parent / "shared" / "gold" / "seeds.csv"
REAL_DOCUMENTS = ROOT.parent / "shared" / "corpus" / "seeds"

KNOWN_KEYS = {
    "publisher",
    "producer",
    "author",
    "url",
    "source_link",
    "published_on",
    "kind",
    "reporting_period",
    "is_digest",
    "note",
}
PUBLISHER_KINDS = {"newspaper", "government_portal", "ministry_portal", "agency_site", "journal"}
RUN_OF_WORDS = 12
#: How far an indicator may stand from its figure, in characters, and how much of it must be there.
REACH = 300
SHARE_OF_INDICATOR = 0.75

#: Which snapshots carry the figures of which real document, by the first digits of its name.
DIGESTS_OF = {
    "000": (
        "2023-07-24-ict-magazine-institutions-and-procedures.html",
        "2023-07-24-ict-magazine-digital-government.html",
        "2023-07-25-reform-newsletter-half-year.txt",
    ),
    "001": ("2023-11-14-dak-lak-newspaper-sixth-session.html", "2023-11-15-reform-newsletter-ten-months.txt"),
    "002": ("2024-05-11-state-organization-journal-notice-210.html",),
    "003": ("2023-07-17-ministry-office-first-quarter.html", "2023-07-17-ministry-office-on-time-report.docx"),
    "004": (
        "2023-07-19-can-tho-portal-fifth-session.html",
        "2023-07-19-can-tho-portal-digital-government.html",
        "2023-07-20-online-services-brief.txt",
        "2023-07-20-reform-plan-progress.docx",
        "2023-07-21-connected-data-news.html",
    ),
}
HEDGES = {
    "at_least": ("hơn", "trên"),
    "about": ("khoảng",),
}

SNAPSHOTS = sorted(RAW / name for names in DIGESTS_OF.values() for name in names)
needs_truth = pytest.mark.skipif(not TRUTH.exists(), reason="the hand-made truth is not beside the project")
needs_documents = pytest.mark.skipif(
    not REAL_DOCUMENTS.exists(), reason="the real documents are not beside the project"
)


def _meta(snapshot: Path) -> dict[str, object]:
    loaded = yaml.safe_load(snapshot.with_suffix(".meta.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict), f"{snapshot.name}: its metadata is not a mapping"
    return loaded


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _html_text(path: Path) -> str:
    tree = html.fromstring(path.read_bytes())
    for element in tree.xpath("//script | //style"):
        element.drop_tree()
    return " ".join(tree.itertext())


def _docx_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@cache
def _text(path: Path) -> str:
    """Everything that the snapshot shows, menus and teasers included, on one line."""
    readers = {".html": _html_text, ".docx": _docx_text}
    reader = readers.get(path.suffix, lambda plain: plain.read_text(encoding="utf-8"))
    return _one_line(reader(path))


def _words(text: str) -> list[str]:
    stripped = (word.strip(".,;:!?()[]\"'“”…–-*•").casefold() for word in _one_line(text).split())
    return [word for word in stripped if word]


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + RUN_OF_WORDS]) for i in range(len(words) - RUN_OF_WORDS + 1)}


def _places(quote: str, text: str) -> list[int]:
    """Where the quote stands as a whole number: "13" is not in "131", "1,13", "13/63" or "13:05"."""
    after = r"(?!\w)(?![.,/:]\d)" if quote[-1].isalnum() else ""
    return [found.start() for found in re.finditer(rf"(?<![\w.,/:]){re.escape(quote)}{after}(?!%)", text)]


def _hedge_before(start: int, text: str) -> str | None:
    last = text[:start].split()[-1:]
    return next((kind for kind, words in HEDGES.items() if last and last[0].casefold() in words), None)


def _is_about(row: dict[str, str], start: int, text: str) -> bool:
    """Most words of the indicator stand near the figure. A table's heading may be some lines above its cell."""
    near = set(_words(text[max(0, start - REACH) : start + REACH]))
    wanted = [word for word in _words(row["metric_phrase"]) if word != row["quote"]]
    return sum(word in near for word in wanted) >= SHARE_OF_INDICATOR * len(wanted)


@cache
def _truth() -> tuple[dict[str, str], ...]:
    with TRUTH.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def test_the_promised_formats_are_there() -> None:
    formats = Counter(path.suffix for path in SNAPSHOTS)
    assert len(SNAPSHOTS) >= 10
    assert formats[".html"] >= 6
    assert formats[".txt"] >= 2
    assert formats[".docx"] >= 1
    assert all(re.fullmatch(r"[a-z0-9-]+", path.stem) for path in SNAPSHOTS)


def test_every_digest_of_the_inbox_is_known_here() -> None:
    """Documents that people add are not looked at; a digest that nobody compares with the truth is a mistake."""
    digests = {
        path.name
        for path in RAW.glob("*.meta.yaml")
        if "digest written for this project" in path.read_text(encoding="utf-8")
    }
    assert digests == {path.with_suffix(".meta.yaml").name for path in SNAPSHOTS}
    assert [path.name for path in SNAPSHOTS if not path.is_file()] == []


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=lambda path: path.name)
def test_metadata_says_only_what_it_may(snapshot: Path) -> None:
    meta = _meta(snapshot)
    assert set(meta) <= KNOWN_KEYS
    assert meta["is_digest"] is True
    assert meta["kind"] in {"article", "report"}
    assert "digest written for this project" in str(meta["note"])
    published = meta.get("published_on")
    assert published is None or isinstance(published, dt.date)
    period = meta.get("reporting_period")
    if period is not None:
        assert isinstance(period, dict)
        assert set(period) == {"start", "end"}
        assert period["start"] <= period["end"]
        assert published is None or period["end"] <= published


def test_some_snapshots_leave_their_date_to_their_own_text() -> None:
    undated = [path for path in SNAPSHOTS if "published_on" not in _meta(path)]
    assert len(undated) >= 2
    for path in undated:
        assert "reporting_period" not in _meta(path)
        assert re.search(r"\b\d{1,2}/\d{1,2}/20\d\d\b", _text(path)), f"{path.name} shows no date"


def test_every_publisher_is_in_the_registry() -> None:
    registry = yaml.safe_load((RAW / "sources.yaml").read_text(encoding="utf-8"))["publishers"]
    assert {str(_meta(path)["publisher"]) for path in SNAPSHOTS} <= set(registry)
    assert {entry["kind"] for entry in registry.values()} <= PUBLISHER_KINDS


def test_the_report_has_a_table_with_a_header_row() -> None:
    document = docx.Document(str(RAW / "2023-07-17-ministry-office-on-time-report.docx"))
    table = next(table for table in document.tables if len(table.columns) == 3)
    assert [cell.text for cell in table.rows[0].cells][2] == "Tỷ lệ hồ sơ giải quyết đúng hạn"
    assert [row.cells[2].text for row in table.rows[1:]] == ["98,01%", "99,87%", "98,61%", "94,20%", "99,36%"]


@pytest.mark.parametrize("name", [DIGESTS_OF["000"][1], DIGESTS_OF["004"][0]])
def test_figures_that_contradict_each_other_stand_in_one_snapshot(name: str) -> None:
    text = _text(RAW / name)
    assert all(_places(quote, text) for quote in ("31,16%", "32,05%", "66,48%", "67,32%"))


@needs_truth
def test_every_figure_of_the_truth_is_carried_with_its_hedge_and_its_indicator() -> None:
    """In a digest of the same document, as a whole number, behind the same kind of hedge, beside its indicator."""
    missing = []
    for row in _truth():
        hedge = None if row["qualifier"] == "exact" else row["qualifier"]
        texts = [_text(RAW / name) for name in DIGESTS_OF[row["doc"][:3]]]
        places = [(text, start) for text in texts for start in _places(row["quote"], text)]
        if not any(_hedge_before(start, text) == hedge and _is_about(row, start, text) for text, start in places):
            missing.append((row["doc"], row["start"], row["quote"], row["qualifier"], row["metric_phrase"]))
    assert missing == []


@needs_truth
def test_each_document_repeats_a_figure_as_often_as_the_truth() -> None:
    wanted = Counter((row["doc"][:3], row["quote"]) for row in _truth())
    short = {
        key: (times, carried)
        for key, times in wanted.items()
        if (carried := sum(len(_places(key[1], _text(RAW / name))) for name in DIGESTS_OF[key[0]])) < times
    }
    assert short == {}


@needs_documents
@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=lambda path: path.name)
def test_no_sentence_is_copied_from_a_real_document(snapshot: Path) -> None:
    real = [path.read_text(encoding="utf-8") for path in sorted(REAL_DOCUMENTS.glob("*.txt"))]
    assert real
    copied = _runs(_words(_text(snapshot))) & set().union(*(_runs(_words(text)) for text in real))
    assert sorted(" ".join(run) for run in copied) == []
