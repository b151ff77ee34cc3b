"""Lists that answer each other: "A, B và C lần lượt đạt 96%, 95% và 94%".

Here: which item of the list before each number of a list belongs to. Not here: finding bodies, years and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from orchestration.extraction.numbers import Number

_BETWEEN_NUMBERS = re.compile(r"[ ]*(?:,|;|và|, và)[ ]*(?:trên |hơn |gần |khoảng |thứ )?")
_BETWEEN_ITEMS = re.compile(
    r"[ ]*(?:,|;|và|, và|cùng|cùng với)?[ ]*(?:(?:tỉnh|thành phố|tp|tp\.|bộ|năm|các|ubnd|huyện|quận)[ ]*)*"
)
_SCORED = re.compile(r"[ ]\([^()]{1,30}\)")  # "Long An (68,1 điểm) và Bến Tre"
_HELD_BY = re.compile(
    r"(?:[^;.\d]|(?:19|20)\d\d){0,90}(?<![^\W_])(?:là|thuộc về|của|gồm)(?: các)?(?: tỉnh| thành phố| bộ)?:? $"
)
_BEHIND = 30  # characters behind the numbers in which "lần lượt" may still stand


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Item = TypeVar("Item", bound=_Placed)


def pair_in_turn(
    numbers: Sequence[Number], items: Sequence[Item], folded: str, end: int, in_turn: re.Pattern[str]
) -> dict[int, Item]:
    """For the number of each index the item that it belongs to.

    `numbers` and `items` are those of one sentence of `folded`, in order, which ends at `end` and holds `in_turn`.
    Numbers in one list are paired with the nearest list of as many items before it, if `in_turn` ("lần lượt" or the
    like) stands between the two lists, in the items' list or shortly behind the numbers; else with one that "là" opens
    behind them.
    """
    if len(numbers) < 2 or len(items) < 2:
        return {}
    pairs: dict[int, Item] = {}
    for first, last in _runs(numbers, folded):
        length = last - first + 1
        before = [item for item in items if item.end <= numbers[first].start]
        chosen = _nearest_list(before, length, folded)
        if not (chosen and in_turn.search(folded, chosen[-1].end, min(end, numbers[last].end + _BEHIND))):
            behind = [item for item in items if item.start >= numbers[last].end]
            chosen = _list_behind(behind, length, folded, numbers[last].end) if not chosen else ()
        pairs.update(zip(range(first, last + 1), chosen, strict=False))
    return pairs


def _list_behind(items: Sequence[Item], length: int, folded: str, end: int) -> Sequence[Item]:
    """The list of exactly that many items that "là" opens behind the numbers: "thứ 5 và thứ 6 là A (68,1) và B"."""
    if len(items) < length or not _HELD_BY.fullmatch(folded, end, items[0].start):
        return ()
    last = 1
    while last < len(items) and _follows(items[last - 1], items[last], folded):
        last += 1
    return items[:length] if last == length else ()


def _follows(one: _Placed, other: _Placed, folded: str) -> bool:
    """Whether only joints and what was scored stand between two items of a list."""
    scored = _SCORED.match(folded, one.end, other.start)
    return _BETWEEN_ITEMS.fullmatch(folded, scored.end() if scored else one.end, other.start) is not None


def _runs(numbers: Sequence[Number], folded: str) -> Iterator[tuple[int, int]]:
    """First and last index of each list of two or more numbers of one unit."""
    first = 0
    for index in range(1, len(numbers) + 1):
        if index < len(numbers) and _goes_on(numbers[index - 1], numbers[index], folded):
            continue
        if index - first > 1:
            yield first, index - 1
        first = index


def _goes_on(one: Number, other: Number, folded: str) -> bool:
    lacks_sign = one.decimals > 0 and one.unit == "count" and other.unit in {"percent", "points"}  # "83,5; 78,4%"
    return (one.unit == other.unit or lacks_sign) and _BETWEEN_NUMBERS.fullmatch(
        folded, one.end, other.start
    ) is not None


def _nearest_list(items: Sequence[Item], length: int, folded: str) -> Sequence[Item]:
    """The last list of exactly that many items; empty where there is none."""
    last = len(items)
    while last >= length:
        first = last - 1
        while first > 0 and _BETWEEN_ITEMS.fullmatch(folded, items[first - 1].end, items[first].start):
            first -= 1
        if last - first == length:
            return items[first:last]
        last = first
    return ()
