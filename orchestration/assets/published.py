"""Group `published`: the version that analysts read.

Here: the call of `publishing.publish`. Not here: the conditions for it; the call asks all of them itself, so that this
asset may be materialized alone, at any time, without harm.
"""

# Annotations are not postponed here: Dagster reads those of decorated functions.

from collections.abc import Mapping
from typing import Any

import dagster as dg

from orchestration.assets.describe import OWNER
from orchestration.publishing.causes import in_words
from orchestration.publishing.publish import NotPublishedError, candidate_of, publish
from orchestration.publishing.report import DIFF, list_changes
from orchestration.resources import Writer


def build_published_asset(marts: dg.AssetsDefinition) -> dg.AssetsDefinition:
    """The asset that depends on everything that dbt builds."""

    @dg.asset(
        group_name="published",
        deps=sorted(marts.keys),
        kinds={"duckdb"},
        owners=[OWNER],
        description="warehouse/current/cchc.duckdb: the newest build that passed every integrity query on its closed "
        "file. It becomes current by one rename; when anything is wrong, the version before it stays.",
    )
    def published(context: dg.AssetExecutionContext, writer: Writer) -> dg.MaterializeResult:
        warehouse = writer.paths.warehouse
        try:
            result = publish(warehouse, candidate_of(warehouse))
        except NotPublishedError as error:
            raise dg.Failure(str(error), allow_retries=False) from error
        manifest = result.manifest
        context.log.info(f"{result.version.build_id} is {'published' if result.is_new else 'current already'}")
        for said in result.said:
            context.log.warning(said)
        counts = manifest.get("row_counts", {})
        metadata: dict[str, Any] = {
            "dagster/row_count": counts.get("fct_claim", 0),
            "state": "published" if result.is_new else "unchanged",
            "build": result.version.build_id,
            "file": dg.MetadataValue.path(str(warehouse / "current" / result.version.database.name)),
            "bytes": manifest.get("bytes", 0),
            "sha256": manifest.get("sha256", ""),
            "row_counts": dg.MetadataValue.table(
                [dg.TableRecord({"table": table, "rows": rows}) for table, rows in counts.items()] or _NO_ROWS
            ),
        }
        metadata |= difference_metadata(result.version.read(DIFF) if result.is_new else {})
        if result.said:
            metadata["other_versions"] = "\n".join(result.said)
        return dg.MaterializeResult(metadata=metadata)

    return published


#: Changes that are plotted from run to run.
PLOTTED = (
    "documents new",
    "documents superseded",
    "documents withdrawn",
    "claims added",
    "claims removed",
    "claims changed",
    "observations value",
    "observations choice",
    "findings opened",
    "findings closed",
)
SHOWN_CHANGES = 50


def difference_metadata(diff: Mapping[str, Any] | None) -> dict[str, Any]:
    """What changed since the version before: a number per kind, and a table of changes, biggest moves first."""
    if diff is None or "error" in diff:
        return {"changes": str((diff or {}).get("error", "diff.json cannot be read"))}
    counts = diff.get("counts", {})
    numbers = {f"changes/{name.replace(' ', '_')}": int(counts.get(name, 0)) for name in PLOTTED}
    rows = [
        dg.TableRecord({"what": what, "change": row["change"], "told": told, "cause": in_words(row["causes"])})
        for what, row, told in list_changes(diff)[:SHOWN_CHANGES]
    ]
    columns = [dg.TableColumn(name, "string") for name in ("what", "change", "told", "cause")]
    return {**numbers, "changes": dg.MetadataValue.table(rows, schema=dg.TableSchema(columns))}


_NO_ROWS = [dg.TableRecord({"table": "(none)", "rows": 0})]
