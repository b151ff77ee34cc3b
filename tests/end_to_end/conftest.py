"""One refreshed site for all tests; those that change something take a copy."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from dagster import ExecuteInProcessResult

from tests.support.site import Site, new_site


class Refreshed(NamedTuple):
    """A site and its first run."""

    site: Site
    result: ExecuteInProcessResult


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """A site after its first refresh. Not to be changed."""
    site = new_site(tmp_path_factory.mktemp("site") / "first")
    return Refreshed(site, site.run())


@pytest.fixture
def site(refreshed: Refreshed, tmp_path: Path) -> Site:
    """A refreshed site that the test may change."""
    assert refreshed.result.success
    return refreshed.site.copy_to(tmp_path / "site")
