-- Grain: one snapshot that could be read. Its text lies in marts.source_texts.
select
    source_key,
    document,
    file_name,
    sha256,
    meta_sha256,
    media_type,
    reader_version,
    {{ utc('first_seen_at') }} as first_seen_at,
    kind,
    {{ blank_to_null('title') }} as title,
    {{ blank_to_null('publisher') }} as publisher,
    {{ blank_to_null('producer') }} as producer,
    {{ blank_to_null('author') }} as author,
    published_on,
    published_on_basis,
    reporting_start,
    reporting_end,
    url,
    source_link,
    is_digest
from {{ source('claims', 'documents') }}
