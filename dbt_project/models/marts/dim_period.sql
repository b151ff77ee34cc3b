-- Grain: one period that some claim states.
select
    period_key,
    kind,
    start_date,
    end_date,
    grain,
    label_vi
from {{ ref('int_periods') }}
order by period_key
