-- Grain: one tie between two claims of one document.
select
    claim_key,
    relation,
    related_claim_key,
    words,
    source_key
from {{ source('claims', 'relations') }}
