"""Check `integrity` on `published`: the integrity queries, asked again of the version that analysts read."""

# Annotations are not postponed here: Dagster reads those of decorated functions.

import dagster as dg

from orchestration.publishing import versions
from orchestration.publishing.integrity import QUERIES
from orchestration.publishing.publish import verify
from orchestration.resources import Folders


@dg.asset_check(
    asset="published",
    name="integrity",
    description="No claim lost, no key dangling, every quote at its place, one choice per observation: asked of the "
    "published file.",
    blocking=False,
)
def published_integrity(folders: Folders) -> dg.AssetCheckResult:
    """Fail when the published file does not answer every question well."""
    warehouse = folders.paths.warehouse
    version = versions.current(warehouse)
    if version is None:
        return dg.AssetCheckResult(
            passed=False, metadata={"what_to_do": "Nothing is published yet: run `make refresh`."}
        )
    failures = verify(version)
    metadata: dict[str, dg.MetadataValue | int | str] = {
        "build": version.build_id,
        "questions": len(QUERIES),
        "failed": len(failures),
    }
    if failures:
        metadata["failures"] = dg.MetadataValue.table(
            [
                dg.TableRecord({"query": one.name, "message": one.message, "remedy": one.remedy, "rows": str(one.rows)})
                for one in failures
            ]
        )
    return dg.AssetCheckResult(passed=not failures, metadata=metadata)
