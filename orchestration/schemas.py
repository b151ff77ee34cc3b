"""Columns of the Parquet files that pass between the rooms.

Here: the Arrow schemas, and nothing else. Not here: how a file is written (`orchestration.parquet`), what a claim
means (`docs/claims.md`), the tables that dbt makes of these files (`dbt_project/models`).

Text offsets count Unicode code points in a document's normalised text (NFC, newlines as ``\\n``), end exclusive.
Moments are UTC; dates are those of Vietnam. Values are exact decimals: no float ever holds a figure.
"""

from __future__ import annotations

import pyarrow as pa

#: A figure, its denominator and its bounds. 28 digits before the point and 10 behind it.
VALUE = pa.decimal128(38, 10)
MOMENT = pa.timestamp("us", tz="UTC")


def _schema(*fields: tuple[str, pa.DataType, bool]) -> pa.Schema:
    return pa.schema([pa.field(name, kind, nullable=nullable) for name, kind, nullable in fields])


#: One row per file name, content and metadata that the inbox was seen to hold. Append-only.
SIGHTINGS = _schema(
    ("file_name", pa.string(), False),  # path inside the inbox, with "/"
    ("document", pa.string(), False),  # name without extension; the first owner keeps it
    ("sha256", pa.string(), False),  # of the bytes
    ("meta_sha256", pa.string(), True),  # of NAME.meta.yaml as it stood, if it was there and readable
    ("media_type", pa.string(), False),  # text, markdown, html, docx, pdf, xlsx, csv; zip for an archive
    ("bytes", pa.int64(), False),
    ("seen_at", MOMENT, False),
    ("run_id", pa.string(), False),
)

#: One row per attempt at a file in one stage. Append-only.
OUTCOMES = _schema(
    ("file_name", pa.string(), False),
    ("document", pa.string(), True),
    ("sha256", pa.string(), True),
    ("stage", pa.string(), False),  # land, metadata, read, extract
    ("status", pa.string(), False),  # ok, failed, ignored
    ("reason", pa.string(), True),  # a short code such as "empty_file"; NULL when ok
    ("detail", pa.string(), True),  # what was wrong, and where in the file
    ("remedy", pa.string(), True),  # what a person can do about it
    ("bytes", pa.int64(), True),
    ("seconds", pa.float64(), True),
    ("attempted_at", MOMENT, False),
    ("run_id", pa.string(), False),
)

#: What kind of text a stretch of a document is. Only BODY_KINDS are read for figures.
BLOCK_KINDS = (
    "headline",
    "date_line",
    "lead",
    "heading",
    "paragraph",
    "list_item",
    "caption",
    "byline",
    "table_cell",
    "footnote",  # kept apart: no figure is read from it
    "teaser",  # other articles: "Bài liên quan", most-read lists
    "boilerplate",  # menus, footers, share bars, comment forms
)
BODY_KINDS = frozenset({"headline", "lead", "heading", "paragraph", "list_item", "caption", "table_cell"})

BLOCK = pa.struct(
    [
        pa.field("kind", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("level", pa.int16()),  # of a heading or list item, 1 is the outermost
        pa.field("table", pa.int16()),  # 0-based number of the table that the cell belongs to
        pa.field("row", pa.int16()),
        pa.field("column", pa.int16()),
        pa.field("is_header", pa.bool_()),  # of a cell
        pa.field("locator", pa.string()),  # place in words, such as "table 1, row 3, column 2"
    ]
)

#: One row per snapshot that could be read.
DOCUMENTS = _schema(
    ("source_key", pa.string(), False),  # document@first 12 digits of sha256
    ("document", pa.string(), False),
    ("file_name", pa.string(), False),
    ("sha256", pa.string(), False),
    ("meta_sha256", pa.string(), True),
    ("media_type", pa.string(), False),
    ("reader_version", pa.string(), False),
    ("first_seen_at", MOMENT, False),
    ("kind", pa.string(), False),  # article, report
    ("title", pa.string(), True),
    ("publisher", pa.string(), True),  # who printed it
    ("producer", pa.string(), True),  # whose figures they are
    ("author", pa.string(), True),
    ("published_on", pa.date32(), True),
    ("published_on_basis", pa.string(), True),  # metadata, markup, date_line
    ("reporting_start", pa.date32(), True),  # only where metadata says so; else extraction reads it
    ("reporting_end", pa.date32(), True),
    ("url", pa.string(), True),
    ("source_link", pa.string(), True),
    ("is_digest", pa.bool_(), False),  # written for this project from the figures of real documents
    ("address", pa.string(), True),  # of url, only where metadata names it: the same address is the same page
    ("text_sha256", pa.string(), True),  # of the body's words: equal for one text in two formats; NULL without words
    ("text", pa.string(), False),
    ("blocks", pa.list_(pa.field("item", BLOCK, nullable=False)), False),
)

#: One row per figure as one document states it.
CLAIMS = _schema(
    ("claim_key", pa.string(), False),  # sha256@char_start
    ("source_key", pa.string(), False),
    ("char_start", pa.int32(), False),
    ("char_end", pa.int32(), False),
    ("quote", pa.string(), False),
    ("locator", pa.string(), True),
    ("block_kind", pa.string(), False),
    ("sentence", pa.string(), False),
    ("sentence_start", pa.int32(), False),
    ("value", VALUE, False),
    ("denominator", VALUE, True),
    ("unit", pa.string(), False),  # percent, vnd, usd, times, rank, points, count
    ("unit_measure", pa.string(), True),  # finer: percentage_point, hour, document, ...
    ("decimals", pa.int16(), False),  # digits printed behind the decimal mark, before the scale word
    ("lower_bound", VALUE, True),  # NULL: no bound
    ("lower_closed", pa.bool_(), False),
    ("upper_bound", VALUE, True),
    ("upper_closed", pa.bool_(), False),
    ("qualifier", pa.string(), False),  # exact, at_least, about, at_most
    ("hedge", pa.string(), True),  # the word that hedges, as printed
    ("role", pa.string(), False),  # level, change, change_rate
    ("direction", pa.string(), True),  # up, down
    ("statistic", pa.string(), False),  # value, mean, min, max, range_low
    ("comparison_kind", pa.string(), True),  # same_period, previous_period, base, plan, peer, mean
    ("comparison_period", pa.string(), True),  # words of the text
    ("status", pa.string(), False),  # actual, target
    ("obs_status", pa.string(), True),  # E, P, A, R once they are read
    ("metric_key", pa.string(), False),  # of the catalogue, or open.<phrase>
    ("metric_phrase", pa.string(), False),
    ("metric_basis", pa.string(), True),  # which phrase row, or NULL for an open key
    ("agency_key", pa.string(), False),
    ("agency_basis", pa.string(), False),  # which rule found it
    ("period_kind", pa.string(), False),  # flow, stock, unknown
    ("period_start", pa.date32(), True),
    ("period_end", pa.date32(), True),
    ("period_basis", pa.string(), False),  # which rule found it
    ("scope_key", pa.string(), False),  # _T total, _U a cue that was not understood
    ("vintage_date", pa.date32(), True),
    ("confidence", pa.string(), True),
    ("witness_group", pa.string(), True),
    ("extractor_version", pa.string(), False),
)

#: claim_key is <relation> related_claim_key: the 675 of "2.043 văn bản, tăng 675" is change_of the 2.043.
RELATIONS = _schema(
    ("claim_key", pa.string(), False),
    ("relation", pa.string(), False),
    ("related_claim_key", pa.string(), False),
    ("words", pa.string(), True),
    ("source_key", pa.string(), False),
)
RELATION_KINDS = ("whole_of", "part_of", "change_of", "rate_of", "average_of", "percent_of", "repeats")

#: A sketch of each longer passage, by which copies of one text are told.
SIGNATURES = _schema(
    ("source_key", pa.string(), False),
    ("char_start", pa.int32(), False),
    ("char_end", pa.int32(), False),
    ("shingles", pa.int32(), False),  # how many different ones the passage has
    ("sketch", pa.list_(pa.field("item", pa.uint64(), nullable=False)), False),  # smallest hashes, ascending
)

#: One row per document that was extracted: the receipt by which lost claims are noticed.
EXTRACTIONS = _schema(
    ("source_key", pa.string(), False),
    ("sha256", pa.string(), False),
    ("meta_sha256", pa.string(), True),
    ("reader_version", pa.string(), False),
    ("extractor_version", pa.string(), False),
    ("published_on", pa.date32(), True),  # of the document row, else as the text tells it
    ("published_on_basis", pa.string(), True),  # ..., event_day
    ("reporting_start", pa.date32(), True),
    ("reporting_end", pa.date32(), True),
    ("claims", pa.int32(), False),
    ("relations", pa.int32(), False),
    ("signatures", pa.int32(), False),
)

#: One row: what a build was made of. Written beside the database file before dbt runs.
BUILD = _schema(
    ("build_id", pa.string(), False),
    ("built_at", MOMENT, False),
    ("code_version", pa.string(), False),
    ("schema_version", pa.string(), False),
    ("extractor_version", pa.string(), False),
    ("input_hash", pa.string(), False),  # of sightings, outcomes, claims, seeds and models
    ("seeds_hash", pa.string(), False),
    ("documents", pa.int64(), False),  # rows in the Parquet files: what the marts must hold again
    ("claims", pa.int64(), False),
    ("relations", pa.int64(), False),
    ("sightings", pa.int64(), False),
    ("outcomes", pa.int64(), False),
)

SCHEMA_VERSION = "1"
