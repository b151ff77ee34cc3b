"""Draw the judged sample again, and score it against the sheet.

`python -m tests.judged draw [SEED] [SIZE]` prints each claim of the sample with its sentence: to judge, not to keep.
`python -m tests.judged score` prints the share of non-figures by kind of error, the claims of the sample that nobody
judged, and the judged figures that are no longer claimed (exit code 1).
"""

from __future__ import annotations

import sys
from collections import Counter

from tests.judged.sample import CORPUS, SEED, SIZE, Drawn, compare, corpus_claims, draw, read_sheet

_WIDTH = 160  # characters of the sentence on either side


def main(arguments: list[str]) -> int:
    """Exit code 1 where a judged figure is no longer claimed, 2 for arguments that say nothing."""
    if not CORPUS.exists():
        print("judged: the corpus does not lie beside the project; nothing to draw")
        return 0
    if arguments[:1] == ["draw"]:
        seed = arguments[1] if len(arguments) > 1 else SEED
        size = int(arguments[2]) if len(arguments) > 2 else SIZE
        for number, claim in enumerate(draw(corpus_claims(), size, seed)):
            print(f"{number:4} {_line(claim)}")
        return 0
    if arguments[:1] == ["score"]:
        return _score()
    print(__doc__)
    return 2


def _line(claim: Drawn) -> str:
    end = claim.at + claim.place.length
    before, behind = claim.sentence[max(0, claim.at - _WIDTH) : claim.at], claim.sentence[end : end + _WIDTH]
    words = f"{before}[[{claim.quote}]]{behind}".replace("\n", " ")
    return f"{claim.place.document}@{claim.place.start} {claim.unit},{claim.role},{claim.status}: {words}"


def _score() -> int:
    sheet = read_sheet()
    score = compare(list(corpus_claims()), sheet)
    print(f"{score.figures + len(score.others)} of {SIZE} judged, {len(score.others)} no figures: {score.share:.1%}")
    for error, count in Counter(verdict.error for verdict in score.others).most_common():
        print(f"  {count:3} {error}")
    misread = Counter(column for verdict in sheet.values() for column in verdict.misread.split(";") if column)
    print("figures with a wrong column: " + ", ".join(f"{name} {count}" for name, count in misread.most_common()))
    for claim in score.unjudged:
        print(f"not judged: {_line(claim)}")
    for verdict in score.lost:
        print(f"judged a figure, no longer claimed: {verdict.place.document}@{verdict.place.start}")
    return 1 if score.lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
