"""Whose figure a figure is.

Here: the order of the rules that give a figure its body, and the body that a whole document is about. Not here:
finding bodies (`agencies`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from orchestration.extraction.agencies import COUNTRY, Mention, bodies_named
from orchestration.extraction.record import record
from orchestration.extraction.reference import Reference
from orchestration.extraction.roles import GAP_BETWEEN
from orchestration.extraction.text import Span, any_of, segment, whole_words


@record(frozen=True, slots=True)
class Site:
    """Where a figure stands. `previous_end` ends the number before in the sentence, or is the sentence's start."""

    start: int
    end: int
    sentence: Span
    clause: Span
    has_denominator: bool
    is_rank: bool
    previous_end: int


@record(frozen=True, slots=True)
class Attribution:
    """The body of a figure and the rule that found it."""

    agency_key: str
    basis: str


NAMED_BEFORE = "named before the figure"
COUNTED_BODIES = "bodies that are counted"
_PLACE, _OWNER_BEHIND = "place in the sentence", "owner behind the figure"
#: Rules of mentions that are of the whole country, unless the text speaks of one province.
_OF_STATE = frozenset({"sector", "state", "offices"})
LEVELS = frozenset({"vn.provincial_departments", "vn.districts", "vn.communes"})
_BETWEEN_NUMBER_AND_NOUN = re.compile(r"[ ]*(?:đơn vị|các|số|trong số|cơ quan|tổng số|ubnd|ủy ban nhân dân)?[ ]*$")
_COUNTED_FROM = re.compile(r"(?:(?! thuộc | của | tại )[^.;,\d]){0,30}$")
_ENUMERATED = re.compile(r"\)?[ ]*(?:,|và|;)+[ ]*(?:tỉnh |thành phố |bộ |tổ chức pháp chế )?")
_OPENS_WITH = re.compile(r"(?:^|(?<=[,:\n]))[ ]*(?:với|đạt)(?: [^\W\d_]+){0,5} $")
_HOLDS = re.compile(
    r"[ ]*(?:(?:trong|trên) bảng xếp hạng )?"
    r"(?:(?:vẫn |tiếp tục |lần lượt )?(?:là|thuộc về|gọi tên)[ ])?(?:tỉnh |thành phố |tp |tp[.] ?)?"
)
_GROUP_OF = {"vn.prov.": "vn.provinces", "vn.min.": "vn.ministries"}
_COUNT = re.compile(r"\d[\d.,/]*(?:[ ]?%)?(?: đơn vị| các)?[ ]$")  # of "11/63 " before "tỉnh, thành phố"
_MEAN_ABOVE = re.compile(  # "cao hơn mức trung bình của cả nước 1,1 điểm": who is only compared with
    r"(?:cao|thấp|nhiều|ít|lớn) hơn(?: so với)?(?: mức)? (?:trung bình|bình quân)(?: chung)?(?: của)? $"
)
_REPORTS = re.compile(r"(?: [^\W\d_]+){0,3},? (?:cho thấy|cho biết|thể hiện|nêu rõ)(?![^\W_])")
_MEAN_REACH = 48  # characters of "cao hơn so với mức trung bình chung của "
_COUNT_REACH = 20
_OF = "của "
_IS_NUMBER = re.compile(
    r",? (?:là|đạt|có|chỉ có|chỉ đạt)(?: (?:hơn|gần|khoảng|trên))* \d"
)  # "số điều kiện của 16 bộ là 6.191"
_COUNT_OPENS = 40  # characters before a count of bodies that tell whether it opens a predicate
_AND_COUNT = re.compile(r"[ ]*(?:,|và|, và|cùng|cùng với)[ ]*(?:hơn |gần |khoảng )?\d[\d.,/]*(?: đơn vị| các)?[ ]*")
_IN_BRACKETS = re.compile(r"[ ]\((?:thuộc về |là |của )?(?:tỉnh |thành phố |tp |tp[.] ?|ubnd )*")
_COORDINATED = re.compile(r"[ ]*(?:,|;|và|, và|cùng|và cùng với)(?: (?:hơn|gần|trên|khoảng))?[ ]*")
_NO_BODY = re.compile(r"(?:, [^\W\d_]+(?: [^\W\d_]+){0,3})? nào(?![^\W_])")  # behind "không có bộ"
_TOGETHER = frozenset({"vn.ministries", "vn.central", "vn.provinces"})
_BOTH = "vn.ministries_and_provinces"


class AttributionGrammar:
    """Gives figures their bodies. Compiled once from the table of cues."""

    def __init__(self, reference: Reference) -> None:
        predicate = any_of(reference.cues("body_predicate"))
        self._local = re.compile(whole_words(reference.cues("local_body")))
        self._puts = re.compile(whole_words(reference.cues("put_on_system")))
        self._link = re.compile(rf"[ ]*(?:[(:]|-)?(?:[ ]*(?:{predicate})(?![^\W_]))*[ ]*[(]?[ ]*[+–-]?")
        hedges = any_of(reference.words("hedges", side="before"))
        self._counting = re.compile(
            rf"(?:^|[,;:.(\n-]|(?<![^\W_])(?:{any_of(reference.cues('counts_doers'))}))[ ]*(?:(?:{hedges}) )*$"
        )
        self._counted_place = re.compile(rf"{whole_words(reference.cues('part_at_body'))}[ ]*(?:(?:{hedges}) )*$")
        self._else = re.compile(
            rf",[ ]*(?:và |còn |thì )?(?:{any_of([*reference.cues('share_noun'), 'số', 'tổng số'])})(?![^\W_])"
            rf"|{whole_words([*reference.cues('whole_body'), *reference.cues('part')])}"
        )
        self._whole = re.compile(whole_words(reference.cues("whole_body")))
        self._government = bodies_named(reference, "government_body")
        self._judges = re.compile(
            rf"[ ]*(?:đã |vừa |cũng |tiếp tục )*(?:{any_of(reference.cues('judging_verb'))})(?![^\W_])"
        )

    def attribute(
        self, site: Site, mentions: list[Mention], folded: str, inherited: str | None, owner: str
    ) -> Attribution:
        """The body of a figure, by the first rule that answers.

        `mentions` are those of its sentence, `inherited` the subject of the sentence before in the same block, `owner`
        the body that the whole document is about.
        """
        of_place = any(m.rule in _OF_STATE for m in mentions) and _is_of_place(mentions, owner)
        named = [m for m in mentions if m.part != "source" and not (m.rule in _OF_STATE and of_place)]
        named = [m for m in named if m.rule != "state" or m.part == "subject"]
        if site.is_rank:  # a national system stands in no ranking
            named = [m for m in named if m.rule != "system"]
        named = [m for m in named if _MEAN_ABOVE.search(folded, max(0, m.start - _MEAN_REACH), m.start) is None]
        if owner.startswith("vn.prov."):
            named = [m for m in named if not self._is_put_on(m, site, folded)]
        named = [m for m in named if not (m.rule == "system" and _is_behind_subject(m, named, site))]
        for answer in self._answers(site, named, folded):
            own = answer.agency_key in LEVELS or answer.basis == "some body of the group"
            if owner.startswith("vn.prov.") and (own or self._is_local(answer, named, folded)):
                return Attribution(owner, "level of the document's province")
            bodies = [m for m in named if m.rule != "counted_noun"] if answer.agency_key in LEVELS else []
            of_province = _subject(bodies, site, folded)
            if of_province is not None and of_province.agency_key.startswith("vn.prov."):
                return Attribution(of_province.agency_key, "level of the province that is the subject")
            in_clause = {
                m.agency_key for m in bodies if site.clause.start <= m.start and m.end <= site.start and m.is_single
            }
            if len(in_clause) == 1 and min(in_clause).startswith("vn.prov."):  # "của tỉnh A ở cấp xã"
                return Attribution(min(in_clause), "level of the province in the clause")
            at_level = answer.agency_key in LEVELS and answer.basis in {_PLACE, _OWNER_BEHIND}
            if at_level and inherited is not None and inherited.startswith("vn.prov."):
                return Attribution(inherited, "subject of the sentence before")
            if answer.agency_key in self._government and owner.startswith("vn.min."):
                return Attribution(owner, "the Government acts in the document's field")
            return answer
        if inherited is not None:
            own = inherited in LEVELS and owner.startswith("vn.prov.")
            return Attribution(owner if own else inherited, "subject of the sentence before")
        return Attribution(owner, "document")

    def _is_put_on(self, system: Mention, site: Site, folded: str) -> bool:
        """Whether a province puts something on a national system: "tích hợp 90 dịch vụ trên Cổng …" is its deed."""
        if system.rule != "system" or system.part != "at":
            return False
        return self._puts.search(folded, site.clause.start, system.start) is not None

    def _is_local(self, answer: Attribution, named: list[Mention], folded: str) -> bool:
        """Whether the group is "các địa phương", which in a province's own report are its districts and communes."""
        groups = (m for m in named if m.agency_key == answer.agency_key and m.rule != "counted_noun" and m.is_group)
        told = [folded[m.start : m.end] for m in groups]
        return bool(told) and all(self._local.search(words) for words in told)

    def _answers(self, site: Site, named: list[Mention], folded: str) -> Iterator[Attribution]:
        if not named:
            return
        bodies = [m for m in named if m.rule != "counted_noun"]
        subject = _subject(bodies, site, folded)
        yield from _told_by_form(site, bodies, named, folded)
        yield from _counted_bodies(site, named, subject, folded)
        owners_behind = _counted_owners(site, named, folded)
        if owners_behind is not None:
            yield Attribution(owners_behind.agency_key, _OWNER_BEHIND)
        before = [m for m in bodies if site.clause.start <= m.start and m.end <= site.start]
        given = subject is not None and not subject.is_group
        for mention in (m for m in reversed(before) if not (given and _is_given(m, folded))):
            if mention.start >= site.previous_end and self._link.fullmatch(folded, mention.end, site.start):
                yield Attribution(_with_neighbours(mention, named, folded), NAMED_BEFORE)
        owners = [m for m in before if m.part in {"of", "by"}]
        group = self._counted_doers(site, named, subject, folded)
        if group is not None:
            yield Attribution(group, "counted bodies are the subject")
        yield from _whole_behind(owners, before, folded)
        yield from _owner_beside(owners, subject, site, named, folded)
        yield from _doer(site, bodies, named, subject, folded)
        if owners:
            yield Attribution(_with_neighbours(owners[-1], named, folded), "owner in the sentence")
        doer = _subject_behind(bodies, site, folded)
        if doer is not None:
            yield Attribution(COUNTRY if doer.rule == "system" else doer.agency_key, "subject behind the figure")
        for mention in named:
            if (
                mention.rule == "counted_noun"
                and mention.start - site.sentence.start <= _OPENING
                and (mention.end <= site.start)
            ):
                yield Attribution(mention.agency_key, "some body of the group")

    def _counted_doers(self, site: Site, named: list[Mention], subject: Mention | None, folded: str) -> str | None:
        """ "11/63 tỉnh, thành phố vượt 7.951 biên chế": the counted group of the clause that acts, or that a judge
        names the place of ("Bộ A đã thẩm định … tại 29 bộ, ngành, giảm 17.736 biên chế")."""
        before = [m for m in named if site.clause.start <= m.start and m.end <= site.start]
        before = [m for m in before if not _is_closed(m, site, folded)]
        at = next((i for i in reversed(range(len(before))) if _is_counted(before[i], folded)), None)
        if at is None or (subject is not None and subject.rule == "system"):
            return None
        group = before[at]
        if group.part != "counted":
            return group.agency_key
        if any(m.part in {"subject", "of", "by"} for m in before[at + 1 :]):
            return None
        count = _COUNT.search(folded, max(0, group.start - _COUNT_REACH), group.start)
        if count is None:
            return None
        opening = folded[max(site.clause.start, count.start() - _COUNT_OPENS) : count.start()]
        judged = subject is None or self._judges.match(folded, subject.end)
        placed = judged and self._counted_place.search(opening)
        owns = opening.endswith(_OF) and _IS_NUMBER.match(folded, group.end) is not None
        if not (placed or owns) and not self._counting.search(opening):
            return None
        if self._else.search(folded, _end_of_members(before[at:], folded), site.start) or self._whole.search(opening):
            return None
        if _COORDINATED.fullmatch(folded, group.end, site.start):
            return None
        other = before[at - 1] if at else None
        if other is not None and other.part == "counted" and _AND_COUNT.fullmatch(folded, other.end, group.start):
            both = {other.agency_key, group.agency_key}
            return _BOTH if len(both) > 1 and both <= _TOGETHER else group.agency_key
        return group.agency_key


def _is_given(mention: Mention, folded: str) -> bool:
    """Whether something was given to the group: "Bộ A đã gửi cho các địa phương 31 văn bản"."""
    return mention.is_group and folded.endswith(_TO_WHOM, 0, mention.start)


_TO_WHOM = ("cho ", "cho các ", "cho tất cả các ", "cho từng ", "tới các ", "gửi các ")


def _end_of_members(mentions: list[Mention], folded: str) -> int:
    """Where a group ends, or the first of its members that are named: "5 tỉnh, thành phố gồm Hà Nội, Hà Tĩnh"."""
    group, *others = mentions
    first = next(iter(others), None)
    named = first is not None and first.is_single and _MEMBERS.fullmatch(folded, group.end, first.start)
    return first.end if first is not None and named else group.end


def _compared(site: Site, named: list[Mention], folded: str) -> str | None:
    """The group of those between whom there is a gap: "khoảng cách giữa bộ cao nhất và bộ thấp nhất là 18,2%"."""
    opening = GAP_BETWEEN.match(folded, site.clause.start, site.start)
    first = next((m for m in named if opening is not None and opening.end() <= m.start < site.start), None)
    if first is None or first.is_group:
        return first.agency_key if first is not None else None
    return next((group for prefix, group in _GROUP_OF.items() if first.agency_key.startswith(prefix)), None)


def group_of(agency_key: str) -> str:
    """The group that a body belongs to; the body itself where it is of none."""
    return next((group for prefix, group in _GROUP_OF.items() if agency_key.startswith(prefix)), agency_key)


def _is_counted(mention: Mention, folded: str) -> bool:
    """Whether bodies of a group are counted, or denied: "không có bộ nào"."""
    if not mention.is_group:
        return False
    return mention.part == "counted" or (
        folded.endswith("không có ", 0, mention.start) and _NO_BODY.match(folded, mention.end) is not None
    )


def _is_closed(mention: Mention, site: Site, folded: str) -> bool:
    """Whether brackets that hold the mention close before the figure: "34 tỉnh (6 thành phố và 28 tỉnh), 3.321 xã"."""
    opened = folded.rfind("(", site.clause.start, mention.start)
    return opened >= 0 and folded.find(")", opened, mention.start) < 0 <= folded.find(")", mention.end, site.start)


def _is_of_place(mentions: list[Mention], owner: str) -> bool:
    """Whether a sector that is named is that of one province."""
    return owner.startswith("vn.prov.") or any(m.agency_key.startswith("vn.prov.") for m in mentions)


def _told_by_form(site: Site, bodies: list[Mention], named: list[Mention], folded: str) -> Iterator[Attribution]:
    """What the form of the sentence tells, whatever stands around."""
    inside = next((m for m in bodies if m.is_single and m.start >= site.end), None)
    if (
        inside is not None
        and _IN_BRACKETS.fullmatch(folded, site.end, inside.start)
        and folded.startswith(")", inside.end)
    ):
        yield Attribution(inside.agency_key, "named in brackets behind the figure")
    placed = _placed_behind(site, bodies, folded)
    if placed is not None:
        yield Attribution(placed.agency_key, "named behind its place")
    scorer = _scorer_behind(site, bodies, folded)
    if scorer is not None:
        yield Attribution(scorer.agency_key, "subject behind the figure")
    between = _compared(site, named, folded)
    if between is not None:
        yield Attribution(between, "bodies that are compared")


def _counted_bodies(site: Site, named: list[Mention], subject: Mention | None, folded: str) -> Iterator[Attribution]:
    """Bodies that are counted; the country where a national system counts them."""
    counted = None if site.is_rank else _counted(site, named, folded)
    if counted is not None and subject is not None and subject.rule == "system":
        yield Attribution(COUNTRY, "subject is a national system")
    if counted is not None and counted.agency_key in LEVELS and subject is not None and subject.agency_key == COUNTRY:
        yield Attribution(COUNTRY, "subject of the sentence")
    if counted is not None:
        yield Attribution(counted.agency_key, COUNTED_BODIES)


def _doer(
    site: Site, bodies: list[Mention], named: list[Mention], subject: Mention | None, folded: str
) -> Iterator[Attribution]:
    """The subject, unless it is the country and a narrower body follows; then the place before or behind."""
    following = _owner_behind(site, bodies, folded)
    if subject is not None and (subject.agency_key != COUNTRY or following is None):
        key = COUNTRY if subject.rule == "system" else _with_neighbours(subject, named, folded)
        yield Attribution(key, "subject of the sentence")
    places = [m for m in bodies if m.part == "at" and m.end <= site.start and not _is_whole_ranked(m, folded)]
    # A national system is a place in its own clause only.
    places = [m for m in places if m.rule != "system" or m.start >= site.clause.start]
    if subject is None and places:
        yield Attribution(_with_neighbours(places[-1], named, folded), _PLACE)
    if following is not None:
        yield Attribution(_with_neighbours(following, named, folded), _OWNER_BEHIND)


def _is_whole_ranked(mention: Mention, folded: str) -> bool:
    """ "xếp thứ 38/63 tỉnh, thành phố trong cả nước": the country is only where the others are."""
    return mention.agency_key == COUNTRY and (
        _AMONG.search(folded, max(0, mention.start - _COUNT_REACH), mention.start) is not None
    )


def _whole_behind(owners: list[Mention], before: list[Mention], folded: str) -> Iterator[Attribution]:
    """The country where it stands between who reports and the figure: "báo cáo của Bộ A cho thấy, … cả nước là"."""
    source = owners[-1] if owners and _REPORTS.match(folded, owners[-1].end) else None
    if source and any(m.agency_key == COUNTRY and m.rule == "alias" and m.start > source.end for m in before):
        yield Attribution(COUNTRY, "whole country behind its source")


def _owner_beside(
    owners: list[Mention], subject: Mention | None, site: Site, named: list[Mention], folded: str
) -> Iterator[Attribution]:
    """ "tỷ lệ của các bộ … 26,93%": an owner between the figures, unless a subject stands behind it."""
    beside = [m for m in owners if m.start >= site.previous_end]
    elsewhere = subject is None or (subject.end < site.clause.start and bool(beside) and beside[-1].is_single)
    if beside and (elsewhere or beside[-1].part == "by"):
        yield Attribution(_with_neighbours(beside[-1], named, folded), "owner in the clause")


def _counted_owners(site: Site, named: list[Mention], folded: str) -> Mention | None:
    """ "36 thủ tục hành chính của 9 bộ, ngành": the bodies that own what is counted, where they are counted too."""
    group = next((m for m in named if m.start >= site.end and m.part == "counted" and m.is_group), None)
    if site.is_rank or group is None or not _OF_COUNT.fullmatch(folded, site.end, group.start):
        return None
    return group


def _owner_behind(site: Site, bodies: list[Mention], folded: str) -> Mention | None:
    """ "3868 TTHC thực hiện tại bộ": the owner or place that follows before the next figure or comma."""
    for mention in bodies:
        if site.end <= mention.start < site.clause.end and mention.part in {"of", "at", "by"}:
            parted = _PARTED_SYSTEM if mention.rule == "system" else _PARTED
            far = mention.start - site.end > _BEHIND or parted.search(folded, site.end, mention.start)
            parts = far and not _IN_CHARGE.fullmatch(folded, site.end, mention.start)
            return None if parts or _tells_next(mention, site, folded) else mention
    return None


def _tells_next(mention: Mention, site: Site, folded: str) -> bool:
    """Whether an owner in brackets has a figure there: "đạt 96,3% (bình quân của cả nước là 92,8%)"."""
    return "(" in folded[site.end : mention.start] and _VALUE_INSIDE.match(folded, mention.end) is not None


def _placed_behind(site: Site, bodies: list[Mention], folded: str) -> Mention | None:
    """ "xếp thứ 2 là Bộ A", "vị trí thứ 3 thuộc về tỉnh B": the body that holds a place, named right behind it."""
    behind = (m for m in bodies if m.start >= site.end) if site.is_rank else ()
    first = next(iter(behind), None)
    placed = first is not None and first.is_single and _HOLDS.fullmatch(folded, site.end, first.start)
    return first if placed else None


def opens_with(folded: str, clause: Span, position: int) -> bool:
    """Whether a clause opens with the figure at the position: "Với số điểm là …", "theo báo cáo, với …"."""
    begin = max(clause.start, position - _REACHED)
    before = "" if begin == clause.start else "…"
    return _OPENS_WITH.search(before + folded[begin:position]) is not None


def _scorer_behind(site: Site, bodies: list[Mention], folded: str) -> Mention | None:
    """ "Với 80,2 điểm, tăng 3,1% so với năm trước, Bộ A đứng đầu": whose clause opens with what it reached."""
    if not opens_with(folded, site.clause, site.start):
        return None
    doers = [m for m in bodies if m.part == "subject" and m.is_single and site.clause.start <= m.start]
    first = next(iter(doers), None)
    return first if first is not None and site.end <= first.start < site.clause.end else None


def _subject_behind(bodies: list[Mention], site: Site, folded: str) -> Mention | None:
    """ "Trong tổng số 1.934 thủ tục …, các bộ đã đề xuất": the doer of a sentence that opens with the figure."""
    if site.start - site.sentence.start > _BEHIND:
        return None
    for mention in bodies:
        if mention.start >= site.end and mention.part == "subject":
            between = folded[site.end : mention.start]
            return mention if between.rstrip().endswith(",") and not re.search(r"\d", between) else None
    return None


def _subject(bodies: list[Mention], site: Site, folded: str) -> Mention | None:
    """The doer: the subject beside the figure, else the first of its clause, else of the clause before."""
    candidates = [m for m in bodies if m.part == "subject" and m.end <= site.start]
    beside = [m for m in candidates if m.start >= site.previous_end and m.start >= site.clause.start]
    in_clause = [m for m in candidates if m.start >= site.clause.start]
    if beside or in_clause or not candidates:
        near = beside or in_clause
        if not beside and len(near) > 1 and near[-1].is_single and _DIGIT.search(folded, near[0].end, near[-1].start):
            return near[-1]  # "A đạt 81%, B tăng từ 60% lên 72%": the last figure is of B too
        return (
            near[-1] if near and near[-1].agency_key == COUNTRY and near[-1].rule == "alias" else next(iter(near), None)
        )
    nearest = segment(folded, site.sentence, candidates[-1].start)
    return next(m for m in candidates if m.start >= nearest.start)


def _counted(site: Site, named: list[Mention], folded: str) -> Mention | None:
    """The group in "62/63 địa phương", "100% bộ, ngành", "14 bộ đạt …"."""
    for mention in named:
        if mention.start < site.end or not mention.is_group:
            continue
        if _BETWEEN_NUMBER_AND_NOUN.fullmatch(folded, site.end, mention.start):
            return mention
        if site.has_denominator and _COUNTED_FROM.fullmatch(folded, site.end, mention.start):
            return mention
        return None
    return None


def _with_neighbours(mention: Mention, mentions: list[Mention], folded: str) -> str:
    """The body of a mention; its group where more of its kind, or the group itself, are listed beside it: "Hà Nội,
    TP.HCM" are provinces, "Bộ A và các bộ, ngành" ministries."""
    group = next((group for prefix, group in _GROUP_OF.items() if mention.agency_key.startswith(prefix)), None)
    if group is None:
        return mention.agency_key
    index = mentions.index(mention)
    for first, second in zip(mentions[max(0, index - 1) :], mentions[max(1, index) : index + 2], strict=False):
        same_kind = first.agency_key.split(".")[:2] == second.agency_key.split(".")[:2]
        listed = _ENUMERATED.fullmatch(folded, first.end, second.start)
        if first.agency_key != second.agency_key and same_kind and listed:
            return group
        if listed and first is mention and second.agency_key in (group, _BOTH) and second.part != "counted":
            return second.agency_key
    return mention.agency_key


_IN_CHARGE = re.compile(  # "giảm từ 16 xuống còn 6 văn bản, thuộc trách nhiệm của các bộ: …"
    r"[^;:.,()]{1,100},? thuộc (?:trách nhiệm|thẩm quyền|phạm vi quản lý)(?: [^\W\d_]+){0,3} của (?:các )?(?:bộ: ?)?"
)
_MEMBERS = re.compile(r"[ ,(]*(?:bao gồm|gồm|là)[ :]*(?:các )?(?:tỉnh |thành phố |tp[.]? ?)?")
_OF_COUNT = re.compile(
    r"(?:(?: [^\W\d_]+){1,6}|[^.;:()\d]{1,120},? thuộc (?:trách nhiệm|thẩm quyền|phạm vi|lĩnh vực)[^.;:,()\d]{0,24})"
    r" của(?: cả)? \d+(?:/\d+)? "
)
_AMONG = re.compile(
    r"(?:tỉnh|thành|thành phố|địa phương|bộ|ngành),? (?:thành |trực thuộc )?(?:trong|trên|của|ở|toàn) $"
)
_PARTED, _PARTED_SYSTEM = re.compile(r"[\d,]| so với "), re.compile(r"\d| so với ")  # "gửi, nhận trên Trục liên thông"
_DIGIT = re.compile(r"\d")
_VALUE_INSIDE = re.compile(r"[^()\d]{0,24}(?: (?:là|đạt|chỉ|có)|:)(?: (?:hơn|gần|khoảng|trên))* ?\d")
_OPENING = 4  # characters of "Có", "Một" before "tỉnh có chỉ số cao nhất"
_REACHED = 60  # characters of "với kết quả chung đạt khoảng "
_BEHIND = 48  # characters within which an owner behind a figure still belongs to it
_OFTEN = 5  # mentions that make a ministry the subject of a document that it did not publish
_OFTEN_ALONE = 3  # the same where nobody else is spoken of
BARE = 3  # "toàn tỉnh", "UBND tỉnh" without a name
_HEAD_WEIGHT = 3
_AGAIN = 3  # times that a page names the province that it is about, beside its neighbours
_JOINED = 8  # characters of ", các " between bodies that one list names
_DOMINANT = 0.6  # share of all mentions of single bodies


def _sole_province(mentions: list[Mention], groups: int, bare: Callable[[], int], head_end: int) -> str:
    """The only province that a document names at all; else the country.

    It must speak of "toàn tỉnh", "UBND huyện" or the like, or name it and its districts again, and no more often of
    groups of bodies (a headline that names it counts for more); or nobody else may be named, be it as who reports.
    """
    named = {m.agency_key for m in mentions if m.agency_key.startswith(tuple(_GROUP_OF))}
    if len(named) != 1 or not min(named).startswith("vn.prov."):
        return COUNTRY
    told = [m for m in mentions if m.agency_key in named and m.part != "at"]
    again = max(0, len(told) - 1)
    in_head = any(m.start < head_end and m.part != "source" for m in told)
    headed = _HEAD_WEIGHT - 1 if in_head and bare() else 0
    reports = any(m.part == "source" for m in told) and {m.agency_key for m in mentions} == named
    return min(named) if reports or bare() + again + headed >= max(1, groups) else COUNTRY


def _home(mentions: list[Mention]) -> str | None:
    """The only province that is named, be it in the address of its newspaper, where no more than a ministry or two act
    beside what "toàn tỉnh" does."""
    named = {m.agency_key for m in mentions if m.agency_key.startswith("vn.prov.")}
    return min(named) if len(named) == 1 else None


def _without_sectors(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those of a sector where one province is named: its own offices are meant."""
    provinces = {m.agency_key for m in mentions if m.agency_key.startswith("vn.prov.")}
    return [m for m in mentions if m.rule != "sector"] if len(provinces) == 1 else mentions


def _is_behind_subject(system: Mention, named: list[Mention], site: Site) -> bool:
    """Whether a national system only tells where a single body did something: "TP. A đạt 17 điểm trên Cổng …"."""
    if system.part != "at":
        return False
    return any(
        m.part == "subject" and m.is_single and m.rule != "system" and site.clause.start <= m.start < system.start
        for m in named
    )


def _is_set_among(province: str, singles: list[Mention], head_end: int) -> bool:
    """Whether a province that opens the text is named again and again, and each other body but once: who ranks it
    tells beside which neighbours it stands."""
    named = Counter(m.agency_key for m in singles)
    most = max((count for key, count in named.items() if key != province), default=0)
    opens = singles[0].agency_key == province and singles[0].start < head_end
    return opens and most == 1 and named[province] >= _AGAIN


def owner_of_document(
    mentions: list[Mention],
    head_end: int,
    publisher_key: str | None,
    bare: Callable[[], int] = lambda: 0,
    titled: str | None = None,
    overseers: frozenset[str] = frozenset(),
    bodies: frozenset[str] = frozenset(),
) -> str:
    """The one body that a document is about, or the country.

    A body owns the document when its own publication or the document's head names it, no other single body is named
    as often, and groups of bodies and national systems are hardly spoken of: a province's own report. `bare` counts
    words such as "toàn tỉnh", where that matters: who speaks so of one dominant province reports on it. `titled` is the
    body before the colon of the headline ("Thanh Hóa: …"): it owns what no other body is named more often in.
    `overseers` report on others: that they are named makes nothing their own. `bodies` may own a document as
    ministries do.
    """
    mentions = _without_sectors(mentions)
    may_own = (m for m in mentions if m.agency_key.startswith(tuple(_GROUP_OF)) or m.agency_key in bodies)
    singles = [m for m in may_own if m.part != "source"]
    of_level = {m.end for m in mentions if m.agency_key in LEVELS}
    groups = sum(
        (m.is_group and m.rule == "alias" and m.part != "counted" and m.agency_key not in LEVELS) or m.rule == "system"
        for m in mentions
        if of_level.isdisjoint(range(m.start - _JOINED, m.start))  # "các sở, ngành, địa phương" are of one province
    )
    counts: dict[str, int] = {}
    for mention in singles:
        counts[mention.agency_key] = counts.get(mention.agency_key, 0) + (
            _HEAD_WEIGHT if mention.start < head_end else 1
        )
    own = sum(m.agency_key == titled for m in mentions)
    reports = titled is not None and not titled.startswith("vn.prov.") and groups > max(2, own)
    if (
        titled is not None
        and not reports
        and own >= max((sum(m.agency_key == key for m in singles) for key in counts), default=0)
    ):
        return titled
    if not counts:
        return _sole_province(mentions, groups, bare, head_end)
    home = _home(mentions)
    others = sum(m.agency_key != home for m in singles)
    if home is not None and bare() > others and bare() >= groups:
        return home
    best = max(sorted(counts), key=lambda key: (counts[key], key.startswith("vn.prov.")))
    if best == publisher_key and groups <= counts[best]:
        return best
    is_province = best.startswith("vn.prov.")
    dominant = counts[best] >= _DOMINANT * sum(counts.values())
    if is_province and dominant and bare() >= BARE:
        return best
    if len(counts) == 1 and is_province and _sole_province(mentions, groups, bare, head_end) == best:
        return best
    if is_province and groups <= max(2, counts[best] // 3) and _is_set_among(best, singles, head_end) and bare():
        return best
    if not is_province:  # what a ministry puts on a national portal is its own
        groups -= sum(m.rule == "system" and m.part != "subject" for m in mentions)
    named = sum(m.agency_key == best for m in singles)
    alone = len(counts) == 1 and groups * _OFTEN_ALONE <= named and best not in overseers
    often = is_province or named >= (_OFTEN_ALONE if alone else _OFTEN)
    allowed = max(2, counts[best] // 3) if is_province else 2
    in_head = any(m.agency_key == best and m.start < head_end for m in singles)
    return best if (in_head or (alone and not is_province)) and dominant and often and groups <= allowed else COUNTRY
