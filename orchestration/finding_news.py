"""Findings that a publish brought with it, told to people who do not look at Dagster's pages.

Here: which findings are new, one line about each, and the message to a webhook. Not here: when this is asked
(`finding_sensor`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from orchestration import findings
from orchestration.checks.rules import known_findings
from orchestration.findings import Finding
from orchestration.publishing import integrity, versions

#: Environment variable with the address that takes the message; without it only the log is written.
WEBHOOK = "CCHC_FINDINGS_WEBHOOK"
_TIMEOUT = 10.0


class NotToldError(RuntimeError):
    """The webhook did not take the message; it will be tried again."""


@dataclass(frozen=True)
class News:
    """Open findings of a published version that the version before it did not have."""

    build_id: str
    findings: Sequence[Finding]


def news_since(warehouse: Path, told: str | None) -> News | None:
    """The new open findings of the published version; None when nothing is published or `told` is that version."""
    version = versions.current(warehouse)
    if version is None or version.build_id == told:
        return None
    known = known_findings(warehouse, version) or set()
    with integrity.read_only(version.database) as connection:
        found = findings.load_findings(connection, known)
    return News(version.build_id, [one for one in found if one.is_new and one.state == "open"])


def line_of(finding: Finding) -> str:
    """One line about a finding."""
    return f"{finding.rule} [{finding.severity}] {finding.finding_key}: {finding.explanation_vi}"


def post(address: str, news: News) -> None:
    """Send the findings as JSON. Raises NotToldError when the address does not answer with success."""
    message = {
        "build": news.build_id,
        "new_findings": len(news.findings),
        "findings": [
            {
                "finding_key": one.finding_key,
                "rule": one.rule,
                "severity": one.severity,
                "likely_cause": one.likely_cause,
                "explanation_vi": one.explanation_vi,
                "explanation_en": one.explanation_en,
                "documents": list(dict.fromkeys(one.documents)),
            }
            for one in news.findings
        ],
    }
    try:
        httpx.post(address, json=message, timeout=_TIMEOUT).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotToldError(
            f"{WEBHOOK} did not take the message ({error}); it is tried again at the next tick."
        ) from None
