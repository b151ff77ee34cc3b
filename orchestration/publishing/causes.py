"""What caused a change between two versions: the input, the code, or the reference tables.

Here: pure decisions over the hashes of the parts that two builds were made of. Not here: finding the changes
(`differences`), gathering the hashes (`build`).

A hash tells that a part changed, never which line of it. Where two parts that could have caused a change have both
changed, both are named; that is as much as can be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

INPUT, CODE, REFERENCE = "input", "code", "reference"
#: How people call the three.
NAMES = {INPUT: "the input", CODE: "the code", REFERENCE: "the reference tables"}
UNKNOWN: frozenset[str] = frozenset()

#: Part of a build -> what a change of it is.
_KINDS = {
    "documents": INPUT,
    "reader": CODE,
    "extractor": CODE,
    "schema": CODE,
    "models": CODE,
    "reader_tables": REFERENCE,
    "extractor_tables": REFERENCE,
}
#: Parts that decide what is read from given bytes.
_READING = frozenset({"reader", "reader_tables"})
_EXTRACTION = frozenset({"extractor", "extractor_tables", "schema"}) | _READING
SEED = "seeds/"


@dataclass(frozen=True)
class Parts:
    """Names of the parts in which two builds differ; None when one of them did not keep their hashes."""

    changed: frozenset[str] | None

    @classmethod
    def between(cls, old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> Parts:
        """Compare the hashes of two builds by name."""
        if not old or not new:
            return cls(None)
        return cls(frozenset(name for name in {*old, *new} if old.get(name) != new.get(name)))

    def causes(self, parts: Iterable[str]) -> frozenset[str]:
        """Causes among these parts."""
        return frozenset(kind_of(one) for one in parts if self.changed is not None and one in self.changed)

    def of_models(self) -> frozenset[str]:
        """Causes of a change whose claims and documents are as they were: models and tables that dbt reads."""
        changed = self.changed or frozenset()
        near = self.causes(one for one in changed if one == "models" or one.startswith(SEED))
        return near or self.causes(changed)


def kind_of(part: str) -> str:
    """Whether a part is input, code or a reference table."""
    return REFERENCE if part.startswith(SEED) else _KINDS.get(part, CODE)


def of_document(change: str, parts: Parts, is_described_anew: bool) -> frozenset[str]:
    """Why a document changed. `is_described_anew`: the metadata beside it is another."""
    if change in ("withdrawn", "restored"):
        return parts.causes([SEED + "withdrawals.csv"]) or parts.of_models()
    if change in ("new", "superseded", "current again") or is_described_anew:
        return frozenset({INPUT})
    if change == "gone":
        return parts.causes(_READING) or frozenset({INPUT})
    return parts.causes(_READING) or parts.of_models()


def of_claim(of_its_document: frozenset[str] | None, is_new_text: bool, parts: Parts) -> frozenset[str]:
    """Why a claim was added, removed or changed.

    `of_its_document` are the causes of a change of its document, None when that is as it was; `is_new_text`: the
    document is new, gone or described anew, so that nothing else has to be looked for.
    """
    if of_its_document is not None and is_new_text:
        return of_its_document
    return parts.causes(_EXTRACTION) or of_its_document or parts.of_models()


def of_derived(of_what_it_rests_on: Iterable[frozenset[str]], parts: Parts) -> frozenset[str]:
    """Why an observation or finding changed: what changed the claims and documents it rests on, else the models."""
    direct = frozenset().union(*of_what_it_rests_on)
    return direct or parts.of_models()


def in_words(causes: Iterable[str]) -> str:
    """Causes as a phrase."""
    named = [NAMES[one] for one in (INPUT, CODE, REFERENCE) if one in set(causes)]
    return " and ".join(named) or "unknown: one of the builds did not keep its hashes"
