"""Which part of its body a figure is about: level, unit, sector, clientele, channel, service level, case state.

Here: words near the figure that narrow it, as a key "dimension=code" sorted and joined by ";". `_T` is the total, `_U`
a cue that was seen and not understood: such a figure is compared with nothing. Not here: the words (seed tables).

A word that belongs to the name of the figure's indicator narrows nothing: the share of late dossiers is not narrowed to
late ones.
"""

from __future__ import annotations

import re
from functools import cached_property

from orchestration.extraction.marks import matches_at
from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, ascii_fold, fold, from_border, whole_words

TOTAL, UNKNOWN = "_T", "_U"
_REPORTS = re.compile(
    r"(?:giám đốc|theo|lãnh đạo|đại diện|trưởng|thông tin từ|"
    r"(?:báo cáo|số liệu|thống kê|lãnh đạo|đại diện|thông tin|đánh giá|tổng hợp|ý kiến)(?: của)?)[ ](?:ubnd )?$"
)
_JOINED = re.compile(r"[^,.;:()\d]{0,60} (?:và|cùng) (?:\d|các )")  # "Trung tâm … tỉnh và 99 trung tâm cấp xã" are all
_NAMES_ON = re.compile(r"(?:,| và|, và) (?=(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3}))")  # "huyện A, B và C"
_NAME_BESIDE = re.compile(
    r"(?P<name>(?<![^\W\d_])[^\W\d_]+(?: [^\W\d_]+){0,5})[ ]*[(:]?[ ]*(?:(?:hơn|trên|gần|đạt|là|dưới|khoảng) )*$"
)
_BEHIND = 90  # characters in which "trong lĩnh vực …" still belongs to the figure before it
_THIS = re.compile(from_border(["lĩnh vực", "ngành", "nhóm", "đơn vị"]) + r" (?:này|trên|đó)(?![^\W_])")
_GROUP = re.compile(r"nhóm(?<![^\W_]nhóm) (?:dịch vụ|lĩnh vực)(?![^\W_])")
_NUMBERED_KINDS = "quận|phường"  # kinds of units that may be named by a number
_BESIDE = 14  # characters of "đúng hạn là " before a figure
_TOLD_AS_ONE = "both are told as one"  # rows of scope cues that join early and on time
_RESOLVED = ("case_state", "resolved")  # goes without saying of what was resolved early or on time
_WAITING = ("case_state", "pending")
_CITY, _MUNICIPAL = "city", "thanh_pho"  # a province that is a city; the kind of unit of the cities below it
_DIGIT = re.compile(r"\d")
_COMMITTEE = ("ủy ", "uỷ ")  # "Ủy ban Trung ương" is no "ban Trung ương"
_NOT_UNITS = (
    "ban chỉ đạo",
    "ban bí thư",
    "ban thường vụ",
    "ban chấp hành",
    "trung tâm hành chính",
    "trung tâm phục",
    "trung tâm hành chính công",
)


@record(frozen=True, slots=True)
class Unit:
    """A named department, district or commune at a place of the text, or a level of them ("cấp huyện")."""

    code: str
    start: int
    end: int


class Places:
    """The named units of a text, looked for where a figure asks: only those of provinces do."""

    def __init__(self, grammar: ScopeGrammar, folded: str, original: str, head_end: int = 0) -> None:
        self._grammar, self._folded, self._original, self._head_end = grammar, folded, original, head_end
        self._start = self._end = -1  # of the sentence that was asked about last, as far as it was looked through
        self._units: list[Unit] = []

    @cached_property
    def document_unit(self) -> str | None:
        """The department that the document is of."""
        return self._grammar.document_unit(self._folded, self._head_end)

    def within(self, start: int, end: int) -> list[Unit]:
        """Those that begin in a stretch of the text: from the start of a sentence to one of its figures."""
        if start != self._start:
            self._start, self._end, self._units = start, start, []
        if end > self._end:
            self._units += self._grammar.units(self._folded, self._original, self._end, end)
            self._end = end
        return [unit for unit in self._units if unit.start < end]

    def listed(self, start: int, end: int) -> list[Unit]:
        """Those within a sentence and the names that go on with their kind: "ba huyện A, B và C"."""
        units = self.within(start, end)
        more = (self._grammar.names_on(unit, self._folded, self._original, end) for unit in units)
        return sorted((*units, *(name for names in more for name in names)), key=lambda unit: unit.start)


@record(frozen=True, slots=True)
class ScopeSite:
    """What decides the scope of a figure.

    Folded words of its phrase and of its clause, the named units of its sentence before it, the name printed directly
    before it, the words that its indicator's name holds, whether its body is a province, or itself a level of bodies.
    """

    phrase: str
    clause_left: str
    clause_right: str
    sentence_left: str
    units: tuple[Unit, ...]
    beside: str | None
    name: str
    in_province: bool
    is_level: bool
    document_unit: str | None
    level_in_turn: str | None = None


class ScopeGrammar:
    """Reads scopes. Compiled once from the tables of scope cues, kinds of units and agencies."""

    def __init__(self, reference: Reference) -> None:
        rows, cues = reference.tables["scope_cues"], reference.cues
        self._codes = {fold(row["words"]): (row["dimension"], row["code"]) for row in rows}
        self._cue = re.compile(whole_words(self._codes))
        areas = (words for words, (dimension, _) in self._codes.items() if dimension == "area")
        self._area_named = re.compile(whole_words(areas))
        kinds = reference.tables["unit_kinds"]
        ministries = {
            re.sub(r"^bộ ", "", fold(row["name_vi"]))
            for row in reference.tables["agencies"]
            if row["kind"] == "ministry"
        }
        ministries |= set(cues("department_name"))
        by_capital = from_border(row["words"] for row in kinds if row["named_by"] == "capital")
        by_ministry = from_border(row["words"] for row in kinds if row["named_by"] == "ministry_name")
        whole = [row["words"] for row in kinds if row["named_by"] == "itself"]  # "công an tỉnh": one in each province
        self._department = re.compile(rf"(?:{by_ministry} (?:{any_of(ministries)})|{from_border(whole)})(?![^\W_])")
        self._kinds = {row["words"]: row["code"] for row in kinds}
        self._kinds_of_names = {row["code"] for row in kinds if row["named_by"] != "itself"}
        self._kinds_like_ministries = {row["code"] for row in kinds if row["named_by"] == "ministry_name"}
        self._ministry_name = re.compile(whole_words(ministries))
        self._kind_begins = re.compile(from_border(row["words"].split(" ")[0] for row in kinds))
        self._named = re.compile(rf"(?P<kind>{by_capital})(?:[.][ ]?|[ ])(?=(?P<name>[^\W\d_]+(?: [^\W\d_]+){{0,3}}))")
        cities = {
            row["agency_key"]: fold(row["name_vi"]) for row in reference.tables["agencies"] if row["kind"] == _CITY
        }
        aliases = (row for row in reference.tables["agency_aliases"] if row["agency_key"] in cities)
        short = {re.sub(r"^(?:tp|thành phố)[. ]*", "", fold(row["alias"])) for row in aliases}
        self._provinces = tuple(sorted({*cities.values(), *short}))
        self._numbered = re.compile(rf"(?P<kind>{_NUMBERED_KINDS}) (?P<number>\d{{1,2}})(?![\d.,/%]*\d|[%/])")
        self._levels = tuple(
            (code, re.compile(whole_words(cues(f"level_{code}")))) for code in ("province", "district", "commune")
        )
        self._any_level = re.compile(whole_words(cue for code, _ in self._levels for cue in cues(f"level_{code}")))
        self._opening = re.compile(  # "Ở cấp huyện, …" and "- Đối với cấp xã …" speak of a level to the end
            rf"[ *+•\n-]*(?:(?:{any_of([*cues('part_at_body'), *cues('topic_opener')])}) )?(?:ubnd )?"
        )
        stops = any_of(cues("sector_stop"))
        self._sector = re.compile(
            r"lĩnh(?<![^\W_]lĩnh) vực (?!(?:là|đạt|chiếm|có|được|này)[ ])"
            rf"(?P<name>[^\W\d_]+(?:,? (?!(?:{stops})(?![^\W_]))(?:và )?[^\W\d_]+){{0,7}})"
        )
        self._business = re.compile(  # "41 thủ tục hành chính trong kinh doanh dược; 4 thủ tục …"
            r" (?:[^\W\d_]+ ){1,4}trong kinh doanh(?:, sản xuất)? (?!(?:là|đạt|có|và|được|này|của|cho)[ ])"
            rf"(?P<name>[^\W\d_]+(?:,? (?!(?:{stops})(?![^\W_]))(?:và )?[^\W\d_]+){{0,7}})"
        )
        self._on_time = re.compile(whole_words(cues("on_time")))
        self._early = re.compile(whole_words(cues("early")))
        self._early_or_on_time = re.compile(
            whole_words(fold(row["words"]) for row in rows if row["source"] == _TOLD_AS_ONE)
        )
        self._bare = re.compile(rf"{by_ministry}(?= (?:đã|cũng|đang|sẽ|còn|tiếp))")

    def units(self, folded: str, original: str, start: int, stop: int) -> list[Unit]:
        """All named units that begin in a stretch of a text, in order."""
        places = self._kinds_in(folded, start, stop)
        if not places:
            return []
        found = self._departments(folded, places)
        for match in matches_at(self._named, folded, places):
            if not original[match.start("name")].isupper():
                continue
            length = _capitals(original, match.start("name"), match.end("name"))
            words, name = folded[match.start() : match.start("name") + length], match["name"][:length]
            kind = self._kinds[match["kind"]]
            end = match.start() + len(words)
            is_other = kind == _MUNICIPAL and name.startswith(self._provinces)
            is_other = is_other or folded[end : end + 1].isdigit()  # "Cục C06" is no unit of a province
            is_other = is_other or folded.endswith(_COMMITTEE, 0, match.start())
            if not is_other and not words.startswith(_NOT_UNITS) and not _OF_LEVEL.match(folded, match.start()):
                found.append(Unit(f"{kind}_{_slug(name)}", match.start(), end))
        for match in matches_at(self._numbered, folded, places):
            found.append(Unit(f"{self._kinds[match['kind']]}_{match['number']}", match.start(), match.end()))
        return sorted((unit for unit in found if _stands_alone(unit, folded)), key=lambda unit: unit.start)

    def names_on(self, unit: Unit, folded: str, original: str, stop: int) -> list[Unit]:
        """The bare names of units of the same kind that stand right behind a unit, in order."""
        kind = max((code for code in self._kinds_of_names if unit.code.startswith(f"{code}_")), key=len, default="")
        found: list[Unit] = []
        end = unit.end
        while kind and (joint := _NAMES_ON.match(folded, end, stop)) is not None:
            begin = joint.end()
            ministry = self._ministry_name.match(folded, begin, stop) if kind in self._kinds_like_ministries else None
            length = len(ministry.group()) if ministry else _capitals(original, begin, joint.end("name"))
            if not length or not original[begin].isupper() or self._kind_begins.match(folded, begin):
                break
            end = begin + length
            found.append(Unit(f"{kind}_{_slug(folded[begin:end])}", begin, end))
        return found

    def _kinds_in(self, folded: str, start: int, end: int) -> list[int]:
        """Where words for kinds of units begin in a stretch of the text; the pattern of a unit is tried only there."""
        found = self._kind_begins.finditer(folded, start, end + _LONGEST_WORD)
        return [match.start() for match in found if match.start() < end]

    def _departments(self, folded: str, places: list[int]) -> list[Unit]:
        matches = matches_at(self._department, folded, places)
        return [
            Unit(_slug(match.group()), match.start(), match.end())
            for match in matches
            if not _OF_LEVEL.match(folded, match.start())
        ]

    def levels(self, folded: str, start: int, end: int) -> list[Unit]:
        """All levels that a stretch of a text names, in order."""
        short = (
            Unit(_SHORT_LEVELS[match.group()], match.start(), match.end())
            for listed in _LISTED_LEVELS.finditer(folded, start, end)
            for match in _SHORT_LEVEL.finditer(folded, listed.start(), listed.end())
        )
        found = {level.end: level for level in short} | {
            match.end(): Unit(code, match.start(), match.end())
            for code, cue in self._levels
            for match in cue.finditer(folded, start, end)
        }
        return [found[at] for at in sorted(found)]

    def is_clientele(self, folded: str) -> bool:
        """Whether folded words name whom a service is for: "doanh nghiệp"."""
        return self._codes.get(f"của {folded}", ("", ""))[0] == "clientele"

    def document_unit(self, folded: str, head_end: int) -> str | None:
        """The department that a document is of: the one that its head names, where "Sở đã …" then stands alone."""
        departments = self._departments(folded, self._kinds_in(folded, 0, head_end))
        head = {unit.code for unit in departments if _stands_alone(unit, folded)}
        return head.pop() if len(head) == 1 and self._bare.search(folded) else None

    def read(self, site: ScopeSite) -> str:
        """The scope key of a figure."""
        if _THIS.search(site.phrase) or _THIS.search(site.clause_right[:40]):
            return UNKNOWN
        parts = dict(self._cues(site))
        area = self._area(site) if "area" not in parts else None
        if area is not None:
            parts["area"] = area
        level = self._level(site)
        if level is not None and (not parts.get("level") or site.level_in_turn or self._level_behind(site)):
            parts["level"] = level
        unit = self._unit(site)
        if unit is not None:
            parts["unit"] = unit
            parts.pop("level", None)
        if self._is_on_time_alone(site):
            parts["case_state"] = "on_time_alone"
        sector = self._field(site)
        if sector is not None:
            parts["sector"] = sector
        if not parts and (_GROUP.search(site.phrase) or self._is_bare(site)):
            return UNKNOWN
        return ";".join(f"{name}={parts[name]}" for name in sorted(parts)) or TOTAL

    def of_part(self, scope: str, name: str, whole: str, scope_of_whole: str) -> str:
        """The scope of a part, which keeps where its whole is and that it still waits: "cấp huyện đang giải quyết 8.237
        hồ sơ; trong đó quá hạn 152"."""
        if scope == UNKNOWN:
            return scope
        of_whole = scope_of_whole.split(";")
        states, own = ({self._codes[match.group()] for match in self._cue.finditer(words)} for words in (whole, name))
        kept = [part for part in of_whole if part.startswith(_PLACES) and not any(name in scope for name in _PLACES)]
        waits = _WAITING in states or "=".join(_WAITING) in of_whole
        if waits and _WAITING[0] not in scope and _WAITING not in own:
            kept.append("=".join(_WAITING))
        return ";".join(sorted([*(part for part in scope.split(";") if part != TOTAL), *kept])) if kept else scope

    def _cues(self, site: ScopeSite) -> list[tuple[str, str]]:
        found = [self._codes[match.group()] for match in self._cue.finditer(site.phrase)]
        if not found:
            return []
        own = {self._codes[match.group()] for match in self._cue.finditer(site.name)}
        told = {*own, _RESOLVED} if any(dimension == _RESOLVED[0] for dimension, _ in own) else own
        return [cue for cue in found if cue not in told and (cue[0] != "level" or not site.is_level)]

    def _area(self, site: ScopeSite) -> str | None:
        """The region that the words since the figure before name: "Tây Nguyên là vùng có chỉ số thấp nhất, 86,2%"."""
        if site.in_province or site.phrase.startswith("vùng") or not self._area_named.search(site.sentence_left):
            return None
        since = _DIGITS.split(site.sentence_left)[-1]
        found = [self._codes[match.group()][1] for match in self._area_named.finditer(since)]
        return found[-1] if len(set(found)) == 1 else None

    def _level(self, site: ScopeSite) -> str | None:
        """The last level named in the sentence before the figure: "- Cấp huyện: tiếp nhận …", "cấp xã 128 thủ tục"."""
        if site.in_province and site.level_in_turn is not None:
            return site.level_in_turn
        if not site.in_province or self._any_level.search(f"{site.sentence_left}|{site.clause_right}") is None:
            return None
        beside = self._level_behind(site)
        if beside is not None:
            return beside
        found = [
            (match.end(), code)
            for code, cue in self._levels
            for match in cue.finditer(site.sentence_left)
            if match.group() not in site.name and self._governs(match, site)
        ]
        return max(found)[1] if found else None

    def _is_on_time_alone(self, site: ScopeSite) -> bool:
        """Whether "đúng hạn" leaves out what was early, because the sentence tells that apart: "trước hạn 120 hồ sơ,
        đúng hạn 56 hồ sơ"."""
        told = site.phrase if self._on_time.search(site.phrase) else site.clause_left[-_BESIDE:]
        if not self._on_time.search(told) or self._early_or_on_time.search(told) or self._early.search(told):
            return False
        rest = self._early_or_on_time.sub("", f"{site.sentence_left}|{site.clause_right}")
        return self._early.search(rest) is not None

    def _field(self, site: ScopeSite) -> str | None:
        """The field that phrase or clause names: "trong lĩnh vực đất đai"; several fields of one list are one code."""
        number = _DIGIT.search(site.clause_right, 0, _BEHIND)
        behind = site.clause_right[: number.start() if number else _BEHIND]
        business = self._business.match(behind) if "trong kinh doanh" in behind else None
        if business is not None:
            return _slug(business["name"])
        for words in (site.phrase, behind, site.clause_left):
            matches = list(self._sector.finditer(words)) if "lĩnh vực" in words else []
            if matches and matches[-1]["name"].strip() not in site.name and not _POINTS.match(matches[-1]["name"]):
                return _slug(matches[-1]["name"])
        return None

    def _governs(self, match: re.Match[str], site: ScopeSite) -> bool:
        """Whether a level before the figure is that of its clause: in the clause itself, or heading the sentence."""
        words = site.sentence_left
        if _is_closed(words, match.start(), match.end()):
            return False
        in_clause = match.start() >= len(words) - len(site.clause_left)
        heads = words.startswith(":", match.end()) or self._opening.fullmatch(words, 0, match.start()) is not None
        return in_clause or heads

    def _level_behind(self, site: ScopeSite) -> str | None:
        """The level directly behind the figure: "60% cấp huyện"."""
        behind = site.clause_right.lstrip()
        return next((code for code, cue in self._levels if cue.match(behind)), None)

    def _unit(self, site: ScopeSite) -> str | None:
        if not site.in_province:
            return None
        beside = self._code_of(site.beside) if site.beside is not None else None
        if beside is not None and site.units and not site.units[-1].code.endswith(beside):
            return beside
        return site.units[-1].code if site.units else site.document_unit

    def _code_of(self, name: str) -> str:
        """The code of a printed name: "TX Quảng Yên", "Ứng Hoà"."""
        kind, _, rest = fold(name).partition(" ")
        return f"{self._kinds[kind]}_{_slug(rest)}" if rest and kind in self._kinds else _slug(name)

    def _is_bare(self, site: ScopeSite) -> bool:
        return site.in_province and site.document_unit is None and self._bare.search(site.clause_left) is not None


_SHORT_LEVELS = {"tỉnh": "province", "huyện": "district", "xã": "commune"}
_SHORT_LEVEL = re.compile(r"(?:tỉnh|huyện|xã)(?![^\W_])")
_LISTED_LEVELS = re.compile(r"cấp(?<![^\W_]cấp) (?:tỉnh|huyện)(?:(?:,| và|, và) (?:huyện|xã)(?![^\W_]))+")
_OF_LEVEL = re.compile(r"trung tâm [^,.;:()\d]{0,40}(?<![^\W_])cấp (?:huyện|xã)(?![^\W_])")  # all of one level
_PLACES = ("level=", "unit=")
_DIGITS = re.compile(r"\d+")
_POINTS = re.compile(r"(?:này|trên|đó|khác|nêu)(?![^\W_])")  # "trong các lĩnh vực này" names none
_LONGEST_WORD = 8  # characters of a word that begins the name of a kind
_NAME_REACH = 80  # characters before a figure in which a name beside it stands


def _is_closed(words: str, start: int, end: int) -> bool:
    """Whether brackets around a place close behind it: "(cấp tỉnh 112, cấp xã 95) và tích hợp "."""
    opened = words.rfind("(", 0, start)
    return opened >= 0 and words.find(")", opened, start) < 0 <= words.find(")", end)


def _stands_alone(unit: Unit, folded: str) -> bool:
    """Whether the text speaks of the unit itself: "Sở A và 12 huyện" are all, "theo Sở A" only tells who says so."""
    if _JOINED.match(folded, unit.end):
        return False
    return _REPORTS.search(folded, max(0, unit.start - 24), unit.start) is None


def name_beside(original: str, start: int, end: int) -> str | None:
    """The capitalised name that stands between two figures, directly before the second: "và Ứng Hoà (hơn 80%)"."""
    match = _NAME_BESIDE.search(original[max(start, end - _NAME_REACH) : end])
    words = match["name"].split() if match else []
    name = next((words[at:] for at in range(len(words)) if all(word[0].isupper() for word in words[at:])), [])
    return " ".join(name) or None


def _capitals(original: str, start: int, end: int) -> int:
    """How many characters of `original[start:end]` are words that begin large, from the first on."""
    length = 0
    for match in re.finditer(r"\S+", original[start:end]):
        if not match.group()[0].isupper():
            break
        length = match.end()
    return length


def _slug(words: str) -> str:
    return "_".join(re.findall(r"[a-z0-9]+", ascii_fold(words)))
