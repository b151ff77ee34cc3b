"""Kills at every durable write, and of the real command at random moments."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Sequence

import pytest

from orchestration.publishing import versions
from tests.faults.ledger import Ledger
from tests.faults.machine import BUILD_STEPS, CLAIM_STEPS, PUBLISH_STEPS, Machine, Point, killer, moments

pytestmark = pytest.mark.faults
RANDOM_KILLS = 20


#: Files after whose rename the whole real run is repeated besides; for the others the room's own steps are enough.
WHOLE_RUN_AFTER = frozenset(
    {"sightings.sync", "documents.sync", "extractions.sync", "manifest.json.sync", "current.sync"}
)


def is_followed_by_a_whole_run(point: Point) -> bool:
    """Whether a file that the rest of the run goes by has just got its name."""
    return point.moment == "before" and point.name in WHOLE_RUN_AFTER


def kill_each(
    machine: Machine, ledger: Ledger, fault: str, image: str, steps: Sequence[str], points: Sequence[Point]
) -> None:
    for point in points:
        with ledger.trial(fault):
            machine.put_back(image)
            code = machine.run_steps(*steps, listener=killer(point))
            assert code == -signal.SIGKILL, f"{point} was not reached: {machine.told()}"
            machine.check_readers()
            if steps == CLAIM_STEPS:
                machine.check_recovers(*CLAIM_STEPS)
            elif steps == PUBLISH_STEPS:
                machine.check_recovers(*PUBLISH_STEPS)
            if steps == BUILD_STEPS or is_followed_by_a_whole_run(point):
                machine.check_recovers()


def test_every_write_is_a_named_point(machine: Machine) -> None:
    told = {name.rpartition(".")[0] for names in machine.points.values() for name in names}
    assert told >= {"object", "sightings", "outcomes", "documents", "claims", "extractions", "signatures"}
    assert told >= {"build.json", "build.parquet", "documents.parquet", "building", "tests.json"}
    assert told >= {"ops", "diff.json", "database", "manifest.json", "current"}


def test_kills_in_landing_and_claims(machine: Machine, ledger: Ledger) -> None:
    kill_each(
        machine, ledger, "killed in landing and claims", "changed", CLAIM_STEPS, moments(machine.points["claimed"])
    )


def test_kills_in_the_build(machine: Machine, ledger: Ledger) -> None:
    """The folder of a build counts for nothing until build.json says that it is complete: one moment of each file."""
    points = [one for one in moments(machine.points["built"]) if one.name.endswith((".rename", ".flip", ".unlink"))]
    assert len(points) >= 5
    kill_each(machine, ledger, "killed in the build", "claimed", BUILD_STEPS, points)


def test_kills_in_the_publication(machine: Machine, ledger: Ledger) -> None:
    kill_each(machine, ledger, "killed in the publication", "built", PUBLISH_STEPS, moments(machine.points["done"]))


def test_kills_of_the_real_command_at_random_moments(machine: Machine, ledger: Ledger) -> None:
    seed = int(os.environ.get("FAULTS_SEED") or random.SystemRandom().randrange(10**6))
    chance = random.Random(seed)
    machine.put_back("changed")
    began = time.monotonic()
    assert machine.site.cli("refresh").returncode == 0
    whole = time.monotonic() - began
    for number in range(RANDOM_KILLS):
        note = f"FAULTS_SEED={seed}, a whole run takes {whole:.1f} s" if number == 0 else None
        with ledger.trial("real command killed at random", note):
            machine.put_back("changed")
            with machine.log.open("wb") as log:
                process = subprocess.Popen(
                    machine.site.command("refresh"), env=machine.site.environment, stdout=log, stderr=log
                )
                try:
                    process.wait(timeout=chance.uniform(0.1, 1.0) * whole)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
            machine.check_readers()
            machine.check_recovers()
            assert versions.building(machine.site.paths.warehouse) is None
