-- Grain: one figure as one document states it.
-- `claim_no` orders claims as their keys do: what is ranked and joined many times is ranked and joined by a number.
with numbered as (
    select
        claim_key,
        row_number() over (order by claim_key) as claim_no
    from {{ source('claims', 'claims') }}
)

select
    n.claim_no,
    c.claim_key,
    c.source_key,
    c.char_start,
    c.char_end,
    c.quote,
    c.locator,
    c.block_kind,
    c.sentence,
    c.sentence_start,
    c.value,
    c.denominator,
    c.unit,
    c.unit_measure,
    c.decimals,
    c.lower_bound,
    c.lower_closed,
    c.upper_bound,
    c.upper_closed,
    c.qualifier,
    c.hedge,
    c.role,
    c.direction,
    c.statistic,
    c.comparison_kind,
    c.comparison_period,
    c.status,
    c.obs_status,
    c.metric_key,
    c.metric_phrase,
    c.metric_basis,
    c.agency_key,
    c.agency_basis,
    c.period_kind,
    c.period_start,
    c.period_end,
    c.period_basis,
    c.scope_key,
    c.vintage_date,
    c.confidence,
    c.witness_group,
    c.extractor_version
from {{ source('claims', 'claims') }} as c
inner join numbered as n on c.claim_key = n.claim_key
