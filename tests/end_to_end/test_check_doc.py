"""`make check-doc`: a document is read, and compared by the real rules, while the warehouse stays as it is."""

from __future__ import annotations

import hashlib
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from orchestration.paths import REPOSITORY
from tests.end_to_end.conftest import Refreshed
from tests.support.site import RULE, SENTENCE, Site

META = "publisher: Báo Biển Xanh\nproducer: Văn phòng Chính phủ\npublished_on: 2023-07-24\nkind: article\n"


def check(site: Site, path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = site.environment | {"PATH": os.environ["PATH"]} | variables
    command = ["make", "--no-print-directory", "-C", str(REPOSITORY), "check-doc", f"FILE={path}"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def state_of(site: Site) -> dict[str, str]:
    """Every file of inbox, project and warehouse by its hash."""
    return {
        str(path.relative_to(site.root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.root.rglob("*")
        if path.is_file()
    }


def test_a_new_document_is_told_with_its_claims_and_what_they_contradict(refreshed: Refreshed, tmp_path: Path) -> None:
    site = refreshed.site
    path = tmp_path / "bao-c.txt"
    path.write_text("Tin giữa năm\n\n" + SENTENCE.format("35,5%"), encoding="utf-8")
    (tmp_path / "bao-c.meta.yaml").write_text(META, encoding="utf-8")
    before = state_of(site)
    done = check(site, path)
    assert done.returncode == 0, done.stderr
    assert state_of(site) == before
    for words in (
        "Outcome: ok",
        "title        Tin giữa năm",
        "publisher    Báo Biển Xanh",
        "producer     Văn phòng Chính phủ",
        "published    2023-07-24 (metadata)",
        "reports on   2023-01-01 to 2023-06-30",
        "media type   text",
        "kind         article",
        "so với kế hoạch đạt [35,5%].",
        "35,5%: 35.5 percent; level, actual",
        "reform_plan_tasks_completed_share",
        "vn (Cả nước)",
        "flow.2023-01-01.2023-06-30",
        f"{RULE}: open",
        "35,5% (bao-c)",
        "31,16% (bao-a)",
        "Compared with 2 other documents",
    ):
        assert words in done.stdout, (words, done.stdout)


def test_a_copy_in_an_archive_and_a_revision_are_told(refreshed: Refreshed, tmp_path: Path) -> None:
    site = refreshed.site
    archive = tmp_path / "many.zip"
    with zipfile.ZipFile(archive, "w") as members:
        members.writestr("chep.txt", "Kết quả sáu tháng.\n\n\n" + SENTENCE.format("31,16%"))
        members.writestr("empty.txt", "")
    done = check(site, archive)
    assert "repeated the words of bao-a@" in done.stdout
    assert "many.zip/empty.txt" in done.stdout
    assert done.returncode != 0

    changed = tmp_path / "bao-a.txt"
    changed.write_text("Kết quả sáu tháng\n\n" + SENTENCE.format("33,3%"), encoding="utf-8")
    revised = check(site, changed)
    assert "supersedes   bao-a@" in revised.stdout
    assert "bao-b" in revised.stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("a.docx", b"no package", "broken_docx"), ("a.txt", b"", "empty_file"), ("a.xyz", b"x", "unsupported_format")],
)
def test_what_cannot_be_read_says_why_without_any_warehouse(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    site = Site(tmp_path / "site")
    (tmp_path / name).write_bytes(content)
    done = check(site, tmp_path / name, CCHC_DBT_DIR=str(REPOSITORY / "dbt_project"))
    assert done.returncode != 0
    assert words in done.stdout
    assert "Traceback" not in done.stderr
    assert not site.root.exists()
