"""From one document to its figures: the order in which the rules are asked.

Here: walking blocks, sentences and cells, and putting the answers of the sibling modules together. Not here: any rule
of its own beyond what the sentence before hands on.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from operator import attrgetter

from orchestration.extraction.abbreviations import explained
from orchestration.extraction.agencies import COUNTRY, GROUPS, AgencyGrammar, Mention, bodies_named, whole_of
from orchestration.extraction.attribution import (
    COUNTED_BODIES,
    LEVELS,
    AttributionGrammar,
    owner_of_document,
)
from orchestration.extraction.belonging import SINGLE
from orchestration.extraction.bounds import HedgeGrammar
from orchestration.extraction.context import DocumentDates, date_document
from orchestration.extraction.document import BODY, Block, Document
from orchestration.extraction.figure import Figure, Line, Memory
from orchestration.extraction.indicators import Indicator, IndicatorGrammar
from orchestration.extraction.marks import Starts, matches_at
from orchestration.extraction.nonfigures import NonFigures
from orchestration.extraction.numbers import Number, NumberGrammar, style_of
from orchestration.extraction.periods import Expression, PeriodGrammar, Scan
from orchestration.extraction.phrases import Indices, PhraseGrammar
from orchestration.extraction.pointing import LONGEST_CARRY
from orchestration.extraction.reading import Reading
from orchestration.extraction.reference import Reference
from orchestration.extraction.relations import of_plan
from orchestration.extraction.repetition import repeat_body
from orchestration.extraction.roles import RoleGrammar
from orchestration.extraction.scopes import Places, ScopeGrammar
from orchestration.extraction.sentence import NOTHING_COUNTED, is_adverbial, is_bracketed
from orchestration.extraction.speakers import Speakers
from orchestration.extraction.tables import TableGrammar
from orchestration.extraction.text import Span, any_of, fold, from_border, sentences, whole_words
from orchestration.extraction.time_spans import Calendar
from orchestration.extraction.time_words import UP_TO_PART_OF_YEAR

_TOGETHER = {"vn.min.": "các bộ", "vn.prov.": "các tỉnh"}
_OPENS_NAME = frozenset({0, len("ubnd ")})  # where a department or district stands that words name, "UBND huyện A"
_HEAD = 700  # characters in which a text says whom it is about
_TASKED = frozenset({"year", "months", "quarter"})  # rules of the times that tasks are set for
_NEW_ITEM = re.compile(r"\s*\d{1,2}[.)] ")  # of a numbered list: "hiện có" does not reach into the next
_START = attrgetter("start")
_NARROWING = 16  # characters of "tính riêng trong " before words of time
_LEAST_MONEY = 10**6  # "61 tỷ", "900 triệu"
_SHORT_FORM = r"(?:\)|[ ]\([^()\d]{2,14}\))?"  # of a name: "Thanh tra Chính phủ (TTCP) cho biết"
_OF_MONEY = (" tiền ", " vốn ", " đầu tư công", " ngân sách")
_SHOWS = (" cho thấy", ", cho thấy")
_YEARS = frozenset({"year", "years", "listed_year"})
_BEFORE_THAT = "trước đó"  # opens a sentence of earlier times
_LEAST_AMOUNT = 10**9  # of nothing else: "574 việc, tương ứng trên 89 tỷ"
_AMOUNTS_TO = re.compile(r"(?<![^\W_])(?:tương ứng|tương đương)(?: (?:với|khoảng|gần|trên|hơn|số tiền))* $")
_PARTS = re.compile(r" (?:chỉ số|tiêu chí|lĩnh vực|nội dung|bộ|tỉnh|địa phương)(?![^\W_])")  # of which some are counted
_INDEX_PLACE = re.compile(r"(?<![^\W_])(?:chỉ số|tiêu chí) [^,;.:()\d]{3,70} \($")
_SIGNS_ORDER = re.compile(  # "Thủ tướng đã ký Công điện 12 yêu cầu các bộ cắt giảm …"
    r"(?: [^\W\d_]+){0,4} (?:ký|ban hành)(?: ban hành)? (?:công điện|chỉ thị|công văn|văn bản)[^,;:.]{0,50}"
    r" (?:yêu cầu|giao|chỉ đạo|đề nghị) "
)
_LEAST_RANKED = 20  # "(64/190)": more bodies than a scale has marks
_FULL_MARKS = frozenset({5, 10, 100})  # "63,2/100" of a score
_OPENING = 14  # characters at the beginning of a sentence in which a date tells the day of an act
_ALL_BODIES = frozenset({"vn.ministries", "vn.provinces"})  # told one after the other: then the country goes on
_CARRIED = frozenset(
    {
        "subject of the sentence",
        "place in the sentence",
        "subject of the sentence before",
        "owner behind the figure",
        "level of the document's province",
        "subject is a national system",
        "field of the ministry that reports",
        "province whose office tells it",
        "owner in the clause",
        "document",
    }
)
_WRAP = re.compile(r"(?<=[^\n]{45})\n(?![\s•+*-]|\d{1,2}[.)] )")  # a break inside of a block that no new item follows
_TOTAL_REACH = 30  # characters of "tổng số điểm tối đa là "
_MOVED_BY = re.compile(r" (?:hạng|thứ hạng|vị trí)(?! (?:mục|việc|lãnh|công|chức|dẫn|đầu|cuối|tiếp|thương))(?![^\W_])")
_PLACES = re.compile(r" (?:vị trí|thứ hạng|bậc|hạng|(?:tiêu chí|chỉ số|trụ cột) (?:của|thành phần|con))(?![^\W_])")
_SOON = timedelta(days=16)
_PAIR = 2
_PEOPLE_OF = re.compile(r"(?:đoàn công tác|đoàn kiểm tra|chủ nhiệm)(?: của)? $")
_PEOPLE_ENDS = ("tác ", "tra ", "nhiệm ", "của ")
_PEOPLE_REACH = 24  # characters of "đoàn công tác của "
_PARTS_OF_YEAR = frozenset({"months", "months_of", "quarter", "half"})
_REPORTED_EARLY = timedelta(days=45)  # "Ước 9 tháng đầu năm" is told of in the middle of August already


class ClaimGrammar:
    """All grammars together; one per extractor."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.numbers = NumberGrammar(reference)
        self.nonfigures = NonFigures(reference)
        self.hedges = HedgeGrammar(reference)
        self.periods = PeriodGrammar()
        self.agencies = AgencyGrammar(reference)
        self._government = bodies_named(reference, "government_body")
        self._overseers = bodies_named(reference, "overseer")
        self._owning = bodies_named(reference, "owning_body")
        self.voting_body = next(iter(bodies_named(reference, "voting_body")))
        self.guests = re.compile(rf"[ ]{whole_words(reference.cues('guest_noun'))}")
        self.voters = re.compile(whole_words(reference.cues("voter")))
        councils = any_of(reference.cues("other_voting_body"))
        self.votes = re.compile(rf"{whole_words(reference.cues('vote_word'))}(?!.*(?:{councils}))")
        self.attribution = AttributionGrammar(reference)
        self.phrases = PhraseGrammar(reference)
        self.indicators = IndicatorGrammar(reference)
        self.roles = RoleGrammar(reference)
        self.tables = TableGrammar(reference, self._times_in)
        cues = reference.cues
        self.scopes = ScopeGrammar(reference)
        offices = cues("commune_office")
        self._bare_province = re.compile(whole_words([*cues("bare_province"), *offices]))
        self._bare_starts = Starts([*cues("bare_province"), *offices])
        self._commune_offices = frozenset(offices)
        self._stock_noun = re.compile(whole_words(cues("stock_noun")))
        self._narrows = re.compile(rf"{whole_words(cues('narrowing_word'))}[ ,]*$")
        self._dated_act = re.compile(whole_words(cues("dated_act")))
        #: Names of bodies that were cut out, and what ties them.
        self.beside_names = re.compile(rf"(?:[\s,;:()-]|{whole_words(cues('beside_name'))}|(?<=năm )20\d\d)*")
        self.bare_measure = re.compile(rf"[ ]*(?:{any_of([*cues('measure_noun'), *cues('bare_measure')])})(?![^\W_])")
        self._topics = re.compile(whole_words(cues("document_topic")))
        others = ("report_verb", "judging_verb", "directive", "standing", "ranking_noun")
        self._tells_of_others = re.compile(whole_words(cue for kind in others for cue in cues(kind)))
        self.ends_in_order = re.compile(rf"{whole_words(cues('directive'))}$")
        orders = whole_words([*cues("directive"), *cues("report_verb")])
        self._no_doer = re.compile(
            rf"{_SHORT_FORM}[ ]+(?:(?:đã |cũng |cần |vừa |mới )?{orders}"
            rf"|{whole_words(cues('report_verb_with_colon'))}(?=[,:]| rằng))"
        )
        #: "Bộ trưởng Bộ A Trần Văn B cho biết": somebody of a body speaks.
        self._says = re.compile(rf"(?: [^\W\d_]+){{0,5}} (?:{any_of(cues('report_verb'))})(?![^\W_])")
        #: "Bộ A cho biết, đến nay đã cắt giảm …": who reports has done it, since nobody else is named.
        self._own_deed = re.compile(
            rf"[ ]+{whole_words(cues('report_verb'))}(?:,| rằng)?(?: (?:đến nay|hiện nay|hiện|thời gian qua),?)?"
            r" (?:đã|đang|vừa) (?!có )"
        )
        #: A paragraph that only adds to what the one before told of somebody: "Đồng thời đã hoàn thành …".
        self._goes_on = re.compile(
            r"[\s-]*(?:đồng thời|song song đó|cùng với đó|bên cạnh đó|ngoài ra),? (?:đã|còn) "
            r"|[\s-]*trong (?:số )?đó[, ]"
        )
        self._opens_part = re.compile(r"[\s-]*trong (?:số )?đó[, ]")
        own = any_of([*cues("share_noun"), "số", "tổng số", "số lượng", "giá trị", "trị giá"])
        self.own_subject = re.compile(
            rf"[ ]*(?:riêng |còn |và |[^,]{{1,40}} (?:có|với) (?={any_of(cues('share_noun'))}))?(?:{own})(?![^\W_])"
        )
        #: "với tỷ lệ tăng nhiều nhất là 30%" tells the growth of the level before.
        self.bare_growth = re.compile(
            rf"(?:^[ ]*|(?<![^\W_])(?:với|có) )(?:{any_of(cues('share_noun'))}|mức|tốc độ) (?:tăng|giảm)"
            r"(?: (?:cao|thấp|nhiều|ít|mạnh|lớn|nhanh|chậm)(?: nhất)?)?(?: (?:là|đạt|tới|khoảng|gần|hơn|trên))*[ ]*$"
        )
        areas = (row["words"] for row in reference.tables["scope_cues"] if row["dimension"] == "area")
        self.regions = re.compile(whole_words(map(fold, areas)))
        #: Who takes part in a meeting has not done what the next sentence tells.
        self._meets = re.compile(
            r"(?<![^\W_])(?:họp|làm việc|hội nghị|hội thảo)(?![^\W_])[^.]{0,160}"
            r"(?:trực tuyến|kết nối tới|điểm cầu|tham dự|(?:họp|làm việc) với (?:các|lãnh đạo) )"
        )
        self._that_value = re.compile(
            r"[\s-]*(?:(?:trong |vào )?(?:năm|quý|tháng) [\d/]+,? )?"
            r"(?:(?:tỷ lệ|tỉ lệ|con số|chỉ số|số liệu|kết quả|mức|số lượng|số) (?:này|đó|trên)"
            r"|trước đó|trong khi đó,? năm)(?![^\W_])"
        )
        self._announces = re.compile(
            r"(?<![^\W_])(?:công bố|thông báo) (?:các )?(?:kết quả|báo cáo|bảng|chỉ số)(?![^\W_])"
        )
        self.part = re.compile(whole_words(cues("part")))
        phrases = reference.tables["metric_phrases"]
        self._told_by = {row["phrase_id"]: fold(f"{row['before']} {row['either']} {row['after']}") for row in phrases}
        self.of_plan = of_plan(reference)
        plans = any_of(cues("plan_noun"))
        self.plan_in_brackets = re.compile(
            rf"[^;()\d]{{0,40}}(?<![^\W_])(?:{plans})[^;()\d]{{0,30}}[ ]\([ ]*(?:là |trên |tối thiểu )?"
            rf"|[ ]\((?:{plans})[^;()\d]{{0,30}}"
        )
        owned = any_of(cues("owned_body"))
        self.owned_bodies = re.compile(rf"(?:{owned})(?:(?:,| và|, và) (?:{owned}))*(?: trực thuộc)?")
        self.ranking = re.compile(whole_words(cues("ranking_noun")))
        self.whole_body = re.compile(whole_words(cues("whole_body")))
        self.in_turn = re.compile(rf"{whole_words(cues('in_turn'))}|thứ \d{{1,3}}(?:/\d{{2,3}})?(?:,? và|,) thứ \d")
        self.department_names = frozenset(cues("department_name"))
        self.kinds = frozenset(
            word for row in reference.tables["unit_kinds"] for word in fold(row["words"]).split()[:1]
        ) | frozenset(cues("body_prefix"))
        #: "Nghị định" is no name for all its capital; "bộ" alone tells nothing.
        self.counted_nouns = frozenset(words for words in cues("counted_noun") if " " in words)
        kinds = any_of(row["words"] for row in reference.tables["unit_kinds"])
        self._inside = re.compile(rf"(?:ubnd )?(?:{kinds}|cấp|khối)(?![^\W_])")
        states = any_of(cues("numbered_state"))
        self.numbered_unit = re.compile(
            rf"(?:{kinds}) \d{{1,2}}|(?:(?:ở|đạt|lên|dvc|dvctt) )*(?:{states}) \d(?:(?:,| và) \d)*"
        )
        self.verb_of_list = re.compile(whole_words(cues("verb_of_list")))
        self._rank_told = re.compile(
            rf"{from_border(('thứ hạng', 'vị thứ', 'xếp hạng'))}(?: [^\W\d_]+){{0,7}} (?:là|đạt)(?: thứ)? $"
        )
        #: Words for what belongs to the field of a ministry, by its key.
        self.fields = {
            row["agency_key"]: re.compile(whole_words(words))
            for row in reference.tables["agencies"]
            if (words := cues(f"field_{row['agency_key'].rpartition('.')[2]}"))
        }
        self._tasks_of = re.compile(
            r"triển khai (?:[^\W\d_]+ ){0,3}(?:nhiệm vụ|kế hoạch|phương hướng|công tác)(?: [^\W\d_]+){0,4} $"
        )
        self._tasks_beside = re.compile(  # "sơ kết 6 tháng đầu năm và phương hướng, nhiệm vụ những tháng cuối "
            rf"{whole_words(('sơ kết', 'tổng kết', 'đánh giá', 'báo cáo', 'kết quả'))}[^.;]{{0,120}}?(?:,| và)"
            r"(?: triển khai| đề ra| một số| các| những)* (?:phương hướng|nhiệm vụ|giải pháp|kế hoạch)"
            r"(?:, [^\W\d_]+ [^\W\d_]+)?(?: [^\W\d_]+){0,6} $"
        )
        self.speakers = Speakers(reference)
        self._report_of = tuple(f"{words} " for words in cues("report_of"))
        self._growth = re.compile(rf"{whole_words([*cues('up'), *cues('down')])}[^.;()\d]{{0,20}}$")
        self._money = re.compile(rf"{whole_words(cues('money_word'))}[^.;()]{{0,60}}$")
        indices = whole_words(["điểm", "chỉ số", *cues("index_name")])
        self._scored = re.compile(
            rf"{indices}(?:[^.;()\d]|(?<=tp)[.]|(?:19|20)\d\d|\([^()\d]*\)){{0,80}}(?:\((?:từ|đạt|là) )?$"
        )
        self._total_score = re.compile(
            r"(?<![^\W_])(?:tổng điểm|tổng số điểm|thang điểm|điểm tối đa)(?: là| đạt| tối đa)* $"
        )
        self._ranked = re.compile(
            rf"(?<!sắp ){whole_words(cues('rank_word'))}(?: ở)?(?: vị trí)?(?: hạng)?(?: thứ| số)? $|(?<![^\W_])thứ $"
        )

    # --- the whole document ---------------------------------------------------------------------------------------

    def read(self, document: Document) -> tuple[list[Figure], DocumentDates]:
        """All figures of the document in order of place, and the document's dates."""
        body = _blank_outside(document.folded, document.blocks)
        title_end = max((b.end for b in document.blocks if b.kind in {"headline", "lead"}), default=0)
        scan = self.periods.scan(body)
        dates = date_document(scan, document.stated, title_end, self.periods)
        expressions = self.periods.resolve(scan, dates.calendar)
        numbers = self._figures(scan, document.text, expressions)
        if not numbers and not any(block.kind == "table_cell" for block in document.blocks):
            return [], dates  # as every sixth article: nothing of what follows is asked for
        own = explained(document.text, document.folded)
        grammar = self._with_own(own) if own else self
        return grammar._read_figures(document, body, title_end, numbers, expressions, dates), dates

    def _with_own(self, abbreviations: dict[str, str]) -> ClaimGrammar:
        """The grammar for a document that explains short forms of its own."""
        grammar = copy(self)
        grammar.indicators = self.indicators.with_own(abbreviations)
        return grammar

    def _read_figures(
        self,
        document: Document,
        body: str,
        title_end: int,
        numbers: list[Number],
        expressions: list[Expression],
        dates: DocumentDates,
    ) -> list[Figure]:
        """What is told of the numbers of the `body`, and the figures of the tables."""
        letterhead = self._letterhead(document)
        publisher = letterhead or self._publisher(document)
        mentions = self.agencies.name_bare(self.agencies.find(body, document.text), document.text, publisher)
        is_own = letterhead is not None and letterhead.startswith("vn.prov.")
        single = [m for m in mentions if m.rule != "whole"]
        owner = letterhead if is_own and letterhead else self._owner(document, single, title_end, publisher)
        mentions = whole_of(mentions, owner)
        lines = self._lines(document, body, numbers, mentions, expressions)
        figures: list[Figure] = []
        places = Places(self.scopes, body, document.text, max(title_end, _HEAD))
        topics = self.indicators.expand(" ".join(sorted({match.group() for match in self._topics.finditer(body)})))
        indices = Indices(self.phrases, body)
        edition = _only_edition(expressions)
        memory = Memory(places, indices, topics=topics, only_edition=edition)
        for index, line in enumerate(lines):
            if line.block.kind == "heading":
                deadline = next((e for e in line.expressions if e.is_deadline), None)
                memory = Memory(places, indices, topics=topics, deadline=deadline, only_edition=edition)
            passage = [other for other in lines[max(0, index - 2) : index] if other.block is line.block]
            figures.extend(self._read_line(line, passage, body, document.text, owner, memory, dates))
        figures.extend(self._read_cells(document, owner, dates))
        figures.sort(key=lambda figure: figure.number.start)
        repeat_body(figures)
        return figures

    def _publisher(self, document: Document) -> str | None:
        """The body that is stated to have made or published the document."""
        printed = document.producer or document.publisher
        if not printed:
            return None
        return next((m.agency_key for m in self.agencies.find(fold(printed), printed) if m.is_single), None)

    def _letterhead(self, document: Document) -> str | None:
        """The body in whose letterhead a report stands: capitals above its number, "UBND TỈNH …"."""
        for block in document.blocks:
            words = document.text[block.start : block.end]
            if block.kind in BODY and not words.isupper():
                return None
            mentions = self.agencies.find(fold(words), words) if words.isupper() and block.kind != "headline" else []
            named = [m.agency_key for m in mentions if m.agency_key.startswith(("vn.prov.", "vn.min."))]
            if named:
                return named[0]
        return None

    def _owner(self, document: Document, mentions: list[Mention], title_end: int, publisher: str | None) -> str:
        told = [b for b in document.blocks if b.kind in {"date_line", "byline"} or _is_address_line(b, document)]
        signed = [
            replace(mention, start=0, end=0)
            for block in told
            for mention in self.agencies.find(
                document.folded[block.start : block.end], document.text[block.start : block.end]
            )
        ]
        head_end = max(title_end, min(_HEAD, len(document.text) // 3))
        titled = _titled(document, mentions, self._government, self._tells_of_others)
        bare = cache(partial(self._bare_provinces, document))
        mentions = [m for m in mentions if not _names_people(m, document.folded)]
        mentions = [m for m in mentions if bare() or not _only_ranked(m, mentions, document.folded)]
        return owner_of_document([*mentions, *signed], head_end, publisher, bare, titled, self._overseers, self._owning)

    def _bare_provinces(self, document: Document) -> int:
        """How often the text says "toàn tỉnh" or the like without a name behind it, or names the office of a commune:
        who does so speaks of one province."""
        folded, text = document.folded, document.text
        places = self._bare_starts.find(folded, 0, len(folded))
        told = matches_at(self._bare_province, folded, places)
        return sum(
            not text[match.end() + 1 : match.end() + 2].isupper() or match.group() in self._commune_offices
            for match in told
        )

    def _lines(
        self,
        document: Document,
        folded: str,
        numbers: list[Number],
        mentions: list[Mention],
        expressions: list[Expression],
    ) -> list[Line]:
        """The sentences outside of tables up to the last number, each with what stands in it."""
        lines: list[Line] = []
        heading = ""
        last = numbers[-1].start if numbers else -1
        for block in document.blocks:
            if block.start > last:
                break
            if block.kind not in BODY or block.kind == "table_cell":
                continue
            lines.extend(
                Line(block, span, heading) for span in sentences(folded, document.text, block.start, block.end)
            )
            if block.kind == "heading":
                heading = folded[block.start : block.end]
        _distribute(lines, numbers, mentions, expressions)
        return lines

    def _figures(self, scan: Scan, text: str, expressions: list[Expression]) -> list[Number]:
        """The numbers of a text that are figures; `expressions` are its words of time."""
        figures: list[Number] = []
        folded, style = scan.folded, style_of(scan.folded)
        expressions = sorted(expressions, key=_START)
        following = iter(expressions)
        date = next(following, None)
        for number in self.numbers.find(folded, style, [(one.start, one.end) for one in expressions], scan.digits):
            while date is not None and date.end <= number.start:
                date = next(following, None)
            dated = date is not None and date.start < number.digits_end
            if not dated and self.nonfigures.reason(number, folded, text) is None:
                figures.append(number)
        return figures

    def _read_cells(self, document: Document, owner: str, dates: DocumentDates) -> list[Figure]:
        """The figures of the tables: each cell is read as a sentence made of caption, headers and the cell."""
        figures = []
        for sentence in self.tables.sentences(document.text, document.blocks, self._body_of):
            block = document.blocks[sentence.index]
            words, folded = sentence.words, fold(sentence.words)
            scan = self.periods.scan(folded)
            expressions = self.periods.resolve(scan, dates.calendar)
            numbers = [
                number
                for number in self._figures(scan, words, expressions)
                if sentence.cell_start <= number.start < sentence.cell_end
            ]
            line = Line(block, Span(0, len(words)), "", numbers, self.agencies.find(folded, words), expressions)
            memory = Memory(Places(self.scopes, folded, words), Indices(self.phrases, folded))
            for figure in self._read_line(line, [], folded, words, owner, memory, dates):
                figure.number = _moved(figure.number, sentence.offset, block.end)
                figure.sentence = sentence.row
                figures.append(figure)
        return figures

    def _body_of(self, words: str) -> tuple[str, str]:
        """What ties a body to what is counted: "của" Bộ A, "tại" Sở B or cấp xã, "" where words open with none; and
        what bodies of its kind are called together."""
        folded = fold(words)
        if any(unit.start in _OPENS_NAME for unit in self.scopes.units(folded, words, 0, len(words))):
            return "tại", ""
        if self.scopes.is_clientele(folded):
            return "của", ""
        named = [m for m in self.agencies.find(folded, words) if m.rule != "counted_noun"]
        named = [m for m in named if self.kinds.issuperset(folded[: m.start].split())]
        single = next((m.agency_key for m in named if m.is_single), None)
        if single is not None:
            return "của", next((words for kind, words in _TOGETHER.items() if single.startswith(kind)), "")
        is_level = self._inside.match(folded) is not None and (bool(named) or self.phrases.is_anaphor(folded))
        return ("tại" if is_level else "của" if named else ""), ""

    def _times_in(self, folded: str) -> list[tuple[int, int]]:
        """Where words of time stand."""
        return [match.span() for _, match, _ in self.periods.scan(folded).matches]

    # --- one sentence ---------------------------------------------------------------------------------------------

    def _read_line(
        self,
        line: Line,
        passage: list[Line],
        folded: str,
        text: str,
        owner: str,
        memory: Memory,
        dates: DocumentDates,
    ) -> list[Figure]:
        doers = [m for m in line.mentions if not self._only_orders(m, line, folded)]
        if memory.wide is not None and memory.agency_block is not line.block:
            memory.expression, memory.wide = memory.wide, None
        if (
            memory.expression is not None
            and memory.expression.rule == "to_now"
            and _NEW_ITEM.match(folded, line.span.start)
        ):
            memory.expression = None
        figures: list[Figure] = []
        if line.numbers:
            words = [line.heading, *(folded[other.span.start : other.span.end] for other in (*passage, line))]
            pieces = [*map(self.indicators.expand, words)]
            goes_on = memory.agency_block is line.block or self._goes_on.match(folded, line.span.start) is not None
            inherited = (memory.agency or self._of_whole(line, folded, memory)) if goes_on else None
            if (inherited or "").startswith("vn.body.") and _OF_CASES.match(folded, line.span.start):
                inherited = None
            reading = Reading(self, line, doers, pieces, folded, text, inherited, owner, memory, dates)
            for index in range(len(line.numbers)):
                figures.append(reading.figure(index, figures))
        self._remember(line, doers, figures, memory, folded, dates.calendar)
        return figures

    def _of_whole(self, line: Line, folded: str, memory: Memory) -> str | None:
        """The body of the last figure before a sentence that opens with "Trong đó": it tells parts of that."""
        whole = memory.figure
        opens = whole is not None and self._opens_part.match(folded, line.span.start) is not None
        return whole.agency.agency_key if opens and whole is not None else None

    def _only_orders(self, mention: Mention, line: Line, folded: str) -> bool:
        """ "A yêu cầu B thực hiện" speaks of B, "A cho biết", "Thủ tướng: …" of none."""
        if mention.agency_key in self._government and folded.startswith(":", mention.end):
            return True
        if mention.is_group and mention.part == "of" and folded.startswith(_SHOWS, mention.end):
            return True  # "kết quả của các địa phương cho thấy"
        if mention.part == "subject" and _SAID_BY_SHARE.search(folded, line.span.start, mention.start):
            return True
        told_by = (
            mention.part == "of" and mention.agency_key in self._government
        )  # "Tổ công tác của Thủ tướng cho biết"
        if told_by:
            return self._no_doer.match(folded, mention.end, line.span.end) is not None
        if mention.part != "subject" or self._own_deed.match(folded, mention.end, line.span.end):
            return False
        if mention.agency_key in self._government and _SIGNS_ORDER.match(folded, mention.end, line.span.end):
            return True
        return self._no_doer.match(folded, mention.end, line.span.end) is not None

    def dates_figures(self, expression: Expression, line: Line, folded: str) -> bool:
        """A printed day dates a figure only where the sentence opens with it and tells an act of that day; the year of
        the tasks that a meeting sets dates none."""
        if expression.rule == "year" and self._tasks_of.search(folded, line.span.start, expression.start):
            return False
        if expression.rule in _TASKED and self._tasks_beside.search(folded, line.span.start, expression.start):
            return False
        if expression.kind != "event":
            return True
        if folded.endswith("từ ", line.span.start, expression.start):
            return True
        opens = expression.start - line.span.start <= _OPENING
        return opens and self._dated_act.search(folded, expression.end, line.span.end) is not None

    def dates_bracket(self, expression: Expression, line: Line, folded: str, before: int) -> bool:
        """Whether words of time date a figure of their own in brackets that close before: "(năm 2022: 12,1%)", "(5 vụ
        từ quý I chuyển sang)", "(tăng so với 67,4% năm 2015)"."""
        if not is_bracketed(folded, line.span.start, expression.start):
            return False
        closed = folded.find(")", expression.end, before)
        if closed < 0:
            return False
        opened = folded.rfind("(", line.span.start, expression.start)
        tied = folded.startswith("của ", expression.start)  # "(kể cả 187 hồ sơ của năm 2017)"
        tied = tied or any(opened < n.start and folded[n.end : expression.start] == " " for n in line.numbers)
        since = opened if expression.rule in _PARTS_OF_YEAR or tied else expression.end
        return any(since <= n.start < closed for n in line.numbers)

    def _remember(
        self,
        line: Line,
        doers: list[Mention],
        figures: list[Figure],
        memory: Memory,
        folded: str,
        known: Calendar,
    ) -> None:
        if line.block.kind == "caption":
            return
        memory.sentences.append(line.span)
        sources = (m.agency_key for m in reversed(line.mentions) if m.is_single and self._reports(m, line, folded))
        memory.reporter = next(sources, memory.reporter)
        memory.speaker = self.speakers.after(memory.speaker, line.mentions, folded, line.span.end)
        time = self._time_told(line, figures, folded, known) if line.expressions else None
        memory.expression_age += line.block.kind != "list_item"
        if time is not None and time.rule == "edition":
            memory.edition = time
        elif time is not None:
            if self._narrows.search(folded, max(line.span.start, time.start - _NARROWING), time.start):
                memory.wide = memory.wide or memory.expression
            else:
                memory.wide = None
            if not self._looks_back(line, time, memory.expression, known, folded):
                memory.expression, memory.expression_age, memory.edition = time, 0, None
        elif memory.expression_age > LONGEST_CARRY and known.reporting_end is not None:
            memory.expression = None
        if memory.agency_block is not line.block:
            memory.agency = None
        told = _told_last(doers, figures, folded, line.span.start)
        met = not figures and self._meets.search(folded, line.span.start, line.span.end) is not None
        memory.agency = (None if met and told in GROUPS else told) or memory.agency
        memory.agency_block = line.block
        memory.figure = figures[-1] if figures else memory.figure
        memory.plans = self._plans(line, figures, memory, folded)
        ahead = (e for e in line.expressions if e.is_deadline and not e.is_comparison) if memory.plans else ()
        memory.plan = next(iter(ahead), memory.plan if memory.plans else None)
        memory.named.update((f.number.unit, f) for f in figures if self.tells_indicator(f))

    def _reports(self, mention: Mention, line: Line, folded: str) -> bool:
        """Whether a body is named as who tells: "theo Bộ A", "báo cáo của Bộ A nêu rõ"."""
        told = mention.part == "source" or folded.endswith(self._report_of, 0, mention.start)
        told = told or self._says.match(folded, mention.end) is not None
        by_whom = not told and folded.endswith(" của ", line.span.start, mention.start)
        return told or (by_whom and _BY_WHOM.fullmatch(folded, line.span.start, mention.start) is not None)

    def _plans(self, line: Line, figures: list[Figure], memory: Memory, folded: str) -> bool:
        """Whether what follows a sentence may go on with its plan: it opens one, or goes on with one itself."""
        words = folded[line.span.start : line.span.end]
        if not figures:
            return (memory.plans and not line.numbers) or (
                words.rstrip().endswith(":") and self.roles.opens_plan(words)
            )
        if any(figure.status != "target" for figure in figures):
            return False
        return memory.plans or self.roles.opens_plan(words)

    def _looks_back(self, line: Line, time: Expression, told: Expression | None, known: Calendar, folded: str) -> bool:
        """Whether a sentence only tells earlier values of what was told before: "Tỷ lệ này năm 2020 là 55,7%"."""
        is_flow = told is not None and told.kind == "flow"
        first = told.first if told is not None and is_flow else known.reporting_start if told is None else None
        if first is None:
            opens = folded.startswith(_BEFORE_THAT, line.span.start)
            return opens and told is None and time.rule in _YEARS and not line.numbers
        if time.kind != "flow" or time.last is None or time.last >= first:
            return False
        return self._that_value.match(folded, line.span.start) is not None

    def _time_told(self, line: Line, figures: list[Figure], folded: str, known: Calendar) -> Expression | None:
        """The last words of time of a sentence that speak of all of it."""
        for one in line.expressions:
            if one.rule == "same_span" and known.reporting_end is not None and folded.startswith(" báo cáo", one.end):
                return replace(one, first=known.reporting_start, last=known.reporting_end, is_explicit=False)
        # "hồi tháng 10, Bộ A công bố kết quả …" dates the announcement.
        announces = not figures and self._announces.search(folded, line.span.start, line.span.end) is not None
        is_fact = all(figure.status == "actual" for figure in figures)
        is_planned = bool(figures) and all(figure.status == "target" for figure in figures)
        usable = (
            e
            for e in reversed(line.expressions)
            if not (
                e.is_comparison or e.rule == "same_span" or _dates_rest(e, figures) or (announces and e.rule in _MONTHS)
            )
            and (not e.is_deadline or (is_fact and _is_running(e, known)))
            and not (is_planned and e.rule in UP_TO_PART_OF_YEAR)
            and not folded.endswith("trước ", line.span.start, e.start)
            and not _AGAINST.search(folded, line.span.start, e.start)
            and (bool(figures) or not _dates_deed(e, line, folded))
            and self.dates_figures(e, line, folded)
            and is_adverbial(e, line, folded)
            and not self.dates_bracket(e, line, folded, line.span.end)
        )
        return _latest_of_list(list(usable))

    # --- what single rules need -----------------------------------------------------------------------------------

    def with_unit(self, number: Number, folded: str, start: int) -> Number:
        """ "lần" is a multiple behind a word of growth, else it counts occasions; "hạng 3" is a rank."""
        if self._is_money(number, folded, start):
            return replace(number, unit="vnd")
        if _is_share_of_marks(number) and not _PARTS.match(folded, number.end):
            return replace(number, unit="points")
        if number.unit == "times" and not self._growth.search(folded, start, number.start):
            return replace(number, unit="count", end=number.digits_end, unit_word=None)
        if number.is_bare and _MOVED_BY.match(folded, number.end) and self._growth.search(folded, start, number.start):
            return replace(number, unit="rank")
        if (
            number.unit == "count"
            and self._may_score(number, folded)
            and self._scored.search(folded, start, number.start)
        ):
            return replace(number, unit="points")
        if (
            number.unit == "count"
            and number.factor == 1
            and self._ranked.search(folded, max(0, number.start - 30), number.start)
            and not _PLACES.match(folded, number.end)
        ):
            return replace(number, unit="rank")
        return replace(number, unit="rank") if self._is_index_place(number, folded, start) else number

    def _is_index_place(self, number: Number, folded: str, start: int) -> bool:
        """ "chỉ số Nộp thuế (86/190)" tells a place, "thứ hạng của tỉnh năm ngoái là 12" too."""
        if number.unit != "count" or number.factor != 1 or number.decimals:
            return False
        if number.denominator is None:
            alone = NOTHING_COUNTED.match(folded, number.end) is not None
            return alone and self._rank_told.search(folded, start, number.start) is not None
        is_place = number.denominator > _LEAST_RANKED and folded.startswith(")", number.end)
        return is_place and _INDEX_PLACE.search(folded, start, number.start) is not None

    def _is_money(self, number: Number, folded: str, start: int) -> bool:
        """ "đã giải ngân 61 tỷ (48,6%)": dong without the word, where one of money stands before."""
        if number.unit != "count" or number.factor < _LEAST_MONEY:
            return False
        if folded.startswith(_OF_MONEY, number.end):
            return True  # "32.000 tỷ tiền lương", "50.000 tỷ đầu tư công"
        if not NOTHING_COUNTED.match(folded, number.end):
            return False
        if number.factor >= _LEAST_AMOUNT and _AMOUNTS_TO.search(folded, start, number.start):
            return True
        return self._money.search(folded, start, number.start) is not None

    def _may_score(self, number: Number, folded: str) -> bool:
        """ "63,2/100", "4,1/5", "65,22" with nothing counted behind: marks, where a word of score stands before."""
        whole = number.denominator
        if whole is not None:
            return whole in _FULL_MARKS and number.value <= whole and not _PARTS.match(folded, number.end)
        if number.is_bare and self._total_score.search(folded, max(0, number.start - _TOTAL_REACH), number.start):
            return NOTHING_COUNTED.match(folded, number.end) is not None
        return number.decimals > 0 and number.factor == 1 and NOTHING_COUNTED.match(folded, number.end) is not None

    def tells_indicator(self, figure: Figure) -> bool:
        """Whether later figures may point back to this level: it is of the catalogue, or of "chỉ số …", "tỷ lệ …"."""
        phrase = fold(figure.phrase)
        named = figure.indicator.basis is not None or self.phrases.tells_share(phrase) or self.ranking.match(phrase)
        return bool(named) and figure.role.role == "level"

    def name_of(self, indicator: Indicator) -> str:
        """The folded words that an indicator's name holds, and those of the row that named a score or a rank: "cấp
        tỉnh" belongs to the index. For an open key those of the key are its own."""
        metric = self.reference.metrics.get(indicator.metric_key)
        if metric is None:
            return ""
        row = self._told_by.get(indicator.basis or "", "") if self.is_of_index(indicator) else ""
        return self.indicators.expand(f"{fold(metric['name_vi'])} {row}")

    def is_of_index(self, indicator: Indicator) -> bool:
        """Whether an indicator of the catalogue is the score of an index or a place in its ranking."""
        metric = self.reference.metrics.get(indicator.metric_key)
        return metric is not None and metric["measure_kind"] in {"score", "rank"}

    def period_kind(self, indicator: Indicator, phrase: str) -> str:
        """flow, stock or cumulative: what an indicator is where no words of time say."""
        metric = self.reference.metrics.get(indicator.metric_key)
        if metric is not None:
            return metric["default_period_kind"]
        return "stock" if self._stock_noun.search(fold(phrase)) else "flow"


_BY_WHOM = re.compile(r"[\s(-]*theo [^.;:()]{2,90} của ")  # "Theo số liệu mới nhất tính đến tháng 9 của ngành A"
_MONTHS = frozenset({"month", "month_in_words", "month_year"})


def _is_share_of_marks(number: Number) -> bool:
    """ "17,6/18": what can be parted is no count of a whole."""
    whole = number.denominator
    return (
        number.unit == "count"
        and whole is not None
        and number.decimals > 0
        and number.factor == 1
        and number.value <= whole
    )


def _dates_deed(expression: Expression, line: Line, folded: str) -> bool:
    """Whether a day only tells when the deed of its sentence was done: "đã trình nghị định số 139 vào ngày 12/6"."""
    if expression.kind != "stock" or expression.start - line.span.start <= _OPENING:
        return False
    return folded.startswith("vào ", expression.start) or folded.endswith("vào ", line.span.start, expression.start)


def _told_last(doers: list[Mention], figures: list[Figure], folded: str, start: int) -> str | None:
    """The body that the sentence behind goes on with: that of the last figure whose own words it is, else the bodies
    that are counted, else the subject; the country where ministries and provinces were told apart."""
    if {figure.agency.agency_key for figure in figures} >= _ALL_BODIES:
        return COUNTRY
    if len({figure.agency.agency_key for figure in figures if figure.agency.agency_key.startswith(SINGLE)}) > 1:
        return None  # "Bến Tre đạt 47,1 điểm, Nghệ An 46,7 điểm" hands on neither
    carried = [figure.agency.agency_key for figure in figures if figure.agency.basis in _CARRIED]
    if carried:
        return carried[-1]
    subjects = (m for m in doers if m.part == "subject" and m.rule != "counted_noun")
    subject = next((m for m in subjects if not is_bracketed(folded, start, m.start)), None)
    if subject is not None:
        return COUNTRY if subject.rule == "system" else subject.agency_key
    ends = bool(figures) and figures[-1].agency.agency_key == COUNTRY
    return _counted_together(figures) or (COUNTRY if ends else None)


def _latest_of_list(told: list[Expression]) -> Expression | None:
    """What a sentence hands on of its words of time, the last first: the last, or the latest of a list that goes back
    in time ("tháng 9 nhận 6.518 hồ sơ, tháng 8 là 6.102")."""
    if not told or told[0].last is None or told[0].kind != "flow":
        return told[0] if told else None
    last = told[0].last
    later = [e for e in told[1:] if e.rule == told[0].rule and e.last is not None and e.last > last]
    return max(later, key=lambda e: e.last or last, default=told[0])


def _counted_together(figures: list[Figure]) -> str | None:
    """The group of which every figure of a sentence counts members, the country where there are several; None where
    another figure stands among them."""
    keys = {figure.agency.agency_key for figure in figures if figure.agency.basis == COUNTED_BODIES}
    if keys & LEVELS:
        return None  # "100% xã có mạng." says nothing of whose households the next sentence counts
    if not keys or any(figure.agency.basis != COUNTED_BODIES for figure in figures):
        return None
    return keys.pop() if len(keys) == 1 else COUNTRY


def _titled(
    document: Document, mentions: list[Mention], government: frozenset[str], tells_of_others: re.Pattern[str]
) -> str | None:
    """The body before the colon of the headline ("Thanh Hóa: Nâng cao …"), or the only one that the headline names, if
    that is a ministry that does something itself ("Bộ A cắt giảm 202 điều kiện"); who speaks, judges or leads a ranking
    there tells of others."""
    headline = next((b for b in document.blocks if b.kind == "headline"), None)
    if headline is None:
        return None
    told = [m for m in mentions if headline.start <= m.start < headline.end]
    first = next(iter(told), None)
    if first is None or not first.is_single or first.agency_key in government:
        return None
    if first.start - headline.start <= _OPENING and document.text.startswith(":", first.end):
        return first.agency_key
    alone = first.agency_key.startswith("vn.min.") and len({m.agency_key for m in told if m.rule != "system"}) == 1
    speaks = tells_of_others.search(document.folded, headline.start, headline.end) is not None
    return first.agency_key if alone and not speaks else None


def _is_address_line(block: Block, document: Document) -> bool:
    """Whether a line holds nothing but the address that the page was taken from: "http://baohagiang.vn/"."""
    words = document.folded[block.start : block.end]
    return block.kind == "boilerplate" and _ADDRESS_LINE.fullmatch(words) is not None


_ADDRESS_LINE = re.compile(r"(?:nguồn: ?)?(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")


_OF_CASES = re.compile(  # "Các vụ án … gây thiệt hại 9 tỷ đồng" tells of the cases, not of the court that judged some
    r"[ ]*(?:các|những) (?:vụ án|vụ việc)(?![^\W_])"
)
_AGAINST = re.compile(  # "nếu so với con số 70% vào năm 2006 thì …"
    r"(?<![^\W_])so với (?:con số|mức|tỷ lệ|tỉ lệ)(?:(?! thì )(?:[^,;.]|[.,]\d))*$"
)
_SAID_BY_SHARE = re.compile(  # "39% cho rằng các tỉnh ưu ái …" tells of those who are asked
    r"\d[ ]?%[^.;,()]{0,40} (?:cho rằng|cho biết|nói rằng|phản ánh|nhận thấy)(?: các| những)? $"
)
_RANKED = re.compile(
    r" (?:vẫn |tiếp tục |là tỉnh )?(?:dẫn đầu|đứng đầu|xếp đầu|đứng thứ|xếp thứ|đứng cuối|xếp cuối)[^.;,\d]{0,30}"
    r"(?:cả nước|toàn quốc|bảng xếp hạng)"
)


def _only_ranked(mention: Mention, mentions: list[Mention], folded: str) -> bool:
    """Whether a body is named but once, for its place among all: "Đà Nẵng dẫn đầu cả nước" is no news of Đà Nẵng."""
    if not mention.is_single or _RANKED.match(folded, mention.end) is None:
        return False
    return sum(other.agency_key == mention.agency_key for other in mentions) == 1


def _names_people(mention: Mention, folded: str) -> bool:
    """Whether only those who come from a ministry are named: "Đoàn công tác của Bộ A đã làm việc với tỉnh B"."""
    if not folded.endswith(_PEOPLE_ENDS, 0, mention.start):
        return False
    return _PEOPLE_OF.search(folded, max(0, mention.start - _PEOPLE_REACH), mention.start) is not None


def _dates_rest(expression: Expression, figures: list[Figure]) -> bool:
    """Whether "đến nay" only dates what follows it in its sentence: "quý I nhận 120 hồ sơ, đến nay đã trả 98"."""
    if expression.rule != "to_now" or expression.is_explicit or len(figures) < _PAIR:
        return False
    return figures[0].number.end < expression.start and figures[0].period.kind == "flow"


def _only_edition(expressions: list[Expression]) -> Expression | None:
    """The edition of indices that a text names, if it names no other: "PAR INDEX 2019"."""
    editions = {(e.first, e.last): e for e in expressions if e.rule == "edition"}
    return next(iter(editions.values())) if len(editions) == 1 else None


def _is_running(expression: Expression, known: Calendar) -> bool:
    """Whether the span has begun and ends soon after the document's day: "tháng 9" of a report of 29 September."""
    day = known.published_on
    if expression.kind != "flow" or expression.first is None or expression.last is None or day is None:
        return False
    is_years = expression.rule in {"years", "since_year_to_year"} and expression.last.year == day.year
    soon = _REPORTED_EARLY if expression.rule in _PARTS_OF_YEAR else _SOON
    return expression.first <= day and (expression.last - day <= soon or is_years)


def _blank_outside(folded: str, blocks: tuple[Block, ...]) -> str:
    """The text with everything outside of body blocks turned to line breaks and wrapped lines joined, offsets kept."""
    parts, at = [], 0
    for block in blocks:
        if block.kind in BODY:
            parts.append("\n" * (block.start - at))
            words = folded[block.start : block.end]
            parts.append(words if block.kind == "table_cell" or "\n" not in words else _WRAP.sub(" ", words))
            at = block.end
    parts.append("\n" * (len(folded) - at))
    return "".join(parts)


def _distribute(
    lines: list[Line], numbers: list[Number], mentions: list[Mention], expressions: list[Expression]
) -> None:
    """Give each line what begins inside of it; all lists are in order."""
    for name, items in (("numbers", numbers), ("mentions", mentions), ("expressions", expressions)):
        index = 0
        for line in lines:
            while index < len(items) and items[index].start < line.span.start:
                index += 1
            while index < len(items) and items[index].start < line.span.end:
                getattr(line, name).append(items[index])
                index += 1


def _moved(number: Number, offset: int, end: int) -> Number:
    """The number at its place in the document; a unit that the header gave does not belong to the quote."""
    return replace(
        number,
        start=number.start + offset,
        end=min(number.end + offset, end),
        digits_end=number.digits_end + offset,
    )
