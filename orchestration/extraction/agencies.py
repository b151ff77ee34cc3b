"""Bodies that a text names, and whose figure a figure is.

Here: finding bodies by name or alias, the part that a mention plays in its sentence (subject, owner, place, source),
and the rule that gives a figure its body (`docs/claims.md`). Not here: the names themselves (seed tables) and the
version of a body that is valid on a day (the models).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import ahocorasick_rs

from orchestration.extraction.reference import Reference
from orchestration.extraction.text import Span, fold, segment

COUNTRY = "vn"
_GROUPS = frozenset({"vn.ministries", "vn.provinces", "vn.central", "vn.ministries_and_provinces",
                     "vn.provincial_departments", "vn.districts", "vn.communes"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named at a place. `rule` is alias, system (a national system: vn) or counted_noun (only after a number);
    `part` is subject, of, by, at, source, counted (behind a number) or object."""

    agency_key: str
    start: int
    end: int
    rule: str
    part: str

    @property
    def is_group(self) -> bool:
        """Ministries, provinces and the other groups of the claim guide."""
        return self.agency_key in _GROUPS

    @property
    def is_single(self) -> bool:
        """One body, not the country and no group."""
        return self.agency_key != COUNTRY and not self.is_group


_PREFIX = re.compile(r"(?:(?:^|(?<=[^\w]))(?:các|những|một số|nhiều|toàn|cả|tất cả|hầu hết|mỗi|từng|tại|ở|ubnd|ủy ban nhân dân|lãnh đạo|"
                     r"chính quyền|tỉnh|thành phố|tp|tp\.|thủ đô|đơn vị|hệ thống|toàn bộ|chỉ có|có) )+$")
_PARTS = (
    ("source", re.compile(r"(?:theo|nguồn)(?: [^\W\d_]+){0,6}(?: của| từ| tại)? $")),
    ("of", re.compile(r"(?:của|thuộc|về phía|cho) $")),
    ("by", re.compile(r"(?:do|bởi) $")),
    ("at", re.compile(r"(?:tại|ở|trên địa bàn|trên|địa bàn|trong|trong số) $")),
    ("object", re.compile(r"(?:với|đến|tới|giữa|từ|gồm|là|và|lên|cấp|gửi|trình|cùng|như|vào|phối hợp với|so với|thay|xuống) $")),
)
_PROVINCE_PREFIX = re.compile(r"(?:tỉnh|thành phố|tp|tp\.|thủ đô|ubnd|hđnd|thành ủy|tỉnh ủy|thành uỷ|tỉnh uỷ|sở [^.;,]{2,30}) ?$")
_NAME_BEFORE = re.compile(r"(?P<word>[^\W\d_]+) $")
_NOT_A_NAME = frozenset("tỉnh thành phố tp ubnd hđnd bộ sở quận huyện và của tại ở là như gồm từ đến".split())


class AgencyGrammar:
    """Finds mentions of bodies. Compiled once from the tables of agencies and aliases."""

    def __init__(self, reference: Reference) -> None:
        entries: dict[str, tuple[str, str, str]] = {}
        for row in reference.tables["agencies"]:
            for name in [row["name_vi"], *filter(None, row["aliases"].split("|"))]:
                entries.setdefault(fold(name), (row["agency_key"], "alias", name))
        for row in reference.tables["agency_aliases"]:
            entries[fold(row["alias"])] = (row["agency_key"], row["rule"], row["alias"])
        self._names = list(entries)
        self._entries = [entries[name] for name in self._names]
        self._automaton = ahocorasick_rs.AhoCorasick(self._names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, folded: str, original: str) -> list[Mention]:
        """All mentions in order; a name inside a longer name is part of it."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if _is_inside_word(folded, start, end):
                continue
            key, rule, alias = self._entries[index]
            if rule == "ignore" or not _is_named(key, rule, alias, start, folded, original):
                continue
            found.append(Mention(key, start, end, "alias" if rule == "needs_prefix" else rule, _part(folded, start)))
        return found


def _is_inside_word(folded: str, start: int, end: int) -> bool:
    return folded[start - 1:start].isalnum() or folded[end:end + 1].isalnum()


def _is_named(key: str, rule: str, alias: str, start: int, folded: str, original: str) -> bool:
    """Whether the words really name the body: capitals where names have them, no person of that name."""
    if alias.isupper() and len(alias) <= 9 and not original[start:start + len(alias)].isupper():
        return False
    if not key.startswith("vn.prov."):
        return True
    if not original[start].isupper():
        return False
    if _PROVINCE_PREFIX.search(folded, max(0, start - 40), start) or " " in alias and alias.lower().startswith(("tp", "thành", "thủ")):
        return True
    if rule == "needs_prefix":
        return False
    before = _NAME_BEFORE.search(original, max(0, start - 20), start)
    if before is None or before["word"].isupper() or not before["word"][0].isupper():
        return True
    return before["word"].casefold() in _NOT_A_NAME


_COUNTED_BEFORE = re.compile(r"[\d%](?: triệu| nghìn)?(?: đơn vị| các)? $")


def _part(folded: str, start: int) -> str:
    before = folded[max(0, start - 60):start]
    if _COUNTED_BEFORE.search(before):
        return "counted"
    stripped = _PREFIX.sub("", before)
    for part, pattern in _PARTS:
        if pattern.search(stripped) or (part in {"at", "source"} and pattern.search(before)):
            return part
    if before.endswith(("tại ", "ở ", "tại các ", "ở các ")):
        return "at"
    return "subject"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a figure stands: what the rule for its body looks at. Offsets are those of the document."""

    start: int
    end: int
    sentence: Span
    clause: Span
    has_denominator: bool
    is_percent: bool
    previous_end: int  # of the number before in the sentence, or the sentence's start


@dataclass(frozen=True, slots=True)
class Attribution:
    """The body of a figure and the rule that found it."""

    agency_key: str
    basis: str


_LINK = re.compile(r"[ ]*(?:[(:]|-)?[ ]*(?:đạt|là|với|có|chiếm|được|ước đạt|đạt tỷ lệ|đạt mức|đạt kết quả|chỉ đạt|mới đạt|tỷ lệ|đứng|xếp)*"
                   r"(?:[ ](?:hơn|trên|gần|khoảng|dưới|tới|đến|xấp xỉ|điểm|số điểm|thứ|hạng|vị trí|mức))*[ ]*[(]?[ ]*$")
_BETWEEN_NUMBER_AND_NOUN = re.compile(r"[ ]*(?:đơn vị|các|số|trong số|cơ quan|tổng số)?[ ]*$")
_COUNTED_FROM = re.compile(r"[^.;\d]{0,40}$")


def attribute(site: Site, mentions: list[Mention], folded: str, inherited: str | None, owner: str) -> Attribution:
    """The body of a figure, by the first rule that answers.

    `mentions` are those of the sentence, `inherited` the subject of the sentence before in the same block, `owner`
    the body that the whole document is about.
    """
    named = [mention for mention in mentions if mention.part != "source"]
    in_clause = [m for m in named if site.clause.start <= m.start < site.clause.end]
    before = [m for m in in_clause if m.end <= site.start and m.rule != "counted_noun"]
    subject = _subject(named, site, folded)
    counted = _counted_bodies(site, named, folded)
    if counted is not None:
        if subject is not None and subject.rule == "system":
            return Attribution(COUNTRY, "subject is a national system")
        return Attribution(counted.agency_key, "bodies that are counted")
    for mention in reversed(before):
        if mention.start >= site.previous_end and _LINK.fullmatch(folded, mention.end, site.start):
            return Attribution(mention.agency_key, "named before the figure")
    owners = [m for m in before if m.part in {"of", "by"} and m.start >= site.previous_end]
    if owners and (subject is None or subject.start > owners[-1].start or owners[-1].part == "by"):
        return Attribution(owners[-1].agency_key, "owner in the clause")
    following = _owner_behind(site, in_clause, folded)
    if subject is not None and not (subject.agency_key == COUNTRY and following is not None):
        return Attribution(COUNTRY if subject.rule == "system" else subject.agency_key, "subject of the sentence")
    if subject is not None and following is not None:
        return Attribution(following.agency_key, "owner behind the figure")
    places = [m for m in named if m.part == "at" and m.end <= site.start and m.rule != "counted_noun"]
    if places:
        return Attribution(places[-1].agency_key, "place in the sentence")
    if following is not None:
        return Attribution(following.agency_key, "owner behind the figure")
    if inherited is not None:
        return Attribution(inherited, "subject of the sentence before")
    return Attribution(owner, "document")


def _owner_behind(site: Site, in_clause: list[Mention], folded: str) -> Mention | None:
    """"3868 TTHC thực hiện tại bộ": the owner or place that follows before the next figure."""
    for mention in in_clause:
        if mention.start >= site.end and mention.part in {"of", "at"} and mention.rule != "counted_noun":
            return None if re.search(r"[\d,]", folded[site.end:mention.start]) else mention
    return None


def _subject(named: list[Mention], site: Site, folded: str) -> Mention | None:
    """The doer: the first subject of this clause before the figure, else of the nearest clause before that has one."""
    candidates = [m for m in named if m.part == "subject" and m.end <= site.start and m.rule != "counted_noun"]
    in_clause = [m for m in candidates if m.start >= site.clause.start]
    if in_clause or not candidates:
        return in_clause[0] if in_clause else None
    nearest = segment(folded, site.sentence, candidates[-1].start)
    return next(m for m in candidates if m.start >= nearest.start)


def _counted_bodies(site: Site, named: list[Mention], folded: str) -> Mention | None:
    """The group in "62/63 địa phương", "100% bộ, ngành", "14 bộ đạt …"."""
    for mention in named:
        if mention.start < site.end or not mention.is_group:
            continue
        if _BETWEEN_NUMBER_AND_NOUN.fullmatch(folded, site.end, mention.start):
            return mention
        if site.has_denominator and _COUNTED_FROM.fullmatch(folded, site.end, mention.start) and mention.start - site.end < 30:
            return mention
        return None
    return None


def owner_of_document(mentions: list[Mention], head_end: int, publisher_key: str | None) -> str:
    """The one body that a document is about, or the country.

    A body owns the document when its own publication or headline and lead name it and no other single body is named
    as often, and groups of bodies are hardly spoken of: a province's own report, a ministry's own news.
    """
    singles = [m for m in mentions if m.is_single and m.agency_key.startswith(("vn.prov.", "vn.min.")) and m.part != "source"]
    groups = sum(m.is_group and m.rule == "alias" for m in mentions)
    counts: dict[str, int] = {}
    for mention in singles:
        counts[mention.agency_key] = counts.get(mention.agency_key, 0) + (3 if mention.start < head_end else 1)
    if not counts:
        return COUNTRY
    best = max(sorted(counts), key=lambda key: counts[key])
    if best == publisher_key and groups <= counts[best]:
        return best
    in_head = any(m.agency_key == best and m.start < head_end for m in singles)
    dominant = counts[best] >= 0.6 * sum(counts.values())
    return best if in_head and dominant and groups <= max(2, counts[best] // 3) else COUNTRY
