-- Rows here: a fact whose row count changes when all its dimensions are joined.
with joined_claims as (
    select count(*) as n
    from {{ ref('fct_claim') }} as f
    inner join {{ ref('dim_metric') }} as m on f.metric_key = m.metric_key
    inner join {{ ref('dim_agency') }} as a on f.agency_version_key = a.agency_version_key
    inner join {{ ref('dim_period') }} as p on f.period_key = p.period_key
    inner join {{ ref('dim_source') }} as s on f.source_key = s.source_key
    inner join {{ ref('dim_scope') }} as c on f.scope_key = c.scope_key
),

joined_observations as (
    select count(*) as n
    from {{ ref('fct_observation') }} as f
    inner join {{ ref('dim_metric') }} as m on f.metric_key = m.metric_key
    inner join {{ ref('dim_agency') }} as a on f.agency_version_key = a.agency_version_key
    inner join {{ ref('dim_period') }} as p on f.period_key = p.period_key
    inner join {{ ref('dim_source') }} as s on f.source_key = s.source_key
    inner join {{ ref('dim_scope') }} as c on f.scope_key = c.scope_key
    inner join {{ ref('fct_claim') }} as k on f.claim_key = k.claim_key
)

select
    'fct_claim' as fact,
    n
from joined_claims
where n <> (select count(*) from {{ ref('fct_claim') }})
union all
select
    'fct_observation' as fact,
    n
from joined_observations
where n <> (select count(*) from {{ ref('fct_observation') }})
