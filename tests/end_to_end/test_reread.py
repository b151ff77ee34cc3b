"""Reading and extracting again what a person names in the launchpad."""

from __future__ import annotations

from typing import Any

import pytest
from dagster import ExecuteInProcessResult

from orchestration.assets.reread import REREAD
from orchestration.extraction import Extractor
from orchestration.landing import Store
from orchestration.parquet import read_tables
from orchestration.schemas import CLAIMS, DOCUMENTS
from tests.support.site import Site, materializations, new_site, reasons

STEPS = ("snapshots", "documents", "claims")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One for all tests: what is done again leaves every row as it was, but for the outcomes."""
    site = new_site(tmp_path_factory.mktemp("reread") / "site")
    for name in ("bao-a", "bao-b"):
        site.drop(f"{name}.meta.yaml", f"publisher: {name.upper()}\n")
    site.drop("hong.docx", b"no package")
    site.drop("hong.meta.yaml", "publisher: BAO-A\n")
    assert site.run(*STEPS).success
    return site


def attempts(site: Site, before: int = 0) -> list[tuple[str, str]]:
    """Stage and file of every outcome behind the first ones."""
    rows = Store(site.paths.store).outcomes().slice(before).to_pylist()
    return sorted((row["stage"], row["file_name"]) for row in rows)


def numbers(result: ExecuteInProcessResult) -> tuple[Any, Any, Any]:
    """Documents read, documents that could not be read, documents extracted."""
    made = materializations(result)
    counts = made["documents"].metadata
    return counts["read"].value, counts["failed"].value, made["claims"].metadata["extracted"].value


def contents(site: Site) -> list[Any]:
    return [
        read_tables(site.paths.claims / name, schema) for name, schema in (("documents", DOCUMENTS), ("claims", CLAIMS))
    ]


@pytest.mark.parametrize(
    ("config", "expected", "files"),
    [
        ({}, (0, 0, 0), []),
        ({"reread_documents": ["bao-a"]}, (1, 0, 1), ["bao-a.txt"]),
        ({"reread_documents": ["bao-b.txt", "hong"]}, (1, 1, 1), ["bao-b.txt", "hong.docx"]),
        ({"reread_publishers": ["BAO-B"]}, (1, 0, 1), ["bao-b.txt"]),
        ({"reread_all": True}, (2, 1, 2), ["bao-a.txt", "bao-b.txt", "hong.docx"]),
    ],
)
def test_exactly_what_is_asked_for_is_read_and_extracted_again(
    site: Site, config: dict[str, Any], expected: tuple[int, int, int], files: list[str]
) -> None:
    before, known = contents(site), Store(site.paths.store).outcomes().num_rows
    result = site.run(*STEPS, config={"documents": config})
    assert result.success, reasons(result)
    assert numbers(result) == expected
    readable = [name for name in files if name != "hong.docx"]
    assert attempts(site, known) == [("extract", name) for name in readable] + [("read", name) for name in files]
    assert contents(site) == before
    assert not (site.paths.claims / REREAD).exists()
    assert numbers(site.run(*STEPS)) == (0, 0, 0)


def test_claims_alone_are_extracted_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    read = Extractor._read

    def watch(self: Extractor, row: dict[str, Any]) -> Any:
        seen.append(row["document"])
        return read(self, row)

    monkeypatch.setattr(Extractor, "_read", watch)
    result = site.run("claims", config={"claims": {"reread_documents": ["bao-b"]}})
    assert result.success, reasons(result)
    assert seen == ["bao-b"]


def test_what_was_read_again_alone_is_extracted_by_the_next_step(site: Site) -> None:
    assert site.run("documents", config={"documents": {"reread_documents": ["bao-a"]}}).success
    assert (site.paths.claims / REREAD).exists()
    later = site.run("claims")
    assert materializations(later)["claims"].metadata["extracted"].value == 1


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"reread_documents": ["bao-a", "bao-x"]}, ["No document is called 'bao-x'", "bao-a"]),
        ({"reread_publishers": ["Báo Nào Đó"]}, ["No publisher is called 'Báo Nào Đó'", "Nothing was done"]),
    ],
)
def test_a_name_that_nothing_has_fails_before_anything_is_done(
    site: Site, config: dict[str, Any], words: list[str]
) -> None:
    known = Store(site.paths.store).outcomes().num_rows
    failed = site.run(*STEPS, config={"documents": config})
    assert not failed.success
    assert all(word in reasons(failed) for word in words)
    assert Store(site.paths.store).outcomes().num_rows == known


def test_the_log_says_how_far_it_came(site: Site) -> None:
    result = site.run(*STEPS, config={"documents": {"reread_all": True}})
    with site.instance() as instance:
        told = "\n".join(entry.user_message for entry in instance.all_logs(result.run_id))
    assert "3 snapshots, 3 to read, 3 of them asked for" in told
    assert "2 of 3 documents could be read" in told
    assert "2 of 2 documents were extracted" in told
