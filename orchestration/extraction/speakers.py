"""Which province's office tells a figure that names no body: what it tells is its province's.

Here: the office and its verb in a sentence. Not here: the bodies that figures are of (`attribution`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.extraction.agencies import Mention
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, from_border

_PROVINCE = "vn.prov."
_REACH = 60  # characters before a province in which its office is named


class Speakers:
    """Finds the province whose office speaks. Made once for the reference tables."""

    def __init__(self, reference: Reference) -> None:
        offices = from_border(reference.cues("provincial_office"))
        kind = r"(?:(?:tỉnh|thành phố|tp)[ .]*)?"
        self._office = re.compile(rf"(?:{offices})(?: [^\W\d_]+|,(?= )| -){{0,7}}? {kind}$")
        verbs = any_of([*reference.cues("report_verb"), *reference.cues("report_verb_with_colon")])
        self._tells = re.compile(rf"[^;:]{{0,80}}?(?<![^\W_])(?:{verbs})(?![^\W_])")

    def of_sentence(self, mentions: Sequence[Mention], folded: str, end: int) -> str | None:
        """The one province that a sentence up to `end` names, where an office of it tells what the sentence says."""
        named = [m for m in mentions if m.agency_key.startswith(_PROVINCE)]
        if not named or any(m.agency_key != named[0].agency_key for m in named):
            return None
        return named[0].agency_key if any(self._speaks(m, folded, end) for m in named) else None

    def after(self, told: str | None, mentions: Sequence[Mention], folded: str, end: int) -> str | None:
        """Who speaks behind a sentence: its own office, else `told`, that of before, where no other body was named."""
        if not mentions:
            return told
        own = self.of_sentence(mentions, folded, end)
        if told is None:
            return own
        others = any(m.is_single and m.agency_key != told for m in mentions)
        return own or (None if others else told)

    def _speaks(self, mention: Mention, folded: str, end: int) -> bool:
        if self._office.search(folded, max(0, mention.start - _REACH), mention.start) is None:
            return False
        return mention.part == "source" or self._tells.match(folded, mention.end, end) is not None
