-- Grain: one longer passage of one document.
select
    source_key,
    char_start,
    char_end,
    shingles,
    sketch
from {{ source('claims', 'signatures') }}
