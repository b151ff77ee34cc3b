"""Group `snapshots`: what the inbox holds, kept once under its hash.

Here: the call of `landing.land`. Not here: what the bytes say (`orchestration.assets.claims`).
"""

# Annotations are not postponed here: Dagster reads those of decorated functions.

from datetime import UTC, datetime

import dagster as dg

from orchestration.assets.describe import OWNER, set_metadata
from orchestration.landing import Store, land
from orchestration.partitions import ensure_sets
from orchestration.resources import Writer
from orchestration.schemas import SIGHTINGS


@dg.asset(
    group_name="snapshots",
    kinds={"python", "parquet"},
    owners=[OWNER],
    description="Every file that the inbox was seen to hold: its bytes once under their SHA-256, one row per sighting, "
    "and one row per file that could not be kept, with the reason and the remedy.",
)
def snapshots(context: dg.AssetExecutionContext, writer: Writer) -> dg.MaterializeResult:
    """Land the inbox. A file that cannot be kept is an outcome, and the others go on."""
    paths = writer.paths
    ensure_sets(paths.claims, paths.store)
    store = Store(paths.store)
    report = land(paths.raw, store, context.run.run_id, store.moment_after(datetime.now(UTC)))
    context.log.info(
        f"{report.files} files in {paths.raw}: {report.sightings.num_rows} new or changed, "
        f"{report.count('failed')} failed"
    )
    counts = {
        "files": report.files,
        "new_or_changed": report.sightings.num_rows,
        "newly_failed": report.count("failed"),
        "newly_ignored": report.count("ignored"),
    }
    rows = store.sightings().num_rows
    return dg.MaterializeResult(metadata=set_metadata(rows, SIGHTINGS, paths.store / "sightings", counts))
