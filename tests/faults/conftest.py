"""One machine for the suite, and its table at the end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.faults.machine")

from tests.faults.ledger import LEDGER, Ledger  # noqa: E402
from tests.faults.machine import Machine  # noqa: E402


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A site with a published version and an inbox that changed since."""
    return Machine(tmp_path_factory.mktemp("machine"))


@pytest.fixture
def ledger() -> Ledger:
    """What is told at the end."""
    return LEDGER


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    kept = os.environ.get("FAULTS_LEDGER")
    if kept and LEDGER.lines:
        LEDGER.save(Path(kept))
    elif LEDGER.lines:
        terminalreporter.section("faults")
        for line in LEDGER.table():
            terminalreporter.line(line)
