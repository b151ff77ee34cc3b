"""Moments that only go forward, though the machine's clock may be set back.

Here: one decision. Not here: which moments are compared (`assets.snapshots`, `publishing.build`).

The latest sighting of a file is its current one, and the newest build id its newest version. A clock that was set back
must not make what comes later look older.
"""

from __future__ import annotations

from datetime import datetime, timedelta


def not_before(now: datetime, latest: datetime | None, step: timedelta) -> datetime:
    """`now`, or `step` after the latest moment that is known, whichever is later."""
    return now if latest is None or now > latest else latest + step
