from __future__ import annotations

import pytest

from orchestration.landing import snapshots
from orchestration.landing.archives import is_bad_name, is_hidden
from tests.hostile.inputs import packed
from tests.landing.conftest import Inbox
from tests.landing.samples import article

META = "publisher: Báo Biển Xanh\n"


def reasons(inbox: Inbox) -> dict[str, str | None]:
    return {row["file_name"]: row["reason"] for row in inbox.store.outcomes().to_pylist()}


def test_members_are_files_with_metadata_of_their_own_or_of_the_archive(inbox: Inbox) -> None:
    members = {"a.txt": article(), "sub/b.html": "<p>x</p>", "sub/b.meta.yaml": "note: x\n", "c.exe": "x"}
    inbox.drop("tin.zip", packed(members | {"__MACOSX/a.txt": "x", ".DS_Store": "x"}))
    inbox.drop("tin.meta.yaml", META)
    inbox.land()
    found = {item.file_name: item for item in snapshots(inbox.store.sightings())}
    assert set(found) == {"tin.zip/a.txt", "tin.zip/sub/b.html"}
    assert found["tin.zip/a.txt"].document == "tin.zip/a"
    assert inbox.store.get(found["tin.zip/a.txt"].meta_sha256 or "") == META.encode()
    assert inbox.store.get(found["tin.zip/sub/b.html"].meta_sha256 or "") == b"note: x\n"
    assert reasons(inbox)["tin.zip/c.exe"] == "unsupported_format"


def test_an_archive_that_did_not_change_adds_nothing(inbox: Inbox) -> None:
    inbox.drop("tin.zip", packed({"a.txt": article(), "b.txt": "", "c.exe": "x"}))
    inbox.land()
    again = inbox.land()
    assert (again.sightings.num_rows, again.outcomes.num_rows) == (0, 0)


def test_a_changed_member_supersedes_and_a_repaired_one_closes_its_failure(inbox: Inbox) -> None:
    inbox.drop("tin.zip", packed({"a.txt": "cũ", "b.txt": ""}))
    inbox.land()
    inbox.drop("tin.zip", packed({"a.txt": "mới"}))
    inbox.land()
    old, new = snapshots(inbox.store.sightings())
    assert (old.is_current, new.is_current, new.document) == (False, True, "tin.zip/a")
    latest = {row["file_name"]: row for row in inbox.store.outcomes().to_pylist()}
    assert latest["tin.zip/b.txt"]["reason"] == "removed"


def test_a_member_that_is_also_a_file_is_one_snapshot_with_two_sightings(inbox: Inbox) -> None:
    inbox.drop("a.txt", article())
    inbox.drop("b.zip", packed({"a.txt": article()}))
    inbox.land()
    assert len(snapshots(inbox.store.sightings())) == 1
    assert {"a.txt", "b.zip/a.txt"} <= set(inbox.store.sightings()["file_name"].to_pylist())


def test_broken_metadata_in_an_archive_holds_its_document_back(inbox: Inbox) -> None:
    inbox.drop("tin.zip", packed({"a.txt": article(), "a.meta.yaml": "publisher: [\n", "lost.meta.yaml": META}))
    inbox.land()
    found = reasons(inbox)
    assert found["tin.zip/a.meta.yaml"] == "broken_metadata"
    assert found["tin.zip/a.txt"] == "held_back"
    assert found["tin.zip/lost.meta.yaml"] == "metadata_without_document"


@pytest.mark.parametrize(
    "name", ["../a.txt", "/a.txt", "a/../b.txt", "c:\\a.txt", "a//b.txt", "./a.txt", "a\u202eb.txt", "x" * 300]
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    assert is_bad_name(name)


def test_names_of_files_are_good_and_those_of_programs_hidden() -> None:
    assert not is_bad_name("thư mục/bến tàu.txt")
    assert is_hidden("__MACOSX/a.txt")
    assert is_hidden("a/.b")
    assert not is_hidden("a/b.txt")
