-- Grain: one observation and one later vintage that states another value than the vintage before it.
with best as (
    select
        *,
        row_number() over (partition by observation_key, vintage order by choice_order) as place
    from {{ ref('int_claims_ranked') }}
    where not is_deprecated and vintage is not null
),

vintages as (
    select
        *,
        row_number() over by_vintage as vintage_number,
        lag(claim_key) over by_vintage as previous_claim_key,
        lag(vintage) over by_vintage as previous_vintage_date,
        lag(value) over by_vintage as previous_value,
        first_value(vintage) over by_vintage as first_vintage_date,
        first_value(value) over by_vintage as first_value,
        last_value(value) over all_vintages as current_value,
        last_value(vintage) over all_vintages as current_vintage_date
    from best
    where place = 1
    window
        by_vintage as (partition by observation_key order by vintage),
        all_vintages as (partition by observation_key order by vintage rows between unbounded preceding and unbounded following)
)

select
    observation_key,
    vintage_number,
    metric_key,
    agency_version_key,
    period_key,
    vintage as vintage_date,
    value,
    claim_key,
    previous_vintage_date,
    previous_value,
    previous_claim_key,
    first_vintage_date,
    first_value,
    {{ safely('value - previous_value') }} as change,
    {{ safely('value - first_value') }} as change_since_first,
    current_vintage_date,
    current_value,
    {{ safely('current_value - first_value') }} as revision
from vintages
where previous_claim_key is not null and value <> previous_value
order by observation_key, vintage_number
