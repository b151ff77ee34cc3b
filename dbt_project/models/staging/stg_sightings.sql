-- Grain: one file name, content and metadata that the inbox was seen to hold.
select
    file_name,
    document,
    sha256,
    meta_sha256,
    media_type,
    bytes,
    {{ utc('seen_at') }} as seen_at,
    run_id
from {{ source('store', 'sightings') }}
