"""Cells of tables as sentences: "<caption>; <time>, <what is counted> của <body> là <cell>".

Here: which headers, row names and caption belong to a cell, and the sentence made of them, in words that the grammar of
prose can read, with the way back to the cell's place. Not here: taking a header apart (`table_heads`), finding tables
(the reader) and reading figures (`claims`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from orchestration.extraction.document import Block
from orchestration.extraction.reference import Reference
from orchestration.extraction.table_heads import Head, HeadGrammar
from orchestration.extraction.text import Span, any_of, fold, whole_words

BodyOf = Callable[[str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CellSentence:
    """A cell in words. `words[cell_start:cell_end]` is the cell as printed (a unit of the header may follow); `offset`
    added to a place in `words` gives the place in the document; `row` spans the cell's row there."""

    index: int  # of the cell among the document's blocks
    words: str
    cell_start: int
    cell_end: int
    offset: int
    row: Span


@dataclass(frozen=True, slots=True)
class _Row:
    """What the name of a row tells of its cells. `joint` ties a body to what is counted, "" where it names none."""

    head: Head
    joint: str = ""
    section: str = ""
    unit: str = ""
    is_total: bool = False
    group: str = ""  # what bodies as the row's are called together: "các bộ"


@dataclass(frozen=True, slots=True)
class _Table:
    """A table taken apart: columns by their number, rows by theirs."""

    caption: str
    columns: dict[int | None, Head]
    bodies: dict[int | None, str]  # joints of columns that are bodies
    rows: dict[int | None, _Row]
    names: dict[int | None, Block]
    spans: dict[int | None, Span]
    signed: frozenset[int | None]  # columns in which some cell has a sign
    is_of_index: bool  # scores of an index are told, so that a bare decimal is one

    @property
    def has_plan(self) -> bool:
        """Whether a column tells plans; that of the rows' names, "Chỉ tiêu", does not."""
        named = {name.column for name in self.names.values()}
        return any(head.kind == "plan" for column, head in self.columns.items() if column not in named)


_OF_DOSSIERS = re.compile(r"(?:giải quyết|tiếp nhận)[^.;]{0,40}(?:thủ tục|tthc|hồ sơ)")
_STATE = re.compile(
    r"(?:trong đó:? )?(?P<state>(?:đã |đang |mới |số |chưa )*(?:tiếp nhận|giải quyết|trả kết quả|hoàn thành|thực hiện"
    r"|trực tuyến|trực tiếp|bưu chính|trước hạn|đúng hạn|quá hạn|trễ hạn|trong hạn|đến hạn|kỳ trước chuyển|tồn"
    r"|toàn trình|một phần)"
    r"(?:,? [^\W\d_]+){0,3})"
)
_SHARE_OF = re.compile(r"[ :]*t[ỷỉ] lệ ", re.IGNORECASE)
_DONE = re.compile(  # what was done to what a row names, or what state it is in
    r"(?:số )?(?:đã|đang|chưa|mới|được|tiếp nhận|giải quyết|thuộc thẩm quyền|hoàn thành|tồn|trả|chuyển|quá hạn|đúng hạn"
    r"|trước hạn|trực tuyến|trực tiếp|còn)(?![^\W_])"
)
_COUNTED = re.compile(
    r"(?:tổng )?số (?:lượng )?(?P<noun>[^\W\d_]+(?: [^\W\d_]+){0,2}?)"
    r"(?= (?:được|đã|phải|đang|tiếp nhận|giải quyết|giao|nhận|chưa|trong|mới|cần)(?![^\W_])|$)"
)
_PART = re.compile(r"\s*(?:[-+•*–]\s*|trong đó\s*:?\s*)+", re.IGNORECASE)
_SIGN = re.compile(r"\s*(?P<sign>[+–-])(?=\s*\d)")
_UNIT_HEAD = re.compile(r"\s*(?:đvt|đơn vị tính|đơn vị đo)\s*")
_UNIT_ALONE = re.compile(r"[( ]*(?:đvt|đơn vị(?: tính)?)\s*:[^().;,]{1,30}[) ]*")
_ORDINAL = re.compile(r"\s*[(]?(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]|[a-zđ][.)])\s+(?=[^\W\d_]{2})")
_ROMAN = re.compile(r"\s*[IVX]{1,5}[.)]?\s*")
_DIGITS = re.compile(r"\s*[\d.,  ]+\s*")
_DECIMAL = re.compile(r"\s*\d{1,3}[.,]\d{1,4}\s*")
_MEAN_ROW = re.compile(r"(?:giá trị |điểm )?(?:trung bình|bình quân)")
_INDEX_OF_PAST = 60  # percent from which "so với cùng kỳ (%)" without a sign tells what part of it is reached
_ONE_YEAR = re.compile(r"năm (?P<year>(?:19|20)\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_PLAN = "mức hoàn thành kế hoạch"  # "Tỷ lệ đạt" of a row that is itself a share
_IN_SECTOR, _ABOUT = "trong lĩnh vực", "về"
_OF_LEVEL = frozenset({"change", "rank", "share_of_plan"})  # kinds of columns that tell more of a level beside them


class TableGrammar:
    """Puts cells into words. Compiled once from the tables of units and cues; `times` finds words of time."""

    def __init__(self, reference: Reference, times: Callable[[str], Sequence[tuple[int, int]]]) -> None:
        cues = reference.cues
        self._heads = HeadGrammar(reference, times)
        self._no_figures = frozenset((*cues("ordinal_header"), *cues("table_note")))
        self._sectors = frozenset(cues("table_sector"))
        self._aspects = frozenset(cues("table_aspect"))
        self._time_columns = frozenset(cues("table_time"))
        self._index = re.compile(
            r"chỉ số(?: (?!(?:năm|của|các|theo|tại|trên)[ ])[^\W\d_]+){1,8}|" + whole_words(cues("table_index"))
        )
        self._total = re.compile(f"(?:{any_of(cues('table_total'))})")
        self._on_time = re.compile(whole_words(cues("on_time")))
        self._early = re.compile(whole_words(cues("early")))
        self._shares = tuple(cues("share_noun"))

    def sentences(self, text: str, blocks: tuple[Block, ...], body_of: BodyOf) -> Iterator[CellSentence]:
        """A sentence for every cell that may hold figures: no headers, no row names, no column of ordinals.

        `body_of` tells how words that name a body are tied to what is counted ("số hồ sơ của Bộ A", "tại Sở B"), "" for
        words that name none, and what all such bodies are called together ("các bộ"), "" for units of one body.
        """
        for first, last in _tables(blocks):
            table = self._apart(text, blocks, first, last, body_of)
            for index in range(first, last):
                cell = blocks[index]
                if (
                    not cell.is_header
                    and table.names.get(cell.row) is not cell
                    and not self._tells_nothing(table, cell)
                ):
                    yield self._sentence(index, cell, text, table)

    def _apart(self, text: str, blocks: tuple[Block, ...], first: int, last: int, body_of: BodyOf) -> _Table:
        """The table's caption, headers and row names, taken apart."""
        cells = blocks[first:last]
        printed = _column_headers(text, cells)
        columns = _dated({column: self._heads.read(words) for column, words in printed.items()})
        names = self._row_names(text, cells, columns)
        bodies = {c: body_of(head.noun)[0] for c, head in columns.items() if head.noun and head.kind == "level"}
        compared = {c for c, head in columns.items() if head.kind == "change"}
        signed = {c.column for c in cells if c.column in compared and _SIGN.match(text[c.start : c.end])}
        caption = _caption(text, blocks, first)
        told = (caption, *(head.noun for head in columns.values()))
        return _Table(
            caption=caption,
            columns=columns,
            bodies={column: joint for column, joint in bodies.items() if joint},
            rows=self._rows(text, cells, columns, names, body_of),
            names=names,
            spans=_row_spans(cells),
            signed=frozenset(signed),
            is_of_index=any(self._index.search(fold(words)) for words in told),
        )

    def _rows(
        self,
        text: str,
        cells: tuple[Block, ...],
        columns: dict[int | None, Head],
        names: dict[int | None, Block],
        body_of: BodyOf,
    ) -> dict[int | None, _Row]:
        """What each row's name tells; a row with nothing but its name names those below."""
        units = self._row_units(text, cells, columns)
        filled = {c.row for c in cells if names.get(c.row) is not c and any(map(str.isdigit, text[c.start : c.end]))}
        rows: dict[int | None, _Row] = {}
        section, whole = "", ""
        for number, name in names.items():
            words = _ORDINAL.sub("", " ".join(text[name.start : name.end].split()), count=1)
            if number not in filled and not name.is_header:
                section, whole = words, ""
                continue
            own = _PART.sub("", words, count=1) if _PART.match(words) else words
            is_part = own != words
            own = _with_whole(own, whole) if is_part else own
            whole = whole if is_part else words
            rows[number] = self._row(own, columns.get(name.column, Head("")).words, section, body_of)
            rows[number] = replace(rows[number], unit=units.get(number, ""))
        return _with_group(rows)

    def _row(self, own: str, header: str, section: str, body_of: BodyOf) -> _Row:
        """What the name of one row tells, under its header."""
        if self._total.fullmatch(fold(own).strip(" .:")):
            return _Row(self._heads.read(own), is_total=True)
        head = self._heads.read(f"{header} {own}" if self._tells_time(header) else own)
        joint, group = body_of(own)
        joint = joint or self._joint_of_header(fold(header).strip(" .:"))
        if not joint and own[:1].isupper():  # "Vũ Thư" under "Huyện"
            joint, group = body_of(f"{header} {own}")
            head = self._heads.read(f"{header} {own}") if joint else head
        return _Row(head, joint, section, group=group)

    def _joint_of_header(self, header: str) -> str:
        """What ties a row to what is counted where the header of its name tells what it is: a sector, or what is asked
        about."""
        return _IN_SECTOR if header in self._sectors else _ABOUT if header in self._aspects else ""

    def _tells_time(self, header: str) -> bool:
        """Whether a column names years, quarters or months."""
        return fold(header).strip(" .:") in self._time_columns

    def _row_names(
        self, text: str, cells: tuple[Block, ...], columns: dict[int | None, Head]
    ) -> dict[int | None, Block]:
        """The first cell of each row that is words, not a figure; in a column of years the year."""
        names: dict[int | None, Block] = {}
        for cell in cells:
            if cell.is_header or cell.row in names:
                continue
            words = _ORDINAL.sub("", text[cell.start : cell.end], count=1)
            dates = self._tells_time(columns.get(cell.column, Head("")).words) and any(map(str.isdigit, words))
            starts = sum(map(str.isalpha, words)) >= 2 and not words.strip()[:1].isdigit()
            if dates or (starts and not _ROMAN.fullmatch(words)):
                names[cell.row] = cell
        return names

    def _row_units(self, text: str, cells: tuple[Block, ...], columns: dict[int | None, Head]) -> dict[int | None, str]:
        """The unit of each row where a column tells it: "%", "tỷ đồng"; none for rows that count things."""
        held = {column for column, head in columns.items() if _UNIT_HEAD.fullmatch(fold(head.words))}
        told = ((cell.row, fold(text[cell.start : cell.end]).strip()) for cell in cells if cell.column in held)
        return {row: unit for row, unit in told if self._heads.is_unit(unit)}

    def _tells_nothing(self, table: _Table, cell: Block) -> bool:
        """Whether a cell stands in a column of ordinals, document numbers or notes."""
        head = table.columns.get(cell.column)
        return head is not None and fold(head.words).strip(" .:") in self._no_figures

    def _sentence(self, index: int, cell: Block, text: str, table: _Table) -> CellSentence:
        printed = text[cell.start : cell.end]
        head = table.columns.get(cell.column, Head(""))
        row = table.rows.get(cell.row, _Row(Head("")))
        subject = self._subject(table, head, row, cell.column)
        lead, shown, behind = self._predicate(table, head, row, printed, is_signed=cell.column in table.signed)
        time = _time(head.time, row.head.time)
        if time.startswith("cùng kỳ"):
            lead, time = f"{time} {lead}", ""
        told = f"{time}, {subject}" if time and subject else subject or time
        told = f"mục tiêu {told}" if head.kind == "plan" else told
        told = f"{_OF_PLAN} {told}" if lead == "đạt" and fold(subject).startswith(self._shares) else told
        caption = ", ".join(
            filter(None, (self._caption(table), row.section, self._told_apart(head.words, table.columns.values())))
        )
        lead = f"{caption}; {told} {lead} " if caption else f"{told} {lead} "
        unit = self._unit(shown, head, row, table)
        start, end = len(lead), len(lead) + len(printed)
        return CellSentence(index, lead + shown + unit + behind, start, end, cell.start - start, table.spans[cell.row])

    def _caption(self, table: _Table) -> str:
        """The caption; where a column tells plans apart, its own "kế hoạch" makes no plans of the others."""
        return self._heads.without_plan(table.caption) if table.has_plan else table.caption

    def _subject(self, table: _Table, head: Head, row: _Row, column: int | None) -> str:
        """What is counted, and of or at whom."""
        column_body = table.bodies.get(column, "")
        noun = "" if column_body else self._noun(table, head)
        is_mean = _MEAN_ROW.match(fold(row.head.noun)) is not None
        named = "" if row.is_total or row.joint or is_mean else row.head.noun
        if named and not noun and head.is_measure:
            noun = head.noun
        counted = _joined(noun, named) or self._named_by(table.caption)
        counted = f"{counted} {row.head.noun}" if is_mean and not row.is_total else counted
        body = row.head.noun if row.joint in {_IN_SECTOR, _ABOUT} else row.head.words
        bodies = ((row.joint, body), (column_body, head.noun))
        return " ".join(filter(None, (counted, *(f"{joint} {body}" for joint, body in bodies if joint))))

    def _noun(self, table: _Table, head: Head) -> str:
        """What a column counts, with what only its caption or the columns before name.

        "Đã giải quyết" under "Kết quả giải quyết thủ tục hành chính" counts dossiers, "Đúng hạn" beside "Số nhiệm vụ
        được giao" tasks.
        """
        if head.is_measure:
            return f"{head.noun or head.words} {self._heads.core(table.caption)}".strip()
        if not head.noun:
            index = self._index.search(fold(table.caption))
            return table.caption[index.start() : index.end()].strip() if index is not None else ""
        whole, _, part = head.noun.rpartition("Trong đó")
        share = _SHARE_OF.match(part)
        part = part[share.end() :] if share else part.strip(" :")
        state = _STATE.fullmatch(fold(part))
        if state is None or "hồ sơ" in fold(part):
            return head.noun
        what, told = share.group().strip() if share else "Số", part[state.start("state") :].removeprefix("Số ")
        if _OF_DOSSIERS.search(fold(table.caption)):
            return f"{what} hồ sơ {told}"
        for named in (whole, *(other.noun for other in table.columns.values())):
            counted = _COUNTED.match(fold(named))
            if counted is not None and (whole or not fold(part).startswith("số ")):
                return f"{what} {counted['noun']} {told}"
        return head.noun

    def _named_by(self, caption: str) -> str:
        """What a caption names where neither column nor row does."""
        index = self._index.search(fold(caption))
        return caption[index.start() : index.end()].strip() if index is not None else self._heads.core(caption)

    def _predicate(
        self, table: _Table, head: Head, row: _Row, printed: str, *, is_signed: bool
    ) -> tuple[str, str, str]:
        """What joins subject and cell, the cell (as long as printed), and what is told behind it."""
        behind = f" {head.words[at:]}" if (at := fold(head.words).find("so với")) >= 0 else ""
        behind = behind.partition(" (")[0].replace("%", "")
        if head.kind == "change":
            sign = _SIGN.match(printed)
            shown = " " * sign.end() + printed[sign.end() :] if sign else printed
            if sign is None and not is_signed and self._is_part_of_past(head, printed):
                return "bằng", shown, behind
            falls = sign["sign"] != "+" if sign else fold(head.words).startswith("giảm")
            return ("giảm" if falls else "tăng"), shown, behind
        if head.kind == "rank":
            return "xếp hạng", printed, ""
        if head.kind == "share_of_plan" and table.has_plan:
            return "đạt", printed, " kế hoạch"
        return "là", printed, ""

    def _is_part_of_past(self, head: Head, printed: str) -> bool:
        """Whether a percentage without a sign tells what part of an earlier level is reached: 124 is no growth."""
        folded = fold(head.words)
        if head.unit != "%" or folded.startswith(("tăng", "giảm")):
            return False
        digits = printed.strip().replace(",", ".")
        return digits.replace(".", "", 1).isdigit() and float(digits) >= _INDEX_OF_PAST

    def _unit(self, printed: str, head: Head, row: _Row, table: _Table) -> str:
        """The unit that row, header or caption gives to a cell that prints digits only."""
        if not _DIGITS.fullmatch(printed) or head.kind == "rank":
            return ""
        unit = row.unit or head.unit or row.head.unit or self._heads.read(table.caption).unit
        scores = _DECIMAL.fullmatch(printed) is not None if head.kind == "level" else head.kind == "change"
        unit = unit or ("điểm" if table.is_of_index and scores else "")
        return unit if unit in {"%", ""} else f" {unit}"

    def _told_apart(self, head: str, heads: Iterable[Head]) -> str:
        """The column beside "đúng hạn" that tells what was early: then the first holds only the rest."""
        folded = fold(head)
        is_share = any(word in folded for word in self._shares)
        if is_share or not self._on_time.search(folded) or self._early.search(folded):
            return ""
        return next((o.words for o in heads if self._early.search(fold(o.words)) and o.words != head), "")


def _with_group(rows: dict[int | None, _Row]) -> dict[int | None, _Row]:
    """The rows, a total of ministries alone, or of provinces alone, being that of their group, and one of years alone
    that of the years from the first to the last."""
    parts = [row for row in rows.values() if not row.is_total]
    groups, years = {row.group for row in parts}, [_ONE_YEAR.fullmatch(fold(row.head.time)) for row in parts]
    group = groups.pop() if len(groups) == 1 else ""
    told = sorted(match["year"] for match in years if match is not None)
    time = f"giai đoạn {told[0]}-{told[-1]}" if len(told) == len(parts) > 1 else ""
    if not group and not time:
        return rows
    whole = Head(group, time=time)
    return {
        n: replace(row, head=whole, joint="của" if group else "") if row.is_total else row for n, row in rows.items()
    }


def _dated(columns: dict[int | None, Head]) -> dict[int | None, Head]:
    """The columns, each change, place or share of a plan with the time of the level before it where it tells none; a
    change beside a place is in places."""
    dated: dict[int | None, Head] = {}
    time, last = "", Head("")
    for column, head in columns.items():
        told = replace(head, time=time) if head.kind in _OF_LEVEL and not head.time else head
        told = replace(told, unit="bậc") if head.kind == "change" and last.kind == "rank" and not head.unit else told
        time = head.time if head.kind == "level" and not head.time.startswith("cùng kỳ") else time
        dated[column] = last = told
    return dated


def _joined(noun: str, named: str) -> str:
    """What column and row count together: "Khiếu nại đã giải quyết", "Rất hài lòng người dân"."""
    if not noun or not named:
        return noun or named
    first, then = (named, noun) if _DONE.match(fold(noun)) else (noun, named)
    is_name = then[:1].isupper() and (then[1:2].isupper() or any(word[:1].isupper() for word in then.split()[1:]))
    return f"{first} {then if is_name else then[:1].lower() + then[1:]}"


def _time(column: str, row: str) -> str:
    """The words of time of a cell: both where the column's lack the year, "quý I" and "năm 2022"."""
    if column and row and not _YEAR.search(column) and _YEAR.search(row):
        return f"{column} {row}"
    return column or row


def _with_whole(own: str, whole: str) -> str:
    """The name of a part, behind that of its whole where it only tells a state or channel: "Số hồ sơ tiếp nhận trực
    tuyến"."""
    return f"{whole} {own[:1].lower()}{own[1:]}" if whole and _STATE.fullmatch(fold(own)) else own


def _tables(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Index ranges of the blocks that are cells of one table."""
    start = 0
    while start < len(blocks):
        if blocks[start].kind != "table_cell":
            start += 1
            continue
        end = start
        while end < len(blocks) and blocks[end].kind == "table_cell" and blocks[end].table == blocks[start].table:
            end += 1
        yield start, end
        start = end


def _caption(text: str, blocks: tuple[Block, ...], first: int) -> str:
    """The last heading, caption or short paragraph before the table, and the one before that tells only a unit."""
    told: list[str] = []
    for block in reversed(blocks[:first]):
        short = block.kind in {"paragraph", "list_item", "byline"} and block.end - block.start <= 200
        if not short and block.kind not in {"caption", "heading"}:
            break
        words = re.sub(r"[\s;.:]+$", "", text[block.start : block.end]).replace(";", ",").replace("\n", " ")
        told.insert(0, words)
        if not _UNIT_ALONE.fullmatch(fold(words)):
            break
    return ", ".join(told)


def _column_headers(text: str, cells: tuple[Block, ...]) -> dict[int | None, str]:
    """What stands above each column, from the top; a header reaches to the next one of its row."""
    headers = [cell for cell in cells if cell.is_header and cell.column is not None and cell.row is not None]
    columns = sorted({cell.column for cell in cells if cell.column is not None})
    heads: dict[int | None, str] = {}
    for place, cell in enumerate(headers):
        following = headers[place + 1] if place + 1 < len(headers) else None
        end = following.column if following is not None and following.row == cell.row else None
        words = text[cell.start : cell.end].strip()
        for column in _reached(cell, end, columns, headers):
            heads[column] = f"{heads[column]} {words}" if heads.get(column) else words
    return heads


def _reached(cell: Block, end: int | None, columns: list[int], headers: list[Block]) -> list[int]:
    """The columns that a header stands above: its own, and those up to the next one below which others stand."""
    assert cell.column is not None
    assert cell.row is not None
    below = {other.column for other in headers if other.row is not None and other.row > cell.row}
    behind = [column for column in columns if column > cell.column and (end is None or column < end)]
    return [cell.column, *(column for column in behind if column in below and cell.column in below)]


def _row_spans(cells: tuple[Block, ...]) -> dict[int | None, Span]:
    """From the first to the last cell of each row."""
    spans: dict[int | None, Span] = {}
    for cell in cells:
        spans[cell.row] = Span(spans[cell.row].start if cell.row in spans else cell.start, cell.end)
    return spans
