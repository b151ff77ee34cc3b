"""What people may set about publishing.

Here: the environment variables of this package, with defaults and what is wrong with a bad one. Not here: what follows
from them (`versions`, `publish`).

`CCHC_KEEP_VERSIONS` (5) and `CCHC_KEEP_DAYS` (7): a published version stays while it is among that many newest, or
younger than that. `CCHC_MAX_FALL` (0.2): the share of its rows that a table may lose from one version to the next.
`CCHC_ALLOW_FALL`: the reason why it may lose more this once; it is kept in the manifest.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


class SettingsError(ValueError):
    """A variable of the environment cannot be used; the message names it and says what it may be."""


@dataclass(frozen=True)
class Settings:
    """See the module."""

    keep_versions: int = 5
    keep_days: int = 7
    max_fall: Decimal = Decimal("0.2")
    allow_fall: str | None = None


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the variables; raises SettingsError for one that cannot be used."""
    default = Settings()
    return Settings(
        keep_versions=_whole(environment, "CCHC_KEEP_VERSIONS", default.keep_versions, least=1),
        keep_days=_whole(environment, "CCHC_KEEP_DAYS", default.keep_days, least=0),
        max_fall=_share(environment, "CCHC_MAX_FALL", default.max_fall),
        allow_fall=(environment.get("CCHC_ALLOW_FALL") or "").strip() or None,
    )


def _whole(environment: Mapping[str, str], name: str, default: int, least: int) -> int:
    told = environment.get(name, "").strip()
    if not told:
        return default
    if not told.isascii() or not told.isdigit() or int(told) < least:
        raise SettingsError(
            f"{name} is '{told}'; it must be a whole number of at least {least}. Unset it for {default}."
        )
    return int(told)


def _share(environment: Mapping[str, str], name: str, default: Decimal) -> Decimal:
    told = environment.get(name, "").strip()
    if not told:
        return default
    try:
        share = Decimal(told)
    except InvalidOperation:
        share = Decimal(-1)
    if not 0 <= share <= 1:
        raise SettingsError(f"{name} is '{told}'; it must be a share between 0 and 1. Unset it for {default}.")
    return share
