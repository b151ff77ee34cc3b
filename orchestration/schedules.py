"""When the warehouse refreshes by itself.

Here: the job and its schedule. Not here: what the job does (assets and checks).
"""

from __future__ import annotations

import dagster as dg

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all() | dg.AssetSelection.all_asset_checks(),
    description="Everything: land, read, extract, build, check, publish.",
    executor_def=dg.in_process_executor,
)

nightly_refresh = dg.ScheduleDefinition(
    name="nightly_refresh",
    job=refresh,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Ho_Chi_Minh",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night at two o'clock in Vietnam.",
)
