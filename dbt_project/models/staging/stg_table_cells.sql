-- Grain: one cell of one table of one snapshot that could be read. Rows and columns are counted from 0.
with cells as (
    select
        source_key,
        text,
        unnest(blocks) as block
    from {{ source('claims', 'documents') }}
)

select
    source_key,
    block.table as table_no,
    block.row as row_no,
    block."column" as column_no,
    coalesce(block.is_header, false) as is_header,
    block.locator,
    substr(text, block.start + 1, block."end" - block.start) as words
from cells
where block.kind = 'table_cell'
