"""Where things lie on the disk.

Here: the folders of one warehouse and how they follow from the environment. Not here: what is written into them.

`CCHC_RAW_DIR` is the inbox (default `raw/` of this repository), `CCHC_WAREHOUSE_DIR` the warehouse (default
`warehouse/`), `CCHC_DBT_DIR` the dbt project with the reference tables (default `dbt_project/`). A relative path counts
from the working directory. `DAGSTER_HOME` defaults to a folder in the warehouse.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from orchestration import durable

REPOSITORY = Path(__file__).resolve().parent.parent

DAGSTER_YAML = """\
# Written by orchestration/paths.py when it is missing; yours to edit afterwards.
telemetry:
  enabled: false
nux:
  enabled: false
# Runs start at once: the lock of the warehouse keeps writers apart, so a run that died cannot hold up a queue.
run_coordinator:
  module: dagster._core.run_coordinator
  class: DefaultRunCoordinator
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days: 7
"""


@dataclass(frozen=True)
class Paths:
    """The folders of one warehouse. All are absolute; none has to exist yet."""

    raw: Path
    warehouse: Path
    dagster_home: Path
    dbt_project: Path = REPOSITORY / "dbt_project"

    @property
    def store(self) -> Path:
        """Bytes by hash, sightings and outcomes: what cannot be rebuilt."""
        return self.warehouse / "store"

    @property
    def claims(self) -> Path:
        """Parquet by month of landing."""
        return self.warehouse / "claims"

    @property
    def seeds(self) -> Path:
        """Reference tables that people review."""
        return self.dbt_project / "seeds"

    @property
    def teaser_markers(self) -> Path:
        """Words by which readers tell lists of other articles from the article."""
        return self.seeds / "teaser_markers.csv"

    @property
    def adjudications(self) -> Path:
        """What people decided about single claims and findings."""
        return self.seeds / "adjudications.csv"

    @property
    def dbt_target(self) -> Path:
        """The parsed manifest and the hash of what it was parsed from."""
        return self.warehouse / "dbt_target"

    @property
    def logs(self) -> Path:
        """One log file per refresh from the command line."""
        return self.warehouse / "logs"


def from_environment() -> Paths:
    """Read the environment and write the defaults back, so that dbt and Dagster's children see the same folders."""
    raw = Path(os.environ.get("CCHC_RAW_DIR") or REPOSITORY / "raw").expanduser().absolute()
    warehouse = Path(os.environ.get("CCHC_WAREHOUSE_DIR") or REPOSITORY / "warehouse").expanduser().absolute()
    home = Path(os.environ.get("DAGSTER_HOME") or warehouse / "dagster_home").expanduser().absolute()
    os.environ.update(CCHC_RAW_DIR=str(raw), CCHC_WAREHOUSE_DIR=str(warehouse))
    project = Path(os.environ.get("CCHC_DBT_DIR") or REPOSITORY / "dbt_project").expanduser().absolute()
    return Paths(raw=raw, warehouse=warehouse, dagster_home=home, dbt_project=project)


def ensure_dagster_home(paths: Paths) -> None:
    """Make DAGSTER_HOME, unless it has settings with ones that need no network and no queue; name it to children."""
    os.environ["DAGSTER_HOME"] = str(paths.dagster_home)
    paths.dagster_home.mkdir(parents=True, exist_ok=True)
    settings = paths.dagster_home / "dagster.yaml"
    if not settings.exists():
        durable.write_bytes(settings, DAGSTER_YAML.encode(), "dagster.yaml")
