-- Grain: one claim of a current snapshot without a dated period: it speaks for no observation until its period is known.
select
    claim_key,
    source_key,
    document,
    metric_key,
    agency_key,
    quote,
    value,
    unit,
    sentence,
    period_kind,
    period_start,
    period_end,
    period_basis,
    case
        when period_kind = 'unknown' then 'neither the words nor the document tell the period'
        when period_end is null then 'the day or the year of the period is not told'
        else 'the beginning of the period is not told'
    end as reason
from {{ ref('int_claims_placed') }}
where is_current and left_out_because = 'undated period'
order by claim_key
