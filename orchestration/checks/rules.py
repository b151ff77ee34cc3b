"""One check per rule of `dbt_project/seeds/rules.csv`, on `fct_finding`.

A rule's check warns while the rule has open findings. It shows them, new ones first, with what to do about each.
"""

# Annotations are not postponed here: Dagster reads those of decorated functions.

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import dagster as dg

from orchestration import findings
from orchestration.findings import Finding, RuleCount
from orchestration.publishing import integrity, versions
from orchestration.publishing.versions import Version
from orchestration.resources import Folders

ASSET = "fct_finding"
#: Rows that one check shows; the rest is in marts.findings.
SHOWN = 200


@dataclass(frozen=True)
class Rule:
    """A row of the reference table of rules."""

    name: str
    name_vi: str
    name_en: str
    description: str


def load_rules(path: Path) -> list[Rule]:
    """The rules in the order of the file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Rule(row["rule"], row.get("name_vi", ""), row.get("name_en", ""), row.get("description", ""))
            for row in csv.DictReader(stream)
        ]


def build_rule_checks(seeds: Path) -> list[dg.AssetChecksDefinition]:
    """A check per rule."""
    return [_rule_check(rule) for rule in load_rules(seeds / "rules.csv")]


def _rule_check(rule: Rule) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=dg.AssetKey(ASSET),
        name=rule.name,
        description=f"{rule.name_vi} ({rule.name_en}). {rule.description}",
        blocking=False,
    )
    def check(folders: Folders) -> dg.AssetCheckResult:
        return evaluate_rule(folders.paths.warehouse, rule.name)

    return check


def evaluate_rule(warehouse: Path, rule: str) -> dg.AssetCheckResult:
    """Ask the newest complete build, else the published version, for what the rule found."""
    version = versions.latest_complete(warehouse)
    if version is None:
        return dg.AssetCheckResult(
            passed=False,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"what_to_do": "There is no warehouse yet: run `make refresh` or materialize everything."},
        )
    known = known_findings(warehouse, version)
    with integrity.read_only(version.database) as connection:
        found = [one for one in findings.load_findings(connection, known) if one.rule == rule]
        counted = findings.count_rule(connection, rule)
    return result_of(found, counted, version.build_id)


def known_findings(warehouse: Path, version: Version) -> set[str] | None:
    """Keys of the findings of the version published before this one, or None when there was none to compare with."""
    previous = (versions.record_of(version) or {}).get("previous")
    before = Version(versions.versions_dir(warehouse) / previous) if previous else None
    if before is None or not before.database.is_file():
        return None
    with integrity.read_only(before.database) as connection:
        return findings.finding_keys(connection)


def result_of(found: Sequence[Finding], counted: RuleCount, build_id: str) -> dg.AssetCheckResult:
    """The check's result: WARN while findings are open."""
    open_findings = [one for one in found if one.state == "open"]
    metadata: dict[str, dg.MetadataValue | int | str] = dict(asdict(counted))
    metadata["new"] = sum(one.is_new for one in open_findings)
    metadata["build"] = build_id
    if found:
        metadata["findings"] = dg.MetadataValue.table([_record(one) for one in found[:SHOWN]])
    if len(found) > SHOWN:
        metadata["not_shown"] = f"{len(found) - SHOWN} more: select * from marts.findings"
    return dg.AssetCheckResult(
        passed=not open_findings,
        severity=dg.AssetCheckSeverity.WARN,
        description=_sentence(len(open_findings), counted),
        metadata=metadata,
    )


def _sentence(open_findings: int, counted: RuleCount) -> str:
    return (
        f"{open_findings} open, {counted.accepted} accepted; {counted.looked_at} groups looked at: "
        f"{counted.agreed} agree, {counted.contradicts} contradict, {counted.undecided} undecided."
    )


def _record(one: Finding) -> dg.TableRecord:
    todo = f'make accept FINDING={one.finding_key} REASON="..."' if one.state == "open" else "nothing"
    return dg.TableRecord(
        {
            "quotes": side_by_side_quotes(one),
            "explanation_vi": one.explanation_vi,
            "likely_cause": one.likely_cause,
            "state": one.state,
            "new": "new" if one.is_new else "",
            "difference": one.imbalance or "",
            "documents": ", ".join(dict.fromkeys(one.documents)),
            "finding_key": one.finding_key,
            "what_to_do": todo,
        }
    )


def side_by_side_quotes(one: Finding) -> str:
    """The different quotes, each once."""
    return " / ".join(dict.fromkeys(one.quotes))
