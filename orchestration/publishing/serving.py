"""Which version analysts read, and whether it is still what was published.

Here: the comparison of a version with its manifest, the way back to the last good one, and the change to a version that
a person names. Not here: whether a new build may be published (`publish`).

Permissions stop nobody who is root, so nothing is believed of a published file but its hash. A version that somebody
wrote to is marked by `touched.json` and never served again, even when its bytes are put back later.
A version from which a person went back carries `left.json`: the same input does not bring it back by itself.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from orchestration import durable
from orchestration.publishing import versions
from orchestration.publishing.versions import Version

TOUCHED = "touched.json"
LEFT = "left.json"


def why_unsound(version: Version) -> str | None:
    """Why a published version must not be served, or None when it is byte for byte what was published."""
    manifest = version.read("manifest.json")
    if manifest is None or not isinstance(manifest.get("sha256"), str):
        return f"{version.folder / 'manifest.json'} cannot be read, so nobody can tell what was published"
    return why_touched(version)


def why_touched(version: Version) -> str | None:
    """What shows that a published file was written to, or None. Without a readable manifest only a `.wal` shows it."""
    if (version.folder / TOUCHED).exists():
        told = (version.read(TOUCHED) or {}).get("reason")
        return str(told or "it was found touched before")
    if version.wal.exists():
        return f"{version.wal} lies beside the file: somebody opened it for writing"
    if not version.database.is_file():
        return f"{version.database} is not there"
    wanted = (version.read("manifest.json") or {}).get("sha256")
    if isinstance(wanted, str) and versions.file_hash(version.database) != wanted:
        return "its bytes are not those that were published"
    return None


def mark_touched(version: Version, reason: str) -> None:
    """Never serve this version again."""
    noticed = datetime.now(UTC).isoformat(timespec="seconds")
    versions.write_json(version.folder / TOUCHED, {"reason": reason, "noticed_at": noticed})


def fall_back(warehouse: Path) -> list[str]:
    """Take a touched version away from readers: the newest good one takes its place. Returns what happened, in words.

    Without a good one nothing is current until the next publication. Call it with the lock held, before anything reads
    or publishes.
    """
    now = versions.current(warehouse)
    reason = why_touched(now) if now is not None else None
    if now is None or reason is None:
        return []
    mark_touched(now, reason)
    good = last_good(warehouse)
    if good is None:
        versions.unpoint(warehouse, "current")
        then = "No other version is good: nothing is current until the next build is published."
    else:
        versions.point(warehouse, "current", good)
        then = f"{good.build_id} is current again."
    return [f"The published version {now.build_id} was touched ({reason}) and is not served any more. {then}"]


def last_good(warehouse: Path) -> Version | None:
    """The newest published version that is byte for byte what was published."""
    return next((one for one in versions.published_versions(warehouse) if why_unsound(one) is None), None)


def leave_newer(warehouse: Path, version: Version) -> None:
    """Note that a person goes back to `version` from all that are newer; older ones are no longer left."""
    left_at = datetime.now(UTC).isoformat(timespec="seconds")
    for one in versions.published_versions(warehouse):
        if one.build_id > version.build_id:
            versions.write_json(one.folder / LEFT, {"for": version.build_id, "left_at": left_at})
        else:
            durable.remove_file(one.folder / LEFT, LEFT)


def was_left(warehouse: Path, input_hash: str) -> bool:
    """Whether a person went back from the version that was made of this input."""
    return any(
        (one.folder / LEFT).exists() and (one.read("manifest.json") or {}).get("input_hash") == input_hash
        for one in versions.published_versions(warehouse)
    )
