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
    attempted_at,
    run_id
from {{ ref('stg_outcomes') }}
order by attempted_at, file_name, stage, status, reason, run_id
