-- Grain: one snapshot that could be read; its normalised text, so that this file proves each quote by itself.
select
    source_key,
    text
from {{ source('claims', 'documents') }}
order by source_key
