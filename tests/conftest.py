"""What holds for every test: skips for want of a system program are told loudly, and fail where none are allowed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.programs import REASON

_KEY = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_KEY] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report: Any = yield
    if report.skipped and REASON in str(report.longrepr):
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
        item.config.stash[_KEY].append(f"{item.nodeid}: {reason}")
        if os.environ.get("CCHC_NO_SKIPS"):
            report.outcome = "failed"
            report.longrepr = f"{reason} (and CCHC_NO_SKIPS allows no skip)"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    skipped = config.stash[_KEY]
    if not skipped:
        return
    terminalreporter.section("NOT TESTED for want of system programs", sep="!", red=True, bold=True)
    for line in skipped:
        terminalreporter.line(line, yellow=True)
    terminalreporter.line(
        f"{len(skipped)} tests did not run. Install the programs, or run .ci/run.", red=True, bold=True
    )
