-- Grain: one snapshot that could be read.
select
    source_key,
    document,
    kind,
    title,
    publisher,
    producer,
    author,
    published_on,
    url,
    source_link,
    sha256,
    first_seen_at,
    authority_rank,
    supersedes_key,
    is_current,
    standing,
    same_text_as,
    withdrawal_reason,
    published_on_basis,
    file_name,
    media_type,
    is_digest,
    last_seen_at
from {{ ref('int_sources') }}
order by source_key
