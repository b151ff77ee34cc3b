"""What Dagster loads.

Here: the table of contents. Not here: anything else.
"""

from __future__ import annotations

import dagster as dg

from orchestration.assets.claims import claims, documents
from orchestration.assets.describe import with_code_references
from orchestration.assets.marts import build_marts_assets
from orchestration.assets.published import build_published_asset
from orchestration.assets.snapshots import snapshots
from orchestration.checks.integrity import published_integrity
from orchestration.checks.landing import landing_outcomes
from orchestration.checks.rules import build_rule_checks
from orchestration.checks.watch import late_sources, silent_documents
from orchestration.dbt import project_of
from orchestration.dbt_process import dbt_executable
from orchestration.finding_sensor import new_findings
from orchestration.inbox_sensor import inbox_sensor
from orchestration.paths import Paths, from_environment
from orchestration.resources import Dbt, Folders, Writer
from orchestration.schedules import nightly_refresh, refresh

WATCH = (landing_outcomes, silent_documents, late_sources)


def build_definitions(paths: Paths) -> dg.Definitions:
    """Everything, over the folders of one warehouse."""
    project = project_of(paths)
    marts = build_marts_assets(project)
    published = build_published_asset(marts)
    return dg.Definitions(
        assets=[*with_code_references([snapshots, documents, claims, published]), marts],
        asset_checks=[*WATCH, *build_rule_checks(paths.seeds), published_integrity],
        jobs=[refresh],
        schedules=[nightly_refresh],
        sensors=[inbox_sensor, new_findings],
        resources={
            "folders": Folders.of(paths),
            "writer": Writer.of(paths),
            "dbt": Dbt(project_dir=str(project.project_dir), dbt_executable=dbt_executable()),
        },
        executor=dg.in_process_executor,
    )


defs = build_definitions(from_environment())
