"""Bodies that a text names.

Here: finding bodies by name or alias, and the part that a mention plays in its sentence. Not here: whose figure a
figure is (`attribution`), the names themselves (seed tables) and the version of a body valid on a day (the models).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import ahocorasick_rs

from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, fold, from_border, whole_words

COUNTRY = "vn"
GROUPS = frozenset(
    {
        "vn.ministries",
        "vn.provinces",
        "vn.central",
        "vn.ministries_and_provinces",
        "vn.provincial_departments",
        "vn.districts",
        "vn.communes",
    }
)
_CENTRAL = frozenset({"vn.ministries", "vn.central"})


@record(frozen=True, slots=True)
class Mention:
    """A body named at a place.

    `rule` is alias, department (a ministry's, whose branches in provinces have its name), system (a national system:
    its figures are the country's), counted_noun (a body only behind a number), sector ("ngành Y tế": the ministry with
    all that serve it), state (the administration as such), offices ("các Sở Y tế"), narrows (the level that an index
    is told of), points_back (the body of its kind that was named last) or whole ("toàn tỉnh"). `part` is subject, of,
    by, at, source, counted (behind a number) or object.
    """

    agency_key: str
    start: int
    end: int
    rule: str
    part: str

    @property
    def is_group(self) -> bool:
        """Ministries, provinces and the other groups of the claim guide."""
        return self.agency_key in GROUPS

    @property
    def is_single(self) -> bool:
        """One body, not the country and no group."""
        return self.agency_key != COUNTRY and not self.is_group


@dataclass(frozen=True, slots=True)
class _Entry:
    agency_key: str
    rule: str
    alias: str


_EXTREMES = ("cao nhất", "thấp nhất", "nhiều nhất", "ít nhất")
_ADDRESS = (".vn", ".com")  # "VTV.vn - …" names the newspaper
_DATELINE = re.compile(r" \([^\W\d_]{2,8},? \d{1,2}[/-]\d{1,2}")
_CREDIT = re.compile(r"\) ?[-–]|[, ]+\d{1,2}[/-]\d{1,2}")
_NEWSPAPER = ("Báo ", "báo ", "Báo điện tử ", "Đài PT-TH ", "Đài Phát thanh và Truyền hình ")
_DEPARTMENT_LINKS = {"của": "of", "tại": "at", "ở": "at", "do": "by"}  # before "Sở Nội vụ tỉnh Hà Giang"
_WARD = "phường "
_ACTED_ON = frozenset({"subject", "counted", "object"})  # parts of who is judged: "đến nay tỉnh A được Cổng B chấm"
_OF = " của "
_IS = " là "
_NAME_BEFORE = re.compile(r"(?P<word>[^\W\d_]+) $")
_COUNTED_BEFORE = re.compile(r"[\d%](?: triệu| nghìn)?(?: đơn vị| các)? $")
_MANY_BEFORE = re.compile(r"\d{3} $")  # "59.010 bộ" are sets of papers
_FIRST_BEFORE = re.compile(r"(?:đầu|nhất|nhì|ba|cuối|bảng|so với|cùng) $")
_YEAR_BEFORE = re.compile(r"(?:năm |[/-])(?:19|20)\d\d $")
_AND = re.compile(r"[ ]*(?:,|và|cùng|cùng với|-)*[ ]*(?:các )?")
_LIST_OPENS = re.compile(
    r"[^.;\d]{0,110}?(?<![^\W_])(?:là|gồm|như)(?:[ ]?:)?"
)  # "các bộ có tỷ lệ thấp nhất là: Xây dựng"
_PASSIVE = re.compile(r"(?: (?:đã|vừa|cũng|mới|tiếp tục|vẫn|luôn|đều|sẽ))*,? được (?:ubnd |hđnd )?")
_LISTED = re.compile(r"[ ]*(?:,|và)[ ]*(?:tỉnh |thành phố |tp |tp\.)?")
_COUNTED = 24  # characters of "% triệu đơn vị "
_OPENING_MARKS = ',;:.!?(\n"“-'
_LONGEST_ABBREVIATION = 9
_NEAR = 120  # characters in which "cơ quan này" is the ministry that was named, be it as a source
_FIRST_IN = ("nhất ", "dẫn đầu ", "đứng đầu ", "nhất trong ", "đứng cuối ")
_PLACE = "địa phương"
_SAYS = re.compile(r" (?:cho biết|cho hay|chia sẻ|thông tin|khẳng định|nói|cho rằng|nêu)(?: rằng)?,? ")
_MINISTRY = "vn.min."
_PROVINCE = "vn.prov."
_SETS = "bộ"
_TAKES_PLACE = " diễn ra"
_MEETING = (  # "hội nghị … diễn ra sáng nay tại TP "
    rf"(?:(?:hội nghị|hội thảo|tọa đàm|diễn đàn|phiên họp|họp báo)[^.;\d]{{0,60}}?|,){_TAKES_PLACE}"
    r"(?: [^.;,\d]{0,30})? (?:tại|ở) (?:tp[.]? ?|thành phố |tỉnh )?"
)
_VENUE_REACH = 120  # characters of "hội nghị … diễn ra sáng nay tại "
_TO_NOW = ("đến nay ", "hiện nay ", "cho đến nay ", "tới nay ")  # before who has done something by then
#: Before the members of a group, of whom the first may act: "gồm Bộ A đã cắt 12 điều kiện", "nhanh như Bộ A cắt …".
_CONSISTS = ("gồm ", " như ")
_MEMBER_ACTS = re.compile(
    r" (?:đã|mới|chỉ|đạt|có|với|xếp|đứng|cắt|giảm|hứa|cam kết|dự kiến|hoàn thành|giải ngân)(?![^\W_])"
)
_LEVEL = "cấp "  # begins what narrows an index: "DTI cấp tỉnh"
_ORGAN_NAME = 48
_ORGAN = re.compile(  # "Cục Đường bộ Việt Nam", "Hội Nông dân Việt Nam" are not the country
    r"(?:[Cc]ục|Viện|Hội|Liên (?:hiệp|đoàn)|Tập đoàn|[Tt]ổng công ty|Đài|Đoàn|Quỹ|Trung tâm|Học viện)"
    r"(?: [A-ZĐÂÔƯ][^\W\d_]*(?: (?!và |tại |ở |của |cho )[a-zà-ỹđ]+)?)+ $"
)
_MISSION = re.compile(  # "Chương trình Phát triển Liên hợp quốc tại Việt Nam", "Ngân hàng Thế giới tại Việt Nam"
    r"(?<![^\W_])(?:liên hiệp quốc|liên hợp quốc|thế giới|châu á|sứ quán|đại diện|thương mại)"
    r"(?: \([^()]{2,12}\))? (?:tại|ở) $"
)
_CAPITAL = "(thủ đô "
_OFFICES = {"các sở": "vn.provincial_departments", "các phòng": "vn.districts"}  # of all provinces, by their field
_OF_PLACE = re.compile(  # "toàn ngành Thi hành án dân sự (THADS) tỉnh": those of one province
    r"(?: \([^()\d]{2,20}\))? (?:tỉnh|thành phố|tp|huyện|quận|thị xã)(?![^\W_])"
)
_LOCAL_OFFICE = ("các ", "chi ", "những ", "số ")  # before "cục thuế" that are many, or are branches
_LOCAL = " địa phương"
_SECTOR = "ngành "  # before a ministry's field: all that serve it
_MEMBERS = {"vn.provinces": _PROVINCE, "vn.ministries": _MINISTRY}  # groups and how the keys of their bodies begin
_KINDS = ("huyện", "quận", "thị xã", "thành phố")
_SHORT_KINDS = {
    "quận": ("q.", "q. "),
    "thị xã": ("tx", "tx.", "tx. "),
    "thành phố": ("tp", "tp.", "tp. "),
}
_NO_NUMBER = (" huyện", " thị xã", " xã", " phường", " thành phố", "/")  # "20 quận 12 huyện" counts both
_BARE_PROVINCE = re.compile(r"[Tt]ỉnh (?:đã|còn|đang|sẽ|cũng|vẫn|tiếp nhận|giải quyết|giải ngân|đạt|thu)(?![^\W_])")
_COMPARES = 12
_COMPARED_BODY = re.compile(r"(?<![^\W_])(?:kém|hơn|so với|sau|vượt|bằng)(?: của)? $")  # "kém Bộ Tư pháp 6,4%"
_BARE_MINISTRY = re.compile(r"Bộ(?=[ ][^\W\d_A-ZĐ]|[,.;])(?! có chỉ số| ngành| nào)")


def _whole(mention: Mention, province: str | None, original: str) -> Iterator[Mention]:
    """ "Toàn tỉnh" as the province, unless a name follows; "dẫn đầu toàn tỉnh" only compares."""
    if province is not None and not original[mention.end + 1 : mention.end + 2].isupper():
        acts = mention.part == "object" and not _FIRST_BEFORE.search(
            original, max(0, mention.start - 10), mention.start
        )
        yield replace(mention, agency_key=province, part="subject" if acts else mention.part)


def whole_of(mentions: list[Mention], owner: str) -> list[Mention]:
    """The mentions, with "toàn tỉnh" as the province that the document is about, if it is about one."""
    key = owner if owner.startswith(_PROVINCE) else None
    return [replace(m, agency_key=key or m.agency_key, rule="alias") if m.rule == "whole" else m for m in mentions]


class AgencyGrammar:
    """Finds mentions of bodies. Compiled once from the tables of agencies, aliases and cues."""

    def __init__(self, reference: Reference) -> None:
        entries = _entries(reference)
        self._entries = list(entries.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(entries),
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            # A table of all transitions is twice as fast alone, but takes 30 MiB and pushes all else out of the caches.
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )
        cues = reference.cues
        buildings = cues("meeting_place")
        self._venue = re.compile(rf"{_MEETING}$|(?:{any_of(buildings)})[, (]+(?:thủ đô |tp[.]? ?|thành phố )?$")
        objects = any_of(cues("part_object"))
        self._office_with = re.compile(
            rf"(?<![^\W_])(?:{objects}|của|tại|do) (?:cục|tổng cục|vụ|viện|ban|trung tâm|phòng|trường)"
            r"(?: [^\W\d_]+){1,14} - $"
        )
        self._venue_words = (_TAKES_PLACE, *buildings)  # of which one stands in each
        self._prefix = re.compile(rf"(?:{from_border(cues('body_prefix'))} )+$")
        self._prefix_ends = _last_words(cues("body_prefix"))
        self._source = re.compile(
            from_border(cues("source_word"), not_after=("tiếp ", "kèm "))
            + r"(?: [^\W\d_]+| \d{1,2}/\d{1,2}(?:/\d{4})?){0,7}(?: của| từ| tại)? $"
        )
        self._source_words = tuple(words.split()[0] for words in cues("source_word"))
        parts = (("of", "part_of_body"), ("by", "part_by_body"), ("at", "part_at_body"), ("object", "part_object"))
        self._parts = tuple((part, re.compile(f"{from_border(cues(kind))} $")) for part, kind in parts)
        self._part_ends = tuple({end for _, kind in parts for end in _last_words(cues(kind))})
        self._opens = re.compile(
            rf"(?:^|[{re.escape(_OPENING_MARKS)}])[ ]*(?:{any_of(cues('topic_opener'))}) $"
            rf"|{from_border(cues('subject_opener'))} $"
        )
        self._government, names = bodies_named(reference, "government_body"), any_of(cues("government_body"))
        self._gives = re.compile(rf"(?:(?:,| và) (?:{names}))? (?:giao|phân công)(?![^\W_])")
        self._gives_to = re.compile(  # "Chính phủ đã giao tổng số 7.300 nhiệm vụ cho các bộ"
            rf"(?:(?:,| và) (?:{names}))*(?: đã| vừa)? giao (?:(?:tổng số|khoảng|hơn|gần|thêm) )*\d[\d.]* nhiệm vụ cho "
        )
        self._given = re.compile(
            r"(?<![^\W_])(?:do|được|nhiệm vụ|công việc|chỉ tiêu)(?: (?:được|do))?"
            rf" (?:lãnh đạo |(?:{names})(?:,| và) )*$"
        )
        self._orders = re.compile(rf"{from_border(cues('order_noun'))}(?: [^\W\d_]+){{0,3}} của $")
        self._holds_place = re.compile(  # "đứng thứ hai trong bảng xếp hạng là Đồng Tháp"
            rf"(?:{whole_words([*cues('standing'), *_EXTREMES])}[^.;:(]{{0,50}}| thứ \d+) là $"
        )
        links = "|".join(_DEPARTMENT_LINKS)
        self._of_department = re.compile(
            rf"(?:(?:^|[{re.escape(_OPENING_MARKS)}])[ ]*|(?<![^\W_])(?P<link>{links}) (?:chi nhánh số \d+ )?)"
            rf"(?:{any_of(cues('department_kind'))})"
            r"(?: (?!đã|có|của|tại|ở|được|là)[^\W\d_]+){1,7} (?:tỉnh |thành phố |tp |tp[.] ?)?$"
        )
        self._departments = tuple({f"{words.split()[0]} " for words in cues("department_kind")})
        self._opener_ends = (*_last_words(cues("topic_opener")), *_last_words(cues("subject_opener")))
        self._province_prefix = re.compile(rf"(?:{any_of(cues('province_prefix'))}|sở [^.;,]{{2,30}}) ?$")
        self._index_of = re.compile(rf"{from_border(cues('index_name'))}(?: (?:tỉnh|thành phố|tp\.?))? $")
        self._branched = frozenset(cues("branched_body"))
        self._ministries = _short_names(reference)
        self._short_name = re.compile(
            rf"(?:[ ]*[(]?\d[\d.,]*[ ]?%[)]?|[ ]*[(]\d[^()]*[)])?(?P<mark>[ ]*[:,;]| và|, và| cùng)?"
            rf" (?P<name>{any_of(self._ministries)})(?![^\W_])"
        )
        self._not_a_name = frozenset(cues("not_a_name"))
        self._named_so = tuple(f"{words} " for words in cues("place_named_so"))
        self._successors = {
            row["agency_key"]: row["successor_key"] for row in reference.tables["agencies"] if row["successor_key"]
        }

    def find(self, folded: str, original: str) -> list[Mention]:
        """All mentions in order; a name inside a longer name is part of it."""
        found: list[Mention] = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            entry = self._entries[index]
            if entry.rule in _SIGNS or entry.rule == "narrows":
                found.extend(_by_sign(entry, start, end, folded))
                continue
            if (
                entry.rule == "ignore"
                or _is_credit(folded, start, end)
                or folded[start - 1 : start].isalnum()
                or folded[end : end + 1].isalnum()
            ):
                continue
            if entry.alias == _SETS and _is_many(folded, start):
                continue
            if self._is_venue(entry, folded, start) or (entry.rule == "sector" and _OF_PLACE.match(folded, end)):
                continue
            if entry.agency_key == COUNTRY and folded.endswith(_FIRST_IN, 0, start):
                continue  # "thấp nhất cả nước" tells a place, not whose figure it is
            if entry.agency_key == COUNTRY and _MISSION.search(folded, max(0, start - _ORGAN_NAME), start):
                continue
            if entry.agency_key == COUNTRY and _ORGAN.search(original, max(0, start - _ORGAN_NAME), start):
                continue
            if self._is_named(entry, start, folded, original):
                rule = "alias" if entry.rule in {"needs_prefix", "district", "department"} else entry.rule
                part = self._part_of(entry, start, end, folded, original)
                found.append(Mention(self._ward_in(entry.agency_key, start, folded), start, end, rule, part))
        found = list(_with_short_forms(found, folded))
        found = list(self._as_branches(found, folded))
        named = _join_groups(list(self._with_short_names(found, folded, original)), folded)
        return list(_without_judges(named, folded))

    def name_bare(self, mentions: list[Mention], original: str, publisher_key: str | None) -> list[Mention]:
        """The mentions, with "Bộ" alone as the ministry named last before it, else as the one that publishes, and
        "tỉnh" alone and "thành phố này" as the province named last."""
        named: list[Mention] = []
        last: dict[str, str] = {}
        province: str | None = None
        spoke = -_NEAR  # where the ministry named last ends
        ministry = publisher_key if publisher_key and publisher_key.startswith(_MINISTRY) else None
        for mention in (m for m in mentions if not _is_one_of_many(m, original)):
            if mention.rule == "whole":
                named.extend(_whole(mention, province, original))
                continue
            if mention.rule == "points_back":
                near = ministry if mention.agency_key == "vn.ministries" and mention.start - spoke < _NEAR else None
                back = near or last.get(mention.agency_key)
                if back is not None:
                    named.append(replace(mention, agency_key=back, rule="alias"))
                continue
            mention = _place_told(mention, named, original)
            if mention.part != "source":
                last.update(
                    (g, mention.agency_key) for g, kind in _MEMBERS.items() if mention.agency_key.startswith(kind)
                )
            compared = _COMPARED_BODY.search(original, max(0, mention.start - _COMPARES), mention.start) is not None
            if mention.agency_key.startswith(_MINISTRY) and not compared:
                ministry, spoke = mention.agency_key, mention.end
            is_bare = mention.rule == "counted_noun" and _BARE_MINISTRY.match(original, mention.start) is not None
            if ministry is not None and is_bare and mention.part != "counted":
                mention = replace(mention, agency_key=ministry, rule="alias")
            if mention.agency_key.startswith(_PROVINCE):
                keeps = compared or _goes_on_list(named, mention, original)  # "hai tỉnh A và B"
                province = province if keeps and province is not None else mention.agency_key
            elif province is not None and mention.part == "subject" and mention.rule == "counted_noun":
                bare = _BARE_PROVINCE.match(original, mention.start) is not None
                mention = replace(mention, agency_key=province, rule="alias") if bare else mention
            named.append(mention)
        return named

    def _as_branches(self, found: list[Mention], folded: str) -> Iterator[Mention]:
        """The mentions, of which a national body right before a province is the province's branch of it, which does
        what the body would do: "Bảo hiểm Xã hội (BHXH) TP Hồ Chí Minh", "Kho bạc Nhà nước Hà Nội"."""
        part = None
        for mention, following in itertools.zip_longest(found, found[1:]):
            own, part = part or mention.part, None
            if following is not None and folded[mention.start : mention.end] in self._branched:
                near = following.agency_key.startswith(_PROVINCE)
                part = own if near and _BRANCH_NAME.fullmatch(folded, mention.end, following.start) else None
            if part is None:
                yield mention if own == mention.part else replace(mention, part=own)

    def _with_short_names(self, mentions: list[Mention], folded: str, original: str) -> Iterator[Mention]:
        """The mentions, and the ministries of "các bộ: Tư pháp, Tài chính" and "Bộ Tư pháp, Tài chính"."""
        for index, mention in enumerate(mentions):
            limit = mentions[index + 1].start if index + 1 < len(mentions) else len(folded)
            listed = list(self._short_after(mention, limit, folded, original))
            if listed and mention.part == "counted" and mention.is_single:
                yield replace(mention, agency_key="vn.ministries", end=listed[-1].end)
                continue
            if not listed or mention.agency_key != "vn.ministries" or mention.part == "counted":
                yield mention
            yield from listed

    def _short_after(self, mention: Mention, limit: int, folded: str, original: str) -> Iterator[Mention]:
        if mention.agency_key != "vn.ministries" and not mention.agency_key.startswith("vn.min."):
            return
        at, needs_mark = mention.end, mention.agency_key != "vn.ministries"
        opened = _LIST_OPENS.match(folded, at, limit) if not needs_mark else None
        if opened is not None and self._short_name.match(folded, opened.end(), limit):
            at = opened.end()
        while match := self._short_name.match(folded, at, limit):
            if not original[match.start("name")].isupper() or (needs_mark and not match["mark"]):
                return
            key = self._ministries[match["name"]]
            yield Mention(key, match.start("name"), match.end(), "alias", mention.part)
            at, needs_mark = match.end(), True

    def _is_venue(self, entry: _Entry, folded: str, start: int) -> bool:
        """Whether the name only tells where they met: "tại trụ sở Chính phủ (Thủ đô Hà Nội)", "diễn ra tại TP A"."""
        if folded.startswith(_CAPITAL, start - 1) or folded.endswith(_CAPITAL, 0, start):
            return True
        if not entry.agency_key.startswith(_PROVINCE):
            return False
        near = folded[max(0, start - _VENUE_REACH) : start]
        return any(word in near for word in self._venue_words) and self._venue.search(near) is not None

    def _part_of(self, entry: _Entry, start: int, end: int, folded: str, original: str) -> str:
        """What a mention of the body does in its sentence."""
        gives = entry.agency_key in self._government and self._is_giver(start, end, folded)
        if gives or original.endswith(_NEWSPAPER, 0, start):
            return "subject" if entry.rule == "district" else "source"
        part = self._part(folded, start)
        if part == "source" and entry.rule == "district":
            return "subject"  # "theo UBND quận A, 3 tháng đầu năm có …" reports on the district itself
        is_single = entry.agency_key not in GROUPS and entry.agency_key != COUNTRY
        acts = folded.endswith(_TO_NOW, 0, start) or _STANDS.match(folded, end) is not None
        acts = acts or (folded.endswith(_CONSISTS, 0, start) and _MEMBER_ACTS.match(folded, end) is not None)
        if (
            part == "subject"
            and entry.rule == "system"
            and folded.startswith("(", start - 1)
            and folded[end : end + 1] == ")"
        ):
            return "object"  # "nền tảng chia sẻ dữ liệu (NDXP)": a short form of what stands before
        if (
            part == "subject"
            and folded.endswith(" - ", 0, start)
            and self._office_with.search(folded, max(0, start - _WITH_OFFICE), start)
        ):
            return "object"  # "phối hợp với Cục B - Bộ A": whose office it is
        if part == "object" and is_single and self._index_of.search(folded, max(0, start - _INDEX_NAME), start):
            return "of"  # "tổng điểm PCI tỉnh A đạt …"
        return "subject" if part == "object" and is_single and acts else part

    def _is_giver(self, start: int, end: int, folded: str) -> bool:
        """ "113 nhiệm vụ do Chính phủ, Thủ tướng Chính phủ giao": who gives the task does not do it."""
        if self._gives_to.match(folded, end) is not None:
            return True
        if self._gives.match(folded, end) is None:
            return False
        return self._given.search(folded, max(0, start - _GIVEN_REACH), start) is not None

    def _is_named(self, entry: _Entry, start: int, folded: str, original: str) -> bool:
        """Whether the words really name the body: capitals where names have them, no person of that name."""
        printed = original[start : start + len(entry.alias)]
        if entry.alias.isupper() and len(entry.alias) <= _LONGEST_ABBREVIATION and not printed.isupper():
            return False
        if entry.rule == "sector" and entry.alias != fold(entry.alias) and not printed[len(_SECTOR)].isupper():
            return False  # "ngành y tế" is no name; the table tells those that are in small letters too
        if entry.rule == "department":
            return _is_national(folded, original, start, start + len(entry.alias))
        if not entry.agency_key.startswith("vn.prov."):
            return True
        if printed[-1:].isdigit():
            return not folded.startswith(_NO_NUMBER, start + len(entry.alias))
        if not printed.split()[-1][:1].isupper() or folded.endswith(self._named_so, 0, start):
            return False
        if self._has_prefix(entry, start, folded):
            return True
        return entry.rule != "needs_prefix" and not self._is_person(start, original)

    def _ward_in(self, agency_key: str, start: int, folded: str) -> str:
        """ "phường Bắc Giang" lies in the province that Bắc Giang went into."""
        return self._successors.get(agency_key, agency_key) if folded.endswith(_WARD, 0, start) else agency_key

    def _has_prefix(self, entry: _Entry, start: int, folded: str) -> bool:
        return self._names_kind(entry.alias) or (
            self._province_prefix.search(folded, max(0, start - 40), start) is not None
        )

    @lru_cache(maxsize=1024)  # noqa: B019 - one grammar lives as long as its process
    def _names_kind(self, alias: str) -> bool:
        """Whether an alias begins with the kind of its body: "tỉnh Bắc Ninh"."""
        return " " in alias and self._province_prefix.match(fold(alias).split(" ")[0] + " ") is not None

    def _is_person(self, start: int, original: str) -> bool:
        """ "Trương Hoà Bình" is no province: a capitalised word that is no word of office stands before."""
        before = _NAME_BEFORE.search(original, max(0, start - 20), start)
        if before is None or before["word"].isupper() or not before["word"][0].isupper():
            return False
        return fold(before["word"]) not in self._not_a_name

    def _part(self, folded: str, start: int) -> str:
        """What a mention does in its sentence, by the words before it.

        Where a pattern must end, a word of the table must; that is asked first, being a tenth of the work.
        """
        before = folded[max(0, start - 60) : start]
        if _COUNTED_BEFORE.search(before[-_COUNTED:]) and not _YEAR_BEFORE.search(before[-_COUNTED:]):
            return "counted"
        stripped = self._prefix.sub("", before) if before.endswith(self._prefix_ends) else before
        place = before[len(stripped) :].startswith(("tại ", "ở "))
        if stripped.endswith(_IS) and self._holds_place.search(stripped):
            return "subject"
        if self._follows_source(stripped, before):
            return "source"
        if stripped.endswith(_OF) and self._orders.search(stripped):
            return "object"
        if stripped.endswith(self._part_ends) or before.endswith(self._part_ends):
            for part, pattern in self._parts:
                if pattern.search(stripped) or (part == "at" and pattern.search(before)):
                    return part
        if place:
            return "at"
        if self._opens_clause(stripped):
            return "subject"
        of_one = any(kind in before for kind in self._departments) and self._of_department.search(before)
        return _DEPARTMENT_LINKS.get(of_one["link"], "subject") if of_one else "object"

    def _follows_source(self, stripped: str, before: str) -> bool:
        for word in self._source_words:
            if word in before:
                inside = before.removesuffix("(")  # "theo Cục A (Bộ B)"
                return any(self._source.search(words) is not None for words in (stripped, before, inside))
        return False

    def _opens_clause(self, before: str) -> bool:
        """Whether a subject may begin behind the words: a mark, a number or a word that opens ends them."""
        last = before.rstrip(" ")[-1:]
        if not last or last in _OPENING_MARKS:
            return True
        opens = before.endswith(self._opener_ends) and self._opens.search(before) is not None
        return opens or (last.isdecimal() and before.endswith(" ") and before[-2:-1] == last)


def _with_short_forms(mentions: list[Mention], folded: str) -> Iterator[Mention]:
    """The mentions, where one in brackets behind the same body plays its part: "Văn phòng Chính phủ (VPCP)"."""
    last: Mention | None = None
    for mention in mentions:
        again = last is not None and last.agency_key == mention.agency_key and last.is_single
        if (
            again
            and last is not None
            and folded[last.end : mention.start] == " ("
            and folded.startswith(")", mention.end)
        ):
            mention = replace(mention, part=last.part)
        yield mention
        last = mention


def _goes_on_list(named: list[Mention], mention: Mention, original: str) -> bool:
    """Whether a province is named as one more beside another: "hai tỉnh Gia Lai và Bình Định"."""
    last = named[-1] if named else None
    near = last is not None and last.agency_key.startswith(_PROVINCE) and mention.start - last.end <= _LIST_JOINT
    return near and last is not None and original[last.end : mention.start].strip() in {"và", ","}


def _is_one_of_many(mention: Mention, original: str) -> bool:
    """Whether "thành phố đã" stands behind a number or "các": those are more than the one that was named."""
    if mention.rule != "points_back":
        return False
    return mention.part == "counted" or original.endswith(("các ", "Các ", "nhiều ", "Nhiều "), 0, mention.start)


def _place_told(mention: Mention, named: list[Mention], original: str) -> Mention:
    """The mention, with "địa phương" alone as the province whose head speaks of it: "Chủ tịch tỉnh A chia sẻ, địa
    phương có 62% …"."""
    last = named[-1] if named else None
    if last is None or not last.agency_key.startswith(_PROVINCE) or original[mention.start : mention.end] != _PLACE:
        return mention
    speaks = mention.part == "subject" and _SAYS.fullmatch(original, last.end, mention.start) is not None
    return replace(mention, agency_key=last.agency_key, rule="alias") if speaks else mention


_STANDS = re.compile(r" (?:đứng|xếp) (?:đầu|cuối|(?:ở )?(?:vị trí )?thứ)(?![^\W_])")  # "với tỉnh A đứng thứ nhất"
_INDEX_NAME = 50  # characters of the name of an index and the word for its province
_BRANCH_NAME = re.compile(r"\)? (?:\([a-zđ]{2,8}\) )?")


def _is_many(folded: str, start: int) -> bool:
    """Whether more are counted than there are ministries: "57.028 bộ"; no year stands there."""
    before = folded[max(0, start - _COUNTED) : start]
    return _MANY_BEFORE.search(before) is not None and not _YEAR_BEFORE.search(before)


def _is_credit(folded: str, start: int, end: int) -> bool:
    """Whether the name is that of the newspaper or its place: "VTV.vn - …", "(VOV) - …", "Hà Nội (TTXVN 18/4)"."""
    if folded.startswith(_ADDRESS, end) or (folded[start - 1 : start] in "\n" and _DATELINE.match(folded, end)):
        return True
    opens = folded.endswith("(", 0, start) and (start < 2 or folded[start - 2] in "\n ")
    return opens and _CREDIT.match(folded, end) is not None


def _is_masthead(folded: str, start: int, end: int) -> bool:
    """Whether letters open a line, be it in brackets: "(QNO) - Sáng 22.2, …", "BDK - Trong tháng 2, …"."""
    if folded.startswith(" - ", end):
        return not start or folded[start - 1] == "\n"
    opens = folded.endswith("(", 0, start) and (start < 2 or folded[start - 2] in "\n ")
    return opens and folded.startswith(")", end)


def _is_address(folded: str, start: int, end: int) -> bool:
    """Whether the letters are the last part of an address: "dichvucong.hagiang.gov.vn"."""
    return not folded[start - 1 : start].isalnum() and not folded[end : end + 1].isalnum()


#: How what only tells where a text comes from must stand: such bodies are sources, and never whose a figure is.
_SIGNS = {"masthead": _is_masthead, "address": _is_address}


def _by_sign(entry: _Entry, start: int, end: int, folded: str) -> Iterator[Mention]:
    """The source that letters or an address name, or the bodies of the level that an index is told of."""
    if entry.rule == "narrows":
        level = folded.rfind(_LEVEL, start, end)
        yield Mention(entry.agency_key, level if level >= 0 else start, end, "alias", "of")
    elif _SIGNS[entry.rule](folded, start, end):
        yield Mention(entry.agency_key, start, end, "alias", "source")


def _last_words(words: list[str]) -> tuple[str, ...]:
    """How a text ends that ends with one of the words and a blank."""
    return tuple({f"{one.split()[-1]} " for one in words})


_LIST_JOINT = 4  # characters of " và "
_WITH_OFFICE = 120  # characters of "phối hợp với Cục Cảnh sát quản lý hành chính - "
_GIVEN_REACH = 40  # characters of "nhiệm vụ được Chính phủ, "
_JOINT = re.compile(r",? và |, | - ")
_JOINTS = (", ", " và ", ", và ", " - ", "-", " ")
_LETTERS_JOINT = re.compile(r" và |[&,-]")
_LETTERS_JOINTS = ("&", "-", " & ", " - ", " và ", ",", "")


def _joined_otherwise(name: str) -> Iterator[str]:
    """A ministry's name with other joints: "Bộ Khoa học Công nghệ", "Bộ LĐ-TB-XH" for "Bộ LĐ-TB&XH"."""
    kind, _, words = name.partition(" ")
    short = words.split(" ")[0].isupper()
    parts = (_LETTERS_JOINT if short else _JOINT).split(words)
    for joints in itertools.product(_LETTERS_JOINTS if short else _JOINTS, repeat=len(parts) - 1):
        yield f"{kind} " + "".join(itertools.chain.from_iterable(zip(parts, (*joints, ""), strict=True)))


def _short_names(reference: Reference) -> dict[str, str]:
    """Folded names of the ministries without "Bộ", as lists print them."""
    rows = [row for row in reference.tables["agencies"] if row["name_vi"].startswith("Bộ ")]
    names = {fold(name): row["agency_key"] for row in rows for name in _joined_otherwise(row["name_vi"])}
    return {name.removeprefix("bộ "): key for name, key in names.items()}


def bodies_named(reference: Reference, kind: str) -> frozenset[str]:
    """Keys of the bodies whose names are the cues of a kind: "government_body", those over all ministries, which give
    them their tasks."""
    names = set(reference.cues(kind))
    return frozenset(row["agency_key"] for row in reference.tables["agencies"] if fold(row["name_vi"]) in names)


def _entries(reference: Reference) -> dict[str, _Entry]:
    """Folded name to entry; a row of the alias table replaces a name of the agency table."""
    entries: dict[str, _Entry] = {}
    for row in reference.tables["agencies"]:
        for printed in [row["name_vi"], *filter(None, row["aliases"].split("|"))]:
            names = [printed, *_joined_otherwise(printed)] if printed.startswith("Bộ ") else [printed]
            for name in names:
                entries.setdefault(fold(name), _Entry(row["agency_key"], "alias", name))
    for sector in _sectors(reference):
        entries.setdefault(fold(sector.alias), sector)
    for name in {*_short_names(reference), *reference.cues("department_name")}:
        for offices, key in _OFFICES.items():
            entries.setdefault(f"{offices} {name}", _Entry(key, "offices", f"{offices} {name}"))
    for row in reference.tables["agency_aliases"]:
        entries[fold(row["alias"])] = _Entry(row["agency_key"], row["rule"], row["alias"])
    for address, agency_key in _addresses(reference):
        entries[address] = _Entry(agency_key, "address", address)
    for name, agency_key in _districts(reference):
        entries.setdefault(fold(name), _Entry(agency_key, "district", name))
    return entries


_ADDRESSES = ("{}.gov.vn", "bao{}.vn", "bao{}.com.vn", "bao{}.org.vn", "{}tv.vn", "{}tv.com.vn", "truyenhinh{}.vn")


def _addresses(reference: Reference) -> Iterator[tuple[str, str]]:
    """Addresses of the portals, newspapers and stations of provinces: "hagiang.gov.vn", "baohagiang.vn"."""
    keys = {row["agency_key"] for row in reference.tables["agencies"] if row["agency_key"].startswith(_PROVINCE)}
    for key in sorted(keys):
        name = key.removeprefix(_PROVINCE).replace("_", "")
        yield from ((address.format(name), key) for address in _ADDRESSES)


def _sectors(reference: Reference) -> Iterator[_Entry]:
    """The fields of the ministries with all that serve them: "ngành Y tế", "ngành TT&TT"."""
    for name, key in _short_names(reference).items():
        yield _Entry(key, "sector", f"{_SECTOR}{name.capitalize()}")
    for row in reference.tables["agencies"]:
        for printed in (alias for alias in row["aliases"].split("|") if alias.startswith("Bộ ")):
            yield _Entry(row["agency_key"], "sector", f"{_SECTOR}{printed.removeprefix('Bộ ')}")


def _is_national(folded: str, original: str, start: int, end: int) -> bool:
    """Whether "Cục Thuế" is that of the country: not those of provinces ("Cục Thuế Nam Định", "các cục thuế")."""
    named = original[start].isupper() and not folded.endswith(_LOCAL_OFFICE, 0, start)
    of_place = original[end : end + 1] == " " and original[end + 1 : end + 2].isupper()
    return named and not of_place and not folded.startswith(_LOCAL, end) and _OF_PLACE.match(folded, end) is None


def _districts(reference: Reference) -> Iterator[tuple[str, str]]:
    """Names of districts with the words for their kind, each with its province: "huyện Ba Vì", "TX.Bến Cát". A row
    without a kind names one district only, whatever it was called before it became a town."""
    for row in reference.tables["districts"]:
        for kind in (row["kind"],) if row["kind"] else _KINDS:
            for words in (kind, *_SHORT_KINDS.get(kind, ())):
                gap = "" if words.endswith((".", " ")) else " "
                yield f"{words}{gap}{row['name']}", row["agency_key"]


def _join_groups(mentions: list[Mention], folded: str) -> list[Mention]:
    """ "bộ, ngành và các địa phương" is one group: ministries and provinces named together."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        together = (
            last is not None
            and last.agency_key in _CENTRAL
            and mention.agency_key == "vn.provinces"
            and mention.part != "counted"
            and _AND.fullmatch(folded, last.end, mention.start)
        )
        if together and last is not None:
            joined[-1] = replace(last, agency_key="vn.ministries_and_provinces", end=mention.end, rule="alias")
        elif last is not None and _is_listed_with(mention, last, folded):
            joined.append(replace(mention, part=last.part))
        else:
            joined.append(mention)
    return joined


def _without_judges(mentions: list[Mention], folded: str) -> Iterator[Mention]:
    """The mentions; who acts on a body in the passive is no more than a source of its figures: "tỉnh A được Bộ B chấm
    88,4 điểm"."""
    last: Mention | None = None
    for mention in mentions:
        acted_on = last is not None and last.part in _ACTED_ON and last.agency_key != COUNTRY
        if acted_on and last and mention.part == "by" and _PASSIVE.fullmatch(folded, last.end, mention.start):
            mention = replace(mention, part="source")
        last = mention
        yield mention


def _is_listed_with(mention: Mention, last: Mention, folded: str) -> bool:
    """ "của Bộ A và Bộ B": the second plays the part of the first."""
    if last.part not in {"of", "by", "at", "object"}:
        return False
    same_kind = mention.agency_key.split(".")[:2] == last.agency_key.split(".")[:2]
    same_kind = same_kind or (mention.is_group and last.is_group)
    return same_kind and _LISTED.fullmatch(folded, last.end, mention.start) is not None
