-- Grain: one claim of a current snapshot without a dated period: it speaks for no observation until its period is known.
select
    p.claim_key,
    p.source_key,
    p.document,
    p.metric_key,
    p.agency_key,
    p.quote,
    p.value,
    p.unit,
    s.sentence,
    p.period_kind,
    p.period_start,
    p.period_end,
    p.period_basis,
    case
        when p.period_kind = 'unknown' then 'neither the words nor the document tell the period'
        when p.period_end is null then 'the day or the year of the period is not told'
        else 'the beginning of the period is not told'
    end as reason
from {{ ref('int_claims_placed') }} as p
inner join {{ ref('stg_claims') }} as s on p.claim_no = s.claim_no
where p.is_current and p.left_out_because = 'undated period'
order by p.claim_key
