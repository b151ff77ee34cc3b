"""A person's decision to let a finding stand, as a row of `adjudications.csv`.

Here: what such a row must hold, and its addition. Not here: what a row does (dbt models).
"""

from __future__ import annotations

import csv
import getpass
import io
import subprocess
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from orchestration.findings import Finding, load_findings
from orchestration.paths import Paths
from orchestration.publishing import integrity, versions

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ACTION = "accept_finding"


class AdjudicationError(ValueError):
    """The decision cannot be recorded; the message says why and what to do."""


def accept_finding(paths: Paths, finding_key: str, reason: str, decided_by: str) -> dict[str, str]:
    """Append the acceptance of an open finding of the published version; returns the row.

    Raises AdjudicationError when nothing is published, the finding is not there or not open, or no reason is given.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise AdjudicationError("An acceptance needs a reason: REASON='...'.")
    finding = _find(paths.warehouse, finding_key)
    if finding.state != "open":
        raise AdjudicationError(f"{finding_key} is not open (it is {finding.state}): nothing to accept.")
    row = {
        "action": ACTION,
        "finding_key": finding.finding_key,
        "values_seen": finding.values_seen,
        "reason": reason,
        "decided_by": decided_by,
        "decided_on": datetime.now(VIETNAM).date().isoformat(),
    }
    append_row(paths.adjudications, row)
    return row


def _find(warehouse: Path, finding_key: str) -> Finding:
    version = versions.current(warehouse)
    if version is None:
        raise AdjudicationError(f"Nothing is published in {warehouse} yet: run `make refresh`.")
    with integrity.read_only(version.database) as connection:
        found = load_findings(connection)
    for one in found:
        if one.finding_key == finding_key:
            return one
    raise AdjudicationError(
        f"The published version holds no finding {finding_key!r}. "
        "Keys are in marts.findings and on the pages of the checks."
    )


def append_row(path: Path, row: dict[str, str]) -> None:
    """Append one row to a CSV file with a header; columns that the row does not name stay empty.

    Raises AdjudicationError when the row repeats an acceptance of the same values, or the file lacks a column.
    """
    text = path.read_text(encoding="utf-8")
    reader = csv.DictReader(io.StringIO(text))
    columns = list(reader.fieldnames or [])
    if missing := set(row) - set(columns):
        raise AdjudicationError(f"{path} lacks the columns {sorted(missing)}: put them back into its first line.")
    same = ("action", "finding_key", "values_seen")
    if any(all(known.get(name) == row[name] for name in same) for known in reader):
        raise AdjudicationError(f"{row['finding_key']} is accepted in {path} already: run `make refresh`.")
    stream = io.StringIO()
    csv.DictWriter(stream, columns, restval="", lineterminator="\n").writerow(row)
    with path.open("a", encoding="utf-8", newline="") as out:
        out.write(("" if text.endswith("\n") else "\n") + stream.getvalue())


def who() -> str:
    """The person: the name that git knows, else the account."""
    try:
        found = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False, timeout=10)
        name = found.stdout.strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    return name or getpass.getuser()
