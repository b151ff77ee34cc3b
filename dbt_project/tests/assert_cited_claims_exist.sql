-- Rows here: a comparison or finding that cites a claim which is not there, or not current.
with cited as (
    select
        comparison_key,
        unnest(claim_keys) as claim_key
    from {{ ref('fct_comparison') }}
    union all
    select
        finding_key as comparison_key,
        unnest(claim_keys) as claim_key
    from {{ ref('fct_finding') }}
)

select
    k.comparison_key,
    k.claim_key
from cited as k
left join {{ ref('fct_claim') }} as c on k.claim_key = c.claim_key and c.is_current
where c.claim_key is null
union all
select
    f.finding_key as comparison_key,
    'no comparison' as claim_key
from {{ ref('fct_finding') }} as f
left join {{ ref('fct_comparison') }} as c on f.finding_key = c.comparison_key and c.verdict = 'contradicts'
where c.comparison_key is null
