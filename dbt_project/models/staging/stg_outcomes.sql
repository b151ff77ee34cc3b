-- Grain: one attempt at a file in one stage.
select
    file_name,
    document,
    sha256,
    stage,
    status,
    reason,
    detail,
    remedy,
    bytes,
    seconds,
    {{ utc('attempted_at') }} as attempted_at,
    run_id
from {{ source('store', 'outcomes') }}
