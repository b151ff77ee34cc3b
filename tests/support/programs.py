"""System programs that some tests need."""

from __future__ import annotations

import shutil

import pytest

REASON = "system program absent"


def need_program(*names: str) -> str:
    """The first of the programs that is there; otherwise the test is skipped, and the end of the run says so loudly."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    pytest.skip(f"{REASON}: {' or '.join(names)}")
