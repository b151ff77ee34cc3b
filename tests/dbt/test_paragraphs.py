"""What the rules say of real sentences: contradictions are found, look-alikes left alone, sound arithmetic recomputed.

The whole way from text to finding: paragraphs of `told/*.txt` are read by the extractor, built by dbt in one batch, so
that each story also stands among the figures of all others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from tests.dbt.conftest import MODELS_ONLY, Dbt
from tests.dbt.paragraphs import Story, claims_of, load_stories, read

STORIES = load_stories()
LEAST = {"quiet": 60, "agreed": 20, "flag": 12}


@dataclass(frozen=True)
class Judged:
    """What was built: per story its claims, and per comparison the rule, verdict and claims."""

    keys: dict[str, set[str]]
    comparisons: list[tuple[str, str, set[str]]]
    findings: list[tuple[str, set[str]]]

    def findings_of(self, story: Story) -> list[str]:
        """Rules of the findings that cite two or more of the story's figures, or its only one."""
        wanted = self.keys[story.name]
        return [rule for rule, keys in self.findings if len(keys & wanted) >= min(2, len(wanted))]

    def agreements_of(self, story: Story) -> list[str]:
        """Rules that recomputed two or more of the story's figures, and agreed."""
        return [
            rule
            for rule, verdict, keys in self.comparisons
            if verdict == "agreed" and len(keys & self.keys[story.name]) >= 2
        ]


@pytest.fixture(scope="module")
def judged(dbt_copy: Dbt, reading: Callable[[Path], duckdb.DuckDBPyConnection]) -> Judged:
    inputs = read(STORIES)
    path, statuses = dbt_copy.build(inputs, *MODELS_ONLY)
    assert set(statuses.values()) == {"success"}
    db = reading(path)
    return Judged(
        {story.name: set(claims_of(inputs, story)) for story in STORIES},
        [
            (rule, verdict, set(keys))
            for rule, verdict, keys in db.execute("select rule, verdict, claim_keys from marts.comparisons").fetchall()
        ],
        [(rule, set(keys)) for rule, keys in db.execute("select rule, claim_keys from marts.findings").fetchall()],
    )


def told(expectation: str) -> list[Story]:
    return [story for story in STORIES if story.expectation == expectation]


@pytest.mark.parametrize("story", told("quiet"), ids=lambda story: story.name)
def test_a_look_alike_is_left_alone(judged: Judged, story: Story) -> None:
    assert judged.findings_of(story) == []


@pytest.mark.parametrize("story", told("agreed"), ids=lambda story: story.name)
def test_sound_arithmetic_is_recomputed(judged: Judged, story: Story) -> None:
    assert judged.findings_of(story) == []
    assert story.rule in judged.agreements_of(story)


@pytest.mark.parametrize("story", told("flag"), ids=lambda story: story.name)
def test_a_contradiction_is_found(judged: Judged, story: Story) -> None:
    assert judged.findings_of(story) == [story.rule]


def test_nothing_else_is_found(judged: Judged) -> None:
    wanted = [judged.keys[story.name] for story in told("flag")]
    stray = [(rule, keys) for rule, keys in judged.findings if not any(keys & one for one in wanted)]
    assert stray == []


@pytest.mark.parametrize(("expectation", "least"), LEAST.items())
def test_there_are_stories_of_every_kind(expectation: str, least: int) -> None:
    assert len(told(expectation)) >= least
